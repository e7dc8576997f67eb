"""How paper looks: the page, its margins, and the styles of our Word template in px of a screen.

Paper is white with dark letters in every scheme, as it will be; a test holds that each style is
the template's own. A council's paper is a ``House`` of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec
from PySide6.QtGui import QColor, QFont

from export.template_values import EndLine, EndRow, EndRun, TemplateStyle

INK, QUIET, PLUM, TEAL = "1B2430", "4A5560", "5C1F52", "0F4C52"
PLUM_TINT, TEAL_TINT, SAND, LINE = "F8F1F7", "E6EFEF", "FDF3E1", "B9C4C6"
AMBER, SHEET = "9A5B00", "FFFFFF"

PX = 96 / 72
"""Px in a point, at 96 to the inch."""
_FAMILIES = ["Arial", "Liberation Sans", "Helvetica"]
USUAL_POINTS = 12.0


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """A page of A4 in px: its sides, and the margins (2 cm)."""

    width: float = 793.7
    height: float = 1122.5
    left: float = 75.6
    right: float = 75.6
    top: float = 75.6
    bottom: float = 75.6

    @property
    def text_width(self) -> float:
        """How wide the text may be."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """How high the text may be."""
        return self.height - self.top - self.bottom

    @property
    def lying(self) -> "Leaf":
        """The page on its side; its margins stay at their sides, as in Word."""
        return msgspec.structs.replace(self, width=self.height, height=self.width)


class PaperStyle(msgspec.Struct, frozen=True, kw_only=True):
    """One paragraph style: sizes and spaces in points, colours as letters of a web colour.

    ``line`` is the height of a line in per cent of its own.
    """

    family: str = ""
    size: float = USUAL_POINTS
    colour: str = INK
    bold: bool = False
    fill: str = ""
    bar: str = ""
    before: float = 0
    after: float = 6
    left: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    underneath: str = ""
    line: float = 115


_FACT = 141.75
"""Where the answer of a fact begins: 5 cm."""

STYLES = {
    "Body Text": PaperStyle(after=7),
    "Heading 1": PaperStyle(
        size=22, colour=PLUM, bold=True, after=4, keep_next=True, keep_lines=True
    ),
    "Heading 2": PaperStyle(
        size=16, colour=TEAL, bold=True, before=20, keep_next=True, keep_lines=True, underneath=LINE
    ),
    "Heading 3": PaperStyle(
        size=13, bold=True, before=14, after=4, keep_next=True, keep_lines=True
    ),
    "Lead": PaperStyle(colour=QUIET, after=7, keep_next=True),
    "Note": PaperStyle(colour=QUIET, after=7),
    "Occasion": PaperStyle(colour=QUIET, bold=True, before=8, after=3, keep_next=True),
    "Child's words": PaperStyle(
        size=13, colour=PLUM, after=7, keep_lines=True, fill=PLUM_TINT, bar=PLUM, left=11.35
    ),
    "Child's words source": PaperStyle(
        colour=PLUM,
        bold=True,
        before=4,
        after=0,
        keep_next=True,
        fill=PLUM_TINT,
        bar=PLUM,
        left=11.35,
    ),
    "Child's words note": PaperStyle(
        size=10, colour=QUIET, after=7, keep_lines=True, fill=PLUM_TINT, bar=PLUM, left=11.35
    ),
    "Fact": PaperStyle(after=3, left=_FACT),
    "Notice": PaperStyle(fill=SAND, bar=AMBER, before=6, after=8, left=11.35, keep_lines=True),
    "List Bullet": PaperStyle(after=4, left=18),
    "Caption": PaperStyle(bold=True, before=12, after=4, keep_next=True),
    "Table text": PaperStyle(size=11, before=2, after=2),
    "Table heading": PaperStyle(size=11, bold=True, before=3, after=3, keep_next=True),
    "Table words": PaperStyle(size=11, colour=PLUM, before=2, after=2),
    "Header": PaperStyle(size=10, colour=QUIET, after=0),
}
"""The styles of the Word template that are drawn, by the names Word shows."""


def _said(text: str, *, bold: bool = False) -> EndRun:
    style = STYLES["Header"]
    look = TemplateStyle(size=style.size, colour=style.colour, bold=bold, line=style.line)
    return EndRun(text=text, look=look)


def _apart(left: tuple[EndRun, ...], right: tuple[EndRun, ...]) -> tuple[EndRow, ...]:
    lines = (EndLine(runs=left), EndLine(runs=right, side="right", over=True))
    return (EndRow(cells=(lines,), shares=(1.0,)),)


_HEAD = _apart((_said("{marking}", bold=True), _said("  ·  {reference}")), (_said("{council}"),))
_FOOT = _apart(
    (_said("{reference} · version {version} · text check {check}"),),
    (_said("Page {page} of {pages}"),),
)


@dataclass(frozen=True, eq=False)
class House:
    """What every page of a document shares; ``head_at`` and ``foot_at`` are px from the edge.

    ``first`` are head and foot of the first page where they are others, ``inks`` the colours in
    place of ours, by ours. Two houses are the same only where they are one, since that is asked
    for every piece that is drawn.
    """

    leaf: Leaf = field(default_factory=Leaf)
    styles: Mapping[str, PaperStyle] = field(default_factory=lambda: STYLES)
    inks: Mapping[str, str] = field(default_factory=dict)
    head: tuple[EndRow, ...] = _HEAD
    foot: tuple[EndRow, ...] = _FOOT
    first: tuple[tuple[EndRow, ...], tuple[EndRow, ...]] | None = None
    head_at: float = 37.8
    foot_at: float = 37.8


OWN = House()
"""Our own paper: A4, and 1 cm from the edge to what stands at head and foot."""


def families(first: str) -> list[str]:
    """Return the fonts to try in turn."""
    return [first, *_FAMILIES] if first else _FAMILIES


def colour(letters: str) -> QColor:
    """Return a colour of paper."""
    return QColor(f"#{letters}")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What is drawn on: the page, the size of its letters, and whether text flows past its edges.

    ``flows`` is for where a page has no room: text then is as wide as it can be, and tables are
    read row by row.
    """

    leaf: Leaf = Leaf()
    points: float = USUAL_POINTS
    flows: bool = False
    house: House = OWN

    def style(self, name: str) -> PaperStyle:
        """Return a style by the name Word shows."""
        return self.house.styles[name]

    def ink(self, letters: str) -> str:
        """Return a colour of ours as the house has it."""
        return self.house.inks.get(letters, letters)

    def px(self, points: float) -> float:
        """Return a size or space of a style in px, as the document's letters scale it."""
        return points * PX * self.points / USUAL_POINTS

    def font(self, style: PaperStyle, *, bold: bool = False) -> QFont:
        """Return the letters of a style; their widths are those of paper, not of a screen."""
        made = QFont()
        made.setFamilies(families(style.family))
        made.setPixelSize(max(1, round(self.px(style.size))))
        made.setBold(style.bold or bold)
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return made
