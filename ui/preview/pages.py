"""Where each piece stands on which page, counted from sizes alone: no letter is drawn here."""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from ui.preview.paper import Leaf


class Sized(Protocol):
    """What must be known of a piece to place it; all lengths in px."""

    before: float
    after: float
    height: float
    keep_next: bool
    breaks: tuple[float, ...]
    lies: bool


class Placed(msgspec.Struct, frozen=True):
    """A piece, or a part of it from ``top`` to ``end`` of its own height, at ``y`` of a page."""

    piece: int
    y: float
    top: float
    end: float


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on one page."""

    leaf: Leaf
    placed: tuple[Placed, ...]


def paginate(pieces: Sequence[Sized], leaf: Leaf, *, endless: bool = False) -> tuple[Page, ...]:
    """Return the pages of a document; an ``endless`` one has a single page, as long as it takes."""
    maker = _Maker(pieces, leaf, endless=endless)
    for at in range(len(pieces)):
        maker.put(at)
    return maker.done()


class _Maker:
    def __init__(self, pieces: Sequence[Sized], leaf: Leaf, *, endless: bool) -> None:
        self._pieces, self._leaf, self._endless = pieces, leaf, endless
        self._pages: list[Page] = []
        self._placed: list[Placed] = []
        self._y = self._gap = 0.0
        self._lies = False
        self._lying = _lying(pieces)

    def put(self, at: int) -> None:
        """Place one piece, on as many pages as it takes."""
        piece = self._pieces[at]
        lies = self._lying[at] and not self._endless
        if lies != self._lies:
            self._turn_over()
            self._lies = lies
        if self._y + self._space(at) + self._wanted(at) > self._room:
            self._turn_over()
        top = 0.0
        while (end := self._end(at, top)) < piece.height:
            self._place(at, top, end)
            self._turn_over()
            top = end
        self._place(at, top, piece.height)
        self._gap = piece.after

    def done(self) -> tuple[Page, ...]:
        """Return the pages; there is always one."""
        if self._placed or not self._pages:
            self._end_page()
        return tuple(self._pages)

    @property
    def _room(self) -> float:
        leaf = self._leaf.lying if self._lies else self._leaf
        return float("inf") if self._endless else leaf.text_height

    def _space(self, at: int) -> float:
        return max(self._gap, self._pieces[at].before) if self._placed else 0.0

    def _wanted(self, at: int) -> float:
        """Return the room that a piece needs at least, with the first of what it must not leave."""
        piece = self._pieces[at]
        if piece.keep_next and at + 1 < len(self._pieces):
            following = self._pieces[at + 1]
            return piece.height + max(piece.after, following.before) + self._wanted(at + 1)
        return piece.breaks[0] if piece.breaks else piece.height

    def _end(self, at: int, top: float) -> float:
        """Return to which height of its own a piece fits on what is left of the page."""
        piece = self._pieces[at]
        left = self._room - self._y - (self._space(at) if top == 0 else 0.0)
        if piece.height - top <= left:
            return piece.height
        fitting = [cut for cut in piece.breaks if top < cut <= top + left]
        return fitting[-1] if fitting else min(piece.height, top + max(left, 1.0))

    def _place(self, at: int, top: float, end: float) -> None:
        space = self._space(at) if top == 0 else 0.0
        self._placed.append(Placed(at, self._y + space, top, end))
        self._y += space + end - top

    def _turn_over(self) -> None:
        if self._placed:
            self._end_page()

    def _end_page(self) -> None:
        leaf = self._leaf.lying if self._lies else self._leaf
        if self._endless:
            leaf = msgspec.structs.replace(leaf, height=self._y + leaf.top + leaf.bottom)
        self._pages.append(Page(leaf=leaf, placed=tuple(self._placed)))
        self._placed, self._y, self._gap = [], 0.0, 0.0


def _lying(pieces: Sequence[Sized]) -> list[bool]:
    """Return which pieces lie on their side: those that do, and what leads to them."""
    lying = [piece.lies for piece in pieces]
    for at in reversed(range(len(pieces) - 1)):
        lying[at] = lying[at] or (pieces[at].keep_next and lying[at + 1])
    return lying
