"""The right column: recommendations growing, last time's, duties, and what the child said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits import Edit
from ui import theme
from ui.kit import scroll
from ui.meeting.duties_card import DutiesCard
from ui.meeting.last_time import LastTimeCard
from ui.meeting.part_card import PartCard
from ui.meeting.said import SaidCard
from ui.program import Program
from ui.recommendations import RecommendationsPanel
from ui.rights.cards import SECTION as RIGHTS
from ui.rights.cards import MeetingRightsCard
from ui.session import ReviewSession


class RightColumn(QWidget):
    """Cards that scroll together; while one recommendation is worked on it stands alone."""

    words_chosen = Signal(str)
    words_placed = Signal(str)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: ReviewSession | None = None
        self._section = ""
        self._is_alone = False
        self.recommendations = RecommendationsPanel(program)
        self.recommendations.set_title("Recommendations")
        self.last_time = LastTimeCard(program)
        self.duties = DutiesCard(program)
        self.rights = MeetingRightsCard(program.clock)
        self.part = PartCard()
        self.said = SaidCard()
        self.said.chosen.connect(self.words_chosen)
        self.said.placed.connect(self.words_placed)
        self.said.edit.connect(self._apply)
        self.recommendations.editing_changed.connect(self._alone)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.rights)
        layout.addWidget(self.recommendations)
        layout.addWidget(self.part)
        layout.addWidget(self.last_time)
        layout.addWidget(self.duties)
        layout.addWidget(self.said)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))
        self.rights.hide()

    def show_session(self, session: ReviewSession) -> None:
        """Show the open review."""
        self._session = session
        self.recommendations.show_session(session)
        self.refresh()

    def refresh(self) -> None:
        """Show what changed of the child or of the review's head."""
        if self._session is not None:
            self.last_time.show_session(self._session)
            self.duties.show_session(self._session)
            self._show_rights()
            self.part.show_session(self._session)
            self.refresh_words()

    def show_section(self, section: str) -> None:
        """Show what belongs beside a section: rights while they are talked about."""
        self._section = section
        self.rights.setVisible(section == RIGHTS and not self._is_alone)
        self._show_rights()

    def _show_rights(self) -> None:
        """Show rights where they can be seen only: a head changes at every letter typed."""
        if self._session is not None and not self.rights.isHidden():
            self.rights.show_session(self._session)

    def refresh_words(self) -> None:
        """Show what the child said by now."""
        if self._session is not None:
            self.said.show_words(self._session.opened)

    def forget(self) -> None:
        """Let go of every word."""
        self._session = None
        self.recommendations.forget()
        self.last_time.forget()
        self.duties.forget()
        self.rights.forget()
        self.part.forget()
        self.said.forget()

    def _apply(self, edit: Edit, words: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words)

    def _alone(self, editing: bool) -> None:
        self._is_alone = editing
        self.show_section(self._section)
        self.part.set_aside(aside=editing)
        self.last_time.setVisible(not editing)
        self.duties.setVisible(not editing)
        self.said.setVisible(not editing)
