"""The figures of the service picture as a CSV file, as a spreadsheet reads it."""

import csv
import io
from collections.abc import Iterable

from models.figures import NOT_SHOWN, WHY_NOT_SHOWN, Figure

COLUMNS = ("Part", "Figure", "Row", "Counted", "Of what", "Number")
_LEADS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def figures_csv(figures: Iterable[Figure]) -> bytes:
    """Return a row for each number, in UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    hides = False
    for figure in figures:
        hides = hides or figure.hides
        for row in figure.rows:
            for column, number in zip(figure.columns, row.numbers, strict=True):
                shown = NOT_SHOWN if number is None else number
                cells = (figure.group, figure.title, row.label, column, figure.unit, shown)
                writer.writerow([safe_cell(cell) for cell in cells])
    if hides:
        writer.writerow([WHY_NOT_SHOWN])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_LEADS_A_FORMULA):
        return f"'{value}"
    return value
