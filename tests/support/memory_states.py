"""Kept states of reviews in memory, as pages ask for them."""

from collections.abc import Callable

from models.clock import Clock
from models.edits import Opened
from models.kept_states import StateKeeper, StateKind, opened_from, snapshot_of, too_many
from models.store_rows import NewSnapshot, SnapshotRow
from ui.background import Failed


class MemoryStates:
    """Keeps states, also those that come with a save."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._keeper = StateKeeper()
        self.kept: dict[int, NewSnapshot] = {}

    def of(
        self, review_id: str, done: Callable[[tuple[SnapshotRow, ...]], None], _failed: Failed
    ) -> None:
        done(tuple(reversed(self._rows(review_id))))

    def read(self, number: int, done: Callable[[Opened], None], _failed: Failed) -> None:
        done(opened_from(self.kept[number].body))

    def keep(
        self, opened: Opened, kind: StateKind, done: Callable[[None], None], _failed: Failed
    ) -> None:
        self.add(snapshot_of(opened, kind, self._clock.now()))
        done(None)

    def saved(self, before: Opened, after: Opened) -> None:
        """Keep what is due with a save."""
        for snapshot in self._keeper.due(before, after, self._clock.now()):
            self.add(snapshot)

    def add(self, snapshot: NewSnapshot) -> None:
        """Keep a state, and let go of those that are too many."""
        self.kept[max(self.kept, default=0) + 1] = snapshot
        for number in too_many(self._rows(snapshot.review_id), self._clock.now()):
            del self.kept[number]

    def _rows(self, review_id: str) -> list[SnapshotRow]:
        return [
            SnapshotRow(
                number=number,
                review_id=one.review_id,
                kind=one.kind,
                at=one.at,
                version=one.version,
            )
            for number, one in self.kept.items()
            if one.review_id == review_id
        ]
