"""The clocks of a child's reviews: the limit of each, and what stands between two of them.

Sources: domain.md §1.1 (T8–T11, T18), §1.2 and each rule's own. All dates are UK dates.
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from models.around_review import after_clocks, before_clocks
from models.calendar import long_date
from models.clock_values import (
    REVIEW_LIMIT,
    ChildClock,
    ClockGroup,
    ClockState,
    Facts,
)
from models.deadlines import Deadline
from models.known_reviews import KnownReview
from models.terms import ReviewType
from models.timetables import (
    OWN_TIMETABLES,
    USUAL,
    early_type,
    is_long_term_foster,
    limit_for,
    proposal,
    timetable_began,
    wanted_early,
)

_NO_CARE_DAY = "the day of coming into care is not known"


def review_clocks(facts: Facts) -> Iterator[ChildClock]:
    """Yield every clock that has to do with a review."""
    for at, review in enumerate(facts.held):
        yield from _held(facts, review, at)
    pending = facts.pending
    if pending is not None:
        yield from _pending(facts, pending)
    elif not facts.has_ended:
        yield from _coming(facts)
    yield from midway_clock(facts)
    yield from _early(facts)
    yield from _yearly_meeting(facts)
    for review in facts.reviews:
        if review.id:
            yield from after_clocks(facts, review)


# -- the limit of a review


def _limit(facts: Facts, review: KnownReview, on: date) -> Deadline | None:
    held = [r.held_on for r in facts.reviews if r.held_on is not None and r.key != review.key]
    return limit_for(facts.child, review.type, review.number, on, held, facts.engine)


def _limit_clock(
    facts: Facts, review: KnownReview, limit: Deadline, done: date | None
) -> ChildClock:
    began = timetable_began(facts.child, review.type, review.on or facts.today)
    kept = review.limit if review.limit is not None and review.limit >= limit.starts else None
    words = limit.words
    if kept is not None and kept != limit.due:
        words = f"{words}; the review was started with {long_date(kept)}"
    if began is not None and limit.starts == began and review.type in OWN_TIMETABLES:
        words = f"{words}; its timetable began on {long_date(began)}"
    return facts.clock(
        ClockGroup.REVIEWS,
        msgspec.structs.replace(limit, words=words),
        clock_id=f"{REVIEW_LIMIT}:{review.key}",
        what="" if review.key == "next" else f"{review.name[:1].upper()}{review.name[1:]}",
        about=_kind(review),
        due=kept,
        done=done,
        planned=None if done is not None else review.on,
        review=review,
    )


def _kind(review: KnownReview) -> str:
    """Return the kind of a review in words; nothing where its place in the row says it."""
    if review.type in USUAL:
        return ""
    return f"{review.type.label[:1].lower()}{review.type.label[1:]}"


def _held(facts: Facts, review: KnownReview, at: int) -> Iterator[ChildClock]:
    on = review.held_on
    if on is None:
        return
    fitting = _by_place(review, at, facts)
    limit = _limit(facts, fitting, on)
    if limit is not None:
        yield _limit_clock(facts, review, limit, on)


def _by_place(review: KnownReview, at: int, facts: Facts) -> KnownReview:
    """Return the review with the type its place tells, where its own was never said."""
    if review.id or review.type is not ReviewType.SUBSEQUENT:
        return review
    is_first_known = at == 0 and facts.start is not None
    if is_first_known and review.number == 1:
        return msgspec.structs.replace(review, type=ReviewType.FIRST)
    if at == 1 and review.number <= 2:  # noqa: PLR2004 - the second review
        return msgspec.structs.replace(review, type=ReviewType.SECOND)
    return review


def _pending(facts: Facts, review: KnownReview) -> Iterator[ChildClock]:
    on = review.on or facts.today
    limit = _limit(facts, review, on)
    if limit is not None:
        yield _limit_clock(facts, review, limit, review.begun_on)
    elif review.limit is not None:
        kept = facts.engine.next_review_limit(review.type, review.number, facts.start or on)
        kept = msgspec.structs.replace(kept, starts=review.limit, due=review.limit, words="")
        words = "what was written down when the review was started"
        yield _limit_clock(
            facts, review, msgspec.structs.replace(kept, words=words), review.begun_on
        )
    else:
        yield _unknown_limit(facts, review)
    if review.adjourned_until is not None:
        yield _adjourned(facts, review)
    if review.on is not None and review.begun_on is None and review.in_full:
        yield from before_clocks(facts, review, review.on)


def _unknown_limit(facts: Facts, review: KnownReview) -> ChildClock:
    rule = facts.engine.law.timetable(review.type).rule_for(review.number)
    return facts.without_date(
        ClockGroup.REVIEWS,
        facts.engine.law.rule(rule),
        _why_no_limit(facts, review.type),
        what="Next review",
        about=_kind(review),
        review=review,
        clock_id=f"{REVIEW_LIMIT}:{review.key}",
    )


def _why_no_limit(facts: Facts, type_: ReviewType) -> str:
    if type_ in OWN_TIMETABLES:
        starts = facts.engine.law.timetable(type_).starts.label
        return f"the day of {starts} is not known"
    return _NO_CARE_DAY if facts.start is None else "the day of the last review is not known"


def _coming(facts: Facts) -> Iterator[ChildClock]:
    """Yield the limit of the next review, which has not been started."""
    last = facts.held[-1] if facts.held else None
    held_on = last.held_on if last is not None else None
    type_, number = _next_type(facts), _next_number(facts)
    planned = last.next_planned if last is not None else None
    coming = KnownReview(key="next", number=number, type=type_, on=planned)
    held = [r.held_on for r in facts.reviews if r.held_on is not None]
    limit = limit_for(facts.child, type_, coming.number, date.max, held, facts.engine)
    if limit is None:
        yield _unknown_limit(facts, coming)
        return
    yield _limit_clock(facts, coming, limit, None)
    if type_ in OWN_TIMETABLES and last is not None and held_on is not None:
        began = timetable_began(facts.child, type_, facts.today)
        if began is not None and held_on < began and last.type not in OWN_TIMETABLES:
            usual = facts.engine.later_review(held_on)
            yield facts.clock(ClockGroup.REVIEWS, usual, "usual", about="by the usual timetable")


def _next_number(facts: Facts) -> int:
    return max((review.number for review in facts.reviews), default=0) + 1


def _next_type(facts: Facts) -> ReviewType:
    """Return the type that fits the review after all that were held."""
    last = facts.held[-1] if facts.held else None
    held = [r.held_on for r in facts.reviews if r.held_on is not None]
    on = max([*held, facts.today])
    type_ = last.type if last is not None else None
    return proposal(facts.child, type_, _next_number(facts), on, held, facts.engine).type


def _adjourned(facts: Facts, review: KnownReview) -> ChildClock:
    since = review.adjourned_on
    if since is None:
        rule = facts.engine.law.rule("T11")
        until = review.adjourned_until
        named = f"until {long_date(until)}" if until is not None else "the day is not known"
        return facts.without_date(ClockGroup.REVIEWS, rule, named, review.key, review=review)
    limit = facts.engine.adjournment(since)
    day = min(facts.engine.day_of(limit, max(facts.today, since)), 999)
    words = f"adjourned, day {day} of {limit.amount}; {limit.words}"
    return facts.clock(
        ClockGroup.REVIEWS,
        msgspec.structs.replace(limit, words=words),
        review.key,
        about=review.name,
        planned=review.adjourned_until,
        review=review,
    )


def _yearly_meeting(facts: Facts) -> Iterator[ChildClock]:
    """Yield by when a long-term foster home's review must be a meeting again (§1.2)."""
    home = facts.child.home
    met = [r.held_on for r in facts.held if r.with_meeting and r.held_on is not None]
    if home is None or not met or not is_long_term_foster(facts.child):
        return
    if facts.engine.yearly_meeting(home.start).due > facts.today:
        return
    limit = facts.engine.yearly_meeting(met[-1])
    about = "a meeting may not be needed for each review, the child must be asked"
    yield facts.clock(ClockGroup.REVIEWS, limit, about=about)


