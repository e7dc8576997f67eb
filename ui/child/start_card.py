"""Starting a review in under a minute: type proposed, day, time, place, who chose it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.calendar import weekday_date
from models.child import Child
from models.edits import Opened
from models.errors import UserFacingError
from models.next_step import ordinal
from models.starting import (
    History,
    NewReview,
    limit_of,
    next_number,
    proposed_type,
    start_review,
)
from models.store_rows import ReviewRow
from models.terms import MeetingMode, ReviewType
from models.text import clean
from ui.fields.bound_form import terms
from ui.fields.day_time import TimeField
from ui.kit import Card, Form, KeyButton, announce, fault_label, label, quiet_label
from ui.program import Program


class StartReviewCard(Card):
    """Asks when and where, and makes the review; people, papers and duties come by themselves."""

    ready = Signal(object)
    """The new review with its child (``Opened``), not yet in the store."""
    cancelled = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Start a review", parent)
        self._program = program
        self._child: Child | None = None
        self._history = History()
        self.setObjectName("start_review")
        self._types = list(ReviewType)
        self._modes = list(MeetingMode)
        self.form = Form(2)
        self.type = self.form.choice("Kind of review", terms(ReviewType), name="review_type")
        self.number = self.form.line("Which review is it", "Earlier ones count too.")
        self.on = self.form.date("Day", name="review_on")
        self.at = TimeField()
        self.form.add("Time", self.at, name="review_at_row")
        self.at.edit.setObjectName("review_at")
        self.place = self.form.line("Place", name="review_place")
        self.chosen_by = self.form.line("Who chose the place", name="review_place_chosen_by")
        self.mode = self.form.choice("How people meet", terms(MeetingMode), name="review_mode")
        self.limit = quiet_label()
        self.limit.setObjectName("review_limit")
        self.fault = fault_label()
        self.note = label("", "soon")
        self.body.addWidget(self.form)
        self.body.addWidget(self.limit)
        self.body.addWidget(self.note)
        self.body.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(KeyButton("Start this review", kind="main", on_click=self._start))
        row.addWidget(KeyButton("Not now", on_click=self.cancelled.emit))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.type.currentIndexChanged.connect(lambda _: self._show_limit())
        self.on.date_changed.connect(lambda _: self._show_limit())
        self.number.textEdited.connect(lambda _: self._show_limit())
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self._start)

    def begin(self, child: Child) -> None:
        """Ask about the next review of ``child``; the review before is looked up first."""
        self._program.store.reviews_of(
            child.id, lambda rows: self._look_up(child, rows), self._program.messages.warn
        )

    def forget(self) -> None:
        """Let go of the child."""
        self._child, self._history = None, History()
        self.set_title("Start a review")
        for edit in self.findChildren(QLineEdit):
            edit.clear()

    def _look_up(self, child: Child, rows: list[ReviewRow]) -> None:
        if not rows:
            self._show(child, History())
            return
        newest = max(rows, key=lambda row: row.number)

        def found(opened: Opened) -> None:
            self._show(child, History(rows=tuple(rows), last=opened.review))

        self._program.store.load(child.id, newest.id, found, self._program.messages.warn)

    def _show(self, child: Child, history: History) -> None:
        self._child, self._history = child, history
        today = self._program.clock.today()
        self.set_title(f"Start a review for {child.preferred_name}")
        self.number.setText(str(next_number(child, history.rows)))
        planned = _planned(history, today)
        self.on.begin_with(planned)
        self.type.setCurrentIndex(self._types.index(proposed_type(child, history.rows, planned)))
        last = history.last.head.meetings if history.last is not None else ()
        self.place.setText(last[-1].place if last else "")
        self.chosen_by.clear()
        self.mode.setCurrentIndex(self._modes.index(last[-1].mode) if last else 0)
        self.at.begin_with(last[-1].start if last else None)
        self.note.setText(_unfinished(history))
        self.note.setVisible(bool(self.note.text()))
        self._show_fault("")
        self._show_limit()
        self.on.edit.setFocus()
        self.on.edit.selectAll()

    def _wanted(self) -> NewReview | None:
        on = self.on.date_value
        if on is None or not self.number.text().strip().isdigit():
            return None
        return NewReview(
            type=self._types[self.type.currentIndex()],
            on=on,
            at=self.at.time_value,
            place=_typed(self.place),
            place_chosen_by=_typed(self.chosen_by),
            mode=self._modes[self.mode.currentIndex()],
            chair=self._program.settings.name,
            number=int(self.number.text()),
        )

    def _show_limit(self) -> None:
        wanted = self._wanted()
        if wanted is None or self._child is None:
            self.limit.setText("")
            return
        try:
            due = limit_of(self._child, self._history.rows, wanted, self._program.engine)
        except UserFacingError as fault:
            self.limit.setText(f"{fault.problem} {fault.remedy}")
            return
        self.limit.setText(_limit_words(due, wanted.on))

    def _start(self) -> None:
        if self._child is None:
            return
        if self.on.date_value is None:
            self._missing(self.on.problem or "Add the day of the review.", self.on)
        elif self.at.problem:
            self._missing(self.at.problem, self.at)
        elif not self.number.text().strip().isdigit() or not int(self.number.text()):
            self._missing("Say which review it is, as a number: 1 for the first.", self.number)
        else:
            self._make()

    def _make(self) -> None:
        wanted = self._wanted()
        if wanted is None or self._child is None:
            return
        program = self._program
        try:
            opened = start_review(
                self._child, self._history, wanted, program.engine, program.agenda
            )
        except UserFacingError as fault:
            program.messages.warn(fault)
            return
        self.ready.emit(opened)

    def _missing(self, what: str, field: QWidget) -> None:
        self._show_fault(what)
        announce(self, what)
        field.setFocus()

    def _show_fault(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))


def _planned(history: History, today: date) -> date:
    """Return the day that was planned last time, as long as it lies ahead; otherwise today."""
    planned = history.last.head.next_review.planned if history.last is not None else None
    return planned if planned is not None and planned >= today else today


def _unfinished(history: History) -> str:
    last = history.last
    if last is None or last.head.completed_on is not None:
        return ""
    return f"The {ordinal(last.head.number)} review is not completed yet. You may still go on."


def _limit_words(due: date | None, on: date) -> str:
    if due is None:
        return (
            "No last day by law yet: a date of coming into care, or of the last review, is missing."
        )
    if on > due:
        days = (on - due).days
        late = f"{days} day{'' if days == 1 else 's'}"
        return f"By law by {weekday_date(due)}: this is {late} later. You can say why as you go."
    return f"By law by {weekday_date(due)}."


def _typed(edit: QLineEdit) -> str:
    return clean(edit.text()).text.strip()
