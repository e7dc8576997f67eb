"""The law pack: every limit, duty and list that the law, its guidance or a council sets, as data.

``load_law`` reads ``resources/law/law_pack.toml`` and lays a council's own file over it. What was
read is checked here once, so that the rest of the program can trust it (design.md §3).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Literal

import msgspec

import resources
from models.ages import TOLD_YEARS, Age
from models.datafile import read_toml
from models.terms import DisputeStage, LateReason, ReviewType, Term

_HALF_WAY_TO_SIXTEEN = Age(years=15, months=6)
_WHOLE = 100  # per cent


class Unit(Term):
    """What the amount of a rule counts."""

    WORKING_DAYS = "working_days", "working day"
    DAYS = "days", "day"
    WEEKS = "weeks", "week"
    MONTHS = "months", "month"
    PERCENT = "percent", "per cent of the way"


class Strength(Term):
    """Who says so."""

    LAW = "law", "the law"
    GUIDANCE = "guidance", "statutory guidance"
    LOCAL = "local", "local practice"


class Start(Term):
    """The event from which a limit is counted; its day is day 0."""

    BECAME_LOOKED_AFTER = "became_looked_after", "coming into care"
    HOME_BEGAN = "home_began", "moving in"
    LAST_VISIT = "last_visit", "the last visit"
    REVIEW_DATE = "review_date", "the review"
    FIRST_REVIEW = "first_review", "the first review"
    PREVIOUS_REVIEW = "previous_review", "the last review"
    LAST_REVIEW_MEETING = "last_review_meeting", "the last review with a meeting"
    ADJOURNED_ON = "adjourned_on", "the meeting that was adjourned"
    COMPLETED_ON = "completed_on", "the review was completed"
    DECISIONS_SENT = "decisions_sent", "the council received the recommendations"
    DISPUTE_FORMAL = "dispute_formal", "the formal stage began"
    LAST_HEALTH_ASSESSMENT = "last_health_assessment", "the last health assessment"
    FOURTEEN_IN_CARE = "fourteen_in_care", "being fourteen and in care"
    PATHWAY_BEGAN = "pathway_began", "the sixteenth birthday, or becoming eligible later"
    RETURNED = "returned", "coming back"
    ADOPTION_AUTHORISED = "adoption_authorised", "authority to place for adoption"
    ADOPTION_PLACED = "adoption_placed", "moving in with adopters"
    SHORT_BREAKS_BEGAN = "short_breaks_began", "the first short break"
    SECURE_BEGAN = "secure_began", "moving into the secure home"
    LAST_SECURE_PANEL = "last_secure_panel", "the last secure panel"


class When(Term):
    """When in a review a duty is due."""

    BEFORE = "before", "before the review"
    DURING = "during", "at the review"
    AFTER = "after", "after the review"


class _Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: Annotated[str, msgspec.Meta(pattern=r"^\S+$")]


class Source(_Data, frozen=True, kw_only=True):
    """An Act, Regulations or guidance that a rule comes from."""

    title: str
    address: str = ""


class Rule(_Data, frozen=True, kw_only=True):
    """One limit: ``amount`` of ``unit`` after ``starts`` (before it, if negative).

    ``local`` is the council's own earlier target in the same unit; ``amber`` the day of the clock
    on which it starts to press; ``checked`` is false where the rule was written from memory.
    """

    what: str
    amount: int
    unit: Unit
    starts: Start
    source: str
    strength: Strength
    checked: bool
    place: str = ""
    who: Literal["iro", "social_worker", "council"] = "council"
    local: int | None = None
    amber: int | None = None

    def __post_init__(self) -> None:
        """Check the amounts against each other, for ``ValueError`` to name what is wrong."""
        if not self.amount:
            raise ValueError("`amount` may not be 0")
        if self.unit is Unit.PERCENT and not 0 < self.amount < _WHOLE:
            raise ValueError("`amount` must lie between 0 and 100 per cent")
        if self.local is not None and not self._local_is_earlier(self.local):
            raise ValueError("`local` may not be later than `amount`, nor 0")
        if self.amber is not None and not 0 < self.amber <= self.amount:
            raise ValueError("`amber` must be a day between 1 and `amount`")

    def _local_is_earlier(self, local: int) -> bool:
        return local <= self.amount and (self.amount < 0 or local > 0)

    @property
    def counted(self) -> str:
        """The amount in words: "20 working days", "3 months", "1 week"."""
        return counted(abs(self.amount), self.unit)


class Timetable(_Data, frozen=True, kw_only=True):
    """The rules for the first, second, … review of its kind; the last one goes on for good."""

    what: str
    starts: Start
    rules: tuple[str, ...]
    review_types: tuple[ReviewType, ...]

    def __post_init__(self) -> None:
        """Check that there is a rule, for ``ValueError`` to say so."""
        if not self.rules:
            raise ValueError("A timetable needs at least one rule")

    def rule_for(self, number: int) -> str:
        """Return the id of the rule for the ``number``-th review of this timetable, from 1."""
        return self.rules[min(max(number, 1), len(self.rules)) - 1]


class ReviewNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one has to know of a kind of review beside its limits (domain.md §1.2)."""

    id: ReviewType
    words: str
    source: str
    checked: bool
    place: str = ""


