"""The few facts that stand beside the title of a section: what is known before anyone speaks."""

from datetime import date

from models.ages import age_on
from models.child import Child
from models.codes import label
from models.stability import Lane, stability


def section_facts(child: Child, section_id: str, today: date) -> str:
    """Return the facts for a section in a few words, or nothing; ``today`` is the UK date."""
    facts = {"home": _home, "learning": _learning, "permanence": _permanence}.get(section_id)
    return " · ".join(facts(child, today)) if facts is not None else ""


def _home(child: Child, today: date) -> list[str]:
    said = []
    if child.home is not None:
        said.append(f"{age_on(child.home.start, today).words} here")
    found = stability(child, today)
    moves = found.counts(Lane.HOMES, found.year).changes
    if moves:
        said.append(f"{moves} move{'' if moves == 1 else 's'} this year")
    lately = found.counts(Lane.WORKERS, found.year).there
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
