"""What a save has to write: the parts of two values that are no longer the same object.

A keystroke changes one section, so one small row and one line of the search index are written,
whatever the size of the review.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from models.child import SOCIAL_WORKER, Child, Value
from models.edits import Opened
from models.review import DIFFERENCES, Review, ReviewHead, SectionRecord
from models.store_rows import (
    CaseloadRow,
    ChildRow,
    HeadPart,
    IndexLine,
    LimitChange,
    LineKey,
    ReviewRow,
    SaveBatch,
    SectionKey,
    SectionPart,
    StoreEvent,
)
from models.text import Text


class Columns(Protocol):
    """Works out the columns that lists need, with the law pack and calendar of the day."""

    def child_row(self, child: Child) -> ChildRow:
        """Return the caseload's columns of a child."""
        ...

    def review_row(self, review: Review, child: Child) -> ReviewRow:
        """Return the list columns of a review."""
        ...

    def is_current(self, row: ChildRow | ReviewRow) -> bool:
        """Return whether the row is as this law pack, this calendar and this Heard make it."""
        ...

    def moved(
        self, before: CaseloadRow, after: CaseloadRow, today: date
    ) -> tuple[LimitChange, ...]:
        """Return the open limits whose date is another one now, with why."""
        ...


class Author(Value, frozen=True, kw_only=True):
    """Who changes something and when (UTC): for the events, which never hold content."""

    who: str
    at: datetime


_Lines = dict[tuple[str, str], IndexLine]

_PART_OF = {
    "about": "facts",
    "person": "people",
    "home": "homes",
    "school": "homes",
    "worker": "homes",
    "plan": "plan",
    "event": "between",
    "pledge": "between",
    "midway": "between",
    "dispute": "disputes",
}
"""The part of the child's page where what search finds of each kind can be read."""


def whole(opened: Opened, columns: Columns, author: Author, event: str) -> SaveBatch:
    """Return a batch that writes all of ``opened``: for what is new or imported."""
    child, review = opened.child, opened.review
    lines: _Lines = {}
    _add(lines, child_lines(child))
    if review is not None:
        _add(lines, _review_lines(review))
    return SaveBatch(
        children=(child,),
        child_rows=(columns.child_row(child),),
        heads=(_head_part(review),) if review else (),
        review_rows=(columns.review_row(review, child),) if review else (),
        sections=tuple(_part(review, record) for record in review.sections) if review else (),
        lines=tuple(lines.values()),
        events=(_event(event, opened, author),),
    )


def changed(before: Opened, after: Opened, columns: Columns, author: Author) -> SaveBatch:
    """Return a batch that writes what differs between ``before`` and ``after``."""
    old, new = before.review, after.review
    child_changed = after.child is not before.child
    head_changed = new is not None and (old is None or new.head is not old.head)
    sections = _changed_sections(old, new) if new is not None else ()
    gone, lines = _changed_lines(before, after)
    return SaveBatch(
        children=(after.child,) if child_changed else (),
        child_rows=(columns.child_row(after.child),) if child_changed or head_changed else (),
        heads=(_head_part(new),) if new and head_changed else (),
        review_rows=(columns.review_row(new, after.child),) if new and head_changed else (),
        sections=tuple(_part(new, record) for record in sections) if new else (),
        gone_sections=_gone_sections(old, new) if old and new else (),
        lines=lines,
        gone_lines=gone,
        events=tuple(_event(kind, after, author) for kind in _milestones(old, new)),
    )


def _head_part(review: Review) -> HeadPart:
    return HeadPart(review_id=review.id, child_id=review.child_id, head=review.head)


def _part(review: Review, record: SectionRecord) -> SectionPart:
    return SectionPart(review_id=review.id, record=record)


def _event(kind: str, opened: Opened, author: Author) -> StoreEvent:
    review = opened.review.id if opened.review else None
    return StoreEvent(
        at=author.at, who=author.who, kind=kind, child_id=opened.child.id, review_id=review
    )


