"""The card beside the caseload: the chosen child's last words, clocks, plan and what to open."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.caseload_groups import drifting, early_wanted, setting_words
from models.codes import label as code_label
from models.deadlines import DateEngine
from models.limit_used import rule_words
from models.next_step import (
    Press,
    Step,
    StepKind,
    due_words,
    owed_review,
    short_date,
    steps,
)
from models.store_rows import CaseloadRow, OpenDispute
from ui import theme
from ui.fields.clearing import clear
from ui.kit import Card, Flow, KeyButton, Pill, WordsBlock, label, rule
from ui.places import Place, PlaceKind

_TIMED = {
    StepKind.MEETING: "This review, by law",
    StepKind.DECISIONS: "Recommendations out",
    StepKind.RECORD: "Minutes finished",
    StepKind.DISTRIBUTION: "Sent to everyone",
    StepKind.MIDWAY: "Midway check",
    StepKind.NEXT_REVIEW: "Next review",
}


class Fact(QWidget):
    """One fact on a line: what it is, and what it says."""

    def __init__(self, name: str, words: str, look: str = "field") -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, theme.S1, 0, theme.S1)
        layout.setSpacing(theme.S3)
        layout.addWidget(label(name, wraps=False))
        self.words = label(words, look)
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.words, 1)


class SideCard(Card):
    """Shows one child of the caseload."""

    wanted = Signal(object)
    """A place to go to."""
    removal_wanted = Signal()
    """The practice children are to be removed."""
    changes_seen = Signal(object)
    """The row whose moved limits the user has seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: CaseloadRow | None = None
        self.setObjectName("chosen_child")
        self.practice = Pill("practice", "accent")
        self.head.addWidget(self.practice)
        self.names_kin = True
        """Whether brothers and sisters are named; not in private view."""
        self.changes = label("", "soon")
        self.changes.setObjectName("limits_changed")
        self.seen = KeyButton("Seen", on_click=self._seen)
        self.seen.setObjectName("limits_seen")
        self.words = WordsBlock()
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self.open = KeyButton("Open", kind="main", on_click=self._open)
        self.prepare = KeyButton("Prepare", on_click=lambda: self._go(PlaceKind.PREPARE))
        self.write_up = KeyButton("Write up", on_click=lambda: self._go(PlaceKind.WRITE_UP))
        self.export = KeyButton("Export", on_click=lambda: self._go(PlaceKind.EXPORT))
        self.remove = KeyButton(
            "Remove the practice children",
            kind="quiet",
            on_click=self.removal_wanted.emit,
            icon="close",
        )
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.open, self.prepare, self.write_up, self.export, self.remove):
            flow.addWidget(button)
        self.body.addWidget(self.changes)
        self.body.addWidget(self.seen)
        self.body.addWidget(self.words)
        self.body.addLayout(self._facts)
        self.body.addWidget(buttons)
        self.body.addStretch(1)

    def show_row(self, row: CaseloadRow | None, engine: DateEngine, today: date) -> None:
        """Show a child, or nothing."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            self.set_title("")
            self.words.show_words("", "")
            self.changes.setText("")
            clear(self._facts)
            return
        child = row.child
        self.set_title(child.preferred_name)
        self.practice.setVisible(child.practice)
        self.remove.setVisible(child.practice)
        said_on = short_date(child.last_words_on, today) if child.last_words_on else ""
        self.words.show_words(f"Last words heard · {said_on}".rstrip(" ·"), child.last_words)
        self.words.setVisible(bool(child.last_words))
        self._show_changes(row, today)
        self._show_facts(row, engine, today)
        latest = row.latest
        self.prepare.setVisible(latest is not None and latest.completed_on is None)
        self.write_up.setVisible(latest is not None)
        self.export.setVisible(latest is not None)

    def _show_changes(self, row: CaseloadRow, today: date) -> None:
        said = (
            f"{c.what}: was {short_date(c.was, today)}, now {short_date(c.now, today)}, {c.why}."
            for c in row.changed
        )
        self.changes.setText("\n".join(("A limit has changed.", *said)) if row.changed else "")
        self.changes.setVisible(bool(row.changed))
        self.seen.setVisible(bool(row.changed))

    def _show_signs(self, row: CaseloadRow, engine: DateEngine, today: date) -> None:
        """Show what must not be missed, each with why in words."""
        if words := setting_words(row, today):
            self._add(Fact("Where they live", words, "fault"))
        if since := early_wanted(row, today):
            self._add(Fact("Early review", f"wanted since {short_date(since, today)}", "fault"))
        rules = {rule.id: rule.words for rule in engine.law.drift}
        for sign in drifting(row, today):
            self._add(Fact("Drifting", rules.get(sign, sign), "fault"))
        if promised := row.child.pledge_by:
            look = "fault" if promised < today else "field"
            self._add(Fact("You promised them", f"by {short_date(promised, today)}", look))
        dispute = row.child.dispute
        if dispute is not None:
            self._add(Fact("Dispute", _dispute_words(dispute, engine, today)))
        if row.child.kin:
            self._add(Fact("Brothers, sisters", self._kin_words(row)))

    def _kin_words(self, row: CaseloadRow) -> str:
        """Return them as this child's own list of people knows them, and nothing of theirs."""
        kin = row.child.kin
        if not self.names_kin:
            return f"{len(kin)} on this caseload"
        return ", ".join(f"{k.name} ({k.relationship})" if k.relationship else k.name for k in kin)

    def _show_facts(self, row: CaseloadRow, engine: DateEngine, today: date) -> None:
        clear(self._facts)
        self._show_signs(row, engine, today)
        for step in steps(row, engine, today):
            self._add(_clock(step, engine, today))
        if row.child.open_promises:
            self._add(Fact("Open recommendations", str(row.child.open_promises)))
        plan, plan_b = row.child.plan, row.child.plan_b
        for name, code in (("Plan", plan), ("Plan B", plan_b)):
            words = code_label("permanence_plan", code) or "not recorded"
            self._add(Fact(name, words, "field" if code else "fault"))

    def _add(self, fact: QWidget) -> None:
        if self._facts.count():
            self._facts.addWidget(rule())
        self._facts.addWidget(fact)

    def _open(self) -> None:
        if self._row is not None:
            self.wanted.emit(Place(kind=PlaceKind.CHILD, child_id=self._row.child.id))

    def _seen(self) -> None:
        if self._row is not None:
            self.changes_seen.emit(self._row)

    def _go(self, kind: PlaceKind) -> None:
        """Go to the newest review; to write and send, to an earlier one while that is owed."""
        row = self._row
        if row is None or row.latest is None:
            return
        owed = owed_review(row) if kind is not PlaceKind.PREPARE else None
        review = owed or row.latest
        self.wanted.emit(Place(kind=kind, child_id=review.child_id, review_id=review.id))


def _dispute_words(dispute: OpenDispute, engine: DateEngine, today: date) -> str:
    """Return the stage with the day of its clock (T17), and by when it should answer."""
    if dispute.formal_on is None:
        said = f"{dispute.stage}, since {short_date(dispute.opened_on, today)}"
    else:
        clock = engine.dispute(dispute.formal_on)
        said = f"{dispute.stage}, day {engine.day_of(clock, today)} of {clock.amount}"
    if dispute.answer_due is None:
        return said
    is_late = dispute.answer_due < today
    answer = "answer was due" if is_late else "answer due"
    return f"{said}; {answer} {short_date(dispute.answer_due, today)}"


def _clock(step: Step, engine: DateEngine, today: date) -> Fact:
    name = _TIMED.get(step.kind, step.what)
    if step.due is None:
        return Fact(name, "", "quiet")
    due = due_words(step, engine, today)
    late = due.press is Press.LATE
    fact = Fact(name, f"by {short_date(step.due, today)}", "fault" if late else "field")
    told = f"{due.pill}. {rule_words(step, engine)}"
    fact.setToolTip(told)
    fact.words.setAccessibleDescription(told)
    return fact
