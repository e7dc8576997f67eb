"""A row that goes on in the next line when there is no more room: nothing is ever clipped."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui import theme


class Flow(QLayout):
    """Lays widgets out from left to right in as many lines as it takes."""

    def __init__(self, parent: QWidget | None = None, spacing: int = theme.S2) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown)
        width += self.spacing() * max(0, len(shown) - 1)
        return self._with_margins(QSize(width, self._highest()))

    @override
    def minimumSize(self) -> QSize:
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return self._with_margins(QSize(widest, self._highest()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _highest(self) -> int:
        return max((item.sizeHint().height() for item in self._shown()), default=0)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        sides = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return size + sides

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place every widget, line by line, and return the height that takes."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y = area.top()
        for line in self._lines(area.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._set_line(line, QPoint(area.left(), y), height, area.width())
            y += height + self.spacing()
        if self._shown():
            y -= self.spacing()
        return y - rect.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            needed = item.sizeHint().width()
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append(item)
            left -= needed + self.spacing()
        return lines

    def _set_line(self, line: list[QLayoutItem], at: QPoint, height: int, room: int) -> None:
        x = at.x()
        for item in line:
            size = item.sizeHint()
            width = min(size.width(), room)
            top = at.y() + (height - size.height()) // 2
            item.setGeometry(QRect(x, top, width, size.height()))
            x += width + self.spacing()
