"""Lines and texts without an undo of their own: the session's is the only one (design.md §3)."""

from PySide6.QtCore import QEvent, QMimeData, QSize
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QSizePolicy
from typing_extensions import override

from models.text import clean
from ui import theme
from ui.code_units import units
from ui.kit.limits import LimitedText, ShortLine
from ui.kit.plain import left_out, plain_text
from ui.messages import Messages

_LINES = 4


def is_undo(event: QEvent) -> bool:
    """Whether a field is about to take undo or redo for itself; the window is to have them."""
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return event.matches(keys.Undo) or event.matches(keys.Redo)


class SessionLine(ShortLine):
    """A line that leaves undo and redo to the window."""

    @override
    def event(self, event: QEvent, /) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)


class SessionText(LimitedText):
    """A text of several lines that leaves undo and redo to the window; Tab leaves the field."""

    def __init__(self) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        width = super().sizeHint().width()
        return QSize(width, self.fontMetrics().lineSpacing() * _LINES + theme.px(20))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    @override
    def event(self, event: QEvent, /) -> bool:
        if is_undo(event):
            event.ignore()
            return True
        return super().event(event)

    @override
    def insertFromMimeData(self, source: QMimeData, /) -> None:
        """Put in what is fit to keep, and say so where something of it is not."""
        pasted = clean(plain_text(source))
        if not pasted.removed:
            super().insertFromMimeData(source)
            return
        fit = QMimeData()
        fit.setText(pasted.text)
        before = self.document().revision()
        super().insertFromMimeData(fit)
        messages = self.window().findChild(Messages)
        if messages is not None and self.document().revision() != before:
            messages.tell(left_out(pasted.removed))

    def select(self, start: int, length: int) -> None:
        """Select a stretch of what was typed, in code points."""
        words = self.words()
        cursor = self.textCursor()
        cursor.setPosition(units(words[:start]))
        cursor.setPosition(units(words[: start + length]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

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