def _changed_sections(old: Review | None, new: Review) -> tuple[SectionRecord, ...]:
    known = {record.id: record for record in old.sections} if old else {}
    return tuple(record for record in new.sections if known.get(record.id) is not record)


def _gone_sections(old: Review, new: Review) -> tuple[SectionKey, ...]:
    """Return the sections that undo took away again."""
    kept = {record.id for record in new.sections}
    gone = (record.id for record in old.sections if record.id not in kept)
    return tuple(SectionKey(review_id=new.id, section_id=name) for name in gone)


def _milestones(old: Review | None, new: Review | None) -> Iterator[str]:
    if old is None or new is None or old.head is new.head:
        return
    if new.head.completed_on != old.head.completed_on:
        yield "review completed" if new.head.completed_on else "review reopened"
    if len(new.head.versions) > len(old.head.versions):
        yield f"version {new.head.versions[-1].number} signed off"


def _changed_lines(
    before: Opened, after: Opened
) -> tuple[tuple[LineKey, ...], tuple[IndexLine, ...]]:
    old: _Lines = {}
    new: _Lines = {}
    if after.child is not before.child:
        _add(old, child_lines(before.child))
        _add(new, child_lines(after.child))
    if after.review is not None:
        _compare_reviews(before.review, after.review, old, new)
    gone = tuple(LineKey(owner=owner, id=name) for owner, name in old if (owner, name) not in new)
    return gone, tuple(line for key, line in new.items() if old.get(key) != line)


def _compare_reviews(old: Review | None, new: Review, was: _Lines, now: _Lines) -> None:
    """Put the lines of every part that differs into ``was`` and ``now``."""
    if old is None:
        _add(now, _review_lines(new))
        return
    if _day(old.head) != _day(new.head):  # the date that every line of the review goes by
        _add(was, _review_lines(old))
        _add(now, _review_lines(new))
        return
    kept = {record.id for record in new.sections}
    for record in new.sections:
        earlier = old.section(record.id)
        if earlier is not record:
            _add(was, _section_lines(old, _without_lines_of(record, earlier)))
            _add(now, _section_lines(new, _without_lines_of(earlier, record)))
    for record in old.sections:
        if record.id not in kept:
            _add(was, _section_lines(old, record))
    if old.head is not new.head:
        _add(was, _head_lines(old))
        _add(now, _head_lines(new))


def _without_lines_of(other: SectionRecord, record: SectionRecord) -> SectionRecord:
    """Return ``record`` without the lines that ``other`` has in the same place: the same objects.

    A keystroke leaves all lines but one as they are, so only that one is looked at.
    """
    return SectionRecord(
        id=record.id,
        notes=_not_in(other.notes, record.notes),
        minutes=_not_in(other.minutes, record.minutes),
        quotes=record.quotes,
    )


def _not_in(other: Text, text: Text) -> Text:
    known = {id(line) for line in other}
    return tuple(line for line in text if id(line) not in known)


def _add(lines: _Lines, found: Iterator[IndexLine]) -> None:
    lines.update(((line.owner, line.id), line) for line in found)


def _review_lines(review: Review) -> Iterator[IndexLine]:
    yield from _head_lines(review)
    for record in review.sections:
        yield from _section_lines(review, record)


def _day(head: ReviewHead) -> date:
    """Return the date that "newest first" goes by; a review without one is the newest."""
    return head.review_date or head.completed_on or head.limit or date.max


def _line(review: Review, section: str, kind: str, name: str, text: str) -> IndexLine:
    return IndexLine(
        child_id=review.child_id,
        review_id=review.id,
        id=name,
        on=_day(review.head),
        section=section,
        kind=kind,
        text=text,
    )


