"""The rows of one child as the store keeps them, read and written for being worked out again."""

import msgspec

from models import store_write
from models.recount import Changes, Recounted
from models.review import Review, ReviewHead
from models.store_file import OpenFile
from models.store_rows import ChildRow, LimitChange, ReviewRow, SaveBatch

_CHANGES = "changed_limits"
_CHILD_ROW = msgspec.json.Decoder(ChildRow)
_REVIEW_ROW = msgspec.json.Decoder(ReviewRow)
_HEAD = msgspec.json.Decoder(ReviewHead)
_KEPT = msgspec.json.Decoder(dict[str, tuple[LimitChange, ...]])


class KeptRows:
    """The list rows of one store, and which limits moved and were not yet seen."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def rows_of(self, child_id: str) -> Recounted:
        """Return the child's rows as they are kept.

        Raises:
            LookupError: there is no such child.
            StoreError: they could not be read.
        """
        found = self._file.rows("SELECT row FROM child_row WHERE id = ?", child_id)
        if not found:
            raise LookupError("The store holds nothing under this id.")
        sql = "SELECT row FROM review_row WHERE child = ? ORDER BY number"
        reviews = tuple(_REVIEW_ROW.decode(row) for (row,) in self._file.rows(sql, child_id))
        return Recounted(child=_CHILD_ROW.decode(found[0][0]), reviews=reviews)

    def heads_of(self, child_id: str) -> tuple[Review, ...]:
        """Return the child's reviews without their sections, which no row is made from.

        Raises:
            StoreError: they could not be read.
        """
        sql = "SELECT id, head FROM review WHERE child = ? ORDER BY number"
        return tuple(
            Review(id=review_id, child_id=child_id, head=_HEAD.decode(head))
            for review_id, head in self._file.rows(sql, child_id)
        )

    def changes(self) -> dict[str, tuple[LimitChange, ...]]:
        """Return the limits that moved and were not yet seen, by the child's id.

        Raises:
            StoreError: they could not be read.
        """
        found = self._file.rows("SELECT value FROM setting WHERE key = ?", _CHANGES)
        return _KEPT.decode(found[0][0]) if found else {}

    def write(self, rows: list[Recounted], changes: Changes | None) -> None:
        """Write rows, and what changed if anything did, in one transaction.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        batch = SaveBatch(
            child_rows=tuple(one.child for one in rows),
            review_rows=tuple(row for one in rows for row in one.reviews),
            lines=tuple(line for one in rows for line in one.lines),
        )
        with self._file.writing():
            connection = self._file.connection
            store_write.write(connection, batch)
            if changes is not None:
                connection.execute(
                    "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                    (_CHANGES, msgspec.json.encode(changes)),
                )
