"""A disk of a few megabytes, on Linux, for tests that fill it or make it read-only."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest


def small_disk_at(place: Path, megabytes: int) -> Iterator[Path]:
    """Yield ``place`` with a small file system on it; skip the test where nobody may mount one."""
    mounted = os.geteuid() == 0 and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "heard-test", str(place)],
        stderr=subprocess.DEVNULL,
    )
    if not mounted:
        pytest.skip("only root may make a small disk")
    try:
        yield place
    finally:
        subprocess.check_call(["umount", "-l", str(place)])


def fill(disk: Path, leave: int = 0) -> Path:
    """Fill the disk but for ``leave`` bytes and return the file that does."""
    ballast = disk / "ballast"
    ballast.touch()
    for _ in range(9):  # a thread may be writing there, too
        with suppress(OSError), ballast.open("ab", buffering=0) as file:
            file.write(bytes(max(0, _free(disk) - leave)))
    return ballast


def _free(disk: Path) -> int:
    space = os.statvfs(disk)
    return space.f_bavail * space.f_bsize


def make_read_only(disk: Path) -> None:
    """Let nothing more be written on the disk."""
    subprocess.check_call(["mount", "-o", "remount,ro", str(disk)])
