"""The one door to the user: banners for news, inline questions for decisions, file choosing.

No modal dialog is ever opened for news, and none at all in a meeting. Tests read ``said`` and
answer through ``next_paths``.
"""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from models.errors import UserFacingError


class Tone(StrEnum):
    """How a message is meant."""

    NEWS = "news"
    GOOD = "good"
    CARE = "care"
    FAULT = "fault"


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One answer offered in a banner."""

    words: str
    chosen: Callable[[], object]


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What the banner shows: a problem sentence, a remedy sentence, and at most a few answers."""

    tone: Tone
    problem: str
    remedy: str = ""
    choices: tuple[Choice, ...] = ()


class Messages(QObject):
    """Takes what is to be said to the user; the frame shows it in its banner."""

    said = Signal(object)
    cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.next_paths: list[list[Path]] = []
        """Answers for the next file choosers, in order: set by tests and by the demo."""
        self.ways: dict[type[UserFacingError], tuple[Choice, ...]] = {}
        """Ways out that are offered with faults of a kind."""

    def tell(self, words: str, remedy: str = "", tone: Tone = Tone.NEWS) -> None:
        """Say something that needs no answer."""
        self.said.emit(Message(tone=tone, problem=words, remedy=remedy))

    def warn(self, fault: UserFacingError) -> None:
        """Say what went wrong in the world, what is safe and what to do."""
        ways = self.ways.get(type(fault), ())
        self.said.emit(
            Message(tone=Tone.FAULT, problem=fault.problem, remedy=fault.remedy, choices=ways)
        )

    def ask(self, question: str, why: str, *choices: Choice) -> None:
        """Ask inline; nothing is blocked meanwhile."""
        self.said.emit(Message(tone=Tone.CARE, problem=question, remedy=why, choices=choices))

    def clear(self) -> None:
        """Take the banner away."""
        self.cleared.emit()

    def choose_files(
        self, parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], None]
    ) -> None:
        """Let the user choose existing files; ``kinds`` is Qt's filter. No history is kept."""
        dialog = self._dialog(parent, title, chosen)
        if dialog is not None:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
            dialog.setNameFilter(kinds)
            dialog.open()

    def choose_folder(
        self, parent: QWidget, title: str, chosen: Callable[[list[Path]], None]
    ) -> None:
        """Let the user choose a folder. No history is kept."""
        dialog = self._dialog(parent, title, chosen)
        if dialog is not None:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.open()

    def _dialog(
        self, parent: QWidget, title: str, chosen: Callable[[list[Path]], None]
    ) -> QFileDialog | None:
        if self.next_paths:
            chosen(self.next_paths.pop(0))
            return None
        dialog = QFileDialog(parent, title)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog, on=True)
        dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        return dialog
