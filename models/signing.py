"""Signing off: a version of the record, frozen with what was known that day (design.md §2).

The frozen content is kept by the store; a later change makes the next version, with a reason.
"""

import hashlib
from datetime import date, datetime

import msgspec

from models.child import Value
from models.compared import changes_since
from models.edits import Opened
from models.errors import UserFacingError
from models.review import Review, ReviewHead, Sending, SignedVersion


class SigningError(UserFacingError):
    """The review cannot be signed off as asked."""


def next_version(review: Review) -> int:
    """Return the number that the next signed version gets, counted from 1."""
    versions = review.head.versions
    return versions[-1].number + 1 if versions else 1


class Signing(Value, frozen=True, kw_only=True):
    """Who signs, when (UTC; ``today`` is the UK date), and why there is another version.

    ``before`` is the review as it was last signed, from which it is said what changed.
    """

    by: str
    at: datetime
    today: date
    reason: str = ""
    before: Review | None = None


def signed(opened: Opened, signing: Signing) -> ReviewHead:
    """Return the head with the next version signed, and the hash of what is frozen with it.

    Raises SigningError when the review is not complete, nobody signs, or a later version comes
    without its reason.
    """
    review, by, reason = opened.the_review, signing.by, signing.reason
    number = next_version(review)
    if review.head.completed_on is None:
        raise SigningError(
            "This review is not complete yet, so its record cannot be signed off.",
            "End the meeting with “the review is complete today”, then sign off.",
        )
    if not by.strip():
        raise SigningError(
            "A record is signed off by a named person, and there is no name yet.",
            "Write your name in Settings, then sign off.",
        )
    if number > 1 and not reason.strip():
        raise SigningError(
            "A signed record was changed, and a new version says why.",
            "Write a short reason, then sign off. The earlier version stays as it was.",
        )
    version = SignedVersion(
        number=number,
        signed_at=signing.at,
        by=by.strip(),
        reason=reason.strip(),
        changes=changes_since(signing.before, review) if signing.before is not None else (),
        sha256=fingerprint(opened),
    )
    sending = review.head.sending
    if sending.record_done is None:
        sending = msgspec.structs.replace(sending, record_done=signing.today)
    return msgspec.structs.replace(
        review.head, versions=(*review.head.versions, version), sending=sending
    )


def fingerprint(opened: Opened) -> str:
    """Return the SHA-256 of a child and a review as they stand, whatever was signed before."""
    head = msgspec.structs.replace(opened.the_review.head, versions=(), sending=Sending())
    review = msgspec.structs.replace(opened.the_review, head=head)
    return hashlib.sha256(msgspec.json.encode((opened.child, review))).hexdigest()


def is_changed_since_signing(review: Review, frozen: Review) -> bool:
    """Return whether anything a document shows differs from the signed version."""
    return bool(changes_since(frozen, review))
