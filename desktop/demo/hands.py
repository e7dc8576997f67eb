"""Two hands at the real window: they find what is shown by name, type, press and click.

Plain letters arrive as key events; letters that no British keyboard has (emoji, Arabic) arrive
as an input method commits them, as they do on a laptop.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QTableView,
    QWidget,
)

_W = TypeVar("_W", bound=QWidget)
_PLAIN = range(0x20, 0x7F)
PATIENCE_MS = 60_000


class StuckError(Exception):
    """The play could not go on: what was looked for, and what was there."""


class Hands:
    """Acts on one window and takes its picture."""

    def __init__(self, window: QWidget, pictures: Path | None = None) -> None:
        self._window = window
        self._pictures = pictures
        self.taken: list[Path] = []

    # -- seeing

    def wait(self, is_so: Callable[[], object], what: str) -> None:
        """Let the window work until ``is_so``. Raises StuckError after a minute."""
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not is_so():
            if deadline.hasExpired():
                raise StuckError(f"Waited in vain for {what}.")
            QCoreApplication.processEvents()
            QTest.qWait(5)
        QCoreApplication.processEvents()

    def find(self, kind: type[_W], name: str) -> _W:
        """Return the visible widget of that object name; waits for it. Raises StuckError."""
        found: list[_W] = []

        def look() -> bool:
            found[:] = [w for w in self._window.findChildren(kind, name) if w.isVisible()]
            return bool(found)

        try:
            self.wait(look, f"{kind.__name__} {name!r}")
        except StuckError as stuck:
            raise StuckError(f"{stuck} There were: {', '.join(sorted(self.names()))}") from stuck
        return found[0]

    def sees(self, kind: type[QWidget], name: str) -> bool:
        """Return whether a widget of that name is visible now."""
        return any(w.isVisible() for w in self._window.findChildren(kind, name))

    def names(self) -> Iterator[str]:
        """Return the object names of everything that can be acted on now."""
        for widget in self._window.findChildren(QWidget):
            can_act = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
            if widget.isVisible() and can_act and not widget.objectName().startswith("qt_"):
                yield widget.objectName() or type(widget).__name__

    def said(self, widget: QWidget) -> str:
        """Return the name that a screen reader says for ``widget``."""
        with suppress(AttributeError):
            return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        return ""

    def picture(self, name: str) -> None:
        """Keep a picture of the window as ``name``.png."""
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self._pictures is not None:
            path = self._pictures / f"{name}.png"
            self._window.grab().save(str(path))
            self.taken.append(path)

    # -- doing

    def come_forward(self) -> None:
        """Make the window the active one, as a click on it would; keys of actions need that."""
        if QApplication.activeWindow() is None:
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window)

    def go_to(self, widget: QWidget) -> None:
        """Put the focus on ``widget``; a page may still be settling."""
        self.come_forward()
        self.wait(lambda: _takes_focus(widget), f"{widget.objectName()!r} to take the focus")

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key combination, such as ``Ctrl+1`` or ``Return``, where the focus is."""
        self.come_forward()
        for _ in range(times):
            QTest.keySequence(self._where(), QKeySequence(keys))

    def click(self, name: str, kind: type[QWidget] = QWidget) -> None:
        """Find a button by name and click its middle with the mouse, on the window as it stands.

        Raises StuckError when something else lies there, as it would for anybody's hand.
        """
        button = self.find(kind, name)
        self.wait(button.isEnabled, f"{name!r} to be ready")
        self.come_forward()
        at = button.mapTo(self._window, button.rect().center())
        if self._window.childAt(at) is not button:
            raise StuckError(f"{name!r} cannot be clicked: something else lies there.")
        QTest.mouseClick(
            self._window.windowHandle(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            at,
        )
        QCoreApplication.processEvents()

    def push(self, name: str, kind: type[QWidget] = QWidget) -> None:
        """Find a button by name and press it with the keyboard."""
        button = self.find(kind, name)
        self.wait(button.isEnabled, f"{name!r} to be ready")
        self.go_to(button)
        QTest.keyClick(button, Qt.Key.Key_Space)
        QCoreApplication.processEvents()

    def write(self, text: str) -> None:
        """Type ``text`` where the focus is; a line feed is Shift+Enter, a line within a line."""
        where = self._where()
        for cluster in _clusters(text):
            if cluster == "\n":
                QTest.keyClick(where, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            elif len(cluster) == 1 and ord(cluster) in _PLAIN:
                QTest.keyClicks(where, cluster)
            else:
                commit = QInputMethodEvent()
                commit.setCommitString(cluster)
                QCoreApplication.sendEvent(where, commit)

    def fill(self, name: str, text: str, kind: type[QWidget] = QWidget) -> None:
        """Put ``text`` into a named field in place of what it holds, by typing."""
        field = self.find(kind, name)
        self.go_to(field)
        QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.SelectAll))
        if text:
            self.write(text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)

    def choose(self, name: str, words: str) -> None:
        """Choose the entry that reads ``words`` in a named combo box, with the arrow keys."""
        box = self.find(QComboBox, name)
        self.go_to(box)
        at = next((i for i in range(box.count()) if box.itemText(i) == words), -1)
        if at < 0:
            raise StuckError(f"{name!r} does not offer what was looked for.")
        key = Qt.Key.Key_Down if at > box.currentIndex() else Qt.Key.Key_Up
        for _ in range(abs(at - box.currentIndex())):
            QTest.keyClick(box, key)

    def choose_row(self, name: str, words: str) -> bool:
        """Walk with the arrow keys to the row of a named table that has a cell reading ``words``.

        Returns False when there is none.
        """
        table = self.find(QTableView, name)
        model = table.model()
        cells = [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        at = next((row for row, found in enumerate(cells) if words in found), -1)
        if at < 0:
            return False
        self.go_to(table)
        QTest.keyClick(table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(at):
            QTest.keyClick(table, Qt.Key.Key_Down)
        QCoreApplication.processEvents()
        return True

    def choose_line(self, name: str, at: int) -> None:
        """Walk with the arrow keys to the ``at``-th line, from 0, of a named list."""
        shown = self.find(QAbstractItemView, name)
        self.go_to(shown)
        QTest.keyClick(shown, Qt.Key.Key_Home)
        for _ in range(at):
            QTest.keyClick(shown, Qt.Key.Key_Down)
        QCoreApplication.processEvents()

    def tick(self, name: str, wanted: bool) -> None:
        """Bring a named tick box to ``wanted`` with the space bar."""
        box = self.find(QAbstractButton, name)
        if box.isChecked() != wanted:
            self.go_to(box)
            QTest.keyClick(box, Qt.Key.Key_Space)

    def _where(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def _takes_focus(field: QWidget) -> bool:
    """Give ``field`` the focus and return whether it has it; a page may still be settling."""
    field.setFocus(Qt.FocusReason.TabFocusReason)
    return QApplication.focusWidget() is (field.focusProxy() or field)


def _clusters(text: str) -> Iterator[str]:
    """Split text into plain characters and runs that an input method commits together."""
    run = ""
    for char in text:
        if ord(char) in _PLAIN or char == "\n":
            if run:
                yield run
                run = ""
            yield char
        else:
            run += char
    if run:
        yield run
