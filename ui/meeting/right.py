"""The right column: recommendations growing, last time's, duties, and what the child said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.kit import scroll
from ui.meeting.duties_card import DutiesCard
from ui.meeting.last_time import LastTimeCard
from ui.meeting.said import SaidCard
from ui.program import Program
from ui.recommendations import RecommendationsPanel
from ui.session import ReviewSession


class RightColumn(QWidget):
    """Cards that scroll together; while one recommendation is worked on it stands alone."""

    words_chosen = Signal(str)
    words_placed = Signal(str)

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: ReviewSession | None = None
        self.recommendations = RecommendationsPanel(program)
        self.recommendations.set_title("Recommendations")
        self.last_time = LastTimeCard(program)
        self.duties = DutiesCard(program)
        self.said = SaidCard()
        self.said.chosen.connect(self.words_chosen)
        self.said.placed.connect(self.words_placed)
        self.recommendations.editing_changed.connect(self._alone)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.recommendations)
        layout.addWidget(self.last_time)
        layout.addWidget(self.duties)
        layout.addWidget(self.said)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))

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
            self.refresh_words()

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
        self.said.forget()

    def _alone(self, editing: bool) -> None:
        self.last_time.setVisible(not editing)
        self.duties.setVisible(not editing)
        self.said.setVisible(not editing)
