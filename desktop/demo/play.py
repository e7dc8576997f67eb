"""``heard demo``: a whole review, from the first run to the Word files, played from a case file.

It ends with 1 when a step failed or a document lacks something, with 0 when all of it is there.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

import resources
from desktop.app import Heard
from desktop.demo import after_meeting, before_meeting, first_run, in_the_room, team_lead
from desktop.demo.check import missing_from
from desktop.demo.clock import PlayClock
from desktop.demo.hands import Hands, StuckError
from desktop.demo.part import Part
from desktop.logs import bare_traceback
from desktop.run import application
from models.case_file import CaseFile, read_case_file
from models.errors import UserFacingError

FINE, FOUND = 0, 1
SIZE = (1366, 768)
_STEPS: tuple[tuple[str, Callable[[Part], None]], ...] = (
    ("the first run", first_run.begin),
    ("the case file and a new review", before_meeting.start),
    ("preparing", before_meeting.prepare),
    ("the meeting", in_the_room.meet),
    ("have we heard?", in_the_room.end),
    ("writing up", after_meeting.write_up),
    ("signing off", after_meeting.sign_off),
    ("exporting", after_meeting.export),
    ("locking and unlocking", after_meeting.lock_and_return),
    ("a team lead reads the record", team_lead.read_a_record),
    ("looking around", after_meeting.look_around),
)


def play(case_path: Path | None, out: Path, say: Callable[[str], None]) -> int:
    """Play the case at ``case_path`` (None: the practice case) and leave what it makes in ``out``.

    Raises UserFacingError when the case file cannot be read or ``out`` cannot be written.
    """
    source = case_path or resources.path("practice/practice_case.json")
    case = read_case_file(source)
    if not case.reviews:
        raise UserFacingError(
            "This case file holds no review, so there is nothing to play.",
            "Choose a case file with at least one review.",
        )
    out = out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="heard-demo-"))
    try:
        return _play(case, source, out, home, say)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _play(case: CaseFile, source: Path, out: Path, home: Path, say: Callable[[str], None]) -> int:
    app = application()
    heard = Heard(home, PlayClock(beginning(case)))
    bugs: list[str] = []
    before, sys.excepthook = sys.excepthook, lambda *fault: bugs.append(bare_traceback(*fault))
    try:
        heard.start(is_new=True)
        heard.window.resize(*SIZE)
        hands = Hands(heard.window, out)
        part = Part(case=case, source=source, out=out, hands=hands, heard=heard)
        stuck = go_through(part, say)
        heard.window.close()
        _finish(app)
    finally:
        sys.excepthook = before
    for path in (*hands.taken, *part.documents):
        say(f"made {path.name}")
    lacking = [stuck] if stuck else missing_from(part)
    lacking += [f"a bug showed itself: {name}" for name in bugs]
    for words in lacking:
        say(f"MISSING {words}")
    say("The demo is complete." if not lacking else "The demo is not complete.")
    return FOUND if lacking else FINE


def go_through(part: Part, say: Callable[[str], None]) -> str:
    """Play every step; return what stopped it, or nothing when all of it was played."""
    for words, step in _STEPS:
        say(f"playing {words}")
        try:
            step(part)
        except StuckError as stuck:
            part.hands.picture("stuck")
            return f"{words}: {stuck}"
    return ""


def beginning(case: CaseFile) -> datetime:
    """Return the instant a quarter of an hour before the meeting of the last review."""
    head = case.reviews[-1].head
    day = head.review_date or head.meetings[0].on
    return datetime.combine(day, time(9, 45), tzinfo=ZoneInfo("Europe/London"))


def _finish(app: QApplication) -> None:
    QCoreApplication.processEvents()
    app.closeAllWindows()
    QCoreApplication.processEvents()
