"""How still a child's life has been: homes, schools and workers over time (domain.md §6.2).

Spans of dates, how each change came about, and counts; never a score. What the national return
calls a change of status only, what the IRO says was no move, and temporary stays (T0 to T4) do
not count as moves. Earlier times in care are history and are not counted. All dates are UK dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from models.ages import NURSERY_YEARS, age_on
from models.calendar import add_months
from models.child import SOCIAL_WORKER, Child, Home, School, Value, Worker
from models.codes import group_of, label
from models.terms import Term
from models.time_in_care import newest_period

_YEAR = 12  # months
_MANY_WORKERS, _MANY_HOMES = 3, 2
_SCHOOL_YEAR = ((8, 15), (9, 20))
"""From and until when in a year a change of school is one at the start of a school year."""
_STATUS_ONLY = "status_only"
_OFFICER = ("reviewing officer", "independent reviewing officer", "iro")


class Lane(Term):
    """What a row of the strip shows."""

    HOMES = "homes", "Homes"
    SCHOOLS = "schools", "Schools"
    WORKERS = "workers", "Social workers"
    OFFICERS = "officers", "Reviewing officers"
    OTHERS = "others", "Other workers"
    MISSING = "missing", "Missing"
    CARE = "care", "In care"


class Came(Term):
    """How a change into a span came about."""

    START = "start", ""
    PLANNED = "planned", "planned"
    UNPLANNED = "unplanned", "unplanned"
    WISH = "wish", "the child’s wish"
    CHANGED = "changed", "changed"
    NOT_COUNTED = "not_counted", "not counted"
    TEMPORARY = "temporary", "temporary"

    @property
    def counts(self) -> bool:
        """Whether it counts as a change."""
        return self in (Came.PLANNED, Came.UNPLANNED, Came.WISH, Came.CHANGED)


class Stay(Value, frozen=True, kw_only=True):
    """One span of a lane: from ``start`` to ``end`` (None: still so).

    ``name`` says who or where; ``came`` how the change into it came about and ``why`` says more,
    such as why it does not count. ``id`` is that of the home, school, worker or episode.
    """

    id: str
    lane: Lane
    name: str
    start: date
    end: date | None = None
    came: Came = Came.START
    why: str = ""

    @property
    def is_temporary(self) -> bool:
        """Whether it is a temporary stay, counted apart."""
        return self.came is Came.TEMPORARY


class Counts(Value, frozen=True, kw_only=True):
    """What a lane comes to in a window: how many there were, and each kind of change into them."""

    there: int = 0
    changes: int = 0
    planned: int = 0
    unplanned: int = 0
    wish: int = 0
    temporary: int = 0


class Missing(Value, frozen=True, kw_only=True):
    """How often the child was missing or away in a window, and on how many nights."""

    times: int = 0
    nights: int = 0


class Window(Value, frozen=True, kw_only=True):
    """A stretch of time that is looked at, the first and the last day included."""

    start: date
    end: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day <= self.end

    def meets(self, start: date, end: date | None) -> bool:
        """Whether a span reaches into it; the last day of a span is not part of it."""
        return start <= self.end and (end is None or end > self.start or start >= self.start)


class Stability(Value, frozen=True, kw_only=True):
    """A child's lanes on a UK date; ``care`` is None where no day of coming into care is known.

    ``end`` is today, or the day the child left care; ``before_school`` is younger than nursery.
    """

    lanes: tuple[tuple[Lane, tuple[Stay, ...]], ...]
    year: Window
    care: Window | None
    end: date
    name: str = ""
    earlier: tuple[Stay, ...] = ()
    before_school: bool = False

    def lane(self, lane: Lane) -> tuple[Stay, ...]:
        """Return the spans of a lane, the oldest first."""
        return dict(self.lanes).get(lane, ())

    def counts(self, lane: Lane, window: Window) -> Counts:
        """Return what a lane comes to in a window."""
        return _counts(self.lane(lane), window)

    def missing(self, window: Window) -> Missing:
        """Return how often and on how many nights the child was missing in a window."""
        return _missing(self.lane(Lane.MISSING), window)


def stability(child: Child, today: date) -> Stability:
    """Return the lanes of a child on that UK date, and the windows that are counted in."""
    period = newest_period(child, today)
    end = min(period.end, today) if period is not None and period.end is not None else today
    began = period.start if period is not None else _earliest(child, today)
    care = Window(start=began, end=end) if began is not None else None
    workers = [w for w in child.workers if w.name or w.role]
    lanes = (
        (Lane.HOMES, _homes(child.homes, began or date.min, end)),
        (Lane.SCHOOLS, _schools(child.schools, end)),
        (Lane.WORKERS, _workers(workers, Lane.WORKERS, end)),
        (Lane.OFFICERS, _workers(workers, Lane.OFFICERS, end)),
        (Lane.OTHERS, _workers(workers, Lane.OTHERS, end)),
        (Lane.MISSING, _away(child, began or date.min, end)),
        (Lane.CARE, _care(child, today)),
    )
    year = Window(start=add_months(end, -_YEAR) + timedelta(days=1), end=end)
    return Stability(
        lanes=lanes,
        year=year,
        care=care,
        end=end,
        name=child.preferred_name,
        earlier=_earlier(child, began),
        before_school=age_on(child.born, end).years < NURSERY_YEARS,
    )


def shaking(found: Stability) -> tuple[str, ...]:
    """Return why to ask what would help things stay still, in words; nothing where nothing shakes.

    In the last 12 months: two or more homes, or a change of all three of home, school and social
    worker, or three or more social workers (domain.md §6.2).
    """
    homes, schools, workers = (
        found.counts(lane, found.year) for lane in (Lane.HOMES, Lane.SCHOOLS, Lane.WORKERS)
    )
    said = []
    if homes.there >= _MANY_HOMES:
        said.append(f"{homes.there} homes in 12 months")
    if homes.changes and schools.changes and workers.changes:
        said.append("home, school and social worker all changed in 12 months")
    if workers.there >= _MANY_WORKERS:
        said.append(f"{workers.there} social workers in 12 months")
    return tuple(said)


# -- lanes


def _earliest(child: Child, today: date) -> date | None:
    starts = [home.start for home in child.homes if home.start <= today]
    return min(starts, default=None)


def _homes(homes: Sequence[Home], began: date, end: date) -> tuple[Stay, ...]:
    """Return the homes of this time in care with how each change came about."""
    mine = [h for h in homes if h.start <= end and (h.end is None or h.end > began)]
    stays: list[Stay] = []
    before: list[Home] = []
    for home in sorted(mine, key=lambda h: (h.start, h.end or date.max)):
        came, why = _moved(home, before)
        before.append(home)
        stays.append(
            Stay(
                id=home.id,
                lane=Lane.HOMES,
                name=home.who or label("placement", home.place_code) or "a home without a name",
                start=max(home.start, began),
                end=_until(home.end, end),
                came=came,
                why=why,
            )
        )
    return tuple(stays)


def _moved(home: Home, before: Sequence[Home]) -> tuple[Came, str]:
    """Return how the child came to a home from those ``before`` it, and more about that."""
    if _is_temporary(home):
        return Came.TEMPORARY, label("placement", home.place_code)
    settled = [h for h in before if not _is_temporary(h)]
    if not settled:
        return Came.START, ""
    if before[-1].reason_left and _group(before[-1].reason_left) == _STATUS_ONLY:
        return Came.NOT_COUNTED, "only the status of the home changed"
    if not home.counts_as_move:
        return Came.NOT_COUNTED, home.why_not_counted or "written down as no move"
    if _is_temporary(before[-1]) and _is_same(home, settled[-1]):
        return Came.NOT_COUNTED, "back from a temporary stay"
    reason = _reason(before)
    kinds = {"planned": Came.PLANNED, "unplanned": Came.UNPLANNED, "child_wish": Came.WISH}
    return kinds.get(_group(reason), Came.CHANGED), label("reason_for_change", reason)


def _reason(before: Sequence[Home]) -> str:
    """Return why the last home ended: its reason, or that of the one it only continued."""
    for home in reversed(before):
        if home.reason_left and _group(home.reason_left) != _STATUS_ONLY:
            return home.reason_left
        if home.counts_as_move and not _is_temporary(home) and not home.reason_left:
            break
    return ""


def _group(reason: str) -> str:
    group = group_of("reason_for_change", reason)
    return group.id if group is not None else ""


def _is_temporary(home: Home) -> bool:
    group = group_of("placement", home.place_code)
    return group is not None and group.id == "temporary"


def _is_same(home: Home, other: Home) -> bool:
    """Whether a child came back to where they were before a temporary stay."""
    return (home.who.casefold().strip(), home.place_code, home.provider) == (
        other.who.casefold().strip(),
        other.place_code,
        other.provider,
    )


def _schools(schools: Sequence[School], end: date) -> tuple[Stay, ...]:
    mine = sorted((s for s in schools if s.start <= end), key=lambda s: (s.start, s.end or end))
    if not mine:
        return ()
    came = [(Came.START, ""), *(_changed(before, now) for before, now in pairwise(mine))]
    return tuple(
        Stay(
            id=school.id,
            lane=Lane.SCHOOLS,
            name=school.name or "a school without a name",
            start=school.start,
            end=_until(school.end, end),
            came=how,
            why=why,
        )
        for school, (how, why) in zip(mine, came, strict=True)
    )


def _changed(before: School, now: School) -> tuple[Came, str]:
    """Return how a change of school came about: at the start of a school year, or during one."""
    start, end = (date(now.start.year, *day) for day in _SCHOOL_YEAR)
    new_year = start <= now.start <= end
    if not now.counts_as_change:
        return Came.NOT_COUNTED, now.why_not_counted or "written down as no change"
    if new_year and not before.counts_as_change:
        why = before.why_not_counted or before.why_changed
        return Came.NOT_COUNTED, why or "moved on at the start of a school year"
    when = "at the start of a school year" if new_year else "during a school year"
    return Came.PLANNED if new_year else Came.UNPLANNED, when


def _workers(workers: Iterable[Worker], lane: Lane, end: date) -> tuple[Stay, ...]:
    mine = [w for w in workers if _lane_of(w) is lane and w.start <= end]
    stays: list[Stay] = []
    for worker in sorted(mine, key=lambda w: (w.start, w.end or end)):
        came, why = Came.CHANGED, ""
        if lane is Lane.OTHERS or not stays:
            came = Came.START
        elif stays[-1].name == worker.name:
            came, why = Came.NOT_COUNTED, "the same person"
        name = worker.name or "no name written down"
        if lane is Lane.OTHERS:
            name = f"{name}, {worker.role}"
        until = _until(worker.end, end)
        stays.append(
            Stay(
                id=worker.id,
                lane=lane,
                name=name,
                start=worker.start,
                end=until,
                came=came,
                why=why,
            )
        )
    return tuple(stays)


def _lane_of(worker: Worker) -> Lane:
    role = worker.role.casefold().strip()
    if role == SOCIAL_WORKER:
        return Lane.WORKERS
    return Lane.OFFICERS if role in _OFFICER else Lane.OTHERS


def _away(child: Child, began: date, end: date) -> tuple[Stay, ...]:
    mine = [m for m in child.missing if m.start <= end and (m.end or end) >= began]
    return tuple(
        Stay(
            id=episode.id,
            lane=Lane.MISSING,
            name=label("missing", episode.kind) or "missing",
            start=max(episode.start, began),
            end=_until(episode.end, end),
        )
        for episode in sorted(mine, key=lambda m: (m.start, m.end or end))
    )


def _care(child: Child, today: date) -> tuple[Stay, ...]:
    newest = newest_period(child, today)
    return () if newest is None else (_in_care(newest.id, newest.start, newest.end, today),)


def _earlier(child: Child, began: date | None) -> tuple[Stay, ...]:
    """Return the times in care before this one."""
    past = [p for p in child.periods if began is not None and p.start < began]
    return tuple(
        _in_care(p.id, p.start, p.end, began or p.start)
        for p in sorted(past, key=lambda p: p.start)
    )


def _in_care(id_: str, start: date, end: date | None, today: date) -> Stay:
    return Stay(id=id_, lane=Lane.CARE, name="in care", start=start, end=_until(end, today))


def _until(end: date | None, today: date) -> date | None:
    """Return when a span ended; None while it had not ended by ``today``."""
    return end if end is not None and end <= today else None


# -- counting


def _counts(stays: Sequence[Stay], window: Window) -> Counts:
    changes = [s.came for s in stays if s.came.counts and window.holds(s.start)]
    return Counts(
        there=sum(any(window.meets(s.start, s.end) for s in one) for one in _runs(stays)),
        changes=len(changes),
        planned=changes.count(Came.PLANNED),
        unplanned=changes.count(Came.UNPLANNED),
        wish=changes.count(Came.WISH),
        temporary=sum(s.is_temporary and window.meets(s.start, s.end) for s in stays),
    )


def _runs(stays: Sequence[Stay]) -> Iterator[list[Stay]]:
    """Yield the spans that count as one: a change that does not count begins no new one."""
    run: list[Stay] = []
    for stay in stays:
        if stay.is_temporary:
            continue
        if run and (stay.came.counts or stay.came is Came.START):
            yield run
            run = []
        run.append(stay)
    if run:
        yield run


def _missing(stays: Sequence[Stay], window: Window) -> Missing:
    mine = [s for s in stays if window.meets(s.start, s.end)]
    nights: set[date] = set()
    for stay in mine:
        last = min(stay.end or window.end, window.end)
        day = max(stay.start, window.start)
        while day < last:
            nights.add(day)
            day += timedelta(days=1)
    return Missing(times=len(mine), nights=len(nights))
