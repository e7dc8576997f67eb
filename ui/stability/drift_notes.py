"""Signs that a plan has stopped moving, each with since when and why; quiet, and never a score."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.calendar import long_date
from models.permanence import DriftWarning
from models.plan_history import SecondReviewCheck
from ui import theme
from ui.fields.clearing import clear
from ui.kit import Pill, label, quiet_label


class DriftNotes(QWidget):
    """The warnings one under the other, and under them how it stood at the second review."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drift_notes")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S2)

    def show_drift(
        self, warnings: Sequence[DriftWarning], check: SecondReviewCheck | None = None
    ) -> None:
        """Show these; nothing at all takes no room."""
        clear(self._column)
        for warning in warnings:
            self._column.addWidget(_note(warning))
        if check is not None:
            self._column.addWidget(quiet_label(check.words))
        self.setVisible(bool(warnings) or check is not None)


def _note(warning: DriftWarning) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(label(warning.words))
    column.addWidget(quiet_label(warning.why))
    pill = Pill(f"since {long_date(warning.since)}", "soon")
    column.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
    return row
