"""The only door to a document: what one recipient may read, with everything else removed.

``view`` returns a ``Disclosed`` child and review in which what is withheld no longer exists: not
hidden, not marked, gone. Builders, previews and paste-in text accept only that type (design.md
§3). Numbers of recommendations are the same in every copy.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

import msgspec

from models.annex import annex_of
from models.apply import quotes_of
from models.child import Child, Dispute, Home, Person
from models.child import View as LoggedView
from models.communicating import Interpreting, Passport
from models.copies_in_part import RECOMMENDATIONS, copies_in_part, documents_of
from models.disputes import child_sentence, is_open_during
from models.edits import Opened
from models.kept_back import attendance_of
from models.lead_in import without_lead_ins
from models.recipient import ANNEX, COUNCIL, Disclosed, Recipient, RecipientKind
from models.review import (
    Attendance,
    Meeting,
    NextReview,
    Review,
    ReviewHead,
    SectionRecord,
    is_translation,
    translated,
)
from models.scrubbing import only_decisions, told_to
from models.taking_part import OwnCopy
from models.terms import CopyKind
from models.text import Line, Mark, Quote, Span, SpanKind, Text
from models.withheld import Left, without_withheld

__all__ = ["ANNEX", "COUNCIL", "Disclosed", "Recipient", "RecipientKind", "view"]


def view(child: Child, review: Review, recipient: Recipient = COUNCIL) -> Disclosed:
    """Return what ``recipient`` may read of ``review`` and of the child as known for it.

    What was kept back as a whole goes first, then passages, then every line that would tell what
    this reader may not know, and what led into words that went. Readers of the annex get what the
    council gets, and the annex.
    """
    is_annex = recipient.kind is RecipientKind.ANNEX
    left = without_withheld(child, review, COUNCIL if is_annex else recipient)
    copy = _passages(left, _of_this_review(child, review), COUNCIL if is_annex else recipient)
    copy = _without_translations(told_to(copy, child, review), copy, left)
    copy = msgspec.structs.replace(copy, review=without_lead_ins(review, copy.review))
    part = attendance_of(review, recipient.person_id)
    if (
        part is not None
        and part.copy is CopyKind.DECISIONS_ONLY
        and documents_of(part) == (RECOMMENDATIONS,)
    ):
        return only_decisions(copy)
    if recipient.kind is RecipientKind.PERSON:
        return copy
    copy = msgspec.structs.replace(copy, copies_in_part=copies_in_part(child, review))
    if not is_annex:
        return copy
    return msgspec.structs.replace(
        copy,
        recipient=ANNEX,
        annex=annex_of(child, review, quotes_of(Opened(child=child, review=review))),
    )


def _without_translations(told: Disclosed, before: Disclosed, left: Left) -> Disclosed:
    """Return the copy without a translator's words where any of the English is not in it."""
    if not left.removed and told.review == before.review:
        return told
    sections = tuple(r for r in told.review.sections if not is_translation(r.id))
    return msgspec.structs.replace(
        told, review=msgspec.structs.replace(told.review, sections=sections)
    )


def _passages(
    whole: Left, of_this_review: tuple[LoggedView, ...], recipient: Recipient
) -> Disclosed:
    """Return the copy without the passages that are withheld from the recipient."""
    child, review = whole.child, whole.review
    there = {logged.id for logged in child.views}
    views = tuple(logged for logged in of_this_review if logged.id in there)
    everything = quotes_of(Opened(child=child, review=review))
    remover = _Remover(recipient, review)
    kept = remover.quotes_left(everything, review, views)
    left = tuple(
        _bare_view(v)
        for v in views
        if (v.words_id is None or v.words_id in kept) and not remover.hides_source(v)
    )
    answerable = frozenset(kept) | {logged.id for logged in left}
    head = remover.answers(remover.head(review.head), answerable)
    recommendations = tuple(
        msgspec.structs.replace(
            r,
            child_words=r.child_words if r.child_words in kept else None,
            answers=tuple(key for key in r.answers if key in answerable),
            line_id=None,
            follows_line=False,
        )
        for r in head.recommendations
    )
    head = msgspec.structs.replace(head, recommendations=recommendations)
    sections = remover.sections(review.sections)
    return Disclosed(
        child=remover.child(child, left, answerable),
        review=msgspec.structs.replace(review, head=head, sections=sections),
        quotes=tuple(_bare(quote) for quote in kept.values()),
        recipient=recipient,
        parts_withheld=remover.removed or whole.removed,
        numbers=whole.numbers,
        left_out=whole.left_out,
    )


