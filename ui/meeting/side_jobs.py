"""Small jobs done without leaving a section: a line for another one, a line moved there."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from models.agenda import Section
from models.paper import numbered_jot, paper_answer
from models.text import clean
from ui.fields.editors import SessionLine
from ui.kit import Card, Flow, KeyButton, announce, label

_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SideJob(Card):
    """A section, perhaps a line of words, and Enter. Escape closes it.

    A line that begins with a number from the printed agenda ("4.3 likes the dog") goes to its
    section; one with a number from a consultation paper ("B7 its noisy") to where that belongs.
    """

    done = Signal(str, str)
    """The id of the section, and the words."""
    from_paper = Signal(object)
    """A ``PaperAnswer`` that was typed up."""
    closed = Signal()

    def __init__(self, name: str, words: str, *, takes_text: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.section = QComboBox()
        self.section.setObjectName(f"{name}_section")
        self.section.setMinimumContentsLength(20)
        self.section.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.text = SessionLine()
        self.text.setObjectName(f"{name}_text")
        self.text.setAccessibleName("What to jot down")
        self.text.setPlaceholderText("Type the line. ↑ ↓ choose the section, Enter puts it there.")
        self.text.setAccessibleDescription("Up and Down choose the section, Enter puts it there.")
        if not takes_text:
            self.text.hide()
        to = label(words, "field", wraps=False)
        to.setBuddy(self.section)
        self.go = KeyButton("Put it there", on_click=self._finish)
        self.go.setObjectName(f"{name}_go")
        self.leave = KeyButton("Cancel", kind="quiet", on_click=self.close_job)
        self.leave.setObjectName(f"{name}_cancel")
        where = QWidget()
        row = Flow(where)
        for widget in (to, self.section, self.go, self.leave):
            row.addWidget(widget)
        self.body.addWidget(where)
        self.body.addWidget(self.text)
        self.text.returnPressed.connect(self._finish)
        self._takes_text = takes_text
        self._numbers: dict[int, str] = {}
        self.hide()

    def ask(self, sections: Sequence[Section], current: str) -> None:
        """Open where one types first; an open one keeps what was typed.

        Up and Down choose the section from the line; in the box of sections a number does too.
        """
        if not self.isHidden():
            self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.section.clear()
        self._numbers = {section.number: section.id for section in sections}
        for section in sections:
            self.section.addItem(f"{section.number} {section.title}", section.id)
        at = self.section.findData(current)
        self.section.setCurrentIndex(max(at, 0))
        self.text.clear()
        self.show()
        self._first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _first(self) -> QWidget:
        return self.text if self._takes_text else self.section

    def close_job(self) -> None:
        """Close without doing anything."""
        self.hide()
        self.text.clear()
        self.closed.emit()

    def put_typed(self) -> None:
        """Put a line that was typed where it belongs: nothing typed is lost at a lock."""
        if not self.isHidden() and self.text.text().strip():
            self._finish()

    def forget(self) -> None:
        """Close without a word and let go of what was offered."""
        self.hide()
        self.text.clear()
        self.section.clear()

    def _step(self, by: int) -> None:
        """Choose the next section or the one before, and say it: the focus stays in the line."""
        at = self.section.currentIndex() + by
        if 0 <= at < self.section.count():
            self.section.setCurrentIndex(at)
            announce(self.text, self.section.currentText())

    def _finish(self) -> None:
        typed = clean(self.text.text()).text
        answer = paper_answer(typed) if self._takes_text else None
        if answer is not None:
            self.close_job()
            self.from_paper.emit(answer)
            return
        words = typed.strip()
        section = self.section.currentData()
        numbered = numbered_jot(words)
        if numbered is not None and numbered[0] in self._numbers:
            section, words = self._numbers[numbered[0]], numbered[1]
        if self._takes_text and not words:
            self.text.setFocus()
            return
        self.hide()
        self.text.clear()
        if section is not None:
            self.done.emit(section, words)
        self.closed.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_job()
        elif event.key() in _STEPS and self.text.hasFocus():
            self._step(_STEPS[event.key()])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.section.hasFocus():
            if self._takes_text:
                self.text.setFocus()
            else:
                self._finish()
        else:
            super().keyPressEvent(event)


def side_jobs() -> tuple[SideJob, SideJob]:
    """Return the quick jot and the move of a line."""
    jot = SideJob("quick_jot", "Jot a line for", takes_text=True)
    move = SideJob("move_line", "Move this line to", takes_text=False)
    return jot, move
