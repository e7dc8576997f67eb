"""What may not stand in this record: other children's names, addresses, what is somebody else's.

Sources: domain.md §4.2 (confidential annex), §7.1 and §7.3; UK GDPR art 5(1)(c).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from models.checks.engine import Looker
from models.checks.naming import name_words
from models.checks.subject import (
    CannotTell,
    Finding,
    KnownName,
    NameKind,
    Passage,
    PlaceKind,
    Said,
    Subject,
)
from models.folding import folded

_POSTCODE = re.compile(
    r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])"
    r" ?\d[ABD-HJLNP-UW-Z]{2})\b"
)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+44|0)[\d ()-]{8,15}\d(?![\w/])")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]*\w")
_DIGITS, _FIGURE = re.compile(r"\D"), re.compile(r"\d")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_FEWEST_DIGITS, _MOST_DIGITS = 10, 13
_SHORTEST_NAME = 3  # letters
_TELLING = (
    "(?:is|was|has|had|been|being|be|own|new|first|next|takes?|took|needs?|needed|on|to|the|a|not"
    "|never|for|with|about|daily|evening|morning|asthma|adhd|epilepsy)"
)
"""Words between a child's name and what is told of the child, such as "has been"."""
_WORDS_OF_A_NAMED_HOUSE = 3


def another_name(subject: Subject, looker: Looker) -> Iterator[Said]:
    """The name of a child whom this record is not about, or one that is not theirs any more."""
    if subject.other_names is None:
        yield CannotTell(check="names", why="The names of other children are not known here.")
    index = looker.index(subject)

    def find(passage: Passage) -> Iterator[Finding]:
        for found in index.find(passage.text):
            words = passage.text[found.start : found.start + found.length]
            yield Finding(
                check="names",
                key=folded(words),
                place=passage.place,
                problem=_whose(words, found.known, subject.child),
                remedy=_what_then(found.known, subject.child),
                start=found.start,
                length=found.length,
                found=words,
            )

    yield from looker.each("names", (*subject.passages, *subject.of_actions), find)


def _whose(words: str, known: KnownName, child: str) -> str:
    if known.kind is NameKind.EARLIER:
        return f"“{words}” is a name that {known.role or child or 'the child'} does not use now"
    return f"“{words}” is {known.role or 'the name of another child'}"


def _what_then(known: KnownName, child: str) -> str:
    if known.kind is NameKind.EARLIER:
        return "Use the name they have now."
    name = child or "this child"
    return f"Change it, or add them to the people around {name} if they are meant."


def contact_details(subject: Subject, looker: Looker) -> Iterator[Said]:
    """Addresses, telephone numbers and emails stand in the annex, where at all."""
    known = looker.kept("addresses", lambda: _address_pattern(subject.addresses or ()))
    own = frozenset(_DIGITS.sub("", one) or one.casefold() for one in subject.own_contacts)
    public = looker.book.data.public_numbers

    def find(passage: Passage) -> Iterator[Finding]:
        text = passage.text
        has_figures = _FIGURE.search(text) is not None
        for match in known.finditer(text) if known is not None else ():
            yield _contact(passage, match, "an address")
        for match in _POSTCODE.finditer(text) if has_figures else ():
            yield _contact(passage, match, "a postcode")
        for match in _PHONE.finditer(text) if has_figures else ():
            digits = _DIGITS.sub("", match[0])
            right = _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and digits[:2] != "00"
            if right and digits not in own and not digits.startswith(public):
                yield _contact(passage, match, "a telephone number")
        for match in _EMAIL.finditer(text) if "@" in text else ():
            if match[0].casefold() not in own:
                yield _contact(passage, match, "an email address")

    yield from looker.each("contact", _outside_the_annex(subject), find)


