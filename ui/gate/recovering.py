"""Opening with the recovery code: a new passphrase and a new code must follow (design.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.recovery import new_code
from ui.gate.code_page import CodePage
from ui.gate.passphrase_step import PassphraseStep
from ui.gate.recovery_step import RecoveryStep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.errors import UserFacingError
    from models.recovery import RecoveryCode
    from models.store_access import Unlocked
    from ui.gate.door import GateDoor


class Recovering(QStackedWidget):
    """Code, new passphrase, new code; only then is the store open."""

    recovered = Signal(object, object)
    """An ``Unlocked``, and the list of places that could not be reached."""
    cancelled = Signal()

    def __init__(self, door: Callable[[], GateDoor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._unlocked: Unlocked | None = None
        self._passphrase = ""
        self._code: RecoveryCode | None = None
        self.code_page = CodePage(door)
        self.passphrase = PassphraseStep(door, "Choose a new passphrase")
        self.recovery = RecoveryStep()
        for step in (self.code_page, self.passphrase, self.recovery):
            self.addWidget(step)
        self.code_page.opened.connect(self._opened)
        self.code_page.cancelled.connect(self._cancel)
        self.passphrase.back_asked.connect(self._cancel)
        self.passphrase.chosen.connect(self._show_code)
        self.recovery.back_asked.connect(lambda: self.setCurrentWidget(self.passphrase))
        self.recovery.confirmed.connect(self._renew)

    def begin(self) -> None:
        """Ask for the code."""
        self.forget()
        self.setCurrentWidget(self.code_page)

    def forget(self) -> None:
        """Forget keys, passphrase and code."""
        self._unlocked, self._passphrase, self._code = None, "", None
        self.code_page.begin()
        self.passphrase.forget()
        self.recovery.forget()

    def _opened(self, unlocked: Unlocked) -> None:
        self._unlocked = unlocked
        self.passphrase.begin()
        self.setCurrentWidget(self.passphrase)

    def _cancel(self) -> None:
        self.forget()
        self.cancelled.emit()

    def _show_code(self, passphrase: str) -> None:
        self._passphrase, self._code = passphrase, new_code()
        self.recovery.begin(self._code)
        self.setCurrentWidget(self.recovery)

    def _renew(self) -> None:
        if self._unlocked is not None and self._code is not None:
            self.recovery.next_button.setEnabled(False)
            key = self._unlocked.data_key
            self._door().renew(key, self._passphrase, self._code, self._renewed, self._failed)

    def _renewed(self, left: list[Path]) -> None:
        self.recovery.next_button.setEnabled(True)
        unlocked = self._unlocked
        self.forget()
        if unlocked is not None:
            self.recovered.emit(unlocked, left)

    def _failed(self, fault: UserFacingError) -> None:
        self.recovery.next_button.setEnabled(True)
        self.recovery.say_fault(fault)
