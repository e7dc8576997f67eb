"""The head and the foot of a page: a letterhead as its template has it, and what Heard says."""

import re
from collections.abc import Iterable, Iterator, Mapping

from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QImage,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)

from export.context import Properties
from export.template_values import EndLine, EndRow, EndRun
from ui.preview.paper import PX, House, Leaf, colour, families

_PLACE = re.compile(r"\{(\w+)\}")
_CHECK = "····-····"
"""Stands for the text check, which is made when the file is."""
_SIDES = {"left": Qt.AlignmentFlag.AlignLeft, "centre": Qt.AlignmentFlag.AlignHCenter,
          "right": Qt.AlignmentFlag.AlignRight}  # fmt: skip
_LARGEST = 120.0  # points of a letter that is drawn

_Placed = tuple[QPointF, QTextDocument]
_Laid = tuple[list[_Placed], float]
"""Texts with their places, and how high all of it is."""


def height_of(rows: Iterable[EndRow], width: float) -> float:
    """Return how high a head or foot is at a width, px."""
    return _laid_out(rows, width, {})[1]


class Ends:
    """Head and foot of every page of a document; each is laid out when it is first drawn."""

    def __init__(self, house: House, said: Properties) -> None:
        self._house = house
        self._values = {
            "marking": said.marking,
            "reference": said.reference,
            "version": said.version,
            "council": said.council,
            "check": _CHECK,
        }
        self._made: dict[tuple[int, int, float], tuple[_Laid, _Laid]] = {}

    def draw(self, painter: QPainter, leaf: Leaf, number: int, of: int) -> None:
        """Draw what stands on page ``number`` of so many, from its upper left corner."""
        key = (number, of, leaf.text_width)
        if key not in self._made:
            self._made[key] = self._ends_of(leaf, number, of)
        (head, _), (foot, height) = self._made[key]
        _draw(painter, head, QPointF(leaf.left, self._house.head_at))
        _draw(painter, foot, QPointF(leaf.left, leaf.height - self._house.foot_at - height))

    def _ends_of(self, leaf: Leaf, number: int, of: int) -> tuple[_Laid, _Laid]:
        house = self._house
        head, foot = house.first if number == 1 and house.first else (house.head, house.foot)
        values = {**self._values, "page": str(number), "pages": str(of)}
        width = leaf.text_width
        return _laid_out(head, width, values), _laid_out(foot, width, values)


def _draw(painter: QPainter, placed: Iterable[_Placed], origin: QPointF) -> None:
    for at, text in placed:
        painter.save()
        painter.translate(origin + at)
        text.drawContents(painter)
        painter.restore()


def _laid_out(rows: Iterable[EndRow], width: float, values: Mapping[str, str]) -> _Laid:
    """Return the texts of a head or foot with their places, and how high all of it is."""
    placed: list[_Placed] = []
    y = 0.0
    for row in rows:
        x, lowest = 0.0, y
        for cell, share in zip(row.cells, row.shares, strict=True):
            found = list(_of_cell(cell, width * share, values))
            placed += [(QPointF(x, y + top), text) for top, text in found]
            ends = [y + top + text.size().height() for top, text in found]
            lowest = max([lowest, *ends])
            x += width * share
        y = lowest
    return placed, y


def _of_cell(
    lines: Iterable[EndLine], width: float, values: Mapping[str, str]
) -> Iterator[tuple[float, QTextDocument]]:
    top = bottom = after = 0.0
    for line in lines:
        if not line.over:
            top = bottom + after
        text = _text(line, width, values)
        bottom, after = max(bottom, top + text.size().height()), line.after * PX
        yield top, text


def _text(line: EndLine, width: float, values: Mapping[str, str]) -> QTextDocument:
    made = QTextDocument()
    made.setUndoRedoEnabled(False)
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    cursor = QTextCursor(made)
    form = QTextBlockFormat()
    form.setAlignment(_SIDES[line.side])
    cursor.setBlockFormat(form)
    if line.runs:
        cursor.setBlockCharFormat(_char(line.runs[0]))
    for number, run in enumerate(line.runs):
        if run.picture:
            _put_picture(made, cursor, run, f"picture:{number}", width)
        else:
            said = _PLACE.sub(lambda found: values.get(found[1], found[0]), run.text)
            cursor.insertText(said.replace("\n", "\u2028"), _char(run))
    made.setTextWidth(width)
    return made


def _put_picture(
    made: QTextDocument, cursor: QTextCursor, run: EndRun, name: str, width: float
) -> None:
    """Put a picture in at its size, no wider than there is room; one that is none is left out."""
    image = QImage.fromData(run.picture)
    if image.isNull() or run.width <= 0 or run.height <= 0:
        return
    wide = min(run.width * PX, width)
    made.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
    form = QTextImageFormat()
    form.setName(name)
    form.setWidth(wide)
    form.setHeight(run.height * PX * wide / (run.width * PX))
    cursor.insertImage(form)


def _char(run: EndRun) -> QTextCharFormat:
    font = QFont()
    font.setFamilies(families(run.look.family))
    font.setPixelSize(max(1, round(min(run.look.size, _LARGEST) * PX)))
    font.setBold(run.look.bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made = QTextCharFormat()
    made.setFont(font)
    made.setForeground(colour(run.look.colour or "000000"))
    return made
