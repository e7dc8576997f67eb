"""Finding names of people in text: whole words, with a capital, whatever accents were left out.

A first name alone is found only where it looks like the name of somebody who is not named in full
there; a name that is a word too (Grace, May) only where it stands as a name.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import msgspec

from models.checks.book import CheckData
from models.checks.subject import KnownName, NameKind
from models.folding import folded

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_IN_ENGLISH, _ELSEWHERE = (re.compile(rf"[{begin}][\w'’-]*") for begin in ("A-Z0-9", r"^\W_a-z"))
"""Stretches that hold every token with a capital: found more quickly than tokens."""
_OF_A_STORY = re.compile(r" and the [A-Z]")
"""After the name of a story: "Jack and the Beanstalk"."""
_OWNED = re.compile(r"['’]s?$")
_SHORTEST = 2  # letters
_NEAR = 3  # words; so near "called" stands what is called so
_NO_ACCENTS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ß": "ss", "æ": "ae"}
)


class Token(msgspec.Struct, frozen=True):
    """A word of a text: where it stands, and how it is looked for."""

    start: int
    end: int
    key: str
    is_capital: bool

    @property
    def is_number(self) -> bool:
        """Whether it is written in figures."""
        return self.key.isdigit()


class FoundName(msgspec.Struct, frozen=True):
    """A name that stands in a text."""

    start: int
    length: int
    known: KnownName


def plain(word: str) -> str:
    """Return a word as it is looked for: without case, accents and strokes through letters."""
    return word.lower() if word.isascii() else folded(word).translate(_NO_ACCENTS)


@cache
def word_set(words: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a list of the check book as they are looked for."""
    return frozenset(map(plain, words))


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are looked for."""
    return tuple(map(_key, _TOKEN.findall(name)))


def _key(word: str) -> str:
    return plain(_OWNED.sub("", word))


def tokens_of(text: str) -> list[Token]:
    """Return the words and numbers of a text, without "'s"."""
    found = []
    for match in _TOKEN.finditer(text):
        word = _OWNED.sub("", match[0])
        start = match.start()
        found.append(Token(start, start + len(word), plain(word), not word[:1].islower()))
    return found


class Index:
    """Names that are looked for, by the word that each begins with; made once, then quick."""

    def __init__(
        self,
        names: Iterable[KnownName],
        *,
        let_be: Iterable[str] = (),
        data: CheckData,
    ) -> None:
        own = [name_words(name) for name in let_be]
        self._own = frozenset(own)
        self._own_words = frozenset(word for words in own for word in words)
        self._words_too, self._months = word_set(data.words_too), word_set(data.months)
        self._before_a_month = word_set(data.before_a_month)
        self._days, self._titles = word_set(data.days), word_set(data.titles)
        self._before_a_word = word_set(data.before_a_word)
        self._persons_verbs, self._pets = word_set(data.persons_verbs), word_set(data.pets)
        self._places, self._before_a_place = (
            word_set(data.places_too),
            word_set(data.before_a_place),
        )
        self._by_first: dict[str, list[tuple[tuple[str, ...], KnownName]]] = {}
        for known in names:
            words = name_words(known.name)
            if words and len(words[0]) >= _SHORTEST:
                self._by_first.setdefault(words[0], []).append((words, known))
        self._begins: dict[str, bool] = {}
        for entries in self._by_first.values():
            entries.sort(key=lambda one: -len(one[0]))

    def find(self, text: str) -> Iterator[FoundName]:
        """Yield each name that stands in the text as one."""
        if not self._may_stand_in(text):
            return
        tokens = tokens_of(text)
        done = -1
        for at, token in enumerate(tokens):
            if at <= done or not token.is_capital or token.key not in self._by_first:
                continue
            for words, known in self._by_first[token.key]:
                last = at + len(words) - 1
                if self._stands(text, tokens, at, words, known):
                    done = last
                    yield FoundName(token.start, tokens[last].end - token.start, known)
                    break

    def _may_stand_in(self, text: str) -> bool:
        """Whether a word with a capital begins any name: most texts need no closer look."""
        if not self._by_first:
            return False
        stretches = (_IN_ENGLISH if text.isascii() else _ELSEWHERE).findall(text)
        for stretch in stretches:
            if stretch not in self._begins:
                self._begins[stretch] = not self._by_first.keys().isdisjoint(name_words(stretch))
        return any(map(self._begins.__getitem__, stretches))

    def _stands(
        self, text: str, tokens: list[Token], at: int, words: tuple[str, ...], known: KnownName
    ) -> bool:
        """Whether the words stand at this place, and as a name of this person."""
        if words in self._own:
            return False
        if len(words) > 1:
            part = tokens[at : at + len(words)]
            return tuple(token.key for token in part) == words and _is_together(text, part)
        if words[0] in self._own_words and known.kind is not NameKind.EARLIER:
            return False
        return self._stands_alone(text, tokens, at)

    def _stands_alone(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether a first name alone is one, and of somebody who is not named in full there."""
        token = tokens[at]
        beside = self._beside(text, tokens, at)
        before = tokens[at - 1].key if at and _is_together(text, tokens[at - 1 : at + 1]) else ""
        if any(
            one.is_capital and not one.is_number and one.key not in self._days for one in beside
        ):
            return False  # part of a longer name: St Gabriel, Aunt Isla, Isla Road
        if self._is_an_animals(text, tokens, at) or _OF_A_STORY.match(text, token.end):
            return False
        if token.key in self._places and before in self._before_a_place:
            return False
        if token.key in self._months and (
            before in self._before_a_month or any(near.is_number for near in beside)
        ):
            return False
        if token.key in self._words_too or token.key in self._months:
            if text[token.end : token.end + 2] in ("'s", "’s"):
                return True
            if _starts_a_sentence(text, token.start):
                after = tokens[at + 1 : at + 2]
                return any(one.key in self._persons_verbs and not one.is_capital for one in after)
            return before not in self._before_a_word
        return True

    def _is_an_animals(self, text: str, tokens: list[Token], at: int) -> bool:
        """Whether an animal or a toy is called so: "Max the dog", "her cat, Poppy"."""
        after = tokens[at + 1 : at + 3]
        if len(after) > 1 and after[0].key == "the" and after[1].key in self._pets:
            return True
        if at == 0 or "." in text[tokens[at - 1].end : tokens[at].start]:
            return False
        near = tokens[max(at - _NEAR, 0) : at]
        is_named = near[-1].key in ("called", "named")
        return any(one.key in self._pets for one in (near if is_named else near[-1:]))

    def _beside(self, text: str, tokens: list[Token], at: int) -> list[Token]:
        """Return the words beside one; a sentence's first only where it is a title."""
        before = tokens[at - 1 : at] if at else []
        found = [one for one in before if _is_together(text, [one, tokens[at]])]
        if found and found[0].key not in self._titles and _starts_a_sentence(text, found[0].start):
            found = []
        after = tokens[at + 1 : at + 2]
        return found + [one for one in after if _is_together(text, [tokens[at], one])]


def _is_together(text: str, tokens: list[Token]) -> bool:
    """Whether nothing but a space stands between the words."""
    return all(
        text[one.end : next_.start] in (" ", "\u00a0", "-") for one, next_ in pairwise(tokens)
    )


def _starts_a_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0“‘\"'([–-")
    return not before or before[-1] in ".!?:;\n•"
