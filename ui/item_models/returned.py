"""The children of a national return in a table: who is shown, and who is ticked to be taken."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from models.ages import age_on
from models.return_preview import PreviewRow
from models.ssda903 import Standing
from models.taking import TakenChild

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

_SMALL = 2  # years, below which months are said

TITLES = ("Take", "Number", "Age", "How they stand", "What is new")
STANDING_WORDS = {
    Standing.NEW: "new to your caseload",
    Standing.CHANGED: "changed",
    Standing.UNCHANGED: "as it was",
    Standing.GONE: "no longer in care",
    Standing.ABSENT: "not in this extract; stays as it is",
}


class Numbers(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the numbers that somebody gave: how many were ticked, and what was not."""

    ticked: int
    nothing_new: int
    unknown: tuple[str, ...]


class ReturnedModel(QAbstractTableModel):
    """Rows of a preview, filtered by standing and by what is searched for; ticks stay hidden too.

    What changed for a child of this caseload is ticked at first, a new child is not: the extract of
    a council holds the children of all its reviewing officers.
    """

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[PreviewRow, ...] = ()
        self._ages: tuple[str, ...] = ()
        self._shown: list[int] = []
        self._ticked: set[int] = set()

    def show_rows(self, rows: Sequence[PreviewRow], today: date) -> None:
        """Show another preview."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._ages = tuple(_age(row.born, today) for row in rows)
        self._ticked = {n for n, row in enumerate(rows) if row.mine and row.taken is not None}
        self._shown = list(range(len(self._rows)))
        self.endResetModel()
        self.ticks_changed.emit()

    def show_only(self, standing: Standing | None, words: str, *, ticked: bool = False) -> None:
        """Show the children of one standing, or of all; those ticked; those with the words."""
        wanted = words.casefold().split()
        self.beginResetModel()
        self._shown = [
            n
            for n, row in enumerate(self._rows)
            if standing in (None, row.standing)
            and (not ticked or n in self._ticked)
            and all(word in _searched(row) for word in wanted)
        ]
        self.endResetModel()

    def count(self, standing: Standing | None = None) -> int:
        """Return how many children there are, of one standing or of all."""
        return sum(standing in (None, row.standing) for row in self._rows)

    def row_at(self, row: int) -> PreviewRow | None:
        """Return the child in a shown row, or None."""
        return self._rows[self._shown[row]] if 0 <= row < len(self._shown) else None

    @property
    def taken(self) -> tuple[TakenChild, ...]:
        """What is ticked, in the order of the preview."""
        ticked = (self._rows[n].taken for n in sorted(self._ticked))
        return tuple(one for one in ticked if one is not None)

    @property
    def ticked_count(self) -> int:
        """How many children are ticked, whether they are shown or not."""
        return len(self._ticked)

    def tick_shown(self, *, on: bool) -> None:
        """Tick all children that are shown and can be taken, or none of them."""
        self._tick(self._shown, on=on)

    def tick_none(self) -> None:
        """Untick everybody, shown or not."""
        self._tick(list(self._ticked), on=False)

    def turn(self, rows: Iterable[int]) -> None:
        """Tick the shown rows, or untick them where all of those that can be taken are ticked."""
        numbers = [self._shown[row] for row in rows if 0 <= row < len(self._shown)]
        can = [n for n in numbers if self._rows[n].taken is not None]
        self._tick(can, on=not set(can) <= self._ticked)

    def tick_numbers(self, numbers: Iterable[str]) -> Numbers:
        """Tick the children with these council numbers, and say what became of each number."""
        by_number = {row.la_id.casefold(): n for n, row in enumerate(self._rows)}
        found = {number: by_number.get(number.casefold()) for number in dict.fromkeys(numbers)}
        known = {n for n in found.values() if n is not None}
        can = {n for n in known if self._rows[n].taken is not None}
        self._tick(can, on=True)
        unknown = tuple(number for number, n in found.items() if n is None)
        return Numbers(ticked=len(can), nothing_new=len(known) - len(can), unknown=unknown)

    def _tick(self, numbers: Iterable[int], *, on: bool) -> None:
        can = {n for n in numbers if self._rows[n].taken is not None}
        self._ticked = self._ticked | can if on else self._ticked - can
        if self._shown:
            last = self.index(len(self._shown) - 1, len(TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.ticks_changed.emit()

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        n, column = self._shown[index.row()], index.column()
        if role == Qt.ItemDataRole.CheckStateRole and column == 0:
            return self._check(n)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[column]}: {self._spoken(n, column)}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) and column:
            return self._text(n, column)
        return None

    def _check(self, n: int) -> Qt.CheckState | None:
        if self._rows[n].taken is None:
            return None
        return Qt.CheckState.Checked if n in self._ticked else Qt.CheckState.Unchecked

    def _text(self, n: int, column: int) -> str:
        row = self._rows[n]
        number = " · ".join(part for part in (row.la_id, row.name) if part)
        words = "; ".join(row.words)
        return ("", number, self._ages[n], STANDING_WORDS[row.standing], words)[column]

    def _spoken(self, n: int, column: int) -> str:
        if column:
            return self._text(n, column) or "nothing"
        if self._rows[n].taken is None:
            return "nothing to take"
        return "ticked" if n in self._ticked else "not ticked"

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section] if section < len(TITLES) else None
        return None


def _searched(row: PreviewRow) -> str:
    return " ".join((row.la_id, row.name, *row.words)).casefold()


def _age(born: date, today: date) -> str:
    """Return the age, of a child who is no longer small in years alone."""
    age = age_on(born, today)
    return age.words if age.years < _SMALL else f"{age.years} years"
