"""Children as the store keeps them, unopened: quick to hand to the process that reads a return.

A body is the JSON of a ``Child``. Comparing two bodies says whether a child was changed since.
"""

from collections.abc import Mapping, Sequence

import msgspec

from models import store_bulk
from models.child import Value
from models.store_file import OpenFile
from models.store_rows import SaveBatch


class KeptChild(Value, frozen=True, kw_only=True):
    """A child of the store; ``number`` is their place in it."""

    number: int
    body: bytes


class KeptChildren:
    """The unopened children of one store."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def some(self, after: int, many: int) -> tuple[KeptChild, ...]:
        """Return at most ``many`` children, those after the place ``after`` (0: the first ones).

        Raises:
            StoreError: they could not be read.
        """
        sql = "SELECT number, body FROM child WHERE number > ? ORDER BY number LIMIT ?"
        rows = self._file.rows(sql, after, many)
        return tuple(KeptChild(number=number, body=bytes(body)) for number, body in rows)

    def bodies(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        """Return the body of each child that there is under one of these ids.

        Raises:
            StoreError: they could not be read.
        """
        sql = "SELECT id, body FROM child WHERE id IN (SELECT value FROM json_each(?))"
        rows = self._file.rows(sql, msgspec.json.encode(ids).decode())
        return {child_id: bytes(body) for child_id, body in rows}

    def write(self, batch: SaveBatch) -> None:
        """Write the children of a batch, and nothing of a review, in one transaction.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        with self._file.writing():
            store_bulk.write_children(self._file.connection, batch)
