"""The language helper: words that could hurt or say nothing, with what could be said instead.

It suggests and gives its reason; it never changes a letter, and never looks inside quotation marks.
It counts and does not score. Sources: domain.md §5.2; the list is ``resources/language``.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

import resources
from models.child import Value
from models.datafile import own_file, read_toml
from models.terms import Term
from models.wording import Wording, filler

FILE = "language.toml"
"""The name of a council's own list in its settings folder."""


class Audience(Term):
    """Who a text is for; a letter to the child is looked at the most strictly."""

    RECORD = "record", "the record"
    RECOMMENDATION = "recommendation", "a recommendation"
    LETTER = "letter", "a letter to the child"


class Legal(Value, frozen=True, kw_only=True):
    """Phrases that are right as they stand, such as the name of an order."""

    words: tuple[str, ...]
    why: str


class Word(Value, frozen=True, kw_only=True):
    """An entry of the list; ``only`` where it is for one audience alone.

    ``explained`` are words in small letters by which a letter tells what it means.
    """

    id: str
    words: tuple[str, ...]
    offer: tuple[str, ...]
    why: str
    only: Audience | None = None
    explained: tuple[str, ...] = ()
    hidden: bool = False

    def is_for(self, audience: Audience) -> bool:
        """Return whether the entry is looked for in a text for ``audience``."""
        return not self.hidden and self.only in (None, audience)


class WordList(Value, frozen=True, kw_only=True):
    """What is looked for and what is let be."""

    version: str
    checked: str = ""
    legal: tuple[Legal, ...] = ()
    word: tuple[Word, ...] = ()


class Flag(Value, frozen=True, kw_only=True):
    """A place in a text: ``start`` and ``length`` in code points, what could be said, and why.

    ``key`` is what a dismissal remembers: the entry and the words found.
    """

    id: str
    key: str
    start: int
    length: int
    found: str
    offer: tuple[str, ...]
    why: str


class Helper:
    """Looks through texts about one child; made once, then quick.

    ``names`` of people and places, and words that the child likes, are let be.
    """

    def __init__(
        self,
        words: WordList,
        wording: Wording,
        names: Iterable[str] = (),
        liked: Iterable[str] = (),
    ) -> None:
        self._words, self._fill = words, filler(wording)
        self._sought = {audience: _sought_for(words, audience) for audience in Audience}
        self._let_be = (*names, *liked)

    @cached_property
    def _spared(self) -> "_Phrases":
        listed = ((phrase, None) for legal in self._words.legal for phrase in legal.words)
        return _Phrases(listed, self._let_be)

    def flags(
        self, text: str, audience: Audience, dismissed: frozenset[str] = frozenset()
    ) -> tuple[Flag, ...]:
        """Return what is worth a second look, in order; ``dismissed`` holds keys of flags."""
        sought = self._sought[audience]
        if not sought.may_stand_in(text):
            return ()
        tokens = _tokens(text)
        flags = [
            _flag(start, text[start:end], word, self._fill)
            for start, end, word in sought.found_in(text, tokens)
            if word is not None
            and (word.only is Audience.RECOMMENDATION or not _is_name(text, start, end))
        ]
        if not flags:
            return ()
        let_be = quoted_in(text)
        let_be += [(start, end) for start, end, _ in self._spared.found_in(text, tokens)]
        return tuple(
            flag
            for flag in flags
            if flag.key not in dismissed
            and not any(s < flag.start + flag.length and flag.start < e for s, e in let_be)
        )


@cache
def _sought_for(words: WordList, audience: Audience) -> "_Phrases":
    """Return what a list looks for in texts for ``audience``; it holds no child's words."""
    entries = [word for word in words.word if word.is_for(audience)]
    return _Phrases((phrase, word) for word in entries for phrase in word.words)


def _tokens(text: str) -> list[tuple[int, str]]:
    """Return the words of a text in small letters, with where each begins."""
    if text.isascii():
        return [(match.start(), match[0]) for match in _TOKEN.finditer(text.lower())]
    return [(match.start(), match[0].casefold()) for match in _TOKEN.finditer(text)]


def _telling(phrase: str) -> tuple[str, str]:
    """Return the longest word that stands in each text with the phrase, and its words in a row."""
    words = _WORD.findall(phrase.casefold())
    is_open = phrase.endswith("*")
    longest = max(words[:-1] if is_open else words, key=len, default="")
    return longest, f" {' '.join(words)}" + " " * (not is_open)


