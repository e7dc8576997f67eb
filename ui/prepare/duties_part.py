"""The IRO's duties before, at and after the review (domain.md §2.2): done, when and how."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.calendar import weekday_date
from models.clock import Clock
from models.deadlines import DateEngine
from models.edits import Opened, Put
from models.law import Duty, LawPack, Start
from models.review import DutyRecord, ReviewHead
from models.terms import DutyState
from ui.child.records import day
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import label, quiet_label
from ui.prepare.part import PreparePart


def duty_records(head: ReviewHead, law: LawPack) -> tuple[DutyRecord, ...]:
    """Return a record for each duty of the review, those not yet touched included."""
    known = {record.id: record for record in head.duties}
    wanted = [duty.id for duty in law.duties_for(head.type)]
    order = wanted + [id_ for id_ in known if id_ not in wanted]
    return tuple(known.get(id_, DutyRecord(id=id_)) for id_ in order)


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
        records = (
            duty_records(opened.the_review.head, self._engine.law) if opened is not None else ()
        )
        self.editor.show_values(records)
        self._show_duty(self.editor.value)

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="duty",
            many="duties",
            columns=(
                Column("When", lambda r: self._when(r.id), 2),
                Column("Duty", lambda r: self._what(r.id), 7),
                Column("State", lambda r: r.state.label, 2),
                Column("Day", lambda r: day(r.on), 2),
            ),
            build=_duty_form,
            stacked=True,
        )

    def _when(self, duty_id: str) -> str:
        duty = self._duties.get(duty_id)
        return duty.when.label if duty is not None else ""

    def _what(self, duty_id: str) -> str:
        duty = self._duties.get(duty_id)
        return duty.what if duty is not None else duty_id

    def _show_duty(self, record: DutyRecord | None) -> None:
        duty = self._duties.get(record.id) if record is not None else None
        self.what.setText(self._what(record.id) if record is not None else "")
        self.about.setText(self._about(duty) if duty is not None else "")

    def _about(self, duty: Duty) -> str:
        parts = (duty.hint, self._due(duty), self._engine.law.cite(duty) + ".")
        return " ".join(part for part in parts if part)

    def _due(self, duty: Duty) -> str:
        """Return by when the duty is due, where its rule starts from a day that is known."""
        if duty.rule is None or self._opened is None:
            return ""
        head = self._opened.the_review.head
        known = {Start.REVIEW_DATE: head.review_date, Start.COMPLETED_ON: head.completed_on}
        starts = known.get(self._engine.law.rule(duty.rule).starts)
        if starts is None:
            return ""
        return f"By {weekday_date(self._engine.deadline(duty.rule, starts).due)}."

    def _put(self, record: DutyRecord, words: str, key: str) -> None:
        known = {r.id: r for r in duty_records(self.opened.the_review.head, self._engine.law)}
        fresh = record.state is DutyState.DONE and known[record.id].state is not record.state
        if fresh and record.on is None:
            record = msgspec.structs.replace(record, on=self._clock.today())
        self.edit.emit(Put(item=record), words, key)


def _duty_form(form: BoundForm) -> None:
    form.bind_term("state", "State", DutyState)
    form.bind_date("on", "On")
    form.bind_line("how", "How")
    form.bind_line("note", "Note")
