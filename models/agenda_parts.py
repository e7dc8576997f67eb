"""What an agenda is made of: sections, prompts, questions for the child, what must be recorded.

These are the shapes that the files in ``resources/agenda`` fill; ``models.agenda`` reads them and
chooses from them. Ids and visible numbers are for ever; wording may change (domain.md §10).
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from models.ages import AgeBand
from models.child import Value
from models.modes import Mode
from models.terms import ReviewType


class Theme(StrEnum):
    """What every review keeps asking for."""

    VOICE = "voice"
    PERMANENCE = "permanence"
    STABILITY = "stability"


class Answerer(StrEnum):
    """Who answers a child question: the child, someone who knows them, or our own eyes."""

    CHILD = "child"
    CARER = "carer"
    OBSERVE = "observe"


class AgendaFacts(Value, frozen=True, kw_only=True):
    """The facts that decide what the agenda shows.

    ``age_months`` is in whole months on the review date; ``legal_status`` and ``home`` (where the
    child lives) are SSDA903 codes, or empty when not known; ``family_far`` is a child who came
    alone and sees nobody of the family, as far as is written down; ``opened`` holds sections the
    chair opened although nothing asked for it; ``modes`` are the ways in which this review is held
    differently.
    """

    age_months: int
    review_type: ReviewType
    review_number: int
    legal_status: str = ""
    home: str = ""
    asylum_or_trafficking: bool = False
    family_far: bool = False
    opened: frozenset[str] = frozenset()
    modes: frozenset[Mode] = frozenset()


class Condition(Value, frozen=True, kw_only=True):
    """Facts that must all hold; months are whole months of age, ``under_months`` not included.

    ``legal_status`` and ``homes`` (SSDA903 codes) may list the empty code, which stands for "not
    known"; one of ``modes`` is enough, and none of ``without_modes`` may hold.
    """

    from_months: int | None = None
    under_months: int | None = None
    legal_status: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    review_types: tuple[ReviewType, ...] = ()
    review_number_min: int | None = None
    review_number_max: int | None = None
    asylum_or_trafficking: bool | None = None
    family_far: bool | None = None
    modes: tuple[Mode, ...] = ()
    without_modes: tuple[Mode, ...] = ()

    @property
    def is_impossible(self) -> bool:
        """Whether two of its limits contradict each other."""
        return (
            _empty(self.from_months, _before(self.under_months))
            or _empty(self.review_number_min, self.review_number_max)
            or (bool(self.modes) and set(self.modes) <= set(self.without_modes))
        )

    def holds(self, facts: AgendaFacts) -> bool:
        """Return whether everything that this condition names is so."""
        flag = self.asylum_or_trafficking
        return (
            _within(facts.age_months, self.from_months, _before(self.under_months))
            and _within(facts.review_number, self.review_number_min, self.review_number_max)
            and (not self.legal_status or facts.legal_status in self.legal_status)
            and (not self.homes or facts.home in self.homes)
            and (not self.review_types or facts.review_type in self.review_types)
            and (flag is None or flag == facts.asylum_or_trafficking)
            and (self.family_far is None or self.family_far == facts.family_far)
            and (not self.modes or not facts.modes.isdisjoint(self.modes))
            and facts.modes.isdisjoint(self.without_modes)
        )


class Prompt(Value, frozen=True, kw_only=True):
    """Something for the chair to raise; shown when any of ``when`` holds, or ``when`` is empty.

    ``still`` names in a few words what is missing as long as a themed prompt was not asked.
    """

    id: str
    text: str
    theme: Theme | None = None
    still: str = ""
    when: tuple[Condition, ...] = ()
    hidden: bool = False


class ChildQuestion(Value, frozen=True, kw_only=True):
    """A question to read out to a child of one age band, or to answer by watching.

    Asked when any of ``when`` holds, or ``when`` is empty.
    """

    id: str
    band: AgeBand
    text: str
    answered_by: Answerer = Answerer.CHILD
    when: tuple[Condition, ...] = ()


class MustRecord(Value, frozen=True, kw_only=True):
    """Something that the record must hold."""

    id: str
    label: str


class Section(Value, frozen=True, kw_only=True):
    """One part of the agenda.

    ``title`` is for the list on the screen and ``heading`` for the Word record, where it stands
    after the number; ``former_headings`` are those of earlier versions, by which the reader of
    documents still knows it. ``about`` ends the words "Voice: about …". ``not_shown`` is the reason
    offered when no condition holds. ``first_title`` is the title where there is no last time,
    ``mine`` the one on cards from which the child chairs, where theirs is another.
    """

    id: str
    number: int
    title: str
    heading: str
    about: str
    purpose: str
    sources: tuple[str, ...]
    s7: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()
    not_shown: str = ""
    former_headings: tuple[str, ...] = ()
    first_title: str = ""
    mine: str = ""
    prompts: tuple[Prompt, ...] = ()
    questions: tuple[ChildQuestion, ...] = ()
    must_record: tuple[MustRecord, ...] = ()


class Paragraph(Value, frozen=True, kw_only=True):
    """A paragraph of Schedule 7 in our own words.

    ``prompts`` are those of which one must have been asked, where lines in the section alone do
    not show that this very matter was thought about; minutes do, unless ``only_if_asked``.
    ``not_relevant`` is a reason to offer.
    """

    id: str
    short: str
    text: str
    prompts: tuple[str, ...] = ()
    only_if_asked: bool = False
    not_relevant: str = ""


class Pack(Value, frozen=True, kw_only=True):
    """What a type of review brings to the fore, and what it sets aside with which reason."""

    id: str
    review_types: tuple[ReviewType, ...]
    purpose: str
    emphasis: tuple[str, ...] = ()
    set_aside: dict[str, str] = msgspec.field(default_factory=dict)


class HeardWords(Value, frozen=True, kw_only=True):
    """What the "Still to be heard" list says of one theme."""

    label: str
    nothing: str
    nothing_observed: str = ""
    lead: str = ""
    heard: str


class Agenda(Value, frozen=True, kw_only=True):
    """The whole agenda as one version of it stands, a council's changes included."""

    version: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    packs: tuple[Pack, ...]
    heard: dict[Theme, HeardWords]
    paragraph_nothing: str
    paragraph_asked: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]

    def section(self, section_id: str) -> Section:
        """Return the section with that id.

        Raises:
            KeyError: there is none, which is a bug or an agenda older than the review.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def pack(self, review_type: ReviewType) -> Pack:
        """Return the pack for that type of review."""
        return next(pack for pack in self.packs if review_type in pack.review_types)


def any_holds(when: Iterable[Condition], facts: AgendaFacts) -> bool:
    """Return whether a part with these conditions is shown: none to meet, or one of them met."""
    conditions = tuple(when)
    return not conditions or any(condition.holds(facts) for condition in conditions)


def _within(value: int, least: int | None, most: int | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def _before(limit: int | None) -> int | None:
    return None if limit is None else limit - 1


def _empty(least: int | None, most: int | None) -> bool:
    return least is not None and most is not None and least > most
