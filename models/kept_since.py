"""What came after a version was signed: what is kept back by now, and the council's replies.

A signed record never changes, but a copy made from it today leaves out what the reviewing officer
keeps from its reader today (design.md §2, *Sending*). Decisions only ever add up here: what was
kept when it was signed stays kept. The sheet of replies tells what came since.
"""

import msgspec

from models.child import Child, Home, Person, Withheld
from models.edits import Opened
from models.kept_back import facts_kept
from models.recipient import Recipient, RecipientKind
from models.review import Attendance, Meeting, ReviewHead, SectionRecord
from models.text import Line, Mark, Span


def with_what_is_kept_now(signed: Opened, now: Opened) -> Opened:
    """Return a signed version with everything kept back that is kept back by now."""
    if signed is now or signed.review is None or now.review is None:
        return signed
    review = msgspec.structs.replace(
        signed.review,
        head=_head(signed.review.head, now),
        sections=tuple(_section(r, now.review.section(r.id)) for r in signed.review.sections),
    )
    return msgspec.structs.replace(signed, child=_child(signed.child, now.child), review=review)


def with_what_came_since(signed: Opened, now: Opened) -> Opened:
    """Return a signed version with the ledger, and the days things were sent, as they are now."""
    if signed is now or signed.review is None or now.review is None:
        return signed
    head = msgspec.structs.replace(signed.review.head, sending=now.review.head.sending)
    return msgspec.structs.replace(
        signed,
        child=msgspec.structs.replace(signed.child, ledger=now.child.ledger),
        review=msgspec.structs.replace(signed.review, head=head),
    )


def _child(signed: Child, now: Child) -> Child:
    people = {person.id: person for person in now.people}
    homes = {home.id: home for home in now.homes}
    decisions = {one.id: one for one in signed.withheld}
    for one in now.withheld:
        decisions[one.id] = _both(decisions.get(one.id), one)
    return msgspec.structs.replace(
        signed,
        people=tuple(_person(p, people.get(p.id)) for p in signed.people),
        homes=tuple(_home(h, homes.get(h.id)) for h in signed.homes),
        withheld=tuple(decisions.values()),
    )


def _both(signed: Withheld | None, now: Withheld) -> Withheld:
    if signed is None:
        return now
    people = tuple(dict.fromkeys((*signed.withheld_from, *now.withheld_from)))
    return msgspec.structs.replace(now, annex=signed.annex or now.annex, withheld_from=people)


def _person(signed: Person, now: Person | None) -> Person:
    if now is None or now.may_know_address is not False:
        return signed
    return msgspec.structs.replace(signed, may_know_address=False)


def _home(signed: Home, now: Home | None) -> Home:
    if now is None or not now.address_withheld:
        return signed
    return msgspec.structs.replace(signed, address_withheld=True)


def _head(signed: ReviewHead, now: Opened) -> ReviewHead:
    head = now.the_review.head
    meetings = {meeting.id: meeting for meeting in head.meetings}
    parts = {part.person_id: part for part in head.attendance}
    known = {part.person_id for part in signed.attendance}
    return msgspec.structs.replace(
        signed,
        meetings=tuple(_meeting(m, meetings.get(m.id)) for m in signed.meetings),
        attendance=(
            *(_part(part, parts.get(part.person_id), now) for part in signed.attendance),
            *(
                _part(Attendance(person_id=name), part, now)
                for name, part in parts.items()
                if name not in known
            ),
        ),
        annex_for=head.annex_for,
    )


def _meeting(signed: Meeting, now: Meeting | None) -> Meeting:
    if now is None or not now.place_withheld:
        return signed
    return msgspec.structs.replace(signed, place_withheld=True)


def _part(signed: Attendance, now: Attendance | None, opened: Opened) -> Attendance:
    """Return how somebody takes part, with the copy that is decided for them now."""
    if now is None:
        return signed
    reader = Recipient(kind=RecipientKind.PERSON, person_id=now.person_id)
    facts = facts_kept(opened.child, opened.the_review, reader)
    return msgspec.structs.replace(
        signed,
        copy=now.copy,
        copy_reason=now.copy_reason,
        documents=now.documents,
        left_out=tuple(dict.fromkeys((*signed.left_out, *now.left_out))),
        kept_back=tuple(dict.fromkeys((*signed.kept_back, *facts))),
    )


def _section(signed: SectionRecord, now: SectionRecord) -> SectionRecord:
    lines = {line.id: line for line in (*now.notes, *now.minutes)}
    quoted = {line.quote: line for line in lines.values() if line.quote and line.spans}

    def kept(line: Line) -> Line:
        return _line(line, lines.get(line.id) or quoted.get(line.quote or ""))

    return msgspec.structs.replace(
        signed,
        notes=tuple(map(kept, signed.notes)),
        minutes=tuple(map(kept, signed.minutes)),
    )


def _line(signed: Line, now: Line | None) -> Line:
    """Return the line as it was signed, with what is kept of it now; all of it where it changed."""
    if now is None or (not now.spans and now.mark is not Mark.CONFIDENTIAL):
        return signed
    spans = now.spans
    if now.text != signed.text:
        spans = tuple(_over_all(span, signed.text) for span in spans)
    mark = signed.mark
    if now.mark is Mark.CONFIDENTIAL and signed.quote is None:
        mark = Mark.CONFIDENTIAL
    added = tuple(span for span in spans if span not in signed.spans)
    return msgspec.structs.replace(signed, spans=(*signed.spans, *added), mark=mark)


def _over_all(span: Span, text: str) -> Span:
    return msgspec.structs.replace(span, start=0, length=len(text))
