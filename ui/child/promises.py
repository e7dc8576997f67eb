"""Recommendations across reviews: what was promised, how old it is, and how far it has got."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child, Promise, Reply, StatusEntry, still_open
from models.deadlines import DateEngine
from models.edits import Drop, Edit, Put, PutStatus
from models.promises import Moment, first_made, history, times_carried, times_words
from models.terms import ChildAgrees, CouncilReply, PromiseStatus
from models.text import new_id
from ui import theme
from ui.child.raising import RaiseBox
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.fields.row_list import Fact, Row, RowList
from ui.item_models.records import Column
from ui.kit import small_heading_label

OLD, PAST = " old", ", past its date"


def bare_age(ledger: Sequence[Promise], promise: Promise, today: date) -> str:
    """Return the age alone, "175 days", for where a status and its colour say the rest."""
    return age_words(ledger, promise, today).removesuffix(PAST).removesuffix(OLD)


def age_words(ledger: Sequence[Promise], promise: Promise, today: date) -> str:
    """Return how old an open recommendation is, counted from when it was first decided.

    "175 days old", "175 days old, past its date", or "carried forward" where a later one stands
    for it.
    """
    if promise.status.is_closed:
        return ""
    if any(later.carried_from == promise.id for later in ledger):
        return "carried forward"
    days = (today - first_made(ledger, promise)).days
    late = promise.by is not None and promise.by < today
    age = f"{days} day{'' if days == 1 else 's'}{OLD}"
    return f"{age}{PAST}" if late else age


def newest_first(child: Child) -> tuple[Promise, ...]:
    """Return the ledger with open ones first, then by review and number, newest review first."""
    still = {promise.id for promise in still_open(child)}
    return tuple(
        sorted(child.ledger, key=lambda p: (p.id not in still, -p.review_number, p.number))
    )


class PromisesPart(QWidget):
    """The ledger as a list; the chosen recommendation with its status today."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""
    dispute_wanted = Signal(str)
    """The id of a dispute that the user wants to see whole."""

    def __init__(
        self, today: Callable[[], date], engine: DateEngine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._child: Child | None = None
        self._shown = ""
        self._review_id: str | None = None
        self.raising = RaiseBox(engine, today)
        self.raising.edit.connect(self.edit)
        self.raising.opened.connect(self.dispute_wanted)
        self.editor = RecordEditor(self._spec())
        self.status = BoundForm("status", columns=2)
        self.status.bind_term("status", "How far it has got", PromiseStatus)
        self.status.bind_line("evidence", "How we know")
        self.status.bind_line("why_not", "If not done, why")
        self.status.bind_line("difference", "What difference it made")
        self.status.bind_check("carry_forward", "Carry it forward to this review")
        self.story = RowList("What happened so far", fits=True)
        self.story.setObjectName("promise_story")
        self.reply = BoundForm("council_reply", columns=2)
        self.reply.bind_term("reply", "The council says", CouncilReply)
        self.reply.bind_date("on", "On")
        self.reply.bind_line("manager", "Who answered")
        self.reply.bind_line("reason", "If not agreed, why")
        self.reply.edited.connect(self._reply)
        self._heading = small_heading_label("By now")
        self._story_heading = small_heading_label("What happened so far")
        self._reply_heading = small_heading_label("The council's reply")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.editor)
        layout.addStretch(1)
        self._wording = small_heading_label("As it was decided")
        self.editor.put_above_form(
            *(self.raising, self._heading, self.status, self._story_heading, self.story),
            *(self._reply_heading, self.reply, self._wording),
        )
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda p, words: self.edit.emit(Drop(item=p), words, ""))
        self.editor.chosen.connect(self._show_status)
        self.status.edited.connect(self._status)
        self._show_status(None)

    def show_child(self, child: Child | None, review_id: str | None = None) -> None:
        """Show a child's ledger; statuses typed now belong to ``review_id``, if there is one."""
        self._child, self._review_id = child, review_id
        self.editor.show_values(newest_first(child) if child is not None else ())

    @property
    def _ledger(self) -> tuple[Promise, ...]:
        return self._child.ledger if self._child is not None else ()

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="earlier recommendation",
            many="recommendations",
            columns=(
                Column("No.", lambda p: f"{p.review_number}.{p.number}", 1, spared=True),
                Column("What", lambda p: p.what or "(not said yet)", 6),
                Column("Who", lambda p: p.who, 3, spared=True),
                Column("Status", lambda p: p.status.label, 2, spared=True),
                Column("Carried", self._times, 2, spared=True),
                Column("Age", lambda p: age_words(self._ledger, p, self._today()), 4),
            ),
            build=_promise_form,
            make=self._fresh,
            may_drop=_stays,
            stacked=True,
            empty="None yet. They come from each review when it is completed.",
        )

    def _times(self, promise: Promise) -> str:
        return times_words(times_carried(self._ledger, promise))

    def _fresh(self) -> Promise:
        return Promise(
            id=new_id(), review_id="", review_number=1, made_on=self._today(), number=1, what=""
        )

    def _put(self, promise: Promise, words: str, key: str) -> None:
        self.edit.emit(Put(item=promise), words, key)

    def _show_status(self, promise: Promise | None) -> None:
        for widget in (
            *(self._heading, self.status, self._story_heading, self.story),
            *(self._reply_heading, self.reply, self._wording),
        ):
            widget.setVisible(promise is not None)
        if (promise.id if promise is not None else "") != self._shown:
            self._shown = promise.id if promise is not None else ""
            self.status.show_value(None)
            self.reply.show_value(None)
        self._show_story(promise)
        last = promise.statuses[-1] if promise is not None and promise.statuses else None
        entry = last or StatusEntry(on=self._today(), status=PromiseStatus.NOT_STARTED)
        self.status.show_value(entry if promise is not None else None)

    def _show_story(self, promise: Promise | None) -> None:
        in_review = self._review_id is not None
        self.raising.show_promise(self._child, promise, again=in_review)
        told = history(self._ledger, promise) if promise is not None else ()
        self.story.show_rows([_moment_row(n, moment) for n, moment in enumerate(told)])
        reply = promise.reply or Reply(reply=CouncilReply.PENDING) if promise is not None else None
        self.reply.show_value(reply)

    def _reply(self, reply: Reply, words: str, key: str) -> None:
        promise = self.editor.value
        if isinstance(promise, Promise):
            if reply.on is None and key == "":  # chosen, and not a date taken out
                reply = msgspec.structs.replace(reply, on=self._today())
            changed = msgspec.structs.replace(promise, reply=reply)
            self._put(changed, words, f"{key}.{promise.id}" if key else "")

    def _status(self, entry: StatusEntry, words: str, key: str) -> None:
        promise = self.editor.value
        if not isinstance(promise, Promise):
            return
        entry = msgspec.structs.replace(entry, on=self._today(), review_id=self._review_id)
        if self._review_id is not None:
            edit: Edit = PutStatus(promise=promise.id, entry=entry)
        else:
            edit = Put(item=_with_status(promise, entry))
        self.edit.emit(edit, words, f"{key}.{promise.id}" if key else "")


