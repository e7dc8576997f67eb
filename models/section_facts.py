"""The few facts that stand beside the title of a section: what is known before anyone speaks."""

from datetime import date

from models.ages import age_on
from models.child import SOCIAL_WORKER, Child
from models.codes import label


def section_facts(child: Child, section_id: str, today: date) -> str:
    """Return the facts for a section in a few words, or nothing; ``today`` is the UK date."""
    facts = {"home": _home, "learning": _learning, "permanence": _permanence}.get(section_id)
    return " · ".join(facts(child, today)) if facts is not None else ""


def _home(child: Child, today: date) -> list[str]:
    said = []
    if child.home is not None:
        said.append(f"{age_on(child.home.start, today).words} here")
    a_year_ago = today.replace(year=today.year - 1, day=min(today.day, 28))
    moves = sum(h.start > a_year_ago and h.counts_as_move for h in child.homes[1:])
    if moves:
        said.append(f"{moves} move{'' if moves == 1 else 's'} this year")
    workers = [w for w in child.workers if w.role == SOCIAL_WORKER]
    lately = sum(w.end is None or w.end > a_year_ago for w in workers)
    if lately > 1:
        said.append(f"{lately} social workers this year")
    return said


def _learning(child: Child, _today: date) -> list[str]:
    school = next((s for s in reversed(child.schools) if s.end is None), None)
    if school is None:
        return []
    return [school.name, f"Year {school.year}"] if school.year.isdigit() else [school.name]


def _permanence(child: Child, _today: date) -> list[str]:
    plan = child.plan
    if plan is None or not plan.plan:
        return []
    said = [label("permanence_plan", plan.plan)]
    return [*said, f"plan B: {label('permanence_plan', plan.plan_b)}"] if plan.plan_b else said