def _bare_view(logged: LoggedView) -> LoggedView:
    """Return the entry without its line in the notes, and the history of its quotation."""
    words = _bare(logged.words) if logged.words is not None else None
    return msgspec.structs.replace(logged, words=words, line_id=None, follows_line=False)


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

    def __init__(self, recipient: Recipient, review: Review) -> None:
        self._recipient = recipient
        self._head = review.head
        self._secret = {
            line.quote
            for record in review.sections
            for line in (*record.notes, *record.minutes)
            if line.quote is not None and self._is_secret(line)
        }
        self._hidden = {
            line.id for record in review.sections for line in record.notes if self._is_secret(line)
        }
        self.removed = bool(self._secret)

    def hides_source(self, logged: LoggedView) -> bool:
        """Whether what was seen was written apart from its line, and that line is withheld."""
        own = not logged.follows_line and logged.quote_id is None and logged.words is None
        hidden = own and logged.line_id in self._hidden
        self.removed = self.removed or hidden
        return hidden

    def answers(self, head: ReviewHead, answerable: frozenset[str]) -> ReviewHead:
        """Return the head in which what answers something names only what may be read.

        What answers nothing that may be read, and says in no words of its own what, is gone.
        """
        changes = tuple(
            msgspec.structs.replace(one, answers=_those_in(one.answers, answerable))
            for one in head.changes
            if not one.answers or _those_in(one.answers, answerable)
        )
        unanswered = tuple(
            msgspec.structs.replace(one, answers=_those_in(one.answers, answerable))
            for one in head.unanswered
            if not one.answers or one.worry.strip() or _those_in(one.answers, answerable)
        )
        return msgspec.structs.replace(
            head,
            changes=changes,
            unanswered=unanswered,
            nothing_asked=_those_in(head.nothing_asked, answerable),
        )

    def _is_secret(self, line: Line) -> bool:
        """Whether any of the line is withheld; a quotation then goes from the whole copy."""
        return line.mark is Mark.CONFIDENTIAL or any(self._is_withheld(s) for s in line.spans)

    def _is_withheld(self, span: Span) -> bool:
        if span.kind is SpanKind.CONFIDENTIAL:
            return True
        return self._recipient.person_id in span.withheld_from

    def _line(self, line: Line) -> Line | None:
        """Return the line without what is withheld, or None when nothing of it is left."""
        if line.quote is not None:  # never shortened: shown whole or not at all
            shown_whole = line.quote not in self._secret
            return msgspec.structs.replace(line, spans=()) if shown_whole else None
        if not self._is_secret(line):
            return msgspec.structs.replace(line, spans=()) if line.spans else line
        self.removed = True
        if line.mark is Mark.CONFIDENTIAL:
            return None
        text = _without(line.text, [span for span in line.spans if self._is_withheld(span)])
        return msgspec.structs.replace(line, text=text, spans=()) if text.strip() else None

    def text(self, text: Text) -> Text:
        """Return the lines that may be read."""
        return tuple(kept for kept in (self._line(line) for line in text) if kept is not None)

    def sections(self, records: Sequence[SectionRecord]) -> tuple[SectionRecord, ...]:
        """Return the sections; a translation goes with what is withheld of its English."""
        before, self.removed = self.removed, False
        kept, less = [], set[str]()
        for record in records:
            kept.append(self.section(record))
            if self.removed:
                less.add(translated(record.id))
            before, self.removed = before or self.removed, False
        self.removed = before
        return tuple(record for record in kept if record.id not in less)

    def section(self, record: SectionRecord) -> SectionRecord:
        """Return the section's minutes as they may be read; notes never leave the laptop."""
        return SectionRecord(id=record.id, minutes=self.text(record.minutes), status=record.status)

    def head(self, head: ReviewHead) -> ReviewHead:
        """Return the head; a person's copy names no place, and no reason, kept from people.

        Nor does it say from whom the address is kept: theirs is part of the record.
        """
        meetings = tuple(
            msgspec.structs.replace(m, started_at=None, ended_at=None) for m in head.meetings
        )
        if self._recipient.kind is RecipientKind.COUNCIL:
            return msgspec.structs.replace(
                head,
                meetings=meetings,
                left_for_now=(),
                dismissed_hints=(),
                annex_for=(),
                feedback=(),
            )
        places = {m.place for m in meetings if m.place_withheld and m.place}
        self.removed = self.removed or bool(places)
        return msgspec.structs.replace(
            head,
            meetings=tuple(_without_place(m) if m.place_withheld else m for m in meetings),
            next_review=_without_place(head.next_review)
            if head.next_review.place in places
            else head.next_review,
            attendance=tuple(map(_without_reason, head.attendance)),
            taking_part=msgspec.structs.replace(head.taking_part, say_for_them="", scripts=()),
            own_copy=OwnCopy(),
            left_for_now=(),
            dismissed_hints=(),
            annex_for=(),
            feedback=(),
        )

    def child(
        self, child: Child, views: tuple[LoggedView, ...], answerable: frozenset[str]
    ) -> Child:
        """Return the child as a record shows them: no code of need, nobody's address.

        The passport stands on papers that the council's side prints, and in nobody's copy.
        """
        is_council = self._recipient.kind is RecipientKind.COUNCIL
        return msgspec.structs.replace(
            child,
            passport=child.passport if is_council else Passport(),
            interpreting=Interpreting(),
            liked_words=(),
            category_of_need="",
            people=tuple(self._person(person) for person in child.people),
            homes=tuple(_without_address(home) for home in child.homes),
            views=views,
            events=(),
            disputes=_told_disputes(child, self._head, answerable),
            missing=(),
            early_reviews=(),
            pledges=(),
            clock_notes=(),
            holds=(),
            withheld=(),
            returned=None,
            former_names=(),
            family="",
            team="",
        )

    def _person(self, person: Person) -> Person:
        """Return somebody as a record shows them; who had to be asked is the council's to read."""
        bare = _without_contact(person)
        if self._recipient.kind is RecipientKind.COUNCIL:
            return bare
        return msgspec.structs.replace(bare, must_be_consulted=None)

    def quotes_left(
        self, everything: dict[str, Quote], review: Review, views: tuple[LoggedView, ...]
    ) -> dict[str, Quote]:
        """Return the quotations this copy may show, by id: a withheld line takes its own away."""
        heard = {logged.words_id for logged in views}
        for record in review.sections:
            heard.update(line.quote for line in (*record.notes, *record.minutes))
        return {
            name: quote
            for name, quote in everything.items()
            if name in heard and name not in self._secret
        }


