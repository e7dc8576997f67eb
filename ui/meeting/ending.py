"""Ending a meeting, asked in the page: complete, another meeting, or adjourned (design.md §2)."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from models.ages import age_on
from models.calendar import long_date, weekday_date
from models.completing import (
    adjourned,
    proposed_review_date,
    to_be_continued,
    was_adjourned,
)
from models.edits import Complete, Opened, SetHead
from models.errors import UserFacingError
from models.review import Adjournment, ReviewHead
from ui import theme
from ui.fields.tick_row import TickRow
from ui.kit import (
    Card,
    Flow,
    Form,
    KeyButton,
    announce,
    bring_into_view,
    fault_label,
    label,
    quiet_label,
    title_label,
)
from ui.program import Program
from ui.session import ReviewSession

_COMPLETE, _ANOTHER, _ADJOURN = range(3)
_WAYS = (
    "The review is complete today",
    "Another meeting follows",
    "The review is adjourned",
)


class EndingPanel(QWidget):
    """Takes the place of the notes while one decides how the meeting ends."""

    completed = Signal()
    stopped = Signal()
    """The meeting ended without the review being complete."""
    left = Signal()
    """Back to the meeting; nothing was changed."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self.setObjectName("ending")
        self.title = title_label("End this meeting")
        self.ways = [QRadioButton(words) for words in _WAYS]
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.title)
        for number, (way, card) in enumerate(
            zip(self.ways, (self._complete(), self._another(), self._adjourn()), strict=True)
        ):
            way.setObjectName(("end_complete", "end_another", "end_adjourned")[number])
            way.setAccessibleName(_WAYS[number])
            self._group.addButton(way, number)
            layout.addWidget(way)
            layout.addWidget(card)
            way.toggled.connect(card.setVisible)
            card.hide()
        self.fault = fault_label()
        self._below_card = QVBoxLayout()
        self._below_card.addWidget(self.fault)
        layout.addLayout(self._below_card)
        buttons = QWidget()
        flow = Flow(buttons)
        self.go = KeyButton("Complete the review", kind="main", on_click=self._go)
        self.go.setObjectName("end_go")
        back = KeyButton("Back to the meeting", icon="arrow-left", on_click=self.left.emit)
        back.setObjectName("end_back")
        flow.addWidget(self.go)
        flow.addWidget(back)
        layout.addWidget(buttons)
        layout.addStretch(1)
        self._group.idToggled.connect(self._way_chosen)

    def ask(self, session: ReviewSession) -> None:
        """Ask about the open meeting, with what is likely filled in."""
        self._session = session
        head, today = session.opened.the_review.head, self._program.clock.today()
        self.completed_on.begin_with(today)
        self.review_date.begin_with(proposed_review_date(head, today))
        self.another_on.begin_with(None)
        self._offer_adjournment(head, today)
        self._say_clocks()
        self._fault("")
        self.ways[_COMPLETE].setChecked(True)
        self.ways[_COMPLETE].setFocus()

    def forget(self) -> None:
        """Let go of the session and of what was typed."""
        self._session = None
        for field in (self.note, self.impact, self.views_taken, self.in_place, self.manager_told):
            field.clear()
        for day in (self.completed_on, self.review_date, self.another_on, self.until):
            day.begin_with(None)
        for box in self.reasons.values():
            box.setChecked(False)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # -- the three ways

    def _complete(self) -> Card:
        card = Card()
        form = Form(columns=2)
        self.completed_on = form.date("Completed on", name="completed_on")
        self.review_date = form.date(
            "Date of the review",
            "The first meeting's. The next review's limit is counted from it.",
            name="review_date",
        )
        self.clocks = quiet_label()
        card.body.addWidget(form)
        card.body.addWidget(self.clocks)
        self.completed_on.date_changed.connect(lambda _: self._say_clocks())
        return card

    def _another(self) -> Card:
        card = Card()
        form = Form()
        self.another_on = form.date("When do you meet again?", name="another_on")
        card.body.addWidget(form)
        card.body.addWidget(
            quiet_label("It stays one review: nothing is due before the last meeting completes it.")
        )
        return card

    def _adjourn(self) -> Card:
        card = Card()
        self.limit_words = label()
        card.body.addWidget(self.limit_words)
        self._terms = QWidget()
        inside = QVBoxLayout(self._terms)
        inside.setContentsMargins(0, 0, 0, 0)
        self.reasons: dict[str, QCheckBox] = {}
        self._rows: dict[str, TickRow] = {}
        inside.addWidget(label("Why is it adjourned?", "field"))
        for reason in self._program.law.adjournment_reasons:
            row = TickRow(reason.words, f"adjourn_{reason.id}")
            self.reasons[reason.id] = row.box
            self._rows[reason.id] = row
            inside.addWidget(row)
        self._below_reasons = QVBoxLayout()
        inside.addLayout(self._below_reasons)
        form = Form(columns=1)
        self.note = form.line("Another reason, in your words", name="adjourn_note")
        self.impact = form.line("What does the delay mean for the child?", name="adjourn_impact")
        self.views_taken = form.line(
            "Who was asked about adjourning?",
            "The child, those who look after them, their parents.",
            name="adjourn_views",
        )
        self.in_place = form.line("What will be in place by then?", name="adjourn_in_place")
        self.manager_told = form.line(
            "Which manager was told, and when?", name="adjourn_manager_told"
        )
        self.until = form.date("Adjourned until", name="adjourn_until")
        inside.addWidget(form)
        card.body.addWidget(self._terms)
        return card

    # -- words

    def _way_chosen(self, number: int, chosen: bool) -> None:
        if chosen:
            words = ("Complete the review", "End for today", "Adjourn the review")[number]
            self.go.set_words(words)
            allowed = number != _ADJOURN or not self._is_used_up()
            self.go.setEnabled(allowed)
            self._fault("")

    def _is_used_up(self) -> bool:
        return self._session is not None and was_adjourned(self._head)

    @property
    def _head(self) -> ReviewHead:
        return self._opened.the_review.head

    @property
    def _opened(self) -> Opened:
        if self._session is None:
            raise ValueError("no session is open")
        return self._session.opened

    def _offer_adjournment(self, head: ReviewHead, today: date) -> None:
        try:
            limit = self._program.engine.adjournment(today, was_adjourned(head))
        except UserFacingError as fault:
            self.limit_words.setText(f"{fault.problem} {fault.remedy}")
            self._terms.hide()
            self.until.begin_with(None)
            return
        self._terms.show()
        years = age_on(self._opened.child.born, today).years
        for reason in self._program.law.adjournment_reasons:
            self._rows[reason.id].setVisible(years >= reason.from_years)
        self.limit_words.setText(
            f"Once only, and until {weekday_date(limit.due)} at the latest."
            " Nothing that was proposed is carried out before the review is complete."
            " Think of what the delay means for the child, and ask the child, those who look after"
            " them and their parents."
        )
        self.until.begin_with(limit.due)

    def _say_clocks(self) -> None:
        on = self.completed_on.date_value
        if on is None:
            self.clocks.setText("")
            return
        try:
            due = {d.rule: d.due for d in self._program.engine.after_completion(on)}
        except UserFacingError as fault:
            self.clocks.setText(f"{fault.problem} {fault.remedy}")
            return
        self.clocks.setText(
            f"Recommendations go to the council by {weekday_date(due['T12'])},"
            f" the record is done by {long_date(due['T15'])}"
            f" and with everyone by {long_date(due['T16'])}."
        )

    def _fault(self, words: str, place: QVBoxLayout | None = None) -> None:
        """Say what is missing, or nothing: aloud, and where it can be seen beside its field."""
        (place or self._below_card).addWidget(self.fault)
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            announce(self, words)
            QTimer.singleShot(0, self.fault, lambda: bring_into_view(self.fault))

    # -- doing

    def _go(self) -> None:
        (self._do_complete, self._do_another, self._do_adjourn)[self._group.checkedId()]()

    def _do_complete(self) -> None:
        on, held = self.completed_on.date_value, self.review_date.date_value
        if on is None or held is None:
            self._fault("Both dates are needed to complete the review.")
        elif held > on:
            self._fault("The review cannot be completed before its own date.")
        elif self._session is not None:
            at = self._program.clock.now()
            edit = Complete(at=at, completed_on=on, review_date=held)
            self._session.apply(edit, "completing the review")
            self.completed.emit()

    def _do_another(self) -> None:
        on = self.another_on.date_value
        if on is None:
            self._fault("Say when you meet again; the date can be changed later.")
            self.another_on.setFocus()
            return
        head = to_be_continued(self._head, self._program.clock.now(), on)
        self._stop(head, "ending the meeting for today")

    def _do_adjourn(self) -> None:
        until = self.until.date_value
        limit = self._program.engine.adjournment(self._program.clock.today())
        if until is not None and until <= self._program.clock.today():
            self._fault("Choose a day after today, on which the review goes on.")
            self.until.setFocus()
            return
        if until is None or until > limit.due:
            self._fault(
                f"The law allows until {weekday_date(limit.due)}. Choose that day or one before."
            )
            self.until.setFocus()
            return
        terms = Adjournment(
            until=until,
            reasons=tuple(id_ for id_, box in self.reasons.items() if box.isChecked()),
            note=self.note.text().strip(),
            impact=self.impact.text().strip(),
            views_taken=self.views_taken.text().strip(),
            in_place=self.in_place.text().strip(),
            manager_told=self.manager_told.text().strip(),
        )
        if not terms.reasons and not terms.note:
            self.note.setFocus()
            why = "Say why it is adjourned: tick a reason, or write your own."
            self._fault(why, self._below_reasons)
            return
        self._stop(adjourned(self._head, self._program.clock.now(), terms), "adjourning the review")

    def _stop(self, head: ReviewHead, words: str) -> None:
        if self._session is not None:
            self._session.apply(SetHead(head=head), words)
            self._session.flush()
            self.stopped.emit()
