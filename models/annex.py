"""What the confidential annex holds, and what is kept from people by name, each with its reason.

The annex is a file of its own with its own list of readers (domain.md §4.2). A passage of the
minutes stands in it with the rest of its line, so that it can be understood alone.
"""

from collections.abc import Iterator

from models.calendar import long_date
from models.child import Child, Home, Person, Withheld
from models.kept_back import telltale_for
from models.recipient import COUNCIL, Annex, AnnexEntry, Piece
from models.review import Review, SectionRecord
from models.terms import CopyKind, WithheldWhat
from models.text import Line, Mark, Quotes, Span, SpanKind, shown

_PART = "minutes"


def annex_of(child: Child, review: Review, quotes: Quotes) -> Annex:
    """Return the annex of a review: ``quotes`` are all that its lines may name, by id."""
    maker = _Maker(child, review, quotes)
    return Annex(
        entries=tuple(maker.entries()),
        withheld=tuple(maker.withheld()),
        readers=tuple(maker.named(review.head.annex_for)),
    )


class _Maker:
    """Gathers the entries of one review's annex."""

    def __init__(self, child: Child, review: Review, quotes: Quotes) -> None:
        self._child, self._review, self._quotes = child, review, quotes
        self._names = {
            person.id: person.name or "somebody without a name" for person in child.people
        }

    def named(self, ids: tuple[str, ...]) -> Iterator[str]:
        """Yield the names of people."""
        return (self._names[name] for name in ids if name in self._names)

    def entries(self) -> Iterator[AnnexEntry]:
        """Yield what only the annex holds."""
        for record in self._review.sections:
            for line in record.minutes:
                yield from self._of_line(record, line)
        for one in self._child.withheld:
            if one.annex:
                yield from self._of_decision(one)
        yield from self._naming()
        yield from self._addresses()

    def withheld(self) -> Iterator[AnnexEntry]:
        """Yield what named people may not read, and everybody else may."""
        for record in self._review.sections:
            for line in record.minutes:
                for span in line.spans:
                    if span.kind is SpanKind.WITHHELD and span.withheld_from:
                        yield self._span_entry(record, line, span)
        for one in self._child.withheld:
            if not one.annex and one.withheld_from:
                yield from self._of_decision(one)

    def _of_line(self, record: SectionRecord, line: Line) -> Iterator[AnnexEntry]:
        secret = [s for s in line.spans if s.kind is SpanKind.CONFIDENTIAL]
        text = shown(line, self._quotes)
        if not text.strip() or not (secret or line.mark is Mark.CONFIDENTIAL):
            return
        told = next((s for s in secret if s.why or s.by), None)
        whole = line.mark is Mark.CONFIDENTIAL or line.quote is not None
        yield AnnexEntry(
            section=record.id,
            source=self._source(line),
            pieces=(Piece(text=text),) if whole else _pieces(text, secret),
            is_words=line.quote is not None,
            why=" ".join(dict.fromkeys(s.why.strip() for s in secret if s.why.strip())),
            by=told.by if told else "",
            on=told.on if told else None,
        )

    def _span_entry(self, record: SectionRecord, line: Line, span: Span) -> AnnexEntry:
        text = shown(line, self._quotes)
        return AnnexEntry(
            section=record.id,
            source=self._source(line),
            pieces=(Piece(text=text),) if line.quote is not None else _pieces(text, [span]),
            is_words=line.quote is not None,
            why=span.why,
            by=span.by,
            on=span.on,
            from_whom=tuple(self.named(span.withheld_from)),
            people=span.withheld_from,
        )

    def _source(self, line: Line) -> str:
        if line.quote is not None:
            quote = self._quotes[line.quote]
            return f"{self._child.preferred_name}’s words{f', {quote.source}' * bool(quote.source)}"
        return _PART

    def _of_decision(self, one: Withheld) -> Iterator[AnnexEntry]:
        found = self._texts(one)
        if found is None:
            return
        source, texts, section = found
        pieces = tuple(Piece(text=text) for text in ("\n".join(filter(None, texts)),) if text)
        if pieces:
            yield AnnexEntry(
                section=section,
                source=source,
                pieces=pieces,
                is_words=one.what is WithheldWhat.VIEW and len([t for t in texts if t]) == 1,
                why=one.why,
                by=one.by,
                on=one.on,
                from_whom=tuple(self.named(one.withheld_from)) if not one.annex else (),
                people=one.withheld_from if not one.annex else (),
            )

    def _texts(self, one: Withheld) -> tuple[str, tuple[str, ...], str] | None:  # noqa: C901, PLR0912 - one case for each kind
        """Return where something stands, its words and its section; None where it is gone."""
        child, head = self._child, self._review.head
        match one.what:
            case WithheldWhat.VIEW:
                for v in child.views:
                    if v.id == one.of:
                        words = v.words or self._quotes.get(v.quote_id or "")
                        texts = (words.text if words else "", v.description, v.may_mean)
                        return f"Views log: {v.method.label}", (*texts, v.could_also_mean), "voice"
            case WithheldWhat.RECOMMENDATION:
                for number, r in enumerate(head.recommendations, 1):
                    if r.id == one.of:
                        by = f"By {long_date(r.by)}" if r.by else ""
                        who = ", ".join(filter(None, (r.who, r.role)))
                        return f"Recommendation {number}", (r.what, r.why, who, by), "decisions"
            case WithheldWhat.UNANSWERED:
                for u in head.unanswered:
                    if u.id == one.of:
                        return "Not this time", (u.worry, u.reason), "decisions"
            case WithheldWhat.SAID:
                for a in head.attendance:
                    if a.person_id == one.of:
                        return f"What {self._names.get(one.of, 'somebody')} told me", (a.views,), ""
            case WithheldWhat.PERSON:
                for p in child.people:
                    if p.id == one.of:
                        return "People", _person_texts(p), ""
            case WithheldWhat.HOME:
                for h in child.homes:
                    if h.id == one.of:
                        return "Homes", (h.who, h.address), "home"
            case WithheldWhat.SCHOOL:
                for s in child.schools:
                    if s.id == one.of:
                        return "Schools and work", (s.name,), ""
            case WithheldWhat.PLACE:
                for m in head.meetings:
                    if m.id == one.of:
                        return "Where the review was held", (m.place,), ""
            case WithheldWhat.NEXT_PLACE:
                return "Where the next review is", (head.next_review.place,), ""
        return None

    def _naming(self) -> Iterator[AnnexEntry]:
        """Yield what is in no record because it names somebody or something that is kept here."""
        telltale = telltale_for(self._child, self._review, COUNCIL)
        if not telltale:
            return
        for record in self._review.sections:
            for line in record.minutes:
                text = shown(line, self._quotes)
                secret = any(span.kind is SpanKind.CONFIDENTIAL for span in line.spans)
                is_open = line.mark is not Mark.CONFIDENTIAL and not secret
                if is_open and telltale.is_in(text):
                    is_words = line.quote is not None
                    yield _named(record.id, self._source(line), text, is_words=is_words)
        kept = {one.of for one in self._child.withheld if one.annex}
        for number, made in enumerate(self._review.head.recommendations, 1):
            if made.id not in kept and telltale.is_in(made.what):
                yield _named("decisions", f"Recommendation {number}", made.what)
        for wish in self._review.head.unanswered:
            if wish.id not in kept and telltale.is_in(wish.worry):
                yield _named("decisions", "Not this time", wish.worry)

    def _addresses(self) -> Iterator[AnnexEntry]:
        """Yield the address where the child lives, where somebody may not know it."""
        marked = {one.of for one in self._child.withheld if one.annex}
        someone = any(p.may_know_address is False for p in self._child.people) or any(
            a.copy is CopyKind.ADDRESS_WITHHELD for a in self._review.head.attendance
        )
        for home in self._child.homes:
            wanted = home.address_withheld or (someone and home.end is None)
            if wanted and home.address.strip() and home.id not in marked:
                yield _address(home, is_chosen=home.address_withheld)


