"""The minutes and the recommendations of the full review, both to bytes in memory.

Beside them python-docx, which opens the same template and writes the same paragraphs, runs, cells
and styles. Its cells are cached and its styles set by their ids, since it looks up the default
style whenever one is set by name. What to write is read out of our own documents beforehand.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as Opened
from docx.table import Table
from docx.text.paragraph import Paragraph

import resources
from export.documents import DOCUMENTS
from export.job import document_bytes
from export.template import TEMPLATE
from models.disclosure import view
from tests.bench.measure import Bench, Figure, medians, ratio, timed
from tests.support.documents import context_of
from tests.support.generate import full_review


@dataclass(frozen=True)
class _Words:
    """A paragraph: its style and its runs, each a text with the style of its letters."""

    style: str
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Grid:
    """A table: its style and the paragraphs of each cell, row by row."""

    style: str
    rows: tuple[tuple[tuple[_Words, ...], ...], ...]


def measure(bench: Bench) -> list[Figure]:
    """Return how our writer does beside python-docx."""
    opened = full_review(1)
    child, review = opened.child, opened.the_review

    def ours() -> list[bytes]:
        context = context_of(child, review)
        disclosed = view(child, review)
        return [document_bytes(kind.id, disclosed, context) for kind in DOCUMENTS]

    template = resources.path(TEMPLATE).read_bytes()
    plans = [tuple(_read(content)) for content in ours()]
    samples = bench.alternate(
        lambda: timed(ours), lambda: timed(lambda: [_write(template, plan) for plan in plans])
    )
    named = dict(zip(("ours", "python-docx"), samples, strict=True))
    words, cells = _size(plans)
    return [
        Figure(
            name="minutes and recommendations / python-docx writing the same",
            value=ratio(*samples),
            unit="×",
            bar=1.5,
            detail=f"{medians(**named)}; {words:,} paragraphs, {cells:,} cells",
            samples=named,
        )
    ]


def _read(content: bytes) -> Iterator[_Words | _Grid]:
    """Yield what a document holds, in order."""
    for part in Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(part, Paragraph):
            yield _words(part)
        else:
            rows = (tuple(_cell(cell.paragraphs) for cell in row.cells) for row in part.rows)
            yield _Grid(style=part.style.style_id, rows=tuple(rows))


def _cell(paragraphs: list[Paragraph]) -> tuple[_Words, ...]:
    return tuple(_words(paragraph) for paragraph in paragraphs)


def _words(paragraph: Paragraph) -> _Words:
    runs = tuple((run.text, run.style.style_id) for run in paragraph.runs)
    return _Words(style=paragraph.style.style_id, runs=runs)


def _write(template: bytes, plan: tuple[_Words | _Grid, ...]) -> bytes:
    """Return the same written by python-docx."""
    document: Opened = Document(io.BytesIO(template))

    def fill(paragraph: Paragraph, words: _Words) -> None:
        paragraph._p.style = words.style
        for text, style in words.runs:
            paragraph.add_run(text)._r.style = style

    for part in plan:
        if isinstance(part, _Words):
            fill(document.add_paragraph(), part)
            continue
        width = len(part.rows[0])
        table: Table = document.add_table(len(part.rows), width)
        table._tbl.tblPr.style = part.style
        cells = table._cells
        for at, words in enumerate(cell for row in part.rows for cell in row):
            fill(cells[at].paragraphs[0], words[0])
            for more in words[1:]:
                fill(cells[at].add_paragraph(), more)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def _size(plans: list[tuple[_Words | _Grid, ...]]) -> tuple[int, int]:
    """Return how many paragraphs outside tables and how many cells there are."""
    parts = [part for plan in plans for part in plan]
    grids = [part for part in parts if isinstance(part, _Grid)]
    return len(parts) - len(grids), sum(len(row) for grid in grids for row in grid.rows)
