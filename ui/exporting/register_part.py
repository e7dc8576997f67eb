"""What was exported of a review: which document, for whom, which version, when; and uploaded."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from export.documents import document
from export.going_out import COPY
from models.calendar import long_date
from models.child import Child
from models.clock import uk_time
from models.edits import Opened
from models.store_rows import ExportRow
from ui import theme
from ui.fields.record_editor import RecordTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Card, Flow, Form, KeyButton, announce, label, quiet_label
from ui.program import Program

_KINDS = {"council": "the council", "child": "the child", "annex": "the readers of the annex"}
_SHORT = 12  # digits of a fingerprint that are shown
_ROWS = 8
_HOW = (
    "Say here when a file is in the council's system. Only then is this laptop's copy one too many."
)
_WHAT = (
    "The fingerprint is the SHA-256 of the file as it was made. Anybody can work it out again, and"
    " so tell whether a file is the one that left Heard."
)


class RegisterPart(QWidget):
    """The register of one review; ``rows_changed`` tells of what is in it."""

    rows_changed = Signal(object)
    uploaded = Signal(object, object)
    """An ExportRow, and the UK date it was uploaded on, or None where that was taken back."""

    def __init__(self, program: Program, opened: Callable[[], Opened | None]) -> None:
        super().__init__()
        self._program = program
        self._opened = opened
        self._model = RecordModel(
            (
                Column("File", lambda row: row.name, 8),
                Column("For", self._reader, 4, spared=True),
                Column("Made", _made, 5, spared=True),
                Column("Uploaded", _uploaded, 4),
            ),
            lambda row: str(row.number),
        )
        self.table = RecordTable(self._model, "export register", most=_ROWS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_chosen())
        self._none = quiet_label("Nothing of this review was exported yet.")
        self._facts = label("")
        self._facts.setObjectName("export_facts")
        self.fingerprint = label("")
        self.fingerprint.setObjectName("export_fingerprint")
        self._details = QWidget()
        self._lay_out()
        self._say_chosen()

    def _lay_out(self) -> None:
        card = Card("What was exported")
        form = Form(2)
        self.day = form.date("Uploaded on", _HOW, name="export_uploaded")
        buttons = QWidget()
        flow = Flow(buttons)
        self.confirm = KeyButton("It is uploaded", kind="main", on_click=self.confirm_upload)
        self.confirm.setObjectName("confirm_upload")
        self.take_back = KeyButton("Take that back", kind="quiet", on_click=self.take_upload_back)
        self.take_back.setObjectName("take_upload_back")
        flow.addWidget(self.confirm)
        flow.addWidget(self.take_back)
        inside = QVBoxLayout(self._details)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S2)
        for part in (self._facts, self.fingerprint, form, buttons, quiet_label(_WHAT)):
            inside.addWidget(part)
        for part in (self._none, self.table, self._details):
            card.body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.S3, 0)
        layout.addWidget(card)
        layout.addStretch(1)

    @property
    def rows(self) -> tuple[ExportRow, ...]:
        """The entries shown, newest first."""
        return self._model.values

    @property
    def row(self) -> ExportRow | None:
        """The chosen entry, or None."""
        at = self.table.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def ask(self) -> None:
        """Ask the store for what was exported of the review."""
        opened = self._opened()
        if opened is not None:
            self._program.store.exports_of(
                opened.child.id, partial(self._show, opened), self._program.messages.warn
            )

    def forget(self) -> None:
        """Empty every widget: at lock."""
        self._model.show_values(())
        self._say_chosen()

    def confirm_upload(self) -> None:
        """Note the day, today where none was typed."""
        row = self.row
        if row is not None and not self.day.problem:
            self._note(row, self.day.date_value or self._program.clock.today())

    def take_upload_back(self) -> None:
        """Note that it was not uploaded after all."""
        if self.row is not None:
            self._note(self.row, None)

    def _note(self, row: ExportRow, on: date | None) -> None:
        def noted(_: None) -> None:
            self.uploaded.emit(row, on)
            words = "Taken back." if on is None else f"Uploaded on {long_date(on)}: noted."
            announce(self.table, words)
            self.ask()

        self._program.store.upload_export(row.number, on, noted, self._program.messages.warn)

    def _show(self, opened: Opened, rows: list[ExportRow]) -> None:
        now = self._opened()
        if now is None or now.the_review.id != opened.the_review.id:
            return
        mine = tuple(row for row in rows if row.review_id == opened.the_review.id)
        before = self.row
        self._model.show_values(mine)
        at = self._model.row_of(str(before.number)) if before is not None else 0
        if mine:
            self.table.selectRow(max(at, 0))
        self._say_chosen()
        self.rows_changed.emit(mine)

    def _say_chosen(self) -> None:
        row = self.row
        self.table.setVisible(row is not None or bool(self.rows))
        self._none.setVisible(not self.rows)
        self._details.setVisible(row is not None)
        if row is None:
            self._facts.clear()
            self.fingerprint.clear()
            self.fingerprint.setToolTip("")
            self.fingerprint.setAccessibleName("")
            self.day.begin_with(None)
            return
        self._facts.setText(" · ".join(part for part in self._parts(row) if part))
        whole = row.sha256 or ""
        self.fingerprint.setText(f"Fingerprint {whole[:_SHORT]}…")
        self.fingerprint.setToolTip(whole)
        self.fingerprint.setAccessibleName(f"Fingerprint, SHA-256: {whole}")
        self.fingerprint.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.day.begin_with(row.uploaded_on or self._program.clock.today())
        self.confirm.set_words("Change the day" if row.uploaded_on else "It is uploaded")
        self.take_back.setVisible(row.uploaded_on is not None)

    def _parts(self, row: ExportRow) -> tuple[str, ...]:
        return (
            title_of(row.document),
            f"for {self._reader(row)}",
            f"version {row.version}" if row.version else "",
            _made(row),
            "opens with a password" if row.protected else "no password",
            f"uploaded on {long_date(row.uploaded_on)}" if row.uploaded_on else "not uploaded yet",
        )

    def _reader(self, row: ExportRow) -> str:
        opened = self._opened()
        return reader_of(row, opened.child if opened is not None else None)


def title_of(document_id: str) -> str:
    """Return what a document of the register is called; its id where it is none of today's."""
    try:
        return document(document_id).title
    except KeyError:
        return document_id


def reader_of(row: ExportRow, child: Child | None) -> str:
    """Return whom an entry of the register is for, in words."""
    kind, _, person_id = row.recipient.partition(":")
    if kind != COPY:
        return _KINDS.get(kind, kind)
    people = child.people if child is not None else ()
    return next((p.name for p in people if p.id == person_id), "somebody no longer listed")


def _made(row: ExportRow) -> str:
    at = uk_time(row.completed_at or row.started_at)
    return f"{long_date(at.date())}, {at:%H:%M}"


def _uploaded(row: ExportRow) -> str:
    return long_date(row.uploaded_on) if row.uploaded_on else "not yet"
