"""What can go out after a review: each document of the record, and each person's own copy.

Which copy a person gets is decided where people are prepared (``Attendance.copy``); here it
becomes a document for one reader. File names say a number, never a name.
"""

from typing import NamedTuple

from export.documents import DOCUMENTS, Document, document, recipient_of
from models.child import Child
from models.copies_in_part import documents_of
from models.disclosure import Recipient, RecipientKind
from models.people import is_the_child
from models.promises import has_replies
from models.review import Attendance, Review

COPY = "copy"


class GoingOut(NamedTuple):
    """One document for one reader; ``copy`` numbers a person's copy, 0 for the record's own."""

    document_id: str
    recipient: Recipient
    copy: int = 0

    @property
    def kind(self) -> Document:
        """The document it is."""
        return document(self.document_id)

    @property
    def key(self) -> str:
        """What it is remembered by: ids only."""
        return f"{self.document_id}@{self.recipient.person_id}" if self.copy else self.document_id

    @property
    def registered_for(self) -> str:
        """What the register says of its reader: an id where it is a person's copy."""
        if self.copy:
            return f"{COPY}:{self.recipient.person_id}"
        if self.kind.kept_apart:
            return self.document_id
        return "child" if self.kind.for_child else "council"


def going_out(child: Child, review: Review) -> tuple[GoingOut, ...]:
    """Return everything that can go out: the record's documents, then the copies of people."""
    own = tuple(
        GoingOut(kind.id, recipient_of(kind, child))
        for kind in DOCUMENTS
        if not kind.tells_later or has_replies(child, review)
    )
    people = {person.id: person for person in child.people}
    known = {kind.id for kind in DOCUMENTS}
    theirs = {kind.id for kind in DOCUMENTS if not kind.for_child}  # the others are theirs already
    copies = tuple(
        GoingOut(document_id, _reader(attendance), number)
        for number, attendance in enumerate(review.head.attendance, 1)
        if (person := people.get(attendance.person_id)) is not None
        for document_id in documents_of(attendance)
        if document_id in (theirs if is_the_child(person, child) else known)
    )
    return own + copies


def reader_words(item: GoingOut, child: Child, review: Review) -> str:
    """Return whom it is for, in a few words for the screen."""
    if item.recipient.kind is RecipientKind.ANNEX:
        return _annex_readers(child, review)
    if not item.copy:
        return child.preferred_name if item.kind.for_child else "The council"
    person = next((p for p in child.people if p.id == item.recipient.person_id), None)
    if person is None:
        return "Somebody who is no longer listed"
    who = f"{person.name}, {person.relationship}" if person.relationship else person.name
    chosen = next(a.copy for a in review.head.attendance if a.person_id == person.id)
    return f"{who} · {chosen.label}"


def _annex_readers(child: Child, review: Review) -> str:
    names = [p.name for p in child.people if p.id in review.head.annex_for]
    return ", ".join(names) if names else "Nobody is named for it yet"


def copy_name(item: GoingOut, usual: str) -> str:
    """Return the file name of a document: the usual one, with the number of a person's copy."""
    if not item.copy:
        return usual
    before, slug, after = usual.rpartition(f"-{item.kind.slug}-")
    return f"{before}{slug}{COPY}-{item.copy}-{after}"


def _reader(attendance: Attendance) -> Recipient:
    return Recipient(kind=RecipientKind.PERSON, person_id=attendance.person_id)
