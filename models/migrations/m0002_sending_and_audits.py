"""Version 2: what became of an exported document, and what a team lead thought of one.

The register learns the UK date a document was uploaded on, and whether a password was set on it.
``audit`` holds one team lead's reading of one document: ``sha256`` and ``reference`` are the
document's, ``at`` is when the audit was last changed (UTC), ``body`` holds the audit itself.
"""

from models.sqlcipher import Connection

_COLUMNS = (
    "ALTER TABLE export_register ADD COLUMN uploaded_on TEXT",
    "ALTER TABLE export_register ADD COLUMN protected INTEGER NOT NULL DEFAULT 0",
)
_AUDIT = """CREATE TABLE audit (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
        reference TEXT NOT NULL, at TEXT NOT NULL, body BLOB NOT NULL)"""


def migrate(connection: Connection) -> None:
    """Bring the tables of version 1 to version 2."""
    add_columns(connection)
    connection.execute(_AUDIT)


def add_columns(connection: Connection) -> None:
    """Give the register its new columns; with them, page 1 still names every table of version 1."""
    for statement in _COLUMNS:
        connection.execute(statement)
