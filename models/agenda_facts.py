"""What a child and a review tell the agenda: which prompts fit, and what has been heard so far."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from models.agenda import AgendaFacts, Theme
from models.ages import age_on
from models.child import Child, View
from models.coverage import SoFar
from models.modes import modes_of
from models.review import Review, SectionRecord
from models.terms import ReviewType
from models.text import Line, Text

_UNDECIDED = "not_yet_decided"


def facts_of(
    child: Child,
    on: date,
    review_type: ReviewType,
    number: int,
    opened: frozenset[str] = frozenset(),
) -> AgendaFacts:
    """Return the facts about a child that a review of that type on that UK date goes by."""
    age = age_on(child.born, on)
    return AgendaFacts(
        age_months=age.years * 12 + age.months,
        review_type=review_type,
        review_number=number,
        legal_status=child.legal_status.code if child.legal_status else "",
        home=child.home.place_code if child.home else "",
        asylum_or_trafficking=child.asylum_or_trafficking,
        family_far=child.asylum_or_trafficking
        and not any(person.family_time.strip() for person in child.people),
        opened=opened,
    )


def facts_for(child: Child, review: Review, today: date) -> AgendaFacts:
    """Return the facts of a review; ``today`` (UK) stands in while it has no date.

    A section in which something was written counts as opened, whatever its conditions say, unless
    a reason for leaving it out was given.
    """
    excused = {one.id for one in review.head.not_relevant}
    written = {r.id for r in review.sections if _written(r.notes) or _written(r.minutes)}
    head = review.head
    opened = frozenset(written - excused)
    facts = facts_of(child, head.review_date or today, head.type, head.number, opened)
    return msgspec.structs.replace(facts, modes=modes_of(child, head))


def so_far(child: Child, review: Review) -> SoFar:
    """Return what has been heard in a review: notes, quotations, minutes, prompts, reasons.

    An entry of the views log made for this review counts in the sections it names, or else under
    ``voice``. The plan for growing up, plan B and their date answer the prompts that ask for them.
    """
    lines: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for record in review.sections:
        lines[record.id] += len(_written(record.notes))
        words[record.id] += len({line.quote for line in _quoting(record)})
    for view in child.views:
        if view.review_id == review.id:
            said = view.words is not None
            places = view.sections or (Theme.VOICE.value,)
            (words if said else lines).update(places if said or _seen(view) else ())
    excused = (*review.head.not_relevant, *review.head.left_open)
    asked = {p.id for record in review.sections for p in record.prompts if p.asked}
    return SoFar(
        asked=frozenset(asked | set(_answered(child))),
        lines=lines,
        words=words,
        minutes={record.id: bool(_written(record.minutes)) for record in review.sections},
        reasons=frozenset(one.id for one in excused if one.reason.strip()),
    )


def _written(text: Text) -> list[Line]:
    return [line for line in text if line.quote or line.text.strip()]


def _quoting(record: SectionRecord) -> Iterator[Line]:
    return (line for line in (*record.notes, *record.minutes) if line.quote)


def _seen(view: View) -> bool:
    """Whether an entry without words says what was seen; a quotation counts where it stands."""
    return view.quote_id is None and bool(view.description.strip())


def _answered(child: Child) -> Iterator[str]:
    """Yield the prompts that the plan as filled in answers."""
    plan = child.plan
    if plan is None or plan.plan in ("", _UNDECIDED):
        return
    yield from ("permanence.p1", "permanence.p27")
    if plan.plan_b not in ("", _UNDECIDED):
        yield "permanence.p3"
    if plan.target or plan.matched_on:
        yield "permanence.p4"
