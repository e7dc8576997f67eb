"""Write up the full review by real key events, with its preview beside it, pausing now and then.

``python -m tests.bench.write_up_run --home DIR --letters N --rate R`` prints one line of JSON: for
each letter the milliseconds from its posting until it was painted, the gaps of the heartbeat, and
for each pause how long after it was noticed the page as it will be was painted. Spelling and
checks are on, as they are for everybody.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from typing_extensions import override

from tests.bench.meeting_run import Player, Step
from tests.bench.room import go, review_in_room, unlocked, until
from ui.places import PlaceKind
from ui.preview.live import PAUSE_MS
from ui.preview.view import PreviewView
from ui.shortcuts import Shortcut
from ui.write_up.page import WriteUpPage

_MARKER = QEvent.Type(QEvent.registerEventType())
_BETWEEN_PAUSES, _LINE, _SECTION = 35, 70, 350  # letters
_PAUSE_SECONDS = 1.2
_SETTLE_MS = 3_000
_SEED = 1


def script(letters: int, rate: int) -> Iterator[Step]:
    """Yield what is done while writing up, step by step."""
    chance = random.Random(_SEED)
    for at in range(1, letters + 1):
        yield chance.choice("eeetttaaooinshrdlucm    ")
        if at % _LINE == 0:
            yield "line"
        if at % _SECTION == 0:
            yield "section"
        elif at % _BETWEEN_PAUSES == 0:
            yield "pause"
            yield from ["rest"] * round(rate * _PAUSE_SECONDS)


class Updates(QObject):
    """Notes for each pause how long after it was noticed the preview was painted."""

    def __init__(self, view: PreviewView) -> None:
        super().__init__()
        self.ms: list[float] = []
        self._since: float | None = None
        self._is_shown = False
        view.shown.connect(self._shown)
        view.viewport().installEventFilter(self)

    def pause(self, since: float) -> None:
        """The last letter was posted at ``since`` (seconds of the performance counter)."""
        self._since, self._is_shown = since, False

    def _shown(self) -> None:
        self._is_shown = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the moment noted after the painting."""
        del watched
        if event.type() is QEvent.Type.Paint and self._is_shown and self._since is not None:
            QCoreApplication.postEvent(self, QEvent(_MARKER))
        return False

    @override
    def event(self, event: QEvent) -> bool:
        """Note the moment: painting and flushing are done when this comes."""
        if event.type() == _MARKER:
            if self._since is not None:
                self.ms.append((time.perf_counter() - self._since) * 1000 - PAUSE_MS)
            self._since = None
            return True
        return super().event(event)


def write_up(asked: argparse.Namespace) -> None:
    """Play it on the page for writing up, with the preview open."""
    running = unlocked(asked.home)
    go(running, PlaceKind.WRITE_UP, review_in_room())
    until(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    page = running.window.page
    assert isinstance(page, WriteUpPage)
    QTest.keySequence(QApplication.focusWidget(), QKeySequence(Shortcut.PREVIEW.value))
    until(lambda: page.preview.view.page_count)
    QTest.qWait(_SETTLE_MS)
    QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+End"))
    updates = Updates(page.preview.view)

    def act(step: Step) -> None:
        where = QApplication.focusWidget()
        if step == "pause":
            updates.pause(time.perf_counter() - 1 / asked.rate)
        elif step == "line":
            QTest.keyClick(where, Qt.Key.Key_Return)
        elif step == "section":
            QTest.keySequence(where, QKeySequence(Shortcut.NEXT_SECTION.value))
            QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+End"))

    player = Player(asked, act, script(asked.letters, asked.rate))
    player.more["updates"] = updates.ms
    player.play()
    running.window.close()
    running.end()


def main() -> int:
    """Play what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--letters", type=int, required=True)
    parser.add_argument("--rate", type=int, required=True)
    write_up(parser.parse_args())
    return 0


if __name__ == "__main__":
    sys.exit(main())
