"""A short list in which several lines can be ticked: people, sections, kinds of fact.

One stop of the Tab key; arrows walk through it, Space or a click ticks.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget
from typing_extensions import override

from ui import theme
from ui.kit import set_look

_KEY = Qt.ItemDataRole.UserRole


class TickList(QListView):
    """Lines with a tick box each; it is as high as its lines, up to ``most`` of them."""

    ticked = Signal()
    """The user ticked a line, or took a tick away."""

    def __init__(self, name: str, about: str, most: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most = most
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setObjectName(name)
        self.setAccessibleName(about)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        set_look(self, "rows")
        self._model.itemChanged.connect(lambda _: self.ticked.emit())

    def show_lines(self, lines: Sequence[tuple[str, str]], ticked: Iterable[str] = ()) -> None:
        """Show lines of (key, words), some of them ticked; the current one stays where it is."""
        at, chosen = self.currentIndex().row(), set(ticked)
        same = [key for key, _ in lines] == [self._key(row) for row in range(self._count)]
        with QSignalBlocker(self._model):
            if not same:
                self._model.clear()
                for key, words in lines:
                    self._model.appendRow(_item(key, words))
            for row, (key, words) in enumerate(lines):
                item = self._model.item(row)
                item.setText(words)
                item.setCheckState(_state(is_ticked=key in chosen))
        if not same:
            self._model.layoutChanged.emit()
        if lines and self.currentIndex().row() < 0:
            self.setCurrentIndex(self._model.index(max(0, min(at, len(lines) - 1)), 0))
        self.viewport().update()
        self._fit()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the lines that are ticked, in the order in which they are shown."""
        rows = range(self._count)
        checked = Qt.CheckState.Checked
        return tuple(self._key(r) for r in rows if self._model.item(r).checkState() is checked)

    def tick(self, key: str, *, ticked: bool = True) -> None:
        """Tick a line, as a user would."""
        for row in range(self._count):
            if self._key(row) == key:
                self._model.item(row).setCheckState(_state(is_ticked=ticked))

    @property
    def _count(self) -> int:
        return self._model.rowCount()

    def _key(self, row: int) -> str:
        return str(self._model.item(row).data(_KEY))

    def _fit(self) -> None:
        rows = min(self._count, self._most)
        height = sum(self.sizeHintForRow(row) for row in range(rows))
        self.setFixedHeight(max(height, theme.SMALLEST_TARGET) + 4)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
            self._fit()


def _item(key: str, words: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(key, _KEY)
    item.setCheckable(True)
    item.setEditable(False)
    return item


def _state(*, is_ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