def _without(text: str, spans: Sequence[Span]) -> str:
    """Return ``text`` without the spans, and without the space before one that was cut out."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start > at:
            pieces.append(text[at : span.start].rstrip(" "))
        at = max(at, span.end)
    return "".join([*pieces, text[at:]]).strip(" ")


_Placed = TypeVar("_Placed", Meeting, NextReview)


def _without_place(placed: _Placed) -> _Placed:
    return msgspec.structs.replace(placed, place="")


def _without_reason(attendance: Attendance) -> Attendance:
    withheld = attendance.copy is CopyKind.ADDRESS_WITHHELD
    copy = CopyKind.PART if withheld else attendance.copy
    return msgspec.structs.replace(
        attendance, copy=copy, copy_reason="", documents=(), left_out=(), kept_back=()
    )


def _without_contact(person: Person) -> Person:
    return msgspec.structs.replace(
        person,
        phone="",
        email="",
        address="",
        orders="",
        safe_contact="",
        may_know_address=None,
        usual_copy=CopyKind.UNDECIDED,
        child_id="",
        note="",
    )


def _those_in(keys: Sequence[str], answerable: frozenset[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in answerable)


def _told_disputes(
    child: Child, head: ReviewHead, answerable: frozenset[str]
) -> tuple[Dispute, ...]:
    """Return the disputes that ran during the review, of each only what the child may read."""
    return tuple(
        Dispute(
            id=dispute.id,
            opened_on=dispute.opened_on,
            for_child=child_sentence(dispute),
            answers=_those_in(dispute.answers, answerable),
        )
        for dispute in child.disputes
        if child_sentence(dispute) and is_open_during(dispute, head)
    )


def _without_address(home: Home) -> Home:
    return msgspec.structs.replace(home, address="")
