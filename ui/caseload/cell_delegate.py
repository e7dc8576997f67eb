"""Draws the cells of the caseload: words, a pill, a clock, headings; no widget for any row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from models.limit_used import Used
from ui import theme
from ui.item_models.caseload import CELL_ROLE
from ui.item_models.caseload_cells import Cell
from ui.stylesheet import tone_colours

_Index = QModelIndex | QPersistentModelIndex
_PAD_X, _PAD_Y, _PILL_X = 9, 8, 8
_FIRST_PX = 15
_CLOCK = 26
_TWO = 2
_CIRCLE, _TOP = 360 * 16, 90 * 16  # of QPainter, in sixteenths of a degree


def row_height() -> int:
    """Return the height of a row, px: three lines at the present text size."""
    return theme.px(_FIRST_PX * 1.45) + theme.px(theme.SMALL_PX * 1.5) * 2 + theme.px(_PAD_Y) + 4


def heading_height() -> int:
    """Return the height of a heading, px."""
    return theme.px(theme.SMALL_PX * 1.5) + theme.px(_PAD_Y) + 2


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
        area = QRect(option.rect).adjusted(theme.px(_PAD_X), 0, -theme.px(6), -1)
        if cell.is_heading:
            self._heading(painter, QRect(option.rect), area, cell, option.font)
        else:
            self._ground(painter, option, index)
            self._lines(painter, area, cell, option.font)
        painter.restore()

    def _heading(
        self, painter: QPainter, rect: QRect, area: QRect, cell: Cell, base: QFont
    ) -> None:
        roles = theme.current_roles()
        painter.fillRect(rect, roles.ground)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), roles.line)
        painter.setPen(roles.text)
        font = _font(base, theme.SMALL_PX, bold=True)
        _draw(painter, area, area.top() + theme.px(4), [_cut(cell.title, font, area.width())], font)

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
        if cell.clock is not None:
            side = theme.px(_CLOCK)
            box = QRect(area.left(), area.center().y() - side // 2, side, side)
            draw_clock(painter, box, cell.clock, tone_colours(cell.tone, theme.current_roles())[0])
            area = area.adjusted(side + theme.px(_PAD_X), 0, 0, 0)
        _Words(cell, area, base).draw(painter)


class _Words:
    """The words of one cell, wrapped and measured for the room there is."""

    def __init__(self, cell: Cell, area: QRect, base: QFont) -> None:
        self._cell, self._area = cell, area
        self._first = _font(base, _FIRST_PX, bold=cell.strong)
        self._small = _font(base, theme.SMALL_PX, bold=bool(cell.under_tone))
        self._pill = _font(base, theme.SMALL_PX, bold=True)
        self._pill_height = QFontMetrics(self._pill).height() + theme.px(3)
        self._below = bool(cell.title and cell.pill and cell.clock)
        self._title = self._wrapped_title()
        self._under = _wrapped(cell.under, QFontMetrics(self._small), area.width())
        if cell.under and (self._below or len(self._title) == _TWO):
            self._under = [_cut(cell.under, self._small, area.width())]

    def draw(self, painter: QPainter) -> None:
        """Draw them in the middle of the cell's height."""
        area, cell, roles = self._area, self._cell, theme.current_roles()
        first, small = QFontMetrics(self._first), QFontMetrics(self._small)
        head = first.lineSpacing() * len(self._title)
        if cell.pill and (self._below or not self._title):
            head += self._pill_height
        y = area.top() + (area.height() - head - small.lineSpacing() * len(self._under)) // 2
        painter.setPen(roles.text)
        _draw(painter, area, y, self._title, self._first)
        if cell.pill:
            self._draw_pill(painter, y)
        ink = tone_colours(cell.under_tone, roles)[0] if cell.under_tone else roles.quiet
        painter.setPen(ink)
        _draw(painter, area, y + head + 2, self._under, self._small)

    def _wrapped_title(self) -> list[str]:
        cell, metrics = self._cell, QFontMetrics(self._first)
        beside = 0
        if cell.title and cell.pill and not self._below:
            beside = QFontMetrics(self._pill).horizontalAdvance(cell.pill) + theme.px(_PILL_X) * 3
        room = self._area.width() - beside
        title = _wrapped(cell.title, metrics, room)
        if self._below and len(title) == _TWO:
            title = [_cut(cell.title, self._first, room)]
        return title

    def _draw_pill(self, painter: QPainter, y: int) -> None:
        area, metrics = self._area, QFontMetrics(self._first)
        x, shift = area.left(), 0
        if self._title and self._below:
            shift = metrics.lineSpacing()
        elif self._title:
            x += metrics.horizontalAdvance(self._title[0]) + theme.px(_PILL_X)
            shift = (metrics.height() - self._pill_height) // 2
        room = QRect(x, y + shift, area.right() - x, self._pill_height)
        _pill(painter, room, self._cell, self._pill)


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_clock(painter: QPainter, box: QRect, clock: Used, ink: QColor) -> None:
    """Draw a clock face with the used part of a limit filled from twelve on; late is all of it.

    A late one has an exclamation mark. The words beside it say the same.
    """
    roles = theme.current_roles()
    width = max(1.5, theme.px(2))
    face = QRectF(box).adjusted(width, width, -width, -width)
    painter.setBrush(roles.sheet)
    painter.setPen(QPen(ink, width))
    painter.drawEllipse(face)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    inner = face.adjusted(width, width, -width, -width)
    if clock.late:
        painter.drawEllipse(face)
        pen = QPen(roles.sheet, width * 1.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        x, y, high = face.center().x(), face.center().y(), face.height()
        painter.drawLine(QPointF(x, y - high * 0.24), QPointF(x, y + high * 0.06))
        painter.drawPoint(QPointF(x, y + high * 0.24))
    else:
        painter.drawPie(inner, _TOP, -round(_CIRCLE * clock.share))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _font(base: QFont, size: float = 0, *, bold: bool = False) -> QFont:
    font = QFont(base)
    if size:
        font.setPixelSize(theme.px(size))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def _cut(text: str, font: QFont, room: int) -> str:
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
