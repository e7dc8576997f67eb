"""Draws the cells of the caseload: a first line, a pill, a quiet line; no widget for any row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui import theme
from ui.item_models.caseload import CELL_ROLE, Cell
from ui.stylesheet import tone_colours

_Index = QModelIndex | QPersistentModelIndex
_PAD_X, _PAD_Y, _PILL_X = 9, 8, 8
_FIRST_PX = 15
_TWO = 2


def row_height() -> int:
    """Return the height of a row, px: three lines at the present text size."""
    return theme.px(_FIRST_PX * 1.45) + theme.px(theme.SMALL_PX * 1.5) * 2 + theme.px(_PAD_Y) + 4


class CellDelegate(QStyledItemDelegate):
    """Draws a ``Cell``; the words alone say what it means, colours only repeat it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        return QSize(theme.px(120), row_height())

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, Cell):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        area = QRect(option.rect).adjusted(theme.px(_PAD_X), 0, -theme.px(6), -1)
        self._lines(painter, area, cell, option.font)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        roles = theme.current_roles()
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, roles.accent_ground if chosen else roles.sheet)
        if chosen and index.column() == 0:
            painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), roles.accent)
        if chosen and roles.is_high:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), roles.accent)
            painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 2), roles.accent)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), roles.line)

    def _lines(self, painter: QPainter, area: QRect, cell: Cell, base: QFont) -> None:
        first, small = _font(base, _FIRST_PX, bold=cell.strong), _font(base, theme.SMALL_PX)
        pill = _font(small, bold=True)
        pill_height = QFontMetrics(pill).height() + theme.px(3)
        beside = 0
        if cell.title and cell.pill:
            beside = QFontMetrics(pill).horizontalAdvance(cell.pill) + theme.px(_PILL_X) * 3
        title = _wrapped(cell.title, QFontMetrics(first), area.width() - beside)
        if cell.under:
            title = title[:1] if len(title) < _TWO else [_cut(cell.title, first, area, beside)]
        under = _wrapped(cell.under, QFontMetrics(small), area.width())
        head = QFontMetrics(first).lineSpacing() * len(title) or (pill_height if cell.pill else 0)
        y = (
            area.top()
            + (area.height() - head - QFontMetrics(small).lineSpacing() * len(under)) // 2
        )
        painter.setPen(theme.current_roles().text)
        _draw(painter, area, y, title, first)
        if cell.pill:
            x = area.left() + (QFontMetrics(first).horizontalAdvance(title[0]) if title else 0)
            x += theme.px(_PILL_X) if title else 0
            shift = (QFontMetrics(first).height() - pill_height) // 2 if title else 0
            _pill(painter, QRect(x, y + shift, area.right() - x, pill_height), cell, pill)
        painter.setPen(theme.current_roles().quiet)
        _draw(painter, area, y + head + 2, under, small)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _font(base: QFont, size: float = 0, *, bold: bool = False) -> QFont:
    font = QFont(base)
    if size:
        font.setPixelSize(theme.px(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _cut(text: str, font: QFont, area: QRect, beside: int) -> str:
    room = area.width() - beside
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _draw(painter: QPainter, area: QRect, top: int, lines: list[str], font: QFont) -> None:
    painter.setFont(font)
    height = QFontMetrics(font).lineSpacing()
    for number, line in enumerate(lines):
        box = QRect(area.left(), top + number * height, area.width(), height)
        painter.drawText(box, _LEFT, line)


def _wrapped(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return the text in at most two lines, the second one shortened where it must be."""
    if not text or metrics.horizontalAdvance(text) <= width:
        return [text] if text else []
    words = text.split(" ")
    fits = 1
    while fits < len(words) and metrics.horizontalAdvance(" ".join(words[: fits + 1])) <= width:
        fits += 1
    head, rest = " ".join(words[:fits]), " ".join(words[fits:])
    elide = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(head, elide, width), metrics.elidedText(rest, elide, width)]


def _pill(painter: QPainter, room: QRect, cell: Cell, font: QFont) -> None:
    ink, ground = tone_colours(cell.tone, theme.current_roles())
    metrics = QFontMetrics(font)
    inner = room.width() - theme.px(_PILL_X) * 2
    words = metrics.elidedText(cell.pill, Qt.TextElideMode.ElideRight, max(inner, 0))
    width = metrics.horizontalAdvance(words) + theme.px(_PILL_X) * 2
    box = QRect(room.left(), room.top(), width, room.height())
    painter.setPen(ink if theme.current_roles().is_high else ground)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def dress(table: QTableView) -> None:
    """Give the table rows of the right height; called again when the text size changes."""
    table.verticalHeader().setDefaultSectionSize(row_height())
