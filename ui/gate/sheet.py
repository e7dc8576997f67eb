"""The look of every page of the gate: one sheet in the middle, a title, fields, one main button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.kit.announce import announce
from ui.kit.cards import Card
from ui.kit.flow import Flow
from ui.kit.labels import label, quiet_label, title_label
from ui.kit.look import set_look
from ui.kit.scrolling import scroll

if TYPE_CHECKING:
    from models.errors import UserFacingError

_WIDTH = 560


class GateSheet(QWidget):
    """Put fields into ``body`` and buttons into ``buttons``; say faults with ``say``."""

    def __init__(self, title: str, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title_label(title)
        self.intro = label(intro)
        if not intro:
            self.intro.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.S3)
        self.problem = label("", "fault")
        self.problem.setObjectName("problem")
        self.remedy = quiet_label()
        self.remedy.setObjectName("remedy")
        row = QWidget()
        self.buttons = Flow(row)
        card = Card()
        card.setMaximumWidth(theme.px(_WIDTH))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        card.body.setSpacing(theme.S3)
        for part in (self.title, self.intro, self.body, self.problem, self.remedy, row):
            if isinstance(part, QVBoxLayout):
                card.body.addLayout(part)
            else:
                card.body.addWidget(part)
        self._centre(card)
        self.clear_problem()

    def say(self, problem: str, remedy: str = "", *, look: str = "fault") -> None:
        """Say what needs a look, under the fields; ``look`` is a label's."""
        set_look(self.problem, look)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.remedy.setText(remedy)
        self.remedy.setVisible(bool(remedy))
        if problem:
            announce(self, f"{problem} {remedy}".strip())

    def say_fault(self, fault: UserFacingError) -> None:
        """Say what went wrong in the world."""
        self.say(fault.problem, fault.remedy)

    def clear_problem(self) -> None:
        """Take away what was said."""
        self.say("")

    def _centre(self, card: Card) -> None:
        inside = QWidget()
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card, 100)
        middle.addStretch(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        column.addStretch(2)
        column.addLayout(middle)
        column.addStretch(3)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scroll(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
