"""Hints while writing: words that could hurt, bare initials, long sentences; each with its place.

They suggest, say why and can be dismissed for this record. The child's own words are never looked
at. A count and no score (domain.md §5.2).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from models.child import Child, Value
from models.language import Audience, Helper, WordList, load_words
from models.letter import Band
from models.reading_ease import bare_initials, ease_of
from models.terms import Term
from models.text import Line, Text
from models.wording import Wording

_LONG_IN_A_RECORD = 40  # words in a sentence


class HintKind(Term):
    """What a hint is about."""

    LANGUAGE = "language", "how it is said"
    INITIALS = "initials", "initials"
    LONG = "long", "a long sentence"


class Hint(Value, frozen=True, kw_only=True):
    """One hint: the line it is in, the place there in code points, what was found, and why.

    ``key`` is what a dismissal remembers; ``offer`` is what could be said.
    """

    kind: HintKind
    key: str
    section: str = ""
    line: str = ""
    start: int
    length: int
    found: str
    offer: tuple[str, ...] = ()
    why: str = ""


class Hints:
    """Looks for hints in the texts of one review; made when the names around the child change."""

    def __init__(self, child: Child, words: WordList | None = None) -> None:
        self._names = tuple(_names(child))
        wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
        self._helper = Helper(words or load_words(), wording, self._names, child.liked_words)

    def in_section(
        self,
        section: str,
        text: Text,
        dismissed: Iterable[str] = (),
        band: Band | None = None,
    ) -> tuple[Hint, ...]:
        """Return the hints for a section, in order; with a ``band`` it is one of the letter's."""
        own = [line for line in text if line.quote is None]
        joined = "\n".join(line.text for line in own)
        starts = _starts(own)
        out = frozenset(dismissed)
        found = sorted(self._all(joined, band), key=lambda hint: hint.start)
        hints = []
        for hint in found:
            if hint.key in out:
                continue
            at = bisect_right(starts, hint.start) - 1
            hints.append(
                msgspec.structs.replace(
                    hint, section=section, line=own[at].id, start=hint.start - starts[at]
                )
            )
        return tuple(hints)

    def _all(self, joined: str, band: Band | None) -> Iterator[Hint]:
        audience = Audience.RECORD if band is None else Audience.LETTER
        for flag in self._helper.flags(joined, audience):
            yield Hint(
                kind=HintKind.LANGUAGE,
                key=flag.key,
                start=flag.start,
                length=flag.length,
                found=flag.found,
                offer=flag.offer,
                why=flag.why,
            )
        for place in bare_initials(joined, self._names):
            yield Hint(
                kind=HintKind.INITIALS,
                key=f"initials:{place.found}",
                start=place.start,
                length=place.length,
                found=place.found,
                why="Say once what the letters stand for.",
            )
        most = _LONG_IN_A_RECORD if band is None else band.most_in_a_sentence
        for sentence in ease_of(joined).longer_than(most):
            words = joined[sentence.start : sentence.start + sentence.length]
            yield Hint(
                kind=HintKind.LONG,
                key=f"long:{words}",
                start=sentence.start,
                length=sentence.length,
                found=words,
                why=f"{sentence.words} words in one sentence; {most} are easy to follow.",
            )


def _starts(lines: Sequence[Line]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _names(child: Child) -> Iterator[str]:
    yield from (child.preferred_name, child.legal_name)
    yield from (person.name for person in child.people)
    yield from (home.who for home in child.homes)
    yield from (school.name for school in child.schools)
    yield from (worker.name for worker in child.workers)
