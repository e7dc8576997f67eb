"""Which timetable a child's reviews follow, when it began, and by when the next one is due.

Counting starts again with each period of care and with each timetable of its own kind (adoption,
short breaks; domain.md §1.2). All dates are UK dates.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from models.ages import birthday
from models.calendar import add_months, long_date
from models.child import Child, EarlyReviewThought, Home, Value
from models.codes import codes
from models.deadlines import DateEngine, Deadline
from models.review import ReviewHead
from models.terms import ReviewType
from models.time_in_care import since_coming_into_care

OWN_TIMETABLES = frozenset(
    {ReviewType.ADOPTION_AUTHORISED, ReviewType.ADOPTION_PLACED, ReviewType.SHORT_BREAKS}
)
USUAL = frozenset({ReviewType.FIRST, ReviewType.SECOND, ReviewType.SUBSEQUENT})
"""The reviews that come in their turn, and are not brought forward."""

UNDER_FIVE = "T10.under_5"
"""A rule that only a council's own law file has: its target for reviews of children under five."""

SECURE_HOME, WITH_PARENTS = "K1", "P1"
SHORT_BREAKS = frozenset({"V3", "V4"})
_ADOPTION_HOMES = frozenset({"A3", "A4", "A5", "A6"})
_ADOPTION_AUTHORISED = frozenset({"E1", "D1"})
_LASTING_PLANS = frozenset(
    {"long_term_foster", "kinship_foster_long_term", "residential_long_term"}
)
_LONG_TERM_FOSTER_PLANS = frozenset({"long_term_foster", "kinship_foster_long_term"})
_FOSTER_HOMES = frozenset({"foster", "kinship_foster"})
_FIVE, _PATHWAY_FROM, _GROWN_UP = 5, 16, 18  # years
_LEAVING_WITHIN = 6  # months before eighteen in which a review is the last one
_FIRST_UNTIL, _SECOND_UNTIL = timedelta(days=45), timedelta(days=150)


class Proposal(Value, frozen=True, kw_only=True):
    """The type that fits the next review, and why in a sentence; empty where it needs none."""

    type: ReviewType
    why: str = ""


# -- when a timetable began


def timetable_began(child: Child, type_: ReviewType, on: date) -> date | None:
    """Return when the timetable of that type began for the child, as far as is known by ``on``."""
    if type_ is ReviewType.ADOPTION_PLACED:
        homes = [h.start for h in child.homes if h.place_code in _ADOPTION_HOMES and not h.end]
        return min(homes, default=None)
    if type_ is ReviewType.ADOPTION_AUTHORISED:
        return _status_began(child, _ADOPTION_AUTHORISED)
    if type_ is ReviewType.SHORT_BREAKS:
        return _status_began(child, SHORT_BREAKS)
    return since_coming_into_care(child, on)


def _status_began(child: Child, codes_: frozenset[str]) -> date | None:
    return max((s.start for s in child.legal_statuses if s.code in codes_), default=None)


# -- by when


def limit_for(
    child: Child,
    type_: ReviewType,
    number: int,
    on: date,
    held: Sequence[date],
    engine: DateEngine,
) -> Deadline | None:
    """Return by when the ``number``-th review, of ``type_`` and on ``on``, must be held.

    ``held`` are the days of the child's other reviews. None where the facts do not tell: the day
    of coming into care, or of the review before, is missing. ``number`` counts from 1 over all
    the child's reviews; one of a new period of care is counted anew.
    """
    began = timetable_began(child, type_, on)
    before = sorted(day for day in held if day < on)
    if type_ in OWN_TIMETABLES:
        return None if began is None else engine.next_after(type_, began, before)
    counting = [day for day in before if began is None or day >= began]
    place = len(counting) + 1
    if len(counting) == len(before):  # nothing of an earlier period is known: the number tells
        place = max(place, number)
    fixed = {ReviewType.FIRST: 1, ReviewType.SECOND: 2, ReviewType.SUBSEQUENT: max(place, 3)}
    place = fixed.get(type_, place)
    since = began if place == 1 else (counting[-1] if counting else None)
    if since is None:
        return None
    return _with_under_five(engine.next_review_limit(type_, place, since), child, engine)


def _with_under_five(limit: Deadline, child: Child, engine: DateEngine) -> Deadline:
    """Return the limit with the target of a council that sees under-fives more often (§1.2)."""
    own = next((rule for rule in engine.law.rules if rule.id == UNDER_FIVE), None)
    if own is None or limit.rule != "T10" or limit.starts >= birthday(child.born, _FIVE):
        return limit
    due = engine.deadline(UNDER_FIVE, limit.starts).due
    return msgspec.structs.replace(limit, target=min(due, limit.target or limit.due))


