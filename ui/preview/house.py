"""A council's paper as it is drawn: made of what its template says, kept to what can be drawn."""

from collections.abc import Mapping

from export.template_values import TemplatePaper, TemplateStyle
from ui.preview.ends import height_of
from ui.preview.paper import PLUM, PX, QUIET, STYLES, USUAL_POINTS, House, Leaf, PaperStyle

_INKS = {QUIET: "Quiet", PLUM: "Quotation mark"}
_HANGING = ("Fact", "List Bullet")
"""Styles that may have their indent from elsewhere: a tab, or a numbering."""
_BLACK = "000000"
_LETTERS, _LINES = (4.0, 120.0), (60.0, 400.0)  # points of a letter, per cent of a line
_LEAST_TEXT = 120.0  # px that a page leaves for text, whatever its margins say
_PAGE = (200.0, 4_000.0)  # px that a side of a page may have


def house_of(paper: TemplatePaper) -> House:
    """Return the house that a template makes."""
    width, height = (_between(side * PX, *_PAGE) for side in (paper.width, paper.height))
    left, right = _kept(paper.left * PX, paper.right * PX, width)
    top, bottom = paper.top * PX, paper.bottom * PX
    head_at, foot_at = paper.head_at * PX, paper.foot_at * PX
    room = width - left - right
    for head, foot in ((paper.head, paper.foot), *([paper.first] if paper.first else [])):
        top = max(top, head_at + height_of(head, room) if head else 0)
        bottom = max(bottom, foot_at + height_of(foot, room) if foot else 0)
    top, bottom = _kept(top, bottom, height)
    return House(
        leaf=Leaf(width=width, height=height, left=left, right=right, top=top, bottom=bottom),
        styles={name: _style(name, paper.styles) for name in STYLES},
        inks={ours: _ink(paper.styles.get(name)) for ours, name in _INKS.items()},
        head=paper.head,
        foot=paper.foot,
        first=paper.first,
        head_at=head_at,
        foot_at=foot_at,
    )


def _kept(before: float, after: float, side: float) -> tuple[float, float]:
    """Return two margins that leave room for text between them."""
    most = max(side - _LEAST_TEXT, 0)
    if before + after <= most:
        return before, after
    return most * before / (before + after), most * after / (before + after)


def _between(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


def _ink(look: TemplateStyle | None) -> str:
    return look.colour if look is not None and look.colour else _BLACK


def _style(name: str, looks: Mapping[str, TemplateStyle]) -> PaperStyle:
    look, ours = looks.get(name), STYLES[name]
    if look is None:
        return ours
    return PaperStyle(
        family=look.family,
        size=_between(look.size or USUAL_POINTS, *_LETTERS),
        colour=_ink(look),
        bold=look.bold,
        fill=look.fill,
        bar=look.bar,
        before=look.before,
        after=look.after,
        left=look.left or (ours.left if name in _HANGING else 0),
        keep_next=look.keep_next,
        keep_lines=look.keep_lines,
        underneath=look.underneath,
        line=_between(look.line, *_LINES),
    )
