"""Disputes of a child: what is wrong, where it stands, what was answered, what the child is told.

Nothing blocks: what is still to be said stands in words above the form (IRO Handbook ch 6;
domain.md §2.5).
"""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.calendar import weekday_date
from models.child import Child, Dispute, DisputeResponse
from models.deadlines import DateEngine, Urgency
from models.disputes import (
    Rung,
    clock,
    clock_words,
    fresh,
    is_open,
    ladder,
    missing,
    theme_words,
    urgency,
)
from models.edits import Drop, Put
from models.errors import UserFacingError
from models.text import new_id
from ui import theme
from ui.child.records import day
from ui.child.stage_ladder import StageLadder
from ui.child.take_further import TakeFurther
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import Card, Flow, Pill, label, quiet_label, small_heading_label
from ui.kit.labels import Tone

_TONES: dict[Urgency, Tone] = {
    Urgency.AHEAD: "good",
    Urgency.PRESSING: "soon",
    Urgency.TODAY: "soon",
    Urgency.LATE: "late",
}
_TOLD = ((None, "Not yet"), (True, "Yes"), (False, "No, it would do harm"))


class DisputesPart(QWidget):
    """All disputes; the chosen one in full."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(
        self, engine: DateEngine, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._today = engine, today
        self._name = ""
        self._dispute: Dispute | None = None
        self.editor = RecordEditor(self._spec())
        self.editor.setObjectName("disputes_editor")
        self.clock = ClockLine(engine, today)
        self.missing = label("", "soon")
        self.ladder = StageLadder()
        self.further = TakeFurther(engine, today)
        self._where = small_heading_label("Where it stands")
        self._what = small_heading_label("What it is about")
        self.editor.put_above_form(
            *(self._where, self.clock, self.ladder, self.further, self.missing, self._what)
        )
        self.answers = RecordEditor(self._answers_spec())
        self.answers.setObjectName("dispute_answers_editor")
        self.told, self.cafcass, self.end = self._forms()
        self._lay_out()
        self._connect()
        self._show_chosen(None)

    def show_child(self, child: Child | None) -> None:
        """Show a child's disputes, those that run first, the newest first; None empties all."""
        self._name = child.preferred_name if child is not None else ""
        self._told_card.set_title(f"What {self._name} is told" if self._name else "What is told")
        found = child.disputes if child is not None else ()
        ordered = sorted(found, key=lambda d: d.opened_on, reverse=True)
        self.editor.show_values(sorted(ordered, key=lambda d: d.closed_on is not None))

    def choose(self, dispute_id: str) -> None:
        """Choose a dispute, if it is there."""
        self.editor.choose(dispute_id)

    # -- how it is built

    def _spec(self) -> RecordSpec:
        law = self._engine.law
        return RecordSpec(
            one="dispute",
            many="disputes",
            columns=(
                Column("Opened", lambda d: day(d.opened_on), 2, spared=True),
                Column("About", lambda d: theme_words(d, law) or "not said yet", 5),
                Column("Stage", lambda d: d.stage.label, 3, spared=True),
                Column("Clock", self._clock_words, 3),
            ),
            build=self._about_form,
            make=lambda: fresh(self._today(), self._engine),
            may_drop=lambda _: "",
            stacked=True,
            empty="None. Start one from a recommendation that is not done, or here.",
        )

    def _clock_words(self, dispute: Dispute) -> str:
        try:
            return clock_words(dispute, self._engine, self._today()) or "not on the clock"
        except UserFacingError:
            return "cannot be counted"

    def _about_form(self, form: BoundForm) -> None:
        themes = [(theme.id, theme.words) for theme in self._engine.law.dispute_themes]
        form.bind_date("opened_on", "Opened on", needed=True)
        form.bind_date("formal_on", "Formal stages began on", "The 20 working days run from then.")
        form.bind_text("summary", "What is wrong, in plain words")
        form.bind_text("impact", "What it means for the child")
        form.bind_text("child_view", "What the child thinks of it")
        form.bind_some("themes", "What it is about", themes)

    def _answers_spec(self) -> RecordSpec:
        return RecordSpec(
            one="answer",
            many="answers",
            columns=(
                Column("Day", lambda r: day(r.on), 2),
                Column("Who", lambda r: r.who or "(not said yet)", 3, spared=True),
                Column("What", lambda r: r.text, 6),
            ),
            build=_answer_form,
            make=lambda: DisputeResponse(id=new_id(), on=self._today(), who="", text=""),
            may_drop=lambda _: "",
            stacked=True,
            empty="No answer yet.",
        )

    def _forms(self) -> tuple[BoundForm, BoundForm, BoundForm]:
        told, cafcass, end = (BoundForm("dispute", columns) for columns in (1, 2, 1))
        told.bind_text(
            "for_child",
            "In words they can read",
            "It stands in the record of a review held while the dispute runs; nothing else does.",
        )
        told.bind_choice("told_child", "Have they been told?", _TOLD)
        told.bind_line("not_told_because", "How knowing would harm them")
        cafcass.bind_yes_no("cafcass_considered", "Asking Cafcass was considered")
        cafcass.bind_yes_no("cafcass_referred", "Cafcass was asked", "At any point, or alongside.")
        cafcass.bind_date("cafcass_on", "On")
        cafcass.bind_text("cafcass", "Why, or why not")
        end.bind_date("closed_on", "Closed on")
        end.bind_text("outcome", "What came of it, for the child")
        return told, cafcass, end

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        self._told_card = Card("What is told")
        self._cards = []
        for card, inner in (
            (Card("Disputes"), self.editor),
            (self._told_card, self.told),
            (Card("What they answered"), self.answers),
            (Card("Cafcass"), self.cafcass),
            (Card("How it ended"), self.end),
        ):
            card.body.setSpacing(theme.S3)
            card.body.addWidget(inner)
            layout.addWidget(card)
            self._cards.append(card)

    def _connect(self) -> None:
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(lambda d, words: self.edit.emit(Drop(item=d), words, ""))
        self.editor.chosen.connect(self._show_chosen)
        self.further.taken.connect(lambda dispute, words: self._put(dispute, words, ""))
        for form in (self.told, self.cafcass, self.end):
            form.edited.connect(self._put)
        self.answers.put.connect(self._put_answer)
        self.answers.dropped.connect(self._drop_answer)

    # -- what is shown

    def _show_chosen(self, dispute: Dispute | None) -> None:
        before, self._dispute = self._dispute, dispute
        for widget in (self._where, self.clock, self.ladder, self.further, self._what):
            widget.setVisible(dispute is not None)
        for card in self._cards[1:-1]:
            card.setVisible(dispute is not None)
        ended = dispute is not None and (not is_open(dispute) or bool(dispute.outcome))
        self._cards[-1].setVisible(ended)
        self.clock.show_dispute(dispute)
        self.ladder.show_rungs(self._rungs(dispute))
        self.further.show_dispute(dispute)
        self._show_missing(dispute)
        for form in (self.told, self.cafcass, self.end):
            form.show_value(dispute)
        harm = dispute is not None and (dispute.told_child is False or dispute.not_told_because)
        self.told.show_field("not_told_because", visible=bool(harm))
        if before is None or dispute is None or before.id != dispute.id:
            self.answers.show_values(())
        self.answers.show_values(_with_ids(dispute) if dispute is not None else ())

    def _rungs(self, dispute: Dispute | None) -> tuple[Rung, ...]:
        if dispute is None:
            return ()
        try:
            return ladder(dispute, self._engine, self._today())
        except UserFacingError:
            return ()

    def _show_missing(self, dispute: Dispute | None) -> None:
        said = missing(dispute, self._engine.law, self._today()) if dispute is not None else ()
        self.missing.setText("\n".join(said))
        self.missing.setVisible(bool(said))

    # -- what is changed

    def _put(self, dispute: Dispute, words: str, key: str) -> None:
        self.edit.emit(Put(item=dispute), words, key)

    def _put_answer(self, answer: DisputeResponse, words: str, key: str) -> None:
        dispute = self._dispute
        if dispute is not None:
            answers = _with_ids(dispute)
            known = any(old.id == answer.id for old in answers)
            changed = tuple(answer if old.id == answer.id else old for old in answers)
            self._put_answers(changed if known else (*answers, answer), words, key)

    def _drop_answer(self, answer: DisputeResponse, words: str) -> None:
        if self._dispute is not None:
            kept = tuple(old for old in _with_ids(self._dispute) if old.id != answer.id)
            self._put_answers(kept, words, "")

    def _put_answers(self, answers: tuple[DisputeResponse, ...], words: str, key: str) -> None:
        if self._dispute is not None:
            self._put(msgspec.structs.replace(self._dispute, responses=answers), words, key)


