"""Text as the IRO types it: lines with a mark, spans inside them, and quotations kept once.

A ``Text`` is a tuple of ``Line``. A line marked as the child's words holds no text of its own: it
holds the id of a ``Quote``, so that a quotation exists once and every page and document shows the
same letters. Positions are counted in code points (Python's ``str`` indices), never in UTF-16.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.terms import Term


def new_id() -> str:
    """Return a fresh permanent id: 16 lower-case hexadecimal digits."""
    return secrets.token_hex(8)


class Mark(Term):
    """What a line in the notes is."""

    NOTE = "note", "note"
    WORDS = "words", "child's words"
    RECOMMENDATION = "recommendation", "recommendation"
    WORRY = "worry", "worry"
    FOLLOW_UP = "follow_up", "follow up"
    CONFIDENTIAL = "confidential", "confidential"


class SpanKind(StrEnum):
    """What a stretch of a line is."""

    CONFIDENTIAL = "confidential"
    WITHHELD = "withheld"


class Span(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A stretch of one line: for the annex only, or withheld from the people named by id."""

    start: int
    length: int
    kind: SpanKind
    withheld_from: tuple[str, ...] = ()
    why: str = ""

    @property
    def end(self) -> int:
        """The position just after the span, in code points."""
        return self.start + self.length


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of notes or one paragraph of minutes.

    When ``mark`` is ``words``, ``quote`` is the id of the quotation and ``text`` is empty.
    """

    id: str
    text: str = ""
    mark: Mark = Mark.NOTE
    spans: tuple[Span, ...] = ()
    quote: str | None = None


class QuoteChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A change to a quotation after the write-up was opened: what it was, when (UTC) and why."""

    before: str
    at: datetime
    reason: str


class Quote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The child's exact words. Never altered by the program; line breaks are line feeds."""

    id: str
    text: str
    source: str = ""
    said_on: date | None = None
    changes: tuple[QuoteChange, ...] = ()


Text = tuple[Line, ...]
Quotes = Mapping[str, Quote]

_TO_NEWLINE = {ord(c): "\n" for c in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"}
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_QUOTE_PAIRS = {'"': '"', "“": "”", "‘": "’", "«": "»", "„": "“"}


class Cleaned(msgspec.Struct, frozen=True, kw_only=True):
    """Text made fit to keep, and how many characters had to go."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    """Return ``text`` fit to keep: line ends as line feeds, no character that no file can carry.

    Controls, NUL, lone surrogates and non-characters are removed and counted; everything else,
    spelling, spaces (also no-break ones) and scripts included, stays letter for letter.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TO_NEWLINE)
    kept, removed = _UNFIT.subn("", unified)
    return Cleaned(text=kept, removed=removed)


def shown(line: Line, quotes: Quotes) -> str:
    """Return the text that a line shows: its own, or its quotation's."""
    return line.text if line.quote is None else quotes[line.quote].text


def quoted_part(text: str) -> tuple[str, str, str]:
    """Split ``text`` into before, quoted and after; without quotation marks all of it is quoted."""
    for start, char in enumerate(text):
        closing = _QUOTE_PAIRS.get(char)
        if closing is None or (char == "‘" and start and text[start - 1].isalnum()):
            continue
        end = text.rfind(closing, start + 1)
        if end > start + 1:
            return text[:start].strip(), text[start + 1 : end], text[end + 1 :].strip(" .")
    return "", text, ""


def _overlap(span: Span, start: int, end: int, inserted: int) -> Span | None:
    """Return ``span`` after the text from ``start`` to ``end`` became ``inserted`` characters."""
    delta = inserted - (end - start)
    if span.end <= start:
        return span
    if span.start >= end and not (span.start == end == start and inserted == 0):
        return msgspec.structs.replace(span, start=span.start + delta)
    first = min(span.start, start)
    last = span.end + delta if span.end > end else start + inserted
    if last <= first:
        return None
    return msgspec.structs.replace(span, start=first, length=last - first)


def respan(spans: Sequence[Span], old: str, new: str) -> tuple[Span, ...]:
    """Return ``spans`` of ``old`` moved to where their letters stand in ``new``.

    Typing inside a span widens it, typing at its edge does not; what replaces part of a span stays
    in it, so that an edit never lets a confidential letter out.
    """
    if not spans or old == new:
        return tuple(spans)
    limit = min(len(old), len(new))
    head = 0
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end, inserted = len(old) - tail, len(new) - tail - head
    moved = (_overlap(span, head, end, inserted) for span in spans)
    return tuple(span for span in moved if span is not None)


