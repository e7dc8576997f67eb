"""The first run: who, passphrase, recovery code, and then an empty caseload (design.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from models.recovery import new_code
from models.terms import Role
from ui.gate.passphrase_step import PassphraseStep
from ui.gate.ready_step import ReadyStep
from ui.gate.recovery_step import RecoveryStep
from ui.gate.welcome_step import WelcomeStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.errors import UserFacingError
    from models.keyheader import KeyHeader
    from models.keys import DataKey
    from models.recovery import RecoveryCode
    from ui.gate.door import GateDoor, NewStore


class FirstRunAnswers(NamedTuple):
    """What the first run found out: from this the store is made."""

    name: str
    role: Role
    council: str
    header: KeyHeader
    data_key: DataKey


class FirstRun(QStackedWidget):
    """Leads through the steps.

    Whoever composes the program makes the store on ``answered``, and then calls ``store_made`` or
    ``store_failed``.
    """

    answered = Signal(object)
    """A ``FirstRunAnswers``; the passphrase and the code stay here and are forgotten."""
    finished = Signal(object)
    """An ``AfterFirstRun``: what to do first."""

    def __init__(self, door: Callable[[], GateDoor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._passphrase = ""
        self._code: RecoveryCode | None = None
        self.welcome = WelcomeStep()
        self.passphrase = PassphraseStep(door, "Choose a passphrase")
        self.recovery = RecoveryStep()
        self.ready = ReadyStep()
        for step in (self.welcome, self.passphrase, self.recovery, self.ready):
            self.addWidget(step)
        self.welcome.done.connect(self._ask_passphrase)
        self.passphrase.back_asked.connect(lambda: self.setCurrentWidget(self.welcome))
        self.passphrase.chosen.connect(self._show_code)
        self.recovery.back_asked.connect(self._ask_passphrase)
        self.recovery.confirmed.connect(self._make)
        self.ready.chosen.connect(self.finished.emit)

    def store_made(self) -> None:
        """The store is there and open: offer the ways to begin."""
        self._forget()
        if self.welcome.role.currentData() == Role.TEAM_LEAD:
            self.ready.set_lead()
        self.setCurrentWidget(self.ready)

    def store_failed(self, fault: UserFacingError) -> None:
        """The store could not be made: say why; the same button tries again."""
        self.recovery.next_button.setEnabled(True)
        self.recovery.back_button.setEnabled(True)
        self.recovery.say_fault(fault)

    def _ask_passphrase(self) -> None:
        self.passphrase.begin((self.welcome.name.text(), self.welcome.council.text()))
        self.setCurrentWidget(self.passphrase)

    def _show_code(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._code = new_code()
        self.recovery.begin(self._code)
        self.setCurrentWidget(self.recovery)

    def _make(self) -> None:
        if self._code is None:
            return
        self.recovery.next_button.setEnabled(False)
        self.recovery.back_button.setEnabled(False)
        self.recovery.say("Making your store. This takes a few seconds.", look="quiet")
        self._door().prepare(self._passphrase, self._code, None, self._prepared, self.store_failed)

    def _prepared(self, new: NewStore) -> None:
        self.answered.emit(
            FirstRunAnswers(
                name=self.welcome.name.text().strip(),
                role=self.welcome.role.currentData(),
                council=self.welcome.council.text().strip(),
                header=new.header,
                data_key=new.data_key,
            )
        )

    def _forget(self) -> None:
        self._passphrase = ""
        self._code = None
        self.passphrase.forget()
        self.recovery.forget()
