"""Which version was signed off last, and whether the record has changed since."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.edits import Opened
from models.review import Review
from models.signing import is_changed_since_signing
from ui.kit import Card, KeyButton, quiet_label
from ui.program import Program
from ui.session import ReviewSession


class VersionCard(Card):
    """Says nothing before anything was signed, and leads to the states that are kept."""

    found = Signal()
    """The signed version was read from the store, so that it can be said what changed."""
    browse_wanted = Signal()
    """Earlier states are to be looked at."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._frozen: tuple[int, Review] | None = None
        self.setObjectName("version")
        self._words = quiet_label()
        self._words.setObjectName("version_words")
        self.body.addWidget(self._words)
        browse = KeyButton("See earlier states…", kind="quiet", on_click=self.browse_wanted.emit)
        self.body.addWidget(browse)
        self._words.hide()
        self.hide()

    @property
    def words(self) -> str:
        """What the card says, or nothing."""
        return self._words.text()

    def show_session(self, session: ReviewSession) -> None:
        """Read the version that was signed last, if there is one that was not read yet."""
        if session is not self._session:
            self.forget()
            self._session = session
            self.refresh()
        review = session.opened.the_review
        number = review.head.versions[-1].number if review.head.versions else 0
        if not number or (self._frozen is not None and self._frozen[0] == number):
            return

        def read(opened: Opened) -> None:
            if self._session is session:
                self._frozen = (number, opened.the_review)
                self.found.emit()

        self._program.store.frozen(review.id, number, read, self._program.messages.warn)

    def refresh(self) -> None:
        """Say whether the record has changed by now."""
        review = self._session.opened.the_review if self._session is not None else None
        self._words.setText(self._said(review) if review is not None else "")
        self._words.setVisible(bool(self.words))
        self.setVisible(review is not None)

    def forget(self) -> None:
        """Let go of the session and of the signed version."""
        self._session = self._frozen = None
        self.refresh()

    def _said(self, review: Review) -> str:
        if not review.head.versions:
            return ""
        number = review.head.versions[-1].number
        if self._frozen is None or self._frozen[0] != number:
            return f"Version {number} is signed off."
        if is_changed_since_signing(review, self._frozen[1]):
            return (
                f"Changed since version {number} was signed;"
                f" sign off again to make version {number + 1}."
            )
        return f"Version {number} is signed off, and nothing has changed since."
