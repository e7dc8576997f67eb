"""The audits of a store: one row for each document that a team lead has said something of."""

from datetime import datetime

import msgspec

from models.audit import Audit, AuditRow
from models.store_file import OpenFile

_AUDIT = msgspec.json.Decoder(Audit)
_PUT = """INSERT INTO audit (id, sha256, reference, at, body) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET sha256 = excluded.sha256, reference = excluded.reference,
    at = excluded.at, body = excluded.body"""


class Audits:
    """The audits of one store."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def save(self, audit: Audit, at: datetime) -> None:
        """Keep the audit in the place of what was kept of it; ``at`` is UTC.

        Raises:
            StoreError: it was not kept, and why.
        """
        body = msgspec.json.encode(audit)
        values = (audit.id, audit.sha256, audit.reference, at.isoformat(), body)
        with self._file.writing():
            self._file.connection.execute(_PUT, values)

    def drop(self, audit_id: str) -> None:
        """Remove an audit for good.

        Raises:
            StoreError: it was not removed.
        """
        with self._file.writing():
            self._file.connection.execute("DELETE FROM audit WHERE id = ?", (audit_id,))

    def of(self, sha256: str) -> Audit | None:
        """Return the newest audit of a document, by its SHA-256, or None.

        Raises:
            StoreError: it could not be read.
        """
        sql = "SELECT body FROM audit WHERE sha256 = ? ORDER BY at DESC, number DESC LIMIT 1"
        found = self._file.rows(sql, sha256)
        return _AUDIT.decode(found[0][0]) if found else None

    def about(self, reference: str) -> tuple[Audit, ...]:
        """Return every audit of documents with this reference, the newest last.

        Raises:
            StoreError: they could not be read.
        """
        sql = "SELECT body FROM audit WHERE reference = ? ORDER BY at, number"
        return tuple(_AUDIT.decode(body) for (body,) in self._file.rows(sql, reference))

    def rows(self) -> tuple[AuditRow, ...]:
        """Return a row for each audit, the newest first.

        Raises:
            StoreError: they could not be read.
        """
        found = self._file.rows(
            "SELECT id, sha256, reference, at FROM audit ORDER BY at DESC, number DESC"
        )
        return tuple(
            AuditRow(id=i, sha256=sha, reference=reference, at=datetime.fromisoformat(at))
            for i, sha, reference, at in found
        )

    def some(self, after: int, most: int) -> tuple[tuple[int, Audit], ...]:
        """Return up to ``most`` audits with their numbers, from the number after ``after`` on.

        Raises:
            StoreError: they could not be read.
        """
        sql = "SELECT number, body FROM audit WHERE number > ? ORDER BY number LIMIT ?"
        found = self._file.rows(sql, after, most)
        return tuple((number, _AUDIT.decode(body)) for number, body in found)
