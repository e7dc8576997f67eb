"""The child as the IRO knows them: everything that outlives one review (design.md §3).

All dates are UK dates. Ids are permanent. Nothing here is worked out: what follows from these
facts (age, limits, moves counted) is in the rule modules.
"""

from datetime import date

import msgspec

from models.communicating import Interpreting, Passport
from models.terms import (
    ChildAgrees,
    Communication,
    CopyKind,
    CouncilReply,
    DisputeStage,
    HoldKind,
    LateReason,
    ParentalResponsibility,
    PromiseStatus,
    Registered,
    ViewMethod,
    WithheldWhat,
)
from models.text import Quote


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A frozen value of the domain; a change makes a new one."""


class Identifiers(Value, frozen=True, kw_only=True):
    """The numbers others know the child by; ``la_id`` is the council's."""

    la_id: str = ""
    nhs: str = ""
    upn: str = ""


class LegalStatus(Value, frozen=True, kw_only=True):
    """A legal status with its SSDA903 code and the dates it ran (domain.md §3.2)."""

    id: str
    code: str
    start: date
    end: date | None = None
    note: str = ""


class PeriodOfCare(Value, frozen=True, kw_only=True):
    """One unbroken time in care; ``ended_because`` is the SSDA903 code (REC), never X1."""

    id: str
    start: date
    end: date | None = None
    ended_because: str = ""


class MissingEpisode(Value, frozen=True, kw_only=True):
    """A time the child was missing, or away without authorisation (``kind``: M or A)."""

    id: str
    start: date
    end: date | None = None
    kind: str = "M"
    interview: str = ""
    note: str = ""


class Health(Value, frozen=True, kw_only=True):
    """What is known of the child's health, as the return asks it; None is "not known".

    ``as_of`` is the day the facts were taken over; ``sdq_reason`` the code why there is no score.
    """

    as_of: date | None = None
    sdq_score: int | None = None
    sdq_reason: str = ""
    assessed: bool | None = None
    assessed_on: date | None = None
    teeth_checked: bool | None = None
    immunised: bool | None = None
    development_checked: bool | None = None


class Person(Value, frozen=True, kw_only=True):
    """Someone who matters to the child or to the plan, kept across reviews.

    ``may_know_address`` False means that no copy may tell them where the child lives; ``child_id``
    names a brother or sister who is on this caseload too.
    """

    id: str
    name: str
    relationship: str = ""
    role: str = ""
    born: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    matters_because: str = ""
    family_time: str = ""
    parental_responsibility: str = ""
    responsibility: ParentalResponsibility = ParentalResponsibility.NOT_KNOWN
    must_be_consulted: bool | None = None
    orders: str = ""
    safe_contact: str = ""
    may_know_address: bool | None = None
    child_id: str = ""
    same_iro: bool = False
    lives_with_child: bool = False
    usual_copy: CopyKind = CopyKind.UNDECIDED
    note: str = ""


class Home(Value, frozen=True, kw_only=True):
    """Somewhere the child lives or lived (law: placement), in SSDA903 codes and in words."""

    id: str
    who: str
    kind: str = ""
    place_code: str = ""
    provider: str = ""
    start: date
    end: date | None = None
    reason_left: str = ""
    why: str = ""
    counts_as_move: bool = True
    why_not_counted: str = ""
    registered: Registered = Registered.NOT_KNOWN
    address: str = ""
    address_withheld: bool = False


class School(Value, frozen=True, kw_only=True):
    """A school, nursery, college or job, with why it changed."""

    id: str
    name: str
    start: date
    end: date | None = None
    year: str = ""
    why_changed: str = ""
    counts_as_change: bool = True
    why_not_counted: str = ""


SOCIAL_WORKER = "social worker"


class Worker(Value, frozen=True, kw_only=True):
    """A social worker (or other allocated worker) and when they were the child's."""

    id: str
    name: str
    start: date
    end: date | None = None
    why_changed: str = ""
    role: str = SOCIAL_WORKER


