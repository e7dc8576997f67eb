"""The last page of the first run: an empty caseload and what to do first."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.labels import quiet_label


class AfterFirstRun(StrEnum):
    """What the user would like to do first."""

    PRACTICE = "practice"
    ADD_CHILD = "add_child"
    IMPORT_CASE = "import_case"
    IMPORT_RETURN = "import_return"
    HOME = "home"


_OFFERS = (
    (
        AfterFirstRun.PRACTICE,
        "Open the practice caseload",
        "Made-up children with their reviews, to try everything on. Removed in one click.",
    ),
    (
        AfterFirstRun.IMPORT_RETURN,
        "Import from the national return",
        "The SSDA903 files that your council has of every child in care.",
    ),
    (AfterFirstRun.ADD_CHILD, "Add a child", "A name and a date of birth are enough to begin."),
    (AfterFirstRun.IMPORT_CASE, "Import a case file", "From a colleague's Heard or your council."),
)


class ReadyStep(GateSheet):
    """Offers the ways to begin."""

    chosen = Signal(object)
    """An ``AfterFirstRun``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Heard is ready", "Your caseload is still empty. Where would you like to begin?", parent
        )
        self.offers: dict[AfterFirstRun, KeyButton] = {}
        for what, words, help_words in _OFFERS:
            self.body.addLayout(self._offer(what, words, help_words))
        self.offers[AfterFirstRun.HOME] = KeyButton(
            "Go to my children", kind="quiet", on_click=lambda: self._choose(AfterFirstRun.HOME)
        )
        self.buttons.addWidget(self.offers[AfterFirstRun.HOME])

    def set_lead(self) -> None:
        """Offer a team lead the documents they read, instead of the children."""
        self.offers[AfterFirstRun.HOME].set_words("Go to the documents")

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.offers[AfterFirstRun.PRACTICE].setFocus()

    def _offer(self, what: AfterFirstRun, words: str, help_words: str) -> QVBoxLayout:
        button = KeyButton(words, on_click=lambda: self._choose(what))
        self.offers[what] = button
        column = QVBoxLayout()
        column.setSpacing(theme.S1)
        column.addWidget(button)
        column.addWidget(quiet_label(help_words))
        return column

    def _choose(self, what: AfterFirstRun) -> None:
        self.chosen.emit(what)
