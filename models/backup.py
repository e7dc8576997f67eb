"""Backups: a copy of store and key file that was opened and checked before it counts.

Each is a folder of its own, ``000042-20261123``, with ``store.db``, ``store.key`` and a manifest
under the backup key; it can be opened like a store. Order goes by the sequence number, never by
the clock. A backup that fails its check never takes a place, and no other makes way for it.
"""

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from models import atomicfile, faults, keyheader, keys, store_check, store_connection
from models.keyheader import BACKUPS, KEY_FILE, KeyHeader
from models.keys import DataKey
from models.sqlcipher import Connection
from models.store_clearing import CLEARED
from models.store_connection import DATABASE

MANIFEST = "manifest.json"

_MAGIC: Final = "heard-backup"
_PART = ".part"
_REKEYED = "-r"
_LARGEST_MANIFEST = 4096  # bytes
_SLICE = 128  # pages of 4 KiB between two chances for a save
_RECENT, _DAYS, _WEEKS, _MONTHS = 10, 7, 4, 3


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup says of itself; ``taken_at`` is UTC, ``sha256`` that of its ``store.db``."""

    magic: Literal["heard-backup"] = _MAGIC
    sequence: int
    store_id: str
    generation: int
    version: int
    taken_at: datetime
    children: int
    reviews: int
    size: int
    sha256: str
    hmac: bytes = b""


class Backup(msgspec.Struct, frozen=True, kw_only=True):
    """A backup whose manifest is authentic."""

    path: Path
    manifest: Manifest


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that was not checked yet, and so is no backup yet.

    Backups of a generation before ``cleared`` hold words that were removed since.
    """

    path: Path
    header: KeyHeader
    manifest: Manifest
    cleared: int = 0


def place_of(folder: Path) -> Path:
    """Return where the backups of the store in ``folder`` are kept."""
    return folder / BACKUPS


def take(
    connection: Connection, folder: Path, data_key: DataKey, now: datetime, *, place: Path
) -> Backup:
    """Copy the open store, check the copy and keep it, then thin out the place.

    Raises:
        StoreError: no backup was made, and why; earlier ones are as they were.
    """
    return finish(copy(connection, folder, data_key, now, place=place), data_key)


def copy(
    connection: Connection,
    folder: Path,
    data_key: DataKey,
    now: datetime,
    *,
    place: Path,
    between: Callable[[], None] = lambda: None,
) -> Draft:
    """Copy the open store; ``between`` is called every half megabyte and may save to the store.

    For the store's thread. The rest, ``finish``, can be done on any.

    Raises:
        StoreError: no copy was made, and why.
    """
    header = keyheader.read(folder).header
    with faults.told():
        place.mkdir(parents=True, exist_ok=True)
        sequence = max(map(_sequence, place.iterdir()), default=0) + 1
        part = place / f"{sequence:06}-{now:%Y%m%d}{_PART}"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
    try:
        copied_database(connection, part / DATABASE, data_key, between)
        manifest, cleared = _described(part / DATABASE, data_key, sequence, now)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return Draft(path=part, header=header, manifest=manifest, cleared=cleared)


def finish(draft: Draft, data_key: DataKey) -> Backup:
    """Check the copy by opening it anew; keep it and thin out its place when it is whole.

    Raises:
        DamagedStoreError: the copy is not whole; it was taken away again.
        StoreError: it could not be checked or kept.
    """
    kept = keep(draft, data_key)
    drop_before(kept.path.parent, data_key, draft.cleared)
    thin(kept.path.parent, data_key)
    return kept


def drop_before(place: Path, data_key: DataKey, cleared: int) -> None:
    """Remove backups that still hold what was cleared; one that is held goes next time."""
    for backup in all_in(place, data_key):
        if backup.manifest.generation < cleared:
            with contextlib.suppress(faults.StoreError):
                remove(backup.path)


def keep(draft: Draft, data_key: DataKey) -> Backup:
    """Check the copy by opening it anew, and give it the name of a backup.

    Raises:
        DamagedStoreError: the copy is not whole; it was taken away again.
        StoreError: it could not be checked or kept.
    """
    try:
        store_check.refuse_damaged(draft.path / DATABASE, data_key)
        manifest = _complete(draft.path, draft.header, draft.manifest, data_key)
        kept = draft.path.with_suffix("")
        with faults.told():
            atomicfile.replace(draft.path, kept)
    except BaseException:
        shutil.rmtree(draft.path, ignore_errors=True)
        raise
    return Backup(path=kept, manifest=manifest)


