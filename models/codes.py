"""The codes of the SSDA903 return and the permanence plans, each with a plain label (domain.md §3).

They are data (``resources/codes/codes.toml``). A code that is not in the list stays as it is: it
may come from an older return or another council.
"""

from enum import StrEnum
from functools import cache

import resources
from models.child import Value
from models.datafile import read_toml


class CodeKind(StrEnum):
    """A list of codes, by its name in the data."""

    LEGAL_STATUS = "legal_status"
    NEED = "need"
    PLACE = "place"
    PROVIDER = "provider"
    REASON_LEFT = "reason_left"
    PLAN = "plan"
    PARTICIPATION = "participation"


class Code(Value, frozen=True, kw_only=True):
    """One code; ``old`` ones are kept for history and no longer offered."""

    code: str
    label: str
    group: str = ""
    old: bool = False


class Codes(Value, frozen=True, kw_only=True):
    """All lists of codes, as one version of them stands."""

    version: str
    legal_status: tuple[Code, ...]
    need: tuple[Code, ...]
    place: tuple[Code, ...]
    provider: tuple[Code, ...]
    reason_left: tuple[Code, ...]
    plan: tuple[Code, ...]
    participation: tuple[Code, ...]

    def all_of(self, kind: CodeKind) -> tuple[Code, ...]:
        """Return every code of that list, old ones included, in the order of the data."""
        found: tuple[Code, ...] = getattr(self, kind.value)
        return found

    def words(self, kind: CodeKind, code: str) -> str:
        """Return the plain label of a code; the code itself when it is not in the list."""
        return next((c.label for c in self.all_of(kind) if c.code == code), code)

    def choices(self, kind: CodeKind) -> tuple[tuple[str, str], ...]:
        """Return the codes one may choose today, each with its plain label."""
        return tuple((c.code, c.label) for c in self.all_of(kind) if not c.old)


@cache
def codes() -> Codes:
    """Return the shipped codes. Raises DataFaultError when the file is damaged."""
    return read_toml(resources.path("codes/codes.toml"), Codes)
