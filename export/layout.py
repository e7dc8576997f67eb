"""How wide the columns of a table are, and when its page must turn landscape (design.md §5)."""

import re
from collections.abc import Iterable

from export.blocks import Cell, Column, Paragraph, Table

CM = 567  # twentieths of a point in a centimetre
_INSETS = 0.4  # centimetres of a cell that hold no text
_EM = 11 / 72 * 2.54  # centimetres of one em in the size of table text
_LONG = re.compile(r"[^\s\-–/]{9,}")
_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[] "), frozenset("mwMWOQGD@%")


def word_width(word: str) -> float:
    """Return about how wide a word is in table text, in centimetres (bold Arial, 11 points)."""
    ems = 0.0
    for char in word:
        if char in _NARROW:
            ems += 0.33
        elif char in _WIDE:
            ems += 0.9
        else:
            ems += 0.61 if ord(char) < 0x2E80 else 1.0  # noqa: PLR2004 - first ideograph
    return ems * _EM


def _texts(cell: Cell) -> Iterable[str]:
    for part in cell:
        if isinstance(part, Paragraph):
            yield from (run.text for run in part.runs)
        else:
            yield part.text


def _longest(column: int, table: Table) -> str:
    found = table.columns[column].title.split()
    for row in table.rows:
        for text in _texts(row[column]):
            found += _LONG.findall(text)
    return max(found, key=len)


def wanted(table: Table, width: float) -> tuple[float, ...]:
    """Return the least width of each column in centimetres, on a page ``width`` wide.

    A column is never under its own least, and wide enough for its longest word, but no word may
    claim more than a third of the page: such a word is broken.
    """
    return tuple(
        max(column.least, min(word_width(_longest(at, table)) + _INSETS, width / 3))
        for at, column in enumerate(table.columns)
    )


def widths(
    columns: tuple[Column, ...], least: tuple[float, ...], width: float
) -> list[float] | None:
    """Return the columns' widths by their shares, none under its least; None where that fails."""
    if sum(least) > width:
        return None
    fixed: dict[int, float] = {}
    while True:
        free = [at for at in range(len(columns)) if at not in fixed]
        left = width - sum(fixed.values())
        total = sum(columns[at].share for at in free)
        short = [at for at in free if columns[at].share / total * left < least[at] - 1e-9]
        if not short:
            return [fixed.get(at, columns[at].share / total * left) for at in range(len(columns))]
        fixed.update((at, least[at]) for at in short)


class Fit:
    """A table fitted to a page: whether it lies on its side, and its columns in whole dxa."""

    def __init__(self, table: Table, upright: int, lying: int) -> None:
        """Fit ``table`` to a text width of ``upright``, or ``lying``, twentieths of a point."""
        found = self._try(table, upright)
        self.landscape = found is None
        self.dxa = found or self._try(table, lying) or self._squeezed(table, lying)

    @staticmethod
    def _try(table: Table, dxa: int) -> list[int] | None:
        found = widths(table.columns, wanted(table, dxa / CM), dxa / CM)
        return None if found is None else _whole(found, dxa)

    @staticmethod
    def _squeezed(table: Table, dxa: int) -> list[int]:
        """Return widths by share alone: long words will break, nothing is lost."""
        shares = [column.share for column in table.columns]
        return _whole([share / sum(shares) * dxa / CM for share in shares], dxa)


def _whole(found: list[float], dxa: int) -> list[int]:
    rounded = [int(width * CM) for width in found]
    widest = rounded.index(max(rounded))
    rounded[widest] += dxa - sum(rounded)
    return rounded
