"""Taking a dispute further: to the next stage, or past some with a reason; closing it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Dispute
from models.deadlines import DateEngine
from models.disputes import closed, is_open, later_stages, passed_over, reopened, taken_to
from models.errors import UserFacingError
from models.law import StageRule
from models.text import clean
from ui import theme
from ui.fields.editors import SessionLine
from ui.kit import Flow, Form, KeyButton, announce, fault_label


class TakeFurther(QWidget):
    """Asks to which stage and from when; the reason only where a stage is passed over."""

    taken = Signal(object, str)
    """The changed dispute, and words for undo."""

    def __init__(
        self, engine: DateEngine, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._engine, self._today = engine, today
        self._dispute: Dispute | None = None
        self._stages: tuple[StageRule, ...] = ()
        self.form = Form(2)
        self.to = self.form.choice("Take it to", (), name="dispute_to")
        self.on = self.form.date("From", "Today, if left empty.", name="dispute_to_on")
        self.why = self.form.add("Why stages are passed over", SessionLine(), name="dispute_to_why")
        self.fault = fault_label()
        self.go = KeyButton("Take it there", on_click=self._go)
        self.go.setObjectName("dispute_take")
        self.right = KeyButton("It was put right", on_click=lambda: self._close(resolved=True))
        self.right.setObjectName("dispute_put_right")
        self.wrong = KeyButton(
            "Close it: not put right", on_click=lambda: self._close(resolved=False)
        )
        self.wrong.setObjectName("dispute_not_put_right")
        self.again = KeyButton("Open it again", on_click=self._reopen)
        self.again.setObjectName("dispute_reopen")
        self._buttons = QWidget()
        flow = Flow(self._buttons)
        for button in (self.go, self.right, self.wrong, self.again):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.form, self.fault, self._buttons):
            layout.addWidget(widget)
        self.to.currentIndexChanged.connect(lambda _: self._show_why())

    def show_dispute(self, dispute: Dispute | None) -> None:
        """Show where a dispute can go; None empties it."""
        before, self._dispute = self._dispute, dispute
        stages = later_stages(dispute, self._engine.law) if dispute is not None else ()
        another = before is None or dispute is None or before.id != dispute.id
        if another or stages != self._stages:
            self._stages = stages
            self.to.clear()
            for rule in stages:
                self.to.addItem(f"{rule.id.label.capitalize()}: {rule.what}")
            self.on.begin_with(None)
            self.why.clear()
            self._show_fault("")
        running = dispute is not None and is_open(dispute)
        self.form.setVisible(bool(stages))
        self.go.setVisible(bool(stages))
        self.right.setVisible(running)
        self.wrong.setVisible(running)
        self.again.setVisible(dispute is not None and not running)
        self._show_why()

    @property
    def _wanted(self) -> StageRule | None:
        at = self.to.currentIndex()
        return self._stages[at] if 0 <= at < len(self._stages) else None

    def _show_why(self) -> None:
        wanted, dispute = self._wanted, self._dispute
        skipped = (
            passed_over(dispute, wanted.id, self._engine.law)
            if wanted is not None and dispute is not None
            else ()
        )
        self.form.set_row_visible(self.why, visible=bool(skipped))

    def _go(self) -> None:
        dispute, wanted = self._dispute, self._wanted
        if dispute is None or wanted is None:
            return
        if self.on.problem:
            self._show_fault(self.on.problem)
            self.on.setFocus()
            return
        on = self.on.date_value or self._today()
        why = clean(self.why.text()).text.strip()
        self._say(
            lambda: taken_to(dispute, wanted.id, on, self._engine, why),
            f"taking the dispute to {wanted.id.label}",
            f"Taken to {wanted.id.label}, {wanted.what}.",
        )

    def _close(self, *, resolved: bool) -> None:
        dispute = self._dispute
        if dispute is not None:
            self._say(
                lambda: closed(dispute, self._today(), resolved=resolved),
                "closing the dispute",
                "Closed. Say what came of it.",
            )

    def _reopen(self) -> None:
        dispute = self._dispute
        if dispute is not None:
            self._say(
                lambda: reopened(dispute, self._engine),
                "opening the dispute again",
                "The dispute is open again.",
            )

    def _say(self, make: Callable[[], Dispute], words: str, done: str) -> None:
        """Hand on the changed dispute, or say why a date cannot be counted."""
        try:
            made = make()
        except UserFacingError as fault:
            self._show_fault(f"{fault.problem} {fault.remedy}")
            return
        self._show_fault("")
        self.taken.emit(made, words)
        announce(self, done)
        self._keep_focus()

    def _keep_focus(self) -> None:
        """Keep the focus here where the button that had it went away."""
        for button in (self.go, self.again, self.right):
            if button.isVisibleTo(self):
                button.setFocus()
                return

    def _show_fault(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            announce(self, words)
