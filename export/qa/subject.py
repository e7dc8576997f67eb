"""A record that was read, as the checks look at it: the same that is made of an open review.

A place's ``key`` finds the words again: ``12`` or ``12+7`` is a paragraph and how far in the text
begins; that of a recommendation is its place among those of the document, from 0.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from export.qa.fixed import STYLES, is_reason, says_nothing
from export.qa.named import contacts_in, names_in
from export.qa.ticks import says_none
from export.reader.document import ReadParagraph, ReadTable, Spot
from export.reader.forms import labels_in
from export.reader.record import ReadRecommendation, ReadRecord, ReadSection
from export.reader.tables import QUOTATION, holds_recommendations
from models.agenda import Agenda, sections_for_paragraph
from models.ages import age_on
from models.checks.subject import (
    Action,
    Finding,
    Holds,
    KnownName,
    Matter,
    Passage,
    Place,
    PlaceKind,
    SectionFact,
    Subject,
)
from models.child import Value
from models.codes import codes
from models.letter import Band, shipped_guide
from models.review import DIFFERENCES, IRO_VIEW
from models.text import LONGEST_LINE, pieces

_CHILDS_OWN = frozenset({"letter", "one_page"})
_SEEN = ("What we saw: ", "It may mean: ")
_NO_PLAN_B = "none written down"
_LONGEST = 3_000_000
"""Characters of one document that the checks look at: about a thousand pages."""
_PLANS = {"plan": "The plan", "plan_b": "Plan B"}
_DUTIES = "duties"
_OWN_FACTS = frozenset({"Council and number", "Version", "In time", "Completed"})
"""Labels of what Heard works out itself."""


class Beside(Value, frozen=True, kw_only=True):
    """What is known beside the document; None is "not known here".

    ``others`` are names of children whom it is not about, ``last`` the record of the review
    before, ``contacts`` numbers that may stand anywhere. ``limit`` is the last day for the next
    review, worked out from the dates in the document.
    """

    today: date
    others: tuple[KnownName, ...] | None = None
    last: ReadRecord | None = None
    limit: date | None = None
    contacts: tuple[str, ...] = ()


def subject_of(record: ReadRecord, agenda: Agenda, beside: Beside) -> Subject:
    """Return a record that was read as a subject of the checks.

    Where it does not say when the review was, no day of a recommendation is too early.
    """
    is_record = record.is_ours and record.kind == "minutes"
    passages = tuple(_in_pieces(_passages(record, _shorts(agenda))))
    return Subject(
        holds=_holds(record),
        passages=passages,
        actions=tuple(_action(at, one) for at, one in enumerate(record.recommendations)),
        today=beside.today if record.review_date else date.min,
        child=record.child,
        names=tuple(names_in(record)),
        other_names=beside.others,
        sections=tuple(_sections(record, agenda)) if is_record else None,
        matters=tuple(matters(record, agenda)) if is_record else None,
        review_number=record.review_number,
        review_date=record.review_date,
        is_complete=record.completed_on is not None if is_record else None,
        voice=is_heard(record),
        plan=plan_in(record, "The plan"),
        plan_b=plan_in(record, "Plan B"),
        knows_next_review=record.fact("Next review", "Date of next review") is not None
        or record.next_review is not None,
        next_review=record.next_review,
        next_limit=beside.limit or record.next_limit,
        late_reason=_late_reason(record),
        own_contacts=(*beside.contacts, *contacts_in(record)),
        last_time=None if beside.last is None else tuple(_of_last(beside.last)),
        band=_band(record),
    )


def spot_of(finding: Finding, record: ReadRecord) -> Spot | None:
    """Return where in the document a finding is; None where what it is about is not there."""
    place = finding.place
    if place.kind is PlaceKind.RECOMMENDATION:
        if not place.key.isdigit() or int(place.key) >= len(record.recommendations):
            return None
        one = record.recommendations[int(place.key)]
        at = {"who": one.who_at, "by": one.by_at, "why": one.why_at}.get(place.field, one.what_at)
        at = at if at >= 0 else one.what_at
        start = finding.start + (0 if one.from_table else _begins(record, one, place.field))
        return _within(record, at, start, finding.length)
    if place.kind is PlaceKind.NEXT_REVIEW:
        fact, beneath = record.fact("Next review", "Date of next review"), record.section("next")
        at = fact.at if fact is not None else beneath.at if beneath is not None else -1
        return Spot(at=at) if at >= 0 else None
    if place.kind is PlaceKind.PLAN:
        fact = record.fact(_PLANS.get(place.field, "")) or record.fact(_PLANS["plan"])
        if fact is not None:
            return Spot(at=fact.at)
    at_words, _, offset = place.key.partition("+")
    if not at_words.isdigit():
        section = record.section(place.section)
        return Spot(at=section.at) if section is not None and section.at >= 0 else None
    return Spot(at=int(at_words), start=int(offset or 0) + finding.start, length=finding.length)


def _begins(record: ReadRecord, one: ReadRecommendation, field: str) -> int:
    """Return where the words of a recommendation of a list begin, after its number."""
    words = (one.by_words if field == "by" else "") or one.what
    return max(record.texts[one.what_at].find(words), 0)


def _within(record: ReadRecord, at: int, start: int, length: int) -> Spot:
    """Return a stretch of a text that runs over paragraphs one after the other."""
    texts = record.texts
    while 0 <= at < len(texts) - 1 and start > len(texts[at]):
        start -= len(texts[at]) + 1
        at += 1
    return Spot(at=at, start=start, length=length)


# -- what stands in the document


def _holds(record: ReadRecord) -> frozenset[Holds]:
    if record.kind in _CHILDS_OWN:
        return frozenset({Holds.LETTER})
    if record.kind == "annex":
        return frozenset({Holds.ANNEX})
    if record.kind == "minutes":
        return frozenset({Holds.SECTIONS, Holds.RECOMMENDATIONS})
    return frozenset({Holds.RECOMMENDATIONS})


def _shorts(agenda: Agenda) -> tuple[str, ...]:
    """Return what a matter of Schedule 7 is called where it is said not to be relevant."""
    return tuple(f"{paragraph.short}: " for paragraph in agenda.paragraphs)


def _passages(record: ReadRecord, shorts: tuple[str, ...]) -> Iterator[Passage]:
    listed = {one.what_at for one in record.recommendations if not one.from_table}
    for section in record.sections:
        for passage in _of_section(record, section, shorts):
            if not listed or int(passage.place.key.partition("+")[0]) not in listed:
                yield passage


def _of_section(
    record: ReadRecord, section: ReadSection, shorts: tuple[str, ...] = ()
) -> Iterator[Passage]:
    kind, is_ours = _kind_of(record, section), record.is_ours
    for block in section.blocks:
        if isinstance(block, ReadParagraph):
            made = _passage(block, kind, section, is_ours=is_ours)
            if made is not None and not (is_ours and made.text.startswith(shorts)):
                yield made
        elif not _is_of_actions(block, section):
            yield from _of_table(block, section, is_ours=is_ours)


def _in_pieces(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages none of which is longer than a line of ours, and no more than a long book."""
    left = _LONGEST
    for passage in passages:
        left -= len(passage.text)
        if left < 0:
            return
        if len(passage.text) <= LONGEST_LINE:
            yield passage
            continue
        at, _, offset = passage.place.key.partition("+")
        start = int(offset or 0)
        for text in pieces(passage.text):
            place = msgspec.structs.replace(passage.place, key=f"{at}+{start}")
            yield msgspec.structs.replace(passage, place=place, text=text)
            start += len(text)


