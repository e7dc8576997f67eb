"""What the documents of the play must hold: everything that the case file says."""

from collections.abc import Iterator

from desktop.demo.part import Part
from export.documents import document, recipient_of
from export.letter import told
from export.reading import visible_text
from models.agenda import Agenda
from models.calendar import long_date
from models.disclosure import COUNCIL, Disclosed, view
from models.edits import Opened
from models.review import LETTER_PREFIX, ReviewHead
from models.text import shown


def missing_from(part: Part) -> list[str]:
    """Return what the exported documents lack, in words that hold no content."""
    texts = {path: visible_text(path.read_bytes()) for path in part.documents}
    offered = len(part.offered_documents)
    if len(texts) < offered:
        return [f"only {len(texts)} of {offered} documents were made"]
    minutes = next(text for path, text in texts.items() if "minutes" in path.name)
    decisions = next(text for path, text in texts.items() if "recommendations" in path.name)
    letter = next(text for path, text in texts.items() if "letter" in path.name)
    page = next(text for path, text in texts.items() if "what-we-decided" in path.name)
    return [
        *lacking_in(minutes, decisions, part.opened, part.agenda),
        *lacking_in_letter(letter, part.opened),
        *lacking_on_page(page, part.opened),
    ]


def lacking_in_letter(letter: str, opened: Opened) -> list[str]:
    """Return what the text of the letter lacks of what was written for it.

    What will happen, the words that it answers and each honest "not this time" are all in it.
    """
    disclosed = _own_copy(opened)
    written = [
        *_of_the_minutes(disclosed, of_letter=True),
        *_promised(disclosed.review.head),
        *_answered(disclosed),
        *_refused(disclosed.review.head),
    ]
    return [f"{what} in the letter" for what, words in written if words not in letter]


def lacking_on_page(page: str, opened: Opened) -> list[str]:
    """Return what the page of what was decided lacks of what will happen."""
    written = _promised(_own_copy(opened).review.head)
    return [f"{what} on the page" for what, words in written if words not in page]


def lacking_in(minutes: str, decisions: str, opened: Opened, agenda: Agenda) -> list[str]:
    """Return what the text of the two records lacks of a review, letter for letter.

    White space counts too: two spaces that somebody typed are two in the record.
    """
    review = opened.the_review
    record = (
        *_of_the_sections(agenda),
        *_of_the_minutes(view(opened.child, review, COUNCIL), of_letter=False),
        *_of_the_record(opened),
        *_of_the_days(review.head),
    )
    lacking = [what for what, words in record if words not in minutes]
    for place, words in _of_the_recommendations(review.head):
        for name, text in (("minutes", minutes), ("recommendations", decisions)):
            if words not in text:
                lacking.append(f"{place} in the {name}")
    return lacking


def _of_the_sections(agenda: Agenda) -> Iterator[tuple[str, str]]:
    for section in agenda.sections:
        yield f"the heading of section {section.id}", f"\n{section.number}. {section.heading}\n"


def _own_copy(opened: Opened) -> Disclosed:
    own = recipient_of(document("letter"), opened.child)
    return view(opened.child, opened.the_review, own)


def _promised(head: ReviewHead) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(head.recommendations, 1):
        yield f"recommendation {number}", told(one)
        yield f"the person of recommendation {number}", one.who
        yield f"how recommendation {number} is seen", one.how_seen.strip()


def _answered(disclosed: Disclosed) -> Iterator[tuple[str, str]]:
    quotes = {quote.id: quote for quote in disclosed.quotes}
    for number, one in enumerate(disclosed.review.head.recommendations, 1):
        for quote_id in one.answers:
            if quote_id in quotes:
                yield f"the words behind recommendation {number}", f"“{quotes[quote_id].text}”"


def _refused(head: ReviewHead) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(head.unanswered, 1):
        yield f"answer {number} of what will not happen", one.in_letter.strip()


def _of_the_minutes(disclosed: Disclosed, *, of_letter: bool) -> Iterator[tuple[str, str]]:
    quotes = {quote.id: quote for quote in disclosed.quotes}
    for record in disclosed.review.sections:
        if record.id.startswith(LETTER_PREFIX) != of_letter:
            continue
        for number, line in enumerate(record.minutes, 1):
            yield f"paragraph {number} of section {record.id}", shown(line, quotes)


def _of_the_record(opened: Opened) -> Iterator[tuple[str, str]]:
    disclosed = view(opened.child, opened.the_review, COUNCIL)
    for number, quote in enumerate(disclosed.quotes, 1):
        yield f"quotation {number}", f"“{quote.text}”"
    for number, person in enumerate(disclosed.child.people, 1):
        yield f"the name of person {number}", person.name
    for number, paper in enumerate(disclosed.review.head.papers, 1):
        yield f"paper {number}", paper.name


def _of_the_days(head: ReviewHead) -> Iterator[tuple[str, str]]:
    days = [("the day of a meeting", meeting.on) for meeting in head.meetings]
    days += [("the day of a paper", paper.on) for paper in head.papers if paper.on]
    if head.next_review.planned is not None:
        days.append(("the day of the next review", head.next_review.planned))
    if head.next_review.midway is not None:
        days.append(("the day of the midway check", head.next_review.midway))
    for what, day in days:
        yield what, long_date(day)


def _of_the_recommendations(head: ReviewHead) -> Iterator[tuple[str, str]]:
    for number, one in enumerate(head.recommendations, 1):
        yield f"recommendation {number}", one.what
        yield f"the reason of recommendation {number}", one.why
        yield f"the person of recommendation {number}", one.who
        if one.by is not None:
            yield f"the date of recommendation {number}", long_date(one.by)
