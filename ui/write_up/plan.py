"""The plan for growing up and plan B, where permanence is written up."""

from PySide6.QtWidgets import QWidget

from models.child import PlanEntry
from models.codes import label as code_label
from models.codes import offered
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.meeting.answers import planned
from ui.program import Program
from ui.session import ReviewSession


class PlanCard(FoldingCard):
    """Choosing another plan writes it from today on; the plan before stays in its history."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("The plan for growing up", "plan", parent)
        self._program = program
        self._session: ReviewSession | None = None
        plans = [("", "Not recorded")]
        plans += [(code.code, code.label) for code in offered("permanence_plan")]
        self.form = BoundForm("plan", columns=1)
        self.form.bind_choice("plan", "The plan", plans)
        self.form.bind_choice("plan_b", "Plan B, if that cannot be", plans)
        self.form.edited.connect(self._edited)
        self.inside.addWidget(self.form)

    def show_session(self, session: ReviewSession) -> None:
        """Show the plan as it stands."""
        self._session = session
        entry = session.opened.child.plan
        blank = PlanEntry(id="", from_date=self._program.clock.today(), plan="")
        self.form.show_value(entry or blank)
        plan, plan_b = (entry.plan, entry.plan_b) if entry is not None else ("", "")
        named = code_label("permanence_plan", plan) if plan else "Not recorded"
        named_b = code_label("permanence_plan", plan_b) if plan_b else "not recorded"
        self.summary.setText(f"{named} · plan B: {named_b}")

    def forget(self) -> None:
        """Let go of the session."""
        self._session = None
        self.form.show_value(None)
        self.summary.clear()

    def _edited(self, value: PlanEntry, words: str, key: str) -> None:
        if self._session is not None:
            today = self._program.clock.today()
            edit = planned(self._session.opened, today, plan=value.plan, plan_b=value.plan_b)
            self._session.apply(edit, words, key)
            self.show_session(self._session)
