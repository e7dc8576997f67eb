"""Keeping the store whole: backups while it is open, mending when it cannot be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer

from desktop import logs
from models import faults
from ui.backups.taking_in import TakingIn
from ui.keeper import MENDABLE
from ui.messages import Choice, Tone
from ui.places import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.furnish import Furniture
    from models.backup import Backup
    from models.errors import UserFacingError
    from models.store_access import Unlocked
    from ui.background import Worker
    from ui.gate.gate import Gate
    from ui.gate.mend_page import MendPage
    from ui.store_door import PutAway, Tended

BACKUP_MINUTES = 15
_FIRST_BACKUP_MS = 1_000  # after unlocking, so that the caseload is painted first

_News = tuple[str, str]
_HEALED = (
    "The key file was missing or damaged, so Heard opened the store with a copy of it.",
    "It was put right; your passphrase stays the same.",
)
_OLDER = (
    "This looks like an older copy of your store: a newer backup is known.",
    "Look at the backups before you type anything.",
)
_CLOSED_BADLY = (
    "Heard closed unexpectedly last time.",
    "Everything that was shown as saved is here.",
)


class Host(Protocol):
    """The running program: what keeping the store asks of it."""

    def open_store(self, unlocked: Unlocked) -> None:
        """Open the store in its place with this key."""
        ...

    def close_store(self, go_on: Callable[[PutAway], None], verb: str) -> None:
        """Save everything, close the store, show the gate and go on; ask when it cannot be."""
        ...


class Keeping(QObject):
    """Answers the backups page and the gate; ``is_open`` is whether the store is in use."""

    def __init__(self, host: Host, furniture: Furniture, gate: Gate, errands: Worker) -> None:
        super().__init__()
        self._host = host
        self._furniture = furniture
        self._gate = gate
        self._errands = errands
        self._news: list[_News] = []
        self._keeper = furniture.program.keeper
        self._messages = furniture.program.messages
        self._timer = QTimer(self, interval=BACKUP_MINUTES * 60_000)
        self._timer.timeout.connect(self.back_up)
        self._first = QTimer(self, singleShot=True, interval=_FIRST_BACKUP_MS)
        self._first.timeout.connect(self.back_up)
        self._taking_in = TakingIn(
            self._keeper,
            furniture.store,
            furniture.desk,
            self._messages,
            furniture.program.clock,
            self._back_up_then,
        )
        self._keeper.backup_asked.connect(self._back_up_now)
        self._keeper.replace_asked.connect(self._replace)
        self._keeper.rescue_asked.connect(self._rescue)
        gate.mended.connect(self._mended)
        look = Choice(words="Look at the backups", chosen=self._go_to_backups)
        later = Choice(words="Not now", chosen=lambda: None)
        for kind in (faults.DamagedStoreError, faults.DiskFaultError):
            self._messages.ways[kind] = (look, later)

    # -- while it is open

    def begin(self, *, closed_badly: bool) -> None:
        """Look after the store that was just opened, and say what the user should know."""
        if self._keeper.unlocked.from_copy:
            self._news.append(_HEALED)
            once = msgspec.structs.replace(self._keeper.unlocked, from_copy=False)
            self._keeper.use(once)
        if closed_badly:
            self._news.append(_CLOSED_BADLY)
        self._timer.start()
        self._keeper.drop_rescued(lambda _: logs.note("what was rescued could not be removed"))
        self._furniture.store.tend(self._tended, self._messages.warn)

    def end(self, away: PutAway) -> None:
        """The store was closed: have its last copy checked."""
        self._stop()
        if away.draft is not None:
            self._keeper.finish(
                away.draft, lambda _: None, lambda _: logs.note("a backup was not whole")
            )

    def _stop(self) -> None:
        self._timer.stop()
        self._first.stop()

    def back_up(self) -> None:
        """Copy the store if it changed, and check the copy."""
        self._back_up_then(lambda _: None)

    def _back_up_then(self, go_on: Callable[[object], None]) -> None:
        def done(made: Backup | None) -> None:
            self._backed_up(made)
            go_on(made)

        self._furniture.store.back_up(self._errands, done, self._messages.warn)

    def _back_up_now(self) -> None:
        self._back_up_then(self._say_backed_up)

    def _say_backed_up(self, made: object) -> None:
        words = "Nothing changed since the last backup." if made is None else "Backed up."
        self._messages.tell(words, "The copy was opened and found whole.", tone=Tone.GOOD)

    def _backed_up(self, made: Backup | None) -> None:
        if made is not None:
            logs.note("backup checked")
            self._furniture.say_backed_up(made.manifest.taken_at)
            self._keeper.backed_up.emit()

    def _tended(self, tended: Tended) -> None:
        if not self._keeper.is_ready:
            return  # locked meanwhile
        news, self._news = self._news, []
        if tended.is_older_copy:
            look = Choice(words="Look at the backups", chosen=self._go_to_backups)
            self._messages.ask(*_OLDER, look, Choice(words="Not now", chosen=lambda: None))
        if news:
            (problem, remedy), *others = news
            self._messages.tell(problem, " ".join([remedy, *(f"{a} {b}" for a, b in others)]))
        if self._furniture.council_fault is not None:
            self._messages.warn(self._furniture.council_fault)
        self._first.start()
        self._taking_in.look()

    def _go_to_backups(self) -> None:
        self._furniture.desk.go(Place(kind=PlaceKind.BACKUPS))

    # -- when it cannot be opened, or another is to take its place

    def offer(self, fault: UserFacingError) -> bool:
        """Offer the backups if they would help against ``fault``; return whether they would."""
        if not isinstance(fault, MENDABLE):
            self._keeper.forget()
            return False
        self._mend_page()
        self._gate.unlock_page.offer_backups()
        return True

    def _replace(self, chosen: Backup) -> None:
        self._host.close_store(partial(self._put_in_place, chosen), "Go on")

    def _put_in_place(self, chosen: Backup, away: PutAway) -> None:
        self._stop()
        page = self._mend_page()
        self._gate.show_mending()
        page.put_in_place(chosen, away.draft)

    def _rescue(self) -> None:
        self._host.close_store(self._rescue_now, "Go on")

    def _rescue_now(self, away: PutAway) -> None:
        self.end(away)
        page = self._mend_page()
        self._gate.show_mending()
        page.rescue()

    def _mend_page(self) -> MendPage:
        return self._gate.mending(self._keeper, self._furniture.program.clock)

    def _mended(self, words: str) -> None:
        """Open what was put in place; not when the key was forgotten meanwhile."""
        if self._keeper.is_ready:
            self._news.append((words, ""))
            self._host.open_store(self._keeper.unlocked)
        else:
            self._gate.show_unlock(words)
