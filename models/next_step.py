"""What a child needs from the IRO next, and by when, from the columns of the caseload alone.

The dates are those the store keeps; how long is left is made for the screen on the day it is
looked at (design.md §3). Sources: domain.md §1.1 and each rule's own.
"""

from collections.abc import Iterator
from datetime import date
from enum import Enum, StrEnum

from models.calendar import weekday_date
from models.child import Value
from models.deadlines import DateEngine, Deadline
from models.law import Strength, Unit
from models.store_rows import CaseloadRow, ReviewRow
from models.terms import ReviewType

_FAR_DAYS, _SOON_DAYS, _SOON_WORKING_DAYS = 35, 14, 5
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class StepKind(StrEnum):
    """What kind of thing is due."""

    FACTS = "facts"
    MEETING = "meeting"
    REVIEW = "review"
    ADJOURNED = "adjourned"
    DECISIONS = "decisions"
    RECORD = "record"
    DISTRIBUTION = "distribution"
    MIDWAY = "midway"
    NEXT_REVIEW = "next_review"


class Press(Enum):
    """How a date is shown: far away, in good time, soon, late."""

    FAR = "neutral"
    GOOD = "good"
    SOON = "soon"
    LATE = "late"


class Step(Value, frozen=True, kw_only=True):
    """One thing to do and its last day, with the rule of the law pack that sets it."""

    kind: StepKind
    what: str
    due: date | None = None
    rule: str = ""
    planned: date | None = None


class Due(Value, frozen=True, kw_only=True):
    """How a step's date reads on a given day: pill, quiet line under it, and how it presses."""

    pill: str
    under: str
    press: Press


def steps(row: CaseloadRow, engine: DateEngine, today: date) -> tuple[Step, ...]:
    """Return everything that stands open for the child, soonest first; never empty."""
    found = list(_open_steps(row, engine, today))
    if not found:
        found = [Step(kind=StepKind.FACTS, what="Date of coming into care to add")]
    return tuple(sorted(found, key=lambda step: step.due or date.max))


def next_step(row: CaseloadRow, engine: DateEngine, today: date) -> Step:
    """Return the soonest of ``steps``; a meeting under way goes before everything."""
    found = steps(row, engine, today)
    return next((step for step in found if step.kind is StepKind.MEETING), found[0])


def due_words(step: Step, engine: DateEngine, today: date) -> Due:
    """Return how the step's date reads on that UK date."""
    if step.due is None:
        return Due(pill="no date yet", under="", press=Press.FAR)
    rule = engine.law.rule(step.rule)
    limit = _limit(step, engine)
    press = _press(step, limit, engine, today)
    under = f"{rule.counted} {'after' if rule.amount > 0 else 'before'} {rule.starts.label}"
    if rule.unit is Unit.PERCENT:
        under = "about half way to the next review"
    if press is Press.FAR:
        return Due(pill=short_date(step.due, today), under=under, press=press)
    left = engine.time_left(limit, today)
    return Due(pill=left, under=f"{short_date(step.due, today)} · {under}", press=press)


def short_date(day: date, today: date) -> str:
    """Return the day as a list shows it: "Fri 10 Jul", with the year when it is not this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"


def spoken_due(step: Step, engine: DateEngine, today: date) -> str:
    """Return the step's date in full, for a screen reader."""
    if step.due is None:
        return "no date yet"
    left = engine.time_left(_limit(step, engine), today)
    return f"{left}, {weekday_date(step.due)}"


def ordinal(number: int) -> str:
    """Return "first" to "tenth", then "11th", "22nd"."""
    if 1 <= number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    teen = number % 100 in {11, 12, 13}
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _open_steps(row: CaseloadRow, engine: DateEngine, today: date) -> Iterator[Step]:
    latest = row.latest
    if latest is None:
        if row.child.next_limit is not None:
            rule = _first_rule(row, engine)
            what = row.child.next_what or "First review"
            yield Step(kind=StepKind.REVIEW, what=what, due=row.child.next_limit, rule=rule)
    elif latest.completed_on is None:
        yield _review_step(latest, engine)
    else:
        yield from _after_review(latest, today)
        if latest.next_limit is not None:
            yield Step(
                kind=StepKind.NEXT_REVIEW,
                what="Next review",
                due=latest.next_limit,
                rule=engine.law.timetable(latest.type).rule_for(latest.number + 1),
                planned=latest.next_planned,
            )


def _first_rule(row: CaseloadRow, engine: DateEngine) -> str:
    words = row.child.next_what
    return next((rule.id for rule in engine.law.rules if rule.what == words), "T8")


def _review_step(latest: ReviewRow, engine: DateEngine) -> Step:
    if latest.adjourned_until is not None:
        return Step(
            kind=StepKind.ADJOURNED,
            what="Adjourned review to finish",
            due=latest.adjourned_until,
            rule="T11",
        )
    name = f"{ordinal(latest.number).capitalize()} review"
    if latest.type is ReviewType.EARLY:
        name = "Review brought forward"
    rule = engine.law.timetable(latest.type).rule_for(latest.number)
    kind = StepKind.MEETING if latest.is_running else StepKind.REVIEW
    what = f"{name}: meeting under way" if latest.is_running else name
    due = latest.limit or latest.review_date
    return Step(kind=kind, what=what, due=due, rule=rule, planned=latest.review_date)


def _after_review(latest: ReviewRow, today: date) -> Iterator[Step]:
    if latest.decisions_sent is None and latest.decisions_due is not None:
        what = "Recommendations to send"
        yield Step(kind=StepKind.DECISIONS, what=what, due=latest.decisions_due, rule="T12")
    if latest.record_done is None and latest.record_due is not None:
        yield Step(
            kind=StepKind.RECORD, what="Minutes to finish", due=latest.record_due, rule="T15"
        )
    if latest.distributed is None and latest.distribution_due is not None:
        what = "Record to send to everyone"
        due = latest.distribution_due
        yield Step(kind=StepKind.DISTRIBUTION, what=what, due=due, rule="T16")
    if latest.midway is not None and latest.midway >= today:
        yield Step(kind=StepKind.MIDWAY, what="Midway check", due=latest.midway, rule="T18")


def _limit(step: Step, engine: DateEngine) -> Deadline:
    """Return the step's rule with the date that the store keeps for it."""
    due = step.due or date.max
    rule = engine.law.rule(step.rule)
    return Deadline(
        rule=rule.id,
        what=rule.what,
        starts=due,
        due=due,
        amount=rule.amount,
        unit=rule.unit,
        strength=rule.strength,
        checked=rule.checked,
        source="",
        words="",
        law=engine.law.version,
        calendar=engine.calendar.version,
    )


def _press(step: Step, limit: Deadline, engine: DateEngine, today: date) -> Press:
    if limit.due < today:
        return Press.LATE
    days = (limit.due - today).days
    if days > _FAR_DAYS:
        return Press.FAR
    if limit.unit is Unit.WORKING_DAYS:
        calendar = engine.calendar.statutory if limit.strength is Strength.LAW else engine.calendar
        left = calendar.working_days_between(today, limit.due)
        return Press.SOON if left <= _SOON_WORKING_DAYS else Press.GOOD
    if step.planned is not None and today <= step.planned <= limit.due:
        return Press.GOOD
    return Press.SOON if days <= _SOON_DAYS else Press.GOOD
