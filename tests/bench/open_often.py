"""Open the full review again and again in a running Heard; say how long each time took.

``python -m tests.bench.open_often --home DIR --times N`` prints one line of JSON. The clock runs
from the asking until an editor had the focus and was painted.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from typing_extensions import override

from desktop.app import Heard
from models.edits import Opened
from tests.bench.room import go, review_in_room, unlocked, until
from ui.places import PlaceKind

_PAGES = {"in the meeting": PlaceKind.MEETING, "writing up": PlaceKind.WRITE_UP}
_REST_MS = 400
_MARKER = QEvent.Type(QEvent.registerEventType())


class Painted(QObject):
    """Notes when an editor was painted."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__()
        self.at = 0.0
        editor.viewport().installEventFilter(self)
        editor.viewport().update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the moment noted after the painting."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QCoreApplication.postEvent(self, QEvent(_MARKER))
        return False

    @override
    def event(self, event: QEvent) -> bool:
        """Note the moment: painting and flushing are done when this comes."""
        if event.type() == _MARKER:
            self.at = time.perf_counter()
            return True
        return super().event(event)


def _opened(heard: Heard, kind: PlaceKind, opened: Opened) -> float:
    """Open the review and return how many milliseconds it took."""
    began = time.perf_counter()
    go(heard, kind, opened)
    until(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    painted = Painted(QApplication.focusWidget())
    until(lambda: painted.at)
    return (painted.at - began) * 1000


def main(home: Path, times: int) -> int:
    """Open it ``times`` times by each page, after one time that does not count."""
    heard = unlocked(home)
    opened = review_in_room()
    taken: dict[str, list[float]] = {name: [] for name in _PAGES}
    for _ in range(times + 1):
        for name, kind in _PAGES.items():
            taken[name].append(_opened(heard, kind, opened))
            go(heard, PlaceKind.CASELOAD)
            QTest.qWait(_REST_MS)
    print(json.dumps({"ms": {name: some[1:] for name, some in taken.items()}}), flush=True)
    heard.window.close()
    heard.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[2]), int(sys.argv[4])))
