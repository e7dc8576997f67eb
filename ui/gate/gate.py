"""The gate: unlocking, coming back with the recovery code, and mending a store that is damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.gate.unlock_page import UnlockPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.clock import Clock
    from models.store_access import Unlocked
    from ui.gate.door import GateDoor
    from ui.gate.mend_page import MendPage
    from ui.gate.patience import Patience
    from ui.gate.recovering import Recovering
    from ui.keeper import Keeper


class Gate(QStackedWidget):
    """Shows the unlock page; everything else is made when it is asked for."""

    unlocked = Signal(object)
    """An ``Unlocked``, by passphrase, or by the code after a new passphrase and code were set."""
    places_left = Signal(object)
    """Paths of backups that could not be reached: the old passphrase and code still open them."""
    mended = Signal(str)
    """Another store is in place of the one that could not be opened; the words say which."""
    mending_ended = Signal()
    """The unlock page is back, and nothing was put in place."""

    def __init__(
        self,
        door: Callable[[], GateDoor],
        patience: Patience | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._door = door
        self.unlock_page = UnlockPage(door, patience)
        self.unlock_page.unlocked.connect(self.unlocked.emit)
        self.unlock_page.recovery_asked.connect(self.show_recovery)
        self.unlock_page.backups_asked.connect(self._show_backups)
        self.recovering: Recovering | None = None
        self.mend_page: MendPage | None = None
        self.addWidget(self.unlock_page)

    def show_unlock(self, words: str = "") -> None:
        """Ask for the passphrase; ``words`` say why Heard was locked."""
        self.setCurrentWidget(self.unlock_page)
        self.unlock_page.welcome(words)

    def show_recovery(self) -> None:
        """Ask for the recovery code."""
        from ui.gate.recovering import Recovering  # noqa: PLC0415 - not before it is asked for

        if self.recovering is None:
            self.recovering = Recovering(self._door)
            self.recovering.cancelled.connect(self.show_unlock)
            self.recovering.recovered.connect(self._recovered)
            self.addWidget(self.recovering)
        self.recovering.begin()
        self.setCurrentWidget(self.recovering)

    def mending(self, keeper: Keeper, clock: Clock) -> MendPage:
        """Return the page that restores and rescues; ``show_mending`` shows it."""
        from ui.gate.mend_page import MendPage  # noqa: PLC0415 - not before it is needed

        if self.mend_page is None:
            self.mend_page = MendPage(keeper, clock)
            self.mend_page.mended.connect(self.mended.emit)
            self.mend_page.cancelled.connect(self._end_mending)
            self.addWidget(self.mend_page)
        return self.mend_page

    def show_mending(self) -> None:
        """Show the page that ``mending`` made."""
        if self.mend_page is not None:
            self.setCurrentWidget(self.mend_page)

    def _show_backups(self) -> None:
        if self.mend_page is not None:
            self.show_mending()
            self.mend_page.begin()

    def _end_mending(self) -> None:
        self.show_unlock()
        self.mending_ended.emit()

    def _recovered(self, unlocked: Unlocked, left: object) -> None:
        self.setCurrentWidget(self.unlock_page)
        self.unlocked.emit(unlocked)
        if left:
            self.places_left.emit(left)
