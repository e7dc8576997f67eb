"""One Heard for each folder: a second start brings the first window forward and ends.

Qt's lock file knows when its owner has died, so a crash never locks anyone out. The second start
touches a file that the first one watches; no network or pipe is needed.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

_LOCK_NAME = "heard.lock"
_KNOCK_NAME = "come-forward"


class SingleInstance(QObject):
    """Holds the folder for this run."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self._knock = home / _KNOCK_NAME
        self._lock = QLockFile(str(home / _LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._watcher = QFileSystemWatcher(self)

    def take(self) -> bool:
        """Take the folder; False when another Heard holds it, which is then asked forward."""
        if self._lock.tryLock(0):
            self._knock.unlink(missing_ok=True)
            return True
        if self.is_held:
            self._knock.touch()
        return False

    @property
    def is_held(self) -> bool:
        """Whether taking failed because another Heard holds the folder."""
        return self._lock.error() is QLockFile.LockError.LockFailedError

    def when_asked(self, come_forward: Callable[[], None]) -> None:
        """Call ``come_forward`` each time a second start asks for the first window."""

        def look(_folder: str) -> None:
            if self._knock.exists():
                self._knock.unlink(missing_ok=True)
                come_forward()

        self._watcher.addPath(str(self._knock.parent))
        self._watcher.directoryChanged.connect(look)

    def release(self) -> None:
        """Give the folder back."""
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._lock.unlock()
