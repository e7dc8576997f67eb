"""Disputes on the child's page, by the keyboard alone: opened, taken further, told, closed."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from models.child import Dispute, DisputeResponse, Promise
from models.disputes import closed
from models.edits import Opened
from models.terms import CouncilReply, DisputeStage, PromiseStatus
from tests.support.child_page import child_page, focus, press, tab_to, type_in, words_on
from tests.support.leaks import widgets_with
from tests.support.memory_program import memory_program, places_of, session_of
from tests.support.sample import (
    REVIEW_ID,
    TODAY,
    sample_child,
    sample_previous_review,
    sample_review,
)
from tests.support.walk import unnamed
from ui.child.page import ChildPage
from ui.meeting.last_time import LastTimeCard
from ui.places import PlaceKind
from ui.prepare.last_time_part import LastTimePart
from ui.prepare.page import PreparePage

LATE = sample_child().ledger[1]
"""Kez's photographs: promised in June, 39 working days past their date."""

SPACE = Qt.Key.Key_Space


@pytest.fixture
def page(qtbot: QtBot) -> ChildPage:
    return child_page(qtbot, sample_child(), sample_previous_review())


def with_disputes(qtbot: QtBot, *disputes: Dispute) -> ChildPage:
    page = child_page(qtbot, sample_child(disputes=disputes))
    page.go_to_part("disputes")
    QApplication.processEvents()
    return page


def only(page: ChildPage) -> Dispute:
    (dispute,) = page.session.opened.child.disputes
    return dispute


def formal(**changes: object) -> Dispute:
    made = Dispute(id="d1", opened_on=date(2026, 10, 20), formal_on=date(2026, 11, 3))
    return msgspec.structs.replace(made, stage=DisputeStage.STAGE1, **changes)


def test_that_one_key_starts_a_dispute_about_a_late_recommendation(page: ChildPage) -> None:
    page.go_to_part("promises")
    QApplication.processEvents()
    box = page.promises.raising
    assert box.why.text() == "Raise this formally? 39 working days past its date."
    press(Qt.Key.Key_F9)
    dispute = only(page)
    assert (dispute.themes, dispute.about) == (("drift",), (LATE.id,))
    assert dispute.summary == ""
    assert focus().objectName() == "raised_summary"
    type_in("Nobody looks for them.")
    assert only(page).summary == "Nobody looks for them."
    assert not box.start.isVisible()
    tab_to("raise_open")
    press(SPACE)
    assert page.parts.current == 8
    assert page.disputes.editor.value == only(page)
    page.session.undo()
    page.session.undo()
    assert page.session.opened.child.disputes == ()


def test_that_the_history_of_a_recommendation_and_the_councils_reply_show_by_date(
    page: ChildPage,
) -> None:
    page.go_to_part("promises")
    QApplication.processEvents()
    told = page.promises.story.rows
    assert [row.words for row in told] == ["Decided at review 4", "Not done"]
    tab_to("council_reply_reply")
    press(Qt.Key.Key_Up)
    promise = next(p for p in page.session.opened.child.ledger if p.id == LATE.id)
    assert promise.reply is not None
    assert (promise.reply.reply, promise.reply.on) == (CouncilReply.NOT_AGREED, TODAY)
    last = page.promises.story.rows[-1]
    assert (last.words, last.state) == ("The council: not agreed", "24 Nov 2026")


