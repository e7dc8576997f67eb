"""The page that asks for the passphrase; it answers keys before anything else is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.gate.passphrase_field import PassphraseField
from ui.gate.patience import Patience
from ui.gate.sheet import GateSheet
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.errors import UserFacingError
    from models.store_access import Unlocked
    from ui.gate.door import GateDoor

_BUSY_AFTER_MS = 200


class UnlockPage(GateSheet):
    """Asks for the passphrase. ``door`` is made at the first try, not before."""

    unlocked = Signal(object)
    """What the passphrase opened: an ``Unlocked``."""
    recovery_asked = Signal()
    backups_asked = Signal()

    def __init__(
        self,
        door: Callable[[], GateDoor],
        patience: Patience | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Open Heard", parent=parent)
        self._door = door
        self._is_trying = False
        self._patience = patience if patience is not None else Patience(parent=self)
        self._patience.ticked.connect(self._count_down)
        self.field = PassphraseField("Passphrase")
        self.field.edit.returnPressed.connect(self.try_now)
        self.body.addWidget(self.field)
        self.open_button = KeyButton("Open", kind="main", on_click=self.try_now)
        self.code_button = KeyButton(
            "Use the recovery code", kind="quiet", on_click=self.recovery_asked.emit
        )
        self.backups_button = KeyButton("Look at the backups", on_click=self.backups_asked.emit)
        for button in (self.open_button, self.backups_button, self.code_button):
            self.buttons.addWidget(button)
        self.backups_button.hide()
        self._busy = QTimer(self, singleShot=True, interval=_BUSY_AFTER_MS)
        self._busy.timeout.connect(self._say_busy)

    def welcome(self, words: str = "") -> None:
        """Begin anew, with a reason why it was locked, if there is one."""
        self.field.forget()
        self.backups_button.hide()
        self.intro.setText(words)
        self.intro.setVisible(bool(words))
        if self._patience.seconds_left:
            self._count_down(self._patience.seconds_left)
        else:
            self.clear_problem()
        self.field.edit.setFocus()

    def try_now(self) -> None:
        """Try what is typed, unless a try is under way or it is not time yet."""
        if self._is_trying or self._patience.seconds_left:
            return
        if not self.field.text.strip():
            self.say("Type your passphrase.", look="plain")
            return
        self._is_trying = True
        self.open_button.setEnabled(False)
        self.clear_problem()
        self._busy.start()
        self._door().unlock(self.field.text, self._opened, self._failed)

    def offer_backups(self) -> None:
        """Offer the backups: the passphrase was right, and the store cannot be opened."""
        self.backups_button.show()
        self.backups_button.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.edit.setFocus()

    def _say_busy(self) -> None:
        self.say("Opening…", look="quiet")

    def _opened(self, unlocked: Unlocked) -> None:
        self._end_try()
        self._patience.right()
        self.field.forget()
        self.clear_problem()
        self.unlocked.emit(unlocked)

    def _failed(self, fault: UserFacingError) -> None:
        from models.faults import WrongPassphraseError  # noqa: PLC0415 - not before the first try

        self._end_try()
        self.say_fault(fault)
        self.field.edit.setFocus()
        self.field.edit.selectAll()
        if isinstance(fault, WrongPassphraseError):
            wait = self._patience.wrong()
            if wait:
                announce(self, _wait_words(wait))
                self._count_down(wait)

    def _end_try(self) -> None:
        self._is_trying = False
        self._busy.stop()
        self.open_button.setEnabled(True)

    def _count_down(self, left: int) -> None:
        """Say the seconds left in the remedy's place; nothing is blocked but the next try."""
        self.open_button.setEnabled(left == 0)
        self.remedy.setVisible(True)
        self.remedy.setText(_wait_words(left) if left else "You can try again now.")
        if not left:
            announce(self, "You can try again now.")


def _wait_words(seconds: int) -> str:
    unit = "second" if seconds == 1 else "seconds"
    return f"Please wait {seconds} {unit}, then try again. Nothing is lost."
