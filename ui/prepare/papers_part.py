"""The papers that the review needs: received, and on which day, or missing."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.clock import Clock
from models.edits import Drop, Opened, Put
from models.review import Paper
from models.terms import PaperStatus
from models.text import new_id
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.prepare.part import PreparePart


class PapersPart(PreparePart):
    """One row for each paper; a paper marked as received gets today's date if it has none."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.editor = RecordEditor(
            RecordSpec(
                one="paper",
                many="papers",
                columns=(
                    Column("Paper", lambda p: p.name or "(no name yet)", 4),
                    Column("Status", lambda p: p.status.label, 2),
                    Column("Day", lambda p: day(p.on), 2),
                    Column("Note", lambda p: p.note, 3),
                ),
                build=_paper_form,
                make=lambda: Paper(id=new_id(), name=""),
            )
        )
        self.card("Papers", self.editor)
        self.finish()
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda p, words: self.edit.emit(Drop(item=p), words, ""))

    @override
    def draw(self, opened: Opened | None) -> None:
        self.editor.show_values(opened.the_review.head.papers if opened is not None else ())

    def _put(self, paper: Paper, words: str, key: str) -> None:
        old = next((p for p in self.opened.the_review.head.papers if p.id == paper.id), None)
        arrived = paper.status is PaperStatus.RECEIVED
        if arrived and paper.on is None and old is not None and old.status is not paper.status:
            paper = msgspec.structs.replace(paper, on=self._clock.today())
        self.edit.emit(Put(item=paper), words, key)


def _paper_form(form: BoundForm) -> None:
    form.bind_term("status", "Status", PaperStatus)
    form.bind_date("on", "On")
    form.bind_line("note", "Note", "Such as: autumn plan of 4 November.")
    form.bind_line("name", "Paper")