class Visit(Value, frozen=True, kw_only=True):
    """A visit by the social worker, and whether the child was seen alone."""

    id: str
    on: date
    alone: bool | None = None
    note: str = ""


class PlanEntry(Value, frozen=True, kw_only=True):
    """A permanence plan as it stood from a date, with plan B (domain.md §3.5)."""

    id: str
    from_date: date
    plan: str
    plan_b: str = ""
    matched_on: date | None = None
    target: date | None = None
    responsible: str = ""
    obstacles: str = ""
    child_view: str = ""
    review_number: int | None = None


class View(Value, frozen=True, kw_only=True):
    """One entry in the views log: how, when and with whom the child shared something.

    ``words`` is a quotation of this entry's own; ``quote_id`` names one first marked in the notes
    of a review. One of the two, or a ``description`` of what was seen. ``in_english`` is what an
    interpreter said the words mean; they stay in the language in which they were said.

    ``line_id`` is the note that the entry was made from; while ``follows_line`` holds, what was
    seen is that line's text. ``paper`` is the number it has on a paper, such as B7.
    """

    id: str
    on: date
    method: ViewMethod
    with_whom: str = ""
    alone: bool | None = None
    helper: str = ""
    place: str = ""
    words: Quote | None = None
    quote_id: str | None = None
    in_english: str = ""
    about: str = ""
    description: str = ""
    may_mean: str = ""
    could_also_mean: str = ""
    checked_back: bool | None = None
    sections: tuple[str, ...] = ()
    review_id: str | None = None
    line_id: str | None = None
    follows_line: bool = False
    paper: str = ""

    @property
    def words_id(self) -> str | None:
        """The id of the words that the entry holds or names, None where something was seen."""
        return self.words.id if self.words is not None else self.quote_id


class StatusEntry(Value, frozen=True, kw_only=True):
    """What was known, on a date, about how far a recommendation had got."""

    on: date
    status: PromiseStatus
    evidence: str = ""
    why_not: str = ""
    difference: str = ""
    carry_forward: bool = False
    review_id: str | None = None


class Reply(Value, frozen=True, kw_only=True):
    """The council's reply to a recommendation."""

    reply: CouncilReply
    on: date | None = None
    manager: str = ""
    reason: str = ""


class Promise(Value, frozen=True, kw_only=True):
    """One entry of the recommendation ledger: made in one review, followed in the next ones.

    ``section`` is the id of the section of the agenda it was made in, empty where not known.
    """

    id: str
    review_id: str
    review_number: int
    made_on: date
    number: int
    what: str
    why: str = ""
    who: str = ""
    role: str = ""
    by: date | None = None
    child_agrees: ChildAgrees = ChildAgrees.NOT_ASKED
    statuses: tuple[StatusEntry, ...] = ()
    reply: Reply | None = None
    carried_from: str | None = None
    section: str = ""

    @property
    def status(self) -> PromiseStatus:
        """The newest status, or not started."""
        return self.statuses[-1].status if self.statuses else PromiseStatus.NOT_STARTED


class PastReview(Value, frozen=True, kw_only=True):
    """A review held before Heard, known by its dates and participation code only."""

    id: str
    number: int
    type: str = "subsequent"
    on: date
    completed_on: date | None = None
    limit: date | None = None
    participation: str = ""
    meeting: bool = True
    why_no_meeting: str = ""
    permanence: str = ""


class MidwayCheck(Value, frozen=True, kw_only=True):
    """A check between two reviews, by the template of domain.md §2.4; None is "not asked"."""

    id: str
    on: date
    how: str = ""
    text: str = ""
    decisions: str = ""
    seen_on: date | None = None
    seen_alone: bool | None = None
    moved: bool | None = None
    worker_changed: bool | None = None
    child_message: str = ""
    on_track: bool | None = None
    action: str = ""
    next_check: date | None = None


