"""The recovery code, shown once: printed or written down for the council, then typed back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.fields.clearing import clear
from ui.gate.printing import has_printer, print_code
from ui.gate.sheet import GateSheet
from ui.kit.buttons import KeyButton
from ui.kit.flow import Flow
from ui.kit.labels import label, quiet_label

if TYPE_CHECKING:
    from models.recovery import RecoveryCode

_ASKED = 2


class RecoveryStep(GateSheet):
    """Shows the code in seven groups of four and has two of them typed back.

    The code can be printed and never saved: it is in no file and not on the clipboard.
    """

    confirmed = Signal()
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "The recovery code",
            "If the passphrase is ever forgotten, only this code opens your records. Print it or"
            " write it down, and give it to your council to keep safe. It is shown this once.",
            parent,
        )
        self._code: RecoveryCode | None = None
        self._asked: tuple[int, ...] = ()
        groups = QWidget()
        self._groups = Flow(groups, theme.S5)
        self.body.addWidget(groups)
        tools = QWidget()
        row = Flow(tools)
        self.print_button = KeyButton("Print the code…", icon="print", on_click=self._print)
        row.addWidget(self.print_button)
        self.body.addWidget(tools)
        self.no_printer = quiet_label("No printer is set up here, so write the code down by hand.")
        self.body.addWidget(self.no_printer)
        self.body.addWidget(label("Now type two groups back from the paper.", "field"))
        self._answers = [QLineEdit() for _ in range(_ASKED)]
        self._labels = [label("", "field") for _ in range(_ASKED)]
        self._add_answers()
        self.next_button = KeyButton("I have it on paper", kind="main", on_click=self.go_on)
        self.buttons.addWidget(self.next_button)
        self.back_button = KeyButton("Back", kind="quiet", on_click=self.back_asked.emit)
        self.buttons.addWidget(self.back_button)

    @property
    def asked(self) -> tuple[int, ...]:
        """Which two groups are asked for, counted from 1."""
        return self._asked

    def begin(self, code: RecoveryCode) -> None:
        """Show a code, and ask for two of its groups at random."""
        self.forget()
        self._code = code
        for at, group in enumerate(code.groups):
            self._groups.addWidget(_cell(at + 1, group))
        numbers = list(range(1, len(code.groups) + 1))
        first = secrets.choice(numbers)
        numbers.remove(first)
        self._asked = tuple(sorted((first, secrets.choice(numbers))))
        for number, above, field in zip(self._asked, self._labels, self._answers, strict=True):
            above.setText(f"Group {number}")
            field.setAccessibleName(f"Group {number}")
            field.setObjectName(f"group_{number}")
        self.print_button.setEnabled(has_printer())
        self.no_printer.setVisible(not has_printer())

    def forget(self) -> None:
        """Forget the code and empty everything that showed it."""
        self._code = None
        clear(self._groups)
        for field in self._answers:
            field.clear()
        self.clear_problem()

    def go_on(self) -> None:
        """Go on if both groups were typed back rightly."""
        from models.recovery import group_matches  # noqa: PLC0415 - not before there is a code

        if self._code is None:
            return
        for number, field in zip(self._asked, self._answers, strict=True):
            if not group_matches(self._code, number, field.text()):
                self.say(f"Group {number} is not what stands above. Look at it once more.")
                field.setFocus()
                field.selectAll()
                return
        self.clear_problem()
        self.confirmed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        (self.print_button if self.print_button.isEnabled() else self._answers[0]).setFocus()

    def _add_answers(self) -> None:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.S4)
        for column, (above, field) in enumerate(zip(self._labels, self._answers, strict=True)):
            field.setMaxLength(16)
            field.returnPressed.connect(self.go_on)
            above.setBuddy(field)
            grid.addWidget(above, 0, column)
            grid.addWidget(field, 1, column)
        self.body.addWidget(row)

    def _print(self) -> None:
        if self._code is not None:
            print_code(self._code.groups, self)
            self._answers[0].setFocus()


def _cell(number: int, group: str) -> QWidget:
    """Return a group under its number."""
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S1)
    layout.addWidget(quiet_label(str(number)))
    shown = label(group, "code", wraps=False)
    shown.setAccessibleName(f"Group {number}: {' '.join(group)}")
    layout.addWidget(shown)
    return cell
