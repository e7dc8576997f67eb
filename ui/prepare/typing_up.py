"""Typing up a paper: a number, then exactly what stands there; the next number waits already."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.child import View
from models.clock import Clock
from models.edits import Opened
from models.paper import paper_answer
from models.text import new_id
from models.typed_up import next_number, typed_up
from ui.fields.editors import SessionText
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, announce, label, quiet_label

_LONGEST = 90
_NO_NUMBER = "Begin with a number from a paper, such as B7, then a space."


class _AnswerText(SessionText):
    """A text in which Ctrl+Enter says that the answer is finished."""

    finished = Signal()

    @override
    def keyPressEvent(self, e: QKeyEvent, /) -> None:
        is_enter = e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and e.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(e)


class TypingUpCard(Card):
    """A field for the number and the answer; what was typed up stands below it."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("Typing up what came back", parent)
        self.setObjectName("typing_up")
        self._clock = clock
        self._opened: Opened | None = None
        words = label("The number, then exactly what stands there", "field")
        self.text = _AnswerText()
        self.text.setObjectName("typing_up_text")
        self.text.setAccessibleName("The number, then exactly what stands there")
        self.text.setPlaceholderText("B7 its to noisy at lunch")
        words.setBuddy(self.text)
        self.put = KeyButton("Put it where it belongs", on_click=self._put)
        self.put.setObjectName("typing_up_put")
        self.said = quiet_label()
        self.said.setObjectName("typing_up_said")
        self.list = RowList("Typed up so far", fits=True)
        self.list.setObjectName("typing_up_list")
        hint = quiet_label(
            "A child's answer goes into the views log letter for letter, what somebody saw too;"
            " what adults wrote goes into the notes. Ctrl+Enter puts it there."
        )
        for widget in (hint, words, self.text):
            self.body.addWidget(widget)
        self.body.addWidget(self.put, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.said)
        self.body.addWidget(self.list)
        self.text.finished.connect(self._put)

    def show_opened(self, opened: Opened | None) -> None:
        """Show what was typed up for a review; None empties every widget."""
        before, self._opened = self._opened, opened
        if opened is None or before is None or opened.the_review.id != before.the_review.id:
            self.text.clear()
            self.said.clear()
        rows: list[Row] = []
        if opened is not None:
            mine = opened.the_review.id
            views = [v for v in opened.child.views if v.paper and v.review_id == mine]
            views.sort(key=lambda v: (v.paper[0], int(v.paper[1:])))
            rows = [_row(view) for view in views]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))

    def put_typed(self) -> None:
        """Put an answer that was typed where it belongs: nothing typed is lost at a lock."""
        if paper_answer(self.text.words()) is not None:
            self._put()

    def _put(self) -> None:
        answer = paper_answer(self.text.words())
        if answer is None or self._opened is None:
            self.said.setText(_NO_NUMBER)
            announce(self.said, _NO_NUMBER)
            self.text.setFocus()
            return
        today = self._clock.today()
        was_there = any(row.words.startswith(f"{answer.number} ") for row in self.list.rows)
        for edit in typed_up(self._opened, answer, today, new_id()):
            self.edit.emit(edit, f"typing up {answer.number}", "")
        following = next_number(answer)
        self.text.setPlainText(f"{following} " if following else "")
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        twice = f"{answer.number} stands in the views log more than once now."
        self.said.setText(twice if was_there else f"{answer.number} is where it belongs.")
        announce(self.said, self.said.text())
        self.text.setFocus()


def _row(view: View) -> Row:
    said = f"“{_short(view.words.text)}”" if view.words is not None else _short(view.description)
    facts = (view.about, f"{view.helper} helped" if view.helper else "")
    shown = tuple(Fact(words) for words in facts if words)
    return Row(key=view.id, words=f"{view.paper}  {said}", facts=shown)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
