"""The letter to the child is written beside the record, by keyboard, and read through."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.edits import Put
from models.letter import words_of
from models.review import Unanswered
from tests.support.walk import clipped, cut_off, too_small, unnamed
from tests.ui.test_write_up_page import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, section="letter_told")


def texts(root: QWidget) -> list[str]:
    return [one.text() for one in root.findChildren(QLabel) if one.isVisible()]


def settle(desk: Desk) -> None:
    desk.session.flush()
    desk.page._look()


def test_that_what_is_typed_is_the_letter_and_no_minutes(desk: Desk) -> None:
    desk.type("Thank you for showing me the pond.")
    assert desk.minuted("letter_told") == ["Thank you for showing me the pond."]
    assert "81 words" in desk.page.footer_facts
    settle(desk)
    assert "81 words" in desk.page.footer_facts
    assert "7 words of your own" in desk.find(QLabel, "letter_facts").text()


def test_that_the_next_unfinished_part_of_a_letter_is_one_of_the_letter(desk: Desk) -> None:
    desk.type("Thank you.")
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.section == "letter_well"
    assert desk.states()["letter_told"] == "✓ done"


def test_that_the_childs_words_are_put_into_the_letter_letter_for_letter(desk: Desk) -> None:
    said = desk.page.said.list
    said.setFocus()
    said.set_current(said.rows[0].key)
    QTest.keyClick(said, Qt.Key.Key_Return, CTRL)
    (words,) = [text for text in desk.minuted("letter_told") if text]
    assert words in {quote.text for quote in desk.session.quotes.values()}


def test_that_what_to_look_at_says_where_and_why_and_is_left_for_good(desk: Desk) -> None:
    desk.type("Your placement is good.")
    settle(desk)
    checks = desk.page.helping.checks
    look_again(desk)
    assert checks.isVisible()
    row = next(row for row in checks.list.rows if "“placement”" in row.words)
    assert "Perhaps: home" in row.said
    checks.list.set_current(row.key)
    checks.list.setFocus()
    QTest.keyClick(checks.list, Qt.Key.Key_Return)
    assert desk.minutes.hasFocus()
    assert desk.minutes.textCursor().selectedText() == "placement"
    checks.list.setFocus()
    QTest.keyClick(checks.list, Qt.Key.Key_Return, CTRL)
    assert not any("“placement”" in row.words for row in checks.list.rows)
    assert desk.minuted("letter_told") == ["Your placement is good."]
    desk.session.undo()
    settle(desk)
    assert any("“placement”" in row.words for row in checks.list.rows)


def look_again(desk: Desk) -> None:
    """Wait until what was changed last was looked at."""
    desk.qtbot.waitUntil(lambda: not desk.page.helping.second_look.checking.is_looking)


def test_that_the_band_can_be_chosen_and_is_kept(desk: Desk) -> None:
    band = desk.find(QComboBox, "letter_band")
    assert band.currentData() == "middle"
    band.setCurrentIndex(band.findData("young"))
    assert desk.session.opened.the_review.head.letter_band == "young"
    settle(desk)
    assert band.currentData() == "young"


def test_that_the_letter_is_read_through_as_it_will_be(desk: Desk) -> None:
    desk.type("Thank you for showing me the pond.")
    desk.push("letter_read")
    QApplication.processEvents()
    sheet = desk.page.helping.read_through
    assert sheet.isVisible()
    said = texts(sheet)
    assert "Dear Kez," in said
    assert "Thank you for showing me the pond." in said
    assert any("at twenty-five" in words for words in said)
    for faults in (unnamed(desk.page), cut_off(desk.page), too_small(desk.page)):
        assert faults == []
    desk.qtbot.waitUntil(lambda: clipped(sheet) == [])
    desk.push("read_through_back")
    assert desk.minutes.hasFocus()


def test_that_a_letter_for_later_is_read_as_the_child_at_nine(desk: Desk) -> None:
    band = desk.find(QComboBox, "letter_band")
    for chosen, there, gone in (("later", "at nine", "now"), ("middle", "now", "at nine")):
        band.setCurrentIndex(band.findData(chosen))
        desk.push("letter_read")
        titles = [t for t in texts(desk.page.helping.read_through) if t.startswith("Read it as")]
        assert [t.removeprefix("Read it as Kez ") for t in titles] == [there, "at twenty-five"]
        assert not any(t.endswith(gone) for t in titles)
        desk.push("read_through_back")


def test_that_a_lock_leaves_no_word_of_the_letter(desk: Desk) -> None:
    desk.type("Your placement is good, Quillon.")
    settle(desk)
    desk.push("letter_read")
    desk.page.forget()
    assert not any("Quillon" in one.text() for one in desk.page.findChildren(QLabel))
    assert desk.page.helping.checks.list.rows == ()


def test_that_a_wish_nothing_comes_of_gets_an_honest_answer(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="differences")
    desk.push("not_this_time_change")
    desk.push("add_an_answer")
    fields = {
        "answer_worry": "Kez wants Mum to watch.",
        "answer_reason": "Family time has to settle first.",
        "answer_in_letter": "Mum cannot watch yet.",
    }
    for name, words in fields.items():
        desk.find(QWidget, name).setFocus()
        desk.type(words)
    answer = desk.session.opened.the_review.head.unanswered[-1]
    assert answer.worry == fields["answer_worry"]
    assert (answer.reason, answer.in_letter) == (fields["answer_reason"], "Mum cannot watch yet.")
    desk.page.forget()
    assert desk.page.writing.extras.not_this_time.editor.value is None


def test_that_the_length_counts_what_the_letter_says_of_decisions_too(desk: Desk) -> None:
    first = desk.session.opened.the_review.head.recommendations[0]
    before = len(words_of(desk.session.opened.the_review).split())
    wish = Unanswered(id="u", worry="Mum to watch", in_letter="Mum cannot watch yet.")
    desk.session.apply(Put(item=wish), "")
    told = msgspec.structs.replace(first, in_letter="A gate.", how_seen="It shuts.")
    desk.session.apply(Put(item=told), "")
    assert len(words_of(desk.session.opened.the_review).split()) == before + 8
