"""A clock that was set to the day of the case and goes on from there."""

import time
from datetime import UTC, date, datetime, timedelta

from models.clock import uk_date


class PlayClock:
    """Tells the time as if the play had begun at ``start`` (an instant with its zone)."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._began = time.monotonic()

    def move_to(self, instant: datetime) -> None:
        """Go on from ``instant`` (with its zone), as if the time between had passed."""
        self._start = instant.astimezone(UTC)
        self._began = time.monotonic()

    def now(self) -> datetime:
        """Return the instant of the play, in UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._began)

    def today(self) -> date:
        """Return the UK date of the play."""
        return uk_date(self.now())
