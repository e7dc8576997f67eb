"""The codes of the national return (SSDA903) and Heard's own lists, with plain labels.

Each table is one file in ``resources/codes``; codes are exact and permanent, labels are ours
(domain.md §3). A code that this version does not know is shown as it is and said to be unknown.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal, get_args

import msgspec

import resources
from models.ages import AgeBand
from models.datafile import read_toml

TableName = Literal[
    "category_of_need",
    "legal_status",
    "missing",
    "participation",
    "permanence_outcome",
    "permanence_plan",
    "placement",
    "provider",
    "reason_for_change",
    "sdq_reason",
    "worker_change",
]
TABLES: tuple[TableName, ...] = get_args(TableName)


class Group(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A heading under which codes stand in a picker."""

    id: str
    label: str
    child: str = ""


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One permanent code with its words.

    ``label`` is for the screen and the record, ``meaning`` says more, ``child`` is how a child
    reads it (``child_16_plus`` where that differs); a ``historic`` code is read and no longer
    offered. ``tags`` are facts that rules look at, said in the table's file.
    """

    code: str
    label: str
    meaning: str = ""
    group: str = ""
    child: str = ""
    child_16_plus: str = ""
    historic: bool = False
    tags: tuple[Literal["long_term", "ofsted", "from_16", "say_which"], ...] = ()


class CodeTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A list of codes; ``field`` is its column in the national return, empty where it has none.

    Where ``printed`` is false the codes are for statistics only and stand in no record.
    """

    title: str
    codes: tuple[Code, ...] = msgspec.field(name="code")
    field: str = ""
    printed: bool = True
    groups: tuple[Group, ...] = msgspec.field(name="group", default=())

    def __post_init__(self) -> None:
        """Check codes and groups against each other, for ``ValueError`` to say what is wrong."""
        if len(self.by_code) != len(self.codes):
            raise ValueError("A code stands twice in the table")
        groups = {group.id for group in self.groups} or {""}
        if strange := sorted({code.group for code in self.codes} - groups):
            raise ValueError(f"There is no group {strange}")

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """The codes by their code, in the order of the table."""
        return MappingProxyType({code.code: code for code in self.codes})


@cache
def code_table(table: TableName) -> CodeTable:
    """Return a whole table.

    Raises:
        DataFaultError: the table's file is damaged.
    """
    return read_toml(resources.path(f"codes/{table}.toml"), CodeTable)


def codes(table: TableName) -> Mapping[str, Code]:
    """Return the codes of a table by their code, in the order in which they are offered."""
    return code_table(table).by_code


def offered(table: TableName) -> tuple[Code, ...]:
    """Return the codes that may be chosen today: all but those kept for history."""
    return tuple(code for code in code_table(table).codes if not code.historic)


def label(table: TableName, code: str) -> str:
    """Return the words for a code; an unknown one as it is, said to be unknown; none for none."""
    known = codes(table).get(code)
    if known is not None:
        return known.label
    return f"{code} (not known to this version)" if code else ""


def child_words(table: TableName, code: str, band: AgeBand = "5_11") -> str:
    """Return how a child of that age reads a code; nothing where there is no wording for them."""
    known = codes(table).get(code)
    if known is None:
        return ""
    return (band == "16_plus" and known.child_16_plus) or known.child


def group_of(table: TableName, code: str) -> Group | None:
    """Return the group that a code stands in, or nothing for an unknown code or no groups."""
    known = codes(table).get(code)
    groups = code_table(table).groups
    return next((group for group in groups if known and group.id == known.group), None)
