"""Under the notes: what brings them over to the minutes, all of them, a line, or by their mark."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.bringing import bring_over, waiting
from models.text import Mark
from ui.editor import LinesEditor
from ui.kit import Flow, KeyButton, announce, quiet_label
from ui.session import ReviewSession
from ui.shortcuts import Shortcut, action

_SAID = {
    Mark.NOTE: "Plain notes",
    Mark.WORDS: "The child's words",
    Mark.WORRY: "Worries",
    Mark.FOLLOW_UP: "What to follow up",
    Mark.CONFIDENTIAL: "What is confidential, for the annex",
}


class BringRow(QWidget):
    """Three buttons with their keys, and what was done in words."""

    def __init__(self, notes: LinesEditor, owner: QWidget) -> None:
        """Bring lines of ``notes`` over; the keys work while ``owner`` can be seen."""
        super().__init__(owner)
        self._notes, self._owner = notes, owner
        self._session: ReviewSession | None = None
        self._section = ""
        self._menu: QMenu | None = None
        self.news = quiet_label()
        self.news.setObjectName("write_up_news")
        self.news.hide()
        buttons = QWidget()
        flow = Flow(buttons)
        for words, key, chosen in (
            ("Bring all over", Shortcut.BRING_ALL_OVER, self.bring_all),
            ("This line", Shortcut.BRING_LINE_OVER, self.bring_lines),
            ("By mark…", Shortcut.BRING_MARKED_OVER, self.choose_mark),
        ):
            flow.addWidget(self._button(words, key, chosen))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(buttons)
        column.addWidget(self.news)

    def show_part(self, session: ReviewSession, section: str) -> None:
        """Bring over the notes of another section from now on."""
        self._session, self._section = session, section
        self.news.hide()

    def forget(self) -> None:
        """Let go of the session."""
        self._session = None
        self.news.clear()
        self.news.hide()
        if self._menu is not None and isValid(self._menu):
            self._menu.close()
        self._menu = None

    def bring_all(self) -> None:
        """Add all notes to the minutes; what stands there already is not added again."""
        self._bring(None)

    def bring_lines(self) -> None:
        """Add the line of notes that the caret is in, or the selected ones; go on to the next."""
        editor = self._notes
        cursor, document = editor.textCursor(), editor.document()
        first = document.findBlock(cursor.selectionStart()).blockNumber()
        last = document.findBlock(cursor.selectionEnd()).blockNumber()
        lines = editor.sheet.lines
        self._bring({line.id for line in lines[first : last + 1]})
        if last + 1 < len(lines):
            editor.put_caret(last + 1)

    def choose_mark(self) -> None:
        """Offer the marks of the notes that are not in the minutes yet."""
        if self._session is None:
            return
        offered = waiting(self._session.opened.the_review.section(self._section))
        if not offered:
            self._bring(set())
            return
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("bring_marks")
        menu.setAccessibleName("Which notes to bring over")
        for mark, lines in offered.items():
            words = f"{_SAID[mark]} ({len(lines)})"
            menu.addAction(words, partial(self._bring, lines))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def say(self, words: str) -> None:
        """Say what was done, on the screen and aloud."""
        self.news.setText(words)
        self.news.setVisible(bool(words))
        announce(self, words)

    def _bring(self, chosen: Collection[str] | None) -> None:
        if self._session is None:
            return
        edit = bring_over(self._session.opened.the_review.section(self._section), chosen)
        if edit is None:
            self.say("Everything of this is in the minutes or the recommendations already.")
            return
        count = len(edit.lines)
        lines = "1 line" if count == 1 else f"{count} lines"
        self._session.apply(edit, f"bringing {lines} over")
        self.say(f"{lines} {'is' if count == 1 else 'are'} in the minutes.")

    def _button(self, words: str, key: Shortcut, chosen: Callable[[], None]) -> KeyButton:
        """Return a button; its key works also while the notes are behind the minutes."""
        button = KeyButton.following(action(self._owner, words, key, chosen))
        button.set_slim()
        return button
