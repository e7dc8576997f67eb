"""The case file: a JSON document with one child and their reviews, the same values as the store.

It is read here and written by hand-over only; Heard itself never leaves one on disk. A fault is
told with its path (``$.reviews[0].head.number``).
"""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from models.apply import quotes_of
from models.child import Child, Value
from models.completing import with_ledger
from models.edits import Opened
from models.errors import DataFaultError
from models.review import Review, ReviewHead, SectionRecord
from models.text import LONGEST_LINE, Line, Mark, Quotes, Span, Text, broken, clean

MOST_BYTES = 50_000_000
_REMEDY = "Nothing was added. Ask whoever made the file to put this right, or choose another file."
_LONGEST_WORDS = 200


class CaseFile(Value, frozen=True, kw_only=True):
    """One child and one or more reviews, oldest first."""

    format: Literal["heard-case"]
    version: Literal[1]
    child: Child
    reviews: tuple[Review, ...] = ()


class ReadCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case file as it was read, and how many of its lines were too long and had to be broken."""

    case: CaseFile
    broken: int = 0


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a case file, made from the types themselves."""
    return msgspec.json.schema(CaseFile)


def read_case_file(path: Path) -> CaseFile:
    """Return the case file at ``path``, cleaned, checked and with its longest lines broken.

    Raises DataFaultError, with the path of the fault inside the file, when it is not one.
    """
    return look_into_case_file(path).case


def look_into_case_file(path: Path) -> ReadCase:
    """Return what ``read_case_file`` does, and what had to be done to it."""
    try:
        size, data = path.stat().st_size, b""
        if size <= MOST_BYTES:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise DataFaultError(
            "This file could not be opened, and nothing was added.",
            "Check that it is still there and that you may read it.",
            "",
        ) from fault
    if max(size, len(data)) > MOST_BYTES:
        raise DataFaultError("This file is too large to be a case file (over 50 MB).", _REMEDY, "")
    return _read(data)


def decode_case_file(data: bytes) -> CaseFile:
    """Return the case file in ``data``. Raises DataFaultError with the path of the fault."""
    return _read(data).case


def _read(data: bytes) -> ReadCase:
    try:
        case = _cleaned(_decoded(data))
    except msgspec.ValidationError as fault:
        what, _, where = str(fault).partition(" - at `")
        raise _fault(what, where.rstrip("`") or "$") from fault
    except (ValueError, RecursionError) as fault:
        raise _fault("it is not JSON text that Heard can read", "the start") from fault
    for what, where in _faults(case):
        raise _fault(what, where)
    return _in_short_lines(case)


def without_reviews(case: CaseFile, left_out: Container[str]) -> CaseFile:
    """Return the case without the reviews of those ids and without anything that came from them.

    Views shared for such a review, recommendations it made and answers it gave go with it.
    """
    child = case.child
    ledger = tuple(
        msgspec.structs.replace(
            promise,
            statuses=tuple(s for s in promise.statuses if s.review_id not in left_out),
        )
        for promise in child.ledger
        if promise.review_id not in left_out
    )
    views = tuple(view for view in child.views if view.review_id not in left_out)
    return msgspec.structs.replace(
        case,
        child=msgspec.structs.replace(child, ledger=ledger, views=views),
        reviews=tuple(review for review in case.reviews if review.id not in left_out),
    )


def with_whole_ledger(case: CaseFile) -> CaseFile:
    """Return the case with the recommendations of every completed review in the child's ledger.

    A file may come from where they were kept with the review alone; a review of which the ledger
    knows anything is left as it is.
    """
    child = case.child
    known = {promise.review_id for promise in child.ledger}
    for review in case.reviews:
        if review.id not in known:
            child = with_ledger(child, review)
    return msgspec.structs.replace(case, child=child)


def _fault(what: str, where: str) -> DataFaultError:
    what = clean(what).text[:_LONGEST_WORDS]
    return DataFaultError(f"This case file has a fault at {where}: {what}.", _REMEDY, where)


def _decoded(data: bytes) -> CaseFile:
    """Return the values in ``data``, also where it holds lone surrogates or a byte order mark."""
    try:
        return msgspec.json.decode(data, type=CaseFile)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError):
        return msgspec.convert(json.loads(data), CaseFile)


def _fit(value: Any) -> Any:
    """Return plain JSON values with every string cleaned, as typing would have been."""
    if isinstance(value, str):
        return clean(value).text
    if isinstance(value, list | tuple):
        return [_fit(item) for item in value]
    if isinstance(value, dict):
        return {key: _fit(item) for key, item in value.items()}
    return value


def _cleaned(case: CaseFile) -> CaseFile:
    """Return the case file with every string cleaned and every span still on its letters."""
    case = msgspec.structs.replace(
        case, reviews=tuple(_one_line_each(case.child, review) for review in case.reviews)
    )
    return msgspec.convert(_fit(msgspec.to_builtins(case)), CaseFile)


