"""What is known beside a section in the meeting: a setting that must be seen, moves, drift."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child
from models.edits import Opened
from models.law import LawPack
from models.permanence import drift
from models.plan_history import held_with
from models.registered import setting_flags
from ui import theme
from ui.kit import KeyButton
from ui.stability.drift_notes import DriftNotes
from ui.stability.setting_notice import SettingNotice
from ui.stability.strip import StabilityStrip

HOME, PERMANENCE = "home", "permanence"


class Standing(QWidget):
    """Nothing in most sections; at home a flag and the strip, at permanence the signs of drift.

    ``more`` opens the strip; it stands with the other keys, where home is talked about.
    """

    def __init__(self, law: LawPack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._law = law
        self._child: Child | None = None
        self._seen: tuple[str, date, date | None] | None = None
        self.notice = SettingNotice(brief=True)
        self.drift = DriftNotes()
        self.more = KeyButton("Moves over time", on_click=self._toggle)
        self.more.set_slim()
        self.more.setObjectName("meeting_strip_open")
        self.more.setCheckable(True)
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.hide()
        self.strip = StabilityStrip("meeting_strip", compact=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        for widget in (self.notice, self.drift, self.strip):
            column.addWidget(widget)
        self.strip.hide()

    def show_section(self, opened: Opened, section: str, today: date) -> None:
        """Show what is known for a section."""
        child, at_home = opened.child, section == HOME
        seen = (section, today, opened.the_review.head.review_date)
        if child is self._child and seen == self._seen:
            return  # typing a recommendation changes the head at every letter, and nothing here
        self._child, self._seen = child, seen
        self.notice.show_flags(setting_flags(child, today) if at_home else ())
        held = held_with(child, opened.the_review, today) if section == PERMANENCE else ()
        self.drift.show_drift(drift(child, held, self._law, today) if held else ())
        self.more.setVisible(at_home)
        self.strip.show_child(child if at_home else None, today)
        self.strip.setVisible(at_home and self.more.isChecked())
        parts = (self.notice, self.drift, self.strip)
        self.setVisible(any(not part.isHidden() for part in parts))

    def forget(self) -> None:
        """Let go of every word."""
        self._child = self._seen = None
        self.notice.show_flags(())
        self.drift.show_drift(())
        self.strip.forget()
        self.more.setChecked(False)
        self.more.hide()
        self.strip.hide()
        self.hide()

    def _toggle(self) -> None:
        self.strip.setVisible(self.more.isChecked())
        self.setVisible(self.more.isChecked() or not self.notice.isHidden())
