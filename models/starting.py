"""Starting a review: what is known already is put in, so that nobody types it twice.

Number, type and limit follow from the reviews so far (domain.md §1), people and who is invited
from the child and the review before, papers from the child's age, duties from the law pack and
the order from the agenda. What the last review recommended stands in the child's ledger.
"""

from collections.abc import Sequence
from datetime import date, time

import msgspec

from models.agenda import Agenda, suggested_order
from models.agenda_facts import facts_of
from models.ages import age_on
from models.child import Child, Person, Value
from models.copies import starting_copy
from models.deadlines import DateEngine, Deadline
from models.edits import Opened
from models.papers import papers_for
from models.people import is_the_child
from models.review import Attendance, DutyRecord, Meeting, Review, ReviewHead
from models.store_rows import ReviewRow
from models.terms import MeetingMode, ReviewType
from models.text import new_id
from models.timetables import Proposal, likely_number, limit_for, proposal


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


def number_on(child: Child, rows: Sequence[ReviewRow], on: date) -> int:
    """Return which review one on that UK date is likely to be; the IRO decides."""
    return likely_number(child, next_number(child, rows), on, _held(child, rows))


def proposed(child: Child, rows: Sequence[ReviewRow], on: date, engine: DateEngine) -> Proposal:
    """Return the type that fits a review on that UK date, and why; the IRO decides."""
    last = max(rows, key=lambda row: row.number, default=None)
    held = _held(child, rows)
    number = next_number(child, rows)
    type_ = last.type if last is not None else None
    return proposal(child, type_, number, on, held, engine)


def counted_limit(
    child: Child, rows: Sequence[ReviewRow], wanted: NewReview, engine: DateEngine
) -> Deadline | None:
    """Return by when the law wants this review and how that was counted, or None if unknown.

    Raises UserFacingError for a date outside the years that Heard can count.
    """
    number = wanted.number or next_number(child, rows)
    return limit_for(child, wanted.type, number, wanted.on, _held(child, rows), engine)


def limit_of(
    child: Child, rows: Sequence[ReviewRow], wanted: NewReview, engine: DateEngine
) -> date | None:
    """Return by when the law wants this review, or None where the facts do not tell."""
    limit = counted_limit(child, rows, wanted, engine)
    return limit.due if limit is not None else None


def _held(child: Child, rows: Sequence[ReviewRow]) -> list[date]:
    """Return the days of the child's reviews so far, those held before Heard included."""
    days = [row.review_date or row.completed_on for row in rows]
    return [day for day in days if day is not None] + [past.on for past in child.past_reviews]


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
