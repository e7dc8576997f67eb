"""What is said of one document: an answer to each question, with the words that bear it out."""

import zlib
from datetime import date

import msgspec

from export.findings import Finding as Barrier
from export.reader.document import TextState, Trait
from export.reader.verdicts import Verdict
from models.child import Value
from models.terms import Term


class Reply(Term):
    """What can be said from the document; values stand in results and are for ever."""

    YES = "yes", "yes"
    NO = "no", "no"
    CANNOT_TELL = "cannot_tell", "cannot tell"
    DOES_NOT_APPLY = "does_not_apply", "does not apply"
    TO_JUDGE = "to_judge", "for you to judge"


class Evidence(Value, frozen=True, kw_only=True):
    """Words of the document: paragraph ``at``, a stretch of it, and where that is, in words.

    ``text`` are the words of the stretch, as they stand.
    """

    at: int
    start: int
    length: int
    text: str
    where: str = ""


class Outcome(Value, frozen=True, kw_only=True):
    """The answer to one question; ``because`` says in a sentence how it comes about."""

    question: str
    reply: Reply
    because: str = ""
    evidence: tuple[Evidence, ...] = ()


class Found(Value, frozen=True, kw_only=True):
    """One thing that a check found, with the words it is about."""

    check: str
    problem: str
    remedy: str = ""
    evidence: Evidence | None = None


class Quality(Value, frozen=True, kw_only=True):
    """All that is said of one document; ``verdict`` and ``problem`` where it cannot be read.

    ``name`` is the file's. ``copied_from`` is the name of the earlier document that passages were
    compared with. It names no child: results leave out ``child`` where they are kept.
    """

    name: str
    sha256: str = ""
    verdict: Verdict | None = None
    problem: str = ""
    remedy: str = ""
    kind: str = ""
    is_ours: bool = False
    reach: str = ""
    reference: str = ""
    version: str = ""
    is_draft: bool | None = None
    review_number: int | None = None
    review_date: date | None = None
    took_part: str = ""
    text_state: TextState = TextState.CANNOT_TELL
    check: str = ""
    traits: tuple[Trait, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    found: tuple[Found, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    comments: int = 0
    copied_from: str = ""

    def outcome(self, question: str) -> Outcome | None:
        """Return the answer to a question, None where it was not asked."""
        return next((one for one in self.outcomes if one.question == question), None)

    def count(self, reply: Reply) -> int:
        """Return how many questions were answered so."""
        return sum(one.reply is reply for one in self.outcomes)


class Row(Value, frozen=True, kw_only=True):
    """One file of a folder with what is said of it, kept small: there may be hundreds.

    ``label`` is the file's name, or a number where the name says the child's. ``same_as`` is the
    path of an earlier file with the same content; ``same_text`` of one with the same words under
    another name; ``newer`` of a newer version of the same record.
    """

    path: str
    label: str
    packed: bytes
    same_as: str = ""
    same_text: str = ""
    newer: str = ""

    @property
    def quality(self) -> Quality:
        """What is said of the file, unpacked anew each time."""
        return msgspec.msgpack.decode(zlib.decompress(self.packed), type=Quality)
