"""A team lead's audits as the window sees them: queued calls in, answers on the GUI thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.audit import Audit, AuditRow
    from models.clock import Clock
    from models.store import Store
    from ui.background import Failed, Worker

_T = TypeVar("_T")
_SLICE = 100  # audits


class AuditDoor(Protocol):
    """The audits of the open store."""

    def save(self, audit: Audit, done: Callable[[None], None], failed: Failed) -> None:
        """Keep an audit in the place of what was kept of it."""
        ...

    def save_now(self, audit: Audit) -> None:
        """Keep an audit after everything queued, and wait. Raises UserFacingError."""
        ...

    def of(self, sha256: str, done: Callable[[Audit | None], None], failed: Failed) -> None:
        """Hand over the newest audit of the document with this SHA-256, or None."""
        ...

    def about(
        self, reference: str, done: Callable[[tuple[Audit, ...]], None], failed: Failed
    ) -> None:
        """Hand over every audit of documents with this reference, the newest last."""
        ...

    def rows(self, done: Callable[[tuple[AuditRow, ...]], None], failed: Failed) -> None:
        """Hand over a row for each audit, the newest first."""
        ...

    def every(self, done: Callable[[tuple[Audit, ...]], None], failed: Failed) -> None:
        """Hand over every audit, the oldest first."""
        ...

    def drop(self, audit_id: str, done: Callable[[None], None], failed: Failed) -> None:
        """Remove an audit for good."""
        ...


class Queue(Protocol):
    """Queues a job on the store thread; its answer comes on the GUI thread."""

    def __call__(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        """Queue the job."""
        ...


class AuditsOnThread:
    """The audits of the store behind the store thread."""

    def __init__(
        self, queue: Queue, worker: Worker, store: Callable[[], Store], clock: Clock
    ) -> None:
        self._queue = queue
        self._worker = worker
        self._store = store
        self._clock = clock

    def save(self, audit: Audit, done: Callable[[None], None], failed: Failed) -> None:
        """Keep an audit in the place of what was kept of it."""
        self._queue(partial(self._save, audit), done, failed)

    def save_now(self, audit: Audit) -> None:
        """Keep an audit after everything queued, and wait. Raises UserFacingError."""
        self._worker.finish(partial(self._save, audit))

    def of(self, sha256: str, done: Callable[[Audit | None], None], failed: Failed) -> None:
        """Hand over the newest audit of the document with this SHA-256, or None."""
        self._queue(lambda: self._store().audits.of(sha256), done, failed)

    def about(
        self, reference: str, done: Callable[[tuple[Audit, ...]], None], failed: Failed
    ) -> None:
        """Hand over every audit of documents with this reference, the newest last."""
        self._queue(lambda: self._store().audits.about(reference), done, failed)

    def rows(self, done: Callable[[tuple[AuditRow, ...]], None], failed: Failed) -> None:
        """Hand over a row for each audit, the newest first."""
        self._queue(self._rows, done, failed)

    def every(self, done: Callable[[tuple[Audit, ...]], None], failed: Failed) -> None:
        """Hand over every audit, the oldest first."""
        self._some((), 0, done, failed)

    def drop(self, audit_id: str, done: Callable[[None], None], failed: Failed) -> None:
        """Remove an audit for good."""
        self._queue(lambda: self._store().audits.drop(audit_id), done, failed)

    def _save(self, audit: Audit) -> None:
        self._store().audits.save(audit, self._clock.now())

    def _rows(self) -> tuple[AuditRow, ...]:
        return self._store().audits.rows()

    def _some(
        self,
        so_far: tuple[Audit, ...],
        after: int,
        done: Callable[[tuple[Audit, ...]], None],
        failed: Failed,
    ) -> None:
        """Read a slice, and queue the next one behind whatever else was asked meanwhile."""

        def read(found: tuple[tuple[int, Audit], ...]) -> None:
            every = (*so_far, *(audit for _, audit in found))
            if found:
                self._some(every, found[-1][0], done, failed)
            else:
                done(every)

        self._queue(lambda: self._store().audits.some(after, _SLICE), read, failed)
