"""What of a caseload belongs into a calendar: planned reviews, limits, midway checks.

Each is a UK date with a fixed phrase that names nobody, and a seed that is the same for the same
thing whenever it is asked for. Sources: domain.md §1.1.
"""

from collections.abc import Iterable, Iterator
from datetime import date, time

from models.child import Value
from models.next_step import (
    complete_review,
    left_care,
    midway_before_heard,
    midway_day,
    midway_is_done,
)
from models.store_rows import CaseloadRow, ReviewRow
from models.terms import Term


class PlanKind(Term):
    """What is handed over to a calendar."""

    REVIEW = "review", "Planned reviews"
    LIMIT = "limit", "Limits by law and guidance"
    MIDWAY = "midway", "Midway checks"


class Planned(Value, frozen=True, kw_only=True):
    """One thing with its UK date, and its UK time where that is known."""

    kind: PlanKind
    seed: str
    what: str
    on: date
    at: time | None = None


class Span(Value, frozen=True, kw_only=True):
    """UK dates, both included."""

    first: date
    last: date


def planned(rows: Iterable[CaseloadRow], today: date, span: Span) -> tuple[Planned, ...]:
    """Return everything of the caseload from the first day to the last, in the order of its days.

    What is done already, and the reviews of a child no longer in care, are left out.
    """
    found = (one for row in rows for one in _of(row, today))
    kept = (one for one in found if span.first <= one.on <= span.last)
    return tuple(sorted(kept, key=lambda one: (one.on, one.what, one.seed)))


def _of(row: CaseloadRow, today: date) -> Iterator[Planned]:
    latest, child, written = row.latest, row.child, complete_review(row)
    if written is not None:
        yield from _writing(written)
    if child.dispute is not None and child.dispute.due is not None:
        yield _limit(f"{child.id} dispute", "Dispute: last day of 20 (Heard)", child.dispute.due)
    if left_care(row, today):
        return
    if latest is None:
        if child.next_limit is not None:
            yield _limit(f"{child.id} next", "Review due by (Heard)", child.next_limit)
        if (check := midway_before_heard(child, today)) is not None:
            yield _midway(f"{child.id} midway", check)
    elif latest.completed_on is None:
        yield from _open_review(latest)
    else:
        yield from _coming(latest)
    day = midway_day(written) if written is not None else None
    if written is not None and day is not None and not midway_is_done(child, written):
        yield _midway(f"{written.id} midway", day)


def _open_review(latest: ReviewRow) -> Iterator[Planned]:
    if latest.review_date is not None:
        yield _review(f"{latest.id} review", latest.review_date, latest.review_at)
    if latest.adjourned_until is not None:
        yield _review(f"{latest.id} goes on", latest.adjourned_until, None)
        what = "Adjourned review: last day (Heard)"
        last = latest.adjourned_due or latest.adjourned_until
        yield _limit(f"{latest.id} adjourned", what, last)
    elif latest.limit is not None:
        yield _limit(f"{latest.id} limit", "Review due by (Heard)", latest.limit)


def _coming(latest: ReviewRow) -> Iterator[Planned]:
    if latest.next_planned is not None:
        yield _review(f"{latest.id} next", latest.next_planned, latest.next_at)
    if latest.next_limit is not None:
        yield _limit(f"{latest.id} next limit", "Review due by (Heard)", latest.next_limit)


def _writing(latest: ReviewRow) -> Iterator[Planned]:
    for name, what, due, done in (
        ("decisions", "Recommendations due (Heard)", latest.decisions_due, latest.decisions_sent),
        ("record", "Minutes due (Heard)", latest.record_due, latest.record_done),
        ("sent", "Record with everyone by (Heard)", latest.distribution_due, latest.distributed),
    ):
        if due is not None and done is None:
            yield _limit(f"{latest.id} {name}", what, due)


def _review(seed: str, on: date, at: time | None) -> Planned:
    return Planned(kind=PlanKind.REVIEW, seed=seed, what="Review (Heard)", on=on, at=at)


def _midway(seed: str, on: date) -> Planned:
    return Planned(kind=PlanKind.MIDWAY, seed=seed, what="Midway check (Heard)", on=on)


def _limit(seed: str, what: str, on: date) -> Planned:
    return Planned(kind=PlanKind.LIMIT, seed=seed, what=what, on=on)