class Event(Value, frozen=True, kw_only=True):
    """Something that happened between reviews, and whether it called for an early one."""

    id: str
    on: date
    kind: str
    text: str = ""
    known_how: str = ""
    done_about_it: str = ""
    early_review: bool | None = None
    early_review_reason: str = ""


class EarlyReviewThought(Value, frozen=True, kw_only=True):
    """Whether the review was to be brought forward, and why or why not (reg 33(3)).

    ``reasons`` are ids of the law pack's list; ``event_id`` names the event that raised it.
    """

    id: str
    on: date
    reasons: tuple[str, ...] = ()
    needed: bool | None = None
    because: str = ""
    event_id: str = ""


class Hold(Value, frozen=True, kw_only=True):
    """Something for which the working copy is kept, such as a complaint.

    ``since`` and ``until`` are UK dates; it is open while there is no ``until``.
    """

    id: str
    kind: HoldKind
    since: date
    until: date | None = None
    note: str = ""


class ClockNote(Value, frozen=True, kw_only=True):
    """What the reviewing officer noted about one of the child's clocks; ``id`` is the clock's.

    ``done_on`` is the day on which it was done, or last done, where no other fact tells it;
    ``reason`` and ``note`` say why it was late.
    """

    id: str
    done_on: date | None = None
    not_needed: bool = False
    reason: LateReason | None = None
    note: str = ""


class Pledge(Value, frozen=True, kw_only=True):
    """Something the reviewing officer promised to the child themself."""

    id: str
    on: date
    what: str = ""
    by: date | None = None
    kept_on: date | None = None
    note: str = ""


class Withheld(Value, frozen=True, kw_only=True):
    """Something kept out of copies as a whole: from all but the annex, or from people by id.

    ``what`` and ``of`` name it, and ``id`` is both of them, so that there is one decision about one
    thing. It outlives the review in which it was made (``review_id``): a recommendation kept from
    somebody stays kept when a later review looks back on it. ``by`` and ``on`` say who decided.
    """

    id: str
    what: WithheldWhat
    of: str
    annex: bool = False
    withheld_from: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    on: date | None = None
    review_id: str = ""


class StageEntry(Value, frozen=True, kw_only=True):
    """A stage of a dispute with the day it began; ``passed_over`` where it was bypassed."""

    stage: DisputeStage
    on: date
    passed_over: bool = False
    why: str = ""


class DisputeResponse(Value, frozen=True, kw_only=True):
    """One answer in a dispute."""

    id: str = ""
    on: date
    who: str
    text: str


class Dispute(Value, frozen=True, kw_only=True):
    """The local dispute resolution process for one matter (Handbook ch 6).

    ``about`` are ids of recommendations in the ledger; ``answers`` ids of the child's words, or of
    entries of the views log without words, that it takes up. ``for_child`` says it in words the
    child can read; ``told_child`` False means that knowing would harm them, ``not_told_because``
    how, and then no document says it. ``cafcass`` is why Cafcass was or was not asked.
    """

    id: str
    opened_on: date
    formal_on: date | None = None
    themes: tuple[str, ...] = ()
    summary: str = ""
    impact: str = ""
    child_view: str = ""
    stage: DisputeStage = DisputeStage.INFORMAL
    stage_due: date | None = None
    responses: tuple[DisputeResponse, ...] = ()
    outcome: str = ""
    closed_on: date | None = None
    stages: tuple[StageEntry, ...] = ()
    for_child: str = ""
    told_child: bool | None = None
    not_told_because: str = ""
    about: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    cafcass: str = ""
    cafcass_considered: bool | None = None
    cafcass_on: date | None = None
    cafcass_referred: bool | None = None


