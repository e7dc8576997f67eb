"""Draws a found line: where it stands, quietly, and its words with the found ones marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from models.store_rows import Found
from ui import theme
from ui.item_models.found import FOUND_ROLE, WHERE_ROLE

_Index = QModelIndex | QPersistentModelIndex
_BEFORE = 28  # characters shown before the first found word


class FoundDelegate(QStyledItemDelegate):
    """Draws two lines; the found words are bold and underlined, never marked by colour alone."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        return QSize(theme.px(200), theme.px(52))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        found = index.data(FOUND_ROLE)
        if not isinstance(found, Found):
            return
        roles = theme.current_roles()
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, roles.accent_ground if chosen else roles.sheet)
        if chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), roles.accent)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), roles.line)
        area = rect.adjusted(theme.px(12), theme.px(5), -theme.px(8), -theme.px(5))
        small = QFont(option.font)
        small.setPixelSize(theme.px(theme.SMALL_PX))
        painter.setFont(small)
        painter.setPen(roles.quiet)
        half = area.height() // 2
        painter.drawText(
            QRect(area.left(), area.top(), area.width(), half), _LEFT, index.data(WHERE_ROLE)
        )
        painter.setPen(roles.text)
        self._words(
            painter, QRect(area.left(), area.top() + half, area.width(), half), found, option.font
        )
        painter.restore()

    def _words(self, painter: QPainter, area: QRect, found: Found, base: QFont) -> None:
        strong = QFont(base)
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setUnderline(True)
        x = area.left()
        for text, is_found in pieces(found):
            font = strong if is_found else base
            metrics = QFontMetrics(font)
            room = area.right() - x
            if room <= 0:
                return
            words = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.drawText(QRect(x, area.top(), room, area.height()), _LEFT, words)
            x += metrics.horizontalAdvance(words)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def pieces(found: Found) -> list[tuple[str, bool]]:
    """Return the line in pieces, each with whether it was found; a long beginning loses words."""
    text = found.text.replace("\n", " ")
    marks = sorted(found.highlights)
    start = max(0, marks[0][0] - _BEFORE) if marks else 0
    if start:
        start = text.find(" ", start, marks[0][0]) + 1 or start
    made = [("…", False)] if start else []
    at = start
    for first, length in marks:
        if first > at:
            made.append((text[at:first], False))
        made.append((text[max(first, at) : first + length], True))
        at = max(at, first + length)
    made.append((text[at:], False))
    return [(words, is_found) for words, is_found in made if words]
