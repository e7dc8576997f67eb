"""Writing up for an hour: notes by their mark, tabs, the page as it will be, the text alone."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from models.bringing import bring_over, waiting
from models.edits import Field, Put, SpliceText
from models.review import SectionRecord
from models.text import Line, Mark
from tests.support.walk import cut_off, too_small, unnamed
from tests.ui.test_write_up_page import ALT, CTRL, SHIFT, Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


# -- notes by their mark


def test_that_the_notes_of_one_mark_come_over_and_are_offered_no_more(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, ALT | SHIFT)
    menu = desk.find(QMenu, "bring_marks")
    assert [one.text() for one in menu.actions()] == ["Plain notes (1)", "Worries (1)"]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.minuted("home")[1:] == ["Jo worries about the stairs and the loft room"]
    assert desk.session.undo_words == "bringing 1 line over"
    assert desk.find(QLabel, "write_up_news").text() == "1 line is in the minutes."
    record = desk.session.opened.the_review.section("home")
    assert list(waiting(record)) == [Mark.NOTE]
    desk.minutes.setFocus()
    desk.press(Qt.Key.Key_Right, ALT)
    desk.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert "already" in desk.find(QLabel, "write_up_news").text()


def test_that_a_recommendation_is_never_among_what_waits() -> None:
    lines = tuple(
        Line(id=mark.value, text="Put a gate on the pond", mark=mark)
        for mark in Mark
        if mark is not Mark.WORDS
    )
    record = SectionRecord(id="home", notes=lines)
    assert Mark.RECOMMENDATION not in waiting(record)
    for lines_of in waiting(record).values():
        assert bring_over(record, lines_of) is not None


def test_that_a_lock_closes_the_choice_of_marks(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, ALT | SHIFT)
    assert desk.find(QMenu, "bring_marks").isVisible()
    desk.page.forget()
    assert not any(menu.isVisible() for menu in desk.page.findChildren(QMenu))


# -- tabs and progress


def test_that_a_key_walks_the_tabs_and_arrows_walk_their_row(desk: Desk) -> None:
    tabs = desk.page.tabs
    assert (tabs.current, desk.page.before.isVisible()) == ("open", True)
    desk.press(Qt.Key.Key_F4, SHIFT)
    assert (tabs.current, desk.page.before.isVisible()) == ("words", False)
    assert desk.focused() == "write_up_minutes"
    desk.find(QAbstractButton, "tab_words").setFocus()
    desk.press(Qt.Key.Key_Left)
    assert (tabs.current, desk.focused()) == ("open", "tab_open")
    name = desk.find(QAbstractButton, "tab_open").accessibleName()
    assert name == f"What is open, {len(desk.page.looking.matters)}"


def test_that_the_letter_brings_its_own_cards_and_a_chosen_tab_stays(desk: Desk) -> None:
    desk.page.show_section("letter_told")
    assert desk.page.tabs.current == "words"
    desk.page.show_section("home")
    assert desk.page.tabs.current == "open"
    desk.press(Qt.Key.Key_F4, SHIFT)
    desk.page.show_section("family")
    assert desk.page.tabs.current == "words"


def test_that_the_list_says_how_many_parts_are_settled(desk: Desk) -> None:
    before = desk.find(QLabel, "write_up_progress").text()
    desk.press(Qt.Key.Key_Return, CTRL)
    after = desk.find(QLabel, "write_up_progress").text()
    assert int(after.split()[0]) == int(before.split()[0]) + 1


# -- the page as it will be


def built(desk: Desk) -> str:
    view = desk.page.preview.view
    desk.qtbot.waitUntil(lambda: view.page_count > 0 and not view.is_working, timeout=15_000)
    return "\n".join(piece.words for piece in view.pieces)


def test_that_the_preview_follows_what_is_written_once_that_pauses(desk: Desk) -> None:
    assert not desk.page.preview.view.pieces
    desk.press(Qt.Key.Key_F5)
    assert desk.focused() == "write_up_minutes"
    assert "two and a half years." in built(desk)
    assert "Page " in desk.page.preview.view.accessibleDescription()
    desk.type(" Mark built the den.")
    desk.qtbot.waitUntil(lambda: "Mark built the den." in built(desk))
    desk.press(Qt.Key.Key_F5)
    assert desk.page.tabs.current == "open"


def test_that_nothing_is_built_while_its_tab_is_behind(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F5)
    built(desk)
    desk.press(Qt.Key.Key_F5)
    before = desk.page.preview.view.pieces
    desk.type(" Unseen.")
    QTest.qWait(400)
    assert desk.page.preview.view.pieces == before
    desk.press(Qt.Key.Key_F5)
    desk.qtbot.waitUntil(lambda: "Unseen." in built(desk))


def test_that_confidential_text_is_in_the_annex_alone(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    line = Line(id="secret", text="Quillon lives at number nine.", mark=Mark.CONFIDENTIAL)
    desk.session.apply(
        SpliceText(section="home", field=Field.MINUTES, at=0, removed=0, lines=(line,))
    )
    desk.press(Qt.Key.Key_F5)
    choice = desk.find(QComboBox, "preview_document")
    for at in range(choice.count()):
        choice.setCurrentIndex(at)
        assert ("Quillon" in built(desk)) == (choice.currentData() == "annex")


def test_that_the_letter_is_shown_while_it_is_written(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F5)
    desk.page.show_section("letter_told")
    assert desk.find(QComboBox, "preview_document").currentData() == "letter"
    assert "Dear Kez" in built(desk)
    desk.page.show_section("home")
    assert desk.find(QComboBox, "preview_document").currentData() == "minutes"


def test_that_a_lock_leaves_nothing_in_the_preview(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F5)
    built(desk)
    desk.page.close_session()
    assert not desk.page.preview.view.pieces
    assert desk.page.preview.view.accessibleName() == "Preview"


# -- the text alone


def test_that_one_key_leaves_the_text_alone_and_escape_brings_the_rest_back(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F10)
    assert desk.focused() == "write_up_minutes"
    assert not desk.find(QWidget, "write_up_sections_card").isVisible()
    assert not desk.page.tabs.isVisible()
    assert not desk.notes.isVisible()
    assert not desk.window.around.footer.isVisible()
    assert desk.window.header.light.isVisible()
    desk.type(" Written alone.")
    desk.press(Qt.Key.Key_Escape)
    assert desk.find(QWidget, "write_up_sections_card").isVisible()
    assert desk.page.tabs.isVisible()
    assert desk.notes.isVisible()
    assert desk.window.around.footer.isVisible()
    assert desk.focused() == "write_up_minutes"
    assert desk.minuted("home")[0].endswith("Written alone.")


def test_that_the_line_written_stays_in_the_middle_of_the_text_alone(desk: Desk) -> None:
    lines = tuple(Line(id=f"l{n}", text=f"Paragraph {n}.") for n in range(60))
    desk.session.apply(
        SpliceText(section="home", field=Field.MINUTES, at=0, removed=1, lines=lines)
    )
    desk.press(Qt.Key.Key_F10)
    desk.minutes.moveCursor(QTextCursor.MoveOperation.End)
    height = desk.minutes.viewport().height()
    desk.qtbot.waitUntil(lambda: desk.minutes.cursorRect().bottom() < height * 0.75)
    desk.type(" More.")
    QApplication.processEvents()
    assert desk.minutes.cursorRect().bottom() < height * 0.75
    assert desk.minuted("home")[-1] == "Paragraph 59. More."
    desk.press(Qt.Key.Key_F10)
    assert desk.minutes.document().rootFrame().frameFormat().bottomMargin() < height * 0.2


@pytest.mark.parametrize("size", [(1366, 768), (683, 728)])
@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F10])
def test_that_every_way_to_write_has_names_and_room(
    qtbot: QtBot, size: tuple[int, int], key: Qt.Key
) -> None:
    desk = Desk(qtbot, section="voice", size=size)
    desk.press(key)
    QApplication.processEvents()
    assert unnamed(desk.page) == []
    assert cut_off(desk.page) == []
    assert too_small(desk.page) == []
    desk.press(Qt.Key.Key_Escape)
    assert desk.window.width() == size[0]


# -- undo


def test_that_every_step_since_opening_is_undone_with_words_that_say_what(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    start = desk.session.opened
    said = []
    desk.press(Qt.Key.Key_Right, ALT)
    said.append(desk.session.undo_words)
    desk.type("Typed. ")
    said.append(desk.session.undo_words)
    desk.press(Qt.Key.Key_Return, CTRL)
    said.append(desk.session.undo_words)
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("Kez")
    desk.push("find_all")
    said.append(desk.session.undo_words)
    desk.press(Qt.Key.Key_Escape)
    second = desk.session.opened.the_review.head.recommendations[1]
    desk.session.apply(Put(item=msgspec.structs.replace(second, who="")), "taking a person out")
    assert said[0] == "bringing 2 lines over"
    assert said[1] == "typing"
    assert said[2] == "“Home and who looks after Kez” is written up"
    assert said[3].startswith("replacing words in ")
    steps = 0
    while desk.session.undo_words:
        desk.session.undo()
        steps += 1
    assert steps >= 5
    assert desk.session.opened == start
