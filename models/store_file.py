"""The open file of a store: reads and counted writes through a connection that mends itself.

One bad page spoils every later read and write on its connection, also of pages that are well
(anchors.md §0, 3). So what fails that way is tried once more on a fresh connection: a damaged page
costs what stands on it, and nothing that is typed afterwards.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from models import faults, sqlcipher, store_connection
from models.keys import DataKey
from models.sqlcipher import Connection

T = TypeVar("T")

_SPOILT = {sqlcipher.READONLY, sqlcipher.IOERR, sqlcipher.CORRUPT, sqlcipher.NOTADB}


class OpenFile:
    """A keyed, configured and locked store file, used by one thread."""

    def __init__(self, path: Path, data_key: DataKey, connection: Connection) -> None:
        self._path = path
        self._data_key = data_key
        self._connection: Connection | None = connection

    @property
    def connection(self) -> Connection:
        """The connection, opened again if it had to be let go of.

        Raises:
            StoreError: it could not be opened again.
        """
        if self._connection is None:
            self._connection = self._fresh()
        return self._connection

    def read(self, query: Callable[[Connection], T]) -> T:
        """Return what ``query`` reads.

        Raises:
            StoreError: it could not be read, also on a fresh connection.
        """
        with faults.told():
            return self._twice(lambda: query(self.connection))

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """Return the rows of one statement.

        Raises:
            StoreError: they could not be read, also on a fresh connection.
        """
        return self.read(lambda connection: connection.execute(sql, values).fetchall())

    @contextmanager
    def writing(self) -> Iterator[int]:
        """Write all of what happens inside, or none of it; gives the new generation.

        Raises:
            StoreError: the world would not let it be written; the store is as it was.
        """
        with faults.told():
            generation = self._twice(self._begun)
            with store_connection.finished(self.connection):
                yield generation

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _twice(self, job: Callable[[], T]) -> T:
        """Do the job, and once more on a fresh connection when this one may be spoilt."""
        try:
            return job()
        except sqlcipher.Error as error:
            if sqlcipher.code(error) not in _SPOILT:
                raise
            self.close()
            return job()

    def _begun(self) -> int:
        """Begin a transaction with its first write, which counts the generation up."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")
            sql = "SELECT value FROM meta WHERE key = 'generation'"  # RETURNING costs a temp table
            return int(connection.execute(sql).fetchall()[0][0])
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _fresh(self) -> Connection:
        connection = store_connection.keyed(self._path, self._data_key)
        try:
            store_connection.version_of(connection, self._path, self._data_key)
            store_connection.configure(connection)
            with store_connection.transaction(connection, "EXCLUSIVE"):
                pass
        except BaseException:
            connection.close()
            raise
        return connection
