"""Where a review would tell somebody what they may not know, for the reviewing officer to mark.

Left as they are, such lines are not in that person's copy at all; where only the words that tell
are marked, the rest of the line stays.
"""

from collections.abc import Iterator
from typing import NamedTuple

from models.apply import quotes_of
from models.child import Child
from models.edits import Opened
from models.kept_back import telltale_for
from models.recipient import Recipient, RecipientKind
from models.review import Review
from models.telltale import Telltale
from models.text import Line, Mark, Quotes, Span, SpanKind, shown


class Telling(NamedTuple):
    """A place that would tell: its section and line, or what it is where it is no line.

    ``of`` is the id of the entry it stands in.
    """

    section: str
    line: str
    where: str
    text: str
    word: str
    of: str = ""


def places_that_tell(child: Child, review: Review, person_id: str) -> tuple[Telling, ...]:
    """Return the lines of the minutes, then the other words, that tell what one may not know."""
    recipient = Recipient(kind=RecipientKind.PERSON, person_id=person_id)
    telltale = telltale_for(child, review, recipient)
    if not telltale:
        return ()
    quotes = quotes_of(Opened(child=child, review=review))
    found = [
        Telling(record.id, line.id, "", text, word)
        for record in review.sections
        for line in record.minutes
        if (text := _left(line, quotes, person_id)) and (word := telltale.found_in(text))
    ]
    return (*found, *_of_head(review, telltale))


def _of_head(review: Review, telltale: Telltale) -> Iterator[Telling]:
    head = review.head
    texts = [("what changed", head.what_changed, ""), ("help arranged", head.support, "")]
    texts += [(f"recommendation {n}", r.what, r.id) for n, r in enumerate(head.recommendations, 1)]
    texts += [("not this time", wish.worry, wish.id) for wish in head.unanswered]
    texts += [("something that changed", change.what, change.id) for change in head.changes]
    for where, text, of in texts:
        word = telltale.found_in(text)
        if word:
            yield Telling("", "", where, text, word, of)


def _left(line: Line, quotes: Quotes, person_id: str) -> str:
    """Return what the person would read of a line; nothing where they read none of it."""
    hidden = [span for span in line.spans if _hides(span, person_id)]
    if line.mark is Mark.CONFIDENTIAL or (hidden and line.quote is not None):
        return ""
    text = shown(line, quotes)
    return "".join(
        char for at, char in enumerate(text) if not any(s.start <= at < s.end for s in hidden)
    )


def _hides(span: Span, person_id: str) -> bool:
    return span.kind is SpanKind.CONFIDENTIAL or person_id in span.withheld_from
