"""The strip for a record: drawn here, since only a screen draws, and handed on as a value."""

from export.context import Strip
from models.disclosure import Disclosed, RecipientKind
from models.stability import Stability, Window, stability
from models.stability_words import in_words, spoken
from ui.stability.painting import record_picture


def strip_for(disclosed: Disclosed) -> Strip | None:
    """Return the strip as it stood on the day of the review, where the review wants it shown.

    It is drawn from what the recipient may read, and for the council only.
    """
    head = disclosed.review.head
    on = head.review_date or head.completed_on
    if not head.show_strip or on is None or disclosed.recipient.kind is not RecipientKind.COUNCIL:
        return None
    found = stability(disclosed.child, on)
    png, width, height = record_picture(found, window_of(found))
    counts = tuple(words for lane in in_words(found) for words in lane.counts)
    return Strip(png=png, width=width, height=height, words=spoken(found), counts=counts)


def window_of(found: Stability) -> Window:
    """Return the time since coming into care, or the 12 months where that day is not known."""
    return found.care if found.care is not None else found.year
