"""Reviews that were held between two dates, with what the national return asks of each.

A review counts by the date that is reported for it, and is held once it was completed. Reviews from
before Heard are known by their date and code; one that stands here too is counted once.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.child import Child, Value
from models.review import ReviewHead


class ReportedReview(Value, frozen=True, kw_only=True):
    """One review of one child; ``name`` is for the screen only and goes into no file."""

    la_id: str
    name: str
    born: date
    on: date
    code: str = ""
    completed: bool = True


def reported_reviews(
    child: Child, heads: Iterable[ReviewHead], first: date, last: date
) -> tuple[ReportedReview, ...]:
    """Return the child's reviews from ``first`` to ``last``, both included, by date.

    A review that was begun and not completed is among them; a practice child has none.
    """
    if child.practice:
        return ()
    own = tuple(_own(child, heads))
    days = {review.on for review in own if review.completed}
    past = (
        _review(child, past.on, past.participation)
        for past in child.past_reviews
        if past.on not in days
    )
    found = [review for review in (*own, *past) if first <= review.on <= last]
    return tuple(sorted(found, key=lambda review: review.on))


def _own(child: Child, heads: Iterable[ReviewHead]) -> Iterator[ReportedReview]:
    for head in heads:
        on = head.review_date or head.completed_on
        if on is not None:
            completed = head.completed_on is not None
            yield _review(child, on, head.participation.code, completed=completed)


def _review(child: Child, on: date, code: str, *, completed: bool = True) -> ReportedReview:
    return ReportedReview(
        la_id=child.ids.la_id.strip(),
        name=child.preferred_name,
        born=child.born,
        on=on,
        code=code,
        completed=completed,
    )
