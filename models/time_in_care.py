"""Which unbroken time in care a child is in now, and since when.

All dates are UK dates. Periods may be known from the national return; where none is, the day of
coming into care is all there is.
"""

from datetime import date

from models.ages import birthday
from models.child import Child, PeriodOfCare

_GROWN_UP = 18


def newest_period(child: Child, today: date) -> PeriodOfCare | None:
    """Return the newest period that began by ``today``, ended or not; None where none is known.

    A day of coming into care that was typed after the last known period had ended begins one.
    """
    begun = [period for period in child.periods if period.start <= today]
    start = child.became_looked_after
    if begun:
        last = max(begun, key=lambda period: period.start)
        if start is None or last.end is None or not last.start < start <= today:
            return last
        return last if start < last.end else PeriodOfCare(id="", start=start)
    if start is None or start > today:
        return None
    return PeriodOfCare(id="", start=start)


def since_coming_into_care(child: Child, today: date) -> date | None:
    """Return the first day of the newest period of care, or None where no day is known."""
    period = newest_period(child, today)
    return period.start if period is not None else None


def has_left_care(child: Child, today: date) -> bool:
    """Whether the child's time in care is over: its end has come, or they are eighteen."""
    period = newest_period(child, today)
    ended = period is not None and period.end is not None and period.end <= today
    return ended or birthday(child.born, _GROWN_UP) <= today
