"""A calendar file (.ics) of reviews and limits that tells nobody whose they are (RFC 5545).

It is meant for a calendar on other computers, so nothing in it identifies a child: no name, no
number, no place, no note. What each entry is called is a fixed phrase; its id is a digest with a
key that never leaves the store, the same at each hand-over, so that a calendar moves an entry
instead of doubling it.
"""

import hmac
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from export import files
from export.files import ExportResult
from models.child import Value
from models.errors import UserFacingError

SUFFIX = ".ics"
LONGEST_MARK = 4  # letters

_LONDON = "Europe/London"
_LINE_OCTETS = 75  # RFC 5545, 3.1, without the line break
_LASTS = timedelta(hours=1)
_BREAK = "\r\n"
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


class CalendarEntry(Value, frozen=True, kw_only=True):
    """One entry: ``seed`` makes its id, ``what`` is a fixed phrase, ``at`` a UK time if known.

    Without a time it takes the whole UK day and keeps nobody from being free.
    """

    seed: str
    what: str
    on: date
    at: time | None = None


class CalendarJob(Value, frozen=True, kw_only=True):
    """What is to be written: entries, when (UTC), the officer's own mark, the key for ids."""

    entries: tuple[CalendarEntry, ...]
    made_at: datetime
    mark: str = ""
    key: str


def checked_mark(typed: str) -> str:
    """Return the officer's own mark, such as their initials, without spaces around it.

    Raises:
        UserFacingError: it is longer than initials are, or holds more than letters.
    """
    mark = typed.strip()
    if len(mark) > LONGEST_MARK or not (mark.isalpha() or not mark):
        raise UserFacingError(
            "A mark of your own has up to four letters, such as your initials.",
            "Shorten it, or leave it empty. It must say nothing of a child.",
        )
    return mark


def calendar_file(job: CalendarJob) -> bytes:
    """Return the file: UTF-8, lines of at most 75 octets, each ended by CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Heard//Heard//EN", "METHOD:PUBLISH"]
    for entry in sorted(job.entries, key=lambda e: (e.on, e.at or time.min, e.what, e.seed)):
        lines += _event(entry, job)
    lines.append("END:VCALENDAR")
    return b"".join(part.encode() for line in lines for part in _folded_line(line))


def write_calendar(job: CalendarJob, target: Path) -> ExportResult:
    """Put the file in its place, whole or not at all; an older one there is replaced.

    Raises:
        ExportError: the disk is full, the folder may not be written or is gone.
    """
    return files.put(calendar_file(job), target, replace=True)


def _event(entry: CalendarEntry, job: CalendarJob) -> Iterable[str]:
    summary = f"{job.mark}: {entry.what}" if job.mark else entry.what
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(entry.seed, job.key)}"
    yield f"DTSTAMP:{_stamp(job.made_at)}"
    if entry.at is None:
        yield f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{entry.on + timedelta(days=1):%Y%m%d}"
        yield "TRANSP:TRANSPARENT"
    else:
        start = datetime.combine(entry.on, entry.at, ZoneInfo(_LONDON))
        yield f"DTSTART:{_stamp(start)}"
        yield f"DTEND:{_stamp(start.astimezone(UTC) + _LASTS)}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _uid(seed: str, key: str) -> str:
    """Return an id that nobody without the key can trace to a child or review."""
    digest = hmac.digest(key.encode(), seed.encode(), "sha256")
    return f"{digest.hex()[:32]}@heard.invalid"


def _stamp(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, written in _ESCAPES:
        text = text.replace(plain, written)
    return text


def _folded_line(line: str) -> Iterable[str]:
    """Yield a content line in parts of at most 75 octets, never cutting a letter in two."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LINE_OCTETS:
            yield part + _BREAK
            part, octets = " ", 1
        part += letter
        octets += size
    yield part + _BREAK
