"""What the team lead's page shows of a document, apart from how it was read."""

import msgspec

from export.qa.outcome import Evidence, Outcome, Quality, Reply
from export.reader.document import Spot
from export.reader.record import ReadRecord

ROLES = {Reply.YES: "done", Reply.NO: "late", Reply.CANNOT_TELL: "soon"}
"""The colour that repeats what Heard reads; any other is quiet."""


class ReadFile(msgspec.Struct, frozen=True, kw_only=True):
    """One document, read whole: the record, and what is said to every question."""

    path: str
    password: str = ""
    record: ReadRecord
    quality: Quality

    def outcome(self, question: str) -> Outcome | None:
        """Return what is said to a question, or None."""
        return self.quality.outcome(question)


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a folder as the list shows it.

    ``title`` names no child where the document is ours; ``problem`` says why a file could not be
    read, ``is_locked`` that a password would help. ``same_as`` is the path of a file with the same
    content, ``newer`` that of a newer version of the same record. ``noticed`` counts what the
    checks found.
    """

    path: str
    name: str
    title: str = ""
    review: str = ""
    held_on: str = ""
    version: str = ""
    yes: int = 0
    no: int = 0
    cannot_tell: int = 0
    noticed: int = 0
    text: str = ""
    note: str = ""
    problem: str = ""
    remedy: str = ""
    is_locked: bool = False
    same_as: str = ""
    newer: str = ""
    sort_date: str = ""

    @property
    def is_read(self) -> bool:
        """Whether it could be read."""
        return not self.problem

    @property
    def state(self) -> str:
        """What stands at the right of it in a list."""
        if self.problem:
            return "password" if self.is_locked else "not read"
        if self.no:
            return f"{self.no} to look at"
        return f"{self.noticed} noticed" if self.noticed else "nothing noticed"

    @property
    def state_role(self) -> str:
        """The colour that repeats the state."""
        if self.problem:
            return "late"
        return "soon" if self.no else "quiet"

    @property
    def facts(self) -> tuple[str, ...]:
        """Quiet facts beneath its title."""
        if self.problem:
            return (self.problem,)
        kept = (self.review, self.held_on, self.text if self.text != "as exported" else "")
        own = (*kept, self.note, "the same text twice" if self.same_as else "")
        return tuple(filter(None, (*own, "there is a newer version" if self.newer else "")))


def spot_of(evidence: Evidence) -> Spot:
    """Return where words of the document stand."""
    return Spot(at=evidence.at, start=evidence.start, length=evidence.length)
