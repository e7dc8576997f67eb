"""Starting a review: what is known already is put in, so that nobody types it twice.

Number, type and limit follow from the reviews so far (domain.md §1), people and who is invited
from the child and the review before, papers from the child's age, duties from the law pack and
the order from the agenda. What the last review recommended stands in the child's ledger.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta

import msgspec

from models.agenda import Agenda, suggested_order
from models.agenda_facts import facts_of
from models.ages import age_on
from models.child import Child, Person, Value
from models.copies import starting_copy
from models.deadlines import DateEngine
from models.edits import Opened
from models.papers import papers_for
from models.people import is_the_child
from models.review import Attendance, DutyRecord, Meeting, Review, ReviewHead
from models.store_rows import ReviewRow
from models.terms import MeetingMode, ReviewType
from models.text import new_id

_ADOPTION_HOMES = frozenset({"A3", "A4", "A5", "A6"})
_ADOPTION_AUTHORISED = frozenset({"E1", "D1"})
_SHORT_BREAKS = frozenset({"V3", "V4"})
_OWN_TIMETABLES = frozenset(
    {ReviewType.ADOPTION_AUTHORISED, ReviewType.ADOPTION_PLACED, ReviewType.SHORT_BREAKS}
)
_FIRST_UNTIL, _SECOND_UNTIL = timedelta(days=45), timedelta(days=150)


class NewReview(Value, frozen=True, kw_only=True):
    """What is decided when a review is started; ``number`` only where it is not the next one."""

    type: ReviewType
    on: date
    at: time | None = None
    place: str = ""
    place_chosen_by: str = ""
    mode: MeetingMode = MeetingMode.IN_ROOM
    chair: str = ""
    number: int | None = None


class History(Value, frozen=True, kw_only=True):
    """The child's reviews so far: their rows in any order, and the last one in full if there."""

    rows: tuple[ReviewRow, ...] = ()
    last: Review | None = None


def next_number(child: Child, rows: Sequence[ReviewRow]) -> int:
    """Return the number of the next review, counted from 1, earlier reviews included."""
    numbers = [row.number for row in rows] + [past.number for past in child.past_reviews]
    return max(numbers, default=0) + 1


def proposed_type(child: Child, rows: Sequence[ReviewRow], on: date) -> ReviewType:
    """Return the type that fits a review on that UK date; the IRO decides.

    With no review known, how long the child has been in care tells (domain.md §1.1).
    """
    last = max(rows, key=lambda row: row.number, default=None)
    if _started(child, ReviewType.ADOPTION_PLACED) is not None:
        return ReviewType.ADOPTION_PLACED
    if last is not None and last.type in _OWN_TIMETABLES:
        return last.type
    status = child.legal_status
    if status is not None and status.code in _SHORT_BREAKS:
        return ReviewType.SHORT_BREAKS
    number = next_number(child, rows)
    if number == 1 and child.became_looked_after is not None:
        in_care = on - child.became_looked_after
        number = 1 if in_care <= _FIRST_UNTIL else 2 if in_care <= _SECOND_UNTIL else 3
    return {1: ReviewType.FIRST, 2: ReviewType.SECOND}.get(number, ReviewType.SUBSEQUENT)


def limit_of(
    child: Child, rows: Sequence[ReviewRow], wanted: NewReview, engine: DateEngine
) -> date | None:
    """Return by when the law wants this review, or None where the facts do not tell.

    Raises UserFacingError for a date outside the years that Heard can count.
    """
    started = _started(child, wanted.type)
    held = [row.review_date or row.completed_on for row in rows]
    held += [past.on for past in child.past_reviews]
    before = sorted(day for day in held if day is not None and day < wanted.on)
    if wanted.type in _OWN_TIMETABLES:
        if started is None:
            return None
        return engine.next_after(wanted.type, started, before).due
    number = _number_in_care(wanted, next_number(child, rows))
    since = started if number == 1 else (before[-1] if before else None)
    if since is None:
        return None
    return engine.next_review_limit(wanted.type, number, since).due


