"""Writing many children at once: a few statements for all of them, where a save has one for each.

The store's memory is locked and wiped (design.md §4), so that what costs is each piece of memory
that SQLite asks for: one for every text that is handed over, a dozen for every statement, hundreds
for a statement that it has not met before. So a statement takes many rows, what the rows share is
handed over once, and there are few statements, always the same. Search knows the lines at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from models import store_search
from models.sqlcipher import Connection
from models.store_rows import IndexLine, SaveBatch

_encoded = msgspec.json.Encoder().encode
_MOST = 64  # rows of a statement


class _Into(NamedTuple):
    """A statement for rows: how it begins, what a row is, and how it ends.

    In a row ``?1``, ``?2`` … are the ``shared`` values of all rows, ``{0}``, ``{1}`` … the ``own``
    ones of each. Where a row may not be written the whole transaction is rolled back, which is
    what happens in any case, and spares SQLite a journal for each statement.
    """

    begins: str
    row: str
    own: int
    shared: int = 0
    ends: str = ""


_CHILD = _Into(
    "INSERT OR ROLLBACK INTO child (id, body) VALUES",
    "({0}, {1})",
    own=2,
    ends="ON CONFLICT (id) DO UPDATE SET body = excluded.body",
)
_CHILD_ROW = _Into(
    "INSERT OR ROLLBACK INTO child_row (id, row) VALUES",
    "({0}, {1})",
    own=2,
    ends="ON CONFLICT (id) DO UPDATE SET row = excluded.row",
)
_EVENT = _Into(
    "INSERT OR ROLLBACK INTO event (at, who, kind, child, review) VALUES",
    "(?1, ?2, ?3, {0}, {1})",
    own=2,
    shared=3,
)
_LINE = _Into(
    "INSERT OR ROLLBACK INTO line (number, child, review, owner, id, section, kind, text) VALUES",
    "({0}, {1}, ?1, coalesce(?1, {1}), {2}, ?2, ?3, {3})",
    own=4,
    shared=3,
)
_NEWEST = _Into(
    "WITH day (first) AS (VALUES",
    "({0})",
    own=1,
    ends=f""") SELECT first, (SELECT max(number) FROM line
        WHERE number BETWEEN first AND first + {(1 << store_search.DAY_SHIFT) - 1})
    FROM day""",  # noqa: S608  # a fixed number
)
_WORDS = _Into(
    "INSERT INTO word (rowid, text) SELECT number, text FROM line WHERE number IN (VALUES",
    "({0})",
    own=1,
    ends=") AND number NOT IN (SELECT number FROM fresh)",
)
_KNOWN = "SELECT owner, id FROM line WHERE owner IN (SELECT value FROM json_each(?))"


def write_children(connection: Connection, batch: SaveBatch) -> None:
    """Write the children of the batch with their list columns, lines and events, and no review.

    Called inside a transaction.
    """
    _run(connection, _CHILD, [(child.id, _encoded(child)) for child in batch.children])
    _run(connection, _CHILD_ROW, [(row.id, _encoded(row)) for row in batch.child_rows])
    events = defaultdict(list)
    for event in batch.events:
        alike = (event.at.isoformat(), event.who, event.kind)
        events[alike].append((event.child_id, event.review_id))
    for alike, own in events.items():
        _run(connection, _EVENT, own, alike)
    for key in batch.gone_lines:
        store_search.take_out(connection, key)
    _put_lines(connection, batch.lines)


def _put_lines(connection: Connection, lines: Sequence[IndexLine]) -> None:
    """Change the lines that are known one by one, and add the others all together.

    A number that a line was taken out of waits for ``settle``, which knows its earlier wording.
    """
    known = _known(connection, {line.owner for line in lines})
    added = [line for line in lines if (line.owner, line.id) not in known]
    for line in lines:
        if (line.owner, line.id) in known:
            store_search.put(connection, line)
    if added:
        _add(connection, added)


def _add(connection: Connection, lines: Sequence[IndexLine]) -> None:
    numbers = _numbers(connection, lines)
    alike = defaultdict(list)
    for number, line in zip(numbers, lines, strict=True):
        own = (number, line.child_id, line.id, line.text)
        alike[line.review_id, line.section, line.kind].append(own)
    for shared, own_ones in alike.items():
        _run(connection, _LINE, own_ones, shared)
    many = 1 << (len(numbers) - 1).bit_length()  # the index puts away what each statement gave it
    same = numbers[-1:] * (many - len(numbers))
    connection.execute(_statement(_WORDS, many), [*numbers, *same])


def _known(connection: Connection, owners: set[str]) -> set[tuple[str, str]]:
    found = connection.execute(_KNOWN, (_encoded(sorted(owners)).decode(),)).fetchall()
    return {(owner, id_) for owner, id_ in found}


def _numbers(connection: Connection, lines: Sequence[IndexLine]) -> list[int]:
    """Return a free number for each line, the next ones of its day."""
    firsts = [line.on.toordinal() << store_search.DAY_SHIFT for line in lines]
    found = _run(connection, _NEWEST, [(first,) for first in sorted(set(firsts))])
    free = {first: first if newest is None else newest + 1 for first, newest in found}
    numbers = []
    for first in firsts:
        numbers.append(free[first])
        free[first] += 1
    return numbers


def _run(
    connection: Connection, into: _Into, rows: Sequence[Sequence[Any]], shared: Sequence[Any] = ()
) -> list[Any]:
    """Run a statement for all rows, a power of two of them at a time; return what it gives."""
    found: list[Any] = []
    at = 0
    while at < len(rows):
        many = min(_MOST, 1 << (len(rows) - at).bit_length() - 1)
        values = (*shared, *chain.from_iterable(rows[at : at + many]))
        found += connection.execute(_statement(into, many), values).fetchall()
        at += many
    return found


@cache
def _statement(into: _Into, many: int) -> str:
    """Return the words of the statement for so many rows; they are few, so that they are kept."""
    firsts = range(into.shared + 1, into.shared + 1 + many * into.own, into.own)
    rows = (into.row.format(*(f"?{first + n}" for n in range(into.own))) for first in firsts)
    return f"{into.begins} {', '.join(rows)} {into.ends}"
