"""A figure drawn as bars, the number beside each: on the screen, or as a picture for a document.

Parts of a bar are told apart by pattern and by the legend's words, never by colour alone; a number
that is not shown is a dashed frame that says so. The table behind it says the same.
"""

from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from export.service_picture import Chart, words_of
from models.figures import NOT_SHOWN, Figure, FigureRow
from ui import theme
from ui.roles import LIGHT, Roles

_RECORD_WIDTH, _SHARPER = 640, 3
_BAR, _GAP, _LEGEND = 20.0, 10.0, 26.0
_LABEL_SHARE, _NUMBER_SHARE = 0.36, 0.14
_PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense5Pattern,
    Qt.BrushStyle.CrossPattern,
)
_INKS = ("accent", "soon", "quiet", "late")


class _Laid(msgspec.Struct, frozen=True, kw_only=True):
    """Where a row stands: its label's lines, the top of its bar, and the whole height it takes."""

    row: FigureRow
    lines: tuple[str, ...]
    top: float
    height: float


class ChartDrawing:
    """Draws one figure into a width; ``height`` is what that takes, px."""

    def __init__(self, figure: Figure, width: float, scale: float, roles: Roles) -> None:
        self._figure, self._width, self._scale, self._roles = figure, width, scale, roles
        self._font = QFont(QGuiApplication.font())
        self._font.setPixelSize(max(1, round(13 * scale)))
        self._metrics = QFontMetricsF(self._font)
        self._label = width * _LABEL_SHARE
        self._room = width * (1 - _LABEL_SHARE - _NUMBER_SHARE) - 8 * scale
        self._rows = list(self._laid_out())
        self.height = self._rows[-1].top + self._rows[-1].height if self._rows else 20 * scale

    def paint(self, painter: QPainter) -> None:
        """Draw it at the painter's origin."""
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self._figure.columns) > 1:
            self._legend(painter)
        for laid in self._rows:
            self._row(painter, laid)

    @property
    def _top(self) -> float:
        return self._legend_height() if len(self._figure.columns) > 1 else 0.0

    def _legend_places(self) -> Iterator[tuple[int, str, float, float]]:
        """Yield each column with where its part of the legend stands."""
        side, x, y = 13 * self._scale, 0.0, 0.0
        for at, column in enumerate(self._figure.columns):
            needed = side + 6 * self._scale + self._metrics.horizontalAdvance(column)
            if x and x + needed > self._width:
                x, y = 0.0, y + _LEGEND * self._scale
            yield at, column, x, y
            x += needed + 18 * self._scale

    def _legend_height(self) -> float:
        return max(y for *_, y in self._legend_places()) + _LEGEND * self._scale

    def _legend(self, painter: QPainter) -> None:
        side = 13 * self._scale
        for at, column, x, y in self._legend_places():
            self._fill(painter, QRectF(x, y + 3 * self._scale, side, side), at)
            painter.setPen(self._roles.text)
            place = QRectF(x + side + 6 * self._scale, y, self._width, side + 6 * self._scale)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, column)

    def _laid_out(self) -> Iterator[_Laid]:
        top = self._top
        for row in self._figure.rows:
            lines = tuple(_wrapped(row.label, self._label - 8 * self._scale, self._metrics))
            height = max(_BAR * self._scale, len(lines) * self._metrics.height())
            yield _Laid(row=row, lines=lines, top=top, height=height)
            top += height + _GAP * self._scale

    def _row(self, painter: QPainter, laid: _Laid) -> None:
        painter.setPen(self._roles.text)
        y = laid.top + (laid.height - len(laid.lines) * self._metrics.height()) / 2
        for line in laid.lines:
            place = QRectF(0, y, self._label, self._metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line)
            y += self._metrics.height()
        bar = _BAR * self._scale
        self._bars(painter, laid.row, laid.top + (laid.height - bar) / 2, bar)

    def _bars(self, painter: QPainter, row: FigureRow, y: float, height: float) -> None:
        """Draw the parts of a bar one after the other, and the number behind them."""
        x, unit = self._label, self._room / max(1, self._figure.highest)
        if None in row.numbers:
            box = QRectF(x, y, self._room * 0.3, height)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._roles.edge, 1, Qt.PenStyle.DashLine))
            painter.drawRect(box)
            said = NOT_SHOWN if all(n is None for n in row.numbers) else f"partly {NOT_SHOWN}"
            self._number(painter, box.right(), y, height, said)
            return
        for at, number in enumerate(row.numbers):
            width = (number or 0) * unit
            if width:
                self._fill(painter, QRectF(x, y, width, height), at)
            x += width
        said = " / ".join(f"{number:,}" for number in row.numbers if number is not None)
        self._number(painter, x, y, height, said)

    def _number(self, painter: QPainter, x: float, y: float, height: float, said: str) -> None:
        painter.setPen(self._roles.text)
        place = QRectF(x + 8 * self._scale, y, self._width, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)

    def _fill(self, painter: QPainter, area: QRectF, at: int) -> None:
        ink: QColor = getattr(self._roles, _INKS[at % len(_INKS)])
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(ink, _PATTERNS[at % len(_PATTERNS)]))
        painter.drawRect(area)


class ChartView(QWidget):
    """Shows one figure as a chart; its words are all of it, for who cannot see it."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure = figure
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words_of(figure))
        self.setMinimumWidth(theme.px(160))

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), round(self._drawing(max(self.width(), 160)).height) + 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.translate(0, 1)
        self._drawing(self.width()).paint(painter)
        painter.end()

    def _drawing(self, width: int) -> ChartDrawing:
        return ChartDrawing(
            self._figure, float(width), theme.text_percent() / 100, theme.current_roles()
        )


def chart_picture(figure: Figure) -> Chart:
    """Return a figure as a PNG for a document: light, and sharp in print."""
    drawing = ChartDrawing(figure, float(_RECORD_WIDTH), 1.0, LIGHT)
    size = (_RECORD_WIDTH * _SHARPER, round((drawing.height + 4) * _SHARPER))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(LIGHT.sheet)
    painter = QPainter(image)
    painter.scale(_SHARPER, _SHARPER)
    painter.translate(0, 1)
    drawing.paint(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    buffer.close()
    return Chart(png=bytes(data.data()), width=size[0], height=size[1])


def _wrapped(text: str, width: float, metrics: QFontMetricsF) -> Iterator[str]:
    """Yield the lines of a label; a single word that is too long stands as it is."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > width:
            yield line
            longer = word
        line = longer
    yield line
