"""How things stand before the review: the home, moves over time, and the plan for growing up."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.clock import Clock
from models.edits import Opened
from models.law import LawPack
from models.permanence import drift
from models.plan_history import by_second_review, held_with, questions
from models.registered import setting_flags
from ui.fields.clearing import clear
from ui.kit import Card, label
from ui.prepare.part import PreparePart
from ui.stability.drift_notes import DriftNotes
from ui.stability.setting_notice import SettingNotice
from ui.stability.strip import StabilityStrip


class StandingPart(PreparePart):
    """Reads only: what is known is changed on the child's page."""

    def __init__(self, clock: Clock, law: LawPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock, self._law = clock, law
        self.notice = SettingNotice()
        self.strip = StabilityStrip("prepare_strip")
        self.drift = DriftNotes()
        self._column.addWidget(self.notice)
        self.card("Homes, schools and workers", self.strip)
        self.card("Is the plan for growing up moving?", self.drift)
        self.asked = Card("What the chair must be able to answer")
        self._column.addWidget(self.asked)
        self.finish()

    @override
    def draw(self, opened: Opened | None) -> None:
        clear(self.asked.body)
        if opened is None:
            self.notice.show_flags(())
            self.strip.forget()
            self.drift.show_drift(())
            return
        child, review, today = opened.child, opened.the_review, self._clock.today()
        held = held_with(child, review, today)
        self.notice.show_flags(setting_flags(child, today))
        self.strip.show_child(child, today)
        self.drift.show_drift(drift(child, held, self._law, today), by_second_review(child, held))
        on = review.head.review_date or today
        for question in questions(child, review.head.number, self._law, on):
            self.asked.body.addWidget(label(question))
