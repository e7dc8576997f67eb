"""The plans for growing up over time, the reviews held, and what must be known by when (§6.1).

All dates are UK dates. Sources: domain.md §3.5 and §6.1, and the law pack's questions.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from models.ages import ANSWERS_YEARS, TOLD_YEARS, Age, age_on
from models.calendar import long_date
from models.child import Child, PlanEntry, Value
from models.codes import label
from models.law import LawPack
from models.next_step import ordinal
from models.review import Review
from models.store_rows import ReviewRow
from models.time_in_care import since_coming_into_care
from models.view_log import without_words
from models.wording import Wording, filler

NOT_DECIDED = ("", "not_yet_decided")
_SECOND = 2
_LEAVING = Age(years=17, months=6)


class HeldReview(Value, frozen=True, kw_only=True):
    """A review that was held, by its number and day; ``plan`` is the plan then, where kept."""

    number: int
    on: date
    plan: str = ""


class SecondReviewCheck(Value, frozen=True, kw_only=True):
    """Whether there was a plan by the second review: None while that is still to come."""

    in_time: bool | None
    words: str
    on: date | None = None


def held_reviews(
    child: Child, rows: Iterable[ReviewRow] = (), today: date = date.max
) -> tuple[HeldReview, ...]:
    """Return the reviews held in this time in care, oldest first.

    They are those of before Heard, those whose recommendations stand in the ledger, and ``rows``
    of the store that were completed, where a caller has them; a review known twice counts once.
    """
    start = since_coming_into_care(child, today) or date.min
    known = [
        HeldReview(number=row.number, on=row.review_date or row.completed_on)
        for row in rows
        if row.completed_on is not None
    ]
    known += [HeldReview(number=p.review_number, on=p.made_on) for p in child.ledger]
    past = [HeldReview(number=p.number, on=p.on, plan=p.permanence) for p in child.past_reviews]
    found: dict[int, HeldReview] = {}
    for held in (*past, *known):
        if start <= held.on <= today:
            found.setdefault(held.number, held)
    return tuple(sorted(found.values(), key=lambda held: (held.on, held.number)))


def held_with(child: Child, review: Review, today: date) -> tuple[HeldReview, ...]:
    """Return the reviews held up to and with ``review``, as if it were held by today."""
    head = review.head
    on = min(head.review_date or today, today)
    earlier = [held for held in held_reviews(child, (), on) if held.number < head.number]
    return (*earlier, HeldReview(number=head.number, on=on))


def by_second_review(child: Child, held: Iterable[HeldReview]) -> SecondReviewCheck:
    """Return whether a plan for permanence was named by the second review (Handbook; §6.1)."""
    held = sorted(held, key=lambda one: one.on)
    second = next((one for one in held if one.number >= _SECOND), None)
    if second is None:
        words = "There must be a plan by the second review, which is still to come."
        if is_decided(child.plan):
            words = "There is a plan already, before the second review."
        return SecondReviewCheck(in_time=None, words=words)
    then = plan_on(child, second.on)
    named = second.plan if second.plan not in NOT_DECIDED else then.plan if then else ""
    day, which = long_date(second.on), ordinal(second.number)
    if named not in NOT_DECIDED:
        words = f"There was a plan by the {which} review, {day}: {plan_words(named)}."
        return SecondReviewCheck(in_time=True, words=words, on=second.on)
    first = next((p for p in in_order(child) if p.plan not in NOT_DECIDED), None)
    if first is not None and first.from_date > second.on:
        later = f"the first one came on {long_date(first.from_date)}."
    else:
        later = "and there is none in what was written down since."
    words = f"No plan was written down by the {which} review, {day}; {later}"
    return SecondReviewCheck(in_time=False, words=words, on=second.on)


def plan_on(child: Child, day: date) -> PlanEntry | None:
    """Return the plan as it stood at the end of that UK date."""
    return next((p for p in reversed(in_order(child)) if p.from_date <= day), None)


def questions(child: Child, number: int, law: LawPack, today: date) -> tuple[str, ...]:
    """Return what the chair of the ``number``-th review must be able to answer about the plan.

    Worded for the child, as old as they are ``today`` (UK).
    """
    age = age_on(child.born, today)
    fill = filler(Wording(name=child.preferred_name, pronouns=child.pronouns))
    is_small = age.years < TOLD_YEARS
    return tuple(
        fill((is_small and one.small) or one.words)
        for one in law.permanence_for(number, age, leaving_care=age >= _LEAVING)
    )


def view_of_plan(child: Child, today: date) -> str:
    """Return what stands above the child's view of the plan: what was seen is no thought."""
    speaks = age_on(child.born, today).years >= ANSWERS_YEARS and not without_words(child)
    return f"{child.preferred_name} thinks" if speaks else f"What {child.preferred_name} shows us"


def next_number(held: Iterable[HeldReview]) -> int:
    """Return the number of the review that comes after the ones held."""
    return max((one.number for one in held), default=0) + 1


def is_decided(plan: PlanEntry | None) -> bool:
    """Whether a plan for permanence is named."""
    return plan is not None and plan.plan not in NOT_DECIDED


def in_order(child: Child) -> list[PlanEntry]:
    """Return the child's plans, the oldest first."""
    return sorted(child.plans, key=lambda plan: plan.from_date)


def plan_words(code: str) -> str:
    """Return the words for a plan as they stand inside a sentence."""
    words = label("permanence_plan", code)
    return words[:1].lower() + words[1:]


def plan_history(child: Child) -> Iterator[str]:
    """Yield each plan as it stood in words, the newest first."""
    plans = in_order(child)
    for at in range(len(plans) - 1, -1, -1):
        plan = plans[at]
        until = plans[at + 1].from_date if at + 1 < len(plans) else None
        when = f"since {long_date(plan.from_date)}"
        if until is not None:
            when = f"{long_date(plan.from_date)} to {long_date(until)}"
        named = label("permanence_plan", plan.plan) or "No plan named"
        plan_b = f", plan B: {plan_words(plan.plan_b)}" if plan.plan_b else ""
        yield f"{when}: {named}{plan_b}"
