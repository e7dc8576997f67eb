"""Duties of one phase of a review: ticked with one key, with day, how, who and note below.

It stands where the phase is: at the side of the meeting, in the write-up after it. Nothing opens
over the page and nothing blocks (domain.md §2.2).
"""

from datetime import date

import msgspec
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.calendar import weekday_date
from models.child import ClockNote
from models.deadlines import DateEngine, Deadline, Urgency
from models.duty_days import as_known, duty_limit, duty_records, duty_words, of_phase
from models.edits import Opened, Put
from models.errors import UserFacingError
from models.law import Duty, When
from models.next_step import short_date
from models.review import DutyRecord
from models.terms import DutyState, LateReason
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import KeyButton, announce, bring_into_view, quiet_label, small_heading_label
from ui.program import Program

_ASKING = "Asked so that the record can say it; it stops nothing."
_SETTLED = frozenset({DutyState.DONE, DutyState.NOT_RELEVANT})


class DutyList(QWidget):
    """One row a duty; Enter, Space or a click ticks it, "More about it" opens its fields."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(
        self, program: Program, when: When, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._when = when
        self._opened: Opened | None = None
        self._duties = {duty.id: duty for duty in program.law.duties}
        self.list = RowList(f"Duties {when.label}", fits=True)
        self.list.setObjectName(name)
        self.list.setAccessibleDescription("Enter ticks a duty, or takes the tick away.")
        self.more = KeyButton("More about it", kind="quiet", on_click=self._turn)
        self.more.setObjectName(f"{name}_more")
        self.what = small_heading_label()
        self.about = quiet_label()
        self.form = BoundForm(f"{name}_duty", 1)
        bind_duty(self.form)
        self.late = BoundForm(f"{name}_late", 1)
        reasons: list[tuple[LateReason | None, str]] = [(None, "Not said yet")]
        reasons += [(reason.id, reason.words) for reason in program.law.late_reasons]
        self.late.bind_choice("reason", "Why it was late", reasons, _ASKING)
        self.late.bind_line("note", "More about why")
        self._fields = QWidget()
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S2)
        for widget in (self.what, self.about, self.form, self.late):
            inside.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self.list)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._fields)
        self._fields.hide()
        self.list.chosen.connect(self._tick)
        self.list.current_changed.connect(lambda _: self._show_fields())
        self.form.edited.connect(self._put)
        self.late.edited.connect(
            lambda note, words, key: self.edit.emit(Put(item=note), words, key)
        )

    def show_opened(self, opened: Opened | None) -> None:
        """Show a review's duties; None empties every widget."""
        self._opened = opened
        self.list.show_rows([self._row(record) for record in self.records])
        if opened is None:
            self._fields.hide()
        elif not self.list.current_key and self.list.rows:
            self.list.set_current(self.list.rows[0].key)
        self._show_fields()

    @property
    def records(self) -> tuple[DutyRecord, ...]:
        """The duties as they stand, with what other facts tell of them."""
        if self._opened is None or self._opened.review is None:
            return ()
        head, child = self._opened.the_review.head, self._opened.child
        records = of_phase(duty_records(head, self._program.law), self._program.law, self._when)
        return tuple(as_known(record, head, child) for record in records)

    @property
    def summary(self) -> str:
        """How many are settled, and the next one that is due."""
        records = self.records
        settled = sum(record.state in _SETTLED for record in records)
        words = f"{settled} of {len(records)} settled"
        waiting = [(self._limit(r.id), r) for r in records if r.state not in _SETTLED]
        dated = [(limit.due, record.id) for limit, record in waiting if limit is not None]
        if not dated:
            return f"{words}."
        due, id_ = min(dated)
        today = self._program.clock.today()
        return f"{words}. Next: {self._words(self._duties[id_])}, by {short_date(due, today)}."

    def _record(self, key: str) -> DutyRecord | None:
        return next((record for record in self.records if record.id == key), None)

    def _limit(self, duty_id: str) -> Deadline | None:
        duty = self._duties.get(duty_id)
        if duty is None or self._opened is None:
            return None
        try:
            head = self._opened.the_review.head
            return duty_limit(duty, head, self._opened.child, self._program.engine)
        except UserFacingError:
            return None  # a year that cannot be counted; whoever typed it was told

    def _words(self, duty: Duty) -> str:
        if self._opened is None:
            return ""
        head, today = self._opened.the_review.head, self._program.clock.today()
        return duty_words(duty, self._opened.child, head, today)

    def _row(self, record: DutyRecord) -> Row:
        duty, today = self._duties[record.id], self._program.clock.today()
        limit = self._limit(record.id)
        facts = []
        if record.state in _SETTLED:
            on = f" {short_date(record.on, today)}" if record.on is not None else ""
            state, role = f"✓ {record.state.label}{on}", "done"
        else:
            state, role = record.state.label, "quiet"
        if limit is not None and record.state not in _SETTLED:
            words, ink = due_fact(limit, self._program.engine, today)
            facts.append(Fact(words, ink))
        facts += [Fact(words) for words in (_promised(record, today), record.how) if words]
        source = self._program.law.cite(duty)
        said = [self._words(duty), state, *(fact.words for fact in facts), record.note, source]
        return Row(
            key=record.id,
            words=self._words(duty),
            facts=tuple(facts),
            state=state,
            state_role=role,
            spoken=". ".join(words for words in said if words),
        )

    def _tick(self, key: str) -> None:
        record = self._record(key)
        if record is None:
            return
        if record.state is DutyState.DONE:
            changed = msgspec.structs.replace(record, state=DutyState.OPEN, on=None)
        else:
            today = self._program.clock.today()
            changed = msgspec.structs.replace(record, state=DutyState.DONE, on=record.on or today)
        self._put(changed, "ticking a duty", "")
        fresh = self._record(key)
        announce(self.list, fresh.state.label if fresh is not None else "")

    def _put(self, record: DutyRecord, words: str, key: str) -> None:
        self.edit.emit(Put(item=record), words, key)

    def _turn(self) -> None:
        opens = self._fields.isHidden()
        self._fields.setVisible(opens)
        self.more.set_words("Less" if opens else "More about it")
        self._show_fields()
        if opens:
            self.form.focus_first()
            QTimer.singleShot(0, self, lambda: bring_into_view(self._fields))

    def _show_fields(self) -> None:
        record = self._record(self.list.current_key)
        self.more.setVisible(record is not None)
        self.form.show_value(record)
        duty = self._duties.get(record.id) if record is not None else None
        self.what.setText(self._words(duty) if duty is not None else "")
        limit = self._limit(duty.id) if duty is not None else None
        law = self._program.law
        self.about.setText(duty_about(duty, limit, law.cite(duty)) if duty is not None else "")
        self._ask_why(record, limit)

    def _ask_why(self, record: DutyRecord | None, limit: Deadline | None) -> None:
        """Ask why a duty is or was late; the answer belongs to its clock (domain.md §1.4)."""
        opened = self._opened
        late = record is not None and limit is not None and self._is_late(record, limit)
        self.late.setVisible(late)
        if not late or limit is None or opened is None or opened.review is None:
            self.late.show_value(None)
            return
        id_ = f"{limit.rule}:{opened.review.id}"
        notes = (note for note in opened.child.clock_notes if note.id == id_)
        self.late.show_value(next(notes, ClockNote(id=id_)))

    def _is_late(self, record: DutyRecord, limit: Deadline) -> bool:
        if record.state is DutyState.NOT_RELEVANT:
            return False
        done = record.on if record.state is DutyState.DONE else None
        return (done or self._program.clock.today()) > limit.due


