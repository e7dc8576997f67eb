"""Backups, restoring and rescue as the window sees them: each job on the errand thread.

Whatever puts another store in place needs the present one closed; whoever composes the program
sees to that on ``replace_asked`` and ``rescue_asked``.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from models import atomicfile, backup, emergency, faults, restoring, salvage
from models.clock import uk_date
from models.edits import Opened
from models.parts import Author
from models.store_connection import DATABASE

if TYPE_CHECKING:
    from models.backup import Backup, Draft
    from models.clock import Clock
    from models.keys import DataKey
    from models.parts import Columns
    from models.salvage import Rescued
    from models.store_access import Unlocked
    from ui.background import Failed, Worker

_T = TypeVar("_T")
Done = Callable[[_T], None]
_RESCUED = "rescued"
MENDABLE = (
    faults.DamagedStoreError,
    faults.MissingStoreError,
    faults.WrongPairError,
    faults.DiskFaultError,
)
"""Why a store cannot be opened when a backup, or what can be read of it, would help."""


class EmergencyCopy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of what could not be saved, made at ``at`` (UTC); None where it was not found."""

    path: Path
    at: datetime | None = None
    opened: Opened | None = None


class Keeper(QObject):
    """Looks after the store in ``home`` while its key is known, between ``use`` and ``forget``."""

    backup_asked = Signal()
    """Make a backup now; ``backed_up`` answers."""
    replace_asked = Signal(object)
    """Put this ``Backup`` in the place of the open store."""
    rescue_asked = Signal()
    """Close the store and save what can be read of it."""
    copy_chosen = Signal(object)
    """Take in the emergency copy at this path."""
    backed_up = Signal()

    def __init__(self, home: Path, worker: Worker, columns: Columns, clock: Clock) -> None:
        super().__init__()
        self.home = home
        self._worker = worker
        self._columns = columns
        self._clock = clock
        self._unlocked: Unlocked | None = None
        self._copies: dict[Path, None] = {}

    @property
    def is_ready(self) -> bool:
        """Whether the key is known."""
        return self._unlocked is not None

    @property
    def unlocked(self) -> Unlocked:
        """What the passphrase opened. Raises ValueError while no key is known."""
        if self._unlocked is None:
            raise ValueError("no key is known")
        return self._unlocked

    def use(self, unlocked: Unlocked) -> None:
        """Take the key: after each unlock and each change of it."""
        self._unlocked = unlocked

    def forget(self) -> None:
        """Forget the key: at lock."""
        self._unlocked = None

    def backups(self, done: Done[tuple[Backup, ...]], failed: Failed) -> None:
        """Hand over the backups, newest first; each was opened and found whole when it was made."""
        self._run(partial(_backups, self.home, self._key), done, failed)

    def asides(self, done: Done[tuple[Path, ...]], failed: Failed) -> None:
        """Hand over the stores that lie beside the backups since another took their place."""
        self._run(partial(restoring.asides, self.home), done, failed)

    def finish(self, draft: Draft, done: Done[Backup], failed: Failed) -> None:
        """Check a copy and keep it as a backup."""
        self._run(partial(backup.finish, draft, self._key), done, failed)

    def replace(self, chosen: Backup, last: Draft | None, done: Done[None], failed: Failed) -> None:
        """Put the backup in the place of the closed store, which is kept beside the backups."""
        now = self._clock.now()
        self._run(partial(_replaced, self.home, chosen, last, self._key, now), done, failed)

    def copy_out(
        self, chosen: Backup, folder: Path | None, done: Done[Path], failed: Failed
    ) -> None:
        """Make a store of its own out of the backup, in an empty folder; hand the folder over.

        Without a ``folder`` it is a fresh one beside the store, named after today.
        """
        today = uk_date(self._clock.now())
        place = folder or _free(self.home / f"restored-{today:%Y%m%d}")
        self._run(partial(_copied_out, place, chosen, self._key), done, failed)

    def rescue(self, done: Done[Rescued], failed: Failed) -> None:
        """Read what can be read of the closed store into a new one, which is not yet in use."""
        author = Author(who="", at=self._clock.now())
        self._run(partial(_rescued, self.home, self._key, self._columns, author), done, failed)

    def use_rescued(self, done: Done[None], failed: Failed) -> None:
        """Put what was rescued in the place of the store, which is kept beside the backups."""
        now = self._clock.now()
        self._run(partial(_use_rescued, self.home, self._key, now), done, failed)

    def drop_rescued(self, failed: Failed) -> None:
        """Remove what was rescued and is not wanted."""
        self._run(partial(_drop_rescued, self.home), lambda _: None, failed)

    # -- what could not be saved

    def save_copy(self, folder: Path, opened: Opened, done: Done[Path], failed: Failed) -> None:
        """Put what cannot be saved into an encrypted file in ``folder``; hand its path over.

        Where it is is remembered, beyond this run if the disk of the store allows that.
        """

        def kept(path: Path) -> None:
            self._copies[path] = None
            self._run(partial(emergency.note, self.home, path), lambda _: None, lambda _: None)
            done(path)

        self._run(partial(emergency.write, folder, opened, self._key), kept, failed)

    def forget_copy(self, path: Path, failed: Failed) -> None:
        """Ask for this emergency copy no more; its file stays."""
        self._copies.pop(path, None)
        self._run(partial(emergency.forget, self.home, path), lambda _: None, failed)

    def remove_copy(self, path: Path, failed: Failed) -> None:
        """Remove the file of an emergency copy that was taken in."""
        self.forget_copy(path, failed)
        self._run(partial(atomicfile.remove, path), lambda _: None, failed)

    def copies(self, done: Done[tuple[EmergencyCopy, ...]], failed: Failed) -> None:
        """Hand over the emergency copies that were not taken in yet."""
        self._run(partial(_copies, self.home, tuple(self._copies), self._key), done, failed)

    def read_copy(self, path: Path, done: Done[EmergencyCopy], failed: Failed) -> None:
        """Hand over the emergency copy in a file; fails when it is none of this store's."""
        self._run(partial(_copy, path, self._key), done, failed)

    @property
    def _key(self) -> DataKey:
        return self.unlocked.data_key

    def _run(self, job: partial[_T], done: Done[_T], failed: Failed) -> None:
        self._worker.run(job, done, failed)


