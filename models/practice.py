"""The practice caseload that comes with Heard: made-up children to try everything with."""

import resources
from models.case_file import CaseFile, read_case_file

FILES = ("practice_case.json", "practice_tamsin.json", "practice_rory.json")
"""The young person whose reviews are written out in full, then two more for the lists."""


def practice_caseload() -> tuple[CaseFile, ...]:
    """Return the cases of ``FILES``, in their order."""
    return tuple(read_case_file(resources.path(f"practice/{name}")) for name in FILES)
