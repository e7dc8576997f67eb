"""The table of children with its search: names at once, every word of the records after that."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from models.store_rows import CaseloadRow, Found
from models.wording import Wording, fill
from ui import theme
from ui.caseload.cell_delegate import CellDelegate, dress, row_height
from ui.caseload.found_delegate import FoundDelegate
from ui.item_models.caseload import CaseloadModel
from ui.item_models.found import FoundModel
from ui.kit import announce, quiet_label, small_heading_label, title_label
from ui.program import Program
from ui.shortcuts import Shortcut, action

_SEARCH_AFTER_MS = 180
_LEAST_LETTERS = 2
_SHARES = (30, 25, 27, 18)
_ROOM_FOR_ALL = 780
_ROOM_BESIDE = 480
_ROWS_AT_LEAST = 3


class CaseloadList(QWidget):
    """Title, search, table, and below it what was found in the records."""

    chosen_changed = Signal(object)
    opened = Signal(object)
    found_opened = Signal(object)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self.model = CaseloadModel(program.engine)
        self.found = FoundModel(self.model.name_of, self._title_of)
        self.search = self._search_box()
        self.table = self._table()
        self.none = quiet_label("No child with this name. What the records say stands below.")
        self.found_heading = small_heading_label()
        self.found_list = self._found_list()
        self._wait = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._wait.timeout.connect(self._search_records)
        self._lay_out()
        action(self, "Search", Shortcut.SEARCH, self._go_to_search)
        self._show_found([])

    @property
    def chosen(self) -> CaseloadRow | None:
        """The chosen child, or None."""
        return self.model.row_at(self.table.currentIndex().row())

    def show_rows(self, rows: list[CaseloadRow]) -> None:
        """Show other rows; the same child stays chosen."""
        before = self.chosen
        self.model.show_rows(rows, self._program.clock.today())
        self._choose(before.child.id if before is not None else "")

    def _choose(self, child_id: str) -> None:
        row = self.model.row_of(child_id)
        index = self.model.index(max(row, 0), 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.chosen_changed.emit(self.chosen)

    def _title_of(self, found: Found) -> str:
        titles = {s.id: s.title for s in self._program.agenda.sections}
        wording = Wording(name=self.model.name_of(found.child_id))
        return fill(titles.get(found.section, ""), wording)

    def _search_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText(f"Search names, numbers, every word…  {Shortcut.SEARCH.shown}")
        box.setAccessibleName("Search names, numbers and every word")
        box.setObjectName("caseload_search")
        box.setClearButtonEnabled(True)
        box.setMinimumWidth(theme.px(200))
        box.setMaximumWidth(theme.px(420))
        box.textChanged.connect(self._typed)
        box.returnPressed.connect(self._enter)
        return box

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setItemDelegate(CellDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setAccessibleName("Children, the most pressing first")
        table.setObjectName("caseload_table")
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dress(table)
        table.activated.connect(self._open)
        table.selectionModel().currentRowChanged.connect(
            lambda *_: self.chosen_changed.emit(self.chosen)
        )
        return table

    def _fit(self) -> None:
        """Give the table room for a few rows, and the search a line of its own where it is tight.

        The page scrolls where its height is too little for both.
        """
        dress(self.table)
        height = self.table.horizontalHeader().sizeHint().height() + _ROWS_AT_LEAST * row_height()
        self.table.setMinimumHeight(height)
        tight = self.width() < theme.px(_ROOM_BESIDE)
        way = QBoxLayout.Direction
        self._head.setDirection(way.TopToBottom if tight else way.LeftToRight)
        self._share_width()

    def _share_width(self) -> None:
        """Share the width out; where there is little, the last column is left to the card."""
        room = self.table.viewport().width()
        narrow = room < theme.px(_ROOM_FOR_ALL)
        self.table.setColumnHidden(len(_SHARES) - 1, narrow)
        shares = _SHARES[:-1] if narrow else _SHARES
        for column, share in enumerate(shares):
            self.table.setColumnWidth(column, room * share // sum(shares))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self, self._share_width)

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
        layout.addWidget(self.table, 3)
        layout.addWidget(self.none)
        layout.addWidget(self.found_heading)
        layout.addWidget(self.found_list, 2)

    def _typed(self, text: str) -> None:
        before = self.chosen
        self.model.set_filter(text)
        self._choose(before.child.id if before is not None else "")
        self.table.setVisible(self.model.rowCount() > 0 or not text.strip())
        if len(text.strip()) >= _LEAST_LETTERS:
            self._wait.start()
        else:
            self._wait.stop()
            self._show_found([])
        self.none.setVisible(self.table.isHidden())

    def _search_records(self) -> None:
        words = self.search.text().strip()

        def found(lines: list[Found]) -> None:
            if self.search.text().strip() == words:
                self._show_found(lines)
                many = f"{len(lines)} found in the records"
                announce(self.search, f"{self.model.rowCount()} children, {many}")

        self._program.store.search(words, found, self._program.messages.warn)

    def _show_found(self, lines: list[Found]) -> None:
        self.found.show_found(lines)
        self.found_heading.setText(f"In the records · {len(lines)}")
        self.found_heading.setVisible(bool(lines))
        self.found_list.setVisible(bool(lines))
        words = "No child with this name."
        self.none.setText(f"{words} The records hold the words:" if lines else f"{words}")
        self.none.setVisible(self.table.isHidden())

    def _go_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _enter(self) -> None:
        if self.model.rowCount() == 1:
            self.opened.emit(self.model.row_at(0))
        elif self.model.rowCount():
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
