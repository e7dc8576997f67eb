"""Rights at the side of the meeting while they are talked about, and beside the write-up."""

from PySide6.QtWidgets import QWidget

from models.clock import Clock
from models.edits import Edit
from ui.fields.panel_card import PanelCard
from ui.kit import Card
from ui.rights.copy_form import CopyCard
from ui.rights.panel import RightsPanel
from ui.session import ReviewSession

SECTION = "rights"


class MeetingRightsCard(Card):
    """Shown at the side of the section about rights only."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Rights", parent)
        self._session: ReviewSession | None = None
        self.setObjectName("meeting_rights_card")
        self.panel = RightsPanel(clock, "meeting")
        self.copy_card = CopyCard("meeting_copy")
        self.body.addWidget(self.panel)
        self.body.addWidget(self.copy_card)
        self.panel.edit.connect(self._apply)

    def show_session(self, session: ReviewSession) -> None:
        """Show what the child of the open review was told."""
        self._session = session
        self.panel.show_opened(session.opened)
        self.copy_card.show_session(session)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.panel.show_opened(None)
        self.copy_card.forget()

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words, key)


class RightsCard(PanelCard):
    """Says which rights were not told yet; unfolded, each is ticked and dated."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        self.panel = RightsPanel(clock, "write_up")
        super().__init__("Rights", "rights_told", self.panel, parent)
