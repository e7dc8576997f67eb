"""The papers the review needs: received and on which day, or missing, and who will have it then."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.calendar import weekday_date
from models.clock import Clock
from models.deadlines import DateEngine
from models.edits import Drop, Opened, Put
from models.errors import UserFacingError
from models.review import Paper
from models.terms import PaperStatus
from models.text import new_id
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import label, quiet_label
from ui.prepare.part import PreparePart


class PapersPart(PreparePart):
    """One row for each paper; a paper marked as received gets today's date if it has none."""

    def __init__(self, clock: Clock, engine: DateEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._engine = engine
        self.editor = RecordEditor(
            RecordSpec(
                one="paper",
                many="papers",
                columns=(
                    Column("Paper", lambda p: p.name or "(no name yet)", 4),
                    Column("Status", standing, 3),
                    Column("Who, by when", promised, 3),
                    Column("Note", lambda p: p.note, 2),
                ),
                build=_paper_form,
                make=lambda: Paper(id=new_id(), name=""),
                stacked=True,
            )
        )
        self.asked = label("", "soon")
        self.editor.put_above_form(self.asked)
        self.limit = quiet_label()
        self.card("Papers", self.limit, self.editor)
        self.finish()
        self.editor.chosen.connect(self._ask)
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda p, words: self.edit.emit(Drop(item=p), words, ""))

    @override
    def draw(self, opened: Opened | None) -> None:
        self.limit.setText(self._by_words(opened))
        self.editor.show_values(opened.the_review.head.papers if opened is not None else ())

    def _by_words(self, opened: Opened | None) -> str:
        """Return by when the papers are to be there (T7), and how many are not."""
        on = opened.the_review.head.review_date if opened is not None else None
        if opened is None or on is None:
            return ""
        papers = opened.the_review.head.papers
        left = sum(paper.status in _NOT_HERE for paper in papers)
        try:
            limit = self._engine.deadline("T7", on)
        except UserFacingError:
            return ""  # a year that cannot be counted; whoever typed it was told
        left_words = f" {left} of {len(papers)} not here yet." if left else " All are here."
        time = self._engine.time_left(limit, self._clock.today()) if left else ""
        return f"With you by {weekday_date(limit.due)}{f', {time}' if time else ''}.{left_words}"

    def _ask(self, paper: Paper | None) -> None:
        """Ask who will have a paper that is not there, by when (domain.md §2.2)."""
        waits = paper is not None and paper.status in _NOT_HERE
        for name in ("who", "by"):
            self.editor.form.show_field(name, visible=waits or bool(getattr(paper, name, None)))
        is_asked = waits and paper is not None and not (paper.who and paper.by)
        missing = paper is not None and paper.status is PaperStatus.MISSING
        self.asked.setText("Say who will have it by when." if is_asked and missing else "")
        self.asked.setVisible(bool(self.asked.text()))

    def _put(self, paper: Paper, words: str, key: str) -> None:
        old = next((p for p in self.opened.the_review.head.papers if p.id == paper.id), None)
        arrived = paper.status is PaperStatus.RECEIVED
        if arrived and paper.on is None and old is not None and old.status is not paper.status:
            paper = msgspec.structs.replace(paper, on=self._clock.today())
        self.edit.emit(Put(item=paper), words, key)


_NOT_HERE = (PaperStatus.AWAITED, PaperStatus.MISSING)


def standing(paper: Paper) -> str:
    """Return whether the paper came and on which day."""
    return ", ".join(part for part in (paper.status.label, day(paper.on)) if part)


def promised(paper: Paper) -> str:
    """Return who will have the paper by when: "Hannah, by 1 Dec 2026"; nothing once it is here."""
    if paper.status not in _NOT_HERE:
        return ""
    by = f"by {day(paper.by)}" if paper.by is not None else ""
    return ", ".join(part for part in (paper.who, by) if part)


def _paper_form(form: BoundForm) -> None:
    form.bind_term("status", "Status", PaperStatus)
    form.bind_date("on", "On")
    form.bind_line("who", "Who will have it")
    form.bind_date("by", "By when")
    form.bind_line("note", "Note", "Such as: autumn plan of 4 November.")
    form.bind_line("name", "Paper")