def start_review(
    child: Child, history: History, wanted: NewReview, engine: DateEngine, agenda: Agenda
) -> Opened:
    """Return the new review, and the child with the people it adds (the child, worker, chair).

    Raises UserFacingError for a date outside the years that Heard can count.
    """
    child = _with_usual_people(child, wanted.chair)
    number = wanted.number or next_number(child, history.rows)
    head = ReviewHead(
        number=number,
        type=wanted.type,
        review_date=wanted.on,
        limit=limit_of(child, history.rows, wanted, engine),
        meetings=(
            Meeting(
                id=new_id(), on=wanted.on, start=wanted.at, place=wanted.place, mode=wanted.mode
            ),
        ),
        place_chosen_by=wanted.place_chosen_by,
        chair=wanted.chair,
        agenda_order=order_of(child, wanted, number, agenda),
        support=history.last.head.support if history.last else child.access,
        attendance=tuple(_attendance(p, child, history.last) for p in child.people),
        papers=papers_for(child, _months(child, wanted.on)),
        duties=tuple(DutyRecord(id=duty.id) for duty in engine.law.duties_for(wanted.type)),
        agenda_version=agenda.version,
        law_version=engine.law.version,
    )
    return Opened(child=child, review=Review(id=new_id(), child_id=child.id, head=head))


def order_of(child: Child, wanted: NewReview, number: int, agenda: Agenda) -> tuple[str, ...]:
    """Return the ids of the sections in the order the agenda suggests for this review."""
    return suggested_order(agenda, facts_of(child, wanted.on, wanted.type, number))


def _months(child: Child, on: date) -> int:
    age = age_on(child.born, on)
    return age.years * 12 + age.months


def _started(child: Child, type_: ReviewType) -> date | None:
    """Return when the timetable of that type began for the child."""
    if type_ is ReviewType.ADOPTION_PLACED:
        homes = [h.start for h in child.homes if h.place_code in _ADOPTION_HOMES and not h.end]
        return min(homes, default=None)
    if type_ is ReviewType.ADOPTION_AUTHORISED:
        return _status_began(child, _ADOPTION_AUTHORISED)
    if type_ is ReviewType.SHORT_BREAKS:
        return _status_began(child, _SHORT_BREAKS)
    return child.became_looked_after


def _status_began(child: Child, codes: frozenset[str]) -> date | None:
    return max((s.start for s in child.legal_statuses if s.code in codes), default=None)


def _number_in_care(wanted: NewReview, number: int) -> int:
    """Return which rule of the timetable counts: the type says it, then the number."""
    if wanted.number is not None:
        number = wanted.number
    fixed = {ReviewType.FIRST: 1, ReviewType.SECOND: 2, ReviewType.SUBSEQUENT: max(number, 3)}
    return fixed.get(wanted.type, number)


def _with_usual_people(child: Child, chair: str) -> Child:
    people = list(child.people)
    if not any(is_the_child(person, child) for person in people):
        people.insert(0, Person(id=child.id, name=child.preferred_name, relationship="child"))
    worker = child.worker
    if worker is not None and not _is_there(people, worker.name):
        people.append(
            Person(id=new_id(), name=worker.name, relationship=worker.role, role=worker.role)
        )
    if chair and not _is_there(people, chair):
        role = "Independent Reviewing Officer"
        people.append(Person(id=new_id(), name=chair, relationship="chair", role=role))
    if len(people) == len(child.people):
        return child
    return msgspec.structs.replace(child, people=tuple(people))


def _is_there(people: Sequence[Person], name: str) -> bool:
    return any(person.name.casefold() == name.casefold() for person in people)


def _attendance(person: Person, child: Child, last: Review | None) -> Attendance:
    """Return how the person takes part, as far as last time tells: invited or not, which copy."""
    earlier = last.head.attendance if last is not None else ()
    before = next((a for a in earlier if a.person_id == person.id), None)
    copy = starting_copy(person, child, before).kind
    if before is None:
        own = is_the_child(person, child) or person.relationship == "chair"
        return Attendance(person_id=person.id, invited=own, copy=copy)
    same = copy is before.copy
    return Attendance(
        person_id=person.id,
        invited=before.invited,
        copy=copy,
        copy_reason=before.copy_reason if same else "",
    )
