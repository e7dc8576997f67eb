"""How old a child is on a day, and which band of wording fits that age."""

from datetime import date
from typing import Literal

import msgspec

AgeBand = Literal["under_5", "5_11", "12_15", "16_plus"]

ANSWERS_YEARS = 2
"""The age from which a child is asked anything; a younger one is watched."""

NURSERY_YEARS = 3
"""The age from which a child has a nursery, and an education plan (domain.md §1.1, T20)."""

TOLD_YEARS = 4
"""The age from which a child is told of rights and asked how to meet; before it, who speaks for
them is. The national return codes taking part from the same age (domain.md §3.1, §5.4).
"""

_BANDS: tuple[tuple[int, AgeBand], ...] = ((5, "under_5"), (12, "5_11"), (16, "12_15"))


class Age(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """An age in whole years and months, within the first month in days.

    ``unborn`` where the day lies before the birth.
    """

    years: int
    months: int
    days: int = 0
    unborn: bool = False

    @property
    def words(self) -> str:
        """The age as one says it: "not yet born", "12 days", "7 months", "9 years 9 months"."""
        if self.unborn:
            return "not yet born"
        if not (self.years or self.months):
            return _count(self.days, "day")
        parts = ((self.years, "year"), (self.months, "month"))
        return " ".join(_count(number, unit) for number, unit in parts if number)


def age_on(born: date, on: date) -> Age:
    """Return the age on a UK date; someone born on 29 February has a birthday on 1 March else."""
    if on < born:
        return Age(years=0, months=0, unborn=True)
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    days = 0 if months else (on - born).days
    return Age(years=months // 12, months=months % 12, days=days)


def birthday(born: date, years: int) -> date:
    """Return the day of that birthday: for 29 February, 1 March in a year without one."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def age_band(age: Age) -> AgeBand:
    """Return the band of wording that fits the age (domain.md §10)."""
    return next((band for limit, band in _BANDS if age.years < limit), "16_plus")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
