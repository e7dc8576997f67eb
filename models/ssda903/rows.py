"""The rows of a return with their cells read, and all rows of one child together."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple, TypeVar

from models.ages import birthday
from models.ssda903.problems import Place

NEW_EPISODE = frozenset("SLPTUB")
"""Reasons for a new episode (RNE): start, legal status, home, both; T and U with the same carer."""

GOES_ON = "X1"
"""The end of an episode (REC) by which care goes on."""

_GROWN_UP = 18
_T = TypeVar("_T")


def followed(items: Sequence[_T]) -> Iterator[tuple[_T, _T | None]]:
    """Yield each item with the one after it, None after the last."""
    return zip(items, chain(items[1:], (None,)), strict=False)


class Head(NamedTuple):
    """One row of the header."""

    born: date
    upn: str
    ethnicity: str
    is_asylum: bool


class Episode(NamedTuple):
    """One row of the episodes; rows are in order by day, an open one after one that ended."""

    place: Place
    decom: date
    dec: date | None
    rne: str
    rec: str
    legal: str
    need: str
    code: str
    provider: str
    reason: str
    postcode: str
    urn: str


class ReviewRow(NamedTuple):
    """One row of the reviews."""

    place: Place
    on: date
    participation: str


class WorkerRow(NamedTuple):
    """One row of the social worker episodes; ``reason`` says why this one came."""

    place: Place
    number: str
    start: date
    end: date | None
    reason: str


class MissingRow(NamedTuple):
    """One row of the missing episodes."""

    place: Place
    start: date
    end: date | None
    kind: str


class HealthRow(NamedTuple):
    """One row of OC2, without what is no concern of a review's: convictions and substances."""

    place: Place
    score: int | None
    reason: str
    assessed: bool | None
    teeth: bool | None
    immunised: bool | None
    development: bool | None


class AsylumRow(NamedTuple):
    """One row of UASC; ``until`` is the last day of the status where it is known."""

    place: Place
    until: date | None


class Gathered:
    """All that the files say of one child."""

    __slots__ = (
        *("la_id", "rows", "head", "episodes", "reviews", "workers"),
        *("missing", "health", "asylum", "unread", "_seen"),
    )

    def __init__(self, la_id: str) -> None:
        self.la_id = la_id
        self.rows = 0
        self.head: Head | None = None
        self.episodes: list[Episode] = []
        self.reviews: list[ReviewRow] = []
        self.workers: list[WorkerRow] = []
        self.missing: list[MissingRow] = []
        self.health: HealthRow | None = None
        self.asylum: AsylumRow | None = None
        self.unread: set[str] = set()
        """The tables in which a row of theirs could not be read."""
        self._seen: set[Hashable] = set()

    def is_new(self, *what: Hashable) -> bool:
        """Whether this was not asked about before."""
        known = len(self._seen)
        self._seen.add(what)
        return len(self._seen) > known

    @property
    def dated_rows(self) -> tuple[int, int, int, int]:
        """How many rows with a day there are, in the order of ``dated``."""
        return len(self.episodes), len(self.reviews), len(self.workers), len(self.missing)

    def dated(self) -> tuple[list[Episode], list[ReviewRow], list[WorkerRow], list[MissingRow]]:
        """Return the lists of rows that have a day."""
        return self.episodes, self.reviews, self.workers, self.missing

    def first_place(self) -> Place | None:
        """Return where the child's first row stands that is not the header's."""
        first = [rows[0].place for rows in self.dated() if rows]
        first += [row.place for row in (self.health, self.asylum) if row is not None]
        return first[0] if first else None


def still_seeking(child: Gathered, today: date) -> bool:
    """Whether the child is an unaccompanied asylum-seeking child on a UK date; never from 18 on."""
    if child.head is None or birthday(child.head.born, _GROWN_UP) <= today:
        return False
    if child.asylum is None:
        return child.head.is_asylum
    return child.asylum.until is None or child.asylum.until > today
