"""The list of children with its filters and search: names at once, every word after that."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.caseload_groups import Wanted
from models.store_rows import CaseloadRow, Found
from models.wording import Wording, fill
from models.write_up import OWN_PARTS
from ui import theme
from ui.caseload.child_table import ChildTable
from ui.caseload.filters import Filters
from ui.caseload.found_delegate import FoundDelegate
from ui.item_models.caseload import CaseloadModel
from ui.item_models.found import FoundModel
from ui.kit import announce, quiet_label, small_heading_label, title_label
from ui.kit.limits import ShortLine
from ui.program import Program
from ui.shortcuts import Shortcut, action

_SEARCH_AFTER_MS = 180
_LEAST_LETTERS = 2
_ROOM_BESIDE = 480
_NOBODY = "No child with this name or number."
_PARTS = {
    "people": "People",
    "homes": "Homes",
    "disputes": "Disputes",
    "between": "Between reviews",
}
"""Parts of a child's page, for what is found outside a review."""
_NONE_HERE = "No child is in this list. Choose another one above, or All."


class CaseloadList(QWidget):
    """Title, search, filters, table, and below it what was found in the records."""

    chosen_changed = Signal(object)
    opened = Signal(object)
    found_opened = Signal(object)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._lines: list[Found] = []
        self._is_choosing = False
        self.model = CaseloadModel(program.engine)
        self.found = FoundModel(self.model.name_of, self._title_of)
        self.search = self._search_box()
        self.filters = Filters(self.model)
        self.table = ChildTable(self.model)
        self.none = quiet_label(_NOBODY)
        self.found_heading = small_heading_label()
        self.found_list = self._found_list()
        self._rest = QWidget()
        self._wait = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._search_records)
        self._lay_out()
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._row_changed())
        self.filters.changed.connect(self._want)
        action(self, "Search", Shortcut.SEARCH, self._go_to_search)
        self._show_found([])

    @property
    def chosen(self) -> CaseloadRow | None:
        """The chosen child, or None."""
        return self.model.row_at(self.table.currentIndex().row())

    def show_rows(self, rows: list[CaseloadRow]) -> None:
        """Show other rows; the same child stays chosen."""
        before = self._chosen_id
        self.model.show_rows(rows, self._program.clock.today())
        self.filters.show_model()
        self._choose(before)
        self._say_none()

    def set_private(self, *, is_private: bool) -> None:
        """Show the chosen child's name alone, or every name."""
        if is_private == self.model.is_private:
            return
        before = self._chosen_id
        self.model.set_private(is_private=is_private)
        self._choose(before)
        self._show_found(self._lines)

    def forget(self) -> None:
        """Hold nothing of any child any more: at lock."""
        self.search.clear()
        self._show_found([])
        self.show_rows([])
        self.filters.forget()

    def put_beside_search(self, widget: QWidget) -> None:
        """Put a widget between the title and the search."""
        self._head.insertWidget(1, widget)

    @property
    def _chosen_id(self) -> str:
        return self.chosen.child.id if self.chosen is not None else ""

    def _choose(self, child_id: str) -> None:
        """Choose the child again, or the first one; in private view rather nobody than another."""
        row = self.model.row_of(child_id)
        if row < 0 and not self.model.is_private:
            row = self.model.first_child
        flags = QItemSelectionModel.SelectionFlag
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        self._is_choosing = True
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self._is_choosing = False
        self._chosen_anew()

    def _row_changed(self) -> None:
        if not self._is_choosing:  # the card is drawn once, after the choice
            self._chosen_anew()

    def _chosen_anew(self) -> None:
        chosen = self.chosen
        self.model.name_only(chosen.child.id if chosen is not None else "")
        if self.model.is_private:
            self._show_found(self._lines)
        self.chosen_changed.emit(chosen)

    def _want(self, wanted: Wanted) -> None:
        before = self._chosen_id
        self.model.want(wanted)
        self._choose(before)
        self._say_none()
        announce(self.table, f"{self.model.shown_count} children: {wanted.filter.label}")

    def _title_of(self, found: Found) -> str:
        titles = _PARTS | OWN_PARTS | {s.id: s.title for s in self._program.agenda.sections}
        wording = Wording(name=self.model.name_of(found.child_id))
        return fill(titles.get(found.section, ""), wording)

    def _search_box(self) -> QLineEdit:
        box = ShortLine()
        box.setPlaceholderText(f"Search names, numbers, every word…  {Shortcut.SEARCH.shown}")
        box.setAccessibleName("Search names, numbers and every word")
        box.setObjectName("caseload_search")
        box.setClearButtonEnabled(True)
        box.setMaximumWidth(theme.px(420))
        box.textChanged.connect(self._typed)
        box.returnPressed.connect(self._enter)
        return box

    def _fit(self) -> None:
        """Give the search a line of its own where it is tight.

        The page scrolls where its height is too little for all.
        """
        tight = self.width() < theme.px(_ROOM_BESIDE)
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self.filters.set_tight(tight=tight)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _found_list(self) -> QListView:
        view = QListView()
        view.setModel(self.found)
        view.setItemDelegate(FoundDelegate(view))
        view.setUniformItemSizes(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName("Found in the records")
        view.setObjectName("found_list")
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        view.activated.connect(self._open_found)
        return view

    def _lay_out(self) -> None:
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(title_label("What needs me"), 1)
        self._head.addWidget(self.search, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addLayout(self._head)
        layout.addWidget(self.filters)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.none)
        layout.addWidget(self.found_heading)
        layout.addWidget(self.found_list, 2)
        layout.addWidget(self._rest, 1)

    def _typed(self, text: str) -> None:
        before = self._chosen_id
        self.model.set_filter(text)
        self._choose(before)
        if len(text.strip()) >= _LEAST_LETTERS:
            self._wait.start()
        else:
            self._wait.stop()
            self._show_found([])
        self._say_none()

    def _search_records(self) -> None:
        words = self.search.text().strip()

        def found(lines: list[Found]) -> None:
            if self.search.text().strip() == words:
                self._show_found(lines)
                many = f"{self.found.rowCount()} found in the records"
                announce(self.search, f"{self.model.shown_count} children, {many}")

        self._program.store.search(words, found, self._program.messages.warn)

    def _show_found(self, lines: list[Found]) -> None:
        """Show found lines; in private view those of the chosen child alone."""
        self._lines = lines
        shown = lines
        if self.model.is_private:
            shown = [line for line in lines if line.child_id == self.model.named]
        kept_back = len(lines) - len(shown)
        self.found.show_found(shown)
        words = f"In the records · {len(shown)}"
        if kept_back:
            words += f" · {kept_back} of other children kept back by private view"
        self.found_heading.setText(words)
        self.found_heading.setVisible(bool(lines))
        self.found_list.setVisible(bool(shown))
        self._say_none()

    def _say_none(self) -> None:
        """Where no child is shown, say why in the place of the table."""
        typed = bool(self.search.text().strip())
        is_empty = self.model.shown_count == 0 and self.model.count > 0
        words = _NOBODY if typed else _NONE_HERE
        if typed and self.found.rowCount():
            words = f"{_NOBODY} The records hold the words:"
        self.none.setText(words)
        self.none.setVisible(is_empty)
        self.table.setVisible(not is_empty)
        self._rest.setVisible(is_empty and self.found_list.isHidden())

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter(self) -> None:
        if self.model.shown_count == 1:
            self.opened.emit(self.model.row_at(self.model.first_child))
        elif self.model.shown_count:
            self.table.setFocus()
        elif self.found.rowCount():
            self.found_list.setFocus()
            self.found_list.setCurrentIndex(self.found.index(0))

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index.row())
        if row is not None:
            self.opened.emit(row)

    def _open_found(self, index: QModelIndex) -> None:
        found = self.found.found_at(index.row())
        if found is not None:
            self.found_opened.emit(found)
