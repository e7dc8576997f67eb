"""What the service picture counts of one child and their reviews: facts without a name.

Each value says only what is counted, so that nobody can be found in it again. A fact that is not
known is None and counts as "not known". Sources: domain.md §3.7; dates are UK dates.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.ages import age_band, age_on
from models.child import Child, Dispute, Value
from models.codes import group_of
from models.disputes import is_open
from models.people import PersonKind, is_the_child, kind_of
from models.registered import SettingKind, setting_flag
from models.review import ReviewHead
from models.stability import Lane, stability
from models.stability import Window as Span
from models.store_rows import ReviewRow
from models.terms import Attended, DutyState, PrivateTalk, PromiseStatus, ReviewType

MANY_CHANGES = 3
_TOOK_PART = frozenset(
    {Attended.ATTENDED, Attended.PART, Attended.VIDEO, Attended.PHONE, Attended.SENT_VIEWS}
)
_BANDS = {"under_5": "Under 5", "5_11": "5 to 11", "12_15": "12 to 15", "16_plus": "16 and over"}
AGES = tuple(_BANDS.values())
"""The bands of age in words, the youngest first."""
_ORIGINS = {"W": "White", "M": "Mixed", "A": "Asian", "B": "Black", "O": "Other", "C": "Asian"}
_SECOND = 2
_DISABILITY = "N2"
_NEEDS = ("Another main need", "Disability is the main need")


class ReviewFact(Value, frozen=True, kw_only=True):
    """One review that was held: what is counted of it.

    ``in_time``, ``decisions``, ``record`` and ``distribution`` say whether each limit was kept
    (T8–T10, T12, T15, T16). ``part`` is the participation code, ``private`` the private talk.
    """

    type: ReviewType
    in_time: bool | None = None
    late_reason: str = ""
    decisions: bool | None = None
    record: bool | None = None
    distribution: bool | None = None
    part: str = ""
    age: str = ""
    origin: str = ""
    home: str = ""
    need: str = ""
    private: PrivateTalk = PrivateTalk.NOT_DONE
    between: bool | None = None
    advocate: bool | None = None
    chaired: bool = False
    place_chosen: bool = False
    letter: bool = False
    plan_by_second: bool | None = None
    parent_took_part: bool | None = None
    carer_took_part: bool | None = None


class DisputeFact(Value, frozen=True, kw_only=True):
    """One dispute: its themes by id, how far it went, days so far (calendar), and how it ended."""

    themes: tuple[str, ...]
    stage: str
    days: int
    resolved: bool | None = None
    cafcass: bool = False


class PromiseFact(Value, frozen=True, kw_only=True):
    """One recommendation: where it stands, whether its date was kept, days open (calendar)."""

    status: PromiseStatus
    in_time: bool | None = None
    open_days: int | None = None


class ChildFact(Value, frozen=True, kw_only=True):
    """One child on the caseload, in the twelve months to the end of the period."""

    many_changes: bool
    missing: bool
    not_registered: bool


class ServiceFacts(Value, frozen=True, kw_only=True):
    """Everything the picture is counted from, of a period (both days included).

    ``events`` are the kinds of what happened between reviews, complaints among them.
    """

    first: date
    last: date
    reviews: tuple[ReviewFact, ...] = ()
    children: tuple[ChildFact, ...] = ()
    disputes: tuple[DisputeFact, ...] = ()
    promises: tuple[PromiseFact, ...] = ()
    events: tuple[str, ...] = ()

    def with_more(self, other: "ServiceFacts") -> "ServiceFacts":
        """Return these facts and others of the same period."""
        return ServiceFacts(
            first=self.first,
            last=self.last,
            reviews=(*self.reviews, *other.reviews),
            children=(*self.children, *other.children),
            disputes=(*self.disputes, *other.disputes),
            promises=(*self.promises, *other.promises),
            events=(*self.events, *other.events),
        )


class KnownOf(Value, frozen=True, kw_only=True):
    """A review with its row and whether a letter to the child was made of it."""

    head: ReviewHead
    row: ReviewRow
    letter: bool = False


def facts_of(child: Child, reviews: Iterable[KnownOf], first: date, last: date) -> ServiceFacts:
    """Return what is counted of a child from ``first`` to ``last``; nothing of a practice child."""
    if child.practice:
        return ServiceFacts(first=first, last=last)
    held = [known for known in reviews if _is_in(_day(known.head), first, last)]
    return ServiceFacts(
        first=first,
        last=last,
        reviews=tuple(_review(child, known) for known in held if known.head.completed_on),
        children=(_child(child, last),),
        disputes=tuple(_disputes(child, first, last)),
        promises=tuple(_promises(child, first, last)),
        events=tuple(event.kind for event in child.events if first <= event.on <= last),
    )


def _is_in(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _day(head: ReviewHead) -> date | None:
    return head.review_date or head.completed_on


def _review(child: Child, known: KnownOf) -> ReviewFact:
    head, row = known.head, known.row
    on = _day(head) or date.min
    late = head.late_reason
    return ReviewFact(
        type=head.type,
        in_time=_kept(on, row.limit),
        late_reason=late.label if late is not None and on > (row.limit or on) else "",
        decisions=_kept(row.decisions_sent, row.decisions_due),
        record=_kept(row.record_done, row.record_due),
        distribution=_kept(row.distributed, row.distribution_due),
        part=head.participation.code,
        age=_BANDS[age_band(age_on(child.born, on))],
        origin=_ORIGINS.get(child.ethnicity_code[:1].upper(), ""),
        home=_home(child, on),
        need=_need(child),
        private=head.private_conversation.value,
        between=_between(child, on),
        advocate=_duty(head, "advocate_explained"),
        chaired=any(
            part.chaired.strip() for part in head.attendance if _is_own(child, part.person_id)
        ),
        place_chosen=_says(head.place_chosen_by, child),
        letter=known.letter,
        plan_by_second=_plan_by_second(child, head, on),
        parent_took_part=_took_part(child, head, PersonKind.PARENT),
        carer_took_part=_took_part(child, head, PersonKind.CARER),
    )


def _kept(done: date | None, due: date | None) -> bool | None:
    return None if done is None or due is None else done <= due


def _duty(head: ReviewHead, duty: str) -> bool | None:
    states = {record.id: record.state for record in head.duties}
    state = states.get(duty)
    return None if state in (None, DutyState.OPEN, DutyState.PLANNED) else state is DutyState.DONE


def _between(child: Child, on: date) -> bool | None:
    """Whether the child was looked in on since the review before; None before a first one."""
    before = [past.on for past in child.past_reviews if past.on < on]
    since = max(before, default=child.became_looked_after)
    if since is None:
        return None
    return any(since < check.on <= on for check in child.midway_checks)


def _home(child: Child, on: date) -> str:
    homes = [home for home in child.homes if home.start <= on and (home.end or on) >= on]
    group = group_of("placement", homes[-1].place_code) if homes else None
    return group.label if group is not None else ""


def _need(child: Child) -> str:
    """Return whether a disability is what the child is in care for first (N2 of the return)."""
    known = child.category_of_need.strip().upper()
    return _NEEDS[known == _DISABILITY] if known else ""


def _is_own(child: Child, person_id: str) -> bool:
    own = {person.id for person in child.people if is_the_child(person, child)}
    return person_id in own | {child.id}


def _says(chosen_by: str, child: Child) -> bool:
    """Whether it was the child who chose, in the words in which the officer wrote it down."""
    said = chosen_by.casefold()
    words = {word.strip(".,;’'\"“”") for word in said.split()}
    return bool(words & {child.preferred_name.casefold(), "child", "they", "he", "she"})


def _plan_by_second(child: Child, head: ReviewHead, on: date) -> bool | None:
    if head.number != _SECOND:
        return None
    return any(entry.from_date <= on and entry.plan for entry in child.plans)


def _took_part(child: Child, head: ReviewHead, kind: PersonKind) -> bool | None:
    people = {person.id for person in child.people if kind_of(person, child) is kind}
    there = [part.attended in _TOOK_PART for part in head.attendance if part.person_id in people]
    return any(there) if there else None


def _child(child: Child, last: date) -> ChildFact:
    found = stability(child, last)
    year = Span(start=found.year.start, end=found.year.end)
    lanes = (Lane.HOMES, Lane.SCHOOLS, Lane.WORKERS)
    flag = setting_flag(child, last)
    return ChildFact(
        many_changes=sum(found.counts(lane, year).changes for lane in lanes) >= MANY_CHANGES,
        missing=found.missing(year).times > 0,
        not_registered=flag is not None and flag.kind is not SettingKind.NOT_KNOWN,
    )


def _disputes(child: Child, first: date, last: date) -> Iterator[DisputeFact]:
    for dispute in child.disputes:
        if dispute.opened_on <= last and (dispute.closed_on or last) >= first:
            yield _dispute(dispute, last)


def _dispute(dispute: Dispute, last: date) -> DisputeFact:
    until = min(dispute.closed_on or last, last)
    reached = [entry.stage for entry in dispute.stages if not entry.passed_over]
    resolved = None if is_open(dispute) else dispute.stage.value == "closed_resolved"
    stage = reached[-1] if reached and resolved is not None else dispute.stage
    return DisputeFact(
        themes=dispute.themes,
        stage=stage.label,
        days=(until - dispute.opened_on).days,
        resolved=resolved,
        cafcass=bool(dispute.cafcass_on or dispute.cafcass_considered),
    )


def _promises(child: Child, first: date, last: date) -> Iterator[PromiseFact]:
    for promise in child.ledger:
        if first <= promise.made_on <= last:
            is_closed = promise.status.is_closed
            done = promise.statuses[-1].on if is_closed and promise.statuses else None
            kept = promise.status is PromiseStatus.DONE
            yield PromiseFact(
                status=promise.status,
                in_time=_kept(done, promise.by) if kept else None,
                open_days=None if is_closed else (last - promise.made_on).days,
            )
