"""Between reviews on the child's page: a midway check by keyboard, promises kept, events."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.between import message_of
from models.child import Child, EarlyReviewThought, Event, MidwayCheck, Pledge
from models.edits import Opened, Put
from models.terms import PromiseStatus, ViewMethod
from tests.support.child_page import child_page, focus, press, tab_to, type_in, words_on
from tests.support.leaks import widgets_with
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import TODAY, sample_child, sample_previous_review, sample_review
from tests.support.walk import unnamed
from ui.child.page import ChildPage
from ui.meeting.last_time import LastTimeCard
from ui.prepare.last_time_part import LastTimePart
from ui.prepare.page import PreparePage

SPACE = Qt.Key.Key_Space
PLEDGE = Pledge(id="g1", on=date(2026, 6, 2), what="ring after half term", by=date(2026, 11, 6))
MISSING = Event(id="e1", on=date(2026, 10, 2), kind="missing", text="out until eleven")


def between(qtbot: QtBot, child: Child) -> ChildPage:
    page = child_page(qtbot, child, sample_previous_review())
    page.go_to_part("between")
    QApplication.processEvents()
    return page


@pytest.fixture
def page(qtbot: QtBot) -> ChildPage:
    return between(qtbot, sample_child(midway_checks=()))


def newest(page: ChildPage) -> MidwayCheck:
    return page.session.opened.child.midway_checks[-1]


def test_that_the_midway_check_says_when_it_is_due_and_by_which_rule(page: ChildPage) -> None:
    midway = page.between.midway
    assert midway.pill.text() == "83 days after its day"
    assert midway.when.text().startswith("Half way between 2 June 2026 and the next limit")
    assert "Practice set out in the manuals" in midway.when.text()


def test_that_a_whole_check_is_made_by_keyboard_from_the_top_down(page: ChildPage) -> None:
    tab_to("add_a_midway_check")
    press(SPACE)
    assert focus().objectName() == "midway_on"
    steps = (
        ("midway_how", "telephone"),
        ("midway_decisions", "photographs: still in the box"),
        ("midway_seen_on", "18/11/2026"),
        ("midway_seen_alone", "Y"),
        ("midway_moved", "No"),
        ("midway_worker_changed", "No"),
        ("midway_on_track", "Y"),
        ("midway_words", "tell her i rote a book"),
        ("midway_check_action", "ring Hannah"),
        ("midway_check_text", "pond thriving"),
        ("midway_check_next_check", "5/1/2027"),
    )
    for name, words in steps:
        tab_to(name)
        type_in(words)
    press(Qt.Key.Key_Tab)
    check = newest(page)
    assert (check.on, check.how) == (TODAY, "telephone")
    assert check.decisions == "photographs: still in the box"
    assert (check.seen_on, check.seen_alone) == (date(2026, 11, 18), True)
    assert (check.moved, check.worker_changed, check.on_track) == (False, False, True)
    assert (check.action, check.text) == ("ring Hannah", "pond thriving")
    assert check.next_check == date(2027, 1, 5)
    view = message_of(page.session.opened.child, check)
    assert view is not None
    assert view.words is not None
    assert (view.words.text, view.method) == ("tell her i rote a book", ViewMethod.PHONE_CALL)
    assert page.between.midway.pill.text() == "done on 24 Nov 2026"


def test_that_enter_ticks_an_open_recommendation_and_enter_again_takes_it_back(
    page: ChildPage,
) -> None:
    tab_to("add_a_midway_check")
    press(SPACE)
    ticks = page.between.midway.ticks
    first = ticks.rows[0].key
    tab_to("midway_ticks")
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)

    def status() -> PromiseStatus:
        ledger = page.session.opened.child.ledger
        return next(p for p in ledger if p.id == first).status

    assert status() is PromiseStatus.DONE
    assert ticks.rows[0].state == "✓ done"
    assert "ticked: done" in ticks.rows[0].said
    press(Qt.Key.Key_Return)
    assert status() is not PromiseStatus.DONE


def test_that_the_childs_message_is_changed_and_undone_as_one_with_the_views_log(
    page: ChildPage,
) -> None:
    tab_to("add_a_midway_check")
    press(SPACE)
    tab_to("midway_words")
    type_in("hi")
    assert page.session.undo_words == "typing the child's words"
    tab_to("told_how")
    press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    view = message_of(page.session.opened.child, newest(page))
    assert view is not None
    assert view.method is ViewMethod.TEXT_MESSAGE
    for _ in range(3):
        page.session.undo()
    assert message_of(page.session.opened.child, newest(page)) is None


def test_that_words_from_before_the_last_review_stay_as_they_are(qtbot: QtBot) -> None:
    old = MidwayCheck(id="old", on=date(2026, 3, 1))
    page = between(qtbot, sample_child(midway_checks=(old,)))
    assert not page.between.midway.words.edit.isVisible()
    assert "A review has been held since" in page.between.midway.words.help.text()


def test_that_a_promise_to_the_child_is_added_and_kept_by_keyboard(page: ChildPage) -> None:
    tab_to("add_a_promise")
    press(SPACE)
    assert focus().objectName() == "promise_what"
    type_in("come in spring")
    tab_to("promise_by")
    type_in("1/4/2027")
    tab_to("promise_kept_on")
    type_in("24/11/2026")
    press(Qt.Key.Key_Tab)
    (pledge,) = page.session.opened.child.pledges
    assert (pledge.what, pledge.by, pledge.kept_on) == (
        "come in spring",
        date(2027, 4, 1),
        TODAY,
    )
    assert "What I promised Kez" in words_on(page.between)


def test_that_an_open_promise_stands_on_the_overview_and_when_a_review_is_started(
    qtbot: QtBot,
) -> None:
    page = between(qtbot, sample_child(pledges=(PLEDGE,)))
    page.go_to_part("overview")
    QApplication.processEvents()
    said = words_on(page.overview)
    assert "What I promised Kez" in said
    assert "by 6 November 2026, 18 days ago" in said
    page.start_review()
    QApplication.processEvents()
    assert "You promised Kez:\nring after half term" in words_on(page.start)


def test_that_nothing_promised_takes_no_room_on_the_overview(page: ChildPage) -> None:
    page.go_to_part("overview")
    QApplication.processEvents()
    assert not page.overview.promised.isVisible()


def test_that_an_event_is_logged_with_kind_how_known_and_what_was_done(page: ChildPage) -> None:
    tab_to("add_an_event")
    press(SPACE)
    assert focus().objectName() == "event_kind"
    type_in("Miss")
    for name, words in (
        ("event_known_how", "Jo rang"),
        ("event_text", "out until eleven"),
        ("event_done_about_it", "asked for the interview"),
    ):
        tab_to(name)
        type_in(words)
    (event,) = page.session.opened.child.events
    assert (event.kind, event.on, event.known_how) == ("missing", TODAY, "Jo rang")
    assert (event.text, event.done_about_it) == ("out until eleven", "asked for the interview")
    assert "The child keeps going missing" in page.between.hint.text()


def test_that_an_event_leads_to_the_question_of_an_early_review_and_its_answer_comes_back(
    qtbot: QtBot,
) -> None:
    page = between(qtbot, sample_child(events=(MISSING,)))
    tab_to("event_early_review")
    press(SPACE)
    assert page.early.isVisible()
    thought = EarlyReviewThought(
        id="t1", on=TODAY, needed=False, because="it was once", event_id="e1"
    )
    page.session.apply(Put(item=thought), "noting an early review")
    page.go_to_part("overview")
    page.go_to_part("between")
    assert page.between.hint.text() == "An early review? 24 Nov 2026: no, because it was once"


def test_that_every_field_has_its_name_and_a_lock_leaves_no_word(qtbot: QtBot) -> None:
    said = MidwayCheck(id="k", on=TODAY, text="CANARY", action="CANARY", decisions="CANARY")
    page = between(
        qtbot,
        sample_child(
            midway_checks=(said,),
            pledges=(msgspec.structs.replace(PLEDGE, what="CANARY"),),
            events=(msgspec.structs.replace(MISSING, text="CANARY"),),
        ),
    )
    tab_to("midway_words")
    type_in("CANARY")
    assert unnamed(page) == []
    page.close_session()
    QApplication.processEvents()
    assert widgets_with(page, ("CANARY", "Kez")) == []


# -- at the next review


def test_that_the_next_review_shows_what_was_promised_and_takes_it_as_kept(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(pledges=(PLEDGE,)), review=sample_review())
    program = memory_program(opened)
    session = session_of(program, opened)
    card = LastTimeCard(program)
    qtbot.addWidget(card)
    card.show()
    card.show_session(session)
    session.changed.connect(lambda _: card.show_session(session))
    assert "I promised Kez" in words_on(card)
    assert "Photos chased" not in words_on(card)  # the child may read the screen
    card.since.pledges.setFocus()
    QApplication.processEvents()
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    (kept,) = session.opened.child.pledges
    assert kept.kept_on == TODAY
    assert card.since.pledges.rows[0].state == "kept on 24 November 2026"


def test_that_preparing_shows_the_midway_check_since_the_last_review(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    program = memory_program(opened)
    page = PreparePage(program)
    qtbot.addWidget(page)
    page.show()
    page.open(session_of(program, opened))
    part = page.part("last_time")
    assert isinstance(part, LastTimePart)
    QApplication.processEvents()
    assert "1 Sep 2026 · telephone\nPond thriving. Photos chased." in words_on(part)


def test_that_a_review_without_anything_since_shows_no_empty_card(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(midway_checks=()), review=sample_review())
    program = memory_program(opened)
    page = PreparePage(program)
    qtbot.addWidget(page)
    page.show()
    page.open(session_of(program, opened))
    part = page.part("last_time")
    QApplication.processEvents()
    shown: QWidget = part
    assert "Since last time" not in words_on(shown)
