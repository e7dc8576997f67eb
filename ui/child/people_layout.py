"""Where everyone stands on the map of people: rings around the child, nobody on anybody else.

Geometry only, in px, so that it can be tried without painting. Every box has the same size; a ring
takes places left and right of what it surrounds while there is room, then rows above and below.
However narrow the map is, it grows downwards instead of crowding.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSizeF

_LEAST_A_ROW = 2


class Measures(NamedTuple):
    """Sizes in px: of the middle, a box, the widest name of a ring, and the room between things."""

    middle: QSizeF
    box: QSizeF
    title: QSizeF
    gap: float
    pad: float


class Ring(NamedTuple):
    """One ring as it lies: its outline, the strip for its name, and its people's boxes."""

    outline: QRectF
    title: QRectF
    boxes: tuple[QRectF, ...]


class Placed(NamedTuple):
    """The whole map, its top left corner at 0, 0; ``rings`` from the inside out."""

    middle: QRectF
    rings: tuple[Ring, ...]
    height: float


def box_width(wanted: float, least: float, width: float, rings: int, measures: Measures) -> float:
    """Return how wide boxes are: as wanted, or so that the inmost ring holds two in a row."""
    room = _room(width, rings, 0, measures)
    half = (room - measures.gap) / _LEAST_A_ROW
    return max(min(wanted, half), min(least, room))


def lay_out(counts: Sequence[int], width: float, measures: Measures) -> Placed:
    """Return the map of rings that hold so many people each, inside ``width``."""
    middle = QRectF(0, 0, measures.middle.width(), measures.middle.height())
    block = QRectF(middle)
    rings: list[Ring] = []
    for at, count in enumerate(counts):
        room = _room(width, len(counts), at, measures)
        ring = _around(block, count, room, measures)
        rings.append(ring)
        block = ring.outline
    left, top = (width - block.width()) / 2 - block.left(), -block.top()
    return Placed(
        middle=middle.translated(left, top),
        rings=tuple(_moved(ring, left, top) for ring in rings),
        height=block.height(),
    )


def _room(width: float, rings: int, at: int, measures: Measures) -> float:
    """Return how much a ring's people may take from side to side; inner ones have less."""
    return width - 2 * measures.pad * (rings - at)


def _around(block: QRectF, count: int, room: float, measures: Measures) -> Ring:
    """Return the ring of ``count`` people around what is there already."""
    box, gap = measures.box, measures.gap
    beside = _beside(block, count, room, measures)
    left = _column(block.left() - gap - box.width(), block, beside, measures)
    right = _column(block.right() + gap, block, beside, measures)
    inner = _united(block, *left, *right)
    rest = count - 2 * beside
    above = -(-rest // 2)
    rows_above = _rows(above, room, measures)
    rows_below = _rows(rest - above, room, measures)
    pitch = box.height() + gap
    top = inner.top() - len(rows_above) * pitch
    boxes = [*_in_rows(rows_above, block.center().x(), top, measures)]
    boxes += [one for pair in zip(left, right, strict=True) for one in pair]
    boxes += _in_rows(rows_below, block.center().x(), inner.bottom() + gap, measures)
    named = min(measures.title.width(), room)
    name = QRectF(block.center().x() - named / 2, block.top(), named, 0.1)
    held = _united(inner, name, *boxes)
    high, pad = measures.title.height(), measures.pad
    outline = held.adjusted(-pad, -pad - high, pad, pad)
    title = QRectF(held.left(), outline.top() + pad / 2, held.width(), high)
    return Ring(outline=outline, title=title, boxes=tuple(boxes))


def _beside(block: QRectF, count: int, room: float, measures: Measures) -> int:
    """Return how many people stand on each side of the block."""
    box, gap = measures.box, measures.gap
    if block.width() + 2 * (box.width() + gap) > room:
        return 0
    high = int((block.height() + gap) // (box.height() + gap))
    return min(max(high, 1), count // 2)


def _column(x: float, block: QRectF, count: int, measures: Measures) -> list[QRectF]:
    """Return boxes one below the other, in the middle of the block's height."""
    pitch = measures.box.height() + measures.gap
    top = block.center().y() - (count * pitch - measures.gap) / 2
    return [
        QRectF(x, top + at * pitch, measures.box.width(), measures.box.height())
        for at in range(count)
    ]


def _rows(count: int, room: float, measures: Measures) -> list[int]:
    """Return how many people stand in each row: as few rows as there is room for, evenly."""
    fits = max(int((room + measures.gap) // (measures.box.width() + measures.gap)), 1)
    rows = -(-count // fits)
    return [count // rows + (at < count % rows) for at in range(rows)]


def _in_rows(rows: list[int], x: float, top: float, measures: Measures) -> list[QRectF]:
    """Return the boxes of rows that lie around the line ``x``."""
    box, gap = measures.box, measures.gap
    boxes = []
    for row, count in enumerate(rows):
        left = x - (count * (box.width() + gap) - gap) / 2
        y = top + row * (box.height() + gap)
        boxes += [
            QRectF(left + at * (box.width() + gap), y, box.width(), box.height())
            for at in range(count)
        ]
    return boxes


def _united(first: QRectF, *more: QRectF) -> QRectF:
    for one in more:
        first = first.united(one)
    return first


def _moved(ring: Ring, x: float, y: float) -> Ring:
    return Ring(
        outline=ring.outline.translated(x, y),
        title=ring.title.translated(x, y),
        boxes=tuple(box.translated(x, y) for box in ring.boxes),
    )
