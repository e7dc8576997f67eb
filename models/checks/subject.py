"""What a check reads and what it says: the same for an open review and for a document.

Everything stands in values, so that a check needs neither store nor screen. What cannot be known
is None: a check then says that it cannot tell, or nothing, and never guesses. Positions are in
code points, dates are UK dates.
"""

from datetime import date
from enum import StrEnum

from models.child import Value
from models.letter import Band
from models.terms import Term


class PlaceKind(StrEnum):
    """What kind of place something stands at, or is settled at."""

    MINUTE = "minute"
    """A paragraph of the record, in a section of the agenda or one of the officer's own."""
    RECOMMENDATION = "recommendation"
    LETTER = "letter"
    """A paragraph of the letter to the child, or of the page that says what was decided."""
    ANNEX = "annex"
    SECTION = "section"
    """A section as a whole."""
    FRONT = "front"
    """Something said in the head of the record: the facts, people and papers before section 1."""
    PLAN = "plan"
    NEXT_REVIEW = "next_review"
    MEETING = "meeting"


class Place(Value, frozen=True, kw_only=True):
    """Where something stands: of an open review the ids, of a document what its reader counts by.

    ``section`` is the id of a section or of a part of the letter. ``key`` is the id of a line or of
    a recommendation; in a document, whatever finds the paragraph or the row again. ``field`` names
    the part of a recommendation: what, why, who, by, in_letter or how_seen.
    """

    kind: PlaceKind
    section: str = ""
    key: str = ""
    field: str = ""


class Passage(Value, frozen=True, kw_only=True):
    """One paragraph; ``number`` is its section's for ever (1 to 14), ``heading`` as it stands.

    ``is_quotation`` marks the child's own words, which no check looks into. ``let_be`` are
    stretches (start, length) that do not stand here for everyone, such as confidential ones.
    """

    place: Place
    text: str
    number: int | None = None
    heading: str = ""
    is_quotation: bool = False
    let_be: tuple[tuple[int, int], ...] = ()


class Action(Value, frozen=True, kw_only=True):
    """A recommendation, numbered from 1.

    ``by_words`` is what stands where a date should, in a document: "asap". ``agrees`` says whether
    the child agrees, in words, empty where it was not asked. ``known_as`` is what the person is
    called on the child's page, empty where it is nobody of theirs.
    """

    number: int
    id: str
    what: str
    why: str = ""
    who: str = ""
    role: str = ""
    by: date | None = None
    by_words: str = ""
    section: str = ""
    agrees: str = ""
    known_as: str = ""

    def place(self, field: str) -> Place:
        """Return where a field of it stands."""
        kind = PlaceKind.RECOMMENDATION
        return Place(kind=kind, section=self.section, key=self.id, field=field)


class NameKind(StrEnum):
    """Whose name it is."""

    CHILD = "child"
    """The child's own, in each form it may be written in."""
    PERSON = "person"
    """Somebody of this child's: family, carers, workers; homes and schools too."""
    OTHER_CHILD = "other_child"
    """A child this record is not about: of the caseload, or of the folder of documents."""
    EARLIER = "earlier"
    """A name that the child, or somebody around them, had before and has no longer."""


class KnownName(Value, frozen=True, kw_only=True):
    """A name with whose it is; ``role`` is who they are to the child, in words."""

    name: str
    kind: NameKind
    role: str = ""


class Saying(Value, frozen=True, kw_only=True):
    """What the child said; ``before`` is what stood there until it was corrected, and ``why``."""

    text: str
    before: str = ""
    why: str = ""


class SectionFact(Value, frozen=True, kw_only=True):
    """A section that the record should hold; ``excuse`` is why it says nothing, where given.

    ``has_notes`` tells that something was noted in the room.
    """

    id: str
    title: str
    number: int | None = None
    excuse: str = ""
    has_notes: bool = False


class Matter(Value, frozen=True, kw_only=True):
    """A matter of Schedule 7: ``id`` is "S7.4", ``section`` where it would be answered.

    ``offered`` is a reason to say that it is not relevant, where what is known speaks for it.
    """

    id: str
    short: str
    section: str = ""
    is_answered: bool = False
    offered: str = ""


class Untold(Value, frozen=True, kw_only=True):
    """A wish that nothing comes of, with no words yet that tell the child so."""

    id: str
    wish: str


