"""Which states of a review are kept while it is written, and for how long (design.md §2).

One is kept every five minutes of change and at milestones, beside the signed versions, which stay
as long as the review does. A state is the review and the child as known then.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from models.edits import Opened
from models.review import Review
from models.store_rows import NewSnapshot, SignedContent, SnapshotRow
from models.terms import Term
from models.write_up import is_written

EVERY = timedelta(minutes=5)
_ALL_FOR, _HOURLY_FOR = timedelta(days=1), timedelta(days=7)


class StateKind(Term):
    """Why a state was kept; the values stand in stores and are for ever."""

    AUTO = "auto", "while it was written"
    BEGUN = "begun", "as it was found"
    MEETING = "meeting", "as the meeting ended"
    WRITE_UP = "write_up", "as writing up began"
    PUT_BACK = "put_back", "before an earlier text came back"
    SIGNED = "signed", "signed off"


_PASSING = frozenset({StateKind.AUTO.value, StateKind.BEGUN.value})
"""Kinds that are thinned out; the others are milestones."""


class StateKeeper:
    """Says, save by save, which states are to be kept; it remembers only times."""

    def __init__(self) -> None:
        self._last: dict[str, datetime] = {}

    def due(self, before: Opened, after: Opened, now: datetime) -> tuple[NewSnapshot, ...]:
        """Return what is to be kept with a save, in the order of time; most often nothing."""
        was, is_now = before.review, after.review
        if was is None or is_now is None or was is is_now:
            return ()
        milestone = _milestone(was, is_now)
        if milestone is not None:
            self._last[is_now.id] = now
            return (snapshot_of(after, milestone, now),)
        if is_now.id not in self._last:
            self._last[is_now.id] = now
            return (snapshot_of(before, StateKind.BEGUN, now),) if _has_text(was) else ()
        if now - self._last[is_now.id] < EVERY:
            return ()
        self._last[is_now.id] = now
        return (snapshot_of(after, StateKind.AUTO, now),)

    def forget(self) -> None:
        """Let go of every id: at lock."""
        self._last.clear()


def snapshot_of(
    opened: Opened, kind: StateKind, at: datetime, version: int | None = None
) -> NewSnapshot:
    """Return a state as the store keeps it; a signed version gives its number."""
    content = SignedContent(child=opened.child, review=opened.the_review, number=version or 0)
    return NewSnapshot(
        review_id=opened.the_review.id,
        kind=kind.value,
        at=at,
        version=version,
        body=msgspec.json.encode(content),
    )


def opened_from(body: bytes) -> Opened:
    """Return the child and review of a kept state."""
    content = msgspec.json.decode(body, type=SignedContent)
    return Opened(child=content.child, review=content.review)


def too_many(rows: Sequence[SnapshotRow], now: datetime) -> tuple[int, ...]:
    """Return the numbers of the states that need not be kept any longer.

    All of the last day stay, then one an hour for a week, then one a day; milestones always stay.
    """
    gone: list[int] = []
    taken: set[tuple[int, ...]] = set()
    for row in sorted(rows, key=lambda one: one.at, reverse=True):
        age = now - row.at
        if row.kind not in _PASSING or age <= _ALL_FOR:
            continue
        at = row.at
        slot: tuple[int, ...] = (at.year, at.month, at.day)
        if age <= _HOURLY_FOR:
            slot = (*slot, at.hour)
        if slot in taken:
            gone.append(row.number)
        taken.add(slot)
    return tuple(sorted(gone))


def _milestone(was: Review, is_now: Review) -> StateKind | None:
    before, after = was.head, is_now.head
    if before.completed_on is None and after.completed_on is not None:
        return StateKind.MEETING
    if before.write_up_opened is None and after.write_up_opened is not None:
        return StateKind.WRITE_UP
    return None


def _has_text(review: Review) -> bool:
    return any(is_written(one.notes) or is_written(one.minutes) for one in review.sections)