def _backups(home: Path, data_key: DataKey) -> tuple[Backup, ...]:
    with faults.told():
        return backup.all_in(backup.place_of(home), data_key)


def _copied_out(place: Path, chosen: Backup, data_key: DataKey) -> Path:
    with faults.told():
        is_taken = place.exists() and any(place.iterdir())
    if is_taken:
        raise faults.FolderNotEmptyError
    try:
        restoring.restore_into(place, chosen, data_key)
    except faults.DamagedStoreError:
        raise faults.DamagedBackupError from None
    return place


def _replaced(
    home: Path, chosen: Backup, last: Draft | None, data_key: DataKey, now: datetime
) -> None:
    try:
        restoring.replace(home, chosen, last, data_key, now)
    except faults.DamagedStoreError:
        raise faults.DamagedBackupError from None
    _drop_rescued(home)


def _free(folder: Path) -> Path:
    """Return the folder, with a number behind its name if there is one already."""
    number = 1
    free = folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _rescued(home: Path, data_key: DataKey, columns: Columns, author: Author) -> Rescued:
    _drop_rescued(home)
    try:
        return salvage.rescue(home, home / _RESCUED, data_key, columns, author)
    except faults.DamagedStoreError:
        raise faults.NothingReadableError from None


def _use_rescued(home: Path, data_key: DataKey, now: datetime) -> None:
    restoring.put_in_place(home, home / _RESCUED / DATABASE, data_key, now)
    _drop_rescued(home)


def _drop_rescued(home: Path) -> None:
    if (home / _RESCUED).exists():
        with faults.told():
            atomicfile.patiently(lambda: shutil.rmtree(home / _RESCUED))


def _copies(home: Path, known: tuple[Path, ...], data_key: DataKey) -> tuple[EmergencyCopy, ...]:
    paths = dict.fromkeys((*emergency.noted(home), *known))
    return tuple(_copy_or_none(path, data_key) for path in paths)


def _copy_or_none(path: Path, data_key: DataKey) -> EmergencyCopy:
    try:
        return _copy(path, data_key)
    except (faults.StoreError, emergency.UnreadableCopyError):
        return EmergencyCopy(path=path)


def _copy(path: Path, data_key: DataKey) -> EmergencyCopy:
    opened = emergency.read(path, data_key)
    with faults.told():
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return EmergencyCopy(path=path, at=at, opened=opened)
