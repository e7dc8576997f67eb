"""Jobs for the helper process: it imports them by name, so they stand in a module of their own."""

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from models.errors import UserFacingError

MARK = {"value": "as imported"}


def double(number: int) -> int:
    return 2 * number


def read_mark() -> str:
    """Return what the process that runs this sees in ``MARK``."""
    return MARK["value"]


def process_and_thread() -> tuple[int, str]:
    return os.getpid(), threading.current_thread().name


def loaded_modules() -> list[str]:
    return sorted(sys.modules)


def address_space() -> int:
    """Return the most bytes that this process may use (not on Windows)."""
    if sys.platform == "win32":
        raise NotImplementedError
    import resource

    return resource.getrlimit(resource.RLIMIT_AS)[0]


def take(size: int) -> int:
    """Take ``size`` bytes of memory."""
    return len(bytearray(size))


def end_at_once() -> NoReturn:
    """End the process as a crash would."""
    os._exit(9)


def world_fault() -> NoReturn:
    raise UserFacingError("The disk is full.", "Make room and try again.")


def bug() -> NoReturn:
    raise ZeroDivisionError


def counted(many: int, told: Callable[[int, int], None]) -> int:
    """Count to ``many``, telling every step."""
    for number in range(many):
        told(number, many)
        time.sleep(0.001)
    told(many, many)
    return many


def endless(began: Path, ended: Path, told: Callable[[int, int], None]) -> NoReturn:
    """Go on until called off, and leave a file when it began and one when it was ended."""
    began.touch()
    try:
        while True:
            told(1, 2)
            time.sleep(0.001)
    finally:
        ended.touch()


def no_room(told: Callable[[int, int], None]) -> NoReturn:
    told(1, 3)
    world_fault()
