"""Which words may have been meant by one that is none, the likeliest first.

A slip is a letter left out, doubled, swapped with its neighbour or sounding like another one, or an
apostrophe in the wrong place: each costs less than a letter that has nothing to do with the word.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice

_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_VOWELS = frozenset("aeiou")
_ALIKE = frozenset(
    map(frozenset, ("sc", "ck", "sz", "fv", "yi", "ye", "mn", "td", "ao", "jg", "kq"))
)
_ENOUGH = 4  # near words; with so many the slower search is left out
_CLEAR = 0.55  # of a cost; a word that is so near is the one, or next to it
_CAPITALS_FROM = 5  # letters from which two slips in a word with a capital are forgiven
_SHORT, _LONG = 4, 7  # letters of a word that few others are like, and of one that is like few
_MOST_DOUBLED = 2

_SWAPPED, _SOUNDS, _OTHER = 0.7, 0.9, 1.6
_DOUBLED, _APOSTROPHE, _SILENT, _LEFT_OUT = 0.5, 0.15, 0.9, 1.1
_FIRST_LETTER, _NAME, _EVERY_DAY, _IN_TWO = 0.7, 0.7, 0.8, 0.3


class Near:
    """Words near a slip: ``is_listed`` tells what is one, ``first`` are those of every day.

    ``capitals`` are words with a capital, as they are written: days, and names of the record.
    """

    def __init__(
        self, is_listed: Callable[[str], bool], first: frozenset[str], capitals: frozenset[str]
    ) -> None:
        self._is_listed, self._first = is_listed, first
        self._capitals = tuple(sorted(capitals))

    def suggested(self, word: str, others: Callable[[], list[str]]) -> list[str]:
        """Return what may have been meant; ``others`` are asked where little is near."""
        small = word.lower()
        names = list(self.capitals_like(word.removesuffix("'s")))
        near = [*self._listed(self._slips_of(small)), *self._in_two(small)]
        is_clear = any(self._cost(small, one) < _CLEAR for one in near)
        if not is_clear and len(near) + len(names) < _ENOUGH:
            near += others()
        wanted = {_as_begun(one, word): self._cost(small, one) for one in near}
        kept = [name + "'s" * word.endswith("'s") for name in names]
        rest = sorted(wanted, key=lambda one: (wanted[one], one))
        return list(dict.fromkeys([*kept, *rest]))

    def capitals_like(self, word: str) -> list[str]:
        """Return the days, months and names that a word with a capital nearly is."""
        if not word[:1].isupper() or len(word) < _CAPITALS_FROM - 1:
            return []
        most = 2 if len(word) > _CAPITALS_FROM else 1
        small = word.lower()
        found = [
            (distance, one)
            for one in self._capitals
            if abs(len(one) - len(word)) <= most
            and one[:1].lower() == small[0]
            and one.lower() != small
            and (distance := _steps(small, one.lower())) <= most
        ]
        return [one for _, one in sorted(found)]

    def is_a_slip(self, small: str) -> bool:
        """Whether a word in small letters is surely another one with a slip, and no name.

        Short names are like many words: only those of every day may have been meant by one.
        """
        if len(small) < _LONG:
            near = _swapped(small) if len(small) < _SHORT else _short_slips(small)
            return not self._first.isdisjoint({*near, *_doubled(small)} - {small})
        every = {*_one_letter_off(small), *_doubled(small)} - {small}
        return any(self._is_listed(one) for one in every if one[:1] == small[:1])

    def _listed(self, words: Iterable[str]) -> Iterator[str]:
        """Yield the words that are listed, with a capital where they are listed so."""
        for word in words:
            written = (one for one in (word, word.capitalize()) if self._is_listed(one))
            yield from islice(written, 1)

    def _slips_of(self, small: str) -> set[str]:
        bare = small.replace("'", "")
        moved = (
            {f"{bare[:at]}'{bare[at:]}" for at in range(1, len(bare))} if bare != small else set()
        )
        return ({*_one_letter_off(small), *_doubled(small)} | moved) - {small}

    def _in_two(self, small: str) -> Iterator[str]:
        for at in range(1, len(small)):
            if small[:at] in self._first and small[at:] in self._first:
                yield f"{small[:at]} {small[at:]}"

    def _cost(self, small: str, meant: str) -> float:
        plain = meant.lower()
        if " " in plain or "-" in plain:
            both = set(plain.split()) <= self._first
            return _IN_TWO if both and plain.replace(" ", "") == small else len(small)
        is_name = meant[:1].isupper() and plain not in self._first and meant not in self._capitals
        other = _FIRST_LETTER * (plain[:1] != small[:1]) + _NAME * is_name
        return _likely(small, plain) + other - _EVERY_DAY * (plain in self._first)


def _as_begun(meant: str, word: str) -> str:
    """Return what was meant with the capital that the slip has."""
    return meant[:1].upper() + meant[1:] if word[:1].isupper() else meant


def _cuts(word: str) -> list[tuple[str, str]]:
    return [(word[:at], word[at:]) for at in range(len(word) + 1)]


def _swapped(word: str) -> Iterator[str]:
    for head, tail in _cuts(word):
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"


def _short_slips(word: str) -> Iterator[str]:
    """Yield what a short word is with a letter put in, or two beside each other swapped."""
    yield from _swapped(word)
    for head, tail in _cuts(word):
        yield from (f"{head}{letter}{tail}" for letter in _LETTERS if tail)


def _one_letter_off(word: str) -> Iterator[str]:
    """Yield every word that one slip of a finger makes of this one."""
    yield from _short_slips(word)
    for head, tail in _cuts(word):
        yield from (f"{head}{letter}{tail}" for letter in _LETTERS if not tail)
        if tail:
            yield f"{head}{tail[1:]}"
            yield from (f"{head}{letter}{tail[1:]}" for letter in _LETTERS)


def _doubled(word: str) -> Iterator[str]:
    """Yield the word with single letters made double and double ones single, up to two of them."""
    runs: list[str] = []
    for letter in word:
        if runs and runs[-1][0] == letter:
            runs[-1] += letter
        else:
            runs.append(letter)
    for count in range(1, _MOST_DOUBLED + 1):
        for chosen in combinations(range(len(runs)), count):
            yield "".join(
                (run[0] if len(run) > 1 else run * 2) if at in chosen else run
                for at, run in enumerate(runs)
            )


def _steps(one: str, other: str) -> int:
    """Return how many letters were left out, put in, changed or swapped."""
    return round(_walk(one, other, lambda _a, _b: 1, lambda _word, _at: 1, 1))


def _likely(typed: str, meant: str) -> float:
    """Return how unlikely it is that one was typed for the other."""
    return _walk(typed, meant, _changed, _left_out, _SWAPPED)


def _walk(
    one: str,
    other: str,
    changed: Callable[[str, str], float],
    left_out: Callable[[str, int], float],
    swapped: float,
) -> float:
    """Return the least cost of the steps from one word to the other."""
    rows = [[0.0]]
    for at in range(len(other)):
        rows[0].append(rows[0][-1] + left_out(other, at))
    for i, letter in enumerate(one):
        row = [rows[i][0] + left_out(one, i)]
        for j, wanted in enumerate(other):
            same = 0.0 if letter == wanted else changed(letter, wanted)
            ways = [
                rows[i][j] + same,
                rows[i][j + 1] + left_out(one, i),
                row[j] + left_out(other, j),
            ]
            if i and j and letter == other[j - 1] and one[i - 1] == wanted:
                ways.append(rows[i - 1][j - 1] + swapped)
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


def _changed(letter: str, wanted: str) -> float:
    if {letter, wanted} <= _VOWELS or frozenset((letter, wanted)) in _ALIKE:
        return _SOUNDS
    return _OTHER


def _left_out(word: str, at: int) -> float:
    letter = word[at]
    if letter == "'":
        return _APOSTROPHE
    if letter in word[max(at - 1, 0) : at] or letter in word[at + 1 : at + 2]:
        return _DOUBLED
    return _SILENT if letter in "eh" else _LEFT_OUT
