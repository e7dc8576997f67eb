"""Draws what stands behind the letters: bars, grounds, captions and the words at the right."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from ui import theme
from ui.editor.looks import BAR, CAPTION, COLOURS, INSET, LABELS, PAD, Look, small_font

Caption = Callable[[QTextBlock], str]
"""Returns what stands above a block, or nothing when its word stands at its right."""


def draw_marks(painter: QPainter, editor: QTextEdit, area: QRect, caption: Caption) -> None:
    """Draw the marks of the blocks that can be seen in ``area`` of the editor's viewport."""
    layout = editor.document().documentLayout()
    scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    reach = theme.px(CAPTION + 4 * PAD)
    top = QPointF(0, max(0.0, area.top() + scrolled.y() - reach))
    at = layout.hitTest(top, Qt.HitTestAccuracy.FuzzyHit)
    block = editor.document().findBlock(max(at, 0))
    while block.isValid():
        rect = layout.blockBoundingRect(block).translated(-scrolled)
        if rect.top() - reach > area.bottom():
            break
        _draw_block(painter, editor, block, rect, caption)
        block = block.next()


def _draw_block(
    painter: QPainter, editor: QTextEdit, block: QTextBlock, rect: QRectF, caption: Caption
) -> None:
    state = block.userState()
    if state not in COLOURS:
        return
    look = Look(state)
    colours, roles = COLOURS[look], theme.current_roles()
    words = caption(block)
    sheet = _sheet_of(editor, rect, has_caption=bool(words))
    painter.fillRect(sheet, getattr(roles, colours.ground))
    if look in (Look.CONFIDENTIAL, Look.FOLDED):
        _draw_hatching(painter, sheet)
    bar = QRectF(sheet.left(), sheet.top(), theme.px(BAR), sheet.height())
    painter.fillRect(bar, getattr(roles, colours.bar))
    painter.setFont(small_font(editor.document().defaultFont()))
    painter.setPen(getattr(roles, colours.bar))
    if words:
        _draw_caption(painter, sheet, words)
    elif look in LABELS:
        line = block.layout().lineAt(0)
        height = line.height() if line.isValid() else rect.height()
        place = QRectF(sheet.left(), rect.top(), sheet.width() - theme.px(10), height)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, LABELS[look]
        )
    if look is Look.WORDS:
        _draw_quotation_marks(painter, editor, block)


def _draw_hatching(painter: QPainter, sheet: QRectF) -> None:
    """Hatch a confidential ground; with a contrast theme only its edge, to keep letters clear."""
    roles = theme.current_roles()
    hatched = sheet
    if roles.is_high:
        hatched = QRectF(sheet.right() - theme.px(8), sheet.top(), theme.px(8), sheet.height())
        painter.setPen(roles.line)
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
    painter.fillRect(hatched, QBrush(roles.line, Qt.BrushStyle.BDiagPattern))


def _sheet_of(editor: QTextEdit, rect: QRectF, *, has_caption: bool) -> QRectF:
    """Return the ground of a marked block, px in the viewport: as wide as the text may be."""
    margin = editor.document().documentMargin()
    pad = theme.px(PAD)
    above = pad + (theme.px(CAPTION) if has_caption else 0)
    width = editor.viewport().width() - 2 * margin
    return QRectF(margin, rect.top() - above, width, rect.height() + above + pad)


def _draw_caption(painter: QPainter, sheet: QRectF, words: str) -> None:
    """Draw what a line is above it."""
    inset = theme.px(INSET)
    room = int(sheet.width()) - 2 * inset
    fitted = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room)
    place = QRectF(sheet.left() + inset, sheet.top() + theme.px(4), room, theme.px(CAPTION))
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, fitted)


def _draw_quotation_marks(painter: QPainter, editor: QTextEdit, block: QTextBlock) -> None:
    """Draw quotation marks around words; they are no part of them."""
    layout = block.layout()
    if layout.lineCount() == 0 or block.textDirection() is Qt.LayoutDirection.RightToLeft:
        return
    painter.setFont(editor.document().defaultFont())
    painter.setPen(theme.current_roles().words_text)
    scrolled = QPointF(editor.horizontalScrollBar().value(), editor.verticalScrollBar().value())
    origin = layout.position() - scrolled
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    width = QFontMetrics(painter.font()).horizontalAdvance("“")
    start = origin + QPointF(first.x() - width - 1, first.y() + first.ascent())
    end = origin + QPointF(last.naturalTextRect().right() + 1, last.y() + last.ascent())
    painter.drawText(start, "“")
    painter.drawText(end, "”")
