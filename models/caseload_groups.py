"""Which children the caseload shows, in what order, and under which headings.

All is worked out from the kept rows for the UK date that is looked at; nothing of it is stored.
"Due this week" means today and the six days after it. Sources: design.md §2 Before, domain.md §1.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from models.child import Value
from models.deadlines import DateEngine
from models.next_step import Step, StepKind, left_care, steps, the_next
from models.store_rows import CaseloadRow
from models.terms import Term

WEEK = timedelta(days=6)


class Group(Term):
    """A heading of the list, the most pressing first."""

    NOW = "now", "Meeting under way"
    LATE = "late", "Late"
    WEEK = "week", "Due this week"
    COMING = "coming", "Coming"
    NO_DATE = "no_date", "No date yet"
    ENDED = "ended", "No longer in care"


class Filter(Term):
    """Which children are wanted, as one asks for them."""

    ALL = "all", "All"
    WEEK = "week", "This week"
    LATE = "late", "Late"
    WRITING_UP = "writing_up", "Writing up"
    DECISIONS_LATE = "decisions_late", "Decisions late"
    DRIFTING = "drifting", "Permanence drifting"
    DISPUTES = "disputes", "Disputes"


class Order(Term):
    """By what the list is sorted."""

    PRESSING = "pressing", "What presses"
    NAME = "name", "Name"
    NEXT_DATE = "next_date", "Next date"
    PROMISE = "promise", "Oldest promise"
    AGE = "age", "Youngest first"


class Standing(Value, frozen=True, kw_only=True, gc=False):
    """How a child stands on a day: what is next, the group it puts them in, which filters fit."""

    row: CaseloadRow
    step: Step
    group: Group
    fits: frozenset[Filter]


class Wanted(Value, frozen=True, kw_only=True):
    """What the list shows; ``team`` is nothing for every team."""

    filter: Filter = Filter.ALL
    team: str = ""
    order: Order = Order.PRESSING
    families: bool = True


class Listed(Value, frozen=True, kw_only=True):
    """A part of the list: its heading, None where the order has none, and the children under it."""

    group: Group | None
    standings: tuple[Standing, ...]


_MEETING, _ENDED = StepKind.MEETING, StepKind.ENDED
_RECORD, _DECISIONS = StepKind.RECORD, StepKind.DECISIONS
_ALL, _WEEK, _LATE = Filter.ALL, Filter.WEEK, Filter.LATE
_WRITING, _DECISIONS_LATE = Filter.WRITING_UP, Filter.DECISIONS_LATE
# named once: what is asked for each of thousands spends most of its time on naming them


def standing(row: CaseloadRow, engine: DateEngine, today: date) -> Standing:
    """Return how the child stands on that UK date."""
    found = steps(row, engine, today)
    now = the_next(found)
    return Standing(
        row=row,
        step=now,
        group=_group(now, today),
        fits=_fitting(row, found, today),
    )


def counts(standings: Iterable[Standing], team: str = "") -> dict[Filter, int]:
    """Return how many children of the team (of every team, if nothing) each filter lets through."""
    alike = Counter(one.fits for one in standings if _is_of(one, team))
    return {kind: sum(n for fits, n in alike.items() if kind in fits) for kind in Filter}


def teams(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return the teams of the caseload, in the order of their names."""
    return tuple(sorted({one.row.child.team for one in standings} - {""}, key=str.casefold))


def listed(standings: Sequence[Standing], wanted: Wanted, today: date) -> tuple[Listed, ...]:
    """Return the wanted children in their order, brothers and sisters together if asked for.

    A family stands where the one of them stands whom the order puts first.
    """
    kept = [s for s in standings if wanted.filter in s.fits and _is_of(s, wanted.team)]
    kept.sort(key=_KEYS[wanted.order](today))
    families = _families(kept) if wanted.families else {}
    if wanted.families:
        kept = _together(kept, families)
    if wanted.order is not Order.PRESSING:
        return (Listed(group=None, standings=tuple(kept)),) if kept else ()
    first = _groups_of(kept, families) if wanted.families else {}
    found = groupby(kept, key=lambda s: first.get(families.get(s.row.child.id, ""), s.group))
    return tuple(Listed(group=group, standings=tuple(some)) for group, some in found)


