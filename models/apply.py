"""What each edit does: ``apply`` is pure and shares everything that did not change.

Undoing is putting the earlier value back; saving is writing the parts that are no longer the
same object (``models.parts``).
"""

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar, assert_never

import msgspec

from models.child import (
    Child,
    ClockNote,
    Dispute,
    EarlyReviewThought,
    Event,
    Hold,
    Home,
    LegalStatus,
    MidwayCheck,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    Person,
    PlanEntry,
    Pledge,
    Promise,
    School,
    View,
    Visit,
    Withheld,
    Worker,
)
from models.completing import completed, with_ledger
from models.edits import (
    Complete,
    CorrectQuote,
    Drop,
    Edit,
    Field,
    Item,
    MarkLine,
    MoveLine,
    Opened,
    Put,
    PutAttendance,
    PutPrompt,
    PutStatus,
    Reorder,
    SetChild,
    SetHead,
    SetSectionStatus,
    SpliceText,
    Together,
)
from models.review import (
    Attendance,
    DutyRecord,
    Meeting,
    NotRelevant,
    Paper,
    Recommendation,
    ReviewHead,
    SectionRecord,
    Unanswered,
    with_section,
)
from models.taking_part import ChangeMade, RightTold
from models.text import Line, Mark, Quote, QuoteChange, Span, SpanKind, Text, quoted_part
from models.view_log import follow_lines, moved

_T = TypeVar("_T")

_CHILD_LISTS: dict[type, str] = {
    Person: "people",
    Home: "homes",
    School: "schools",
    Worker: "workers",
    Visit: "visits",
    LegalStatus: "legal_statuses",
    PlanEntry: "plans",
    View: "views",
    Promise: "ledger",
    PastReview: "past_reviews",
    MidwayCheck: "midway_checks",
    Event: "events",
    Dispute: "disputes",
    PeriodOfCare: "periods",
    MissingEpisode: "missing",
    EarlyReviewThought: "early_reviews",
    Pledge: "pledges",
    ClockNote: "clock_notes",
    Hold: "holds",
    Withheld: "withheld",
}
_HEAD_LISTS: dict[type, str] = {
    Meeting: "meetings",
    Paper: "papers",
    DutyRecord: "duties",
    Recommendation: "recommendations",
    Unanswered: "unanswered",
    NotRelevant: "not_relevant",
    ChangeMade: "changes",
    RightTold: "rights",
}


def apply(opened: Opened, edit: Edit) -> Opened:
    """Return ``opened`` with ``edit`` done. Raises KeyError for an id that is not there."""
    after = _done(opened, edit)
    review = after.review
    if review is None or opened.review is None or review.head.completed_on is None:
        return after
    if review.head.recommendations is opened.review.head.recommendations:
        return after
    return msgspec.structs.replace(after, child=with_ledger(after.child, review))


def _done(opened: Opened, edit: Edit) -> Opened:  # noqa: C901, PLR0912 - one case for each kind of edit
    match edit:
        case SpliceText():
            return _splice(opened, edit)
        case Together():
            return reduce(_done, edit.edits, opened)
        case MarkLine():
            return _mark(opened, edit)
        case MoveLine():
            return _move(opened, edit)
        case CorrectQuote():
            return _correct(opened, edit)
        case Put():
            return _put(opened, edit.item)
        case Drop():
            return _drop(opened, edit.item)
        case Reorder():
            return _reorder(opened, edit)
        case PutAttendance():
            return _put_attendance(opened, edit.attendance)
        case PutPrompt():
            return _put_prompt(opened, edit)
        case PutStatus():
            return _put_status(opened, edit)
        case SetSectionStatus():
            record = opened.the_review.section(edit.section)
            return _with_record(opened, msgspec.structs.replace(record, status=edit.status))
        case SetHead():
            return _with_head(opened, edit.head)
        case Complete():
            return completed(opened, edit.at, edit.completed_on, edit.review_date)
        case SetChild():
            return msgspec.structs.replace(opened, child=edit.child)
        case _:
            assert_never(edit)


def quotes_of(opened: Opened) -> dict[str, Quote]:
    """Return every quotation that lines of the open review may name, by id."""
    sections = opened.review.sections if opened.review is not None else ()
    quotes = {quote.id: quote for record in sections for quote in record.quotes}
    for view in opened.child.views:
        if view.words is not None:
            quotes.setdefault(view.words.id, view.words)
    return quotes


def _with_head(opened: Opened, head: ReviewHead) -> Opened:
    review = msgspec.structs.replace(opened.the_review, head=head)
    return msgspec.structs.replace(opened, review=review)


