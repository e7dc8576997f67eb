"""Labels of the type scale, and pills: short facts on a ground of their tone."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.kit.look import set_look

_SHORTEST = 9  # characters that an elided label keeps at least

Tone = Literal["neutral", "good", "soon", "late", "accent", "words"]


def label(text: str = "", look: str = "plain", *, wraps: bool = True) -> QLabel:
    """Return a plain-text label in one of the style sheet's looks."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    set_look(made, look)
    return made


def title_label(text: str = "") -> QLabel:
    """Return the title of a page: 22 px."""
    return label(text, "title")


def heading_label(text: str = "") -> QLabel:
    """Return the heading of a card: 15 px."""
    return label(text, "heading")


def small_heading_label(text: str = "") -> QLabel:
    """Return a small quiet heading: 12.5 px."""
    return label(text, "small_heading")


def quiet_label(text: str = "") -> QLabel:
    """Return a quiet fact or a hint: 12.5 px."""
    return label(text, "quiet")


def fault_label(text: str = "") -> QLabel:
    """Return the words that stand beside a field when something in it needs a look."""
    made = label(text, "fault")
    if not text:
        made.hide()
    return made


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the whole is in its tool tip."""

    def __init__(self, look: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        set_look(self, look)

    def show_text(self, text: str) -> None:
        """Show other text."""
        self.setText(text)
        self.setToolTip(text)

    @override
    def minimumSizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        whole = super().sizeHint()
        return QSize(min(whole.width(), metrics.averageCharWidth() * _SHORTEST), whole.height())

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + 2, hint.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class Pill(QLabel):
    """A few words on a ground of their tone; the words say it, the colour only repeats it."""

    def __init__(
        self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_fact(text, tone)

    def show_fact(self, text: str, tone: Tone) -> None:
        """Say something else."""
        self.setText(text)
        set_look(self, "pill", tone=tone)
