"""The documents of a folder as a table: sorted by any column, filtered, and written out as CSV."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.fields.row_table import RowTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Flow, KeyButton, announce, label, quiet_label, title_label
from ui.kit.limits import ShortLine
from ui.quality.values import Listed

_NARROW = 720  # px at 100 % text


def _title(one: Listed) -> str:
    return one.title or one.name


def _answers(one: Listed) -> str:
    return f"{one.yes} yes, {one.no} no" if one.is_read else one.state


def _told(one: Listed) -> str:
    if one.problem:
        return one.problem
    again = "the same text twice" if one.same_as else ""
    newer = "there is a newer version" if one.newer else ""
    return ", ".join(filter(None, (one.text, newer, again, one.note)))


_COLUMNS = (
    Column("Document", _title, 30),
    Column("Review", lambda one: one.review, 18, spared=True),
    Column("Held on", lambda one: one.held_on, 16),
    Column("Version", lambda one: one.version, 9, spared=True),
    Column("What Heard reads", _answers, 16),
    Column("What to know", _told, 30, spared=True),
)
_SORTED_BY: tuple[Callable[[Listed], Any], ...] = (
    lambda one: _title(one).casefold(),
    lambda one: one.review.casefold(),
    lambda one: one.sort_date,
    lambda one: one.version,
    lambda one: (one.is_read, -one.no),
    lambda one: _told(one).casefold(),
)
_FILTERS: tuple[tuple[str, Callable[[Listed], bool]], ...] = (
    ("All documents", lambda one: bool(one.path)),
    ("With something to look at", lambda one: one.no > 0),
    ("Not read", lambda one: not one.is_read),
    ("Newest versions only", lambda one: one.is_read and not (one.newer or one.same_as)),
    ("Changed since export", lambda one: one.text.startswith("text changed")),
)


class DocumentTable(RowTable):
    """One row for each file; Enter opens it."""

    opened = Signal(str)
    """The path of the document to be opened."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__(model, "Documents of the folder; Enter opens one")
        self._model = model
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        self.setObjectName("document_table")
        self.doubleClicked.connect(lambda index: self.opened.emit(model.key_at(index.row())))

    @property
    def current_path(self) -> str:
        """The path of the row the keyboard is at, or nothing."""
        return self._model.key_at(self.currentIndex().row())

    def choose(self, path: str) -> None:
        """Go to a row, or to the first one."""
        row = max(0, self._model.row_of(path))
        flags = QItemSelectionModel.SelectionFlag
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_path:
            self.opened.emit(self.current_path)
            return
        super().keyPressEvent(event)

    @override
    def dress(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(30))

    @override
    def fit(self) -> None:
        room = self.viewport().width()
        narrow = room < theme.px(_NARROW)
        spared = self._model.spared
        shares = [
            0 if narrow and spared[at] else share for at, share in enumerate(self._model.shares)
        ]
        for at, share in enumerate(shares):
            self.setColumnHidden(at, not share)
            if share:
                self.setColumnWidth(at, room * share // sum(shares))


class FolderPart(QWidget):
    """The table with its search, its filter and what is asked about a locked file."""

    opened = Signal(str)
    csv_wanted = Signal()
    another_wanted = Signal()
    unlock_wanted = Signal(str, str)
    """The path of a locked document, and the password that was typed for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Listed, ...] = ()
        self._shown: tuple[Listed, ...] = ()
        self._by, self._down = 2, True
        self.title = title_label("Documents")
        self.counted = quiet_label()
        self.search = ShortLine()
        self.search.setPlaceholderText("Find by name, reference or review")
        self.search.setAccessibleName("Find documents by name, reference or review")
        self.search.setObjectName("document_search")
        self.search.setClearButtonEnabled(True)
        self.filter = QComboBox()
        self.filter.addItems([words for words, _ in _FILTERS])
        self.filter.setObjectName("document_filter")
        self.order = QComboBox()
        self.order.addItems([column.title for column in _COLUMNS])
        self.order.setCurrentIndex(self._by)
        self.order.setObjectName("document_order")
        self.order.setAccessibleDescription("The same column again turns the order round.")
        self.model = RecordModel(_COLUMNS, lambda one: one.path)
        self.table = DocumentTable(self.model)
        self.open = KeyButton("Open this document", kind="main", on_click=self._open)
        self.csv = KeyButton("Save the table (CSV)…", on_click=self.csv_wanted.emit)
        self.another = KeyButton("Open another folder…", on_click=self.another_wanted.emit)
        self.about = label()
        self.locked = Locked()
        self._lay_out()
        self._connect()

    @property
    def shown(self) -> tuple[Listed, ...]:
        """The documents as they are shown: filtered and sorted."""
        return self._shown

    @property
    def all(self) -> tuple[Listed, ...]:
        """Every document, in the order in which they were found."""
        return self._all

    def show_documents(self, found: Sequence[Listed], title: str) -> None:
        """Show the files of another folder."""
        self._all = tuple(found)
        self.title.setText(title)
        self._show()

    def put(self, one: Listed) -> None:
        """Show one file anew, such as after its password was given."""
        self._all = tuple(one if kept.path == one.path else kept for kept in self._all)
        self._show()

    def forget(self) -> None:
        """Show nothing."""
        self.search.clear()
        self.filter.setCurrentIndex(0)
        self._all = ()
        self.title.setText("Documents")
        self.locked.forget()
        self._show()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._show())
        self.filter.currentIndexChanged.connect(lambda _: self._filter())
        self.order.activated.connect(self.sort_by)
        self.table.opened.connect(self._open_path)
        self.table.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_chosen())
        self.locked.given.connect(self._give)

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the same one again turns the order round."""
        self._down = not self._down if column == self._by else column == 2  # noqa: PLR2004 - newest first
        self._by = column
        self.order.setCurrentIndex(column)
        self._show()
        announce(self.table, self.table.accessibleDescription())

    def _filter(self) -> None:
        self._show()
        announce(self.table, self.counted.text())

    def _show(self) -> None:
        chosen, words = self.table.current_path, self.search.text().casefold().split()
        fits = _FILTERS[max(0, self.filter.currentIndex())][1]
        found = [one for one in self._all if fits(one) and all(w in _said(one) for w in words)]
        found.sort(key=_SORTED_BY[0])
        found.sort(key=_SORTED_BY[self._by], reverse=self._down)
        self._shown = tuple(found)
        self.model.show_values(self._shown)
        order = Qt.SortOrder.DescendingOrder if self._down else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(self._by, order)
        way = "from the last to the first" if self._down else "from the first to the last"
        self.table.setAccessibleDescription(f"Sorted by {_COLUMNS[self._by].title}, {way}")
        if found:
            self.table.choose(chosen)
        self._say_count()
        self._say_chosen()

    def _say_count(self) -> None:
        unread = sum(not one.is_read for one in self._all)
        read = len(self._all) - unread
        said = f"{read} document{'' if read == 1 else 's'} read"
        if unread:
            said += f", {unread} could not be"
        if len(self._shown) != len(self._all):
            said += f" · {len(self._shown)} shown"
        self.counted.setText(said if self._all else "")

    def _say_chosen(self) -> None:
        """Say all of the chosen row, which its cells may cut short."""
        one = self._chosen()
        self.open.setEnabled(one is not None and one.is_read)
        self.locked.show_for(one if one is not None and one.is_locked else None)
        if one is None:
            self.about.setText("")
        elif one.problem:
            self.about.setText(f"{one.name}: {one.problem} {one.remedy}")
        else:
            facts = (one.review, one.held_on, _told(one))
            self.about.setText(f"{one.name}: {', '.join(filter(None, facts))}")

    def _chosen(self) -> Listed | None:
        path = self.table.current_path
        return next((one for one in self._shown if one.path == path), None)

    def _open(self) -> None:
        self._open_path(self.table.current_path)

    def _open_path(self, path: str) -> None:
        one = next((one for one in self._shown if one.path == path), None)
        if one is None:
            return
        if one.is_read:
            self.opened.emit(path)
        elif one.is_locked:
            self.locked.password.setFocus()

    def _give(self, password: str) -> None:
        one = self._chosen()
        if one is not None:
            self.unlock_wanted.emit(one.path, password)

    def _lay_out(self) -> None:
        tools, row = QWidget(), QWidget()
        above = Flow(tools)
        for widget in (self.search, _named("Show", self.filter), _named("Sort by", self.order)):
            above.addWidget(widget)
        self.search.setMinimumWidth(theme.px(260))
        below = Flow(row)
        below.addWidget(self.open)
        below.addWidget(self.csv)
        below.addWidget(self.another)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S5, theme.S3, theme.S5, theme.S3)
        column.setSpacing(theme.S2)
        for part in (self.title, self.counted, tools):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.table.setMinimumHeight(theme.px(190))
        for part in (self.about, self.locked, row):
            column.addWidget(part)