def _with_record(opened: Opened, record: SectionRecord) -> Opened:
    return msgspec.structs.replace(opened, review=with_section(opened.the_review, record))


def _lines(record: SectionRecord, field: Field) -> Text:
    return record.notes if field is Field.NOTES else record.minutes


def _with_lines(record: SectionRecord, field: Field, lines: Text) -> SectionRecord:
    if field is Field.NOTES:
        return msgspec.structs.replace(record, notes=lines)
    return msgspec.structs.replace(record, minutes=lines)


def _splice(opened: Opened, edit: SpliceText) -> Opened:
    record = opened.the_review.section(edit.section)
    old = _lines(record, edit.field)
    gone = old[edit.at : edit.at + edit.removed]
    new = (*old[: edit.at], *edit.lines, *old[edit.at + edit.removed :])
    record = _with_lines(record, edit.field, new)
    opened = _with_record(opened, record)
    for quote in edit.quotes:
        opened = _put_quote(opened, edit.section, quote)
    if edit.field is Field.NOTES:
        opened = follow_lines(opened, gone, edit.lines)
    named = {line.quote for line in gone if line.quote is not None}
    if named:
        opened = _without_unused_quotes(opened, named)
    if edit.field is Field.NOTES:
        opened = _follow_lines(opened, edit.section, gone, edit.lines)
    return opened


def _put_quote(opened: Opened, section: str, quote: Quote) -> Opened:
    """Put a quotation where it lives already, or in ``section`` when it is new."""
    views = opened.child.views
    for at, view in enumerate(views):
        if view.words is not None and view.words.id == quote.id:
            changed = msgspec.structs.replace(view, words=quote)
            child = msgspec.structs.replace(
                opened.child, views=(*views[:at], changed, *views[at + 1 :])
            )
            return msgspec.structs.replace(opened, child=child)
    review = opened.the_review
    owner = next(
        (r for r in review.sections if any(q.id == quote.id for q in r.quotes)),
        review.section(section),
    )
    quotes = _put_in(owner.quotes, quote, lambda q: q.id == quote.id)
    return _with_record(opened, msgspec.structs.replace(owner, quotes=quotes))


def _used_quotes(opened: Opened) -> set[str]:
    review = opened.the_review
    used = {line.quote for r in review.sections for line in (*r.notes, *r.minutes) if line.quote}
    used.update(*map(_named, review.head.recommendations))
    head, disputes = review.head, opened.child.disputes
    used.update(*map(_named, (*head.changes, *head.unanswered, *disputes)))
    used.update(view.quote_id for view in opened.child.views if view.quote_id)
    return used


def _named(item: object) -> tuple[str, ...]:
    """Return the ids of what an item answers; nothing where it is not of that kind."""
    if isinstance(item, Recommendation):
        return (*item.answers, *((item.child_words,) if item.child_words else ()))
    return item.answers if isinstance(item, ChangeMade | Unanswered | Dispute) else ()


def _without_unused_quotes(opened: Opened, named: set[str]) -> Opened:
    """Let go of those of the ``named`` quotations that nothing shows any more."""
    unused = named - _used_quotes(opened)
    for record in opened.the_review.sections:
        kept = tuple(quote for quote in record.quotes if quote.id not in unused)
        if len(kept) < len(record.quotes):
            opened = _with_record(opened, msgspec.structs.replace(record, quotes=kept))
    return opened


def _public(line: Line) -> str:
    """Return the line's text without what is confidential or withheld from anyone in it."""
    kept = (
        char
        for at, char in enumerate(line.text)
        if not any(span.start <= at < span.end for span in line.spans)
    )
    return "".join(kept)


def _follow_lines(opened: Opened, section: str, gone: Text, lines: Text) -> Opened:
    """Keep recommendations in step with the lines they grew from; a new line grows a new one."""
    old = {line.id: line for line in gone}
    new = {line.id: line for line in lines if line.mark is Mark.RECOMMENDATION}
    head = opened.the_review.head
    if not new and not any(r.line_id in old for r in head.recommendations):
        return opened
    kept: list[Recommendation] = []
    for recommendation in head.recommendations:
        line = new.pop(recommendation.line_id or "", None)
        if line is not None and recommendation.follows_line:
            kept.append(_with_what(recommendation, _public(line)))
        elif line is None and recommendation.line_id in old:
            kept += _let_go(recommendation)
        else:
            kept.append(recommendation)
    kept += [_grown_from(line, section) for line in new.values()]
    if tuple(kept) == head.recommendations:
        return opened
    return _with_head(opened, msgspec.structs.replace(head, recommendations=tuple(kept)))