def all_in(place: Path, data_key: DataKey) -> tuple[Backup, ...]:
    """Return the backups of this key with an authentic manifest, newest first."""
    if not place.is_dir():
        return ()
    found = (_read(path, data_key) for path in place.iterdir() if path.suffix != _PART)
    return tuple(
        sorted((b for b in found if b), key=lambda b: (b.manifest.sequence, b.path), reverse=True)
    )


def newest_without_key(place: Path) -> Path | None:
    """Return the newest complete backup by its name, unopened and unchecked, or None."""
    if not place.is_dir():
        return None
    complete = (
        path
        for path in place.iterdir()
        if path.suffix != _PART
        and _sequence(path)
        and all((path / name).is_file() for name in (DATABASE, KEY_FILE))
    )
    return max(complete, key=_sequence, default=None)


def newest_generation(folder: Path, data_key: DataKey) -> int:
    """Return the generation of the newest backup: a store below it is an older copy; 0 for none."""
    backups = all_in(place_of(folder), data_key)
    return max((backup.manifest.generation for backup in backups), default=0)


def last_found_whole(folder: Path, data_key: DataKey) -> datetime | None:
    """Return when (UTC) a copy of the store was last checked and found whole, or None."""
    backups = all_in(place_of(folder), data_key)
    return backups[0].manifest.taken_at if backups else None


def thin(place: Path, data_key: DataKey) -> None:
    """Remove backups beyond 10 recent, 7 daily, 4 weekly and 3 monthly ones."""
    backups = all_in(place, data_key)
    kept = to_keep([(b.manifest.sequence, b.manifest.taken_at.date()) for b in backups])
    for backup in backups:
        if backup.manifest.sequence not in kept:
            remove(backup.path)


def sweep(place: Path) -> None:
    """Remove copies that were cut short; one that is held by a scanner goes next time."""
    for part in place.glob(f"*{_PART}"):
        shutil.rmtree(part, ignore_errors=True)


