"""The letter as it will be, to be read with the child's eyes: now, or at nine, and at twenty-five.

It is drawn from the same blocks as the Word file, so nothing is shown that would not be in it.
"""

from collections.abc import Sequence
from typing import assert_never

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from export.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Space,
    Table,
)
from models.letter import ReadThrough
from ui import theme
from ui.fields.clearing import clear
from ui.kit import (
    Card,
    KeyButton,
    WordsBlock,
    heading_label,
    label,
    quiet_label,
    scroll,
    small_heading_label,
    title_label,
)

_WIDE = 900


class ReadThroughSheet(QWidget):
    """Shows the letter at the left and what to ask oneself at the right, or above."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("read_through")
        self.title = title_label()
        self.back = KeyButton("Back to writing", kind="main", on_click=self.closed.emit)
        self.back.setObjectName("read_through_back")
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.S5, theme.S5, theme.S5, theme.S5)
        layout.setSpacing(theme.S4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        layout.addLayout(head)
        self._asking = QVBoxLayout()
        self._asking.setSpacing(theme.S2)
        asking = Card("With whose eyes?")
        asking.body.addLayout(self._asking)
        page = Card()
        self._letter = QVBoxLayout()
        self._letter.setSpacing(theme.S3)
        page.body.addLayout(self._letter)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(theme.S4)
        self._columns.addWidget(page, 5, Qt.AlignmentFlag.AlignTop)
        self._columns.addWidget(asking, 3, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._columns)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scroll(inside, "The letter, read through")
        outer.addWidget(self._area)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE)
        self._columns.setDirection(way.LeftToRight if wide else way.BottomToTop)

    def show_letter(
        self, name: str, blocks: tuple[Block, ...], questions: Sequence[ReadThrough]
    ) -> None:
        """Show a letter and the questions to read it with."""
        self.forget()
        self.title.setText(f"The letter to {name}, as it will be")
        for question in questions:
            self._asking.addWidget(small_heading_label(question.title))
            for asked in question.asks:
                self._asking.addWidget(quiet_label(asked))
        for block in blocks:
            for widget in _drawn(block):
                self._letter.addWidget(widget)
        self._area.verticalScrollBar().setValue(0)
        self.back.setFocus()

    def forget(self) -> None:
        """Let go of every word."""
        self.title.clear()
        clear(self._asking)
        clear(self._letter)


def _drawn(block: Block) -> list[QWidget]:
    """Return the block as widgets; each letter stands as it will in Word."""
    match block:
        case Heading():
            made = title_label if block.level == 1 else heading_label
            return [made(block.full_text)]
        case Paragraph():
            return [label("".join(run.text for run in block.runs), "plain")]
        case Quotation():
            words = WordsBlock()
            words.show_words(block.source, block.text)
            return [words, *([quiet_label(block.note)] if block.note else [])]
        case Facts():
            return [
                label(f"{one.label}: {''.join(run.text for run in one.runs)}", "plain")
                for one in block.facts
            ]
        case Bullets():
            return [
                label("• " + "".join(run.text for run in item), "plain") for item in block.items
            ]
        case Notice():
            return [label(f"{block.title} {block.text}", "plain")]
        case Space():
            return [quiet_label(block.words)]
        case Table() | Picture():
            return [quiet_label(block.description)]
        case _:
            assert_never(block)
