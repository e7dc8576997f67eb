"""The store: everything Heard remembers, in one encrypted file (design.md §3 and §4).

A ``Store`` is used by the one thread that opened it. Each save is one transaction that also counts
the generation up; a save that fails leaves the store as it was and says why.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

import msgspec

from models import (
    atomicfile,
    backup,
    faults,
    keyheader,
    migrations,
    rotation,
    store_clearing,
    store_connection,
    store_query,
    store_register,
    store_search,
    store_write,
)
from models.child import Child
from models.keyheader import KeyHeader
from models.keys import DataKey
from models.review import Review, ReviewHead, SectionRecord
from models.sqlcipher import Connection
from models.store_audits import Audits
from models.store_children import KeptChildren
from models.store_connection import DATABASE
from models.store_file import OpenFile
from models.store_recount import KeptRows
from models.store_register import ExportRegister
from models.store_rows import ChildRow, Found, ReviewRow, SaveBatch
from models.store_snapshots import Snapshots

UNFINISHED = "store.new"

T = TypeVar("T")

_CHILD = msgspec.json.Decoder(Child)
_CHILD_ROWS = msgspec.json.Decoder(tuple[ChildRow, ...])
_HEAD = msgspec.json.Decoder(ReviewHead)
_REVIEW_ROW = msgspec.json.Decoder(ReviewRow)
_REVIEW_ROWS = msgspec.json.Decoder(tuple[ReviewRow, ...])
_SECTION = msgspec.json.Decoder(SectionRecord)


class Store:
    """An open store. Hold it in one thread, and ``close`` it."""

    def __init__(self, file: OpenFile, folder: Path) -> None:
        self.folder = folder
        self.register = ExportRegister(file)
        self.snapshots = Snapshots(file)
        self.kept = KeptChildren(file)
        self.rows = KeptRows(file)
        self.audits = Audits(file)
        self.closed_unexpectedly = False
        self.is_older_copy = False
        self._file = file

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    @property
    def connection(self) -> Connection:
        """The connection of today, for backups."""
        return self._file.connection

    @property
    def store_id(self) -> str:
        """The id that the key file and every backup of this store share."""
        return str(self._meta("store_id"))

    @property
    def generation(self) -> int:
        """How many transactions were written since the store was made."""
        return int(self._meta("generation"))

    def save(self, batch: SaveBatch) -> int:
        """Write the batch in one transaction and return the new generation.

        Raises:
            StoreError: nothing of it was written, and why.
        """
        with self._file.writing() as generation:
            store_write.write(self._file.connection, batch)
        return generation

    def load_child(self, child_id: str) -> Child:
        """Return the child.

        Raises:
            LookupError: no child has this id.
            StoreError: it could not be read.
        """
        return _CHILD.decode(self._one("SELECT body FROM child WHERE id = ?", child_id)[0])

    def load_review(self, review_id: str) -> Review:
        """Return the review with its sections in the order they were first saved in.

        Raises:
            LookupError: no review has this id.
            StoreError: it could not be read.
        """
        child_id, head = self._one("SELECT child, head FROM review WHERE id = ?", review_id)
        found = self._all("SELECT body FROM section WHERE review = ? ORDER BY number", review_id)
        sections = tuple(_SECTION.decode(body) for (body,) in found)
        return Review(id=review_id, child_id=child_id, head=_HEAD.decode(head), sections=sections)

    def load_head(self, review_id: str) -> ReviewHead:
        """Return all of a review but the text of its sections.

        Raises:
            LookupError: no review has this id.
            StoreError: it could not be read.
        """
        return _HEAD.decode(self._one("SELECT head FROM review WHERE id = ?", review_id)[0])

    def children(self) -> tuple[ChildRow, ...]:
        """Return the caseload in no particular order."""
        return _CHILD_ROWS.decode(self._together("child_row"))

    def reviews(self, child_id: str | None = None) -> tuple[ReviewRow, ...]:
        """Return the child's reviews, or everybody's, in the order they were first saved in."""
        if child_id is None:
            return _REVIEW_ROWS.decode(self._together("review_row"))
        sql = "SELECT row FROM review_row WHERE child = ? ORDER BY number"
        found = self._all(sql, child_id)
        return tuple(_REVIEW_ROW.decode(row) for (row,) in found)

    def search(self, query: str, limit: int = 50) -> tuple[Found, ...]:
        """Return the newest lines that hold every word of the query, its last word as a beginning.

        Words in double quotes are a phrase; accents and case do not matter. A query without a
        word finds nothing.

        Raises:
            StoreError: the store could not be read, or lines typed since could not be indexed.
        """
        self.settle()
        return self._file.read(lambda connection: store_query.search(connection, query, limit))

    def settle(self) -> None:
        """Give lines typed since their search rows; called by ``search`` and worth calling idly.

        Raises:
            StoreError: it could not be written; the lines stay marked.
        """
        if self._file.rows("SELECT 1 FROM fresh LIMIT 1"):
            with self._file.writing():
                store_search.settle(self.connection)

    def remove_child(self, child_id: str, *, from_backups: bool = False) -> None:
        """Remove the child with all reviews, snapshots and search rows; events stay.

        ``from_backups`` lets backups from before go too, as soon as a newer one was checked.

        Raises:
            StoreError: nothing was removed, and why.
        """
        with self._file.writing() as generation:
            store_search.forget_child(self.connection, child_id)
            store_register.forget_child(self.connection, child_id)
            self.connection.execute("DELETE FROM child WHERE id = ?", (child_id,))
            if from_backups:
                store_clearing.note(self.connection, generation)

    def remove_review(self, review_id: str) -> None:
        """Remove the review with its snapshots and search rows; events and exports stay known.

        Raises:
            StoreError: nothing was removed, and why.
        """
        with self._file.writing():
            store_search.forget_review(self.connection, review_id)
            self.connection.execute("DELETE FROM review WHERE id = ?", (review_id,))

    def clear_review(self, review_id: str, after: SaveBatch) -> None:
        """Put ``after`` in the place of a review's texts, snapshots and search rows; then ``tidy``.

        Raises:
            StoreError: nothing was cleared, and why.
        """
        with self._file.writing() as generation:
            store_clearing.clear(self._file.connection, review_id, after, generation)

    def tidy(self) -> bool:
        """Do a slice (under 50 ms) of clearing removed words from the index; False when done.

        Raises:
            StoreError: it could not be written.
        """
        with self._file.writing():
            return store_search.tidy(self.connection)

    def setting(self, key: str, type_: type[T]) -> T | None:
        """Return the setting as a ``type_``, or None when it was never set.

        Raises:
            StoreError: it could not be read.
        """
        found = self._all("SELECT value FROM setting WHERE key = ?", key)
        return msgspec.json.decode(found[0][0], type=type_) if found else None

    def set_setting(self, key: str, value: Any) -> None:
        """Keep a setting; any value that msgspec writes as JSON.

        Raises:
            StoreError: it was not kept, and why.
        """
        with self._file.writing():
            self.connection.execute(
                "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                (key, msgspec.json.encode(value)),
            )

    def close(self) -> None:
        """Index what waits, note that the store was closed properly, and let go of the file.

        Raises:
            StoreError: it could not be written; the file is let go of all the same.
        """
        try:
            self.settle()
            with self._file.writing():
                self.connection.execute("UPDATE meta SET value = 1 WHERE key = 'closed'")
        finally:
            self._file.close()

    def take(self, now: datetime) -> None:
        """Take the lock with the one write that opening makes."""
        self.closed_unexpectedly = not self._meta("closed")
        with store_connection.transaction(self.connection, "EXCLUSIVE"):
            self.connection.execute("UPDATE meta SET value = 0 WHERE key = 'closed'")
            self.connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'opened_at'", (now.isoformat(),)
            )

    def _meta(self, key: str) -> Any:
        return self._one("SELECT value FROM meta WHERE key = ?", key)[0]

    def _one(self, sql: str, value: str) -> Any:
        found = self._all(sql, value)
        if not found:
            raise LookupError("The store holds nothing under this id.")
        return found[0]

    def _together(self, table: str) -> bytes:
        """Return all rows of a table of lists, by number, as one JSON array.

        SQLite joins them, in the order it reads them in: fetched one by one, each would wait until
        the window's thread lets this one go on.
        """
        sql = f"SELECT CAST(group_concat(row) AS BLOB) FROM {table} NOT INDEXED"  # noqa: S608
        return b"[%b]" % (self._all(sql)[0][0] or b"")

    def _all(self, sql: str, *values: str) -> list[Any]:
        return self._file.rows(sql, *values)


def create_store(folder: Path, header: KeyHeader, data_key: DataKey, now: datetime) -> Store:
    """Make the store and key file of ``header`` in ``folder`` and return the store, open.

    The file is complete before it takes its name; whatever a creation that was cut short left
    behind (see ``is_unfinished``) is replaced.

    Raises:
        StoreExistsError: there is a store or a key file already; neither was touched.
        StoreError: it could not be made.
    """
    if not (is_new(folder) or is_unfinished(folder)):
        raise faults.StoreExistsError
    half = folder / UNFINISHED
    atomicfile.remove(half)
    _build(half, header.store_id, data_key, now)
    keyheader.write(folder, header)
    with faults.told():
        atomicfile.replace(half, folder / DATABASE)
    atomicfile.remove(half.with_name(f"{UNFINISHED}-journal"))
    return open_store(folder, data_key, now)


def open_store(folder: Path, data_key: DataKey, now: datetime) -> Store:
    """Return the store in ``folder``, open and locked, in the order of design.md §4.

    A store of an earlier version is brought to today's after a backup. ``is_older_copy`` then says
    whether a backup is newer than the store, which nobody should miss.

    Raises:
        StoreError: why it was not opened; what is refused was not written to.
    """
    rotation.resume(folder, data_key)
    path = folder / DATABASE
    connection = store_connection.keyed(path, data_key)
    try:
        version = store_connection.version_of(connection, path, data_key)
        store = Store(OpenFile(path, data_key, connection), folder)
        _refuse_other(store)
        store_connection.configure(connection)
        if version < migrations.CURRENT:
            backup.take(connection, folder, data_key, now, place=backup.place_of(folder))
            with faults.told():
                migrations.migrate(connection, version)
        store.take(now)
        backup.sweep(backup.place_of(folder))
        store.is_older_copy = backup.newest_generation(folder, data_key) > store.generation
    except BaseException:
        connection.close()
        raise
    return store


def is_new(folder: Path) -> bool:
    """Whether no store was ever made in ``folder``."""
    names = (DATABASE, UNFINISHED, keyheader.KEY_FILE, keyheader.KEY_COPY)
    return not any((folder / name).exists() for name in names)


def is_unfinished(folder: Path) -> bool:
    """Whether making a store in ``folder`` was cut short, before anything could be kept in it."""
    return (folder / UNFINISHED).exists() and not (folder / DATABASE).exists()


def _build(path: Path, store_id: str, data_key: DataKey, now: datetime) -> None:
    connection = store_connection.keyed(path, data_key, create=True)
    try:
        store_connection.configure(connection)
        with faults.told():
            migrations.migrate(connection, 0)
        rows = {"store_id": store_id, "generation": 0, "closed": 1, "tidy": 0}
        rows |= {"created_at": now.isoformat(), "opened_at": now.isoformat()}
        with store_connection.transaction(connection):
            connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows.items())
    finally:
        connection.close()


def _refuse_other(store: Store) -> None:
    if store.store_id != keyheader.read(store.folder).header.store_id:
        raise faults.WrongPairError
