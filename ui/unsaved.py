"""What to do with changes that cannot be saved: asked once, inline, with the honest choices."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from models.clock import uk_time
from models.edits import Opened
from models.errors import UserFacingError
from ui.audit_session import AuditSession
from ui.background import Failed
from ui.messages import Choice, Messages
from ui.session import ReviewSession

_Again = Callable[[], object]


class CopySaver(Protocol):
    """Seals what cannot be saved in a file elsewhere."""

    def save_copy(
        self, folder: Path, opened: Opened, done: Callable[[Path], None], failed: Failed
    ) -> None:
        """Write an encrypted copy into ``folder`` and hand its path over."""
        ...


class Unsaved:
    """Asks before the session is closed by a lock, by closing Heard or by going elsewhere."""

    def __init__(self, window: QWidget, messages: Messages, copies: CopySaver) -> None:
        self._window = window
        self._messages = messages
        self._copies = copies

    def ask(self, session: ReviewSession, fault: UserFacingError, verb: str, again: _Again) -> None:
        """Ask what to do; ``again`` does once more what could not be done."""
        self._messages.clear()  # what the save light told of the same fault
        self._messages.ask(
            fault.problem,
            f"{fault.remedy} {_still_here(session)}",
            Choice(words="Try again", chosen=again),
            Choice(
                words="Save an encrypted copy elsewhere…",
                chosen=partial(self._choose_folder, session, verb, again),
            ),
            Choice(
                words=f"{verb} without {_these(session)}",
                chosen=partial(self._go_without, session, again),
            ),
        )

    def ask_of_audits(
        self, works: Sequence[AuditSession], fault: UserFacingError, verb: str, again: _Again
    ) -> None:
        """Ask what to do with an audit that cannot be saved."""

        def go_without() -> None:
            for work in works:
                work.abandon()
            again()

        self._messages.clear()
        self._messages.ask(
            fault.problem,
            f"{fault.remedy} What you wrote of this document since is not saved, and still here.",
            Choice(words="Try again", chosen=again),
            Choice(words=f"{verb} without it", chosen=go_without),
        )

    def _go_without(self, session: ReviewSession, again: _Again) -> None:
        session.abandon()
        again()

    def _choose_folder(self, session: ReviewSession, verb: str, again: _Again) -> None:
        self._messages.choose_folder(
            self._window,
            "Choose a folder for the encrypted copy, on another disk or drive",
            lambda folders: self._save(folders[0], session, verb, again),
        )

    def _save(self, folder: Path, session: ReviewSession, verb: str, again: _Again) -> None:
        kept = partial(self._kept, session, session.opened, verb, again)

        def not_kept(fault: UserFacingError) -> None:
            self.ask(session, fault, verb, again)

        self._copies.save_copy(folder, session.opened, kept, not_kept)

    def _kept(
        self, session: ReviewSession, copied: Opened, verb: str, again: _Again, path: Path
    ) -> None:
        """Offer to go on; what was typed after the copy was made is asked about once more."""
        if session.opened is copied:
            session.abandon()
        self._messages.ask(
            f"An encrypted copy is in {path}.",
            "Heard offers to take it in when you open it again; only your passphrase opens it.",
            Choice(words=f"{verb} now", chosen=again),
            Choice(words="Stay here", chosen=lambda: None),
        )


def _still_here(session: ReviewSession) -> str:
    since = f"since {uk_time(session.saved_at):%H:%M:%S}"
    if session.unsaved == 1:
        return f"1 change {since} is not saved, and is still here."
    return f"{session.unsaved} changes {since} are not saved, and are still here."


def _these(session: ReviewSession) -> str:
    return "this change" if session.unsaved == 1 else f"these {session.unsaved} changes"
