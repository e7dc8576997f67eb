"""Drop a national return on the window of a fresh Heard and take every child who is in it.

``python -m tests.bench.import_once --home DIR --return DIR``. Prints one line of JSON: milliseconds
from the drop to the preview, from "Take" to the last paint of the caseload, and the longest time
that the window did not answer.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from desktop.app import Heard
from desktop.run import application
from models.store_access import unlock
from tests.support.stores import PASSPHRASE
from ui.caseload.page import CaseloadPage

_PATIENCE = 120  # seconds
_QUIET = 0.4  # seconds without a paint
_DRAG = 2.0  # seconds over the window before letting go
_BEAT_MS = 5


class Painted(QObject):
    """Remembers when a table with rows was last painted."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table
        self.last = 0.0
        table.viewport().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._table.model().rowCount():
            QTimer.singleShot(0, self._now)
        return False

    def _now(self) -> None:
        self.last = time.perf_counter()


class Heart(QObject):
    """Beats every few milliseconds, and knows the longest time that it could not."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def main() -> int:
    """Import the return into the store in the home folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.import_once")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--return", type=Path, required=True, dest="folder")
    asked = parser.parse_args()
    application()
    heard = Heard(asked.home)
    heard.start(is_new=False)
    heard.gate.unlocked.emit(unlock(asked.home, PASSPHRASE))
    _until(lambda: isinstance(heard.window.page, CaseloadPage))
    page = heard.window.page
    assert isinstance(page, CaseloadPage)
    _rest(2.0)  # the other pages are made, the store is looked after
    print(json.dumps(_imported(page, asked.folder)), flush=True)
    heard.window.close()
    heard.end()
    return 0


def _imported(page: CaseloadPage, folder: Path) -> dict[str, float]:
    panel = page.returned.children
    shown, list_ = Painted(panel.children_list.table), Painted(page.list.table)
    data = QMimeData()  # an event does not keep what is dropped
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    page.dragEnterEvent(_drag_of(data))
    _rest(_DRAG)
    heart = Heart()
    began = time.perf_counter()
    page.dropEvent(_drop_of(data))
    _until(lambda: shown.last)
    previewed = time.perf_counter()
    _rest(_QUIET)
    panel.children_list.all_shown.click()
    many = panel.children_list.model.ticked_count
    took = time.perf_counter()
    panel.take.click()
    _until(lambda: page.list.model.count == many and list_.last)
    while time.perf_counter() - list_.last < _QUIET:
        QCoreApplication.processEvents()
    preview_ms, take_ms = (previewed - began) * 1000, (list_.last - took) * 1000
    return {
        "children": many,
        "preview_ms": preview_ms,
        "take_ms": take_ms,
        "ms": preview_ms + take_ms,
        "longest_gap_ms": heart.longest * 1000,
    }


def _drag_of(data: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _drop_of(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _until(is_so: Callable[[], object]) -> None:
    deadline = time.perf_counter() + _PATIENCE
    while not is_so():
        if time.perf_counter() > deadline:
            raise TimeoutError("The import did not come to its end.")
        QCoreApplication.processEvents()
        time.sleep(0.001)


def _rest(seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QCoreApplication.processEvents()
        time.sleep(0.001)


if __name__ == "__main__":
    sys.exit(main())
