"""Hundreds of documents, one after the other: duplicates and versions known, names compared.

First a glance at each file puts them in order, so that a child's records follow each other; then
each is read whole, compared with the one before it, and let go. So four hundred documents need no
more memory than two hundred.
"""

import csv
import gc
import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec

from export.qa.cards import Card, Children, glance
from export.qa.outcome import Quality, Reply, Row
from export.qa.quality import (
    Around,
    Rules,
    opened_and_read,
    quality_of_record,
    rules,
    unreadable,
)
from export.reader.document import TextState
from export.reader.opening import content_of
from export.reader.record import OTHER, ReadRecord
from export.reader.verdicts import UnreadableError, Verdict
from models.child import Value
from models.errors import UserFacingError
from models.questions import Questions
from models.service_csv import safe_cell

Told = Callable[[int, int], None]
"""Takes how much is done, of how much; what it raises ends the work."""

WORD_SUFFIXES = frozenset({".docx", ".docm", ".doc", ".dotx", ".dotm", ".rtf", ".odt"})
"""What is looked at in a folder; all but the first are named with their verdict."""
MOST_FILES = 5_000
_TIDIED_AFTER = 50_000  # things made and not let go of
_NOT_OURS = ("~$", ".")
_RECORDS = frozenset({"minutes", ""})


_LEFT_OVER = frozenset({"names", "copied"})
"""Checks that find what stood in somebody else's record, or in the last one."""


def needs_a_look(one: Quality) -> bool:
    """Return whether something was answered with no, looks copied or left over, or was changed.

    A file that was not read needs one too.
    """
    changed = one.text_state is TextState.CHANGED
    left_over = any(found.check in _LEFT_OVER for found in one.found)
    return one.verdict is not None or changed or left_over or one.count(Reply.NO) > 0


class _Facts(Value, frozen=True, kw_only=True):
    """What tells how a document is related to others."""

    verdict: Verdict | None
    sha256: str
    kind: str
    check: str
    reference: str
    age: tuple[int, bool]


def look_through(
    paths: Iterable[str],
    today: date,
    council: str = "",
    password: str = "",
    told: Told = lambda _part, _whole: None,
) -> tuple[Row, ...]:
    """Return a row for each file, in the order found; folders are gone through with all below.

    ``council`` is the folder of a council's own settings, ``password`` one that is tried on files
    that have one.

    Raises:
        DataFaultError: a file of the council's folder breaks a rule.
    """
    by = rules(Path(council) if council else None)
    files = list(files_in(Path(path) for path in paths))
    rows = look_through_files(files, by, today, password or None, told)
    return tuple(rows)


@contextmanager
def _with_less_to_tidy() -> Iterator[None]:
    """Tidy the memory seldom, since hardly anything of a document holds itself alive.

    What is loaded already is spared each time: it stays, and is much.
    """
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_TIDIED_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


@_with_less_to_tidy()
def look_through_files(
    files: list[Path], by: Rules, today: date, password: str | None, told: Told
) -> list[Row]:
    """Return a row for each file, in their order; ``told`` counts each of them twice."""
    cards = []
    for at, path in enumerate(files):
        told(at, len(files) * 2)
        cards.append(glance(path, by.headings, password))
    children = Children(cards) if len(cards) > 1 else None
    rows: dict[str, tuple[Row, _Facts]] = {}
    last: tuple[Card, ReadRecord] | None = None
    for at, card in enumerate(sorted(cards, key=lambda card: card.order)):
        told(len(files) + at, len(files) * 2)
        quality, record = _quality(card, children, last, by, today, password)
        packed = zlib.compress(msgspec.msgpack.encode(quality), zlib.Z_BEST_SPEED)
        row = Row(path=card.path, label=_label(card, cards), packed=packed)
        rows[card.path] = row, _facts(quality)
        if record is not None and card.kind in _RECORDS:
            last = (card, record)
    told(len(files) * 2, len(files) * 2)
    return _related([rows[card.path] for card in cards])


def files_in(paths: Iterable[Path], but: Path | None = None) -> Iterator[Path]:
    """Yield the files once each, those of folders by name; no link is followed.

    A file that is named itself is yielded whatever its ending is, and so is a folder that cannot
    be looked into, for its verdict. What is in the folder ``but`` is left out.

    Raises:
        UserFacingError: there are more than can be looked through at once.
    """
    known: set[Path] = set()
    for path in paths:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - says no where it may not look
        for found in _below(path, but) if is_folder else (path,):
            if found not in known:
                known.add(found)
                yield found
            if len(known) > MOST_FILES:
                raise UserFacingError(
                    f"There are more than {MOST_FILES:,} Word files in there.",
                    "Choose the folders in it one after the other.",
                )


