"""One statutory review: its meetings, notes, minutes, people, duties and recommendations.

A review is kept in parts, a head and one record per section, so that a keystroke rewrites one
small row (design.md §3). Dates are UK dates, instants are UTC.
"""

from datetime import date, datetime, time

import msgspec

from models.child import Value
from models.feedback_values import Feedback
from models.taking_part import Advocacy, ChangeMade, OwnCopy, RightTold, TakingPart
from models.terms import (
    Attended,
    ChildAgrees,
    CopyKind,
    DutyState,
    KeptFact,
    LateReason,
    MeetingMode,
    PaperStatus,
    PrivateTalk,
    ReviewType,
    SectionStatus,
)
from models.text import Quote, Text

IRO_VIEW = "iro_view"
DIFFERENCES = "differences"
EXTRA_SECTIONS = (IRO_VIEW, DIFFERENCES)
"""Written up beside the fourteen sections of the agenda: G and I of domain.md §4.2."""

LETTER_PREFIX = "letter_"
"""Begins the ids of the parts of the letter to the child, which stand in no record."""


TRANSLATED = "_translated"
"""Ends the id of the section that holds a part of the letter in the child's other language."""


def translated(part_id: str) -> str:
    """Return the id of the section that holds a part of the letter in the other language."""
    return f"{part_id}{TRANSLATED}"


def is_translation(section_id: str) -> bool:
    """Return whether a section holds a translator's words: no hint in English is for them."""
    return section_id.startswith(LETTER_PREFIX) and section_id.endswith(TRANSLATED)


class Meeting(Value, frozen=True, kw_only=True):
    """One meeting of a review; a review may be a series of them."""

    id: str
    on: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    place_withheld: bool = False
    mode: MeetingMode = MeetingMode.IN_ROOM
    started_at: datetime | None = None
    ended_at: datetime | None = None


class Attendance(Value, frozen=True, kw_only=True):
    """How one person took part; ``person_id`` names a person of the child's.

    ``documents`` are chosen for their copy where they are not those of its kind; ``left_out`` are
    sections that it does not hold, and ``kept_back`` what it does not tell.
    """

    person_id: str
    consulted: str = ""
    invited: bool = False
    attended: Attended = Attended.NOT_YET
    why_absent: str = ""
    views: str = ""
    chaired: str = ""
    copy: CopyKind = CopyKind.UNDECIDED
    copy_reason: str = ""
    documents: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept_back: tuple[KeptFact, ...] = ()


class Paper(Value, frozen=True, kw_only=True):
    """A paper the review needs, whether it came, and who will send a missing one by when."""

    id: str
    name: str
    status: PaperStatus = PaperStatus.AWAITED
    on: date | None = None
    who: str = ""
    by: date | None = None
    note: str = ""


class DutyRecord(Value, frozen=True, kw_only=True):
    """What the IRO did about one duty of the law pack, named by its permanent id."""

    id: str
    state: DutyState = DutyState.OPEN
    on: date | None = None
    how: str = ""
    who: str = ""
    by: date | None = None
    note: str = ""


class PrivateConversation(Value, frozen=True, kw_only=True):
    """The talk with the child in private that regulation 36 asks for."""

    value: PrivateTalk = PrivateTalk.NOT_DONE
    on: date | None = None
    place: str = ""
    minutes: int | None = None
    text: str = ""
    why_not: str = ""


class Participation(Value, frozen=True, kw_only=True):
    """The SSDA903 participation code: what was suggested, and what the IRO chose."""

    code: str = ""
    suggested: str = ""
    reason: str = ""


class Recommendation(Value, frozen=True, kw_only=True):
    """What the review decided: one action, one named person, one date.

    Its number is its place among the review's recommendations, counted from 1. ``line_id`` is the
    note it grew from; while ``follows_line`` holds, its words are that line's. ``in_letter`` says
    it to the child, ``how_seen`` how the child will see that it happens.
    """

    id: str
    what: str
    why: str = ""
    who: str = ""
    role: str = ""
    person_id: str | None = None
    by: date | None = None
    section: str = ""
    child_agrees: ChildAgrees = ChildAgrees.NOT_ASKED
    in_letter: str = ""
    how_seen: str = ""
    child_words: str | None = None
    answers: tuple[str, ...] = ()
    carried_from: str | None = None
    line_id: str | None = None
    follows_line: bool = False


class Unanswered(Value, frozen=True, kw_only=True):
    """A wish or worry that was heard and not acted on, with the honest reason.

    ``in_letter`` says it to the child themself; ``answers`` are ids of the words it answers, or of
    entries of the views log without words.
    """

    id: str
    worry: str
    who: str = ""
    reason: str = ""
    in_letter: str = ""
    view_id: str | None = None
    answers: tuple[str, ...] = ()


class Adjournment(Value, frozen=True, kw_only=True):
    """Whether adjourning was considered and, if done, on what terms (reg 36; once, 20 wd)."""

    considered: bool = False
    decided_on: date | None = None
    until: date | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""
    impact: str = ""
    views_taken: str = ""
    in_place: str = ""
    manager_told: str = ""


