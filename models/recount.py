"""Rows that another law pack, calendar or version of Heard made, worked out again (design.md §3).

A limit that moved by it is told with why until the IRO has seen it; nothing of a record changes.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from models.child import Value
from models.deadlines import DateEngine
from models.next_step import StepKind, steps
from models.store_rows import CaseloadRow, ChildRow, IndexLine, LimitChange, ReviewRow

Changes = Mapping[str, tuple[LimitChange, ...]]
"""For each child by id, the limits that moved and were not yet seen."""


class Recounted(Value, frozen=True, kw_only=True):
    """The rows of one child as they are now, and the lines by which search finds the child."""

    child: ChildRow
    reviews: tuple[ReviewRow, ...] = ()
    lines: tuple[IndexLine, ...] = ()

    @property
    def listed(self) -> CaseloadRow:
        """The child's line of the caseload."""
        return caseload_row(self.child, self.reviews)


def caseload_row(child: ChildRow, reviews: Sequence[ReviewRow]) -> CaseloadRow:
    """Return the child with the newest of their reviews, by number; the later of two alike."""
    latest: ReviewRow | None = None
    complete: ReviewRow | None = None
    for row in reviews:
        if latest is None or row.number >= latest.number:
            latest = row
        if row.completed_on is not None and (complete is None or row.number >= complete.number):
            complete = row
    before = complete if complete is not latest else None
    return CaseloadRow(child=child, latest=latest, before=before)


def moved(
    before: CaseloadRow, after: CaseloadRow, engine: DateEngine, today: date
) -> tuple[LimitChange, ...]:
    """Return the open limits whose date is another one now, soonest first.

    The midway check is no limit: it lies half way to one, and moves with it.
    """
    was = {(step.kind, step.what): step.due for step in steps(before, engine, today)}
    why = _why(before.child, after.child)
    found = []
    for step in steps(after, engine, today):
        old = was.get((step.kind, step.what)) if step.kind is not StepKind.MIDWAY else None
        if old is not None and step.due is not None and old != step.due:
            found.append(LimitChange(what=step.what, was=old, now=step.due, why=why))
    return tuple(found)


def unseen(earlier: Sequence[LimitChange], later: Sequence[LimitChange]) -> tuple[LimitChange, ...]:
    """Return what the IRO has not yet seen: one change for each limit, from where it stood first.

    A limit that moved back to where it stood is no change any more.
    """
    kept = {change.what: change for change in earlier}
    for change in later:
        first = kept.pop(change.what, change)
        if first.was != change.now:
            kept[change.what] = LimitChange(
                what=change.what, was=first.was, now=change.now, why=change.why
            )
    return tuple(kept.values())


def _why(before: ChildRow, after: ChildRow) -> str:
    if before.law_version != after.law_version:
        earlier = f" and was {before.law_version}" if before.law_version else ""
        return f"because the law pack is now {after.law_version}{earlier}"
    if before.calendar_version != after.calendar_version:
        return "because the days that count as working days are now others"
    return "because this version of Heard counts it otherwise"
