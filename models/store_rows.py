"""The rows that lists and the store pass about: a few columns beside the encrypted bodies.

Columns hold absolute UK dates, never "days left", with the versions of the law pack and calendar
that made them (design.md §3).
"""

from datetime import date, datetime

from models.child import Child, Value
from models.review import Review, ReviewHead, SectionRecord
from models.terms import ReviewType


class ChildRow(Value, frozen=True, kw_only=True):
    """What the caseload shows of a child without opening them."""

    id: str
    preferred_name: str
    born: date
    legal_name: str = ""
    la_id: str = ""
    practice: bool = False
    became_looked_after: date | None = None
    home: str = ""
    plan: str = ""
    plan_b: str = ""
    open_promises: int = 0
    oldest_promise: date | None = None
    last_words: str = ""
    last_words_on: date | None = None
    next_limit: date | None = None
    next_what: str = ""
    law_version: str = ""
    calendar_version: str = ""


class ReviewRow(Value, frozen=True, kw_only=True):
    """What lists show of a review without opening it."""

    id: str
    child_id: str
    number: int
    type: ReviewType
    review_date: date | None = None
    limit: date | None = None
    completed_on: date | None = None
    adjourned_until: date | None = None
    is_running: bool = False
    recommendations: int = 0
    decisions_due: date | None = None
    record_due: date | None = None
    distribution_due: date | None = None
    decisions_sent: date | None = None
    record_done: date | None = None
    distributed: date | None = None
    next_limit: date | None = None
    next_planned: date | None = None
    midway: date | None = None
    signed_version: int = 0
    law_version: str = ""
    calendar_version: str = ""


class CaseloadRow(Value, frozen=True, kw_only=True):
    """One line of the caseload: a child and the newest of their reviews."""

    child: ChildRow
    latest: ReviewRow | None = None


class IndexLine(Value, frozen=True, kw_only=True):
    """One line or entry of the search index; ``key`` is the id of the line or entry."""

    key: str
    child_id: str
    review_id: str | None
    section: str
    text: str


class Found(Value, frozen=True, kw_only=True):
    """One hit of a search: where it stands, and its text with the found words bracketed.

    ``marks`` are the (start, length) of each found word in ``text``, in code points.
    """

    key: str
    child_id: str
    preferred_name: str
    review_id: str | None
    section: str
    text: str
    marks: tuple[tuple[int, int], ...] = ()


class ExportRow(Value, frozen=True, kw_only=True):
    """One entry of the export register. ``sha256`` is empty while the file is half-written."""

    id: str
    child_id: str
    review_id: str
    document: str
    version: int
    recipient: str
    file_name: str
    folder: str
    at: datetime
    temporary_name: str = ""
    sha256: str = ""
    uploaded_on: date | None = None


class SaveBatch(Value, frozen=True, kw_only=True):
    """Everything one transaction writes: only what changed.

    ``head`` and ``sections`` belong to ``review_id``. ``events`` are kinds such as
    ``"review completed"``, never content.
    """

    child: Child | None = None
    child_row: ChildRow | None = None
    review_id: str | None = None
    review_child_id: str | None = None
    head: ReviewHead | None = None
    review_row: ReviewRow | None = None
    sections: tuple[SectionRecord, ...] = ()
    index: tuple[IndexLine, ...] = ()
    unindex: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return self == SaveBatch()


class SignedContent(Value, frozen=True, kw_only=True):
    """A signed version, frozen: the review, and the child as known that day."""

    child: Child
    review: Review
    number: int
