"""How much of a limit is used, as a share for a drawn clock and in words that need no legend.

A share and its words are made for the day they are looked at and are never stored (design.md §3).
"""

from datetime import date, timedelta

from models.calendar import WorkingCalendar, add_months, weekday_date
from models.child import Value
from models.deadlines import DateEngine
from models.law import Rule, Strength, Unit
from models.next_step import Step

_PARTS = (
    *((0.08, "just begun"), (0.3, "about a quarter gone"), (0.42, "about a third gone")),
    *(
        (0.58, "about half gone"),
        (0.72, "about two thirds gone"),
        (0.92, "about three quarters gone"),
    ),
)


class Used(Value, frozen=True, kw_only=True):
    """How much of a limit is used: ``share`` from 0 to 1, and in words; late is all of it."""

    share: float
    words: str
    late: bool = False


def used(step: Step, engine: DateEngine, today: date) -> Used | None:
    """Return how much of the step's limit is used on that UK date; None for one without a date."""
    if step.due is None or not step.rule:
        return None
    rule = engine.law.rule(step.rule)
    if rule.amount < 0:
        return None
    calendar = _calendar(engine, rule)
    starts = step.starts if step.starts is not None else _counted_back(rule, step.due, calendar)
    if today > step.due:
        return Used(share=1.0, words=f"{_whole(rule)} allowed", late=True)
    share = min(max((today - starts).days / max((step.due - starts).days, 1), 0.0), 1.0)
    if rule.unit is Unit.WORKING_DAYS:
        day = max(calendar.working_days_between(starts, today), 0)
        whole = f"{rule.amount} working day{'' if rule.amount == 1 else 's'}"
        return Used(share=share, words=f"day {min(day, rule.amount)} of {whole}")
    part = next((words for upto, words in _PARTS if share < upto), "nearly all gone")
    return Used(share=share, words=f"{_whole(rule)}, {part}")


def rule_words(step: Step, engine: DateEngine) -> str:
    """Return the step's date with its rule and source in full, for a tool tip and a reader."""
    if step.due is None or not step.rule:
        return ""
    rule = engine.law.rule(step.rule)
    counted = f"{rule.counted} {'after' if rule.amount > 0 else 'before'} {rule.starts.label}"
    if rule.unit is Unit.PERCENT:
        counted = "about half way to the next review"
    said = f"{rule.what}: by {weekday_date(step.due)}, {counted}. "
    source = f"{engine.law.cite(rule)} ({rule.strength.label})."
    return said + _target(step, engine) + source


def _target(step: Step, engine: DateEngine) -> str:
    """Return the council's own earlier date in words, where it has one for this rule."""
    rule = engine.law.rule(step.rule)
    if rule.local is None or step.starts is None or rule.unit is Unit.PERCENT:
        return ""
    target = engine.deadline(rule.id, step.starts).target
    return f"The council's own target: {weekday_date(target)}. " if target is not None else ""


def _whole(rule: Rule) -> str:
    return "time between the reviews" if rule.unit is Unit.PERCENT else rule.counted


def _calendar(engine: DateEngine, rule: Rule) -> WorkingCalendar:
    return engine.calendar.statutory if rule.strength is Strength.LAW else engine.calendar


def _counted_back(rule: Rule, due: date, calendar: WorkingCalendar) -> date:
    """Return about when the clock began, where only its end is known."""
    if rule.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(due, -rule.amount)
    if rule.unit is Unit.MONTHS:
        return add_months(due, -rule.amount)
    return due - timedelta(days=rule.amount * (7 if rule.unit is Unit.WEEKS else 1))