def drifting(row: CaseloadRow, today: date) -> tuple[str, ...]:
    """Return the ids of the signs of drift that hold on that UK date."""
    if not row.child.drift or left_care(row, today):
        return ()
    return tuple(sign.id for sign in row.child.drift if sign.since < today)


def setting_words(row: CaseloadRow, today: date) -> str:
    """Return what must be seen about where the child lives on that UK date, or nothing."""
    if not row.child.settings or left_care(row, today):
        return ""
    holding = (
        sign
        for sign in row.child.settings
        if sign.since <= today and (sign.until is None or today < sign.until)
    )
    return next((sign.words for sign in holding), "")


def _group(step: Step, today: date) -> Group:
    if step.kind is _MEETING:
        return Group.NOW
    if step.kind is _ENDED:
        return Group.ENDED
    if step.due is None:
        return Group.NO_DATE
    if step.due < today:
        return Group.LATE
    return Group.WEEK if step.day(today) <= today + WEEK else Group.COMING


def _fitting(row: CaseloadRow, found: Sequence[Step], today: date) -> frozenset[Filter]:
    """Return the filters that let the child through; asked for everybody at each unlock."""
    week, fits = today + WEEK, {_ALL}
    for step in found:
        kind, due = step.kind, step.due
        if kind is _RECORD:
            fits.add(_WRITING)
        if kind is _MEETING:
            fits.add(_WEEK)
        elif due is None:
            continue
        elif due < today:
            fits.add(_LATE)
            if kind is _DECISIONS:
                fits.add(_DECISIONS_LATE)
        elif due <= week or (step.planned is not None and step.day(today) <= week):
            fits.add(_WEEK)
    if row.child.drift and drifting(row, today):
        fits.add(Filter.DRIFTING)
    if row.child.dispute is not None:
        fits.add(Filter.DISPUTES)
    return frozenset(fits)


def _is_of(one: Standing, team: str) -> bool:
    return not team or one.row.child.team == team


_Key = Callable[[Standing], tuple[object, ...]]


def _pressing(today: date) -> _Key:
    order = {group: number for number, group in enumerate(Group)}
    return lambda s: (order[s.group], s.step.day(today), s.row.child.preferred_name.casefold())


def _by_name(_today: date) -> _Key:
    return lambda s: (s.row.child.preferred_name.casefold(), s.row.child.born)


def _by_date(today: date) -> _Key:
    return lambda s: (s.step.day(today), s.row.child.preferred_name.casefold())


def _by_promise(_today: date) -> _Key:
    return lambda s: (s.row.child.oldest_promise or date.max, s.row.child.preferred_name.casefold())


def _by_age(_today: date) -> _Key:
    return lambda s: (-s.row.child.born.toordinal(), s.row.child.preferred_name.casefold())


_KEYS: dict[Order, Callable[[date], _Key]] = {
    Order.PRESSING: _pressing,
    Order.NAME: _by_name,
    Order.NEXT_DATE: _by_date,
    Order.PROMISE: _by_promise,
    Order.AGE: _by_age,
}


def _together(kept: Sequence[Standing], families: Mapping[str, str]) -> list[Standing]:
    """Return the same with each family at the place of its first one."""
    found: dict[str, list[Standing]] = {}
    for one in kept:
        found.setdefault(families[one.row.child.id], []).append(one)
    return [one for some in found.values() for one in some]


def _groups_of(kept: Sequence[Standing], families: Mapping[str, str]) -> dict[str, Group]:
    """Return for each family the group of the first of them."""
    found: dict[str, Group] = {}
    for one in kept:
        found.setdefault(families[one.row.child.id], one.group)
    return found


def _families(kept: Sequence[Standing]) -> dict[str, str]:
    """Return for each child by id what names their family; the same for brothers and sisters.

    They are those with the same family written down, and those whom one of them has among their
    people, also by way of another.
    """
    named = {one.row.child.id: one.row.child.family for one in kept}
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = top(one), top(other)
        if first != second:
            above[first] = second

    for one in kept:
        child = one.row.child
        if child.family:
            join(child.id, f"family {child.family}")
        for kin in child.kin:
            if kin.child_id in named:
                join(child.id, kin.child_id)
    return {child_id: top(child_id) for child_id in named}
