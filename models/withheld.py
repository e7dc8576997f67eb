"""Takes out of a child and a review what was kept back as a whole: entries, people, homes, places.

Passages of the minutes are the business of ``models.disclosure``; what is decided about an entry
stands in ``Child.withheld`` and outlives the review (design.md §3, domain.md §9).
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from models.child import Child, Value, View, Withheld
from models.recipient import Recipient, RecipientKind
from models.review import Attendance, Meeting, Review, ReviewHead, SectionRecord
from models.terms import WithheldWhat
from models.text import Line, Text


class Left(Value, frozen=True, kw_only=True):
    """What is left for a recipient; ``numbers`` are those of the recommendations that are."""

    child: Child
    review: Review
    numbers: tuple[int, ...]
    removed: bool
    left_out: tuple[str, ...] = ()


def decision_id(what: WithheldWhat, of: str) -> str:
    """Return the id of the one decision there may be about something."""
    return f"{what.value}.{of}"


def decision_about(child: Child, what: WithheldWhat, of: str) -> Withheld | None:
    """Return what was decided about an entry, or None: it stands in every copy."""
    wanted = decision_id(what, of)
    return next((one for one in child.withheld if one.id == wanted), None)


def keeps_from(decision: Withheld, recipient: Recipient) -> bool:
    """Return whether a decision keeps something out of a recipient's copy."""
    return decision.annex or (
        recipient.kind is RecipientKind.PERSON and recipient.person_id in decision.withheld_from
    )


def without_withheld(child: Child, review: Review, recipient: Recipient) -> Left:
    """Return child and review without every entry that is kept from the recipient."""
    taker = _Taker(child, review, recipient)
    return Left(
        child=taker.child(),
        review=taker.review(),
        numbers=taker.numbers,
        removed=taker.removed,
        left_out=tuple(sorted(taker.left_out)),
    )


def chain_of(child: Child, review: Review, ids: Iterable[str]) -> frozenset[str]:
    """Return recommendations with all that they were carried from and carried on as.

    They say the same in other words, so that keeping one back keeps back all of them.
    """
    links = [(p.id, p.carried_from) for p in child.ledger if p.carried_from]
    links += [(r.id, r.carried_from) for r in review.head.recommendations if r.carried_from]
    found = set(ids)
    grows = bool(found)
    while grows:
        more = {end for pair in links for end in pair if end and set(pair) & found}
        grows = not more <= found
        found |= more
    return frozenset(found)


def _left_out(review: Review, recipient: Recipient) -> frozenset[str]:
    """Return the ids of the sections that a person's copy does not hold."""
    if recipient.kind is not RecipientKind.PERSON:
        return frozenset()
    mine = (a for a in review.head.attendance if a.person_id == recipient.person_id)
    return frozenset(section for part in mine for section in part.left_out)


