"""A field in which a time of day is typed; what cannot be read is kept and explained."""

import re
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.kit import fault_label

EXAMPLE = "16:15 or 4.15 pm"
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm)?")
_NOON = 12


class TimeFaultError(ValueError):
    """What was typed is no time of day; the message says why."""


def read_time(typed: str) -> time | None:
    """Return the time that was typed, or None for an empty field.

    Raises:
        TimeFaultError: it cannot be read, or there is no such time.
    """
    text = "".join(typed.lower().replace("a.m.", "am").replace("p.m.", "pm").split())
    if not text:
        return None
    found = _TIME.fullmatch(text)
    if found is None:
        raise TimeFaultError(f"Write the time as {EXAMPLE}.")
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _NOON:
        raise TimeFaultError(f"There is no {hour} {half}.")
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise TimeFaultError(f"There is no such time. Write it as {EXAMPLE}.") from None


class TimeField(QWidget):
    """One line for a time of day; ``edit`` holds the focus, the fault stands below it."""

    time_changed = Signal(object)
    """The time as it now reads, or None; not emitted while what is typed is no time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("hour:minute")
        self.edit.setAccessibleDescription(f"Such as {EXAMPLE}")
        self.edit.setMaximumWidth(theme.px(150))
        self.fault = fault_label()
        self._value: time | None = None
        self.problem = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        layout.addWidget(self.edit)
        layout.addWidget(self.fault)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._read)
        self.edit.editingFinished.connect(self._explain)

    @property
    def time_value(self) -> time | None:
        """The time, or None while the field is empty or holds none."""
        return self._value

    def set_time(self, value: time | None) -> None:
        """Show a time; what reads as the same already is left as it was typed."""
        if value != self._value or (value is None and not self.problem):
            self.edit.setText("" if value is None else f"{value:%H:%M}")

    def begin_with(self, value: time | None) -> None:
        """Show a time of something else, in place of whatever is typed, times or not."""
        self.edit.setText("" if value is None else f"{value:%H:%M}")

    def _read(self, typed: str) -> None:
        before = self._value
        try:
            self._value = read_time(typed)
            self.problem = ""
        except TimeFaultError as fault:
            self._value = None
            self.problem = str(fault)
        if not self.problem:
            self._explain()
            if self._value != before:
                self.time_changed.emit(self._value)

    def _explain(self) -> None:
        self.fault.setText(self.problem)
        self.fault.setVisible(bool(self.problem))
        self.edit.setAccessibleDescription(self.problem or f"Such as {EXAMPLE}")
