"""Small turns of phrase that several documents share."""

from collections.abc import Iterable
from datetime import date, time

from models.calendar import long_date

_SMALL = frozenset(
    ("the", "this", "that", "these", "those", "there", "it", "he", "she", "they", "we", "his",
     "her", "their", "our", "its", "all", "both", "each", "every", "nobody", "no", "nothing",
     "none", "everybody", "everything", "for", "from", "in", "since", "with")
)  # fmt: skip
"""Words that open a typed sentence with a capital, and are no name."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def whose(name: str) -> str:
    """Return the name as an owner: "Posy’s"."""
    return f"{name}’s"


def capital(text: str) -> str:
    """Return the text with a capital at its start and the rest as it is."""
    return text[:1].upper() + text[1:]


def short_date(day: date) -> str:
    """Return the date as a table cell says it: "Fri 17 July"."""
    return f"{_DAYS[day.weekday()]} {long_date(day).rsplit(' ', 1)[0]}"


def clock(at: time) -> str:
    """Return a time of day: "4.15 pm"."""
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{(at.hour - 1) % 12 + 1}{minutes} {'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: "swimming, cats and maps"."""
    *first, last = [word for word in words if word] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(number: int, unit: str) -> str:
    """Return a number of things: "1 day", "71 days"."""
    return f"{number} {unit}{'' if number == 1 else 's'}"


def joined(*parts: str) -> str:
    """Return the parts that say something, with a middle dot between them."""
    return " · ".join(part for part in parts if part)


def sentence(text: str) -> str:
    """Return the text with a capital at its start and a stop at its end, if it has none."""
    text = capital(text.strip())
    return text if not text or text[-1] in ".!?…”\"'’)" else f"{text}."


def because(reason: str) -> str:
    """Return why something was not discussed, as the record says it."""
    reason = reason.strip()
    if not reason:
        return "Not discussed at this review."
    if reason[:4].casefold() == "not ":
        return sentence(reason)
    return sentence(f"Not relevant because {_within(reason)}")


def _within(reason: str) -> str:
    """Return a reason as it goes on within a sentence: its first word small, if it is no name."""
    first = reason.split(maxsplit=1)[0]
    return reason[:1].lower() + reason[1:] if first.casefold() in _SMALL else reason


def since(start: date, end: date | None = None) -> str:
    """Return a stretch of time in words."""
    return f"from {long_date(start)} to {long_date(end)}" if end else f"since {long_date(start)}"
