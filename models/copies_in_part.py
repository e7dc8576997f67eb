"""Whether somebody's copy of a review leaves out what the council's record holds, and for how many.

The council's record says that such copies were made; no copy says what was left out of it.
"""

from models.child import Child
from models.kept_back import facts_kept
from models.recipient import Recipient, RecipientKind
from models.review import Attendance, Review
from models.terms import CopyKind

MINUTES, RECOMMENDATIONS, LETTER, ONE_PAGE = "minutes", "recommendations", "letter", "one_page"
"""Ids of documents, for ever."""

DOCUMENTS_OF = {
    CopyKind.FULL: (MINUTES,),
    CopyKind.ADDRESS_WITHHELD: (MINUTES,),
    CopyKind.PART: (MINUTES,),
    CopyKind.DECISIONS_ONLY: (RECOMMENDATIONS,),
}
"""What each kind of copy is made of, where nothing else was chosen for a person."""


def usual_documents(part: Attendance, *, is_child: bool = False) -> tuple[str, ...]:
    """Return the ids of the documents that a kind of copy is made of."""
    if is_child and part.copy is CopyKind.LETTER:
        return (LETTER, ONE_PAGE)
    return DOCUMENTS_OF.get(part.copy, ())


def documents_of(part: Attendance, *, is_child: bool = False) -> tuple[str, ...]:
    """Return the ids of the documents that somebody's copy is made of; none where they get none."""
    if part.copy in (CopyKind.UNDECIDED, CopyKind.NONE):
        return ()
    return part.documents or usual_documents(part, is_child=is_child)


def copies_in_part(child: Child, review: Review) -> int:
    """Return how many people get a copy from which something is kept."""
    return sum(
        bool(documents_of(part)) and is_kept_from(child, review, part.person_id)
        for part in review.head.attendance
    )


def is_kept_from(child: Child, review: Review, person_id: str) -> bool:
    """Return whether anything is kept from one person that the council's record holds."""
    recipient = Recipient(kind=RecipientKind.PERSON, person_id=person_id)
    if facts_kept(child, review, recipient):
        return True
    if any(person_id in one.withheld_from for one in child.withheld if not one.annex):
        return True
    if any(a.left_out for a in review.head.attendance if a.person_id == person_id):
        return True
    return any(
        person_id in span.withheld_from
        for record in review.sections
        for line in record.minutes
        for span in line.spans
    )
