"""Marking lines, and confidential parts of lines, in an editor."""

import msgspec
from PySide6.QtGui import QTextCursor

from models.edits import MarkLine, SpliceText
from models.text import Line, Mark, Span, SpanKind, Text, new_id, quoted_part, shown
from models.withheld import Keeping
from ui.code_units import points
from ui.editor.keeping import Place, kept, kept_in
from ui.editor.surface import Surface


class Marker:
    """Turns a mark key into edits: one for each line of the selection."""

    def __init__(self, editor: Surface) -> None:
        self._editor = editor

    def mark(self, mark: Mark, source: str) -> bool:
        """Mark what is selected, or the line that the caret is in.

        Returns whether a quotation was taken out of its line; the caret then stands behind all
        that came of the line, as it is the next thing that is to be typed or gone to.
        """
        cursor = self._editor.textCursor()
        if not self._editor.sheet.lines:
            self._begin()
        lines = self._lines(cursor)
        part = self._part(cursor) if len(lines) == 1 else None
        if part is not None and mark is Mark.CONFIDENTIAL:
            self._hide(lines[0], *part)
            return False
        first = cursor.document().findBlock(cursor.selectionStart()).blockNumber()
        for line in lines:
            self._mark_line(line, mark, source)
        return len(lines) == 1 and mark is Mark.WORDS and self._stepped_behind(lines[0], first)

    def _stepped_behind(self, line: Line, first: int) -> bool:
        """Put the caret behind what came of a line whose words stood between quotation marks."""
        before, said, after = quoted_part(line.text)
        if line.quote is not None or said == line.text:
            return False
        self._editor.put_caret(first + bool(before) + bool(after))
        return True

    def _begin(self) -> None:
        """Give an empty section its first line, so that there is something to mark."""
        where = self._editor.where
        first = (Line(id=new_id()),)
        edit = SpliceText(section=where.section, field=where.field, at=0, removed=0, lines=first)
        self._editor.apply(edit, "a new line")

    def _lines(self, cursor: QTextCursor) -> tuple[Line, ...]:
        document = self._editor.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        return self._editor.sheet.lines[first : last + 1]

    def _part(self, cursor: QTextCursor) -> tuple[int, int] | None:
        """Return start and end of a selection that is only a part of its line, in code points."""
        if not cursor.hasSelection():
            return None
        block = cursor.block()
        first = points(block.text(), cursor.selectionStart() - block.position())
        last = points(block.text(), cursor.selectionEnd() - block.position())
        return (first, last) if (first, last) != (0, len(block.text())) else None

    def _mark_line(self, line: Line, mark: Mark, source: str) -> None:
        editor = self._editor
        if line.quote is not None and mark is Mark.CONFIDENTIAL:
            self._hide(line, 0, len(shown(line, editor.session.quotes)))
        elif mark is Mark.NOTE and line.spans and line.mark in (Mark.NOTE, Mark.WORDS):
            self._show_again(line)
        elif line.quote is not None and mark is not line.mark and editor.is_kept(line):
            editor.refuse(line)
        else:
            where = editor.where
            edit = MarkLine(
                section=where.section,
                line=line.id,
                mark=mark,
                ids=(new_id(), new_id(), new_id()),
                source=source,
                field=where.field,
            )
            editor.session.apply(edit, f"marking as {editor.words_for(mark)}")

    def _hide(self, line: Line, start: int, end: int) -> None:
        """Make a part of a line confidential: it goes to the annex and into no copy."""
        span = Span(start=start, length=end - start, kind=SpanKind.CONFIDENTIAL)
        if end > start and span not in line.spans:
            self._put(line, (*line.spans, span), "making a part confidential")
            self._editor.say("This part is confidential.")

    def _show_again(self, line: Line) -> None:
        """Take the confidential parts of a line back, also those withheld stay withheld."""
        left = tuple(span for span in line.spans if span.kind is not SpanKind.CONFIDENTIAL)
        if left != line.spans:
            self._put(line, left, "taking confidential away")

    def keep(self, keeping: Keeping) -> None:
        """Keep what is selected, or the line of the caret, from the annex's others or from people.

        What was decided about it before is replaced; a decision that keeps nothing lets it be read.
        """
        old = self._lines(self._editor.textCursor())
        if not old:
            return
        changed = tuple(kept(line, where, keeping) for line, where in self._places(old))
        if changed == old:
            return
        words = "keeping something back" if keeping.keeps else "letting something be read"
        where = self._editor.where
        at = [line.id for line in self._editor.sheet.lines].index(old[0].id)
        edit = SpliceText(
            section=where.section, field=where.field, at=at, removed=len(old), lines=changed
        )
        self._editor.apply(edit, words)

    @property
    def has_part(self) -> bool:
        """Whether the selection is only a part of one line."""
        cursor = self._editor.textCursor()
        return len(self._lines(cursor)) == 1 and self._part(cursor) is not None

    def kept_here(self) -> Keeping | None:
        """Return what was decided about the selection or the line; None where there is no line."""
        lines = self._lines(self._editor.textCursor())
        if not lines:
            return None
        return kept_in(self._places(lines))

    def _places(self, lines: Text) -> list[tuple[Line, Place]]:
        """Return each line with the part of it that is meant, in code points."""
        quotes = self._editor.session.quotes
        part = self._part(self._editor.textCursor()) if len(lines) == 1 else None
        return [
            (
                line,
                Place(*(part or (0, len(text))), is_whole=part is None or line.quote is not None),
            )
            for line in lines
            for text in (shown(line, quotes),)
        ]

    def _put(self, line: Line, spans: tuple[Span, ...], words: str) -> None:
        where = self._editor.where
        at = [other.id for other in self._editor.sheet.lines].index(line.id)
        changed = (msgspec.structs.replace(line, spans=spans),)
        edit = SpliceText(section=where.section, field=where.field, at=at, removed=1, lines=changed)
        self._editor.apply(edit, words)
