"""What earlier reviews recommended, and how far it has got by this one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.clock import Clock
from models.deadlines import DateEngine
from models.edits import Opened
from ui.child.promises import PromisesPart
from ui.child.since import SinceLastTime
from ui.prepare.part import PreparePart


class LastTimePart(PreparePart):
    """The child's ledger; a status typed here belongs to this review."""

    dispute_wanted = Signal(str)
    """The id of a dispute that the user wants to see whole."""

    def __init__(self, clock: Clock, engine: DateEngine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.promises = PromisesPart(clock.today, engine)
        self.promises.dispute_wanted.connect(self.dispute_wanted)
        self.since = SinceLastTime(clock.today)
        self._since_card = self.card("Since last time", self.since)
        self.card("Recommendations from earlier reviews", self.promises)
        self.finish()
        self.promises.edit.connect(self.edit)
        self.since.edit.connect(self.edit)

    @override
    def draw(self, opened: Opened | None) -> None:
        if opened is None:
            self.promises.show_child(None)
            self.since.show_child(None)
        else:
            self.promises.show_child(opened.child, opened.the_review.id)
            self.since.show_child(opened.child, opened.the_review.head.number)
        self._since_card.setVisible(not self.since.isHidden())
