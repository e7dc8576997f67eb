"""The save light, in words: what is safe on the disk, and since when (UK time)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.kit.announce import announce
from ui.kit.icons import IconLabel
from ui.kit.labels import label
from ui.kit.look import set_look

if TYPE_CHECKING:
    from models.errors import UserFacingError
    from ui.kept_value import SaveState

_PATIENCE_MS = 300
_SHORT = {
    "DiskFullError": "disk full",
    "ReadOnlyError": "not allowed to write",
    "FileInUseError": "file in use",
    "StoreInUseError": "store in use",
    "PlaceGoneError": "folder gone",
    "DiskFaultError": "disk fault",
    "DamagedStoreError": "store damaged",
    "NotEnoughMemoryError": "memory full",
}


class SaveLight(QWidget):
    """Says Saved 14:02:31, Saving… or Not saved – disk full.

    Saving… appears only when a save takes longer than 0.3 s; until then the last time stays, which
    is still true. A screen reader hears the first save and every change between saved and not.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("save_light")
        self._icon = IconLabel("tick", "done", 16)
        self._words = label("", "good", wraps=False)
        self._words.setObjectName("save_light_words")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        layout.addWidget(self._icon)
        layout.addWidget(self._words)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._say("Saving…", "clock", "quiet"))
        self._announced = ""
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def clear(self) -> None:
        """Say nothing: nothing is open."""
        self._patience.stop()
        self._announced = ""
        self._words.setText("")
        self.hide()

    def show_state(self, state: SaveState) -> None:
        """Say how things stand."""
        status = state.status.value
        self.show()
        if status == "saving" and self._words.text():
            if not self._patience.isActive():
                self._patience.start()
            return
        self._patience.stop()
        if status == "saving":
            self._say("Saving…", "clock", "quiet")
        elif status == "saved":
            self._say(f"Saved {_uk_clock(state)}", "tick", "good")
        else:
            self._say(f"Not saved – {_short(state.fault)}", "warning", "fault")
        if status != "saving":
            self._announce(status)

    def _say(self, words: str, icon: str, look: str) -> None:
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
        if look != self._words.property("look"):
            set_look(self._words, look)
            role = {"good": "done", "quiet": "quiet", "fault": "late"}[look]
            self._icon.show_drawing(icon, role)

    def _announce(self, status: str) -> None:
        if status != self._announced:
            self._announced = status
            announce(self, self._words.text(), urgent=status == "not_saved")


def _uk_clock(state: SaveState) -> str:
    from models.clock import uk_time  # noqa: PLC0415 - nothing of models before the first session

    return f"{uk_time(state.at):%H:%M:%S}"


def _short(fault: UserFacingError | None) -> str:
    """Return the fault in two words; the banner says the rest."""
    return _SHORT.get(type(fault).__name__, "see above")
