"""Fields of forms hold what they say they hold; what is too much changes nothing and is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

import ui
from tests.support.memory_program import memory_program, said_by
from ui.fields.editors import SessionLine, SessionText
from ui.frame.banner import Banner
from ui.kit.limits import LARGEST_TEXT, LONGEST_LINE, LONGEST_PARAGRAPH, LimitedText, ShortLine
from ui.main_window import MainWindow
from ui.messages import Messages, Tone
from ui.recommendations.person_box import PersonBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.messages import Message

PARAGRAPHS = "swimming on Saturdays\n" * 20
WAYS: list[str] = ["keys", "menu", "drop", "input method"]


class Sheet:
    """A window with a field of each kind, and what is said in it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        program = memory_program()
        program.messages.setParent(self.window)
        self.said: list[Message] = said_by(program)
        self.line, self.text, self.person = SessionLine(), SessionText(), PersonBox()
        layout = QVBoxLayout(self.window)
        for field in (self.line, self.text, self.person):
            layout.addWidget(field)
        self.window.show()
        self.window.activateWindow()

    def put(self, field: QLineEdit | LimitedText, words: str, way: str) -> None:
        """Bring ``words`` into ``field`` in one of the ways they can come."""
        field.setFocus()
        if way == "drop":
            self._drop(field, words)
        elif way == "input method":
            commit = QInputMethodEvent()
            commit.setCommitString(words)
            QCoreApplication.sendEvent(field, commit)
        else:
            QGuiApplication.clipboard().setText(words)
            if way == "menu":
                field.paste()
            else:
                QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
        QCoreApplication.processEvents()

    def _drop(self, field: QLineEdit | LimitedText, words: str) -> None:
        data = QMimeData()
        data.setText(words)
        target = field.viewport() if isinstance(field, QPlainTextEdit) else field
        left, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        moves = Qt.DropAction.MoveAction
        QCoreApplication.sendEvent(target, QDragEnterEvent(QPoint(3, 3), moves, data, left, held))
        drop = QDropEvent(QPointF(3, 3), moves, data, left, held)
        QCoreApplication.sendEvent(target, drop)
        self.was_moved = drop.isAccepted() and drop.dropAction() is moves


@pytest.mark.parametrize("way", WAYS)
def test_that_a_line_takes_all_it_holds_and_refuses_more_whole(qtbot: QtBot, way: str) -> None:
    sheet = Sheet(qtbot)
    sheet.put(sheet.line, "x" * LONGEST_LINE, way)
    assert sheet.line.text() == "x" * LONGEST_LINE
    assert not sheet.said
    sheet.line.setText("Jo")
    typed: list[str] = []
    sheet.line.textEdited.connect(typed.append)
    sheet.put(sheet.line, "y" * 100_000, way)
    assert (sheet.line.text(), typed) == ("Jo", [])
    (said,) = sheet.said
    assert (said.tone, "100,002 characters, and it holds 2,000" in said.problem) == (
        Tone.CARE,
        True,
    )
    assert said.remedy.startswith("Nothing was changed.")


@pytest.mark.parametrize("way", WAYS)
def test_that_a_text_takes_all_it_holds_and_refuses_more_whole(qtbot: QtBot, way: str) -> None:
    sheet = Sheet(qtbot)
    sheet.put(sheet.text, PARAGRAPHS, way)
    assert sheet.text.words() == PARAGRAPHS
    assert not sheet.said
    for much in ("line of text\n" * 400_000, "x" * (LONGEST_PARAGRAPH + 1)):
        sheet.put(sheet.text, much, way)
        assert sheet.text.words() == PARAGRAPHS
        assert sheet.said.pop().remedy.startswith("Nothing was changed.")
        assert not sheet.said


