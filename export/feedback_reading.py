"""The comments of a Word file as feedback on a review: who said what, about which words, where.

The file may be our copy, or one that was commented in Word or LibreOffice alone: comments are read
as Word shows them and placed by the section and the recommendation around their words.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from export.reader.document import ReadComment, ReadTable, TextState, Trait
from export.reader.record import ReadRecommendation, ReadRecord
from models.clock import uk_date
from models.feedback_values import Feedback, FeedbackComment
from models.text import new_id

_NUMBER = re.compile(r"\s*(\d{1,4})\b")


def feedback_of(record: ReadRecord, received_on: date) -> Feedback:
    """Return every comment of a document that was read; ``received_on`` is a UK date."""
    about = _NUMBER.match(record.version)
    document = record.document
    is_draft = record.is_draft if record.is_draft is not None else "draft" in record.version
    return Feedback(
        id=new_id(),
        sha256=document.sha256,
        reference=record.reference,
        version=record.version,
        about_version=int(about[1]) if about is not None and not is_draft else None,
        draft=is_draft,
        review_date=record.review_date,
        document=record.kind,
        received_on=received_on,
        changed=document.text_state is TextState.CHANGED or Trait.TRACKED in document.traits,
        comments=tuple(_comments(record)),
    )


def read_feedback(path: str, password: str, received_on: date) -> Feedback:
    """Return the comments of a file, read as any from outside.

    Raises:
        UnreadableError: it cannot be read, and why.
    """
    from export.reader.reading import read_file  # noqa: PLC0415 - loaded by the helper alone
    from export.reader.understanding import understood  # noqa: PLC0415 - as above

    return feedback_of(understood(read_file(Path(path), password or None)), received_on)


def place_of(record: ReadRecord, at: int) -> tuple[str, ReadRecommendation | None]:
    """Return the section a paragraph stands in, and the recommendation, where it is in one."""
    section = record.section_of(at)
    return (section.id if section is not None else "", _recommendation(record, at))


def _comments(record: ReadRecord) -> Iterator[FeedbackComment]:
    found = [(new_id(), comment) for comment in record.document.comments if comment.text.strip()]
    by_word = {comment.id: id_ for id_, comment in found}
    for id_, comment in found:
        yield _comment(record, comment, id_, by_word.get(comment.answers, ""))


def _comment(record: ReadRecord, comment: ReadComment, id_: str, answers: str) -> FeedbackComment:
    at = comment.spots[0].at if comment.spots else 0
    section, recommendation = place_of(record, at)
    return FeedbackComment(
        id=id_,
        words=comment.text.strip(),
        author=comment.author,
        on=_day(comment),
        quoted=comment.passage,
        section=section,
        number=recommendation.number if recommendation is not None else None,
        what=recommendation.what if recommendation is not None else "",
        answers=answers,
        done=comment.done,
    )


def _day(comment: ReadComment) -> date | None:
    """Return the UK date of a comment; Word writes the time of its own clock, without a zone."""
    if comment.on is None:
        return None
    return uk_date(comment.on) if comment.on.tzinfo is not None else comment.on.date()


def _recommendation(record: ReadRecord, at: int) -> ReadRecommendation | None:
    """Return the recommendation in whose row a paragraph stands, or whose text it is."""
    for one in record.recommendations:
        if at in (one.what_at, one.who_at, one.by_at):
            return one
    for block in record.document.blocks:
        if isinstance(block, ReadTable):
            for row in block.rows:
                places = {paragraph.at for cell in row for paragraph in cell}
                if at in places:
                    return next((r for r in record.recommendations if r.what_at in places), None)
    return None
