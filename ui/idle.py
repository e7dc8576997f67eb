"""Noticing that nobody uses Heard: a calm strip for the last minute, then the lock (WCAG 2.2.1).

No key press passes through Python for this. Once a second a timer compares what only a person
changes: where the mouse is, where the caret is, which widget has the focus, and how often
``note`` was called (by edits). Only while the strip is up, a filter on the program's own top-level
windows (not on the application) lets any key or click keep Heard open, whatever it does.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QWidget
from typing_extensions import override

from ui import theme
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.icons import IconLabel
from ui.kit.labels import label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from collections.abc import Callable

WARN_SECONDS = 60
_TICK_MS = 1_000
_SIGNS = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}


class IdleWatch(QObject):
    """Counts idle seconds while it runs. ``now`` is a wall clock in seconds, so sleep counts."""

    warned = Signal(int)
    """Seconds left, each second of the last minute."""
    extended = Signal()
    """Somebody is there after all."""
    expired = Signal()
    """Nobody came: lock."""

    def __init__(self, now: Callable[[], float] = time.time, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._limit = 0.0
        self._last = now()
        self._signs: object = None
        self._notes = 0
        self._watched: list[QWindow] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def is_warning(self) -> bool:
        """Whether the last minute is running."""
        return bool(self._watched)

    def start(self, minutes: int) -> None:
        """Watch from now on; lock after so many idle minutes. Call again to change the limit."""
        self._limit = minutes * 60.0
        self._last = self._now()
        self._signs = self._look()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more: nothing is open."""
        self._timer.stop()
        self._end_warning()

    def note(self, *_: object) -> None:
        """Note that somebody did something; connect it to what edits emit."""
        self._notes += 1

    def tick(self) -> None:
        """Look whether anything changed, and warn or lock if nothing did for long enough."""
        signs = self._look()
        if signs != self._signs:
            self._signs = signs
            self.extend()
        left = self._limit - (self._now() - self._last)
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= WARN_SECONDS:
            self._begin_warning()
            self.warned.emit(max(1, round(left)))

    def extend(self) -> None:
        """Begin to count anew."""
        self._last = self._now()
        if self._watched:
            self._end_warning()
            self.extended.emit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS:
            self.extend()
        return False

    def _look(self) -> object:
        """Return what only a person changes; where the caret is drawn also moves with the strip."""
        mouse = QCursor.pos()
        focus = QApplication.focusWidget()
        caret = None
        if focus is not None:
            asked = Qt.InputMethodQuery
            place = focus.inputMethodQuery(asked.ImCursorRectangle)
            within = focus.inputMethodQuery(asked.ImAbsolutePosition)
            caret = (within, None if self.is_warning else (place, id(focus)))
        return mouse.x(), mouse.y(), self._notes, caret

    def _begin_warning(self) -> None:
        if not self._watched:
            self._watched = list(QGuiApplication.topLevelWindows())
            for window in self._watched:
                window.installEventFilter(self)
            self._signs = self._look()

    def _end_warning(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        self._watched = []
        self._signs = self._look()


class IdleStrip(QFrame):
    """The strip under the header: it says how long is left, and any key keeps Heard open."""

    def __init__(self, watch: IdleWatch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "banner", tone="care")
        self.setObjectName("idle_strip")
        self._watch = watch
        self._words: QLabel | None = None
        watch.warned.connect(self._warn)
        watch.extended.connect(self.hide)
        watch.expired.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text() if self._words is not None else ""

    def _warn(self, left: int) -> None:
        if self._words is None:
            self._words = self._lay_out()
        unit = "second" if left == 1 else "seconds"
        self._words.setText(f"Heard locks in {left} {unit}. Press any key to keep it open.")
        if self.isHidden():
            self.show()
            announce(self, self._words.text())

    def _lay_out(self) -> QLabel:
        words = label("", "banner_title")
        set_look(words, "banner_title", tone="care")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.S4, theme.S1, theme.S3, theme.S1)
        row.setSpacing(theme.S2)
        row.addWidget(IconLabel("clock", "soon"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(words, 1)
        row.addWidget(KeyButton("Keep Heard open", on_click=self._watch.extend))
        return words
