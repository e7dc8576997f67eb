"""Understanding a document as the record of a review: ours exactly, others' as far as they go."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from export.reader.dates import first_date
from export.reader.document import ReadDocument, ReadParagraph, ReadTable
from export.reader.front import with_front
from export.reader.headings import Headings, shipped_headings
from export.reader.loose import loose_facts, loose_quotes, loose_recommendations
from export.reader.record import (
    OTHER,
    Reach,
    ReadFact,
    ReadPerson,
    ReadPromise,
    ReadQuote,
    ReadRecommendation,
    ReadRecord,
    ReadSection,
)
from export.reader.sections import cut
from export.reader.tables import (
    QUOTATION,
    earlier_in,
    holds_recommendations,
    is_of_earlier,
    is_of_people,
    people_in,
    recommendations_in,
    unmarked,
)
from export.textcheck import printed_check

_DECISION = re.compile(r"Decision (\d{1,3})\Z")
_FACT, _OCCASION = "fact", "occasion"
_SOURCE, _NOTE = "child's words source", "child's words note"
_MOST = 1_000
"""Recommendations, people and the like; more than any review ever had."""
_FEW = 4
"""So many headings of ours tell that a document is ours, where nothing else does."""


def understood(document: ReadDocument, headings: Headings | None = None) -> ReadRecord:
    """Return what a document says as the record of a review."""
    known = headings or shipped_headings()
    kind, title, name = _kind(document, known)
    is_ours = bool(kind) or _has_our_marks(document, known)
    sections = cut(document, known, kind, is_ours=is_ours)
    quotes = tuple(_quotes(sections)) if is_ours else tuple(loose_quotes(sections))
    facts = tuple(_facts(sections)) if is_ours else tuple(loose_facts(sections, known))
    recommendations = tuple(islice(_recommendations(sections), _MOST))
    if not recommendations and not is_ours:
        recommendations = tuple(islice(loose_recommendations(sections), _MOST))
    people = tuple(islice(_people(sections), _MOST))
    record = ReadRecord(
        document=document,
        kind=kind or _kind_without_title(sections, is_ours=is_ours),
        is_ours=is_ours,
        title=title,
        child=name,
        sections=sections,
        quotes=quotes,
        facts=facts,
        recommendations=recommendations,
        earlier=tuple(islice(_earlier(sections), _MOST)),
        people=people,
        reach=_reach(sections, recommendations, people),
    )
    return with_front(record)


def _kind(document: ReadDocument, headings: Headings) -> tuple[str, str, str]:
    """Return which of our documents it is, its title, and the child's name in the title."""
    first = next((p for p in document.paragraphs() if p.level == 1 and p.text.strip()), None)
    first = first or next((p for p in document.paragraphs() if p.text.strip()), None)
    if first is None:
        return "", "", ""
    kind, name = headings.title(first.text)
    return kind, first.text, name


def _kind_without_title(sections: tuple[ReadSection, ...], *, is_ours: bool) -> str:
    """Return what a document of ours is by its headings, where its title is not known."""
    if not is_ours:
        return ""
    if len(sections) > _FEW * 2:
        return "minutes"
    return "" if any(section.id for section in sections) else OTHER


def _has_our_marks(document: ReadDocument, headings: Headings) -> bool:
    """Whether a footer of ours or enough of our headings are there, whatever the title says."""
    if any(printed_check(text) for text in document.footers):
        return True
    known = {
        found.id
        for p in document.paragraphs()
        if p.level and (found := headings.ours(p.text)) and found.ours
    }
    return len(known) >= _FEW


def _reach(
    sections: tuple[ReadSection, ...],
    recommendations: tuple[ReadRecommendation, ...],
    people: tuple[ReadPerson, ...],
) -> Reach:
    named = [section for section in sections if section.at >= 0 and section.level > 1]
    named = named or [section for section in sections if section.at >= 0]
    return Reach(
        known=sum(bool(section.id) for section in named),
        headings=len(named),
        has_recommendations=bool(recommendations),
        has_people=bool(people),
    )


