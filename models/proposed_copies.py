"""For each person of a review: which documents they get and what those leave out, by whom and why.

What is shown to the reviewing officer before copies go; no copy says any of it (domain.md §9).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from models.annex import annex_of
from models.apply import quotes_of
from models.child import Child, Person
from models.copies_in_part import LETTER, MINUTES, documents_of
from models.disclosure import Recipient, RecipientKind
from models.edits import Opened
from models.kept_back import attendance_of, facts_kept
from models.people import is_the_child
from models.recipient import Annex
from models.review import LETTER_PREFIX, Attendance, Review
from models.telling import Telling, places_that_tell
from models.terms import CopyKind


class KeptPart(NamedTuple):
    """Something that a person's copy leaves out."""

    what: str
    where: str
    why: str
    by: str
    on: date | None


class ProposedCopy(NamedTuple):
    """One person's copy; ``documents`` is empty where they get none or it is not decided.

    ``telling`` are lines that would tell them what they may not know. They are left out of the copy
    as a whole; marking the words that tell lets the rest stay.
    """

    person: Person
    recipient: Recipient
    copy: CopyKind
    reason: str
    documents: tuple[str, ...]
    kept: tuple[KeptPart, ...]
    telling: tuple[Telling, ...]


def proposed_copies(child: Child, review: Review) -> tuple[ProposedCopy, ...]:
    """Return the copy of each person of the review, in the order of the people."""
    annex = annex_of(child, review, quotes_of(Opened(child=child, review=review)))
    people = {person.id: person for person in child.people}
    return tuple(
        _proposed(child, review, people[part.person_id], part, annex)
        for part in review.head.attendance
        if part.person_id in people
    )


def _proposed(
    child: Child, review: Review, person: Person, part: Attendance, annex: Annex
) -> ProposedCopy:
    documents = documents_of(part, is_child=is_the_child(person, child))
    recipient = Recipient(kind=RecipientKind.PERSON, person_id=person.id)
    return ProposedCopy(
        person=person,
        recipient=recipient,
        copy=part.copy,
        reason=part.copy_reason,
        documents=documents,
        kept=tuple(_kept(child, review, recipient, annex)) if documents else (),
        telling=tuple(_told(child, review, person, documents)),
    )


def _told(
    child: Child, review: Review, person: Person, documents: tuple[str, ...]
) -> Iterator[Telling]:
    """Yield what would tell them what they may not know in one of their documents."""
    for one in places_that_tell(child, review, person.id) if documents else ():
        of_letter = one.section.startswith(LETTER_PREFIX)
        if (LETTER in documents) if of_letter else MINUTES in documents or not one.section:
            yield one


def _kept(child: Child, review: Review, recipient: Recipient, annex: Annex) -> Iterator[KeptPart]:
    """Yield what is kept from one person and not from everybody."""
    person = next(p for p in child.people if p.id == recipient.person_id)
    for fact in facts_kept(child, review, recipient):
        yield KeptPart(fact.label, "everywhere", _why_fact(child, review, recipient), "", None)
    part = attendance_of(review, person.id)
    for section in part.left_out if part is not None else ():
        yield KeptPart("a whole section", section, part.copy_reason if part else "", "", None)
    for entry in annex.withheld:
        if person.id in entry.people:
            what = "".join(piece.text for piece in entry.pieces if piece.kept)
            yield KeptPart(what, entry.section or entry.source, entry.why, entry.by, entry.on)


def _why_fact(child: Child, review: Review, recipient: Recipient) -> str:
    part = attendance_of(review, recipient.person_id)
    person = next((p for p in child.people if p.id == recipient.person_id), None)
    if part is not None and part.copy_reason.strip():
        return part.copy_reason
    if person is not None and person.may_know_address is False:
        return f"They may not know where {child.preferred_name} lives."
    if part is not None and part.copy is CopyKind.ADDRESS_WITHHELD:
        return "Their copy is the record without the address."
    return "Chosen for their copy."
