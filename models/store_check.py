"""Whether a store file is whole: three checks, each on a connection of its own.

One page that fails its HMAC spoils every later read on that connection, and no check notices all
that the others do (anchors.md §0, 2 and 3). Run it on a backup, never on the store in use.
"""

from pathlib import Path

from models import faults, sqlcipher, store_connection
from models.keys import DataKey

_CHECKS = ("quick_check", "cipher_integrity_check", "foreign_key_check")
_MOST = 20  # complaints kept of one check
_UNREADABLE = {sqlcipher.CORRUPT, sqlcipher.NOTADB, sqlcipher.IOERR, sqlcipher.FORMAT}


def problems(path: Path, data_key: DataKey) -> tuple[str, ...]:
    """Return what is wrong with the file, without content; nothing when it is whole.

    Raises:
        StoreError: it could not be checked at all: missing, held by another, of another key.
    """
    found = [f"{check}: {said}" for check in _CHECKS for said in _complaints(path, data_key, check)]
    return tuple(found) + _size_problem(path, data_key)


def refuse_damaged(path: Path, data_key: DataKey) -> None:
    """Let a whole store file pass.

    Raises:
        DamagedStoreError: it is not whole.
        StoreError: it could not be checked at all.
    """
    if problems(path, data_key):
        raise faults.DamagedStoreError


def _complaints(path: Path, data_key: DataKey, check: str) -> list[str]:
    connection = store_connection.keyed(path, data_key)
    try:
        store_connection.version_of(connection, path, data_key)
        with faults.told():
            rows = connection.execute(f"PRAGMA {check}").fetchmany(_MOST)
    except faults.DamagedStoreError:
        return ["cannot be read"]
    finally:
        connection.close()
    return [" ".join(map(str, row)) for row in rows if row != ("ok",)]


def _size_problem(path: Path, data_key: DataKey) -> tuple[str, ...]:
    connection = store_connection.keyed(path, data_key)
    try:
        size = store_connection.size_of_pages(connection)
    except sqlcipher.Error as error:
        if sqlcipher.code(error) in _UNREADABLE:
            return ("size: cannot be read",)
        raise
    finally:
        connection.close()
    with faults.told():
        length = path.stat().st_size
    return () if length == size else ("size: not that of its pages",)
