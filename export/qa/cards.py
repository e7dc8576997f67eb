"""A first glance at each document of a folder: whose it is, which review, which version.

Enough to put documents in order, to know duplicates and versions, and to know whose names may not
stand where; the whole of a document is read only when its turn comes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from export.qa.outcome import Quality
from export.qa.quality import unreadable
from export.reader.headings import Headings
from export.reader.opening import content_of, package, shown_path
from export.reader.reading import Opened
from export.reader.record import ReadRecord
from export.reader.understanding import understood
from export.reader.verdicts import UnreadableError, Verdict
from models.checks.subject import KnownName, NameKind
from models.child import Value

_ENOUGH = 25
"""Paragraphs and tables at the head of a document, which say whose it is."""


class Card(Value, frozen=True, kw_only=True):
    """What a glance at a file tells; ``child`` is the same for documents of one child.

    ``names`` are the child's, and stay in memory: no result holds them. ``unread`` says why a file
    cannot be read.
    """

    path: str
    child: str = ""
    names: tuple[str, ...] = ()
    kind: str = ""
    reference: str = ""
    number: int = 0
    version: str = ""
    on: date | None = None
    sha256: str = ""
    unread: Quality | None = None

    @property
    def order(self) -> tuple[str, int, str, str, str]:
        """Puts documents of one child beside each other, the earlier review first."""
        return self.child, self.number, self.kind, self.version, self.path


def glance(path: Path, headings: Headings, password: str | None = None) -> Card:
    """Return what the head of a document tells; a file that cannot be read says why."""
    shown = Path(shown_path(path))
    try:
        content = content_of(path)
        opened = Opened(package(content, password, only_read=True), most=_ENOUGH)
        document = opened.document(content)
    except UnreadableError as fault:
        return Card(path=str(shown), unread=unreadable(shown.name, fault))
    except MemoryError:
        large = unreadable(path.name, UnreadableError(Verdict.TOO_LARGE))
        return Card(path=str(path), unread=large)
    record = understood(document, headings)
    names = tuple(dict.fromkeys(n for n in (record.child, record.legal_name) if n))
    return Card(
        path=str(path),
        child=_child(record),
        names=names,
        kind=record.kind,
        reference=record.reference,
        number=record.review_number or 0,
        version=record.version,
        on=record.review_date,
        sha256=document.sha256,
    )


def _child(record: ReadRecord) -> str:
    """Return what all documents of one child share: the council's number, or name and birthday."""
    number, found, _ = record.reference.rpartition(" · ")
    if found and number:
        return number.casefold()
    name = record.legal_name or record.child
    return f"{name.casefold()} {record.born}" if name else ""


def _called(card: Card) -> Iterator[str]:
    """Yield what a child is called; the first name too where another council's tells the whole."""
    yield from card.names
    if not card.kind:
        yield from (name.split()[0] for name in card.names if len(name.split()) > 1)


class Children:
    """The names of the children of a folder's documents, each with whose they are."""

    def __init__(self, cards: Iterable[Card]) -> None:
        whose = dict.fromkeys(
            (card.child, name) for card in cards if card.child for name in _called(card)
        )
        self._known = [
            (child, name.casefold(), KnownName(name=name, kind=NameKind.OTHER_CHILD))
            for child, name in whose
        ]

    def others(self, card: Card, kin: Iterable[str] = ()) -> tuple[KnownName, ...]:
        """Return the names of children of other documents, but for those of this child's kin."""
        own = {name.casefold() for name in (*card.names, *kin)}
        found = (
            known for child, small, known in self._known if child != card.child and small not in own
        )
        return tuple(dict.fromkeys(found))