def _with_what(recommendation: Recommendation, what: str) -> Recommendation:
    if recommendation.what == what:
        return recommendation
    return msgspec.structs.replace(recommendation, what=what)


def _let_go(recommendation: Recommendation) -> tuple[Recommendation, ...]:
    """Return what is left of a recommendation whose line is gone or is not one any more."""
    if recommendation.follows_line and not _is_worked_on(recommendation):
        return ()
    return (msgspec.structs.replace(recommendation, line_id=None, follows_line=False),)


def _grown_from(line: Line, section: str, fresh: str | None = None) -> Recommendation:
    return Recommendation(
        id=fresh or line.id,
        what=_public(line),
        section=section,
        line_id=line.id,
        follows_line=True,
    )


def _is_worked_on(recommendation: Recommendation) -> bool:
    return bool(recommendation.who or recommendation.by or recommendation.why)


def _line_at(record: SectionRecord, field: Field, line_id: str) -> int:
    for at, line in enumerate(_lines(record, field)):
        if line.id == line_id:
            return at
    raise KeyError(line_id)


def _mark(opened: Opened, edit: MarkLine) -> Opened:
    record = opened.the_review.section(edit.section)
    at = _line_at(record, edit.field, edit.line)
    line = _lines(record, edit.field)[at]
    if line.mark is edit.mark:
        return opened
    text = quotes_of(opened)[line.quote].text if line.quote is not None else line.text
    plain = msgspec.structs.replace(line, quote=None, text=text, mark=edit.mark)
    if line.mark is Mark.CONFIDENTIAL:  # the reason of a mark goes with it
        plain = msgspec.structs.replace(plain, spans=_but_whole(line, text))
    if edit.mark is Mark.WORDS:
        return _mark_words(opened, edit, at, plain)
    opened = _splice(
        opened,
        SpliceText(section=edit.section, field=edit.field, at=at, removed=1, lines=(plain,)),
    )
    if edit.mark is Mark.RECOMMENDATION and edit.field is Field.NOTES:
        return _renamed(opened, line.id, edit.ids[2])
    return opened


def _but_whole(line: Line, text: str) -> tuple[Span, ...]:
    """Return a line's spans without those that say why all of it was confidential."""
    return tuple(
        span
        for span in line.spans
        if span.kind is not SpanKind.CONFIDENTIAL or span.start > 0 or span.end < len(text)
    )


def _renamed(opened: Opened, line_id: str, fresh: str) -> Opened:
    """Give the recommendation that just grew from a line the id that the edit brought."""
    head = opened.the_review.head
    grown = tuple(
        msgspec.structs.replace(r, id=fresh) if r.line_id == line_id == r.id else r
        for r in head.recommendations
    )
    return _with_head(opened, msgspec.structs.replace(head, recommendations=grown))


def _whole(line: Line, text: str) -> tuple[Span, ...]:
    """Return the line's spans widened to all of ``text``: splitting never lets a secret out."""
    return tuple(msgspec.structs.replace(span, start=0, length=len(text)) for span in line.spans)


def _mark_words(opened: Opened, edit: MarkLine, at: int, line: Line) -> Opened:
    before, said, after = quoted_part(line.text)
    quote = Quote(id=edit.ids[2], text=said, source=edit.source)
    words = Line(id=line.id, mark=Mark.WORDS, quote=quote.id, spans=_whole(line, said))
    lines = (
        *((Line(id=edit.ids[0], text=before, spans=_whole(line, before)),) if before else ()),
        words,
        *((Line(id=edit.ids[1], text=after, spans=_whole(line, after)),) if after else ()),
    )
    return _splice(
        opened,
        SpliceText(
            section=edit.section, field=edit.field, at=at, removed=1, lines=lines, quotes=(quote,)
        ),
    )


def _move(opened: Opened, edit: MoveLine) -> Opened:
    record = opened.the_review.section(edit.section)
    at = _line_at(record, Field.NOTES, edit.line)
    line = record.notes[at]
    target = opened.the_review.section(edit.to)
    review = with_section(
        opened.the_review,
        msgspec.structs.replace(record, notes=record.notes[:at] + record.notes[at + 1 :]),
    )
    review = with_section(review, msgspec.structs.replace(target, notes=(*target.notes, line)))
    head = review.head
    grown = tuple(
        msgspec.structs.replace(r, section=edit.to) if r.line_id == line.id else r
        for r in head.recommendations
    )
    if grown != head.recommendations:
        review = msgspec.structs.replace(
            review, head=msgspec.structs.replace(head, recommendations=grown)
        )
    child = moved(opened.child, line.id, edit.section, edit.to)
    return msgspec.structs.replace(opened, child=child, review=review)


