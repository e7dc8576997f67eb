"""The only door to a document: what one recipient may read, with everything else removed.

``view`` returns a ``Disclosed`` child and review in which what is withheld no longer exists: not
hidden, not marked, gone. Builders, previews and paste-in text accept only that type (design.md
§3). Numbers of recommendations are the same in every copy.
"""

from datetime import timedelta

import msgspec

from models.child import Child, Home, Person, Value
from models.child import View as LoggedView
from models.review import Meeting, Review, SectionRecord
from models.terms import Term
from models.text import Line, Mark, Quote, Span, SpanKind, Text


class RecipientKind(Term):
    """For whom a copy is made."""

    COUNCIL = "council", "the council's record"
    PERSON = "person", "a person's copy"


class Recipient(Value, frozen=True, kw_only=True):
    """One reader of a copy; ``person_id`` names the person when it is not the council."""

    kind: RecipientKind = RecipientKind.COUNCIL
    person_id: str | None = None


COUNCIL = Recipient()


class Disclosed(Value, frozen=True, kw_only=True):
    """A child and a review as one recipient may read them. Made by ``view`` only."""

    child: Child
    review: Review
    quotes: tuple[Quote, ...]
    recipient: Recipient
    parts_withheld: bool

    def quote(self, quote_id: str) -> Quote:
        """Return a quotation by id. Raises KeyError when it is not in this copy."""
        for quote in self.quotes:
            if quote.id == quote_id:
                return quote
        raise KeyError(quote_id)


def view(child: Child, review: Review, recipient: Recipient = COUNCIL) -> Disclosed:
    """Return what ``recipient`` may read of ``review`` and of the child as known for it."""
    remover = _Remover(recipient)
    sections = tuple(remover.section(record) for record in review.sections)
    head = msgspec.structs.replace(
        review.head, meetings=tuple(remover.meeting(m) for m in review.head.meetings)
    )
    views = _of_this_review(child, review)
    shown_child = remover.child(child, views)
    everything = {quote.id: quote for record in review.sections for quote in record.quotes}
    everything.update((v.words.id, v.words) for v in child.views if v.words is not None)
    kept = remover.quotes_left(everything, review, views)
    recommendations = tuple(
        msgspec.structs.replace(
            r,
            child_words=r.child_words if r.child_words in kept else None,
            line_id=None,
            follows_line=False,
        )
        for r in head.recommendations
    )
    head = msgspec.structs.replace(head, recommendations=recommendations)
    left_views = tuple(v for v in shown_child.views if v.quote_id is None or v.quote_id in kept)
    return Disclosed(
        child=msgspec.structs.replace(shown_child, views=left_views),
        review=msgspec.structs.replace(review, head=head, sections=sections),
        quotes=tuple(_bare(quote) for quote in kept.values()),
        recipient=recipient,
        parts_withheld=remover.removed,
    )


def _bare(quote: Quote) -> Quote:
    """Return the quotation without the history of its letters."""
    return msgspec.structs.replace(quote, changes=())


def _of_this_review(child: Child, review: Review) -> tuple[LoggedView, ...]:
    """Return the views shared for this review: named so, or since the one before it."""
    earlier = [p.on for p in child.past_reviews if p.number < review.head.number]
    earlier += [p.made_on for p in child.ledger if p.review_number < review.head.number]
    since = max(earlier, default=None)
    until = review.head.completed_on or review.head.review_date
    chosen = []
    for logged in child.views:
        if logged.review_id is not None:
            if logged.review_id == review.id:
                chosen.append(logged)
        elif (since is None or logged.on > since) and (
            until is None or logged.on <= until + timedelta(days=7)
        ):
            chosen.append(logged)
    return tuple(chosen)


class _Remover:
    """Takes out what one recipient may not read and remembers whether anything went."""

    def __init__(self, recipient: Recipient) -> None:
        self._recipient = recipient
        self.removed = False

    def _is_withheld(self, span: Span) -> bool:
        if span.kind is SpanKind.CONFIDENTIAL:
            return True
        return self._recipient.person_id in span.withheld_from

    def _line(self, line: Line) -> Line | None:
        """Return the line without what is withheld, or None when nothing of it is left."""
        if line.mark is Mark.CONFIDENTIAL:
            self.removed = True
            return None
        withheld = [span for span in line.spans if self._is_withheld(span)]
        if not withheld:
            return msgspec.structs.replace(line, spans=()) if line.spans else line
        self.removed = True
        if line.quote is not None:
            return None  # a quotation is never shortened: it is shown whole or not at all
        text = line.text
        for span in sorted(withheld, key=lambda s: s.start, reverse=True):
            text = text[: span.start].rstrip(" ") + text[span.end :]
        return msgspec.structs.replace(line, text=text, spans=()) if text.strip() else None

    def text(self, text: Text) -> Text:
        """Return the lines that may be read."""
        return tuple(kept for kept in (self._line(line) for line in text) if kept is not None)

    def section(self, record: SectionRecord) -> SectionRecord:
        """Return the section's minutes as they may be read; notes never leave the laptop."""
        return SectionRecord(id=record.id, minutes=self.text(record.minutes), status=record.status)

    def meeting(self, meeting: Meeting) -> Meeting:
        """Return the meeting, without a place that must not be known."""
        bare = msgspec.structs.replace(meeting, started_at=None, ended_at=None)
        if not meeting.place_withheld or self._recipient.kind is RecipientKind.COUNCIL:
            return bare
        self.removed = True
        return msgspec.structs.replace(bare, place="")

    def child(self, child: Child, views: tuple[LoggedView, ...]) -> Child:
        """Return the child as a record shows them: no code of need, nobody's address."""
        return msgspec.structs.replace(
            child,
            category_of_need="",
            people=tuple(_without_contact(person) for person in child.people),
            homes=tuple(_without_address(home) for home in child.homes),
            views=views,
            events=(),
            disputes=(),
        )

    def quotes_left(
        self, everything: dict[str, Quote], review: Review, views: tuple[LoggedView, ...]
    ) -> dict[str, Quote]:
        """Return the quotations this copy may show, by id: a withheld line takes its own away."""
        secret: set[str] = set()
        heard: set[str] = {v.words.id for v in views if v.words is not None}
        heard.update(v.quote_id for v in views if v.quote_id is not None)
        for record in review.sections:
            for line in (*record.notes, *record.minutes):
                if line.quote is None:
                    continue
                if any(self._is_withheld(span) for span in line.spans):
                    secret.add(line.quote)
                else:
                    heard.add(line.quote)
        return {i: quote for i, quote in everything.items() if i in heard and i not in secret}


def _without_contact(person: Person) -> Person:
    return msgspec.structs.replace(person, phone="", email="", address="", note="")


def _without_address(home: Home) -> Home:
    return msgspec.structs.replace(home, address="")
