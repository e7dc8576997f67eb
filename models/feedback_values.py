"""What came back from a team lead in a Word file, as it is kept with the review."""

from datetime import date

from models.child import Value


class FeedbackComment(Value, frozen=True, kw_only=True):
    """One comment: who said it when, about which words, and what the officer did with it.

    ``section`` is the id of a section, empty for the record as a whole; ``number`` that of the
    recommendation in the version that was read, ``recommendation_id`` its id in this review.
    ``answers`` is the id of the comment it replies to.
    """

    id: str
    words: str
    author: str = ""
    on: date | None = None
    quoted: str = ""
    section: str = ""
    number: int | None = None
    what: str = ""
    recommendation_id: str = ""
    answers: str = ""
    answer: str = ""
    done: bool = False


class Feedback(Value, frozen=True, kw_only=True):
    """What one file brought back.

    ``version`` is as the file says, ``about_version`` its number where it is one, and ``draft``
    whether it was none yet. ``sha256`` is the file's own. ``changed`` says that words of the record
    itself were changed in it, openly or not; they are never taken in.
    """

    id: str
    sha256: str
    reference: str = ""
    version: str = ""
    about_version: int | None = None
    draft: bool = False
    review_date: date | None = None
    document: str = ""
    received_on: date
    changed: bool = False
    comments: tuple[FeedbackComment, ...] = ()

    @property
    def open(self) -> tuple[FeedbackComment, ...]:
        """The comments that are not marked done."""
        return tuple(comment for comment in self.comments if not comment.done)
