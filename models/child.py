"""The child as the IRO knows them: everything that outlives one review (design.md §3).

All dates are UK dates. Ids are permanent. Nothing here is worked out: what follows from these
facts (age, limits, moves counted) is in the rule modules.
"""

from datetime import date

import msgspec

from models.terms import (
    ChildAgrees,
    Communication,
    CopyKind,
    CouncilReply,
    DisputeStage,
    PromiseStatus,
    Registered,
    ViewMethod,
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


class Person(Value, frozen=True, kw_only=True):
    """Someone who matters to the child or to the plan, kept across reviews."""

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
    of a review. One of the two, or a ``description`` of what was seen.
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
    about: str = ""
    description: str = ""
    may_mean: str = ""
    could_also_mean: str = ""
    checked_back: bool | None = None
    sections: tuple[str, ...] = ()
    review_id: str | None = None


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
    """One entry of the recommendation ledger: made in one review, followed in the next ones."""

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
    """A check between two reviews."""

    id: str
    on: date
    how: str = ""
    text: str = ""


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


class DisputeResponse(Value, frozen=True, kw_only=True):
    """One answer in a dispute."""

    on: date
    who: str
    text: str


class Dispute(Value, frozen=True, kw_only=True):
    """The local dispute resolution process for one matter (Handbook ch 6)."""

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
    cafcass: str = ""


class Child(Value, frozen=True, kw_only=True):
    """A person in care under 18, and all that Heard keeps about them between reviews."""

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
