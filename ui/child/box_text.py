"""A few centred lines of text in a box, in any script; what is too long ends in an ellipsis."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


class Lines(NamedTuple):
    """Lines as they are drawn, and the height they take in px."""

    shown: tuple[str, ...]
    font: QFont
    height: float

    @property
    def number(self) -> int:
        """How many lines there are."""
        return len(self.shown)


def lines_of(text: str, font: QFont, width: float, most: int) -> Lines:
    """Return ``text`` broken into at most ``most`` lines of ``width`` px, the last one elided."""
    metrics = QFontMetricsF(font)
    words = " ".join(text.split())
    broken = _broken(words, font, max(width, 1.0)) if words else []
    if len(broken) > most:
        kept = broken[: most - 1]
        start = sum(len(line) for line in kept)
        broken = [*kept, words[start:]]
    shown = tuple(
        metrics.elidedText(line.strip(), Qt.TextElideMode.ElideRight, width) for line in broken
    )
    return Lines(shown, font, metrics.lineSpacing() * len(shown))


def widest(text: str, metrics: QFontMetricsF) -> float:
    """Return how wide a text is on one line, in px."""
    return metrics.horizontalAdvance(" ".join(text.split()))


def draw_lines(painter: QPainter, lines: Lines, box: QRectF) -> None:
    """Draw lines centred in ``box``, in the painter's ink."""
    painter.setFont(lines.font)
    high = QFontMetricsF(lines.font).lineSpacing()
    top = box.center().y() - lines.height / 2
    for at, line in enumerate(lines.shown):
        painter.drawText(
            QRectF(box.left(), top + at * high, box.width(), high),
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine,
            line,
        )


def _broken(text: str, font: QFont, width: float) -> list[str]:
    """Return the text line by line, as it breaks at ``width``; together they are the text."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")
    broken = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, 0))
        start, length = line.textStart() * 2, line.textLength() * 2
        broken.append(units[start : start + length].decode("utf-16-le", "replace"))
    layout.endLayout()
    return broken
