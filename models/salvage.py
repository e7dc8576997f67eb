"""Rescue of what can still be read from a damaged store, into a new one.

Rows are read by their numbers; a range that cannot be read is halved, on a fresh connection each
time, until the damaged rows stand alone. One bad page so costs the rows on it and no others. The
damaged store is never written, and the new one is made from values, not from its pages.
"""

import contextlib
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from models import faults, keyheader, migrations, sqlcipher, store_connection
from models.child import Child, Identifiers
from models.edits import Opened
from models.keys import DataKey
from models.migrations import m0001_first_store, m0002_sending_and_audits
from models.parts import Author, Columns, whole
from models.review import Review, ReviewHead, SectionRecord
from models.sqlcipher import Connection
from models.store import Store, create_store
from models.store_connection import DATABASE, transaction
from models.store_rows import ChildRow, ReviewRow
from models.terms import ReviewType

T = TypeVar("T")

RECOVERED = "Recovered"
"""The name that a child gets whose own record could not be read."""

_PAGE = 4096  # bytes
_FURTHEST = 1 << 20  # row numbers tried where no table end can be read
_PATIENCE = 400  # failed reads in a row before the rest of a table is given up
_LITTLE_PATIENCE = 20  # the same where neither end of the table can be read
_UNREADABLE = {sqlcipher.CORRUPT, sqlcipher.NOTADB, sqlcipher.IOERR, sqlcipher.FORMAT}
_COLUMNS = {
    "child": "id, body",
    "child_row": "id, row",
    "review": "id, child, head",
    "review_row": "id, row",
    "section": "review, section, body",
    "snapshot": "review, kind, version, at, body",
    "export_register": "child, review, document, version, recipient, folder, half, name,"
    " started_at, completed_at, sha256, uploaded_on, protected",
    "event": "at, who, kind, child, review",
    "setting": "key, value",
    "audit": "id, sha256, reference, at, body",
}
_LATER = {"export_register": ("uploaded_on, protected", "NULL, 0")}
"""Columns that stores of version 1 lack, and what stands for them there."""
_INDEXED = {"child", "child_row", "review", "review_row", "section", "setting", "audit"}
_COPIED = ("snapshot", "export_register", "event", "setting", "audit")


class Lost(msgspec.Struct, frozen=True, kw_only=True):
    """How many rows of one kind could not be read; ``is_all_known`` when no more can be missing."""

    what: str
    rows: int
    is_all_known: bool


class Rescued(msgspec.Struct, frozen=True, kw_only=True):
    """What a rescue brought into the new store in ``folder``, and what it could not read."""

    folder: Path
    children: int
    reviews: int
    sections: int
    lost: tuple[Lost, ...]


def rescue(
    folder: Path, into: Path, data_key: DataKey, columns: Columns, author: Author
) -> Rescued:
    """Make a new store in the empty folder ``into`` from what can be read of the one in ``folder``.

    Sections without their review, and reviews without their child, come under a review or child
    named "Recovered". The new store has the same keys, so that it can take the old one's place
    (``restoring.put_in_place``).

    Raises:
        DamagedStoreError: nothing at all can be read.
        StoreError: the new store could not be made.
    """
    with faults.told():
        into.mkdir(parents=True, exist_ok=True)
    header = keyheader.read(folder).header
    scratch = into / "scratch"
    try:
        path = _readable(folder / DATABASE, scratch, data_key)
        with contextlib.closing(_Reader(path, data_key)) as reader:
            found = {table: reader.rows(table) for table in _COLUMNS if reader.may_have(table)}
            if path != folder / DATABASE:
                reader.lost += [_unknown(table) for table in _COLUMNS if table not in found]
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if not any(found.values()):
        raise faults.DamagedStoreError
    with create_store(into, header, data_key, author.at) as store:
        return _Filler(store, found, reader.lost).fill(columns, author)


