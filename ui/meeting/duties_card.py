"""What the IRO has to do at the review itself, at the side of the meeting (domain.md §2.2)."""

from PySide6.QtWidgets import QWidget

from models.law import When
from ui.duty_list import DutyList
from ui.kit import Card, quiet_label
from ui.program import Program
from ui.session import ReviewSession


class DutiesCard(Card):
    """Ticked with one key, in the page; nothing is asked before the meeting may go on."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("At the review", parent)
        self._session: ReviewSession | None = None
        self.setObjectName("meeting_duties_card")
        self.count = quiet_label()
        self.duties = DutyList(program, When.DURING, "meeting_duties")
        self.body.addWidget(self.count)
        self.body.addWidget(self.duties)
        self.duties.edit.connect(self._apply)

    def show_session(self, session: ReviewSession) -> None:
        """Show the duties of the open review."""
        self._session = session
        self.duties.show_opened(session.opened)
        self.count.setText(self.duties.summary)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.duties.show_opened(None)
        self.count.clear()

    def _apply(self, edit: object, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words, key)  # type: ignore[arg-type] # signals carry objects
