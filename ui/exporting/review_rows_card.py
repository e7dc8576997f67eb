"""The review rows of the national return: looked over first, then saved as one file.

The file goes through the register of exports like a document, so that a half-written one is known.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from export.files import ExportResult
from export.review_rows import DOCUMENT, RowOut, file_name, rows_out, save_rows
from models import atomicfile
from models.errors import UserFacingError
from models.reported_reviews import ReportedReview
from models.store_rows import NewExport
from ui.exporting.review_rows_words import count_words, in_words, return_year, rows_words
from ui.fields.record_editor import RecordTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Card, Flow, Form, KeyButton, announce, label, quiet_label
from ui.messages import Tone
from ui.program import Program

_HOW = (
    "Every completed review of those dates, with the council's number, the date of birth, the date "
    "of the review and its participation code, as the SSDA903 return asks. No name goes in."
)
_RETURN = "the national return"
_ROWS = 9

_COLUMNS = (
    Column("Number", lambda row: row.review.la_id, 2),
    Column("Name here", lambda row: row.review.name, 2, spared=True),
    Column("Review", lambda row: f"{row.review.on:%d/%m/%Y}", 2),
    Column("Code", lambda row: row.review.code, 1, spared=True),
    Column("In the file", in_words, 6),
)


class ReviewRowsCard(Card):
    """Two dates, the rows they give, what stops one, and a folder to save them in."""

    ready = Signal()
    done = Signal()
    """The card is no longer needed."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Review rows for the return", parent)
        self._program = program
        self._asked = 0
        self._rows: tuple[RowOut, ...] = ()
        self.setObjectName("review_rows")
        form = Form(2)
        self.first = form.date("From", name="rows_from")
        self.last = form.date("To", name="rows_to")
        self.first.date_changed.connect(lambda _: self._fetch())
        self.last.date_changed.connect(lambda _: self._fetch())
        self.counted = label("")
        self.chosen = quiet_label()
        self._model = RecordModel(_COLUMNS, _key)
        self.table = RecordTable(self._model, "review rows", most=_ROWS)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_chosen())
        self.save = KeyButton("Save the rows…", kind="main", on_click=self._choose)
        self.save.setObjectName("save_review_rows")
        leave = KeyButton("Leave it", on_click=self.leave)
        leave.setObjectName("leave_review_rows")
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(self.save)
        flow.addWidget(leave)
        for part in (label(_HOW), form, self.counted, self.table, self.chosen, buttons):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def begin(self, *, focus: bool = True) -> None:
        """Show the rows of the return year of today: from April to March."""
        self.forget()
        first, last = return_year(self._program.clock.today())
        self.first.begin_with(first)
        self.last.begin_with(last)
        self.ready.emit()
        if focus:
            self.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Let go of the rows."""
        self.forget()
        self.done.emit()

    def forget(self) -> None:
        """Empty every widget: at lock."""
        self._asked += 1
        self._show(())
        self.counted.setText("")
        for field in (self.first, self.last):
            field.begin_with(None)

    def _fetch(self) -> None:
        self._asked += 1
        first, last = self.first.date_value, self.last.date_value
        if first is None or last is None or first > last:
            self._show(())
            turned = first is not None and last is not None
            self.counted.setText("The first date comes after the last." if turned else "")
            return
        self._program.store.reported_reviews(
            first, last, partial(self._fetched, self._asked), self._program.messages.warn
        )

    def _fetched(self, asked: int, reviews: tuple[ReportedReview, ...]) -> None:
        if asked != self._asked:
            return
        self._show(rows_out(reviews))
        self.counted.setText(count_words(self._rows))
        announce(self.counted, self.counted.text())

    def _show(self, rows: tuple[RowOut, ...]) -> None:
        """Show the rows, what needs a look first."""
        self._rows = rows
        self._model.show_values(sorted(rows, key=lambda row: (not row.stop, not row.note)))
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
        self._say_chosen()
        self.save.setEnabled(any(not row.stop for row in rows))

    def _say_chosen(self) -> None:
        """Say the chosen row in full, which may be cut short in the table."""
        at = self.table.currentIndex().row()
        row = self._model.values[at] if 0 <= at < len(self._model.values) else None
        self.chosen.setText(
            f"{row.review.la_id or row.review.name}: {in_words(row)}" if row else ""
        )
        self.chosen.setVisible(row is not None)

    # -- saving

    def _choose(self) -> None:
        self._program.messages.choose_folder(self, "Save the review rows in", self._save)

    def _save(self, folders: list[Path]) -> None:
        first, last = self.first.date_value, self.last.date_value
        if not folders or first is None or last is None:
            return
        folder, name = folders[0], file_name(first, last)
        half = atomicfile.temporary_beside(folder / name)
        entry = NewExport(
            child_id="",
            document=DOCUMENT,
            recipient=_RETURN,
            folder=str(folder),
            half=half.name,
            name=name,
            started_at=self._program.clock.now(),
        )
        self.save.setEnabled(False)
        work = partial(save_rows, self._rows, str(folder), name, str(half))
        self._program.store.begin_export(
            entry, lambda number: self._write(number, work), self._could_not
        )

    def _write(self, number: int, work: "partial[ExportResult]") -> None:
        store = self._program.store

        def saved(result: ExportResult) -> None:
            store.complete_export(
                number, result.sha256, lambda _: self._saved(result), self._could_not
            )

        def could_not(fault: UserFacingError) -> None:
            store.drop_export(number, lambda _: self._could_not(fault), self._could_not)

        self._program.helper.run(work, saved, could_not)

    def _saved(self, result: ExportResult) -> None:
        many = sum(not row.stop for row in self._rows)
        was = "was there already, the same" if result.same else "is saved"
        name = Path(result.path).name
        self.leave()
        self._program.messages.tell(
            f"{name} {was}: {rows_words(many)}.", f"In {Path(result.path).parent}", Tone.GOOD
        )

    def _could_not(self, fault: UserFacingError) -> None:
        self.save.setEnabled(True)
        self._program.messages.warn(fault)


def _key(row: RowOut) -> str:
    return f"{row.review.la_id}:{row.review.on}:{row.review.code}:{row.stop}:{row.review.name}"