def test_that_times_carried_and_age_since_the_first_time_are_columns(qtbot: QtBot) -> None:
    first = msgspec.structs.replace(
        LATE, id="old", review_id="r3", review_number=3, made_on=date(2025, 12, 9)
    )
    carried = msgspec.structs.replace(LATE, carried_from="old")
    page = child_page(qtbot, sample_child(ledger=(first, carried)))
    page.go_to_part("promises")
    model = page.promises.editor.table.model()
    rows = [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert [row[4:] for row in rows] == [
        ["once", "350 days old, past its date"],
        ["", "carried forward"],
    ]


def test_that_a_dispute_is_opened_and_taken_to_its_formal_stages_by_keyboard(
    page: ChildPage,
) -> None:
    page.go_to_part("disputes")
    QApplication.processEvents()
    tab_to("add_a_dispute")
    press(SPACE)
    assert "informal: not on the clock yet" in words_on(page.disputes)
    assert "An answer is asked for by Tuesday 1 December 2026." in words_on(page.disputes)
    tab_to("dispute_take")
    press(SPACE)
    dispute = only(page)
    assert (dispute.stage, dispute.formal_on) == (DisputeStage.STAGE1, TODAY)
    said = words_on(page.disputes)
    assert "day 0 of 20" in said
    assert "To be settled by Tuesday 22 December 2026." in said
    assert "Stage 1: Team or service manager" in said
    assert "now · since 24 Nov 2026 · answer due by 1 Dec 2026" in said
    assert page.session.undo_words == "taking the dispute to stage 1"


def test_that_passing_over_a_stage_asks_why_and_the_ladder_says_it(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal())
    why = page.disputes.further.why
    assert not why.isVisible()
    to = tab_to("dispute_to")
    assert isinstance(to, QComboBox)
    press(Qt.Key.Key_Down)
    assert why.isVisible()
    tab_to("dispute_to_on")
    type_in("23/11/2026")
    tab_to("dispute_to_why")
    type_in("on leave")
    tab_to("dispute_take")
    press(SPACE)
    dispute = only(page)
    assert dispute.stage is DisputeStage.STAGE3
    assert dispute.stages[-1].on == date(2026, 11, 23)
    assert [e.why for e in dispute.stages if e.passed_over] == ["on leave"]
    assert "passed over · on leave" in words_on(page.disputes)


def test_that_the_clock_is_amber_at_day_fifteen_and_says_so_in_words(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal())
    assert page.disputes.clock.pill.text() == "day 15 of 20"
    assert page.disputes.clock.pill.property("tone") == "soon"
    assert "paragraph 6.2" in page.disputes.clock.rule.text()


def test_that_what_is_missing_is_said_and_nothing_is_held_up(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal())
    assert "Say in plain words what is wrong." in page.disputes.missing.text()
    tab_to("dispute_themes_drift")
    press(SPACE)
    summary = tab_to("dispute_summary")
    assert isinstance(summary, QPlainTextEdit)
    type_in("It drifts.")
    assert only(page).themes == ("drift",)
    assert "plain words" not in page.disputes.missing.text()


def test_that_the_childs_sentence_is_typed_and_can_be_kept_back_with_a_reason(
    qtbot: QtBot,
) -> None:
    page = with_disputes(qtbot, formal())
    tab_to("dispute_for_child")
    type_in("I asked them.")
    because = page.disputes.told.field("not_told_because")
    assert not because.isVisible()
    tab_to("dispute_told_child")
    type_in("No")
    assert because.isVisible()
    tab_to("dispute_not_told_because")
    type_in("it would frighten her")
    dispute = only(page)
    assert (dispute.for_child, dispute.told_child) == ("I asked them.", False)
    assert dispute.not_told_because == "it would frighten her"


def test_that_answers_are_kept_with_day_and_name_and_old_ones_stay(qtbot: QtBot) -> None:
    imported = DisputeResponse(on=date(2026, 11, 9), who="Petra Lowe", text="Soon.")
    page = with_disputes(qtbot, formal(responses=(imported,)))
    tab_to("add_an_answer")
    press(SPACE)
    tab_to("answer_who")
    type_in("Ines")
    tab_to("answer_text")
    type_in("In March.")
    answers = only(page).responses
    assert [(a.on, a.who, a.text) for a in answers] == [
        (date(2026, 11, 9), "Petra Lowe", "Soon."),
        (TODAY, "Ines", "In March."),
    ]


def test_that_cafcass_is_considered_with_its_reason_and_date(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal())
    tab_to("dispute_cafcass_considered")
    type_in("Y")
    assert "Say why Cafcass was asked or not." in page.disputes.missing.text()
    tab_to("dispute_cafcass")
    type_in("Not yet: five days left.")
    dispute = only(page)
    assert (dispute.cafcass_considered, dispute.cafcass) == (True, "Not yet: five days left.")


def test_that_a_dispute_is_closed_and_opened_again(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal())
    tab_to("dispute_put_right")
    press(SPACE)
    assert only(page).stage is DisputeStage.CLOSED_RESOLVED
    assert "closed on day 15 of 20" in words_on(page.disputes)
    assert "Say what came of it." in page.disputes.missing.text()
    tab_to("dispute_outcome")
    type_in("She has them.")
    tab_to("dispute_reopen")
    press(SPACE)
    assert (only(page).closed_on, only(page).outcome) == (None, "She has them.")


def test_that_a_date_of_another_century_is_told_and_breaks_nothing(qtbot: QtBot) -> None:
    page = with_disputes(qtbot, formal(formal_on=date(1899, 1, 3)))
    assert page.disputes.clock.pill.text() == "cannot be counted"
    tab_to("dispute_take")
    press(SPACE)
    assert "1899" in page.disputes.further.fault.text()


def test_that_running_disputes_come_first_and_the_part_counts_them(qtbot: QtBot) -> None:
    done = closed(formal(id="d0", opened_on=date(2026, 11, 20)), TODAY, resolved=True)
    page = with_disputes(qtbot, done, formal())
    assert page.disputes.editor.value.id == "d1"
    assert "Disputes · 1 open" in page.parts.list.model().stringList()  # type: ignore[attr-defined]


def test_that_every_field_has_its_name_and_a_lock_leaves_no_word(qtbot: QtBot) -> None:
    page = with_disputes(
        qtbot,
        formal(
            summary="CANARY",
            for_child="CANARY",
            stages=(),
            responses=(DisputeResponse(id="a", on=TODAY, who="CANARY", text="CANARY"),),
        ),
    )
    assert unnamed(page) == []
    page.close_session()
    QApplication.processEvents()
    assert widgets_with(page, ("CANARY", "Kez")) == []


# -- in a review


def test_that_the_meeting_asks_before_a_second_carrying_and_starts_a_dispute_in_place(
    qtbot: QtBot,
) -> None:
    first = msgspec.structs.replace(LATE, id="old", review_id="r3", review_number=3)
    carried: Promise = msgspec.structs.replace(LATE, carried_from="old", by=None)
    opened = Opened(child=sample_child(ledger=(first, carried)), review=sample_review())
    program = memory_program(opened)
    session = session_of(program, opened)
    card = LastTimeCard(program)
    qtbot.addWidget(card)
    card.resize(420, 900)
    card.show()
    card.show_session(session)
    session.changed.connect(lambda _: card.show_session(session))
    (row,) = card.list.rows
    assert "carried once already" in [fact.words for fact in row.facts]
    card.ask(carried.id)
    QApplication.processEvents()
    assert "carrying it forward now would be the second time" in card.raising.why.text().lower()
    tab_to("last_time_dispute_considered")
    type_in("Hannah starts tomorrow")
    assert session.opened.the_review.head.dispute_considered == "Hannah starts tomorrow"
    press(Qt.Key.Key_F9)
    assert focus().objectName() == "raised_summary"
    assert not card.raising.whole.isVisible()
    assert session.opened.child.disputes[0].about == (carried.id,)
    assert "raised formally" in [fact.words for fact in card.list.rows[0].facts]


def test_that_done_today_takes_the_question_away(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    program = memory_program(opened)
    session = session_of(program, opened)
    card = LastTimeCard(program)
    qtbot.addWidget(card)
    card.show()
    card.show_session(session)
    session.changed.connect(lambda _: card.show_session(session))
    card.ask(LATE.id)
    assert card.raising.why.text()
    status = card.form.field("status")
    assert isinstance(status, QComboBox)
    qtbot.keyClicks(status, "Done")
    ledger = session.opened.child.ledger
    assert next(p for p in ledger if p.id == LATE.id).status is PromiseStatus.DONE
    assert card.raising.why.text() == ""


def test_that_preparing_leads_to_the_whole_dispute(qtbot: QtBot) -> None:
    dispute = formal(about=(LATE.id,))
    opened = Opened(child=sample_child(disputes=(dispute,)), review=sample_review())
    program = memory_program(opened)
    page = PreparePage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session_of(program, opened))
    part = page.part("last_time")
    assert isinstance(part, LastTimePart)
    QApplication.processEvents()
    assert part.promises.raising.standing.text().startswith("Raised on 20 Oct 2026 · stage 1")
    part.promises.raising.whole.setFocus()
    press(SPACE)
    place = places_of(program)[-1]
    assert (place.kind, place.section) == (PlaceKind.CHILD, "disputes")
    assert page.session.opened.the_review.id == REVIEW_ID


def test_that_the_child_page_opens_at_the_part_that_was_asked_for(page: ChildPage) -> None:
    page.open(page.session, "disputes")
    assert page.disputes.isVisible()
    line = page.findChild(QLineEdit, "dispute_not_told_because")
    assert line is not None
