"""Reading single cells: dates, codes, numbers. A fault is told to the problems, never raised."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from models.calendar import FIRST_YEAR, LAST_YEAR
from models.codes import TableName, codes
from models.ssda903.problems import Place, Problems

Cells = Mapping[str, str]
"""The cells of one row by their column."""

LONGEST_ID = 40

_FIRST_BIRTH = 1980
_NO_DATE = "is not written as day/month/year"
_TODAY_WORD = "lies after the day of this import"
_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0{1,9})?)?)?"
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})" + _MIDNIGHT, re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _MIDNIGHT, re.ASCII)
_LONGEST_DATE = 30
_MAY_BE_SHOWN = re.compile(r"[\d/.: T-]{1,30}", re.ASCII)
_CODE = re.compile(r"[A-Z0-9_]{1,10}")
_UPN = re.compile(r"[A-Z]\d{11}[A-Z0-9]")
_NO_UPN = re.compile(r"UN\d")
_YES, _NO = {"1", "Y", "YES", "TRUE"}, {"0", "N", "NO", "FALSE"}


@lru_cache(maxsize=50_000)
def day_of(text: str) -> date | str:
    """Return the date that a cell writes, or in words why it is none."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    else:
        return _NO_DATE
    try:
        return date(year, month, day)
    except ValueError:
        return "is not a day of any calendar"


class Reader:
    """Reads cells of one return, knowing the day of the import and where faults go."""

    def __init__(self, read_on: date, problems: Problems) -> None:
        self._read_on = read_on
        self._problems = problems
        self._codes: dict[TableName, frozenset[str]] = {}

    @property
    def faults(self) -> int:
        """How many faults were told so far."""
        return self._problems.count

    def fault(self, place: Place, reason: str, column: str = "") -> None:
        """Tell a fault of a row."""
        self._problems.add(place, reason, column)

    def born(self, cells: Cells, place: Place) -> date | None:
        """Return the day of birth, or None after telling why it cannot be used."""
        return self._day(cells, "DOB", place, date(_FIRST_BIRTH, 1, 1), self._read_on)

    def past_day(self, cells: Cells, name: str, place: Place) -> date | None:
        """Return a day up to the day of the import, or None after telling why there is none."""
        return self._day(cells, name, place, date(FIRST_YEAR, 1, 1), self._read_on)

    def any_day(self, cells: Cells, name: str, place: Place) -> date | None:
        """Return a day that may lie ahead, or None after telling why there is none."""
        return self._day(cells, name, place, date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))

    def _day(self, cells: Cells, name: str, place: Place, low: date, high: date) -> date | None:
        text = cells.get(name, "")
        found = day_of(text) if len(text) <= _LONGEST_DATE else _NO_DATE
        if isinstance(found, date):
            if low <= found <= high:
                return found
            ahead = _TODAY_WORD if high == self._read_on else "lies too far ahead"
            found = f"lies before {low.year}" if found < low else ahead
        shown = f"“{text}”" if _MAY_BE_SHOWN.fullmatch(text) else "This date"
        if not text:
            shown, found = "A date", "is missing here"
        self._problems.add(place, f"{shown} {found}. The row was not read.", name)
        return None

    def code(self, cells: Cells, name: str, table: TableName, place: Place) -> str:
        """Return the code; one that Heard does not know is told, and kept where it may be one."""
        text = cells.get(name, "").upper()
        if not text or text in self._known(table):
            return text
        if _CODE.fullmatch(text):
            self.fault(place, "Heard does not know this code. It was taken as it stands.", name)
            return text
        self.fault(place, "This is no code. The row was read without it.", name)
        return ""

    def _known(self, table: TableName) -> frozenset[str]:
        if table not in self._codes:
            self._codes[table] = frozenset(codes(table))
        return self._codes[table]

    def plain_code(self, cells: Cells, name: str, place: Place) -> str:
        """Return a code that Heard has no list of."""
        text = cells.get(name, "").upper()
        if not text or _CODE.fullmatch(text):
            return text
        self.fault(place, "This is no code. The row was read without it.", name)
        return ""

    def upn(self, cells: Cells, place: Place) -> str:
        """Return the unique pupil number; nothing for a code that says why there is none."""
        text = cells.get("UPN", "").upper().replace(" ", "")
        if _UPN.fullmatch(text):
            return text
        if text and not _NO_UPN.fullmatch(text):
            self.fault(place, "This is no unique pupil number. It was left out.", "UPN")
        return ""

    def yes(self, cells: Cells, name: str, place: Place) -> bool | None:
        """Return yes or no, or None for an empty cell."""
        text = cells.get(name, "").upper()
        if text in _YES:
            return True
        if text and text not in _NO:
            self.fault(place, "This is neither 1 (yes) nor 0 (no). It was left out.", name)
        return False if text in _NO else None

    def number(self, cells: Cells, name: str, most: int, place: Place) -> int | None:
        """Return a whole number from 0 to ``most``, or None for an empty cell."""
        text = cells.get(name, "")
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most:
            return int(text)
        self.fault(place, f"This is no whole number from 0 to {most}. It was left out.", name)
        return None


def is_id(text: str) -> bool:
    """Whether a cell can be the number by which a council knows somebody."""
    return 0 < len(text) <= LONGEST_ID and text.isprintable()
