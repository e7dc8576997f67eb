"""Ending a meeting and completing a review: what follows from each of the three ways to end.

Only completing sets ``completed_on`` and starts the clocks that run from it; the limit of the next
review runs from ``review_date``, by default that of the first meeting (domain.md §1.4). Completing
writes the recommendations into the child's ledger, where the next reviews ask about them.
"""

from datetime import date, datetime

import msgspec

from models.child import Child, Promise
from models.clock import uk_date, uk_time
from models.deadlines import DateEngine
from models.edits import Opened
from models.review import Adjournment, Meeting, Recommendation, Review, ReviewHead
from models.text import new_id


def running_meeting(head: ReviewHead) -> Meeting | None:
    """Return the meeting that was started and has not ended, or None."""
    found = (m for m in head.meetings if m.started_at is not None and m.ended_at is None)
    return next(found, None)


def next_meeting(head: ReviewHead) -> Meeting | None:
    """Return the first meeting that has not been started, or None."""
    return next((m for m in head.meetings if m.started_at is None), None)


def started(head: ReviewHead, at: datetime) -> ReviewHead:
    """Return the head with its next meeting started at ``at`` (UTC), made when there is none."""
    meeting = next_meeting(head) or Meeting(id=new_id(), on=uk_date(at))
    clock = uk_time(at).time().replace(second=0, microsecond=0)
    begun = msgspec.structs.replace(meeting, started_at=at, start=meeting.start or clock)
    return _with_meeting(head, begun)


def ended(head: ReviewHead, at: datetime) -> ReviewHead:
    """Return the head with its running meeting ended at ``at`` (UTC); as it is without one."""
    meeting = running_meeting(head)
    if meeting is None:
        return head
    clock = uk_time(at).time().replace(second=0, microsecond=0)
    return _with_meeting(head, msgspec.structs.replace(meeting, ended_at=at, end=clock))


def _with_meeting(head: ReviewHead, meeting: Meeting) -> ReviewHead:
    known = [m.id for m in head.meetings]
    if meeting.id not in known:
        return msgspec.structs.replace(head, meetings=(*head.meetings, meeting))
    meetings = tuple(meeting if m.id == meeting.id else m for m in head.meetings)
    return msgspec.structs.replace(head, meetings=meetings)


def to_be_continued(head: ReviewHead, at: datetime, on: date) -> ReviewHead:
    """Return the head with the meeting ended and another of the same series on a UK date."""
    head = ended(head, at)
    last = head.meetings[-1] if head.meetings else None
    place = last.place if last is not None else ""
    following = Meeting(id=new_id(), on=on, place=place)
    return msgspec.structs.replace(head, meetings=(*head.meetings, following))


def adjourned(head: ReviewHead, at: datetime, terms: Adjournment) -> ReviewHead:
    """Return the head adjourned on ``terms`` until ``terms.until``, with the meeting on that day.

    Whether the law still allows it is for ``DateEngine.adjournment`` to say, before this.
    """
    on = terms.until
    head = to_be_continued(head, at, on) if on is not None else ended(head, at)
    decided = msgspec.structs.replace(terms, considered=True, decided_on=uk_date(at))
    return msgspec.structs.replace(head, adjournment=decided)


def was_adjourned(head: ReviewHead) -> bool:
    """Whether the one adjournment that the regulations allow has been used."""
    return head.adjournment.decided_on is not None


def adjourned_words(head: ReviewHead, engine: DateEngine, today: date) -> str:
    """Return how long the review has been adjourned: "adjourned, day 5 of 20"; "" when it is not.

    Days are working days; the day it was adjourned is day 0. Once the review is complete nothing
    is said (domain.md §1.4).
    """
    decided = head.adjournment.decided_on
    if decided is None or head.completed_on is not None:
        return ""
    limit = engine.adjournment(decided)
    day = engine.day_of(limit, max(today, decided))
    late = f", {engine.time_left(limit, today)}" if today > limit.due else ""
    return f"adjourned, day {day} of {limit.amount}{late}"


def proposed_review_date(head: ReviewHead, today: date) -> date:
    """Return the date that the next limit is counted from: the first meeting's."""
    return min((meeting.on for meeting in head.meetings), default=head.review_date or today)


def completed(opened: Opened, at: datetime, completed_on: date, review_date: date) -> Opened:
    """Return child and review with the review complete; ``at`` is UTC, the others UK dates.

    May be done again: dates and ledger are brought up to date, nothing is doubled.
    """
    head = ended(opened.the_review.head, at)
    head = msgspec.structs.replace(head, completed_on=completed_on, review_date=review_date)
    review = msgspec.structs.replace(opened.the_review, head=head)
    return msgspec.structs.replace(opened, review=review, child=with_ledger(opened.child, review))


def with_ledger(child: Child, review: Review) -> Child:
    """Return the child with the ledger saying what the completed ``review`` recommends.

    An entry keeps its statuses and the council's reply; one whose recommendation was taken out
    goes, unless something happened to it since. A review that is not complete changes nothing.
    """
    made_on = review.head.completed_on
    if made_on is None:
        return child
    wanted = {r.id: (n, r) for n, r in enumerate(review.head.recommendations, 1)}
    ledger: list[Promise] = []
    for promise in child.ledger:
        if promise.review_id != review.id:
            ledger.append(promise)
        elif promise.id in wanted:
            number, recommendation = wanted.pop(promise.id)
            ledger.append(_brought_up(promise, recommendation, number, made_on))
        elif promise.statuses or promise.reply is not None:
            ledger.append(promise)
    for number, recommendation in wanted.values():
        blank = Promise(
            id=recommendation.id,
            review_id=review.id,
            review_number=review.head.number,
            made_on=made_on,
            number=number,
            what="",
        )
        ledger.append(_brought_up(blank, recommendation, number, made_on))
    return msgspec.structs.replace(child, ledger=tuple(ledger))


def _brought_up(
    promise: Promise, recommendation: Recommendation, number: int, made_on: date
) -> Promise:
    return msgspec.structs.replace(
        promise,
        made_on=made_on,
        number=number,
        what=recommendation.what,
        why=recommendation.why,
        who=recommendation.who,
        role=recommendation.role,
        by=recommendation.by,
        child_agrees=recommendation.child_agrees,
        carried_from=recommendation.carried_from,
        section=recommendation.section,
    )
