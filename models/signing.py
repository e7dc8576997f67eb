"""Signing off: a version of the record, frozen with what was known that day (design.md §2).

The frozen content is kept by the store; a later change makes the next version, with a reason.
"""

from datetime import date, datetime

import msgspec

from models.errors import UserFacingError
from models.review import Review, ReviewHead, SignedVersion


class SigningError(UserFacingError):
    """The review cannot be signed off as asked."""


def next_version(review: Review) -> int:
    """Return the number that the next signed version gets, counted from 1."""
    versions = review.head.versions
    return versions[-1].number + 1 if versions else 1


def signed(review: Review, by: str, at: datetime, today: date, reason: str = "") -> ReviewHead:
    """Return the head with the next version signed by ``by`` at ``at`` (UTC).

    Raises SigningError when the review is not complete, nobody signs, or a later version comes
    without its reason.
    """
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
    version = SignedVersion(number=number, signed_at=at, by=by.strip(), reason=reason.strip())
    sending = review.head.sending
    if sending.record_done is None:
        sending = msgspec.structs.replace(sending, record_done=today)
    return msgspec.structs.replace(
        review.head, versions=(*review.head.versions, version), sending=sending
    )


def is_changed_since_signing(review: Review, frozen: Review) -> bool:
    """Return whether anything a document shows differs from the signed version."""

    def shown(of: Review) -> tuple[object, ...]:
        head = msgspec.structs.replace(
            of.head,
            versions=(),
            sending=frozen.head.sending,
            left_for_now=(),
            dismissed_hints=(),
        )
        return head, tuple((record.id, record.minutes, record.quotes) for record in of.sections)

    return shown(review) != shown(frozen)