class Holds(StrEnum):
    """What a subject is meant to hold; a letter holds no sections, and misses none."""

    SECTIONS = "sections"
    RECOMMENDATIONS = "recommendations"
    LETTER = "letter"
    ANNEX = "annex"


class Subject(Value, frozen=True, kw_only=True):
    """Everything that the checks read.

    ``passages`` hold every text but what the recommendations say, which stands in ``actions``.
    ``holds`` is what can be missed here. ``voice`` says whether the child was heard, in words or
    as seen, ``took_part`` is the participation code; ``plan`` and ``plan_b`` are empty where
    nothing is recorded. ``knows_next_review`` says that where there is no date, none was set;
    ``next_limit`` is the last day for it. ``addresses`` are known ones, ``own_contacts`` the
    officer's own numbers, which may stand anywhere; ``last_time`` is what was written at the review
    before, ``band`` whom the letter is for. ``untold`` is what the letter keeps silent about,
    ``unworded`` what it says as the record does; ``unreachable`` that it names no way to reach the
    officer.
    ``excused`` are ids of what was left open with a reason, ``said`` the child's own words. What
    is None cannot be known.
    """

    holds: frozenset[Holds]
    passages: tuple[Passage, ...] = ()
    actions: tuple[Action, ...] = ()
    today: date
    child: str = ""
    names: tuple[KnownName, ...] = ()
    other_names: tuple[KnownName, ...] | None = None
    liked_words: tuple[str, ...] = ()
    pronouns: str = ""
    sections: tuple[SectionFact, ...] | None = None
    matters: tuple[Matter, ...] | None = None
    review_number: int | None = None
    review_date: date | None = None
    is_complete: bool | None = None
    voice: bool | None = None
    took_part: str | None = None
    took_part_why: str = ""
    plan: str | None = None
    plan_b: str | None = None
    knows_next_review: bool = False
    next_review: date | None = None
    next_limit: date | None = None
    late_reason: str | None = None
    addresses: tuple[str, ...] | None = None
    own_contacts: tuple[str, ...] = ()
    last_time: tuple[Passage, ...] | None = None
    said: tuple[Saying, ...] = ()
    band: Band | None = None
    untold: tuple[Untold, ...] = ()
    unworded: tuple[Action, ...] = ()
    unreachable: bool = False
    excused: frozenset[str] = frozenset()

    @property
    def written(self) -> frozenset[str]:
        """The sections of the record in which anything is written."""
        record = (p for p in self.passages if p.place.kind in (PlaceKind.MINUTE, PlaceKind.ANNEX))
        return frozenset(p.place.section for p in record if p.text.strip())

    @property
    def of_actions(self) -> tuple[Passage, ...]:
        """What the recommendations say, and why, as passages."""
        return tuple(
            Passage(place=action.place(field), text=text, heading=f"Recommendation {action.number}")
            for action in self.actions
            for field, text in (("what", action.what), ("why", action.why))
            if text.strip()
        )


class Finding(Value, frozen=True, kw_only=True):
    """One thing that a check found.

    ``check`` and ``key`` together name it, the same at the next look: a dismissal remembers them.
    ``problem`` is one plain sentence without its full stop, so that a list can show it; ``remedy``
    is another, with it. ``start``, ``length`` and ``found`` are the evidence in the passage at
    ``place``, empty where something is missing. ``offer`` is what could be said instead.
    """

    check: str
    key: str
    place: Place
    problem: str
    remedy: str
    start: int = 0
    length: int = 0
    found: str = ""
    offer: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Return what a dismissal remembers."""
        return f"{self.check}:{self.key}"


class CannotTell(Value, frozen=True, kw_only=True):
    """A check that this subject gives too little for, and why, in one plain sentence."""

    check: str
    why: str


class Looked(Value, frozen=True, kw_only=True):
    """The outcome of looking: findings in the order of the checks, and what cannot be told."""

    findings: tuple[Finding, ...] = ()
    cannot_tell: tuple[CannotTell, ...] = ()


class Group(Term):
    """What a check is about; the screen and a report are ordered by it."""

    OPEN = "open", "what is missing"
    DECISIONS = "decisions", "the recommendations"
    NAMES = "names", "names and what is private"
    WORDS = "words", "how it is written"


Said = Finding | CannotTell | None
"""What a check yields; None is a breath, at which somebody else may do something."""
