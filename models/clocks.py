"""Every clock that runs for one child: by law and guidance, with how each was counted.

``clocks_of`` is pure; it is worked out on the day it is looked at. Clocks stop at the end of the
period of care, or on the eighteenth birthday (domain.md §1). What a review decided is sent and
written up all the same, and a dispute is answered until it is closed. Nothing here ever blocks.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from models.ages import birthday
from models.child import Child
from models.clock_values import (
    REVIEW_LIMIT,
    ChildClock,
    ClockGroup,
    ClockState,
    Facts,
)
from models.deadlines import DateEngine
from models.known_reviews import KnownReview, all_known
from models.life_clocks import life_clocks
from models.review import Review
from models.review_clocks import midway_clock, review_clocks
from models.store_rows import ReviewRow
from models.time_in_care import newest_period

__all__ = (
    "REVIEW_LIMIT",
    "ChildClock",
    "ClockGroup",
    "ClockState",
    "KnownReview",
    "clocks_of",
    "midway_of",
    "most_pressing",
    "stopped_on",
)

_GROWN_UP = 18
_ORDER = tuple(ClockState)


def clocks_of(
    child: Child,
    reviews: Sequence[Review | ReviewRow | KnownReview],
    engine: DateEngine,
    today: date,
) -> tuple[ChildClock, ...]:
    """Return every clock of the child on that UK date, by group and then the soonest first.

    ``reviews`` are the child's reviews in Heard, in full or as rows; more can be said of those in
    full. Reviews held before Heard are the child's own. A fact from years that Heard cannot count
    raises UserFacingError.
    """
    facts = _facts(child, reviews, engine, today)
    found = (*review_clocks(facts), *life_clocks(facts))
    groups = tuple(ClockGroup)
    return tuple(sorted(found, key=lambda clock: (groups.index(clock.group), *_by_day(clock))))


def midway_of(
    child: Child,
    reviews: Sequence[Review | ReviewRow | KnownReview],
    engine: DateEngine,
    today: date,
) -> ChildClock | None:
    """Return the clock of the check after the last review, or None where none runs (T18)."""
    return next(midway_clock(_facts(child, reviews, engine, today)), None)


def _facts(
    child: Child,
    reviews: Sequence[Review | ReviewRow | KnownReview],
    engine: DateEngine,
    today: date,
) -> Facts:
    period = newest_period(child, today)
    return Facts(
        child=child,
        reviews=all_known(child, reviews),
        engine=engine,
        today=today,
        start=period.start if period is not None else None,
        until=stopped_on(child, today),
    )


def stopped_on(child: Child, today: date) -> date | None:
    """Return the day on which the child's clocks stop: the end of the period, or turning 18."""
    period = newest_period(child, today)
    grown_up = birthday(child.born, _GROWN_UP)
    if period is not None and period.end is not None:
        return min(period.end, grown_up)
    return grown_up


def most_pressing(clocks: Iterable[ChildClock]) -> tuple[ChildClock, ...]:
    """Return the clocks on which something is still to be done: the latest first, then by day."""
    waiting = (clock for clock in clocks if clock.state.is_open)
    return tuple(sorted(waiting, key=lambda c: (_ORDER.index(c.state), *_by_day(c))))


def _by_day(clock: ChildClock) -> tuple[bool, date, str]:
    return (clock.due is None, clock.due or date.max, clock.id)
