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
from models.next_step import Step, StepKind, complete_review, left_care, open_steps
from models.store_rows import CaseloadRow
from models.terms import Term
from models.timetables import USUAL

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
    """How a child stands on a day: what is next, the group it puts them in, which filters fit.

    ``day`` is the UK date on which the step presses.
    """

    row: CaseloadRow
    step: Step
    day: date
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
# named once: what is asked for each of thousands spends most of its time on naming them

_BITS = {kind: 1 << number for number, kind in enumerate(Filter)}
_OPEN, _THIS_WEEK, _OVERDUE = _BITS[Filter.ALL], _BITS[Filter.WEEK], _BITS[Filter.LATE]
_WRITES, _OWES_DECISIONS = _BITS[Filter.WRITING_UP], _BITS[Filter.DECISIONS_LATE]
_DRIFTS, _DISPUTED = _BITS[Filter.DRIFTING], _BITS[Filter.DISPUTES]
_FITS = tuple(
    frozenset(kind for kind, bit in _BITS.items() if bits & bit) for bits in range(1 << len(Filter))
)
"""The filters that fit, by the sum of their bits: many children share few of these."""


def standing(row: CaseloadRow, engine: DateEngine, today: date) -> Standing:
    """Return how the child stands on that UK date."""
    found = open_steps(row, engine, today)
    now, day = found[0], found[0].day(today)
    week, fits = today + WEEK, _OPEN
    for step in found:
        kind, due = step.kind, step.due
        presses = step.day(today) if step.planned is not None else due or date.max
        if kind is _RECORD:
            fits |= _WRITES
        if kind is _MEETING:
            fits |= _THIS_WEEK
        elif due is not None and due < today:
            fits |= _OVERDUE if kind is not _DECISIONS else _OVERDUE | _OWES_DECISIONS
        elif due is not None and (due <= week or presses <= week):
            fits |= _THIS_WEEK
        if kind is _MEETING or (presses < day and now.kind is not _MEETING):
            now, day = step, presses
    if row.child.drift and _drifts(row, today):
        fits |= _DRIFTS
    if row.child.dispute is not None:
        fits |= _DISPUTED
    return Standing(row=row, step=now, day=day, group=_group(now, day, today), fits=_FITS[fits])


def counts(standings: Iterable[Standing], team: str = "") -> dict[Filter, int]:
    """Return how many children of the team (of every team, if nothing) each filter lets through."""
    alike = Counter(one.fits for one in standings if _is_of(one, team))
    return {kind: sum(n for fits, n in alike.items() if kind in fits) for kind in Filter}


def teams(standings: Iterable[Standing]) -> tuple[str, ...]:
    """Return the teams of the caseload, in the order of their names."""
    return tuple(sorted({one.row.child.team for one in standings} - {""}, key=str.casefold))


def listed(standings: Sequence[Standing], wanted: Wanted) -> tuple[Listed, ...]:
    """Return the wanted children in their order, brothers and sisters together if asked for.

    A family stands where the one of them stands whom the order puts first.
    """
    kept = [s for s in standings if wanted.filter in s.fits and _is_of(s, wanted.team)]
    kept.sort(key=_KEYS[wanted.order])
    is_pressing = wanted.order is Order.PRESSING
    if is_pressing:
        kept = [one for group in Group for one in kept if one.group is group]
    families = _families(kept) if wanted.families else {}
    if families:
        kept = _together(kept, families)
    if not is_pressing:
        return (Listed(group=None, standings=tuple(kept)),) if kept else ()
    first = _groups_of(kept, families)
    found = groupby(kept, key=lambda s: first.get(s.row.child.id, s.group))
    return tuple(Listed(group=group, standings=tuple(some)) for group, some in found)


def drifting(row: CaseloadRow, today: date) -> tuple[str, ...]:
    """Return the ids of the signs of drift that hold on that UK date."""
    if not row.child.drift or not _drifts(row, today):
        return ()
    return tuple(sign.id for sign in row.child.drift if sign.since < today)


def _drifts(row: CaseloadRow, today: date) -> bool:
    """Return whether any sign of drift holds on that UK date."""
    for sign in row.child.drift:
        if sign.since < today:
            return not left_care(row, today)
    return False


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


def early_wanted(row: CaseloadRow, today: date) -> date | None:
    """Return since when an early review is wanted that was neither held nor started, or None."""
    since, latest = row.child.early_wanted, row.latest
    if since is None or left_care(row, today):
        return None
    if latest is not None and latest.completed_on is None and latest.type not in USUAL:
        return None
    done = complete_review(row)
    held = (done.review_date or done.completed_on) if done is not None else None
    return since if held is None or held < since else None


def _group(step: Step, day: date, today: date) -> Group:
    if step.kind is _MEETING:
        return Group.NOW
    if step.kind is _ENDED:
        return Group.ENDED
    if step.due is None:
        return Group.NO_DATE
    if step.due < today:
        return Group.LATE
    return Group.WEEK if day <= today + WEEK else Group.COMING


def _is_of(one: Standing, team: str) -> bool:
    return not team or one.row.child.team == team


_Key = Callable[[Standing], tuple[object, ...]]


def _by_date(one: Standing) -> tuple[object, ...]:
    return one.day, one.row.child.preferred_name.casefold()


def _by_name(one: Standing) -> tuple[object, ...]:
    return one.row.child.preferred_name.casefold(), one.row.child.born


def _by_promise(one: Standing) -> tuple[object, ...]:
    return one.row.child.oldest_promise or date.max, one.row.child.preferred_name.casefold()


def _by_age(one: Standing) -> tuple[object, ...]:
    return -one.row.child.born.toordinal(), one.row.child.preferred_name.casefold()


_KEYS: dict[Order, _Key] = {
    Order.PRESSING: _by_date,  # within each group
    Order.NAME: _by_name,
    Order.NEXT_DATE: _by_date,
    Order.PROMISE: _by_promise,
    Order.AGE: _by_age,
}


def _together(kept: Sequence[Standing], families: Mapping[str, str]) -> list[Standing]:
    """Return the same with each family at the place of its first one."""
    found: dict[str, list[Standing]] = {}
    for one in kept:
        child_id = one.row.child.id
        found.setdefault(families.get(child_id, child_id), []).append(one)
    return [one for some in found.values() for one in some]


def _groups_of(kept: Sequence[Standing], families: Mapping[str, str]) -> dict[str, Group]:
    """Return for each child of a family by id the group of the first of them."""
    found: dict[str, Group] = {}
    firsts: dict[str, Group] = {}
    if families:
        for one in kept:
            family = families.get(one.row.child.id)
            if family is not None:
                found[one.row.child.id] = firsts.setdefault(family, one.group)
    return found


def _families(kept: Sequence[Standing]) -> dict[str, str]:
    """Return what names a child's family, by the child's id, for those who have one here.

    They are those with the same family written down, and those whom one of them has among their
    people, also by way of another.
    """
    related = [one.row.child for one in kept if one.row.child.family or one.row.child.kin]
    if not related:
        return {}
    named = {one.row.child.id for one in kept}
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while name in above:
            name = above[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = top(one), top(other)
        if first != second:
            above[first] = second

    for child in related:
        if child.family:
            join(child.id, f"family {child.family}")
        for kin in child.kin:
            if kin.child_id in named:
                join(child.id, kin.child_id)
    joined = {*above, *above.values()}
    return {child_id: top(child_id) for child_id in named & joined}