def bind_duty(form: BoundForm) -> None:
    """Add the fields of a duty: state, day, how, who will do it by when, and a note."""
    form.bind_term("state", "State", DutyState)
    form.bind_date("on", "On")
    form.bind_line("how", "How")
    form.bind_line("who", "If it is still to do, who does it")
    form.bind_date("by", "By when")
    form.bind_line("note", "Note")


def duty_about(duty: Duty, limit: Deadline | None, source: str) -> str:
    """Return hint, both dates and how they were counted, and the source of a duty."""
    parts = [duty.hint]
    if limit is not None:
        parts.append(f"By {weekday_date(limit.due)}: {limit.words}.")
        if limit.target is not None:
            parts.append(f"The council's own target is {weekday_date(limit.target)}.")
    parts.append(f"{source}.")
    return " ".join(part for part in parts if part)


def due_fact(limit: Deadline, engine: DateEngine, today: date) -> tuple[str, str]:
    """Return how a duty's limit reads on a day, and the role it is drawn in."""
    urgency = engine.urgency(limit, today)
    role = {Urgency.LATE: "late", Urgency.TODAY: "soon", Urgency.PRESSING: "soon"}.get(
        urgency, "quiet"
    )
    return f"by {short_date(limit.due, today)}, {engine.time_left(limit, today)}", role


def _promised(record: DutyRecord, today: date) -> str:
    by = f"by {short_date(record.by, today)}" if record.by is not None else ""
    return ", ".join(part for part in (record.who, by) if part)
