"""Finding words in a review, and putting others in their place: never in a child's own words.

Quotations are found and shown, and stay letter for letter. What replaces a letter that is kept
back from somebody is kept back as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from models.child import Value
from models.edits import Field, SpliceText, SpliceTexts
from models.review import Review
from models.text import Line, Quotes, Text, Typed, broken, clean, moved, new_id, shown

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

    ``is_kept`` says that they are the child's own, which are not replaced.
    """

    section: str
    field: Field
    at: int
    line: str
    start: int
    length: int
    is_kept: bool = False


def find(review: Review, quotes: Quotes, sought: Sought, order: Iterable[str]) -> tuple[Place, ...]:
    """Return every place of the words, section by section in ``order``, notes before minutes."""
    pattern = sought.pattern
    if pattern is None:
        return ()
    return tuple(
        place
        for section in order
        for field in ((Field.NOTES, Field.MINUTES) if sought.notes else (Field.MINUTES,))
        for place in _in_text(review, section, field, pattern, quotes)
    )


def replaced(
    review: Review, places: Sequence[Place], by: str, fresh: Callable[[], str] = new_id
) -> SpliceTexts | None:
    """Return the edit that puts ``by`` in place of each, as one step; None where nothing can be.

    Lines are changed from the last to the first, so that the places stay true.
    """
    words = " ".join(clean(by).text.split("\n"))
    by_line: dict[tuple[str, Field, int], list[Place]] = {}
    for place in places:
        if not place.is_kept:
            by_line.setdefault((place.section, place.field, place.at), []).append(place)
    splices = []
    for (section, field, at), of_line in sorted(by_line.items(), key=lambda one: -one[0][2]):
        before = _text(review, section, field)[at]
        after = _line_with(before, of_line, words)
        if after != before:
            lines = broken(after, fresh)
            splices.append(SpliceText(section=section, field=field, at=at, removed=1, lines=lines))
    return SpliceTexts(splices=tuple(splices)) if splices else None


def _text(review: Review, section: str, field: Field) -> Text:
    record = review.section(section)
    return record.notes if field is Field.NOTES else record.minutes


def _in_text(
    review: Review, section: str, field: Field, pattern: re.Pattern[str], quotes: Quotes
) -> Iterator[Place]:
    for at, line in enumerate(_text(review, section, field)):
        for found in pattern.finditer(shown(line, quotes)):
            yield Place(
                section=section,
                field=field,
                at=at,
                line=line.id,
                start=found.start(),
                length=found.end() - found.start(),
                is_kept=line.quote is not None,
            )


def _line_with(line: Line, places: Sequence[Place], words: str) -> Line:
    """Return the line with the words in every one of its places."""
    text, spans = line.text, line.spans
    for place in sorted(places, key=lambda one: -one.start):
        end = place.start + place.length
        text = text[: place.start] + words + text[end:]
        change = Typed(start=place.start, removed=place.length, inserted=len(words))
        spans = moved(spans, change)
    return Line(id=line.id, text=text, mark=line.mark, spans=spans)
