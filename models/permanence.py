"""Whether the plan for growing up is still moving: the signs of drift (domain.md §6.1).

The signs of drift and their limits are the law pack's; each warning says what it goes by and since
when. Nothing here is a score. All dates are UK dates.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from models.calendar import add_months, long_date
from models.child import Child, Home, LegalStatus, PlanEntry, Promise, Value
from models.codes import group_of
from models.law import Drift, LawPack
from models.next_step import ordinal
from models.plan_history import HeldReview, held_reviews, in_order, is_decided, plan_on
from models.promises import chain
from models.time_in_care import has_left_care, since_coming_into_care

__all__ = ["DriftWarning", "HeldReview", "drift", "held_reviews"]

_TWICE = 2
_ADOPTION = ("adoption", "early_permanence")
_SGO = "special_guardianship"
_ABOUT_PERMANENCE = re.compile(
    r"permanen|plan for growing up|plan b\b|special guardian|\bsgo\b|adopt|placement order"
    r"|long[- ]term match|matching panel|\bmatch(ed|ing)?\b|child arrangements order|reunif"
    r"|stay(ing)? put|discharg",
    re.IGNORECASE,
)
_ABOUT_ENDING = re.compile(r"discharg|revok|end(ing)? (of )?(the|this|her|his|their) (care )?order",
                           re.IGNORECASE)  # fmt: skip
_SGO_ASSESSMENT = re.compile(
    r"(special guardian|\bsgo\b).*assess|assess.*(special guardian|\bsgo\b)",
    re.IGNORECASE | re.DOTALL,
)


class DriftWarning(Value, frozen=True, kw_only=True):
    """A sign of drift: the law pack's rule by id and in words, why, and since which UK date."""

    id: str
    words: str
    why: str
    since: date


def drift(
    child: Child, held: Iterable[HeldReview], law: LawPack, today: date
) -> tuple[DriftWarning, ...]:
    """Return the signs of drift on that UK date, in the order of the law pack.

    ``held`` are the reviews of this time in care (``held_reviews``). A child who has left care
    has none.
    """
    if has_left_care(child, today):
        return ()
    facts = _Facts(child, tuple(one for one in held if one.on <= today), today)
    found = ((rule, _RULES[rule.id](facts, rule)) for rule in law.drift if rule.id in _RULES)
    return tuple(
        DriftWarning(id=rule.id, words=rule.words, why=why, since=since)
        for rule, sign in found
        if sign is not None
        for since, why in (sign,)
    )


# -- the signs of drift


class _Facts:
    """What the rules look at, for one child on one day."""

    def __init__(self, child: Child, held: tuple[HeldReview, ...], today: date) -> None:
        self.child, self.held, self.today = child, held, today
        self.start = since_coming_into_care(child, today) or date.min

    def has_passed(self, start: date, rule: Drift) -> date | None:
        """Return the day after which a rule's time from ``start`` is over, if it is."""
        start = max(start, self.start)
        weeks = rule.unit == "weeks"
        end = start + timedelta(weeks=rule.amount) if weeks else add_months(start, rule.amount)
        return end if end < self.today else None


_Sign = tuple[date, str] | None


def _no_plan(facts: _Facts, rule: Drift) -> _Sign:
    plan = plan_on(facts.child, facts.today)
    reached = next((h for h in facts.held if h.number >= rule.amount), None)
    if is_decided(plan) or reached is None:
        return None
    last = facts.held[-1]
    since = max(reached.on, plan.from_date if plan is not None else reached.on)
    said = (
        "the plan is written down as not yet decided" if plan and plan.plan else "no plan is named"
    )
    return since, f"At the {ordinal(last.number)} review, {long_date(last.on)}, {said}."


def _carried_forward(facts: _Facts, rule: Drift) -> _Sign:
    followed = {promise.carried_from for promise in facts.child.ledger}
    for promise in sorted(facts.child.ledger, key=lambda p: (p.made_on, p.number)):
        if promise.id in followed or promise.status.is_closed or not _is_about(promise):
            continue
        carried = chain(facts.child.ledger, promise)
        times = len(carried) - 1
        if times >= rule.amount:
            first = long_date(carried[0].made_on)
            how = "twice" if times == _TWICE else f"{times} times"
            why = f"“{promise.what}” was first recommended on {first} and has been carried "
            return promise.made_on, f"{why}forward {how}."
    return None


def _section_20(facts: _Facts, rule: Drift) -> _Sign:
    began = _in_force(facts, ("V2",))
    if began is None or is_decided(plan_on(facts.child, facts.today)):
        return None
    passed = facts.has_passed(began, rule)
    since = long_date(max(began, facts.start))
    return (passed, f"By agreement since {since}, and no plan is named.") if passed else None


def _unmatched(facts: _Facts, rule: Drift) -> _Sign:
    began = _in_force(facts, ("E1",))
    if began is None or _is_matched(facts):
        return None
    passed = facts.has_passed(began, rule)
    why = f"Placement order since {long_date(began)}; no date of a match is written down."
    return (passed, why) if passed else None


