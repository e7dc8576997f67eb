"""The panel of recommendations: worked on by keyboard, every change through the session."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.edits import Put
from models.review import Recommendation
from models.terms import ChildAgrees
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import MARK_, sample_opened
from tests.support.walk import cut_off, too_small, unnamed
from ui import theme
from ui.fields.editors import SessionText
from ui.recommendations import RecommendationsPanel
from ui.recommendations.person_box import PersonBox
from ui.session import ReviewSession


@pytest.fixture
def session() -> ReviewSession:
    opened = sample_opened()
    return session_of(memory_program(opened), opened)


@pytest.fixture
def panel(session: ReviewSession, qtbot: QtBot, qapp: QApplication) -> RecommendationsPanel:
    theme.apply_theme(qapp, "light", 100)
    made = RecommendationsPanel(memory_program(session.opened))
    made.show_session(session)
    qtbot.addWidget(made)
    made.resize(320, 900)
    made.show()
    made.activateWindow()
    return made


def _all(session: ReviewSession) -> tuple[Recommendation, ...]:
    return session.opened.the_review.head.recommendations


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_that_numbers_people_and_dates_stand_in_the_list(panel: RecommendationsPanel) -> None:
    first = panel.list.rows[0]
    assert first.words == "1 · Put a gate on the pond before Bea stays over"
    assert [fact.words for fact in first.facts] == [
        "Mark Pell, foster dad",
        "by Sat 12 Dec",
        "Kez agrees",
        "answers Kez's words",
    ]


def test_that_a_missing_person_or_date_is_said_quietly(
    panel: RecommendationsPanel, session: ReviewSession
) -> None:
    bare = msgspec.structs.replace(_all(session)[0], who="", by=None)
    session.apply(Put(item=bare))
    assert {"who?", "by when?"} <= {fact.words for fact in panel.list.rows[0].facts}
    panel.edit(bare.id)
    assert _focused().objectName() == "recommendation_who"


def test_that_one_is_added_by_keyboard_alone_and_exists_from_its_first_letter(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.add("health")
    assert len(_all(session)) == 3
    qtbot.keyClicks(_focused(), "Book the dentist")
    qtbot.keyClick(_focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(_focused(), "Her tooth hurts")
    qtbot.keyClick(_focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(_focused(), "mark pell")
    qtbot.keyClick(_focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(_focused(), Qt.Key.Key_Tab)
    qtbot.keyClicks(_focused(), "4/12/26")
    qtbot.keyClick(_focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(_focused(), Qt.Key.Key_Down)
    made = _all(session)[3]
    assert (made.what, made.why, made.section) == ("Book the dentist", "Her tooth hurts", "health")
    assert (made.who, made.person_id, made.role) == (
        "mark pell",
        MARK_,
        "foster carer",
    )
    assert (made.by, made.child_agrees) == (date(2026, 12, 4), ChildAgrees.YES)
    qtbot.keyClick(_focused(), Qt.Key.Key_Escape)
    assert not panel.is_editing
    assert (_focused(), panel.list.current_key) == (panel.list, made.id)


def test_that_an_opened_card_left_empty_adds_nothing(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.add()
    qtbot.keyClick(_focused(), Qt.Key.Key_Escape)
    assert len(_all(session)) == 3
    assert not session.undo_words


def test_that_wording_in_the_card_stops_following_the_note(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.edit(_all(session)[0].id)
    what = panel.findChild(SessionText, "recommendation_what")
    qtbot.keyClick(what, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(what, "!")
    one = _all(session)[0]
    assert (one.what[-1], one.follows_line) == ("!", False)
    notes = session.opened.the_review.section("home").notes
    assert notes[2].text == "Put a gate on the pond before Bea stays over"


def test_that_choosing_another_person_brings_their_role(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.edit(_all(session)[2].id)
    who = panel.findChild(PersonBox, "recommendation_who")
    while who.currentText() != "Mark Pell":
        qtbot.keyClick(who, Qt.Key.Key_Up)
    one = _all(session)[2]
    assert (one.person_id, one.role) == (
        MARK_,
        panel.findChild(QLineEdit, "recommendation_role").text(),
    )
    assert one.role != "social worker"


def test_that_a_name_nobody_has_is_kept_as_it_was_typed(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.edit(_all(session)[0].id)
    who = panel.findChild(PersonBox, "recommendation_who")
    who.setFocus()
    who.lineEdit().selectAll()
    qtbot.keyClicks(who, "Mark")
    one = _all(session)[0]
    assert (one.who, one.person_id, one.role) == ("Mark", None, "foster dad")


def test_that_the_words_it_answers_are_ticked_by_their_letters(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.edit(_all(session)[1].id)
    box = panel.findChild(QCheckBox, "recommendation_answers_q000000000000001")
    assert box.accessibleName() == "i dont want to move agen. not ever. tell them"
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert _all(session)[1].answers == ("q000000000000001",)


def test_that_keys_move_take_out_and_undo_in_the_list(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    first, second, third = (one.id for one in _all(session))
    panel.focus_list()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.id for one in _all(session)] == [second, first, third]
    assert panel.list.current_key == first
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert [one.id for one in _all(session)] == [second, third]
    session.undo()
    session.undo()
    assert [one.id for one in _all(session)] == [first, second, third]
    assert [row.words[0] for row in panel.list.rows] == ["1", "2", "3"]


def test_that_undoing_away_the_open_one_shows_the_list_again(
    panel: RecommendationsPanel, session: ReviewSession, qtbot: QtBot
) -> None:
    panel.add()
    qtbot.keyClicks(_focused(), "x")
    session.undo()
    assert not panel.is_editing
    assert len(panel.list.rows) == 3


def test_that_everything_has_a_name_and_room(
    panel: RecommendationsPanel, session: ReviewSession
) -> None:
    assert unnamed(panel) == []
    panel.edit(_all(session)[2].id)
    assert unnamed(panel) == []
    assert too_small(panel) == []
    assert cut_off(panel) == []
    sections = panel.findChild(QComboBox, "recommendation_section")
    assert sections.itemText(sections.currentIndex()) == "Who Kez is, her story"


def test_that_forgetting_leaves_no_word_behind(panel: RecommendationsPanel) -> None:
    panel.edit(panel.list.rows[0].key)
    panel.forget()
    assert not panel.list.rows
    assert not panel.findChildren(SessionText) or not panel.is_editing