def test_that_what_no_document_can_hold_is_left_out_of_a_text_and_told(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    sheet.put(sheet.text, "its\x00 to\x07 loud", "paste")
    assert sheet.text.words() == "its to loud"
    assert [said.problem for said in sheet.said] == [
        "2 characters that no document can hold were left out."
    ]


def test_that_a_full_text_still_takes_what_is_put_in_place_of_a_part(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    full = ("x" * 99 + "\n") * (LARGEST_TEXT // 100)
    sheet.put(sheet.text, full, "keys")
    sheet.put(sheet.text, "one more", "keys")
    assert sheet.text.words() == full
    assert f"{LARGEST_TEXT + 8:,}" in sheet.said[-1].problem
    sheet.text.selectAll()
    sheet.put(sheet.text, "all new", "keys")
    assert sheet.text.words() == "all new"


def test_that_what_is_refused_stays_where_it_was_dragged_from(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    for field, much in ((sheet.line, "x" * 5_000), (sheet.text, "x" * 200_000)):
        sheet.put(field, "well", "drop")
        assert sheet.was_moved
        sheet.put(field, much, "drop")
        assert not sheet.was_moved


def test_that_a_longer_line_of_a_case_file_is_shown_whole_and_only_gets_shorter(
    qtbot: QtBot,
) -> None:
    sheet = Sheet(qtbot)
    sheet.line.setText("x" * 40_000)
    QCoreApplication.processEvents()
    assert not sheet.said
    sheet.put(sheet.line, "y" * 5_000, "menu")
    assert sheet.line.text() == "x" * 40_000
    assert "holds 40,000" in sheet.said.pop().problem
    QTest.keyClick(sheet.line, Qt.Key.Key_Backspace)
    QTest.keyClick(sheet.line, "z")
    assert sheet.line.text() == "x" * 39_999


def test_that_the_line_of_a_person_is_guarded_too(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    sheet.person.show_name("Jo")
    edit = sheet.person.lineEdit()
    sheet.put(edit, "x" * 100_000, "keys")
    assert sheet.person.name == "Jo"
    assert len(sheet.said) == 1


def test_that_formatted_words_alone_go_into_a_text_as_words(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    data = QMimeData()
    data.setHtml("<p>one&nbsp;<b>bold</b><img src='file:///etc/hosts'></p><p>two</p>")
    sheet.text.insertFromMimeData(data)
    assert sheet.text.words() == "one\u00a0bold\ntwo"


def test_that_return_still_ends_a_line_that_is_full(qtbot: QtBot) -> None:
    sheet = Sheet(qtbot)
    sheet.line.setText("x" * LONGEST_LINE)
    ended: list[None] = []
    sheet.line.returnPressed.connect(lambda: ended.append(None))
    QTest.keyClick(sheet.line, Qt.Key.Key_Return)
    assert ended


_WITHOUT_RECORD_WORDS = {
    "fields/day_time.py": "a time",
    "gate/passphrase_field.py": "a passphrase",
    "gate/recovery_step.py": "groups of a code",
    "imports/returned_list.py": "a search box",
    "kit/date_field.py": "a date",
    "quality/folder_part.py": "a password of a file",
}


def test_that_every_other_field_of_the_window_is_one_with_a_limit() -> None:
    makes: Callable[[str], object] = re.compile(
        r"\b(QLineEdit|QPlainTextEdit|QTextEdit)\(\)"
    ).search
    top = Path(ui.__file__).parent
    found = {
        path.relative_to(top).as_posix()
        for path in top.rglob("*.py")
        if makes(path.read_text(encoding="utf-8"))
    }
    assert found <= set(_WITHOUT_RECORD_WORDS)
    assert issubclass(SessionLine, ShortLine)
    assert issubclass(SessionText, LimitedText)


def test_that_a_field_finds_the_banner_of_its_window(qtbot: QtBot) -> None:
    window = MainWindow()
    qtbot.addWidget(window)
    messages = Messages()
    window.listen(messages)
    field = ShortLine(window)
    field.insert("x" * (LONGEST_LINE + 1))

    def said() -> list[str]:
        found = window.banners.findChildren(Banner)
        return [banner.message.problem for banner in found if banner.message is not None]

    qtbot.waitUntil(lambda: any("too much for one line" in problem for problem in said()))
