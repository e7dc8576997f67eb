"""British spelling: which words of a text are no words, and what they may have been meant to be.

It suggests and never changes a letter, and never looks inside a quotation. Words are looked up and
suggestions made in the helper process, which reads the list once (SCOWL's British one, 0.6 s and
45 MB): ``unknown_words`` and ``suggestions`` are its jobs. A word with a capital that is like no
other word is taken for a name: no list holds them all.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import resources
from models.child import Child, Value
from models.datafile import own_file, read_toml
from models.language import quoted_in
from models.spelling_near import Near
from models.text import Line

if TYPE_CHECKING:
    from spylls.hunspell import Dictionary

FILE = "spelling.toml"
"""The name of a council's own words in its settings folder."""

MOST_SUGGESTIONS = 5
_LONGEST = 40  # letters; no word is longer, and suggestions for one would take for ever

_SURELY_ENGLISH = 8  # letters of a word whose ending no name has
_IZE = re.compile(
    r"(?<!adv|rev|dev)(?<!exerc|surpr|compr|telev|disgu|pract)(?<!superv|improv|franch)"
    r"iz(?=(?:e[ds]?|ers?|ing|ations?|ational|able)$)"
)
"""Not in words that only look as if they had the ending: nobody supervizes."""
_ENDING = re.compile(
    r"(?:[st]ion|ment|ness|ity|[ai]ble|ful|ous|ing|ed|ly|[ae]nce|[ae]nt)s?(?:'s)?$"
)

_APOSTROPHES = "'’"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_APOSTROPHES}-][^\W\d_]+)*")
_JOINS = frozenset("@_\\#")
_STOPS = frozenset(".:/")


class Place(Value, frozen=True, kw_only=True):
    """Where a word stands in a line; ``start`` and ``length`` in code points."""

    line: str
    start: int
    length: int
    word: str


class _Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A council's file of words."""

    words: tuple[str, ...] = ()


