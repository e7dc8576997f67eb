"""What a save has to write: the parts of two values that are no longer the same object.

A keystroke changes one section, so one small row and one line of the search index are written,
whatever the size of the review.
"""

from collections.abc import Iterator
from typing import Protocol

from models.child import Child
from models.edits import Opened
from models.review import Review, ReviewHead, SectionRecord
from models.store_rows import ChildRow, IndexLine, ReviewRow, SaveBatch
from models.text import Quote, Text


class Columns(Protocol):
    """Works out the columns that lists need, with the law pack and calendar of the day."""

    def child_row(self, child: Child, review: Review | None) -> ChildRow:
        """Return the caseload's columns of a child; ``review`` is the open one."""
        ...

    def review_row(self, review: Review, child: Child) -> ReviewRow:
        """Return the list columns of a review."""
        ...


def whole(opened: Opened, columns: Columns, events: tuple[str, ...] = ()) -> SaveBatch:
    """Return a batch that writes all of ``opened``: for what is new or imported."""
    review = opened.review
    return SaveBatch(
        child=opened.child,
        child_row=columns.child_row(opened.child, review),
        review_id=review.id if review else None,
        review_child_id=opened.child.id if review else None,
        head=review.head if review else None,
        review_row=columns.review_row(review, opened.child) if review else None,
        sections=review.sections if review else (),
        index=tuple(_index_of(opened)),
        events=events,
    )


def changed(before: Opened, after: Opened, columns: Columns) -> SaveBatch:
    """Return a batch that writes what differs between ``before`` and ``after``."""
    old, new = before.review, after.review
    child_changed = after.child is not before.child
    head_changed = new is not None and (old is None or new.head is not old.head)
    sections = tuple(_changed_sections(old, new)) if new is not None else ()
    gone, index = _changed_index(before, after, sections)
    return SaveBatch(
        child=after.child if child_changed else None,
        child_row=columns.child_row(after.child, new) if child_changed or head_changed else None,
        review_id=new.id if new else None,
        review_child_id=after.child.id if new else None,
        head=new.head if new and head_changed else None,
        review_row=columns.review_row(new, after.child) if new and head_changed else None,
        sections=sections,
        index=index,
        unindex=gone,
        events=_events(old, new),
    )


def _changed_sections(old: Review | None, new: Review) -> Iterator[SectionRecord]:
    known = {record.id: record for record in old.sections} if old else {}
    return (record for record in new.sections if known.get(record.id) is not record)


def _changed_index(
    before: Opened, after: Opened, sections: tuple[SectionRecord, ...]
) -> tuple[tuple[str, ...], tuple[IndexLine, ...]]:
    old: dict[str, IndexLine] = {}
    new: dict[str, IndexLine] = {}
    if after.child is not before.child:
        old.update((line.key, line) for line in _child_lines(before.child))
        new.update((line.key, line) for line in _child_lines(after.child))
    if after.review is not None:
        for record in sections:
            if before.review is not None:
                earlier = before.review.section(record.id)
                old.update(_keyed(before.child.id, before.review.id, earlier))
            new.update(_keyed(after.child.id, after.review.id, record))
        if before.review is None or after.review.head is not before.review.head:
            if before.review is not None:
                old.update(_keyed_head(before.child.id, before.review.id, before.review.head))
            new.update(_keyed_head(after.child.id, after.review.id, after.review.head))
    gone = tuple(key for key in old if key not in new)
    return gone, tuple(line for key, line in new.items() if old.get(key) != line)


def _keyed(child_id: str, review_id: str, record: SectionRecord) -> Iterator[tuple[str, IndexLine]]:
    return ((i.key, i) for i in _section_lines(child_id, review_id, record))


def _keyed_head(child_id: str, review_id: str, head: ReviewHead) -> Iterator[tuple[str, IndexLine]]:
    return ((i.key, i) for i in _head_lines(child_id, review_id, head))


def _index_of(opened: Opened) -> Iterator[IndexLine]:
    yield from _child_lines(opened.child)
    review = opened.review
    if review is None:
        return
    yield from _head_lines(opened.child.id, review.id, review.head)
    for record in review.sections:
        yield from _section_lines(opened.child.id, review.id, record)


def _section_lines(child_id: str, review_id: str, record: SectionRecord) -> Iterator[IndexLine]:
    def entry(key: str, text: str) -> IndexLine:
        return IndexLine(
            key=key, child_id=child_id, review_id=review_id, section=record.id, text=text
        )

    lines: tuple[tuple[str, Text], ...] = (("n", record.notes), ("m", record.minutes))
    for field, text in lines:
        for line in text:
            if line.text.strip():
                yield entry(f"{review_id}:{field}:{line.id}", line.text)
    quotes: tuple[Quote, ...] = record.quotes
    for quote in quotes:
        if quote.text.strip():
            yield entry(f"{review_id}:q:{quote.id}", quote.text)


def _head_lines(child_id: str, review_id: str, head: ReviewHead) -> Iterator[IndexLine]:
    for item in head.recommendations:
        text = " ".join(filter(None, (item.what, item.why, item.who)))
        if text:
            yield IndexLine(
                key=f"{review_id}:r:{item.id}",
                child_id=child_id,
                review_id=review_id,
                section=item.section or "decisions",
                text=text,
            )


def _child_lines(child: Child) -> Iterator[IndexLine]:
    def entry(key: str, section: str, text: str) -> IndexLine:
        return IndexLine(
            key=f"{child.id}:{key}", child_id=child.id, review_id=None, section=section, text=text
        )

    names = " ".join(filter(None, (child.preferred_name, child.legal_name, child.ids.la_id)))
    yield entry("name", "child", names)
    for person in child.people:
        yield entry(f"p:{person.id}", "people", f"{person.name} {person.relationship}".strip())
    for home in child.homes:
        yield entry(f"h:{home.id}", "homes", f"{home.who} {home.kind}".strip())
    for view in child.views:
        text = " ".join(
            filter(None, (view.words.text if view.words else "", view.about, view.description))
        )
        if text:
            yield entry(f"v:{view.id}", "voice", text)


def _events(old: Review | None, new: Review | None) -> tuple[str, ...]:
    if old is None or new is None or old.head is new.head:
        return ()
    events = []
    if new.head.completed_on != old.head.completed_on:
        events.append("review completed" if new.head.completed_on else "review reopened")
    if len(new.head.versions) > len(old.head.versions):
        events.append(f"version {new.head.versions[-1].number} signed off")
    return tuple(events)
