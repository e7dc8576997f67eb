"""Writing many children at once: a few statements for all of them, where a save has one for each.

The store's memory is locked and wiped (design.md §4), which makes a statement cost as much as the
writing of several rows; an import of thousands would be felt. Search knows the lines at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec

from models import store_search
from models.sqlcipher import Connection
from models.store_rows import IndexLine, SaveBatch

_encoded = msgspec.json.Encoder().encode
_MOST = 64  # rows of a statement

_CHILD = (
    "INSERT INTO child (id, body)",
    " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
)
_CHILD_ROW = (
    "INSERT INTO child_row (id, row)",
    " ON CONFLICT (id) DO UPDATE SET row = excluded.row",
)
_EVENT = ("INSERT INTO event (at, who, kind, child, review)", "")
_LINE = ("INSERT INTO line (number, child, review, owner, id, section, kind, text)", "")
_WORDS = """INSERT INTO word (rowid, text)
    SELECT number, text FROM line WHERE number IN (SELECT value FROM json_each(?))
    AND number NOT IN (SELECT number FROM fresh)"""

_KNOWN = "SELECT owner, id FROM line WHERE owner IN (SELECT value FROM json_each(?))"
_NEWEST = f"""SELECT value, (SELECT max(number) FROM line
        WHERE number BETWEEN value AND value + {(1 << store_search.DAY_SHIFT) - 1})
    FROM json_each(?)"""  # noqa: S608  # a fixed number


def write_children(connection: Connection, batch: SaveBatch) -> None:
    """Write the children of the batch with their list columns, lines and events, and no review.

    Called inside a transaction.
    """
    _put(connection, _CHILD, [(child.id, _encoded(child)) for child in batch.children])
    _put(connection, _CHILD_ROW, [(row.id, _encoded(row)) for row in batch.child_rows])
    events = [(e.at.isoformat(), e.who, e.kind, e.child_id, e.review_id) for e in batch.events]
    _put(connection, _EVENT, events)
    for key in batch.gone_lines:
        store_search.take_out(connection, key)
    _put_lines(connection, batch.lines)


def _put_lines(connection: Connection, lines: Sequence[IndexLine]) -> None:
    """Change the lines that are known one by one, and add the others all together.

    A number that a line was taken out of waits for ``settle``, which knows its earlier wording.
    """
    known = _known(connection, {line.owner for line in lines})
    fresh = [line for line in lines if (line.owner, line.id) not in known]
    for line in lines:
        if (line.owner, line.id) in known:
            store_search.put(connection, line)
    numbers = _numbers(connection, fresh)
    _put(connection, _LINE, [_line(n, line) for n, line in zip(numbers, fresh, strict=True)])
    if numbers:
        connection.execute(_WORDS, (_encoded(numbers).decode(),))


def _known(connection: Connection, owners: set[str]) -> set[tuple[str, str]]:
    found = connection.execute(_KNOWN, (_encoded(sorted(owners)).decode(),)).fetchall()
    return {(owner, id_) for owner, id_ in found}


def _numbers(connection: Connection, lines: Sequence[IndexLine]) -> list[int]:
    """Return a free number for each line, the next ones of its day."""
    firsts = sorted({line.on.toordinal() << store_search.DAY_SHIFT for line in lines})
    found = connection.execute(_NEWEST, (_encoded(firsts).decode(),)).fetchall()
    taken = defaultdict(int, {first: newest + 1 - first for first, newest in found if newest})
    numbers = []
    for line in lines:
        first = line.on.toordinal() << store_search.DAY_SHIFT
        numbers.append(first + taken[first])
        taken[first] += 1
    return numbers


def _line(number: int, line: IndexLine) -> tuple[Any, ...]:
    values = (line.child_id, line.review_id, line.owner, line.id, line.section, line.kind)
    return (number, *values, line.text)


def _put(connection: Connection, sql: tuple[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Run a statement for many rows at a time; the words of it stay few, so that they are kept."""
    begins, ends = sql
    for at in range(0, len(rows), _MOST):
        some = rows[at : at + _MOST]
        one = f"({', '.join('?' * len(some[0]))})"
        values = [value for row in some for value in row]
        connection.execute(f"{begins} VALUES {', '.join([one] * len(some))}{ends}", values)
