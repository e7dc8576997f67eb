"""The rules that agenda files must keep, checked when they are read.

Each fault becomes a ``DataFaultError`` with the file and the path of the fault inside it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from models.agenda_parts import Agenda, ChildQuestion, MustRecord, Prompt, Section
from models.errors import DataFaultError
from models.wording import faults_in

_REMEDY = "Mend the file, or take it away to go back to what Heard ships with."
_OWN = re.compile(r"(x_|council\.)[a-z0-9_.]+")
_FIRST_OWN_NUMBER = 15
_FREE_OF_SECTION = (
    *("title", "first_title", "mine", "heading", "about", "purpose", "sources", "not_shown"),
)
_ITEMS = ("prompts", "questions", "must_record")

Item = Prompt | ChildQuestion | MustRecord


def fault(path: Path, where: str, what: str) -> NoReturn:
    """Refuse a file, naming it, the path of the fault inside it and what is wrong.

    Raises:
        DataFaultError: always.
    """
    raise DataFaultError(f"{path.name} has a fault at {where}: {what}.", _REMEDY, where)


def check_texts(path: Path, value: msgspec.Struct) -> None:
    """Refuse a text with a placeholder outside the closed list, or an empty one.

    Raises:
        DataFaultError: naming file, path and placeholder.
    """
    for where, text in _texts(msgspec.to_builtins(value), "$"):
        for what in faults_in(text):
            fault(path, where, what)
        if where.endswith((".text", ".label", ".title", ".heading", ".about")) and not text.strip():
            fault(path, where, "the text is empty")


def check_section(path: Path, section: Section) -> None:
    """Refuse ids that do not belong to their section and conditions that can never hold.

    Raises:
        DataFaultError: naming file and path.
    """
    for where, item in _items(section):
        if not item.id.startswith((f"{section.id}.", "x_", "council.")):
            fault(path, where, f"the id does not begin with “{section.id}.”, “x_” or “council.”")
    if section.when and not section.not_shown:
        fault(path, "$.not_shown", "a section with conditions needs a reason for not being shown")
    conditions = [("$.when", section.when)]
    conditions += [(f"$.prompts[{p.id}].when", p.when) for p in section.prompts]
    conditions += [(f"$.questions[{q.id}].when", q.when) for q in section.questions]
    for where, when in conditions:
        if any(condition.is_impossible for condition in when):
            fault(path, where, "the condition can never hold")


def check_council_changes(path: Path, shipped: Section, now: Section) -> None:
    """Refuse a council's change to anything but wording and hiding, or an id that may clash later.

    Raises:
        DataFaultError: naming file and path.
    """
    for field in (*shipped.__struct_fields__,):
        changed = getattr(shipped, field) != getattr(now, field)
        if changed and field not in (*_FREE_OF_SECTION, *_ITEMS):
            fault(path, f"$.{field}", "only wording can be changed in a section that Heard ships")
    known = {item.id: item for _, item in _items(shipped)}
    for where, item in _items(now):
        if item.id not in known:
            check_own_id(path, where, item.id)
        elif _fixed(item) != _fixed(known[item.id]):
            fault(path, where, "only the wording can be changed, and whether a prompt is hidden")


def check_council_section(path: Path, section: Section) -> None:
    """Refuse a council's own section whose id or number could clash with one of Heard's.

    Raises:
        DataFaultError: naming file and path.
    """
    check_own_id(path, "$.id", section.id)
    if section.number < _FIRST_OWN_NUMBER:
        fault(path, "$.number", f"a council's own sections are numbered from {_FIRST_OWN_NUMBER}")


def check_own_id(path: Path, where: str, own: str) -> None:
    """Refuse a council's id that does not begin with ``x_`` or ``council.``.

    Raises:
        DataFaultError: naming file and path.
    """
    if not _OWN.fullmatch(own):
        fault(path, where, f"the council's own id “{own}” does not begin with “x_” or “council.”")


def check_whole(files: dict[str, Path], agenda: Agenda) -> None:
    """Refuse ids used twice and names of sections, prompts or paragraphs that do not exist.

    ``files`` names the file of each section by its id, and those of ``"agenda"`` and ``"packs"``.

    Raises:
        DataFaultError: naming file and path.
    """
    seen: set[object] = set()
    paragraphs = {paragraph.id for paragraph in agenda.paragraphs}
    for section in agenda.sections:
        path = files[section.id]
        items = [("$.id", section.id), ("$.number", section.number)]
        for where, key in [*items, *((where, item.id) for where, item in _items(section))]:
            if key in seen:
                fault(path, where, f"“{key}” is used twice")
            seen.add(key)
        for name in set(section.s7) - paragraphs:
            fault(path, "$.s7", f"there is no Schedule 7 paragraph “{name}”")
    for file, where, name in _named(agenda):
        if name not in seen:
            fault(files[file], where, f"there is no “{name}” in the agenda")


def _named(agenda: Agenda) -> Iterator[tuple[str, str, str]]:
    """Yield each id that one part of the agenda says of another: its file, path and the id."""
    yield from (("agenda", "$.opening", name) for name in agenda.opening)
    yield from (("agenda", "$.closing", name) for name in agenda.closing)
    for paragraph in agenda.paragraphs:
        where = f"$.paragraphs[{paragraph.id}].prompts"
        yield from (("agenda", where, name) for name in paragraph.prompts)
    for pack in agenda.packs:
        for name in (*pack.emphasis, *pack.set_aside):
            yield "packs", f"$.packs[{pack.id}]", name


def _items(section: Section) -> Iterator[tuple[str, Item]]:
    for field in _ITEMS:
        for at, item in enumerate(getattr(section, field)):
            yield f"$.{field}[{at} {item.id}]", item


def _fixed(item: Item) -> dict[str, Any]:
    """Return what of an item a council may not change."""
    free = ("text", "label", "hidden", "still")
    return {name: getattr(item, name) for name in item.__struct_fields__ if name not in free}


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    """Yield every string in a plain value with its path."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{where}.{name}")
    elif isinstance(value, (list, tuple)):
        for at, part in enumerate(value):
            name = f"{at} {part['id']}" if isinstance(part, dict) and "id" in part else at
            yield from _texts(part, f"{where}[{name}]")
