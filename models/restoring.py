"""Putting a backup, or a rescued store, in the place of the store, which is closed meanwhile.

What was there is never overwritten: store, journal and key file are set aside whole first.
"""

import contextlib
import shutil
from datetime import datetime
from pathlib import Path

from models import atomicfile, faults, keyheader, store_check, store_connection
from models.backup import (
    Backup,
    Draft,
    digest,
    keep,
    newest_generation,
    newest_without_key,
    place_of,
    thin,
)
from models.keyheader import KEY_FILE, KeyHeader
from models.keys import DataKey
from models.store_connection import DATABASE, JOURNAL

_HALF = "store.restoring"
_ASIDE = "replaced"


def restore(folder: Path, backup: Backup, data_key: DataKey, now: datetime) -> None:
    """Put a checked copy of the backup in the place of the store in ``folder``, which is closed.

    What was there is kept whole as ``backups/replaced-…``; the backup itself stays as it is.

    Raises:
        DamagedStoreError: the backup is not what its manifest says; nothing was changed.
        StoreError: the disk would not allow it.
    """
    half = folder / _HALF
    try:
        _unpacked(backup, half, data_key)
        _counted_past(half, folder, data_key, now, "backup restored")
        set_aside(folder)
        keyheader.write(folder, _best_header(folder, backup, data_key))
        _swap(folder, half)
    finally:
        half.unlink(missing_ok=True)


def replace(
    folder: Path, backup: Backup, last: Draft | None, data_key: DataKey, now: datetime
) -> None:
    """Restore the backup; ``last``, the last copy of the store it replaces, is kept as a backup.

    A copy that is not whole is none; the store itself is set aside whole in either case.

    Raises:
        DamagedStoreError: the backup is not what its manifest says; the store was not changed.
        StoreError: the disk would not allow it.
    """
    if last is not None:
        with contextlib.suppress(faults.DamagedStoreError):
            keep(last, data_key)
    restore(folder, backup, data_key, now)
    thin(place_of(folder), data_key)


def restore_into(empty: Path, backup: Backup, data_key: DataKey) -> None:
    """Make a store of its own out of the backup in a folder that holds none.

    Raises:
        StoreExistsError: the folder holds a store.
        StoreError: the backup is damaged, or the disk would not allow it.
    """
    if any((empty / name).exists() for name in (DATABASE, KEY_FILE)):
        raise faults.StoreExistsError
    with faults.told():
        empty.mkdir(parents=True, exist_ok=True)
        content = (backup.path / KEY_FILE).read_bytes()
    _unpacked(backup, empty / _HALF, data_key)
    atomicfile.write(empty / KEY_FILE, content)
    with faults.told():
        atomicfile.replace(empty / _HALF, empty / DATABASE)


def key_from_backups(folder: Path) -> bool:
    """Give a folder of which only the backups are left the key file of the newest one.

    Its passphrase then leads to the backups, as on a new laptop to which they were brought.
    Returns whether there was one.

    Raises:
        StoreError: the disk would not allow it.
    """
    newest = newest_without_key(place_of(folder))
    if newest is None:
        return False
    with faults.told():
        content = (newest / KEY_FILE).read_bytes()
    atomicfile.write(folder / KEY_FILE, content)
    return True


def put_in_place(folder: Path, database: Path, data_key: DataKey, now: datetime) -> None:
    """Move a closed store of the same key, such as a rescued one, to the place of the store.

    What was there is kept whole as ``backups/replaced-…``.

    Raises:
        StoreError: the disk would not allow it.
    """
    _counted_past(database, folder, data_key, now, "rescued store put in place")
    set_aside(folder)
    _swap(folder, database)


def asides(folder: Path) -> tuple[Path, ...]:
    """Return the stores that were set aside when another was put in their place."""
    return tuple(sorted(place_of(folder).glob(f"{_ASIDE}-*")))


def set_aside(folder: Path) -> Path | None:
    """Copy store, journal and key file as they are into ``backups/replaced-…``, if there are any.

    Raises:
        StoreError: they could not be copied.
    """
    present = [folder / name for name in (DATABASE, JOURNAL, KEY_FILE) if (folder / name).exists()]
    if not present:
        return None
    with faults.told():
        place = place_of(folder)
        place.mkdir(exist_ok=True)
        number = len(list(place.glob(f"{_ASIDE}-*"))) + 1
        while (aside := place / f"{_ASIDE}-{number:06}").exists():
            number += 1
        aside.mkdir()
        for path in present:
            shutil.copyfile(path, aside / path.name)
            atomicfile.sync_file(aside / path.name)
    return aside


def _unpacked(backup: Backup, target: Path, data_key: DataKey) -> None:
    """Copy the backup's database to ``target`` and check the copy."""
    with faults.told():
        shutil.copyfile(backup.path / DATABASE, target)
        atomicfile.sync_file(target)
        if digest(target) != backup.manifest.sha256:
            target.unlink()
            raise faults.DamagedStoreError
    store_check.refuse_damaged(target, data_key)


def _swap(folder: Path, database: Path) -> None:
    """Give the database the store's name; a journal of the store before must not meet it."""
    atomicfile.remove(folder / JOURNAL)
    with faults.told():
        atomicfile.replace(database, folder / DATABASE)


def _counted_past(
    database: Path, folder: Path, data_key: DataKey, now: datetime, event: str
) -> None:
    """Lift the generation above that of every backup in ``folder``: this copy is no rollback."""
    newest = newest_generation(folder, data_key)
    connection = store_connection.keyed(database, data_key)
    with contextlib.closing(connection), store_connection.transaction(connection):
        connection.execute(
            "UPDATE meta SET value = max(value, ?) + 1 WHERE key = 'generation'", (newest,)
        )
        connection.execute("UPDATE meta SET value = 1 WHERE key = 'closed'")
        connection.execute(
            "INSERT INTO event (at, who, kind) VALUES (?, '', ?)", (now.isoformat(), event)
        )
    atomicfile.remove(database.with_name(f"{database.name}-journal"))


def _best_header(folder: Path, backup: Backup, data_key: DataKey) -> KeyHeader:
    """Return the folder's own header where it belongs to the key, otherwise the backup's."""
    with contextlib.suppress(faults.DamagedHeaderError, faults.MissingHeaderError):
        header = keyheader.read(folder).header
        if keyheader.belongs(header, data_key):
            return header
    with faults.told():
        content = (backup.path / KEY_FILE).read_bytes()
    try:
        return keyheader.decode(content)
    except keyheader.HeaderFaultError:
        raise faults.DamagedHeaderError from None
