"""A document as it was read, drawn as Word shows it: to read, to jump in, and to point at.

Nothing in it is trusted: every word comes in as plain text, and no picture, link or markup of the
file is ever drawn. Positions of spots are code points; Qt counts UTF-16 units.
"""

from collections.abc import Iterable
from enum import Enum

import msgspec
from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit
from typing_extensions import override

from export.reader.document import ReadDocument, ReadParagraph, ReadTable, Spot
from ui import clipboard, theme
from ui.code_units import points, units
from ui.kit import set_look

_MOST_PARAGRAPHS = 20_000
_SIZES = {1: 22, 2: 17, 3: 15}
_WORDS = ("Child's words", "Child’s words", "Table words")
_QUIET = ("Note", "Caption", "Child's words source", "Child's words note", "Occasion")
_LINE = "\u2028"
_AT = int(QTextCharFormat.Property.UserProperty) + 1


class Marked(Enum):
    """Why a stretch of the document is marked; each also has a line of its own kind beneath."""

    EVIDENCE = "evidence"
    REMARK = "remark"
    COMMENT = "comment"
    HERE = "here"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch that is marked, and why."""

    spot: Spot
    why: Marked


class DocumentView(QTextEdit):
    """Shows one document; the caret walks through it and a selection is what a comment is about."""

    comment_wanted = Signal()
    """Enter was pressed at a place or a selection: a comment is wanted there."""

    def __init__(self) -> None:
        super().__init__()
        self._starts: dict[int, int] = {}
        self._texts: dict[int, str] = {}
        self._marks: tuple[Mark, ...] = ()
        self._document: ReadDocument | None = None
        self._drawn_as: tuple[object, int] = (None, 0)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setObjectName("document_view")
        self.setAccessibleName("The document")
        self.setAccessibleDescription("Select words and press Enter to comment on them.")
        set_look(self, "paper")
        self.document().setDocumentMargin(20)

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.chosen(self.textCursor())

    def show_document(self, document: ReadDocument) -> None:
        """Draw another document from its beginning."""
        self.forget()
        self._document = document
        self._draw(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _draw(self, document: ReadDocument) -> None:
        self.document().clear()
        self._drawn_as = (theme.current_roles(), theme.text_percent())
        made = _Drawing(self.document(), theme.px(theme.BASE_PX))
        made.draw(document)
        self._starts, self._texts = made.starts, made.texts

    def forget(self) -> None:
        """Show nothing."""
        self.setExtraSelections([])
        self.document().clear()
        self._starts, self._texts, self._marks = {}, {}, ()
        self._document = None

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Mark stretches of the document in place of those marked before."""
        self._marks = tuple(marks)
        self._show_selections()

    def go_to(self, spot: Spot) -> bool:
        """Bring a stretch into view, select it, and return whether it is there."""
        cursor = self._cursor(spot)
        if cursor is None:
            return False
        self.setTextCursor(cursor)
        self._bring_into_view(cursor)
        return True

    def bring(self, spot: Spot) -> None:
        """Bring a stretch into view, once it is laid out, and leave the caret where it is."""
        QTimer.singleShot(0, self, lambda: self._bring(spot))

    def _bring(self, spot: Spot) -> None:
        cursor = self._cursor(spot)
        if cursor is not None:
            self._bring_into_view(cursor)

    def spot(self) -> tuple[Spot, str] | None:
        """Return the selected stretch of one paragraph and its words, the paragraph for none."""
        cursor = self.textCursor()
        start = min(cursor.anchor(), cursor.position())
        at = self._paragraph(self.document().findBlock(start))
        if at is None:
            return None
        text, begin = self._texts[at], start - self._starts[at]
        first = points(text, begin)
        length = points(text, begin + abs(cursor.position() - cursor.anchor())) - first
        if not cursor.hasSelection() or not length:
            return Spot(at=at, start=0, length=len(text)), text
        return Spot(at=at, start=first, length=length), text[first : first + length]

    def words_at(self, spot: Spot) -> str:
        """Return the words of a stretch, nothing where it is not there."""
        text = self._texts.get(spot.at, "")
        return text[spot.start : spot.start + spot.length]

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not e.modifiers():
            self.comment_wanted.emit()
            return
        super().keyPressEvent(e)

    @override
    def changeEvent(self, e: QEvent, /) -> None:
        """Draw anew in other colours or another size of text."""
        super().changeEvent(e)
        dressed = (theme.current_roles(), theme.text_percent())
        if self._document is not None and self._drawn_as != dressed:
            self._draw(self._document)
            self._show_selections()

    def _bring_into_view(self, cursor: QTextCursor) -> None:
        """Let the stretch stand in the upper third, so that what follows it is read too."""
        place = self.cursorRect(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + place.top() - self.viewport().height() // 3)

    def _paragraph(self, block: QTextBlock) -> int | None:
        """Return the number of the paragraph a block is, or of the nearest before it."""
        while block.isValid():
            if block.userState() in self._texts:
                return block.userState()
            block = block.previous()
        return next(iter(self._texts), None)

    def _cursor(self, spot: Spot) -> QTextCursor | None:
        if spot.at not in self._starts:
            return None
        text, begin = self._texts[spot.at], self._starts[spot.at]
        length = spot.length or len(text)
        cursor = QTextCursor(self.document())
        cursor.setPosition(begin + units(text[: spot.start]))
        end = begin + units(text[: spot.start + length])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _show_selections(self) -> None:
        shown = []
        for mark in self._marks:
            cursor = self._cursor(mark.spot)
            if cursor is not None:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = cursor
                selection.format = _format(mark.why)
                shown.append(selection)
        self.setExtraSelections(shown)


def _format(why: Marked) -> QTextCharFormat:
    """Return how a marked stretch looks: its ground, and a line that tells it without colour."""
    roles = theme.current_roles()
    lines = QTextCharFormat.UnderlineStyle
    ground, ink, line = {
        Marked.EVIDENCE: (roles.soon_ground, roles.soon, lines.DashUnderline),
        Marked.REMARK: (roles.accent_ground, roles.accent, lines.SingleUnderline),
        Marked.COMMENT: (roles.done_ground, roles.done, lines.DotLine),
        Marked.HERE: (roles.soon_ground, roles.late, lines.SingleUnderline),
    }[why]
    made = QTextCharFormat()
    made.setBackground(ground)
    made.setForeground(roles.text)
    made.setUnderlineStyle(line)
    made.setUnderlineColor(ink)
    return made


class _Drawing:
    """Draws one document, and notes where each of its paragraphs begins."""

    def __init__(self, document: QTextDocument, size: int) -> None:
        self._cursor = QTextCursor(document)
        self._size = size
        self._is_first = True
        self.starts: dict[int, int] = {}
        self.texts: dict[int, str] = {}

    def draw(self, document: ReadDocument) -> None:
        """Draw every block; of a document without end, its beginning."""
        self._cursor.beginEditBlock()
        for block in document.blocks:
            if len(self.texts) > _MOST_PARAGRAPHS:
                self._plain("The document is too long to be drawn whole. What follows was read.")
                break
            if isinstance(block, ReadTable):
                self._table(block)
            else:
                self._paragraph(block)
        self._cursor.endEditBlock()

    def _paragraph(self, paragraph: ReadParagraph) -> None:
        looks, letters = self._looks(paragraph)
        if self._is_first:
            self._cursor.setBlockFormat(looks)
        else:
            self._cursor.insertBlock(looks)
        self._is_first = False
        self._put(paragraph, letters)

    def _put(self, paragraph: ReadParagraph, letters: QTextCharFormat) -> None:
        """Write a paragraph's text into the block the cursor is in."""
        block = self._cursor.block()
        block.setUserState(paragraph.at)
        lead = "•  " if paragraph.list_level is not None and not paragraph.is_ordered else ""
        if lead:
            self._cursor.insertText(lead, letters)
        self.starts[paragraph.at] = self._cursor.position()
        self.texts[paragraph.at] = paragraph.text
        self._cursor.insertText(paragraph.text.replace("\n", _LINE), letters)

    def _plain(self, text: str) -> None:
        self._cursor.insertBlock(QTextBlockFormat())
        self._cursor.insertText(text, QTextCharFormat())

    def _looks(self, paragraph: ReadParagraph) -> tuple[QTextBlockFormat, QTextCharFormat]:
        roles = theme.current_roles()
        looks, letters = QTextBlockFormat(), QTextCharFormat()
        font = QFont()
        font.setPixelSize(self._size)
        ink: QColor = roles.text
        looks.setBottomMargin(theme.px(6))
        if paragraph.level:
            font.setPixelSize(theme.px(_SIZES.get(paragraph.level, theme.BASE_PX)))
            font.setWeight(QFont.Weight.DemiBold)
            looks.setHeadingLevel(min(paragraph.level, 6))
            looks.setTopMargin(theme.px(14 if paragraph.level > 1 else 4))
        elif paragraph.style in _WORDS:
            ink = roles.words_text
            looks.setLeftMargin(theme.px(14))
            looks.setBackground(roles.words_ground)
        elif paragraph.style in _QUIET:
            ink = roles.quiet
        if paragraph.list_level is not None:
            looks.setLeftMargin(theme.px(16 + 16 * min(paragraph.list_level, 6)))
        if paragraph.is_strong:
            font.setWeight(QFont.Weight.DemiBold)
        letters.setFont(font)
        letters.setForeground(ink)
        return looks, letters

    def _table(self, table: ReadTable) -> None:
        rows = [row for row in table.rows if row]
        width = max(map(len, rows), default=0)
        if not width:
            return
        drawn = self._cursor.insertTable(len(rows), width, _table_format(width))
        self._is_first = False
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                place = drawn.cellAt(at, column)
                self._cursor = place.firstCursorPosition()
                for number, paragraph in enumerate(cell):
                    looks, letters = self._looks(paragraph)
                    if at == 0 and table.has_header:
                        letters.setFontWeight(QFont.Weight.DemiBold)
                    if number:
                        self._cursor.insertBlock(looks)
                    else:
                        self._cursor.setBlockFormat(looks)
                    self._put(paragraph, letters)
        self._cursor = QTextCursor(drawn.document())
        self._cursor.movePosition(QTextCursor.MoveOperation.End)


def _table_format(width: int) -> QTextTableFormat:
    made = QTextTableFormat()
    made.setBorder(1)
    made.setBorderCollapse(True)
    made.setBorderBrush(theme.current_roles().edge)
    made.setCellPadding(theme.px(4))
    made.setTopMargin(theme.px(4))
    made.setBottomMargin(theme.px(8))
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 98))
    share = QTextLength(QTextLength.Type.VariableLength, 0)
    made.setColumnWidthConstraints([share] * width)
    made.setHeaderRowCount(1)
    return made
