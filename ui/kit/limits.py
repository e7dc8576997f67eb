"""Fields that take no more than they can hold: what is too much changes nothing and is told.

Left to itself, Qt cuts a line at 32,767 characters and says nothing, and a text of five megabytes
stops the window for seconds.
"""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QToolTip, QWidget
from typing_extensions import override

from ui import clipboard
from ui.kit.announce import announce
from ui.kit.plain import plain_text

LONGEST_LINE = 2_000
"""In characters: what a line of a form holds at most. About 300 words."""

LARGEST_TEXT = 100_000
"""In characters: what a text of a form holds at most. About 15,000 words."""

LONGEST_PARAGRAPH = 20_000
"""In characters: Qt lays a paragraph out anew at each key, and one of 100,000 takes a second."""

_NEVER_CUT = 2**31 - 1
_STAYS = "Nothing was changed. Put in a part of it, and the rest where there is more room."


def say_too_much(widget: QWidget, problem: str) -> None:
    """Say in the banner of the widget's window why nothing was put in, and what can be done.

    Where there is no banner yet, as before the first unlock, it stands at the field itself.
    """
    from ui.messages import Messages, Tone  # noqa: PLC0415 - nothing of models before the gate

    messages = widget.window().findChild(Messages)
    if messages is not None:
        messages.tell(problem, _STAYS, Tone.CARE)
    else:
        QToolTip.showText(widget.mapToGlobal(widget.rect().bottomLeft()), problem, widget)
        announce(widget, f"{problem} {_STAYS}")


class _Limit(QValidator):
    """Lets a line grow up to its limit; a longer one that is there already may only get shorter."""

    refused = Signal()
    """Qt says in the midst of a change that it will be taken back; this is heard once it was."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._held = self._wanted = 0
        edit.inputRejected.connect(self.refused)
        edit.textChanged.connect(self._keep)
        self.refused.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def _most(self) -> int:
        return max(LONGEST_LINE, self._held)

    def takes(self, text: str) -> bool:
        """Whether the line may become ``text``; says so where not."""
        if self.validate(text, 0)[0] is QValidator.State.Acceptable:
            return True
        self._tell()
        return False

    @override
    def validate(self, text: str, pos: int, /) -> tuple[QValidator.State, str, int]:
        self._wanted = len(text)
        fits = self._wanted <= self._most
        state = QValidator.State.Acceptable if fits else QValidator.State.Invalid
        return state, text, pos

    def _keep(self, text: str) -> None:
        """Note how long the line is; one that the program made too long counts as it stands."""
        is_new = len(text) > self._most
        self._held = len(text)
        if is_new:
            was = self._edit.blockSignals(True)
            self._edit.clear()  # Qt looks anew at another text only
            self._edit.setText(text)  # now it is valid, and Qt refuses what comes next
            self._edit.blockSignals(was)

    def _tell(self) -> None:
        if self._wanted > self._most:
            problem = f"{self._wanted:,} characters, and it holds {self._most:,}"
            say_too_much(self._edit, f"This is too much for one line: {problem}.")


class ShortLine(QLineEdit):
    """A line of a form: up to ``LONGEST_LINE`` characters, however they come in.

    What is copied from it is a passage of ``ui.clipboard``; Qt has no other door for that here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_NEVER_CUT)
        self._limit = _Limit(self)
        self.setValidator(self._limit)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        keys = QKeySequence.StandardKey
        if event.matches(keys.Copy):
            self._copied()
        elif event.matches(keys.Cut):
            self._cut()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, arg__1: QContextMenuEvent, /) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, does in (("edit-copy", self._copied), ("edit-cut", self._cut)):
            for own in menu.findChildren(QAction, name):
                own.triggered.disconnect()
                own.triggered.connect(does)
        menu.popup(arg__1.globalPos())

    def _copied(self) -> bool:
        """Copy what is selected; return whether anything was."""
        is_plain = self.echoMode() is QLineEdit.EchoMode.Normal
        if self.hasSelectedText() and is_plain:
            clipboard.put(self.selectedText())
        return self.hasSelectedText() and is_plain

    def _cut(self) -> None:
        if not self.isReadOnly() and self._copied():
            self.del_()

    @override
    def dropEvent(self, arg__1: QDropEvent, /) -> None:
        """Leave what is too much where it was dragged from, too."""
        if self._limit.takes(self.text() + arg__1.mimeData().text()):
            super().dropEvent(arg__1)
        else:
            _leave(arg__1)


class LimitedText(QPlainTextEdit):
    """A text of several lines: up to ``LARGEST_TEXT`` characters, however they come in.

    A paragraph is never broken to make it fit, since its words may be a child's.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_moving = False

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return clipboard.chosen(self.textCursor())

    @override
    def canInsertFromMimeData(self, source: QMimeData, /) -> bool:
        return source.hasText() or source.hasHtml()

    @override
    def insertFromMimeData(self, source: QMimeData, /) -> None:
        text = plain_text(source)
        replaced = len(self.textCursor().selectedText())
        if self._is_moving or self._takes(text, replaced):
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    @override
    def dropEvent(self, e: QDropEvent, /) -> None:
        """Leave what is too much where it was dragged from, too; moving within it adds nothing."""
        self._is_moving = e.source() in (self, self.viewport())
        try:
            if self._is_moving or self._takes(plain_text(e.mimeData())):
                super().dropEvent(e)
            else:
                _leave(e)
        finally:
            self._is_moving = False

    @override
    def inputMethodEvent(self, arg__1: QInputMethodEvent, /) -> None:
        if self._takes(arg__1.commitString(), len(self.textCursor().selectedText())):
            super().inputMethodEvent(arg__1)

    def _takes(self, more: str, replaced: int = 0) -> bool:
        """Whether there is room for ``more`` in place of what is ``replaced``; says where not."""
        size = self.document().characterCount() - 1 - replaced + len(more)
        longest = max(map(len, more.splitlines()), default=0)
        if more and size > LARGEST_TEXT:
            problem = f"{size:,} characters would stand here, and there is room for"
            say_too_much(self, f"This is too much: {problem} {LARGEST_TEXT:,}.")
        elif longest > LONGEST_PARAGRAPH:
            problem = f"one paragraph of it has {longest:,} characters, and one can have"
            say_too_much(self, f"This is too much: {problem} {LONGEST_PARAGRAPH:,}.")
        else:
            return True
        return False


def _leave(drop: QDropEvent) -> None:
    """Let the words stay where they were dragged from."""
    drop.setDropAction(Qt.DropAction.IgnoreAction)
    drop.ignore()
