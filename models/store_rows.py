"""What goes into the store and comes out of it, beside the aggregates themselves.

Dates are UK dates, instants are UTC. No row holds "days left": a row stays right until the law
pack or the calendar it names is replaced. The rows of lists are many and can hold no circle, so the
search for rubbish need not look at them (``gc=False``); what is not known of them is not written.
"""

from datetime import date, datetime, time

from models.child import Child, Value
from models.review import Review, ReviewHead, SectionRecord
from models.terms import ReviewType


class Kin(Value, frozen=True, kw_only=True, gc=False):
    """A brother or sister on this caseload, as this child's own list of people knows them."""

    child_id: str
    name: str
    relationship: str = ""


class DriftSign(Value, frozen=True, kw_only=True, gc=False):
    """A sign of drift of the law pack, and the UK date after which it holds if nothing changes."""

    id: str
    since: date


class SettingSign(Value, frozen=True, kw_only=True, gc=False):
    """What must be seen about where a child lives, from a UK date on, and before ``until``."""

    words: str
    since: date
    until: date | None = None


class OpenDispute(Value, frozen=True, kw_only=True, gc=False):
    """A dispute that is not closed: its stage and, once it is formal, its clock (T17).

    ``answer_due`` is by when the stage it is at should answer.
    """

    stage: str
    opened_on: date
    formal_on: date | None = None
    amber: date | None = None
    due: date | None = None
    answer_due: date | None = None


class LimitChange(Value, frozen=True, kw_only=True, gc=False):
    """A limit that another law pack or calendar moved, kept until the IRO has seen it."""

    what: str
    was: date
    now: date
    why: str


