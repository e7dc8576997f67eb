"""From what Qt says changed in the document to what the session is told."""

import msgspec
from PySide6.QtGui import QTextDocument

from models.edits import Field, SpliceText
from models.text import (
    Line,
    Quotes,
    Span,
    SpanKind,
    Text,
    Typed,
    clean,
    retype,
    shown,
)
from ui.code_units import points
from ui.editor.looks import Look
from ui.editor.paste import Secrecy
from ui.editor.reading import from_block
from ui.editor.sheet import Sheet


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """Which text of which section an editor shows."""

    section: str
    field: Field


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """The lines that typing touched: from ``at`` on, ``old`` became ``texts``."""

    at: int
    old: Text
    texts: tuple[str, ...]
    typed: Typed | None
    removed: int
    """How many characters had to go because no document can hold them."""


def touched(sheet: Sheet, position: int, added: int, quotes: Quotes) -> Touched:
    """Read the blocks from ``position`` to ``position + added``, in UTF-16 units."""
    document = sheet.document
    first = document.findBlock(position)
    last = document.findBlock(position + added)
    if not last.isValid():
        last = document.lastBlock()
    start, end = first.blockNumber(), last.blockNumber()
    after = document.blockCount() - 1 - end
    old = sheet.lines[start : max(start, len(sheet.lines) - after)]
    raw = [document.findBlockByNumber(n).text() for n in range(start, end + 1)]
    cleaned = [clean(from_block(text)) for text in raw]
    texts = tuple(part.text for part in cleaned)
    head = points(raw[0], position - first.position())
    tail = len(raw[-1]) - points(raw[-1], position + added - last.position())
    removed = sum(part.removed for part in cleaned)
    typed = None if removed else _typed(old, texts, quotes, head, max(tail, 0))
    return _without_folded(
        sheet, Touched(at=start, old=old, texts=texts, typed=typed, removed=removed)
    )


def _typed(old: Text, texts: tuple[str, ...], quotes: Quotes, head: int, tail: int) -> Typed | None:
    was = max(sum(len(shown(line, quotes)) + 1 for line in old) - 1, 0)
    now = sum(len(text) + 1 for text in texts) - 1
    if min(was, now) < head + tail:
        return None
    return Typed(start=head, removed=was - head - tail, inserted=now - head - tail)


def _without_folded(sheet: Sheet, whole: Touched) -> Touched:
    """Leave out folded lines at either end: their letters are not in the document."""
    at, old, texts = whole.at, list(whole.old), list(whole.texts)

    def is_folded(document: QTextDocument, place: int, line: Line) -> bool:
        state = document.findBlockByNumber(place).userState()
        return line.id in sheet.folded and state == Look.FOLDED

    while old and texts and is_folded(sheet.document, at, old[0]):
        del old[0], texts[0]
        at += 1
    while old and texts and is_folded(sheet.document, at + len(texts) - 1, old[-1]):
        del old[-1], texts[-1]
    if len(old) == len(whole.old):
        return whole
    return msgspec.structs.replace(whole, at=at, old=tuple(old), texts=tuple(texts), typed=None)


def edit_for(
    what: Touched, where: Where, quotes: Quotes, secret: tuple[Secrecy, ...] = ()
) -> SpliceText | None:
    """Return the edit, or None when nothing changed; ``secret`` says it of each pasted line."""
    done = retype(what.old, what.texts, quotes, typed=what.typed)
    lines = done.lines
    if any(secret) and what.typed is not None:
        lines = _kept_secret(lines, what, secret)
    if lines == what.old and not done.quotes:
        return None
    return SpliceText(
        section=where.section,
        field=where.field,
        at=what.at,
        removed=len(what.old),
        lines=lines,
        quotes=done.quotes,
    )


def _kept_secret(lines: Text, what: Touched, secret: tuple[Secrecy, ...]) -> Text:
    """Make what was copied from confidential lines confidential where it was put.

    What was withheld from somebody is so again.
    """
    typed = what.typed
    if typed is None:
        return lines
    before, first = typed.start, 0
    while before > len(what.texts[first]):
        before -= len(what.texts[first]) + 1
        first += 1
    kept = list(lines)
    left = typed.inserted
    for number, is_secret in enumerate(secret):
        at = first + number
        start = before if number == 0 else 0
        length = min(left, len(what.texts[at]) - start)
        left -= length + 1
        if is_secret and length > 0:
            span = Span(start=start, length=length, kind=SpanKind.CONFIDENTIAL)
            if isinstance(is_secret, tuple):
                kind = SpanKind.WITHHELD
                span = msgspec.structs.replace(span, kind=kind, withheld_from=is_secret)
            kept[at] = msgspec.structs.replace(kept[at], spans=(*kept[at].spans, span))
    return tuple(kept)


def breaks_words(what: Touched, edit: SpliceText, kept: frozenset[str], quotes: Quotes) -> bool:
    """Whether the edit would change letters of a quotation whose line is in ``kept``.

    Taking the whole quotation out is no change of its letters.
    """
    fixed = [line for line in what.old if line.id in kept]
    if not fixed:
        return False
    now = {line.quote for line in edit.lines}
    changed = {quote.id for quote in edit.quotes}
    if changed - set(quotes) or any(line.quote in changed for line in fixed):
        return True
    return any(line.quote not in now and not _is_whole(what, line, quotes) for line in fixed)


def _is_whole(what: Touched, line: Line, quotes: Quotes) -> bool:
    if what.typed is None:
        return False
    start = 0
    for other in what.old:
        if other.id == line.id:
            break
        start += len(shown(other, quotes)) + 1
    end = start + len(shown(line, quotes))
    return what.typed.start <= start and end <= what.typed.start + what.typed.removed
