"""Frozen copies of reviews: what stood there at a moment, and every signed version."""

import zlib
from datetime import datetime

from models.store_file import OpenFile
from models.store_rows import SnapshotRow


def packed(body: bytes) -> bytes:
    """Return a snapshot's body as it is kept."""
    return zlib.compress(body, level=6)


class Snapshots:
    """The snapshots of a store; new ones come with a ``SaveBatch``."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def of(self, review_id: str) -> tuple[SnapshotRow, ...]:
        """Return the review's snapshots, oldest first.

        Raises:
            StoreError: they could not be read.
        """
        found = self._file.rows(
            "SELECT number, kind, at, version FROM snapshot WHERE review = ? ORDER BY number",
            review_id,
        )
        return tuple(
            SnapshotRow(
                number=number,
                review_id=review_id,
                kind=kind,
                at=datetime.fromisoformat(at),
                version=version,
            )
            for number, kind, at, version in found
        )

    def body(self, number: int) -> bytes:
        """Return the body of a snapshot.

        Raises:
            LookupError: there is none of this number.
            StoreError: it could not be read.
        """
        found = self._file.rows("SELECT body FROM snapshot WHERE number = ?", number)
        if not found:
            raise LookupError("The store holds no snapshot of this number.")
        return zlib.decompress(found[0][0])

    def drop(self, numbers: tuple[int, ...]) -> None:
        """Remove snapshots for good.

        Raises:
            StoreError: none was removed, and why.
        """
        with self._file.writing():
            self._file.connection.executemany(
                "DELETE FROM snapshot WHERE number = ?", [(number,) for number in numbers]
            )
