"""What the episodes of one child say: periods of care, legal statuses and homes (domain.md §3).

A period of care runs from a row that starts one (RNE is S) to the first end by which care does not
go on (REC is not X1). Homes change on RNE P and B only; L changes the legal status alone, T and U
keep the same carers. V3 and V4 (series of short breaks) never start a period. A return may cover
one year only: what its first row does not start began before it.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from models.child import Home, LegalStatus, PeriodOfCare
from models.codes import codes, group_of, label
from models.ssda903.rows import GOES_ON, Episode, followed
from models.terms import Registered

SHORT_BREAKS = frozenset({"V3", "V4"})
START = "S"

PERIOD, HOME, LEGAL = "period", "home", "legal"
"""What may have begun before the first row of a return, which may cover one year only."""

CAME_INTO_CARE = "came into care here"
ALREADY_THERE = "lived there already"
SAME_CARERS = "same carers, new code"
TEMPORARY_STAY = "a temporary stay"
BACK_AGAIN = "back after a temporary stay"

_MOVES = frozenset("PB")
_SAME_CARERS = frozenset("TU")
_TEMPORARY = "temporary"
_NOT_REGISTERED = frozenset({"kinship_foster", "foster", "parents", "adoption"})
"""Kinds of home that Ofsted does not register."""


class Stretch(NamedTuple):
    """The rows of one period of care, in order; ``end`` is None while it goes on."""

    rows: Sequence[Episode]
    is_start_known: bool
    end: date | None

    @property
    def start(self) -> date:
        """The day of the first row."""
        return self.rows[0].decom


class Timeline(NamedTuple):
    """What the rows of one child say; ``began`` is None where the rows do not tell."""

    began: date | None = None
    need: str = ""
    known_from: date | None = None
    goes_back: tuple[str, ...] = ()
    periods: tuple[PeriodOfCare, ...] = ()
    legal_statuses: tuple[LegalStatus, ...] = ()
    homes: tuple[Home, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def timeline(rows: Sequence[Episode]) -> Timeline:
    """Return what the rows, in order by their day, say."""
    if not rows:
        return Timeline()
    found = tuple(_stretches(rows))
    last = found[-1] if found else None
    return Timeline(
        began=last.start if last is not None and last.is_start_known else None,
        need=next((row.need for row in reversed(rows) if row.need), ""),
        known_from=rows[0].decom,
        goes_back=_goes_back(rows[0]),
        periods=tuple(_periods(found)),
        legal_statuses=tuple(_statuses(rows, found)),
        homes=tuple(_homes(found)),
        stretches=found,
    )


def _goes_back(first: Episode) -> tuple[str, ...]:
    """Return what may have begun before the first row of all."""
    if first.rne == START:
        return ()
    period = () if first.legal in SHORT_BREAKS else (PERIOD,)
    home = () if first.rne in _MOVES else (HOME,)
    return (*period, *home, LEGAL)


def _stretches(rows: Sequence[Episode]) -> Iterator[Stretch]:
    current: list[Episode] = []
    for row, after in followed(rows):
        if row.rne == START and row.legal not in SHORT_BREAKS and current:
            yield _stretch(current, rows, current[-1].dec or row.decom)
            current = []
        if not current and row.legal in SHORT_BREAKS:
            continue
        current.append(row)
        if row.dec is not None and not _care_goes_on(row, after):
            yield _stretch(current, rows, row.dec)
            current = []
    if current:
        yield _stretch(current, rows, None)


def _stretch(part: list[Episode], rows: Sequence[Episode], end: date | None) -> Stretch:
    is_known = part[0].rne == START or part[0] is not rows[0]
    return Stretch(rows=part, is_start_known=is_known, end=end)


def _care_goes_on(row: Episode, after: Episode | None) -> bool:
    """Whether care goes on after a row that ended; an end without a known reason asks the next."""
    if row.rec == GOES_ON:
        return True
    return row.rec not in codes("permanence_outcome") and after is not None and after.rne != START


def _periods(found: Sequence[Stretch]) -> Iterator[PeriodOfCare]:
    """Yield the periods whose start or end is known."""
    name = _Names(PERIOD)
    for stretch in found:
        if stretch.is_start_known or stretch.end is not None:
            rec = stretch.rows[-1].rec
            yield PeriodOfCare(
                id=name(stretch.start),
                start=stretch.start,
                end=stretch.end,
                ended_because="" if rec == GOES_ON else rec,
            )


def _statuses(rows: Sequence[Episode], found: Sequence[Stretch]) -> Iterator[LegalStatus]:
    """Yield the legal statuses; rows of the same status are one, as long as care goes on."""
    of_row = {id(row): number for number, stretch in enumerate(found) for row in stretch.rows}
    runs = groupby(rows, key=lambda row: (of_row.get(id(row)), row.legal))
    parts = [(legal, list(part)) for (_, legal), part in runs]
    name = _Names(LEGAL)
    for (legal, part), after in followed(parts):
        if legal:
            end = part[-1].dec or (after[1][0].decom if after is not None else None)
            start = part[0].decom
            yield LegalStatus(id=name(start), code=legal, start=start, end=end)


def _homes(found: Sequence[Stretch]) -> Iterator[Home]:
    name = _Names(HOME)
    for stretch in found:
        stays = list(_stays(stretch))
        before: Episode | None = None
        settled: Episode | None = None
        for stay, after in followed(stays):
            first = stay[0]
            no_move = _why_no_move(first, before, settled)
            if before is None and no_move == CAME_INTO_CARE and not stretch.is_start_known:
                no_move = ALREADY_THERE
            moved_on = after[0].decom if after is not None else stretch.end
            yield _home(name(first.decom), stay, moved_on, no_move)
            before = first
            settled = settled if is_temporary(first.code) else first


def _stays(stretch: Stretch) -> Iterator[list[Episode]]:
    """Yield the rows of each home in turn."""
    stay: list[Episode] = []
    for row in stretch.rows:
        if stay and _begins_home(row, stay[0]):
            yield stay
            stay = []
        stay.append(row)
    yield stay


def _begins_home(row: Episode, home: Episode) -> bool:
    if row.rne in _MOVES:
        return True
    return row.rne in _SAME_CARERS and (row.code, row.provider) != (home.code, home.provider)


def _home(name: str, stay: Sequence[Episode], moved_on: date | None, no_move: str) -> Home:
    first, last = stay[0], stay[-1]
    group = group_of("placement", first.code)
    is_carers = group is not None and group.id in _NOT_REGISTERED
    words = label("placement", first.code) if group is not None else ""
    return Home(
        id=name,
        who="",
        kind=words[:1].lower() + words[1:],
        place_code=first.code,
        provider=first.provider,
        start=first.decom,
        end=last.dec or moved_on,
        reason_left=last.reason if last.dec is not None else "",
        counts_as_move=not no_move,
        why_not_counted=no_move,
        registered=Registered.NOT_REQUIRED if is_carers else Registered.NOT_KNOWN,
        address=next((row.postcode for row in reversed(stay) if row.postcode), ""),
    )


def _why_no_move(row: Episode, before: Episode | None, settled: Episode | None) -> str:
    """Return why coming to a home was no move; nothing where it was one.

    ``before`` began the home before it in the same period of care, ``settled`` the last one that
    was not temporary.
    """
    if is_temporary(row.code):
        return TEMPORARY_STAY
    if row.rne in _SAME_CARERS:
        return SAME_CARERS
    if before is None:
        return "" if row.rne in _MOVES else CAME_INTO_CARE
    was_away = is_temporary(before.code)
    return BACK_AGAIN if was_away and settled is not None and _same_place(settled, row) else ""


def is_temporary(code: str) -> bool:
    """Whether a placement code stands for a temporary stay (T0 to T4)."""
    group = group_of("placement", code)
    return group is not None and group.id == _TEMPORARY


def _same_place(one: Episode, other: Episode) -> bool:
    """Whether two rows name the same home: same kind, and the same address or Ofsted number."""
    if (one.code, one.provider) != (other.code, other.provider):
        return False
    named = [(one.postcode, other.postcode), (one.urn, other.urn)]
    both = [(a, b) for a, b in named if a and b]
    return bool(both) and all(a == b for a, b in both)


class _Names:
    """Makes ids that a later reading of the same rows makes again."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._made: dict[date, int] = {}

    def __call__(self, day: date) -> str:
        """Return the id of what began on that day."""
        self._made[day] = times = self._made.get(day, 0) + 1
        return stable_id(self._kind, day) + (f"-{times}" if times > 1 else "")


def stable_id(kind: str, day: date) -> str:
    """Return the id that an item of the return has, in this reading and in every later one."""
    return f"903.{kind}.{day.isoformat()}"
