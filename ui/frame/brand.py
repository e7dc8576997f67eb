"""The mark of Heard."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme


class BrandMark(QWidget):
    """The small speech mark of Heard, drawn in the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(12), theme.px(12))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current_roles().accent)
        side = min(self.width(), self.height()) - 1
        painter.drawEllipse(0, 0, side, side)
        painter.drawRoundedRect(0, side // 2, side // 2, side - side // 2, 2, 2)
