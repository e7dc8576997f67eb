"""The drawn strip: spans that the pointer and the arrow keys can go to, each said in words."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from models.stability import Stability, Window
from models.stability_shapes import Paper, Picture, Spot, drawn
from models.stability_words import spoken, stay_words
from ui import theme
from ui.kit import announce
from ui.stability.painting import FontMeasure, focus_pen, paint

_LEAST = 200
NAME = "Homes, schools and workers over time"
_HOW = "Arrow keys go from one to the next."


class StripView(QWidget):
    """Draws one window of a child's strip; empty until it is given one."""

    chosen = Signal(str)
    """A span in words; nothing when none is chosen."""

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._found: Stability | None = None
        self._window: Window | None = None
        self._end_words = ""
        self._drawn: tuple[tuple[object, ...], Picture] | None = None
        self._at = -1
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(theme.SMALLEST_TARGET)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(NAME)
        self.setObjectName("stability_view")

    def show_strip(
        self, found: Stability | None, window: Window | None, end_words: str = ""
    ) -> None:
        """Show a window of a strip, its last day named so, or "today"; None empties it."""
        same = found is not None and found == self._found and window == self._window
        self._found, self._window, self._end_words = found, window, end_words
        self._drawn = None
        if not same:
            self._at = -1
            self.chosen.emit("")
        if found is None:
            QToolTip.hideText()
        self.setAccessibleDescription(f"{spoken(found)} {_HOW}" if found is not None else "")
        self.updateGeometry()
        self.update()

    @property
    def picture(self) -> Picture | None:
        """What is drawn at the present width."""
        return self._picture(self.width())

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where each span is drawn."""
        picture = self.picture
        return picture.spots if picture is not None else ()

    def _picture(self, width: int) -> Picture | None:
        if self._found is None or self._window is None or width < 1:
            return None
        unit = theme.text_percent() / 100
        key = (width, unit, self.font().family())
        if self._drawn is None or self._drawn[0] != key:
            paper = Paper(
                width=float(width),
                measure=FontMeasure(),
                unit=unit,
                compact=self._compact,
                end_words=self._end_words,
            )
            self._drawn = (key, drawn(self._found, self._window, paper))
        return self._drawn[1]

    # -- size

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        picture = self._picture(width)
        return round(picture.height) + 2 if picture is not None else theme.SMALLEST_TARGET

    @override
    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.px(_LEAST))
        return QSize(theme.px(_LEAST), self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, theme.SMALLEST_TARGET)

    # -- drawing

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        picture = self._picture(self.width())
        if picture is None:
            return
        painter = QPainter(self)
        paint(painter, picture, theme.current_roles())
        if self.hasFocus() and 0 <= self._at < len(picture.spots):
            painter.setPen(focus_pen())
            painter.drawRoundedRect(_area(picture.spots[self._at]).adjusted(-2, -2, 2, 2), 4, 4)
        elif self.hasFocus():
            painter.setPen(focus_pen())
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._drawn = None
            self.updateGeometry()

    # -- going from span to span

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        spots = self.spots
        go = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Left: -1,
        }.get(Qt.Key(event.key()))
        if go is not None:
            self._go(min(max(self._at + go, 0), len(spots) - 1))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._go(self._across(1 if event.key() == Qt.Key.Key_Down else -1))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else len(spots) - 1)
        else:
            super().keyPressEvent(event)

    def _across(self, step: int) -> int:
        """Return the span of the next lane that lies nearest in time, or the one there is."""
        spots = self.spots
        if not 0 <= self._at < len(spots):
            return 0
        here = spots[self._at]
        lanes = list(dict.fromkeys(spot.stay.lane for spot in spots))
        at = lanes.index(here.stay.lane) + step
        if not 0 <= at < len(lanes):
            return self._at
        middle = here.x + here.width / 2
        there = [n for n, spot in enumerate(spots) if spot.stay.lane is lanes[at]]
        return min(there, key=lambda n: abs(spots[n].x + spots[n].width / 2 - middle))

    def _go(self, at: int) -> None:
        spots = self.spots
        if self._found is None or not 0 <= at < len(spots):
            return
        self._at = at
        stay = spots[at].stay
        words = f"{stay.lane.label}: {stay_words(stay, self._found.end)}"
        self.chosen.emit(words)
        announce(self, words)
        self.update()

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        self._go(self._hit(event.position()))

    @override
    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._hit(QPointF(event.pos()))
            found = self._found
            words = stay_words(self.spots[at].stay, found.end) if at >= 0 and found else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _hit(self, point: QPointF) -> int:
        """Return the span under a point, the nearest of narrow ones; -1 for none."""
        spots = self.spots
        near = [
            n for n, spot in enumerate(spots) if _area(spot).adjusted(-6, -2, 6, 2).contains(point)
        ]
        return min(near, key=lambda n: abs(_area(spots[n]).center().x() - point.x()), default=-1)


def _area(spot: Spot) -> QRectF:
    return QRectF(spot.x, spot.y, spot.width, spot.height)
