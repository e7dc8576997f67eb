"""What each cell of the caseload says: words, which colours and drawings only repeat."""

from collections.abc import Callable
from datetime import date

import msgspec

from models.ages import age_on
from models.caseload_groups import Standing, drifting, early_wanted, setting_words
from models.deadlines import DateEngine
from models.limit_used import Used, rule_words, used
from models.next_step import due_words, short_date, spoken_due

_YOUNG_YEARS = 2
_MANY_SIGNS = 2


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What one cell says: a first line, a pill, a quiet line below, and all of it spoken.

    ``clock`` is how much of the limit a drawn clock shows as used; ``told`` the rule and source in
    full; ``under_tone`` marks a line below that must not be missed.
    """

    title: str = ""
    strong: bool = False
    pill: str = ""
    tone: str = "neutral"
    under: str = ""
    under_tone: str = ""
    clock: Used | None = None
    is_heading: bool = False
    spoken: str = ""
    told: str = ""


class Today(msgspec.Struct, frozen=True, kw_only=True):
    """The day that is looked at, the date engine, and how a child is shown on this screen.

    ``hidden`` stands in the place of the name of a child whom private view keeps back; nothing
    where the name is shown. ``names_kin`` is false where no other child's name may be seen.
    """

    engine: DateEngine
    day: date
    hidden: str = ""
    names_kin: bool = True
    shows_kin: bool = True
    merged: bool = False


def spoken_age(born: date, today: date) -> str:
    """Return an age as a list shows it: years alone, and months for the very young."""
    age = age_on(born, today)
    return age.words if age.unborn or age.years < _YOUNG_YEARS else str(age.years)


def heading_cell(words: str, count: int) -> Cell:
    """Return the heading of a group with how many children stand under it."""
    said = f"{words} · {count}"
    return Cell(title=said, is_heading=True, spoken=f"{words}: {count}")


def make_cell(column: int, one: Standing, at: Today) -> Cell:
    """Return a cell of a child's row."""
    return _MAKERS[column](one, at)


def signs(one: Standing, today: date) -> tuple[str, ...]:
    """Return in words what must not be missed about a child, the gravest first."""
    row = one.row
    found = [setting_words(row, today)]
    if early_wanted(row, today) is not None:
        found.append("early review wanted")
    promised = row.child.pledge_by
    if promised is not None and promised < today:
        found.append("promise to the child late")
    if (dispute := row.child.dispute) is not None:
        is_late = dispute.answer_due is not None and dispute.answer_due < today
        found.append("dispute open, answer late" if is_late else "dispute open")
    if drifting(row, today):
        found.append("permanence drifting")
    return tuple(words for words in found if words)


def _child(one: Standing, at: Today) -> Cell:
    child = one.row.child
    if at.hidden:
        return Cell(title=at.hidden, strong=True, spoken=f"{at.hidden}, name hidden")
    age = spoken_age(child.born, at.day)
    under = f"{age} · {child.home}" if child.home else age
    kin = _kin(one, at)
    under = f"{under} · {kin}" if kin else under
    practice = "practice" if child.practice else ""
    spoken = ", ".join(part for part in (child.preferred_name, practice, under) if part)
    return Cell(
        title=child.preferred_name, strong=True, pill=practice, tone="accent", under=under,
        spoken=spoken.replace(" · ", ", "), told=under,
    )  # fmt: skip


def _kin(one: Standing, at: Today) -> str:
    """Return the brothers and sisters on this caseload, as this child's own people name them."""
    kin = one.row.child.kin if at.shows_kin else ()
    if not kin:
        return ""
    if not at.names_kin:
        return "brother or sister on this caseload"
    return ", ".join(f"{k.relationship or 'brother or sister'}: {k.name}" for k in kin)


def _next(one: Standing, at: Today) -> Cell:
    step = one.step
    found = signs(one, at.day)
    said = ", ".join(found)
    spoken = f"Next: {step.what}" + (f". Look at: {said}" if said else "")
    if found:
        under = " · ".join(found[:_MANY_SIGNS])
        return Cell(title=step.what, under=under, under_tone="late", spoken=spoken, told=said)
    under = ""
    if step.planned is not None and step.planned >= at.day:
        under = f"planned {short_date(step.planned, at.day)}"
    return Cell(title=step.what, under=under, spoken=spoken, told=under)


def _by_law(one: Standing, at: Today) -> Cell:
    step, engine = one.step, at.engine
    due = due_words(step, engine, at.day)
    clock = used(step, engine, at.day)
    under, tone = due.under, ""
    if clock is not None and step.due is not None:
        day = (
            ""
            if due.pill.startswith(short_date(step.due, at.day))
            else short_date(step.due, at.day)
        )
        under = " · ".join(part for part in (day, clock.words) if part)
    if one.row.changed:
        change = one.row.changed[0]
        under, tone = f"changed: was {short_date(change.was, at.day)} · {change.what}", "soon"
    told = " ".join(
        part for part in (rule_words(step, engine), _used_words(clock), *_changes(one)) if part
    )
    return Cell(
        title=step.what if at.merged else "",
        pill=due.pill,
        tone=due.press.value,
        under=under,
        under_tone=tone,
        clock=clock,
        spoken=f"By law: {spoken_due(step, engine, at.day)}",
        told=told,
    )


def _used_words(clock: Used | None) -> str:
    return f"{clock.words[:1].upper()}{clock.words[1:]}." if clock is not None else ""


def _changes(one: Standing) -> tuple[str, ...]:
    return tuple(
        f"Changed: {c.what} was due by {short_date(c.was, c.now)}, {c.why}."
        for c in one.row.changed
    )


def _open_promises(one: Standing, at: Today) -> Cell:
    child = one.row.child
    if not child.open_promises:
        return Cell(under="none", spoken="No open recommendations")
    days = (at.day - child.oldest_promise).days if child.oldest_promise else 0
    past = sum(by < at.day for by in child.promises_by)
    under = f"oldest {days} days" if days > 0 else ""
    tone = ""
    if past:
        late = f"{past} past {'its' if past == 1 else 'their'} date"
        under, tone = " · ".join(part for part in (late, under) if part), "late"
    said = under.replace(" · ", ", ")
    spoken = f"Open recommendations: {child.open_promises}" + (f", {said}" if said else "")
    title = str(child.open_promises)
    return Cell(title=title, under=under, under_tone=tone, spoken=spoken, told=under)


_MAKERS: tuple[Callable[[Standing, Today], Cell], ...] = (_child, _next, _by_law, _open_promises)
