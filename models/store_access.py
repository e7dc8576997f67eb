"""Who opens the store: unlocking, recovery, a new passphrase (design.md §4).

The slow derivations here touch no connection, so they may run on a thread of their own.
"""

from contextlib import suppress
from pathlib import Path

import msgspec

from models import faults, keyheader
from models.keyheader import KeyHeader
from models.keys import DataKey
from models.recovery import RecoveryCode


class Unlocked(msgspec.Struct, frozen=True, kw_only=True):
    """A data key, the header it came from, and whether that was the copy or a backup's."""

    header: KeyHeader
    data_key: DataKey
    from_copy: bool


def unlock(folder: Path, passphrase: str) -> Unlocked:
    """Return the data key of the store in ``folder``; takes a third of a second.

    A key file that was missing or damaged is put back from the copy that served.

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


def _healed(folder: Path, read: keyheader.ReadHeader, data_key: DataKey) -> Unlocked:
    from_copy = read.path != folder / keyheader.KEY_FILE
    if from_copy:
        # Where it cannot be written the copy serves as well, and the store itself will say so.
        with suppress(faults.ReadOnlyError):
            keyheader.write(folder, read.header, forget_old=True)
    return Unlocked(header=read.header, data_key=data_key, from_copy=from_copy)
