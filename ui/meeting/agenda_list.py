"""The agenda at the left: in the child's order, with what is covered, half covered and open."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from models.agenda_guide import SectionGuide
from models.coverage import HeardState
from ui import theme
from ui.item_models.records import Column, RecordModel
from ui.kit import set_look, svg_pixmap

_Index = QModelIndex | QPersistentModelIndex
_GLYPH, _SIDE, _ABOVE = 16, 8, 6
_GLYPHS = {
    HeardState.HEARD: ("done", "done"),
    HeardState.PART: ("half", "quiet"),
    HeardState.NOTHING: ("circle", "edge"),
}
_SAID = {
    HeardState.HEARD: "covered",
    HeardState.PART: "half covered",
    HeardState.NOTHING: "not yet",
}


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A section as the list shows it."""

    id: str
    title: str
    state: HeardState
    missing: str = ""

    @property
    def said(self) -> str:
        """The row as a screen reader says it."""
        parts = [self.title, _SAID[self.state]]
        if self.missing:
            parts.append(f"still missing: {self.missing}")
        return ", ".join(parts)


def agenda_rows(sections: Sequence[SectionGuide]) -> list[AgendaRow]:
    """Return the rows; what is missing is only said of sections that were begun."""
    return [
        AgendaRow(
            id=one.section.id,
            title=one.section.title,
            state=one.state,
            missing=one.missing[0] if one.missing and one.state is HeardState.PART else "",
        )
        for one in sections
    ]


class AgendaList(QListView):
    """One stop of the Tab key; Up and Down go through the sections, a click goes to one."""

    chosen = Signal(str)
    """The id of the section the user went to."""
    taken = Signal()
    """Enter or Space on a section: the caret wants to be in its notes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_showing = False
        self._model = RecordModel((Column("Agenda", lambda row: str(row.said)),))
        self.setModel(self._model)
        self.setItemDelegate(_AgendaDelegate(self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Agenda")
        self.setObjectName("agenda")
        set_look(self, "rows")
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda _: self.taken.emit())
        self.clicked.connect(lambda _: self.taken.emit())

    def show_rows(self, rows: Sequence[AgendaRow], current: str) -> None:
        """Show the sections with one of them current."""
        self._is_showing = True
        self._model.show_values(rows)
        row = self._model.row_of(current)
        if row >= 0 and self.currentIndex().row() != row:
            index = self._model.index(row, 0)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect)
            self.scrollTo(index)
        self._is_showing = False

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(60))

    def _moved(self, current: QModelIndex) -> None:
        if not self._is_showing and current.isValid():
            self.chosen.emit(self._model.key_at(current.row()))


class _AgendaDelegate(QStyledItemDelegate):
    """Draws a section: its glyph, its title wrapped, what is missing beside or under it."""

    def __init__(self, model: RecordModel, view: AgendaList) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        row = self._row(index)
        width = self._view.viewport().width()
        if row is None or width <= 0:
            return QSize(0, theme.px(32))
        height = self._title_rect(row, QRect(0, 0, width, 0)).height() + self._below(row, width)
        return QSize(width, max(theme.SMALLEST_TARGET, height + 2 * theme.px(_ABOVE)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        row = self._row(index)
        if row is None:
            return
        rect = QRect(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ink = self._ground(painter, rect, is_current=is_current)
        self._glyph(painter, rect, row, is_current=is_current)
        painter.setFont(self._view.font())
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        place = self._title_rect(row, rect)
        below = self._below(row, rect.width())
        place.setHeight(rect.height() - 2 * theme.px(_ABOVE) - below)
        painter.drawText(place, int(flags | Qt.TextFlag.TextWordWrap), row.title)
        if row.missing:
            self._missing(painter, rect, row, is_current=is_current)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, *, is_current: bool) -> QColor:
        """Draw what is behind a row; return the ink for its title."""
        roles = theme.current_roles()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(roles.accent)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
            if self._view.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(roles.on_accent, 2))
                inside = rect.adjusted(3, 3, -3, -3)
                painter.drawRoundedRect(inside, theme.RADIUS - 2, theme.RADIUS - 2)
        return roles.on_accent if is_current else roles.text

    def _glyph(self, painter: QPainter, rect: QRect, row: AgendaRow, *, is_current: bool) -> None:
        name, role = _GLYPHS[row.state]
        side = theme.px(_GLYPH)
        pixmap = svg_pixmap(
            name, "on_accent" if is_current else role, _GLYPH, self._view.devicePixelRatioF()
        )
        top = rect.top() + (rect.height() - side) // 2
        painter.drawPixmap(rect.left() + theme.px(_SIDE), top, pixmap)

    def _missing(self, painter: QPainter, rect: QRect, row: AgendaRow, *, is_current: bool) -> None:
        roles = theme.current_roles()
        painter.setFont(self._small())
        painter.setPen(roles.on_accent if is_current else roles.soon)
        below = self._below(row, rect.width())
        if below:
            bottom = rect.bottom() - theme.px(_ABOVE) - below
            left = self._title_rect(row, rect).left()
            place = QRect(left, bottom, rect.right() - theme.px(_SIDE) - left, below)
            side = Qt.AlignmentFlag.AlignLeft
        else:
            room = self._room(row, rect.width())
            place = QRect(rect.right() - theme.px(_SIDE) - room, rect.top(), room, rect.height())
            side = Qt.AlignmentFlag.AlignRight
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), row.missing)

    def _row(self, index: _Index) -> AgendaRow | None:
        values = self._model.values
        row = values[index.row()] if 0 <= index.row() < len(values) else None
        return row if isinstance(row, AgendaRow) else None

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(theme.px(theme.SMALL_PX))
        return font

    def _room(self, row: AgendaRow, width: int) -> int:
        """Return what the missing mark takes at the right, px; nothing where it stands below."""
        if not row.missing:
            return 0
        wanted = QFontMetrics(self._small()).horizontalAdvance(row.missing) + 2
        whole, left = self._title_room(width), self._title_room(width) - wanted - theme.px(6)
        squeezed = left < theme.px(60) or self._height(row, left) > self._height(row, whole)
        return 0 if squeezed else wanted

    def _below(self, row: AgendaRow, width: int) -> int:
        """Return the height of the missing mark under the title, px; nothing where it is beside."""
        if not row.missing or self._room(row, width):
            return 0
        return QFontMetrics(self._small()).height()

    def _title_room(self, width: int) -> int:
        return width - 2 * theme.px(_SIDE) - theme.px(_GLYPH) - theme.px(8)

    def _height(self, row: AgendaRow, width: int) -> int:
        """Return the height of the title; no bolder where one is, so that going moves nothing."""
        metrics = QFontMetrics(self._view.font())
        wraps = int(Qt.TextFlag.TextWordWrap)
        return metrics.boundingRect(0, 0, width, 10_000, wraps, row.title).height()

    def _title_rect(self, row: AgendaRow, rect: QRect) -> QRect:
        left = rect.left() + theme.px(_SIDE) + theme.px(_GLYPH) + theme.px(8)
        room = self._room(row, rect.width())
        width = self._title_room(rect.width()) - (room + theme.px(6) if room else 0)
        width = max(width, theme.px(60))
        return QRect(left, rect.top() + theme.px(_ABOVE), width, self._height(row, width))
