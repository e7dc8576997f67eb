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
    """A stretch of one line: for the annex only, or withheld from the people named by id.

    ``by`` and ``on`` say who decided it and when (UK date).
    """

    start: int
    length: int
    kind: SpanKind
    withheld_from: tuple[str, ...] = ()
    why: str = ""
    by: str = ""
    on: date | None = None

    @property
    def end(self) -> int:
        """The position just after the span, in code points."""
        return self.start + self.length


class Line(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One line of notes or one paragraph of minutes.

    When ``mark`` is ``words``, ``quote`` is the id of the quotation and ``text`` is empty. What a
    plain line does not need is not written: most sections then fit on one page of the store. So
    the defaults are for ever.
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

LONGEST_LINE = 2_000
"""In code points; a longer one is broken when it is pasted or imported (anchors.md §0, 9)."""

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


def pieces(text: str) -> list[str]:
    """Cut a text after a space where there is one; joined again, the pieces are the text.

    None is longer than ``LONGEST_LINE``.
    """
    found = []
    start = 0
    while len(text) - start > LONGEST_LINE:
        space = text.rfind(" ", start, start + LONGEST_LINE)
        end = space + 1 if space > start else start + LONGEST_LINE
        found.append(text[start:end])
        start = end
    found.append(text[start:])
    return found


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
    return moved(spans, _changed(old, new, None))


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """Where typing happened, in code points: ``removed`` ones at ``start`` became ``inserted``.

    Counted in the shown lines joined with one character between each two.
    """

    start: int
    removed: int
    inserted: int


def _changed(old: str, new: str, typed: Typed | None) -> Typed:
    """Return the least that changed, inside ``typed`` when that is what really happened."""
    if typed is None or not _is_true(typed, old, new):
        typed = Typed(start=0, removed=len(old), inserted=len(new))
    head = typed.start
    end, new_end = head + typed.removed, head + typed.inserted
    limit = min(end, new_end)
    while head < limit and old[head] == new[head]:
        head += 1
    while end > head and new_end > head and old[end - 1] == new[new_end - 1]:
        end, new_end = end - 1, new_end - 1
    return Typed(start=head, removed=end - head, inserted=new_end - head)


def _is_true(typed: Typed, old: str, new: str) -> bool:
    end, new_end = typed.start + typed.removed, typed.start + typed.inserted
    return (
        0 <= typed.start <= end <= len(old)
        and old[: typed.start] == new[: typed.start]
        and old[end:] == new[new_end:]
    )


def moved(spans: Sequence[Span], change: Typed) -> tuple[Span, ...]:
    """Return ``spans`` after a change of their line: what stands for a letter of one stays in it.

    Nothing is taken for unchanged, so that a whole word put for another is as secret as that was.
    """
    end = change.start + change.removed
    found = (_overlap(span, change.start, end, change.inserted) for span in spans)
    return tuple(span for span in found if span is not None)


_JOIN = "\u2029"


def _joined_spans(lines: Sequence[Line], texts: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    offset = 0
    for line, text in zip(lines, texts, strict=True):
        spans += [msgspec.structs.replace(s, start=s.start + offset) for s in line.spans]
        offset += len(text) + 1
    return spans


def _cut_spans(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    cut = []
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if last > first:
            cut.append(msgspec.structs.replace(span, start=first - start, length=last - first))
    return tuple(cut)


def broken(line: Line, fresh: Callable[[], str] = new_id) -> Text:
    """Return a line as lines that an editor can hold; each keeps its mark and its spans.

    A quotation stays one, however long it is.
    """
    texts = pieces(line.text)
    if line.quote is not None or len(texts) == 1:
        return (line,)
    lines: list[Line] = []
    start = 0
    for text in texts:
        spans = _cut_spans(line.spans, start, start + len(text))
        name = fresh() if lines else line.id
        lines.append(msgspec.structs.replace(line, id=name, text=text, spans=spans))
        start += len(text)
    return tuple(lines)


class Retyped(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of typing: new lines, and the quotations whose text changed or that are new."""

    lines: Text
    quotes: tuple[Quote, ...] = ()


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What stays of the first and the last line that typing touched."""

    first: Line
    last: Line
    before: bool
    """Whether letters of the first line stay before what was typed."""
    after: bool
    """Whether letters of the last line stay after it."""

    @property
    def is_secret(self) -> bool:
        """Whether a letter that stays is on a confidential line."""
        return (self.before and self.first.mark is Mark.CONFIDENTIAL) or (
            self.after and self.last.mark is Mark.CONFIDENTIAL
        )

    def joined(self) -> Line:
        """Return the line that goes on when all that was touched becomes one line."""
        keeper = self.last if self.after and not self.before else self.first
        if self.is_secret and keeper.quote is None:
            return msgspec.structs.replace(keeper, mark=Mark.CONFIDENTIAL)
        return keeper

    def split(self, texts: Sequence[str]) -> list[Line | None]:
        """Return for each of several new lines the line it goes on from, or None for a new one."""
        half = self.last if self.after else None
        if self.first.id != self.last.id:
            return [self.first if texts[0] else None, *[None] * (len(texts) - 2), half]
        if self.after and not self.before:
            return [None] * (len(texts) - 1) + [half]
        inside = self.first if self.is_secret and self.after else None
        return [self.first, *[inside] * (len(texts) - 2), half]


def _whole_spans(line: Line, text: str) -> tuple[Span, ...]:
    """Return the spans that withhold all of a line from somebody."""
    return tuple(
        span
        for span in line.spans
        if span.kind is SpanKind.WITHHELD and span.start <= 0 and span.end >= len(text)
    )


def _widened(spans: tuple[Span, ...], wholly: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return the spans; a line that was withheld as a whole stays so, also where it grew."""
    if not wholly or not text:
        return spans
    whole = tuple(msgspec.structs.replace(span, start=0, length=len(text)) for span in wholly)
    said = {(span.kind, span.withheld_from) for span in whole}
    return (*(s for s in spans if (s.kind, s.withheld_from) not in said), *whole)


class _Retyper:
    """Fits new texts to the lines they came from."""

    def __init__(self, old: Text, quotes: Quotes, fresh: Callable[[], str]) -> None:
        self._old = old
        self._shown = [shown(line, quotes) for line in old]
        self._quotes = quotes
        self._fresh = fresh
        self._quotes_changed: list[Quote] = []
        self._used: set[str] = set()
        self._wholly = {
            line.id: _whole_spans(line, text)
            for line, text in zip(old, self._shown, strict=True)
            if line.spans
        }
        self._secret_quote: str | None = None

    def run(self, texts: Sequence[str], typed: Typed | None) -> Retyped:
        joined = _JOIN.join(texts)
        change = _changed(_JOIN.join(self._shown), joined, typed)
        sources = self._sources(texts, joined, change)
        spans = moved(_joined_spans(self._old, self._shown), change)
        lines: list[Line] = []
        offset = 0
        for text, source in zip(texts, sources, strict=True):
            lines.append(self._line(text, source, _cut_spans(spans, offset, offset + len(text))))
            offset += len(text) + 1
        return Retyped(lines=tuple(lines), quotes=tuple(self._quotes_changed))

    def _sources(self, texts: Sequence[str], joined: str, change: Typed) -> list[Line | None]:
        """Return for each new text the old line it goes on from, or None for a new line."""
        old = self._old
        if not old:
            return [None] * len(texts)
        end = change.start + change.removed
        old_joined = _JOIN.join(self._shown)
        first = old_joined.count(_JOIN, 0, change.start)
        last = first + old_joined.count(_JOIN, change.start, end)
        typed_breaks = joined.count(_JOIN, change.start, change.start + change.inserted)
        kept = _Kept(
            first=old[first],
            last=old[last],
            before=change.start > 0 and old_joined[change.start - 1] != _JOIN,
            after=end < len(old_joined) and old_joined[end] != _JOIN,
        )
        if typed_breaks:
            middle = kept.split(texts[first : first + typed_breaks + 1])
            return [*old[:first], *middle, *old[last + 1 :]]
        joined_line = kept.joined()
        if kept.is_secret:
            self._secret_quote = joined_line.quote
        return [*old[:first], joined_line, *old[last + 1 :]]

    def _line(self, text: str, source: Line | None, spans: tuple[Span, ...]) -> Line:
        if source is None:
            return Line(id=self._fresh(), text=text, spans=spans)
        spans = _widened(spans, self._wholly.get(source.id, ()), text)
        again = source.id in self._used
        self._used.add(source.id)
        line_id = self._fresh() if again else source.id
        if source.quote is None:
            return Line(id=line_id, text=text, mark=source.mark, spans=spans)
        if source.quote == self._secret_quote:
            spans = (Span(start=0, length=len(text), kind=SpanKind.CONFIDENTIAL),)
        quote = self._quote(self._quotes[source.quote], text, again=again)
        return msgspec.structs.replace(source, id=line_id, quote=quote.id, spans=spans)

    def _quote(self, before: Quote, text: str, *, again: bool) -> Quote:
        quote = msgspec.structs.replace(before, text=text)
        if again:
            quote = msgspec.structs.replace(quote, id=self._fresh(), changes=())
        if quote != before:
            self._quotes_changed.append(quote)
        return quote


def retype(
    old: Text,
    texts: Sequence[str],
    quotes: Quotes,
    fresh: Callable[[], str] = new_id,
    typed: Typed | None = None,
) -> Retyped:
    """Return the lines after the shown texts of ``old`` became ``texts``.

    Ids, marks, spans and quotations stay with the letters they belong to. A line split in two
    keeps its mark on both halves; joining a confidential line makes the whole confidential.
    ``typed`` says where, as the editor knows it: without it, deleting one of two equal passages
    cannot be told from deleting the other, and only one of them may be confidential.
    """
    return _Retyper(old, quotes, fresh).run(texts, typed)


def words_in(text: Text, quotes: Quotes) -> int:
    """Return how many words the text shows."""
    return sum(len(shown(line, quotes).split()) for line in text)