class _Phrases:
    """Finds phrases as whole words; only those that begin with the word at hand are tried.

    Most texts hold no phrase at all: the longest word of each tells so at a glance, and where that
    is a word of every day, all its words in a row do.
    """

    def __init__(self, listed: Iterable[tuple[str, Word | None]], own: Iterable[str] = ()) -> None:
        """Look for what is ``listed``, compiled once for good, and for words of a child's own."""
        by_first: dict[str, list[_Sought]] = {}
        sought = [_Sought(phrase, word, _listed) for phrase, word in listed]
        sought += [_Sought(phrase, None, _compiled) for phrase in own]
        for one in sought:
            first = _TOKEN.match(one.phrase.casefold())
            if first is not None:
                open_end = one.phrase.endswith("*") and first.end() == len(one.phrase) - 1
                by_first.setdefault(first[0] + "*" * open_end, []).append(one)
        self._whole = {
            first: _longest_first(found)
            for first, found in by_first.items()
            if not first.endswith("*")
        }
        self._stems = {
            first[:-1]: _longest_first(found)
            for first, found in by_first.items()
            if first.endswith("*")
        }
        self._any_stem = tuple(self._stems)
        self._rows: dict[str, list[str]] = {}
        for longest, row in map(_telling, (one.phrase for one in sought)):
            self._rows.setdefault(longest, []).append(row)

    def may_stand_in(self, text: str) -> bool:
        """Return whether a text holds the words of any phrase in a row, or the stem of one."""
        small = text.casefold()
        if any(map(small.__contains__, self._any_stem)):
            return True
        between = small.split()
        rest = " ".join([one for one in between if not one.isalnum()])
        if self._rows.keys().isdisjoint(between) and self._rows.keys().isdisjoint(
            _WORD.findall(rest)
        ):
            return False
        words = _WORD.findall(small)
        held = f" {' '.join(words)} "
        return any(row in held for word in self._rows.keys() & words for row in self._rows[word])

    def found_in(
        self, text: str, tokens: list[tuple[int, str]]
    ) -> Iterator[tuple[int, int, Word | None]]:
        """Yield start, end and entry of each phrase; none begins inside another one."""
        done = 0
        for start, token in tokens:
            tried = self._whole.get(token, [])
            if token.startswith(self._any_stem):
                tried = [
                    *tried,
                    *(one for s in self._any_stem if token.startswith(s) for one in self._stems[s]),
                ]
            if start < done:
                continue
            for one in tried:
                match = one.match(text, start)
                if match is not None:
                    done = match.end()
                    yield start, done, one.word
                    break


_TOKEN, _WORD = re.compile(r"\w+(?:-\w+)*"), re.compile(r"\w+")
QUOTED = re.compile(
    r"[“\"][^”\"\n]*[”\"]"
    r"|‘(?:[^’\n]|(?<=\w)’(?=\w))*’(?!\w)"
    r"|(?<![\w'])'(?:[^'\n]|(?<=\w)'(?=\w))*'(?!\w)"
)
"""What stands in quotation marks, in one paragraph."""
_MARKS = "“\"‘'"
_ABBREVIATIONS = 5  # letters; a whole word in capitals of up to so many is no name


def quoted_in(text: str) -> list[tuple[int, int]]:
    """Return start and end of what stands in quotation marks; most paragraphs have none."""
    if not any(map(text.__contains__, _MARKS)):
        return []
    return [match.span() for match in QUOTED.finditer(text)]


def load_words(council: Path | None = None) -> WordList:
    """Return the shipped list with a council's laid over it. Raises DataFaultError."""
    return _loaded(own_file(council, FILE))


@cache
def _loaded(own: Path | None) -> WordList:
    return read_toml(resources.path("language/words.toml"), WordList, own)


class _Sought:
    """A phrase that is looked for; ``word`` is its entry in the list, None for what is let be.

    It is compiled when a text first holds the word that it begins with: most never are.
    """

    __slots__ = ("_compile", "_pattern", "phrase", "word")

    def __init__(
        self, phrase: str, word: Word | None, compile_: Callable[[str], re.Pattern[str]]
    ) -> None:
        self.phrase, self.word, self._compile = phrase, word, compile_
        self._pattern: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return where the phrase stands, if it begins at ``start``."""
        if self._pattern is None:
            self._pattern = self._compile(self.phrase)
        return self._pattern.match(text, start)


def _longest_first(sought: list[_Sought]) -> list[_Sought]:
    return sorted(sought, key=lambda one: -len(one.phrase))


def _compiled(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"{_part(phrase)}\b", re.IGNORECASE)


_listed = cache(_compiled)
"""Phrases of a list are compiled once; a child's own words are kept nowhere."""


def _part(phrase: str) -> str:
    spaced = r"\s+".join(re.escape(word) for word in phrase.rstrip("*").split())
    return rf"{spaced}\w*" if phrase.endswith("*") else spaced


def _flag(start: int, found: str, word: Word, fill: Callable[[str], str]) -> Flag:
    return Flag(
        id=word.id,
        key=f"{word.id}:{' '.join(found.casefold().split())}",
        start=start,
        length=len(found),
        found=found,
        offer=tuple(map(fill, word.offer)),
        why=fill(word.why),
    )


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a name: with a capital, beside another word with one.

    A capital at the start of a sentence says nothing.
    """
    words = text[start:end].split()
    first, last = words[0], words[-1]
    if _is_capital(last) and _NEXT_CAPITAL.match(text, end):
        return True
    before = text[:start].rstrip(" ")
    if not _is_capital(first) or _starts_a_sentence(before):
        return False
    beside = _LAST_CAPITAL.search(before)
    return beside is not None and not _starts_a_sentence(before[: beside.start()].rstrip(" "))


def _starts_a_sentence(before: str) -> bool:
    return not before or before[-1] in ".!?:\n•"


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not (word.isupper() and len(word) <= _ABBREVIATIONS)


_NEXT_CAPITAL = re.compile(r" [A-Z]\w+")
_LAST_CAPITAL = re.compile(r"\b[A-Z][\w'’]*$")
