"""Three columns where there is room; on half a screen the outer two become drawers."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.frame.panes import first_focusable
from ui.kit import set_look

NARROW_PX = 900
_LEFT, _RIGHT, _WIDE_RIGHT = 240, 286, 580
_WIDEST = 0.46
"""Of the whole width, what a wide right column may have at most."""


class Side(Enum):
    """Which of the outer columns."""

    LEFT = "left"
    RIGHT = "right"


class _Drawer(QFrame):
    """One outer column; Escape leaves it, and closes it while it is a drawer."""

    escaped = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def set_inset(self, inset: int) -> None:
        """Keep some px free inside its edge."""
        self.setContentsMargins(inset, inset, inset, inset)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)


class Columns(QWidget):
    """Lays out left, middle and right; ``toggle`` opens a drawer, or hides a column."""

    narrow_changed = Signal(bool)
    closed = Signal()
    """An outer column was left or closed: the focus wants to go back to the middle."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._drawers = {Side.LEFT: _Drawer(left), Side.RIGHT: _Drawer(right)}
        self._hidden: set[Side] = set()
        self._open: Side | None = None
        self._is_narrow = self._is_wide = self._is_bare = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        self._row.setSpacing(theme.S4)
        self._row.addWidget(self._drawers[Side.LEFT])
        self._row.addWidget(middle, 1)
        self._row.addWidget(self._drawers[Side.RIGHT])
        for drawer in self._drawers.values():
            drawer.escaped.connect(self._escaped)

    @property
    def is_narrow(self) -> bool:
        """Whether the outer columns are drawers now."""
        return self._is_narrow

    def toggle(self, side: Side) -> None:
        """Open or close a drawer; where there is room, show or hide the column."""
        if self._is_narrow:
            if self._open is side:
                self.close_drawer()
            else:
                self.close_drawer(tell=False)
                self._open_drawer(side)
            return
        drawer = self._drawers[side]
        focused = QApplication.focusWidget()
        had_focus = focused is not None and drawer.isAncestorOf(focused)
        self._hidden ^= {side}
        drawer.setVisible(side not in self._hidden)
        if side not in self._hidden:
            self._focus(side)
        elif had_focus:
            self.closed.emit()

    def reveal(self, side: Side) -> None:
        """Make sure that a side can be seen."""
        if not self._drawers[side].isVisible():
            self.toggle(side)

    def set_bare(self, *, bare: bool) -> None:
        """Show the middle alone, or the outer columns again as they were."""
        self.close_drawer(tell=False)
        self._is_bare = bare
        for side, drawer in self._drawers.items():
            drawer.setVisible(not bare and not self._is_narrow and side not in self._hidden)

    def set_wide(self, *, wide: bool) -> None:
        """Give the right column the room of a page, or what a column of cards needs."""
        if wide != self._is_wide:
            self._is_wide = wide
            self._size()

    def close_drawer(self, *, tell: bool = True) -> None:
        """Close the open drawer, if one is."""
        if self._open is None:
            return
        self._drawers[self._open].hide()
        self._open = None
        if tell:
            self.closed.emit()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(NARROW_PX)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()
            self.narrow_changed.emit(is_narrow)
        self._size()

    def _arrange(self) -> None:
        """Take the outer columns out of the row, or put them back.

        Where the focus was in one that goes, it goes back to the middle, and not wherever Qt would
        put it: whoever snaps the window beside a call types on.
        """
        self._open = None
        had_focus = self._holds_focus()
        for side, drawer in self._drawers.items():
            if self._is_narrow:
                self._row.removeWidget(drawer)
                drawer.hide()
            else:
                self._row.insertWidget(0 if side is Side.LEFT else self._row.count(), drawer)
                drawer.setVisible(side not in self._hidden and not self._is_bare)
            set_look(drawer, "drawer" if self._is_narrow else "")
            drawer.set_inset(theme.S2 if self._is_narrow else 0)
        margin = theme.S3 if self._is_narrow else theme.S4
        self._row.setContentsMargins(margin, margin, margin, margin)
        if self._is_narrow and had_focus:
            self.closed.emit()

    def _escaped(self) -> None:
        if self._open is None:
            self.closed.emit()
        else:
            self.close_drawer()

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and any(
            drawer.isAncestorOf(focused) for drawer in self._drawers.values()
        )

    def _size(self) -> None:
        for side, drawer in self._drawers.items():
            wanted, most = self._wanted(side)
            if not self._is_narrow:
                drawer.setFixedWidth(min(wanted, most))
                drawer.setMinimumHeight(0)
                drawer.setMaximumHeight(16_777_215)
                continue
            width = min(wanted + theme.px(80), self.width() - theme.px(40))
            left = 0 if side is Side.LEFT else self.width() - width
            drawer.setFixedWidth(width)
            drawer.setGeometry(left, 0, width, self.height())

    def _wanted(self, side: Side) -> tuple[int, int]:
        """Return how wide a side is to be, and how wide it may be as a column, px."""
        if side is Side.RIGHT and self._is_wide:
            return theme.px(_WIDE_RIGHT), int(self.width() * _WIDEST)
        return theme.px(_LEFT if side is Side.LEFT else _RIGHT), self.width() * 3 // 10

    def _open_drawer(self, side: Side) -> None:
        self._open = side
        drawer = self._drawers[side]
        drawer.show()
        self._size()
        drawer.raise_()
        self._focus(side)

    def _focus(self, side: Side) -> None:
        first = first_focusable(self._drawers[side])
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
