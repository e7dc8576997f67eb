"""How a recommendation reads in a list: its number and words, and who, when and whether agreed."""

from datetime import date

from models.next_step import short_date
from models.review import Recommendation
from models.terms import ChildAgrees
from ui.fields.row_list import Fact, Row

_MISSING = "late"
_AGREES = {
    ChildAgrees.YES: "agrees",
    ChildAgrees.NO: "does not agree",
    ChildAgrees.PARTLY: "agrees in part",
}


def row_of(one: Recommendation, number: int, name: str, today: date) -> Row:
    """Return the row of recommendation ``number``; ``name`` is what the child likes to be called.

    ``today`` is the UK date; a date in another year is written with its year.
    """
    what = one.what.strip() or "not worded yet"
    return Row(
        key=one.id,
        words=f"{number} · {what}",
        facts=tuple(_facts(one, name, today)),
    )


def _facts(one: Recommendation, name: str, today: date) -> list[Fact]:
    who = ", ".join(part for part in (one.who.strip(), one.role.strip()) if part)
    found = [Fact(who)] if who else []
    if not one.who.strip():
        found.append(Fact("who?", _MISSING))
    by = Fact(f"by {short_date(one.by, today)}") if one.by else Fact("by when?", _MISSING)
    found.append(by)
    if one.child_agrees in _AGREES:
        found.append(Fact(f"{name} {_AGREES[one.child_agrees]}"))
    if one.answers:
        found.append(Fact(f"answers {name}'s words", "words"))
    if one.carried_from is not None:
        found.append(Fact("from last time"))
    return found
