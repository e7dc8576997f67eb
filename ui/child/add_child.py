"""A short form that adds a child; everything else is filled in later on the child's page."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.child import Child, Identifiers, LegalStatus
from models.codes import offered
from models.text import clean, new_id
from ui.kit import Card, DateField, Form, KeyButton, announce, fault_label, quiet_label
from ui.program import Program

PRONOUNS = ("she/her", "he/him", "they/them")
NO_STATUS = ""
_LONGEST_UNBORN = timedelta(days=300)


class _MissingError(ValueError):
    """Something is missing or not right in ``field``; the message says what."""

    def __init__(self, what: str, field: QWidget) -> None:
        super().__init__(what)
        self.field = field


class AddChildCard(Card):
    """Asks for the few facts a child's page needs to begin with."""

    added = Signal(str)
    """The id of the child now in the caseload."""
    cancelled = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Add a child", parent)
        self._program = program
        self.setObjectName("add_child")
        self.form = Form(2)
        self.name = self.form.line("Name they like to be called", name="child_name")
        self.legal = self.form.line("Legal name", "Leave it empty if it is not known yet.")
        self.pronouns = self.form.line("Pronouns", f"Such as {', '.join(PRONOUNS)}.")
        self.born = self.form.date("Born", "Or the date the baby is due.")
        self.care = self.form.date("Came into care on")
        statuses = [(NO_STATUS, "Not known yet")]
        statuses += [(code.code, f"{code.label} ({code.code})") for code in offered("legal_status")]
        self.status = self.form.choice("Legal status", statuses)
        self.number = self.form.line("The council's number")
        self.fault = fault_label()
        self.fault.setObjectName("add_child_fault")
        self.body.addWidget(quiet_label("The rest can wait until you are on their page."))
        self.body.addWidget(self.form)
        self.body.addWidget(self.fault)
        self.body.addLayout(self._buttons(self._add, self.cancelled.emit))
        self.body.addStretch(1)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self._add)
            edit.textEdited.connect(lambda _: self._show_fault(""))

    def begin(self) -> None:
        """Empty the form and put the focus into its first field."""
        for edit in self.findChildren(QLineEdit):
            edit.clear()
        self.status.setCurrentIndex(0)
        self._show_fault("")
        self.name.setFocus()

    def _buttons(self, add: Callable[[], None], cancel: Callable[[], None]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(KeyButton("Add this child", kind="main", on_click=add))
        row.addWidget(KeyButton("Not now", on_click=cancel))
        row.addStretch(1)
        return row

    def _add(self) -> None:
        try:
            child = self._child()
        except _MissingError as missing:
            said = isinstance(missing.field, DateField) and missing.field.problem
            self._show_fault("" if said else str(missing))
            announce(self, str(missing))
            missing.field.setFocus()
            return
        self._program.store.add_child(
            child, lambda _: self.added.emit(child.id), self._program.messages.warn
        )

    def _child(self) -> Child:
        """Return the child as typed. Raises _MissingError for the first thing that is not right."""
        name, born, care = _typed(self.name), self.born.date_value, self.care.date_value
        today = self._program.clock.today()
        if not name:
            raise _MissingError("Write the name they like to be called.", self.name)
        if born is None:
            problem = self.born.problem or "Add the day they were born, or are due."
            raise _MissingError(problem, self.born)
        if self.care.problem:
            raise _MissingError(self.care.problem, self.care)
        if born > today + _LONGEST_UNBORN:
            raise _MissingError("No baby is due as late as that. Check the year.", self.born)
        if care is not None and care < born <= today:
            raise _MissingError("That is before they were born. Check both dates.", self.care)
        code = str(self.status.currentData() or NO_STATUS)
        status = LegalStatus(id=new_id(), code=code, start=care or today)
        return Child(
            id=new_id(),
            preferred_name=name,
            legal_name=_typed(self.legal),
            pronouns=_typed(self.pronouns),
            born=born,
            unborn=born > today,
            became_looked_after=care,
            legal_statuses=(status,) if code else (),
            ids=Identifiers(la_id=_typed(self.number)),
        )

    def _show_fault(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))


def _typed(edit: QLineEdit) -> str:
    return clean(edit.text()).text.strip()
