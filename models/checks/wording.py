"""How it is written: words that could hurt, bare initials, length, and what was only copied.

A hint to the writer, never a correction. Lengths are in words. Sources: domain.md §5.1, §5.2, §7.3.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from models.checks.decisions import weak_ids
from models.checks.engine import Looker
from models.checks.subject import (
    CannotTell,
    Finding,
    Holds,
    Passage,
    Place,
    PlaceKind,
    Said,
    Subject,
)
from models.folding import folded
from models.language import Audience, WordList
from models.reading_ease import bare_initials, ease_of, sentences_longer_than

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SHINGLE = 8  # words; a run of at least so many is found
_SHOWN = 60  # characters of a long passage, in what is said of it


def hurtful_words(subject: Subject, looker: Looker) -> Iterator[Said]:
    """What young people have said they do not want to read about themselves."""
    helper = looker.helper(subject)
    weak = weak_ids(looker.book.words)
    told = _explained(subject, looker.book.words)

    def find(passage: Passage) -> Iterator[Finding]:
        for flag in helper.flags(passage.text, _audience(passage)):
            if flag.id not in weak:
                yield Finding(
                    check="language",
                    key=flag.key,
                    place=passage.place,
                    problem=f"“{flag.found}”: {flag.why.rstrip('.')}",
                    remedy=_offered(flag.offer),
                    start=flag.start,
                    length=flag.length,
                    found=flag.found,
                    offer=flag.offer,
                )

    for one in looker.each("language", _all(subject), find):
        in_letter = one is not None and one.place.kind is PlaceKind.LETTER
        if one is None or not (in_letter and one.key.partition(":")[0] in told):
            yield one


def _offered(offer: tuple[str, ...]) -> str:
    """Return what could be said instead; an offer to be gone on with ends in three dots."""
    said = f"Perhaps: {', or '.join(offer)}" if offer else ""
    return said if not said or said.endswith("…") else f"{said}."


def _explained(subject: Subject, words: WordList) -> frozenset[str]:
    """Return the entries that the letter says in plain words somewhere: once is enough."""
    letter = (p.text for p in subject.passages if p.place.kind is PlaceKind.LETTER)
    said = "\n".join(letter).casefold()
    if not said:
        return frozenset()
    return frozenset(
        word.id for word in words.word if any(phrase in said for phrase in word.explained)
    )


def _audience(passage: Passage) -> Audience:
    is_letter = passage.place.kind is PlaceKind.LETTER
    return Audience.LETTER if is_letter else Audience.RECORD


def unexplained_initials(subject: Subject, looker: Looker) -> Iterator[Said]:
    """Letters that stand for words are said in full once in each document."""
    names = [known.name for known in subject.names]
    for document in _documents(subject):
        joined = "\n".join(passage.text for passage in document)
        starts = _starts(document)
        spared = _spared(looker, _audience(document[0])) if document else frozenset()
        for place in bare_initials(joined, names):
            if not spared.isdisjoint((place.found, place.found.removesuffix("s"))):
                continue
            at = bisect_right(starts, place.start) - 1
            yield Finding(
                check="initials",
                key=place.found,
                place=document[at].place,
                problem=f"“{place.found}” is not explained",
                remedy="Say once what the letters stand for.",
                start=place.start - starts[at],
                length=place.length,
                found=place.found,
            )
        yield None


def _spared(looker: Looker, audience: Audience) -> frozenset[str]:
    """Return what everybody reads, what is shouted, and what the language list speaks of."""
    data, words = looker.book.data, looker.book.words

    def known() -> frozenset[str]:
        every = (phrase for word in words.word if word.is_for(audience) for phrase in word.words)
        return frozenset((*data.initials, *data.in_capitals, *filter(str.isupper, every)))

    return looker.kept(f"spared.{audience.name}", known)


def _documents(subject: Subject) -> Iterator[list[Passage]]:
    """Yield the paragraphs of the record, and those of the letter, that are nobody's quotation."""
    own = [p for p in _all(subject) if not p.is_quotation]
    letter = [p for p in own if p.place.kind is PlaceKind.LETTER]
    yield [p for p in own if p.place.kind not in (PlaceKind.LETTER, PlaceKind.ANNEX)]
    yield letter


def _starts(passages: list[Passage]) -> list[int]:
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + 1
    return starts


