"""Made-up national returns of any size, the same for a seed in every Python (domain.md §3).

Rows are kept as cells, so that a test can derive from them by its own means what a reading says,
and written as CSV or as XML. Nothing here is about a real person.
"""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from tests.support.generate import TODAY

Row = dict[str, str]

COLUMNS = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": (
        *("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER"),
        *("DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"),
    ),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "uasc": ("CHILD", "SEX", "DOB", "DUC"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "oc2": (
        *("CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK"),
        *("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT", "SUBSTANCE_MISUSE"),
    ),
    "sw_episodes": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
}
"""The columns of each table, in the order in which the return has them."""

_HOMES = ("U1", "U3", "U4", "U6", "K2", "K3", "P1", "A5", "R2", "T0", "T1", "T4")
_ENDS = ("E4A", "E45", "E12", "E3", "E8", "E5")
_STATUSES = ("V2", "C1", "C2", "E1", "J1", "L2")
_SHORT = ("V3", "V4")
_REASONS = ("CARPL", "CREQB", "CHILD", "LAREQ", "OTHER", "")


@dataclass
class MadeReturn:
    """The rows of every table."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    def csv_files(self, **how: str) -> dict[str, bytes]:
        """Return every table as a CSV file by its name."""
        return {f"{name}.csv": as_csv(name, rows, **how) for name, rows in self.tables.items()}

    def write(self, folder: Path) -> Path:
        """Write the CSV files into a folder and return it."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.csv_files().items():
            (folder / name).write_bytes(data)
        return folder

    def of(self, table: str, la_id: str) -> list[Row]:
        """Return the rows of one child."""
        return [row for row in self.tables[table] if row["CHILD"] == la_id]


def made_return(
    seed: int,
    children: int,
    episodes: int | None = None,
    reviews: int | None = None,
    *,
    whole: bool = False,
) -> MadeReturn:
    """Return that many children, with about two rows of episodes and five reviews each.

    ``episodes`` and ``reviews`` are exact where given; there are at least as many as children.
    ``whole`` histories have the row that began care, and no short breaks.
    """
    maker = _Maker(seed, whole=whole)
    stays = maker.shares(episodes if episodes is not None else 2 * children, children)
    held = maker.shares(reviews if reviews is not None else 5 * children, children)
    for number, (stay, review) in enumerate(zip(stays, held, strict=True)):
        maker.child(str(1_000 + 7 * number), stay, review)
    return maker.made


