"""The one door to SQLCipher: a keyed connection with the standard library's shape.

A key never passes through the statement cache: the keying statement is run as a script, which
prepares, runs and drops it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2
from sqlcipher3.dbapi2 import Error

__all__ = [
    "AUTH",
    "BUSY",
    "CANTOPEN",
    "CORRUPT",
    "FORMAT",
    "FULL",
    "IOERR",
    "LOCKED",
    "NOMEM",
    "NOTADB",
    "PERM",
    "READONLY",
    "Connection",
    "Cursor",
    "Error",
    "code",
    "connect",
]

PERM, BUSY, LOCKED, NOMEM, READONLY = 3, 5, 6, 7, 8
IOERR, CORRUPT, FULL, CANTOPEN = 10, 11, 13, 14
AUTH, FORMAT, NOTADB = 23, 24, 26
"""SQLite's primary result codes (sqlite.org/rescode.html); they are for ever."""

_BY_WORDS = {
    "database is locked": BUSY,
    "database table is locked": LOCKED,
    "attempt to write a readonly database": READONLY,
    "disk I/O error": IOERR,
    "database disk image is malformed": CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": CANTOPEN,
    "file is not a database": NOTADB,
}
_RAW_KEY_BYTES = 32
_SALT_BYTES = 16


class Cursor(Protocol):
    """What a statement gave back."""

    @property
    def rowcount(self) -> int:
        """How many rows the statement changed."""

    @property
    def lastrowid(self) -> int | None:
        """The row id of the newest inserted row."""

    def fetchone(self) -> Any:
        """Return the next row, or None."""

    def fetchmany(self, size: int, /) -> list[Any]:
        """Return at most ``size`` of the rows that are left."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the rows that are left."""


class Connection(Protocol):
    """A keyed connection; every statement outside BEGIN … COMMIT commits by itself."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    @property
    def total_changes(self) -> int:
        """How many rows were changed through this connection."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Sequence[Any]], /) -> Cursor:
        """Run one statement for each row of parameters."""

    def backup(
        self,
        target: "Connection",
        *,
        pages: int = -1,
        progress: Callable[[int, int, int], None] | None = None,
    ) -> None:
        """Copy the whole database into ``target``, ``pages`` at a time."""

    def interrupt(self) -> None:
        """Stop the statement that runs in another thread."""

    def close(self) -> None:
        """Let go of the file."""


def code(error: BaseException) -> int:
    """Return SQLite's primary result code of ``error``; 1 when it has none.

    What ``Connection.backup`` raises carries no code, only SQLite's fixed words for one.
    """
    found = getattr(error, "sqlite_errorcode", None)
    return _BY_WORDS.get(str(error), 1) if found is None else int(found) & 0xFF


def connect(path: Path, key: bytes, salt: bytes, *, create: bool = False) -> Connection:
    """Return a connection to the SQLCipher file at ``path``, keyed with a raw key and its salt.

    Nothing is read or written yet, so a wrong key shows at the first statement. A missing file is
    an error unless ``create``.

    Raises:
        LookupError: the library that was loaded does not encrypt.
    """
    if len(key) != _RAW_KEY_BYTES or len(salt) != _SALT_BYTES:
        raise ValueError("SQLCipher is keyed with 32 bytes and a salt of 16.")
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if create else 'rw'}"
    raw = dbapi2.connect(uri, uri=True, isolation_level=None, timeout=0.2)
    raw.executescript("PRAGMA cipher_log_level = NONE")
    raw.executescript(f"PRAGMA key = \"x'{key.hex()}{salt.hex()}'\"")
    if raw.execute("PRAGMA cipher_version").fetchone() is None:
        raw.close()
        raise LookupError("The database library that was loaded does not encrypt.")
    return cast("Connection", raw)
