"""A page is made while another is in front, so no part of it may be a window even for a moment."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from desktop.furnish import _PAGES
from tests.support.memory_program import memory_program
from tests.support.sample import sample_opened
from ui.gate.change_passphrase import ChangePassphrasePage
from ui.gate.door import GateDoor
from ui.gate.gate import Gate
from ui.main_window import MainWindow
from ui.program import Program


class Shown(QObject):
    """Remembers what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[Shown]:
    watcher = Shown()
    qapp.installEventFilter(watcher)
    yield watcher
    qapp.removeEventFilter(watcher)


def no_door() -> GateDoor:
    raise AssertionError("nothing asks for a key here")


MAKERS: dict[str, Callable[[Program], QWidget]] = {
    **{kind.value: make for kind, make in _PAGES.items()},
    "new keys": lambda program: ChangePassphrasePage(program, no_door),
    "gate": lambda _: Gate(no_door),
}


@pytest.mark.parametrize("name", MAKERS)
def test_that_making_a_page_shows_nothing_yet(qtbot: QtBot, shown: Shown, name: str) -> None:
    page = MAKERS[name](memory_program(sample_opened()))
    qtbot.addWidget(page)
    assert shown.windows == []


def test_that_making_the_frame_shows_nothing_yet(qtbot: QtBot, shown: Shown) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    window.around.show_page(None)
    assert shown.windows == []
