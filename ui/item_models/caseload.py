"""The caseload as a table: headings and the children under them, the most pressing first."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from models.caseload_groups import (
    WEEK,
    Filter,
    Group,
    Listed,
    Standing,
    Wanted,
    counts,
    listed,
    standing,
    teams,
)
from models.deadlines import DateEngine
from models.folding import folded
from models.next_step import StepKind, short_date
from models.store_rows import CaseloadRow
from ui.item_models.caseload_cells import Cell, Today, heading_cell, make_cell, spoken_age

__all__ = ["CELL_ROLE", "TITLES", "CaseloadModel", "Cell", "spoken_age"]

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_REVIEWS = (StepKind.REVIEW, StepKind.ADJOURNED, StepKind.MEETING, StepKind.NEXT_REVIEW)
_LAW_COLUMN = 2

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TITLES = ("Child", "Next", "By law", "Open recommendations")


class _Heading(msgspec.Struct, frozen=True):
    """A row that says what the children under it have in common."""

    words: str
    count: int


class CaseloadModel(QAbstractTableModel):
    """One row for each heading, and for each child that filter and search let through.

    In private view only the chosen child has a name; every other is "Child" and a number.
    """

    def __init__(self, engine: DateEngine) -> None:
        super().__init__()
        self._engine = engine
        self._today = date.min
        self._all: list[Standing] = []
        self._shown: list[Standing | _Heading] = []
        self._cells: dict[tuple[str, int], Cell] = {}
        self._typed: tuple[str, ...] = ()
        self._numbers: dict[str, int] = {}
        self._haystacks: list[str] = []
        self.wanted = Wanted()
        self.is_private = False
        self.is_merged = False
        """Whether "Next" is said in the cell of the date, where the table is narrow."""
        self.named = ""
        """The id of the child whose name private view shows."""

    # -- what is shown

    def show_rows(self, rows: Sequence[CaseloadRow], today: date) -> None:
        """Show other rows as they stand on that UK date."""
        self._today = today
        self._all = [standing(row, self._engine, today) for row in rows]
        self._numbers = {}
        self._haystacks = []
        self._renew()

    def set_filter(self, typed: str) -> None:
        """Show only children whose names, numbers or home hold every word of ``typed``."""
        words = tuple(folded(typed).split())
        if words != self._typed:
            self._typed = words
            self._renew()

    def want(self, wanted: Wanted) -> None:
        """Show what is wanted, in the order wanted."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._renew()

    def set_private(self, *, is_private: bool) -> None:
        """Show every child's name, or only that of the chosen one."""
        if is_private != self.is_private:
            self.is_private = is_private
            self._renew()

    def set_merged(self, *, is_merged: bool) -> None:
        """Say what is next in the cell of the date, or in a column of its own."""
        if is_merged != self.is_merged:
            self.is_merged = is_merged
            self._say_anew()

    def name_only(self, child_id: str) -> None:
        """Let private view show the name of this child and of no other."""
        if child_id != self.named:
            self.named = child_id
            if self.is_private:
                self._say_anew()

    # -- what it holds

    @property
    def count(self) -> int:
        """How many children there are, shown or not."""
        return len(self._all)

    @property
    def shown_count(self) -> int:
        """How many children are shown."""
        return sum(isinstance(one, Standing) for one in self._shown)

    @property
    def counts(self) -> dict[Filter, int]:
        """How many children of the wanted team each filter lets through."""
        return counts(self._all, self.wanted.team)

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams of the caseload."""
        return teams(self._all)

    @property
    def has_families(self) -> bool:
        """Whether any child has brothers or sisters in the caseload."""
        return any(one.row.child.family or one.row.child.kin for one in self._all)

    def row_at(self, row: int) -> CaseloadRow | None:
        """Return the child in a row, or None for a heading."""
        one = self._shown[row] if 0 <= row < len(self._shown) else None
        return one.row if isinstance(one, Standing) else None

    def row_of(self, child_id: str) -> int:
        """Return the row in which a child is shown, or -1."""
        if not child_id:
            return -1
        return next((n for n, one in self._children() if one.row.child.id == child_id), -1)

    @property
    def first_child(self) -> int:
        """The row of the first child shown, or -1."""
        return next((n for n, _ in self._children()), -1)

    @property
    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [n for n, one in enumerate(self._shown) if isinstance(one, _Heading)]

    def name_of(self, child_id: str) -> str:
        """Return how a child is called on this screen, or nothing for one who is not here."""
        hidden = self._hidden(child_id)
        rows = (one.row.child for one in self._all)
        return hidden or next((c.preferred_name for c in rows if c.id == child_id), "")

    def due_between(self, first: date, last: date) -> int:
        """Return how many reviews are planned or due from ``first`` to ``last``, both included."""
        return sum(first <= day <= last for day in map(_review_day, self._all) if day is not None)

    # -- what Qt asks

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(TITLES)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._shown[index.row()], _Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL_ROLE:
            return self._cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index).title or self._cell(index).pill
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(index).spoken
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return self._told(index, role)
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            if section == _LAW_COLUMN and self.is_merged:
                return "Next, by law"
            return TITLES[section] if section < len(TITLES) else None
        return None

    # -- how

    def _children(self) -> Iterator[tuple[int, Standing]]:
        return ((n, one) for n, one in enumerate(self._shown) if isinstance(one, Standing))

    def _renew(self) -> None:
        self.beginResetModel()
        self._cells.clear()
        self._shown = []
        for part in listed(self._matching(), self.wanted):
            if part.group is not None:
                self._shown.append(_Heading(self._heading(part), len(part.standings)))
            self._shown.extend(part.standings)
        self.endResetModel()

    def _say_anew(self) -> None:
        self._cells.clear()
        if self._shown:
            last = self.index(len(self._shown) - 1, len(TITLES) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _heading(self, part: Listed) -> str:
        group = part.group or Group.COMING
        words = group.label
        if group is Group.WEEK:
            words = f"{words}, up to {short_date(self._today + WEEK, self._today)}"
        if any(one.group is not group for one in part.standings):
            words += ", with brothers and sisters"
        return words

    def _matching(self) -> list[Standing]:
        if not self._typed:
            return self._all
        if not self._haystacks:
            self._haystacks = [folded(_words_of(one.row)) for one in self._all]
        pairs = zip(self._all, self._haystacks, strict=True)
        return [one for one, text in pairs if all(word in text for word in self._typed)]

    def _hidden(self, child_id: str) -> str:
        """Return what stands in the place of a child's name, or nothing where it is shown."""
        if not self.is_private or child_id == self.named:
            return ""
        if not self._numbers:
            ids = sorted(one.row.child.id for one in self._all)
            self._numbers = {id_: number for number, id_ in enumerate(ids, 1)}
        return f"Child {self._numbers.get(child_id, 0)}"

    def _cell(self, index: _Index) -> Cell:
        one = self._shown[index.row()]
        if isinstance(one, _Heading):
            return heading_cell(one.words, one.count) if index.column() == 0 else Cell()
        child_id = one.row.child.id
        key = (child_id, index.column())
        if key not in self._cells:
            at = Today(
                engine=self._engine,
                day=self._today,
                hidden=self._hidden(child_id),
                names_kin=not self.is_private,
                shows_kin=self.wanted.families,
                merged=self.is_merged,
            )
            self._cells[key] = make_cell(index.column(), one, at)
        return self._cells[key]

    def _told(self, index: _Index, role: int) -> str | None:
        one = self._shown[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole or not isinstance(one, Standing) or index.column():
            return self._cell(index).told or None
        by_law = self._cell(self.index(index.row(), _LAW_COLUMN)).told
        return f"{one.group.label}. {by_law}".strip()


def _review_day(one: Standing) -> date | None:
    row, step = one.row, one.step
    if step.kind in _REVIEWS:
        return step.planned or step.due
    return row.latest.next_planned if row.latest is not None else None


def _words_of(row: CaseloadRow) -> str:
    child = row.child
    numbers = f"{child.la_id} {child.numbers}"
    return f"{child.preferred_name} {child.legal_name} {numbers} {child.home} {child.team}"
