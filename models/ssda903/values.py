"""What comes out of reading the national return: files, children's facts, faults, proposals.

Plain values, so that they may travel from the helper process to the window. None of them holds a
cell of the files as it stood there, except a date that was refused.
"""

from models.child import Child, ReturnedFacts, Value
from models.terms import Term

MOST_PROBLEMS = 500
"""So many faults of rows are told one by one; the rest are only counted."""


class RowProblem(Value, frozen=True, kw_only=True):
    """One row, or one cell of it, that was not taken over, and why.

    ``file`` is the bare name; ``line`` counts from 1, the heading included; ``column`` is empty
    where the whole row is meant. ``reason`` is a sentence for the screen.
    """

    file: str
    line: int
    column: str = ""
    reason: str


class FileSeen(Value, frozen=True, kw_only=True):
    """One file that was looked at: what it is by its columns, and how many rows it has.

    ``kind`` is header, episodes, reviews, uasc, missing, oc2, sw_episodes or xml; it is empty
    where Heard does not use the file, and ``note`` then says why.
    """

    name: str
    kind: str
    rows: int
    note: str = ""


class ChildFacts(Value, frozen=True, kw_only=True):
    """What the return says of the child whom the council knows by ``la_id`` (CHILD).

    ``unread`` are the tables in which a row of theirs could not be read: what is lacking there was
    not taken back by the council.
    """

    la_id: str
    facts: ReturnedFacts
    unread: tuple[str, ...] = ()


class ReturnRead(Value, frozen=True, kw_only=True):
    """A whole return, read: ``problem_count`` counts also the faults that are not listed."""

    files: tuple[FileSeen, ...]
    children: tuple[ChildFacts, ...]
    problems: tuple[RowProblem, ...]
    problem_count: int


class Standing(Term):
    """How a child in the return stands to the children on this caseload."""

    NEW = "new", "new"
    CHANGED = "changed", "changed"
    UNCHANGED = "unchanged", "unchanged"
    GONE = "gone", "no longer in care"
    ABSENT = "absent", "not in this return"


class Proposal(Value, frozen=True, kw_only=True):
    """What taking a child over would do; nothing is saved by it.

    ``child`` is the child to save, None where there is nothing to save; ``before_id`` names the
    child on this caseload, empty where there is none. ``words`` say what is new and what of the
    IRO's own stays, in a few words each.
    """

    la_id: str
    standing: Standing
    child: Child | None
    before_id: str = ""
    words: tuple[str, ...] = ()
