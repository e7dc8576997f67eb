"""Work that must not hold up a key, done a part at a time."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

_PAINT_MS = 10
"""A letter that was typed between two parts is painted by then."""


class InSlices(QObject):
    """Runs work that yields between its parts: soon and bit by bit, or now and whole."""

    def __init__(self, work: Callable[[], Iterator[None]], after_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._doing: Iterator[None] | None = None
        self._wait = QTimer(self, singleShot=True, interval=after_ms)
        self._wait.timeout.connect(self._begin)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._go_on)

    def soon(self) -> None:
        """Begin after a while; what is waited for already is not put off.

        What is under way goes on once what has changed is painted: the next part, due at once,
        would come before that.
        """
        if self._next.isActive():
            self._next.start(_PAINT_MS)
        if not self._wait.isActive():
            self._wait.start()

    def now(self) -> None:
        """Do all of it before this returns, and what was begun no further."""
        self.stop()
        for _ in self._work():
            pass

    def stop(self) -> None:
        """Leave off."""
        self._wait.stop()
        self._next.stop()
        self._doing = None

    def _begin(self) -> None:
        self._doing = self._work()
        self._next.start(0)

    def _go_on(self) -> None:
        if self._doing is not None and next(self._doing, self) is not self:
            self._next.start(0)
