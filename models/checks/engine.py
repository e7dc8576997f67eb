"""What a check is, and looking with all of them: in one go, or a breath at a time.

A ``Looker`` remembers what it found in each passage, so that after typing only the passage that
changed is looked at again. It holds words of a record: let go of it at a lock.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias, TypeVar, cast

import msgspec

from models.checks.book import CheckBook
from models.checks.naming import Index
from models.checks.subject import (
    CannotTell,
    Finding,
    Group,
    Looked,
    NameKind,
    Passage,
    Said,
    Subject,
)
from models.language import Helper, quoted_in
from models.wording import Wording

_T = TypeVar("_T")
InPassage = Callable[[Passage], Iterable[Finding]]
Run: TypeAlias = "Callable[[Subject, Looker], Iterator[Said]]"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check: its id is for ever, ``title`` says in a few words what it looks for.

    ``run`` is pure: what it yields follows from the subject and the looker's book.
    """

    id: str
    title: str
    group: Group
    run: Run


class Looker:
    """Looks with some checks at one subject after the other."""

    def __init__(self, book: CheckBook, checks: Iterable[Check]) -> None:
        self.book = book
        self.checks = tuple(checks)
        self._around: object = None
        self._known: dict[tuple[str, Passage], tuple[Finding, ...]] = {}
        self._fresh: dict[tuple[str, Passage], tuple[Finding, ...]] = {}
        self._kept: dict[str, object] = {}

    def look(self, subject: Subject) -> Looked:
        """Return all that the checks find, in their order."""
        return gathered(self.run(subject))

    def run(self, subject: Subject) -> Iterator[Said]:
        """Yield what the checks find, with breaths between."""
        around = _around(subject)
        if around != self._around:
            self._around, self._known, self._kept = around, {}, {}
        self._fresh = {}
        for check in self.checks:
            yield from check.run(subject, self)
            yield None
        self._known = self._fresh

    def each(
        self, check: str, passages: Iterable[Passage], find: InPassage, *, quoted: bool = False
    ) -> Iterator[Finding | None]:
        """Yield what ``find`` finds in each passage; inside quotation marks only if ``quoted``."""
        for passage in passages:
            if passage.is_quotation or not passage.text.strip():
                continue
            key = (check, passage)
            found = self._known.get(key)
            if found is None:
                found = tuple(one for one in find(passage) if quoted or not is_let_be(passage, one))
                yield None
            self._fresh[key] = found
            yield from found

    def kept(self, name: str, make: Callable[[], _T]) -> _T:
        """Return what was made once for the child and the people around them."""
        if name not in self._kept:
            self._kept[name] = make()
        return cast("_T", self._kept[name])

    def helper(self, subject: Subject) -> Helper:
        """Return the language helper for the child and the names around them."""
        wording = Wording(name=subject.child or "the child", pronouns=subject.pronouns)
        names = [known.name for known in subject.names]
        words, liked = self.book.words, subject.liked_words
        return self.kept("helper", lambda: Helper(words, wording, names, liked))

    def index(self, subject: Subject) -> Index:
        """Return the names that should not stand in this record."""
        return self.kept("index", lambda: self._new_index(subject))

    def _new_index(self, subject: Subject) -> Index:
        own = (NameKind.CHILD, NameKind.PERSON)
        known = [known.name for known in subject.names if known.kind in own]
        sought = [known for known in subject.names if known.kind is NameKind.EARLIER]
        return Index(
            [*sought, *(subject.other_names or ())],
            let_be=[*known, *subject.liked_words],
            data=self.book.data,
        )


def gathered(said: Iterable[Said]) -> Looked:
    """Return what was said as one value."""
    every = [one for one in said if one is not None]
    return Looked(
        findings=tuple(one for one in every if isinstance(one, Finding)),
        cannot_tell=tuple(one for one in every if isinstance(one, CannotTell)),
    )


def _around(subject: Subject) -> object:
    """Return all but the passages that what is found in a passage can depend on."""
    return (
        subject.child,
        subject.pronouns,
        subject.names,
        subject.other_names,
        subject.liked_words,
        subject.addresses,
        subject.own_contacts,
        subject.last_time,
        subject.band,
        subject.said,
    )


def is_let_be(passage: Passage, finding: Finding) -> bool:
    """Whether the evidence stands inside a quotation or a stretch that is let be."""
    end = finding.start + finding.length
    stretches = ((start, start + length) for start, length in passage.let_be)
    quoted = quoted_in(passage.text)
    return any(s <= finding.start and end <= e for s, e in (*quoted, *stretches))
