"""Every change to a child or a review is an ``Edit`` value (design.md §3).

Autosave, undo, "what changed" and redraw all listen to edits. The values stand here; what each
of them does is in ``models.apply``.
"""

from datetime import date, datetime
from enum import StrEnum

from models.child import (
    Child,
    ClockNote,
    Dispute,
    EarlyReviewThought,
    Event,
    Hold,
    Home,
    LegalStatus,
    MidwayCheck,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    Person,
    PlanEntry,
    Pledge,
    Promise,
    School,
    StatusEntry,
    Value,
    View,
    Visit,
    Withheld,
    Worker,
)
from models.review import (
    Attendance,
    DutyRecord,
    Meeting,
    NotRelevant,
    Paper,
    PromptState,
    Recommendation,
    Review,
    ReviewHead,
    Unanswered,
)
from models.taking_part import ChangeMade, RightTold
from models.terms import SectionStatus
from models.text import Mark, Quote, Text


class Opened(Value, frozen=True, kw_only=True):
    """What is open on the screen: a child, and one of their reviews or none."""

    child: Child
    review: Review | None = None

    @property
    def the_review(self) -> Review:
        """The open review. Raises ValueError when only the child is open."""
        if self.review is None:
            raise ValueError("no review is open")
        return self.review


class Field(StrEnum):
    """The two texts of a section."""

    NOTES = "notes"
    MINUTES = "minutes"


ChildItem = (
    Person
    | Home
    | School
    | Worker
    | Visit
    | LegalStatus
    | PlanEntry
    | View
    | Promise
    | PastReview
    | MidwayCheck
    | Event
    | Dispute
    | PeriodOfCare
    | MissingEpisode
    | EarlyReviewThought
    | Pledge
    | ClockNote
    | Hold
    | Withheld
)
HeadItem = (
    Meeting
    | Paper
    | DutyRecord
    | Recommendation
    | Unanswered
    | NotRelevant
    | ChangeMade
    | RightTold
)
Item = ChildItem | HeadItem


class SpliceText(Value, frozen=True, kw_only=True):
    """Typing: ``removed`` lines at ``at`` became ``lines``; ``quotes`` changed or are new."""

    section: str
    field: Field
    at: int
    removed: int
    lines: Text
    quotes: tuple[Quote, ...] = ()


class MarkLine(Value, frozen=True, kw_only=True):
    """Mark one line, or take its mark away (``Mark.NOTE``).

    ``ids`` are three fresh ids for what marking may make: a line before the quoted part, one
    after it, and the quotation or recommendation itself. ``source`` says how words were said.
    """

    section: str
    line: str
    mark: Mark
    ids: tuple[str, str, str]
    source: str = ""
    field: Field = Field.NOTES


class MoveLine(Value, frozen=True, kw_only=True):
    """Move one line of notes to the end of another section's notes."""

    section: str
    line: str
    to: str


class CorrectQuote(Value, frozen=True, kw_only=True):
    """Change a quotation after the write-up was opened, with the reason (design.md §3 Text)."""

    quote: str
    text: str
    reason: str
    at: datetime


class Put(Value, frozen=True, kw_only=True):
    """Put one item of a list: it replaces the one with its id, or is added at the end."""

    item: Item


class Together(Value, frozen=True, kw_only=True):
    """Several changes that are one step, done in order: replacing everywhere."""

    edits: tuple[SpliceText | Put, ...]


class Drop(Value, frozen=True, kw_only=True):
    """Take one item out of its list."""

    item: Item


class Reorder(Value, frozen=True, kw_only=True):
    """Move a recommendation by ``by`` places, up when negative."""

    recommendation: str
    by: int


class PutAttendance(Value, frozen=True, kw_only=True):
    """Say how one person takes part in this review."""

    attendance: Attendance


class PutPrompt(Value, frozen=True, kw_only=True):
    """Tick, hide or reword a prompt in its section."""

    section: str
    state: PromptState


class PutStatus(Value, frozen=True, kw_only=True):
    """Say how far an earlier recommendation has got, in the ledger."""

    promise: str
    entry: StatusEntry


class SetSectionStatus(Value, frozen=True, kw_only=True):
    """Say that a section is written up, or not yet."""

    section: str
    status: SectionStatus


class SetHead(Value, frozen=True, kw_only=True):
    """Give the review another head: its place, dates, chair and the like."""

    head: ReviewHead


class Complete(Value, frozen=True, kw_only=True):
    """Complete the review, at an instant (UTC): its dates are set, its meeting ends.

    The child's ledger gets its recommendations, and follows them from then on.
    """

    at: datetime
    completed_on: date
    review_date: date


class SetChild(Value, frozen=True, kw_only=True):
    """Give the child other facts: name, status, language and the like."""

    child: Child


Edit = (
    SpliceText
    | MarkLine
    | MoveLine
    | CorrectQuote
    | Put
    | Together
    | Drop
    | Reorder
    | PutAttendance
    | PutPrompt
    | PutStatus
    | SetSectionStatus
    | SetHead
    | Complete
    | SetChild
)
