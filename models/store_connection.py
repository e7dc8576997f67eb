"""Opening the file of a store, step by step in the order of design.md §4 "Opening".

Whatever is refused is refused before anything is written.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models import faults, migrations, sqlcipher
from models.keys import DataKey
from models.sqlcipher import Connection

DATABASE = "store.db"
JOURNAL = "store.db-journal"

_SALT_BYTES = 16
_DAMAGED_BITS = 8  # a salt this near to the right one is ours, with damage
_FOREIGN = (
    b"SQLite format 3\0",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"\xff\xd8\xff",
)
_BLOCK = (
    ("cipher_memory_security", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
    ("secure_delete", "ON", "1"),
    ("synchronous", "EXTRA", "3"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "TRUNCATE", "truncate"),
)
"""Each pragma, what it is set to and what it must read back as (anchors.md §2.2)."""


def keyed(path: Path, data_key: DataKey, *, create: bool = False) -> Connection:
    """Return a connection to the file at ``path``; nothing was read or written yet.

    Raises:
        MissingStoreError: there is no such file, or it is empty.
        NoCipherError: the library does not encrypt.
        StoreError: the disk would not let it be opened.
    """
    if not create:
        _refuse_missing(path)
    with faults.told():
        try:
            key, salt = data_key.database(), data_key.database_salt()
            return sqlcipher.connect(path, key, salt, create=create)
        except LookupError:
            raise faults.NoCipherError from None


def version_of(connection: Connection, path: Path, data_key: DataKey) -> int:
    """Return the store's version, having read and written nothing else.

    Raises:
        ForeignFileError, WrongPairError, DamagedStoreError: the file cannot be read, and why.
        NewerStoreError: a later Heard made it.
        StoreInUseError: another program holds it.
    """
    with faults.told():
        try:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            size = size_of_pages(connection)
            length = path.stat().st_size
        except sqlcipher.Error as error:
            if sqlcipher.code(error) != sqlcipher.NOTADB:
                raise
            raise _unreadable(path, data_key) from error
    if application != migrations.APPLICATION_ID:
        raise faults.ForeignFileError
    if version > migrations.CURRENT:
        raise faults.NewerStoreError
    if version < 1 or length < size:
        raise faults.DamagedStoreError
    return version


def size_of_pages(connection: Connection) -> int:
    """Return how many bytes the store's pages take; a shorter file was cut off."""
    pages, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "page_size")
    )
    return pages * size


def configure(connection: Connection) -> None:
    """Set the connection block and read each setting back.

    Raises:
        StoreError: the disk would not allow it.
    """
    with faults.told():
        for name, value, expected in _BLOCK:
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
            found = str(connection.execute(f"PRAGMA {name}").fetchone()[0])
            if found != expected:
                raise AssertionError(f"PRAGMA {name} reads back as {found}")


@contextmanager
def transaction(connection: Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """Write all of what happens inside, or none of it.

    Raises:
        StoreError: the world would not let it be written; the store is as it was.
    """
    with faults.told():
        connection.execute(f"BEGIN {kind}")
        with finished(connection):
            yield


@contextmanager
def finished(connection: Connection) -> Iterator[None]:
    """Commit the transaction that was begun, or roll it back when anything goes wrong inside."""
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _refuse_missing(path: Path) -> None:
    with faults.told():
        try:
            size = path.stat().st_size
        except FileNotFoundError:
            size = 0
    if size == 0:
        raise faults.MissingStoreError


def is_keyed_with(path: Path, data_key: DataKey) -> bool:
    """Whether the file begins as every store of ``data_key`` does."""
    with faults.told(), path.open("rb") as file:
        return file.read(_SALT_BYTES) == data_key.database_salt()


def _unreadable(path: Path, data_key: DataKey) -> faults.StoreError:
    """Return why page 1 does not open with a key that is known to be right."""
    with faults.told(), path.open("rb") as file:
        start = file.read(_SALT_BYTES)
    if start.startswith(_FOREIGN):
        return faults.ForeignFileError()
    differing = int.from_bytes(start, "big") ^ int.from_bytes(data_key.database_salt(), "big")
    if any(start) and differing.bit_count() > _DAMAGED_BITS:
        return faults.WrongPairError()
    return faults.DamagedStoreError()
