"""The versions of the store, one frozen step each; a step is never changed once it has shipped.

A step imports nothing of the program but the types of ``models.sqlcipher``, so that today's code
can change and yesterday's stores still open. A new version is one module, one line in ``STEPS``
and one file in tests/files.
"""

from collections.abc import Callable

from models.migrations import m0001_first_store, m0002_sending_and_audits
from models.sqlcipher import Connection

STEPS: tuple[Callable[[Connection], None], ...] = (
    m0001_first_store.migrate,
    m0002_sending_and_audits.migrate,
)

APPLICATION_ID = 0x48524431
"""``HRD1``: says that a database is a store of Heard, whichever version."""

CURRENT = len(STEPS)
"""The version of the store that this program reads and writes."""


def migrate(connection: Connection, version: int) -> None:
    """Bring a store from ``version`` to ``CURRENT`` in one transaction, or leave it as it was."""
    connection.execute("BEGIN EXCLUSIVE")
    try:
        for step in STEPS[version:]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {CURRENT}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
