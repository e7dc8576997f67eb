"""The service picture as a document: each figure as a chart, with its table behind it.

Only counts, small numbers kept out, nobody named and no officer compared (domain.md §3.7).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from export.blocks import Block, Column, Heading, Picture, Role, Table, cell, paragraph
from models.calendar import long_date
from models.child import Value
from models.figures import NOT_SHOWN, WHY_NOT_SHOWN, Figure


class Chart(Value, frozen=True, kw_only=True):
    """A figure drawn (PNG), with its sides in px."""

    png: bytes
    width: int
    height: int


class PictureFacts(Value, frozen=True, kw_only=True):
    """What the document says beside the figures: from where and of which days (UK dates)."""

    source: str
    on: date
    first: date | None = None
    last: date | None = None
    council: str = ""


def build(
    figures: tuple[Figure, ...], charts: Mapping[str, Chart], facts: PictureFacts
) -> tuple[Block, ...]:
    """Return the document; a figure without anything counted says so."""
    blocks: list[Block] = [
        Heading(level=1, text="Service picture"),
        paragraph(_about(facts), Role.NOTE),
        paragraph("Counts only: no child, no family and no officer can be told from another."),
    ]
    if any(figure.hides for figure in figures):
        blocks.append(paragraph(WHY_NOT_SHOWN))
    for group, some in groupby(figures, key=lambda figure: figure.group):
        blocks.append(Heading(level=2, text=group))
        for figure in some:
            blocks += _figure(figure, charts.get(figure.id))
    return tuple(blocks)


def words_of(figure: Figure) -> str:
    """Return all of a figure in words, for whoever cannot see the chart."""
    said = [f"{figure.title}.", figure.lead]
    for row in figure.rows:
        numbers = ", ".join(
            f"{column.casefold()} {_number(number)}" if len(figure.columns) > 1 else _number(number)
            for column, number in zip(figure.columns, row.numbers, strict=True)
        )
        said.append(f"{row.label}: {numbers}.")
    return " ".join(part for part in said if part)


def _about(facts: PictureFacts) -> str:
    days = ""
    if facts.first is not None and facts.last is not None:
        days = f" from {long_date(facts.first)} to {long_date(facts.last)}"
    of = f"{facts.council}. " if facts.council else ""
    return f"{of}{facts.source}{days}. Made on {long_date(facts.on)}."


def _figure(figure: Figure, chart: Chart | None) -> Iterator[Block]:
    yield Heading(level=3, text=figure.title)
    if not any(number != 0 for row in figure.rows for number in row.numbers):
        yield paragraph("Nothing to count.")
        return
    if figure.lead:
        yield paragraph(figure.lead, Role.LEAD)
    if chart is not None:
        yield Picture(
            png=chart.png,
            width=chart.width,
            height=chart.height,
            caption=f"{figure.title}, as a chart",
            description=words_of(figure),
        )
    yield _table(figure)
    for note in figure.notes:
        yield paragraph(note, Role.NOTE)


def _table(figure: Figure) -> Table:
    share = 0.5 / len(figure.columns)
    rows = [(row.label, row.numbers) for row in figure.rows]
    if figure.total is not None and len(figure.columns) == 1:
        rows.append(("All together", (figure.total,)))
    return Table(
        caption=f"{figure.title}, in numbers",
        description=f"How many {figure.unit} there are in each row.",
        columns=(
            Column(title="What", share=0.5),
            *(Column(title=column, share=share) for column in figure.columns),
        ),
        rows=tuple((cell(label), *(cell(_number(n)) for n in numbers)) for label, numbers in rows),
    )


def _number(number: int | None) -> str:
    return NOT_SHOWN if number is None else f"{number:,}"
