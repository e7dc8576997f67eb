"""Dates as people write them in minutes: day first, months by number or by name (anchors.md 51)."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from models.child import Value

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may may", "june jun"),
            *("july jul", "august aug", "september sep sept", "october oct"),
            *("november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
_BY_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_BY_NAME})\b\.?,?\s+(\d{{4}}|\d{{2}}\b)"
    r"|\b(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})\b"
    r"|\b(\d{4})-(\d{2})-(\d{2})\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+({_BY_NAME})\b", re.IGNORECASE)
_CENTURY = 2000
_TWO_DIGITS = 100


class FoundDate(Value, frozen=True, kw_only=True):
    """A date (UK) and where it stands in a text."""

    on: date
    start: int
    length: int


def dates_in(text: str) -> Iterator[FoundDate]:
    """Yield the dates in a text, in order; one that no calendar has is left out."""
    for found in _DATE.finditer(text):
        on = _date(found)
        if on is not None:
            yield FoundDate(on=on, start=found.start(), length=found.end() - found.start())


def first_date(text: str) -> date | None:
    """Return the first date in a text."""
    return next((found.on for found in dates_in(text)), None)


def day_after(text: str, held: date) -> date | None:
    """Return a day that is written without its year, as the first such day from ``held`` on."""
    found = _DAY.fullmatch(text.strip())
    days = _days_of(found, (held.year, held.year + 1)) if found else ()
    return next((on for on in days if on >= held), None)


def day_before(text: str, held: date) -> date | None:
    """Return a day that a text begins with, without its year, as the last such one to ``held``."""
    found = _DAY.match(text.strip())
    days = _days_of(found, (held.year, held.year - 1)) if found else ()
    return next((on for on in days if on <= held), None)


def _days_of(found: re.Match[str], years: Iterable[int]) -> Iterator[date]:
    """Yield that day of each year that has it."""
    for year in years:
        with suppress(ValueError):
            yield date(year, _MONTHS[found[2].casefold()], int(found[1]))


def _date(found: re.Match[str]) -> date | None:
    if found[1]:
        day, month, year = found[1], str(_MONTHS[found[2].casefold()]), found[3]
    elif found[4]:
        day, month, year = found[4], found[5], found[6]
    else:
        year, month, day = found[7], found[8], found[9]
    whole = int(year) + (_CENTURY if int(year) < _TWO_DIGITS else 0)
    try:
        return date(whole, int(month), int(day))
    except ValueError:
        return None
