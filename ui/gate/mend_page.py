"""The page of the gate for a store that cannot be opened: a backup, or what can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.backups.backup_list import BackupList
from ui.backups.words import described, found, lost, moment
from ui.gate.sheet import GateSheet
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.labels import label

if TYPE_CHECKING:
    from models.backup import Backup, Draft
    from models.clock import Clock
    from models.errors import UserFacingError
    from models.salvage import Rescued
    from ui.keeper import Keeper

_KEPT = "The store as it was is kept beside the backups, and nothing of it is thrown away."
_OFFER = "Each of these copies was opened and found whole when it was made."
_NONE = "There is no backup in Heard's folder. What can be read of the store can still be saved."


class MendPage(GateSheet):
    """Restores a backup into place, or saves what can be read; the store is closed meanwhile."""

    mended = Signal(str)
    """Another store is in place; the words say which."""
    cancelled = Signal()

    def __init__(self, keeper: Keeper, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Backups", parent=parent)
        self._keeper = keeper
        self._clock = clock
        self.list = BackupList()
        self.about = label("")
        self.about.setObjectName("about_backups")
        self.body.addWidget(self.about)
        self.body.addWidget(self.list)
        self.restore_button = KeyButton("Restore this one", kind="main", on_click=self._restore)
        self.use_button = KeyButton("Open what could be read", kind="main", on_click=self._use)
        self.rescue_button = KeyButton("Save what can be read", on_click=self.rescue)
        self.list_button = KeyButton("Look at the backups", on_click=self.begin)
        self.back_button = KeyButton("Back", kind="quiet", on_click=self._cancel)
        self._all = (
            self.restore_button,
            self.use_button,
            self.rescue_button,
            self.list_button,
            self.back_button,
        )
        for button in self._all:
            self.buttons.addWidget(button)
        self._offer()

    def begin(self) -> None:
        """Show the backups there are."""
        self._offer(self.rescue_button)
        self.list.hide()
        self.about.setText("Looking for backups…")
        self._keeper.backups(self._show_list, self._failed)

    def rescue(self) -> None:
        """Save what can be read into a new store, and say what that is."""
        self._wait("Reading what can be read. This can take a few minutes…")
        self._keeper.rescue(self._show_rescued, self._failed)

    def put_in_place(self, chosen: Backup, last: Draft | None = None) -> None:
        """Put this backup in place; ``last`` is the last copy of the store it replaces."""
        self._wait("Putting the backup in place…")
        when = moment(chosen.manifest.taken_at, self._clock.today())

        def restored(_: None) -> None:
            self.clear_problem()
            self.mended.emit(f"The backup of {when} is in place. {_KEPT}")

        self._keeper.replace(chosen, last, restored, self._failed)

    def _restore(self) -> None:
        if self.list.chosen is not None:
            self.put_in_place(self.list.chosen)

    def _show_list(self, backups: tuple[Backup, ...]) -> None:
        self._offer()
        self.about.setText(f"{_OFFER} {_KEPT}" if backups else _NONE)
        self.list.show_backups(backups, self._clock.today())
        self.restore_button.setVisible(bool(backups))
        if backups:
            self.list.setFocus()
            many = "1 backup" if len(backups) == 1 else f"{len(backups)} backups"
            announce(self, f"{many}. {described_first(backups, self._clock)}")
        else:
            self.rescue_button.setFocus()

    def _show_rescued(self, rescued: Rescued) -> None:
        self._offer(self.use_button, self.list_button)
        self.list.hide()
        words = f"{found(rescued)} {lost(rescued.lost)}"
        self.about.setText(f"{words} {_KEPT}")
        self.use_button.setFocus()
        announce(self, words)

    def _use(self) -> None:
        self._wait("Putting what could be read in place…")

        def used(_: None) -> None:
            self.clear_problem()
            self.mended.emit(f"What could be read of the store is in place. {_KEPT}")

        self._keeper.use_rescued(used, self._failed)

    def _wait(self, words: str) -> None:
        for button in self._all:
            button.setEnabled(False)
        self.say(words, look="quiet")

    def _offer(self, *buttons: KeyButton) -> None:
        """Offer these buttons, or those of the list, and Back."""
        shown = buttons or (self.restore_button, self.rescue_button)
        for button in self._all:
            button.setEnabled(True)
            button.setVisible(button in shown or button is self.back_button)
        self.clear_problem()

    def _failed(self, fault: UserFacingError) -> None:
        self._offer(self.list_button, self.rescue_button)
        self.list.hide()
        self.about.clear()
        self.say_fault(fault)
        self.list_button.setFocus()

    def _cancel(self) -> None:
        self._keeper.drop_rescued(lambda _: None)
        self.cancelled.emit()


def described_first(backups: tuple[Backup, ...], clock: Clock) -> str:
    """Return the newest backup as a line."""
    return described(backups[0].manifest, clock.today())
