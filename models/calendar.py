"""Working days in England, and months by the calendar (domain.md §1.4).

A working day is no Saturday, Sunday, Christmas Day, Good Friday or bank holiday in England. The
day of the event is day 0: "within 20 working days of D" ends on the 20th working day after D.
"""

import calendar as _gregorian
from datetime import date, timedelta
from functools import cache, cached_property
from hashlib import sha256

import msgspec

from models.errors import UserFacingError

FIRST_YEAR, LAST_YEAR = 2000, 2060
BANK_HOLIDAYS = "ENG-ab48979a"
"""Names the bank holidays of FIRST_YEAR to LAST_YEAR; a test recomputes it from the library."""

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class WorkingCalendar(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Which days are worked: England's bank holidays, and what a council adds to them.

    ``extra_holidays`` are bank holidays proclaimed after this version of Heard; they move every
    limit. ``closures`` are days on which this council is shut; they move the limits of guidance
    and of the council's own, and never one that the law sets (see ``statutory``).
    """

    closures: tuple[date, ...] = ()
    extra_holidays: tuple[date, ...] = ()

    @cached_property
    def _added(self) -> frozenset[date]:
        return frozenset(self.closures + self.extra_holidays)

    @cached_property
    def version(self) -> str:
        """A short name for exactly these days off, for columns that say how they were made."""
        if not self._added:
            return BANK_HOLIDAYS
        days = (sorted(set(self.closures)), sorted(set(self.extra_holidays)))
        return f"{BANK_HOLIDAYS}+{_digest(repr(days))}"

    @cached_property
    def statutory(self) -> "WorkingCalendar":
        """The calendar of the Regulations (reg 2): without the council's own closure days."""
        return WorkingCalendar(extra_holidays=self.extra_holidays) if self.closures else self

    def is_working_day(self, day: date) -> bool:
        """Return whether the day is worked.

        Raises:
            UserFacingError: the day lies outside the years that have a table of bank holidays.
        """
        off = _bank_holidays(day.year)
        return not (day.weekday() >= _SATURDAY or day in off or day in self._added)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day`` (before it, if negative).

        Raises:
            UserFacingError: the answer lies outside the years with a table of bank holidays.
        """
        step, left = (_DAY, count) if count >= 0 else (-_DAY, -count)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days ``end`` comes after ``start`` (negative: before).

        Where ``end`` is ``add_working_days(start, n)`` and not ``start`` itself, this is ``n``.

        Raises:
            UserFacingError: a day between lies outside the years with a table of bank holidays.
        """
        if end < start:
            days = range(end.toordinal(), start.toordinal())
            return -sum(self.is_working_day(date.fromordinal(day)) for day in days)
        days = range(start.toordinal() + 1, end.toordinal() + 1)
        return sum(self.is_working_day(date.fromordinal(day)) for day in days)


def add_months(day: date, count: int) -> date:
    """Return the same day-number ``count`` calendar months on, or that month's last day.

    Raises:
        UserFacingError: the answer is no date that can be written.
    """
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not date.min.year <= year <= date.max.year:
        raise _out_of_range(year)
    last = _gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def checked_year(day: date) -> date:
    """Return the day, if it lies in the years that Heard can count.

    Raises:
        UserFacingError: it does not.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range(day.year)
    return day


def long_date(day: date) -> str:
    """Return the date as it is written in England, whatever the computer's own language."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return the date with its day of the week: "Friday 12 December 2025"."""
    return f"{_WEEKDAYS[day.weekday()]} {long_date(day)}"


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of one year; the library is loaded at the first question."""
    checked_year(date(year, 1, 1))
    from holidays import country_holidays  # noqa: PLC0415 - start-up may not wait for it

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def bank_holidays_name() -> str:
    """Return what ``BANK_HOLIDAYS`` must be for the bank holidays that the library now gives."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    days = [day.isoformat() for year in years for day in sorted(_bank_holidays(year))]
    return f"ENG-{_digest(' '.join(days))}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]


def _out_of_range(year: int) -> UserFacingError:
    return UserFacingError(
        f"Heard cannot count days in the year {year}.",
        f"Check the date: it must lie between {FIRST_YEAR} and {LAST_YEAR}.",
    )
