"""*What we decided*, on one page for the child: who does what, by when, and what comes next.

Its letters are as large as the child's band asks, and smaller, never under 12 points, only where
they would not fit on a page otherwise.
"""

import math
from collections.abc import Sequence
from datetime import date

from export.blocks import Block, Column, Facts, Heading, Role, Table, cell, fact, paragraph
from export.context import Context
from export.letter import band_for, decided, is_for_later, seen, told, who
from export.outcome import NOT_ALL
from export.phrases import clock, joined, sentence
from models.calendar import long_date
from models.child import Child
from models.disclosure import Disclosed
from models.review import Recommendation


def _columns(what: str) -> tuple[Column, ...]:
    return (
        Column(title="No.", share=1, least=1.2),
        Column(title=what, share=7.6),
        Column(title="Who", share=2.8),
        Column(title="By when", share=2.6),
    )


_COLUMNS, _LATER_COLUMNS = _columns("What will happen"), _columns("What was to happen")
_SOON = 300  # days in which a month cannot be mistaken for that of another year
_SIZES = (16.0, 14.0, 13.0, 12.0)
_ROOM = 24.0  # centimetres of a page between its head and foot
_WIDTHS = (8.9, 3.0, 2.8)  # of the columns of words, without their margins
_LETTER, _LINE = 0.0161, 0.0428  # centimetres of a letter of table text, and of a line, a point
_APART, _AROUND = 0.28, 0.6  # between rows; around the table, a point


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the page; recommendations stand in the words written for the child."""
    child, head = disclosed.child, disclosed.review.head
    later = is_for_later(disclosed, context)
    blocks: list[Block] = [Heading(level=1, text=f"{child.preferred_name}: what we decided")]
    held = head.review_date or head.completed_on
    if held is not None:
        blocks.append(paragraph(f"At your review on {long_date(held)}", Role.NOTE))
    has_gaps = disclosed.has_gaps or (disclosed.parts_withheld and not head.recommendations)
    if has_gaps:
        blocks.append(paragraph(NOT_ALL, Role.NOTE))
    if decided(disclosed):
        blocks.append(_table(disclosed, held, later=later))
    elif not (has_gaps or head.recommendations):
        blocks.append(paragraph("Nothing had to be decided this time."))
    following = _next(disclosed, context, later=later)
    if following is not None:
        title = "What was to happen next" if later else "What comes next"
        blocks += [Heading(level=2, text=title), following]
    return tuple(blocks)


def points(disclosed: Disclosed, context: Context) -> float:
    """Return the size of the letters: that of the child's band, or the largest that fits."""
    usual = band_for(disclosed, context).size
    head = disclosed.review.head
    held = head.review_date or head.completed_on
    later = is_for_later(disclosed, context)
    rows = [_cells(disclosed.child, held, made, later=later) for _, made in decided(disclosed)]
    return next((s for s in _SIZES if s <= usual and _height(rows, s) <= _ROOM), _SIZES[-1])


def _height(rows: Sequence[tuple[tuple[str, ...], ...]], size: float) -> float:
    """Return about how high the page is, in centimetres, with letters of that size."""
    lines = 0
    for row in rows:
        lines += max(
            sum(math.ceil(len(text) * _LETTER * size / width) for text in texts)
            for texts, width in zip(row, _WIDTHS, strict=True)
        )
    return size * (lines * _LINE + _AROUND) + len(rows) * _APART


def _cells(
    child: Child, held: date | None, made: Recommendation, *, later: bool
) -> tuple[tuple[str, ...], ...]:
    lead, how = seen(made, later=later)
    shows = sentence(f"{lead}{':' if later else ''} {how}") if how else ""
    return ((told(made), shows), (who(child, made),), (_by(held, made),))


def _by(held: date | None, made: Recommendation) -> str:
    """Return by when; the year is said only where it is not plain from the review's own."""
    if made.by is None:
        return ""
    said = long_date(made.by)
    soon = held is not None and 0 <= (made.by - held).days < _SOON
    return said.rsplit(" ", 1)[0] if soon else said


def _table(disclosed: Disclosed, held: date | None, *, later: bool) -> Table:
    return Table(
        caption="Who was to do what, and by when" if later else "Who will do what, and by when",
        description="Each thing that was decided, with who does it and by when.",
        columns=_LATER_COLUMNS if later else _COLUMNS,
        rows=tuple(
            (
                cell(str(number)),
                *(cell(*t) for t in _cells(disclosed.child, held, made, later=later)),
            )
            for number, made in decided(disclosed)
        ),
    )


def _next(disclosed: Disclosed, context: Context, *, later: bool) -> Facts | None:
    planned = disclosed.review.head.next_review
    facts = []
    if planned.planned is not None:
        at = clock(planned.at) if planned.at is not None else ""
        when = joined(long_date(planned.planned), at, planned.place)
        facts.append(fact("Your next review", when))
    if planned.midway is not None:
        label = "I was to ask how it went" if later else "I ask how it is going"
        facts.append(fact(label, long_date(planned.midway)))
    if context.iro:
        reachable = context.iro_contact and not later
        label = "You can reach me" if reachable else "Your reviewing officer"
        facts.append(fact(label, joined(context.iro, context.iro_contact)))
    return Facts(facts=tuple(facts)) if facts else None
