"""Reading dates as people in England write them: day first, month names allowed."""

import re
from datetime import date

EXAMPLE = "3/7/2026 or 3 July 2026"

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PIVOT = 79  # two-digit years up to this are 2000 and later
_NUMBERS = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(
    r"(?:[a-z]+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s*-?\s*(?:of\s+)?([a-z]{3,})\.?,?\s*-?\s*"
    r"(\d{4}|\d{2})"
)
_NO_YEAR = re.compile(r"\d{1,2}\s*[/.\- ]\s*\d{1,2}|\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,}")


class DateFaultError(ValueError):
    """What was typed is no date; the message says why, in words for the person who typed it."""


def read_date(typed: str) -> date | None:
    """Return the UK date that was typed, or None for an empty field.

    Raises:
        DateFaultError: it cannot be read, or there is no such day.
    """
    text = " ".join(typed.lower().split())
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _date(int(day), int(month), year)
    if found := _NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return _date(int(day), int(month), year)
    if found := _NAMED.fullmatch(text):
        day, name, year = found.groups()
        return _date(int(day), _month(name), year)
    if _NO_YEAR.fullmatch(text):
        raise DateFaultError("Add the year too, such as 2026.")
    raise DateFaultError(f"Write the date as {EXAMPLE}.")


def may_go_on(typed: str) -> bool:
    """Whether a date that can be read may be the beginning of another: 3 July 20, of 2026."""
    text = typed.strip()
    is_whole = re.search(r"\d{4}$|^\d{4}-\d{1,2}-\d{2}$", text) is not None
    return bool(text) and not is_whole


def say_date(value: date) -> str:
    """Return a date as it is written into a field: 3 July 2026."""
    return f"{value.day} {_MONTHS[value.month - 1].capitalize()} {value.year}"


def weekday(value: date) -> str:
    """Return the day of the week: Friday."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return days[value.weekday()]


def _month(name: str) -> int:
    fits = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)]
    if name == "sept":
        fits = [9]
    if len(fits) != 1:
        raise DateFaultError(f"“{name}” is no month. Write the date as {EXAMPLE}.")
    return fits[0]


def _date(day: int, month: int, year: str) -> date:
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004 - a year written with two digits
        number += 2000 if number <= _PIVOT else 1900
    if not 1 <= month <= len(_MONTHS):
        raise DateFaultError(f"There is no month {month}. The day comes first: {EXAMPLE}.")
    try:
        return date(number, month, day)
    except ValueError:
        name = _MONTHS[month - 1].capitalize()
        raise DateFaultError(f"There is no {day} {name} {number}.") from None