class _Reader:
    """Reads the rows of a damaged store."""

    def __init__(self, path: Path, data_key: DataKey) -> None:
        self._path = path
        self._data_key = data_key
        self._connection: Connection | None = None
        self._patience = self._left = _PATIENCE
        self.lost: list[Lost] = []

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def may_have(self, table: str) -> bool:
        """Return whether the store has this table, as far as can be read: early ones lack some."""
        found = self._try(f"SELECT 1 FROM sqlite_master WHERE name = '{table}'", ())  # noqa: S608  # our own names
        return found is None or bool(found)

    def rows(self, table: str) -> list[tuple[Any, ...]]:
        """Return the rows of the table that can be read, and note how many cannot."""
        numbers, is_all_known = self._numbers(table)
        self._left = self._patience
        missing: list[int] = []
        found = self._read(table, numbers, missing)
        if missing or not is_all_known:
            lost = len(missing) if is_all_known else 0
            self.lost.append(Lost(what=table, rows=lost, is_all_known=is_all_known))
        return found

    def _numbers(self, table: str) -> tuple[Sequence[int], bool]:
        """Return the numbers that rows of the table may have, and whether just these have one."""
        index = f"sqlite_autoindex_{table}_1"
        by_index = f"SELECT rowid FROM {table} INDEXED BY {index} ORDER BY rowid"  # noqa: S608  # our own names
        self._patience = _PATIENCE
        if table in _INDEXED and (found := self._try(by_index, ())) is not None:
            return [number for (number,) in found], True
        highest = self._try(f"SELECT max(rowid) FROM {table}", ())  # noqa: S608  # our own names
        if highest is not None:
            return range(1, (highest[0][0] or 0) + 1), table not in _INDEXED
        if self._try(f"SELECT min(rowid) FROM {table}", ()) is None:  # noqa: S608  # our own names
            self._patience = _LITTLE_PATIENCE
        return range(1, _FURTHEST), False

    def _read(
        self, table: str, numbers: Sequence[int], missing: list[int]
    ) -> list[tuple[Any, ...]]:
        if not numbers or self._left <= 0:
            missing += numbers if len(numbers) <= _PATIENCE else []
            return []
        sql = f"SELECT {self._columns(table)} FROM {table} WHERE rowid BETWEEN ? AND ?"  # noqa: S608  # our own names
        found = self._try(sql, (numbers[0], numbers[-1]))
        if found is not None:
            self._left = self._patience
            return found
        self._left -= 1
        if len(numbers) == 1:
            missing += numbers
            return []
        half = len(numbers) // 2
        first = self._read(table, numbers[:half], missing)
        return first + self._read(table, numbers[half:], missing)

    def _columns(self, table: str) -> str:
        """Return what to read of the table, as far as this version of the store has it."""
        later, instead = _LATER.get(table, ("", ""))
        first = later.partition(",")[0]
        sql = f"SELECT 1 FROM sqlite_master WHERE name = '{table}' AND sql LIKE '%{first}%'"  # noqa: S608  # our own names
        is_early = bool(later) and self._try(sql, ()) == []
        return _COLUMNS[table].replace(later, instead) if is_early else _COLUMNS[table]

    def _try(self, sql: str, values: tuple[int, ...]) -> list[tuple[Any, ...]] | None:
        """Return the rows, or None when they cannot be read; the connection is then given up."""
        try:
            if self._connection is None:
                self._connection = store_connection.keyed(self._path, self._data_key)
            return self._connection.execute(sql, values).fetchall()
        except sqlcipher.Error as error:
            if sqlcipher.code(error) not in _UNREADABLE:
                raise
            self.close()
            return None


class _Filler:
    """Puts what was read into a new store."""

    def __init__(
        self, store: Store, found: dict[str, list[tuple[Any, ...]]], lost: list[Lost]
    ) -> None:
        self._store = store
        self._found = found
        self._lost = list(lost)

    def fill(self, columns: Columns, author: Author) -> Rescued:
        """Save everything and return what it came to."""
        children = self._children()
        reviews = self._reviews()
        if any(review.child_id not in children for review in reviews):
            born = author.at.date()
            reviews = tuple(_with_parent(review, children, born) for review in reviews)
        for child in children.values():
            theirs = [review for review in reviews if review.child_id == child.id]
            for opened in [Opened(child=child, review=review) for review in theirs] or [
                Opened(child=child)
            ]:
                self._store.save(whole(opened, columns, author, "rescued"))
        self._copy({review.id for review in reviews})
        return Rescued(
            folder=self._store.folder,
            children=len(children),
            reviews=len(reviews),
            sections=sum(len(review.sections) for review in reviews),
            lost=tuple(self._lost),
        )

    def _children(self) -> dict[str, Child]:
        rows = (self._decoded(body, ChildRow) for _, body in self._found["child_row"])
        children = {row.id: _from_row(row) for row in rows if row is not None}
        whole_ones = (self._decoded(body, Child) for _, body in self._found["child"])
        return children | {child.id: child for child in whole_ones if child is not None}

    def _reviews(self) -> tuple[Review, ...]:
        sections: dict[str, list[SectionRecord]] = {}
        for review_id, _, body in self._found["section"]:
            record = self._decoded(body, SectionRecord)
            if record is not None:
                sections.setdefault(review_id, []).append(record)
        heads: dict[str, tuple[str, ReviewHead]] = {
            review_id: ("", ReviewHead(number=1, type=ReviewType.SUBSEQUENT))
            for review_id in sections
        }
        for _, body in self._found["review_row"]:
            row = self._decoded(body, ReviewRow)
            if row is not None:
                heads[row.id] = (row.child_id, _head_from_row(row))
        for review_id, child_id, body in self._found["review"]:
            head = self._decoded(body, ReviewHead)
            if head is not None:
                heads[review_id] = (child_id, head)
        return tuple(
            Review(id=name, child_id=child, head=head, sections=tuple(sections.get(name, ())))
            for name, (child, head) in heads.items()
        )

    def _decoded(self, body: Any, type_: type[T]) -> T | None:
        try:
            return msgspec.json.decode(body, type=type_)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._lost.append(Lost(what=type_.__name__.lower(), rows=1, is_all_known=True))
            return None

    def _copy(self, reviews: set[str]) -> None:
        snapshots = [row for row in self._found["snapshot"] if row[0] in reviews]
        found = self._found | {"snapshot": snapshots}
        with transaction(self._store.connection):
            for table in _COPIED:
                marks = ", ".join("?" * len(_COLUMNS[table].split(",")))
                sql = f"INSERT OR REPLACE INTO {table} ({_COLUMNS[table]}) VALUES ({marks})"  # noqa: S608  # our own names
                self._store.connection.executemany(sql, found.get(table, []))


