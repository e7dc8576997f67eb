"""Between two reviews: the midway check and its time, what was promised to the child, events.

Sources: IRO Handbook ch 3, monitoring on an ongoing basis; domain.md §2.4. The time of the midway
check is local practice (rule T18), so it is shown and never counted as late by law.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from models.calendar import long_date
from models.child import (
    Child,
    EarlyReviewThought,
    Event,
    MidwayCheck,
    Pledge,
    Promise,
    StatusEntry,
    Value,
    View,
)
from models.clock_values import ClockState
from models.clocks import midway_of
from models.deadlines import DateEngine, Deadline
from models.law import LawPack
from models.store_rows import ReviewRow
from models.terms import PromiseStatus, ViewMethod
from models.text import Quote

ABOUT_MIDWAY = "Midway check"


class MidwayTime(Value, frozen=True, kw_only=True):
    """When the midway check is due: by the rule, as planned at the review, and when it was done.

    ``since`` is the day of the last review; all are UK dates.
    """

    since: date
    rule: Deadline
    planned: date | None = None
    done: date | None = None

    @property
    def day(self) -> date:
        """The day to go by: the one planned, or else the rule's."""
        return self.planned or self.rule.due


def midway_time(
    child: Child, rows: Sequence[ReviewRow], engine: DateEngine, today: date
) -> MidwayTime | None:
    """Return when the check after the last review is due, or None where none is.

    None is before the first review of this time in care, once the next has begun, and after care.
    ``rows`` are the child's reviews in Heard; those held before it count too.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    clock = midway_of(child, rows, engine, today)
    if clock is None or clock.deadline is None or clock.state is ClockState.STOPPED:
        return None
    rule = clock.deadline
    return MidwayTime(since=rule.starts, rule=rule, planned=clock.planned, done=clock.done)


def last_held(child: Child, rows: Sequence[ReviewRow]) -> date | None:
    """Return the day (UK) of the last complete review, those held before Heard included."""
    days = [past.on for past in child.past_reviews]
    days += [row.review_date or row.completed_on for row in rows if row.completed_on is not None]
    return max(days, default=None)


def last_review_day(child: Child, number: int) -> date | None:
    """Return the day (UK) of the review before review ``number``, as far as the child knows it."""
    days = [past.on for past in child.past_reviews if past.number < number]
    days += [promise.made_on for promise in child.ledger if promise.review_number < number]
    return max(days, default=None)


def checks_since(
    child: Child, since: date | None, until: date | None = None
) -> tuple[MidwayCheck, ...]:
    """Return the midway checks after the day ``since``, up to ``until``, the oldest first."""
    found = (c for c in child.midway_checks if _between(c.on, since, until))
    return tuple(sorted(found, key=lambda check: check.on))


def events_since(child: Child, since: date | None) -> tuple[Event, ...]:
    """Return what happened after a day (UK), the oldest first."""
    found = (event for event in child.events if _between(event.on, since, None))
    return tuple(sorted(found, key=lambda event: event.on))


def _between(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day > since) and (until is None or day <= until)


# -- recommendations ticked at a check


def tick(promise: Promise, check: MidwayCheck, *, done: bool) -> Promise:
    """Return the recommendation said to be done at a midway check, or no longer so.

    A status given for a review, or on another day, is never taken away.
    """
    kept = tuple(entry for entry in promise.statuses if not _given_at(entry, check))
    if done:
        evidence = f"{ABOUT_MIDWAY}, {long_date(check.on)}"
        kept = (*kept, StatusEntry(on=check.on, status=PromiseStatus.DONE, evidence=evidence))
    return msgspec.structs.replace(promise, statuses=kept)


def is_ticked(promise: Promise, check: MidwayCheck) -> bool:
    """Whether it was said to be done at this check."""
    return any(_given_at(entry, check) for entry in promise.statuses)


def _given_at(entry: StatusEntry, check: MidwayCheck) -> bool:
    return (
        entry.review_id is None
        and entry.status is PromiseStatus.DONE
        and entry.on == check.on
        and entry.evidence.startswith(ABOUT_MIDWAY)
    )


# -- the child's message


def message_id(check: MidwayCheck) -> str:
    """Return the id of the entry of the views log that holds the child's words at a check."""
    return f"{check.id}.words"


