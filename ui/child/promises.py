"""Recommendations across reviews: what was promised, how old it is, and how far it has got."""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child, Promise, StatusEntry
from models.edits import Drop, Edit, Put, PutStatus
from models.terms import ChildAgrees, PromiseStatus
from models.text import new_id
from ui import theme
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import small_heading_label

PAST = ", past its date"


def age_words(promise: Promise, today: date) -> str:
    """Return how old an open recommendation is: "175 days"; with "late" once its date passed."""
    if promise.status.is_closed:
        return ""
    days = (today - promise.made_on).days
    late = promise.by is not None and promise.by < today
    age = f"{days} day{'' if days == 1 else 's'}"
    return f"{age}{PAST}" if late else age


def newest_first(child: Child) -> tuple[Promise, ...]:
    """Return the ledger with open ones first, then by review and number, newest review first."""
    return tuple(
        sorted(child.ledger, key=lambda p: (p.status.is_closed, -p.review_number, p.number))
    )


class PromisesPart(QWidget):
    """The ledger as a list; the chosen recommendation with its status today."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._review_id: str | None = None
        self.editor = RecordEditor(self._spec())
        self.status = BoundForm("status", columns=2)
        self.status.bind_term("status", "How far it has got", PromiseStatus)
        self.status.bind_line("evidence", "How we know")
        self.status.bind_line("why_not", "If not done, why")
        self.status.bind_line("difference", "What difference it made")
        self.status.bind_check("carry_forward", "Carry it forward to this review")
        self._heading = small_heading_label("By now")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.editor)
        layout.addStretch(1)
        self._wording = small_heading_label("As it was decided")
        self.editor.put_above_form(self._heading, self.status, self._wording)
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda p, words: self.edit.emit(Drop(item=p), words, ""))
        self.editor.chosen.connect(self._show_status)
        self.status.edited.connect(self._status)
        self._show_status(None)

    def show_child(self, child: Child | None, review_id: str | None = None) -> None:
        """Show a child's ledger; statuses typed now belong to ``review_id``, if there is one."""
        self._review_id = review_id
        self.editor.show_values(newest_first(child) if child is not None else ())

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="earlier recommendation",
            many="recommendations",
            columns=(
                Column("No.", lambda p: f"{p.review_number}.{p.number}", 1),
                Column("What", lambda p: p.what, 6),
                Column("Who", lambda p: p.who, 3),
                Column("Status", lambda p: p.status.label, 2),
                Column("Age", lambda p: age_words(p, self._today()), 3),
            ),
            build=_promise_form,
            make=self._fresh,
            may_drop=_stays,
            stacked=True,
            empty="None yet. They come from each review when it is completed.",
        )

    def _fresh(self) -> Promise:
        return Promise(
            id=new_id(), review_id="", review_number=1, made_on=self._today(), number=1, what=""
        )

    def _put(self, promise: Promise, words: str, key: str) -> None:
        self.edit.emit(Put(item=promise), words, key)

    def _show_status(self, promise: Promise | None) -> None:
        self._heading.setVisible(promise is not None)
        self._wording.setVisible(promise is not None)
        self.status.setVisible(promise is not None)
        last = promise.statuses[-1] if promise is not None and promise.statuses else None
        entry = last or StatusEntry(on=self._today(), status=PromiseStatus.NOT_STARTED)
        self.status.show_value(entry if promise is not None else None)

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
