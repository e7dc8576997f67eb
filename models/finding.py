"""Finding words in a review, and putting others in their place: never in a quotation.

They are looked for in its texts, its recommendations, what changed and what is not done this time.
Quotations are found and shown, and stay letter for letter. What replaces a letter that is kept
back from somebody is kept back as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from models.child import Value
from models.edits import Field, Put, SpliceText, Together
from models.language import QUOTED
from models.review import DIFFERENCES, Recommendation, Review, Unanswered
from models.taking_part import ChangeMade
from models.text import Line, Quotes, Text, Typed, broken, clean, moved, new_id, shown

RECOMMENDATIONS = "recommendations"
"""Stands for them in an order of sections: they are none."""
_VOICE = "voice"

Entry = Recommendation | ChangeMade | Unanswered
ENTRY_FIELDS: Mapping[str, tuple[str, ...]] = {
    RECOMMENDATIONS: ("what", "why", "who", "role", "in_letter", "how_seen"),
    _VOICE: ("what", "in_letter"),
    DIFFERENCES: ("worry", "who", "reason", "in_letter"),
}
"""The fields that hold words, of the entries that belong to a section, in their order on screen."""

_ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]',
          " ": "[ \u00a0]", "\u00a0": "[ \u00a0]"}  # fmt: skip
"""What is typed with one key stands in a text as either."""


class Sought(Value, frozen=True, kw_only=True):
    """What to look for; ``notes`` says that it is looked for in what was jotted too."""

    words: str
    case: bool = False
    whole: bool = False
    notes: bool = False

    @property
    def pattern(self) -> re.Pattern[str] | None:
        """What matches the words, or None where there are none."""
        if not self.words:
            return None
        letters = "".join(_ALIKE.get(char, re.escape(char)) for char in self.words)
        edged = f"(?<!\\w){letters}(?!\\w)" if self.whole else letters
        return re.compile(edged, re.NOFLAG if self.case else re.IGNORECASE)


class Place(Value, frozen=True, kw_only=True):
    """Where the words stand: a stretch of a line, in code points, and the line's own place.

    ``is_kept`` says that they are a quotation, which is not replaced.
    """

    section: str
    field: Field
    at: int
    line: str
    start: int
    length: int
    is_kept: bool = False


class EntryPlace(Value, frozen=True, kw_only=True):
    """Where the words stand in a field of an entry: the ``number``-th of its section, from 1."""

    section: str
    entry: str
    number: int
    name: str
    start: int
    length: int
    is_kept: bool = False


AnyPlace = Place | EntryPlace


def find(
    review: Review, quotes: Quotes, sought: Sought, order: Iterable[str]
) -> tuple[AnyPlace, ...]:
    """Return every place of the words, section by section in ``order``.

    Notes come before minutes, and both before the entries that belong to the section.
    """
    pattern = sought.pattern
    if pattern is None:
        return ()
    fields = (Field.NOTES, Field.MINUTES) if sought.notes else (Field.MINUTES,)
    found: list[AnyPlace] = []
    for section in order:
        for field in fields:
            found += _in_text(review, section, field, pattern, quotes)
        found += _in_entries(review, section, pattern)
    return tuple(found)


def entry_place(review: Review, entry_id: str) -> EntryPlace | None:
    """Return where an entry begins, or None where there is none with that id."""
    for section, names in ENTRY_FIELDS.items():
        for number, entry in enumerate(_entries(review, section), 1):
            if entry.id == entry_id:
                return EntryPlace(
                    section=section, entry=entry.id, number=number, name=names[0], start=0, length=0
                )
    return None


def replaced(
    review: Review, places: Sequence[AnyPlace], by: str, fresh: Callable[[], str] = new_id
) -> Together | None:
    """Return the edit that puts ``by`` in place of each, as one step; None where nothing can be."""
    words = " ".join(clean(by).text.split("\n"))
    free = [place for place in places if not place.is_kept]
    texts = [place for place in free if isinstance(place, Place)]
    entries = [place for place in free if isinstance(place, EntryPlace)]
    edits: list[SpliceText | Put] = [*_texts_with(review, texts, words, fresh)]
    edits += [Put(item=entry) for entry in _entries_with(review, entries, words)]
    return Together(edits=tuple(edits)) if edits else None


def _texts_with(
    review: Review, places: Sequence[Place], words: str, fresh: Callable[[], str]
) -> Iterator[SpliceText]:
    """Yield the changes of lines from the last to the first, so that the places stay true."""
    by_line: dict[tuple[str, Field, int], list[Place]] = {}
    for place in places:
        by_line.setdefault((place.section, place.field, place.at), []).append(place)
    for (section, field, at), of_line in sorted(by_line.items(), key=lambda one: -one[0][2]):
        before = _text(review, section, field)[at]
        after = _line_with(before, of_line, words)
        if after != before:
            lines = broken(after, fresh)
            yield SpliceText(section=section, field=field, at=at, removed=1, lines=lines)


def _entries_with(review: Review, places: Sequence[EntryPlace], words: str) -> Iterator[Entry]:
    """Yield each entry that becomes another.

    A recommendation whose words are changed follows its note no more, and one whose person is
    called otherwise is no longer known to be theirs.
    """
    for section in ENTRY_FIELDS:
        for entry in _entries(review, section):
            changed = entry
            for name in ENTRY_FIELDS[section]:
                mine = [p for p in places if (p.entry, p.name) == (entry.id, name)]
                text = _text_with(getattr(entry, name), mine, words)
                if text != getattr(entry, name):
                    changed = msgspec.structs.replace(changed, **{name: text})
            if isinstance(entry, Recommendation) and isinstance(changed, Recommendation):
                changed = msgspec.structs.replace(
                    changed,
                    follows_line=entry.follows_line and changed.what == entry.what,
                    person_id=entry.person_id if changed.who == entry.who else None,
                )
            if changed != entry:
                yield changed


def _entries(review: Review, section: str) -> tuple[Entry, ...]:
    head = review.head
    of: Mapping[str, tuple[Entry, ...]] = {
        RECOMMENDATIONS: head.recommendations,
        _VOICE: head.changes,
        DIFFERENCES: head.unanswered,
    }
    return of.get(section, ())


def _text(review: Review, section: str, field: Field) -> Text:
    record = review.section(section)
    return record.notes if field is Field.NOTES else record.minutes


def _in_text(
    review: Review, section: str, field: Field, pattern: re.Pattern[str], quotes: Quotes
) -> Iterator[Place]:
    for at, line in enumerate(_text(review, section, field)):
        text = shown(line, quotes)
        for found in pattern.finditer(text):
            yield Place(
                section=section,
                field=field,
                at=at,
                line=line.id,
                start=found.start(),
                length=found.end() - found.start(),
                is_kept=line.quote is not None or _is_quoted(text, found),
            )


def _in_entries(review: Review, section: str, pattern: re.Pattern[str]) -> Iterator[EntryPlace]:
    for number, entry in enumerate(_entries(review, section), 1):
        for name in ENTRY_FIELDS[section]:
            text: str = getattr(entry, name)
            for found in pattern.finditer(text):
                yield EntryPlace(
                    section=section,
                    entry=entry.id,
                    number=number,
                    name=name,
                    start=found.start(),
                    length=found.end() - found.start(),
                    is_kept=_is_quoted(text, found),
                )


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Return whether any of what was found stands between quotation marks."""
    return any(
        quoted.start() < found.end() and found.start() < quoted.end()
        for quoted in QUOTED.finditer(text)
    )


def _text_with(text: str, places: Sequence[EntryPlace], words: str) -> str:
    for place in sorted(places, key=lambda one: -one.start):
        text = text[: place.start] + words + text[place.start + place.length :]
    return text


def _line_with(line: Line, places: Sequence[Place], words: str) -> Line:
    """Return the line with the words in every one of its places."""
    text, spans = line.text, line.spans
    for place in sorted(places, key=lambda one: -one.start):
        end = place.start + place.length
        text = text[: place.start] + words + text[end:]
        change = Typed(start=place.start, removed=place.length, inserted=len(words))
        spans = moved(spans, change)
    return Line(id=line.id, text=text, mark=line.mark, spans=spans)
