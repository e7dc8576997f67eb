"""The plan for growing up as it stands: plan and plan B, drift, and what must be known by now."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.calendar import long_date
from models.child import Child, PlanEntry
from models.codes import label as code_label
from models.law import LawPack
from models.next_step import ordinal
from models.permanence import drift
from models.plan_history import (
    HeldReview,
    by_second_review,
    held_reviews,
    next_number,
    questions,
    view_of_plan,
)
from models.store_rows import ReviewRow
from ui import theme
from ui.fields.clearing import clear
from ui.kit import Card, WordsBlock, label, quiet_label, small_heading_label
from ui.stability.drift_notes import DriftNotes

_WIDE = 520


class PlanPart(QWidget):
    """Reads only; the plans themselves are changed in the list beneath it."""

    def __init__(self, law: LawPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._law = law
        self.plan = Card("The plan for growing up")
        self.asked = Card("")
        self.plan.setObjectName("plan_now")
        self.asked.setObjectName("plan_questions")
        self.drift = DriftNotes()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(theme.S4)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(theme.S2)
        self.plan.body.addLayout(self._both)
        self.plan.body.addLayout(self._facts)
        self.plan.body.addWidget(self.drift)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        column.addWidget(self.plan)
        column.addWidget(self.asked)

    def show_child(self, child: Child | None, rows: Sequence[ReviewRow], today: date) -> None:
        """Show a child's plan on that UK date, with their reviews; None empties it."""
        for layout in (self._both, self._facts, self.asked.body):
            clear(layout)
        self.asked.set_title("")
        if child is None:
            self.drift.show_drift(())
            return
        held = held_reviews(child, rows, today)
        entry = child.plan
        self._both.addWidget(_named("The plan", entry.plan if entry else ""), 1)
        self._both.addWidget(_named("Plan B", entry.plan_b if entry else ""), 1)
        if entry is not None:
            self._show_facts(child, entry, today)
        warnings = drift(child, held, self._law, today)
        self.drift.show_drift(warnings, by_second_review(child, held))
        self._show_questions(child, held, today)

    def _show_facts(self, child: Child, entry: PlanEntry, today: date) -> None:
        late = entry.target is not None and entry.target < today and entry.matched_on is None
        target = f"{long_date(entry.target)}{', past' if late else ''}" if entry.target else ""
        if not target and entry.matched_on is None:
            target, late = "no date is set", True
        facts = (
            ("Since", long_date(entry.from_date), True),
            ("To be in place by", target, not late),
            ("Matched on", long_date(entry.matched_on) if entry.matched_on else "", True),
            ("Responsible", entry.responsible or "nobody is named", bool(entry.responsible)),
            ("What stands in the way", entry.obstacles, True),
        )
        for name, words, is_well in facts:
            if words:
                self._facts.addWidget(label(f"{name}: {words}", "plain" if is_well else "fault"))
        if entry.child_view:
            block = WordsBlock(view_of_plan(child, today), entry.child_view)
            self._facts.addWidget(block)
        else:
            name = child.preferred_name
            self._facts.addWidget(quiet_label(f"How {name} sees it is not written down."))

    def _show_questions(self, child: Child, held: Sequence[HeldReview], today: date) -> None:
        number = next_number(held)
        self.asked.set_title(f"To be answered by the {ordinal(number)} review")
        for question in questions(child, number, self._law, today):
            self.asked.body.addWidget(label(question))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if wide else way.TopToBottom)


def _named(title: str, code: str) -> QWidget:
    """Return a plan under its title, or that none is named."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(small_heading_label(title))
    named = code_label("permanence_plan", code)
    column.addWidget(label(named or "not recorded", "heading" if named else "fault"))
    return box
