"""Lines and texts without an undo of their own: the session's is the only one (design.md §3)."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from typing_extensions import override

from models.text import clean
from ui import theme

_LINES = 4


def is_undo(event: QEvent) -> bool:
    """Whether a field is about to take undo or redo for itself; the window is to have them."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class SessionLine(QLineEdit):
    """A line that leaves undo and redo to the window."""

    @override
    def event(self, event: QEvent, /) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)


class SessionText(QPlainTextEdit):
    """A text of several lines that leaves undo and redo to the window; Tab leaves the field."""

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.px(22) * _LINES)

    @override
    def event(self, event: QEvent, /) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)

    def words(self) -> str:
        """Return what was typed, letter for letter, cleaned as all entry is.

        Read block by block, since ``toPlainText`` turns no-break spaces into spaces.
        """
        parts = []
        block = self.document().begin()
        while block.isValid():
            parts.append(block.text())
            block = block.next()
        return clean("\n".join(parts)).text
