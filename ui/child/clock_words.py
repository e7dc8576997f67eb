"""How a clock reads: on its row, to a screen reader, and in full beside the list."""

from datetime import date

import msgspec

from models.calendar import weekday_date
from models.clocks import ChildClock, ClockState
from models.deadlines import DateEngine, Urgency
from models.law import Strength
from models.next_step import short_date
from ui.fields.row_list import Fact, Row

_BY = {
    Strength.LAW: "by law by",
    Strength.GUIDANCE: "by guidance by",
    Strength.LOCAL: "by local practice by",
}
_WHO = {"iro": "the IRO", "social_worker": "the social worker", "council": "the council"}
_ROLES = {
    ClockState.LATE: "late",
    ClockState.TO_CHECK: "soon",
    ClockState.MET: "done",
    ClockState.MET_LATE: "late",
}


def state_words(clock: ChildClock, engine: DateEngine, today: date) -> str:
    """Return how the clock stands: "3 working days left", "5 days late", "in time"."""
    if clock.state in {ClockState.RUNNING, ClockState.LATE}:
        return _left(clock, engine, today)
    if clock.state is ClockState.MET_LATE and clock.done is not None:
        return f"done {_left(clock, engine, clock.done)}"
    if clock.state is ClockState.STOPPED:
        return "stopped: no longer in care"
    return clock.state.label


def state_role(clock: ChildClock, engine: DateEngine, today: date) -> str:
    """Return the role in which the state is drawn; the words say the same."""
    if clock.state is ClockState.RUNNING and clock.deadline is not None and clock.due is not None:
        limit = msgspec.structs.replace(clock.deadline, due=clock.due)
        pressing = {Urgency.TODAY, Urgency.PRESSING}
        return "soon" if engine.urgency(limit, today) in pressing else "quiet"
    return _ROLES.get(clock.state, "quiet")


def by_words(clock: ChildClock) -> str:
    """Return the limit in words: "by guidance by Friday 10 July 2026"; nothing without one."""
    if clock.due is None or clock.strength is None:
        return ""
    return f"{_BY[clock.strength]} {weekday_date(clock.due)}"


def target_words(clock: ChildClock) -> str:
    """Return the council's own date in words, or nothing."""
    if clock.target is None:
        return ""
    return f"the council's own target is {weekday_date(clock.target)}"


def why_late(clock: ChildClock) -> str:
    """Return why it was late, as far as somebody said so."""
    reason = clock.note.reason.label if clock.note.reason is not None else ""
    return ": ".join(part for part in (reason, clock.note.note) if part)


def facts_of(clock: ChildClock) -> tuple[str, ...]:
    """Return the quiet facts under a clock's name."""
    done = f"done on {weekday_date(clock.done)}" if clock.done is not None else ""
    planned = f"planned for {weekday_date(clock.planned)}" if clock.planned is not None else ""
    missing = f"no date: {clock.missing}" if clock.missing and clock.due is None else ""
    counting = clock.words if clock.words.startswith(("day ", "adjourned, day ")) else ""
    late = ""
    if clock.is_late:
        late = f"why: {why_late(clock)}" if why_late(clock) else "nobody has said why yet"
    return tuple(
        words
        for words in (
            clock.about,
            by_words(clock),
            target_words(clock),
            counting.partition(";")[0],
            done,
            planned,
            missing,
            late,
        )
        if words
    )


def rule_words(clock: ChildClock, engine: DateEngine) -> tuple[str, ...]:
    """Return how the date was counted, who says so, who is to do it, and what is not sure."""
    rule = engine.law.rule(clock.rule)
    counted = f"Counted as {clock.words}." if clock.words else ""
    says = clock.strength.label if clock.strength is not None else ""
    source = f"Rule {clock.rule}, {says}: {clock.source}." if says else ""
    who = f"For {_WHO[rule.who]} to do."
    unsure = "" if rule.checked else "Written from memory: check the wording before relying on it."
    return tuple(words for words in (counted, source, who, unsure) if words)


def clock_row(clock: ChildClock, engine: DateEngine, today: date, *, gap: bool = False) -> Row:
    """Return the row of a clock; its tool tip and a screen reader say the rule and source too."""
    state = state_words(clock, engine, today)
    facts = facts_of(clock)
    said = [clock.what, state, *facts, *rule_words(clock, engine)]
    return Row(
        key=clock.id,
        words=clock.what,
        facts=tuple(Fact(words.rstrip(".")) for words in (clock.group.label, *facts)),
        state=state,
        state_role=state_role(clock, engine, today),
        spoken=". ".join(words.rstrip(".") for words in said) + ".",
        gap=gap,
    )


def summary(clocks: tuple[ChildClock, ...], today: date) -> str:
    """Return in a sentence what runs, what is late and what is to be found out."""
    counts = {state: sum(c.state is state for c in clocks) for state in ClockState}
    to_check = counts[ClockState.TO_CHECK]
    parts = [
        _count(counts[ClockState.LATE], "late"),
        _count(to_check, f"past {'its' if to_check == 1 else 'their'} day with nothing noted"),
        _count(counts[ClockState.RUNNING], "running"),
        _count(counts[ClockState.NO_DATE] + counts[ClockState.NOT_STARTED], "without a date"),
    ]
    said = ", ".join(part for part in parts if part)
    coming = [c for c in clocks if c.state is ClockState.RUNNING and c.due is not None]
    if not said:
        return "No clock runs for this child."
    if not coming:
        return f"{said}."
    first = min(coming, key=lambda c: c.due or date.max)
    on = short_date(first.due or today, today)
    return f"{said}. Soonest: {first.what}, {on}."


def _count(number: int, words: str) -> str:
    return f"{number} {words}" if number else ""


def _left(clock: ChildClock, engine: DateEngine, on: date) -> str:
    if clock.deadline is None or clock.due is None:
        return clock.state.label
    return engine.time_left(msgspec.structs.replace(clock.deadline, due=clock.due), on)
