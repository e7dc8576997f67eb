"""Version 1: the first store.

A child is one body, a review a head and one body per section; what lists need stands beside them,
so that a list never reads a body. ``line`` is what can be searched, one row per line or entry; its
number grows with the date, so that the newest is found first. ``fresh`` names the lines whose
search rows are still those of an earlier wording (``was``; NULL for a new line).
"""

from models.sqlcipher import Connection

_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    "CREATE TABLE setting (key TEXT PRIMARY KEY, value BLOB NOT NULL)",
    """CREATE TABLE child (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL)""",
    """CREATE TABLE child_row (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE REFERENCES child (id) ON DELETE CASCADE,
        row BLOB NOT NULL)""",
    """CREATE TABLE review (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        child TEXT NOT NULL REFERENCES child (id) ON DELETE CASCADE, head BLOB NOT NULL)""",
    "CREATE INDEX review_of_child ON review (child)",
    """CREATE TABLE review_row (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE
        REFERENCES review (id) ON DELETE CASCADE, child TEXT NOT NULL, row BLOB NOT NULL)""",
    "CREATE INDEX review_row_of_child ON review_row (child)",
    """CREATE TABLE section (
        number INTEGER PRIMARY KEY,
        review TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
        section TEXT NOT NULL, body BLOB NOT NULL, UNIQUE (review, section))""",
    """CREATE TABLE snapshot (
        number INTEGER PRIMARY KEY,
        review TEXT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
        kind TEXT NOT NULL, version INTEGER, at TEXT NOT NULL, body BLOB NOT NULL)""",
    "CREATE INDEX snapshot_of_review ON snapshot (review)",
    """CREATE TABLE export_register (
        number INTEGER PRIMARY KEY, child TEXT NOT NULL, review TEXT, document TEXT NOT NULL,
        version INTEGER, recipient TEXT NOT NULL, folder TEXT NOT NULL, half TEXT NOT NULL,
        name TEXT NOT NULL, started_at TEXT NOT NULL, completed_at TEXT, sha256 TEXT)""",
    """CREATE TABLE event (
        number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL,
        child TEXT, review TEXT)""",
    """CREATE TABLE line (
        number INTEGER PRIMARY KEY, child TEXT NOT NULL, review TEXT, owner TEXT NOT NULL,
        id TEXT NOT NULL, section TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
        UNIQUE (owner, id))""",
    "CREATE TABLE fresh (number INTEGER PRIMARY KEY, was TEXT)",
    """CREATE VIRTUAL TABLE word USING fts5(
        text, content='line', content_rowid='number', prefix='2 3 4',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are only added'); END""",
    """CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'events are only added'); END""",
)


def migrate(connection: Connection) -> None:
    """Make the tables of version 1."""
    for statement in _TABLES:
        connection.execute(statement)
