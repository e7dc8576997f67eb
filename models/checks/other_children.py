"""The names of the other children of a caseload: none of them belongs in this child's record."""

from collections.abc import Iterable, Iterator

from models.checks.subject import KnownName, NameKind
from models.store_rows import ChildRow

_ON_CASELOAD = "the name of another child on your caseload"
_OF_THE_FAMILY = "the name of a brother or sister on your caseload"


def names_of_others(rows: Iterable[ChildRow], child_id: str) -> tuple[KnownName, ...]:
    """Return the names of every child but this one and those of the practice caseload."""
    every = tuple(rows)
    own = next((row for row in every if row.id == child_id), None)
    family = own.family if own is not None else ""
    kin = {one.child_id for one in own.kin} if own is not None else set()
    kin |= {row.id for row in every if any(one.child_id == child_id for one in row.kin)}
    found: dict[str, KnownName] = {}
    for row in every:
        if row.id == child_id or row.practice:
            continue
        is_kin = row.id in kin or bool(family and row.family == family)
        for name in _names(row):
            role = _OF_THE_FAMILY if is_kin else _ON_CASELOAD
            known = KnownName(name=name, kind=NameKind.OTHER_CHILD, role=role)
            if is_kin or name not in found:
                found[name] = known
    return tuple(found.values())


def _names(row: ChildRow) -> Iterator[str]:
    """Yield the names a child goes by: the one they like, the legal one, its first word."""
    legal = row.legal_name.split()
    for name in (row.preferred_name, row.legal_name, *legal[:1]):
        if name.strip():
            yield name.strip()
