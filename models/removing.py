"""Clearing the working copy of a review once the council has the record (design.md §2 *After*).

What goes are the notes, the minutes, the quotations first marked there, what was said in private,
every snapshot, every search row, and backups that hold them. What stays until the child leaves the
caseload: recommendations with their status, the plan, people and dates. A dispute, a complaint or
a request for access that is open stops it (domain.md §9: safe to remove, and when not).
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

import msgspec

from models.calendar import WorkingCalendar
from models.child import Child, Value, View
from models.disputes import open_disputes
from models.review import (
    Adjournment,
    Attendance,
    DutyRecord,
    Paper,
    PrivateConversation,
    Recommendation,
    Review,
    ReviewHead,
)
from models.store_rows import ExportRow

USUAL_WORKING_DAYS = 20
RECORD = "minutes"
"""The document that holds the whole record: the one whose upload counts."""


class Removal(Value, frozen=True, kw_only=True):
    """What clearing a review's working copy would take away, what stays, and what stops it."""

    goes: tuple[str, ...]
    stays: tuple[str, ...]
    stops: tuple[str, ...]

    @property
    def is_allowed(self) -> bool:
        """Whether nothing stops it."""
        return not self.stops


class Kept(Value, frozen=True, kw_only=True):
    """How much is kept: states of the review, backups, and whole stores set aside by name."""

    states: int = 0
    backups: int = 0
    asides: tuple[str, ...] = ()


def removal(child: Child, review: Review, exports: Sequence[ExportRow], kept: Kept) -> Removal:
    """Return what would go and stay, in sentences."""
    return Removal(
        goes=tuple(_goes(review, kept)),
        stays=tuple(_stays(review, kept)),
        stops=tuple(_stops(child, review, exports)),
    )


def leaving(child: Child, reviews: int) -> Removal:
    """Return what goes and stays when the child leaves this caseload, in sentences."""
    name = child.preferred_name
    held = f"{_count(reviews, 'review')} with notes, minutes, recommendations and versions."
    return Removal(
        goes=(
            f"Everything written about {name}: people, homes, schools, the plan, views, disputes.",
            *((held,) if reviews else ()),
            f"Every row by which search finds words about {name}.",
            "Older backups on this laptop, once a fresh one was checked.",
        ),
        stays=("The Word files that were exported, wherever they were put.",),
        stops=tuple(_kept_open(child)),
    )


def is_uploaded(review: Review, exports: Sequence[ExportRow]) -> bool:
    """Whether the full record, as last signed off, is confirmed to be in the council's system."""
    signed = max((version.number for version in review.head.versions), default=0)
    return bool(signed) and any(
        row.review_id == review.id
        and row.document == RECORD
        and row.version == signed
        and row.recipient == "council"
        and row.uploaded_on is not None
        for row in exports
    )


def usual_day(review: Review, calendar: WorkingCalendar) -> date | None:
    """Return the UK date by which a working copy is usually cleared, once everybody has the record.

    Twenty working days after that (domain.md §9, *Minimise*).
    """
    sent = review.head.sending.distributed
    return calendar.add_working_days(sent, USUAL_WORKING_DAYS) if sent is not None else None


def is_cleared(review: Review) -> bool:
    """Whether the working copy was cleared already."""
    return review.head.cleared_on is not None


def cleared(review: Review, on: date) -> Review:
    """Return the review without what is written in it; ``on`` is the UK date it is cleared.

    Only what is named here stays, so that whatever a review comes to hold later goes too.
    """
    head = review.head
    talk, adjourned = head.private_conversation, head.adjournment
    bare = ReviewHead(
        **{name: getattr(head, name) for name in _STAYS},
        cleared_on=on,
        attendance=tuple(map(_bare_attendance, head.attendance)),
        papers=tuple(_only(Paper, paper, _OF_PAPER) for paper in head.papers),
        duties=tuple(_only(DutyRecord, duty, _OF_DUTY) for duty in head.duties),
        private_conversation=PrivateConversation(value=talk.value, on=talk.on),
        participation=msgspec.structs.replace(head.participation, reason=""),
        recommendations=tuple(map(_bare_recommendation, head.recommendations)),
        adjournment=_only(Adjournment, adjourned, _OF_ADJOURNMENT),
        next_review=msgspec.structs.replace(head.next_review, late_reason=""),
    )
    return msgspec.structs.replace(review, head=bare, sections=())


