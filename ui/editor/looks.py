"""How each kind of line looks: margins, colours by role, and the word that says what it is."""

from enum import IntEnum

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QFont, QTextBlockFormat, QTextCharFormat

from models.text import Line, Mark, Span, SpanKind
from ui import theme

BAR = 4
INSET = 14
PAD = 6
GAP = 3
CAPTION = 20


class Look(IntEnum):
    """How a block is dressed, kept as the block's user state; -1 is not dressed yet."""

    NOTE = 0
    WORDS = 1
    RECOMMENDATION = 2
    WORRY = 3
    FOLLOW_UP = 4
    CONFIDENTIAL = 5
    FOLDED = 6


_OF_MARK = {
    Mark.NOTE: Look.NOTE,
    Mark.WORDS: Look.WORDS,
    Mark.RECOMMENDATION: Look.RECOMMENDATION,
    Mark.WORRY: Look.WORRY,
    Mark.FOLLOW_UP: Look.FOLLOW_UP,
    Mark.CONFIDENTIAL: Look.CONFIDENTIAL,
}

LABELS = {
    Look.RECOMMENDATION: "recommendation",
    Look.WORRY: "worry",
    Look.FOLLOW_UP: "follow up",
    Look.CONFIDENTIAL: "confidential · annex",
}
"""The word drawn at the right of a marked line."""


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """The roles that one look is drawn in; ``ground`` may be none."""

    bar: str
    ground: str
    ink: str = "text"


COLOURS = {
    Look.WORDS: Colours(bar="words", ground="words_ground", ink="words_text"),
    Look.RECOMMENDATION: Colours(bar="recommendation", ground="recommendation_ground"),
    Look.WORRY: Colours(bar="worry", ground="worry_ground"),
    Look.FOLLOW_UP: Colours(bar="quiet", ground="sheet"),
    Look.CONFIDENTIAL: Colours(bar="confidential", ground="confidential_ground"),
    Look.FOLDED: Colours(bar="confidential", ground="confidential_ground", ink="quiet"),
}


def look_of(line: Line, *, is_folded: bool) -> Look:
    """Return how a line is dressed."""
    return Look.FOLDED if is_folded else _OF_MARK[line.mark]


def folded_words(line: Line) -> str:
    """Return what stands in place of a folded line."""
    return f"{'worry' if line.mark is Mark.WORRY else 'confidential'} · 1 line"


def small_font(base: QFont) -> QFont:
    """Return the font of captions and of the words at the right of a marked line."""
    font = QFont(base)
    font.setPixelSize(theme.px(theme.SMALL_PX))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def has_caption(look: Look, *, is_narrow: bool) -> bool:
    """Whether the word that says what a line is stands above it, not at its right."""
    return look is Look.WORDS or (is_narrow and look in LABELS)


def block_format(look: Look, label_width: int, *, is_narrow: bool) -> QTextBlockFormat:
    """Return the margins of a block, px; ``label_width`` is kept free at the right."""
    made = QTextBlockFormat()
    between = theme.px(2 * PAD + GAP)
    caption = theme.px(CAPTION) if has_caption(look, is_narrow=is_narrow) else 0
    made.setTopMargin(between + caption)
    made.setBottomMargin(between)
    made.setLeftMargin(theme.px(INSET) + (theme.px(8) if look is Look.WORDS else 0))
    made.setRightMargin(theme.px(INSET) + label_width)
    return made


def char_format(look: Look) -> QTextCharFormat:
    """Return the ink of a block's letters."""
    made = QTextCharFormat()
    if look in COLOURS:
        made.setForeground(getattr(theme.current_roles(), COLOURS[look].ink))
    return made


def span_format(look: Look, span: Span) -> QTextCharFormat:
    """Return how a confidential or withheld stretch is drawn: hatched and underlined."""
    roles = theme.current_roles()
    made = char_format(look)
    made.setBackground(QBrush(roles.line, Qt.BrushStyle.BDiagPattern))
    dashed = QTextCharFormat.UnderlineStyle.DashUnderline
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    made.setUnderlineStyle(dashed if span.kind is SpanKind.CONFIDENTIAL else dotted)
    made.setUnderlineColor(roles.confidential)
    return made
