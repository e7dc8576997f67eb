"""What a check is, and looking with all of them."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from models.checks.book import CheckBook
from models.checks.subject import CannotTell, Finding, Group, Looked, Said, Subject

Run = Callable[[Subject, CheckBook], Iterator[Said]]
"""Pure: reads the subject and the words of ``resources/checks``, yields what it found."""


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One check: its id is for ever, ``title`` says in a few words what it looks for."""

    id: str
    title: str
    group: Group
    run: Run


def look(subject: Subject, book: CheckBook, checks: Iterable[Check]) -> Looked:
    """Return all that the checks find, in their order."""
    said = [one for check in checks for one in check.run(subject, book)]
    return Looked(
        findings=tuple(one for one in said if isinstance(one, Finding)),
        cannot_tell=tuple(one for one in said if isinstance(one, CannotTell)),
    )
