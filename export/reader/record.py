"""A document understood as the record of a review: what it is, its sections, what it decided.

``at`` is always the number of a paragraph of the ``ReadDocument`` it was read from, so that
everything here can be found again in the file. What is not there is empty or None, never guessed.
"""

from bisect import bisect_right
from datetime import date
from functools import cached_property
from operator import attrgetter

from export.reader.document import ReadDocument, ReadParagraph, Shown, paragraphs_of
from models.child import Value


class ReadSection(Value, frozen=True, kw_only=True):
    """A stretch under a heading; ``blocks`` are what follows it, headings below it included.

    ``id`` is that of a section of the agenda or of a part of the record, empty where the heading
    is not known; ``at`` is -1 for what stands before the first heading.
    """

    id: str
    heading: str
    number: int | None = None
    level: int = 0
    at: int = -1
    blocks: tuple[Shown, ...] = ()

    def paragraphs(self) -> list[ReadParagraph]:
        """Return its paragraphs, those of tables row by row."""
        return paragraphs_of(self.blocks)


class ReadQuote(Value, frozen=True, kw_only=True):
    """The child's words, letter for letter; ``source`` stands above them, ``note`` beneath.

    ``is_certain`` is false where only quotation marks tell that they are somebody's words.
    """

    text: str
    at: int
    source: str = ""
    note: str = ""
    section: str = ""
    start: int = 0
    is_certain: bool = True


class ReadRecommendation(Value, frozen=True, kw_only=True):
    """A recommendation as it is written; ``by_words`` is what stands where its date should.

    ``more`` are further lines beneath the reason. ``what_at``, ``why_at``, ``who_at`` and
    ``by_at`` are where each stands, -1 where it does not. ``from_table`` tells that columns say
    what is what.
    """

    number: int
    what: str
    why: str = ""
    more: tuple[str, ...] = ()
    words: str = ""
    who: str = ""
    role: str = ""
    by: date | None = None
    by_words: str = ""
    agrees: str = ""
    reply: str = ""
    what_at: int = -1
    why_at: int = -1
    who_at: int = -1
    by_at: int = -1
    from_table: bool = True


class ReadPromise(Value, frozen=True, kw_only=True):
    """A recommendation of an earlier review, and how it stands: the status, then what is told."""

    number: str
    what: str
    who: str = ""
    by: date | None = None
    by_words: str = ""
    status: str = ""
    told: tuple[str, ...] = ()
    review: str = ""
    at: int = -1
    status_at: int = -1


class ReadPerson(Value, frozen=True, kw_only=True):
    """Somebody in the table of people; ``lines`` say who they are to the child."""

    name: str
    lines: tuple[str, ...] = ()
    asked: str = ""
    took_part: str = ""
    copy: str = ""
    at: int = -1
    asked_at: int = -1
    took_at: int = -1
    copy_at: int = -1


class ReadFact(Value, frozen=True, kw_only=True):
    """A label and what is said to it."""

    label: str
    text: str
    at: int
    section: str = ""


class Reach(Value, frozen=True, kw_only=True):
    """How far a document was understood: headings known of all, and which tables were found."""

    known: int = 0
    headings: int = 0
    has_recommendations: bool = False
    has_people: bool = False

    @property
    def words(self) -> str:
        """The same in words."""
        found = [
            f"{self.known} of {self.headings} headings known" if self.headings else "no headings"
        ]
        found.append("recommendations " + ("found" if self.has_recommendations else "not found"))
        return ", ".join(found)


OTHER = "other"
"""What a document of Heard's is whose title no document has."""
_NO_RECORDS = frozenset({OTHER, "agenda", "chair_kit", "replies"})


class ReadRecord(Value, frozen=True, kw_only=True, dict=True):
    """Everything that was understood of a document.

    ``kind`` is the id of one of Heard's documents, ``OTHER`` for a paper or a sheet of Heard's that
    has no title of its own, empty for another council's; ``reference`` is without a name.
    ``took_part`` is the participation code or empty, ``took_part_words`` what is written. Dates are
    UK dates.
    """

    document: ReadDocument
    kind: str = ""
    is_ours: bool = False
    title: str = ""
    reference: str = ""
    version: str = ""
    is_draft: bool | None = None
    child: str = ""
    legal_name: str = ""
    born: date | None = None
    review_number: int | None = None
    review_kind: str = ""
    review_date: date | None = None
    completed_on: date | None = None
    limit: date | None = None
    next_review: date | None = None
    next_limit: date | None = None
    midway: date | None = None
    took_part: str = ""
    took_part_words: str = ""
    sections: tuple[ReadSection, ...] = ()
    quotes: tuple[ReadQuote, ...] = ()
    recommendations: tuple[ReadRecommendation, ...] = ()
    earlier: tuple[ReadPromise, ...] = ()
    people: tuple[ReadPerson, ...] = ()
    facts: tuple[ReadFact, ...] = ()
    reach: Reach = Reach()

    @property
    def is_record(self) -> bool:
        """Whether it tells of a review; a paper to write on and a sheet about a record do not."""
        return self.kind not in _NO_RECORDS

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The text of every paragraph, by its number."""
        by_at = {p.at: p.text for p in self.document.paragraphs()}
        return tuple(by_at.get(at, "") for at in range(max(by_at, default=-1) + 1))

    def section(self, section_id: str) -> ReadSection | None:
        """Return the first section with that id, None where there is none."""
        return next((s for s in self.sections if s.id == section_id), None)

    def fact(self, *labels: str) -> ReadFact | None:
        """Return the first fact under one of these labels, whatever their capitals."""
        places = (self._labelled.get(label.casefold()) for label in labels)
        first = min((at for at in places if at is not None), default=None)
        return None if first is None else self.facts[first]

    @cached_property
    def _labelled(self) -> dict[str, int]:
        """The first fact under each label, by its place among the facts."""
        every = enumerate(fact.label.casefold() for fact in self.facts)
        return {label: at for at, label in reversed(list(every))}

    def section_of(self, at: int) -> ReadSection | None:
        """Return the section in which a paragraph stands; they follow each other as these do."""
        before = bisect_right(self.sections, at, key=attrgetter("at"))
        return self.sections[before - 1] if before else None
