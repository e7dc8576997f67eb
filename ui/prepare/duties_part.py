"""The IRO's duties before, at and after the review (domain.md §2.2): done, when and how."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.clock import Clock
from models.deadlines import DateEngine, Deadline
from models.duty_days import as_known, duty_limit, duty_records, duty_words
from models.edits import Opened, Put
from models.errors import UserFacingError
from models.law import Duty, When
from models.review import DutyRecord
from models.terms import DutyState
from ui.child.records import day
from ui.duty_list import bind_duty, duty_about
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import label, quiet_label
from ui.prepare.part import PreparePart


class DutiesPart(PreparePart):
    """One row for each duty of the law pack, with its hint, its source and by when it is due."""

    def __init__(self, clock: Clock, engine: DateEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._engine = engine
        self._duties = {duty.id: duty for duty in engine.law.duties}
        self.editor = RecordEditor(self._spec())
        self.what = label("", "heading")
        self.about = quiet_label()
        self.editor.put_above_form(self.what, self.about)
        self.card("Duties before, at and after the review", self.editor)
        self.finish()
        self.editor.put.connect(self._put)
        self.editor.chosen.connect(self._show_duty)

    @override
    def draw(self, opened: Opened | None) -> None:
        self.editor.show_values(self._records() if opened is not None else ())
        self._show_duty(self.editor.value)

    def _records(self) -> tuple[DutyRecord, ...]:
        head, child = self.opened.the_review.head, self.opened.child
        return tuple(as_known(r, head, child) for r in duty_records(head, self._engine.law))

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="duty",
            many="duties",
            columns=(
                Column("When", lambda r: self._when(r.id), 2),
                Column("Duty", lambda r: self._what(r.id), 7),
                Column("State", _standing, 3),
                Column("By", self._by, 4),
            ),
            build=bind_duty,
            stacked=True,
        )

    def _when(self, duty_id: str) -> str:
        duty = self._duties.get(duty_id)
        return _PHASES[duty.when] if duty is not None else ""

    def _what(self, duty_id: str) -> str:
        duty = self._duties.get(duty_id)
        if duty is None:
            return duty_id
        head, today = self.opened.the_review.head, self._clock.today()
        return duty_words(duty, self.opened.child, head, today)

    def _show_duty(self, record: DutyRecord | None) -> None:
        duty = self._duties.get(record.id) if record is not None else None
        self.what.setText(self._what(record.id) if record is not None else "")
        self.about.setText(self._about(duty) if duty is not None else "")

    def _about(self, duty: Duty) -> str:
        return duty_about(duty, self._limit(duty.id), self._engine.law.cite(duty))

    def _by(self, record: DutyRecord) -> str:
        """Return by when a duty is due, and how long that is as long as it is open."""
        limit = self._limit(record.id)
        if limit is None:
            return ""
        if record.state in _SETTLED:
            return day(limit.due)
        left = self._engine.time_left(limit, self._clock.today())
        return f"{day(limit.due)}, {left}"

    def _limit(self, duty_id: str) -> Deadline | None:
        duty = self._duties.get(duty_id)
        if duty is None or self._opened is None:
            return None
        head = self._opened.the_review.head
        try:
            return duty_limit(duty, head, self._opened.child, self._engine)
        except UserFacingError:
            return None  # a year that cannot be counted; whoever typed it was told

    def _put(self, record: DutyRecord, words: str, key: str) -> None:
        known = {r.id: r for r in self._records()}
        fresh = record.state is DutyState.DONE and known[record.id].state is not record.state
        if fresh and record.on is None:
            record = msgspec.structs.replace(record, on=self._clock.today())
        self.edit.emit(Put(item=record), words, key)


_PHASES = {When.BEFORE: "before", When.DURING: "at the review", When.AFTER: "after"}
_SETTLED = frozenset({DutyState.DONE, DutyState.NOT_RELEVANT})


def _standing(record: DutyRecord) -> str:
    on = day(record.on)
    return f"{record.state.label}, {on}" if on else record.state.label
