"""What is open and what is in front: goes from page to page, saves on the way, forgets at lock.

One session at a time. Nothing is left open behind a page that is not about it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from models.clock import Clock
from models.edits import Opened
from models.errors import UserFacingError
from ui.messages import Messages
from ui.page import Page, SessionPage
from ui.places import Place, PlaceKind
from ui.program import StoreDoor
from ui.session import ReviewSession, Saver
from ui.unsaved import Unsaved

_BESIDE = {PlaceKind.SETTINGS, PlaceKind.HELP, PlaceKind.NEW_KEYS, PlaceKind.BACKUPS}
"""Pages beside the work: what is open stays open behind them."""

START = Place(kind=PlaceKind.CASELOAD)


class Stage(Protocol):
    """The window as the desk needs it: a place for one page and for the save light."""

    def show_page(self, kind: PlaceKind) -> Page:
        """Bring a page to the front and tell it that it was entered."""
        ...

    def set_session(self, session: ReviewSession | None) -> None:
        """Let the save light, hide and undo follow a session."""
        ...


class Desk(QObject):
    """The navigator of the window."""

    came_to = Signal(object)
    """Emitted with the Place after its page came to the front."""
    session_opened = Signal(object)
    """Emitted with each new ReviewSession before its page shows it."""

    def __init__(self, stage: Stage, messages: Messages, clock: Clock, unsaved: Unsaved) -> None:
        super().__init__()
        self._stage = stage
        self._messages = messages
        self._clock = clock
        self._unsaved = unsaved
        self._pages: Mapping[PlaceKind, Page] = {}
        self._store: StoreDoor | None = None
        self._saver: Saver | None = None
        self._session: ReviewSession | None = None
        self._page: Page | None = None
        self._wanted: Place | None = None
        self.place = START
        self._before = START

    @property
    def session(self) -> ReviewSession | None:
        """What is open, or None."""
        return self._session

    def furnish(self, pages: Mapping[PlaceKind, Page], store: StoreDoor, saver: Saver) -> None:
        """Take the pages and the open store; called at each unlock."""
        self._pages = pages
        self._store = store
        self._saver = saver

    def go(self, place: Place) -> None:
        """Save what is open, open what ``place`` is about, and show its page."""
        self._wanted = place
        self._note_section()
        if self._page is not None:
            self._page.left()
        if self._session is not None:
            self._session.flush()
        elif self._page is not None and self._page.work is not None:
            self._page.work.flush()
        if self._is_open(place):
            self._arrive(place)
        elif place.child_id is None:
            self.when_closed(partial(self._arrive, place), "Go on")
        else:
            self.when_closed(partial(self._load, place), "Go on")

    def go_back(self) -> None:
        """Leave a page beside the work, such as Help, for where the user came from."""
        self.go(self._before)

    def return_to_place(self) -> None:
        """Go to where the user was before the lock, or to the caseload at first."""
        self.go(self.place)

    def close(self) -> None:
        """Save what is open and forget it. Raises UserFacingError, and then nothing is lost."""
        self._note_section()
        if self._page is not None:
            self._page.left()
        for page in self._pages.values():
            if page.work is not None:
                page.work.close()
        if self._session is not None:
            self._session.close()
        self._forget()

    def when_closed(
        self, go_on: Callable[[], None], verb: str, again: Callable[[], object] | None = None
    ) -> None:
        """Save what is open and forget it, then ``go_on``.

        When it cannot be saved everything stays, and the user is asked what to do: ``verb`` says
        what they were about to do, such as Lock, and ``again`` does it once more.
        """
        try:
            self.close()
        except UserFacingError as fault:
            once_more = again or partial(self.when_closed, go_on, verb)
            if self._session is not None:
                self._unsaved.ask(self._session, fault, verb, once_more)
            else:
                works = [page.work for page in self._pages.values() if page.work is not None]
                self._unsaved.ask_of_audits(works, fault, verb, once_more)
            return
        go_on()

    def flush(self) -> None:
        """Queue a save of what is open."""
        if self._session is not None:
            self._session.flush()

    def _note_section(self) -> None:
        """Note in which section of the page the user is: a lock, or Help, leads back to it."""
        if isinstance(self._page, SessionPage) and self._page.here is not None:
            self.place = msgspec.structs.replace(self.place, section=self._page.here, line=None)

    def _is_open(self, place: Place) -> bool:
        """Whether the open session already holds what ``place`` is about."""
        if place.kind in _BESIDE:
            return True
        if self._session is None or place.child_id is None:
            return False
        opened = self._session.opened
        if opened.child.id != place.child_id:
            return False
        if place.review_id is None:
            return opened.review is None
        return opened.review is not None and opened.review.id == place.review_id

    def _forget(self) -> None:
        self._stage.set_session(None)
        for page in self._pages.values():
            if isinstance(page, SessionPage):
                page.close_session()
        if self._session is not None:
            self._session.deleteLater()
        self._session = None

    def _load(self, place: Place) -> None:
        if self._store is None or place.child_id is None:
            return
        self._store.load(
            place.child_id, place.review_id, partial(self._loaded, place), self._messages.warn
        )

    def _loaded(self, place: Place, opened: Opened) -> None:
        if self._saver is None or place is not self._wanted:
            return  # the user has gone elsewhere while it was being read
        self._session = ReviewSession(opened, self._saver, self._clock)
        self._stage.set_session(self._session)
        self.session_opened.emit(self._session)
        self._arrive(place)

    def _arrive(self, place: Place) -> None:
        page = self._pages[place.kind]
        self._messages.clear()
        if isinstance(self._page, SessionPage) and self._page is not page:
            self._page.rest()
        if isinstance(page, SessionPage) and self._session is not None:
            page.open(self._session, place.section)
        self._page = page
        if self.place.kind not in _BESIDE:
            self._before = self.place
        self.place = place
        self._stage.show_page(place.kind)
        if isinstance(page, SessionPage) and place.line is not None:
            page.show_line(place.line)
        self.came_to.emit(place)
