"""Keeps a text document in step with the lines of a section, block by block.

Only what differs is touched, so that the caret stays where it is and a keystroke costs the same
in a short section and in a long one.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import (
    QFontMetrics,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)

from models.text import Line, Quotes, Text, shown
from ui import theme
from ui.code_units import units
from ui.editor.looks import (
    LABELS,
    Look,
    block_format,
    char_format,
    folded_words,
    look_of,
    small_font,
    span_format,
)
from ui.editor.reading import to_block


class Sheet:
    """The document of one editor and the lines that it shows."""

    def __init__(self, document: QTextDocument) -> None:
        self.document = document
        self.lines: Text = ()
        self.folded: frozenset[str] = frozenset()
        self.is_narrow = False
        """Whether captions stand above their lines, because there is no room beside them."""
        self.is_filling = False
        """Whether the document is being changed by this class, not by the user."""

    @contextmanager
    def filling(self) -> Iterator[QTextCursor]:
        """Hand out a cursor; what it changes is one step and no typing."""
        was, self.is_filling = self.is_filling, True
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        try:
            yield cursor
        finally:
            cursor.endEditBlock()
            self.is_filling = was

    def block(self, at: int) -> QTextBlock:
        """Return the block of a line by its place."""
        return self.document.findBlockByNumber(at)

    def line_at(self, block: QTextBlock) -> Line | None:
        """Return the line that a block shows; None for the empty block of an empty section."""
        number = block.blockNumber()
        return self.lines[number] if 0 <= number < len(self.lines) else None

    def show(self, lines: Text, quotes: Quotes, *, anew: bool = False) -> int | None:
        """Show ``lines``; return the place of the last block that changed, or None."""
        before, self.lines = self.lines, lines
        wanted = [self._wanted(line, quotes) for line in lines] or [""]
        with self.filling() as cursor:
            first, end = (0, len(wanted)) if anew else self._differ(wanted)
            if first < end or self.document.blockCount() != len(wanted):
                self._put(cursor, wanted, first, end)
        changed = set(range(first, end))
        changed |= {
            at
            for at, line in enumerate(lines)
            if at >= len(before) or line is not before[at] or self.is_undressed(at)
        }
        self.dress(changed)
        return max(changed, default=None)

    def _wanted(self, line: Line, quotes: Quotes) -> str:
        if line.id in self.folded:
            return folded_words(line)
        return to_block(shown(line, quotes))

    def _differ(self, wanted: list[str]) -> tuple[int, int]:
        """Return the first place that differs and the end of what differs, in the new texts."""
        count = self.document.blockCount()
        limit = min(count, len(wanted))
        first = 0
        while first < limit and self.block(first).text() == wanted[first]:
            first += 1
        same = 0
        while same < limit - first and self.block(count - 1 - same).text() == wanted[-1 - same]:
            same += 1
        return first, len(wanted) - same

    def _put(self, cursor: QTextCursor, wanted: list[str], first: int, end: int) -> None:
        """Make the blocks from ``first`` on say what the texts up to ``end`` say."""
        old_end = end + self.document.blockCount() - len(wanted)
        both = min(end, old_end)
        for at in range(first, both):
            self._set_text(cursor, self.block(at), wanted[at])
        if end > both:
            self._insert(cursor, both, wanted[both:end])
        elif old_end > both:
            self._remove(cursor, both, old_end)

    def _set_text(self, cursor: QTextCursor, block: QTextBlock, text: str) -> None:
        old = block.text()
        if old == text:
            return
        head, tail = _same_ends(old, text)
        start, end = block.position(), block.position() + block.length() - 1
        if units(old) != end - start:  # half of a pair of units stands alone: all of it goes
            head, tail = 0, 0
        cursor.setPosition(start + units(old[:head]))
        last = start + units(old[: len(old) - tail]) if tail else end
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])

    def _insert(self, cursor: QTextCursor, at: int, texts: list[str]) -> None:
        if at == 0:
            cursor.setPosition(0)
            cursor.insertText("\n".join([*texts, ""]))
            return
        before = self.block(at - 1)
        cursor.setPosition(before.position() + before.length() - 1)
        cursor.insertText("\n".join(["", *texts]))

    def _remove(self, cursor: QTextCursor, first: int, end: int) -> None:
        keep = QTextCursor.MoveMode.KeepAnchor
        if end < self.document.blockCount():
            cursor.setPosition(self.block(first).position())
            cursor.setPosition(self.block(end).position(), keep)
        else:
            before, last = self.block(first - 1), self.block(end - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.setPosition(last.position() + last.length() - 1, keep)
        cursor.removeSelectedText()
        for at in (first - 1, first):
            self.block(at).setUserState(-1)

    def _look(self, line: Line) -> Look:
        return look_of(line, is_folded=line.id in self.folded)

    def is_undressed(self, at: int) -> bool:
        """Whether a block is not dressed as its line should be."""
        return self.block(at).userState() != self._look(self.lines[at])

    def dress(self, places: Iterable[int]) -> None:
        """Give the blocks at ``places`` the margins and inks of their lines."""
        with self.filling() as cursor:
            if not self.lines:
                self._dress_block(cursor, self.block(0), Line(id=""), Look.NOTE)
            for at in sorted(places):
                if at < len(self.lines):
                    line = self.lines[at]
                    self._dress_block(cursor, self.block(at), line, self._look(line))

    def _dress_block(self, cursor: QTextCursor, block: QTextBlock, line: Line, look: Look) -> None:
        keep = QTextCursor.MoveMode.KeepAnchor
        start = block.position()
        cursor.setPosition(start)
        cursor.setPosition(start + block.length() - 1, keep)
        cursor.setBlockFormat(self._margins(look))
        cursor.setCharFormat(char_format(look))
        cursor.setBlockCharFormat(char_format(look))
        if look is not Look.FOLDED:
            text = block.text()
            for span in line.spans:
                cursor.setPosition(start + units(text[: span.start]))
                cursor.setPosition(start + units(text[: span.end]), keep)
                cursor.setCharFormat(span_format(look, span))
        block.setUserState(look)

    def _margins(self, look: Look) -> QTextBlockFormat:
        beside = 0 if self.is_narrow else self.label_width(look)
        return block_format(look, beside, is_narrow=self.is_narrow)

    def label_width(self, look: Look) -> int:
        """Return how much room the word of a look takes at the right of its line, px."""
        if look not in LABELS:
            return 0
        font = small_font(self.document.defaultFont())
        return QFontMetrics(font).horizontalAdvance(LABELS[look]) + theme.px(12)

    def refold(self, folded: frozenset[str], quotes: Quotes) -> None:
        """Fold exactly the lines of ``folded``; the letters of a folded line leave the document."""
        differ = folded ^ self.folded
        self.folded = folded
        places = [at for at, line in enumerate(self.lines) if line.id in differ]
        if places:
            with self.filling() as cursor:
                for at in places:
                    self._set_text(cursor, self.block(at), self._wanted(self.lines[at], quotes))
            self.dress(places)


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many code points two texts have in common at their start and at their end."""
    head, limit = 0, min(len(old), len(new))
    while head < limit and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail
