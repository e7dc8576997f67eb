"""Recommendations over time: their age, how often they were carried forward, and by whom promised.

A recommendation carried into the next review is a new entry of the ledger that names the one it
came from, so what happened to it is read along that chain. Days are days of the calendar unless
working days are said. Sources: domain.md §2.4, §4.2 E and §10.3.
"""

from collections.abc import Sequence
from datetime import date

from models.calendar import WorkingCalendar, long_date
from models.child import Child, Dispute, Promise, StatusEntry, Value, still_open
from models.errors import UserFacingError
from models.law import LawPack, Unit, counted
from models.review import Review
from models.terms import CouncilReply

_TIMES = {1: "once", 2: "twice"}


class Moment(Value, frozen=True, kw_only=True):
    """One thing that happened to a recommendation, on a UK date: ``what``, and more about it."""

    on: date
    what: str
    more: str = ""
    by: str = ""


class Standing(Value, frozen=True, kw_only=True):
    """How an open recommendation stands on a day.

    ``age`` is in days since it was first decided, ``past`` in working days since its date (0 where
    it has none or is in time). ``why_raise`` says why to ask whether to raise it formally: nothing
    where there is no reason to ask, or where it has been raised.
    """

    promise: Promise
    age: int
    carried: int
    past: int
    why_raise: tuple[str, ...] = ()


def chain(ledger: Sequence[Promise], promise: Promise) -> tuple[Promise, ...]:
    """Return the recommendation and those it was carried forward from, the first decided first.

    Where one of them is not in the ledger the chain begins after it; a chain that bites its own
    tail, as an imported file may hold, is followed once.
    """
    known = {entry.id: entry for entry in ledger}
    found = [promise]
    seen = {promise.id}
    while (earlier := known.get(found[-1].carried_from or "")) is not None:
        if earlier.id in seen:
            break
        seen.add(earlier.id)
        found.append(earlier)
    return tuple(reversed(found))


def first_made(ledger: Sequence[Promise], promise: Promise) -> date:
    """Return the UK date on which it was first decided."""
    return min(entry.made_on for entry in chain(ledger, promise))


def times_carried(ledger: Sequence[Promise], promise: Promise) -> int:
    """Return how many times it was carried forward, one from outside the ledger included."""
    entries = chain(ledger, promise)
    came_from_elsewhere = entries[0].carried_from not in (None, *(e.id for e in entries))
    return len(entries) - 1 + came_from_elsewhere


def times_words(times: int) -> str:
    """Return "once", "twice", "3 times"; nothing for none."""
    return _TIMES.get(times, f"{times} times") if times else ""


def promised_by(ledger: Sequence[Promise], promise: Promise) -> tuple[str, ...]:
    """Return who was to do it over time, each name once in a row: ("Graham", "Hannah")."""
    names: list[str] = []
    for entry in chain(ledger, promise):
        if entry.who and names[-1:] != [entry.who]:
            names.append(entry.who)
    return tuple(names)


def history(ledger: Sequence[Promise], promise: Promise) -> tuple[Moment, ...]:
    """Return all that happened to it, oldest first: decided, how far it got, council's replies."""
    found: list[Moment] = []
    for entry in chain(ledger, promise):
        carried = entry.carried_from is not None
        found.append(
            Moment(
                on=entry.made_on,
                what=f"{'Carried forward' if carried else 'Decided'} at review"
                f" {entry.review_number}",
                more=_promised(entry),
            )
        )
        found += [_status_moment(status) for status in entry.statuses]
        reply = entry.reply
        if reply is not None and reply.on is not None:
            found.append(
                Moment(
                    on=reply.on,
                    what=f"The council: {reply.reply.label}",
                    more=reply.reason,
                    by=reply.manager,
                )
            )
    return tuple(sorted(found, key=lambda moment: moment.on))


def has_replies(child: Child, review: Review) -> bool:
    """Return whether the council's reply to a recommendation of the review is written down."""
    replies = [promise.reply for promise in child.ledger if promise.review_id == review.id]
    return any(reply is not None and reply.reply is not CouncilReply.PENDING for reply in replies)


def _promised(entry: Promise) -> str:
    parts = (entry.who, f"by {long_date(entry.by)}" if entry.by else "no date")
    return ", ".join(part for part in parts if part)


def _status_moment(status: StatusEntry) -> Moment:
    told = (status.evidence, status.why_not, status.difference)
    words = ". ".join(text.strip().rstrip(".") for text in told if text.strip())
    label = status.status.label
    return Moment(on=status.on, what=label[:1].upper() + label[1:], more=words)


def raised(child: Child, promise: Promise) -> Dispute | None:
    """Return the newest dispute about it, or about one it was carried forward from, or None."""
    ids = {entry.id for entry in chain(child.ledger, promise)}
    about = [dispute for dispute in child.disputes if ids & set(dispute.about)]
    return max(about, key=lambda dispute: dispute.opened_on, default=None)


def standing(
    child: Child,
    promise: Promise,
    law: LawPack,
    calendar: WorkingCalendar,
    today: date,
    *,
    again: bool = False,
) -> Standing:
    """Return how the recommendation stands on a UK date.

    ``again`` asks as in a review that is about to carry it forward once more: its time then counts
    already, so that the question comes before the second time and not after it.
    """
    carried = times_carried(child.ledger, promise)
    past = 0 if promise.status.is_closed else _past(promise, calendar, today)
    why: tuple[str, ...] = ()
    if not promise.status.is_closed and raised(child, promise) is None:
        why = _why_raise(law, carried, past, again=again)
    return Standing(
        promise=promise,
        age=(today - first_made(child.ledger, promise)).days,
        carried=carried,
        past=past,
        why_raise=why,
    )


def standings(
    child: Child, law: LawPack, calendar: WorkingCalendar, today: date
) -> tuple[Standing, ...]:
    """Return how every open recommendation stands on a UK date, the oldest first."""
    found = (standing(child, promise, law, calendar, today) for promise in still_open(child))
    return tuple(sorted(found, key=lambda one: -one.age))


def _past(promise: Promise, calendar: WorkingCalendar, today: date) -> int:
    if promise.by is None or promise.by >= today:
        return 0
    try:
        return calendar.working_days_between(promise.by, today)
    except UserFacingError:
        return 0  # a date of another century says nothing about a delay


def _why_raise(law: LawPack, carried: int, past: int, *, again: bool) -> tuple[str, ...]:
    nudge = law.formal_nudge
    why = []
    if past >= nudge.working_days_past:
        why.append(f"{counted(past, Unit.WORKING_DAYS)} past its date")
    if carried >= nudge.carried:
        why.append(f"carried forward {times_words(carried)}")
    elif again and carried + 1 >= nudge.carried:
        time = {1: "first", 2: "second", 3: "third"}.get(carried + 1, f"{carried + 1}th")
        why.append(f"carrying it forward now would be the {time} time")
    return tuple(why)
