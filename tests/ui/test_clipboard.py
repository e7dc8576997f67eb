"""Words of a record that are copied: in no clipboard history, and gone at the lock."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from desktop.demo.hands import Hands
from tests.support.homes import made_home
from tests.support.sample import CHILD_ID, REVIEW_ID, sample_case
from tests.support.whole import running, unlock
from tests.ui.test_lines_editor import NOTE
from tests.ui.test_lines_editor import Desk as Lines
from ui.clipboard import put, take_back
from ui.editor import LinesEditor
from ui.fields.editors import SessionLine, SessionText
from ui.kit.limits import ShortLine
from ui.places import Place, PlaceKind
from ui.quality.document_view import DocumentView
from ui.shortcuts import Shortcut

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

WORDS = "Kez\u00a0likes newts"


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: object) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def on_it() -> QMimeData:
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    return data


def is_kept_out(data: QMimeData) -> bool:
    """Whether the data asks every history and cloud to leave it out."""
    names = ("ExcludeClipboardContentFromMonitorProcessing", "CanIncludeInClipboardHistory")
    names += ("CanUploadToCloudClipboard",)
    asked = [data.data(f'application/x-qt-windows-mime;value="{name}"') for name in names]
    return all(bytes(one.data()) == bytes(4) for one in asked) and not data.hasHtml()


def of_document(qtbot: QtBot) -> "tuple[QTextEdit, object]":
    view = DocumentView()
    qtbot.addWidget(view)
    view.setPlainText(WORDS)
    return view, None


def of_form(qtbot: QtBot) -> "tuple[QPlainTextEdit, object]":
    text = SessionText()
    qtbot.addWidget(text)
    text.setPlainText(WORDS)
    return text, None


def of_lines(qtbot: QtBot) -> "tuple[QTextEdit, object]":
    desk = Lines(qtbot, NOTE)
    desk.caret(0, 0)
    desk.editor.insertPlainText(WORDS)
    return desk.editor, desk


@pytest.mark.parametrize("of", [of_document, of_form, of_lines])
def test_that_what_a_text_gives_away_is_in_no_history_letter_for_letter(
    qtbot: QtBot, of: "Callable[[QtBot], tuple[QTextEdit | QPlainTextEdit, object]]"
) -> None:
    text, _around = of(qtbot)
    cursor = text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(len(WORDS), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.copy()
    assert on_it().text() == WORDS
    assert is_kept_out(on_it())


def line_with(qtbot: QtBot, words: str) -> ShortLine:
    line = SessionLine()
    qtbot.addWidget(line)
    line.setText(words)
    line.show()
    line.selectAll()
    return line


@pytest.mark.parametrize("way", ["keys", "menu"])
def test_that_what_a_line_gives_away_is_in_no_history(qtbot: QtBot, way: str) -> None:
    line = line_with(qtbot, WORDS)
    if way == "keys":
        QTest.keySequence(line, QKeySequence(QKeySequence.StandardKey.Copy))
    else:
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(2, 2), QPoint(2, 2))
        QApplication.sendEvent(line, asked)
        (own,) = [a for m in line.findChildren(QMenu) for a in m.findChildren(QAction, "edit-copy")]
        own.trigger()
        for menu in line.findChildren(QMenu):
            menu.close()
    assert on_it().text() == WORDS
    assert is_kept_out(on_it())
    assert line.text() == WORDS


def test_that_a_line_is_cut_and_one_that_is_read_only_or_hidden_is_not(qtbot: QtBot) -> None:
    cut = QKeySequence(QKeySequence.StandardKey.Cut)
    fixed, hidden = line_with(qtbot, WORDS), line_with(qtbot, "a password")
    fixed.setReadOnly(True)
    hidden.setEchoMode(QLineEdit.EchoMode.Password)
    hidden.selectAll()
    for line in (fixed, hidden):
        QTest.keySequence(line, cut)
    assert not QGuiApplication.clipboard().text()
    assert (fixed.text(), hidden.text()) == (WORDS, "a password")
    plain = line_with(qtbot, WORDS)
    QTest.keySequence(plain, cut)
    assert (on_it().text(), plain.text()) == (WORDS, "")


def test_that_only_our_own_words_are_taken_back(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("a shopping list")
    take_back()
    assert on_it().text() == "a shopping list"
    put(WORDS)
    take_back()
    assert not QGuiApplication.clipboard().text()


def test_that_a_lock_takes_back_what_was_copied_in_the_write_up(tmp_path: Path) -> None:
    with running(made_home(tmp_path / "home", sample_case())) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        place = Place(kind=PlaceKind.WRITE_UP, child_id=CHILD_ID, review_id=REVIEW_ID)
        heard.furniture.desk.go(place)
        write_up = heard.furniture.pages[PlaceKind.WRITE_UP]
        hands.wait(lambda: heard.window.page is write_up, "the write-up")
        minutes = write_up.findChild(LinesEditor, "write_up_minutes")
        assert minutes is not None
        minutes.insertPlainText(WORDS)
        minutes.setFocus(Qt.FocusReason.OtherFocusReason)
        for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy):
            QTest.keySequence(minutes, QKeySequence(keys))
        assert on_it().text()
        hands.press(Shortcut.LOCK)
        hands.wait(lambda: heard.window.page is None, "the gate")
        assert not QGuiApplication.clipboard().text()
