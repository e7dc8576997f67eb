"""One save: what changed, in one transaction, with as few writes as it can be done in."""

from typing import Any

import msgspec

from models import store_search
from models.sqlcipher import Connection
from models.store_rows import NewSnapshot, SaveBatch, SectionPart, StoreEvent
from models.store_snapshots import packed

_encoded = msgspec.json.Encoder().encode

_PUT_CHILD = """INSERT INTO child (id, body) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body"""
_PUT_CHILD_ROW = """INSERT INTO child_row (id, row) VALUES (?, ?)
    ON CONFLICT (id) DO UPDATE SET row = excluded.row"""
_PUT_HEAD = """INSERT INTO review (id, child, head) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET head = excluded.head"""
_PUT_REVIEW_ROW = """INSERT INTO review_row (id, child, row) VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET row = excluded.row"""
_CHANGE_SECTION = "UPDATE section SET body = ? WHERE review = ? AND section = ?"
_ADD_SECTION = "INSERT INTO section (body, review, section) VALUES (?, ?, ?)"
_DROP_SECTION = "DELETE FROM section WHERE review = ? AND section = ?"
_ADD_SNAPSHOT = "INSERT INTO snapshot (review, kind, version, at, body) VALUES (?, ?, ?, ?, ?)"
_ADD_EVENT = "INSERT INTO event (at, who, kind, child, review) VALUES (?, ?, ?, ?, ?)"


def write(connection: Connection, batch: SaveBatch) -> None:
    """Write the batch inside a transaction."""
    for sql, rows in _statements(batch):
        for row in rows:
            connection.execute(sql, row)
    for part in batch.sections:
        _put_section(connection, part)
    for key in batch.gone_lines:
        store_search.take_out(connection, key)
    for line in batch.lines:
        store_search.put(connection, line)


def _put_section(connection: Connection, part: SectionPart) -> None:
    """Change the section, which is there but for its first save; quicker than an upsert."""
    row = (_encoded(part.record), part.review_id, part.record.id)
    if connection.execute(_CHANGE_SECTION, row).rowcount == 0:
        connection.execute(_ADD_SECTION, row)


def _statements(batch: SaveBatch) -> list[tuple[str, list[tuple[Any, ...]]]]:
    """Return each statement with its rows; parents before what is theirs."""
    return [
        (_PUT_CHILD, [(child.id, _encoded(child)) for child in batch.children]),
        (_PUT_CHILD_ROW, [(row.id, _encoded(row)) for row in batch.child_rows]),
        (_PUT_HEAD, [(p.review_id, p.child_id, _encoded(p.head)) for p in batch.heads]),
        (_PUT_REVIEW_ROW, [(row.id, row.child_id, _encoded(row)) for row in batch.review_rows]),
        (_DROP_SECTION, [(key.review_id, key.section_id) for key in batch.gone_sections]),
        (_ADD_SNAPSHOT, [_snapshot(snapshot) for snapshot in batch.snapshots]),
        (_ADD_EVENT, [_event(event) for event in batch.events]),
    ]


def _snapshot(new: NewSnapshot) -> tuple[Any, ...]:
    return (new.review_id, new.kind, new.version, new.at.isoformat(), packed(new.body))


def _event(event: StoreEvent) -> tuple[Any, ...]:
    return (event.at.isoformat(), event.who, event.kind, event.child_id, event.review_id)
