"""The child's page shown alone, with keys pressed where the focus is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.child import Child
from models.edits import Opened
from models.review import Review
from tests.support.memory_program import memory_program, session_of
from ui.child.page import ChildPage
from ui.program import Program

_MOST_STOPS = 120


def child_page(
    qtbot: QtBot, child: Child, review: Review | None = None, program: Program | None = None
) -> ChildPage:
    """Return the page of a child, shown; ``review`` is one that the store has."""
    program = program or memory_program(Opened(child=child, review=review))
    page = ChildPage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session_of(program, Opened(child=child)))
    page.entered()
    QApplication.processEvents()
    return page


def focus() -> QWidget:
    """Return what has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Press keys where the focus is."""
    for key in keys:
        QTest.keyClick(focus(), key)
        QApplication.processEvents()


def type_in(words: str) -> None:
    """Type letters where the focus is."""
    QTest.keyClicks(focus(), words)
    QApplication.processEvents()


def tab_to(name: str) -> QWidget:
    """Press Tab until the focus is on the widget of that object name."""
    for _ in range(_MOST_STOPS):
        if focus().objectName() == name:
            return focus()
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {name}")


def words_on(widget: QWidget) -> str:
    """Return the words of every label that shows, a line each."""
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    )
