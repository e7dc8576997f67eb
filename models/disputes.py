"""The local dispute resolution process: its stages, its clock of 20 working days, what is missing.

The informal talk stands outside the clock; the formal stages together take no longer than rule T17
allows, and any of them may be passed over (IRO Handbook ch 6 and paragraph 6.2; domain.md §2.5).
Who is asked at each stage and for how long is in the law pack, where a council edits it. Nothing
here blocks: what is missing is said in words.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum

import msgspec

from models.calendar import long_date
from models.child import Child, Dispute, Promise, StageEntry, Value
from models.deadlines import DateEngine, Deadline, Urgency
from models.law import LawPack, StageRule, Unit, counted
from models.review import ReviewHead
from models.terms import DisputeStage
from models.text import new_id

DRIFT = "drift"
"""The theme of a dispute about something promised and not done."""

CLOSED = (DisputeStage.CLOSED_RESOLVED, DisputeStage.CLOSED_UNRESOLVED)


class RungState(Enum):
    """Where a stage stands; the value says it in words."""

    DONE = "asked"
    NOW = "now"
    AHEAD = "not yet"
    PASSED = "passed over"
    NOT_REACHED = "not needed"


class Rung(Value, frozen=True, kw_only=True):
    """One stage of a dispute as the ladder shows it.

    ``who`` is asked for ``days`` working days; ``began`` and ``by`` are UK dates, ``by`` for what
    lies ahead only as far as the clock runs. ``why`` is why it was passed over.
    """

    stage: DisputeStage
    who: str
    days: int
    in_clock: bool
    state: RungState
    began: date | None = None
    by: date | None = None
    why: str = ""

    @property
    def name(self) -> str:
        """What the stage is called: "Stage 2"."""
        return self.stage.label[:1].upper() + self.stage.label[1:]


def fresh(today: date, engine: DateEngine) -> Dispute:
    """Return a new dispute that begins today (UK) with an informal talk.

    Raises:
        UserFacingError: today lies outside the years that can be counted.
    """
    return Dispute(
        id=new_id(),
        opened_on=today,
        stages=(StageEntry(stage=DisputeStage.INFORMAL, on=today),),
        stage_due=engine.dispute_stage(DisputeStage.INFORMAL, today),
    )


def about_promise(promise: Promise, today: date, engine: DateEngine) -> Dispute:
    """Return a new dispute about a recommendation that is not done; its words are the officer's.

    Raises:
        UserFacingError: today lies outside the years that can be counted.
    """
    return msgspec.structs.replace(fresh(today, engine), themes=(DRIFT,), about=(promise.id,))


def is_open(dispute: Dispute) -> bool:
    """Whether it still runs."""
    return dispute.closed_on is None and dispute.stage not in CLOSED


def theme_words(dispute: Dispute, law: LawPack) -> str:
    """Return what it is about: "Drift and delay, the care plan itself"."""
    words = {theme.id: theme.words for theme in law.dispute_themes}
    first, *others = [words.get(theme, theme) for theme in dispute.themes] or [""]
    return ", ".join([first, *map(_going_on, others)])


def _going_on(words: str) -> str:
    """Return words as they stand within a line; an abbreviation keeps its capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


# -- the clock


def clock(dispute: Dispute, engine: DateEngine) -> Deadline | None:
    """Return the end of all formal stages (T17), or None before they began.

    Raises:
        UserFacingError: the day they began lies outside the years that can be counted.
    """
    return engine.dispute(dispute.formal_on) if dispute.formal_on is not None else None


def clock_words(dispute: Dispute, engine: DateEngine, today: date) -> str:
    """Return the day of the clock in words: "day 15 of 20"; nothing before it runs."""
    limit = clock(dispute, engine)
    if limit is None:
        return ""
    day = engine.day_of(limit, _until(dispute, today))
    if day < 0:
        return f"begins {long_date(limit.starts)}"
    over = day - limit.amount
    said = f"day {day} of {limit.amount}" if over <= 0 else f"day {day}, {_over(over)}"
    return said if is_open(dispute) else f"closed on {said}"


def _over(days: int) -> str:
    return f"{counted(days, Unit.WORKING_DAYS)} past the limit"


def days_total(dispute: Dispute, engine: DateEngine, today: date) -> int:
    """Return the working days from the formal start to the end, or until today (UK); 0 before."""
    limit = clock(dispute, engine)
    return max(0, engine.day_of(limit, _until(dispute, today))) if limit is not None else 0


