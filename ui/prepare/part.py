"""What every part of the page gives it: edits to apply, and a way to show what is open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits import Opened
from ui import theme
from ui.kit import Card


class PreparePart(QWidget):
    """One part of preparing a review."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, theme.S2, 0)
        self._column.setSpacing(theme.S4)

    @property
    def opened(self) -> Opened:
        """What is open. Raises ValueError when nothing is."""
        if self._opened is None:
            raise ValueError("nothing is open")
        return self._opened

    def show_opened(self, opened: Opened | None) -> None:
        """Show a review with its child; None empties every widget."""
        self._opened = opened
        self.draw(opened)

    def draw(self, opened: Opened | None) -> None:
        """Draw it. Subclasses override."""
        raise NotImplementedError

    def left(self) -> None:
        """Put what was typed and stands nowhere yet where it belongs: the page is left."""

    def card(self, title: str, *widgets: QWidget) -> Card:
        """Add a card that holds the widgets."""
        card = Card(title)
        card.body.setSpacing(theme.S3)
        for widget in widgets:
            card.body.addWidget(widget)
        self._column.addWidget(card)
        return card

    def add(self, card: Card) -> None:
        """Add a card that is made already."""
        self._column.addWidget(card)

    def finish(self) -> None:
        """Let the cards stand at the top."""
        self._column.addStretch(1)
