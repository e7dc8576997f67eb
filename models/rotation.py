"""A new data key, for when somebody else knows the old passphrase (design.md §4).

Store and key file must change together, and no disk changes two files at once. So the new key file
also holds the former key, wrapped under the new one, until the store and every backup in reach are
under the new key. Whatever moment the program is stopped at, one passphrase opens the store: the
old one before the key file is replaced, the new one from then on.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from models import atomicfile, backup, faults, keyheader, store_connection
from models.keyheader import KEY_FILE, KeyHeader
from models.keys import DataKey
from models.store_connection import DATABASE, JOURNAL

ROTATING = "store.rotating"


def rotate(
    folder: Path,
    former: DataKey,
    header: KeyHeader,
    data_key: DataKey,
    places: Sequence[Path] = (),
) -> list[Path]:
    """Put the closed store and its backups under a new data key, ``header`` being its key file.

    ``header`` comes from ``keyheader.new`` with the store's own id, a new passphrase and a new
    recovery code. Backups that cannot be read are deleted. Returns the ``places`` that could not
    be reached; the old passphrase still opens what lies there.

    Raises:
        StoreError: the disk would not allow it. Before the new key file stands, nothing changed;
            afterwards the next opening goes on with it.
    """
    _recrypt(folder / DATABASE, folder / ROTATING, former, data_key)
    keyheader.write(folder, keyheader.with_former(header, data_key, former))
    return _finish(folder, former, data_key, places)


def resume(folder: Path, data_key: DataKey) -> None:
    """Go on with a rotation that was stopped; do nothing when there was none.

    Raises:
        StoreError: it could not be finished.
    """
    header = keyheader.read(folder).header
    if header.former is None or not keyheader.belongs(header, data_key):
        return
    former = keyheader.former_key(header, data_key)
    if former is not None:
        _finish(folder, former, data_key, ())


def _finish(folder: Path, former: DataKey, data_key: DataKey, places: Sequence[Path]) -> list[Path]:
    header = keyheader.read(folder).header
    clean = keyheader.with_former(header, data_key, None)
    if not store_connection.is_keyed_with(folder / DATABASE, data_key):
        _swap(folder, former, data_key)
    own = backup.place_of(folder)
    for place in [own, *places]:
        if place.is_dir():
            with faults.told():
                _rotate_backups(place, clean, former, data_key)
    keyheader.write(folder, clean)
    atomicfile.remove(folder / ROTATING)
    return [place for place in places if not place.is_dir()]


def _swap(folder: Path, former: DataKey, data_key: DataKey) -> None:
    """Put a fresh copy of the store under the new key in the place of the old file."""
    _recrypt(folder / DATABASE, folder / ROTATING, former, data_key)
    atomicfile.remove(folder / JOURNAL)
    with faults.told():
        atomicfile.replace(folder / ROTATING, folder / DATABASE)


def _recrypt(source: Path, target: Path, former: DataKey, data_key: DataKey) -> None:
    atomicfile.remove(target)
    backup.recrypted(source, target, former, data_key)


def _rotate_backups(place: Path, header: KeyHeader, former: DataKey, data_key: DataKey) -> None:
    """Rewrite the backups of the former key; delete what of its cannot be rewritten."""
    backup.sweep(place)
    for path in sorted(p.parent for p in place.glob(f"*/{KEY_FILE}")):
        database = path / DATABASE
        if database.exists() and store_connection.is_keyed_with(database, data_key):
            continue
        if not _is_of(path, former):
            continue
        try:
            backup.rekey(path, header, former, data_key)
        except faults.DamagedStoreError:
            with faults.told():
                shutil.rmtree(path)


def _is_of(path: Path, former: DataKey) -> bool:
    """Whether the key file of the backup at ``path`` leads to the former key."""
    try:
        header = keyheader.decode((path / KEY_FILE).read_bytes())
    except (FileNotFoundError, keyheader.HeaderFaultError):
        return False
    return keyheader.belongs(header, former)