class _Taker:
    """Takes entries out for one recipient; ``removed`` says whether anything was."""

    def __init__(self, child: Child, review: Review, recipient: Recipient) -> None:
        self._child, self._review = child, review
        kept = [one for one in child.withheld if keeps_from(one, recipient)]
        self._gone = {
            what: frozenset(one.of for one in kept if one.what is what) for what in WithheldWhat
        }
        self._promises = chain_of(child, review, self._gone[WithheldWhat.RECOMMENDATION])
        self._quotes = {
            name
            for logged in child.views
            if logged.id in self._gone[WithheldWhat.VIEW] and (name := logged.words_id) is not None
        }
        self.left_out = _left_out(review, recipient)
        self._quotes |= {
            quote.id
            for record in review.sections
            if record.id in self.left_out
            for quote in record.quotes
        }
        self._mine = bool(kept or self.left_out)
        self.numbers = tuple(
            number
            for number, made in enumerate(review.head.recommendations, 1)
            if made.id not in self._promises
        )
        self.removed = bool(self.left_out)

    def _is_kept(self, what: WithheldWhat, of: str) -> bool:
        is_kept = of in self._gone[what]
        self.removed = self.removed or is_kept
        return is_kept

    def child(self) -> Child:
        """Return the child without what is kept; the same value when nothing is."""
        child = self._child
        if not self._mine:
            return child
        people = self._gone[WithheldWhat.PERSON]
        return msgspec.structs.replace(
            child,
            views=tuple(v for v in child.views if not self._is_view_kept(v)),
            ledger=tuple(p for p in child.ledger if p.id not in self._promises),
            people=tuple(p for p in child.people if p.id not in people),
            homes=tuple(h for h in child.homes if not self._is_kept(WithheldWhat.HOME, h.id)),
            schools=tuple(s for s in child.schools if not self._is_kept(WithheldWhat.SCHOOL, s.id)),
        )

    def _is_view_kept(self, logged: View) -> bool:
        is_kept = self._is_kept(WithheldWhat.VIEW, logged.id)
        return is_kept or logged.words_id in self._quotes

    def review(self) -> Review:
        """Return the review without what is kept; the same value when nothing is."""
        review = self._review
        if not self._mine:
            return review
        return msgspec.structs.replace(
            review,
            head=self._head(review.head),
            sections=tuple(self._section(r) for r in review.sections if r.id not in self.left_out),
        )

    def _head(self, head: ReviewHead) -> ReviewHead:
        left = tuple(r for r in head.recommendations if r.id not in self._promises)
        people = self._gone[WithheldWhat.PERSON]
        self.removed |= len(left) < len(head.recommendations)
        self.removed |= any(p.id in people for p in self._child.people)
        next_review = head.next_review
        places = {m.place for m in head.meetings if m.id in self._gone[WithheldWhat.PLACE]}
        if self._is_kept(WithheldWhat.NEXT_PLACE, self._review.id) or next_review.place in places:
            next_review = msgspec.structs.replace(next_review, place="")
        return msgspec.structs.replace(
            head,
            recommendations=left,
            unanswered=tuple(
                u for u in head.unanswered if not self._is_kept(WithheldWhat.UNANSWERED, u.id)
            ),
            meetings=tuple(map(self._meeting, head.meetings)),
            attendance=tuple(
                self._said(part) for part in head.attendance if part.person_id not in people
            ),
            next_review=next_review,
        )

    def _meeting(self, meeting: Meeting) -> Meeting:
        if not self._is_kept(WithheldWhat.PLACE, meeting.id):
            return meeting
        return msgspec.structs.replace(meeting, place="")

    def _said(self, part: Attendance) -> Attendance:
        if not self._is_kept(WithheldWhat.SAID, part.person_id):
            return part
        return msgspec.structs.replace(part, views="")

    def _section(self, record: SectionRecord) -> SectionRecord:
        """Return the section without the words of what the child shared and that is kept."""
        if not self._quotes:
            return record

        def left(text: Text) -> Text:
            return tuple(line for line in text if not self._is_quote(line))

        return msgspec.structs.replace(
            record,
            notes=left(record.notes),
            minutes=left(record.minutes),
            quotes=tuple(q for q in record.quotes if q.id not in self._quotes),
        )

    def _is_quote(self, line: Line) -> bool:
        return line.quote in self._quotes


class Keeping(Value, frozen=True, kw_only=True):
    """A decision to keep something back, wherever it is then written down.

    ``annex`` keeps it from everybody but the annex's readers; otherwise it is kept from ``people``,
    by id. ``by`` and ``on`` say who decided and when (UK date).
    """

    annex: bool = False
    people: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    on: date | None = None

    @property
    def keeps(self) -> bool:
        """Whether it keeps anything from anybody."""
        return self.annex or bool(self.people)


def decided(what: WithheldWhat, of: str, keeping: Keeping, review_id: str) -> Withheld:
    """Return the decision about an entry as it is written down."""
    return Withheld(
        id=decision_id(what, of),
        what=what,
        of=of,
        annex=keeping.annex,
        withheld_from=() if keeping.annex else keeping.people,
        why=keeping.why,
        by=keeping.by,
        on=keeping.on,
        review_id=review_id,
    )


def keeping_of(decision: Withheld | None) -> Keeping:
    """Return what was decided, in the shape in which it is asked for."""
    if decision is None:
        return Keeping()
    return Keeping(
        annex=decision.annex,
        people=decision.withheld_from,
        why=decision.why,
        by=decision.by,
        on=decision.on,
    )


def kept_words(keeping: Keeping, names: Mapping[str, str]) -> str:
    """Return in a few words from whom something is kept and why; nothing where it is open."""
    if not keeping.keeps:
        return ""
    people = ", ".join(names.get(name, "somebody no longer listed") for name in keeping.people)
    said = "In the confidential annex only" if keeping.annex else f"Kept from {people}"
    return f"{said}: {keeping.why}" if keeping.why.strip() else f"{said}."
