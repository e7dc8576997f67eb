"""Changing the passphrase: the old one, a new one, and whether somebody else knows the old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QRadioButton, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.faults import WrongPassphraseError
from models.recovery import new_code
from ui.gate.passphrase_field import PassphraseField
from ui.gate.passphrase_step import PassphraseStep
from ui.gate.patience import Patience
from ui.gate.recovery_step import RecoveryStep
from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.labels import label, quiet_label
from ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.errors import UserFacingError
    from models.recovery import RecoveryCode
    from models.store_access import Unlocked
    from ui.gate.door import GateDoor, NewStore
    from ui.program import Program


class OldPassphraseStep(GateSheet):
    """Asks for the passphrase of today, and whether somebody else knows it."""

    opened = Signal(object)
    """An ``Unlocked``: the old passphrase is right."""
    cancelled = Signal()

    def __init__(self, door: Callable[[], GateDoor], parent: QWidget | None = None) -> None:
        super().__init__("Change the passphrase", parent=parent)
        self._door = door
        self._patience = Patience(parent=self)
        self._patience.ticked.connect(self._count_down)
        self.field = PassphraseField("Your passphrase now")
        self.field.edit.returnPressed.connect(self.go_on)
        self.nobody = QRadioButton("No, only I know it")
        self.somebody = QRadioButton("Yes, or I am not sure")
        self.nobody.setObjectName("nobody_knows")
        self.somebody.setObjectName("somebody_knows")
        self.nobody.setChecked(True)
        self.body.addWidget(self.field)
        question = QVBoxLayout()
        question.addWidget(label("Does somebody else know it?", "field"))
        question.addWidget(self.nobody)
        question.addWidget(self.somebody)
        question.addWidget(
            quiet_label(
                "If so, Heard writes everything anew under another key, so that copies they may"
                " have cannot help them with what you write from now on. There will be a new"
                " recovery code, too."
            )
        )
        self.body.addLayout(question)
        self.next_button = KeyButton("Go on", kind="main", on_click=self.go_on)
        self.buttons.addWidget(self.next_button)
        self.buttons.addWidget(KeyButton("Cancel", kind="quiet", on_click=self.cancelled.emit))

    @property
    def is_known_by_others(self) -> bool:
        """Whether somebody else knows, or may know, the old passphrase."""
        return self.somebody.isChecked()

    def begin(self) -> None:
        """Begin anew."""
        self.field.forget()
        self.nobody.setChecked(True)
        self.clear_problem()

    def go_on(self) -> None:
        """Try the old passphrase."""
        if self.next_button.isEnabled():
            self.next_button.setEnabled(False)
            self._door().unlock(self.field.text, self._opened, self._failed)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.edit.setFocus()

    def _opened(self, unlocked: Unlocked) -> None:
        self.next_button.setEnabled(True)
        self._patience.right()
        self.field.forget()
        self.opened.emit(unlocked)

    def _failed(self, fault: UserFacingError) -> None:
        self.say_fault(fault)
        self.field.edit.setFocus()
        wait = self._patience.wrong() if isinstance(fault, WrongPassphraseError) else 0
        self._count_down(wait)

    def _count_down(self, left: int) -> None:
        self.next_button.setEnabled(left == 0)
        if left:
            self.remedy.setText(f"You can try again in {left} s.")
            self.remedy.show()


class ChangePassphrasePage(Page):
    """Leads through the change.

    ``changed`` tells which backups could not be reached. When somebody else knows the old
    passphrase, ``rotation_asked`` hands over the new keys: whoever composes the program closes the
    store, rotates it, opens it again and calls ``rotated`` or ``rotation_failed``.
    """

    changed = Signal(object)
    """Paths of the places that the old passphrase still opens."""
    rotation_asked = Signal(object, object)
    """An ``Unlocked`` under the old key, and the ``NewStore`` keys."""
    cancelled = Signal()

    def __init__(
        self, program: Program, door: Callable[[], GateDoor], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._door = door
        self.who, self.where = "Settings", "the passphrase"
        self._unlocked: Unlocked | None = None
        self._passphrase = ""
        self._code: RecoveryCode | None = None
        self.old = OldPassphraseStep(door)
        self.new = PassphraseStep(door, "Choose a new passphrase")
        self.recovery = RecoveryStep()
        self._steps = QStackedWidget()
        for step in (self.old, self.new, self.recovery):
            self._steps.addWidget(step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._steps)
        self.old.opened.connect(self._old_is_right)
        self.old.cancelled.connect(self._cancel)
        self.new.back_asked.connect(self.entered)
        self.new.chosen.connect(self._new_chosen)
        self.recovery.back_asked.connect(lambda: self._steps.setCurrentWidget(self.new))
        self.recovery.confirmed.connect(self._prepare)

    @override
    def entered(self) -> None:
        self.forget()
        self._steps.setCurrentWidget(self.old)
        self.old.field.edit.setFocus()

    @override
    def left(self) -> None:
        self.forget()

    @override
    def forget(self) -> None:
        """Forget keys, passphrases and code; done at lock and on leaving, too."""
        self._unlocked, self._passphrase, self._code = None, "", None
        self.old.begin()
        self.new.forget()
        self.recovery.forget()

    def rotated(self, left: list[Path]) -> None:
        """The store is open again, under the new key."""
        self._done(left)

    def rotation_failed(self, fault: UserFacingError) -> None:
        """The store could not be written anew: say why; the same button tries again."""
        self.recovery.next_button.setEnabled(True)
        self.recovery.say_fault(fault)

    def _cancel(self) -> None:
        self.forget()
        self.cancelled.emit()

    def _old_is_right(self, unlocked: Unlocked) -> None:
        self._unlocked = unlocked
        settings = self._program.settings
        self.new.begin((settings.name, settings.council))
        self._steps.setCurrentWidget(self.new)

    def _new_chosen(self, passphrase: str) -> None:
        self._passphrase = passphrase
        if self.old.is_known_by_others:
            self._code = new_code()
            self.recovery.begin(self._code)
            self._steps.setCurrentWidget(self.recovery)
        elif self._unlocked is not None:
            self.new.next_button.setEnabled(False)
            key = self._unlocked.data_key
            self._door().renew(key, passphrase, None, self._renewed, self._not_renewed)

    def _renewed(self, left: list[Path]) -> None:
        self.new.next_button.setEnabled(True)
        self._done(left)

    def _not_renewed(self, fault: UserFacingError) -> None:
        self.new.next_button.setEnabled(True)
        self.new.say_fault(fault)

    def _prepare(self) -> None:
        if self._unlocked is not None and self._code is not None:
            self.recovery.next_button.setEnabled(False)
            self.recovery.say("Writing everything under a new key…", look="quiet")
            store_id = self._unlocked.header.store_id
            self._door().prepare(
                self._passphrase, self._code, store_id, self._prepared, self.rotation_failed
            )

    def _prepared(self, new: NewStore) -> None:
        self.rotation_asked.emit(self._unlocked, new)

    def _done(self, left: list[Path]) -> None:
        self.recovery.next_button.setEnabled(True)
        self.forget()
        self.changed.emit(left)
