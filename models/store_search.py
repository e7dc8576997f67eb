"""What search knows of every line and entry: an FTS5 index that typing never waits for.

A typed line is marked ``fresh`` in the transaction that saves it, with the wording that the index
still holds; ``settle`` brings the index up to date, always before a search. The number of a line
begins with its day, so that reading the index backwards gives the newest first.
"""

from models.sqlcipher import Connection
from models.store_rows import IndexLine, LineKey

DAY_SHIFT = 32
"""How far the day is shifted up in a line's number."""

_SLICE = 200  # index pages

_INSERT = """INSERT INTO line (number, child, review, owner, id, section, kind, text)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
_UPDATE = "UPDATE line SET section = ?, kind = ?, text = ? WHERE number = ?"
_UNINDEX = "INSERT INTO word (word, rowid, text) SELECT 'delete', number, text FROM line"


def put(connection: Connection, line: IndexLine) -> None:
    """Add the line, or give it its new text; it is searched for by it from the next settling on."""
    found = _known(connection, line.owner, line.id)
    if found is not None and found[0] >> DAY_SHIFT != line.on.toordinal():
        take_out(connection, LineKey(owner=line.owner, id=line.id))
        found = None
    if found is None:
        _add(connection, line)
    else:
        number, text = found
        connection.execute(_UPDATE, (line.section, line.kind, line.text, number))
        if text != line.text:
            _mark(connection, number, text)


def take_out(connection: Connection, key: LineKey) -> None:
    """Take the line out, if it is there."""
    found = _known(connection, key.owner, key.id)
    if found is not None:
        connection.execute("DELETE FROM line WHERE number = ?", (found[0],))
        _mark(connection, *found)


def settle(connection: Connection) -> None:
    """Bring the index up to date with every line marked fresh."""
    connection.execute(
        "INSERT INTO word (word, rowid, text)"
        " SELECT 'delete', number, was FROM fresh WHERE was IS NOT NULL"
    )
    connection.execute(
        "INSERT INTO word (rowid, text)"
        " SELECT number, text FROM line WHERE number IN (SELECT number FROM fresh)"
    )
    connection.execute("DELETE FROM fresh")


def forget_child(connection: Connection, child_id: str) -> None:
    """Take out every line of the child and of their reviews; ``tidy`` clears up after."""
    _forget(connection, "child = ?", child_id)


def forget_review(connection: Connection, review_id: str) -> None:
    """Take out every line of the review; ``tidy`` clears up after."""
    _forget(connection, "review = ?", review_id)


def _forget(connection: Connection, where: str, id_: str) -> None:
    settle(connection)
    connection.execute(f"{_UNINDEX} WHERE {where}", (id_,))
    connection.execute(f"DELETE FROM line WHERE {where}", (id_,))  # noqa: S608  # fixed words
    connection.execute("UPDATE meta SET value = 1 WHERE key = 'tidy'")


def tidy(connection: Connection) -> bool:
    """Do one slice of clearing taken-out words from the index; False when there is nothing left."""
    state = connection.execute("SELECT value FROM meta WHERE key = 'tidy'").fetchone()[0]
    if not state:
        return False
    before = connection.total_changes
    pages = -_SLICE if state == 1 else _SLICE
    connection.execute("INSERT INTO word (word, rank) VALUES ('merge', ?)", (pages,))
    more = state == 1 or connection.total_changes - before > 1
    connection.execute("UPDATE meta SET value = ? WHERE key = 'tidy'", (2 if more else 0,))
    return more


def _known(connection: Connection, owner: str, id_: str) -> tuple[int, str] | None:
    sql = "SELECT number, text FROM line WHERE owner = ? AND id = ?"
    found: tuple[int, str] | None = connection.execute(sql, (owner, id_)).fetchone()
    return found


def _add(connection: Connection, line: IndexLine) -> None:
    first = line.on.toordinal() << DAY_SHIFT
    sql = "SELECT max(number) FROM line WHERE number BETWEEN ? AND ?"
    newest = connection.execute(sql, (first, first + (1 << DAY_SHIFT) - 1)).fetchone()[0]
    number = first if newest is None else newest + 1
    values = (line.child_id, line.review_id, line.owner, line.id, line.section, line.kind)
    connection.execute(_INSERT, (number, *values, line.text))
    _mark(connection, number, None)


def _mark(connection: Connection, number: int, was: str | None) -> None:
    """Note the wording that the index holds, unless an earlier one is already noted."""
    connection.execute("INSERT OR IGNORE INTO fresh (number, was) VALUES (?, ?)", (number, was))
