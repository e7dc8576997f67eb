"""The national return (SSDA903): its files read into facts, and facts laid beside the caseload.

``read_return`` reads files into values and ``propose`` says what they would change; both are pure
but for reading the files, take no step outside them, and may run in the helper process.
"""

from models.ssda903.merging import merged
from models.ssda903.proposing import propose
from models.ssda903.reading import files_in, read_return
from models.ssda903.values import (
    MOST_PROBLEMS,
    ChildFacts,
    FileSeen,
    Proposal,
    ReturnRead,
    RowProblem,
    Standing,
)

__all__ = [
    "MOST_PROBLEMS",
    "ChildFacts",
    "FileSeen",
    "Proposal",
    "ReturnRead",
    "RowProblem",
    "Standing",
    "files_in",
    "merged",
    "propose",
    "read_return",
]
