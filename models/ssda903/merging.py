"""What a return says, laid into a child: three-way, so that what the IRO typed since stays theirs.

The base is what the last return said (``Child.returned``). A return may cover one year only, so
that what lies before its first row is not taken back by its absence.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

import msgspec

from models.child import (
    Child,
    Health,
    Home,
    LegalStatus,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    ReturnedFacts,
    Worker,
)
from models.ssda903.facts import counted_on
from models.ssda903.tables import EPISODES, MISSING, REVIEWS, SW_EPISODES, UASC
from models.ssda903.threeway import Item, ListMerge, Merged, Rules, Sides, Window, day_of, fields
from models.ssda903.timeline import HOME, LEGAL, PERIOD

_Item = TypeVar("_Item", bound=Item)


class Outcome(NamedTuple):
    """The merged child, and in a few words what of the IRO's own the return says otherwise.

    ``is_held_back`` says that the episodes were left as they were: a row of them could not be read
    which could be before, so that they would tell less than is known.
    """

    child: Child
    kept: tuple[str, ...]
    is_held_back: bool = False


class _Scalar(NamedTuple):
    """A single fact: its name in the facts, what the form calls it, and in which place it lies."""

    name: str
    label: str
    field: str = ""


_SCALARS = (
    _Scalar("born", "Born"),
    _Scalar("ethnicity_code", "Ethnicity in the return"),
    _Scalar("category_of_need", "Category of need"),
    _Scalar("became_looked_after", "Came into care"),
    _Scalar("asylum", "Asylum or trafficking", "asylum_or_trafficking"),
)
_EMPTY: tuple[Any, ...] = (None, "", False)
_TABLES = {"workers": SW_EPISODES, "missing": MISSING}


def merged(child: Child, facts: ReturnedFacts) -> Child:
    """Return the child with the facts of a return; what the IRO typed since stays theirs.

    Nothing that the IRO typed is ever taken away. What an earlier return said, this one does not,
    and nobody touched, goes; but not what lies before the first day that this return speaks of.
    """
    return merge(child, facts).child


def merge(child: Child, facts: ReturnedFacts, unread: Collection[str] = ()) -> Outcome:
    """Return the merged child, and what was kept as the IRO typed it.

    ``unread`` are the tables in which a row of the child's could not be read: what is lacking in
    them is not taken back.
    """
    return _Merging(child, facts, unread).outcome()


class _Merging:
    """One child being merged with one return."""

    def __init__(self, child: Child, facts: ReturnedFacts, unread: Collection[str]) -> None:
        self._child = child
        self._facts = facts
        self._unread = unread
        self._base = child.returned
        self._kept: list[str] = []
        self._mine: dict[str, Any] = {}
        self._said: dict[str, Any] = {}

    def outcome(self) -> Outcome:
        is_held_back = EPISODES in self._unread and self._loses_episodes()
        if is_held_back and self._base is not None:
            as_before = {name: getattr(self._base, name) for name in _OF_EPISODES}
            self._facts = msgspec.structs.replace(self._facts, **as_before)
        for scalar in _SCALARS:
            self._scalar(scalar)
        self._upn()
        self._health()
        for name, noun, what, rules in _EPISODE_LISTS:
            self._list(name, noun, self._in_window(what), rules)
        self._list("workers", "social worker", self._from_first("workers"), _WORKERS)
        window = self._from_first("missing")._replace(ends_open=False)
        self._list("missing", "time missing", window, _MISSING)
        self._reviews()
        self._span()
        returned = msgspec.structs.replace(self._facts, **self._said)
        child = msgspec.structs.replace(self._child, **self._mine, returned=returned)
        return Outcome(child, tuple(self._kept), is_held_back)

    def _loses_episodes(self) -> bool:
        """Whether the episodes no longer tell of something that an earlier return told."""
        works = (
            ListMerge(self._sides(name), rules, self._in_window(what))
            for name, _, what, rules in _EPISODE_LISTS
        )
        return self._base is not None and any(work.merged().lost for work in works)

    def _scalar(self, scalar: _Scalar) -> None:
        """Merge a single fact; a return that does not say it takes nothing back."""
        field = scalar.field or scalar.name
        value, said = self._settled(scalar.name, getattr(self._child, field), scalar.label)
        self._mine[field] = value
        self._said[scalar.name] = said

    def _upn(self) -> None:
        value, said = self._settled("upn", self._child.ids.upn, "Unique pupil number")
        self._mine["ids"] = msgspec.structs.replace(self._child.ids, upn=value)
        self._said["upn"] = said

    def _settled(self, name: str, mine: Any, label: str) -> tuple[Any, Any]:
        """Return the fact as the child has it from now on, and as the return has said it."""
        says = getattr(self._facts, name)
        base = getattr(self._base, name) if self._base is not None else None
        is_said = says not in _EMPTY or (name == "asylum" and UASC in self._facts.kinds)
        if not is_said:
            return mine, says if base is None else base
        if mine == says or (mine == base if self._base is not None else mine in _EMPTY):
            return says, says
        self._kept.append(label)
        return mine, says

    def _health(self) -> None:
        """Merge the facts of health, which are all as of one day."""
        new = self._facts.health
        base = self._base.health if self._base is not None else None
        if new.as_of is None:
            self._said["health"] = base or Health()
            return
        if base is not None and msgspec.structs.replace(new, as_of=base.as_of) == base:
            new = base
        self._mine["health"], is_kept = fields(self._child.health, base, new)
        self._said["health"] = new
        if is_kept:
            self._kept.append("Health")

    def _in_window(self, what: str) -> Window:
        """Return from when the episodes speak, and whether something goes back before it."""
        facts, base = self._facts, self._base
        is_cut = what in facts.goes_back
        return Window(
            facts.known_from,
            begins_late=bool(facts.goes_back),
            is_cut=is_cut,
            was_cut=base.known_from if base is not None and what in base.goes_back else None,
            ends_open=not (is_cut and what == PERIOD),
        )

    def _from_first(self, name: str) -> Window:
        first = min((day_of(item) for item in getattr(self._facts, name)), default=None)
        return Window(first, has_gaps=_TABLES[name] in self._unread)

    def _list(self, name: str, noun: str, window: Window, rules: Rules[_Item]) -> None:
        sides = self._sides(name)
        if sides.mine == sides.base == sides.new:
            return
        self._put(name, noun, ListMerge(sides, rules, window).merged())

    def _sides(self, name: str) -> Sides[Any]:
        base = getattr(self._base, name) if self._base is not None else ()
        return Sides(getattr(self._child, name), base, getattr(self._facts, name))

    def _put(self, name: str, noun: str, result: Merged[_Item]) -> None:
        self._mine[name], self._said[name] = result.items, result.said
        if result.kept:
            self._kept.append(noun if result.kept == 1 else f"{result.kept} {_many(noun)}")

    def _reviews(self) -> None:
        """Merge the reviews held, each counted on from the one before it as the child has it."""
        new = self._facts.past_reviews
        base = self._base.past_reviews if self._base is not None else ()
        sides = Sides(self._child.past_reviews, base, new)
        if sides.mine == base == new:
            return
        floor = self._facts.became_looked_after or date.min
        first = new[0].on if new else date.max
        window = Window(first, floor=floor, has_gaps=REVIEWS in self._unread)
        work = ListMerge(sides, _REVIEWS, window)
        before = work.before(first)
        if before is not None and not self._is_in_period(before.on):
            before = None
        for review in new:
            began = self._mine["became_looked_after"]
            taken = work.take(counted_on(review, before, began))
            before = taken if taken is not None else before
        self._put("past_reviews", "review", work.done())

    def _is_in_period(self, day: date) -> bool:
        began: date | None = self._mine["became_looked_after"]
        return began is None or day >= began

    def _span(self) -> None:
        """Keep how far back the episodes went where this return has none of the child."""
        if self._facts.known_from is None and self._base is not None:
            self._said["known_from"] = self._base.known_from
            self._said["goes_back"] = self._base.goes_back
        if self._base is not None:
            self._said["kinds"] = tuple(sorted({*self._facts.kinds, *self._base.kinds}))


_PERIODS: Rules[PeriodOfCare] = Rules(key=lambda item: item.start)
_STATUSES: Rules[LegalStatus] = Rules(
    key=lambda item: (item.start, item.code), same=lambda item: item.code
)
_HOMES: Rules[Home] = Rules(
    key=lambda item: item.start, same=lambda item: (item.place_code, item.provider)
)
_EPISODE_LISTS: tuple[tuple[str, str, str, Rules[Any]], ...] = (
    ("periods", "period of care", PERIOD, _PERIODS),
    ("legal_statuses", "legal status", LEGAL, _STATUSES),
    ("homes", "home", HOME, _HOMES),
)
_OF_EPISODES = (
    *("became_looked_after", "known_from", "goes_back"),
    *("periods", "legal_statuses", "homes"),
)
"""What the facts tell from the episodes, but for the category of need."""

_WORKERS: Rules[Worker] = Rules(key=lambda item: (item.start, item.role))
_MISSING: Rules[MissingEpisode] = Rules(key=lambda item: item.start)
_REVIEWS: Rules[PastReview] = Rules(key=lambda item: item.on)


def _many(noun: str) -> str:
    irregular: dict[str, str] = {
        "period of care": "periods of care",
        "legal status": "legal statuses",
        "time missing": "times missing",
    }
    return irregular.get(noun, f"{noun}s")


def kept_words(kept: Sequence[str]) -> str:
    """Return what was kept as one phrase; nothing where nothing was."""
    return f"kept as you typed it: {', '.join(kept)}" if kept else ""