def _correct(opened: Opened, edit: CorrectQuote) -> Opened:
    quote = quotes_of(opened)[edit.quote]
    change = QuoteChange(before=quote.text, at=edit.at, reason=edit.reason)
    changed = msgspec.structs.replace(quote, text=edit.text, changes=(*quote.changes, change))
    return _put_quote(opened, "", changed)


def _put_in(items: tuple[_T, ...], item: _T, is_same: Callable[[_T], bool]) -> tuple[_T, ...]:
    """Return ``items`` with ``item`` in the place of the one it replaces, or at the end."""
    for at, old in enumerate(items):
        if is_same(old):
            return (*items[:at], item, *items[at + 1 :])
    return (*items, item)


def _listed(opened: Opened, item: Item) -> tuple[Child | ReviewHead, str]:
    """Return what holds the list that ``item`` belongs to, and that list's name."""
    if type(item) in _CHILD_LISTS:
        return opened.child, _CHILD_LISTS[type(item)]
    return opened.the_review.head, _HEAD_LISTS[type(item)]


def _with_list(opened: Opened, holder: Child | ReviewHead, name: str, items: Any) -> Opened:
    if isinstance(holder, Child):
        child = msgspec.structs.replace(holder, **{name: items})
        return msgspec.structs.replace(opened, child=child)
    return _with_head(opened, msgspec.structs.replace(holder, **{name: items}))


def _put(opened: Opened, item: Item) -> Opened:
    holder, name = _listed(opened, item)
    items: tuple[Item, ...] = getattr(holder, name)
    before = next((_named(old) for old in items if old.id == item.id), ())
    fresh = _put_in(items, item, lambda old: old.id == item.id)
    opened = _with_list(opened, holder, name, fresh)
    return _let_go_of(opened, set(before).difference(_named(item)))


def _let_go_of(opened: Opened, named: set[str]) -> Opened:
    """Let go of words whose line is gone, when what answered them does not name them any more."""
    return _without_unused_quotes(opened, named) if named and opened.review else opened


def _drop(opened: Opened, item: Item) -> Opened:
    holder, name = _listed(opened, item)
    items: tuple[Item, ...] = getattr(holder, name)
    opened = _with_list(opened, holder, name, tuple(old for old in items if old.id != item.id))
    opened = _let_go_of(opened, set(_named(item)))
    if isinstance(item, Recommendation) and item.line_id is not None:
        return _unmarked(opened, item.section, item.line_id)
    if isinstance(item, View) and item.quote_id is not None and opened.review is not None:
        return _without_unused_quotes(opened, {item.quote_id})
    return opened


def _unmarked(opened: Opened, section: str, line_id: str) -> Opened:
    """Make the line of a recommendation that was taken out a plain note again."""
    record = opened.the_review.section(section)
    lines = tuple(
        msgspec.structs.replace(line, mark=Mark.NOTE)
        if line.id == line_id and line.mark is Mark.RECOMMENDATION
        else line
        for line in record.notes
    )
    if lines == record.notes:
        return opened
    return _with_record(opened, msgspec.structs.replace(record, notes=lines))


def _reorder(opened: Opened, edit: Reorder) -> Opened:
    head = opened.the_review.head
    items = list(head.recommendations)
    at = next(i for i, r in enumerate(items) if r.id == edit.recommendation)
    moved = items.pop(at)
    items.insert(max(0, at + edit.by), moved)
    return _with_head(opened, msgspec.structs.replace(head, recommendations=tuple(items)))


def _put_attendance(opened: Opened, attendance: Attendance) -> Opened:
    head = opened.the_review.head
    people = _put_in(head.attendance, attendance, lambda old: old.person_id == attendance.person_id)
    return _with_head(opened, msgspec.structs.replace(head, attendance=people))


def _put_prompt(opened: Opened, edit: PutPrompt) -> Opened:
    record = opened.the_review.section(edit.section)
    prompts = _put_in(record.prompts, edit.state, lambda old: old.id == edit.state.id)
    return _with_record(opened, msgspec.structs.replace(record, prompts=prompts))


def _put_status(opened: Opened, edit: PutStatus) -> Opened:
    """Add a status; one given twice in the same review replaces the earlier answer."""
    promise = next(p for p in opened.child.ledger if p.id == edit.promise)
    kept = tuple(
        entry
        for entry in promise.statuses
        if edit.entry.review_id is None or entry.review_id != edit.entry.review_id
    )
    return _put(opened, msgspec.structs.replace(promise, statuses=(*kept, edit.entry)))