def _named(words: str, box: QComboBox) -> QWidget:
    """Return a choice with its name before it, on whatever line there is room for both."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    name = label(words, "field", wraps=False)
    name.setBuddy(box)
    row.addWidget(name)
    row.addWidget(box)
    return pair


class Locked(QWidget):
    """Asks for the password of a document; it is kept in memory only, until the lock."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setObjectName("document_password")
        self.password.setAccessibleName("The password of this document")
        self.password.setPlaceholderText("The password of this document")
        self.password.setMinimumWidth(theme.px(240))
        self.give = KeyButton("Open it with this password", on_click=self._give)
        self.give.setObjectName("give_password")
        row = Flow(self)
        row.addWidget(self.password)
        row.addWidget(self.give)
        self.password.returnPressed.connect(self._give)
        self.hide()

    def show_for(self, one: Listed | None) -> None:
        """Ask about a document, or about none."""
        if one is None:
            self.password.clear()
        self.setVisible(one is not None)

    def forget(self) -> None:
        """Hold no password."""
        self.password.clear()
        self.hide()

    def _give(self) -> None:
        if self.password.text():
            self.given.emit(self.password.text())
            self.password.clear()


def _said(one: Listed) -> str:
    return " ".join((one.name, one.title, one.review, one.held_on, one.note)).casefold()
