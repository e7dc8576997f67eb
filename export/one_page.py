"""*What we decided*, on one page for the child: who does what, by when, and what comes next."""

from collections.abc import Sequence

from export.blocks import Block, Column, Facts, Heading, Role, Table, cell, fact, paragraph
from export.context import Context
from export.letter import NOT_ALL, told, who
from export.phrases import clock, joined
from models.calendar import long_date
from models.disclosure import Disclosed
from models.review import Recommendation

_COLUMNS = (
    Column(title="No.", share=1, least=1.2),
    Column(title="What will happen", share=7),
    Column(title="Who", share=3),
    Column(title="By when", share=2.4),
)


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the page; recommendations stand in the words written for the child."""
    child, head = disclosed.child, disclosed.review.head
    blocks: list[Block] = [Heading(level=1, text=f"{child.preferred_name}: what we decided")]
    held = head.review_date or head.completed_on
    if held is not None:
        blocks.append(paragraph(f"At your review on {long_date(held)}", Role.NOTE))
    has_gaps = disclosed.has_gaps or (disclosed.parts_withheld and not head.recommendations)
    if has_gaps:
        blocks.append(paragraph(NOT_ALL, Role.NOTE))
    if head.recommendations:
        blocks.append(_table(disclosed.numbered))
    elif not has_gaps:
        blocks.append(paragraph("Nothing had to be decided this time."))
    following = _next(disclosed, context)
    if following is not None:
        blocks += [Heading(level=2, text="What comes next"), following]
    return tuple(blocks)


def _table(numbered: Sequence[tuple[int, Recommendation]]) -> Table:
    return Table(
        caption="What will happen",
        description="Each thing that was decided, with who does it and by when.",
        columns=_COLUMNS,
        rows=tuple(
            (
                cell(str(number)),
                cell(told(made), f"You will see it when {_seen(made)}" if _seen(made) else ""),
                cell(who(made)),
                cell(long_date(made.by) if made.by else ""),
            )
            for number, made in numbered
        ),
    )


def _seen(made: Recommendation) -> str:
    return made.how_seen.strip()


def _next(disclosed: Disclosed, context: Context) -> Facts | None:
    planned = disclosed.review.head.next_review
    facts = []
    if planned.planned is not None:
        at = clock(planned.at) if planned.at is not None else ""
        when = joined(long_date(planned.planned), at, planned.place)
        facts.append(fact("Your next review", when))
    if planned.midway is not None:
        facts.append(fact("I ask how it is going", long_date(planned.midway)))
    reach = joined(context.iro, context.iro_contact)
    if reach:
        facts.append(fact("You can reach me", reach))
    return Facts(facts=tuple(facts)) if facts else None
