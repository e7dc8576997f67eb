"""The agenda of one review as its chair goes by it: order, what is covered, what is missing.

The order is the child's, where they chose one; what they did not name follows in the order that
the type of review suggests, and what the agenda keeps for the end comes at the end.
"""

from contextlib import suppress
from datetime import date

import msgspec

from models import timetables
from models.agenda import Agenda, AgendaFacts, Section, Theme, prompts_for, shown, suggested_order
from models.agenda_facts import facts_for, so_far
from models.calendar import long_date
from models.child import Child, Promise, Value, still_open
from models.coverage import Heard, HeardState, SoFar, still_to_be_heard
from models.deadlines import DateEngine
from models.errors import UserFacingError
from models.review import Review
from models.wording import Wording


class SectionGuide(Value, frozen=True, kw_only=True):
    """One section as the list shows it; ``missing`` are a few words each."""

    section: Section
    state: HeardState
    missing: tuple[str, ...] = ()


class Guide(Value, frozen=True, kw_only=True):
    """Everything that the meeting page shows of the agenda."""

    facts: AgendaFacts
    sections: tuple[SectionGuide, ...]
    heard: tuple[Heard, ...]

    def place_of(self, section_id: str) -> int | None:
        """Return where in the order a section stands, from 0, or None when it is not shown."""
        ids = [one.section.id for one in self.sections]
        return ids.index(section_id) if section_id in ids else None


def wording_for(child: Child, review: Review, engine: DateEngine) -> Wording:
    """Return how the agenda of a review speaks of the child, with the last day for the next one.

    A review without a date that can be counted from tells of no last day; the words of
    ``Wording`` stand in then.
    """
    wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
    with suppress(UserFacingError):  # a year that nobody counts in is told where it was typed
        if limit := timetables.after(review.head, child, engine):
            return msgspec.structs.replace(wording, date=long_date(limit.due))
    return wording


def guide_for(agenda: Agenda, child: Child, review: Review, today: date) -> Guide:
    """Return the guide through ``agenda``, which is ``worded`` for the child, on a UK date."""
    facts = facts_for(child, review, today)
    said = so_far(child, review)
    sections = {section.id: section for section in shown(agenda, facts)}
    order = _order(agenda, review, suggested_order(agenda, facts))
    return Guide(
        facts=facts,
        sections=tuple(_guided(sections[i], facts, said, child, review) for i in order),
        heard=still_to_be_heard(agenda, facts, said),
    )


def promises_to_ask(child: Child, review: Review) -> tuple[Promise, ...]:
    """Return the earlier recommendations that are open and not yet spoken about in this review."""
    return tuple(
        promise
        for promise in still_open(child)
        if promise.review_id != review.id
        and all(entry.review_id != review.id for entry in promise.statuses)
    )


def _order(agenda: Agenda, review: Review, suggested: tuple[str, ...]) -> list[str]:
    own = [i for i in dict.fromkeys(review.head.agenda_order) if i in suggested]
    last = [i for i in agenda.closing if i in suggested and i not in own]
    return own + [i for i in suggested if i not in own and i not in last] + last


def _guided(
    section: Section, facts: AgendaFacts, said: SoFar, child: Child, review: Review
) -> SectionGuide:
    prompts = prompts_for(section, facts)
    missing = [f"{p.still}?" for p in prompts if p.still and p.id not in said.asked]
    own = any(p.theme is Theme.VOICE and p.id not in said.asked for p in prompts)
    if own and not said.words.get(section.id):
        missing.insert(0, f"{child.preferred_name}'s view?")
    if section.id == "last_time" and (open_ones := len(promises_to_ask(child, review))):
        missing.insert(0, f"{open_ones} open")
    if section.id in said.reasons:
        missing = []
    state = _state(section, said, asked=any(p.id in said.asked for p in prompts), missing=missing)
    return SectionGuide(section=section, state=state, missing=tuple(missing))


def _state(section: Section, said: SoFar, *, asked: bool, missing: list[str]) -> HeardState:
    if section.id in said.reasons:
        return HeardState.HEARD
    if not said.has_text(section.id):
        return HeardState.PART if asked else HeardState.NOTHING
    return HeardState.PART if missing else HeardState.HEARD