def _home_on_order(facts: _Facts, rule: Drift) -> _Sign:
    order, home = _in_force(facts, ("C2",)), _at_home_since(facts)
    if order is None or home is None:
        return None
    began = max(order, home)
    passed = facts.has_passed(began, rule)
    if passed is None or _talks_of_ending(facts, began):
        return None
    why = f"With parents on a care order since {long_date(max(began, facts.start))}; nothing in "
    return passed, why + "the plan or the recommendations speaks of ending the order."


def _sgo(facts: _Facts, rule: Drift) -> _Sign:
    asked = _sgo_asked(facts.child)
    if asked is not None and (passed := facts.has_passed(asked.made_on, rule)):
        return passed, f"Recommended on {long_date(asked.made_on)} and not done: “{asked.what}”"
    plan = plan_on(facts.child, facts.today)
    if asked is not None or plan is None or _SGO not in (plan.plan, plan.plan_b):
        return None
    if plan.matched_on is not None:
        return None
    began = _unbroken(facts, lambda p: _SGO in (p.plan, p.plan_b))
    passed = facts.has_passed(began, rule)
    why = f"Special guardianship has been a plan since {long_date(began)}; no day is written down "
    return (passed, why + "on which it was agreed or matched.") if passed else None


_RULES: Mapping[str, Callable[[_Facts, Drift], _Sign]] = {
    "no_plan": _no_plan,
    "carried_forward": _carried_forward,
    "s20_no_plan": _section_20,
    "placement_order_unmatched": _unmatched,
    "home_on_care_order": _home_on_order,
    "sgo_assessment": _sgo,
}
"""How each sign of the law pack is looked for; a council may take one out, not add one."""


# -- what the signs go by


def _is_about(promise: Promise) -> bool:
    """Whether a recommendation is one about permanence: by its section, or else by its words."""
    if promise.section:
        return promise.section == "permanence"
    return _ABOUT_PERMANENCE.search(f"{promise.what} {promise.why}") is not None


def _in_force(facts: _Facts, wanted: tuple[str, ...]) -> date | None:
    """Return since when a legal status of these codes has run without a break; None if none."""
    return _runs_since([s for s in facts.child.legal_statuses if s.code in wanted], facts.today)


def _at_home_since(facts: _Facts) -> date | None:
    homes = [h for h in facts.child.homes if _is_with_parents(h)]
    return _runs_since(homes, facts.today)


def _is_with_parents(home: Home) -> bool:
    group = group_of("placement", home.place_code)
    return group is not None and group.id == "parents"


def _runs_since(spans: Iterable[LegalStatus | Home], today: date) -> date | None:
    """Return the start of the unbroken run of spans that holds today; None where none does."""
    began: date | None = None
    end: date | None = None
    for one in sorted(spans, key=lambda one: one.start):
        if one.start > today:
            break
        if began is None or (end is not None and one.start > end + timedelta(days=1)):
            began, end = one.start, one.end
        elif end is not None:
            end = None if one.end is None else max(end, one.end)
    return began if end is None or end > today else None


def _is_matched(facts: _Facts) -> bool:
    homes = [h for h in facts.child.homes if h.start <= facts.today]
    living = [h for h in homes if h.end is None or h.end > facts.today]
    groups = [group_of("placement", h.place_code) for h in living]
    if any(group is not None and group.id == "adoption" for group in groups):
        return True
    plan = plan_on(facts.child, facts.today)
    adopting = plan is not None and (plan.plan in _ADOPTION or plan.plan_b in _ADOPTION)
    return plan is not None and plan.matched_on is not None and (adopting or not plan.plan)


def _talks_of_ending(facts: _Facts, since: date) -> bool:
    child = facts.child
    said = [f"{p.what} {p.why}" for p in child.ledger if p.made_on >= since]
    said += [p.obstacles for p in child.plans if p.from_date >= since or p is child.plan]
    return any(_ABOUT_ENDING.search(words) for words in said)


def _sgo_asked(child: Child) -> Promise | None:
    """Return the first of an open chain of recommendations to assess for special guardianship."""
    followed = {promise.carried_from for promise in child.ledger}
    firsts = [
        chain(child.ledger, promise)[0]
        for promise in child.ledger
        if promise.id not in followed
        and not promise.status.is_closed
        and _SGO_ASSESSMENT.search(promise.what)
    ]
    return min(firsts, key=lambda promise: promise.made_on, default=None)


def _unbroken(facts: _Facts, holds: Callable[[PlanEntry], bool]) -> date:
    """Return since when every plan up to today's has been as wanted."""
    began = facts.today
    for plan in reversed([p for p in in_order(facts.child) if p.from_date <= facts.today]):
        if not holds(plan):
            break
        began = plan.from_date
    return began
