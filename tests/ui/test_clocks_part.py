"""A child's clocks on their page: what runs, what was late and why, with rule and source."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from models.child import ClockNote
from models.clocks import ChildClock, ClockState
from models.edits import Opened
from models.review import Sending
from models.terms import LateReason
from tests.support.memory_program import memory_program, memory_store, places_of, session_of
from tests.support.sample import (
    CHILD_ID,
    PREVIOUS_REVIEW_ID,
    REVIEW_ID,
    sample_child,
    sample_previous_review,
    sample_review,
)
from tests.support.walk import unnamed
from ui.child.clocks_part import ClocksPart, Show
from ui.child.page import ChildPage
from ui.fields.row_list import RowList
from ui.places import Place, PlaceKind
from ui.program import Program

LATE_RECORD = f"T15:{PREVIOUS_REVIEW_ID}"
CHILD = sample_child()


@pytest.fixture
def program() -> Program:
    sent = Sending(decisions_sent=date(2026, 6, 8), record_done=date(2026, 6, 26))
    earlier = sample_previous_review(sending=sent)
    return memory_program(
        Opened(child=CHILD, review=earlier), Opened(child=CHILD, review=sample_review())
    )


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ChildPage:
    made = ChildPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open(session_of(program, Opened(child=CHILD)))
    made.entered()
    made.go_to_part("clocks")
    QApplication.processEvents()
    return made


@pytest.fixture
def part(page: ChildPage) -> ClocksPart:
    return page.clocks


def clock(part: ClocksPart, key: str) -> ChildClock:
    return next(c for c in part.clocks if c.id == key)


def show(part: ClocksPart, which: Show, qtbot: QtBot) -> None:
    part.show_which.setFocus()
    for _ in range(len(Show)):
        if part.show_which.currentData() is which:
            break
        qtbot.keyClick(part.show_which, Qt.Key.Key_Down)
    assert part.show_which.currentData() is which


def walk_to(part: ClocksPart, key: str, qtbot: QtBot) -> None:
    part.list.setFocus()
    qtbot.keyClick(part.list, Qt.Key.Key_Home)
    for _ in range(len(part.list.rows)):
        if part.list.current_key == key:
            return
        qtbot.keyClick(part.list, Qt.Key.Key_Down)
    raise AssertionError(f"no such clock: {key}")


def hover(rows: RowList, key: str) -> str:
    at = next(n for n, row in enumerate(rows.rows) if row.key == key)
    index = rows.model().index(at, 0)
    words = rows.model().data(index, Qt.ItemDataRole.ToolTipRole)
    assert words in rows.model().data(index, Qt.ItemDataRole.AccessibleTextRole)
    return str(words)


def test_that_what_is_late_stands_first_and_the_first_is_shown_in_full(part: ClocksPart) -> None:
    states = [clock(part, row.key).state for row in part.list.rows]
    assert states == sorted(states, key=list(ClockState).index)
    assert part.list.current_key == part.list.rows[0].key
    assert part.detail.heading.text() == part.list.rows[0].words
    assert part.summary.text().startswith("3 late, ")


def test_that_every_widget_has_its_name(page: ChildPage) -> None:
    assert unnamed(page) == []


def test_that_rule_and_source_are_said_on_hover_and_to_a_screen_reader(
    part: ClocksPart, qtbot: QtBot
) -> None:
    show(part, Show.ALL, qtbot)
    said = hover(part.list, LATE_RECORD)
    assert "by guidance by Tuesday 23 June 2026" in said
    assert "Counted as 15 working days after the review was completed (2 June 2026)." in said
    assert "Rule T15, statutory guidance: IRO Handbook" in said


def test_that_the_card_beside_shows_the_same_to_keyboard_users(
    part: ClocksPart, qtbot: QtBot
) -> None:
    show(part, Show.ALL, qtbot)
    walk_to(part, LATE_RECORD, qtbot)
    assert part.detail.heading.text() == "Full record finished"
    assert part.detail.state.text() == "done 3 working days late"
    assert "By guidance by Tuesday 23 June 2026." in part.detail.facts.text()
    assert "Rule T15" in part.detail.rule.text()


def test_that_why_it_was_late_is_asked_and_kept_and_undone(
    page: ChildPage, part: ClocksPart, qtbot: QtBot
) -> None:
    show(part, Show.LATE, qtbot)
    walk_to(part, LATE_RECORD, qtbot)
    qtbot.keyClick(part.list, Qt.Key.Key_Return)
    reason = part.detail.form.field("reason")
    assert isinstance(reason, QComboBox)
    assert QApplication.focusWidget() is reason
    while reason.currentText() != "The IRO had no time free":
        qtbot.keyClick(reason, Qt.Key.Key_Down)
    note = part.detail.form.field("note")
    note.setFocus()
    qtbot.keyClicks(note, "ill for a week")
    kept = page.session.opened.child.clock_notes
    assert kept == (
        ClockNote(id=LATE_RECORD, reason=LateReason.IRO_CAPACITY, note="ill for a week"),
    )
    assert not clock(part, LATE_RECORD).wants_reason
    row = next(row for row in part.list.rows if row.key == LATE_RECORD)
    assert "why: the IRO had no time: ill for a week" in row.said
    page.session.undo()
    assert page.session.opened.child.clock_notes[0].note == ""


def test_that_why_a_review_itself_was_late_is_said_in_the_review(
    program: Program, qtbot: QtBot
) -> None:
    late = sample_previous_review(limit=date(2026, 5, 29))
    program = memory_program(Opened(child=CHILD, review=late))
    made = ClocksPart(program)
    qtbot.addWidget(made)
    made.show()
    program.store.reviews_of(CHILD_ID, lambda rows: made.show_child(CHILD, rows), print)
    show(made, Show.LATE, qtbot)
    walk_to(made, f"REVIEW:{PREVIOUS_REVIEW_ID}", qtbot)
    places: list[Place] = []
    made.wanted.connect(places.append)
    assert made.detail.open_review.words == "Say why in the review"
    assert not made.detail.form.isVisible()
    made.detail.open_review.setFocus()
    qtbot.keyClick(made.detail.open_review, Qt.Key.Key_Space)
    wanted = Place(kind=PlaceKind.PREPARE, child_id=CHILD_ID, review_id=PREVIOUS_REVIEW_ID)
    assert places == [wanted]


def test_that_a_day_only_the_iro_knows_is_noted_and_the_clock_stays_while_it_is_typed(
    page: ChildPage, part: ClocksPart, qtbot: QtBot
) -> None:
    walk_to(part, "T24", qtbot)
    assert clock(part, "T24").state is ClockState.TO_CHECK
    qtbot.keyClick(part.list, Qt.Key.Key_Return)
    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    assert edit.accessibleName() == "Opened on"
    qtbot.keyClicks(edit, "3/2/2025")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert page.session.opened.child.clock_notes == (ClockNote(id="T24", done_on=date(2025, 2, 3)),)
    assert clock(part, "T24").state is ClockState.MET_LATE
    assert part.detail.heading.text().startswith("Junior ISA")


def test_that_what_a_child_does_not_need_is_put_away(
    page: ChildPage, part: ClocksPart, qtbot: QtBot
) -> None:
    walk_to(part, "T24", qtbot)
    box = part.detail.form.field("not_needed")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert clock(part, "T24").state is ClockState.NOT_NEEDED
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert clock(part, "T24").state is ClockState.TO_CHECK
    assert page.session.opened.child.clock_notes == ()


def test_that_the_days_of_sending_lead_to_where_they_are_noted(
    part: ClocksPart, program: Program, qtbot: QtBot
) -> None:
    walk_to(part, f"T14:{PREVIOUS_REVIEW_ID}", qtbot)
    part.detail.open_review.click()
    wanted = Place(kind=PlaceKind.EXPORT, child_id=CHILD_ID, review_id=PREVIOUS_REVIEW_ID)
    assert places_of(program) == [wanted]


def test_that_both_dates_are_shown_where_the_council_wants_it_earlier(qtbot: QtBot) -> None:
    program = memory_program(Opened(child=CHILD, review=sample_previous_review(sending=Sending())))
    rules = [
        msgspec.structs.replace(r, local=10) if r.id == "T15" else r for r in program.law.rules
    ]
    law = msgspec.structs.replace(program.law, rules=tuple(rules))
    program.engine = msgspec.structs.replace(program.engine, law=law)
    made = ClocksPart(program)
    qtbot.addWidget(made)
    made.show()
    program.store.reviews_of(CHILD_ID, lambda rows: made.show_child(CHILD, rows), print)
    walk_to(made, LATE_RECORD, qtbot)
    said = made.detail.facts.text()
    assert "By guidance by Tuesday 23 June 2026." in said
    assert "The council's own target is Tuesday 16 June 2026." in said


def test_that_a_lock_leaves_no_word_of_the_child(page: ChildPage, part: ClocksPart) -> None:
    page.close_session()
    assert part.list.rows == ()
    assert (part.detail.facts.text(), part.detail.heading.text()) == ("", "")
    assert part.clocks == ()


def test_that_a_year_heard_cannot_count_is_said_and_nothing_falls_over(qtbot: QtBot) -> None:
    child = sample_child(became_looked_after=date(1970, 1, 1), born=date(1969, 1, 1))
    made = ClocksPart(memory_program(Opened(child=child)))
    qtbot.addWidget(made)
    made.show_child(child, [])
    assert made.summary.text()


def test_that_the_review_under_way_is_no_clock_to_run_after(part: ClocksPart) -> None:
    review = clock(part, f"REVIEW:{REVIEW_ID}")
    assert (review.state, review.done) == (ClockState.MET, date(2026, 11, 24))


def test_that_what_was_said_in_the_review_meanwhile_is_seen_on_coming_back(
    page: ChildPage, part: ClocksPart, program: Program
) -> None:
    assert not clock(part, f"REVIEW:{PREVIOUS_REVIEW_ID}").is_late
    page.hide()
    told = sample_previous_review(
        limit=date(2026, 5, 29), late_reason=LateReason.CHILD_REQUEST, late_note="her birthday"
    )
    memory_store(program).put(Opened(child=CHILD, review=told))
    page.show()
    page.entered()
    assert not clock(part, f"REVIEW:{PREVIOUS_REVIEW_ID}").wants_reason


@pytest.mark.parametrize("width", [1366, 1000, 683])
def test_that_the_list_is_never_cut_off_by_its_card(
    page: ChildPage, part: ClocksPart, width: int, qtbot: QtBot
) -> None:
    page.resize(width, 690)
    show(part, Show.ALL, qtbot)
    for _ in range(5):
        QApplication.processEvents()
    card = part.list.parentWidget()
    assert card is not None
    assert part.list.geometry().bottom() <= card.rect().bottom()
    assert part.list.height() >= sum(
        part.list.sizeHintForRow(n) for n in range(len(part.list.rows))
    )
