"""What the frame needs of the window it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow, QWidget

if TYPE_CHECKING:
    from ui.page import Page


class FramedWindow(QMainWindow):
    """A window with a frame. Everything the user asks of the frame leaves as a signal."""

    hide_asked = Signal()
    lock_asked = Signal()
    help_asked = Signal()
    home_asked = Signal()
    """To all children."""
    text_size_changed = Signal(int)
    """The user chose another size of text, per cent; it is applied already."""

    @property
    def page(self) -> Page | None:
        """The page in front, or None at the gate."""
        raise NotImplementedError

    @property
    def panes(self) -> tuple[QWidget, ...]:
        """The parts of the page in front, which F6 goes through."""
        raise NotImplementedError

    def undo(self) -> None:
        """Undo the last step."""
        raise NotImplementedError

    def redo(self) -> None:
        """Do the last undone step again."""
        raise NotImplementedError
