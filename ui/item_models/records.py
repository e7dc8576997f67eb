"""A table of domain values: one row each, columns made by functions."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from typing_extensions import override

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(msgspec.Struct, frozen=True):
    """A column: its heading, the words of a value in it, and its share of the width.

    One that is ``spared`` is left out where there is too little room for all.
    """

    title: str
    words: Callable[[Any], str]
    share: int = 1
    spared: bool = False


class RecordModel(QAbstractTableModel):
    """Shows values in the order given; each is known by ``key_of``."""

    def __init__(
        self, columns: Sequence[Column], key_of: Callable[[Any], str] = lambda value: value.id
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._key_of = key_of
        self._values: tuple[Any, ...] = ()

    @property
    def values(self) -> tuple[Any, ...]:
        """The values shown."""
        return self._values

    @property
    def shares(self) -> tuple[int, ...]:
        """How the width is shared out between the columns."""
        return tuple(column.share for column in self._columns)

    @property
    def spared(self) -> tuple[bool, ...]:
        """Which columns are left out where there is too little room."""
        return tuple(column.spared for column in self._columns)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show other values; where the same ones stay, only what changed is drawn anew."""
        fresh = tuple(values)
        if fresh == self._values:
            return
        if [self._key_of(v) for v in fresh] == [self._key_of(v) for v in self._values]:
            old, self._values = self._values, fresh
            for row, (before, after) in enumerate(zip(old, fresh, strict=True)):
                if before != after:
                    last = self.index(row, len(self._columns) - 1)
                    self.dataChanged.emit(self.index(row, 0), last)
            return
        self.beginResetModel()
        self._values = fresh
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Return the row of the value with that key, or -1."""
        keys = [self._key_of(value) for value in self._values]
        return keys.index(key) if key in keys else -1

    def key_at(self, row: int) -> str:
        """Return the key of the value in a row, or nothing."""
        return self._key_of(self._values[row]) if 0 <= row < len(self._values) else ""

    @override
    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._values)

    @override
    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        value = self._values[index.row()]
        column = self._columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.words(value)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.words(value) or 'nothing'}"
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title if section < len(self._columns) else None
        return None
