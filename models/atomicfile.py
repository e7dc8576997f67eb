"""The one writer of whole files: what stands at the target is the old file or the new, never half.

The bytes go to a fresh file beside the target, reach the disk, and only then take its name.
"""

import os
import secrets
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

from models import faults

WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries while a scanner or an indexer holds a file on Windows."""

_PREFIX, _SUFFIX = ".heard-", ".tmp"
_HELD = {5, 32, 33}  # Windows: access denied, sharing violation, lock violation


def temporary_beside(target: Path) -> Path:
    """Return a fresh name in the target's folder for the half-written file."""
    return target.with_name(f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}")


def is_temporary(path: Path) -> bool:
    """Whether ``path`` has the name of a half-written file of ours."""
    return path.name.startswith(_PREFIX) and path.name.endswith(_SUFFIX)


def write(target: Path, content: bytes, *, temporary: Path | None = None) -> None:
    """Put ``content`` at ``target``, which is either left as it was or wholly replaced.

    ``temporary`` is the name to write under first, for a caller that had to register it; it is
    gone afterwards, whatever happened. On POSIX the new file can be read by its owner only.

    Raises:
        StoreError: the disk is full, the file or folder may not be written, is held or gone.
    """
    half = temporary or temporary_beside(target)
    with faults.told():
        try:
            _written(half, content)
            replace(half, target)
        except BaseException:
            half.unlink(missing_ok=True)
            raise


def replace(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``, on disk, trying again while Windows holds either.

    Raises:
        OSError: it was still not possible after 1.6 seconds, or for another reason.
    """
    patiently(lambda: source.replace(target))
    sync_folder(target.parent)


def patiently(action: Callable[[], object]) -> None:
    """Do ``action``, again after each of ``WAITS`` while Windows says that a file is held."""
    for wait in WAITS:
        try:
            action()
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(wait)
        else:
            return
    action()


def remove(path: Path) -> None:
    """Remove a file if it is there, trying again while Windows holds it.

    Raises:
        StoreError: it was still not possible after 1.6 seconds, or for another reason.
    """
    with faults.told():
        patiently(lambda: path.unlink(missing_ok=True))


def sync_folder(folder: Path) -> None:
    """Let the disk know the names in ``folder``; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Let every byte of the file at ``path`` reach the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
