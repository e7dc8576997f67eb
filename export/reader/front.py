"""What the head of a record says: whose review, which one, when, in time, and what comes next."""

import re
from datetime import date
from functools import cache

import msgspec

from export.reader.dates import dates_in, day_after, first_date
from export.reader.record import ReadRecommendation, ReadRecord
from models.codes import codes

_FOOTER = re.compile(r"\s*(.*?)\s*·\s*version\s+(.*?)\s*·\s*text check", re.IGNORECASE)
_REVIEW = re.compile(r"(?i)\breview\s*(?:no\.?|number|:)?\s*(\d{1,3})\b")
_ORDINAL = re.compile(
    r"(?i)\b(?:(\d{1,2})(?:st|nd|rd|th)|(initial|first|second|third))\b(?: [\w’'-]+){0,4} review\b"
)
_ORDINALS = {"initial": 1, "first": 1, "second": 2, "third": 3}
_COUNTED = re.compile(r"(\d{1,3})")
_CODE = re.compile(r"\bPN ?([0-7])\b")
_HELD = ("Held", "Date of review", "Review date", "Date of meeting", "Date of this review",
         "Date of the review")  # fmt: skip
_BORN = ("Born", "Date of birth", "DOB", "D.O.B", "D.O.B.")
_NAMED = ("Name", "Child's name", "Name of child", "Name of the child", "Young person's name")
_NEXT = ("Next review", "Date of next review", "Next review date", "Your next review")
_KIND = ("Kind of review", "Type of review", "Review type")
_MIDWAY = ("Midway check", "Midway review", "I ask how it is going", "I was to ask how it went")
_NUMBERED = ("Review number", "Review no", "Number of review")
_LATE = "after "
_DRAFT, _REVIEWED = "draft", "review"


def with_front(record: ReadRecord) -> ReadRecord:
    """Return the record with what its head, its footer and its facts say."""
    reference, version = _reference(record)
    kind = _said(record, *_KIND)
    line = _line_under_title(record)
    took = _took_part(record)
    held = _date(record, *_HELD) or (_held_in(line) if _REVIEWED in line.casefold() else None)
    return msgspec.structs.replace(
        record,
        reference=reference,
        version=version,
        is_draft=_is_draft(record, version),
        legal_name=_legal_name(record, line),
        born=_date(record, *_BORN) or _born_in(line),
        review_number=_number(
            record, kind, line, reference, "" if record.is_ours else record.title
        ),
        review_kind=kind.partition(" · ")[0],
        review_date=held,
        recommendations=tuple(_with_year(one, held) for one in record.recommendations),
        completed_on=_date(record, "Completed"),
        limit=_limit(_said(record, "In time")) if record.is_ours else None,
        next_review=_date(record, *_NEXT) or _date_beneath(record),
        next_limit=_date(record, "The law says by"),
        midway=first_date(_said_after(record, *_MIDWAY)),
        took_part=_code(took),
        took_part_words=took,
    )


def _with_year(one: ReadRecommendation, held: date | None) -> ReadRecommendation:
    """Return a recommendation whose day is written without its year, dated after the review."""
    if one.by is not None or held is None:
        return one
    return msgspec.structs.replace(one, by=day_after(one.by_words, held))


def _said(record: ReadRecord, *labels: str) -> str:
    found = record.fact(*labels)
    return found.text if found else ""


def _said_after(record: ReadRecord, *labels: str) -> str:
    """Return what is said under a label among what comes next."""
    wanted = {label.casefold() for label in labels}
    found = (f.text for f in record.facts if f.label.casefold() in wanted and f.section == "next")
    return next(found, "")


def _date(record: ReadRecord, *labels: str) -> date | None:
    return first_date(_said(record, *labels))


def _date_beneath(record: ReadRecord) -> date | None:
    """Return the first date beneath the heading of the next review in another council's minutes."""
    section = None if record.is_ours else record.section("next")
    paragraphs = section.paragraphs() if section is not None else ()
    return next((on for p in paragraphs if (on := first_date(p.text))), None)


def _reference(record: ReadRecord) -> tuple[str, str]:
    for text in record.document.footers:
        found = _FOOTER.match(text)
        if found:
            return found[1], found[2]
    title = record.document.about.title
    reference = title.partition(": ")[2] if record.is_ours else ""
    return reference, record.document.about.version if record.is_ours else ""


def _is_draft(record: ReadRecord, version: str) -> bool | None:
    if not record.is_ours:
        return None
    return _DRAFT in version or _DRAFT in _said(record, "Version").casefold()


def _line_under_title(record: ReadRecord) -> str:
    """Return the line under the title, which says who, when and which review."""
    if not record.is_ours:
        return ""
    paragraphs = iter(record.document.paragraphs())
    for paragraph in paragraphs:
        if paragraph.level == 1:
            after = next(paragraphs, None)
            return after.text if after is not None and not after.level else ""
    return ""


def _legal_name(record: ReadRecord, line: str) -> str:
    said = _said(record, *_NAMED).partition(" · ")[0].partition(", likes to be called ")[0]
    if said:
        return said.strip()
    who, found, _ = line.partition(" · ")[0].rpartition(", born ")
    return who if found else ""


def _born_in(line: str) -> date | None:
    return first_date(line.rpartition(", born ")[2]) if ", born " in line else None


def _held_in(line: str) -> date | None:
    """Return the last date of the line under the title; the first is that of birth."""
    return next(reversed([f.on for f in dates_in(line.rpartition(" · ")[2])]), None)


def _number(record: ReadRecord, *texts: str) -> int | None:
    counted = _COUNTED.fullmatch(_said(record, *_NUMBERED).strip())
    found = counted or next((m for text in texts if (m := _REVIEW.search(text))), None)
    if found is not None:
        return int(found[1])
    ordinal = next((m for text in texts if (m := _ORDINAL.search(text))), None)
    if ordinal is None:
        return None
    return int(ordinal[1]) if ordinal[1] else _ORDINALS[ordinal[2].casefold()]


def _limit(said: str) -> date | None:
    """Return by when the review was due, from what is said of its being in time."""
    if not said:
        return None
    if said.startswith("Yes"):
        return first_date(said)
    return first_date(said.partition(_LATE)[2])


def _took_part(record: ReadRecord) -> str:
    for fact in record.facts:
        if fact.label.startswith("How ") and fact.label.endswith(" took part"):
            return fact.text
    said = _said(record, "Participation", "Participation code", "Child's participation", "PN code")
    if said:
        return said
    for paragraph in record.document.paragraphs() if not record.is_ours else ():
        if _CODE.search(paragraph.text):
            return paragraph.text
    return ""


def _code(words: str) -> str:
    found = _CODE.search(words)
    if found:
        return f"PN{found[1]}"
    first = words.partition(" · ")[0].strip().casefold()
    return _labels().get(first, "") if first else ""


@cache
def _labels() -> dict[str, str]:
    return {one.label.casefold(): code for code, one in codes("participation").items()}
