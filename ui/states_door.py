"""Kept states of a review as the window sees them: queued calls in, answers on the GUI thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

import msgspec

from models.kept_states import StateKeeper, StateKind, opened_from, snapshot_of, too_many
from models.store_rows import SaveBatch, SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.clock import Clock
    from models.edits import Opened
    from models.store import Store
    from ui.audit_door import Queue
    from ui.background import Failed


class StatesDoor(Protocol):
    """The kept states of the reviews in the open store."""

    def of(
        self, review_id: str, done: Callable[[tuple[SnapshotRow, ...]], None], failed: Failed
    ) -> None:
        """Hand over a row for each kept state, the newest first."""
        ...

    def read(self, number: int, done: Callable[[Opened], None], failed: Failed) -> None:
        """Hand over a kept state."""
        ...

    def keep(
        self, opened: Opened, kind: StateKind, done: Callable[[None], None], failed: Failed
    ) -> None:
        """Keep this state of a review now."""
        ...


class StatesOnThread:
    """The kept states behind the store thread, and those that come with what is typed."""

    def __init__(self, queue: Queue, store: Callable[[], Store], clock: Clock) -> None:
        self._queue = queue
        self._store = store
        self._clock = clock
        self._keeper = StateKeeper()

    def of(
        self, review_id: str, done: Callable[[tuple[SnapshotRow, ...]], None], failed: Failed
    ) -> None:
        """Hand over a row for each kept state, the newest first."""
        self._queue(lambda: tuple(reversed(self._store().snapshots.of(review_id))), done, failed)

    def read(self, number: int, done: Callable[[Opened], None], failed: Failed) -> None:
        """Hand over a kept state."""
        self._queue(lambda: opened_from(self._store().snapshots.body(number)), done, failed)

    def keep(
        self, opened: Opened, kind: StateKind, done: Callable[[None], None], failed: Failed
    ) -> None:
        """Keep this state of a review now."""
        self._queue(partial(self._keep, opened, kind), done, failed)

    def with_states(self, before: Opened, after: Opened, batch: SaveBatch) -> SaveBatch:
        """Return what a save writes, with the states that are due; on the store thread."""
        due = self._keeper.due(before, after, self._clock.now())
        return msgspec.structs.replace(batch, snapshots=(*batch.snapshots, *due)) if due else batch

    def thin_out(self, review_id: str) -> None:
        """Let go of the states that need not be kept any longer; on the store thread."""
        snapshots = self._store().snapshots
        gone = too_many(snapshots.of(review_id), self._clock.now())
        if gone:
            snapshots.drop(gone)

    def forget(self) -> None:
        """Let go of what was remembered of the reviews: the store was closed."""
        self._keeper.forget()

    def _keep(self, opened: Opened, kind: StateKind) -> None:
        snapshot = snapshot_of(opened, kind, self._clock.now())
        self._store().save(SaveBatch(snapshots=(snapshot,)))
        self.thin_out(opened.the_review.id)
