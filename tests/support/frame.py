"""A window with one plain page, for tests of the frame around it."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from ui.kit import Card
from ui.main_window import MainWindow
from ui.page import Page
from ui.shortcuts import action

KEEN_WHERE = "third review · meeting at home, where Leo chose"


class PlainPage(Page):
    """A page with two fields, a header action and a main action."""

    def __init__(self) -> None:
        super().__init__()
        self.who, self.where, self.elapsed = "Leo", KEEN_WHERE, "00:34"
        self.footer, self.footer_facts = "Held today, in time", ("Prompts: on", "Text 100 %")
        self.chosen: list[str] = []
        self.main_action = action(self, "End meeting…", "Ctrl+E", lambda: self.chosen.append("end"))
        self.header_actions = (
            action(self, "Child beside me", "F8", lambda: self.chosen.append("beside")),
        )
        self.first, self.second = QLineEdit(), QLineEdit()
        self.panes = (Card("Agenda"), Card("Notes"))
        layout = QVBoxLayout(self)
        for card, field, name in zip(
            self.panes, (self.first, self.second), ("First", "Second"), strict=True
        ):
            field.setAccessibleName(name)
            field.setObjectName(name.lower())
            card.body.addWidget(field)
            layout.addWidget(card)

    def entered(self) -> None:
        """Put the focus where one types."""
        self.first.setFocus()


def active(window: MainWindow) -> MainWindow:
    """Return the window, shown and active."""
    window.show()
    window.activateWindow()
    return window
