"""A page in parts: their names at the left, or above where there is little room, one part shown.

A part is built when it is first gone to, so that a page of many forms opens at once.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QFrame,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.kit import label, scroll, set_look

_WIDE = 900
_LIST_WIDTH = 236


class PartsView(QWidget):
    """Shows one of several parts; each scrolls by itself. Names may change, to carry a count."""

    part_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = QStringListModel(self)
        self._makers: list[Callable[[], QWidget] | None] = []
        self._current = -1
        self.list = QListView()
        self.list.setModel(self._names)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setObjectName("parts")
        self.list.setAccessibleName(name)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.combo = QComboBox()
        self.combo.setModel(self._names)
        self.combo.setObjectName("parts_menu")
        self.combo_label = label(name, "field")
        self.combo_label.setBuddy(self.combo)
        self.stack = QStackedWidget()
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(lambda at, _: self._go(at.row()))
        self.combo.activated.connect(self.go)

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Add a part at the end; ``make`` builds it when it is first gone to."""
        self._add(name, make, QWidget())

    def add_made(self, name: str, part: QWidget) -> None:
        """Add a part that is there already at the end."""
        self._add(name, None, scroll(part))

    def _add(self, name: str, make: Callable[[], QWidget] | None, place: QWidget) -> None:
        row = self._names.rowCount()
        self._names.insertRow(row)
        self._names.setData(self._names.index(row), name)
        self._makers.append(make)
        self.stack.addWidget(place)

    def rename(self, at: int, name: str) -> None:
        """Give a part another name."""
        if self._names.stringList()[at] != name:
            self._names.setData(self._names.index(at), name)

    def go(self, at: int) -> None:
        """Show a part."""
        self.list.setCurrentIndex(self._names.index(at))
        self._go(at)

    @property
    def current(self) -> int:
        """Which part is shown, from 0; -1 before the first was gone to."""
        return self._current

    def enter(self) -> None:
        """Put the focus where one begins."""
        (self.list if self.list.isVisible() else self.combo).setFocus()

    def _go(self, at: int) -> None:
        if at >= 0 and at != self._current:
            self._current = at
            self._build(at)
            self.stack.setCurrentIndex(at)
            self.part_changed.emit(at)
        self.combo.setCurrentIndex(self._current)

    def _build(self, at: int) -> None:
        """Put the real part where its empty place stands, once."""
        make, self._makers[at] = self._makers[at], None
        if make is not None:
            empty = self.stack.widget(at)
            self.stack.insertWidget(at, scroll(make()))
            if empty is not None:
                self.stack.removeWidget(empty)
                empty.deleteLater()

    def _lay_out(self) -> None:
        self._above = QWidget()
        above = QVBoxLayout(self._above)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(theme.S1)
        above.addWidget(self.combo_label)
        above.addWidget(self.combo)
        set_look(self.list, "parts")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.S4)
        self._layout.addWidget(self.list)
        self._layout.addWidget(self._above)
        self._layout.addWidget(self.stack, 1)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Put the names beside the part, or above it where there is little room."""
        wide = self.width() >= theme.px(_WIDE)
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.list.setVisible(wide)
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self._above.setVisible(not wide)
