"""The real program in a running meeting, typed into until it is killed.

``python -m tests.support.chairing HOME RECORD SEED`` unlocks the home that ``homes.made_home`` made
of the sample case, opens its running meeting, says ``ready`` and types words, marks, jots and goes
from section to section. RECORD gets a line of JSON each time the save light said saved: all that
had been typed by then.
"""

import json
import random
import sys
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.app import Heard
from desktop.demo.clock import PlayClock
from desktop.demo.hands import Hands
from desktop.run import application
from models.apply import quotes_of
from models.edits import Opened
from models.text import Mark, shown
from tests.support.sample import CHILD_ID, REVIEW_ID, sample_clock
from tests.support.stores import PASSPHRASE
from ui.kept_value import SaveState, SaveStatus
from ui.meeting.page import MeetingPage
from ui.places import Place, PlaceKind
from ui.shortcuts import Shortcut

_MARKS = (
    Shortcut.MARK_WORDS,
    Shortcut.MARK_RECOMMENDATION,
    Shortcut.MARK_WORRY,
    Shortcut.MARK_FOLLOW_UP,
    Shortcut.MARK_CONFIDENTIAL,
)


def written(opened: Opened) -> dict[str, list[str]]:
    """Return what stands in a review: section, mark and letters of each line, by the line's id."""
    quotes = quotes_of(opened)
    return {
        line.id: [record.id, line.mark.value, shown(line, quotes)]
        for record in opened.the_review.sections
        for line in record.notes
    }


class Chair:
    """Types into the meeting and keeps the record."""

    def __init__(self, heard: Heard, record: TextIO, chance: random.Random) -> None:
        page = heard.window.page
        assert isinstance(page, MeetingPage)
        self._page = page
        self._hands = Hands(heard.window)
        self._light = heard.window.header.light
        self._record = record
        self._chance = chance
        self._words = 0
        self._has_saved = False
        page.session.save_state_changed.connect(self._saved)

    def go_on(self) -> None:
        """Do the next thing that one does in a meeting."""
        does = [self._mark, self._new_line, self._move_on, self._jot]
        does += [self._pause] * 2 + [self._type] * 12
        self._chance.choice(does)()
        QCoreApplication.processEvents()

    def _type(self) -> None:
        self._hands.write(self._next_word())

    def _next_word(self) -> str:
        self._words += 1
        return f"{self._chance.choice(('so', 'naïve', 'she says', '🐦', 'شكرا'))}-{self._words}. "

    def _mark(self) -> None:
        line = self._page.editor.line
        if line is not None and line.mark is Mark.NOTE and line.text:
            self._hands.press(self._chance.choice(_MARKS))
            self._new_line()

    def _new_line(self) -> None:
        self._hands.press("Return")

    def _move_on(self) -> None:
        self._hands.press(self._chance.choice((Shortcut.NEXT_SECTION, Shortcut.PREVIOUS_SECTION)))
        self._hands.press("Ctrl+End")
        self._new_line()

    def _jot(self) -> None:
        self._hands.press(Shortcut.QUICK_JOT)
        self._hands.fill("quick_jot_text", self._next_word().strip(), QLineEdit)
        self._hands.press("Return")
        self._page.editor.setFocus()

    def _pause(self) -> None:
        QTest.qWait(self._chance.randrange(400))

    def _saved(self, state: SaveState) -> None:
        if state.status is SaveStatus.SAVED and self._light.words.startswith("Saved "):
            self._record.write(json.dumps(written(self._page.session.opened)) + "\n")
            self._record.flush()
            if not self._has_saved:
                self._has_saved = True
                say("saved")


def say(word: str) -> None:
    """Tell whoever started this program."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(home: str, record: str, seed: str) -> None:
    """Chair until killed."""
    application()
    clock = PlayClock(sample_clock().now())
    heard = Heard(Path(home), clock)
    heard.start(is_new=False)
    hands = Hands(heard.window)
    hands.fill("passphrase", PASSPHRASE, QLineEdit)
    hands.press("Return")
    hands.wait(lambda: heard.window.page is not None, "the caseload")
    desk = heard.furniture.desk
    desk.go(Place(kind=PlaceKind.MEETING, child_id=CHILD_ID, review_id=REVIEW_ID))
    hands.find(QWidget, "meeting_page")
    hands.press("Ctrl+End")
    hands.press("Return")
    with Path(record).open("w", encoding="utf-8") as lines:
        chair = Chair(heard, lines, random.Random(int(seed)))
        say("ready")
        while True:
            chair.go_on()


if __name__ == "__main__":
    main(*sys.argv[1:])