def _moment_row(number: int, moment: Moment) -> Row:
    """Return one thing that happened, its day at the right."""
    facts = [Fact(words) for words in (moment.more, moment.by) if words]
    return Row(key=str(number), words=moment.what, facts=tuple(facts), state=day(moment.on))


def _stays(promise: Promise) -> str:
    if promise.review_id:
        return "It was decided in a review that is kept here, so it stays."
    return ""


def _with_status(promise: Promise, entry: StatusEntry) -> Promise:
    """Return the promise with a status of its own day; one typed earlier that day is replaced."""
    last = promise.statuses[-1] if promise.statuses else None
    same = last is not None and last.review_id is None and last.on == entry.on
    kept = promise.statuses[:-1] if same else promise.statuses
    return msgspec.structs.replace(promise, statuses=(*kept, entry))


def _promise_form(form: BoundForm) -> None:
    form.bind_text("what", "What was decided")
    form.bind_text("why", "Why")
    form.bind_line("who", "Who")
    form.bind_line("role", "Their role")
    form.bind_date("by", "By")
    form.bind_date("made_on", "Decided on", needed=True)
    form.bind_number("review_number", "At review number", needed=True)
    form.bind_number("number", "Number in that review", needed=True)
    form.bind_term("child_agrees", "The child agrees", ChildAgrees)


def by_words(promise: Promise) -> str:
    """Return who does it by when: "Hannah, by 30 September 2026"."""
    parts = (promise.who, f"by {day(promise.by)}" if promise.by else "")
    return ", ".join(part for part in parts if part)
