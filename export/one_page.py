"""*What we decided*, on one page for the child: who does what, by when, and what comes next."""

from export.blocks import Block, Facts, Heading, Role, fact, paragraph
from export.context import Context
from export.letter import decision
from export.phrases import clock, joined
from models.calendar import long_date
from models.disclosure import Disclosed


def build(disclosed: Disclosed, context: Context) -> tuple[Block, ...]:
    """Return the page; recommendations stand in the words written for the child."""
    child, head = disclosed.child, disclosed.review.head
    blocks: list[Block] = [Heading(level=1, text=f"{child.preferred_name}: what we decided")]
    held = head.review_date or head.completed_on
    if held is not None:
        blocks.append(paragraph(f"At your review on {long_date(held)}", Role.NOTE))
    for number, made in enumerate(head.recommendations, 1):
        blocks += decision(number, made, level=2)
    if not head.recommendations:
        blocks.append(paragraph("Nothing had to be decided this time."))
    following = _next(disclosed, context)
    if following is not None:
        blocks += [Heading(level=2, text="What comes next"), following]
    return tuple(blocks)


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
