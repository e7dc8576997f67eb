"""A list of rows that read like a page: words that wrap, quiet facts under them, a state beside.

It is one stop of the Tab key; arrows walk through it, Enter, Space or a click choose.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QMetaMethod,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.code_units import units
from ui.item_models.records import Column, RecordModel
from ui.kit import bring_into_view, set_look

_Index = QModelIndex | QPersistentModelIndex
_SIDE, _ABOVE = 10, 6  # px around the words of a row at 100 %
_STATE_SHARE = 0.3  # of a row's width that the state may have beside the words
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Fact(msgspec.Struct, frozen=True):
    """A few words under a row, in the colour of a role."""

    words: str
    role: str = "quiet"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row: ``key`` names it, ``state`` stands at its right.

    ``spoken`` is what a screen reader says instead of words, facts and state, if given. ``gap``
    draws a quiet line above the row.
    """

    key: str
    words: str
    facts: tuple[Fact, ...] = ()
    state: str = ""
    state_role: str = "quiet"
    spoken: str = ""
    gap: bool = False
    words_role: str = "text"

    @property
    def said(self) -> str:
        """The row in one sentence."""
        parts = [self.words, self.state, *(fact.words for fact in self.facts)]
        return self.spoken or ", ".join(part for part in parts if part)


class RowList(QListView):
    """Shows rows; it is as high as they are when ``fits``, and then its page scrolls, not it."""

    chosen = Signal(str)
    """Enter, Space or a click on a row; its key."""
    chosen_otherwise = Signal(str)
    """Ctrl+Enter on a row, for a second thing that choosing can mean; its key."""
    current_changed = Signal(str)
    """The keyboard or the pointer went to another row; its key."""

    def __init__(self, name: str, *, fits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fits = fits
        self._showing = False
        # A height set while a layout places its widgets goes unseen by that layout.
        self._settle = QTimer(self, singleShot=True, interval=0)
        self._settle.timeout.connect(self.updateGeometry)
        self._model = RecordModel((Column(name, _said),), _key)
        self.setModel(self._model)
        self.setItemDelegate(_RowDelegate(self._model, self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        set_look(self, "rows")
        if fits:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.key_at(index.row())))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self._model.values

    @property
    def current_key(self) -> str:
        """The key of the row that the keyboard is at, or nothing."""
        return self._model.key_at(self.currentIndex().row())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows; the current one stays, or else the one in its place is current."""
        if tuple(rows) == self.rows:
            return
        key, at = self.current_key, self.currentIndex().row()
        self._showing = True
        self._model.show_values(rows)
        if key and not self.set_current(key) and rows:
            self.set_current(rows[min(at, len(rows) - 1)].key)
        self._showing = False
        self._fit()

    def set_current(self, key: str) -> bool:
        """Go to a row without choosing it; return whether it is there."""
        row = self._model.row_of(key)
        if row < 0:
            return False
        was, self._showing = self._showing, True
        index = self._model.index(row, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._showing = was
        return True

    @override
    def event(self, event: QEvent, /) -> bool:
        """Keep Ctrl+Enter from shortcuts of the page where the list has a meaning for it."""
        if event.type() is QEvent.Type.ShortcutOverride and self._chooses_otherwise(event):
            event.accept()
            return True
        return super().event(event)

    def _chooses_otherwise(self, event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.key() in _CHOOSING
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and self.isSignalConnected(QMetaMethod.fromSignal(self.chosen_otherwise))
        )

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _CHOOSING and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if self.current_key:
                self.chosen.emit(self.current_key)
            return
        if event.key() in _CHOOSING and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            if self.current_key:
                self.chosen_otherwise.emit(self.current_key)
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()
            self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(40))

    def _fit(self) -> None:
        if self._fits:
            heights = sum(self.sizeHintForRow(row) for row in range(len(self.rows)))
            if heights != self.height():
                self.setFixedHeight(max(heights, 1))
                self._settle.start()

    def _current_changed(self, current: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(current, flags.ClearAndSelect)
        if not self._showing and current.isValid():
            if self._fits:
                bring_into_view(self.viewport(), self.visualRect(current))
            self.current_changed.emit(self._model.key_at(current.row()))


def _said(row: Row) -> str:
    return row.said


def _key(row: Row) -> str:
    return row.key


class _RowDelegate(QStyledItemDelegate):
    """Draws a row; the state is at the right of the first line, or before the facts if long."""

    def __init__(self, model: RecordModel, view: RowList) -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index, /) -> QSize:
        row = self._row(index)
        width = self._view.viewport().width()
        if row is None or width <= 0:
            return QSize(0, theme.px(24))
        words, facts, _ = self._laid_out(row, width)
        height = _height(words) + (_height(facts) if facts is not None else 0)
        least = max(theme.SMALLEST_TARGET, height + 2 * theme.px(_ABOVE))
        return QSize(width, least + (theme.S2 if row.gap else 0))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index, /) -> None:
        row = self._row(index)
        if row is None:
            return
        roles = theme.current_roles()
        rect = QRect(option.rect)
        painter.save()
        if row.gap:
            painter.fillRect(rect.left(), rect.top() + theme.S1, rect.width(), 1, roles.line)
            rect.setTop(rect.top() + theme.S2)
        self._ground(painter, rect, option, index)
        words, facts, room = self._laid_out(row, rect.width())
        at = QPointF(rect.left() + theme.px(_SIDE), rect.top() + theme.px(_ABOVE))
        painter.setPen(getattr(roles, row.words_role))
        words.draw(painter, at)
        if facts is not None:
            facts.draw(painter, at + QPointF(0, _height(words)))
        if room:
            self._state(painter, row, rect, room)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        roles = theme.current_roles()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(roles.accent if roles.is_high else Qt.PenStyle.NoPen)
            painter.setBrush(roles.accent_ground)
            painter.drawRoundedRect(rect, theme.RADIUS, theme.RADIUS)
            painter.fillRect(QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8), roles.accent)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.focus, 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)

    def _state(self, painter: QPainter, row: Row, rect: QRect, room: int) -> None:
        painter.setFont(self._small())
        painter.setPen(getattr(theme.current_roles(), row.state_role))
        line = QFontMetrics(self._view.font()).height()
        place = QRect(
            rect.right() - theme.px(_SIDE) - room, rect.top() + theme.px(_ABOVE), room, line
        )
        painter.drawText(
            place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.state
        )

    def _row(self, index: _Index) -> Row | None:
        values = self._model.values
        row = values[index.row()] if 0 <= index.row() < len(values) else None
        return row if isinstance(row, Row) else None

    def _small(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(theme.px(theme.SMALL_PX))
        return font

    def _laid_out(self, row: Row, width: int) -> tuple[QTextLayout, QTextLayout | None, int]:
        """Return words and facts as they wrap in ``width`` px, and what the state takes.

        A state that would squeeze the words stands before the facts instead, and takes nothing.
        """
        inside = width - 2 * theme.px(_SIDE)
        room = QFontMetrics(self._small()).horizontalAdvance(row.state) + 2 if row.state else 0
        facts = row.facts
        if room > inside * _STATE_SHARE:
            room, facts = 0, (Fact(row.state, row.state_role), *facts)
        left = inside - room - (theme.px(8) if room else 0)
        words = _wrapped(row.words, self._view.font(), left, [])
        if not facts:
            return words, None, room
        text, formats = _joined(facts)
        return words, _wrapped(text, self._small(), inside, formats), room


def _joined(facts: tuple[Fact, ...]) -> tuple[str, list[QTextLayout.FormatRange]]:
    """Return facts as one text with dots between, and the ink of each."""
    text, formats = "", []
    for fact in facts:
        text += " · " if text else ""
        ink = QTextCharFormat()
        ink.setForeground(getattr(theme.current_roles(), fact.role))
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = units(text), units(fact.words), ink
        formats.append(made)
        text += fact.words
    return text, formats


def _wrapped(
    text: str, font: QFont, width: int, formats: list[QTextLayout.FormatRange]
) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if formats:
        layout.setFormats(formats)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _height(layout: QTextLayout) -> int:
    return round(layout.boundingRect().height() + 0.49)
