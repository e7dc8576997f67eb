"""Between two reviews: the midway check, what was promised to the child, and what happened.

Sources: IRO Handbook ch 3, monitoring on an ongoing basis; domain.md §2.4.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.between import (
    early_review_reasons,
    early_review_words,
    early_thought,
    event_words,
    last_held,
    midway_time,
    pledge_words,
)
from models.child import Child, Event, Pledge
from models.clock import Clock
from models.deadlines import DateEngine
from models.edits import Drop, Put
from models.errors import UserFacingError
from models.law import LawPack
from models.store_rows import ReviewRow
from models.text import new_id
from ui import theme
from ui.child.midway import MidwayPart
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import Card, KeyButton, quiet_label


class BetweenPart(QWidget):
    """Three lists: checks, promises to the child, events."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""
    early_review_wanted = Signal(str, tuple)
    """Whether an event calls for an early review is to be thought through: its id, and reasons."""

    def __init__(
        self,
        engine: DateEngine,
        clock: Clock,
        rows: Callable[[], Sequence[ReviewRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine, self._clock, self._rows = engine, clock, rows
        self.midway = MidwayPart(clock.today)
        self.pledges = RecordEditor(pledges(clock))
        self.pledges.setObjectName("pledges_editor")
        self._child: Child | None = None
        self.events = RecordEditor(self._events_spec())
        self.events.setObjectName("events_editor")
        self.hint = quiet_label()
        self.early = KeyButton("Does this need an early review?", on_click=self._ask_early)
        self.early.setObjectName("event_early_review")
        self.events.put_above_form(self.hint, self.early)
        self._promised = Card("What I promised")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        for card, inner in (
            (Card("Midway check"), self.midway),
            (self._promised, self.pledges),
            (Card("What happened"), self.events),
        ):
            card.body.addWidget(inner)
            layout.addWidget(card)
        self.midway.edit.connect(self.edit)
        for editor in (self.pledges, self.events):
            editor.put.connect(lambda v, words, key: self.edit.emit(Put(item=v), words, key))
            editor.dropped.connect(lambda v, words: self.edit.emit(Drop(item=v), words, ""))
        self.events.chosen.connect(self._show_hint)
        self._show_hint(None)

    def show_child(self, child: Child | None) -> None:
        """Show what lies between a child's reviews; None empties all."""
        self._child = child
        if child is None:
            self.midway.show_child(None, None)
            self.pledges.show_values(())
            self.events.show_values(())
            self._promised.set_title("What I promised")
            return
        try:
            due = midway_time(child, self._rows(), self._engine, self._clock.today())
        except UserFacingError:
            due = None  # a date that cannot be counted is told of where it is typed
        self.midway.show_child(child, due, last_held(child, self._rows()))
        self._promised.set_title(f"What I promised {child.preferred_name}")
        newest = sorted(child.pledges, key=lambda p: p.on, reverse=True)
        self.pledges.show_values(sorted(newest, key=lambda p: p.kept_on is not None))
        self.events.show_values(sorted(child.events, key=lambda e: e.on, reverse=True))

    def choose(self, event_id: str) -> None:
        """Choose an event, if it is there."""
        self.events.choose(event_id)

    def _events_spec(self) -> RecordSpec:
        clock, law = self._clock, self._engine.law
        return RecordSpec(
            one="event",
            many="events between reviews",
            columns=(
                Column("Known on", lambda e: day(e.on), 3),
                Column("What it was", lambda e: event_words(e, law) or "(not said yet)", 4),
                Column("What happened", lambda e: e.text, 6, spared=True),
                Column("Early review", self._early_words, 3, spared=True),
            ),
            build=lambda form: _event_form(form, law),
            make=lambda: Event(id=new_id(), on=clock.today(), kind=""),
            may_drop=lambda _: "",
            stacked=True,
        )

    def _early_words(self, event: Event) -> str:
        return early_review_words(self._child, event) if self._child is not None else ""

    def _show_hint(self, event: Event | None) -> None:
        self.early.setVisible(event is not None)
        words = self._hint_words(event) if event is not None else ""
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _hint_words(self, event: Event) -> str:
        law = self._engine.law
        thought = early_thought(self._child, event) if self._child is not None else None
        if thought is not None:
            answer = {True: "yes", False: "no", None: "not decided"}[thought.needed]
            because = f", because {thought.because}" if thought.because else ""
            return f"An early review? {day(thought.on)}: {answer}{because}"
        wanted = early_review_reasons(event, law)
        words = "; ".join(reason.words for reason in law.early_reviews if reason.id in wanted)
        return f"It may be a reason to bring the review forward: {words}." if words else ""

    def _ask_early(self) -> None:
        event = self.events.value
        if isinstance(event, Event):
            reasons = early_review_reasons(event, self._engine.law)
            self.early_review_wanted.emit(event.id, reasons if len(reasons) == 1 else ())


def pledges(clock: Clock) -> RecordSpec:
    """What the reviewing officer promised to the child themself."""
    return RecordSpec(
        one="promise",
        many="promises to the child",
        columns=(
            Column("What", lambda p: p.what or "(not said yet)", 6),
            Column("How it stands", lambda p: pledge_words(p, clock.today()), 4),
        ),
        build=_pledge_form,
        make=lambda: Pledge(id=new_id(), on=clock.today()),
        may_drop=lambda _: "",
        stacked=True,
        empty="Nothing open. What you promise yourself belongs here, and comes up next time.",
    )


def _pledge_form(form: BoundForm) -> None:
    form.bind_text("what", "What")
    form.bind_line("note", "Note")
    form.bind_date("by", "By")
    form.bind_date("kept_on", "Kept on", "Empty while it is open.")
    form.bind_date("on", "Promised on", needed=True)


def _event_form(form: BoundForm, law: LawPack) -> None:
    kinds = [("", "Not said yet"), *((kind.id, kind.words) for kind in law.event_kinds)]
    form.bind_choice("kind", "What it was", kinds)
    form.bind_date("on", "Known on", needed=True)
    form.bind_line("known_how", "How it became known")
    form.bind_text("text", "What happened")
    form.bind_text("done_about_it", "What I did")
