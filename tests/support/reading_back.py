"""What a document must be read back as: the blocks it was made of, flattened."""

from collections.abc import Iterable, Iterator

from export.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Space,
    Table,
)
from export.context import Context
from export.documents import document
from export.job import document_bytes
from export.reader.document import ReadParagraph, ReadTable
from export.reader.record import ReadRecord
from export.reader.tables import QUOTATION, unmarked
from export.runs import fit
from models.calendar import long_date
from models.disclosure import Disclosed

Told = tuple[str, ...]
"""What a block is, and its words."""


def told_by(blocks: Iterable[Block]) -> list[Told]:
    """Return the blocks as a reader must tell them, empty lines left out."""
    return [one for block in blocks for one in _told(block)]


def _told(block: Block) -> Iterator[Told]:
    match block:
        case Heading():
            yield (f"heading {block.level}", fit(block.full_text))
        case Quotation():
            yield from _of_quotation(block)
        case Bullets():
            yield from (("item", fit("".join(run.text for run in item))) for item in block.items)
        case Facts():
            for fact in block.facts:
                yield ("fact", fit(fact.label), fit("".join(run.text for run in fact.runs)))
        case Table():
            yield from _of_table(block)
        case _:
            yield ("text", _plain(block))


def _plain(block: Paragraph | Notice | Picture | Space) -> str:
    match block:
        case Paragraph():
            return _text(block)
        case Notice():
            return fit(f"{block.title} {block.text}")
        case Picture():
            return fit(block.caption)
        case Space():
            return fit(block.words + "\n\t" * block.lines)


def _of_quotation(block: Quotation) -> Iterator[Told]:
    for kind, text in (("text", block.source), ("words", block.text), ("text", block.note)):
        if text:
            yield (kind, fit(text))


def _of_table(block: Table) -> Iterator[Told]:
    yield ("text", fit(block.caption))
    yield ("row", *(fit(column.title) for column in block.columns))
    for row in block.rows:
        yield ("row", *("\n".join(map(_of_cell, parts)) for parts in row))


def _of_cell(part: Paragraph | Quotation) -> str:
    return f"“{fit(part.text)}”" if isinstance(part, Quotation) else _text(part)


def _text(paragraph: Paragraph) -> str:
    return fit("".join(run.text for run in paragraph.runs))


def read_as(record: ReadRecord) -> list[Told]:
    """Return a document that was read, told the same way."""
    found: list[Told] = []
    for block in record.document.blocks:
        if isinstance(block, ReadTable):
            found += [
                ("row", *("\n".join(p.text for p in cell) for cell in row)) for row in block.rows
            ]
        elif block.text.strip() and block.text != "The table ends here.":
            found.append(_one(block))
    return found


def _one(paragraph: ReadParagraph) -> Told:
    style = paragraph.style.casefold()
    if paragraph.level:
        return (f"heading {paragraph.level}", paragraph.text)
    if style in QUOTATION:
        return ("words", unmarked(paragraph.text)[0])
    if style == "fact":
        label, _, text = paragraph.text.partition("\t")
        return ("fact", label, text)
    return ("item" if paragraph.list_level is not None else "text", paragraph.text)


def made(document_id: str, disclosed: Disclosed, context: Context) -> tuple[bytes, list[Told]]:
    """Return a document with what it must be read back as."""
    blocks = document(document_id).build(disclosed, context)
    told = [one for one in told_by(blocks) if any(words.strip() for words in one[1:])]
    return document_bytes(document_id, disclosed, context), told


def check_values(record: ReadRecord, disclosed: Disclosed) -> None:
    """Check that recommendations, people, dates and quotations are those of the review."""
    head = disclosed.review.head
    if record.kind in {"minutes", "recommendations", "one_page", "letter"}:
        numbers = [number for number, _ in disclosed.numbered]
        assert [r.number for r in record.recommendations] == numbers
        assert [r.by for r in record.recommendations] == [r.by for r in head.recommendations]
    if record.kind in {"minutes", "recommendations"}:
        for read, one in zip(record.recommendations, head.recommendations, strict=True):
            assert read.what.strip() == fit(one.what.strip())
            assert read.why == (fit(one.why) if one.why.strip() else "")
            assert (read.who, read.role) == (fit(one.who), fit(one.role))
        assert record.review_number == head.number
        assert record.review_date == head.review_date
        assert record.completed_on == head.completed_on
        assert record.next_review == head.next_review.planned
        assert record.born == disclosed.child.born
    if record.kind == "minutes":
        assert [p.name for p in record.people] == [fit(p.name) for p in disclosed.child.people]
        assert record.took_part == head.participation.code
        words = {q.text for q in record.quotes}
        for quote in disclosed.quotes:
            assert not quote.text.strip() or fit(quote.text) in words
    for day in (head.review_date, head.completed_on):
        if day is not None and record.kind == "minutes":
            assert any(long_date(day) in fact.text for fact in record.facts)
