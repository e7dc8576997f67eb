"""What the clocks of a child have to know of each review, wherever it is known from.

A review in full tells most, a row of a list less, and one held before Heard its days only. All
dates are UK dates.
"""

from collections.abc import Sequence
from datetime import date
from functools import singledispatch

from models.child import Child, PastReview, Value
from models.next_step import ordinal
from models.review import Adjournment, DutyRecord, Paper, Review, ReviewHead, Sending
from models.store_rows import ReviewRow
from models.terms import LateReason, ReviewType


class KnownReview(Value, frozen=True, kw_only=True):
    """What a clock has to know of a review; ``id`` is empty for one held before Heard.

    ``in_full`` says that everything of its head is known, not only the columns of a list.
    ``begun_on`` is the day of its first meeting, once that began.
    """

    id: str = ""
    key: str = ""
    number: int
    type: ReviewType
    on: date | None = None
    completed_on: date | None = None
    limit: date | None = None
    begun_on: date | None = None
    adjourned_on: date | None = None
    adjourned_until: date | None = None
    next_planned: date | None = None
    midway: date | None = None
    sending: Sending = Sending()
    late_reason: LateReason | None = None
    late_note: str = ""
    duties: tuple[DutyRecord, ...] = ()
    papers: tuple[Paper, ...] = ()
    with_meeting: bool = True
    in_full: bool = False

    @property
    def held_on(self) -> date | None:
        """The day the next limit is counted from, once the review is complete."""
        return (self.on or self.completed_on) if self.completed_on is not None else None

    @property
    def name(self) -> str:
        """The review in words: "fourth review"."""
        return f"{ordinal(self.number)} review"


@singledispatch
def known(review: object) -> KnownReview:
    """Return what is known of a review: of one in full, a row of a list, or one before Heard."""
    raise TypeError(f"no review: {type(review).__name__}")


@known.register
def _(review: KnownReview) -> KnownReview:
    return review


@known.register
def _(review: ReviewRow) -> KnownReview:
    adjourned = review.adjourned_until is not None
    return KnownReview(
        id=review.id,
        key=review.id,
        number=review.number,
        type=review.type,
        on=review.review_date,
        completed_on=review.completed_on,
        limit=review.limit,
        begun_on=review.review_date if review.is_running or adjourned else None,
        adjourned_on=review.adjourned_on,
        adjourned_until=review.adjourned_until,
        next_planned=review.next_planned,
        midway=review.midway,
        sending=Sending(
            decisions_sent=review.decisions_sent,
            record_done=review.record_done,
            distributed=review.distributed,
        ),
    )


@known.register
def _(review: Review) -> KnownReview:
    head = review.head
    adjourned: Adjournment = head.adjournment
    return KnownReview(
        id=review.id,
        key=review.id,
        number=head.number,
        type=head.type,
        on=head.review_date,
        completed_on=head.completed_on,
        limit=head.limit,
        begun_on=_begun_on(head),
        adjourned_on=adjourned.decided_on,
        adjourned_until=adjourned.until,
        next_planned=head.next_review.planned,
        midway=head.next_review.midway,
        sending=head.sending,
        late_reason=head.late_reason,
        late_note=head.late_note,
        duties=head.duties,
        papers=head.papers,
        in_full=True,
    )


@known.register
def _(review: PastReview) -> KnownReview:
    types = {str(type_): type_ for type_ in ReviewType}
    return KnownReview(
        key=review.id,
        number=review.number,
        type=types.get(review.type, ReviewType.SUBSEQUENT),
        on=review.on,
        completed_on=review.completed_on or review.on,
        limit=review.limit,
        begun_on=review.on,
        with_meeting=review.meeting,
    )


def _begun_on(head: ReviewHead) -> date | None:
    return min((m.on for m in head.meetings if m.started_at is not None), default=None)


def all_known(child: Child, reviews: Sequence[object]) -> tuple[KnownReview, ...]:
    """Return every review of the child's, those held before Heard included, by number.

    One that a return brought in and that is kept in Heard too is taken once: it has the same day.
    """
    own = [known(review) for review in reviews]
    days = {review.on for review in own}
    past = [known(p) for p in child.past_reviews if p.on not in days]
    return tuple(sorted((*past, *own), key=lambda review: review.number))