class EarlyReview(_Data, frozen=True, kw_only=True):
    """A reason to hold the review before its normal date (reg 33(3); domain.md §1.3).

    It is not offered for a child who is younger than ``from_years``.
    """

    words: str
    from_years: int = 0
    source: str
    strength: Strength
    checked: bool
    place: str = ""


class AdjournmentReason(_Data, frozen=True, kw_only=True):
    """A reason to adjourn (domain.md §2.3), for a child of ``from_years`` or older."""

    words: str
    from_years: int = 0


class LateReasonWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a reason for being late reads (domain.md §1.4)."""

    id: LateReason
    words: str


class Duty(_Data, frozen=True, kw_only=True):
    """Something the IRO must do before, at or after a review (domain.md §2.2).

    ``small`` is the same duty for a child who is too young to be told or asked it; ``rule`` names
    the limit that dates it; an empty ``review_types`` means every review.
    """

    when: When
    what: str
    small: str = ""
    source: str
    checked: bool
    hint: str = ""
    place: str = ""
    rule: str | None = None
    review_types: tuple[ReviewType, ...] = ()

    def words(self, age: Age) -> str:
        """Return what is to be done for a child of that age."""
        return self.small if self.small and age.years < TOLD_YEARS else self.what

    def applies_to(self, type_: ReviewType) -> bool:
        """Return whether the duty belongs to a review of that type."""
        return not self.review_types or type_ in self.review_types


class StageRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stage of dispute resolution: who, for how many working days, and on which clock."""

    id: DisputeStage
    what: str
    amount: int
    in_clock: bool


class DisputeTheme(_Data, frozen=True, kw_only=True):
    """What a dispute can be about (domain.md §2.5)."""

    words: str


