"""A program that dies at its n-th step on the disk, without the cost of starting one each time.

From that step on nothing reaches the disk any more, clean-up included, as after a kill. What
SQLite does inside a transaction is not a step here; test_kill_writer kills for real.
"""

import sys
from collections.abc import Callable
from typing import Any

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link"}
_WRITING = ("w", "a", "x", "+")


class Dead(BaseException):
    """The program is no more."""


class _Reaper:
    def __init__(self) -> None:
        self.left: int | None = None

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if self.left is None or event not in STEPS or not _writes(event, args):
            return
        if self.left == 0:
            raise Dead
        self.left -= 1


def _writes(event: str, args: tuple[Any, ...]) -> bool:
    """Whether the step changes the disk; opening to read, or what is open already, does not."""
    if event != "open":
        return True
    if isinstance(args[0], int):
        return False
    mode, flags = args[1], args[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in _WRITING)
    return bool(flags & 3)  # O_WRONLY or O_RDWR


_REAPER = _Reaper()
sys.addaudithook(_REAPER)


def dies_at(step: int, program: Callable[[], object]) -> bool:
    """Run the program until it is about to take step ``step``; whether it died there."""
    _REAPER.left = step
    try:
        program()
    except Dead:
        return True
    finally:
        _REAPER.left = None
    return False
