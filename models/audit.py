"""A team lead's reading of one document: grades, what was seen, comments, and what goes back.

An audit is about the document and names nobody: it holds the file's digest, the reference, version
and date that the document says of itself (domain.md §7.2). Edits are pure: each returns a new
value. Instants are UTC, dates UK dates, positions code points of a paragraph's text.
"""

from datetime import date, datetime

import msgspec

from models.child import Value
from models.terms import Term

MOST_STRENGTHS = 2


class Grade(Term):
    """How well a question is answered by a record; four plain words and no number."""

    STRONG = "strong", "strong"
    SECURE = "secure", "secure"
    NEEDS_WORK = "needs_work", "needs work"
    NOT_SEEN = "not_seen", "not seen"


class Answer(Value, frozen=True, kw_only=True):
    """What the lead thinks of one question; ``id`` is the question's, for ever.

    ``difference`` says what difference it made for the child.
    """

    id: str
    grade: Grade | None = None
    words: str = ""
    difference: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet."""
        return self.grade is None and not (self.words or self.difference)


class Spot(Value, frozen=True, kw_only=True):
    """Where in a document a comment stands: its paragraph, and a stretch of that one's text.

    ``at`` is the paragraph's number in the same file. ``section`` is the id of the section it is
    in, ``recommendation`` the number of the recommendation; ``quoted`` are the words themselves.
    """

    at: int
    start: int = 0
    length: int = 0
    quoted: str = ""
    section: str = ""
    recommendation: int | None = None


class Remark(Value, frozen=True, kw_only=True):
    """One comment at a passage, which becomes a comment of Word in the copy."""

    id: str
    at: datetime
    spot: Spot
    words: str = ""
    question: str = ""


class Audit(Value, frozen=True, kw_only=True):
    """One document, read by one team lead.

    ``version`` and ``review_date`` are as the document says; ``document`` is its kind. ``change``
    is the one change asked for, ``change_by`` its UK date.
    """

    id: str
    sha256: str
    reference: str = ""
    version: str = ""
    document: str = ""
    review_date: date | None = None
    by: str = ""
    begun_on: date
    answers: tuple[Answer, ...] = ()
    remarks: tuple[Remark, ...] = ()
    difference: str = ""
    strengths: tuple[str, ...] = ()
    change: str = ""
    change_by: date | None = None
    thanks: str = ""
    returned_on: date | None = None

    def answer(self, question: str) -> Answer:
        """Return what was answered to a question; an empty answer when nothing was."""
        for answer in self.answers:
            if answer.id == question:
                return answer
        return Answer(id=question)

    @property
    def is_empty(self) -> bool:
        """Whether the lead has said nothing at all of this document yet."""
        said = self.answers or self.remarks or self.strengths or self.change_by
        return not (said or self.difference or self.change or self.thanks)


class AuditRow(Value, frozen=True, kw_only=True):
    """What a list of documents shows of an audit without opening it."""

    id: str
    sha256: str
    reference: str
    at: datetime


def put_answer(audit: Audit, answer: Answer) -> Audit:
    """Return the audit with the answer in its place; an empty one is taken out."""
    kept = {one.id: one for one in audit.answers}
    kept[answer.id] = answer
    answers = tuple(one for one in kept.values() if not one.is_empty)
    return msgspec.structs.replace(audit, answers=answers)


def graded(audit: Audit, question: str, grade: Grade) -> Audit:
    """Return the audit with a grade given; the grade that stands there already is taken back."""
    answer = audit.answer(question)
    wanted = None if answer.grade is grade else grade
    return put_answer(audit, msgspec.structs.replace(answer, grade=wanted))


def put_remark(audit: Audit, remark: Remark) -> Audit:
    """Return the audit with the comment in its place, or added at the end."""
    kept = {one.id: one for one in audit.remarks}
    kept[remark.id] = remark
    return msgspec.structs.replace(audit, remarks=tuple(kept.values()))


def drop_remark(audit: Audit, remark_id: str) -> Audit:
    """Return the audit without a comment."""
    remarks = tuple(one for one in audit.remarks if one.id != remark_id)
    return msgspec.structs.replace(audit, remarks=remarks)


def put_strength(audit: Audit, at: int, words: str) -> Audit:
    """Return the audit with the first or second strength (``at`` 0 or 1) in these words."""
    given = [*audit.strengths, *[""] * MOST_STRENGTHS][:MOST_STRENGTHS]
    given[at] = words
    while given and not given[-1]:
        given.pop()
    return msgspec.structs.replace(audit, strengths=tuple(given))


def missing_for_return(audit: Audit) -> tuple[str, ...]:
    """Return what the sheet for the reviewing officer still lacks, in words; it may go without."""
    lacking = []
    if len([words for words in audit.strengths if words.strip()]) < MOST_STRENGTHS:
        lacking.append("two strengths")
    if not audit.change.strip():
        lacking.append("the one change")
    elif audit.change_by is None:
        lacking.append("by when the change")
    if not audit.thanks.strip():
        lacking.append("a thank-you")
    return tuple(lacking)