class NotRelevant(Value, frozen=True, kw_only=True):
    """Why a Schedule 7 paragraph (``S7.14``) or a section did not need discussing."""

    id: str
    reason: str


class NextReview(Value, frozen=True, kw_only=True):
    """When and where the next review is planned, and the midway check before it."""

    planned: date | None = None
    at: time | None = None
    place: str = ""
    midway: date | None = None
    late_reason: str = ""


class Sending(Value, frozen=True, kw_only=True):
    """The dates on which each thing that follows a review happened."""

    decisions_sent: date | None = None
    council_replied: date | None = None
    council_manager: str = ""
    care_plan_updated: date | None = None
    record_done: date | None = None
    distributed: date | None = None


class SignedVersion(Value, frozen=True, kw_only=True):
    """One signed-off version; its frozen content stands in the store under the same number.

    ``changes`` names what differs from the version before (see ``models.compared``), ``sha256``
    is that of the frozen content, in hexadecimal digits.
    """

    number: int
    signed_at: datetime
    by: str
    reason: str = ""
    changes: tuple[str, ...] = ()
    sha256: str = ""


class ReviewHead(Value, frozen=True, kw_only=True):
    """All of a review but the text of its sections.

    ``left_for_now`` says why something was left open when the record was signed, and stands in no
    document; what the law wants said stands in ``left_open`` and ``not_relevant``.
    ``nothing_asked`` are ids of what the child said or showed that wants no answer. ``cleared_on``
    is the UK date on which the working copy was cleared, once the council had the record.
    """

    number: int
    type: ReviewType
    review_date: date | None = None
    completed_on: date | None = None
    limit: date | None = None
    late_reason: LateReason | None = None
    late_note: str = ""
    meetings: tuple[Meeting, ...] = ()
    place_chosen_by: str = ""
    chair: str = ""
    started_with: str = ""
    agenda_order: tuple[str, ...] = ()
    order_chosen_by: str = ""
    confidentiality_explained: bool = False
    support: str = ""
    attendance: tuple[Attendance, ...] = ()
    annex_for: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    duties: tuple[DutyRecord, ...] = ()
    private_conversation: PrivateConversation = PrivateConversation()
    participation: Participation = Participation()
    recommendations: tuple[Recommendation, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    adjournment: Adjournment = Adjournment()
    not_relevant: tuple[NotRelevant, ...] = ()
    left_open: tuple[NotRelevant, ...] = ()
    left_for_now: tuple[NotRelevant, ...] = ()
    what_changed: str = ""
    changes: tuple[ChangeMade, ...] = ()
    nothing_asked: tuple[str, ...] = ()
    taking_part: TakingPart = TakingPart()
    rights: tuple[RightTold, ...] = ()
    advocacy: Advocacy = Advocacy()
    own_copy: OwnCopy = OwnCopy()
    dispute_considered: str = ""
    letter_band: str = ""
    letter_language: str = ""
    letter_translator: str = ""
    dismissed_hints: tuple[str, ...] = ()
    show_strip: bool = False
    next_review: NextReview = NextReview()
    sending: Sending = Sending()
    write_up_opened: datetime | None = None
    feedback: tuple[Feedback, ...] = ()
    versions: tuple[SignedVersion, ...] = ()
    cleared_on: date | None = None
    agenda_version: str = ""
    law_version: str = ""
    template_version: str = ""


class PromptState(Value, frozen=True, kw_only=True):
    """What the chair did with a prompt: asked it, hid it, or worded it anew."""

    id: str
    asked: bool = False
    hidden: bool = False
    wording: str = ""


class SectionRecord(Value, frozen=True, kw_only=True):
    """The notes and minutes of one section, the quotations first marked there, its prompts."""

    id: str
    notes: Text = ()
    minutes: Text = ()
    quotes: tuple[Quote, ...] = ()
    prompts: tuple[PromptState, ...] = ()
    status: SectionStatus = SectionStatus.EMPTY


class Review(Value, frozen=True, kw_only=True):
    """One statutory review of one child."""

    id: str
    child_id: str
    head: ReviewHead
    sections: tuple[SectionRecord, ...] = ()

    def section(self, section_id: str) -> SectionRecord:
        """Return the record of a section; an empty one when nothing was written there yet."""
        for record in self.sections:
            if record.id == section_id:
                return record
        return SectionRecord(id=section_id)


def with_section(review: Review, record: SectionRecord) -> Review:
    """Return the review with ``record`` in its place, or added when it is new."""
    ids = [section.id for section in review.sections]
    if record.id not in ids:
        return msgspec.structs.replace(review, sections=(*review.sections, record))
    at = ids.index(record.id)
    sections = (*review.sections[:at], record, *review.sections[at + 1 :])
    return msgspec.structs.replace(review, sections=sections)


def is_running(review: Review) -> bool:
    """Whether a meeting of the review was started and not yet ended."""
    return any(m.started_at is not None and m.ended_at is None for m in review.head.meetings)
