"""The page that says why Heard cannot start at all, in place of silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.labels import quiet_label

if TYPE_CHECKING:
    from pathlib import Path

    from models.errors import UserFacingError


class RefusalPage(GateSheet):
    """Names the fault and the folder; one can try again or close."""

    again = Signal()
    closed = Signal()

    def __init__(self, fault: UserFacingError, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Heard cannot start here", parent=parent)
        self.is_again = False
        """Whether the user asked to try again."""
        self.body.addWidget(quiet_label(f"The folder is {folder}"))
        self.again_button = KeyButton("Try again", kind="main", on_click=self._try_again)
        self.close_button = KeyButton("Close", on_click=self.closed.emit)
        for button in (self.again_button, self.close_button):
            self.buttons.addWidget(button)
        self.say_fault(fault)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.again_button.setFocus()

    def _try_again(self) -> None:
        self.is_again = True
        self.again.emit()
