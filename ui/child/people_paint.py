"""How the map of people is painted: rings, the child in the middle, and each person's box."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from models.people import Closeness
from ui import theme
from ui.child.box_text import Lines, draw_lines, lines_of
from ui.child.people_layout import Ring

SIDE = 8
"""px left free beside the words of a box; it does not grow with the text."""

_ROUND = 26


def draw_ring(painter: QPainter, ring: Ring, closeness: Closeness, font: QFont) -> None:
    """Draw a ring's outline and its name; whoever is around stands outside of any outline."""
    roles = theme.current_roles()
    if closeness is not Closeness.AROUND:
        painter.setPen(QPen(roles.line, 1))
        painter.setBrush(_ground(closeness))
        around = min(_ROUND, ring.outline.height() / 2)
        painter.drawRoundedRect(ring.outline.adjusted(0.5, 0.5, -0.5, -0.5), around, around)
    painter.setFont(font)
    painter.setPen(roles.quiet)
    painter.drawText(ring.title, Qt.AlignmentFlag.AlignCenter, closeness.label)


def draw_middle(painter: QPainter, middle: QRectF, name: str, font: QFont) -> None:
    """Draw the child in the middle."""
    roles = theme.current_roles()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(roles.accent)
    painter.drawRoundedRect(middle, middle.height() / 2, middle.height() / 2)
    strong = QFont(font)
    strong.setBold(True)
    painter.setPen(roles.on_accent)
    draw_lines(painter, lines_of(name, strong, middle.width() - 2 * SIDE, 1), middle)


def ground_of_person(painter: QPainter, box: QRectF, *, is_open: bool, has_focus: bool) -> None:
    """Draw somebody's box: a thick edge for who is open in the list, a ring for the keyboard."""
    roles = theme.current_roles()
    painter.setBrush(roles.accent_ground if is_open else roles.sheet)
    painter.setPen(QPen(roles.accent if is_open else roles.edge, 2 if is_open else 1))
    inside = box.adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)
    if has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(roles.focus, 3))
        painter.drawRoundedRect(inside, theme.RADIUS, theme.RADIUS)


def draw_words(painter: QPainter, box: QRectF, name: Lines, what: Lines) -> None:
    """Write somebody's name, and below it what they are to the child."""
    roles = theme.current_roles()
    top = box.center().y() - (name.height + what.height) / 2
    painter.setPen(roles.text)
    draw_lines(painter, name, QRectF(box.left(), top, box.width(), name.height))
    painter.setPen(roles.quiet)
    draw_lines(painter, what, QRectF(box.left(), top + name.height, box.width(), what.height))


def _ground(ring: Closeness) -> QColor:
    """Return the ground of a ring: the inmost warmest, each next one quieter."""
    roles = theme.current_roles()
    grounds = {Closeness.HOME: roles.accent_ground, Closeness.FAMILY: roles.ground}
    return grounds.get(ring, roles.sheet)
