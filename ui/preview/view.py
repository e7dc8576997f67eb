"""The pages of a document on the screen; only what changed is laid out again, a little at a time.

Nothing is made while the view is not to be seen. Where there is no room for a page with letters
that can be read, the text flows, and tables are read row by row.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from export.blocks import Block
from export.context import Properties
from ui import theme
from ui.kit.look import set_look
from ui.preview.ends import Ends
from ui.preview.pages import Page, Placed, paginate
from ui.preview.paper import LINE, OWN, SHEET, House, Leaf, Paper, colour
from ui.preview.piece import Piece
from ui.preview.units import Unit, units

_SLICE = 0.004
"""Seconds of one slice of work, between which keys are heard."""
_LEAST_LETTER = 10.5
"""Px that a letter of 12 points must have on the screen at 100 %, or the text flows."""
_EDGE, _BETWEEN = 8, 14
"""Px beside a page and between two."""
_TRIMMED, _INSIDE = 46.0, 24.0
"""Px of a page's side margins that are not shown, so that its letters are larger; what stays."""
_FLOWING = 24.0
"""Px around a text that flows."""


class PreviewView(QAbstractScrollArea):
    """Shows the blocks of one document page by page; arrows and Page Down scroll it."""

    shown = Signal()
    """What was asked for last is on the screen."""
    worked = Signal(float)
    """A slice of the work is done; how long it took, in seconds."""

    def __init__(self, name: str = "preview", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a width that stays
        set_look(self, "preview")
        self.setMinimumHeight(theme.px(80))
        self._blocks: tuple[Block, ...] = ()
        self._properties: Properties | None = None
        self._paper = Paper()
        self._house = OWN
        self._ends: Ends | None = None
        self._wanted: tuple[Unit, ...] = ()
        self._made: list[Piece] = []
        self._making: list[Piece] = []
        self._kept: dict[int, Piece] = {}
        self._pages: tuple[Page, ...] = ()
        self._tops: list[float] = []
        self._follow: Callable[[], None] | None = None
        self._changed: int | None = None
        self._work = QTimer(self, singleShot=True, interval=0)
        self._work.timeout.connect(self._make_some)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._say_page())
        self._name("")

    # -- what is shown

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def is_working(self) -> bool:
        """Whether something is still to be made."""
        return self._work.isActive()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What stands on the pages."""
        return tuple(self._made)

    @property
    def flows(self) -> bool:
        """Whether there is no room for pages."""
        return self._paper.flows

    @property
    def reading_at(self) -> tuple[int, float] | None:
        """The piece at the top of the view, and how many px of it are above; None without any."""
        return self._reading()

    def show_blocks(self, blocks: tuple[Block, ...], properties: Properties) -> None:
        """Show a document, or the same one as it is by now; the place that is read stays."""
        if properties != self._properties:
            self._ends = Ends(self._house, properties)
        self._blocks, self._properties = blocks, properties
        self._name(properties.title)
        self._begin()

    def set_house(self, house: House) -> None:
        """Draw on other paper from now on."""
        if house is not self._house:
            self._house = house
            if self._properties is not None:
                self._ends = Ends(house, self._properties)
            self._begin()

    def go_to(self, about: str) -> None:
        """Scroll to the part of the document that is about a section, once it is there."""
        self._follow = lambda: self._scroll_to(about)
        if self._made and not self._work.isActive():
            self._followed()

    def forget(self) -> None:
        """Let go of every letter."""
        self._work.stop()
        self._blocks, self._properties, self._ends = (), None, None
        self._wanted, self._kept, self._follow = (), {}, None
        self._made, self._making, self._pages, self._tops = [], [], (), []
        self._name("")
        self.viewport().update()

    # -- making, a little at a time

    def _begin(self) -> None:
        """See what differs from what is there, and start to make it."""
        properties = self._properties
        if properties is None or not self.isVisible():
            return
        self._paper = self._paper_for(properties.points)
        self._wanted = units(self._blocks, self._paper)
        self._kept = _same(self._made, self._wanted, self._paper)
        changed = [at for at in range(len(self._wanted)) if at not in self._kept]
        self._changed = changed[0] if self._kept and changed else None
        self._making = []
        self._work.start()

    def _make_some(self) -> None:
        began = time.perf_counter()
        until = began + _SLICE
        while len(self._making) < len(self._wanted):
            at = len(self._making)
            kept = self._kept.get(at)
            self._making.append(kept or Piece(self._wanted[at], self._paper))
            if kept is None and time.perf_counter() > until:
                self._work.start()
                self.worked.emit(time.perf_counter() - began)
                return
        self._finish()
        self.worked.emit(time.perf_counter() - began)

    def _finish(self) -> None:
        before, reading = self._made, self._reading()
        self._made, self._making, self._kept = self._making, [], {}
        self._place()
        if reading is not None:
            self._keep_reading(before, reading)
        self._followed()
        self._say_page()
        self.viewport().update()
        self.shown.emit()

    def _followed(self) -> None:
        follow, self._follow = self._follow, None
        changed, self._changed = self._changed, None
        if follow is not None:
            follow()
        elif changed is not None:
            self._show_piece(changed)

    def _paper_for(self, points: float) -> Paper:
        """Return the paper that there is room for."""
        room = self.viewport().width() - 2 * _EDGE
        leaf = self._house.leaf
        least = theme.px(_LEAST_LETTER) / 16
        if room / (leaf.width - 2 * _trim(leaf)) >= least:
            return Paper(leaf=leaf, points=points, house=self._house)
        flowing = Leaf(
            width=max(room / least, 1.0),
            height=leaf.height,
            left=_FLOWING,
            right=_FLOWING,
            top=_FLOWING,
            bottom=_FLOWING,
        )
        return Paper(leaf=flowing, points=points, flows=True, house=self._house)

    # -- places on the screen

    def _place(self) -> None:
        self._pages = paginate(self._made, self._paper.leaf, endless=self._paper.flows)
        self._tops, y = [], float(_EDGE)
        for page in self._pages:
            self._tops.append(y)
            y += self._scale(page) * page.leaf.height + _BETWEEN
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(theme.px(40))
        bar.setRange(0, max(0, round(y) - self.viewport().height()))

    def _trim(self) -> float:
        return 0.0 if self._paper.flows else _trim(self._paper.leaf)

    def _scale(self, page: Page) -> float:
        room = self.viewport().width() - 2 * _EDGE
        return max(room, 1) / (page.leaf.width - 2 * self._trim())

    def _top_of(self, piece: int) -> float | None:
        """Return where a piece begins, px from the top of all pages."""
        for page, top in zip(self._pages, self._tops, strict=True):
            for placed in page.placed:
                if placed.piece == piece:
                    return top + (placed.y - placed.top + page.leaf.top) * self._scale(page)
        return None

    def _reading(self) -> tuple[int, float] | None:
        """Return the piece at the top of the view, and how far it is scrolled past."""
        y = self.verticalScrollBar().value()
        for page, top in zip(self._pages, self._tops, strict=True):
            scale = self._scale(page)
            for placed in page.placed:
                start = top + (placed.y + page.leaf.top) * scale
                if start + (placed.end - placed.top) * scale > y:
                    return placed.piece, y - (start - placed.top * scale)
        return None

    def _keep_reading(self, before: list[Piece], reading: tuple[int, float]) -> None:
        """Stay at the piece that was read, which may stand elsewhere now."""
        at, past = reading
        same = next((n for n, piece in enumerate(self._made) if piece is before[at]), None)
        top = self._top_of(same if same is not None else min(at, len(self._made) - 1))
        if top is not None:
            self.verticalScrollBar().setValue(round(top + past))

    def _scroll_to(self, about: str) -> None:
        for number, piece in enumerate(self._made):
            if piece.about == about:
                top = self._top_of(number)
                if top is not None:
                    self.verticalScrollBar().setValue(round(top) - theme.px(12))
                return

    def _show_piece(self, number: int) -> None:
        """Scroll just so far that a piece can be seen."""
        top = self._top_of(number)
        if top is None:
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= top <= bar.value() + room - theme.px(40):
            bar.setValue(round(top) - room // 3)

    # -- drawing

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(0, -self.verticalScrollBar().value())
        first = self.verticalScrollBar().value() + event.rect().top()
        last = first + event.rect().height()
        for number, (page, top) in enumerate(zip(self._pages, self._tops, strict=True), 1):
            if top <= last and top + page.leaf.height * self._scale(page) >= first:
                painter.save()
                painter.translate(_EDGE, top)
                self._draw_page(painter, page, number)
                painter.restore()

    def _draw_page(self, painter: QPainter, page: Page, number: int) -> None:
        leaf, trim = page.leaf, self._trim()
        painter.scale(self._scale(page), self._scale(page))
        sheet = QRectF(0, 0, leaf.width - 2 * trim, leaf.height)
        painter.fillRect(sheet, colour(SHEET))
        edge = QPen(colour(LINE))
        edge.setCosmetic(True)
        painter.setPen(edge)
        painter.drawRect(sheet)
        painter.translate(-trim, 0)
        if self._ends is not None and not self._paper.flows:
            self._ends.draw(painter, leaf, number, len(self._pages))
        for placed in page.placed:
            self._draw_placed(painter, leaf, placed)

    def _draw_placed(self, painter: QPainter, leaf: Leaf, placed: Placed) -> None:
        piece = self._made[placed.piece]
        painter.save()
        painter.translate(QPointF(leaf.left, leaf.top + placed.y - placed.top))
        if (placed.top, placed.end) != (0.0, piece.height):
            height = placed.end - placed.top
            painter.setClipRect(QRectF(-4, placed.top, piece.width + 8, height))
        piece.draw(painter)
        painter.restore()

    # -- Qt

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if self._properties is None:
            return
        if self._paper_for(self._properties.points) != self._paper:
            self._begin()
        elif self._made:
            reading = self._reading()
            self._place()
            if reading is not None:
                self._keep_reading(self._made, reading)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._begin()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        bar = self.verticalScrollBar()
        ends = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        key = Qt.Key(event.key())
        if key in ends:
            bar.setValue(ends[key])
            return
        super().keyPressEvent(event)

    def _name(self, title: str) -> None:
        self.setAccessibleName(f"Preview of {title}" if title else "Preview")

    def _say_page(self) -> None:
        y = self.verticalScrollBar().value() + self.viewport().height() / 2
        at = sum(top <= y for top in self._tops)
        said = "" if self._paper.flows or not at else f"Page {at} of {len(self._pages)}"
        self.setAccessibleDescription(said)


def _same(made: list[Piece], wanted: tuple[Unit, ...], paper: Paper) -> dict[int, Piece]:
    """Return which pieces are there already, by their place in what is wanted."""
    if not made or made[0].paper != paper:
        return {}
    limit = min(len(made), len(wanted))
    head = 0
    while head < limit and made[head].unit == wanted[head]:
        head += 1
    tail = 0
    while tail < limit - head and made[-1 - tail].unit == wanted[-1 - tail]:
        tail += 1
    kept = {at: made[at] for at in range(head)}
    kept.update((len(wanted) - 1 - n, made[-1 - n]) for n in range(tail))
    return kept


def _trim(leaf: Leaf) -> float:
    return max(0.0, min(_TRIMMED, leaf.left - _INSIDE, leaf.right - _INSIDE))
