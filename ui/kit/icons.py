"""Our own line drawings, tinted by role when they are drawn."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

import resources
from ui import theme

ICON_PX = 18


def svg_icon(name: str, role: str = "text", size: float = ICON_PX) -> QIcon:
    """Return a drawing as an icon in the colour of ``role``, as the theme stands now."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(svg_pixmap(name, role, size, ratio))
    return icon


def svg_pixmap(name: str, role: str = "text", size: float = ICON_PX, ratio: float = 1.0) -> QPixmap:
    """Return a drawing ``size`` px high at 100 % text, for a screen of ``ratio`` device pixels.

    Raises KeyError when there is no such role, FileNotFoundError when there is no such drawing.
    """
    colour = theme.current_roles()._asdict()[role]
    return _drawn(name, colour.name(), theme.px(size), ratio)


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not needed before the first icon

    text = resources.read_text(f"icons/{name}.svg").replace("currentColor", colour)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


class IconLabel(QWidget):
    """A drawing beside words; it says nothing of its own to a screen reader."""

    def __init__(
        self,
        name: str,
        role: str = "text",
        size: float = ICON_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._role, self._size = name, role, size

    def show_drawing(self, name: str, role: str) -> None:
        """Show another drawing, or the same in another role."""
        if (name, role) != (self._name, self._role):
            self._name, self._role = name, role
            self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme.px(self._size)
        return QSize(side, side)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        pixmap = svg_pixmap(self._name, self._role, self._size, self.devicePixelRatioF())
        side = theme.px(self._size)
        QPainter(self).drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, pixmap)
