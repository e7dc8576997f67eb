"""A letter in another language is pasted beside the English, and what is kept back is said."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from models.case_file import read_case_file
from models.edits import Opened
from tests.support.walk import clipped, cut_off, too_small, unnamed
from tests.ui.test_write_up_page import CTRL, Desk
from ui.write_up.translation_card import how_it_stands

CASES = Path(__file__).parents[1] / "cases"


def opened(name: str) -> Opened:
    case = read_case_file(next(CASES.rglob(f"{name}.json")))
    return Opened(child=case.child, review=case.reviews[-1])


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot, opened("fourteen"), section="letter_worries")


def settle(desk: Desk) -> None:
    desk.session.flush()
    desk.page._look()


def unfold(desk: Desk) -> None:
    desk.find(QAbstractButton, "translation_change").click()


def parts(desk: Desk) -> list[str]:
    return [row.words for row in desk.page.sections.list.rows]


def test_that_the_card_says_who_writes_the_other_language_and_how_far_it_is(desk: Desk) -> None:
    said = desk.find(QLabel, "translation_summary").text()
    by = "English and Arabic, written by Huda Saleh."
    assert said == f"{by} 7 of 7 parts are there."
    unfold(desk)
    matching = desk.find(QLabel, "translation_matching").text()
    assert matching == "3 paragraphs in each: every one stands under its own English."
    english = desk.find(QPlainTextEdit, "translation_english").toPlainText()
    assert english.startswith("What people worry about\n\nI worry that nobody has looked for Omar")


@pytest.mark.parametrize(
    ("english", "theirs", "said"),
    [
        (0, 0, "Nothing stands here in English yet"),
        (1, 0, "1 paragraph with"),
        (3, 0, "3 paragraphs with"),
        (1, 1, "1 paragraph in each"),
        (2, 1, "2 paragraphs in English, 1 in Arabic"),
    ],
)
def test_that_one_paragraph_is_not_spoken_of_as_several(
    english: int, theirs: int, said: str
) -> None:
    assert said in how_it_stands(english, theirs, "Arabic")


def test_that_a_translators_words_are_typed_into_a_part_of_their_own_and_undone(
    desk: Desk,
) -> None:
    desk.page.show_section("letter_worries_translated")
    desk.qtbot.waitUntil(desk.minutes.hasFocus)
    assert desk.page.writing.title.text() == "What people worry about, in Arabic"
    before = desk.minuted("letter_worries_translated")
    desk.press(Qt.Key.Key_End, CTRL)
    desk.press(Qt.Key.Key_Return)
    desk.type("Salam")
    settle(desk)
    assert desk.minuted("letter_worries_translated") == [*before, "Salam"]
    unfold(desk)
    assert (
        desk.find(QLabel, "translation_matching")
        .text()
        .startswith("3 paragraphs in English, 4 in Arabic:")
    )
    assert "Omar yet" in desk.find(QPlainTextEdit, "translation_english").toPlainText()
    while desk.minuted("letter_worries_translated") != before:
        desk.session.undo()


def test_that_nobody_corrects_the_spelling_or_the_words_of_a_translation(desk: Desk) -> None:
    desk.page.show_section("letter_worries_translated")
    desk.qtbot.waitUntil(desk.minutes.hasFocus)
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type(" plasement placement")
    settle(desk)
    desk.page.helping.spelling._look()
    assert desk.page.helping.spelling.number == 0
    checking = desk.page.helping.second_look.checking
    desk.qtbot.waitUntil(lambda: not checking.is_looking)
    assert not any("placement" in row.words for row in desk.page.helping.checks.list.rows)


def test_that_without_the_language_its_parts_go_and_its_words_are_kept(desk: Desk) -> None:
    desk.page.show_section("letter_worries_translated")
    assert sum("in Arabic" in words for words in parts(desk)) == 7
    unfold(desk)
    choice = desk.find(QComboBox, "translation_letter_language")
    choice.setCurrentIndex(choice.findData(""))
    choice.activated.emit(choice.currentIndex())
    settle(desk)
    assert not any("in Arabic" in words for words in parts(desk))
    assert desk.section == "letter_worries"
    assert desk.minuted("letter_worries_translated")
    desk.session.undo()
    settle(desk)
    assert sum("in Arabic" in words for words in parts(desk)) == 7


def test_that_a_letter_in_english_alone_offers_another_language(qtbot: QtBot) -> None:
    desk = Desk(qtbot, opened("posy"), section="letter_told")
    assert desk.find(QLabel, "translation_summary").text().startswith("English only.")
    unfold(desk)
    choice = desk.find(QComboBox, "translation_letter_language")
    choice.setCurrentIndex(choice.findData("pl-PL"))
    choice.activated.emit(choice.currentIndex())
    settle(desk)
    assert desk.session.opened.the_review.head.letter_language == "pl-PL"
    who = desk.find(QLineEdit, "translation_letter_translator")
    assert who.isVisible()
    who.setFocus()
    who.insert("Agnieszka Łoś")
    who.textEdited.emit(who.text())
    desk.session.flush()
    assert desk.session.opened.the_review.head.letter_translator == "Agnieszka Łoś"


def test_that_what_is_kept_from_the_child_is_said_with_its_reason_and_without_its_words(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, opened("posy"), section="letter_told")
    said = desk.find(QLabel, "letter_kept").text()
    assert "(in the annex only): another child's detail" in said
    assert "not yet talked through with Posy or Mum" in said
    assert "suspended" not in said
    assert "Maud" not in said


@pytest.mark.parametrize("size", [(1366, 768), (683, 728)])
def test_that_nothing_is_cut_and_all_of_it_goes_at_a_lock(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    desk = Desk(qtbot, opened("fourteen"), section="letter_worries", size=size)
    if size[0] > 700:
        unfold(desk)
    QApplication.processEvents()
    faults = (*clipped(desk.window), *cut_off(desk.window), *too_small(desk.window))
    assert faults == ()
    assert unnamed(desk.window) == []
    card = desk.page.helping.translation
    desk.page.forget()
    assert card.english.toPlainText() == card.summary.text() == card.matching.text() == ""
    assert desk.page.helping.letter.kept.text() == ""
