"""The one source of "today" and "now": the UK date, and the instant in UTC (design.md §3)."""

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

import msgspec

_LONDON = "Europe/London"


class Clock(Protocol):
    """What tells the time; one is made at the start and handed to whatever needs it."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        ...

    def today(self) -> date:
        """Return the present date in the United Kingdom."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the present date in the United Kingdom, wherever the computer thinks it is."""
        return uk_date(self.now())


class FixedClock(msgspec.Struct, frozen=True):
    """A clock that stands still at one instant: for tests and for playing a case from a file."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        return self.instant.astimezone(UTC)

    def today(self) -> date:
        """Return the UK date of the instant."""
        return uk_date(self.instant)


def uk_date(instant: datetime) -> date:
    """Return the UK date of an instant that knows its time zone."""
    return instant.astimezone(ZoneInfo(_LONDON)).date()


def uk_time(instant: datetime) -> datetime:
    """Return the instant as clocks in the UK show it, summer time included."""
    return instant.astimezone(ZoneInfo(_LONDON))
