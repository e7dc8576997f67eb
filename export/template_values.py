"""How pages made with a Word template look, as plain values that need no library of Word's.

Lengths are points; colours are six digits, or nothing where they are left to Word.
"""

from collections.abc import Mapping

from models.child import Value


class TemplateStyle(Value, frozen=True, kw_only=True):
    """One style with all it stands on; colours as six digits, ``line`` in per cent of a line."""

    family: str = ""
    size: float = 0
    colour: str = ""
    bold: bool = False
    fill: str = ""
    bar: str = ""
    underneath: str = ""
    before: float = 0
    after: float = 0
    left: float = 0
    line: float = 100
    keep_next: bool = False
    keep_lines: bool = False


class EndRun(Value, frozen=True, kw_only=True):
    """A stretch of text at the head or foot, or a picture there with its size."""

    text: str = ""
    look: TemplateStyle = TemplateStyle()
    picture: bytes = b""
    width: float = 0
    height: float = 0


class EndLine(Value, frozen=True, kw_only=True):
    """One line; ``side`` is left, centre or right, ``over`` that it stands on the line before."""

    runs: tuple[EndRun, ...]
    side: str = "left"
    over: bool = False
    after: float = 0


class EndRow(Value, frozen=True, kw_only=True):
    """Cells beside each other, each of some lines; ``shares`` are their parts of the width."""

    cells: tuple[tuple[EndLine, ...], ...]
    shares: tuple[float, ...]


class TemplatePaper(Value, frozen=True, kw_only=True):
    """The page and its styles by the names Word shows; ``head_at`` is from the edge of the page."""

    styles: Mapping[str, TemplateStyle]
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    head_at: float
    foot_at: float
    head: tuple[EndRow, ...] = ()
    foot: tuple[EndRow, ...] = ()
    first: tuple[tuple[EndRow, ...], tuple[EndRow, ...]] | None = None
    """Head and foot of the first page, where they are others."""
