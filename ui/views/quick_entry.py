"""A line taken into the views log by one key, in the meeting; the same key says more about it."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.child import View
from models.clock import Clock
from models.edits import Put
from models.text import Line, new_id
from models.view_log import entry_from, entry_of
from ui.kit import Card, KeyButton, bring_into_view
from ui.session import ReviewSession
from ui.views.entry_form import EntryForm

TAKEN = "In the views log. The same key again says more about it."
SECRET = "A confidential line stays out of the views log."  # noqa: S105 - words on the screen
EMPTY = "Write a line first, then take it into the views log."


class QuickEntry(Card):
    """Makes an entry at once; asked again it opens under the notes. Escape closes it."""

    closed = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("In the views log", parent)
        self.setObjectName("quick_view")
        self._clock = clock
        self._session: ReviewSession | None = None
        self._entry = ""
        self.form = EntryForm("quick_view")
        self.done = KeyButton("Done", on_click=self.close_job)
        self.done.setObjectName("quick_view_done")
        self.body.addWidget(self.form)
        self.body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self.form.edited.connect(self._put)
        self.hide()

    def take(self, session: ReviewSession, section: str, line: Line | None) -> str:
        """Take a line into the log, or open its entry; return what to say of it."""
        self._session = session
        if line is None or (line.quote is None and not line.text.strip()):
            return EMPTY
        known = entry_of(session.opened.child, line)
        if known is not None:
            self._open(known)
            return ""
        made = entry_from(session.opened, section, line, self._clock.today(), new_id())
        if made is None:
            return SECRET
        session.apply(Put(item=made), "taking a line into the views log")
        return TAKEN

    def refresh(self) -> None:
        """Show the entry as it is now; one that is gone closes the card."""
        if self.isHidden() or self._session is None:
            return
        view = self._view()
        if view is None:
            self.close_job()
        else:
            self.form.show_entry(self._session.opened.child, view)

    def close_job(self) -> None:
        """Close; the entry stays as it is."""
        self.hide()
        self._entry = ""
        self.closed.emit()

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self._entry = ""
        self.form.show_entry(None, None)
        self.hide()

    def _open(self, view: View) -> None:
        if self._session is None:
            return
        self._entry = view.id
        self.form.show_entry(self._session.opened.child, view)
        self.show()
        self.form.focus_first()
        bring_into_view(self)

    def _view(self) -> View | None:
        if self._session is None:
            return None
        return next((v for v in self._session.opened.child.views if v.id == self._entry), None)

    def _put(self, view: View, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(Put(item=as_typed(view, self._view())), words, key)
            self.refresh()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_job()
        else:
            super().keyPressEvent(event)


def as_typed(view: View, before: View | None) -> View:
    """Return an entry as it was typed; what was seen, typed by hand, follows its line no more."""
    if before is not None and view.description != before.description:
        return msgspec.structs.replace(view, follows_line=False)
    return view