class ClockLine(QWidget):
    """The day of the 20 working days in words, with the rule it goes by and where that stands."""

    def __init__(
        self, engine: DateEngine, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._today = engine, today
        self.pill = Pill()
        self.words = label()
        self.rule = quiet_label()
        head = QWidget()
        flow = Flow(head)
        flow.addWidget(self.pill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        for widget in (head, self.words, self.rule):
            layout.addWidget(widget)

    def show_dispute(self, dispute: Dispute | None) -> None:
        """Show a dispute's clock; None empties it."""
        try:
            pill, tone, words, rule = self._told(dispute)
        except UserFacingError as fault:
            pill, tone, words, rule = "cannot be counted", "late", fault.problem, fault.remedy
        self.pill.show_fact(pill, tone)
        self.pill.setVisible(bool(pill))
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.rule.setText(rule)
        self.rule.setVisible(bool(rule))

    def _told(self, dispute: Dispute | None) -> tuple[str, Tone, str, str]:
        if dispute is None:
            return "", "neutral", "", ""
        limit = clock(dispute, self._engine)
        if limit is None:
            due = dispute.stage_due
            asked = f"An answer is asked for by {weekday_date(due)}." if due else ""
            return "informal: not on the clock yet", "neutral", asked, ""
        press = urgency(dispute, self._engine, self._today())
        words = f"To be settled by {weekday_date(limit.due)}." if press is not None else ""
        return (
            clock_words(dispute, self._engine, self._today()),
            _TONES[press] if press is not None else "neutral",
            words,
            f"{limit.words[:1].upper()}{limit.words[1:]}. {limit.source}.",
        )


def _with_ids(dispute: Dispute) -> tuple[DisputeResponse, ...]:
    """Return the answers, each with an id: those of an imported file may have none."""
    return tuple(
        answer if answer.id else msgspec.structs.replace(answer, id=f"{dispute.id}.{place}")
        for place, answer in enumerate(dispute.responses)
    )


def _answer_form(form: BoundForm) -> None:
    form.bind_date("on", "Day", needed=True)
    form.bind_line("who", "Who answered")
    form.bind_text("text", "What they said")
