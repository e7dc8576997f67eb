"""What is shown while files are read or children are taken: how far it is, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.kit import KeyButton, announce, label

_STEPS = 1000
_TOLD_EVERY = 25  # per cent, for a screen reader


class Busy(QWidget):
    """A bar with its words beside it; ``part`` is how much was done of how much when last told."""

    def __init__(self, stopped: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = (0, 0)
        self.is_taking = False
        self._doing = ""
        self._said = 0
        self.words = label("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(theme.px(10))
        self.bar.setRange(0, _STEPS)
        self.stop = KeyButton("Stop", on_click=stopped)
        self.stop.setObjectName("stop_import")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self, doing: str, *, taking: bool) -> None:
        """Start at nothing; ``doing`` is such as "Reading the files"."""
        self.part = (0, 0)
        self.is_taking = taking
        self._doing = doing
        self._said = 0
        self.stop.set_words("Stop taking" if taking else "Stop reading")
        self.bar.setAccessibleName(doing)
        self.bar.setValue(0)
        self.words.setText(f"{doing}…")

    def show_part(self, part: int, whole: int) -> None:
        """Show how far it is."""
        self.part = (part, whole)
        share = part / whole if whole else 0.0
        self.bar.setValue(round(share * _STEPS))
        counted = f"{part:,} of {whole:,}" if self.is_taking else f"{share:.0%}"
        self.words.setText(f"{self._doing}: {counted}")
        if share * 100 >= self._said + _TOLD_EVERY:
            self._said = int(share * 100)
            announce(self.bar, f"{self._doing}: {share:.0%}")
