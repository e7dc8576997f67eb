"""Taking in an emergency copy: offered after unlocking, or a file chosen on the backups page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.clock import Clock
from ui.backups.words import moment
from ui.messages import Choice, Messages, Tone
from ui.places import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.edits import Opened
    from ui.desk import Desk
    from ui.keeper import EmergencyCopy, Keeper
    from ui.store_door import StoreOnThread

_MISSING = (
    "Connect its drive, then take it in from Settings, Backups. Until then the store holds what was"
    " saved before."
)
_WHAT = "It takes the place of what the store holds of this now; a backup is made first."


class TakingIn:
    """Asks inline, one copy at a time; ``back_up`` makes a backup and then goes on."""

    def __init__(
        self,
        keeper: Keeper,
        store: StoreOnThread,
        desk: Desk,
        messages: Messages,
        clock: Clock,
        back_up: Callable[[Callable[[object], None]], None],
    ) -> None:
        self._keeper = keeper
        self._store = store
        self._desk = desk
        self._messages = messages
        self._clock = clock
        self._back_up = back_up
        keeper.copy_chosen.connect(self.choose)

    def look(self) -> None:
        """Ask about the copies that were not taken in yet."""
        self._keeper.copies(self._go_through, self._messages.warn)

    def choose(self, path: Path) -> None:
        """Ask about the copy in a file that the user chose."""
        self._keeper.read_copy(path, self._offer, self._messages.warn)

    def _go_through(self, copies: tuple[EmergencyCopy, ...]) -> None:
        for copy in copies[:1] if self._keeper.is_ready else ():
            if copy.opened is None:
                self._say_missing(copy)
            else:
                self._look_into(copy, copy.opened)

    def _look_into(self, copy: EmergencyCopy, opened: Opened) -> None:
        """Ask only where the store holds something else; else the copy has done its work."""

        def known(differs: bool) -> None:
            if differs:
                self._offer(copy)
            else:
                self._keeper.remove_copy(copy.path, self._messages.warn)

        self._store.differs(opened, known, self._messages.warn)

    def _say_missing(self, copy: EmergencyCopy) -> None:
        self._messages.ask(
            f"An encrypted copy of what could not be saved was put in {copy.path}.",
            _MISSING,
            Choice(words="Look again", chosen=self.look),
            Choice(words="Not now", chosen=lambda: None),
            Choice(words="Do not ask again", chosen=partial(self._forget, copy)),
        )

    def _offer(self, copy: EmergencyCopy) -> None:
        opened, at = copy.opened, copy.at
        if opened is None or at is None or not self._keeper.is_ready:
            return  # locked while it was being read
        about = "a review" if opened.review is not None else "the page"
        self._messages.ask(
            f"Take in what could not be saved {moment(at, self._clock.today())}?",
            f"It is {about} of {opened.child.preferred_name}. {_WHAT}",
            Choice(words="Take it in", chosen=partial(self._take_in, copy, opened)),
            Choice(words="Not now", chosen=lambda: None),
            Choice(words="Do not ask again", chosen=partial(self._forget, copy)),
        )

    def _forget(self, copy: EmergencyCopy) -> None:
        self._keeper.forget_copy(copy.path, self._messages.warn)

    def _take_in(self, copy: EmergencyCopy, opened: Opened) -> None:
        """Close what is open, so that it is not saved over the copy; back up; take in; show it."""

        def taken(_: object) -> None:
            self._keeper.remove_copy(copy.path, self._messages.warn)
            self._desk.go(_place_of(opened))
            self._messages.tell("What could not be saved is in the store now.", tone=Tone.GOOD)
            self.look()

        def backed_up(_: object) -> None:
            self._store.take_in(opened, taken, self._messages.warn)

        go_on = partial(self._back_up, backed_up)
        self._desk.go(Place(kind=PlaceKind.CASELOAD))
        self._desk.when_closed(go_on, "Go on")


def _place_of(opened: Opened) -> Place:
    if opened.review is None:
        return Place(kind=PlaceKind.CHILD, child_id=opened.child.id)
    return Place(kind=PlaceKind.MEETING, child_id=opened.child.id, review_id=opened.review.id)