def _contact(passage: Passage, match: re.Match[str], what: str) -> Finding:
    return Finding(
        check="contact",
        key=folded(match[0]),
        place=passage.place,
        problem=f"“{match[0]}” looks like {what}",
        remedy="Take it out, or mark it confidential: then only the annex says it.",
        start=match.start(),
        length=len(match[0]),
        found=match[0],
    )


def _fits(address: str) -> bool:
    """Whether an address is told apart from other words: it has a number, or several words."""
    first = _first_line(address)
    return len(first) > 1 and (
        any(c.isdigit() for c in first[0]) or len(first) >= _WORDS_OF_A_NAMED_HOUSE
    )


def _first_line(address: str) -> list[str]:
    line = re.split(r"[,\n]", address.strip())[0]
    return re.findall(r"[\w'’]+", line)


def _address_pattern(addresses: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds the first line of any of the addresses, however it is spaced."""
    lines = {tuple(_first_line(address)) for address in addresses if _fits(address)}
    said = (r"[\s,.-]+".join(map(re.escape, line)) for line in sorted(lines))
    return re.compile(rf"\b(?:{'|'.join(said)})\b", re.IGNORECASE) if lines else None


def somebody_elses(subject: Subject, looker: Looker) -> Iterator[Said]:
    """A parent's health or convictions are theirs to tell: a question, and no more."""
    passages = _outside_the_annex(subject)
    whole = "\n".join(passage.text for passage in passages).lower()
    words = "\n".join({*whole.split()})
    every = (word.rstrip("*").lower() for word in looker.book.data.private)
    stems = tuple(stem for stem in every if stem.partition(" ")[0] in words)
    if not stems:
        return
    private = _any_of(looker.book.data.private)
    about = cache(lambda: _any_of(sorted(_parents(subject, looker))))
    own = cache(lambda: _of_the_child(subject))

    def find(passage: Passage) -> Iterator[Finding]:
        small = passage.text.lower()
        if not any(map(small.__contains__, stems)):
            return
        for sentence in _SENTENCE.finditer(passage.text):
            every = private.finditer(sentence[0])
            told = next(
                (one for one in every if not own().search(sentence[0][: one.start()])), None
            )
            whose = None if told is None else about().search(sentence[0])
            if told is not None and whose is not None and "foster " + whose[0] not in sentence[0]:
                yield Finding(
                    check="third_party",
                    key=f"{passage.place.section}:{folded(told[0])}",
                    place=passage.place,
                    problem=f"“{told[0]}”: is this {_owned(whose[0])} own to tell?",
                    remedy="If the child need not know it, mark it confidential for the annex.",
                    start=sentence.start() + told.start(),
                    length=len(told[0]),
                    found=told[0],
                )

    yield from looker.each("third_party", passages, find)


def _parents(subject: Subject, looker: Looker) -> set[str]:
    """Return what parents are called, and the first names of this child's."""
    parents = {*looker.book.data.parents}
    for known in subject.names:
        if known.kind is NameKind.PERSON and {*name_words(known.role)} & parents:
            parents.update(word for word in known.name.split()[:1] if len(word) >= _SHORTEST_NAME)
    return parents


def _of_the_child(subject: Subject) -> re.Pattern[str]:
    """Return what ends where the child's own medicine, diagnosis or arrest is told next."""
    names = {known.name for known in subject.names if known.kind is NameKind.CHILD}
    child = "|".join(re.escape(name) for name in sorted(names | {subject.child}, key=len) if name)
    return re.compile(rf"\b(?:{child or '(?!)'})(?:['’]s)?(?: {_TELLING})*\W+$", re.IGNORECASE)


def _owned(whose: str) -> str:
    return f"{whose}’" if whose.endswith("s") else f"{whose}’s"


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    parts = (re.escape(word.rstrip("*")) + r"\w*" * word.endswith("*") for word in words)
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _outside_the_annex(subject: Subject) -> tuple[Passage, ...]:
    open_to_all = (p for p in subject.passages if p.place.kind is not PlaceKind.ANNEX)
    return (*open_to_all, *subject.of_actions)
