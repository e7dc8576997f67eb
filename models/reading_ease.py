"""How easy a text is to read: sentence length, an estimate of the reading age, bare initials.

Worked out here, offline, by the Flesch-Kincaid formula with an estimate of syllables; a hint to the
writer and nothing more. Lengths and places are in code points. Source: domain.md §5.1.
"""

import re
from collections.abc import Iterable, Iterator

from models.child import Value

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[”’\")\]]*)?")
_WORD = re.compile(r"[^\W\d_]\w*(?:['’-]\w+)*")
"""A number by itself is none, one within a word no end of it: that is quicker to find."""
_VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
_INITIALS = re.compile(r"[A-Z](?<!\w.)(?:[A-Z]{1,5}s?|(?:\.[A-Z])+\.?)(?!\w)")
"""A capital that begins a word is sought first: that is quicker than to look at every letter."""
_SURNAME = re.compile(r"\.? [A-Z][^\W\d_]+")
_FEWEST_WORDS = 20  # for an estimate that means anything
_NEAR = 60  # characters beside initials in which a word is near
_MOST_INITIALS = 200  # different ones in a text; more make no text that anybody wrote
_GRADE_TO_AGE = 5
_YOUNGEST, _OLDEST = 5.0, 18.0

COMMON = frozenset(
    {"TV", "OK", "UK", "GP", "BBC", "DVD", "PE", "IT", "AM", "PM", "USA", "ID", "II"}
)
"""Initials that everybody reads."""


class Sentence(Value, frozen=True, kw_only=True):
    """One sentence of a text, with the words in it counted."""

    start: int
    length: int
    words: int


class Ease(Value, frozen=True, kw_only=True):
    """What can be said of a text; ``reading_age`` in years, None where it is too short to tell."""

    words: int
    sentences: tuple[Sentence, ...]
    reading_age: float | None


class Place(Value, frozen=True, kw_only=True):
    """Where something stands in a text."""

    start: int
    length: int
    found: str


def ease_of(text: str) -> Ease:
    """Return how easy ``text`` is to read."""
    sentences = tuple(_sentences(text))
    words = [word.casefold() for word in _WORD.findall(text)]
    return Ease(words=len(words), sentences=sentences, reading_age=_age(words, len(sentences)))


def sentences_longer_than(words: int, text: str) -> tuple[Sentence, ...]:
    """Return the sentences of more than so many words, without an estimate of anything."""
    if len(text) <= 2 * words:
        return ()
    return tuple(sentence for sentence in _sentences(text, words) if sentence.words > words)


def bare_initials(text: str, known: Iterable[str] = ()) -> tuple[Place, ...]:
    """Return initials that the text does not explain; each once, where it first stands.

    They are explained by the words they stand for, in brackets or before the brackets:
    "personal education plan (PEP)" or "PEP (personal education plan)". ``known`` are names.
    """
    let_be = {word for name in known for word in name.split()} | COMMON
    found: dict[str, Place] = {}
    looked_at: set[str] = set()
    for match in _INITIALS.finditer(text):
        letters = match[0].replace(".", "").removesuffix("s")
        if letters in let_be or match[0] in let_be or letters in looked_at:
            continue
        looked_at.add(letters)
        if len(looked_at) > _MOST_INITIALS:
            break
        if _is_shouted(text, match) or _is_explained(text, letters) or _is_name(text, match):
            continue
        found[letters] = Place(start=match.start(), length=len(match[0]), found=match[0])
    return tuple(found.values())


def _sentences(text: str, longer_than: int = 0) -> Iterator[Sentence]:
    """Yield the sentences, but for those too short for more words, each with a space after it."""
    for match in _SENTENCE.finditer(text):
        if match.end() - match.start() <= 2 * longer_than:
            continue
        words = _words_in(match[0])
        if words:
            blank = len(match[0]) - len(match[0].lstrip())
            length = len(match[0].strip())
            yield Sentence(start=match.start() + blank, length=length, words=words)


def _words_in(text: str) -> int:
    """Return how many words stand there; what is letters only between two spaces is one."""
    between = text.split()
    rest = [one for one in between if not one.isalpha()]
    return len(between) - len(rest) + len(_WORD.findall(" ".join(rest)))


def _age(words: list[str], sentences: int) -> float | None:
    if len(words) < _FEWEST_WORDS or not sentences:
        return None
    syllables = sum(map(syllables_in, words))
    grade = 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59
    return min(max(round(grade + _GRADE_TO_AGE, 1), _YOUNGEST), _OLDEST)


def syllables_in(word: str) -> int:
    """Return about how many syllables an English word in small letters has; at least one."""
    groups = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1
    closed = word.endswith("ed") and not word.endswith(("ted", "ded", "eed")) and groups > 1
    return max(groups - silent - closed, 1)


def _is_shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the letters are a word among other words in capitals: a heading, or a shout."""
    before = re.search(
        r"([^\W\d_]+)[^\w,;/]*$", text[max(0, match.start() - _NEAR) : match.start()]
    )
    after = re.match(r"[^\w,;/]*([^\W\d_]+)", text[match.end() : match.end() + _NEAR])
    near = [found[1] for found in (before, after) if found is not None]
    return any(len(word) > 1 and word.isupper() for word in near)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether the letters are somebody's first names: "J.K. Patel"."""
    return "." in match[0] and _SURNAME.match(text, match.end()) is not None


def _is_explained(text: str, letters: str) -> bool:
    """Whether words that begin with these letters stand before or inside brackets beside them."""
    initial = r"\W+(?:(?:and|of|the|for|in)\W+)*".join(rf"{letter}[\w'’]*" for letter in letters)
    near = (
        r"\s*(?:\(\s*|,?\s+or\s+(?:the\s+)?|,?\s+(?:called|known as)\s+(?:an?\s+|the\s+)?|\s[–—]\s)"
    )
    before = rf"(?i:{initial}){near}{re.escape(letters)}s?\b"
    said = r"\s*(?:\(|[–—]|means\b|stands for\b|,\s*(?:which|that) is\b)\s*(?:(?:an?|the|your)\s+)?"
    after = rf"{re.escape(letters)}{said}(?i:{initial})"
    return re.search(before, text) is not None or re.search(after, text) is not None
