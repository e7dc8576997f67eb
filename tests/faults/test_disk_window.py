"""The window on a disk that is really full, or may only be read (fault rows 8 and 10), on Linux."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.run import COULD_NOT, run
from models import faults
from models.edits import Field, SpliceText
from models.text import Line
from tests.support import walk
from tests.support.running import Running, starter
from tests.support.small_disk import fill, make_read_only, small_disk_at
from tests.support.stores import a_review, made
from ui.gate.refusal import RefusalPage
from ui.places import Place, PlaceKind

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a small Linux file system")

LONG = "and then she told us about the hedgehogs " * 3000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    yield from small_disk_at(place, 6)


@pytest.fixture
def home(disk: Path) -> Path:
    with made(disk) as store:
        store.save(a_review("saved words"))
    return disk


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[[], Running]]:
    yield from starter(qtbot, qapp, home)


def test_that_a_full_disk_while_typing_ends_in_a_copy_elsewhere_and_nothing_is_lost(
    start: Callable[[], Running], home: Path, tmp_path: Path
) -> None:
    program = start()
    program.unlock()
    program.opens()
    desk = program.heard.furniture.desk
    desk.go(Place(kind=PlaceKind.MEETING, child_id="child1", review_id="review1"))
    program.until(lambda: desk.session is not None)
    program.until(lambda: program.heard.furniture.store._copied > 0)
    ballast = fill(home)
    assert desk.session is not None
    line = Line(id="line1", text=LONG)
    desk.session.apply(
        SpliceText(section="health", field=Field.NOTES, at=0, removed=1, lines=(line,))
    )
    program.heard.lock()
    program.asked(faults.DiskFullError.said)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program.heard.furniture.program.messages.next_paths = [[elsewhere]]
    program.press("Save an encrypted copy elsewhere…")
    program.press("Lock now")
    program.until(lambda: not program.heard._is_open)
    ballast.unlink()
    program.unlock()
    program.opens()
    program.asked("Take in what could not be saved")
    program.press("Take it in")
    program.until(lambda: not any(elsewhere.iterdir()))
    program.heard.lock()
    assert program.text() == LONG


def test_that_a_full_disk_is_told_before_the_gate_and_left_as_it_was(disk: Path) -> None:
    fill(disk)
    before = sorted(disk.iterdir())
    with pytest.raises(paths.HomeFolderError, match="disk is full"):
        paths.refuse_unwritable(disk)
    assert sorted(disk.iterdir()) == before


def test_that_a_disk_that_may_only_be_read_is_told_before_the_gate(disk: Path) -> None:
    make_read_only(disk)
    with pytest.raises(faults.ReadOnlyError):
        paths.refuse_unwritable(disk)


class Reader:
    """Reads the page that refuses to start, walks over it, and closes it as a user would."""

    def __init__(self, qapp: QApplication) -> None:
        self.words: list[str] = []
        self.unnamed: list[str] = []
        self._timer = QTimer(qapp, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            for page in window.findChildren(RefusalPage):
                if page.isVisible() and page.again_button.hasFocus():
                    self._timer.stop()
                    shown = (one for one in page.findChildren(QLabel) if one.isVisible())
                    self.words = [one.text() for one in shown]
                    self.unnamed = walk.unnamed(page)
                    page.close_button.click()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(fill, "disk is full"), (make_read_only, faults.ReadOnlyError.said)],
    ids=["full", "read-only"],
)
def test_that_a_start_on_such_a_disk_is_refused_in_a_window_and_leaves_it_as_it_was(
    qapp: QApplication, home: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    reader = Reader(qapp)
    assert run(str(home)) == COULD_NOT
    assert any(said in words for words in reader.words), reader.words
    assert any(str(home) in words for words in reader.words)
    assert reader.unnamed == []
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
