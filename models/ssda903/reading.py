"""Reading the files of a return."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from models.ssda903.values import ReturnRead


def _nobody(_done: int, _whole: int) -> None:
    """Tell nobody how far the reading has got."""


def files_in(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files among the paths; of a folder, the .csv and .xml files that stand in it."""
    raise NotImplementedError


def read_return(
    paths: Sequence[Path], read_on: date, told: Callable[[int, int], None] = _nobody
) -> ReturnRead:
    """Return what the files say. ``told`` hears how many bytes of how many are done."""
    raise NotImplementedError
