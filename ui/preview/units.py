"""Blocks cut into what is drawn one by one, so that a change of one word redraws one of them.

A table is cut into its rows. Units are plain values and can be compared.
"""

from collections.abc import Iterator

import msgspec

from export.blocks import (
    CLOSING,
    OPENING,
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Look,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Space,
    Table,
)
from export.layout import CM, Fit
from ui.preview.paper import Paper

_PX_IN_CM = 96 / 2.54


class Caption(msgspec.Struct, frozen=True):
    """What stands over a table or a picture."""

    text: str


class TableRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a table with its columns' widths in px; the header has titles as its cells."""

    cells: tuple[Cell, ...]
    widths: tuple[float, ...]
    is_header: bool = False
    is_last: bool = False
    lies: bool = False


Unit = (
    Heading
    | Paragraph
    | Quotation
    | Bullets
    | Facts
    | Notice
    | Picture
    | Space
    | Caption
    | TableRow
)


def units(blocks: tuple[Block, ...], paper: Paper) -> tuple[Unit, ...]:
    """Return what is drawn of the blocks, in order."""
    return tuple(unit for block in blocks for unit in _of(block, paper))


def _of(block: Block, paper: Paper) -> Iterator[Unit]:
    match block:
        case Table():
            yield Caption(block.caption)
            yield from _read(block) if paper.flows else _rows(block, paper)
        case Picture():
            yield Caption(block.caption)
            yield block
        case _:
            yield block


def _rows(table: Table, paper: Paper) -> Iterator[Unit]:
    twips = CM / _PX_IN_CM
    size = Fit(
        table, round(paper.leaf.text_width * twips), round(paper.leaf.lying.text_width * twips)
    )
    widths = tuple(dxa / twips for dxa in size.dxa)
    titles = tuple(_title(column) for column in table.columns)
    lies = size.landscape
    yield TableRow(cells=titles, widths=widths, is_header=True, lies=lies)
    for row in table.rows:
        yield TableRow(cells=row, widths=widths, lies=lies, is_last=row is table.rows[-1])


def _title(column: Column) -> Cell:
    return (Paragraph(runs=(Run(text=column.title, look=Look.STRONG),)),)


def _read(table: Table) -> Iterator[Unit]:
    """Return a table read row by row, each cell beside the title of its column."""
    for row in table.rows:
        yield Facts(
            facts=tuple(
                Fact(label=column.title, runs=tuple(_said(cell)))
                for column, cell in zip(table.columns, row, strict=True)
            )
        )


def _said(cell: Cell) -> Iterator[Run]:
    for number, part in enumerate(cell):
        if number:
            yield Run(text="\n")
        if isinstance(part, Quotation):
            yield Run(text=f"{OPENING}{part.text}{CLOSING}")
        else:
            yield from part.runs