def _early(facts: Facts) -> Iterator[ChildClock]:
    """Yield the early review that somebody decided on and that has not been held."""
    last = facts.held[-1].held_on if facts.held else None
    thought = wanted_early(facts.child, last)
    pending = facts.pending
    if thought is None or (pending is not None and pending.type not in USUAL):
        return
    reasons = [r for r in facts.engine.law.early_reviews if r.id in thought.reasons]
    rule = facts.engine.law.timetable(early_type(thought.reasons)).rule_for(3)
    clock = facts.without_date(
        ClockGroup.REVIEWS,
        facts.engine.law.rule(rule),
        f"decided on {long_date(thought.on)}; the law names no day, so as soon as it can be",
        f"early:{thought.id}",
        what="Review to bring forward",
        about="; ".join(reason.words for reason in reasons),
        state=ClockState.NOT_STARTED,
    )
    source = facts.engine.law.cite(reasons[0]) if reasons else clock.source
    yield msgspec.structs.replace(clock, source=source, words="")


def midway_clock(facts: Facts) -> Iterator[ChildClock]:
    """Yield the check half way from the last review to the limit of the next (T18)."""
    last = facts.held[-1] if facts.held else None
    if last is None or last.held_on is None:
        return
    pending = facts.pending
    number = _next_number(facts) if pending is None else pending.number
    type_ = pending.type if pending is not None else _next_type(facts)
    following = KnownReview(key="following", number=number, type=type_)
    held = [r.held_on for r in facts.reviews if r.held_on is not None]
    limit = limit_for(facts.child, following.type, number, date.max, held, facts.engine)
    if limit is None or limit.starts != last.held_on:
        return
    done = min((c.on for c in facts.child.midway_checks if c.on > limit.starts), default=None)
    if pending is not None and pending.begun_on is not None and done is None:
        return  # the review it leads up to has begun
    yield facts.clock(
        ClockGroup.BEFORE,
        facts.engine.midway(limit),
        last.key,
        done=done,
        planned=last.midway,
        review=last,
    )
