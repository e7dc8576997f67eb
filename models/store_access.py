"""Who opens the store: unlocking, recovery, a new passphrase (design.md §4).

The slow derivations here touch no connection, so they may run on a thread of their own.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from models import backup, faults, keyheader, keys
from models.keyheader import KeyHeader, PassphraseSlot
from models.keys import DataKey, KdfCost
from models.recovery import RecoveryCode


class Unlocked(msgspec.Struct, frozen=True, kw_only=True):
    """A data key, the header it came from, and whether that was the copy or a backup's."""

    header: KeyHeader
    data_key: DataKey
    from_copy: bool


def unlock(folder: Path, passphrase: str) -> Unlocked:
    """Return the data key of the store in ``folder``; takes a third of a second.

    A key file, or its copy, that was missing, damaged or out of step is put right.

    Raises:
        WrongPassphraseError: certain.
        StoreError: the key file cannot be used, and why.
        PassphraseError: nobody can have such a passphrase.
    """
    read = keyheader.read(folder)
    return _healed(folder, read, keyheader.unlocked(read.header, passphrase))


def recover(folder: Path, code: RecoveryCode) -> Unlocked:
    """Return the data key by the recovery code; a new passphrase and a new code must follow.

    Raises:
        WrongRecoveryCodeError: certain.
        StoreError: the key file cannot be used, and why.
    """
    read = keyheader.read(folder)
    return _healed(folder, read, keyheader.recovered(read.header, code))


def change_passphrase(
    folder: Path,
    data_key: DataKey,
    passphrase: str,
    cost: KdfCost,
    places: Iterable[Path] = (),
) -> list[Path]:
    """Let the new passphrase open the store and its backups, and the old one nothing in reach.

    ``places`` are folders with backups beside the store's own. Takes a third of a second and
    touches no database. Returns the places and backups that could not be reached, which the old
    passphrase still opens.

    Raises:
        StoreError: the key file could not be written; the old passphrase still holds.
        PassphraseError: nobody can have such a passphrase.
    """
    header = keyheader.read(folder).header
    with faults.told():
        header = keyheader.with_passphrase(header, data_key, passphrase, cost)
    return _spread(folder, header, data_key, places)


def change_recovery_code(
    folder: Path, data_key: DataKey, code: RecoveryCode, places: Iterable[Path] = ()
) -> list[Path]:
    """Let the new recovery code open the store and its backups, as ``change_passphrase`` does.

    Raises:
        StoreError: the key file could not be written; the old code still holds.
    """
    header = keyheader.with_recovery(keyheader.read(folder).header, data_key, code)
    return _spread(folder, header, data_key, places)


def strengthen(folder: Path, unlocked: Unlocked, passphrase: str, seconds: float) -> bool:
    """Make guessing as dear as this computer can afford today; return whether it became dearer.

    ``seconds`` is how long unlocking took: where the next dearer cost would clearly be too slow
    nothing is tried, so that a slow laptop does not pay for the question at every unlock.

    Raises:
        StoreError: the key file could not be written; the passphrase opens the store as before.
    """
    slots = (slot for slot in unlocked.header.slots if isinstance(slot, PassphraseSlot))
    cost = next((slot.cost for slot in slots), keys.FULL_COST)
    if not keys.may_afford_more(cost, seconds):
        return False
    with faults.told():
        affordable = keys.affordable_cost()
    if affordable.work <= cost.work:
        return False
    change_passphrase(folder, unlocked.data_key, passphrase, affordable)
    return True


def _spread(
    folder: Path, header: KeyHeader, data_key: DataKey, places: Iterable[Path]
) -> list[Path]:
    keyheader.write(folder, header)
    own = backup.place_of(folder)
    return backup.rewrite_headers([*([own] if own.is_dir() else []), *places], header, data_key)


def _healed(folder: Path, read: keyheader.ReadHeader, data_key: DataKey) -> Unlocked:
    """Bring the key file, its copy and the backups' into step, as after a change cut short."""
    from_copy = read.path != folder / keyheader.KEY_FILE
    # Where they cannot be written one of them has just served, and the store itself will say so.
    with suppress(faults.ReadOnlyError):
        keyheader.mend(folder, read.header)
        own = backup.place_of(folder)
        if own.is_dir():
            backup.rewrite_headers([own], read.header, data_key)
    return Unlocked(header=read.header, data_key=data_key, from_copy=from_copy)
