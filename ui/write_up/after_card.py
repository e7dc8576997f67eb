"""What is still to be done after the review, each by its rule's day (domain.md §2.2)."""

from PySide6.QtWidgets import QWidget

from models.law import When
from ui.duty_list import DutyList
from ui.fields.panel_card import PanelCard
from ui.program import Program


class AfterCard(PanelCard):
    """Says how many duties are settled and what is next; unfolded, each is ticked and dated."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        self.duties = DutyList(program, When.AFTER, "after_duties")
        super().__init__("After the review", "after_review", self.duties, parent)
