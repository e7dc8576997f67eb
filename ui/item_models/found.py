"""What a search found in the records: one row per line, newest first."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

from models.next_step import short_date
from models.store_rows import Found

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FOUND_ROLE = int(Qt.ItemDataRole.UserRole) + 2
WHERE_ROLE = int(Qt.ItemDataRole.UserRole) + 3


class FoundModel(QAbstractListModel):
    """Shows found lines; ``name_of`` and ``title_of`` say whose they are and which section."""

    def __init__(self, name_of: Callable[[str], str], title_of: Callable[[Found], str]) -> None:
        super().__init__()
        self._name_of = name_of
        self._title_of = title_of
        self._found: tuple[Found, ...] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def found_at(self, row: int) -> Found | None:
        """Return the line in a row, or None."""
        return self._found[row] if 0 <= row < len(self._found) else None

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found = self._found[index.row()]
        if role == FOUND_ROLE:
            return found
        if role == WHERE_ROLE:
            return self._where(found)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self._where(found)}: {found.text}"
        return None

    def _where(self, found: Found) -> str:
        parts = (self._name_of(found.child_id), self._title_of(found))
        day = short_date(found.on, found.on) + f" {found.on.year}"
        return " · ".join(part for part in (*parts, day) if part)