def long_sentence(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A sentence that one can follow, and in a letter one that this child can."""
    band = subject.band
    most = looker.book.data.most.words_in_a_sentence

    def find(passage: Passage) -> Iterator[Finding]:
        in_letter = passage.place.kind is PlaceKind.LETTER and band is not None
        bound = band.most_in_a_sentence if in_letter and band is not None else most
        for sentence in sentences_longer_than(bound, passage.text):
            words = passage.text[sentence.start : sentence.start + sentence.length]
            yield Finding(
                check="long_sentence",
                key=folded(words),
                place=passage.place,
                problem=f"{sentence.words} words in one sentence: “{_cut(words)}”",
                remedy=f"{bound} are easy to follow; make two or three of it.",
                start=sentence.start,
                length=sentence.length,
                found=words,
            )

    yield from looker.each("long_sentence", subject.passages, find)


def long_paragraph(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A paragraph that one reads to its end."""
    bounds = looker.book.data.most

    def find(passage: Passage) -> Iterator[Finding]:
        in_letter = passage.place.kind is PlaceKind.LETTER
        most = (
            bounds.words_in_a_paragraph_of_the_letter if in_letter else bounds.words_in_a_paragraph
        )
        words = len(passage.text.split()) if len(passage.text) > most else 0
        if words > most:
            yield Finding(
                check="long_paragraph",
                key=folded(passage.text[:_SHOWN]),
                place=passage.place,
                problem=f"{words} words in one paragraph: “{_cut(passage.text)}”",
                remedy=f"Break it where something else begins; {most} are enough.",
                length=len(passage.text),
                found=passage.text,
            )

    yield from looker.each("long_paragraph", subject.passages, find)


def reading_age(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A letter that the child can read, by an estimate of its reading age."""
    band = subject.band
    letter = [
        p for p in subject.passages if p.place.kind is PlaceKind.LETTER and not p.is_quotation
    ]
    if band is None or not letter:
        if band is None and Holds.LETTER in subject.holds:
            yield CannotTell(check="reading_age", why="The child's age is not known here.")
        return
    age = ease_of("\n".join(p.text for p in letter)).reading_age
    if age is not None and age > band.reading_age + looker.book.data.most.years_of_reading_above:
        yield Finding(
            check="reading_age",
            key="letter",
            place=Place(kind=PlaceKind.LETTER, section=letter[0].place.section),
            problem=f"The letter reads like a text for about {age:.0f} years",
            remedy=f"About {band.reading_age} would suit: shorter sentences, everyday words.",
        )


def same_as_last_time(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A paragraph taken over from the last record tells nothing of the time between."""
    if subject.last_time is None:
        yield CannotTell(check="copied", why="The record of the review before is not here.")
        return
    last = subject.last_time
    known = looker.kept("shingles", lambda: _shingles(last))
    yield None
    most = looker.book.data.most.words_the_same_as_last_time

    def find(passage: Passage) -> Iterator[Finding]:
        for start, end, words in _runs(passage.text, known, most):
            same = passage.text[start:end]
            yield Finding(
                check="copied",
                key=folded(same[:_SHOWN]),
                place=passage.place,
                problem=f"{words} words as they stood last time: “{_cut(same)}”",
                remedy="Say what is so now, and what has changed since.",
                start=start,
                length=end - start,
                found=same,
            )

    record = [p for p in subject.passages if p.place.kind is PlaceKind.MINUTE]
    yield from looker.each("copied", record, find)


def _shingles(passages: Iterable[Passage]) -> frozenset[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for passage in passages:
        if not passage.is_quotation:
            found.update(_shingles_of(passage.text))
    return frozenset(found)


def _shingles_of(text: str) -> Iterable[tuple[str, ...]]:
    """Return every run of so many words of a text."""
    words = _plain(text)
    return zip(*(words[n:] for n in range(_SHINGLE)), strict=False)


def _plain(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    if text.isascii():
        return _WORD.findall(text.lower())
    return list(map(folded, _WORD.findall(text)))


def _runs(
    text: str, known: frozenset[tuple[str, ...]], most: int
) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and length in words of what is longer than ``most`` and was there before.

    Such a run holds so many shingles one after the other that a few tell of it.
    """
    plain = _plain(text)
    every = range(0, len(plain) - _SHINGLE + 1, max(most - _SHINGLE + 1, 1))
    if not any(tuple(plain[at : at + _SHINGLE]) in known for at in every):
        return
    words = [match.span() for match in _WORD.finditer(text)]
    at = 0
    while at + _SHINGLE <= len(words):
        last = at
        while last + _SHINGLE <= len(words) and tuple(plain[last : last + _SHINGLE]) in known:
            last += 1
        count = last - at + _SHINGLE - 1 if last > at else 0
        if count > most:
            yield words[at][0], words[at + count - 1][1], count
        at += max(count, 1)


def _all(subject: Subject) -> Iterable[Passage]:
    return (*subject.passages, *subject.of_actions)


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
