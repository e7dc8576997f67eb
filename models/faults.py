"""Every fault that a disk, a key file or the store can have, and the words each is told in.

This is the one place where an ``OSError`` or an error of SQLCipher becomes a ``UserFacingError``.
"Wrong passphrase" and "damaged" are different classes, raised in different places, never guessed.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from models import sqlcipher
from models.errors import UserFacingError


class StoreError(UserFacingError):
    """A fault of the store, its keys or its folder, with fixed words."""

    said: ClassVar[str]
    advice: ClassVar[str]

    def __init__(self) -> None:
        super().__init__(self.said, self.advice)


class WrongPassphraseError(StoreError):
    """The key file is whole and this passphrase does not open it. Certain."""

    said = "That passphrase does not open this store."
    advice = "Check Caps Lock and try again. Nothing is lost, and there is no limit on tries."


class WrongRecoveryCodeError(StoreError):
    """The code is well formed and the key file is whole, but they do not belong together."""

    said = "That recovery code is well formed, but it is not the one for this store."
    advice = "Look for a newer code: each time a code is used, a new one takes its place."


class DiskFullError(StoreError):
    """There is no room on the disk."""

    said = "The disk is full, so this could not be saved. What was saved before is safe."
    advice = "Make some room on the disk; Heard keeps the text and goes on trying."


class StoreInUseError(StoreError):
    """Another program, most likely a second Heard, holds the store."""

    said = "This store is already open in another Heard."
    advice = "Use the window that is open, or close it and try again."


class ReadOnlyError(StoreError):
    """The file or its folder may not be written."""

    said = "Heard is not allowed to write in this folder. Nothing was changed."
    advice = "Ask your IT team to allow Heard to write there, or choose another folder."


class FileInUseError(StoreError):
    """Another program holds a file open, as Word does with a document."""

    said = "Another program has this file open, so it was left as it was."
    advice = "Close the file in the other program, or save under another name."


class PlaceGoneError(StoreError):
    """A folder or drive that was there is there no longer."""

    said = "The folder is no longer there. It may be on a drive that was taken out."
    advice = "Connect the drive again, or choose another folder."


class DiskFaultError(StoreError):
    """The disk reported a fault of its own."""

    said = "The disk reported a fault. What was saved before may still be read."
    advice = "Close Heard and try again; if it happens again, restore a backup onto another disk."


class NotEnoughMemoryError(StoreError):
    """The computer had too little free memory. Nobody's passphrase was wrong."""

    said = "There is not enough free memory to do this. Nothing is lost."
    advice = "Close other programs and try again."


class DamagedStoreError(StoreError):
    """The store's key is right and the file still cannot be read as it should."""

    said = "The store is damaged. Your passphrase is right, and nothing was changed or replaced."
    advice = "Restore the newest backup, or let Heard rescue what can still be read."


class DamagedBackupError(StoreError):
    """A backup is no longer what its manifest says."""

    said = "This backup is damaged, so it was not used. Nothing was changed."
    advice = "Choose another backup."


class NothingReadableError(StoreError):
    """A rescue found nothing at all."""

    said = "Nothing of this store could be read. It was not changed."
    advice = "Restore a backup. If there is none, ask your IT team for a copy of this folder."


class DamagedHeaderError(StoreError):
    """The key file and its copy cannot be used."""

    said = "The key file is damaged, and so is its copy. The store itself was not touched."
    advice = "Restore the key file from a backup; your passphrase stays the same."


class MissingStoreError(StoreError):
    """The key file is there and the store is not, or it is empty."""

    said = "The key file is here, but the store is missing or empty. Heard did not make a new one."
    advice = "Restore a backup, or put the file store.db back where it was."


class MissingHeaderError(StoreError):
    """The store is there and neither the key file nor its copy is."""

    said = "The store is here, but its key file is missing, so it cannot be opened."
    advice = "Restore the key file from a backup; your passphrase stays the same."


class ForeignFileError(StoreError):
    """The file at the store's place was made by another program."""

    said = "The file store.db is not a store of Heard. It was not changed."
    advice = "Move that file away, then restore a backup."


class WrongPairError(StoreError):
    """The key file is whole, but the store belongs to another key file."""

    said = "The store and the key file here do not belong together. Neither was changed."
    advice = "Put back the pair that belongs together, or restore both from one backup."


class NewerStoreError(StoreError):
    """A later Heard made the file; this one must not write it."""

    said = "A newer version of Heard made this store. It was not changed."
    advice = "Install the newer version of Heard to open it."


class StoreExistsError(StoreError):
    """A store or key file is already where a new one was to be made."""

    said = "There is already a store in this folder. It was not changed."
    advice = "Open that store, or choose an empty folder for the new one."


class FolderNotEmptyError(StoreError):
    """A copy of a backup was to be made in a folder that holds something."""

    said = "There is something in this folder already. Nothing was changed."
    advice = "Choose an empty folder, or make a new one."


class NoCipherError(StoreError):
    """The database library does not encrypt; Heard never writes with it."""

    said = "The part of Heard that encrypts is missing, so nothing was opened or written."
    advice = "Install Heard again."


_BY_CODE: dict[int, type[StoreError]] = {
    sqlcipher.BUSY: StoreInUseError,
    sqlcipher.LOCKED: StoreInUseError,
    sqlcipher.NOMEM: NotEnoughMemoryError,
    sqlcipher.READONLY: ReadOnlyError,
    sqlcipher.PERM: ReadOnlyError,
    sqlcipher.AUTH: ReadOnlyError,
    sqlcipher.IOERR: DiskFaultError,
    sqlcipher.CORRUPT: DamagedStoreError,
    sqlcipher.NOTADB: DamagedStoreError,
    sqlcipher.FORMAT: DamagedStoreError,
    sqlcipher.FULL: DiskFullError,
    sqlcipher.CANTOPEN: PlaceGoneError,
}

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WINDOWS = {39, 112}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_HELD_WINDOWS = {32, 33}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.ENXIO, errno.ESTALE}


def from_database(error: sqlcipher.Error) -> StoreError | None:
    """Return the fault of the world that ``error`` reports, or None when it is a bug of ours."""
    code = sqlcipher.code(error)
    kind = _BY_CODE.get(code)
    return None if kind is None else kind()


def from_disk(error: OSError) -> StoreError:
    """Return the fault that ``error`` reports; one it does not know is a fault of the disk."""
    windows = getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _FULL_WINDOWS:
        return DiskFullError()
    if windows in _HELD_WINDOWS:
        return FileInUseError()
    if error.errno in _REFUSED:
        return ReadOnlyError()
    if error.errno in _GONE:
        return PlaceGoneError()
    return DiskFaultError()


@contextmanager
def told() -> Iterator[None]:
    """Tell what goes wrong inside as a ``StoreError``; a bug of ours passes through as it is.

    Raises:
        StoreError: the one that the code of the ``OSError`` or SQLCipher error stands for.
    """
    try:
        yield
    except sqlcipher.Error as error:
        fault = from_database(error)
        if fault is None:
            raise
        raise fault from error
    except OSError as error:
        raise from_disk(error) from error
    except MemoryError as error:
        raise NotEnoughMemoryError from error