_STAYS = (
    *("number", "type", "review_date", "completed_on", "limit", "late_reason", "meetings"),
    *("place_chosen_by", "chair", "agenda_order", "order_chosen_by", "confidentiality_explained"),
    *("sending", "write_up_opened", "versions"),
    *("agenda_version", "law_version", "template_version"),
)
_OF_PAPER = ("id", "name", "status", "on", "who", "by")
_OF_DUTY = ("id", "state", "on", "who", "by")
_OF_ADJOURNMENT = ("considered", "decided_on", "until")

_Kind = TypeVar("_Kind", bound=Value)


def _only(kind: type[_Kind], value: _Kind, names: tuple[str, ...]) -> _Kind:
    return kind(**{name: getattr(value, name) for name in names})


def child_after(child: Child, review: Review) -> Child:
    """Return the child without the words that were first marked in the cleared review's notes.

    What is kept from somebody stays kept, for recommendations that stay; why is not said any more.
    """
    gone = {quote.id for record in review.sections for quote in record.quotes}
    views = tuple(_view_without(view, gone, review.id) for view in child.views)
    withheld = tuple(
        msgspec.structs.replace(one, why="") if one.review_id == review.id else one
        for one in child.withheld
    )
    if (views, withheld) == (child.views, child.withheld):
        return child
    return msgspec.structs.replace(child, views=views, withheld=withheld)


def _view_without(view: View, gone: set[str], review_id: str) -> View:
    if view.review_id == review_id or view.quote_id in gone:
        quote_id = None if view.quote_id in gone else view.quote_id
        return msgspec.structs.replace(view, quote_id=quote_id, line_id=None, follows_line=False)
    return view


def _bare_attendance(attendance: Attendance) -> Attendance:
    return msgspec.structs.replace(attendance, views="", why_absent="", copy_reason="")


def _bare_recommendation(made: Recommendation) -> Recommendation:
    return msgspec.structs.replace(
        made, child_words=None, answers=(), in_letter="", line_id=None, follows_line=False
    )


def _stops(child: Child, review: Review, exports: Sequence[ExportRow]) -> Iterator[str]:
    if not review.head.versions:
        yield "The record is not signed off yet."
    elif not is_uploaded(review, exports):
        yield (
            "The full record, in the version last signed off, is not confirmed as uploaded."
            " Confirm it under “What was exported”."
        )
    yield from _kept_open(child)


def _kept_open(child: Child) -> Iterator[str]:
    for dispute in open_disputes(child):
        yield f"A dispute is open since {dispute.opened_on:%d/%m/%Y}."
    for hold in child.holds:
        if hold.until is None:
            yield f"Everything is kept because of {hold.kind.label}, since {hold.since:%d/%m/%Y}."


def _goes(review: Review, kept: Kept) -> Iterator[str]:
    notes = sum(len(record.notes) for record in review.sections)
    minutes = sum(len(record.minutes) for record in review.sections)
    quotes = sum(len(record.quotes) for record in review.sections)
    yield f"The notes ({_count(notes, 'line')}) and the minutes ({_count(minutes, 'line')})."
    yield f"The child's words that were marked in them ({quotes})."
    yield "What was said in private, and reasons and remarks about people, papers and duties."
    yield f"{_count(kept.states, 'kept state')} of this review, signed versions too."
    yield "Every row by which search finds words of this review."
    yield f"{_count(kept.backups, 'older backup')} on this laptop, once a fresh one was checked."


def _stays(review: Review, kept: Kept) -> Iterator[str]:
    made = len(review.head.recommendations)
    yield f"{_count(made, 'recommendation')}, with status, person, date and the council's reply."
    yield "The plan, people, homes, schools and the log of the child's views on the child's page."
    yield "The dates of the review and of what followed, and the register of exports."
    if kept.asides:
        names = ", ".join(kept.asides)
        yield f"Stores set aside when a backup took their place; delete them yourself: {names}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
