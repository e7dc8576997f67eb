"""What is still to be done after the review, each by its rule's day (domain.md §2.2)."""

from PySide6.QtWidgets import QWidget

from models.law import When
from ui.duty_list import DutyList
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.folding import FoldingCard


class AfterCard(FoldingCard):
    """Says how many duties are settled and what is next; unfolded, each is ticked and dated."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("After the review", "after_review", parent)
        self._session: ReviewSession | None = None
        self.duties = DutyList(program, When.AFTER, "after_duties")
        self.inside.addWidget(self.duties)
        self.duties.edit.connect(self._apply)

    def show_session(self, session: ReviewSession) -> None:
        """Show the duties of the open review."""
        self._session = session
        self.duties.show_opened(session.opened)
        self.summary.setText(self.duties.summary)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = None
        self.duties.show_opened(None)
        self.summary.clear()
        self.fold()

    def _apply(self, edit: object, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(edit, words, key)  # type: ignore[arg-type] # signals carry objects
            self.show_session(self._session)