def _one_line_each(child: Child, review: Review) -> Review:
    """Return the review with its lines fit to keep: no line break inside, spans in their place."""
    quotes = quotes_of(Opened(child=child, review=review))

    def record(old: SectionRecord) -> SectionRecord:
        return msgspec.structs.replace(
            old,
            notes=tuple(_fit_line(line, quotes) for line in old.notes),
            minutes=tuple(_fit_line(line, quotes) for line in old.minutes),
        )

    return msgspec.structs.replace(review, sections=tuple(record(old) for old in review.sections))


def _in_short_lines(case: CaseFile) -> ReadCase:
    """Return the case with no line longer than an editor can hold; quotations stay whole."""
    many = 0

    def short(lines: Text) -> Text:
        nonlocal many
        long = sum(line.quote is None and len(line.text) > LONGEST_LINE for line in lines)
        many += long
        return tuple(piece for line in lines for piece in broken(line)) if long else lines

    def record(old: SectionRecord) -> SectionRecord:
        return msgspec.structs.replace(old, notes=short(old.notes), minutes=short(old.minutes))

    reviews = tuple(
        msgspec.structs.replace(review, sections=tuple(map(record, review.sections)))
        for review in case.reviews
    )
    return ReadCase(case=msgspec.structs.replace(case, reviews=reviews), broken=many)


def _fit_line(line: Line, quotes: Quotes) -> Line:
    quote = quotes.get(line.quote or "")
    raw = line.text if quote is None else quote.text
    spans = tuple(_fit_span(span, raw) for span in line.spans)
    return msgspec.structs.replace(
        line,
        text=clean(line.text).text.replace("\n", " "),
        spans=tuple(span for span in spans if span is not None),
    )


def _fit_span(span: Span, raw: str) -> Span | None:
    """Return the span where its letters stand once ``raw`` is cleaned; None if none is left."""
    if span.start < 0 or span.length < 1 or span.end > len(raw):
        return span  # a fault, told with its path
    start = len(clean(raw[: span.start]).text)
    length = len(clean(raw[: span.end]).text) - start
    return msgspec.structs.replace(span, start=start, length=length) if length else None


def _faults(case: CaseFile) -> Iterator[tuple[str, str]]:
    yield from _repeated([review.id for review in case.reviews], "$.reviews")
    yield from _repeated_in_lists(case.child, "$.child")
    people = {person.id for person in case.child.people}
    for at, review in enumerate(case.reviews):
        where = f"$.reviews[{at}]"
        if review.child_id != case.child.id:
            yield "the review belongs to another child", f"{where}.child_id"
        yield from _people_faults(review.head, people, f"{where}.head")
        yield from _repeated_in_lists(review.head, f"{where}.head")
        yield from _repeated([record.id for record in review.sections], f"{where}.sections")
        yield from _repeated_texts(case.child, review, f"{where}.sections")
        yield from _line_faults(Opened(child=case.child, review=review), where)


def _people_faults(head: ReviewHead, people: set[str], where: str) -> Iterator[tuple[str, str]]:
    for i, attendance in enumerate(head.attendance):
        if attendance.person_id not in people:
            yield "there is no such person", f"{where}.attendance[{i}].person_id"
    for i, recommendation in enumerate(head.recommendations):
        if recommendation.person_id is not None and recommendation.person_id not in people:
            yield "there is no such person", f"{where}.recommendations[{i}].person_id"
    yield from _repeated([a.person_id for a in head.attendance], f"{where}.attendance")


def _repeated_in_lists(holder: Child | ReviewHead, where: str) -> Iterator[tuple[str, str]]:
    for name in holder.__struct_fields__:
        items = getattr(holder, name)
        if isinstance(items, tuple):
            yield from _repeated([i.id for i in items if hasattr(i, "id")], f"{where}.{name}")


def _repeated_texts(child: Child, review: Review, where: str) -> Iterator[tuple[str, str]]:
    """Yield ids that two lines or two quotations of one review share."""
    sections = review.sections
    yield from _repeated([line.id for s in sections for line in (*s.notes, *s.minutes)], where)
    ids = [quote.id for record in sections for quote in record.quotes]
    yield from _repeated([*ids, *(v.words.id for v in child.views if v.words)], where)


def _repeated(ids: Iterable[str], where: str) -> Iterator[tuple[str, str]]:
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"the id {name!r} stands there {count} times", where


def _line_faults(opened: Opened, where: str) -> Iterator[tuple[str, str]]:
    quotes = quotes_of(opened)
    for at, record in enumerate(opened.the_review.sections):
        place = f"{where}.sections[{at}]"
        lines = [("notes", i, line) for i, line in enumerate(record.notes)]
        lines += [("minutes", i, line) for i, line in enumerate(record.minutes)]
        for field, i, line in lines:
            if (line.mark is Mark.WORDS) != (line.quote is not None):
                yield "the child's words need a quotation, and only they", f"{place}.{field}[{i}]"
            if line.quote is not None and line.quote not in quotes:
                yield "there is no such quotation", f"{place}.{field}[{i}].quote"
            length = len(quotes[line.quote].text) if line.quote in quotes else len(line.text)
            if any(s.start < 0 or s.length < 1 or s.end > length for s in line.spans):
                yield "a span reaches outside its line", f"{place}.{field}[{i}].spans"
