"""What earlier reviews recommended, and how far it has got by this one."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.clock import Clock
from models.edits import Opened
from ui.child.promises import PromisesPart
from ui.prepare.part import PreparePart


class LastTimePart(PreparePart):
    """The child's ledger; a status typed here belongs to this review."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.promises = PromisesPart(clock.today)
        self.card("Recommendations from earlier reviews", self.promises)
        self.finish()
        self.promises.edit.connect(self.edit)

    @override
    def draw(self, opened: Opened | None) -> None:
        if opened is None:
            self.promises.show_child(None)
        else:
            self.promises.show_child(opened.child, opened.the_review.id)
