"""An emergency copy: what could not be saved, sealed, on any disk that has room (fault row 8).

It is offered when the store cannot be written. Only this store's data key opens it.
"""

import os
import secrets
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models import atomicfile, faults
from models.edits import Opened
from models.errors import UserFacingError
from models.keys import NONCE_BYTES, DataKey

SUFFIX = ".heard-copy"
NOTED = "emergency-copies"
"""The file beside the store that says where such copies were put, until they were taken in."""

_MAGIC = b"HEARD-COPY-1\n"
_BETWEEN = b"\0"


class UnreadableCopyError(UserFacingError):
    """A file that is no emergency copy, is damaged, or belongs to another store."""


def write(folder: Path, opened: Opened, data_key: DataKey) -> Path:
    """Write an emergency copy into ``folder`` and return its path, which names nobody.

    Raises:
        StoreError: it could not be written there either.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(data_key.draft()).encrypt(nonce, msgspec.json.encode(opened), _MAGIC)
    path = folder / f"unsaved-{secrets.token_hex(4)}{SUFFIX}"
    atomicfile.write(path, _MAGIC + nonce + sealed)
    return path


def read(path: Path, data_key: DataKey) -> Opened:
    """Return what an emergency copy holds.

    Raises:
        UnreadableCopyError: it is none, or not this store's.
        StoreError: the disk would not let it be read.
    """
    with faults.told():
        content = path.read_bytes()
    body = content.removeprefix(_MAGIC)
    nonce, sealed = body[:NONCE_BYTES], body[NONCE_BYTES:]
    try:
        opened = AESGCM(data_key.draft()).decrypt(nonce, sealed, _MAGIC)
        return msgspec.json.decode(opened, type=Opened)
    except (InvalidTag, ValueError, msgspec.DecodeError):
        raise UnreadableCopyError(
            "This is not an emergency copy of this store, or it is damaged.",
            "Choose another file. Nothing was changed.",
        ) from None


def note(folder: Path, path: Path) -> None:
    """Remember beside the store in ``folder`` that an emergency copy was put at ``path``.

    Raises:
        StoreError: the disk would not allow it; whoever saved the copy must remember it.
    """
    _remember(folder, (*noted(folder), path))


def noted(folder: Path) -> tuple[Path, ...]:
    """Return where emergency copies of the store in ``folder`` were put, the oldest first.

    Raises:
        StoreError: the disk would not let it be read.
    """
    with faults.told():
        try:
            content = (folder / NOTED).read_bytes()
        except FileNotFoundError:
            return ()
    return tuple(Path(os.fsdecode(name)) for name in content.split(_BETWEEN) if name)


def forget(folder: Path, path: Path) -> None:
    """Remember no longer that there was a copy at ``path``; the copy itself is not touched.

    Raises:
        StoreError: the disk would not allow it.
    """
    left = tuple(other for other in noted(folder) if other != path)
    if left:
        _remember(folder, left)
        return
    atomicfile.remove(folder / NOTED)


def _remember(folder: Path, paths: tuple[Path, ...]) -> None:
    names = dict.fromkeys(os.fsencode(path) for path in paths)
    atomicfile.write(folder / NOTED, _BETWEEN.join(names))
