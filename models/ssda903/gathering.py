"""Rows of all files gathered by child, each cell checked once; what cannot be read is told.

A row is refused where it does not say whose it is or when; elsewhere the cell alone is left out.
"""

from collections.abc import Callable
from datetime import date

from models.codes import codes
from models.ssda903.cells import Cells, Reader, is_id
from models.ssda903.problems import Place
from models.ssda903.rows import (
    GOES_ON,
    NEW_EPISODE,
    AsylumRow,
    Episode,
    Gathered,
    Head,
    HealthRow,
    MissingRow,
    ReviewRow,
    WorkerRow,
)
from models.ssda903.tables import (
    CHILD,
    EPISODES,
    HEADER,
    MISSING,
    OC2,
    REVIEWS,
    SW_EPISODES,
    UASC,
)

MOST_ROWS_OF_A_CHILD = 2_000

_MOST_SDQ = 40
_DATED = (EPISODES, REVIEWS, SW_EPISODES, MISSING)
"""The tables whose rows have a day, in the order of ``Gathered.dated``."""
_DAY_BEFORE_BIRTH = "This day lies before the child was born. The row was not read."


class Gatherer:
    """Takes in rows of any table in any order."""

    def __init__(self, reader: Reader) -> None:
        self.children: dict[str, Gathered] = {}
        self.kinds: set[str] = set()
        self._reader = reader
        self._takers: dict[str, Callable[[Gathered, Cells, Place], str]] = {
            HEADER: self._header,
            EPISODES: self._episode,
            REVIEWS: self._review,
            UASC: self._asylum,
            MISSING: self._missing,
            OC2: self._health,
            SW_EPISODES: self._worker,
        }

    def take(self, kind: str, place: Place, cells: Cells) -> None:
        """Take in one row; whatever keeps it from being read is told."""
        la_id = cells.get(CHILD, "")
        if not is_id(la_id):
            self._reader.fault(
                place, "The row does not say which child it is about. It was not read.", CHILD
            )
            return
        child = self.children.get(la_id) or Gathered(la_id)
        child.rows += 1
        if child.rows > MOST_ROWS_OF_A_CHILD:
            self._reader.fault(place, "This child has more rows than a child can have.", CHILD)
            child.unread.add(kind)
            return
        had, told = child.dated_rows, self._reader.faults
        twice = self._takers[kind](child, cells, place)
        if self._reader.faults > told and child.dated_rows == had:
            child.unread.add(kind)
        if twice:
            self._reader.fault(place, twice)
        self.children[la_id] = child

    def complete(self) -> list[Gathered]:
        """Return the children of the header with their rows in order, and tell of all others."""
        for child in self.children.values():
            if child.head is None:
                place = child.first_place()
                if place is not None:
                    self._reader.fault(
                        place,
                        "This child is not in the header, so that no row about them was read.",
                        CHILD,
                    )
        known = [child for child in self.children.values() if child.head is not None]
        for child in known:
            self._tidy(child)
        return known

    def _tidy(self, child: Gathered) -> None:
        """Put rows in order, and take out days before the child was born."""
        born = child.head.born if child.head is not None else date.min
        had = child.dated_rows
        child.episodes = [e for e in child.episodes if self._is_after(born, e.decom, e, "DECOM")]
        child.reviews = [r for r in child.reviews if self._is_after(born, r.on, r, "REVIEW")]
        child.workers = [
            w for w in child.workers if self._is_after(born, w.end or date.max, w, "SW_DEC")
        ]
        child.missing = [m for m in child.missing if self._is_after(born, m.start, m, "MIS_START")]
        left = zip(_DATED, had, child.dated_rows, strict=True)
        child.unread.update(kind for kind, before, after in left if after < before)
        child.episodes.sort(key=lambda e: (e.decom, e.dec or date.max))
        child.reviews.sort(key=lambda r: r.on)
        child.workers.sort(key=lambda w: (w.start, w.end or date.max))
        child.missing.sort(key=lambda m: m.start)

    def _is_after(
        self,
        born: date,
        day: date,
        row: Episode | ReviewRow | WorkerRow | MissingRow,
        column: str,
    ) -> bool:
        if day < born:
            self._reader.fault(row.place, _DAY_BEFORE_BIRTH, column)
        return day >= born

    def _header(self, child: Gathered, cells: Cells, place: Place) -> str:
        if child.head is not None:
            return "This child stands in the header already. The row was not read."
        born = self._reader.born(cells, place)
        if born is not None:
            ethnicity = self._reader.plain_code(cells, "ETHNIC", place)
            upn = self._reader.upn(cells, place)
            is_asylum = cells.get("UASC", "") == "1"
            child.head = Head(born=born, upn=upn, ethnicity=ethnicity, is_asylum=is_asylum)
        return ""

    def _episode(self, child: Gathered, cells: Cells, place: Place) -> str:
        read = self._reader
        decom = read.past_day(cells, "DECOM", place)
        if decom is None:
            return ""
        rne = cells["RNE"].upper()
        if rne not in NEW_EPISODE:
            says = "RNE is empty" if not rne else "Heard does not know this reason"
            read.fault(place, f"{says}, so that the row could not be read.", "RNE")
            return ""
        ends = self._end(cells, "DEC", decom, place)
        if not ends:
            return ""
        episode = Episode(
            place=place,
            decom=decom,
            dec=ends[0],
            rne=rne,
            rec=self._reason_ended(cells, ends[0], place),
            legal=read.code(cells, "LS", "legal_status", place),
            need=read.code(cells, "CIN", "category_of_need", place),
            code=read.code(cells, "PLACE", "placement", place),
            provider=read.code(cells, "PLACE_PROVIDER", "provider", place),
            reason=read.code(cells, "REASON_PLACE_CHANGE", "reason_for_change", place),
            postcode=_short(cells.get("PL_POST", "").upper()),
            urn=_short(cells.get("URN", "")),
        )
        if not child.is_new(EPISODES, *episode[1:]):
            return "The same row stands in the return twice. This one was left out."
        child.episodes.append(episode)
        return ""

    def _reason_ended(self, cells: Cells, dec: date | None, place: Place) -> str:
        rec = self._reader.code(cells, "REC", "permanence_outcome", place)
        if dec is None and rec not in {"", GOES_ON}:
            self._reader.fault(
                place, "REC says that care ended, and no day is given. It was read as open.", "DEC"
            )
            return ""
        return rec

    def _end(
        self, cells: Cells, name: str, start: date, place: Place
    ) -> tuple[date | None] | tuple[()]:
        """Return the end of what began at ``start``, None for still open; nothing if unreadable."""
        if not cells[name]:
            return (None,)
        end = self._reader.past_day(cells, name, place)
        if end is None:
            return ()
        if end < start:
            self._reader.fault(place, "It ends before it begins. The row was not read.", name)
            return ()
        return (end,)

    def _review(self, child: Gathered, cells: Cells, place: Place) -> str:
        on = self._reader.past_day(cells, "REVIEW", place)
        if on is None:
            return ""
        if not child.is_new(REVIEWS, on):
            return "A review on this day stands in the return already. This one was left out."
        code = self._reader.code(cells, "REVIEW_CODE", "participation", place)
        child.reviews.append(ReviewRow(place=place, on=on, participation=code))
        return ""

    def _worker(self, child: Gathered, cells: Cells, place: Place) -> str:
        number = cells["SW_ID"]
        if not is_id(number):
            self._reader.fault(
                place, "The row does not say which social worker. It was not read.", "SW_ID"
            )
            return ""
        start = self._reader.past_day(cells, "SW_DECOM", place)
        ends = self._end(cells, "SW_DEC", start, place) if start is not None else ()
        if start is None or not ends:
            return ""
        if not child.is_new(SW_EPISODES, number, start):
            return "The same social worker stands in the return twice. This row was left out."
        reason = self._reader.code(cells, "SW_REASON", "worker_change", place)
        child.workers.append(
            WorkerRow(place=place, number=number, start=start, end=ends[0], reason=reason)
        )
        return ""

    def _missing(self, child: Gathered, cells: Cells, place: Place) -> str:
        kind = cells["MISSING"].upper()
        if not kind and not cells["MIS_START"]:
            return ""  # councils list every child, the never missing too
        if kind not in codes("missing"):
            self._reader.fault(place, "This is neither M nor A. The row was not read.", "MISSING")
            return ""
        start = self._reader.past_day(cells, "MIS_START", place)
        ends = self._end(cells, "MIS_END", start, place) if start is not None else ()
        if start is None or not ends:
            return ""
        if not child.is_new(MISSING, kind, start):
            return "The same time stands in the return twice. This row was left out."
        child.missing.append(MissingRow(place=place, start=start, end=ends[0], kind=kind))
        return ""

    def _health(self, child: Gathered, cells: Cells, place: Place) -> str:
        if child.health is not None:
            return "This child's health stands in the return already. The row was not read."
        read = self._reader
        child.health = HealthRow(
            place=place,
            score=read.number(cells, "SDQ_SCORE", _MOST_SDQ, place),
            reason=read.code(cells, "SDQ_REASON", "sdq_reason", place),
            assessed=read.yes(cells, "HEALTH_ASSESSMENT", place),
            teeth=read.yes(cells, "TEETH_CHECK", place),
            immunised=read.yes(cells, "IMMUNISATIONS", place),
            development=read.yes(cells, "HEALTH_CHECK", place),
        )
        return ""

    def _asylum(self, child: Gathered, cells: Cells, place: Place) -> str:
        if child.asylum is not None:
            return "This child stands in the file already. The row was not read."
        until = self._reader.any_day(cells, "DUC", place) if cells["DUC"] else None
        if until is not None or not cells["DUC"]:
            child.asylum = AsylumRow(place=place, until=until)
        return ""


def _short(text: str) -> str:
    """Return a postcode or number as it may be shown; nothing where it cannot be one."""
    return " ".join(text.split()) if is_id(text) else ""