def _below(folder: Path, but: Path | None) -> Iterator[Path]:
    closed: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=lambda f: closed.append(Path(f.filename))):
        folders[:] = sorted(f for f in folders if but is None or Path(here, f).resolve() != but)
        for name in sorted(names):
            path = Path(here) / name
            if path.suffix.casefold() in WORD_SUFFIXES and not name.startswith(_NOT_OURS):
                is_link = os.path.islink(path)  # noqa: PTH114 - as above
                yield from () if is_link else (path,)
    yield from closed


def _quality(
    card: Card,
    children: Children | None,
    last: tuple[Card, ReadRecord] | None,
    by: Rules,
    today: date,
    password: str | None,
) -> tuple[Quality, ReadRecord | None]:
    """Return what is said of one file, and its record while the next one may want it."""
    path = Path(card.path)
    if card.unread is not None:
        return card.unread, None
    try:
        opened, record = opened_and_read(content_of(path), by, password)
    except UnreadableError as fault:
        return unreadable(path.name, fault), None
    except MemoryError:
        return unreadable(path.name, UnreadableError(Verdict.TOO_LARGE)), None
    kin = [person.name for person in record.people]
    around = Around(others=None if children is None else children.others(card, kin))
    if last is not None and _goes_before(last[0], card):
        around = msgspec.structs.replace(around, last=last[1], last_name=Path(last[0].path).name)
    return quality_of_record(record, path.name, by, today, around=around, opened=opened), record


def _facts(one: Quality) -> _Facts:
    """Return what tells how the document is related to others; a draft goes before its version."""
    digits = "".join(c for c in one.version.split(" ")[0] if c.isdecimal())
    return _Facts(
        verdict=one.verdict,
        sha256=one.sha256,
        kind=one.kind,
        check=one.check,
        reference=one.reference,
        age=(int(digits[:6]) if digits else 0, one.is_draft is not True),
    )


def _goes_before(earlier: Card, card: Card) -> bool:
    """Whether a document is the record of an earlier review of the same child."""
    return bool(card.child) and earlier.child == card.child and earlier.number < card.number


def _label(card: Card, cards: list[Card]) -> str:
    """Return the file's name, or its place in the list where the name says a child's."""
    name = Path(card.path).name
    words = {word for one in card.names for word in one.casefold().split() if len(word) > 1}
    if any(word in name.casefold() for word in words):
        return f"document {next(n for n, one in enumerate(cards, 1) if one.path == card.path)}"
    return name


# -- how documents are related


def _related(made: list[tuple[Row, _Facts]]) -> list[Row]:
    """Return the rows with duplicates and successive versions known as such."""
    first: dict[str, str] = {}
    words: dict[tuple[str, str], str] = {}
    newest: dict[tuple[str, str], tuple[Row, _Facts]] = {}
    for row, one in made:
        if one.verdict is not None:
            continue
        first.setdefault(one.sha256, row.path)
        words.setdefault((one.kind, one.check), row.path)
        key = (one.reference, one.kind)
        is_followed = one.reference and one.kind != OTHER
        if is_followed and (key not in newest or one.age > newest[key][1].age):
            newest[key] = (row, one)
    related = []
    for row, one in made:
        if one.verdict is None:
            same, text = first[one.sha256], words[one.kind, one.check]
            latest, its = newest.get((one.reference, one.kind), (row, one))
            row = msgspec.structs.replace(  # noqa: PLW2901 - the same row, told more of
                row,
                same_as=same if same != row.path else "",
                same_text=text if text not in (row.path, same) else "",
                newer=latest.path if its.age > one.age else "",
            )
        related.append(row)
    return related


# -- the table


_COLUMNS = ("File", "Record", "Reference", "Version", "Draft", "Review", "Held on",
            "Participation", "Text", "Comments", "Barriers", "Not read because", "Same file as",
            "Same text as", "Newer version", "Yes", "No", "Cannot tell")  # fmt: skip


def rows_csv(rows: Iterable[Row], questions: Questions) -> bytes:
    """Return the rows as a table for spreadsheets, an answer in each column; it names no child."""
    rows = list(rows)
    labels = {row.path: row.label for row in rows}
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*_COLUMNS, *(f"{q.number} {q.id}" for q in questions.questions)))
    for row in rows:
        one = row.quality
        replies = {outcome.question: outcome.reply.label for outcome in one.outcomes}
        cells = (
            row.label,
            one.kind if one.is_ours else one.reach,
            one.reference,
            one.version,
            "" if one.is_draft is None else "yes" if one.is_draft else "no",
            one.review_number or "",
            one.review_date.isoformat() if one.review_date else "",
            one.took_part,
            one.text_state.label if one.verdict is None else "",
            one.comments,
            len(one.barriers),
            one.verdict.label if one.verdict else "",
            *(labels.get(path, "") for path in (row.same_as, row.same_text, row.newer)),
            *(one.count(reply) for reply in (Reply.YES, Reply.NO, Reply.CANNOT_TELL)),
            *(replies.get(q.id, "") for q in questions.questions),
        )
        writer.writerow([safe_cell(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig")
