"""What a key may do where quotations and folded lines are: letters of a quotation are kept."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from models.edits import SpliceText
from models.text import Line, Text, new_id, retype, shown
from ui.code_units import points
from ui.editor.surface import Surface


class Key(Enum):
    """What a key press would do to the text."""

    TEXT = "text"
    ENTER = "enter"
    BACK = "back"
    DELETE = "delete"


_BACK = (QKeySequence.StandardKey.DeleteStartOfWord,)
_DELETE = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)


def key_of(event: QKeyEvent) -> Key | None:
    """Return what the key would change, or None when it changes nothing."""
    if event.key() == Qt.Key.Key_Backspace or any(map(event.matches, _BACK)):
        return Key.BACK
    if any(map(event.matches, _DELETE)):
        return Key.DELETE
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        return Key.TEXT if shifted else Key.ENTER
    if event.matches(QKeySequence.StandardKey.Paste):
        return None
    return Key.TEXT if event.text() and event.text().isprintable() else None


class Guard:
    """Decides for one editor; does itself what Qt would do wrongly."""

    def __init__(self, editor: Surface) -> None:
        self._editor = editor

    def lets(self, key: Key) -> bool:
        """Return whether Qt may do what the key says; False when it was done or refused."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection():
            return self._over_selection(key, cursor)
        line = self._editor.line
        if line is None:
            return True
        if key is Key.BACK and cursor.atBlockStart():
            return self._across(cursor.blockNumber(), cursor.blockNumber() - 1)
        if key is Key.DELETE and cursor.atBlockEnd():
            return self._across(cursor.blockNumber(), cursor.blockNumber() + 1)
        if not self._editor.is_kept(line):
            return True
        if key is Key.ENTER:
            self._new_line(cursor)
        elif key is Key.TEXT:
            self._editor.refuse(line)
        else:
            self._select_whole(cursor, line)
        return False

    def _across(self, at: int, other: int) -> bool:
        """Decide on joining two lines: never with a quotation, an empty line just goes."""
        lines = self._editor.sheet.lines
        if not 0 <= other < len(lines):
            return True
        here, there = lines[at], lines[other]
        if here.quote is None and there.quote is None:
            if there.id in self._editor.sheet.folded:
                self._editor.sheet.refold(
                    self._editor.sheet.folded - {there.id}, self._editor.session.quotes
                )
            return True
        for place, line in ((at, here), (other, there)):
            if line.quote is None and not line.text:
                self._take_out(place, 1, ())
                return False
        self._editor.say("Words that were said are not joined with another line.")
        return False

    def _over_selection(self, key: Key, cursor: QTextCursor) -> bool:
        document, lines = self._editor.document(), self._editor.sheet.lines
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        kept = [
            (at, line)
            for at, line in enumerate(lines[first : last + 1], first)
            if self._editor.is_kept(line)
        ]
        if not kept:
            return True
        if key in (Key.BACK, Key.DELETE) and all(self._covers(cursor, at) for at, _ in kept):
            self._remove(cursor, first, last)
        else:
            self._editor.refuse(kept[0][1])
        return False

    def _covers(self, cursor: QTextCursor, at: int) -> bool:
        block = self._editor.sheet.block(at)
        end = block.position() + block.length() - 1
        return cursor.selectionStart() <= block.position() and end <= cursor.selectionEnd()

    def _remove(self, cursor: QTextCursor, first: int, last: int) -> None:
        """Take the selection out as lines: whole quotations go, the ends of others stay."""
        editor = self._editor
        old = editor.sheet.lines[first : last + 1]
        head = points(
            editor.sheet.block(first).text(),
            cursor.selectionStart() - editor.sheet.block(first).position(),
        )
        tail = points(
            editor.sheet.block(last).text(),
            cursor.selectionEnd() - editor.sheet.block(last).position(),
        )
        left: list[Line] = []
        if not editor.is_kept(old[0]):
            text = shown(old[0], editor.session.quotes)[:head]
            left += retype(old[:1], [text], editor.session.quotes).lines
        if len(old) > 1 and not editor.is_kept(old[-1]):
            text = shown(old[-1], editor.session.quotes)[tail:]
            left += retype(old[-1:], [text], editor.session.quotes).lines
        self._take_out(first, len(old), tuple(line for line in left if line.text or line.quote))

    def _take_out(self, at: int, count: int, instead: Text) -> None:
        editor = self._editor
        where = editor.where
        edit = SpliceText(
            section=where.section, field=where.field, at=at, removed=count, lines=instead
        )
        editor.apply(edit, "taking lines out")

    def _new_line(self, cursor: QTextCursor) -> None:
        """Open a new line after a quotation, or before it when the caret is at its start."""
        editor = self._editor
        before = cursor.atBlockStart() and not cursor.atBlockEnd()
        at = cursor.blockNumber() + (0 if before else 1)
        self._take_out(at, 0, (Line(id=new_id()),))
        editor.put_caret(at)

    def _select_whole(self, cursor: QTextCursor, line: Line) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.say(f"{self._editor.words_for(line.mark)} selected. Delete takes them out.")
