"""An adjournment as it was decided: what it means for the child, and what will be in place.

The regulations allow one, for twenty working days; nothing proposed is carried out until the review
is complete (reg 36(2); domain.md §2.3).
"""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.calendar import weekday_date
from models.completing import adjourned_words, was_adjourned
from models.edits import Opened, SetHead
from models.review import Adjournment, ReviewHead
from ui.fields.bound_form import BoundForm
from ui.fields.tick_row import TickRow
from ui.kit import Card, label
from ui.program import Program

_TO_RECORD = (
    ("impact", "what it means for the child"),
    ("views_taken", "whose views were taken"),
    ("in_place", "what will be in place"),
    ("until", "the new date"),
    ("manager_told", "which manager was told"),
)


class AdjournmentCard(Card):
    """Shown once the review was adjourned; every field can be filled in or put right later."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Adjourned", parent)
        self._program = program
        self._opened: Opened | None = None
        self.setObjectName("adjournment_card")
        self.day = label()
        self.day.setObjectName("adjournment_day")
        self.missing = label("", "soon")
        self.missing.setObjectName("adjournment_missing")
        self.form = BoundForm("adjournment", 1)
        self.form.bind_line("note", "Another reason, in your words")
        self.form.bind_text("impact", "What the delay means for the child")
        self.form.bind_line("views_taken", "Who was asked", "The child, those who look after them.")
        self.form.bind_text("in_place", "What will be in place by then")
        self.form.bind_date(
            "until", "Adjourned until", "The review goes on that day at the latest."
        )
        self.form.bind_line("manager_told", "Which manager was told, and when")
        self.reasons: dict[str, TickRow] = {}
        self.body.addWidget(self.day)
        self.body.addWidget(self.missing)
        self.body.addWidget(label("Why it was adjourned", "field"))
        for reason in program.law.adjournment_reasons:
            row = TickRow(reason.words, f"adjourned_{reason.id}")
            row.toggled.connect(lambda _: self._ticked())
            self.reasons[reason.id] = row
            self.body.addWidget(row)
        self.body.addWidget(self.form)
        self.form.edited.connect(self._edited)

    def show_opened(self, opened: Opened | None) -> None:
        """Show the adjournment of a review; hidden where there was none."""
        self._opened = opened
        head = opened.the_review.head if opened is not None else None
        is_adjourned = head is not None and was_adjourned(head)
        self.setVisible(is_adjourned)
        terms = head.adjournment if head is not None and is_adjourned else None
        self._opened = None  # what is shown now is nobody's typing
        for id_, row in self.reasons.items():
            row.tick(ticked=terms is not None and id_ in terms.reasons)
        self._opened = opened
        self.form.show_value(terms)
        self.day.setText(self._day_words(head) if head is not None and is_adjourned else "")
        missing = _missing(head.adjournment) if head is not None and is_adjourned else ""
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))

    def _day_words(self, head: ReviewHead) -> str:
        decided = head.adjournment.decided_on
        if decided is None:
            return ""
        engine, today = self._program.engine, self._program.clock.today()
        limit = engine.adjournment(decided)
        words = adjourned_words(head, engine, today)
        on = f"{words[:1].upper()}{words[1:]}. " if words else ""
        late = ""
        until = head.adjournment.until
        if until is not None and until > limit.due:
            late = " The new date is later than the law allows."
        return (
            f"{on}By law it is finished by {weekday_date(limit.due)}. Nothing that was proposed is"
            f" carried out before that. It can be adjourned only this once.{late}"
        )

    def _ticked(self) -> None:
        if self._opened is None:
            return
        terms = self._opened.the_review.head.adjournment
        kept = [id_ for id_ in terms.reasons if id_ not in self.reasons]
        chosen = [id_ for id_, row in self.reasons.items() if row.is_ticked]
        fresh = msgspec.structs.replace(terms, reasons=(*kept, *chosen))
        self._edited(fresh, "a reason to adjourn", "")

    def _edited(self, terms: Adjournment, words: str, key: str) -> None:
        if self._opened is not None:
            head = msgspec.structs.replace(self._opened.the_review.head, adjournment=terms)
            self.edit.emit(SetHead(head=head), words, key)


def _missing(terms: Adjournment) -> str:
    left = [words for name, words in _TO_RECORD if not getattr(terms, name)]
    if not terms.reasons and not terms.note:
        left.insert(0, "why")
    return f"Still to write down: {', '.join(left)}." if left else ""
