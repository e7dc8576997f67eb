"""What a return would change on this caseload."""

from collections.abc import Sequence
from datetime import date

from models.child import Child
from models.ssda903.values import Proposal, ReturnRead


def propose(read: ReturnRead, kept: Sequence[Child], today: date) -> tuple[Proposal, ...]:
    """Return what taking each child over would do, and who is known here and not in the return."""
    raise NotImplementedError