def urgency(dispute: Dispute, engine: DateEngine, today: date) -> Urgency | None:
    """Return how its clock presses on a UK date: amber from day 15; None when none runs."""
    limit = clock(dispute, engine)
    if limit is None or not is_open(dispute):
        return None
    return engine.urgency(limit, today)


def _until(dispute: Dispute, today: date) -> date:
    return dispute.closed_on or today


# -- the stages


def ladder(dispute: Dispute, engine: DateEngine, today: date) -> tuple[Rung, ...]:
    """Return every stage in order, with since when, by when and how it stands on a UK date.

    What lies ahead follows on from what is now, each for the days that the law pack gives it, and
    none goes past the end of the clock while that lies ahead.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    return tuple(_rungs(dispute, engine, today))


def _rungs(dispute: Dispute, engine: DateEngine, today: date) -> Iterator[Rung]:
    limit = clock(dispute, engine)
    entered = {entry.stage: entry for entry in dispute.stages}
    order = [rule.id for rule in engine.law.dispute_stages]
    at = order.index(dispute.stage) if dispute.stage in order else len(order)
    since: date | None = None
    for place, rule in enumerate(engine.law.dispute_stages):
        entry = entered.get(rule.id)
        state = _state(dispute, entry, place, at)
        began = entry.on if entry is not None and not entry.passed_over else None
        if rule.id is DisputeStage.CAFCASS and dispute.cafcass_referred and place != at:
            state, began = RungState.DONE, dispute.cafcass_on  # asked alongside
        by: date | None = None
        if state is RungState.NOW:
            began = began or _began(dispute, rule)
            by = stage_due(rule.id, began, limit, engine)
            since = max(by, today) if by is not None else None
        elif state is RungState.AHEAD and since is not None and limit is not None:
            by = stage_due(rule.id, since, limit, engine)
            since = by or since
        yield Rung(
            stage=rule.id,
            who=rule.what,
            days=rule.amount,
            in_clock=rule.in_clock,
            state=state,
            began=began,
            by=by,
            why=entry.why if entry is not None and entry.passed_over else "",
        )


def _state(dispute: Dispute, entry: StageEntry | None, place: int, at: int) -> RungState:
    if entry is not None and entry.passed_over:
        return RungState.PASSED
    if place == at:
        return RungState.NOW if is_open(dispute) else RungState.DONE
    if place < at and entry is not None:
        return RungState.DONE
    if not is_open(dispute) or place < at:
        return RungState.NOT_REACHED
    return RungState.AHEAD


def _began(dispute: Dispute, rule: StageRule) -> date:
    return (dispute.formal_on or dispute.opened_on) if rule.in_clock else dispute.opened_on


def stage_due(
    stage: DisputeStage, since: date, limit: Deadline | None, engine: DateEngine
) -> date | None:
    """Return by when a stage begun on ``since`` answers; never past a clock still running then.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    by = engine.dispute_stage(stage, since)
    formal = any(rule.id is stage and rule.in_clock for rule in engine.law.dispute_stages)
    if by is None or not formal or limit is None or since >= limit.due:
        return by
    return min(by, limit.due)


def later_stages(dispute: Dispute, law: LawPack) -> tuple[StageRule, ...]:
    """Return the stages it can still be taken to, the next first."""
    order = [rule.id for rule in law.dispute_stages]
    if not is_open(dispute) or dispute.stage not in order:
        return ()
    return law.dispute_stages[order.index(dispute.stage) + 1 :]


def passed_over(dispute: Dispute, to: DisputeStage, law: LawPack) -> tuple[StageRule, ...]:
    """Return the stages that going to ``to`` at once would pass over."""
    later = later_stages(dispute, law)
    names = [rule.id for rule in later]
    return later[: names.index(to)] if to in names else ()


