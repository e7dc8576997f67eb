"""The caseload as a table: what each child needs next, the most pressing first."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from models.ages import age_on
from models.deadlines import DateEngine
from models.next_step import Step, StepKind, due_words, next_step, spoken_due
from models.store_rows import CaseloadRow

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_YOUNG_YEARS = 2

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TITLES = ("Child", "Next", "By law", "Open recommendations")


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell says: a first line, a pill, a quiet line below, and all of it spoken."""

    title: str = ""
    strong: bool = False
    pill: str = ""
    tone: str = "neutral"
    under: str = ""
    spoken: str = ""


class CaseloadModel(QAbstractTableModel):
    """One row for each child that the filter lets through."""

    def __init__(self, engine: DateEngine) -> None:
        super().__init__()
        self._engine = engine
        self._today = date.min
        self._all: list[tuple[CaseloadRow, Step]] = []
        self._shown: list[tuple[CaseloadRow, Step]] = []
        self._cells: dict[tuple[str, int], Cell] = {}
        self._filter = ""

    def show_rows(self, rows: Sequence[CaseloadRow], today: date) -> None:
        """Show other rows as they stand on that UK date."""
        self.beginResetModel()
        self._today = today
        self._all = [(row, next_step(row, self._engine, today)) for row in rows]
        self._all.sort(key=_pressing)
        self._cells.clear()
        self._shown = self._matching()
        self.endResetModel()

    def set_filter(self, typed: str) -> None:
        """Show only children whose names, number or home hold every word of ``typed``."""
        if typed.casefold().split() != self._filter.split():
            self.beginResetModel()
            self._filter = " ".join(typed.casefold().split())
            self._shown = self._matching()
            self.endResetModel()

    @property
    def count(self) -> int:
        """How many children there are, shown or not."""
        return len(self._all)

    def row_at(self, row: int) -> CaseloadRow | None:
        """Return the child in a row, or None."""
        return self._shown[row][0] if 0 <= row < len(self._shown) else None

    def row_of(self, child_id: str) -> int:
        """Return the row in which a child is shown, or -1."""
        return next((n for n, (r, _) in enumerate(self._shown) if r.child.id == child_id), -1)

    def name_of(self, child_id: str) -> str:
        """Return the name a child likes, or nothing for one who is not in the caseload."""
        rows = (row.child for row, _ in self._all)
        return next((child.preferred_name for child in rows if child.id == child_id), "")

    def due_between(self, first: date, last: date) -> int:
        """Return how many reviews are planned or due from ``first`` to ``last``, both included."""
        return sum(first <= day <= last for day in map(_review_day, self._all) if day is not None)

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
        if role == CELL_ROLE:
            return self._cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(index).title or self._cell(index).pill
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._cell(index).spoken
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return TITLES[section] if section < len(TITLES) else None
        return None

    def _matching(self) -> list[tuple[CaseloadRow, Step]]:
        words = self._filter.split()
        if not words:
            return self._all
        return [pair for pair in self._all if _holds(pair[0], words)]

    def _cell(self, index: _Index) -> Cell:
        row, step = self._shown[index.row()]
        key = (row.child.id, index.column())
        if key not in self._cells:
            self._cells[key] = _MAKERS[index.column()](row, step, self._engine, self._today)
        return self._cells[key]


def spoken_age(born: date, today: date) -> str:
    """Return an age as a list shows it: years alone, and months for the very young."""
    age = age_on(born, today)
    return age.words if age.unborn or age.years < _YOUNG_YEARS else str(age.years)


def _pressing(pair: tuple[CaseloadRow, Step]) -> tuple[bool, date, str]:
    row, step = pair
    return step.kind is not StepKind.MEETING, step.due or date.max, row.child.preferred_name


def _review_day(pair: tuple[CaseloadRow, Step]) -> date | None:
    row, step = pair
    if step.kind in (StepKind.REVIEW, StepKind.ADJOURNED, StepKind.MEETING, StepKind.NEXT_REVIEW):
        return step.planned or step.due
    return row.latest.next_planned if row.latest is not None else None


def _holds(row: CaseloadRow, words: list[str]) -> bool:
    child = row.child
    text = f"{child.preferred_name} {child.legal_name} {child.la_id} {child.home}".casefold()
    return all(word in text for word in words)


def _child(row: CaseloadRow, _step: Step, _engine: DateEngine, today: date) -> Cell:
    child = row.child
    age = spoken_age(child.born, today)
    under = f"{age} · with {child.home}" if child.home else age
    practice = "practice" if child.practice else ""
    spoken = ", ".join(part for part in (child.preferred_name, practice, under) if part)
    return Cell(
        title=child.preferred_name, strong=True, pill=practice, tone="accent", under=under,
        spoken=spoken.replace(" · ", ", "),
    )  # fmt: skip


def _next(_row: CaseloadRow, step: Step, _engine: DateEngine, today: date) -> Cell:
    under = ""
    if step.planned is not None and step.planned >= today:
        under = f"planned {step.planned.day}/{step.planned.month}"
    return Cell(title=step.what, under=under, spoken=f"Next: {step.what}")


def _by_law(_row: CaseloadRow, step: Step, engine: DateEngine, today: date) -> Cell:
    due = due_words(step, engine, today)
    return Cell(
        pill=due.pill,
        tone=due.press.value,
        under=due.under,
        spoken=f"By law: {spoken_due(step, engine, today)}",
    )


def _open_promises(row: CaseloadRow, _step: Step, _engine: DateEngine, today: date) -> Cell:
    child = row.child
    if not child.open_promises:
        return Cell(under="none", spoken="No open recommendations")
    days = (today - child.oldest_promise).days if child.oldest_promise else 0
    under = f"oldest {days} days" if days > 0 else ""
    spoken = f"Open recommendations: {child.open_promises}" + (f", {under}" if under else "")
    return Cell(title=str(child.open_promises), under=under, spoken=spoken)


_MAKERS: tuple[Callable[[CaseloadRow, Step, DateEngine, date], Cell], ...] = (
    _child,
    _next,
    _by_law,
    _open_promises,
)