# -- what stands in the sections


def _quotes(sections: Iterable[ReadSection]) -> Iterator[ReadQuote]:
    """Yield the child's words, known by their style, with what stands above and beneath."""
    for section in sections:
        occasion = source = ""
        blocks = section.blocks
        for at, block in enumerate(blocks):
            if isinstance(block, ReadTable):
                yield from _quotes_in_table(block, section.id)
                continue
            style = block.style.casefold()
            if style == _OCCASION:
                occasion, source = block.text, ""
            elif style == _SOURCE:
                source = block.text
            elif style in QUOTATION:
                yield _quote(block, section.id, source or occasion, _note_after(blocks, at))
            elif style != _NOTE:
                source = ""


def _note_after(blocks: tuple[ReadParagraph | ReadTable, ...], at: int) -> str:
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    is_note = isinstance(after, ReadParagraph) and after.style.casefold() == _NOTE
    return after.text if is_note and isinstance(after, ReadParagraph) else ""


def _quotes_in_table(table: ReadTable, section: str) -> Iterator[ReadQuote]:
    for row in table.rows:
        for cell in row:
            for paragraph in cell:
                if paragraph.style.casefold() in QUOTATION:
                    yield _quote(paragraph, section, "", "")


def _quote(paragraph: ReadParagraph, section: str, source: str, note: str) -> ReadQuote:
    text, start = unmarked(paragraph.text)
    return ReadQuote(
        text=text, at=paragraph.at, source=source, note=note, section=section, start=start
    )


def _facts(sections: Iterable[ReadSection]) -> Iterator[ReadFact]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, ReadParagraph) and block.style.casefold() == _FACT:
                label, _, text = block.text.partition("\t")
                yield ReadFact(label=label, text=text, at=block.at, section=section.id)


def _recommendations(sections: Iterable[ReadSection]) -> Iterator[ReadRecommendation]:
    following = 1
    for section in sections:
        yield from _decisions_of_letter(section)
        for block in section.blocks:
            if not isinstance(block, ReadTable) or section.id == "last_time":
                continue
            if holds_recommendations(block) and (
                not is_of_earlier(block) or section.id == "decisions"
            ):
                for made in recommendations_in(block, following):
                    following = made.number + 1
                    yield made


def _decisions_of_letter(section: ReadSection) -> Iterator[ReadRecommendation]:
    """Yield what a letter tells under "Decision 1", "Decision 2" and so on."""
    blocks = [b for b in section.blocks if isinstance(b, ReadParagraph)]
    for at, block in enumerate(blocks):
        found = _DECISION.match(block.text) if block.level > 1 else None
        if found and at + 1 < len(blocks):
            yield _decision(int(found[1]), blocks[at + 1 :])


def _decision(number: int, following: list[ReadParagraph]) -> ReadRecommendation:
    facts = {}
    for paragraph in following[1:]:
        if paragraph.level or paragraph.style.casefold() != _FACT:
            break
        label, _, text = paragraph.text.partition("\t")
        facts[label] = (text, paragraph.at)
    by_words, by_at = facts.get("By", ("", -1))
    who, who_at = facts.get("Who", ("", -1))
    return ReadRecommendation(
        number=number,
        what=following[0].text,
        who=who,
        by=first_date(by_words),
        by_words=by_words,
        what_at=following[0].at,
        who_at=who_at,
        by_at=by_at,
    )


def _earlier(sections: Iterable[ReadSection]) -> Iterator[ReadPromise]:
    for section in sections:
        caption = ""
        for block in section.blocks:
            if isinstance(block, ReadParagraph):
                caption = block.text
            elif _tells_of_earlier(block, section.id):
                yield from earlier_in(block, caption)


def _tells_of_earlier(table: ReadTable, section: str) -> bool:
    if section == "decisions":
        return False
    return is_of_earlier(table) or (section == "last_time" and holds_recommendations(table))


def _people(sections: Iterable[ReadSection]) -> Iterator[ReadPerson]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, ReadTable) and is_of_people(block):
                yield from people_in(block)
