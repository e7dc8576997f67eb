"""The export register: which document went where, for whom, in which version, with what digest.

An export is registered as pending before its half-written file exists, so that the next start can
take that file away if the program was stopped in between.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from models.sqlcipher import Connection
from models.store_file import OpenFile
from models.store_rows import ExportChoices, ExportRow, NewExport

_CHOSEN = "export "
"""Begins the name of the setting that remembers a child's choices."""
_COLUMNS = (
    "number, child, review, document, version, recipient, folder, half, name,"
    " started_at, completed_at, sha256, uploaded_on, protected"
)


class ExportRegister:
    """The register of one store."""

    def __init__(self, file: OpenFile) -> None:
        self._file = file

    def begin(self, export: NewExport) -> int:
        """Enter an export that is about to be written, and return its number.

        Raises:
            StoreError: it was not entered, so nothing may be written.
        """
        sql = """INSERT INTO export_register
            (child, review, document, version, recipient, folder, half, name, started_at,
            protected) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"""
        values = (
            export.child_id,
            export.review_id,
            export.document,
            export.version,
            export.recipient,
            export.folder,
            export.half,
            export.name,
            export.started_at.isoformat(),
            int(export.protected),
        )
        with self._file.writing():
            number = self._file.connection.execute(sql, values).fetchone()[0]
        return int(number)

    def complete(self, number: int, sha256: str, at: datetime, name: str = "") -> None:
        """Note that the document stands at its place, with its SHA-256 in hexadecimal.

        ``name`` is what the file is called, where its own name was taken.

        Raises:
            StoreError: it was not noted; the entry is still pending.
        """
        sql = (
            "UPDATE export_register SET sha256 = ?, completed_at = ?,"
            " name = coalesce(nullif(?, ''), name) WHERE number = ?"
        )
        with self._file.writing():
            self._file.connection.execute(sql, (sha256, at.isoformat(), name, number))

    def uploaded(self, number: int, on: date | None) -> None:
        """Note the UK date a completed export was uploaded on, or None to take that back.

        Raises:
            StoreError: it was not noted.
        """
        sql = (
            "UPDATE export_register SET uploaded_on = ?"
            " WHERE number = ? AND completed_at IS NOT NULL"
        )
        day = on.isoformat() if on is not None else None
        with self._file.writing():
            self._file.connection.execute(sql, (day, number))

    def drop_pending(self, number: int) -> None:
        """Take out an export that did not come about.

        Raises:
            StoreError: it was not taken out.
        """
        sql = "DELETE FROM export_register WHERE number = ? AND completed_at IS NULL"
        with self._file.writing():
            self._file.connection.execute(sql, (number,))

    def pending(self) -> tuple[ExportRow, ...]:
        """Return the exports that were begun and neither completed nor dropped.

        Raises:
            StoreError: they could not be read.
        """
        return self._rows("completed_at IS NULL", ())

    def completed(self, child_id: str) -> tuple[ExportRow, ...]:
        """Return the child's completed exports, oldest first.

        Raises:
            StoreError: they could not be read.
        """
        return self._rows("completed_at IS NOT NULL AND child = ?", (child_id,))

    def choices(self, child_id: str) -> ExportChoices | None:
        """Return what was chosen for the child the last time, or None before the first.

        Raises:
            StoreError: it could not be read.
        """
        found = self._file.rows("SELECT value FROM setting WHERE key = ?", _CHOSEN + child_id)
        return msgspec.json.decode(found[0][0], type=ExportChoices) if found else None

    def keep_choices(self, child_id: str, choices: ExportChoices) -> None:
        """Remember what was chosen for the child.

        Raises:
            StoreError: it was not kept.
        """
        sql = "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)"
        values = (_CHOSEN + child_id, msgspec.json.encode(choices))
        with self._file.writing():
            self._file.connection.execute(sql, values)

    def _rows(self, where: str, values: tuple[str, ...]) -> tuple[ExportRow, ...]:
        sql = f"SELECT {_COLUMNS} FROM export_register WHERE {where} ORDER BY number"  # noqa: S608  # fixed text
        return tuple(map(_row, self._file.rows(sql, *values)))


def forget_child(connection: Connection, child_id: str) -> None:
    """Take out a child's exports and choices, inside a transaction."""
    connection.execute("DELETE FROM export_register WHERE child = ?", (child_id,))
    connection.execute("DELETE FROM setting WHERE key = ?", (_CHOSEN + child_id,))


def half_written(export: ExportRow) -> Path:
    """Return where the half-written file of a pending export may lie."""
    return Path(export.folder) / export.half


def _row(found: tuple[Any, ...]) -> ExportRow:
    number, child, review, document, version, recipient, folder, half, name, *rest = found
    began, done, sha, uploaded, protected = rest
    return ExportRow(
        number=number,
        child_id=child,
        review_id=review,
        document=document,
        version=version,
        recipient=recipient,
        folder=folder,
        half=half,
        name=name,
        started_at=datetime.fromisoformat(began),
        completed_at=datetime.fromisoformat(done) if done else None,
        sha256=sha,
        uploaded_on=date.fromisoformat(uploaded) if uploaded else None,
        protected=bool(protected),
    )
