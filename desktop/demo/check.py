"""What the documents of the play must hold: everything that the case file says."""

from collections.abc import Iterator

from desktop.demo.part import Part
from export.reading import visible_text
from models.calendar import long_date
from models.disclosure import COUNCIL, view
from models.text import shown


def missing_from(part: Part) -> list[str]:
    """Return what the exported documents lack, in words that hold no content."""
    texts = {path: _squeezed(visible_text(path.read_bytes())) for path in part.documents}
    if len(texts) < part.offered_documents:
        return [f"only {len(texts)} of {part.offered_documents} documents were made"]
    minutes = next(text for path, text in texts.items() if "minutes" in path.name)
    decisions = next(text for path, text in texts.items() if "recommendations" in path.name)
    lacking = [what for what, words in _of_the_record(part) if _squeezed(words) not in minutes]
    for place, words in _of_the_recommendations(part):
        for name, text in (("minutes", minutes), ("recommendations", decisions)):
            if _squeezed(words) not in text:
                lacking.append(f"{place} in the {name}")
    return lacking


def _of_the_record(part: Part) -> Iterator[tuple[str, str]]:
    disclosed = view(part.case.child, part.review, COUNCIL)
    quotes = {quote.id: quote for quote in disclosed.quotes}
    for record in disclosed.review.sections:
        for number, line in enumerate(record.minutes, 1):
            yield f"paragraph {number} of section {record.id}", shown(line, quotes)
    for number, quote in enumerate(quotes.values(), 1):
        yield f"quotation {number}", quote.text
    attending = {one.person_id for one in disclosed.review.head.attendance}
    for person in disclosed.child.people:
        if person.id in attending:
            yield "the name of a person", person.name
    for paper in disclosed.review.head.papers:
        yield "a paper", paper.name


def _of_the_recommendations(part: Part) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(part.review.head.recommendations, 1):
        yield f"recommendation {number}", one.what
        yield f"the reason of recommendation {number}", one.why
        yield f"the person of recommendation {number}", one.who
        if one.by is not None:
            yield f"the date of recommendation {number}", long_date(one.by)


def _squeezed(text: str) -> str:
    """Return the text with each run of white space as one space."""
    return " ".join(text.split())
