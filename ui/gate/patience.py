"""Growing waits after wrong passphrases, in this window only; nothing is ever locked out.

A lost record harms the child, and the key derivation is the real barrier (anchors.md §2.3).
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

WAITS = (0, 0, 1, 2, 4, 8, 16, 30)
"""Seconds to wait after the first wrong try, the second and so on; the last one stays."""

_TICK_MS = 200


class Patience(QObject):
    """Counts wrong tries and the seconds until the next one."""

    ticked = Signal(int)
    """Whole seconds left changed; 0 means that the wait is over."""

    def __init__(
        self, now: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._tries = 0
        self._until = 0.0
        self._shown = 0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def tries(self) -> int:
        """How many wrong tries there were since the last right one."""
        return self._tries

    @property
    def seconds_left(self) -> int:
        """Whole seconds to wait still, rounded up."""
        return max(0, int(-(-(self._until - self._now()) // 1)))

    def wrong(self) -> int:
        """Count a wrong try and return the seconds to wait now."""
        wait = WAITS[min(self._tries, len(WAITS) - 1)]
        self._tries += 1
        self._until = self._now() + wait
        self._shown = wait
        if wait:
            self._timer.start()
        return wait

    def right(self) -> None:
        """Forget the wrong tries."""
        self._timer.stop()
        self._tries, self._until, self._shown = 0, 0.0, 0

    def tick(self) -> None:
        """Say so when the whole seconds left have changed."""
        left = self.seconds_left
        if left != self._shown:
            self._shown = left
            if left == 0:
                self._timer.stop()
            self.ticked.emit(left)
