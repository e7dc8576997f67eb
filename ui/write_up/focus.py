"""Writing with nothing around it: the line of the caret stays at a height that rests the eyes."""

from PySide6.QtCore import QObject, QTimer

from ui.editor import LinesEditor

_HIGHEST, _LOWEST = 0.25, 0.6
"""Between which heights of the editor the caret stays, as parts of it."""


class Typewriter(QObject):
    """Scrolls an editor so that the caret stays in its middle, also at the end of the text."""

    def __init__(self, editor: LinesEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._is_on = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._scroll)
        editor.cursorPositionChanged.connect(self._moved)
        editor.verticalScrollBar().rangeChanged.connect(lambda *_: self._moved())

    def set_on(self, *, on: bool) -> None:
        """Begin or end; at the end the room under the text goes again."""
        if on != self._is_on:
            self._is_on = on
            self._make_room()
            self._moved()

    def _moved(self) -> None:
        if self._is_on:
            self._soon.start()

    def _make_room(self) -> None:
        """Leave room under the last line, so that it too can stand in the middle."""
        height = self._editor.viewport().height() * (1 - _LOWEST) if self._is_on else 0.0
        frame = self._editor.document().rootFrame()
        form = frame.frameFormat()
        if abs(form.bottomMargin() - max(height, form.topMargin())) < 1:
            return
        form.setBottomMargin(max(height, form.topMargin()))
        with self._editor.sheet.filling():
            frame.setFrameFormat(form)

    def _scroll(self) -> None:
        if not self._is_on:
            return
        self._make_room()
        bar, height = self._editor.verticalScrollBar(), self._editor.viewport().height()
        top = self._editor.cursorRect().top()
        highest, lowest = round(height * _HIGHEST), round(height * _LOWEST)
        if top > lowest:
            bar.setValue(bar.value() + top - lowest)
        elif top < highest:
            bar.setValue(bar.value() + top - highest)
