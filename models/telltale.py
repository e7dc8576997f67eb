"""Words that tell where a child lives or learns, and the lines of a copy that hold them.

A parent may not know the address; a name, a street or a school in a passage would tell it. What
holds such words goes from that person's copy, line by line, unless the reviewing officer marks the
words themselves (domain.md §4.2, *Confidential annex*; §7.3 "address in annex only").
"""

import re
from collections.abc import Iterable, Iterator


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GENERIC = _set(
    """a an and at by for from his her in is it my near of old on our out the their to with your
    mr mrs ms miss mx dr sir foster home homes house carer carers children children's childrens
    family mum dad mother father nan nana nanny gran grandma grandad granddad grandpa auntie uncle
    school schools primary secondary junior infant infants high academy college nursery centre
    center church church's council office offices room rooms building hall library hub court street
    road lane avenue close drive way crescent place square terrace flat floor unit kitchen lounge
    garden england wales scotland uk britain united kingdom not known yet teams zoom video online
    phone telephone call meeting semi-independent supported accommodation lodgings long-term term
    long short respite english maths science art music sport sports construction plumbing catering
    level entry residential secure agency placement number year reception monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august
    september october november december"""
)
"""Words that tell nothing by themselves, in small letters."""

_COMMON = _set(
    """amber april art baker banks bell bill bird black brook brooks brown bush carter chance cole
    cook daisy dawn dean drew faith field ford fox frank gene grace grant gray green grey guy
    hazel heather hill holly hope ivy jack jean jo joy june king knight lamb lily little long mark
    marsh mason may miles moor olive pat pearl penny price ray read reed rice rich rob robin rook
    rose ruby short small stone sue violet white will wolf wood woods young"""
)
"""Names that are words too, in small letters: they count with a capital only."""

_SHORT_FORMS = frozenset(("st", "rd", "ave", "ln", "cl", "dr"))

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*", re.UNICODE)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
_HOUSE = re.compile(r"^\s*(?:flat\s+)?\d+[a-z]?[\s,]+", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ALIKE = str.maketrans("’‘ʼ‐‑–—", "'''----")
_LEAST_PHRASE = 3
"""Words from which on a phrase is looked for, though none of its words is a name."""


def plain(text: str) -> str:
    """Return the text as it is compared: no unseen characters, one kind of apostrophe and space."""
    return _BLANKS.sub(" ", text.translate(_UNSEEN).translate(_ALIKE)).strip()


def names_in(text: str) -> frozenset[str]:
    """Return the single words of a name that tell whose it is: "Fran and Dee Pell" gives three."""
    return frozenset(word for word in _own_words(text) if _is_name(word))


def _own_words(text: str) -> Iterator[str]:
    for word in _WORD.findall(plain(text)):
        yield word.removesuffix("'s")


def _is_name(word: str) -> bool:
    """Whether a word is written like a name: with a capital, or in letters that have none."""
    if not word or word.casefold() in _GENERIC or word.isdigit():
        return False
    return word[:1].isupper() or (word.isalpha() and word.lower() == word.upper())


def _runs(text: str) -> Iterator[str]:
    """Yield the stretches of names in a text: "Marsh Orrin Primary" gives "Marsh Orrin"."""
    run: list[str] = []
    for word in (*_WORD.findall(plain(text)), ""):
        if _is_name(word.removesuffix("'s")):
            run.append(word)
            continue
        while run and len(run[-1]) == 1:
            run.pop()
        said = " ".join(run)
        if len(run) > 1 or (said.isalpha() and said.casefold() not in _SHORT_FORMS):
            yield said
        elif said.endswith("'s"):
            yield said.removesuffix("'s")
        run = []


def phrases_of_person(name: str) -> frozenset[str]:
    """Return what tells a person: the name, and each word of it."""
    return frozenset({plain(name), *names_in(name)} - {""})


def phrases_of_place(text: str) -> frozenset[str]:
    """Return what tells a place: its parts between commas, streets, names, its postcode."""
    found: set[str] = set()
    for line in text.split("\n"):
        for part in line.split(","):
            found |= _place_part(plain(part))
        if line.count(","):
            found |= _place_part(plain(line))
    for code in _POSTCODE.findall(plain(text)):
        found |= {code, code.replace(" ", "")}
    return frozenset(found - {""})


def _place_part(part: str) -> set[str]:
    runs = set(_runs(part))
    if runs:
        return {part, _HOUSE.sub("", part), *runs}
    if any(char.isdigit() for char in part) and part.upper() != part.lower():
        return {part, _HOUSE.sub("", part)}
    words = [word for word in _own_words(part) if word.casefold() not in _GENERIC]
    return {part} if words and len(part.split()) >= _LEAST_PHRASE else set()


class Telltale:
    """Knows words that a copy may not hold; ``keep`` are words that tell nothing after all."""

    def __init__(self, phrases: Iterable[str], keep: Iterable[str] = ()) -> None:
        kept = {word.casefold() for word in keep}
        wanted = {p for p in map(plain, phrases) if p and p.casefold() not in kept}
        wanted = {p for p in wanted if p.casefold() not in _GENERIC}
        single = [p for p in wanted if " " not in p and not any(c.isdigit() for c in p)]
        exact = {p for p in single if p.casefold() in _COMMON}
        exact |= {p.upper() for p in exact if len(p) >= _LEAST_PHRASE}
        anyhow = wanted - exact
        self._patterns = tuple(
            re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest))})(?!\w)", flags)
            for longest, flags in (
                (sorted(exact, key=len, reverse=True), 0),
                (sorted(anyhow, key=len, reverse=True), re.IGNORECASE),
            )
            if longest
        )

    def __bool__(self) -> bool:
        """Whether there is any word to look for."""
        return bool(self._patterns)

    def found_in(self, text: str) -> str:
        """Return the first of the words that the text holds, or nothing."""
        if not text or not self._patterns:
            return ""
        read = plain(text)
        found = [match for p in self._patterns if (match := p.search(read)) is not None]
        return min(found, key=lambda match: match.start())[0] if found else ""

    def is_in(self, text: str) -> bool:
        """Whether the text holds any of the words."""
        return bool(self.found_in(text))

    def left_of(self, text: str) -> str:
        """Return the text without the lines that hold any of the words."""
        if not self.is_in(text):
            return text
        return "\n".join(line for line in text.split("\n") if not self.is_in(line))


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", " ")
