"""What every page of the window gives the frame around it, and what the frame gives it.

The frame shows, always in the same place: who this is about, where we are, the save light, hide,
lock, help and one main action (pictures and design.md §2).
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from models.edits import Edit
from ui.audit_session import AuditSession
from ui.session import Change, ReviewSession


class Page(QWidget):
    """One page. Subclasses fill the attributes and emit ``frame_changed`` when they change."""

    frame_changed = Signal()
    work_changed = Signal()
    """Another ``work`` is open now, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who = ""
        """Whose page it is: the name the child likes, or "My children"."""
        self.where = ""
        """Where we are, quietly: "third review · writing up"."""
        self.footer = ""
        """The one fact that reassures, at the left of the footer."""
        self.footer_facts: tuple[str, ...] = ()
        """Quiet facts at the right of the footer."""
        self.main_action: QAction | None = None
        """The one main action, drawn as the filled button."""
        self.header_actions: tuple[QAction, ...] = ()
        """Other actions of the header, drawn as plain buttons before Hide and Lock."""
        self.elapsed = ""
        """How long the meeting has been going, such as 00:34; nothing on other pages."""
        self.leads_home = False
        """Whether the header offers the way to all children."""
        self.work: AuditSession | None = None
        """What the page itself holds open and saves, where it is about no child: an audit."""
        self.is_bare = False
        """Whether the frame shows no more than it must: whose page it is, saving, hide and lock."""
        self.panes: tuple[QWidget, ...] = ()
        """The parts of the page that F6 goes through, in reading order; empty: the page is one."""

    def entered(self) -> None:
        """Do what must happen each time the page comes to the front (focus, fresh data)."""

    def left(self) -> None:
        """Do what must happen when the page is left; whatever is open is saved by the frame."""

    def forget(self) -> None:
        """Empty every widget of what it showed: at lock, and when a session is let go of."""


class SessionPage(Page):
    """A page about an open child or review: it listens to one session at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.leads_home = True
        self._session: ReviewSession | None = None
        self._listens = False

    @property
    def session(self) -> ReviewSession:
        """The session the page shows. Raises ValueError before one was opened."""
        if self._session is None:
            raise ValueError("no session is open")
        return self._session

    def open(self, session: ReviewSession, section: str | None = None) -> None:
        """Show ``session``, at ``section`` when one is given; also when it is shown already."""
        if self._session is not session:
            self.close_session()
            self._session = session
        if not self._listens:
            session.changed.connect(self.session_changed)
            self._listens = True
        self.show_session()
        if section is not None:
            self.show_section(section)

    @property
    def here(self) -> str | None:
        """The id of the section that is shown, for pages that let go of it with the session."""
        return None

    def show_section(self, section: str) -> None:
        """Go to one section of the page, for pages that have them."""

    def show_line(self, line: str) -> None:
        """Go to a line or an entry by its id, for pages that have them."""

    def apply(self, edit: Edit, words: str, key: str = "") -> None:
        """Apply an edit that a part of the page asks for to what is open."""
        self.session.apply(edit, words, key)

    def rest(self) -> None:
        """Draw no change while another page is in front: ``open`` draws all of it anew."""
        if self._session is not None and self._listens:
            self._session.changed.disconnect(self.session_changed)
            self._listens = False

    def close_session(self) -> None:
        """Let go of the session and of every value of it: at lock and when another is opened."""
        if self._session is not None:
            self.rest()
            self._session = None
            self.forget()

    def show_session(self) -> None:
        """Draw the whole session. Subclasses override."""
        raise NotImplementedError

    def session_changed(self, change: Change) -> None:
        """Redraw what ``change`` touched. Subclasses override."""
        raise NotImplementedError
