"""Bringing notes over to the minutes: the child's words untouched, secrets still secret.

Recommendations are not brought over: they stand in their own table, once.
"""

from collections.abc import Callable, Container

from models.edits import Field, SpliceText
from models.review import SectionRecord
from models.text import Line, Mark, Text, new_id


def bring_over(
    record: SectionRecord,
    chosen: Container[str] | None = None,
    fresh: Callable[[], str] = new_id,
) -> SpliceText | None:
    """Return the edit that adds the notes named by ``chosen`` (None: all) to the minutes.

    A quotation is named, not copied, and one that stands in the minutes already is left out. A
    confidential line stays confidential. Returns None when there is nothing to bring.
    """
    there = {line.quote for line in record.minutes if line.quote is not None}
    same = {(line.text, line.mark) for line in record.minutes if line.quote is None}
    brought: list[Line] = []
    for line in record.notes:
        if chosen is not None and line.id not in chosen:
            continue
        moved = _as_minute(line, fresh())
        if moved is None or moved.quote in there or (moved.text, moved.mark) in same:
            continue
        brought.append(moved)
    if not brought:
        return None
    at = len(record.minutes) - _trailing_blanks(record.minutes)
    return SpliceText(
        section=record.id,
        field=Field.MINUTES,
        at=at,
        removed=len(record.minutes) - at,
        lines=tuple(brought),
    )


def words_put(
    record: SectionRecord, field: Field, quote_id: str, after: str | None, fresh: str
) -> SpliceText:
    """Return the edit that names a quotation in a section's text, after the line ``after``.

    An empty line gives its place to the words; without ``after`` they come at the end. ``fresh``
    is the id of the line that is made.
    """
    text = record.notes if field is Field.NOTES else record.minutes
    at = next((i + 1 for i, line in enumerate(text) if line.id == after), len(text))
    line = Line(id=fresh, mark=Mark.WORDS, quote=quote_id)
    before = text[at - 1] if at else None
    is_empty = before is not None and before.quote is None and not before.text.strip()
    return SpliceText(
        section=record.id,
        field=field,
        at=at - 1 if is_empty else at,
        removed=1 if is_empty else 0,
        lines=(line,),
    )


def _as_minute(line: Line, fresh: str) -> Line | None:
    if line.mark is Mark.WORDS:
        return Line(id=fresh, mark=Mark.WORDS, quote=line.quote, spans=line.spans)
    if line.mark is Mark.RECOMMENDATION or not line.text.strip():
        return None
    mark = Mark.CONFIDENTIAL if line.mark is Mark.CONFIDENTIAL else Mark.NOTE
    return Line(id=fresh, text=line.text, mark=mark, spans=line.spans)


def _trailing_blanks(text: Text) -> int:
    count = 0
    for line in reversed(text):
        if line.quote is not None or line.text.strip():
            break
        count += 1
    return count


def waiting(record: SectionRecord) -> dict[Mark, frozenset[str]]:
    """Return for each mark the notes that are not in the minutes yet; none for one without any."""
    found: dict[Mark, frozenset[str]] = {}
    for mark in Mark:
        marked = {line.id for line in record.notes if line.mark is mark}
        edit = bring_over(record, marked, fresh=str) if marked else None
        if edit is not None:
            found[mark] = frozenset(marked)
    return found
