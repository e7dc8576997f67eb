"""Last time's recommendations: done or not, and since when not (design.md §2)."""

from datetime import date

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.child import Child, Promise, StatusEntry, still_open
from models.edits import Edit, Put, PutStatus, SetHead
from models.next_step import short_date
from models.promises import raised, times_carried, times_words
from models.review import Recommendation, Review
from models.terms import PromiseStatus
from models.text import new_id
from ui import theme
from ui.child.promises import bare_age
from ui.child.raising import RaiseBox
from ui.child.since import SinceLastTime
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import (
    Card,
    Flow,
    KeyButton,
    announce,
    bring_into_view,
    heading_label,
    quiet_label,
)
from ui.program import Program
from ui.session import ReviewSession

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def promises_of_last_time(child: Child, review: Review) -> tuple[Promise, ...]:
    """Return the last review's recommendations, and older ones that are open still."""
    earlier = [p for p in child.ledger if p.review_number < review.head.number]
    last = max((p.review_number for p in earlier), default=0)
    return tuple(
        promise
        for promise in earlier
        if promise.review_number == last
        or promise in still_open(child)
        or any(entry.review_id == review.id for entry in promise.statuses)
    )


def promise_row(child: Child, promise: Promise, today: date) -> Row:
    """Return how an earlier recommendation reads; once it is late, with its age in days."""
    state, role = _state(child, promise, today)
    facts = [Fact(promise.who)] if promise.who else []
    facts.append(Fact(f"agreed in {_MONTHS[promise.made_on.month - 1]}"))
    if times := times_carried(child.ledger, promise):
        facts.append(Fact(f"carried {times_words(times)} already"))
    if raised(child, promise) is not None:
        facts.append(Fact("raised formally", "soon"))
    words = promise.what or "(not said yet)"
    return Row(key=promise.id, words=words, facts=tuple(facts), state=state, state_role=role)


def _state(child: Child, promise: Promise, today: date) -> tuple[str, str]:
    status = promise.status
    if status is PromiseStatus.DONE:
        return status.label, "done"
    if status.is_closed:
        return status.label, "quiet"
    if promise.by is None or promise.by >= today:
        due = f"by {short_date(promise.by, today)}" if promise.by else status.label
        return due, "quiet"
    words = "not done" if status is PromiseStatus.NOT_STARTED else status.label
    return f"{words} · {bare_age(child.ledger, promise, today)}", "late"


