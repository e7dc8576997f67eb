"""Draws the shapes of the stability strip on a widget, or as the picture that a record shows."""

from collections.abc import Callable
from typing import assert_never

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPen,
)
from PySide6.QtGui import QPolygonF as Polygon

from models.calendar import long_date
from models.stability import Came, Stability, Window
from models.stability_shapes import Box, Paper, Picture, Rule, Shape, Sign, Words, drawn
from ui import theme
from ui.roles import LIGHT, Roles

_RECORD_WIDTH, _SHARPER = 640, 3
_RADIUS = 3.0


class FontMeasure:
    """Measures texts in the program's font, each size looked up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[float, bool], QFontMetricsF] = {}

    def __call__(self, text: str, size: float, bold: bool) -> float:
        """Return the width of a text, px."""
        key = (size, bold)
        if key not in self._known:
            self._known[key] = QFontMetricsF(font_of(size, bold=bold))
        return self._known[key].horizontalAdvance(text)


def font_of(size: float, *, bold: bool) -> QFont:
    """Return the program's font in a size, px."""
    font = QGuiApplication.font()
    font.setPixelSize(max(round(size), 1))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


def paint(painter: QPainter, picture: Picture, roles: Roles) -> None:
    """Draw every shape of a picture in the colours of these roles."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in picture.shapes:
        _shape(painter, shape, roles)


def record_picture(found: Stability, window: Window) -> tuple[bytes, int, int]:
    """Return the strip as a PNG for a record, and its sides in px: light, and sharp in print."""
    paper = Paper(
        width=float(_RECORD_WIDTH), measure=FontMeasure(), end_words=long_date(window.end)
    )
    picture = drawn(found, window, paper)
    size = (_RECORD_WIDTH * _SHARPER, round(picture.height * _SHARPER))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(LIGHT.sheet)
    painter = QPainter(image)
    painter.scale(_SHARPER, _SHARPER)
    paint(painter, picture, LIGHT)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    buffer.close()
    return bytes(data.data()), *size


def _shape(painter: QPainter, shape: Shape, roles: Roles) -> None:
    match shape:
        case Box():
            _box(painter, shape, roles)
        case Rule():
            dash = Qt.PenStyle.DashLine if shape.dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(_colour(roles, shape.role), shape.thick, dash))
            painter.drawLine(QPointF(shape.x1, shape.y1), QPointF(shape.x2, shape.y2))
        case Words():
            painter.setFont(font_of(shape.size, bold=shape.bold))
            painter.setPen(_colour(roles, shape.role))
            room = QRectF(shape.x, shape.y, 1e6, shape.height)
            painter.drawText(
                room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shape.text
            )
        case Sign():
            _sign(painter, shape, roles)
        case _:
            assert_never(shape)


def _box(painter: QPainter, box: Box, roles: Roles) -> None:
    dash = Qt.PenStyle.DashLine if box.dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(_colour(roles, box.edge), 1.2, dash))
    painter.setBrush(_colour(roles, box.fill))
    area = QRectF(box.x + 0.5, box.y + 0.5, max(box.width - 1, 1), box.height - 1)
    radius = min(_RADIUS, box.width / 2)
    painter.drawRoundedRect(area, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _sign(painter: QPainter, sign: Sign, roles: Roles) -> None:
    """Draw a sign: each kind of change has its own shape, filled where it is a move that counts."""
    ink = _colour(roles, sign.role)
    painter.setPen(QPen(ink, max(sign.side / 8, 1.2)))
    filled = sign.came in (Came.PLANNED, Came.UNPLANNED, Came.WISH)
    painter.setBrush(ink if filled else _colour(roles, "sheet"))
    inset = sign.side * 0.1
    area = QRectF(sign.x, sign.y, sign.side, sign.side).adjusted(inset, inset, -inset, -inset)
    _SIGNS.get(sign.came, _circle)(painter, area)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _circle(painter: QPainter, area: QRectF) -> None:
    painter.drawEllipse(area)


def _triangle(painter: QPainter, area: QRectF) -> None:
    top = QPointF(area.center().x(), area.top())
    painter.drawPolygon(Polygon([top, area.bottomRight(), area.bottomLeft()]))


def _diamond(painter: QPainter, area: QRectF) -> None:
    middle = area.center()
    corners = [
        QPointF(middle.x(), area.top()),
        QPointF(area.right(), middle.y()),
        QPointF(middle.x(), area.bottom()),
        QPointF(area.left(), middle.y()),
    ]
    painter.drawPolygon(Polygon(corners))


def _dash(painter: QPainter, area: QRectF) -> None:
    middle = area.center().y()
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))


def _square(painter: QPainter, area: QRectF) -> None:
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    painter.drawRect(area)


_SIGNS: dict[Came, Callable[[QPainter, QRectF], None]] = {
    Came.UNPLANNED: _triangle,
    Came.WISH: _diamond,
    Came.NOT_COUNTED: _dash,
    Came.TEMPORARY: _square,
}


def _colour(roles: Roles, role: str) -> QColor:
    colour: QColor = getattr(roles, role)
    return colour


def focus_pen() -> QPen:
    """Return the pen of the ring around the span that the arrow keys stand on."""
    return QPen(theme.current_roles().focus, 2)
