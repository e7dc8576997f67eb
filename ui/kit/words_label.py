"""A label for a child's words, which may be one long word: it breaks where there is no room."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from ui.kit.look import set_look

_SHORTEST, _WIDEST = 12, 60  # characters that a line has room for at least, and wishes for at most


class WordsLabel(QLabel):
    """Shows plain words in one of the style sheet's looks, none of them outside its width."""

    def __init__(
        self, text: str = "", look: str = "words_text", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_look(self, look)

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return ceil(self._laid_out(arg__1).boundingRect().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self._hint(super().minimumSizeHint().width(), _SHORTEST)

    @override
    def sizeHint(self) -> QSize:
        return self._hint(super().sizeHint().width(), _WIDEST)

    def _hint(self, wanted: int, most: int) -> QSize:
        width = min(wanted, self.fontMetrics().averageCharWidth() * most)
        return QSize(width, self.fontMetrics().lineSpacing())

    @override
    def paintEvent(self, arg__1: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, y))
            y += line.height()
        layout.endLayout()
        return layout