def first_known(child: Child, engine: DateEngine) -> Deadline | None:
    """Return the next limit as far as the child's own facts tell, before any review in Heard."""
    own = _own_timetable(child, None, date.max)
    type_ = own.type if own is not None else ReviewType.EARLY  # the place alone is counted
    held = [past.on for past in child.past_reviews]
    number = max((past.number for past in child.past_reviews), default=0) + 1
    return limit_for(child, type_, number, date.max, held, engine)


def after(head: ReviewHead, child: Child, engine: DateEngine) -> Deadline | None:
    """Return the limit of the review after this one, or None before this one has a date.

    A timetable of its own, and a new period of care, count from 1; which place this review had
    there shows in its own limit (domain.md §1.2).
    """
    held = head.review_date or head.completed_on
    if held is None:
        return None
    place = head.number
    began = timetable_began(child, head.type, held)
    own = head.type in OWN_TIMETABLES
    if began is not None and began <= held and (own or began != child.became_looked_after):
        first = engine.next_review_limit(head.type, 1, began).due
        is_first = head.limit == first if head.limit is not None else held <= first
        place = 1 if is_first else max(place, 2)
    fixed = {ReviewType.FIRST: 1, ReviewType.SECOND: 2, ReviewType.SUBSEQUENT: max(place, 3)}
    return engine.next_review_limit(head.type, fixed.get(head.type, place) + 1, held)


# -- which type


def proposal(
    child: Child,
    last: ReviewType | None,
    number: int,
    on: date,
    held: Sequence[date],
    engine: DateEngine,
) -> Proposal:
    """Return the type that fits the ``number``-th review, on that UK date; the IRO decides.

    ``last`` is the type of the newest review, ``held`` are the days of all of them. With no
    review known, how long the child has been in care tells (domain.md §1.1).
    """
    own = _own_timetable(child, last, on)
    if own is not None:
        return own
    last_held = max(held, default=None)
    place = _place_in_care(child, number, on, held)
    usual = {1: ReviewType.FIRST, 2: ReviewType.SECOND}.get(place, ReviewType.SUBSEQUENT)
    if usual is ReviewType.FIRST:
        return Proposal(type=usual)
    special = _special(child, on, last_held, engine, is_later=usual is ReviewType.SUBSEQUENT)
    return special or Proposal(type=usual, why=_not_the_first(child, number, place, on))


def likely_number(child: Child, number: int, on: date, held: Sequence[date]) -> int:
    """Return which review one on ``on`` is likely to be, where ``number`` would be the next known.

    Who has been in care for long has had reviews before Heard, though none is written down.
    """
    return max(number, _place_in_care(child, number, on, held))


def _not_the_first(child: Child, number: int, place: int, on: date) -> str:
    """Return why a review with none known before it is taken for a later one, or nothing."""
    start = since_coming_into_care(child, on)
    if number != 1 or place == 1 or start is None:
        return ""
    return (
        f"{child.preferred_name} came into care on {long_date(start)}, so there will have been"
        " a review before. If there was none, choose the first review."
    )


def _own_timetable(child: Child, last: ReviewType | None, on: date) -> Proposal | None:
    name = child.preferred_name
    placed = timetable_began(child, ReviewType.ADOPTION_PLACED, on)
    if placed is not None:
        why = f"{name} has lived with adopters since {long_date(placed)}."
        return Proposal(type=ReviewType.ADOPTION_PLACED, why=why)
    status = child.legal_status
    code = status.code if status is not None else ""
    if status is not None and code in _ADOPTION_AUTHORISED:
        why = f"There has been authority to place for adoption since {long_date(status.start)}."
        return Proposal(type=ReviewType.ADOPTION_AUTHORISED, why=why)
    if status is not None and code in SHORT_BREAKS:
        why = f"{name} has had a series of short breaks since {long_date(status.start)}."
        return Proposal(type=ReviewType.SHORT_BREAKS, why=why)
    if last in OWN_TIMETABLES and not code:
        return Proposal(type=last, why="The review before was one too.")
    return None


def _place_in_care(child: Child, number: int, on: date, held: Sequence[date]) -> int:
    start = since_coming_into_care(child, on)
    if start is not None and any(day < start for day in held):  # an earlier period of care
        return sum(day >= start for day in held) + 1
    if number == 1 and start is not None:
        in_care = on - start
        return 1 if in_care <= _FIRST_UNTIL else 2 if in_care <= _SECOND_UNTIL else 3
    return number