def _section_lines(review: Review, record: SectionRecord) -> Iterator[IndexLine]:
    texts: tuple[tuple[str, Text], ...] = (("note", record.notes), ("minute", record.minutes))
    for kind, text in texts:
        for line in text:
            if line.text.strip():
                yield _line(review, record.id, kind, f"{kind}:{line.id}", line.text)
    for quote in record.quotes:
        if quote.text.strip():
            yield _line(review, record.id, "words", f"words:{quote.id}", quote.text)


def _head_lines(review: Review) -> Iterator[IndexLine]:
    for item in review.head.recommendations:
        text = " ".join(filter(None, (item.what, item.why, item.who)))
        section = item.section or "decisions"
        if text:
            yield _line(review, section, "recommendation", f"recommendation:{item.id}", text)
    for change in review.head.changes:
        text = " ".join(filter(None, (change.what, change.in_letter)))
        if text:
            yield _line(review, "voice", "change", f"change:{change.id}", text)
    for wish in review.head.unanswered:
        text = " ".join(filter(None, (wish.worry, wish.who, wish.reason, wish.in_letter)))
        if text:
            yield _line(review, DIFFERENCES, "not_this_time", f"not_this_time:{wish.id}", text)


def child_lines(child: Child) -> Iterator[IndexLine]:
    """Yield what search finds of a child beside their reviews."""

    def line(kind: str, name: str, text: str, on: date) -> IndexLine:
        part = _PART_OF.get(kind, "")
        name = f"{kind}:{name}"
        return IndexLine(child_id=child.id, id=name, on=on, section=part, kind=kind, text=text)

    ids = (child.ids.la_id, child.ids.nhs, child.ids.upn)
    names = " ".join(filter(None, (child.preferred_name, child.legal_name, *ids)))
    since = child.became_looked_after or child.born
    yield line("name", "name", names, since)
    for kind, name, on, text in _around(child, since):
        if text:
            yield line(kind, name, text, on)
    for view in child.views:
        said = view.words.text if view.words else ""
        meant = (view.in_english, view.may_mean, view.could_also_mean)
        text = " ".join(filter(None, (said, view.about, view.description, *meant)))
        if text:
            yield line("view", view.id, text, view.on)
    for kind, name, on, text in _between_reviews(child):
        if text:
            yield line(kind, name, text, on)


def _words(*texts: str) -> str:
    return " ".join(filter(None, texts))


def _around(child: Child, since: date) -> Iterator[tuple[str, str, date, str]]:
    """Yield kind, id, day and words of who the child is, and of the people and places in life."""
    yield "about", "about", since, child.about_me
    for person in child.people:
        told = (person.role, person.matters_because, person.family_time, person.note)
        yield "person", person.id, since, _words(person.name, person.relationship, *told)
    for home in child.homes:
        yield "home", home.id, home.start, _words(home.who, home.kind, home.why)
    for school in child.schools:
        yield "school", school.id, school.start, _words(school.name, school.why_changed)
    for worker in child.workers:
        is_number = worker.name.casefold().startswith(f"{SOCIAL_WORKER} ")  # as a return has them
        text = "" if is_number else _words(worker.name, worker.why_changed)
        yield "worker", worker.id, worker.start, text
    for plan in child.plans:
        text = _words(plan.responsible, plan.obstacles, plan.child_view)
        yield "plan", plan.id, plan.from_date, text


def _between_reviews(child: Child) -> Iterator[tuple[str, str, date, str]]:
    """Yield kind, id, day and words of what was noted between reviews."""
    for event in child.events:
        text = _words(event.text, event.known_how, event.done_about_it, event.early_review_reason)
        yield "event", event.id, event.on, text
    for pledge in child.pledges:
        yield "pledge", pledge.id, pledge.on, _words(pledge.what, pledge.note)
    for dispute in child.disputes:
        text = _words(dispute.summary, dispute.impact, dispute.child_view, dispute.outcome)
        yield "dispute", dispute.id, dispute.opened_on, text
    for check in child.midway_checks:
        text = _words(check.text, check.decisions, check.child_message, check.action)
        yield "midway", check.id, check.on, text