class _Shipped(_Words, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that is shipped; what each list is for is said there."""

    capitals: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    first: tuple[str, ...] = ()


def words_of_the_work(council: Path | None = None) -> frozenset[str]:
    """Return the words of the work that the list does not hold, and the council's own.

    Raises:
        DataFaultError: a file of words cannot be read.
    """
    return _loaded(own_file(council, FILE))


@cache
def _loaded(own: Path | None) -> frozenset[str]:
    found = set(_shipped().words)
    if own is not None:
        found.update(read_toml(own, _Words).words)
    return frozenset(_plain(word) for word in found)


@cache
def _shipped() -> _Shipped:
    return read_toml(resources.path("language/spelling.toml"), _Shipped)


def names_of(child: Child) -> frozenset[str]:
    """Return every word of the names that a text about the child may hold, as it is written."""
    said: list[str] = [child.preferred_name, child.legal_name, *child.liked_words]
    said += [text for person in child.people for text in (person.name, person.relationship)]
    said += [text for home in child.homes for text in (home.who, home.address)]
    said += [school.name for school in child.schools]
    said += [worker.name for worker in child.workers]
    said += [child.ethnicity_words, child.religion_words, *child.languages]
    return frozenset(found.group() for text in said for found in _WORD.finditer(text))


def places(lines: Iterable[Line], known: frozenset[str]) -> Iterator[Place]:
    """Yield the words of the lines that want looking up: not in quotations, and not known.

    Initials, and what is part of an address, a number or a file name, are no words.
    """
    for line in lines:
        if line.quote is not None:
            continue
        quoted = quoted_in(line.text)
        for found in _WORD.finditer(line.text):
            start, end = found.span()
            if _is_no_word(line.text, start, end) or any(a <= start < b for a, b in quoted):
                continue
            word = found.group()
            if not is_known(word, known):
                yield Place(line=line.id, start=start, length=end - start, word=word)


def plain_words(words: Iterable[str]) -> frozenset[str]:
    """Return the words as ``is_known`` compares them."""
    return frozenset(map(_plain, words))


def is_known(word: str, known: frozenset[str]) -> bool:
    """Return whether the word, or what it is the genitive of, is one of the known."""
    plain = _plain(word)
    return plain in known or plain.removesuffix("'s") in known or plain.rstrip("'s") in known


def unknown_words(words: tuple[str, ...], names: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return those that are no British words, nor as it seems names; ``names`` are of the record.

    A job for the helper process.
    """
    near = _near(names)
    return frozenset(word for word in words if not _is_word(word, near))


def slips_in(
    words: tuple[str, ...], names: frozenset[str] = frozenset()
) -> dict[str, tuple[str, ...]]:
    """Return those of the words that are none, each with its ``suggestions``.

    A job for the helper process.
    """
    return {word: suggestions(word, names) for word in sorted(unknown_words(words, names))}


def suggestions(word: str, names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return at most ``MOST_SUGGESTIONS`` words that may have been meant, the likeliest first.

    ``names`` are those of the record, as they are written. A job for the helper process.
    """
    if len(word) > _LONGEST:
        return ()
    plain = word.replace("’", "'")
    near = _near(names)
    offered = near.suggested(plain, lambda: list(_dictionary().suggest(plain)))
    apostrophe = "’" if "’" in word else "'"
    return tuple(one.replace("'", apostrophe) for one in offered[:MOST_SUGGESTIONS])


def _near(names: frozenset[str]) -> Near:
    data = _shipped()
    capitals = {*data.capitals, *(name for name in names if name[:1].isupper())}
    return Near(_is_listed, _everyday(), frozenset(capitals))


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_shipped().first)


def _is_word(word: str, near: Near) -> bool:
    plain = word.replace("’", "'")
    if len(plain) > _LONGEST or not plain.isascii():
        return True  # of another language, or no word: nothing can be said of it
    if _is_listed(plain):
        return True
    parts = plain.split("-")
    if len(parts) > 1 and all(_is_word(part, near) for part in parts):
        return True
    return plain[:1].isupper() and "-" not in plain and _seems_a_name(plain, near)


def _seems_a_name(word: str, near: Near) -> bool:
    """Whether a word with a capital is unlike any that may have been meant."""
    name = word.removesuffix("'s")
    if near.capitals_like(name):
        return False
    if len(name) >= _SURELY_ENGLISH and _ENDING.search(word):
        return False
    return not near.is_a_slip(name.lower())


def _is_listed(word: str) -> bool:
    """Return whether a word stands in a list; -ize is as British as -ise."""
    small = word.lower()
    if small in _shipped().slips:
        return False
    if is_known(word, words_of_the_work()) or _dictionary().lookup(word):
        return True
    return _IZE.search(small) is not None and _dictionary().lookup(_IZE.sub("is", word))


@cache
def _dictionary() -> "Dictionary":
    """Return the list, read once; the library's own way of opening it leaves files open."""
    from spylls.hunspell import Dictionary, readers  # noqa: PLC0415 - for the helper process alone
    from spylls.hunspell.readers.file_reader import BaseReader  # noqa: PLC0415 - as above

    class Shipped(BaseReader):  # type: ignore[misc]  # it comes without types
        def reset_encoding(self, encoding: str) -> None:
            """Do nothing: the text is decoded already."""

    def read(ending: str) -> Shipped:
        return Shipped(StringIO(resources.read_text(f"third_party/scowl_en_gb/en_GB.{ending}")))

    aff, context = readers.read_aff(read("aff"))
    return Dictionary(aff, readers.read_dic(read("dic"), aff=aff, context=context))


def _plain(word: str) -> str:
    return word.replace("’", "'").casefold()


def _is_no_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch is initials, or a part of an address, of a number or of a file's name."""
    if sum(letter.isupper() for letter in text[start:end]) > 1:
        return True
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if before and (before[-1].isdigit() or before[-1] in _JOINS):
        return True
    if before[-1:] in _STOPS and before[:1].isalnum():
        return True
    if after and (after[0].isdigit() or after[0] in _JOINS):
        return True
    return after[:1] in _STOPS and after[1:].isalnum()
