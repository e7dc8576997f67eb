"""The dates of what follows a review, and the clocks that run until each is there."""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.calendar import weekday_date
from models.deadlines import DateEngine
from models.edits import Opened
from models.review import ReviewHead, Sending
from ui import theme
from ui.exporting.replies_card import RepliesCard
from ui.fields.bound_form import BoundForm
from ui.kit import Card, quiet_label

_AFTER = (
    ("Recommendations", "T12"),
    ("care plan", "T14"),
    ("record", "T15"),
    ("to everyone", "T16"),
)
BY_UPLOAD = {"recommendations": "decisions_sent"}
"""The date that a confirmed upload of a document answers, where nothing stands there yet."""


class AfterPart(QWidget):
    """Asks on which day each thing happened."""

    edited = Signal(object, str, str)
    """The new ``Sending``, words for undo, and the key under which typing is undone together."""

    def __init__(self, engine: DateEngine, today: Callable[[], date]) -> None:
        super().__init__()
        self._engine = engine
        card = Card("After it is sent")
        self._clocks = quiet_label()
        self._sending = BoundForm("sending", columns=2)
        self._sending.bind_date("decisions_sent", "Recommendations sent on")
        self._sending.bind_date("council_replied", "Council replied on")
        self._sending.bind_date("care_plan_updated", "Care plan updated on")
        self._sending.bind_date("record_done", "Record finished on")
        self._sending.bind_date("distributed", "Record sent to everyone on")
        self._sending.edited.connect(self.edited)
        card.body.addWidget(self._clocks)
        card.body.addWidget(self._sending)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.S3, 0)
        self.replies = RepliesCard(today)
        layout.setSpacing(theme.S4)
        layout.addWidget(card)
        layout.addWidget(self.replies)
        layout.addStretch(1)

    def show_opened(self, opened: Opened) -> None:
        """Show the dates of a review, by when each was due, and the council's replies."""
        self.show_head(opened.the_review.head)
        self.replies.show_ledger(opened.child, opened.the_review)

    def show_head(self, head: ReviewHead) -> None:
        """Show the dates of a review, and by when each was due."""
        self._sending.show_value(head.sending)
        if head.completed_on is None:
            self._clocks.setText("The clocks start when the review is complete.")
            return
        due = {d.rule: d.due for d in self._engine.after_completion(head.completed_on)}
        said = " · ".join(
            f"{what} by {weekday_date(due[rule])}" for what, rule in _AFTER if rule in due
        )
        self._clocks.setText(f"Counted from {weekday_date(head.completed_on)}: {said}.")

    def forget(self) -> None:
        """Empty every widget: at lock."""
        self._sending.show_value(None)
        self._clocks.clear()
        self.replies.forget()


def with_upload(sending: Sending, document_id: str, day: date) -> Sending:
    """Return the dates with the one filled in that an upload of the document answers, if empty."""
    name = BY_UPLOAD.get(document_id, "")
    if not name or getattr(sending, name) is not None:
        return sending
    return msgspec.structs.replace(sending, **{name: day})
