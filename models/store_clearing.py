"""Clearing the working copy of a review out of the store, in one transaction.

Every state and section of the review goes, its words leave the search index, and backups from
before are dropped as soon as a newer one was checked (see ``models.backup``).
"""

from models import store_search, store_write
from models.sqlcipher import Connection
from models.store_rows import SaveBatch

CLEARED = "cleared"
"""The row of ``meta`` with the generation at which something was cleared last."""


def clear(connection: Connection, review_id: str, after: SaveBatch, generation: int) -> None:
    """Put ``after`` in the place of all that is known of the review, inside a transaction."""
    store_search.forget_review(connection, review_id)
    connection.execute("DELETE FROM section WHERE review = ?", (review_id,))
    connection.execute("DELETE FROM snapshot WHERE review = ?", (review_id,))
    store_write.write(connection, after)
    store_search.settle(connection)
    note(connection, generation)


def note(connection: Connection, generation: int) -> None:
    """Note that something is gone for good: backups from before go when a newer one was checked."""
    connection.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (CLEARED, generation)
    )
