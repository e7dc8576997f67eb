"""What files that were chosen or dropped are, by their names: a case file, a return, or neither."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

_CASE = {".json"}
_RETURN = {".csv", ".xml"}
_TAKES = "either one case file (.json), or the return's files (.csv, .xml) or their folder."


class Dropped(StrEnum):
    """What a handful of files is."""

    CASE = "case"
    RETURN = "return"
    MIXED = "mixed"
    UNKNOWN = "unknown"


def what_is(paths: Sequence[Path]) -> Dropped:
    """Return what these files and folders are; a folder is one of a return's files."""
    kinds = {_kind(path) for path in paths}
    if len(kinds) == 1:
        return kinds.pop()
    return Dropped.MIXED if kinds else Dropped.UNKNOWN


def why_not(what: Dropped) -> tuple[str, str]:
    """Return what to say of files that are not taken: what they are, and what to do."""
    if what is Dropped.MIXED:
        return ("These are different kinds of file, so none of them was read.", f"Drop {_TAKES}")
    return ("Heard does not read files of this kind here, so nothing was read.", f"Drop {_TAKES}")


def _kind(path: Path) -> Dropped:
    ending = path.suffix.casefold()
    if ending in _CASE:
        return Dropped.CASE
    if ending in _RETURN or path.is_dir():
        return Dropped.RETURN
    return Dropped.UNKNOWN
