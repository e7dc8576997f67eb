"""The whole program in one window, worked by keys and clicks, on a store of the tests."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.app import Heard
from models import backup, restoring
from models.clock import FixedClock
from tests.support.stores import NOW, PASSPHRASE, kept_text, key, opened
from ui import theme
from ui.gate.door import FolderDoor
from ui.kit import KeyButton
from ui.main_window import MainWindow
from ui.messages import Message
from ui.places import Place, PlaceKind


class Running:
    """The running program, worked by keys and clicks."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.qtbot = qtbot
        self.home = home
        self.said: list[Message] = []
        self.heard = Heard(home, FixedClock(NOW))
        self.heard._door = FolderDoor(home, self.heard.errands)
        self.heard.furniture.program.messages.said.connect(self.said.append)
        self.heard.start(is_new=False)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def window(self) -> MainWindow:
        """The one window."""
        return self.heard.window

    def until(self, is_so: Callable[[], object]) -> None:
        """Let the window work until it is so; twenty seconds at most."""
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=20_000)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and Enter."""
        field = self.heard.gate.unlock_page.field.edit
        field.setFocus()
        self.qtbot.keyClicks(field, passphrase)
        self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def opens(self) -> None:
        """Wait until the store is open."""
        self.until(lambda: self.heard._is_open)

    def fails(self) -> str:
        """Wait until the gate says why, and return it."""
        problem = self.heard.gate.unlock_page.problem
        self.until(lambda: problem.isVisible() and not problem.text().startswith("Opening"))
        return problem.text()

    def button(self, words: str) -> KeyButton | None:
        """Return the button that can be seen with these words."""
        return next(
            (b for b in self.window.findChildren(KeyButton) if b.words == words and b.isVisible()),
            None,
        )

    def press(self, words: str) -> None:
        """Click the button with these words, as soon as it can be pressed."""
        self.until(lambda: (b := self.button(words)) is not None and b.isEnabled())
        button = self.button(words)
        assert button is not None
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def sees(self, words: str) -> None:
        """Wait until a label that can be seen holds these words."""

        def shown() -> bool:
            labels = self.window.findChildren(QLabel)
            return any(words in one.text() for one in labels if one.isVisible())

        self.until(shown)

    def asked(self, words: str) -> Message:
        """Wait until a question holds these words, and return it."""
        self.until(lambda: any(words in m.problem and m.choices for m in self.said))
        return next(m for m in reversed(self.said) if words in m.problem and m.choices)

    def text(self) -> str:
        """Return what the closed store holds, when the last copy of it was checked."""
        if self.heard._errands is not None:
            self.heard._errands.finish(lambda: None)
        return text_in(self.home)

    def texts_of_backups(self, elsewhere: Path) -> set[str]:
        """Return what each backup holds, restored into folders in ``elsewhere``."""
        found = set()
        for one in backup.all_in(backup.place_of(self.home), key()):
            into = elsewhere / f"look-{one.manifest.sequence}"
            restoring.restore_into(into, one, key())
            found.add(text_in(into))
        return found

    def stop(self) -> None:
        """End it, whatever state it is in."""
        session = self.heard.furniture.desk.session
        if session is not None:
            session.abandon()
        self.window.close()
        self.heard.end()
        self.window.deleteLater()

    def go(self, kind: PlaceKind) -> None:
        """Go to a page."""
        self.heard.furniture.desk.go(Place(kind=kind))


def text_in(folder: Path) -> str:
    """Return the text of the one section of a closed store."""
    with opened(folder) as store:
        return kept_text(store)


def starter(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[[], Running]]:
    """Yield what starts the program on ``home``, and end whatever was started."""
    theme.apply_theme(qapp, "light", 100)
    running: list[Running] = []

    def begin() -> Running:
        running.append(Running(qtbot, home))
        return running[-1]

    yield begin
    for one in running:
        one.stop()