def _special(
    child: Child, on: date, last_held: date | None, engine: DateEngine, *, is_later: bool
) -> Proposal | None:
    """Return a type that something in the child's life asks for, the most pressing first."""
    name = child.preferred_name
    thought = wanted_early(child, last_held)
    if thought is not None:
        return Proposal(
            type=early_type(thought.reasons),
            why=f"An early review was decided on {long_date(thought.on)}.",
        )
    since = last_held or since_coming_into_care(child, on)
    moved = unplanned_move_since(child, since) if since is not None else None
    if moved is not None:
        why = f"{name} moved on {long_date(moved.start)} without that having been planned."
        return Proposal(type=ReviewType.UNPLANNED_MOVE, why=why)
    home = child.home
    if home is not None and home.place_code == SECURE_HOME:
        why = f"{name} has been in a secure home since {long_date(home.start)}."
        return Proposal(type=ReviewType.SECURE, why=why)
    grown_up = birthday(child.born, _GROWN_UP)
    if not is_later:
        return None
    if on < grown_up <= add_months(on, _LEAVING_WITHIN):
        return Proposal(
            type=ReviewType.ENDING_CARE, why=f"{name} is eighteen on {long_date(grown_up)}."
        )
    eligible = eligible_from(child, engine)
    if eligible is not None and eligible <= on:
        why = f"{name} has been an eligible young person since {long_date(eligible)}."
        return Proposal(type=ReviewType.PATHWAY, why=why)
    return None


def wanted_early(child: Child, last_held: date | None) -> EarlyReviewThought | None:
    """Return the newest thought that asked for an early review, if none was held since.

    A later no about the same event takes a yes back; one about another event does not.
    """
    answers: dict[str, EarlyReviewThought] = {}
    for thought in sorted(child.early_reviews, key=lambda thought: thought.on):
        answers[thought.event_id] = thought
    wanted = [
        thought
        for thought in answers.values()
        if thought.needed and (last_held is None or thought.on > last_held)
    ]
    return max(wanted, key=lambda thought: thought.on, default=None)


def early_type(reasons: Sequence[str]) -> ReviewType:
    """Return the type of an early review that was called for these reasons of the law pack."""
    if "unplanned_move" in reasons:
        return ReviewType.UNPLANNED_MOVE
    if "leaving_not_to_parent" in reasons:
        return ReviewType.ENDING_CARE
    return ReviewType.EARLY


def unplanned_move_since(child: Child, since: date) -> Home | None:
    """Return the newest home that an unplanned move led to after that UK date, or None."""
    ended = {h.end: h for h in child.homes if h.end is not None}
    for home in sorted(child.homes, key=lambda h: h.start, reverse=True):
        before = ended.get(home.start)
        if home.start <= since or before is None:
            continue
        reason = codes("reason_for_change").get(before.reason_left)
        if home.counts_as_move and reason is not None and reason.group == "unplanned":
            return home
    return None


# -- what kind of home it is


def is_lasting(child: Child) -> bool:
    """Whether the child's home is meant to last until eighteen, by its code or by the plan."""
    home, plan = child.home, child.plan
    known = codes("placement").get(home.place_code) if home is not None else None
    if known is not None and "long_term" in known.tags:
        return True
    return plan is not None and plan.plan in _LASTING_PLANS and plan.matched_on is not None


def is_long_term_foster(child: Child) -> bool:
    """Whether the child lives in a long-term foster home, by its code or by a plan matched."""
    home = child.home
    known = codes("placement").get(home.place_code) if home is not None else None
    if known is None or known.group not in _FOSTER_HOMES:
        return False
    plan = child.plan
    matched = plan is not None and plan.plan in _LONG_TERM_FOSTER_PLANS and plan.matched_on
    return "long_term" in known.tags or bool(matched)


# -- growing up


def eligible_from(child: Child, engine: DateEngine) -> date | None:
    """Return when the young person is, or would be, an eligible child (T22), or None.

    That is at 16, with 13 weeks in care since fourteen, all periods of care together.
    """
    periods = [(p.start, p.end) for p in sorted(child.periods, key=lambda p: p.start)]
    if not periods and child.became_looked_after is not None:
        periods = [(child.became_looked_after, None)]
    fourteen = birthday(child.born, 14)
    needed = engine.deadline("T22", fourteen).due - fourteen
    for start, end in periods:
        counted = max(start, fourteen)
        if end is None or end - counted >= needed:
            return max(counted + needed, birthday(child.born, _PATHWAY_FROM))
        needed -= max(end - counted, timedelta())
    return None
