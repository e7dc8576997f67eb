"""Leaving something open when a record is signed: the reason is asked, kept, and can be taken back.

What the law wants said in the record (a section, a matter of Schedule 7, what must be heard) stands
in ``left_open`` and ``not_relevant``; any other reason is kept in ``left_for_now`` for whoever asks
later, and stands in no document.
"""

import msgspec

from models.edits import Drop, Edit, Opened, Put, SetHead
from models.review import NotRelevant, ReviewHead

EMPTY = "empty."
"""Begins the id of the open matter that a section says nothing; the section's id follows."""


def left(opened: Opened, id_: str, reason: str) -> Edit:
    """Return the edit that leaves an open matter, or a finding, with a reason."""
    one = NotRelevant(id=id_, reason=reason.strip())
    if id_.startswith(EMPTY):
        return Put(item=NotRelevant(id=id_.removeprefix(EMPTY), reason=one.reason))
    head = opened.the_review.head
    others = tuple(other for other in head.left_for_now if other.id != id_)
    return SetHead(head=msgspec.structs.replace(head, left_for_now=(*others, one)))


def asked_again(opened: Opened, one: NotRelevant) -> Edit:
    """Return the edit that takes a reason back, so that the matter is open again."""
    head = opened.the_review.head
    if one in head.not_relevant:
        return Drop(item=one)
    return SetHead(
        head=msgspec.structs.replace(
            head,
            left_open=tuple(other for other in head.left_open if other != one),
            left_for_now=tuple(other for other in head.left_for_now if other != one),
        )
    )


def everything_left(head: ReviewHead) -> tuple[NotRelevant, ...]:
    """Return what was left open with a reason, whatever kind of matter it is."""
    return tuple(one for one in (*head.left_open, *head.left_for_now) if one.reason.strip())
