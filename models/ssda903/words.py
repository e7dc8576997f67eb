"""What a return changes about a child, in a few words each, for somebody who has to choose."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from models.ages import birthday
from models.calendar import long_date
from models.child import Child
from models.codes import label
from models.ssda903.threeway import Item
from models.ssda903.timeline import SHORT_BREAKS
from models.terms import ReviewType
from models.time_in_care import newest_period

_GROWN_UP = 18


class _List(NamedTuple):
    """A list of the child, and what one and many of it are called."""

    name: str
    one: str
    many: str


_LISTS = (
    _List("periods", "time in care", "times in care"),
    _List("legal_statuses", "legal status", "legal statuses"),
    _List("homes", "home", "homes"),
    _List("workers", "social worker", "social workers"),
    _List("missing", "time missing", "times missing"),
    _List("past_reviews", "review", "reviews"),
)

_FACTS: tuple[tuple[str, Callable[[Child], object]], ...] = (
    ("day of birth", lambda c: c.born),
    ("unique pupil number", lambda c: c.ids.upn),
    ("ethnicity", lambda c: c.ethnicity_code),
    ("category of need", lambda c: c.category_of_need),
    ("asylum or trafficking", lambda c: c.asylum_or_trafficking),
    ("health", lambda c: c.health),
)


def words_for_new(child: Child, today: date) -> tuple[str, ...]:
    """Return what the return tells of a child who is not on this caseload."""
    gone = list(_gone(child, today))
    said = [*gone, _held(child)] if gone else [_since(child), _lives(child), _held(child)]
    return (*(words for words in said if words), "no name in the return")


def words_for_known(before: Child, after: Child, today: date) -> tuple[str, ...]:
    """Return what is different about a child on this caseload."""
    said = list(_gone(after, today))
    if after == before:
        return tuple(said)
    if after.became_looked_after != before.became_looked_after:
        said.append(_since(after))
    now = dict(_now(before, after))
    said += now.values()
    for part in _LISTS:
        has = tuple(item for item in getattr(after, part.name) if item.id not in now)
        said += _counted(getattr(before, part.name), has, part)
    said += [f"new {name}" for name, of in _FACTS if of(before) != of(after)]
    return tuple(words for words in said if words)


def _gone(child: Child, today: date) -> Iterator[str]:
    """Yield how and when care ended, where it has."""
    period = newest_period(child, today)
    if period is not None and period.end is not None and period.end <= today:
        why = (
            f": {label('permanence_outcome', period.ended_because)}" if period.ended_because else ""
        )
        yield f"care ended {long_date(period.end)}{why}"
    elif birthday(child.born, _GROWN_UP) <= today:
        yield f"18 since {long_date(birthday(child.born, _GROWN_UP))}"


def _since(child: Child) -> str:
    if child.became_looked_after is not None:
        return f"in care since {long_date(child.became_looked_after)}"
    status = child.legal_statuses[-1] if child.legal_statuses else None
    if status is None:
        return "no episodes in the return"
    if status.code in SHORT_BREAKS:
        return "a series of short breaks"
    return "" if child.periods else "when care began is not in the return"


def _lives(child: Child) -> str:
    home = child.home
    if home is not None:
        return f"{home.kind or 'home'} since {long_date(home.start)}"
    return "where they live now is not in the return" if child.homes else ""


def _held(child: Child) -> str:
    reviews = child.past_reviews
    if not reviews:
        return ""
    count = "1 review" if len(reviews) == 1 else f"{len(reviews)} reviews"
    earlier = "" if reviews[0].type == ReviewType.FIRST else "; earlier ones are not in the return"
    return f"{count}, the last on {long_date(reviews[-1].on)}{earlier}"


def _now(before: Child, after: Child) -> Iterator[tuple[str, str]]:
    """Yield the new home, status and worker that the child has now: their id, and in words."""
    home, status, worker = after.home, after.legal_status, after.worker
    if home is not None and home.id not in {h.id for h in before.homes}:
        yield home.id, f"home since {long_date(home.start)}"
    if status is not None and status.id not in {s.id for s in before.legal_statuses}:
        yield status.id, f"{label('legal_status', status.code)} since {long_date(status.start)}"
    if worker is not None and worker.id not in {w.id for w in before.workers}:
        yield worker.id, f"social worker since {long_date(worker.start)}"


def _counted(before: Sequence[Item], after: Sequence[Item], part: _List) -> Iterator[str]:
    """Yield how many items are more, different or taken back."""
    if before == after:
        return
    had, have = {item.id: item for item in before}, {item.id: item for item in after}
    more = sum(name not in had for name in have)
    less = sum(name not in have for name in had)
    changed = sum(name in had and had[name] != item for name, item in have.items())
    if more:
        yield f"{more} more {part.one if more == 1 else part.many}"
    if changed:
        yield f"{changed} {part.one if changed == 1 else part.many} brought up to date"
    if less:
        yield f"{less} {part.one if less == 1 else part.many} taken back"
