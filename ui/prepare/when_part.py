"""When and where the review is, who chose that, who chairs, and what helps the child."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.calendar import weekday_date
from models.clock import Clock
from models.edits import Drop, Opened, Put, SetHead
from models.review import Meeting, ReviewHead
from models.terms import LateReason, MeetingMode, ReviewType
from models.text import new_id
from ui.child.records import day
from ui.fields.bound_form import BoundForm, terms
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import quiet_label
from ui.prepare.adjournment_card import AdjournmentCard
from ui.prepare.part import PreparePart
from ui.program import Program


class WhenPart(PreparePart):
    """Meetings, and the facts of the review beside them."""

    def __init__(self, clock: Clock, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.adjournment = AdjournmentCard(program)
        self.meetings = RecordEditor(self._spec())
        self.place = BoundForm("review", 2)
        self.place.bind_line(
            "place_chosen_by", "Who chose the place", "In the child's words, if it was them."
        )
        self.place.bind_line("chair", "Who chairs", "All of it, or which part.")
        self.place.bind_text(
            "support", "How the child wants it", "What helps, who sits where, what to leave out."
        )
        self.place.bind_line(
            "started_with", "What it starts with", "Such as item one on their list."
        )
        self.place.bind_check("confidentiality_explained", "Confidentiality has been explained")
        self.law = BoundForm("review_law", 2)
        self.law.bind_term("type", "Kind of review", ReviewType)
        self.law.bind_number("number", "Which review is it", needed=True)
        self.law.bind_date("review_date", "Review date", "The next limit is counted from it.")
        self.law.bind_date("limit", "Last day by law")
        reasons = [(None, "Not said yet"), *terms(LateReason)]
        self.law.bind_choice("late_reason", "Why it is late", reasons)
        self.law.bind_line("late_note", "More about why")
        self.limit = quiet_label()
        self.card("Meetings", self.meetings)
        self.card("Around the meeting", self.place)
        self.card("By law", self.limit, self.law)
        self.add(self.adjournment)
        self.finish()
        self.adjournment.edit.connect(self.edit)
        self.meetings.put.connect(self._put)
        self.meetings.dropped.connect(lambda m, words: self.edit.emit(Drop(item=m), words, ""))
        for form in (self.place, self.law):
            form.edited.connect(
                lambda head, words, key: self.edit.emit(SetHead(head=head), words, key)
            )

    @override
    def draw(self, opened: Opened | None) -> None:
        head = opened.the_review.head if opened is not None else None
        self.meetings.show_values(head.meetings if head is not None else ())
        self.place.show_value(head)
        self.law.show_value(head)
        late = head is not None and _is_late(head)
        for name in ("late_reason", "late_note"):
            self.law.show_field(name, visible=late)
        self.limit.setText(_limit_words(head) if head is not None else "")
        self.adjournment.show_opened(opened)

    def _spec(self) -> RecordSpec:
        return RecordSpec(
            one="meeting",
            many="meetings",
            columns=(
                Column("Day", lambda m: day(m.on), 3),
                Column("Time", _times, 2),
                Column("Place", lambda m: m.place, 4),
            ),
            build=_meeting_form,
            make=self._fresh,
            may_drop=self._stays,
        )

    def _fresh(self) -> Meeting:
        meetings = self.opened.the_review.head.meetings
        place = meetings[-1].place if meetings else ""
        return Meeting(id=new_id(), on=self._clock.today(), place=place)

    def _stays(self, meeting: Meeting) -> str:
        return "It has begun, so it stays." if meeting.started_at is not None else ""

    def _put(self, meeting: Meeting, words: str, key: str) -> None:
        """Put a meeting; the review date follows the first one as long as it was its day."""
        head = self.opened.the_review.head
        first = head.meetings[0] if head.meetings else None
        follows = first is not None and first.id == meeting.id and first.on == head.review_date
        if not follows or meeting.on == head.review_date:
            self.edit.emit(Put(item=meeting), words, key)
            return
        head = msgspec.structs.replace(
            head, meetings=(meeting, *head.meetings[1:]), review_date=meeting.on
        )
        self.edit.emit(SetHead(head=head), words, key)


def _meeting_form(form: BoundForm) -> None:
    form.bind_date("on", "Day", needed=True)
    form.bind_term("mode", "How people meet", MeetingMode)
    form.bind_time("start", "From")
    form.bind_time("end", "Until")
    form.bind_line("place", "Place")
    form.bind_check("place_withheld", "Keep the place out of documents")


def _times(meeting: Meeting) -> str:
    times = [f"{at:%H:%M}" for at in (meeting.start, meeting.end) if at is not None]
    return "–".join(times)


def _is_late(head: ReviewHead) -> bool:
    dates = (head.limit, head.review_date)
    return None not in dates and head.review_date > head.limit  # type: ignore[operator] # neither is None


def _limit_words(head: ReviewHead) -> str:
    if head.limit is None:
        return "No last day is known. Add when the child came into care, or the last review."
    by = f"By law by {weekday_date(head.limit)}."
    if _is_late(head) and head.review_date is not None:
        days = (head.review_date - head.limit).days
        return f"{by} This is {days} day{'' if days == 1 else 's'} later; you can say why below."
    return by
