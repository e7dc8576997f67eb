"""What a child needs from the IRO next, and by when, from the columns of the caseload alone.

The dates are those the store keeps; how long is left is made for the screen on the day it is
looked at (design.md §3). Sources: domain.md §1.1 and each rule's own.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import Enum, StrEnum
from operator import methodcaller

from msgspec.structs import replace

from models.ages import birthday
from models.calendar import weekday_date
from models.child import Value
from models.deadlines import DateEngine, Deadline
from models.law import Strength, Unit
from models.store_rows import CaseloadRow, ChildRow, ReviewRow
from models.terms import ReviewType

_FAR_DAYS, _SOON_DAYS, _SOON_WORKING_DAYS = 35, 14, 5
_GROWN_UP = 18  # years
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
    DISPUTE = "dispute"
    ENDED = "ended"


class Press(Enum):
    """How a date is shown: far away, in good time, soon, late."""

    FAR = "neutral"
    GOOD = "good"
    SOON = "soon"
    LATE = "late"


class Step(Value, frozen=True, kw_only=True, gc=False):
    """One thing to do and its last day, with the rule of the law pack that sets it.

    ``starts`` is day 0 of its clock where that is known.
    """

    kind: StepKind
    what: str
    due: date | None = None
    rule: str = ""
    planned: date | None = None
    starts: date | None = None

    def day(self, today: date) -> date:
        """Return when it presses: the planned day while that is ahead and in time, else the last.

        What has no date comes after everything.
        """
        due, planned = self.due or date.max, self.planned
        return due if planned is None or not today <= planned <= due else planned


class Due(Value, frozen=True, kw_only=True):
    """How a step's date reads on a given day: pill, quiet line under it, and how it presses."""

    pill: str
    under: str
    press: Press


_DECISIONS = Step(kind=StepKind.DECISIONS, what="Recommendations to send", rule="T12")
_RECORD = Step(kind=StepKind.RECORD, what="Minutes to finish", rule="T15")
_DISTRIBUTION = Step(kind=StepKind.DISTRIBUTION, what="Record to send to everyone", rule="T16")
_MIDWAY = Step(kind=StepKind.MIDWAY, what="Midway check", rule="T18")
_FACTS = Step(kind=StepKind.FACTS, what="Date of coming into care to add")
_NEXT_REVIEW = Step(kind=StepKind.NEXT_REVIEW, what="Next review")


def steps(row: CaseloadRow, engine: DateEngine, today: date) -> tuple[Step, ...]:
    """Return everything that stands open for the child, soonest first; never empty."""
    found = open_steps(row, engine, today)
    if len(found) > 1:
        found.sort(key=methodcaller("day", today))
    return tuple(found)


def left_care(row: CaseloadRow, today: date) -> bool:
    """Return whether the child's clocks have stopped: care has ended, or they are eighteen."""
    ended, born = row.child.care_ended, row.child.born
    if ended is not None and ended <= today:
        return True
    return today.year - born.year >= _GROWN_UP and birthday(born, _GROWN_UP) <= today


def next_step(row: CaseloadRow, engine: DateEngine, today: date) -> Step:
    """Return the soonest of ``steps``; a meeting under way goes before everything."""
    return the_next(steps(row, engine, today))


def the_next(found: Sequence[Step]) -> Step:
    """Return the first of ``steps``; a meeting under way goes before everything."""
    if len(found) > 1:
        meeting = StepKind.MEETING
        for step in found:
            if step.kind is meeting:
                return step
    return found[0]


def due_words(step: Step, engine: DateEngine, today: date) -> Due:
    """Return how the step's date reads on that UK date."""
    if step.due is None:
        pill = "no clock runs" if step.kind is StepKind.ENDED else "no date yet"
        return Due(pill=pill, under="", press=Press.FAR)
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


def open_steps(row: CaseloadRow, engine: DateEngine, today: date) -> list[Step]:
    """Return the same as ``steps`` in no particular order."""
    latest, written = row.latest, complete_review(row)
    found = [] if written is None else _writing_steps(written)
    if row.child.dispute is not None and row.child.dispute.due is not None:
        dispute = row.child.dispute
        due, since = dispute.due, dispute.formal_on
        what = "Dispute to settle"
        found.append(Step(kind=StepKind.DISPUTE, what=what, due=due, rule="T17", starts=since))
    if left_care(row, today):
        found.append(Step(kind=StepKind.ENDED, what="No longer in care"))
    elif latest is None:
        if row.child.next_limit is not None:
            rule = row.child.next_rule or "T8"
            what = row.child.next_what or "First review"
            limit, since = row.child.next_limit, row.child.next_from
            step = Step(kind=StepKind.REVIEW, what=what, due=limit, rule=rule, starts=since)
            found.append(step)
            found.extend(_early_midway_steps(row.child, today))
    elif latest.completed_on is None:
        step = _review_step(latest, engine)
        found.append(step)
        if written is not None and step.kind is StepKind.REVIEW:
            found.extend(_midway_steps(row.child, written, today))
    else:
        found.extend(_coming_steps(row.child, latest, engine, today))
    return found or [_FACTS]


