"""The letter to the child: its parts, the bands of age it is written for, and what Heard asks.

The reviewing officer writes every word; headings, questions and guides to length are data
(``resources/letter``). A part is a section of the review like any other, so that typing, undo, the
child's quotations and search work as they do in the minutes. Source: domain.md §4.3 and §5.1.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

import resources
from models.ages import age_on
from models.child import Child, Value
from models.datafile import read_toml
from models.review import Review, SectionRecord, translated
from models.terms import SectionStatus
from models.wording import Wording, fill
from models.write_up import Part, PartState, is_written

LATER = "later"
"""The band of a child under five: written to the older child they will become."""


class Band(Value, frozen=True, kw_only=True):
    """A band of age: size in points, words at most, in a sentence too, reading age in years."""

    id: str
    title: str
    from_years: int
    size: float
    most_words: int
    most_in_a_sentence: int
    reading_age: int
    hint: str


class LetterPart(Value, frozen=True, kw_only=True):
    """A part of the letter; ``later`` heads it in a letter for when they are older.

    ``asks`` is what the writer is asked, ``asks_later`` where that differs in such a letter.
    """

    id: str
    heading: str
    later: str
    asks: str
    asks_later: str = ""

    def heading_for(self, band: Band) -> str:
        """Return how the part is headed."""
        return self.later if band.id == LATER else self.heading

    def asks_for(self, band: Band) -> str:
        """Return what the writer of a letter of that band is asked."""
        return (band.id == LATER and self.asks_later) or self.asks


class ReadThrough(Value, frozen=True, kw_only=True):
    """Whose eyes to read a letter of these ``bands`` with, and what to ask oneself."""

    id: str
    bands: tuple[str, ...] = ()
    title: str
    asks: tuple[str, ...]


class Language(Value, frozen=True, kw_only=True):
    """A language that a letter may stand in beside English; ``id`` is its BCP 47 tag."""

    id: str
    name: str


class LetterGuide(Value, frozen=True, kw_only=True):
    """Everything that is data about the letter."""

    version: str
    band: tuple[Band, ...]
    part: tuple[LetterPart, ...]
    question: tuple[ReadThrough, ...]

    def questions_for(self, band: Band) -> tuple[ReadThrough, ...]:
        """Return whose eyes a letter of that band is read with."""
        return tuple(q for q in self.question if not q.bands or band.id in q.bands)


class _Languages(Value, frozen=True, kw_only=True):
    """The file of languages."""

    version: str
    language: tuple[Language, ...]


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages that can be chosen, by name. Raises DataFaultError."""
    return read_toml(resources.path("letter/languages.toml"), _Languages).language


def language_of(tag: str) -> Language | None:
    """Return the chosen language, None for English alone; one that is not listed keeps its tag."""
    if not tag:
        return None
    return next((one for one in languages() if one.id == tag), Language(id=tag, name=tag))


@cache
def shipped_guide() -> LetterGuide:
    """Return the shipped guide. Raises DataFaultError when the file is damaged."""
    return read_toml(resources.path("letter/letter.toml"), LetterGuide)


def guide_for(child: Child) -> LetterGuide:
    """Return the guide worded for the child."""
    wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
    guide = shipped_guide()

    def said(text: str) -> str:
        return fill(text, wording)

    return msgspec.structs.replace(
        guide,
        band=tuple(msgspec.structs.replace(b, hint=said(b.hint)) for b in guide.band),
        part=tuple(
            msgspec.structs.replace(p, asks=said(p.asks), asks_later=said(p.asks_later))
            for p in guide.part
        ),
        question=tuple(
            msgspec.structs.replace(q, title=said(q.title), asks=tuple(map(said, q.asks)))
            for q in guide.question
        ),
    )


def band_of(guide: LetterGuide, child: Child, review: Review, today: date) -> Band:
    """Return the band chosen for the letter, else the one of the child's age at the review."""
    chosen = [band for band in guide.band if band.id == review.head.letter_band]
    if chosen:
        return chosen[0]
    on = review.head.review_date or review.head.completed_on or today
    years = age_on(child.born, on).years
    return max((b for b in guide.band if b.from_years <= years), key=lambda b: b.from_years)


def letter_parts(guide: LetterGuide, band: Band, review: Review) -> tuple[Part, ...]:
    """Return the parts of the letter as the write-up lists them.

    Where it is to stand in another language too, each is followed by that of the translator.
    """
    language = language_of(review.head.letter_language)
    parts: list[Part] = []
    for part in guide.part:
        heading = part.heading_for(band)
        parts.append(_part(part.id, heading, part.asks_for(band), review))
        if language is not None:
            title = f"{heading}, in {language.name}"
            parts.append(_part(translated(part.id), title, _PASTE, review))
    return tuple(parts)


def _part(part_id: str, title: str, hint: str, review: Review) -> Part:
    state = _state(review.section(part_id))
    return Part(id=part_id, title=title, state=state, hint=hint, of_letter=True)


_PASTE = (
    "What the translator wrote for this part, a paragraph for each one in English. "
    "With as many paragraphs as the English has, each stands under its own."
)


def is_begun(review: Review) -> bool:
    """Return whether anything of a letter was written."""
    return any(is_written(record.minutes) for record in _records(review))


def words_of(review: Review) -> str:
    """Return the officer's own text of the letter, a line each, without the child's words.

    What it says of each decision, change and "not this time" counts: the child reads that too.
    """
    lines = [line.text for r in _records(review) for line in r.minutes if line.quote is None]
    head = review.head
    for made in head.recommendations:
        lines += [made.in_letter.strip(), made.how_seen.strip()]
    lines += [change.in_letter.strip() for change in head.changes]
    lines += [wish.in_letter.strip() for wish in head.unanswered]
    return "\n".join(filter(None, lines))


def _records(review: Review) -> Iterator[SectionRecord]:
    for part in shipped_guide().part:
        yield review.section(part.id)


def _state(record: SectionRecord) -> PartState:
    if record.status is SectionStatus.DONE:
        return PartState.DONE
    return PartState.WRITING if is_written(record.minutes) else PartState.EMPTY