class LastTimeCard(Card):
    """The list; choosing a recommendation asks how far it has got, in the place of the list."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Last time", parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._promise = ""
        self.setObjectName("last_time")
        self.list = RowList("Last time's recommendations", fits=True)
        self.list.setObjectName("last_time_list")
        self.list.chosen.connect(self.ask)
        self.empty = quiet_label("Nothing stands open from earlier reviews.")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list)
        self.since = SinceLastTime(program.clock.today, for_the_room=True)
        self.since.edit.connect(self._apply)
        self.body.addWidget(self.since)
        self._asking = self._make_asking()
        self.body.addWidget(self._asking)
        self._asking.hide()

    def show_session(self, session: ReviewSession) -> None:
        """Show what earlier reviews recommended."""
        self._session = session
        opened, today = session.opened, self._program.clock.today()
        promises = promises_of_last_time(opened.child, opened.the_review)
        rows = [promise_row(opened.child, promise, today) for promise in promises]
        self.list.show_rows(rows)
        self.list.setVisible(bool(promises) and not self._promise)
        self.empty.setVisible(not promises)
        self.since.show_child(opened.child, opened.the_review.head.number)
        if self._promise:
            self.since.hide()
        if self._promise:
            self._show_asked()

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session, self._promise = None, ""
        self.list.show_rows(())
        self._asking.hide()
        self.what.setText("")
        self.form.show_value(None)
        self.raising.show_promise(None, None)
        self.since.show_child(None)
        self.considered.show_value(None)

    def ask(self, promise_id: str) -> None:
        """Ask how far one recommendation has got."""
        self._promise = promise_id
        self.list.hide()
        self.since.hide()
        self._asking.show()
        self._show_asked()
        self.form.focus_first()
        QTimer.singleShot(0, self.what, lambda: bring_into_view(self.what))
        announce(self, self.what.text())

    def close_asking(self) -> None:
        """Show the list again."""
        was, self._promise = self._promise, ""
        self._asking.hide()
        if self._session is not None:
            self._session.flush()
            self.show_session(self._session)
        self.list.set_current(was)
        self.list.setFocus()

    def _make_asking(self) -> QWidget:
        asking = QWidget()
        self.what = heading_label()
        self.form = BoundForm("last_time", columns=1)
        self.form.bind_term("status", "How far has it got?", PromiseStatus)
        self.form.bind_line("evidence", "How do we know?")
        self.form.bind_line("why_not", "If not, why not?")
        self.form.bind_line("difference", "What difference did it make?")
        self.form.edited.connect(self._put)
        self.raising = RaiseBox(self._program.engine, self._program.clock.today)
        self.raising.hide_way_out()
        self.raising.edit.connect(self._apply)
        self.considered = BoundForm("last_time", columns=1)
        self.considered.bind_line("dispute_considered", "If you do not raise it now, why?")
        self.considered.edited.connect(
            lambda head, words, key: self._apply(SetHead(head=head), words, key)
        )
        self.carry = KeyButton("Carry it forward", on_click=self._carry)
        self.carry.setObjectName("last_time_carry")
        back = KeyButton("Back to the list", icon="arrow-left", on_click=self.close_asking)
        back.setObjectName("last_time_back")
        self.same = KeyButton("Still so today", on_click=self._same)
        self.same.setObjectName("last_time_same")
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(back)
        flow.addWidget(self.same)
        flow.addWidget(self.carry)
        layout = QVBoxLayout(asking)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self.what)
        layout.addWidget(self.form)
        layout.addWidget(self.raising)
        layout.addWidget(self.considered)
        layout.addWidget(buttons)
        return asking

    def _find(self) -> Promise | None:
        if self._session is None:
            return None
        ledger = self._session.opened.child.ledger
        return next((p for p in ledger if p.id == self._promise), None)

    def _show_asked(self) -> None:
        promise = self._find()
        if promise is None or self._session is None:
            return
        review = self._session.opened.the_review
        given = next((e for e in promise.statuses if e.review_id == review.id), None)
        fresh = StatusEntry(
            on=self._program.clock.today(), status=promise.status, review_id=review.id
        )
        self.what.setText(promise.what)
        self.form.show_value(given or fresh)
        self.raising.show_promise(self._session.opened.child, promise, again=True)
        self.considered.show_value(review.head)
        self.considered.setVisible(bool(self.raising.why.text()))
        self.same.setEnabled(given is None)
        carried = any(r.carried_from == promise.id for r in review.head.recommendations)
        self.carry.setEnabled(not carried and not (given or fresh).status.is_closed)

    def _put(self, entry: StatusEntry, words: str, key: str) -> None:
        if self._session is not None and self._promise:
            self._session.apply(PutStatus(promise=self._promise, entry=entry), words, key)

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words, key)

    def _same(self) -> None:
        """Record that it stands as it stood before."""
        if self._session is not None and self._promise:
            edit = PutStatus(promise=self._promise, entry=self.form.value)
            self._session.apply(edit, "saying how far it has got")
            self.close_asking()

    def _carry(self) -> None:
        promise = self._find()
        if promise is None or self._session is None:
            return
        entry: StatusEntry = msgspec.structs.replace(self.form.value, carry_forward=True)
        self._session.apply(PutStatus(promise=promise.id, entry=entry), "carrying it forward")
        again = Recommendation(
            id=new_id(),
            what=promise.what,
            why=promise.why,
            who=promise.who,
            role=promise.role,
            section="last_time",
            carried_from=promise.id,
        )
        self._session.apply(Put(item=again), "carrying a recommendation forward")
        announce(self, "Carried forward; it is among the new recommendations.")

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._promise:
            self.close_asking()
            return
        super().keyPressEvent(event)