def taken_to(
    dispute: Dispute, to: DisputeStage, on: date, engine: DateEngine, why: str = ""
) -> Dispute:
    """Return the dispute taken to a later stage on a UK date; stages between are passed over.

    The clock begins with the first formal stage. ``why`` says why stages are passed over.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    entries = list(dispute.stages) or [StageEntry(stage=dispute.stage, on=dispute.opened_on)]
    entries = [entry for entry in entries if entry.stage is not to]
    known = {entry.stage for entry in entries}
    entries += [
        StageEntry(stage=rule.id, on=on, passed_over=True, why=why)
        for rule in passed_over(dispute, to, engine.law)
        if rule.id not in known
    ]
    formal = any(rule.id is to and rule.in_clock for rule in engine.law.dispute_stages)
    formal_on = dispute.formal_on or (on if formal else None)
    limit = engine.dispute(formal_on) if formal_on is not None else None
    return msgspec.structs.replace(
        dispute,
        stage=to,
        stages=(*entries, StageEntry(stage=to, on=on)),
        formal_on=formal_on,
        stage_due=stage_due(to, on, limit, engine),
    )


def closed(dispute: Dispute, on: date, *, resolved: bool) -> Dispute:
    """Return the dispute closed on a UK date, put right or not."""
    stage = DisputeStage.CLOSED_RESOLVED if resolved else DisputeStage.CLOSED_UNRESOLVED
    return msgspec.structs.replace(dispute, stage=stage, closed_on=on, stage_due=None)


def reopened(dispute: Dispute, engine: DateEngine) -> Dispute:
    """Return a closed dispute running again at the stage where it was.

    Raises:
        UserFacingError: a date lies outside the years that can be counted.
    """
    reached = [entry for entry in dispute.stages if not entry.passed_over]
    stage = reached[-1].stage if reached else DisputeStage.INFORMAL
    since = reached[-1].on if reached else dispute.opened_on
    due = stage_due(stage, since, clock(dispute, engine), engine)
    return msgspec.structs.replace(dispute, stage=stage, closed_on=None, stage_due=due)


# -- what is said of it


def child_sentence(dispute: Dispute) -> str:
    """Return what the record says to the child, or nothing where knowing would harm them."""
    return "" if dispute.told_child is False else dispute.for_child.strip()


def is_open_during(dispute: Dispute, head: ReviewHead) -> bool:
    """Whether the dispute ran on any day from the review's first meeting to its completion."""
    days = [meeting.on for meeting in head.meetings]
    begins = min(days, default=head.review_date or head.completed_on)
    ends = head.completed_on
    if begins is None:
        return is_open(dispute)
    if ends is not None and dispute.opened_on > max(ends, begins):
        return False
    return dispute.closed_on is None or dispute.closed_on >= begins


def open_disputes(child: Child) -> tuple[Dispute, ...]:
    """Return the disputes that still run, the oldest first."""
    return tuple(
        sorted((d for d in child.disputes if is_open(d)), key=lambda dispute: dispute.opened_on)
    )


def missing(dispute: Dispute, law: LawPack, today: date) -> tuple[str, ...]:
    """Return in words what is missing or cannot be; nothing of it blocks. ``today`` is UK."""
    return (*_missing_words(dispute), *_wrong_dates(dispute, law, today))


def _missing_words(dispute: Dispute) -> Iterator[str]:
    if not dispute.summary.strip():
        yield "Say in plain words what is wrong."
    if not dispute.themes:
        yield "Choose what it is about."
    if not dispute.impact.strip():
        yield "Say what it means for the child."
    if any(entry.passed_over and not entry.why.strip() for entry in dispute.stages):
        yield "Say why a stage was passed over."
    if dispute.told_child is False and not dispute.not_told_because.strip():
        yield "Say how knowing would harm the child."
    if dispute.told_child is not False and not dispute.for_child.strip():
        yield "Write what the child can read about it, or say that it would harm them."
    if dispute.cafcass_referred and dispute.cafcass_on is None:
        yield "Add the day on which Cafcass was asked."
    if dispute.cafcass_considered is not None and not dispute.cafcass.strip():
        yield "Say why Cafcass was asked or not."
    if not is_open(dispute) and not dispute.outcome.strip():
        yield "Say what came of it."


def _wrong_dates(dispute: Dispute, law: LawPack, today: date) -> Iterator[str]:
    formal, end = dispute.formal_on, dispute.closed_on
    if formal is not None and formal < dispute.opened_on:
        yield "The formal start lies before the day it was opened."
    if formal is None and dispute.stage in _formal(law.dispute_stages):
        yield "Add the day on which the formal stages began."
    if formal is not None and dispute.stage is DisputeStage.INFORMAL:
        yield "It has a formal start and is still at the informal talk."
    if end is not None and end < dispute.opened_on:
        yield "It was closed before the day it was opened."
    if end is not None and dispute.stage not in CLOSED:
        yield "It has a day of closing: say whether it was put right."
    if is_open(dispute) and dispute.stage_due is not None and dispute.stage_due < today:
        yield f"This stage was to answer by {long_date(dispute.stage_due)}."


def _formal(stages: Sequence[StageRule]) -> set[DisputeStage]:
    return {rule.id for rule in stages if rule.in_clock}
