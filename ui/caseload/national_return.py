"""The national return on the caseload page: its children in, its review rows out."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.caseload.panels import Panels
from ui.exporting.review_rows_card import ReviewRowsCard
from ui.imports.return_panel import ReturnPanel
from ui.program import Program


class NationalReturn:
    """The two panels of the return among those of the page.

    ``closed`` is called when one is done with, ``taken`` when children were taken.
    """

    def __init__(
        self,
        program: Program,
        panels: Panels,
        closed: Callable[[], object],
        taken: Callable[[], object],
    ) -> None:
        self._panels = panels
        self.children = ReturnPanel(program)
        self.rows = ReviewRowsCard(program)
        panels.add(self.children, self.rows, wide=True)
        self.children.ready.connect(lambda: self._open(self.children))
        self.children.closed.connect(closed)
        self.children.taken.connect(taken)
        self.rows.ready.connect(lambda: self._open(self.rows))
        self.rows.done.connect(closed)

    def choose(self) -> None:
        """Offer to choose files of a return."""
        self.children.begin()

    def read(self, paths: Sequence[Path]) -> None:
        """Read files or folders that were dropped."""
        self.children.read(paths)

    def show_rows(self) -> None:
        """Show the review rows of this year."""
        self.rows.begin()

    def forget(self) -> None:
        """Let go of both, and stop what is under way."""
        self.children.forget()
        self.rows.forget()

    def _open(self, card: QWidget) -> None:
        self._panels.open(card)
