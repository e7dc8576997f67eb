"""The one reader of our TOML data files: agenda, law pack, codes and a council's own settings.

A file is read as text, parsed, and checked against the frozen struct that it must fill. Whatever
is wrong with it becomes a ``DataFaultError`` that names the file and the line or path of the fault.
"""

import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from models.errors import DataFaultError

T = TypeVar("T")

_LARGEST = 4_000_000  # bytes; our own files are a hundredth of that
_REMEDY = "Mend the file, or take it away to go back to what Heard ships with."


def read_toml(path: Path, type_: type[T], council: Path | None = None) -> T:
    """Return the TOML file at ``path`` as a ``type_``, with a council's file laid over it.

    In the council's file a table replaces the fields it names; an entry of a list of tables is
    matched by its ``id`` (or ``code``), and added at the end where no such entry is shipped; any
    other value replaces the shipped one.

    Raises:
        DataFaultError: a file is missing, unreadable, not UTF-8, not TOML or not a ``type_``.
    """
    shipped = _parsed(path)
    value = _filled(path, shipped, type_)
    if council is None:
        return value
    return _filled(council, _laid_over(shipped, _parsed(council)), type_)


def own_file(council: Path | None, name: str) -> Path | None:
    """Return a file of a council's folder, None where it has none of that name."""
    path = council / name if council is not None else None
    return path if path is not None and path.is_file() else None


def _parsed(path: Path) -> dict[str, Any]:
    text = _text(path)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        where = _line(str(fault), text)
        raise DataFaultError(
            f"{path.name} is not a readable TOML file: {fault}.", _REMEDY, where
        ) from fault


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise DataFaultError(f"{path.name} is too large to be one of ours.", _REMEDY, "size")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        where = f"byte {fault.start}"
        raise DataFaultError(
            f"{path.name} is not saved as UTF-8 text ({where}).", _REMEDY, where
        ) from fault
    except OSError as fault:
        raise DataFaultError(
            f"{path.name} could not be read: {fault.strerror}.", _REMEDY, "file"
        ) from fault


def _line(fault: str, text: str) -> str:
    found = re.search(r"line (\d+)", fault)
    return f"line {found[1] if found else text.count(chr(10)) + 1}"


def _filled(path: Path, data: dict[str, Any], type_: type[T]) -> T:
    try:
        return msgspec.convert(data, type_, strict=True)
    except msgspec.ValidationError as fault:
        what, _, place = str(fault).partition(" - at `")
        where = _named(place.rstrip("`") or "$", data)
        raise DataFaultError(
            f"{path.name} has a fault at {where}: {what}.", _REMEDY, where
        ) from fault


def _named(where: str, data: Any) -> str:
    """Return the path with the id of each list entry beside its number: ``$.rule[7 T8].unit``."""

    def step(found: re.Match[str]) -> str:
        nonlocal data
        field, number = found[1], found[2]
        if field is not None:
            data = data.get(field) if isinstance(data, dict) else None
            return found[0]
        data = data[int(number)] if isinstance(data, list) else None
        return f"[{number} {_key(data)}]" if _key(data) else found[0]

    return re.sub(r"\.(\w+)|\[(\d+)\]", step, where)


def _key(entry: Any) -> Any:
    return (entry.get("id") or entry.get("code")) if isinstance(entry, dict) else None


def _laid_over(shipped: Any, own: Any) -> Any:
    if isinstance(shipped, dict) and isinstance(own, dict):
        new = {name: _laid_over(shipped.get(name), value) for name, value in own.items()}
        return {**shipped, **new}
    if isinstance(shipped, list) and isinstance(own, list) and own and all(map(_key, own)):
        left = list(own)
        kept = [_laid_over(entry, _taken(left, _key(entry), entry)) for entry in shipped]
        return kept + left
    return own


def _taken(entries: list[Any], key: Any, default: Any) -> Any:
    """Take the first entry with that key out of the list; a second one stays, to be told of."""
    place = next((n for n, entry in enumerate(entries) if _key(entry) == key), None)
    return default if place is None else entries.pop(place)