def to_keep(taken: Sequence[tuple[int, date]]) -> set[int]:
    """Return which of these (sequence number, day) stay.

    The last ten stay, and the newest of each of the last seven days, four weeks and three months
    that have any. Days are only told apart, never compared with today, so that a clock that jumps
    cannot thin everything away.
    """
    newest_first = sorted(taken, reverse=True)
    kept = {sequence for sequence, _ in newest_first[:_RECENT]}
    for most, period in ((_DAYS, "%Y-%m-%d"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        newest: dict[str, int] = {}
        for sequence, day in newest_first:
            newest.setdefault(f"{day:{period}}", sequence)
        kept |= set(list(newest.values())[:most])
    return kept


def remove(path: Path) -> None:
    """Remove a backup, its manifest first, so that no half of one is ever taken for whole.

    Raises:
        StoreError: it could not be removed.
    """
    with faults.told():
        atomicfile.patiently(lambda: (path / MANIFEST).unlink(missing_ok=True))
        atomicfile.patiently(lambda: shutil.rmtree(path))


def rewrite_headers(places: Iterable[Path], header: KeyHeader, data_key: DataKey) -> list[Path]:
    """Give every backup of this key the header; return the places and backups not reached."""
    missed = []
    for place in places:
        if not place.is_dir():
            missed.append(place)
            continue
        found = sorted(place.glob(f"*/{KEY_FILE}"))
        missed += [path.parent for path in found if not _rewritten(path, header, data_key)]
    return missed


def rekey(path: Path, header: KeyHeader, former: DataKey, data_key: DataKey) -> None:
    """Put a backup of the former key under the new one; whole under one of them at any moment.

    Raises:
        DamagedStoreError: it is no authentic, whole backup of the former key.
        StoreError: the disk would not allow it; the backup is as it was.
    """
    before = _read(path, former)
    if before is None:
        raise faults.DamagedStoreError
    after = path.with_name(f"{path.name}{_REKEYED}")
    if _read(after, data_key) is None:
        part = path.with_name(f"{path.name}{_PART}")
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(after, ignore_errors=True)
        with faults.told():
            part.mkdir()
        try:
            recrypted(path / DATABASE, part / DATABASE, former, data_key)
            _complete(part, header, before.manifest, data_key)
            with faults.told():
                atomicfile.replace(part, after)
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
    remove(path)


def recrypted(source: Path, target: Path, former: DataKey, data_key: DataKey) -> None:
    """Copy the closed store at ``source`` to ``target`` under another key, and check the copy.

    Raises:
        StoreError: it could not be copied or is not whole; no file is left at ``target``.
    """
    connection = store_connection.keyed(source, former)
    with contextlib.closing(connection):
        store_connection.version_of(connection, source, former)
        copied_database(connection, target, data_key)
    try:
        store_check.refuse_damaged(target, data_key)
    except faults.StoreError:
        target.unlink()
        raise


def copied_database(
    connection: Connection,
    path: Path,
    data_key: DataKey,
    between: Callable[[], None] = lambda: None,
) -> None:
    """Copy the open store to a new file under ``data_key``, which may be another than its own.

    Raises:
        StoreError: the copy could not be made; no file is left.
    """

    def progress(_status: int, left: int, _total: int) -> None:
        if left:
            between()

    target = store_connection.keyed(path, data_key, create=True)
    try:
        with contextlib.closing(target), faults.told():
            target.execute("PRAGMA journal_mode = MEMORY").fetchall()
            target.execute("PRAGMA synchronous = OFF")
            connection.backup(target, pages=_SLICE, progress=progress)
        with faults.told():
            atomicfile.sync_file(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sequence(path: Path) -> int:
    number = path.name.partition("-")[0]
    return int(number) if number.isdecimal() else 0


def _described(
    database: Path, data_key: DataKey, sequence: int, now: datetime
) -> tuple[Manifest, int]:
    """Return what the copy holds, and the generation at which something was cleared last."""
    connection = store_connection.keyed(database, data_key)
    with contextlib.closing(connection):
        version = store_connection.version_of(connection, database, data_key)
        with faults.told():
            meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
            children = connection.execute("SELECT count(*) FROM child").fetchone()[0]
            reviews = connection.execute("SELECT count(*) FROM review").fetchone()[0]
    manifest = Manifest(
        sequence=sequence,
        store_id=meta["store_id"],
        generation=meta["generation"],
        version=version,
        taken_at=now,
        children=children,
        reviews=reviews,
        size=database.stat().st_size,
        sha256="",
    )
    return manifest, int(meta.get(CLEARED, 0))


def _complete(part: Path, header: KeyHeader, manifest: Manifest, data_key: DataKey) -> Manifest:
    """Put key file and sealed manifest beside a checked database."""
    atomicfile.write(part / KEY_FILE, keyheader.encode(header))
    sealed = _sealed(manifest, part / DATABASE, data_key)
    atomicfile.write(part / MANIFEST, msgspec.json.encode(sealed))
    return sealed


def _sealed(manifest: Manifest, database: Path, data_key: DataKey) -> Manifest:
    with faults.told():
        sha256 = digest(database)
    whole = msgspec.structs.replace(manifest, sha256=sha256, hmac=b"")
    tag = keys.authenticated(data_key.backup(), msgspec.json.encode(whole))
    return msgspec.structs.replace(whole, hmac=tag)


def _read(path: Path, data_key: DataKey) -> Backup | None:
    """Return the backup at ``path``; None for whatever is no authentic backup of this key."""
    try:
        with (path / MANIFEST).open("rb") as file:
            manifest = msgspec.json.decode(file.read(_LARGEST_MANIFEST), type=Manifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    message = msgspec.json.encode(msgspec.structs.replace(manifest, hmac=b""))
    if not keys.is_authentic(data_key.backup(), message, manifest.hmac):
        return None
    return Backup(path=path, manifest=manifest)


def _rewritten(path: Path, header: KeyHeader, data_key: DataKey) -> bool:
    """Give one backup the header; False when it is of another key or cannot be written."""
    content = keyheader.encode(header)
    try:
        before = path.read_bytes()
        if before == content:
            return True
        if not keyheader.belongs(keyheader.decode(before), data_key):
            return False
        atomicfile.write(path, content)
    except (OSError, faults.StoreError, keyheader.HeaderFaultError):
        return False
    return True