def _kind_of(record: ReadRecord, section: ReadSection) -> PlaceKind:
    if record.kind in _CHILDS_OWN:
        return PlaceKind.LETTER
    if record.kind == "annex":
        return PlaceKind.ANNEX
    written = section.number is not None or section.id in (IRO_VIEW, DIFFERENCES)
    return PlaceKind.MINUTE if written or not record.is_ours else PlaceKind.FRONT


def _passage(
    paragraph: ReadParagraph, kind: PlaceKind, section: ReadSection, *, is_ours: bool
) -> Passage | None:
    style, text, offset = paragraph.style.casefold(), paragraph.text, 0
    if paragraph.level or not text.strip():
        return None
    if is_ours and (style in STYLES or says_nothing(text)):
        return None
    if is_ours and style == "fact":
        label = text.partition("\t")[0]
        kind, offset = PlaceKind.FRONT, len(label) + 1
        text = "" if label in _OWN_FACTS else text[offset:]
    key = f"{paragraph.at}+{offset}" if offset else str(paragraph.at)
    return Passage(
        place=Place(kind=kind, section=section.id, key=key),
        text=text,
        number=section.number,
        heading=section.heading,
        is_quotation=style in QUOTATION,
    )


def _of_table(table: ReadTable, section: ReadSection, *, is_ours: bool) -> Iterator[Passage]:
    """Yield what people wrote in a table; headings of columns and duties are the program's own."""
    kind = PlaceKind.FRONT if is_ours else PlaceKind.MINUTE
    first = 1 if is_ours and (section.id == _DUTIES or _is_of_duties(table)) else 0
    labels = frozenset[int]() if is_ours else labels_in(table)
    for row in table.rows[1:] if is_ours or table.has_header else table.rows:
        for cell in row[first:]:
            for paragraph in (p for p in cell if p.at not in labels):
                made = _passage(paragraph, kind, section, is_ours=is_ours)
                if made is not None and made.text != "–":
                    yield made