def _with_parent(review: Review, children: dict[str, Child], born: date) -> Review:
    """Return the review with a child that is there, the one named "Recovered" if need be."""
    if review.child_id in children:
        return review
    name = review.child_id or RECOVERED.lower()
    children.setdefault(name, Child(id=name, preferred_name=RECOVERED, born=born))
    return msgspec.structs.replace(review, child_id=name)


def _from_row(row: ChildRow) -> Child:
    """Return as much of a child as the caseload's row tells."""
    return Child(
        id=row.id,
        preferred_name=row.preferred_name,
        legal_name=row.legal_name,
        born=row.born,
        ids=Identifiers(la_id=row.la_id),
        became_looked_after=row.became_looked_after,
        practice=row.practice,
    )


def _head_from_row(row: ReviewRow) -> ReviewHead:
    """Return as much of a review's head as the list's row tells."""
    return ReviewHead(
        number=row.number,
        type=row.type,
        review_date=row.review_date,
        limit=row.limit,
        completed_on=row.completed_on,
    )


def _readable(source: Path, scratch: Path, data_key: DataKey) -> Path:
    """Return the damaged store, or a copy with another page 1 where no table of it can be found.

    Page 1, or one that it leads to, says where each table begins. That is the same in every store
    for the tables of version 1, so that a page which names just those serves any of them.
    """
    try:
        with contextlib.closing(store_connection.keyed(source, data_key)) as connection:
            store_connection.version_of(connection, source, data_key)
            with faults.told():
                connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except (faults.DamagedStoreError, faults.DiskFaultError):
        return _with_lent_page(source, scratch, data_key)
    return source


def _with_lent_page(source: Path, scratch: Path, data_key: DataKey) -> Path:
    """Return a copy that begins with the first page of a fresh store of at least its length."""
    copy = scratch / "store.damaged"
    with faults.told():
        scratch.mkdir()
        shutil.copyfile(source, copy)
        size = copy.stat().st_size
    lender = scratch / DATABASE
    _make_lender(lender, data_key, size)
    with faults.told(), lender.open("rb") as fresh, copy.open("r+b") as damaged:
        damaged.write(fresh.read(_PAGE))
        damaged.truncate(lender.stat().st_size)
    return copy


def _make_lender(path: Path, data_key: DataKey, size: int) -> None:
    """Make a database of at least ``size`` bytes whose page 1 names the tables of version 1.

    The register has the columns it has today; a row of an earlier one reads as if they were empty.
    """
    connection = store_connection.keyed(path, data_key, create=True)
    with contextlib.closing(connection), faults.told():
        store_connection.configure(connection)
        with transaction(connection):
            m0001_first_store.migrate(connection)
            m0002_sending_and_audits.add_columns(connection)
            connection.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {migrations.CURRENT}")
        sql = "INSERT INTO setting (key, value) VALUES ('length', ?)"
        with transaction(connection):
            connection.execute(sql, ("x" * size,))


def _unknown(table: str) -> Lost:
    """Return that nobody can say how many rows there were."""
    return Lost(what=table, rows=0, is_all_known=False)
