"""``heard verify``: is the store whole? Without showing anything that is in it."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path

from models import store_access, store_check
from models.errors import UserFacingError
from models.store_connection import DATABASE

FINE, FOUND = 0, 1
_MOST_BYTES = 4096


def verify(home: Path, passphrase_fd: int | None, say: Callable[[str], None]) -> int:
    """Check the store and return 0, or 1 when something was found.

    Raises UserFacingError when it cannot be checked: wrong passphrase, no store, no right to read.
    """
    unlocked = store_access.unlock(home, _passphrase(passphrase_fd))
    found = store_check.problems(home / DATABASE, unlocked.data_key)
    for problem in found:
        say(problem)
    say("The store is whole." if not found else "The store is damaged; restore a backup.")
    return FOUND if found else FINE


def _passphrase(descriptor: int | None) -> str:
    """Ask on the terminal, or read one line from an open file. Never arguments or environment.

    Raises UserFacingError when there is none to be read.
    """
    try:
        if descriptor is None:
            return getpass.getpass("Passphrase: ")
        return os.read(descriptor, _MOST_BYTES).decode("utf-8").rstrip("\r\n")
    except (OSError, EOFError, UnicodeDecodeError):
        raise UserFacingError(
            "The passphrase could not be read, so nothing was checked.",
            "Type it on the terminal, or give the number of an open file that holds it as UTF-8.",
        ) from None