class ReturnedFacts(Value, frozen=True, kw_only=True):
    """What the national return said of the child when it was last read in.

    A newer return is compared with this: what the IRO changed since is theirs and stays. ``kinds``
    are the files that it was read from. ``known_from`` is the day of the child's first row, and
    ``goes_back`` what began before it (period, home, legal): a return may cover a year only.
    """

    read_on: date
    kinds: tuple[str, ...] = ()
    known_from: date | None = None
    goes_back: tuple[str, ...] = ()
    born: date
    upn: str = ""
    ethnicity_code: str = ""
    category_of_need: str = ""
    asylum: bool = False
    became_looked_after: date | None = None
    periods: tuple[PeriodOfCare, ...] = ()
    legal_statuses: tuple[LegalStatus, ...] = ()
    homes: tuple[Home, ...] = ()
    workers: tuple[Worker, ...] = ()
    missing: tuple[MissingEpisode, ...] = ()
    past_reviews: tuple[PastReview, ...] = ()
    health: Health = Health()


class Child(Value, frozen=True, kw_only=True):
    """A person in care under 18, and all that Heard keeps about them between reviews.

    ``family`` is the same for brothers and sisters on the caseload, ``team`` the social worker's;
    both are for lists only and stand in no document. ``liked_words`` are the child's own words for
    people and things, which the language helper lets be; ``former_names`` are not to be used any
    more, and stand in no document. ``passport`` and ``interpreting`` stand on
    papers for those who prepare the review, and in no record.
    """

    id: str
    preferred_name: str
    born: date
    legal_name: str = ""
    pronouns: str = ""
    unborn: bool = False
    ids: Identifiers = Identifiers()
    became_looked_after: date | None = None
    legal_statuses: tuple[LegalStatus, ...] = ()
    category_of_need: str = ""
    about_me: str = ""
    ethnicity_words: str = ""
    ethnicity_code: str = ""
    religion_words: str = ""
    languages: tuple[str, ...] = ("English",)
    interpreter: str = ""
    communication: tuple[Communication, ...] = (Communication.ENGLISH,)
    access: str = ""
    asylum_or_trafficking: bool = False
    people: tuple[Person, ...] = ()
    homes: tuple[Home, ...] = ()
    schools: tuple[School, ...] = ()
    workers: tuple[Worker, ...] = ()
    visits: tuple[Visit, ...] = ()
    plans: tuple[PlanEntry, ...] = ()
    views: tuple[View, ...] = ()
    ledger: tuple[Promise, ...] = ()
    past_reviews: tuple[PastReview, ...] = ()
    midway_checks: tuple[MidwayCheck, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    periods: tuple[PeriodOfCare, ...] = ()
    missing: tuple[MissingEpisode, ...] = ()
    health: Health = Health()
    early_reviews: tuple[EarlyReviewThought, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    clock_notes: tuple[ClockNote, ...] = ()
    holds: tuple[Hold, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    returned: ReturnedFacts | None = None
    family: str = ""
    team: str = ""
    liked_words: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    passport: Passport = Passport()
    interpreting: Interpreting = Interpreting()
    practice: bool = False

    @property
    def home(self) -> Home | None:
        """Where the child lives now, or None."""
        return next((home for home in reversed(self.homes) if home.end is None), None)

    @property
    def legal_status(self) -> LegalStatus | None:
        """The legal status in force, or None."""
        return next((s for s in reversed(self.legal_statuses) if s.end is None), None)

    @property
    def plan(self) -> PlanEntry | None:
        """The permanence plan as it stands, or None."""
        return self.plans[-1] if self.plans else None

    @property
    def worker(self) -> Worker | None:
        """The child's social worker now, or None; other workers have another role."""
        return next(
            (w for w in reversed(self.workers) if w.end is None and w.role == SOCIAL_WORKER), None
        )


def still_open(child: Child) -> tuple[Promise, ...]:
    """Return the recommendations that nothing has closed and no later review carried forward."""
    carried = {promise.carried_from for promise in child.ledger}
    return tuple(p for p in child.ledger if not p.status.is_closed and p.id not in carried)


def full_name(child: Child) -> str:
    """Return the legal name where it is known, otherwise the name the child likes."""
    return child.legal_name or child.preferred_name
