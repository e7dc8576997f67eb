"""What happens when Heard itself is wrong: save, say so, end. It fires once and never nests.

A native crash is written by ``faulthandler`` into a file that the next start reads: the user is
told once that Heard closed unexpectedly and that what was saved is safe.
"""

import faulthandler
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop import logs

RUNNING_NAME = "running"
_CRASH_NAME = "crash.log"


class CrashGuard:
    """Takes every fault that nothing else took, and remembers whether the last run ended well."""

    def __init__(self, home: Path, rescue: Callable[[], None], tell: Callable[[], None]) -> None:
        self._marker = home / RUNNING_NAME
        self._crash_path = home / _CRASH_NAME
        self._rescue = rescue
        self._tell = tell
        self.fired = False
        self._crash_file: IO[str] | None = None
        self.closed_unexpectedly = self._marker.exists()

    def start(self) -> None:
        """Take over the hooks and mark the run as going on."""
        self._marker.touch()
        self._crash_file = self._crash_path.open("w", encoding="utf-8")
        faulthandler.enable(self._crash_file)
        sys.excepthook = self.take
        qInstallMessageHandler(_qt_said)

    def stop(self) -> None:
        """Give the hooks back and mark the run as ended well."""
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        faulthandler.disable()
        if self._crash_file is not None:
            self._crash_file.close()
            self._crash_path.unlink(missing_ok=True)
        if not self.fired:
            self._marker.unlink(missing_ok=True)

    def take(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        """Save what is open, log without content, tell the user; later faults change nothing."""
        logs.note_bug(kind, fault, trace)
        if self.fired:
            return
        self.fired = True
        try:
            self._rescue()
        finally:
            self._tell()


def _qt_said(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    del context, words  # Qt's sentences may hold a path or what was typed
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        logs.note(f"Qt reported a {kind.name[2:-3].lower()}")
