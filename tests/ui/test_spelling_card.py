"""Misspelt words are underlined and listed while writing up; nothing changes but by a choice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.support.memory_program import memory_store
from tests.support.walk import unnamed
from tests.ui.test_write_up_page import Desk
from ui.kit import KeyButton
from ui.write_up.spelling_card import SpellingCard
from ui.write_up.tabs import WORDS

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, section="letter_well")


def card_of(desk: Desk) -> SpellingCard:
    return desk.page.helping.spelling


def look(desk: Desk) -> None:
    """Do what the card does after a pause: the answer of the helper comes, and it looks again."""
    card_of(desk)._look()
    card_of(desk)._look()


def listed(desk: Desk) -> list[str]:
    return [row.words for row in card_of(desk).list.rows]


def underlined(desk: Desk) -> list[str]:
    return [one.cursor.selectedText() for one in desk.minutes.extraSelections()]  # type: ignore[attr-defined]


def written(desk: Desk) -> str:
    return desk.minuted("letter_well")[0]


def test_that_a_misspelt_word_is_underlined_and_listed_where_it_stands(desk: Desk) -> None:
    desk.minutes.textCursor().insertText("🙂 ")
    desk.type("Swiming is on Saterday. ")
    look(desk)
    assert underlined(desk) == listed(desk) == ["Swiming", "Saterday"]
    assert desk.find(QAbstractButton, f"tab_{WORDS}").text().endswith("2")


def test_that_the_word_being_typed_is_not_called_wrong_yet(desk: Desk) -> None:
    desk.type("We recieve")
    look(desk)
    assert listed(desk) == []
    desk.type(" it")
    look(desk)
    assert listed(desk) == ["recieve"]


def test_that_a_suggestion_is_written_when_it_is_chosen_and_undone_by_one_key(desk: Desk) -> None:
    desk.type("We recieve it.")
    look(desk)
    card_of(desk).list.set_current(card_of(desk).list.rows[0].key)
    offers = [b for b in card_of(desk).findChildren(KeyButton) if b.words == "receive"]
    assert written(desk) == "We recieve it."
    offers[0].click()
    assert written(desk) == "We receive it."
    assert listed(desk) == []
    desk.session.undo()
    assert written(desk) == "We recieve it."


def test_that_a_word_added_is_known_in_every_record_and_kept(desk: Desk) -> None:
    desk.type("A zumbathon is fun. ")
    look(desk)
    desk.page.tabs.show_tab(WORDS)
    words = card_of(desk).list
    words.setFocus()
    words.set_current(words.rows[0].key)
    QTest.keyClick(words, Qt.Key.Key_Return, CTRL)
    assert listed(desk) == underlined(desk) == []
    assert desk.program.settings.own_words == ("zumbathon",)
    assert memory_store(desk.program).settings is desk.program.settings


def test_that_a_word_left_is_left_in_this_record_alone(desk: Desk) -> None:
    desk.type("A zumbathon is fun. ")
    look(desk)
    card_of(desk).list.set_current(card_of(desk).list.rows[0].key)
    next(b for b in card_of(desk).findChildren(KeyButton) if b.words == "Leave it here").click()
    assert listed(desk) == []
    head = desk.session.opened.the_review.head
    assert "spelling:zumbathon" in head.dismissed_hints
    assert desk.program.settings.own_words == ()


def test_that_a_key_goes_from_one_word_to_the_next(desk: Desk) -> None:
    desk.type("Swiming and saling. ")
    desk.press(Qt.Key.Key_Home, CTRL)
    look(desk)
    for word in ("Swiming", "saling", "Swiming"):
        desk.press(Qt.Key.Key_F7, SHIFT)
        assert QApplication.focusWidget() is desk.minutes
        assert desk.minutes.textCursor().selectedText() == word


def test_that_a_lock_leaves_no_word(desk: Desk) -> None:
    desk.type("Swiming. ")
    look(desk)
    assert unnamed(desk.page) == []
    desk.page.close_session()
    card = card_of(desk)
    assert (listed(desk), underlined(desk)) == ([], [])
    held = (card._verdicts, card._offered, card._asked, card._found, card._names)
    assert [bool(one) for one in held] == [False] * 5
    assert [b.words for b in card._offers] == [""] * 5
