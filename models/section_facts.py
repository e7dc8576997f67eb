"""The few facts that stand beside the title of a section: what is known before anyone speaks."""

from datetime import date

from models.ages import age_on
from models.calendar import long_date
from models.child import Child
from models.codes import label
from models.living_here import here_since
from models.stability import Lane, stability


def section_facts(child: Child, section_id: str, today: date) -> str:
    """Return the facts for a section in a few words, or nothing; ``today`` is the UK date."""
    known = {"home": _home, "health": _health, "learning": _learning, "permanence": _permanence}
    facts = known.get(section_id)
    return " · ".join(facts(child, today)) if facts is not None else ""


def _home(child: Child, today: date) -> list[str]:
    said = []
    if child.home is not None:
        said.append(f"{age_on(here_since(child, child.home, today), today).words} here")
    found = stability(child, today)
    moves = found.counts(Lane.HOMES, found.year).changes
    if moves:
        said.append(f"{moves} move{'' if moves == 1 else 's'} this year")
    lately = found.counts(Lane.WORKERS, found.year).there
    if lately > 1:
        said.append(f"{lately} social workers this year")
    return said


def _health(child: Child, _today: date) -> list[str]:
    """Return when health was last looked at, and what was not yet when the return was made.

    The score of the strengths and difficulties questionnaire is not among them: the child may
    read along.
    """
    health, said = child.health, []
    if health.assessed_on is not None:
        said.append(f"last assessment {long_date(health.assessed_on)}")
    lacking = [
        words
        for words, known in (
            ("no assessment", True if health.assessed_on else health.assessed),
            ("teeth not checked", health.teeth_checked),
            ("immunisations not up to date", health.immunised),
            ("development not checked", health.development_checked),
        )
        if known is False
    ]
    if lacking and health.as_of is not None:
        lacking[-1] += f" (as of {long_date(health.as_of)})"
    return said + lacking


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