_JOIN = "\u2029"


def _joined_spans(lines: Sequence[Line]) -> list[Span]:
    spans: list[Span] = []
    offset = 0
    for line in lines:
        spans += [msgspec.structs.replace(s, start=s.start + offset) for s in line.spans]
        offset += len(line.text) + 1
    return spans


def _cut_spans(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    cut = []
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if last > first:
            cut.append(msgspec.structs.replace(span, start=first - start, length=last - first))
    return tuple(cut)


class Retyped(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of typing: new lines, and the quotations whose text changed or that are new."""

    lines: Text
    quotes: tuple[Quote, ...] = ()


class _Retyper:
    """Fits new texts to the lines they came from."""

    def __init__(self, old: Text, quotes: Quotes, fresh: Callable[[], str]) -> None:
        self._old = old
        self._quotes = quotes
        self._fresh = fresh
        self._changed: list[Quote] = []

    def run(self, texts: Sequence[str]) -> Retyped:
        plain = [line for line in self._old if line.quote is None]
        old_joined = _JOIN.join(line.text for line in plain)
        sources = self._sources(texts)
        plain_texts = [t for t, s in zip(texts, sources, strict=True) if s is None or not s.quote]
        spans = respan(_joined_spans(plain), old_joined, _JOIN.join(plain_texts))
        lines: list[Line] = []
        used: set[str] = set()
        offset = 0
        for text, source in zip(texts, sources, strict=True):
            fresh = source is None or source.id in used
            line_id = self._fresh() if source is None or fresh else source.id
            used.add(line_id)
            if source is not None and source.quote is not None:
                lines.append(self._words(source, line_id, text, fresh=fresh))
                continue
            mark = source.mark if source is not None else Mark.NOTE
            cut = _cut_spans(spans, offset, offset + len(text))
            lines.append(Line(id=line_id, text=text, mark=mark, spans=cut))
            offset += len(text) + 1
        return Retyped(lines=tuple(lines), quotes=tuple(self._changed))

    def _sources(self, texts: Sequence[str]) -> list[Line | None]:
        """Return for each new text the old line it continues, or None for a new line."""
        old = self._old
        if not old:
            return [None] * len(texts)
        if len(texts) < len(old):
            return self._joined_sources(texts)
        extra = len(texts) - len(old)
        if extra and not texts[0]:
            # Enter at the start of a line opens a new one above it.
            return [None] * extra + list(old)
        # Enter inside a line keeps its mark on both halves; Enter at its end starts a new note.
        halves = [old[0] if text else None for text in texts[1 : extra + 1]]
        return [old[0], *halves, *old[1:]]

    def _joined_sources(self, texts: Sequence[str]) -> list[Line | None]:
        old = self._old
        gone = old[: len(old) - len(texts) + 1]
        keeper = gone[0]
        if keeper.quote is None and any(line.mark is Mark.CONFIDENTIAL for line in gone):
            keeper = msgspec.structs.replace(keeper, mark=Mark.CONFIDENTIAL)
        return [keeper, *old[len(gone) :]]

    def _words(self, source: Line, line_id: str, text: str, *, fresh: bool) -> Line:
        before = self._quotes[source.quote or ""]
        if fresh:
            quote = msgspec.structs.replace(before, id=self._fresh(), text=text, changes=())
        else:
            quote = msgspec.structs.replace(before, text=text)
        if quote != before:
            self._changed.append(quote)
        return msgspec.structs.replace(source, id=line_id, quote=quote.id)


def retype(
    old: Text, texts: Sequence[str], quotes: Quotes, fresh: Callable[[], str] = new_id
) -> Retyped:
    """Return the lines after the shown texts of ``old`` became ``texts``.

    Ids, marks, spans and quotations stay with the letters they belong to. A line split in two
    keeps its mark on both halves; joining a confidential line makes the whole confidential.
    """
    return _Retyper(old, quotes, fresh).run(texts)


def words_in(text: Text, quotes: Quotes) -> int:
    """Return how many words the text shows."""
    return sum(len(shown(line, quotes).split()) for line in text)
