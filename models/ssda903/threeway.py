"""Three-way merging of values and lists: what was said before, what is said now, what the IRO has.

A new value is taken only where the child still has what the last return said; anything else is the
IRO's and stays. Items of lists are matched by their id, by their day, and by what they go on from.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Sequence
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from models.child import (
    Health,
    Home,
    LegalStatus,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    Worker,
)

Item = LegalStatus | PeriodOfCare | Home | Worker | MissingEpisode | PastReview
_Item = TypeVar("_Item", bound=Item)
_Fields = TypeVar("_Fields", bound=Item | Health)

_CORRECTED_WITHIN = timedelta(days=31)
"""A beginning that moved by no more is a correction of the same thing."""

_FIELDS: dict[type[Any], tuple[msgspec.structs.FieldInfo, ...]] = {
    kind: msgspec.structs.fields(kind)
    for kind in (LegalStatus, PeriodOfCare, Home, Worker, MissingEpisode, PastReview, Health)
}
"""The fields of each kind of value, which are dear to look up for each child."""

_BLANK: tuple[Any, ...] = (None, "", ())


class Window(NamedTuple):
    """From which day a return speaks of a list; None is "of all of it".

    Where it ``begins_late``, rows before its first are lacking; ``is_cut`` says that its first item
    may have begun in them, ``was_cut`` on which day such an item stood in the return before it.
    ``ends_open`` says that what was open before has ended by then. What lies before ``floor`` is no
    longer told of. ``has_gaps`` says that rows of it could not be read, so that nothing is taken
    back.
    """

    since: date | None
    begins_late: bool = False
    is_cut: bool = False
    was_cut: date | None = None
    ends_open: bool = True
    floor: date = date.min
    has_gaps: bool = False


class Rules(NamedTuple, Generic[_Item]):
    """How the items of one list are told apart: ``same`` must agree for one to go on as another."""

    key: Callable[[_Item], Hashable]
    same: Callable[[_Item], Hashable] = lambda _: ()


class Merged(NamedTuple, Generic[_Item]):
    """The list as it is now, what the return has said of it so far, and how many are the IRO's.

    ``lost`` counts what an earlier return said and this one does not.
    """

    items: tuple[_Item, ...]
    said: tuple[_Item, ...]
    kept: int = 0
    lost: int = 0


def day_of(item: Item) -> date:
    """Return the day by which an item stands in its list."""
    return item.on if isinstance(item, PastReview) else item.start


def end_of(item: Item) -> date | None:
    """Return the last day of an item, None while it goes on; a review is over on its day."""
    return item.on if isinstance(item, PastReview) else item.end


def fields(mine: _Fields, base: _Fields | None, new: _Fields) -> tuple[_Fields, bool]:
    """Return ``mine`` with what is new, and whether anything of it was kept against the return.

    Without ``base`` only what is empty, or as it is when nobody has said anything, is filled in.
    """
    taken: dict[str, Any] = {}
    is_kept = False
    for info in _FIELDS[type(new)]:
        name = info.name
        have, says = getattr(mine, name), getattr(new, name)
        if have == says:
            continue
        untouched = have in (*_BLANK, info.default) if base is None else have == getattr(base, name)
        if untouched:
            taken[name] = says
        elif says not in _BLANK:
            is_kept = True
    return (msgspec.structs.replace(mine, **taken) if taken else mine), is_kept


class Sides(NamedTuple, Generic[_Item]):
    """The three sides of a list: as the child has it, as it was said before, as it is said now."""

    mine: tuple[_Item, ...]
    base: tuple[_Item, ...]
    new: tuple[_Item, ...]


class ListMerge(Generic[_Item]):
    """One list being merged."""

    def __init__(self, sides: Sides[_Item], rules: Rules[_Item], window: Window) -> None:
        mine, base, _ = self._sides = sides
        self._items = {item.id: item for item in mine}
        self._taken_by_id = {item.id for item in sides.new if item.id in self._items}
        self._base = {item.id: item for item in base}
        self._said_keys = _by_key(base, rules)
        self._my_keys = _by_key(mine, rules)
        self._rules = rules
        self._window = window
        self._matched: set[str] = set()
        self._said: list[_Item] = []
        self._kept = 0
        self._lost = 0

    def merged(self) -> Merged[_Item]:
        """Return the list with what is new; a return that has nothing of it says nothing."""
        mine, base, new = self._sides
        if not new and self._window.since is None:
            return Merged(mine, base)
        for item in new:
            self.take(item)
        return self.done()

    def take(self, new: _Item) -> _Item | None:
        """Take over one item and return what became of it; None where the IRO took it out."""
        found = self._match(new)
        base = self._base.get(found)
        mine = self._items.get(found)
        if found:
            new = self._from_before(msgspec.structs.replace(new, id=found), base or mine)
        self._matched.add(new.id)
        self._said.append(new)
        if found and mine is None:
            return None
        if mine is None:
            self._insert(new)
            return new
        value, is_kept = fields(mine, base, new)
        self._kept += is_kept
        self._items[mine.id] = value
        return value

    def _from_before(self, new: _Item, before: _Item | None) -> _Item:
        """Return the item with what only rows from before the return could tell."""
        if before is None or not self._window.begins_late or day_of(new) != self._window.since:
            return new
        changes: dict[str, Any] = {}
        if self._goes_on(new, before):
            changes["start"] = day_of(before)
        if isinstance(before, Home):
            changes["counts_as_move"] = before.counts_as_move
            changes["why_not_counted"] = before.why_not_counted
        return msgspec.structs.replace(new, **changes)

    def done(self) -> Merged[_Item]:
        """Return the list, after looking at what the return no longer has."""
        for item in self._base.values():
            if item.id not in self._matched:
                self._vanished(item)
        said = tuple(sorted(self._said, key=day_of))
        return Merged(tuple(self._items.values()), said, self._kept, self._lost)

    def before(self, day: date) -> _Item | None:
        """Return the last item of the list that lies before a day."""
        return max((i for i in self._items.values() if day_of(i) < day), key=day_of, default=None)

    def _match(self, new: _Item) -> str:
        """Return the id that the item has in the child or had in the return; none for a new one."""
        if new.id in self._items:
            return new.id
        key = self._rules.key(new)
        said = [name for name in self._said_keys.get(key, ()) if self._is_free(name)]
        have = [name for name in self._my_keys.get(key, ()) if self._is_free(name)]
        for name in (*said, *have):
            if name in self._items:
                return name
        if new.id in self._base or said:
            return new.id if new.id in self._base else said[0]
        return self._match_by_days(new)

    def _match_by_days(self, new: _Item) -> str:
        """Return the id of what the item is the rest of, or reaches further back than."""
        window = self._window
        if window.was_cut is None and not (window.is_cut and day_of(new) == window.since):
            return ""
        for other in (*self._base.values(), *self._items.values()):
            goes_on = self._goes_on(new, other) or self._reaches(new, other)
            if goes_on and self._is_free(other.id):
                return other.id
        return ""

    def _is_free(self, name: str) -> bool:
        """Whether no other item of the return is that one."""
        return name not in self._matched and name not in self._taken_by_id

    def _goes_on(self, new: _Item, before: _Item) -> bool:
        """Whether ``new`` is the rest of ``before``, cut off by the beginning of the return."""
        if not self._window.is_cut or day_of(new) != self._window.since:
            return False
        return self._covers(before, day_of(new)) and self._is_same(new, before)

    def _reaches(self, new: _Item, before: _Item) -> bool:
        """Whether ``before`` was cut off by the beginning of the return before, and ``new`` not."""
        if day_of(before) != self._window.was_cut:
            return False
        return self._covers(new, day_of(before)) and self._is_same(new, before)

    def _covers(self, item: _Item, day: date) -> bool:
        end = end_of(item)
        return day_of(item) < day and (end is None or end >= day)

    def _is_same(self, one: _Item, other: _Item) -> bool:
        return self._rules.same(one) == self._rules.same(other)

    def _insert(self, new: _Item) -> None:
        """Put a new item where its day belongs, without moving any other."""
        items = list(self._items.values())
        if not items or day_of(items[-1]) <= day_of(new):
            self._items[new.id] = new
            return
        at = bisect_right([day_of(item) for item in items], day_of(new))
        self._items = {item.id: item for item in (*items[:at], new, *items[at:])}

    def _vanished(self, base: _Item) -> None:
        """Deal with what the return no longer has: too old for it, or taken back."""
        older = self._older(base)
        mine = self._items.get(base.id)
        self._lost += older is None
        if older is not None:
            self._said.append(older)
            if mine is not None:
                self._items[base.id], _ = fields(mine, base, older)
        elif mine == base:
            del self._items[base.id]
        elif mine is not None:
            self._kept += 1

    def _older(self, base: _Item) -> _Item | None:
        """Return the item as it stands where the return does not reach back to it, else None."""
        since = self._window.since
        if self._window.has_gaps:
            return base
        if since is None or not self._window.floor <= day_of(base) < since:
            return None
        end = end_of(base)
        if end is not None:
            return base if end <= since else None
        if not self._window.ends_open:
            return base
        if since - day_of(base) <= _CORRECTED_WITHIN:
            return None
        return msgspec.structs.replace(base, end=since)


def _by_key(items: Sequence[_Item], rules: Rules[_Item]) -> dict[Hashable, list[str]]:
    """Return the ids of the items by what tells them apart."""
    found: dict[Hashable, list[str]] = {}
    for item in items:
        found.setdefault(rules.key(item), []).append(item.id)
    return found
