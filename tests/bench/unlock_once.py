"""Unlock a store in a fresh Heard and say when its caseload was last painted.

``python -m tests.bench.unlock_once --home DIR``. The passphrase is tried before the clock starts,
as the thread for keys does it, and the window stood idle for a moment, as it does while somebody
types four words. Prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from desktop.app import Heard
from desktop.run import application
from models.store_access import unlock
from tests.support.stores import PASSPHRASE
from ui.page import Page
from ui.places import PlaceKind

_TYPED_MS = 1_000
_QUIET_SECONDS = 0.5
_LOOK_EVERY_MS = 50


class Watch(QObject):
    """Notices the paintings of the list, and ends when there was none for a while."""

    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard
        self._began = 0.0
        self._last = 0.0
        self._view: QAbstractItemView | None = None
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._add_page = heard.window.add_page
        heard.window.add_page = self._page_added

    def unlock(self, unlocked: object) -> None:
        """Let Heard go on with the key, and start the clock."""
        self._began = time.perf_counter()
        self._heard.gate.unlocked.emit(unlocked)
        self._timer.start()

    def _page_added(self, kind: PlaceKind, page: Page) -> None:
        self._add_page(kind, page)
        if kind is PlaceKind.CASELOAD:
            for view in page.findChildren(QAbstractItemView):
                view.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember when a list with rows was painted."""
        view = watched.parent()
        if event.type() is QEvent.Type.Paint and view.model() and view.model().rowCount():
            self._view = view
            QTimer.singleShot(0, self._painted)
        return False

    def _painted(self) -> None:
        self._last = time.perf_counter()

    def _look(self) -> None:
        if self._last and time.perf_counter() - self._last > _QUIET_SECONDS:
            self._timer.stop()
            rows = self._view.model().count  # children, without the headings between them
            print(json.dumps({"ms": (self._last - self._began) * 1000, "rows": rows}), flush=True)
            self._heard.window.close()


def main(home: Path) -> int:
    """Unlock the store in ``home``."""
    app = application()
    heard = Heard(home)
    heard.start(is_new=False)
    watch = Watch(heard)
    unlocked = unlock(home, PASSPHRASE)
    QTimer.singleShot(_TYPED_MS, lambda: watch.unlock(unlocked))
    app.exec()
    heard.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[2])))