class FormalNudge(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When to ask whether an open recommendation should be raised formally; local practice.

    Either is enough: ``carried`` forward so many times, or ``working_days_past`` its date.
    """

    carried: Annotated[int, msgspec.Meta(ge=1)]
    working_days_past: Annotated[int, msgspec.Meta(ge=1)]


class EventKind(_Data, frozen=True, kw_only=True):
    """Something that can happen between reviews, with the early-review reasons it may be (§2.4)."""

    words: str
    reasons: tuple[str, ...] = ()


class PermanenceQuestion(_Data, frozen=True, kw_only=True):
    """What the chair must be able to answer by a stage of the child's time in care (§6.1).

    ``words`` are filled for the child; ``small`` is for one too young to be told or asked it.
    """

    stage: Literal["first", "second", "third", "later", "from_15_half", "leaving_care"]
    words: str
    small: str = ""


class Drift(_Data, frozen=True, kw_only=True):
    """A sign that a plan has stopped moving (domain.md §6.1)."""

    words: str
    amount: int
    unit: Literal["reviews", "weeks", "months"]


class Schedule7(_Data, frozen=True, kw_only=True):
    """One paragraph of Schedule 7, in our own words (domain.md §1.6)."""

    words: str
    checked: bool
    only_if: Literal["placed_with_parents", "asylum_or_trafficking"] | None = None


class LawPack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All of it, dated and versioned; every id is unique in its list and every reference holds.

    ``video_counts_as_attended`` is the team's own: whether a child who joins by video or telephone
    is coded as having been there (domain.md §3.1).
    """

    version: str
    dated: date
    country: str
    note: str
    video_counts_as_attended: bool = False
    sources: tuple[Source, ...] = msgspec.field(name="source")
    rules: tuple[Rule, ...] = msgspec.field(name="rule")
    timetables: tuple[Timetable, ...] = msgspec.field(name="timetable")
    review_notes: tuple[ReviewNote, ...] = msgspec.field(name="review_note")
    early_reviews: tuple[EarlyReview, ...] = msgspec.field(name="early_review")
    adjournment_reasons: tuple[AdjournmentReason, ...] = msgspec.field(name="adjournment_reason")
    late_reasons: tuple[LateReasonWords, ...] = msgspec.field(name="late_reason")
    duties: tuple[Duty, ...] = msgspec.field(name="duty")
    dispute_stages: tuple[StageRule, ...] = msgspec.field(name="dispute_stage")
    dispute_themes: tuple[DisputeTheme, ...] = msgspec.field(name="dispute_theme")
    formal_nudge: FormalNudge
    event_kinds: tuple[EventKind, ...] = msgspec.field(name="event_kind")
    permanence: tuple[PermanenceQuestion, ...]
    drift: tuple[Drift, ...]
    schedule7: tuple[Schedule7, ...]

    def __post_init__(self) -> None:
        """Check ids and references, for ``ValueError`` to name what is wrong."""
        for entries in self._lists():
            _unique(str(entry.id) for entry in entries)
        cited = [rule.source for rule in self.rules] + [duty.source for duty in self.duties]
        cited += [reason.source for reason in self.early_reviews]
        cited += [note.source for note in self.review_notes]
        _known(cited, {source.id for source in self.sources}, "source")
        used = ["T17"] + [rule for table in self.timetables for rule in table.rules]
        used += [duty.rule for duty in self.duties if duty.rule]
        _known(used, {rule.id for rule in self.rules}, "rule")
        reasons = [reason for kind in self.event_kinds for reason in kind.reasons]
        _known(reasons, {reason.id for reason in self.early_reviews}, "early review")
        _unique(str(kind) for table in self.timetables for kind in table.review_types)
        types = {kind for table in self.timetables for kind in table.review_types}
        if missing := set(ReviewType) - types:
            raise ValueError(f"No timetable has the review types {sorted(missing)}")
        in_clock = sum(stage.amount for stage in self.dispute_stages if stage.in_clock)
        if in_clock > self.rule("T17").amount:
            raise ValueError("The formal dispute stages together take longer than rule T17 allows")

    def _lists(self) -> Iterable[Iterable[_Data | LateReasonWords | StageRule | ReviewNote]]:
        yield from (self.sources, self.rules, self.timetables, self.early_reviews)
        yield from (self.review_notes, self.adjournment_reasons, self.late_reasons, self.duties)
        yield from (self.dispute_stages, self.dispute_themes, self.event_kinds)
        yield from (self.permanence, self.drift, self.schedule7)

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _timetables(self) -> dict[ReviewType, Timetable]:
        return {kind: table for table in self.timetables for kind in table.review_types}

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {source.id: source.title for source in self.sources}

    def rule(self, id_: str) -> Rule:
        """Return the rule with that id, such as ``"T8"``."""
        return self._rules[id_]

    def note_for(self, type_: ReviewType) -> str:
        """Return what one has to know of that kind of review, or nothing."""
        return next((note.words for note in self.review_notes if note.id is type_), "")

    def timetable(self, type_: ReviewType) -> Timetable:
        """Return the timetable that reviews of that type follow."""
        return self._timetables[type_]

    def cite(self, entry: Rule | Duty | EarlyReview | ReviewNote) -> str:
        """Return where the entry comes from, as one would cite it."""
        parts = [self._titles[entry.source], entry.place]
        return ", ".join(part for part in parts if part)

    def duties_for(self, type_: ReviewType) -> tuple[Duty, ...]:
        """Return the duties of a review of that type, in the order of the pack."""
        return tuple(duty for duty in self.duties if duty.applies_to(type_))

    def permanence_for(
        self, number: int, age: Age, leaving_care: bool = False
    ) -> tuple[PermanenceQuestion, ...]:
        """Return the questions for the ``number``-th review, from 1, of a child of that age."""
        stages = {("first", "second", "third", "later")[min(max(number, 1), 4) - 1]}
        if age >= _HALF_WAY_TO_SIXTEEN:
            stages.add("from_15_half")
        if leaving_care:
            stages.add("leaving_care")
        return tuple(question for question in self.permanence if question.stage in stages)


def load_law(council: Path | None = None) -> LawPack:
    """Return the law pack, with a council's own file laid over it by id.

    The version then names the council's file by a digest of its bytes, so that a change in it is
    seen by whatever was worked out with it.

    Raises:
        DataFaultError: one of the files is not a law pack, with the place of the fault.
    """
    pack = read_toml(resources.path("law/law_pack.toml"), LawPack, council)
    if council is None:
        return pack
    digest = sha256(council.read_bytes()).hexdigest()[:8]
    return msgspec.structs.replace(pack, version=f"{pack.version}+{digest}")


def counted(amount: int, unit: Unit) -> str:
    """Return an amount in words: "1 working day", "3 months"; a negative one as it is."""
    if unit is Unit.PERCENT:
        return f"{amount} {unit.label}"
    return f"{amount} {unit.label}{'' if amount == 1 else 's'}"


def _unique(ids: Iterable[str]) -> None:
    twice = [id_ for id_, times in Counter(ids).items() if times > 1]
    if twice:
        raise ValueError(f"The ids {twice} stand twice in the same list")


def _known(used: Iterable[str], known: set[str], kind: str) -> None:
    if missing := sorted(set(used) - known):
        raise ValueError(f"There is no {kind} with the id {missing}")
