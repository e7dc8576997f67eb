"""The page that takes the council's recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.form import Form

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.errors import UserFacingError
    from models.store_access import Unlocked
    from ui.gate.door import GateDoor


class CodePage(GateSheet):
    """Asks for the recovery code; what is typed may have any case, gaps and hyphens."""

    opened = Signal(object)
    """What the code opened: an ``Unlocked``."""
    cancelled = Signal()

    def __init__(self, door: Callable[[], GateDoor], parent: QWidget | None = None) -> None:
        super().__init__(
            "Use the recovery code",
            "Your council keeps it: seven groups of four letters and numbers. Afterwards you"
            " choose a new passphrase, and a new code takes the place of this one.",
            parent,
        )
        self._door = door
        form = Form()
        self.code = form.line("Recovery code", "Small letters, spaces and hyphens do not matter.")
        self.code.returnPressed.connect(self.try_now)
        self.body.addWidget(form)
        self.open_button = KeyButton("Open with the code", kind="main", on_click=self.try_now)
        self.buttons.addWidget(self.open_button)
        self.buttons.addWidget(KeyButton("Back", kind="quiet", on_click=self.cancelled.emit))

    def begin(self) -> None:
        """Begin anew."""
        self.code.clear()
        self.clear_problem()

    def try_now(self) -> None:
        """Try the code that is typed."""
        if self.open_button.isEnabled():
            self.open_button.setEnabled(False)
            self.clear_problem()
            self._door().recover(self.code.text(), self._opened, self._failed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.code.setFocus()

    def _opened(self, unlocked: Unlocked) -> None:
        self.open_button.setEnabled(True)
        self.begin()
        self.opened.emit(unlocked)

    def _failed(self, fault: UserFacingError) -> None:
        self.open_button.setEnabled(True)
        self.say_fault(fault)
        self.code.setFocus()