def message_of(child: Child, check: MidwayCheck) -> View | None:
    """Return the entry of the views log with the child's words at a check, or None."""
    return next((view for view in child.views if view.id == message_id(check)), None)


def with_message(child: Child, check: MidwayCheck, words: str, method: ViewMethod) -> Child:
    """Return the child with the words said at a midway check in the views log, letter for letter.

    Empty words take the entry out again.
    """
    before = message_of(child, check)
    others = tuple(view for view in child.views if view.id != message_id(check))
    if not words:
        return msgspec.structs.replace(child, views=others) if before is not None else child
    view = before or View(
        id=message_id(check),
        on=check.on,
        method=method,
        about=ABOUT_MIDWAY,
        alone=check.seen_alone,
    )
    quote = view.words or Quote(id=f"{message_id(check)}.q", text=words)
    quote = msgspec.structs.replace(quote, text=words, source=method.label, said_on=check.on)
    view = msgspec.structs.replace(view, words=quote, method=method, on=check.on)
    if before is None:
        return msgspec.structs.replace(child, views=(*others, view))
    views = tuple(view if old.id == view.id else old for old in child.views)
    return msgspec.structs.replace(child, views=views)


# -- promises to the child, and events


def open_pledges(child: Child) -> tuple[Pledge, ...]:
    """Return what was promised to the child and is not kept yet, the soonest first."""
    found = (pledge for pledge in child.pledges if pledge.kept_on is None)
    return tuple(sorted(found, key=lambda pledge: (pledge.by or date.max, pledge.on)))


def pledges_for(child: Child, since: date | None) -> tuple[Pledge, ...]:
    """Return the promises that a review looks back on: open ones, and those kept since a day."""
    kept = [p for p in child.pledges if p.kept_on is not None and _between(p.kept_on, since, None)]
    return (*open_pledges(child), *sorted(kept, key=lambda pledge: pledge.on))


def pledge_words(pledge: Pledge, today: date) -> str:
    """Return how a promise stands on a UK date: "kept on 3 March 2027", "by 3 March, late"."""
    if pledge.kept_on is not None:
        return f"kept on {long_date(pledge.kept_on)}"
    if pledge.by is None:
        return f"promised on {long_date(pledge.on)}"
    if pledge.by < today:
        days = (today - pledge.by).days
        return f"by {long_date(pledge.by)}, {days} day{'' if days == 1 else 's'} ago"
    if pledge.by - today < timedelta(days=1):
        return "today"
    return f"by {long_date(pledge.by)}"


def event_words(event: Event, law: LawPack) -> str:
    """Return what kind of thing happened, in the law pack's words."""
    words = {kind.id: kind.words for kind in law.event_kinds}
    return words.get(event.kind, event.kind)


def early_thought(child: Child, event: Event) -> EarlyReviewThought | None:
    """Return what was decided last about an early review because of an event, or None."""
    found = [thought for thought in child.early_reviews if thought.event_id == event.id]
    return max(found, key=lambda thought: thought.on, default=None)


def early_review_words(child: Child, event: Event) -> str:
    """Return whether an event called for an early review: "yes", "no" or "not thought of yet"."""
    thought = early_thought(child, event)
    needed = event.early_review if thought is None else thought.needed
    return {True: "yes", False: "no", None: "not thought of yet"}[needed]


def early_review_reasons(event: Event, law: LawPack) -> tuple[str, ...]:
    """Return the ids of the reasons for an early review that an event of this kind may be."""
    return next((kind.reasons for kind in law.event_kinds if kind.id == event.kind), ())
