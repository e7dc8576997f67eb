"""Forms that are one large table: their rows are read as what stands beneath headings."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from export.reader.document import ReadCell, ReadParagraph, ReadTable, Shown, cell_text
from export.reader.headings import Headings
from export.reader.tables import holds_recommendations, is_of_people

_ROWS_OF_A_FORM = 6
_LONGEST_LABEL = 70
_WORDS_OF_A_TEXT = 8
"""So many words beside a label are a text, and the label its heading."""
_WIDTHS = frozenset({2, 4})
_LABEL = re.compile(r"\W*[A-Z][\w'’-]*(?:[\s/&(),–-]+(?:[a-z'’-][\w'’]*|[A-Z]{2,5}\b|\d+))*\W*")
Row = tuple[ReadCell, ...]


def unfolded(blocks: Iterable[Shown], headings: Headings, leads: dict[int, int]) -> Iterator[Shown]:
    """Yield blocks with each form taken apart at its headings, which are added to ``leads``."""
    for block in blocks:
        if isinstance(block, ReadTable) and _is_form(block):
            yield from _rows_of(block, headings, leads)
        else:
            yield block


def labels_in(table: ReadTable) -> frozenset[int]:
    """Return the numbers of paragraphs that are a form's own labels, beside what is filled in."""
    if table.has_header or holds_recommendations(table):
        return frozenset()
    return frozenset(
        paragraph.at
        for row in table.rows
        if len(row) in _WIDTHS
        for label, told in zip(row[::2], row[1::2], strict=True)
        if _is_label(label) and cell_text(told).strip()
        for paragraph in label
    )


def _is_label(cell: ReadCell) -> bool:
    text = cell_text(cell).strip()
    return bool(text) and len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text) is not None


def _is_form(table: ReadTable) -> bool:
    if len(table.rows) < _ROWS_OF_A_FORM or is_of_people(table):
        return False
    return not table.has_header and not holds_recommendations(table)


def _rows_of(table: ReadTable, headings: Headings, leads: dict[int, int]) -> Iterator[Shown]:
    rows: list[Row] = []
    is_labelled = False
    for row in table.rows:
        level = _level(row, headings) or (3 if is_labelled else 0)
        heading = next((p for p in row[0] if p.text.strip()), None) if level and row else None
        if heading is None:
            rows.append(row)
            continue
        yield from _part(table, rows)
        leads[heading.at] = level
        yield heading
        is_labelled = level > min(_WIDTHS)
        rows = [row] if len(row) > 1 else []
    yield from _part(table, rows)


def _level(row: Row, headings: Headings) -> int:
    """Return the level of a heading that a row is or begins with, 0 for any other row."""
    first = cell_text(row[0]).strip() if row else ""
    if not first or len(first) > _LONGEST_LABEL or "\n" in first:
        return 0
    if len(row) == 1:
        return 2
    beside = cell_text(row[1]) if len(row) == min(_WIDTHS) else ""
    is_text = len(beside.split()) >= _WORDS_OF_A_TEXT
    return 3 if is_text and headings.other(first) is not None else 0


def _part(table: ReadTable, rows: list[Row]) -> Iterator[ReadTable]:
    if rows:
        yield msgspec.structs.replace(table, rows=tuple(rows))


def told_in(table: ReadTable) -> Iterator[ReadParagraph]:
    """Yield the paragraphs of a table but those that are a form's own labels."""
    labels = labels_in(table)
    for row in table.rows:
        for cell in row:
            yield from (p for p in cell if p.at not in labels)
