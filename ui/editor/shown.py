"""Lines as they stand on the screen: blocks, marks, captions, and what is folded away."""

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from models.edits import Field
from models.text import Line, Mark, SpanKind, Text
from ui import theme
from ui.code_units import points, units
from ui.editor.looks import LABELS, Look, look_of
from ui.editor.painting import draw_marks
from ui.editor.sheet import Sheet
from ui.editor.typing_in import Where
from ui.kit.announce import announce
from ui.session import Change, ReviewSession

_MARGIN = 16
_CLOSED = "Text of the review"


def _is_partly_secret(line: Line) -> bool:
    return any(span.kind is SpanKind.CONFIDENTIAL for span in line.spans)


class ShownLines(QTextEdit):
    """Shows the lines of one text of an open review, one block for each, folded and marked.

    A confidential line is folded, its letters out of the document, while the caret is elsewhere;
    so is a worry while the child is beside the chair.
    """

    line_changed = Signal()
    """The caret is in another line, or the line it is in has another mark."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: ReviewSession | None = None
        self._where = Where(section="", field=Field.NOTES)
        self._name = ""
        # Ours from its making: for one that Qt made, Python may hold what is left of another.
        document = QTextDocument(self)
        self.setDocument(document)
        self._sheet = Sheet(document)
        self._open: frozenset[str] = frozenset()
        self._told: tuple[str, Mark, bool] | None = None
        self._pending: list[tuple[int, int]] = []
        self._is_typing = False
        self._child_beside = False
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setCursorWidth(2)
        self.setObjectName("lines")
        self._set_font()
        self.cursorPositionChanged.connect(self._caret_moved)

    # What is shown

    def show_text(self, session: ReviewSession, section: str, field: Field, name: str) -> None:
        """Show a text of the open review; ``name`` is said by screen readers."""
        if self._session is not session:
            self.close_text()
            self._session = session
            session.changed.connect(self._session_changed)
        self._where = Where(section=section, field=field)
        self._name = session.opened.child.preferred_name
        self.setAccessibleName(name)
        self._told = None
        self._open = frozenset()
        self._sheet.lines = ()
        with QSignalBlocker(self):
            self._show_lines(anew=True)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self._caret_moved()

    def close_text(self) -> None:
        """Let go of the session and of every letter."""
        if self._session is None:
            return
        self._session.changed.disconnect(self._session_changed)
        self._session = None
        self.setAccessibleName(_CLOSED)  # a section's title may hold the child's name
        self._open, self._told = frozenset(), None
        self._sheet.folded = frozenset()
        self._sheet.show((), {}, anew=True)

    @property
    def session(self) -> ReviewSession:
        """The session that is shown. Raises ValueError when none is."""
        if self._session is None:
            raise ValueError("no session is open")
        return self._session

    @property
    def is_open(self) -> bool:
        """Whether a text is shown."""
        return self._session is not None

    @property
    def where(self) -> Where:
        """Which text of which section is shown."""
        return self._where

    @property
    def sheet(self) -> Sheet:
        """The document's blocks and the lines they show."""
        return self._sheet

    @property
    def lines(self) -> Text:
        """The lines as the session has them."""
        record = self.session.opened.the_review.section(self._where.section)
        return record.notes if self._where.field is Field.NOTES else record.minutes

    @property
    def line(self) -> Line | None:
        """The line that the caret is in; None in an empty section."""
        return self._sheet.line_at(self.textCursor().block())

    @property
    def caret_in_line(self) -> int:
        """Where the caret stands in its line, in code points."""
        cursor = self.textCursor()
        return points(cursor.block().text(), cursor.positionInBlock())

    @property
    def child_beside(self) -> bool:
        """Whether worries fold as well, because the child can see the screen."""
        return self._child_beside

    def set_child_beside(self, *, beside: bool) -> None:
        """Fold worries too, and lines with a confidential part, or show them again."""
        self._child_beside = beside
        self._refold()

    def go_to_line(self, line_id: str) -> None:
        """Put the caret at the end of a line; nothing happens when it is not here."""
        for at, line in enumerate(self._sheet.lines):
            if line.id == line_id:
                self.put_caret(at)

    def put_caret(self, at: int, *, at_end: bool = True) -> None:
        """Put the caret into the line at a place."""
        block = self._sheet.block(at)
        cursor = QTextCursor(block)
        if at_end:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)

    def say(self, words: str) -> None:
        """Have a screen reader say something about what just happened."""
        announce(self, words)

    # From the session to the screen

    def _session_changed(self, change: Change) -> None:
        if self._is_typing or change.after.review is None:
            return
        last = self._show_lines()
        if change.edit is None and last is not None and self.hasFocus():
            self.put_caret(min(last, max(0, len(self._sheet.lines) - 1)))
        self._caret_moved()

    def _show_lines(self, *, anew: bool = False) -> int | None:
        lines = self.lines
        self._sheet.folded = frozenset(line.id for line in lines if self._folds(line))
        last = self._sheet.show(lines, self.session.quotes, anew=anew)
        if last is not None:
            self.viewport().update()
        return last

    def _folds(self, line: Line) -> bool:
        if line.id in self._open:
            return False
        if line.mark is Mark.CONFIDENTIAL:
            return True
        return self._child_beside and (line.mark is Mark.WORRY or _is_partly_secret(line))

    def _caret_moved(self) -> None:
        if self._sheet.is_filling or self._session is None or self._pending:
            return
        self._open_lines(self._ends() if self.hasFocus() else frozenset())
        self._say_line()

    def _ends(self) -> frozenset[str]:
        """Return the lines that the caret and the other end of a selection are in."""
        cursor = self.textCursor()
        blocks = map(self._sheet.document.findBlock, (cursor.position(), cursor.anchor()))
        lines = [self._sheet.line_at(block) for block in blocks]
        return frozenset(line.id for line in lines if line is not None)

    def _open_lines(self, now: frozenset[str]) -> None:
        if now != self._open:
            self._open = now
            self._refold()

    def _refold(self) -> None:
        if self._session is None:
            return
        folded = frozenset(line.id for line in self._sheet.lines if self._folds(line))
        if folded == self._sheet.folded:
            return
        cursor = self.textCursor()
        column, was_selecting = cursor.positionInBlock(), cursor.hasSelection()
        number = cursor.blockNumber()
        self._sheet.refold(folded, self.session.quotes)
        if not was_selecting:
            block = self._sheet.block(number)
            text = block.text()
            column = units(text[: points(text, column)])  # never inside a pair of units
            cursor.setPosition(block.position() + column)
            with QSignalBlocker(self):
                self.setTextCursor(cursor)
        self.viewport().update()

    def _say_line(self) -> None:
        """Tell pages and screen readers when the caret is in a line of another mark."""
        line = self.line
        partly = line is not None and _is_partly_secret(line)
        now = (line.id, line.mark, partly) if line is not None else ("", Mark.NOTE, False)
        if now == self._told:
            return
        before, self._told = self._told, now
        if self.hasFocus() and (before is None or before[1] is not now[1]):
            self.say(self.words_for(now[1]))
        described = "Part of this line is confidential." if partly else ""
        if line is not None and any(span.withheld_from for span in line.spans):
            described = f"{described} Somebody may not read all of this line.".strip()
        self.setAccessibleDescription(described)
        self.line_changed.emit()

    def words_for(self, mark: Mark) -> str:
        """Return what a mark is called here: "Leo's words", "worry", "note"."""
        return f"{self._name}'s words" if mark is Mark.WORDS else mark.label

    # Qt

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caret_moved()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and isValid(self._sheet.document):
            self._caret_moved()
        if self._session is not None:
            self._session.flush()

    @override
    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Load nothing: there are no pictures in notes, and none is ever fetched."""
        return None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        draw_marks(painter, self, event.rect(), self._caption)
        painter.end()
        super().paintEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_captions()
        self.ensureCursorVisible()

    def _fit_captions(self) -> None:
        """Put the word that says what a line is above it when it needs a third of its width."""
        room = self._sheet.label_width(Look.CONFIDENTIAL) * 3
        is_narrow = self.viewport().width() < room
        if is_narrow != self._sheet.is_narrow:
            self._sheet.is_narrow = is_narrow
            self._sheet.dress(range(len(self._sheet.lines)))

    def _caption(self, block: QTextBlock) -> str:
        """Return what is drawn above a block, or nothing when its word stands at its right."""
        line = self._sheet.line_at(block)
        if line is None or line.id in self._sheet.folded or self._session is None:
            return ""
        if line.quote is None:
            return LABELS.get(look_of(line, is_folded=False), "") if self._sheet.is_narrow else ""
        source = self._session.quotes[line.quote].source
        return f"{self._name}'s words · {source}" if source else f"{self._name}'s words"

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._set_font()
            self._fit_captions()
            if self._session is not None:
                self._sheet.dress(range(len(self._sheet.lines)))

    def _set_font(self) -> None:
        font = QFont(self.font())
        if font.pixelSize() != theme.px(theme.WRITING_PX):
            font.setPixelSize(theme.px(theme.WRITING_PX))
            self.setFont(font)
        self._sheet.document.setDocumentMargin(theme.px(_MARGIN))

    def select(self, at: int, start: int, length: int) -> None:
        """Select a stretch of a line, in code points."""
        block = self._sheet.block(at)
        text = block.text()
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + units(text[:start]))
        end = block.position() + units(text[: start + length])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
