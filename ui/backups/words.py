"""What backups and rescues come to, in words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.backup import Manifest
from models.calendar import weekday_date
from models.clock import uk_date, uk_time
from models.salvage import Lost, Rescued

_KINDS = {
    "child": ("child's page", "children's pages"),
    "review": ("first page of a review", "first pages of reviews"),
    "section": ("section of a review", "sections of reviews"),
    "snapshot": ("signed version", "signed versions"),
    "export_register": ("entry of the export register", "entries of the export register"),
    "event": ("entry of the log", "entries of the log"),
    "setting": ("setting", "settings"),
    "audit": ("reading of a document", "readings of documents"),
}
_ALIKE = {"reviewhead": "review", "sectionrecord": "section"}


def moment(instant: datetime, today: date) -> str:
    """Return when something was, in UK time: "today at 09:30", "Monday 2 March 2026, 09:30"."""
    day, time = uk_date(instant), f"{uk_time(instant):%H:%M}"
    if day == today:
        return f"today at {time}"
    if day == today - timedelta(days=1):
        return f"yesterday at {time}"
    return f"{weekday_date(day)}, {time}"


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 child", "3 children"."""
    return f"{number} {one if number == 1 else many}"


def holds(children: int, reviews: int) -> str:
    """Return how much a store holds: "3 children, 7 reviews"."""
    return f"{count(children, 'child', 'children')}, {count(reviews, 'review', 'reviews')}"


def described(manifest: Manifest, today: date) -> str:
    """Return one backup as a line: when, and how much it holds."""
    when = moment(manifest.taken_at, today)
    return f"{when[0].upper()}{when[1:]} – {holds(manifest.children, manifest.reviews)}"


def found(rescued: Rescued) -> str:
    """Return what a rescue could read."""
    sections = count(rescued.sections, "section", "sections")
    return f"This could be read: {holds(rescued.children, rescued.reviews)}, {sections}."


def lost(parts: Iterable[Lost]) -> str:
    """Return what a rescue could not read; rows of lists are made anew and so not counted."""
    rows: dict[str, int] = {}
    is_known: dict[str, bool] = {}
    for part in parts:
        kind = _ALIKE.get(part.what, part.what)
        if kind in _KINDS:
            rows[kind] = rows.get(kind, 0) + part.rows
            is_known[kind] = is_known.get(kind, True) and part.is_all_known
    if not rows:
        return "Nothing of what was written is missing."
    said = [_lost(kind, rows[kind], is_known=is_known[kind]) for kind in _KINDS if kind in rows]
    return f"This could not be read: {'; '.join(said)}."


def _lost(kind: str, rows: int, *, is_known: bool) -> str:
    one, many = _KINDS[kind]
    if not rows:
        return f"perhaps some {many}"
    return count(rows, one, many) if is_known else f"{count(rows, one, many)}, perhaps more"