class ChildRow(Value, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What the caseload shows of a child without opening them.

    ``numbers`` are the child's other numbers without spaces, ``promises_by`` the dates of open
    recommendations, ``home`` reads after an age ("with Jo", "residential school"), ``row_format``
    counts up when rows say more than they did (see columns). ``midway_due`` is the day of the check
    after a review held before Heard, ``early_wanted`` that of the newest yes to an early review,
    ``pledge_by`` the soonest day of what the officer promised the child and has not yet kept.
    """

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
    next_from: date | None = None
    next_rule: str = ""
    numbers: str = ""
    family: str = ""
    team: str = ""
    kin: tuple[Kin, ...] = ()
    promises_by: tuple[date, ...] = ()
    drift: tuple[DriftSign, ...] = ()
    dispute: OpenDispute | None = None
    settings: tuple[SettingSign, ...] = ()
    care_ended: date | None = None
    checked_on: date | None = None
    midway_due: date | None = None
    early_wanted: date | None = None
    pledge_by: date | None = None
    law_version: str = ""
    calendar_version: str = ""
    row_format: int = 0


class ReviewRow(Value, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """What lists show of a review without opening it.

    ``midway`` is the day of the check that was planned at it, ``midway_due`` the rule's (T18).
    ``adjourned_until`` is the day it goes on, ``adjourned_due`` the last one by law (T11).
    """

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
    next_from: date | None = None
    next_rule: str = ""
    next_planned: date | None = None
    midway: date | None = None
    midway_due: date | None = None
    signed_version: int = 0
    review_at: time | None = None
    next_at: time | None = None
    adjourned_on: date | None = None
    adjourned_due: date | None = None
    law_version: str = ""
    calendar_version: str = ""
    row_format: int = 0


class CaseloadRow(Value, frozen=True, kw_only=True, gc=False):
    """One line of the caseload: a child and the newest of their reviews (by number).

    ``before`` is the newest complete one where ``latest`` is not complete: what follows it is owed
    although the next was started. ``changed`` are limits that moved and that the IRO has not yet
    seen.
    """

    child: ChildRow
    latest: ReviewRow | None = None
    before: ReviewRow | None = None
    changed: tuple[LimitChange, ...] = ()


class HeadPart(Value, frozen=True, kw_only=True):
    """The head of a review, to be saved."""

    review_id: str
    child_id: str
    head: ReviewHead


class SectionPart(Value, frozen=True, kw_only=True):
    """One section of a review, to be saved."""

    review_id: str
    record: SectionRecord


class SectionKey(Value, frozen=True, kw_only=True):
    """One section of a review, to be taken out."""

    review_id: str
    section_id: str


class IndexLine(Value, frozen=True, kw_only=True):
    """A line or entry that search finds; ``on`` is the date that "newest first" goes by.

    A line of a review is the review's, any other the child's; its id is unique there.
    """

    child_id: str
    review_id: str | None = None
    id: str
    on: date
    section: str = ""
    kind: str = ""
    text: str

    @property
    def owner(self) -> str:
        """The id of the review, or of the child, that the line belongs to."""
        return self.review_id or self.child_id


class LineKey(Value, frozen=True, kw_only=True):
    """A line to be taken out of search; ``owner`` is the id of its review, else of its child."""

    owner: str
    id: str


class StoreEvent(Value, frozen=True, kw_only=True):
    """Who did what kind of thing, and when (UTC). Never holds content."""

    at: datetime
    who: str
    kind: str
    child_id: str | None = None
    review_id: str | None = None


class NewSnapshot(Value, frozen=True, kw_only=True):
    """A frozen copy of a review to be kept; a signed version gives its number."""

    review_id: str
    kind: str
    at: datetime
    version: int | None = None
    body: bytes


class SnapshotRow(Value, frozen=True, kw_only=True):
    """A kept snapshot, without its body."""

    number: int
    review_id: str
    kind: str
    at: datetime
    version: int | None = None


class SaveBatch(Value, frozen=True, kw_only=True):
    """Everything that one transaction writes: only what changed."""

    children: tuple[Child, ...] = ()
    child_rows: tuple[ChildRow, ...] = ()
    heads: tuple[HeadPart, ...] = ()
    review_rows: tuple[ReviewRow, ...] = ()
    sections: tuple[SectionPart, ...] = ()
    gone_sections: tuple[SectionKey, ...] = ()
    lines: tuple[IndexLine, ...] = ()
    gone_lines: tuple[LineKey, ...] = ()
    snapshots: tuple[NewSnapshot, ...] = ()
    events: tuple[StoreEvent, ...] = ()


class NewExport(Value, frozen=True, kw_only=True):
    """An export about to be written. No name of a child is in any field."""

    child_id: str
    review_id: str | None = None
    document: str
    version: int | None = None
    recipient: str
    folder: str
    half: str
    name: str
    started_at: datetime
    protected: bool = False


class ExportRow(Value, frozen=True, kw_only=True):
    """One entry of the export register; pending while ``completed_at`` is None.

    ``uploaded_on`` is the UK date it was put into the council's system, once that is confirmed;
    ``protected`` says that a password was set on it.
    """

    number: int
    child_id: str
    review_id: str | None
    document: str
    version: int | None
    recipient: str
    folder: str
    half: str
    name: str
    started_at: datetime
    completed_at: datetime | None
    sha256: str | None
    uploaded_on: date | None = None
    protected: bool = False


class ExportChoices(Value, frozen=True, kw_only=True):
    """What was chosen the last time something of a child was exported: ids and a folder only.

    ``documents`` are keys of documents and copies; ``protect`` that a password was asked for.
    """

    documents: tuple[str, ...] = ()
    folder: str = ""
    protect: bool = False


class Found(Value, frozen=True, kw_only=True):
    """A line that a search found; ``highlights`` are (start, length) in code points."""

    child_id: str
    review_id: str | None
    section: str
    id: str
    on: date
    kind: str
    text: str
    highlights: tuple[tuple[int, int], ...]


class SignedContent(Value, frozen=True, kw_only=True):
    """A signed version, frozen: the review, and the child as known that day."""

    child: Child
    review: Review
    number: int
