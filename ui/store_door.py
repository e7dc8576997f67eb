"""The store as the window sees it: queued calls in, answers on the GUI thread out.

Everything that touches the file runs on the one store thread, in order; only this module knows
both that thread and the ``Store``.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from models import atomicfile, backup, removing, taking
from models.backup import Backup, Draft
from models.case_file import CaseFile
from models.checks.other_children import names_of_others
from models.checks.subject import KnownName
from models.child import Child
from models.clock import Clock
from models.edits import Opened
from models.errors import UserFacingError
from models.kept_states import StateKind, opened_from, snapshot_of
from models.keyheader import KeyHeader
from models.keys import DataKey
from models.parts import Author, Columns, changed, whole
from models.reported_reviews import ReportedReview, reported_reviews
from models.review import Review
from models.service_facts import ServiceFacts
from models.store import Store, create_store, open_store
from models.store_register import half_written
from models.store_rows import (
    CaseloadRow,
    ExportChoices,
    ExportRow,
    Found,
    NewExport,
    ReviewRow,
    SaveBatch,
)
from models.taking import TakenChild, Took
from ui import recounting
from ui.audit_door import AuditsOnThread
from ui.background import Cancel, Failed, Told, Worker
from ui.program import Done, UserSettings
from ui.recounting import Recounting
from ui.service_reading import read_facts
from ui.states_door import StatesOnThread
from ui.taking_in_slices import TakingInSlices

_T = TypeVar("_T")
_A = TypeVar("_A")
_SLICE_READ = 100  # children
_CHILD = msgspec.json.Decoder(Child)
_SETTINGS = "user"


class Tended(msgspec.Struct, frozen=True, kw_only=True):
    """What was found on opening: exports cut short, and whether a newer copy is known."""

    half_exports: int
    is_older_copy: bool


class PutAway(msgspec.Struct, frozen=True, kw_only=True):
    """A store that was closed: its last copy, still to be checked, and why there is none."""

    draft: Draft | None = None
    fault: UserFacingError | None = None


class _Ahead(NamedTuple):
    """The caseload, read before it was asked for, and the generation of the store it is of."""

    rows: list[CaseloadRow]
    generation: int


class _Once:
    """A save that is done once, by whoever comes first, and told to the one who asked."""

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job
        self.is_done = False
        self._fault: UserFacingError | None = None

    def do(self) -> None:
        """Do the save if it was not done yet; a fault is kept for ``tell``."""
        if self.is_done:
            return
        self.is_done = True
        try:
            self._job()
        except UserFacingError as fault:
            self._fault = fault

    def tell(self) -> None:
        """Raise the fault of the save, if it had one."""
        if self._fault is not None:
            raise self._fault


class StoreOnThread:
    """An open store behind the store thread; also the ``Saver`` of sessions."""

    def __init__(self, worker: Worker, columns: Columns, clock: Clock) -> None:
        self._worker = worker
        self._columns = columns
        self._clock = clock
        self._store: Store | None = None
        self._key: DataKey | None = None
        self._waiting: deque[_Once] = deque()
        self._copied = -1
        self._unchecked: Draft | None = None
        self._who = ""
        self._times_put_away = 0
        self._ahead: _Ahead | None = None
        self._recounting = Recounting(columns)
        self.audits = AuditsOnThread(self._run, worker, lambda: self._open_store, clock)
        self.states = StatesOnThread(self._run, lambda: self._open_store, clock)

    # -- opening and closing

    def create(
        self, folder: Path, header: KeyHeader, key: DataKey, done: Done[None], failed: Failed
    ) -> None:
        """Make the store and key file of a first run and open the store."""
        self._run(partial(self._create, folder, header, key), done, failed)

    def open(self, folder: Path, key: DataKey, done: Done[bool], failed: Failed) -> None:
        """Open the store; ``done`` is told whether it was closed unexpectedly last time."""
        self._run(partial(self._open, folder, key), done, failed)

    def close(self) -> None:
        """Finish what is queued, close the store and wait. Raises UserFacingError."""
        self._worker.finish(self._close)

    # -- looking after the store

    def tend(self, done: Done[Tended], failed: Failed) -> None:
        """After opening: remove half-written exports, and see whether this is an older copy."""
        self._run(self._tend, done, failed)

    def back_up(self, checker: Worker, done: Done[Backup | None], failed: Failed) -> None:
        """Copy the store when it changed since the last copy, and have ``checker`` verify it.

        ``done`` gets the verified backup, or None when nothing had changed.
        """

        def check(draft: Draft | None) -> None:
            if draft is self._unchecked:
                self._unchecked = None
            if draft is None or self._key is None:
                done(None)
                return
            checker.run(partial(backup.finish, draft, self._key), done, failed)

        self._run(self._copy_to_check, check, failed)

    def put_away(self) -> PutAway:
        """Finish what is queued, copy what changed, close, and wait; closed it is in any case.

        What was asked for before is answered no more: nothing of a record may come after a lock.
        """
        self._times_put_away += 1
        return self._worker.finish(self._put_away)

    def _create(self, folder: Path, header: KeyHeader, key: DataKey) -> None:
        self._store = create_store(folder, header, key, self._clock.now())
        self._key = key

    def _open(self, folder: Path, key: DataKey) -> bool:
        self._store = open_store(folder, key, self._clock.now())
        self._key = key
        self._copied = -1
        return self._store.closed_unexpectedly

    def _close(self) -> None:
        self._ahead = None
        if self._store is not None:
            store, self._store, self._key = self._store, None, None
            self.states.forget()
            store.close()

    def _tend(self) -> Tended:
        store = self._open_store
        pending = store.register.pending()
        for export in pending:
            atomicfile.remove(half_written(export))
            store.register.drop_pending(export.number)
        newest = backup.newest_generation(store.folder, self._the_key)
        return Tended(half_exports=len(pending), is_older_copy=store.generation < newest)

    def _copy(self) -> Draft | None:
        """Copy the store, letting queued saves through between slices."""
        store = self._open_store
        if store.generation == self._copied:
            return None
        draft = backup.copy(
            store.connection,
            store.folder,
            self._the_key,
            self._clock.now(),
            place=backup.place_of(store.folder),
            between=self._let_saves_through,
        )
        self._copied = store.generation
        return draft

    def _copy_to_check(self) -> Draft | None:
        """Copy the store, and keep the copy in mind until its check is asked for."""
        draft = self._copy()
        self._unchecked = draft or self._unchecked
        return draft

    def _put_away(self) -> PutAway:
        """Copy and close; a copy whose check a lock kept from being asked for is handed back."""
        if self._store is None:
            return PutAway()
        fault = None
        draft, self._unchecked = self._unchecked, None
        try:
            draft = self._copy() or draft
        except UserFacingError as problem:
            fault = problem
        try:
            self._close()
        except UserFacingError as problem:
            fault = fault or problem
        return PutAway(draft=draft, fault=fault)

    def _let_saves_through(self) -> None:
        while self._waiting:
            self._waiting.popleft().do()

    @property
    def _the_key(self) -> DataKey:
        if self._key is None:
            raise _closed()
        return self._key

    # -- what pages ask for

    def read_ahead(self) -> None:
        """Read the caseload while the page is made that will ask for it."""
        self._run(self._read_ahead, lambda _: None, lambda _: None)  # asked for, it says its fault

    def caseload(self, done: Done[list[CaseloadRow]], failed: Failed) -> None:
        """Hand over one row for each child, with the newest of their reviews."""
        self._run(self._caseload, done, failed)

    def freshen(self, done: Done[int], failed: Failed) -> None:
        """Work out anew rows that another law pack, calendar or version made, in slices.

        Whatever else is asked of the store comes between two slices. ``done`` is told of how many
        children. The rows must have been asked for with ``caseload`` before.
        """
        self._freshen(0, done, failed)

    def limits_seen(self, child_id: str, done: Done[None], failed: Failed) -> None:
        """Forget that limits of a child moved: the user has seen it."""
        self._run(lambda: recounting.seen(self._open_store, child_id), done, failed)

    def counts(self, done: Done[tuple[int, int]], failed: Failed) -> None:
        """Hand over how many children and how many reviews there are."""
        self._run(self._counts, done, failed)

    def reviews_of(self, child_id: str, done: Done[list[ReviewRow]], failed: Failed) -> None:
        """Hand over the rows of a child's reviews, newest first."""
        self._run(lambda: _newest_first(self._open_store.reviews(child_id)), done, failed)

    def load(
        self, child_id: str, review_id: str | None, done: Done[Opened], failed: Failed
    ) -> None:
        """Hand over a child, and one of their reviews when ``review_id`` is given."""

        def job() -> Opened:
            store = self._open_store
            review = store.load_review(review_id) if review_id is not None else None
            return Opened(child=store.load_child(child_id), review=review)

        self._run(job, done, failed)

    def add_child(self, child: Child, done: Done[None], failed: Failed) -> None:
        """Add a child to the caseload."""
        self._write(lambda: self._whole(Opened(child=child), "child added"), done, failed)

    def add_review(self, review: Review, child: Child, done: Done[None], failed: Failed) -> None:
        """Add a review of a child."""
        opened = Opened(child=child, review=review)
        self._write(lambda: self._whole(opened, "review started"), done, failed)

    def add_case(self, case: CaseFile, done: Done[None], failed: Failed) -> None:
        """Add a child with reviews, in one transaction; what is there already is replaced."""
        self._write(lambda: self._case_batch(case), done, failed)

    def kept_children(self, done: Done[tuple[bytes, ...]], failed: Failed) -> None:
        """Hand over every child unopened, as a body: for the process that reads a return."""
        self._run(self._kept_children, done, failed)

    def import_children(
        self, taken: Sequence[TakenChild], told: Told, done: Done[Took], failed: Failed
    ) -> Cancel:
        """Write children that an import made, and nothing of their reviews, a slice at a time.

        Whatever else is asked of the store comes between two slices. ``told`` is told how many
        were seen to of how many; ``done`` how many were taken, also after it was called off.
        """
        return TakingInSlices(self._take_slice, taken, told, done, failed).begin()

    def names_of_others(
        self, child_id: str, done: Done[tuple[KnownName, ...]], failed: Failed
    ) -> None:
        """Hand over the names of all other children, which belong in no record of this one."""
        self._run(lambda: names_of_others(self._open_store.children(), child_id), done, failed)

    def reported_reviews(
        self, first: date, last: date, done: Done[tuple[ReportedReview, ...]], failed: Failed
    ) -> None:
        """Hand over the reviews of everybody from ``first`` to ``last``, both included."""
        self._run(partial(self._reported_reviews, first, last), done, failed)

    def service_facts(
        self, first: date, last: date, done: Done[ServiceFacts], failed: Failed
    ) -> None:
        """Hand over what the service picture counts from ``first`` to ``last``, nameless."""

        def job() -> ServiceFacts:
            return read_facts(self._open_store, self._slices(), first, last)

        self._run(job, done, failed)

    def remove_child(
        self, child_id: str, done: Done[None], failed: Failed, *, from_backups: bool = False
    ) -> None:
        """Remove a child and everything of theirs."""

        def job() -> None:
            self._open_store.remove_child(child_id, from_backups=from_backups)
            while self._open_store.tidy():
                pass

        self._run(job, done, failed)

    def search(self, words: str, done: Done[list[Found]], failed: Failed) -> None:
        """Hand over the newest fifty lines that hold the words."""
        self._run(lambda: list(self._open_store.search(words)), done, failed)

    def freeze(self, opened: Opened, number: int, done: Done[None], failed: Failed) -> None:
        """Keep the signed version ``number`` of a review as it stands."""
        snapshot = snapshot_of(opened, StateKind.SIGNED, self._clock.now(), number)
        self._write(lambda: SaveBatch(snapshots=(snapshot,)), done, failed)

    def frozen(self, review_id: str, number: int, done: Done[Opened], failed: Failed) -> None:
        """Hand over a signed version."""

        def job() -> Opened:
            snapshots = self._open_store.snapshots
            kept = (
                row
                for row in snapshots.of(review_id)
                if row.kind == StateKind.SIGNED.value and row.version == number
            )
            row = next(kept, None)
            if row is None:
                raise _gone()
            return opened_from(snapshots.body(row.number))

        self._run(job, done, failed)

    def differs(self, opened: Opened, done: Done[bool], failed: Failed) -> None:
        """Hand over whether the store holds this child and review otherwise, or not at all."""
        self._run(partial(self._differs, opened), done, failed)

    def take_in(self, opened: Opened, done: Done[None], failed: Failed) -> None:
        """Put an emergency copy in the place of what the store holds of this child and review."""
        self._write(lambda: self._whole(opened, "emergency copy taken in"), done, failed)

    def exports_of(self, child_id: str, done: Done[list[ExportRow]], failed: Failed) -> None:
        """Hand over the register's entries for a child, newest first."""

        def job() -> list[ExportRow]:
            rows = self._open_store.register.completed(child_id)
            return sorted(rows, key=lambda row: row.number, reverse=True)

        self._run(job, done, failed)

    def begin_export(self, export: NewExport, done: Done[int], failed: Failed) -> None:
        """Register an export before its file is written; hand over its number."""
        self._run(lambda: self._open_store.register.begin(export), done, failed)

    def complete_export(
        self, number: int, sha256: str, done: Done[None], failed: Failed, name: str = ""
    ) -> None:
        """Say that the file of a registered export is whole, and its name where it is another."""
        job = partial(self._complete, number, sha256, self._clock.now(), name)
        self._run(job, done, failed)

    def export_choices(
        self, child_id: str, done: Done[ExportChoices | None], failed: Failed
    ) -> None:
        """Hand over what was chosen the last time a child's documents were exported, if ever."""
        self._run(lambda: self._open_store.register.choices(child_id), done, failed)

    def keep_export_choices(
        self, child_id: str, choices: ExportChoices, done: Done[None], failed: Failed
    ) -> None:
        """Remember what was chosen for a child."""
        job = partial(self._keep_choices, child_id, choices)
        self._run(job, done, failed)

    def upload_export(self, number: int, on: date | None, done: Done[None], failed: Failed) -> None:
        """Say on which UK date an export was uploaded, or None to take that back."""
        self._run(lambda: self._open_store.register.uploaded(number, on), done, failed)

    def clear_review(self, child_id: str, review_id: str, done: Done[None], failed: Failed) -> None:
        """Clear the working copy of a review; its words leave the index in slices."""
        self._run(partial(self._clear_review, child_id, review_id), done, failed)

    def drop_export(self, number: int, done: Done[None], failed: Failed) -> None:
        """Take back a registered export whose file could not be written."""
        self._run(lambda: self._open_store.register.drop_pending(number), done, failed)

    def settings(self, done: Done[UserSettings], failed: Failed) -> None:
        """Hand over the settings, or fresh ones."""
        self._run(self._settings, done, failed)

    def save_settings(self, settings: UserSettings, done: Done[None], failed: Failed) -> None:
        """Keep the settings."""
        self._who = settings.name
        self._run(lambda: self._open_store.set_setting(_SETTINGS, settings), done, failed)

    # -- saving what is typed

    def save(self, before: Opened, after: Opened, done: Callable[[], None], failed: Failed) -> None:
        """Write what differs, in one transaction."""
        save = _Once(lambda: self._save(before, after))
        self._waiting.append(save)
        self._run(partial(self._do, save), lambda _: done(), failed)

    def save_now(self, before: Opened, after: Opened) -> None:
        """Write what differs after everything queued, and wait. Raises UserFacingError."""
        self._worker.finish(lambda: self._save(before, after))

    # -- on the store thread

    @property
    def _open_store(self) -> Store:
        if self._store is None:
            raise _closed()
        return self._store

    def _run(self, job: Callable[[], _T], done: Done[_T], failed: Failed) -> None:
        asked = self._times_put_away

        def while_open(answer: Callable[[_A], None], what: _A) -> None:
            if asked == self._times_put_away:
                answer(what)

        self._worker.run(job, partial(while_open, done), partial(while_open, failed))

    def _write(self, batch: Callable[[], SaveBatch], done: Done[None], failed: Failed) -> None:
        self._run(lambda: self._open_store.save(batch()), lambda _: done(None), failed)

    def _save(self, before: Opened, after: Opened) -> None:
        batch = changed(before, after, self._columns, self._author)
        batch = self.states.with_states(before, after, batch)
        self._open_store.save(batch)
        if batch.snapshots:
            self.states.thin_out(batch.snapshots[0].review_id)

    def _do(self, save: _Once) -> None:
        save.do()
        while self._waiting and self._waiting[0].is_done:
            self._waiting.popleft()
        save.tell()

    def _complete(self, number: int, sha256: str, now: datetime, name: str) -> None:
        self._open_store.register.complete(number, sha256, now, name)

    def _clear_review(self, child_id: str, review_id: str) -> None:
        store, today = self._open_store, self._clock.today()
        child, review = store.load_child(child_id), store.load_review(review_id)
        after = Opened(
            child=removing.child_after(child, review), review=removing.cleared(review, today)
        )
        store.clear_review(review_id, self._whole(after, "working copy cleared"))
        while store.tidy():
            self._let_saves_through()

    def _keep_choices(self, child_id: str, choices: ExportChoices) -> None:
        if self._open_store.register.choices(child_id) != choices:
            self._open_store.register.keep_choices(child_id, choices)

    @property
    def _author(self) -> Author:
        return Author(who=self._who, at=self._clock.now())

    def _whole(self, opened: Opened, event: str) -> SaveBatch:
        return whole(opened, self._columns, self._author, event)

    def _case_batch(self, case: CaseFile) -> SaveBatch:
        opened = [Opened(child=case.child, review=review) for review in case.reviews]
        batches = [self._whole(o, "case file added") for o in opened or [Opened(child=case.child)]]
        last = batches[-1]
        return msgspec.structs.replace(
            last,
            heads=tuple(part for batch in batches for part in batch.heads),
            review_rows=tuple(row for batch in batches for row in batch.review_rows),
            sections=tuple(part for batch in batches for part in batch.sections),
            lines=tuple({(i.owner, i.id): i for b in batches for i in b.lines}.values()),
        )

    def _kept_children(self) -> tuple[bytes, ...]:
        return tuple(body for some in self._slices() for body in some)

    def _slices(self) -> Iterator[list[bytes]]:
        """Read the children, letting queued saves through between slices."""
        last = 0
        while some := self._open_store.kept.some(last, _SLICE_READ):
            last = some[-1].number
            yield [child.body for child in some]
            self._let_saves_through()

    def _reported_reviews(self, first: date, last: date) -> tuple[ReportedReview, ...]:
        ids: dict[str, list[str]] = {}
        for row in self._open_store.reviews():
            day = row.review_date or row.completed_on
            if day is not None and first <= day <= last:
                ids.setdefault(row.child_id, []).append(row.id)
        return tuple(
            review
            for some in self._slices()
            for child in map(_CHILD.decode, some)
            for review in reported_reviews(
                child, map(self._open_store.load_head, ids.get(child.id, ())), first, last
            )
        )

    def _take_slice(self, some: Sequence[TakenChild], done: Done[Took], failed: Failed) -> None:
        self._run(partial(self._take, some), done, failed)

    def _take(self, some: Sequence[TakenChild]) -> Took:
        kept, children = self._open_store.kept, taking.opened(some)
        held = kept.bodies([child.id for child in children])
        batch, took = taking.batch_of(some, children, held, self._columns, self._author)
        if took.taken:
            kept.write(batch)
        return took

    def _read_ahead(self) -> None:
        self._ahead = _Ahead(self._caseload(), self._open_store.generation)

    def _caseload(self) -> list[CaseloadRow]:
        store = self._open_store
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead.generation == store.generation:
            return ahead.rows
        changes = store.rows.changes()
        return self._recounting.look_through(store.children(), store.reviews(), changes)

    def _freshen(self, so_far: int, done: Done[int], failed: Failed) -> None:
        def after(one: tuple[int, bool]) -> None:
            made, waits = one
            if waits:
                self._freshen(so_far + made, done, failed)
            else:
                done(so_far + made)

        today = self._clock.today()
        self._run(lambda: self._recounting.slice(self._open_store, today), after, failed)

    def _counts(self) -> tuple[int, int]:
        return len(self._open_store.children()), len(self._open_store.reviews())

    def _differs(self, opened: Opened) -> bool:
        store, review = self._open_store, opened.review
        try:
            child = store.load_child(opened.child.id)
            kept = store.load_review(review.id) if review is not None else None
        except LookupError:
            return True
        return (child, kept) != (opened.child, review)

    def _settings(self) -> UserSettings:
        settings = self._open_store.setting(_SETTINGS, UserSettings) or UserSettings()
        self._who = settings.name
        return settings


def _closed() -> UserFacingError:
    return UserFacingError(
        "The store is closed, so this could not be done.",
        "Open Heard with your passphrase and try again. What was saved before is safe.",
    )


def _gone() -> UserFacingError:
    return UserFacingError(
        "This signed version is no longer on this laptop: its working copy was cleared.",
        "The council's system has the record; open it there.",
    )


def _newest_first(rows: tuple[ReviewRow, ...]) -> list[ReviewRow]:
    return sorted(rows, key=lambda row: row.number, reverse=True)
