"""The midway check in five minutes: one question after the other, by the keyboard alone.

Template of domain.md §2.4: recommendations done or not, seen and alone, any move, the child's
message, social worker, permanence on track, what the officer does, the next check.
"""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.between import MidwayTime, is_ticked, message_of, tick, with_message
from models.calendar import long_date, weekday_date
from models.child import Child, MidwayCheck, Promise, still_open
from models.edits import Drop, Put, SetChild
from models.terms import ViewMethod
from models.text import new_id
from ui import theme
from ui.child.promises import age_words, by_words
from ui.child.records import day
from ui.fields.bound_form import BoundForm, terms
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.fields.row_list import Fact, Row, RowList
from ui.fields.words_field import WordsField
from ui.item_models.records import Column
from ui.kit import Flow, Form, Pill, announce, quiet_label, small_heading_label


class MidwayPart(QWidget):
    """When the check is due, the checks made, and the chosen one as a form to go down."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._child: Child | None = None
        self._check: MidwayCheck | None = None
        self._since: date | None = None
        self._fresh = ""
        self._showing = False
        self.pill = Pill()
        self.when = quiet_label()
        self.editor = RecordEditor(self._spec())
        self.editor.setObjectName("midway_checks_editor")
        self._make_questions()
        self._lay_out()
        self.editor.put.connect(self._put)
        self.editor.dropped.connect(self._drop)
        self.editor.chosen.connect(self._show_check)
        self._show_check(None)

    def show_child(
        self, child: Child | None, due: MidwayTime | None, since: date | None = None
    ) -> None:
        """Show a child's checks, the newest first, and when the next is due; None empties all.

        ``since`` is the day of the last review: what was said before it stays as it was.
        """
        self._child = child
        self._since = since
        self._show_due(due)
        name = child.preferred_name if child is not None else ""
        self._message.setText(f"5 · {name}'s message, if there is one" if name else "")
        checks = child.midway_checks if child is not None else ()
        self.editor.show_values(sorted(checks, key=lambda check: check.on, reverse=True))
        if self._fresh and self._check is not None and self._check.id == self._fresh:
            self._fresh = ""
            self.first.focus_first()

    # -- how it is built

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="midway check",
            many="midway checks",
            columns=(
                Column("Day", lambda c: day(c.on), 2),
                Column("How", lambda c: c.how, 2, spared=True),
                Column("What was learnt", lambda c: c.text or c.decisions or c.action, 4),
                Column("Next check", lambda c: day(c.next_check), 2, spared=True),
            ),
            build=_last_questions,
            make=lambda: MidwayCheck(id=new_id(), on=self._today()),
            may_drop=lambda _: "",
            stacked=True,
        )

    def _make_questions(self) -> None:
        self.first = BoundForm("midway", 2)
        self.first.bind_date("on", "Day", needed=True)
        self.first.bind_line("how", "How", "Such as telephone, or a visit.")
        self.ticks = RowList("Recommendations still open", fits=True)
        self.ticks.setObjectName("midway_ticks")
        self.ticks.chosen.connect(self._tick)
        self.no_ticks = quiet_label("Nothing stands open.")
        self.decisions = BoundForm("midway", 1)
        self.decisions.bind_line("decisions", "What is not done, and why")
        self.seen = BoundForm("midway", 2)
        self.seen.bind_date("seen_on", "Last seen by the social worker on")
        self.seen.bind_yes_no("seen_alone", "Seen alone")
        self.changes = BoundForm("midway", 3)
        self.changes.bind_yes_no("moved", "Any move")
        self.changes.bind_yes_no("worker_changed", "Another social worker")
        self.changes.bind_yes_no("on_track", "The plan is on track")
        self.how_told = Form(1)
        self.method = self.how_told.choice("How they told me", terms(ViewMethod), name="told_how")
        self.method.setCurrentIndex(list(ViewMethod).index(ViewMethod.PHONE_CALL))
        self.words = WordsField(self._typed)
        self.words.edit.setObjectName("midway_words")
        self.method.currentIndexChanged.connect(lambda _: self._method_chosen())
        for form in (self.first, self.decisions, self.seen, self.changes):
            form.edited.connect(self._put)

    def _lay_out(self) -> None:
        self._message = small_heading_label()
        self._asked: tuple[QWidget, ...] = (
            small_heading_label("1 · When and how"),
            self.first,
            small_heading_label("2 · What was recommended: Enter ticks what is done"),
            self.ticks,
            self.no_ticks,
            self.decisions,
            small_heading_label("3 · Seen, and alone"),
            self.seen,
            small_heading_label("4 · What changed"),
            self.changes,
            self._message,
            self.words,
            self.how_told,
            small_heading_label("6 · What follows"),
        )
        self.editor.put_above_form(*self._asked)
        head = QWidget()
        flow = Flow(head)
        flow.addWidget(self.pill)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (head, self.when, self.editor):
            layout.addWidget(widget)

    # -- what is shown

    def _show_due(self, due: MidwayTime | None) -> None:
        today = self._today()
        if due is None:
            words = "no review yet" if self._since is None else "none is due now"
            self.pill.show_fact(words, "neutral")
        elif due.done is not None:
            self.pill.show_fact(f"done on {day(due.done)}", "good")
        elif due.day < today:
            days = (today - due.day).days
            self.pill.show_fact(f"{days} day{'' if days == 1 else 's'} after its day", "late")
        elif due.day == today:
            self.pill.show_fact("today", "soon")
        else:
            self.pill.show_fact(f"about {weekday_date(due.day)}", "neutral")
        self.when.setText(_due_words(due) if due is not None else "")
        self.when.setVisible(due is not None)

    def _show_check(self, check: MidwayCheck | None) -> None:
        before, self._check = self._check, check
        another = before is None or check is None or before.id != check.id
        for widget in self._asked:
            widget.setVisible(check is not None)
        for form in (self.first, self.decisions, self.seen, self.changes):
            form.show_value(check)
        self._show_ticks(check)
        self._show_words(check, anew=another)

    def _show_ticks(self, check: MidwayCheck | None) -> None:
        child = self._child
        rows: list[Row] = []
        if check is not None and child is not None:
            rows = [
                _tick_row(child, promise, check, self._today())
                for promise in _ticked_or_open(child, check)
            ]
        self.ticks.show_rows(rows)
        self.ticks.setVisible(bool(rows))
        self.no_ticks.setVisible(check is not None and not rows)

    def _show_words(self, check: MidwayCheck | None, *, anew: bool) -> None:
        child = self._child
        view = message_of(child, check) if check is not None and child is not None else None
        words = view.words.text if view is not None and view.words is not None else ""
        held = check is not None and self._since is not None and check.on <= self._since
        why = "A review has been held since, so these words stay as they are." if held else ""
        self.words.show_words(words, why)
        self.method.setEnabled(not held)
        if view is not None or anew:
            method = view.method if view is not None else ViewMethod.PHONE_CALL
            self._showing = True
            self.method.setCurrentIndex(list(ViewMethod).index(method))
            self._showing = False

    # -- what is changed

    def _put(self, check: MidwayCheck, words: str, key: str) -> None:
        known = self._child is not None and any(c.id == check.id for c in self._child.midway_checks)
        if not known:
            self._fresh = check.id
        self.edit.emit(Put(item=check), words, key)

    def _drop(self, check: MidwayCheck, words: str) -> None:
        """Take a check out; what the child said at it stays in the views log."""
        self.edit.emit(Drop(item=check), words, "")

    def _tick(self, promise_id: str) -> None:
        check, child = self._check, self._child
        promise = next((p for p in child.ledger if p.id == promise_id), None) if child else None
        if check is not None and promise is not None:
            done = not is_ticked(promise, check)
            said = "done" if done else "not done after all"
            self.edit.emit(Put(item=tick(promise, check, done=done)), "ticking what is done", "")
            announce(self, said)

    def _typed(self, words: str) -> None:
        if self._check is not None and self._child is not None:
            child = with_message(self._child, self._check, words, self._method)
            key = f"midway.words.{self._check.id}"
            self.edit.emit(SetChild(child=child), "typing the child's words", key)

    def _method_chosen(self) -> None:
        if self._showing:
            return
        check, child = self._check, self._child
        view = message_of(child, check) if check is not None and child is not None else None
        if check is not None and child is not None and view is not None and view.words is not None:
            changed = with_message(child, check, view.words.text, self._method)
            self.edit.emit(SetChild(child=changed), "changing how they told me", "")

    @property
    def _method(self) -> ViewMethod:
        return list(ViewMethod)[max(self.method.currentIndex(), 0)]


def _last_questions(form: BoundForm) -> None:
    form.bind_text("action", "What I do about it", "For you; it stands in no record.")
    form.bind_text("text", "What else was learnt")
    form.bind_date("next_check", "Next check")


def _ticked_or_open(child: Child, check: MidwayCheck) -> list[Promise]:
    still = {promise.id for promise in still_open(child)}
    return [p for p in child.ledger if p.id in still or is_ticked(p, check)]


def _tick_row(child: Child, promise: Promise, check: MidwayCheck, today: date) -> Row:
    done = is_ticked(promise, check)
    facts = [Fact(words) for words in (by_words(promise),) if words]
    if not done:
        facts.append(Fact(age_words(child.ledger, promise, today)))
    state, role = ("✓ done", "done") if done else (promise.status.label, "quiet")
    return Row(
        key=promise.id,
        words=promise.what or "(not said yet)",
        facts=tuple(facts),
        state=state,
        state_role=role,
        spoken=f"{promise.what}, {'ticked: done' if done else promise.status.label}",
    )


def _due_words(due: MidwayTime) -> str:
    planned = f"Planned for {long_date(due.planned)}. " if due.planned is not None else ""
    words = f"{due.rule.words[:1].upper()}{due.rule.words[1:]}"
    return f"{planned}{words}: {long_date(due.rule.due)}. {due.rule.source}."
