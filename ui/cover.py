"""Hide: within 100 ms everything is saved and covered; the same key brings it back.

Hiding is not locking (design.md §2): the store stays open for three minutes, then it locks. The
window's own content is replaced, not overlaid, so that a picture of it, the taskbar's preview and
a screen reader find the sheet and nothing else; every other window and dialog is taken off the
screen.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui import theme
from ui.frame.brand import BrandMark
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.labels import label, quiet_label
from ui.kit.look import set_look
from ui.shortcuts import Shortcut, shown_keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.main_window import MainWindow

STAYS_SECONDS = 180

_TRY_AGAIN_MS = 5_000
_WAY_BACK = f"{shown_keys(Shortcut.HIDE)} brings it back; after three minutes Heard locks."
_NOT_LOCKED = (
    "Heard could not lock yet, because not everything could be saved. Your text is kept, it stays"
    " hidden, and Heard goes on trying. Is the disk full, or its drive gone?"
)


class CoverSheet(QWidget):
    """A plain sheet with the name of the program and the way back; no content, ever."""

    def __init__(self, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name = QWidget()
        row = QHBoxLayout(name)
        row.addStretch(1)
        row.addWidget(BrandMark())
        row.addWidget(label("Heard", "brand", wraps=False))
        row.addStretch(1)
        self.button = KeyButton("Show again", kind="plain", on_click=back)
        self.words = quiet_label(_WAY_BACK)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setSpacing(theme.S3)
        column.addStretch(1)
        column.addWidget(name)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
        column.addStretch(1)
        self.setFocusProxy(self.button)


class Cover(QObject):
    """Covers and uncovers on the window's ``hide_asked``; calls ``lock`` when it took too long.

    ``lock`` leaves the window at the gate; when it could not, because something could not be saved,
    everything stays covered and it is tried again. ``now`` is a wall clock in seconds, so that time
    the computer slept counts.
    """

    def __init__(
        self,
        window: MainWindow,
        lock: Callable[[], object],
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._lock = lock
        self._now = now
        self._since = 0.0
        self._is_up = False
        self._focus: QWidget | None = None
        self._others: list[QWidget] = []
        self._made_sheet: CoverSheet | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.check)
        window.hide_asked.connect(self.toggle)
        window.uncovered.connect(self._was_uncovered)

    @property
    def is_up(self) -> bool:
        """Whether everything is covered."""
        return self._is_up

    @property
    def sheet(self) -> CoverSheet:
        """The sheet; made when it is first needed, which is never before the gate opens."""
        if self._made_sheet is None:
            self._made_sheet = CoverSheet(self.toggle)
        return self._made_sheet

    def toggle(self) -> None:
        """Cover everything, or bring it back if three minutes have not passed."""
        if not self._is_up:
            self._put_up()
        elif not self.check():
            self._take_down()

    def check(self) -> bool:
        """Lock when everything has been covered for three minutes; return whether it did."""
        if not self._is_up:
            return False
        left = self._since + STAYS_SECONDS - self._now()
        if 0 < left <= STAYS_SECONDS:
            self._timer.start(int(left * 1000) + 1)
            return False
        self._lock()
        if self._window.page is not None:
            self.sheet.words.setText(_NOT_LOCKED)
            self._timer.start(_TRY_AGAIN_MS)
        elif self._is_up:
            self._window.uncover()
        return True

    def _put_up(self) -> None:
        self._is_up = True
        self._since = self._now()
        self._focus = QApplication.focusWidget()
        self._others = []
        self._close_popups()
        for other in QApplication.topLevelWidgets():
            if other is not self._window and other.isVisible():
                other.hide()
                self._others.append(other)
        self._window.cover(self.sheet)
        self._window.flush()
        self._timer.start(STAYS_SECONDS * 1000)
        announce(self.sheet, f"Hidden. {_WAY_BACK}")

    def _take_down(self) -> None:
        others, self._others = self._others, []
        focus = self._focus
        self._window.uncover()
        for other in others:
            if isValid(other):
                other.show()
        if focus is not None and isValid(focus) and self._window.isAncestorOf(focus):
            focus.setFocus()

    def _was_uncovered(self) -> None:
        """Forget what was covered; what lay beside the window stays closed after a lock."""
        self._is_up = False
        self._timer.stop()
        if self._made_sheet is not None:
            self._made_sheet.words.setText(_WAY_BACK)
        for other in filter(isValid, self._others):
            other.close()
        self._others, self._focus = [], None

    def _close_popups(self) -> None:
        """Close menus and lists of combo boxes, innermost first."""
        while (popup := QApplication.activePopupWidget()) is not None:
            if not popup.close():
                popup.hide()
