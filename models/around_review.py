"""The clocks around one review: what comes before it (T4–T7) and what follows it (T12–T16).

Sources: domain.md §1.1 and each rule's own. All dates are UK dates.
"""

from collections.abc import Iterator
from datetime import date

from models.ages import TOLD_YEARS, age_on
from models.clock_values import ChildClock, ClockGroup, ClockState, Facts
from models.deadlines import Deadline
from models.known_reviews import KnownReview
from models.law import Start
from models.terms import CouncilReply, DutyState, PaperStatus

_FOLLOWS = (("T12", "decisions_sent"), ("T15", "record_done"), ("T16", "distributed"))
_DUTIES = {"T4": "talked_with_social_worker", "T5": "child_consulted", "T7": "papers_received"}


def before_clocks(facts: Facts, review: KnownReview, on: date) -> Iterator[ChildClock]:
    """Yield what has to be done before a review that is planned ``on`` a day (T4–T7)."""
    duties = {record.id: record for record in review.duties}
    for limit in facts.engine.before_review(on):
        if limit.rule == "T5" and age_on(facts.child.born, on).years < TOLD_YEARS:
            continue  # nobody can ask a small child where and with whom to meet
        duty = duties.get(_DUTIES.get(limit.rule, ""))
        is_done = duty is not None and duty.state is DutyState.DONE
        done = duty.on if is_done and duty is not None else None
        if limit.rule == "T7" and done is None:
            done = _papers_here(review)
        noted = "Sent on" if limit.rule not in _DUTIES else ""
        yield facts.clock(
            ClockGroup.BEFORE,
            limit,
            review.key,
            about=review.name,
            done=done,
            noted=noted,
            review=review,
        )


def _papers_here(review: KnownReview) -> date | None:
    """Return the day on which the last paper came, when none is awaited or missing any more."""
    needed = [p for p in review.papers if p.status is not PaperStatus.NOT_NEEDED]
    if not needed or any(p.status is not PaperStatus.RECEIVED for p in needed):
        return None
    days = [p.on for p in needed if p.on is not None]
    return max(days, default=None)


def after_clocks(facts: Facts, review: KnownReview) -> Iterator[ChildClock]:
    """Yield what is due after a completed review (T12–T16); completing is the last meeting.

    The child is owed its decisions and its record after care too; a plan and a reply to it are not.
    """
    completed = review.completed_on
    if completed is None:
        return
    limits = {limit.rule: limit for limit in facts.engine.after_completion(completed)}
    for rule, field in _FOLLOWS:
        yield _after(facts.past_care, review, limits[rule], getattr(review.sending, field))
    if not review.in_full or review not in facts.held:
        return  # of an earlier time in care, only what the IRO owes is still asked for
    yield _after(facts, review, limits["T14"], review.sending.care_plan_updated)
    yield _reply(facts, review)


def _after(facts: Facts, review: KnownReview, limit: Deadline, done: date | None) -> ChildClock:
    return facts.clock(
        ClockGroup.AFTER, limit, review.key, about=review.name, done=done, review=review
    )


def _reply(facts: Facts, review: KnownReview) -> ChildClock:
    sent = review.sending.decisions_sent
    if sent is None:
        rule = facts.engine.law.rule("T13")
        return facts.without_date(
            ClockGroup.AFTER,
            rule,
            f"it runs from the day {Start.DECISIONS_SENT.label}",
            review.key,
            about=review.name,
            state=ClockState.NOT_STARTED,
            review=review,
        )
    done = review.sending.council_replied or _all_replied(facts, review)
    return _after(facts, review, facts.engine.council_reply(sent), done)


def _all_replied(facts: Facts, review: KnownReview) -> date | None:
    """Return the day of the last reply, when each recommendation of the review has one."""
    made = [promise for promise in facts.child.ledger if promise.review_id == review.id]
    replies = [p.reply for p in made if p.reply is not None]
    if not made or len(replies) < len(made):
        return None
    if any(reply.reply is CouncilReply.PENDING or reply.on is None for reply in replies):
        return None
    return max(reply.on for reply in replies if reply.on is not None)
