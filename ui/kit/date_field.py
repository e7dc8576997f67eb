"""A field in which a date is typed, day first; what cannot be read is kept and explained."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.kit.day_first import EXAMPLE, DateFaultError, may_go_on, read_date, say_date, weekday
from ui.kit.labels import fault_label, label

_WIDTH = 168
"""Holds "30 September 2026" whole, px at 100 % text."""


class DateField(QWidget):
    """One line for a date. ``edit`` holds the focus; beside it stands the weekday, or the fault."""

    date_changed = Signal(object)
    """The UK date as it now reads, or None; not emitted while what is typed is no date.

    While a year of two digits may still grow to four, it waits until the field is left.
    """
    left = Signal()
    """The field was left, or Enter pressed in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setPlaceholderText("day/month/year")
        self.edit.setMinimumWidth(theme.px(_WIDTH))
        self.edit.setMaximumWidth(theme.px(_WIDTH) * 2)
        self.day = label("", "quiet", wraps=False)
        self.fault = fault_label()
        self._value: date | None = None
        self._told: date | None = None
        self._problem = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.S1)
        row = QHBoxLayout()
        row.setSpacing(theme.S2)
        row.addWidget(self.edit)
        row.addWidget(self.day, 1)
        outer.addLayout(row)
        outer.addWidget(self.fault)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._read)
        self.edit.editingFinished.connect(self._leave)

    @property
    def date_value(self) -> date | None:
        """The date, or None while the field is empty or holds no date."""
        return self._value

    @property
    def problem(self) -> str:
        """Why what is typed is no date, or nothing."""
        return self._problem

    def set_date(self, value: date | None) -> None:
        """Show a date; what reads as the same date already is left as it was typed."""
        if value != self._value or (value is None and not self._problem):
            self.edit.setText("" if value is None else say_date(value))

    def begin_with(self, value: date | None) -> None:
        """Show a date of something else, in place of whatever is typed, dates or not."""
        self.edit.setText("" if value is None else say_date(value))

    def _read(self, typed: str) -> None:
        try:
            self._value = read_date(typed)
            self._problem = ""
        except DateFaultError as fault:
            self._value = None
            self._problem = str(fault)
        self.day.setText(weekday(self._value) if self._value is not None else "")
        if not self._problem:
            self._show_fault("")
            if not (self.edit.hasFocus() and may_go_on(typed)):
                self._tell()

    def _leave(self) -> None:
        self._show_fault(self._problem)
        if not self._problem:
            self._write_out()
            self._tell()
        self.left.emit()

    def _write_out(self) -> None:
        """Say what was typed as dates are said everywhere, so that all on a page look alike."""
        if self._value is not None and self.edit.text() != say_date(self._value):
            self.edit.setText(say_date(self._value))

    def _tell(self) -> None:
        if self._value != self._told:
            self._told = self._value
            self.date_changed.emit(self._value)

    def _show_fault(self, words: str) -> None:
        if words == self.fault.text():
            return
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.edit.setProperty("faulty", "true" if words else "false")
        self.edit.setAccessibleDescription(words or f"Day first, such as {EXAMPLE}")
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
