"""Duties are ticked where they arise: at the side of the meeting, and in the write-up after it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from models.child import ClockNote, MidwayCheck
from models.clock import FixedClock
from models.duty_days import as_known, duty_limit, duty_records, of_phase
from models.edits import Opened
from models.law import When
from models.review import Adjournment, DutyRecord, NextReview, Paper, ReviewHead, Sending
from models.terms import DutyState, LateReason, PaperStatus, ReviewType
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import REVIEW_ID, TODAY, sample_child, sample_clock, sample_review
from tests.support.walk import unnamed
from ui.duty_list import DutyList
from ui.meeting.duties_card import DutiesCard
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.after_card import AfterCard

COMPLETE = sample_review(completed_on=date(2026, 11, 24), duties=())


def shown(
    opened: Opened,
    kind: type[DutiesCard | AfterCard],
    qtbot: QtBot,
    clock: FixedClock | None = None,
) -> tuple[DutyList, ReviewSession, Program]:
    program = memory_program(opened, clock=clock)
    session = session_of(program, opened)
    card = kind(program)
    qtbot.addWidget(card)
    card.resize(320, 800)
    card.show()
    card.show_session(session)
    if isinstance(card, AfterCard):
        card.unfold()
    else:
        session.changed.connect(lambda _: card.show_session(session))
    QApplication.processEvents()
    return card.duties, session, program


def record(session: ReviewSession, id_: str) -> DutyRecord | None:
    return next((d for d in session.opened.the_review.head.duties if d.id == id_), None)


def go_to(duties: DutyList, key: str, qtbot: QtBot) -> None:
    duties.list.setFocus()
    qtbot.keyClick(duties.list, Qt.Key.Key_Home)
    while duties.list.current_key != key:
        before = duties.list.current_key
        qtbot.keyClick(duties.list, Qt.Key.Key_Down)
        assert duties.list.current_key != before, f"no such duty: {key}"


def said(duties: DutyList, key: str) -> str:
    return next(row for row in duties.list.rows if row.key == key).said


def press(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Space)


@pytest.mark.parametrize(("kind", "when"), [(DutiesCard, When.DURING), (AfterCard, When.AFTER)])
def test_that_every_duty_of_its_phase_is_offered(
    kind: type[DutiesCard | AfterCard], when: When, qtbot: QtBot
) -> None:
    opened = Opened(child=sample_child(), review=COMPLETE)
    duties, _, program = shown(opened, kind, qtbot)
    wanted = [d.id for d in program.law.duties_for(ReviewType.SUBSEQUENT) if d.when is when]
    assert [row.key for row in duties.list.rows] == wanted
    assert unnamed(duties) == []


def test_that_one_key_ticks_a_duty_in_the_meeting_and_takes_it_back(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    duties, session, _ = shown(opened, DutiesCard, qtbot)
    go_to(duties, "rights_explained", qtbot)
    qtbot.keyClick(duties.list, Qt.Key.Key_Return)
    kept = record(session, "rights_explained")
    assert kept is not None
    assert (kept.state, kept.on) == (DutyState.DONE, TODAY)
    assert "✓ done Tue 24 Nov" in said(duties, "rights_explained")
    qtbot.keyClick(duties.list, Qt.Key.Key_Return)
    kept = record(session, "rights_explained")
    assert kept is not None
    assert (kept.state, kept.on) == (DutyState.OPEN, None)
    session.undo()
    assert record(session, "rights_explained") == DutyRecord(
        id="rights_explained", state=DutyState.DONE, on=TODAY
    )


def test_that_day_how_who_and_note_are_typed_below_without_a_window(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    duties, session, _ = shown(opened, DutiesCard, qtbot)
    go_to(duties, "court_help", qtbot)
    press(qtbot, duties.more)
    assert duties.form.isVisible()
    for name, words in (("how", "rang the clinic"), ("who", "Dee"), ("by", "1/12/2026")):
        field = duties.form.field(name)
        edit = field.focusProxy() or field
        edit.setFocus()
        qtbot.keyClicks(edit, words)
    kept = record(session, "court_help")
    assert kept is not None
    assert (kept.how, kept.who, kept.by) == ("rang the clinic", "Dee", date(2026, 12, 1))
    assert "Dee, by Tue 1 Dec" in said(duties, "court_help")
    assert QApplication.activeModalWidget() is None


def test_that_duties_after_a_review_carry_the_day_of_their_rule(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=COMPLETE)
    duties, _, _ = shown(opened, AfterCard, qtbot)
    assert "by Tue 1 Dec, 5 working days left" in said(duties, "decisions_sent")
    assert "by Tue 8 Dec, 10 working days left" in said(duties, "care_plan_updated")
    assert "by Tue 15 Dec, 15 working days left" in said(duties, "record_done")
    assert "by Tue 22 Dec, 20 working days left" in said(duties, "record_distributed")
    assert "by Wed 24 Feb 2027" in said(duties, "midway_check")
    assert "IRO Handbook" in said(duties, "decisions_sent")


def test_that_why_a_record_was_late_is_asked_beside_it_and_kept_with_its_clock(
    qtbot: QtBot,
) -> None:
    late = sample_clock().now() + timedelta(days=30)
    opened = Opened(child=sample_child(), review=COMPLETE)
    duties, session, _ = shown(opened, AfterCard, qtbot, FixedClock(late))
    go_to(duties, "record_done", qtbot)
    press(qtbot, duties.more)
    reason = duties.late.field("reason")
    assert isinstance(reason, QComboBox)
    assert reason.isVisible()
    reason.setFocus()
    while reason.currentText() != "The carer was ill":
        qtbot.keyClick(reason, Qt.Key.Key_Down)
    assert session.opened.child.clock_notes == (
        ClockNote(id=f"T15:{REVIEW_ID}", reason=LateReason.CARER_ILLNESS),
    )
    go_to(duties, "good_practice", qtbot)
    assert not duties.late.isVisible()


def test_that_a_lock_leaves_no_word(qtbot: QtBot) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    program = memory_program(opened)
    card = AfterCard(program)
    qtbot.addWidget(card)
    card.show_session(session_of(program, opened))
    card.forget()
    assert card.duties.list.rows == ()
    assert (card.summary.text(), card.duties.what.text()) == ("", "")


# -- what other facts tell


def head(**facts: object) -> ReviewHead:
    return ReviewHead(
        number=4,
        type=ReviewType.SUBSEQUENT,
        review_date=date(2026, 6, 2),
        completed_on=date(2026, 6, 2),
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("id_", "facts"),
    [
        ("decisions_sent", {"sending": Sending(decisions_sent=TODAY)}),
        ("care_plan_updated", {"sending": Sending(care_plan_updated=TODAY)}),
        ("record_done", {"sending": Sending(record_done=TODAY)}),
        ("record_distributed", {"sending": Sending(distributed=TODAY)}),
        ("adjournment_considered", {"adjournment": Adjournment(considered=True, decided_on=TODAY)}),
        (
            "papers_received",
            {"papers": (Paper(id="a", name="x", status=PaperStatus.RECEIVED, on=TODAY),)},
        ),
    ],
)
def test_that_what_is_noted_elsewhere_need_not_be_ticked_again(
    id_: str, facts: dict[str, object]
) -> None:
    seen = as_known(DutyRecord(id=id_), head(**facts), sample_child())
    assert (seen.state, seen.on) == (DutyState.DONE, TODAY)
    assert as_known(DutyRecord(id=id_), head(), sample_child()).state is DutyState.OPEN
    answered = DutyRecord(id=id_, state=DutyState.NOT_RELEVANT)
    assert as_known(answered, head(**facts), sample_child()) is answered


def test_that_a_midway_check_since_the_review_settles_its_duty() -> None:
    check = MidwayCheck(id="k", on=date(2026, 9, 1))
    child = sample_child(midway_checks=(check,))
    seen = as_known(DutyRecord(id="midway_check"), head(), child)
    assert (seen.state, seen.on) == (DutyState.DONE, date(2026, 9, 1))


def test_that_the_adjournment_duty_is_dated_only_once_it_was_adjourned(program: Program) -> None:
    duty = next(d for d in program.law.duties if d.id == "adjournment_considered")
    child = sample_child()
    assert duty_limit(duty, head(), child, program.engine) is None
    terms = Adjournment(considered=True, decided_on=date(2025, 12, 19))
    limit = duty_limit(duty, head(adjournment=terms), child, program.engine)
    assert limit is not None
    assert limit.due == date(2026, 1, 21)


def test_that_the_phases_together_are_all_duties(program: Program) -> None:
    records = duty_records(head(next_review=NextReview()), program.law)
    phases = [of_phase(records, program.law, when) for when in When]
    assert sorted(r.id for phase in phases for r in phase) == sorted(r.id for r in records)


@pytest.fixture
def program() -> Program:
    return memory_program()


def test_that_nothing_has_to_be_told_to_a_child_who_is_too_small_for_it(qtbot: QtBot) -> None:
    for born, told in ((date(2024, 1, 1), False), (date(2016, 1, 1), True)):
        opened = Opened(child=sample_child(born=born), review=sample_review(duties=()))
        duties = shown(opened, DutiesCard, qtbot)[0]
        words = [row.words for row in duties.list.rows]
        assert any(one.startswith("Told the child") for one in words) is told
        assert any("those who speak for the child" in one for one in words) is not told
