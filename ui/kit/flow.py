"""A row that goes on in the next line when there is no more room: nothing is ever clipped."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from ui import theme

_Sized = tuple[QLayoutItem, QSize]


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
        sizes = [size for _, size in self._sized()]
        width = sum(size.width() for size in sizes)
        width += self.spacing() * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, _highest(sizes)))

    @override
    def minimumSize(self) -> QSize:
        sized = self._sized()
        widest = max((item.minimumSize().width() for item, _ in sized), default=0)
        return self._with_margins(QSize(widest, _highest([size for _, size in sized])))

    def _sized(self) -> list[_Sized]:
        """Return what is shown, each asked for its size once: layouts are asked very often."""
        return [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        sides = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return size + sides

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Place every widget, line by line, and return the height that takes."""
        margins = self.contentsMargins()
        area = rect.marginsRemoved(margins)
        y, spacing = area.top(), self.spacing()
        lines = self._lines(area.width())
        for line in lines:
            height = _highest([size for _, size in line])
            if move:
                self._set_line(line, QPoint(area.left(), y), height, area.width())
            y += height + spacing
        if lines:
            y -= spacing
        return y - rect.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[_Sized]]:
        lines: list[list[_Sized]] = []
        left, spacing = 0, self.spacing()
        for item, size in self._sized():
            needed = size.width()
            if not lines or needed > left:
                lines.append([])
                left = width
            lines[-1].append((item, size))
            left -= needed + spacing
        return lines

    def _set_line(self, line: list[_Sized], at: QPoint, height: int, room: int) -> None:
        x = at.x()
        for item, size in line:
            width = min(size.width(), room)
            top = at.y() + (height - size.height()) // 2
            item.setGeometry(QRect(x, top, width, size.height()))
            x += width + self.spacing()


def _highest(sizes: list[QSize]) -> int:
    return max((size.height() for size in sizes), default=0)
