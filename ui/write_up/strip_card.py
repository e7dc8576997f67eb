"""Whether the record shows how still life has been, where home is written up."""

from PySide6.QtWidgets import QWidget

from models.calendar import long_date
from models.edits import SetHead
from models.review import ReviewHead
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.program import Program
from ui.session import ReviewSession
from ui.stability.strip import StabilityStrip

_SHOWN = "The record shows homes, schools and workers as a picture."
_NOT_SHOWN = "The record lists homes, schools and workers, without a picture."


class StripCard(FoldingCard):
    """A tick kept with the review, and the strip as it stood on the day of the review."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("How still life has been", "record_strip", parent)
        self._program = program
        self._session: ReviewSession | None = None
        self.form = BoundForm("record_strip", columns=1)
        self.form.bind_check(
            "show_strip",
            "Show the stability strip in the record",
            "In the council's record only, with the same in words beside it.",
        )
        self.form.edited.connect(self._edited)
        self.strip = StabilityStrip("record_strip_look", compact=True)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self.strip)

    def show_session(self, session: ReviewSession) -> None:
        """Show whether the record shows it."""
        self._session = session
        child, head = session.opened.child, session.opened.the_review.head
        self.form.show_value(head)
        today = self._program.clock.today()
        on = head.review_date or today
        self.strip.show_child(child, on, "" if on == today else long_date(on))
        self.summary.setText(_SHOWN if head.show_strip else _NOT_SHOWN)

    def forget(self) -> None:
        """Let go of the session."""
        self._session = None
        self.form.show_value(None)
        self.strip.forget()
        self.summary.clear()

    def _edited(self, head: ReviewHead, words: str, key: str) -> None:
        if self._session is not None:
            self._session.apply(SetHead(head=head), words, key)
            self.show_session(self._session)
