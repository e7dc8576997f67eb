"""One thing that stands between a record and a good one: go there, or leave it with a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.text import clean
from ui.fields.editors import SessionLine
from ui.kit import Card, Flow, Form, KeyButton, label, quiet_label


class MatterCard(Card):
    """Says what is open and how it is mended; ``can_wait`` False asks for no reason."""

    go_wanted = Signal()
    left = Signal(str)
    """The reason for which it is left open."""

    def __init__(
        self, text: str, remedy: str, *, can_wait: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.setObjectName("ready_matter")
        self.words = label(text, "field")
        self.body.addWidget(self.words)
        self.body.addWidget(quiet_label(remedy))
        self.reason = SessionLine()
        self.reason.returnPressed.connect(self._leave)
        self.go = KeyButton("Go there", on_click=self.go_wanted.emit)
        self._add_button(self.go, "ready_go", text)
        if can_wait:
            form = Form()
            form.add("Or leave it open, because…", self.reason, name="ready_reason")
            self.body.addWidget(form)
            self._add_button(KeyButton("Leave it open", on_click=self._leave), "ready_leave", text)

    @property
    def first_field(self) -> QWidget:
        """Where the keys begin."""
        return self.go

    def _add_button(self, button: KeyButton, name: str, about: str) -> None:
        button.setObjectName(name)
        button.setAccessibleDescription(about)
        row = QWidget()
        Flow(row).addWidget(button)
        self.body.addWidget(row)

    def _leave(self) -> None:
        reason = clean(self.reason.text()).text.strip()
        if reason:
            self.left.emit(reason)
        else:
            self.reason.setFocus()
