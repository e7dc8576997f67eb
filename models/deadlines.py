"""The date engine: when everything is due, by the law pack and the working calendar.

Every answer is an absolute UK date with the versions that made it; "days left" is made for the
screen only and never stored (design.md §3). Sources: domain.md §1, and each rule's own.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import Enum

import msgspec

from models.ages import birthday
from models.calendar import WorkingCalendar, add_months, checked_year, long_date
from models.errors import UserFacingError
from models.law import LawPack, Rule, Start, Strength, Unit, counted
from models.terms import DisputeStage, ReviewType

_UNDER_FIVE, _CARE_COUNTS_FROM, _PATHWAY_FROM = 5, 14, 16  # years


class Urgency(Enum):
    """How near a limit is; ``PRESSING`` from the amber day of a clock that has one."""

    AHEAD = "ahead"
    PRESSING = "pressing"
    TODAY = "today"
    LATE = "late"


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """One limit worked out: by when, from when, on whose say, and how it was counted.

    ``due`` is the date by law or guidance; ``target`` the council's own earlier date, if it has
    one; ``amber`` the day on which the clock starts to press. ``words`` says how ``due`` was
    counted and ``source`` where the rule stands. ``law`` and ``calendar`` are the versions used.
    """

    rule: str
    what: str
    starts: date
    due: date
    target: date | None = None
    amber: date | None = None
    amount: int
    unit: Unit
    strength: Strength
    checked: bool
    source: str
    words: str
    law: str
    calendar: str

    def is_met(self, on: date) -> bool:
        """Return whether something done on that UK date was in time."""
        return on <= self.due


class DateEngine(msgspec.Struct, frozen=True, kw_only=True):
    """Works out limits with one law pack and one calendar.

    What the law sets is counted without a council's own closure days; guidance and local limits
    are counted with them. Any method raises ``UserFacingError`` where a date lies outside the
    years of ``models.calendar``.
    """

    law: LawPack
    calendar: WorkingCalendar

    # -- any rule

    def deadline(self, rule_id: str, starts: date) -> Deadline:
        """Return the limit that a rule of the law pack sets, counted from ``starts`` as day 0."""
        rule = self.law.rule(rule_id)
        checked_year(starts)
        due = self._count(rule, rule.amount, starts)
        return self._made(rule, starts, due, f"{_counted(rule)} ({long_date(starts)})")

    def from_event(self, event: Start, on: date) -> tuple[Deadline, ...]:
        """Return the limits of every rule that is counted from that event, soonest first."""
        rules = (rule for rule in self.law.rules if rule.starts is event)
        made = [self.deadline(rule.id, on) for rule in rules if rule.unit is not Unit.PERCENT]
        return tuple(sorted(made, key=lambda deadline: deadline.due))

    # -- reviews

    def first_review(self, became_looked_after: date) -> Deadline:
        """Return the limit of the first review: 20 working days (reg 33(1))."""
        return self.deadline("T8", became_looked_after)

    def second_review(self, first_review: date) -> Deadline:
        """Return the limit of the second review: 3 months after the first (reg 33(2))."""
        return self.deadline("T9", first_review)

    def later_review(self, previous_review: date) -> Deadline:
        """Return the limit of any later review: 6 months after the last one (reg 33(2))."""
        return self.deadline("T10", previous_review)

    def next_review_limit(self, type_: ReviewType, number: int, since: date) -> Deadline:
        """Return the limit of the ``number``-th review (from 1) of the timetable of ``type_``.

        ``since`` is the event that starts the timetable where ``number`` is 1 (coming into care,
        authority to place, moving in with adopters, the first short break), and else the date of
        the review before. Counting starts again with each timetable (domain.md §1.2).
        """
        return self.deadline(self.law.timetable(type_).rule_for(number), since)

    def next_after(self, type_: ReviewType, started: date, held: Sequence[date]) -> Deadline:
        """Return the limit of the next review, given when its timetable started and what was held.

        Reviews held before ``started`` belong to an earlier timetable and are left out.
        """
        counting = sorted(day for day in held if day >= started)
        since = counting[-1] if counting else started
        return self.next_review_limit(type_, len(counting) + 1, since)

    def yearly_meeting(self, last_meeting: date) -> Deadline:
        """Return by when a long-term foster home's review must be a meeting again (12 months)."""
        return self.deadline("LASTING.meeting", last_meeting)

    def before_review(self, review_date: date) -> tuple[Deadline, ...]:
        """Return what must be done before a review (T4–T7), soonest first."""
        return self.from_event(Start.REVIEW_DATE, review_date)

    def adjournment(self, meeting: date, adjourned_before: bool = False) -> Deadline:
        """Return the last day of an adjourned review: once, 20 working days (reg 36(2)).

        Raises:
            UserFacingError: the review was adjourned before; the law allows it once.
        """
        if adjourned_before:
            raise UserFacingError(
                "The regulations allow one adjournment.",
                "Complete the review and record what was missing, or start dispute resolution.",
            )
        return self.deadline("T11", meeting)

    # -- after a review

    def after_completion(self, completed_on: date) -> tuple[Deadline, ...]:
        """Return decisions +5, care plan +10, record +15, distribution +20 working days.

        ``completed_on`` is the last meeting of a series, never the first (domain.md §1.4).
        """
        return self.from_event(Start.COMPLETED_ON, completed_on)

    def council_reply(self, decisions_sent: date) -> Deadline:
        """Return by when the council must answer: 5 working days from receiving the decisions."""
        return self.deadline("T13", decisions_sent)

    def midway(self, limit: Deadline) -> Deadline:
        """Return the midway check on the way to ``limit``, the next review's (T18, local).

        Half of an even number of months is counted in months, anything else in days.
        """
        rule = self.law.rule("T18")
        due = _part_of(limit, rule.amount)
        target = None if rule.local is None else _part_of(limit, rule.local)
        words = f"{_share(rule.amount)} between {long_date(limit.starts)} and the next limit"
        return msgspec.structs.replace(self._made(rule, limit.starts, due, words), target=target)

    # -- disputes

    def dispute(self, formal_start: date) -> Deadline:
        """Return the end of all formal stages: 20 working days, amber at 15 (Handbook 6.2)."""
        return self.deadline("T17", formal_start)

    def dispute_stage(self, stage: DisputeStage, since: date) -> date | None:
        """Return by when that stage should answer, or nothing where it has no time of its own."""
        amounts = {rule.id: rule.amount for rule in self.law.dispute_stages}
        amount = amounts.get(stage, 0)
        return self.calendar.add_working_days(since, amount) if amount else None

    def day_of(self, clock: Deadline, today: date) -> int:
        """Return which day of a clock in working days today is; the day it started is day 0."""
        return self._calendar_for(clock.strength).working_days_between(clock.starts, today)

    # -- health, growing up

    def first_health_assessment(self, became_looked_after: date) -> Deadline:
        """Return the limit of the first health assessment: in time for the first review."""
        return self.deadline("T19.first", became_looked_after)

    def health_assessment(self, last: date, born: date) -> Deadline:
        """Return the limit of the next health assessment: 6 months under five, else 12 months.

        The age that counts is the one on the day of the last assessment.
        """
        under_five = last < birthday(born, _UNDER_FIVE)
        return self.deadline("T19.under_5" if under_five else "T19", last)

    def eligible_from(self, born: date, became_looked_after: date) -> date:
        """Return the day on which a young person in care without a break becomes eligible.

        That is at 16, with 13 weeks in care since their fourteenth birthday (T22).
        """
        counting = max(became_looked_after, birthday(born, _CARE_COUNTS_FROM))
        return max(self.deadline("T22", counting).due, birthday(born, _PATHWAY_FROM))

    def pathway_assessment(self, born: date, became_looked_after: date) -> Deadline:
        """Return the limit of the pathway assessment: 3 months after 16, or eligibility (T21)."""
        return self.deadline("T21", self.eligible_from(born, became_looked_after))

    # -- words for the screen

    def time_left(self, deadline: Deadline, today: date) -> str:
        """Return how long is left, for the screen only: "3 working days left", "1 day late"."""
        if today == deadline.due:
            return "due today"
        late = today > deadline.due
        if deadline.unit is Unit.WORKING_DAYS:
            calendar = self._calendar_for(deadline.strength)
            start, end = sorted((today, deadline.due))
            if days := calendar.working_days_between(start, end):
                return f"{counted(days, Unit.WORKING_DAYS)} {'late' if late else 'left'}"
        days = abs((deadline.due - today).days)
        return f"{counted(days, Unit.DAYS)} {'late' if late else 'left'}"

    def urgency(self, deadline: Deadline, today: date) -> Urgency:
        """Return how near the limit is on that UK date."""
        if today > deadline.due:
            return Urgency.LATE
        if today == deadline.due:
            return Urgency.TODAY
        if deadline.amber is not None and today >= deadline.amber:
            return Urgency.PRESSING
        return Urgency.AHEAD

    # -- how

    def _made(self, rule: Rule, starts: date, due: date, words: str) -> Deadline:
        percent = rule.unit is Unit.PERCENT
        local = None if percent or rule.local is None else rule.local
        return Deadline(
            rule=rule.id,
            what=rule.what,
            starts=starts,
            due=due,
            target=None if local is None else min(due, _add(self.calendar, rule, local, starts)),
            amber=None if rule.amber is None else self._count(rule, rule.amber, starts),
            amount=rule.amount,
            unit=rule.unit,
            strength=rule.strength,
            checked=rule.checked,
            source=self.law.cite(rule),
            words=words,
            law=self.law.version,
            calendar=self.calendar.version,
        )

    def _count(self, rule: Rule, amount: int, starts: date) -> date:
        return _add(self._calendar_for(rule.strength), rule, amount, starts)

    def _calendar_for(self, strength: Strength) -> WorkingCalendar:
        return self.calendar.statutory if strength is Strength.LAW else self.calendar


def _add(calendar: WorkingCalendar, rule: Rule, amount: int, starts: date) -> date:
    if rule.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(starts, amount)
    if rule.unit is Unit.MONTHS:
        return add_months(starts, amount)
    return starts + timedelta(days=amount * (7 if rule.unit is Unit.WEEKS else 1))


def _part_of(limit: Deadline, percent: int) -> date:
    months, rest = divmod(limit.amount * percent, 100)
    if limit.unit is Unit.MONTHS and not rest:
        return add_months(limit.starts, months)
    return limit.starts + (limit.due - limit.starts) * percent // 100


def _counted(rule: Rule) -> str:
    return f"{rule.counted} {'after' if rule.amount > 0 else 'before'} {rule.starts.label}"


def _share(percent: int) -> str:
    return "half way" if percent == 50 else f"{percent} per cent of the way"  # noqa: PLR2004 - half of a hundred
