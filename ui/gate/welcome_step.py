"""The first page of the first run: who will use this copy of Heard."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.terms import Role
from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.form import Form


class WelcomeStep(GateSheet):
    """Asks for name, role and council; all of it can be changed later in the settings."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Welcome to Heard",
            "Heard keeps what children tell you safe on this laptop, and nowhere else. It never"
            " goes online. First, a word about you; you can change it later.",
            parent,
        )
        form = Form()
        self.name = form.line("Your name", "As you sign your letters.")
        self.role = form.choice("Your role", [(role, role.label) for role in Role])
        self.council = form.line("Your council")
        for field in (self.name, self.council):
            field.returnPressed.connect(self.go_on)
        self.body.addWidget(form)
        self.buttons.addWidget(KeyButton("Go on", kind="main", on_click=self.go_on))

    def go_on(self) -> None:
        """Go on once there is a name."""
        if not self.name.text().strip():
            self.say("Please type your name.", "It stands under the letters and records you make.")
            self.name.setFocus()
            return
        self.clear_problem()
        self.done.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.name.setFocus()
