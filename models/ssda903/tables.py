"""The tables of the return and their columns, by which a file is recognised (domain.md §3).

Columns may stand in any order and in any case, beside columns of the council's own.
"""

import re
from collections.abc import Iterable

from models.child import Value

HEADER, EPISODES, REVIEWS, UASC = "header", "episodes", "reviews", "uasc"
MISSING, OC2, SW_EPISODES, XML = "missing", "oc2", "sw_episodes", "xml"
"""The kinds of file that Heard reads."""

CHILD = "CHILD"

_ALIASES = {"CHILDID": CHILD, "CHILD_ID": CHILD, "PL": "PLACE"}
"""Names that the XML form and some systems use for a column."""


class Table(Value, frozen=True, kw_only=True):
    """One table: ``marks`` are the columns by which it is known, ``needed`` must be there.

    ``wanted`` are used where they are there. ``unused`` says what a table holds that Heard
    has no use for; it is empty for the others.
    """

    kind: str
    marks: frozenset[str]
    needed: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    unused: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.needed, *self.wanted)


def _unused(what: str, marks: str) -> Table:
    return Table(kind="", marks=frozenset(marks.split()), unused=what)


_HEADER = Table(
    kind=HEADER,
    marks=frozenset({"SEX", "GENDER", "ETHNIC", "UPN", "MOTHER", "MC_DOB"}),
    needed=(CHILD, "DOB"),
    wanted=("ETHNIC", "UPN", "UASC"),
)
_OTHERS = (
    Table(
        kind=EPISODES,
        marks=frozenset({"DECOM", "RNE", "LS", "CIN", "PLACE", "DEC", "REC"}),
        needed=(CHILD, "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"),
        wanted=("CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "PL_POST", "URN"),
    ),
    Table(
        kind=REVIEWS,
        marks=frozenset({"REVIEW", "REVIEW_CODE"}),
        needed=(CHILD, "REVIEW", "REVIEW_CODE"),
    ),
    Table(kind=UASC, marks=frozenset({"DUC"}), needed=(CHILD, "DUC")),
    Table(
        kind=MISSING,
        marks=frozenset({"MISSING", "MIS_START", "MIS_END"}),
        needed=(CHILD, "MISSING", "MIS_START", "MIS_END"),
    ),
    Table(
        kind=OC2,
        marks=frozenset({"SDQ_SCORE", "SDQ_REASON", "HEALTH_CHECK", "IMMUNISATIONS"})
        | {"TEETH_CHECK", "HEALTH_ASSESSMENT", "CONVICTED", "SUBSTANCE_MISUSE"},
        needed=(CHILD,),
        wanted=(
            *("SDQ_SCORE", "SDQ_REASON", "HEALTH_CHECK"),
            *("IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT"),
        ),
    ),
    Table(
        kind=SW_EPISODES,
        marks=frozenset({"SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"}),
        needed=(CHILD, "SW_ID", "SW_DECOM", "SW_DEC"),
        wanted=("SW_REASON",),
    ),
    _unused("care leavers (OC3)", "IN_TOUCH ACTIV ACCOM"),
    _unused(
        "adoptions (AD1)", "DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR GENDER_ADOPTR"
    ),
    _unused("placements for adoption", "DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED"),
    _unused("permanence before", "PREV_PERM LA_PERM DATE_PERM"),
    _unused("deprivation of liberty", "DOLO_START DOLO_END"),
)

TABLES = {table.kind: table for table in (_HEADER, *_OTHERS) if table.kind}
"""The tables that are read, by their kind."""

NAMES = frozenset().union(*(t.marks | set(t.columns) for t in (_HEADER, *_OTHERS))) | {"DOB"}
"""Every column name of the return that Heard knows."""


def column(name: str) -> str:
    """Return a column's name as the return spells it, without the quirks of one system."""
    bare = re.sub(r"[\s-]+", "_", name.strip().strip('"').strip().upper())
    return _ALIASES.get(bare, bare)


def table_of(columns: Iterable[str]) -> Table | None:
    """Return the table that has these columns, or None where no table is like it."""
    names = set(columns)
    score, table = max(((len(t.marks & names), t) for t in _OTHERS), key=lambda found: found[0])
    head = len(_HEADER.marks & names)
    if head > score and names & {CHILD, "DOB"}:
        return _HEADER
    enough = min(2, len(table.marks)) if CHILD not in names else 1
    return table if score >= enough else None


def lacking(table: Table, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the columns that the table must have and has not."""
    names = set(columns)
    return tuple(name for name in table.needed if name not in names)
