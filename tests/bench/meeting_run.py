"""Play the script of a meeting into Heard, or into a bare text box, by real key events.

``python -m tests.bench.meeting_run heard|bare --home DIR --letters N --rate R`` prints one line of
JSON: for each letter the milliseconds from its posting until it was painted, and every gap of the
heartbeat, a timer of 5 ms. Both type the same letters at the same moments; Heard also gets lines
marked and sections changed, saves all the time, and lets two backups land.
"""

import argparse
import json
import random
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.app import Heard
from desktop.run import application
from models.text import words_in
from tests.bench.room import SIZE, go, review_in_room, unlocked, until
from ui.places import PlaceKind
from ui.shortcuts import Shortcut

_BEAT_MS = 5
_LINE, _SECTION = 70, 350  # letters
_MARKS = (Shortcut.MARK_WORRY, Shortcut.MARK_FOLLOW_UP, Shortcut.MARK_RECOMMENDATION)
_MARKER = QEvent.Type(QEvent.registerEventType())
_SETTLE_MS = 2_000
_SEED = 1

Step = str
"""A letter, or the name of what is done between letters: ``line``, ``mark``, ``section``…"""


def script(letters: int) -> Iterator[Step]:
    """Yield what is done in the meeting, step by step."""
    chance = random.Random(_SEED)
    backups = {letters // 3, 2 * letters // 3}
    for at in range(1, letters + 1):
        yield chance.choice("eeetttaaooinshrdlucm    ")
        if at in backups:
            yield "backup"
        if at % (_LINE * 3) == 0:
            yield "mark"
        if at % _LINE == 0:
            yield "line"
        if at % _SECTION == 0:
            yield "section"


class Heartbeat(QObject):
    """Notes every gap between two beats."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin."""
        self._last = time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


class Latency(QObject):
    """Notes for each letter how long it took from its posting until it was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.ms: list[float] = []
        self._posted: deque[float] = deque()
        self._typed: list[float] = []
        self._drawn: list[float] = []
        self._editor: QTextEdit | None = None

    def watch(self, editor: QTextEdit) -> None:
        """Watch one editor, and no other any more."""
        if editor is not self._editor:
            for one in self._parts():
                one.removeEventFilter(self)
            self._editor = editor
            for one in self._parts():
                one.installEventFilter(self)

    def post(self, letter: str) -> None:
        """Post a letter to the watched editor."""
        self._posted.append(time.perf_counter())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key(ord(letter.upper()))
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.postEvent(self._editor, event)

    def _parts(self) -> tuple[QObject, ...]:
        return (self._editor, self._editor.viewport()) if self._editor is not None else ()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a letter: it arrives at the editor, then the viewport is painted."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and watched is self._editor and self._posted:
            self._typed.append(self._posted.popleft())
        elif kind is QEvent.Type.Paint and watched is not self._editor and self._typed:
            self._drawn += self._typed
            self._typed.clear()
            QCoreApplication.postEvent(self, QEvent(_MARKER))
        return False

    @override
    def event(self, event: QEvent) -> bool:
        """Note the moment: painting and flushing are done when this comes."""
        if event.type() == _MARKER:
            now = time.perf_counter()
            self.ms += [(now - posted) * 1000 for posted in self._drawn]
            self._drawn.clear()
            return True
        return super().event(event)


class Player(QObject):
    """Plays the script, one step at a time; ``act`` does what is not a letter."""

    def __init__(
        self,
        asked: argparse.Namespace,
        act: Callable[[Step], None],
        steps: Iterator[Step] | None = None,
    ) -> None:
        super().__init__()
        self._steps = steps if steps is not None else script(asked.letters)
        self.more: dict[str, object] = {}
        self._act = act
        self.latency = Latency()
        self.heartbeat = Heartbeat()
        self.is_over = False
        interval = round(1000 / asked.rate)
        self._timer = QTimer(self, interval=interval, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._next)

    def play(self) -> None:
        """Play it all and print what was measured."""
        self._find()
        self.heartbeat.start()
        self._timer.start()
        until_over(self)
        gaps = [gap for gap in self.heartbeat.gaps if gap > 1]
        told = {"ms": self.latency.ms, "gaps": gaps, **self.more}
        print(json.dumps(told), flush=True)

    def _next(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            QTimer.singleShot(_SETTLE_MS, self._end)
        elif len(step) == 1:
            self.latency.post(step)
        else:
            self._act(step)
            self._find()

    def _find(self) -> None:
        editor = QApplication.focusWidget()
        if isinstance(editor, QTextEdit):
            self.latency.watch(editor)

    def _end(self) -> None:
        self.is_over = True
        QApplication.exit(0)


def until_over(player: Player) -> None:
    """Run the event loop as a program does, until the script is over."""
    while not player.is_over:
        QApplication.exec()


def heard(asked: argparse.Namespace) -> None:
    """Play it in the meeting of the full review."""
    running = unlocked(asked.home)
    go(running, PlaceKind.MEETING, review_in_room())
    until(lambda: isinstance(QApplication.focusWidget(), QTextEdit))
    QTest.qWait(_SETTLE_MS)
    QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+End"))
    marks = iter(_MARKS * 1000)
    Player(asked, lambda step: _act(running, step, next(marks))).play()
    running.window.close()
    running.end()


def _act(running: Heard, step: Step, mark: Shortcut) -> None:
    where = QApplication.focusWidget()
    match step:
        case "backup":
            running.keeping.back_up()
        case "mark":
            QTest.keySequence(where, QKeySequence(mark.value))
        case "line":
            QTest.keyClick(where, Qt.Key.Key_Return)
        case _:
            QTest.keySequence(where, QKeySequence(Shortcut.NEXT_SECTION.value))
            QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+End"))


def bare(asked: argparse.Namespace) -> None:
    """Play the letters in a text box with as many words as a section's notes."""
    application()
    window = QWidget()
    window.resize(*SIZE)
    editor = QTextEdit()
    QVBoxLayout(window).addWidget(editor)
    record = review_in_room().the_review.sections[0]
    quotes = {quote.id: quote for quote in record.quotes}
    editor.setPlainText("\n".join(line.text for line in record.notes))
    assert words_in(record.notes, quotes) > 0
    window.show()
    window.activateWindow()
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    until(editor.hasFocus)
    QTest.qWait(_SETTLE_MS)

    def act(step: Step) -> None:
        if step in {"line", "section"}:
            QTest.keyClick(editor, Qt.Key.Key_Return)

    Player(asked, act).play()
    window.close()


def main() -> int:
    """Play what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("where", choices=("heard", "bare"))
    parser.add_argument("--home", type=Path)
    parser.add_argument("--letters", type=int)
    parser.add_argument("--rate", type=float, help="letters a second")
    asked = parser.parse_args()
    {"heard": heard, "bare": bare}[asked.where](asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())