def as_csv(
    table: str,
    rows: Sequence[Mapping[str, str]],
    encoding: str = "utf-8",
    separator: str = ",",
    newline: str = "\r\n",
) -> bytes:
    """Return rows as the bytes of a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=newline)
    writer.writerow(COLUMNS[table])
    writer.writerows([row[name] for name in COLUMNS[table]] for row in rows)
    return text.getvalue().encode(encoding)


def as_xml(made: MadeReturn) -> bytes:
    """Return the return in its XML form, which has no social workers."""
    children = "".join(_child(made, head) for head in made.tables["header"])
    return f"<?xml version='1.0' encoding='utf-8'?>\n<EXPSSDA903>{children}</EXPSSDA903>".encode()


def _child(made: MadeReturn, head: Row) -> str:
    la_id = head["CHILD"]
    asylum = made.of("uasc", la_id)
    own = {"CHILDID": la_id, **{n: head[n] for n in ("UPN", "SEX", "DOB", "ETHNIC")}}
    own |= {"UASC": "1", "DUC": asylum[0]["DUC"]} if asylum else {"UASC": "0"}
    inside = "".join(_leaf(name, text) for name, text in own.items())
    groups = (("AREVIEW", "reviews"), ("AMISSING", "missing"), ("OC2", "oc2"))
    inside += "".join(_group(tag, row) for tag, name in groups for row in made.of(name, la_id))
    stays = "".join(_group("EPISODE", row) for row in made.of("episodes", la_id))
    return f"<CHILD><HEADER>{inside}</HEADER>{stays}</CHILD>\n"


def _group(tag: str, row: Row) -> str:
    leaves = {"PL" if n == "PLACE" else n: t for n, t in row.items() if n not in {"CHILD", "DOB"}}
    return f"<{tag}>{''.join(_leaf(name, text) for name, text in leaves.items())}</{tag}>"


def _leaf(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else f"<{name}/>"


def day(text: str) -> date | None:
    """Return the date that a cell of a made return writes."""
    if not text:
        return None
    number, month, year = (int(part) for part in text.split("/"))
    return date(year, month, number)


def cell(on: date | None) -> str:
    """Return a date as a cell of the return writes it."""
    return f"{on.day:02}/{on.month:02}/{on.year}" if on is not None else ""


class _Maker:
    """Makes rows up; ``random.Random`` is used only where its stream is the same for ever."""

    def __init__(self, seed: int, *, whole: bool) -> None:
        self._random = random.Random(seed)
        self._whole = whole
        self.made = MadeReturn()

    def _below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def _one(self, items: Sequence[str]) -> str:
        return items[self._below(len(items))]

    def shares(self, whole: int, parts: int) -> list[int]:
        """Return ``parts`` numbers of at least 1 that add up to ``whole``."""
        shares = [1] * parts
        for _ in range(whole - parts):
            shares[self._below(parts)] += 1
        return shares

    def _put(self, table: str, *cells: str) -> None:
        self.made.tables[table].append(dict(zip(COLUMNS[table], cells, strict=True)))

    def child(self, la_id: str, episodes: int, reviews: int) -> None:
        """Make one child up, with exactly so many rows."""
        born = TODAY - timedelta(days=400 + self._below(6_300))
        dob, sex = cell(born), "12"[self._below(2)]
        upn = f"A{self._below(10**12):012d}"
        self._put("header", la_id, sex, dob, "WBRI", upn, "0", "")
        start = born + (TODAY - born) * (1 + self._below(8)) // 10
        self._episodes(la_id, start, episodes)
        for number in range(reviews):
            on = start + (TODAY - start) * (2 * number + 1) // (2 * reviews + 1)
            on += timedelta(days=number if TODAY - start < timedelta(days=reviews) else 0)
            self._put("reviews", la_id, dob, cell(min(on, TODAY)), f"PN{self._below(8)}")
        self._beside(la_id, sex, born, start)

    def _beside(self, la_id: str, sex: str, born: date, start: date) -> None:
        dob = cell(born)
        score = str(self._below(41)) if self._below(3) else ""
        flags = [str(self._below(2)) for _ in range(6)]
        self._put("oc2", la_id, dob, score, "" if score else "SDQ4", *flags)
        if self._below(12) == 0:
            self._put("uasc", la_id, sex, dob, cell(born + timedelta(days=6_570)))
        for number in range(self._below(3) if self._below(4) == 0 else 0):
            on = start + (TODAY - start) * (number + 1) // 4
            self._put("missing", la_id, dob, "MA"[self._below(2)], cell(on), cell(on))
        changed = start + (TODAY - start) // 2
        first, second = f"SW{self._below(10**6):06}", f"SW{self._below(10**6):06}"
        self._put("sw_episodes", la_id, dob, first, cell(start), cell(changed), "FCONTA")
        self._put("sw_episodes", la_id, dob, second, cell(changed), "", "LEFTRL")

    def _episodes(self, la_id: str, start: date, count: int) -> None:
        """Make rows that follow on each other as the return wants them, over the time in care."""
        later: set[int] = set()
        while len(later) < count - 1:
            later.add(1 + self._below((TODAY - start).days))
        starts = [start + timedelta(days=number) for number in (0, *sorted(later))]
        short = self._below(15) == 0 and not self._whole
        row = self._first(short=short)
        if self._below(4) == 0 and not self._whole:
            row["RNE"] = "PLTUB"[self._below(5)]
        for at, begins in enumerate(starts):
            row |= {"CHILD": la_id, "DECOM": cell(begins)}
            is_last = at == count - 1
            ends = self._below(5) == 0
            if not is_last:
                row |= {"DEC": cell(starts[at + 1]), "REC": "X1"}
            elif ends:
                row["DEC"] = cell(begins + (TODAY - begins) // 2)
            if ends and row["DEC"]:
                row["REC"] = self._one(_ENDS)
            row["REASON_PLACE_CHANGE"] = self._one(_REASONS) if row["DEC"] else ""
            self.made.tables["episodes"].append({name: row[name] for name in COLUMNS["episodes"]})
            row = self._first(short=short) if row["REC"] in _ENDS else self._next(row)

    def _first(self, *, short: bool) -> Row:
        blank = dict.fromkeys(COLUMNS["episodes"], "")
        status = self._one(_SHORT if short else _STATUSES)
        return blank | {"RNE": "S", "LS": status, "CIN": f"N{1 + self._below(8)}"} | self._home()

    def _next(self, before: Row) -> Row:
        """Return the row that follows on another, for one of the reasons there are."""
        row = before | {"DEC": "", "REC": "", "RNE": "PPPLLTUB"[self._below(8)]}
        if row["RNE"] in "LUB":
            strange = self._below(6) == 0 and not self._whole
            row["LS"] = self._one([*_STATUSES, *_SHORT] if strange else _STATUSES)
        if row["RNE"] in "PB":
            row |= self._home()
        if row["RNE"] in "TU" and self._below(3):
            row["PLACE"] = self._one(_HOMES)
        return row

    def _home(self) -> Row:
        number = self._below(6)
        return {
            "PLACE": self._one(_HOMES),
            "PLACE_PROVIDER": f"PR{self._below(6)}",
            "HOME_POST": "ZZ1 1AA",
            "PL_POST": f"ZZ{number + 1} 2AA",
            "URN": f"SC{100_000 + number}",
        }
