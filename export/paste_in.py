"""The record as plain text, piece by piece, for a council's form that takes nothing else.

The pieces are made from the blocks of the full record, each under the heading it has there or
under the headings of the council's own form. Text is kept letter for letter; a table becomes
lines that read well wherever they are pasted.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import assert_never

import resources
from export.blocks import (
    CLOSING,
    OPENING,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Space,
    Table,
)
from models.child import Value
from models.datafile import own_file, read_toml

FILE = "paste_in.toml"
"""The name of a council's own form in its settings folder."""

_TOP = "top"
_NOTHING = "–"
"""What a cell holds where there is nothing to say; a form needs no such line."""
_NUMBERS = frozenset({"no.", "no", "number"})


class Box(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A box of the council's form: what it is called, and the parts of the record it takes."""

    id: str
    heading: str
    parts: tuple[str, ...]


class PasteForm(Value, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A council's form; without boxes, the record's own headings are used."""

    box: tuple[Box, ...] = ()


class Piece(Value, frozen=True, kw_only=True):
    """What goes into one box: its heading, which is not part of the text, and the text."""

    id: str
    heading: str
    text: str


@cache
def load_form(council: Path | None = None) -> PasteForm:
    """Return the council's form, or the shipped one without boxes.

    Raises:
        DataFaultError: the council's file breaks a rule; it names the file and the place.
    """
    return read_toml(resources.path(f"export/{FILE}"), PasteForm, own_file(council, FILE))


def pieces(blocks: Sequence[Block], form: PasteForm | None = None) -> tuple[Piece, ...]:
    """Return the record's text by the form's headings, or by its own; empty pieces are left out.

    What the form has no box for comes last under the record's own heading: nothing is lost.
    """
    own = [piece for piece in _by_heading(blocks) if piece.text]
    boxes = form.box if form is not None else ()
    taken: set[str] = set()
    made: list[Piece] = []
    for box in boxes:
        inside = [p for part in box.parts for p in own if p.id == part and p.id not in taken]
        taken.update(piece.id for piece in inside)
        text = "\n\n".join(_headed(p) if len(inside) > 1 else p.text for p in inside)
        if text:
            made.append(Piece(id=box.id, heading=box.heading, text=text))
    left = (piece for piece in own if piece.id not in taken)
    return (*made, *left)


def _headed(piece: Piece) -> str:
    return f"{piece.heading}\n{piece.text}"


def _by_heading(blocks: Sequence[Block]) -> Iterator[Piece]:
    """Yield what stands under each heading of level 2; deeper ones are lines of its text."""
    about, heading = _TOP, ""
    held: list[str] = []
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= 2:  # noqa: PLR2004 - the sections' level
            yield Piece(id=about, heading=heading, text=_joined(held))
            about = block.about or (_TOP if block.level == 1 else f"heading{number}")
            heading, held = block.full_text, []
        else:
            held.append(text_of(block))
    yield Piece(id=about, heading=heading, text=_joined(held))


def _joined(texts: Sequence[str]) -> str:
    return "\n\n".join(text for text in texts if text)


def text_of(block: Block) -> str:
    """Return a block as plain text; nothing for room to write in."""
    match block:
        case Heading():
            return block.full_text
        case Paragraph():
            return _plain(block.runs)
        case Quotation():
            words = f"{OPENING}{block.text}{CLOSING}"
            return "\n".join(part for part in (block.source, words, block.note) if part)
        case Bullets():
            return "\n".join(f"- {_plain(item)}" for item in block.items)
        case Facts():
            return "\n".join(f"{fact.label}: {_plain(fact.runs)}" for fact in block.facts)
        case Notice():
            return f"{block.title} {block.text}"
        case Picture():
            return f"{block.caption}\n{block.description}"
        case Table():
            return _table(block)
        case Space():
            return ""
        case _:
            assert_never(block)


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _table(table: Table) -> str:
    """Return the rows one under the other, every cell after the name of its column."""
    rows = "\n\n".join(_row(table.columns, row) for row in table.rows)
    return f"{table.caption}\n{rows}" if rows else table.caption


def _row(columns: Sequence[Column], row: Sequence[Cell]) -> str:
    lines = []
    for column, cell in zip(columns, row, strict=True):
        text = "\n".join(text_of(part) for part in cell)
        if text != _NOTHING:
            lines.append(_cell_line(column.title, text))
    return "\n".join(lines)


def _cell_line(title: str, text: str) -> str:
    return f"{title} {text}" if title.casefold() in _NUMBERS else f"{title}: {text}"