def _named(section: str, source: str, text: str, *, is_words: bool = False) -> AnnexEntry:
    return AnnexEntry(
        section=section,
        source=source,
        pieces=(Piece(text=text),),
        is_words=is_words,
        why="It names somebody or something that is kept here.",
    )


def _address(home: Home, *, is_chosen: bool) -> AnnexEntry:
    why = "Kept out of every document." if is_chosen else "Somebody may not know it."
    where = Piece(text=home.address)
    pieces = (Piece(text=f"{home.who}\n", kept=False), where) if home.who else (where,)
    return AnnexEntry(section="home", source="Address", pieces=pieces, why=why)


def _person_texts(person: Person) -> tuple[str, ...]:
    what = ", ".join(filter(None, (person.name, person.relationship or person.role)))
    return (what, person.address, person.phone, person.orders, person.safe_contact)


def _pieces(text: str, spans: list[Span]) -> tuple[Piece, ...]:
    """Return a line in pieces: what is kept, and what stands around it."""
    found: list[Piece] = []
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start > at:
            found.append(Piece(text=text[at : span.start], kept=False))
        if span.end > at:
            found.append(Piece(text=text[max(at, span.start) : span.end]))
        at = max(at, span.end)
    if at < len(text):
        found.append(Piece(text=text[at:], kept=False))
    return tuple(found)
