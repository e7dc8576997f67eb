"""The people around a child as a picture: the child in the middle, the closest nearest.

One stop of the Tab key: left and right go through everyone, up and down to who stands there, Enter
opens them. The same facts are its accessible description, and stand as a list beside it.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from models.child import Child, Person
from models.people import Closeness, circle, circle_words, person_words
from ui import theme
from ui.child.box_text import Lines, lines_of, widest
from ui.child.people_layout import Measures, Placed, box_width, lay_out
from ui.child.people_paint import SIDE, draw_middle, draw_ring, draw_words, ground_of_person
from ui.kit import announce, bring_into_view

_WIDEST, _LEAST = 176, 92  # px of a box at 100 % text
_MIDDLE = 120
_PAD, _ABOVE = 10, 6  # px; they do not grow with the text
_NAME_LINES, _WHAT_LINES = 3, 2
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class _Seat(NamedTuple):
    """Somebody on the map, with the ring they stand in."""

    person: Person
    ring: Closeness


class PeopleMap(QWidget):
    """Draws everyone around a child; a ``small`` one is a picture only and leaves workers out."""

    chosen = Signal(str)
    """Enter, Space or a click on somebody; the id of the person."""

    def __init__(self, *, small: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._small = small
        self._name = ""
        self._seats: tuple[_Seat, ...] = ()
        self._counts: tuple[tuple[Closeness, int], ...] = ()
        self._placed: Placed | None = None
        self._current = self._marked = ""
        self.setObjectName("people_map_small" if small else "people_map")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if small else Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Map of the people who matter")

    # -- what it shows

    def show_child(self, child: Child | None) -> None:
        """Show everyone around a child; None empties it."""
        rings = circle(child) if child is not None else ()
        if self._small:
            rings = tuple(one for one in rings if one[0] is not Closeness.AROUND)
        self._seats = tuple(_Seat(person, ring) for ring, people in rings for person in people)
        self._counts = tuple((ring, len(people)) for ring, people in rings if people)
        self._name = (child.preferred_name or "The child") if child is not None else ""
        whose = f"People in {self._name}'s life" if self._name else "People who matter"
        self.setAccessibleName(f"{whose}, drawn as rings")
        self.setAccessibleDescription(circle_words(child) if child is not None else "")
        if self._seat_of(self._current) is None:
            self._current = ""
        self._arrange()

    def mark(self, person_id: str) -> None:
        """Mark whoever is open in the list, without going there."""
        if self._marked != person_id:
            self._marked = person_id
            self.update()

    @property
    def current(self) -> str:
        """The id of the person the keyboard is at, or nothing."""
        return self._current

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is drawn, in the order in which the keyboard goes through them."""
        return tuple(seat.person for seat in self._seats)

    def place_of(self, person_id: str) -> QRectF:
        """Return where somebody is drawn. Raises KeyError for somebody who is not."""
        for seat, box in zip(self._seats, self._boxes(), strict=True):
            if seat.person.id == person_id:
                return box
        raise KeyError(person_id)

    # -- keyboard and pointer

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if not self._current and self._seats:
            self._current = self._marked or self._seats[0].person.id
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in _CHOOSING and self._current:
            self.chosen.emit(self._current)
            return
        wanted = self._wanted(Qt.Key(event.key()))
        if not wanted or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
        elif wanted != self._current:
            self._go(wanted)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        seat = self._seat_at(event.position())
        if seat is not None and not self._small and event.button() is Qt.MouseButton.LeftButton:
            self._current = seat.person.id
            self.chosen.emit(self._current)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            seat = self._seat_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), _all_of(seat.person) if seat else "", self)
            return True
        return super().event(event)

    # -- how

    def _wanted(self, key: Qt.Key) -> str:
        """Return who the key goes to, or nothing for keys that go nowhere."""
        ids = [seat.person.id for seat in self._seats]
        if not ids:
            return ""
        at = ids.index(self._current) if self._current in ids else 0
        steps = {Qt.Key.Key_Left: at - 1, Qt.Key.Key_Right: at + 1}
        steps |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(ids) - 1}
        if key in steps:
            return ids[min(max(steps[key], 0), len(ids) - 1)]
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return ids[self._beyond(at, -1 if key == Qt.Key.Key_Up else 1)]
        return ""

    def _beyond(self, at: int, way: int) -> int:
        """Return who stands nearest above or below, or who it is now."""
        boxes = self._boxes()
        here = boxes[at].center()
        found = [
            (3 * abs(box.center().y() - here.y()) + abs(box.center().x() - here.x()), number)
            for number, box in enumerate(boxes)
            if way * (box.center().y() - here.y()) > box.height() / 2
        ]
        return min(found)[1] if found else at

    def _go(self, person_id: str) -> None:
        self._current = person_id
        self.update()
        bring_into_view(self, self.place_of(person_id).toRect())
        ids = [seat.person.id for seat in self._seats]
        at = ids.index(person_id)
        words = f"{person_words(self._seats[at].person)}. {self._seats[at].ring.label}"
        announce(self, f"{words}. {at + 1} of {len(ids)}.")

    def _seat_of(self, person_id: str) -> _Seat | None:
        return next((seat for seat in self._seats if seat.person.id == person_id), None)

    def _seat_at(self, at: QPointF) -> _Seat | None:
        for seat, box in zip(self._seats, self._boxes(), strict=True):
            if box.contains(at):
                return seat
        return None

    def _boxes(self) -> list[QRectF]:
        return [box for ring in self._placed.rings for box in ring.boxes] if self._placed else []

    # -- drawing

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDEST * 3), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LEAST), theme.SMALLEST_TARGET)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._arrange()

    def _arrange(self) -> None:
        """Give everyone a place and take the height that needs."""
        width = float(self.width())
        self._placed = lay_out([count for _, count in self._counts], width, self._measures(width))
        self.setFixedHeight(max(round(self._placed.height), theme.SMALLEST_TARGET))
        self.update()

    def _measures(self, width: float) -> Measures:
        name, small = QFontMetricsF(self._font()), QFontMetricsF(self._font(small=True))
        pad, gap = float(_PAD), float(theme.S2)
        titles = [small.horizontalAdvance(ring.label) for ring, _ in self._counts]
        middle = min(widest(self._name, name) + 4 * pad, theme.px(_MIDDLE) * 1.5, width / 2)
        made = Measures(
            middle=QSizeF(max(middle, theme.px(_MIDDLE) / 2), name.height() + 4 * pad),
            box=QSizeF(),
            title=QSizeF(max(titles, default=0.0) + 2, small.height() + 2),
            gap=gap,
            pad=pad,
        )
        wanted = [widest(word, name) for seat in self._seats for word in _said(seat.person)]
        most = min(max(wanted, default=0.0) + 2 * SIDE, theme.px(_WIDEST))
        across = box_width(most, theme.px(_LEAST), width, len(self._counts), made)
        lines = [self._lines(seat.person, across) for seat in self._seats]
        high = max((said.height + what.height for said, what in lines), default=0.0)
        return made._replace(box=QSizeF(across, high + 2 * _ABOVE))

    def _font(self, *, small: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.px(theme.SMALL_PX if small else theme.BASE_PX))
        return font

    def _lines(self, person: Person, across: float) -> tuple[Lines, Lines]:
        """Return name and relationship as they stand in a box so wide."""
        name, what = _said(person)
        room = across - 2 * SIDE
        return (
            lines_of(name, self._font(), room, _NAME_LINES),
            lines_of(what, self._font(small=True), room, _WHAT_LINES),
        )

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if self._placed is None or not self._name:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = self._font(small=True)
        named = list(zip(self._placed.rings, self._counts, strict=True))
        for ring, (closeness, _) in reversed(named):
            draw_ring(painter, ring, closeness, small)
        draw_middle(painter, self._placed.middle, self._name, self._font())
        for seat, box in zip(self._seats, self._boxes(), strict=True):
            is_here = seat.person.id == self._current and self.hasFocus()
            is_open = seat.person.id == self._marked and not self._small
            ground_of_person(painter, box, is_open=is_open, has_focus=is_here)
            draw_words(painter, box, *self._lines(seat.person, box.width()))


def _said(person: Person) -> tuple[str, str]:
    """Return the two things a box says: the name, and what they are to the child."""
    return person.name or "(no name yet)", person.relationship or person.role


def _all_of(person: Person) -> str:
    """Return everything about somebody that helps to know them, for the pointer."""
    parts = (person_words(person), person.matters_because, person.family_time)
    return "\n".join(part for part in parts if part)
