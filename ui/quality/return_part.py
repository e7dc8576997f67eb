"""What goes back to the reviewing officer: two strengths, one change, a thank-you."""

from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.audit import Audit, missing_for_return, put_strength
from ui import theme
from ui.audit_session import AuditSession
from ui.fields.bound_form import BoundForm
from ui.kit import KeyButton, label, quiet_label, scroll


class _Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet's words as a form shows them."""

    id: str
    strength_1: str = ""
    strength_2: str = ""
    change: str = ""
    change_by: date | None = None
    difference: str = ""
    thanks: str = ""


class ReturnPart(QWidget):
    """Writes the words of the feedback sheet."""

    removal_wanted = Signal()
    """Everything that was written of this document is to be removed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: AuditSession | None = None
        self.lacks = quiet_label()
        self.form = BoundForm("return", columns=1)
        self.form.bind_text("strength_1", "What is strong")
        self.form.bind_text("strength_2", "What else is strong")
        self.form.bind_text("change", "The one change", "One thing that somebody can do.")
        self.form.bind_date("change_by", "By when")
        self.form.bind_text("difference", "What difference this review made for the child")
        self.form.bind_text("thanks", "Thank you for")
        self.form.edited.connect(self._edit)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.S2, 0)
        column.setSpacing(theme.S2)
        column.addWidget(label("The reviewing officer reads this first, before any comment."))
        column.addWidget(self.form)
        column.addWidget(self.lacks)
        remove = KeyButton("Remove what I wrote…", on_click=self.removal_wanted.emit)
        remove.setObjectName("remove_audit")
        column.addWidget(remove)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside))

    def show_session(self, session: AuditSession) -> None:
        """Show the words for another document."""
        self._session = session
        self.show_audit(session.audit)

    def show_audit(self, audit: Audit) -> None:
        """Show the words as they stand now."""
        self.form.show_value(_sheet(audit))
        lacking = missing_for_return(audit)
        self.lacks.setText(f"Still to write, if you like: {', '.join(lacking)}." if lacking else "")
        self.lacks.setVisible(bool(lacking))

    def forget(self) -> None:
        """Show nothing."""
        self._session = None
        self.form.show_value(None)
        self.lacks.setText("")

    def _edit(self, sheet: _Sheet, words: str, joins: str) -> None:
        if self._session is None:
            return
        audit = put_strength(self._session.audit, 0, sheet.strength_1)
        after = msgspec.structs.replace(
            put_strength(audit, 1, sheet.strength_2),
            change=sheet.change,
            change_by=sheet.change_by,
            difference=sheet.difference,
            thanks=sheet.thanks,
        )
        self._session.apply(after, words, joins)


def _sheet(audit: Audit) -> _Sheet:
    first, second, *_ = (*audit.strengths, "", "")
    return _Sheet(
        id=audit.id,
        strength_1=first,
        strength_2=second,
        change=audit.change,
        change_by=audit.change_by,
        difference=audit.difference,
        thanks=audit.thanks,
    )
