"""A page in parts: their names at the left, or above where there is little room, one part shown."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QFrame,
    QListView,
    QScrollArea,
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

    def add(self, name: str, part: QWidget) -> QScrollArea:
        """Add a part at the end."""
        row = self._names.rowCount()
        self._names.insertRow(row)
        self._names.setData(self._names.index(row), name)
        area = scroll(part)
        self.stack.addWidget(area)
        if not row:
            self.go(0)
        return area

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
        """Which part is shown, from 0."""
        return self.stack.currentIndex()

    def enter(self) -> None:
        """Put the focus where one begins."""
        (self.list if self.list.isVisible() else self.combo).setFocus()

    def _go(self, at: int) -> None:
        if at >= 0 and at != self.stack.currentIndex():
            self.stack.setCurrentIndex(at)
            self.part_changed.emit(at)
        self.combo.setCurrentIndex(self.stack.currentIndex())

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
        wide = self.width() >= theme.px(_WIDE)
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self.list.setVisible(wide)
        self.list.setFixedWidth(theme.px(_LIST_WIDTH))
        self._above.setVisible(not wide)
