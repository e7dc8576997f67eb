"""One clock in full, beside the list: both dates, how they were counted, and what is asked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from models.child import Child, ClockNote
from models.clocks import REVIEW_LIMIT, ChildClock
from models.edits import Drop, Put
from models.terms import LateReason
from ui.child.clock_words import facts_of, rule_words, state_role, state_words
from ui.fields.bound_form import BoundForm
from ui.kit import Card, KeyButton, Pill, label, quiet_label, small_heading_label
from ui.places import Place, PlaceKind
from ui.program import Program

_ASKING = "Asked so that the record can say it; it stops nothing."


class ClockDetail(Card):
    """One clock: both dates, how they were counted, whose rule it is, and what is asked."""

    edit = Signal(object, str, str)
    wanted = Signal(object)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._program = program
        self._clock: ChildClock | None = None
        self._child: Child | None = None
        self.setObjectName("clock_detail")
        self.state = Pill("")
        self.facts = label()
        self.facts.setObjectName("clock_facts")
        self.rule = quiet_label()
        self.rule.setObjectName("clock_rule")
        self.asked = small_heading_label()
        self.about = quiet_label(_ASKING)
        self.form = BoundForm("clock", 1)
        self.form.bind_date("done_on", "On which day")
        reasons: list[tuple[LateReason | None, str]] = [(None, "Not said yet")]
        reasons += [(r.id, r.words) for r in program.law.late_reasons]
        self.form.bind_choice("reason", "Why it was late", reasons)
        self.form.bind_line("note", "In a few words")
        self.form.bind_check("not_needed", "Not needed for this child")
        self.open_review = KeyButton("Open the review", on_click=self._open_review)
        self.open_review.setObjectName("clock_open_review")
        self.body.addWidget(self.state)
        for widget in (self.facts, self.rule, self.asked, self.about, self.form):
            self.body.addWidget(widget)
        self.body.addWidget(self.open_review, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.form.edited.connect(self._edited)

    def show_clock(self, clock: ChildClock | None, child: Child | None) -> None:
        """Show another clock; None empties every widget."""
        self._clock, self._child = clock, child
        self.setVisible(clock is not None)
        if clock is None:
            self.set_title("")
            for words in (self.facts, self.rule, self.asked, self.state):
                words.clear()
            self.form.show_value(None)
            return
        engine, today = self._program.engine, self._program.clock.today()
        self.set_title(clock.what)
        role = state_role(clock, engine, today)
        tone = {"late": "late", "soon": "soon", "done": "good"}.get(role, "neutral")
        self.state.show_fact(state_words(clock, engine, today), tone)  # type: ignore[arg-type] # one of its tones
        self.facts.setText("\n".join(_sentence(words) for words in facts_of(clock)))
        self.rule.setText("\n".join(rule_words(clock, engine)))
        self._ask(clock)

    def _ask(self, clock: ChildClock) -> None:
        in_review = bool(clock.review_id) and clock.id.startswith(f"{REVIEW_LIMIT}:")
        noted, late = bool(clock.noted), clock.is_late and not in_review
        self.asked.setText(f"{clock.noted}…" if noted else "")
        self.asked.setVisible(noted)
        self.about.setVisible(late)
        kept = clock.note
        self.form.show_value(kept)
        self.form.show_field("done_on", visible=noted)
        self.form.show_field("not_needed", visible=noted)
        self.form.show_field("reason", visible=late)
        self.form.show_field("note", visible=late or noted)
        self.form.setVisible(noted or late)
        day = self.form.field("done_on").focusProxy()
        if noted and day is not None:
            day.setAccessibleName(clock.noted)
        self.open_review.setVisible(bool(clock.review_id))
        words = "Say why in the review" if in_review and clock.is_late else "Open the review"
        self.open_review.set_words(words)

    def _edited(self, note: ClockNote, words: str, key: str) -> None:
        if self._child is None:
            return
        is_kept = any(kept.id == note.id for kept in self._child.clock_notes)
        if note != ClockNote(id=note.id):
            self.edit.emit(Put(item=note), words, key)
        elif is_kept:
            self.edit.emit(Drop(item=note), words, key)

    def _open_review(self) -> None:
        clock, child = self._clock, self._child
        if clock is None or child is None:
            return
        kind = PlaceKind.PREPARE
        if not clock.id.startswith(f"{REVIEW_LIMIT}:") and clock.rule in _SENDING:
            kind = PlaceKind.EXPORT
        self.wanted.emit(Place(kind=kind, child_id=child.id, review_id=clock.review_id))


_SENDING = frozenset({"T12", "T13", "T14", "T16"})
"""Clocks whose days are noted where a record is sent."""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."