def _is_of_duties(table: ReadTable) -> bool:
    return table.header[:2] == ("What", "Done")


def _is_of_actions(table: ReadTable, section: ReadSection) -> bool:
    return holds_recommendations(table) and section.id != "last_time"


def _action(at: int, one: ReadRecommendation) -> Action:
    """Return a recommendation; one of a list names its person and day somewhere in its words."""
    who, role, by_words = one.who, one.role, one.by_words
    if not role and who.endswith(")") and " (" in who:
        who, _, role = who.removesuffix(")").rpartition(" (")
    if not one.from_table:
        who, by_words = who or one.what, by_words or one.what
    return Action(
        number=one.number,
        id=str(at),
        what=one.what,
        why=one.why,
        who=who,
        role=role,
        by=one.by,
        by_words="" if one.by_words.casefold() in {"no date yet", "no date", "–"} else by_words,
        agrees=one.agrees,
    )


# -- what is missing


def _sections(record: ReadRecord, agenda: Agenda) -> Iterator[SectionFact]:
    for section in agenda.sections:
        found = record.section(section.id)
        if found is None:
            yield SectionFact(id=section.id, title=section.heading, number=section.number)
            continue
        reasons = (p.text for p in found.paragraphs() if is_reason(p.text))
        excuse = next(reasons, "") or ("a table" if _tells_elsewhere(found) else "")
        yield SectionFact(
            id=section.id, title=section.heading, number=section.number, excuse=excuse
        )


def _tells_elsewhere(section: ReadSection) -> bool:
    """Whether tables or facts of a section say something, though nobody wrote a paragraph."""
    return any(
        isinstance(block, ReadTable) or block.style.casefold() == "fact" for block in section.blocks
    )


def matters(record: ReadRecord, agenda: Agenda) -> Iterator[Matter]:
    """Yield the matters of Schedule 7 that a document can answer, and whether it does.

    One that counts only where it was asked about is left out, unless it is named.
    """
    for paragraph in agenda.paragraphs:
        sections = sections_for_paragraph(agenda, paragraph.id)
        found = [s for section in sections if (s := record.section(section.id)) is not None]
        named = any(
            p.text.startswith(f"{paragraph.short}: ") for s in found for p in s.paragraphs()
        )
        if paragraph.only_if_asked and not named:
            continue
        yield Matter(
            id=paragraph.id,
            short=paragraph.short,
            section=sections[0].id,
            is_answered=named or any(_says_something(section) for section in found),
        )


def _says_something(section: ReadSection) -> bool:
    if _tells_elsewhere(section):
        return True
    return any(
        p.text.strip() and not p.level and not says_nothing(p.text) for p in section.paragraphs()
    )


def is_heard(record: ReadRecord) -> bool | None:
    """Return whether the child was heard, in words or as seen; None where it cannot be known."""
    if any(quote.is_certain for quote in record.quotes):
        return True
    seen = (p for s in record.sections if s.id == "own_words" for p in s.paragraphs())
    if any(p.text.startswith(_SEEN) for p in seen):
        return True
    return False if record.is_ours and record.kind == "minutes" else None


def plan_in(record: ReadRecord, label: str) -> str | None:
    """Return the plan in words, empty where none is recorded, None where it cannot be known."""
    fact = record.fact(label)
    if not record.is_ours:
        return None if fact is None else "" if says_none(fact.text) else fact.text.strip()
    if record.kind != "minutes" or record.section("permanence") is None:
        return None
    said = fact.text.partition(" · ")[0].strip() if fact else ""
    undecided = codes("permanence_plan")["not_yet_decided"].label
    return "" if said.casefold() in {undecided.casefold(), _NO_PLAN_B} else said


def _late_reason(record: ReadRecord) -> str | None:
    fact = record.fact("Why it is later")
    return fact.text if fact else None


def _of_last(last: ReadRecord) -> Iterator[Passage]:
    """Yield what was written in the sections of the record before."""
    for section in last.sections:
        if _kind_of(last, section) is PlaceKind.MINUTE:
            found = _of_section(last, section)
            yield from (p for p in found if p.place.kind is PlaceKind.MINUTE)


def _band(record: ReadRecord) -> Band | None:
    """Return the band that a letter is written for, where the age is known."""
    if record.kind not in _CHILDS_OWN or record.born is None or record.review_date is None:
        return None
    years = age_on(record.born, record.review_date).years
    bands: Iterable[Band] = (b for b in shipped_guide().band if b.from_years <= years)
    return max(bands, key=lambda band: band.from_years, default=None)
