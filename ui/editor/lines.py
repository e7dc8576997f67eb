"""The editor of one section's notes or minutes: type first, mark later (design.md §2, §3 Text)."""

from PySide6.QtCore import QEvent, QMimeData, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.edits import Field, SpliceText
from models.text import LONGEST_LINE, Line, Mark, SpanKind, shown
from models.withheld import Keeping
from ui.code_units import points
from ui.editor import paste
from ui.editor.guarding import Guard, Key, key_of
from ui.editor.marking import Marker
from ui.editor.reading import to_block
from ui.editor.shown import ShownLines
from ui.editor.typing_in import Touched, breaks_words, edit_for, touched
from ui.fields.editors import is_undo
from ui.messages import Messages, Tone
from ui.session import ReviewSession


class LinesEditor(ShownLines):
    """Edits the lines of one text of an open review.

    It keeps nothing of its own: what is typed goes to the session at once.
    """

    correction_wanted = Signal(str)
    """Someone began to change a quotation that needs a reason now; its id."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._guard = Guard(self)
        self._marker = Marker(self)
        self._secret: tuple[paste.Secrecy, ...] = ()
        self._has_arrived = False
        self.setPlaceholderText("\u2003Type what you hear. Mark it later.")
        self._sheet.document.contentsChange.connect(self._note_change)
        self._sheet.document.contentsChanged.connect(self._tell_session)

    @override
    def show_text(self, session: ReviewSession, section: str, field: Field, name: str) -> None:
        super().show_text(session, section, field, name)
        self._has_arrived = True

    @override
    def put_caret(self, at: int, *, at_end: bool = True) -> None:
        self._has_arrived = False
        super().put_caret(at, at_end=at_end)

    def mark(self, mark: Mark, source: str = "") -> None:
        """Mark the lines of the selection, or the selected part when it is to be confidential."""
        self._has_arrived = False
        if self._session is not None:
            self._has_arrived = self._marker.mark(mark, source)
            self._say_line()

    def keep_back(self, keeping: Keeping) -> None:
        """Keep the selection or the line from somebody, or let it be read where nothing is kept."""
        self._has_arrived = False
        if self._session is not None:
            self._marker.keep(keeping)
            self._say_line()

    @property
    def has_part(self) -> bool:
        """Whether a part of one line is selected."""
        return self._marker.has_part

    def kept_here(self) -> Keeping | None:
        """Return what was decided about the selection or the line; None where nothing is there."""
        return self._marker.kept_here() if self._session is not None else None

    def is_kept(self, line: Line) -> bool:
        """Whether the line is a quotation whose letters cannot be typed in here."""
        if line.quote is None:
            return False
        opened = self.session.opened.the_review.head.write_up_opened
        return self._where.field is Field.MINUTES or opened is not None

    def refuse(self, line: Line) -> None:
        """Say that a quotation is not changed by typing, and offer what is right instead."""
        if self._where.field is Field.NOTES and line.quote is not None:
            self.correction_wanted.emit(line.quote)
            return
        self._messages.tell(
            f"{self._name}'s words stay as they were said.",
            "Correct them in the notes, where a reason is asked for; here they can be moved or"
            " taken out as a whole.",
        )

    def apply(self, edit: SpliceText, words: str) -> None:
        """Change lines as a whole; the document follows."""
        self.session.apply(edit, words)

    # From the user to the session

    def _note_change(self, position: int, _removed: int, added: int) -> None:
        if not self._sheet.is_filling and self._session is not None:
            self._pending.append((position, added))

    def _tell_session(self) -> None:
        if not self._pending or self._sheet.is_filling:
            return
        start = min(position for position, _ in self._pending)
        end = max(position + added for position, added in self._pending)
        once = len(self._pending) == 1
        self._pending.clear()
        what = touched(self._sheet, start, end - start, self.session.quotes)
        secret, self._secret = self._secret, ()
        edit = edit_for(what, self._where, self.session.quotes, secret if once else ())
        if edit is None:
            self._show_lines()
            return
        kept = frozenset(line.id for line in what.old if self.is_kept(line))
        if breaks_words(what, edit, kept, self.session.quotes):
            self._show_lines(anew=True)
            self.refuse(next(line for line in what.old if line.id in kept))
            return
        self._type(what, edit)

    def _type(self, what: Touched, edit: SpliceText) -> None:
        self._is_typing = True
        try:
            self.session.apply(edit)
        finally:
            self._is_typing = False
        self._sheet.lines = self.lines
        if what.removed:
            self._show_lines()
            many = "character" if what.removed == 1 else "characters"
            self._messages.tell(f"{what.removed} {many} that no document can hold were left out.")
        elif len(edit.lines) != edit.removed or any(line.spans for line in edit.lines):
            self._sheet.dress(range(edit.at, edit.at + len(edit.lines)))
            self.viewport().update()
        elif self._sheet.is_undressed(edit.at):
            self._sheet.dress([edit.at])
        self._caret_moved()

    # Qt

    @override
    def event(self, event: QEvent, /) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._session is None:
            return
        self._open_lines(self._ends())
        if event.matches(QKeySequence.StandardKey.Cut):
            self._cut()
        else:
            key = key_of(event)
            if key is Key.TEXT:
                self._begin_line()
            self._has_arrived = False
            if key is None or self._guard.lets(key):
                super().keyPressEvent(event)
                return
        event.accept()

    def _begin_line(self) -> None:
        """Begin a line of its own where one types on without having looked at where the caret is.

        A section is shown with the caret at its end. Where the last line is marked, as a child's
        words or a recommendation, what is typed next is not part of it. Nor is what is typed
        behind a quotation that was just taken out from between its quotation marks.
        """
        line, cursor = self.line, self.textCursor()
        arrived, self._has_arrived = self._has_arrived, False
        if not arrived or line is None or line.mark is Mark.NOTE:
            return
        if cursor.atBlockEnd() and cursor.block().length() > 1 and self._guard.lets(Key.ENTER):
            cursor.insertText("\n")

    @override
    def mousePressEvent(self, e: QMouseEvent) -> None:
        self._has_arrived = False
        super().mousePressEvent(e)

    def _cut(self) -> None:
        if self.textCursor().hasSelection():
            self.copy()
            if self._guard.lets(Key.DELETE):
                self.textCursor().removeSelectedText()

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self._session is None:
            return
        if len(event.commitString()) > LONGEST_LINE:  # as much as a paste, so it is one
            pasted = QMimeData()
            pasted.setText(event.commitString())
            self.insertFromMimeData(pasted)
            return
        self._open_lines(self._ends())
        if event.commitString() or event.preeditString():
            self._begin_line()
        composes = bool(event.commitString() or event.preeditString())
        if not composes or self._guard.lets(Key.TEXT):
            super().inputMethodEvent(event)

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._session is None:
            return
        self._open_lines(self._ends())
        self._begin_line()
        if not self._guard.lets(Key.TEXT):
            return
        held = sum(len(line.text) + 1 for line in self._sheet.lines)
        pasted = paste.read_paste(source)
        if held + pasted.size > paste.LARGEST_SECTION:
            self._messages.tell(
                f"This is too much to paste: {pasted.size:,} characters, and one section holds"
                f" {paste.LARGEST_SECTION:,}.",
                "Nothing was changed and it is still on the clipboard; paste a part of it.",
                Tone.CARE,
            )
            return
        self._secret = pasted.secret
        self.textCursor().insertText("\n".join(to_block(line) for line in pasted.lines))
        self._secret = ()
        self.ensureCursorVisible()
        if pasted.notice:
            self._messages.tell(pasted.notice)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        plain = cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        return paste.write_copy(plain, self._selected_lines(cursor))

    def _selected_lines(self, cursor: QTextCursor) -> list[tuple[str, paste.Secrecy]]:
        """Return the selected part of each line, and whether any of it is confidential."""
        found: list[tuple[str, paste.Secrecy]] = []
        block = self._sheet.document.findBlock(cursor.selectionStart())
        while block.isValid() and block.position() <= cursor.selectionEnd():
            line = self._sheet.line_at(block)
            if line is not None:
                found.append(self._selected_part(cursor, block, line))
            block = block.next()
        return found

    def _selected_part(
        self, cursor: QTextCursor, block: QTextBlock, line: Line
    ) -> tuple[str, paste.Secrecy]:
        text = shown(line, self.session.quotes)
        if line.id in self._sheet.folded:
            return text, True
        first = points(block.text(), max(0, cursor.selectionStart() - block.position()))
        last = points(block.text(), cursor.selectionEnd() - block.position())
        spans = [span for span in line.spans if span.start < last and span.end > first]
        if line.mark is Mark.CONFIDENTIAL or any(s.kind is SpanKind.CONFIDENTIAL for s in spans):
            return text[first:last], True
        people = dict.fromkeys(name for span in spans for name in span.withheld_from)
        return text[first:last], tuple(people)
