"""Whom a copy is for, and what a reader is handed: the values that pass the one door.

``models.disclosure.view`` makes a ``Disclosed``; nothing else does.
"""

from datetime import date

from models.child import Child, Value
from models.review import Recommendation, Review
from models.terms import KeptFact, Term
from models.text import Quote


class RecipientKind(Term):
    """For whom a copy is made."""

    COUNCIL = "council", "the council's record"
    PERSON = "person", "a person's copy"
    ANNEX = "annex", "the confidential annex"


class Recipient(Value, frozen=True, kw_only=True):
    """One reader of a copy; ``person_id`` names the person when it is not the council."""

    kind: RecipientKind = RecipientKind.COUNCIL
    person_id: str | None = None


COUNCIL = Recipient()
ANNEX = Recipient(kind=RecipientKind.ANNEX)


class Piece(Value, frozen=True, kw_only=True):
    """A stretch of a passage; ``kept`` is what the passage is in the annex for."""

    text: str
    kept: bool = True


class AnnexEntry(Value, frozen=True, kw_only=True):
    """A passage of the annex: where it stands, what it is, who kept it there and why.

    ``section`` is the id of a section, or empty for what belongs to none. ``from_whom`` are the
    names of those it is kept from and ``people`` their ids; empty when it is kept from everybody
    but the annex's readers.
    """

    section: str = ""
    source: str
    pieces: tuple[Piece, ...]
    is_words: bool = False
    why: str = ""
    by: str = ""
    on: date | None = None
    from_whom: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The passage as it is read."""
        return "".join(piece.text for piece in self.pieces)


class Annex(Value, frozen=True, kw_only=True):
    """What only the annex holds, what named people may not read, and who gets the annex."""

    entries: tuple[AnnexEntry, ...] = ()
    withheld: tuple[AnnexEntry, ...] = ()
    readers: tuple[str, ...] = ()


class Disclosed(Value, frozen=True, kw_only=True):
    """A child and a review as one recipient may read them. Made by ``view`` only.

    ``numbers`` are those of the recommendations, the same in every copy, so that they may have
    gaps. ``left_out`` are the ids of sections that this copy does not hold. ``kept_back`` is what
    it does not tell, for a builder that would else say it is not known. ``copies_in_part`` is the
    council's to read: how many copies leave parts out. ``annex`` is there for its readers only.
    """

    child: Child
    review: Review
    quotes: tuple[Quote, ...]
    recipient: Recipient
    parts_withheld: bool
    numbers: tuple[int, ...] | None = None
    left_out: tuple[str, ...] = ()
    kept_back: tuple[KeptFact, ...] = ()
    copies_in_part: int = 0
    annex: Annex | None = None

    def quote(self, quote_id: str) -> Quote:
        """Return a quotation by id. Raises KeyError when it is not in this copy."""
        for quote in self.quotes:
            if quote.id == quote_id:
                return quote
        raise KeyError(quote_id)

    @property
    def numbered(self) -> tuple[tuple[int, Recommendation], ...]:
        """The recommendations of this copy, each with the number it has in every copy."""
        made = self.review.head.recommendations
        numbers = range(1, len(made) + 1) if self.numbers is None else self.numbers
        return tuple(zip(numbers, made, strict=True))

    @property
    def has_gaps(self) -> bool:
        """Whether a recommendation is not in this copy, which its numbers show."""
        return self.numbers is not None and any(n != at for at, n in enumerate(self.numbers, 1))

    def keeps(self, fact: KeptFact) -> bool:
        """Whether this copy does not tell a kind of fact."""
        return fact in self.kept_back
