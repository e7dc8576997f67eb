"""Starting a review in under a minute: type proposed, day, time, place, who chose it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.calendar import weekday_date
from models.child import Child
from models.deadlines import Deadline
from models.edits import Opened
from models.errors import UserFacingError
from models.law import Strength
from models.next_step import ordinal
from models.starting import (
    History,
    NewReview,
    counted_limit,
    next_number,
    number_on,
    proposed,
    start_review,
)
from models.store_rows import ReviewRow
from models.terms import MeetingMode, ReviewType
from models.text import clean
from models.timetables import OWN_TIMETABLES, Proposal, is_long_term_foster
from ui.child.since import pledge_lines
from ui.fields.bound_form import terms
from ui.fields.day_time import TimeField
from ui.kit import Card, Form, KeyButton, announce, fault_label, label, quiet_label
from ui.program import Program

_NUMBERS = {ReviewType.FIRST: 1, ReviewType.SECOND: 2}
_LONG_TERM = (
    "In a long-term foster home a meeting may not be needed for each review;"
    " hold one at least once a year, and always ask the child."
)


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
        self._asked: ReviewType | None = None
        self._type_chosen = self._number_said = False
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
        self.why_type = quiet_label()
        self.why_type.setObjectName("review_type_why")
        self.body.addWidget(self.form)
        self.body.addWidget(self.why_type)
        self.body.addWidget(self.limit)
        self.body.addWidget(self.note)
        self.promised = label("", "soon")
        self.promised.setObjectName("review_promised")
        self.body.addWidget(self.promised)
        self.body.addWidget(self.fault)
        row = QHBoxLayout()
        row.addWidget(KeyButton("Start this review", kind="main", on_click=self._start))
        row.addWidget(KeyButton("Not now", on_click=self.cancelled.emit))
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(1)
        self.type.currentIndexChanged.connect(lambda _: self._show_limit())
        self.type.activated.connect(lambda _: self._choose_type())
        self.on.date_changed.connect(lambda _: self._day_changed())
        self.number.textEdited.connect(lambda _: self._say_number())
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self._start)

    def begin(self, child: Child) -> None:
        """Ask about the next review of ``child``; the review before is looked up first."""
        self._asked = None
        self._look_up_reviews(child)

    def _look_up_reviews(self, child: Child) -> None:
        self._program.store.reviews_of(
            child.id, lambda rows: self._look_up(child, rows), self._program.messages.warn
        )

    def forget(self) -> None:
        """Let go of the child."""
        self._child, self._history = None, History()
        self._asked, self._type_chosen, self._number_said = None, False, False
        self.set_title("Start a review")
        for words in (self.why_type, self.limit, self.note, self.promised):
            words.clear()
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
        self._type_chosen = self._number_said = False
        today = self._program.clock.today()
        self.set_title(f"Start a review for {child.preferred_name}")
        planned = _planned(history, today) if self._asked is None else today
        self.on.begin_with(planned)
        self._propose(planned)
        self._count(planned)
        last = history.last.head.meetings if history.last is not None else ()
        self.place.setText(last[-1].place if last else "")
        self.chosen_by.clear()
        self.mode.setCurrentIndex(self._modes.index(last[-1].mode) if last else 0)
        self.at.begin_with(last[-1].start if last else None)
        self.note.setText(_unfinished(history))
        self.note.setVisible(bool(self.note.text()))
        promised = pledge_lines(child, today)
        self.promised.setText(f"You promised {child.preferred_name}:\n{promised}")
        self.promised.setVisible(bool(promised))
        self._show_fault("")
        self._show_limit()
        self.on.edit.setFocus()
        self.on.edit.selectAll()

    def begin_early(self, child: Child, type_: ReviewType) -> None:
        """Ask about a review that is brought forward, as soon as it can be."""
        self._asked = type_
        self._look_up_reviews(child)

    def _propose(self, on: date) -> None:
        """Choose the type that fits on that day, as long as the IRO has not chosen one."""
        if self._child is None or self._type_chosen:
            return
        engine = self._program.engine
        try:
            fitting = proposed(self._child, self._history.rows, on, engine)
        except UserFacingError:
            return  # a year Heard cannot count; the limit says so
        if self._asked is not None:
            fitting = Proposal(type=self._asked)
        self.type.setCurrentIndex(self._types.index(fitting.type))
        self.why_type.setText(fitting.why)
        self.why_type.setVisible(bool(fitting.why))

    def _count(self, on: date) -> None:
        """Say which review it will be on that day, as long as the IRO has not said it."""
        if self._child is None or self._number_said:
            return
        rows, type_ = self._history.rows, self._types[self.type.currentIndex()]
        likely = _NUMBERS.get(type_) if self._type_chosen else None
        known = next_number(self._child, rows)
        self.number.setText(str(max(known, likely or number_on(self._child, rows, on))))

    def _say_number(self) -> None:
        self._number_said = True
        self._show_limit()

    def _choose_type(self) -> None:
        self._type_chosen = True
        self.why_type.hide()
        self._count(self.on.date_value or self._program.clock.today())
        self._show_limit()

    def _day_changed(self) -> None:
        day = self.on.date_value
        if day is not None:
            self._propose(day)
            self._count(day)
        self._show_limit()

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
            limit = counted_limit(self._child, self._history.rows, wanted, self._program.engine)
        except UserFacingError as fault:
            self.limit.setText(f"{fault.problem} {fault.remedy}")
            return
        words = (_limit_words(self._child, limit, wanted), self._program.law.note_for(wanted.type))
        lasting = is_long_term_foster(self._child) and wanted.type is ReviewType.SUBSEQUENT
        about = _LONG_TERM if lasting else ""
        self.limit.setText(" ".join(part for part in (*words, about) if part))

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


def _limit_words(child: Child, limit: Deadline | None, wanted: NewReview) -> str:
    """Return the last day by law, how it was counted, and the council's own where it has one."""
    if limit is None:
        if wanted.type in OWN_TIMETABLES or child.became_looked_after is None:
            return "No last day by law yet: the day that it is counted from is not written down."
        return "No last day by law yet: no review before this day is written down under Reviews."
    says = "By law by" if limit.strength is Strength.LAW else f"By {limit.strength.label} by"
    by = f"{says} {weekday_date(limit.due)}"
    if wanted.on > limit.due:
        days = (wanted.on - limit.due).days
        late = f"{days} day{'' if days == 1 else 's'}"
        by = f"{by}: this is {late} later. You can say why as you go"
    parts = [f"{by}.", f"Counted as {limit.words}."]
    if limit.target is not None:
        parts.insert(1, f"The council's own target is {weekday_date(limit.target)}.")
    return " ".join(parts)


def _typed(edit: QLineEdit) -> str:
    return clean(edit.text()).text.strip()