def complete_review(row: CaseloadRow) -> ReviewRow | None:
    """Return the newest review that is complete: what follows it is owed until it is done."""
    latest = row.latest
    return latest if latest is not None and latest.completed_on is not None else row.before


def owed_review(row: CaseloadRow) -> ReviewRow | None:
    """Return the complete review of which something is still to be written or sent, or None."""
    written = complete_review(row)
    return written if written is not None and _writing_steps(written) else None


def midway_is_done(child: ChildRow, latest: ReviewRow) -> bool:
    """Return whether the check after a complete review was made."""
    held = latest.review_date or latest.completed_on or date.max
    return child.checked_on is not None and child.checked_on > held


def _review_step(latest: ReviewRow, engine: DateEngine) -> Step:
    if latest.adjourned_until is not None:
        return Step(
            kind=StepKind.ADJOURNED,
            what="Adjourned review to finish",
            due=latest.adjourned_due or latest.adjourned_until,
            rule="T11",
            planned=latest.adjourned_until,
            starts=latest.adjourned_on,
        )
    name = f"{ordinal(latest.number).capitalize()} review"
    if latest.type is ReviewType.EARLY:
        name = "Review brought forward"
    rule = engine.law.timetable(latest.type).rule_for(latest.number)
    kind = StepKind.MEETING if latest.is_running else StepKind.REVIEW
    what = f"{name}: meeting under way" if latest.is_running else name
    due = latest.limit or latest.review_date
    return Step(kind=kind, what=what, due=due, rule=rule, planned=latest.review_date)


def _writing_steps(latest: ReviewRow) -> list[Step]:
    """Return what is still to be written and sent after a review; its clocks go on after care."""
    since, found = latest.completed_on, []
    if latest.decisions_sent is None and latest.decisions_due is not None:
        found.append(replace(_DECISIONS, due=latest.decisions_due, starts=since))
    if latest.record_done is None and latest.record_due is not None:
        found.append(replace(_RECORD, due=latest.record_due, starts=since))
    if latest.distributed is None and latest.distribution_due is not None:
        found.append(replace(_DISTRIBUTION, due=latest.distribution_due, starts=since))
    return found


def _coming_steps(
    child: ChildRow, latest: ReviewRow, engine: DateEngine, today: date
) -> Iterator[Step]:
    held = latest.review_date or latest.completed_on
    yield from _midway_steps(child, latest, today)
    if latest.next_limit is not None:
        yield replace(
            _NEXT_REVIEW,
            due=latest.next_limit,
            rule=latest.next_rule or _usual_rule(latest, engine),
            planned=latest.next_planned,
            starts=latest.next_from or held,
        )


def midway_day(latest: ReviewRow) -> date | None:
    """Return the day of the check after a complete review: the one planned, else the rule's."""
    return latest.midway or latest.midway_due


def _midway_steps(child: ChildRow, latest: ReviewRow, today: date) -> Iterator[Step]:
    held, day = latest.review_date or latest.completed_on, midway_day(latest)
    if day is not None and _midway_is_open(child, latest, today):
        yield replace(_MIDWAY, due=day, starts=held)


def midway_before_heard(child: ChildRow, today: date) -> date | None:
    """Return the day of the check after a review held before Heard, or None.

    Once that day is past, the check may have been noted elsewhere, and is not asked for.
    """
    day, held, checked = child.midway_due, child.next_from, child.checked_on
    if day is None or held is None or day < today:
        return None
    return day if checked is None or checked <= held else None


def _early_midway_steps(child: ChildRow, today: date) -> Iterator[Step]:
    day = midway_before_heard(child, today)
    if day is not None:
        yield replace(_MIDWAY, due=day, starts=child.next_from)


def _usual_rule(latest: ReviewRow, engine: DateEngine) -> str:
    return engine.law.timetable(latest.type).rule_for(latest.number + 1)


def _midway_is_open(child: ChildRow, latest: ReviewRow, today: date) -> bool:
    """Return whether the check is still to do; near the next review, that review is its place."""
    if midway_is_done(child, latest):
        return False
    limit = latest.next_limit or date.max
    return today <= max(midway_day(latest) or date.min, limit - timedelta(days=_FAR_DAYS))


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
