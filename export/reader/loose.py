"""What other councils' minutes tell without our tables: facts, quotations, lists of decisions."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from export.reader.dates import dates_in
from export.reader.document import ReadParagraph, ReadTable, cell_text
from export.reader.headings import Headings
from export.reader.record import ReadFact, ReadQuote, ReadRecommendation, ReadSection

_LONGEST_LABEL, _WIDEST = 50, 2
_LABELLED = re.compile(r"([A-Z][^:\t\n]{1,48}?)\s*(?::\s+|\t+)([^\s“\"'‘].*)", re.DOTALL)
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"")
_NUMBERED = re.compile(r"\s*(\d{1,2})[.)]\s+(.*)", re.DOTALL)
_WORDS_OF_A_QUOTE = 4
_WORDS_OF_A_DECISION = 3
_OF_DECISIONS = "decisions"


def loose_facts(sections: Iterable[ReadSection], headings: Headings) -> Iterator[ReadFact]:
    """Yield labels with what stands beside them: "Date of birth: 29 March 2015", or two cells.

    A label that asks for something which a record of ours tells too is called as it is there.
    """
    for fact in _labelled(sections):
        yield msgspec.structs.replace(fact, label=headings.label(fact.label))


def _labelled(sections: Iterable[ReadSection]) -> Iterator[ReadFact]:
    for section in sections:
        for block in section.blocks:
            if isinstance(block, ReadTable):
                yield from _in_table(block, section.id)
                continue
            found = _LABELLED.match(block.text)
            if found:
                yield ReadFact(label=found[1], text=found[2], at=block.at, section=section.id)


def _in_table(table: ReadTable, section: str) -> Iterator[ReadFact]:
    for row in table.rows:
        for at in range(0, len(row) - 1, _WIDEST):
            label = cell_text(row[at]).strip(" :\n\t")
            if not label or len(label) > _LONGEST_LABEL or "\n" in label or not row[at + 1]:
                continue
            text = cell_text(row[at + 1])
            yield ReadFact(label=label, text=text, at=row[at + 1][0].at, section=section)


def loose_quotes(sections: Iterable[ReadSection]) -> Iterator[ReadQuote]:
    """Yield what stands in quotation marks and is long enough to be somebody's words."""
    for section in sections:
        for paragraph in section.paragraphs():
            for found in _QUOTED.finditer(paragraph.text):
                text = found[1] or found[2]
                if len(text.split()) >= _WORDS_OF_A_QUOTE:
                    start = found.start() + 1
                    yield ReadQuote(
                        text=text,
                        at=paragraph.at,
                        section=section.id,
                        start=start,
                        is_certain=False,
                    )


def loose_recommendations(sections: Iterable[ReadSection]) -> Iterator[ReadRecommendation]:
    """Yield decisions that stand as a list; who and by when are not told apart there."""
    number = 0
    for section in sections:
        if section.id != _OF_DECISIONS:
            continue
        for paragraph in _decided(section):
            number += 1
            yield _decision(paragraph, number)


def _decided(section: ReadSection) -> Iterator[ReadParagraph]:
    """Yield what a list says, and what stands beside a number in a row."""
    for block in section.blocks:
        if isinstance(block, ReadTable):
            yield from _in_rows(block)
        elif _is_decision(block):
            yield block


def _in_rows(table: ReadTable) -> Iterator[ReadParagraph]:
    """Yield what stands beside a number in each row."""
    for row in table.rows:
        number = cell_text(row[0]).strip(" .)") if row else ""
        told = next((p for cell in row[1:] for p in cell if p.text.strip()), None)
        if number.isdigit() and told is not None and _is_long_enough(told.text):
            yield told


def _is_long_enough(text: str) -> bool:
    return len(text.split()) >= _WORDS_OF_A_DECISION


def _is_decision(paragraph: ReadParagraph) -> bool:
    is_item = paragraph.list_level is not None or bool(_NUMBERED.match(paragraph.text))
    return is_item and _is_long_enough(paragraph.text)


def _decision(paragraph: ReadParagraph, number: int) -> ReadRecommendation:
    found = _NUMBERED.match(paragraph.text)
    dates = list(dates_in(paragraph.text))
    last = dates[-1] if dates else None
    return ReadRecommendation(
        number=int(found[1]) if found else number,
        what=found[2] if found else paragraph.text,
        by=last.on if last else None,
        by_words=paragraph.text[last.start : last.start + last.length] if last else "",
        what_at=paragraph.at,
        by_at=paragraph.at if last else -1,
        from_table=False,
    )
