"""How a review is held for a child whom the usual way does not fit (domain.md §5.4).

Facts of the child and the review decide; the agenda, the papers and the pages ask only which of
these hold.
"""

from models.child import Child
from models.review import ReviewHead
from models.terms import Chairing, Coming, ReviewType, Term
from models.view_log import interpreted, without_words

_SECURE_HOMES = frozenset({"K1", "R5"})
"""SSDA903 codes: a secure children's home; a young offender institution or prison."""


class Mode(Term):
    """One way in which a review is held differently."""

    WITHOUT_WORDS = "without_words", "signs, symbols or behaviour"
    INTERPRETED = "interpreted", "with an interpreter"
    SECURE = "secure", "in a secure setting"
    NOT_COMING = "not_coming", "not coming, by their own choice"
    CHAIRS = "chairs", "in the chair"


def modes_of(child: Child, head: ReviewHead) -> frozenset[Mode]:
    """Return which ways hold for a review."""
    part, home = head.taking_part, child.home
    holds = {
        Mode.WITHOUT_WORDS: without_words(child),
        Mode.INTERPRETED: interpreted(child),
        Mode.SECURE: head.type is ReviewType.SECURE
        or (home is not None and home.place_code in _SECURE_HOMES),
        Mode.NOT_COMING: part.coming is Coming.NO,
        Mode.CHAIRS: part.chairs is not Chairing.NO,
    }
    return frozenset(mode for mode, there in holds.items() if there)
