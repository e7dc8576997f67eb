"""When and where the next review is, with the last day the law allows."""

import msgspec
from PySide6.QtWidgets import QWidget

from models.calendar import weekday_date
from models.columns import ListColumns
from models.edits import SetHead
from models.review import NextReview, ReviewHead
from ui.fields.bound_form import BoundForm
from ui.fields.folding import FoldingCard
from ui.kit import quiet_label
from ui.program import Program
from ui.session import ReviewSession


class NextReviewCard(FoldingCard):
    """A reason is asked for when the next review is planned after its limit (reg 33)."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("The next review", "next_review", parent)
        self._program = program
        self._session: ReviewSession | None = None
        self.limit = quiet_label()
        self.limit.setObjectName("next_review_limit")
        self.form = BoundForm("next_review", columns=1)
        self.form.bind_date("planned", "Day")
        self.form.bind_time("at", "Time")
        self.form.bind_line("place", "Place")
        self.form.bind_date("midway", "Midway check")
        self.form.bind_line("late_reason", "Why is it after the limit?")
        self.form.edited.connect(self._edited)
        self.inside.addWidget(self.limit)
        self.inside.addWidget(self.form)

    def show_session(self, session: ReviewSession) -> None:
        """Show what is planned."""
        self._session = session
        head = session.opened.the_review.head
        self.form.show_value(head.next_review)
        due = ListColumns(self._program.engine).limit_after(head, session.opened.child)
        self.limit.setText(f"By law by {weekday_date(due)}." if due is not None else "")
        planned = head.next_review.planned
        late = planned is not None and due is not None and planned > due
        self.form.show_field("late_reason", visible=late or bool(head.next_review.late_reason))
        self.summary.setText(_summary(head, late=late))

    def forget(self) -> None:
        """Let go of the session."""
        self._session = None
        self.form.show_value(None)
        self.summary.clear()
        self.limit.clear()

    def _edited(self, value: NextReview, words: str, key: str) -> None:
        if self._session is not None:
            head = msgspec.structs.replace(self._session.opened.the_review.head, next_review=value)
            self._session.apply(SetHead(head=head), words, key)
            self.show_session(self._session)


def _summary(head: ReviewHead, *, late: bool) -> str:
    following = head.next_review
    if following.planned is None:
        return "No date yet."
    parts = [weekday_date(following.planned), following.place]
    if late:
        parts.append("after the limit")
    return " · ".join(part for part in parts if part)
