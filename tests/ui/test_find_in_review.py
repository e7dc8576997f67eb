"""Find and replace in a write-up, by keys alone: no dialog, and no child's word is changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from models.edits import Put
from models.finding import Entry
from models.review import Recommendation, Unanswered
from models.taking_part import ChangeMade
from models.text import Mark
from tests.support.walk import cut_off, too_small, unnamed
from tests.ui.test_write_up_page import CTRL, SHIFT, WORDS, Desk
from ui.fields.editors import SessionText


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def said(desk: Desk) -> str:
    return desk.find(QLabel, "find_said").text()


def begin(desk: Desk, words: str) -> None:
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type(words)


def test_that_enter_walks_through_every_place_and_comes_round(desk: Desk) -> None:
    begin(desk, "Kez")
    assert desk.focused() == "find_words"
    assert said(desk).startswith("Found in ")
    count = int(said(desk).split()[2])
    desk.press(Qt.Key.Key_Return)
    assert (desk.section, desk.minutes.textCursor().selectedText()) == ("home", "Kez")
    first = said(desk)
    assert f"of {count} · " in first
    assert desk.focused() == "find_words"
    desk.press(Qt.Key.Key_Return, times=count)
    assert said(desk) == first
    desk.press(Qt.Key.Key_Return, SHIFT)
    assert said(desk) != first
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "write_up_minutes"
    assert not desk.page.seeking.bar.isVisible()


def test_that_the_selected_words_are_looked_for_and_replaced_one_by_one(desk: Desk) -> None:
    desk.minutes.select(0, 0, 3)
    desk.press(Qt.Key.Key_H, CTRL)
    assert desk.focused() == "find_by"
    desk.type("Kezia")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert desk.minuted("home")[0].startswith("Kezia has lived")
    assert desk.session.undo_words == "replacing words"
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.minuted("home")[0].startswith("Kez has lived")


def test_that_replacing_all_is_one_step_that_says_how_many(desk: Desk) -> None:
    before = desk.session.opened
    begin(desk, "e")
    desk.find(QLineEdit, "find_by").setText("3")
    desk.push("find_all")
    assert said(desk).startswith("Replaced in ")
    assert "in quotations stayed as said" in said(desk)
    assert desk.session.quotes["q000000000000001"].text == WORDS
    assert desk.session.opened != before
    assert desk.session.undo_words.startswith("replacing words in ")
    desk.find(QLineEdit, "find_by").setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.session.opened == before


def test_that_the_childs_own_words_are_shown_and_not_replaced(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    begin(desk, "not ever")
    desk.press(Qt.Key.Key_Return)
    assert "a quotation" in said(desk)
    assert desk.minutes.textCursor().selectedText() == "not ever"
    before = desk.session.opened
    desk.push("find_one")
    assert desk.session.opened is before


def test_that_notes_are_looked_through_only_when_asked_for(desk: Desk) -> None:
    begin(desk, "painted green")
    assert said(desk) == "Found nowhere."
    box = desk.find(QCheckBox, "find_notes")
    box.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert said(desk) == "Found in 1 place."
    desk.push("find_next")
    assert desk.notes.textCursor().selectedText() == "painted green"
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "write_up_notes"


def test_that_a_confidential_line_stays_folded_while_it_is_found(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="home")
    desk.press(Qt.Key.Key_5, CTRL)
    assert desk.session.opened.the_review.section("home").minutes[0].mark is Mark.CONFIDENTIAL
    begin(desk, "lived with")
    desk.press(Qt.Key.Key_Return)
    assert "lived with" not in desk.minutes.toPlainText()
    desk.press(Qt.Key.Key_Escape)
    assert "lived with" in desk.minutes.toPlainText()


def field_of(desk: Desk, name: str) -> SessionText:
    return desk.find(SessionText, name)


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (Recommendation(id="r9", what="Zebra books for Kez"), "recommendation_what"),
        (ChangeMade(id="c9", what="A zebra lamp"), "change_what"),
        (Unanswered(id="u9", worry="A zebra", reason="No room"), "answer_worry"),
    ],
)
def test_that_a_place_outside_the_texts_is_shown_and_replaced_and_undone(
    desk: Desk, entry: Entry, field: str
) -> None:
    desk.session.apply(Put(item=entry), "adding one")
    before = desk.session.opened
    begin(desk, "zebra")
    assert said(desk) == "Found in 1 place."
    desk.press(Qt.Key.Key_Return)
    assert "no. " in said(desk)
    assert field_of(desk, field).textCursor().selectedText().casefold() == "zebra"
    assert field_of(desk, field).isVisible()
    assert desk.focused() == "find_words"
    desk.find(QLineEdit, "find_by").setText("newt")
    desk.push("find_one")
    desk.qtbot.waitUntil(lambda: "newt" in field_of(desk, field).words())
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.session.opened == before


def test_that_esc_puts_the_caret_into_the_entry_that_was_found(desk: Desk) -> None:
    desk.session.apply(Put(item=Recommendation(id="r9", what="Zebra books")), "adding one")
    begin(desk, "zebra")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "recommendation_what"


def test_that_on_half_a_screen_the_drawer_has_the_keys_and_finding_goes_on(qtbot: QtBot) -> None:
    desk = Desk(qtbot, size=(683, 728))
    for number in (8, 9):
        made = Recommendation(id=f"r{number}", what=f"Zebra book {number}")
        desk.session.apply(Put(item=made), "adding one")
    begin(desk, "zebra")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() == "recommendation_what"
    first = said(desk)
    desk.press(Qt.Key.Key_F, CTRL)
    assert desk.focused() == "find_words"
    desk.press(Qt.Key.Key_Return)
    assert said(desk) != first
    assert desk.focused() == "recommendation_what"


@pytest.mark.parametrize("size", [(1366, 768), (683, 728)])
def test_that_the_strip_has_names_and_room_and_is_emptied_at_a_lock(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    desk = Desk(qtbot, size=size)
    begin(desk, "Quillon")
    QApplication.processEvents()
    assert unnamed(desk.page) == []
    assert cut_off(desk.page) == []
    assert too_small(desk.page) == []
    desk.page.forget()
    assert not desk.find(QLineEdit, "find_words").text()
    assert not desk.page.seeking.bar.isVisible()
    QTest.qWait(0)
