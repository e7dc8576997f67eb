"""The strip over the texts in which words are looked for and replaced; it is no dialog."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from models.finding import Sought
from ui.fields.editors import SessionLine
from ui.kit import Card, Flow, Form, KeyButton, announce, quiet_label

_KEYS = "Enter goes on, Shift+Enter goes back, Esc closes."


class _Line(SessionLine):
    """A line whose Enter is told from Shift+Enter; undo is the window's."""

    entered = Signal(bool)
    """Enter was pressed; whether Shift was held."""

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        super().keyPressEvent(event)


class FindBar(QScrollArea):
    """Two fields, three ticks, and what was found in words; it scrolls where there is no room."""

    sought_changed = Signal()
    stepped = Signal(int)
    """On to the next place (1), or back to the one before (-1)."""
    one_wanted = Signal()
    all_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = self._card = Card()
        form = Form(2)
        self.words = form.add("Find in this review", _Line(), name="find_words")
        self.by = form.add("Replace with", _Line(), name="find_by")
        self.case = self._tick("Match capitals", "find_case")
        self.whole = self._tick("Whole words", "find_whole")
        self.notes = self._tick("In the notes too", "find_notes")
        self.said = quiet_label(_KEYS)
        self.said.setObjectName("find_said")
        card.body.addWidget(form)
        card.body.addWidget(self._row_of_buttons())
        card.body.addWidget(self.said)
        self.setWidget(card)
        self.words.textChanged.connect(lambda _: self.sought_changed.emit())
        self.words.entered.connect(lambda back: self.stepped.emit(-1 if back else 1))
        self.by.entered.connect(lambda _: self.one_wanted.emit())
        self.hide()

    @property
    def sought(self) -> Sought:
        """What is looked for."""
        return Sought(
            words=self.words.text(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
            notes=self.notes.isChecked(),
        )

    def height_wanted(self, width: int) -> int:
        """Return how high all of it is at a width, px."""
        return self._card.heightForWidth(width)

    def begin(self, words: str, *, replacing: bool) -> None:
        """Open the strip; with ``words`` they are looked for, else those of last time."""
        self.show()
        if words:
            self.words.setText(words)
        field: QLineEdit = self.by if replacing and self.words.text() else self.words
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        self.sought_changed.emit()

    def say(self, words: str, *, aloud: bool = True) -> None:
        """Say what was found or done; with nothing, which keys there are."""
        self.said.setText(words or _KEYS)
        if words and aloud:
            announce(self, words)

    def forget(self) -> None:
        """Let go of every word."""
        self.hide()
        for field in (self.words, self.by):
            field.clear()
        self.say("")

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _tick(self, words: str, name: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.setObjectName(name)
        box.toggled.connect(lambda _: self.sought_changed.emit())
        return box

    def _row_of_buttons(self) -> QWidget:
        row = QWidget()
        flow = Flow(row)
        for box in (self.case, self.whole, self.notes):
            flow.addWidget(box)
        for words, name, signal in (
            ("Next", "find_next", lambda: self.stepped.emit(1)),
            ("Previous", "find_previous", lambda: self.stepped.emit(-1)),
            ("Replace", "find_one", self.one_wanted.emit),
            ("Replace all", "find_all", self.all_wanted.emit),
            ("Close", "find_close", self.closed.emit),
        ):
            button = KeyButton(words, on_click=signal)
            button.setObjectName(name)
            flow.addWidget(button)
        return row


class UnderFindBar(QWidget):
    """The strip over what it looks through; it never takes more than its share of the height."""

    _SHARE = 0.6

    def __init__(self, bar: FindBar, below: QWidget) -> None:
        super().__init__()
        self._bar = bar
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
        column.addWidget(below, 1)

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        most = int(self.height() * self._SHARE)
        self._bar.setFixedHeight(min(self._bar.height_wanted(self.width()), most))
