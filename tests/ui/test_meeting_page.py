"""The meeting page, driven by keys as in a meeting: nothing is a dialog, nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QWidget,
)

from models.clock import FixedClock
from models.coverage import HeardState
from models.edits import Opened, SetHead
from models.review import Adjournment, Meeting, NextReview
from models.terms import CopyKind, PromiseStatus, ReviewType
from models.text import Mark, shown
from tests.support.memory_program import memory_program, places_of, said_by, session_of
from tests.support.sample import DAD, TODAY, sample_child, sample_opened, sample_review
from ui.frame.panes import first_focusable
from ui.main_window import MainWindow
from ui.meeting import MeetingPage
from ui.places import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.meeting.agenda_list import AgendaList
    from ui.program import Program
    from ui.session import ReviewSession

CTRL = Qt.KeyboardModifier.ControlModifier
_W = TypeVar("_W", bound=QWidget)
LATER = date(2026, 12, 8)


class Room:
    """The window with the meeting page in front and the caret in a section's notes."""

    def __init__(
        self,
        qtbot: QtBot,
        opened: Opened | None = None,
        section: str = "home",
        size: tuple[int, int] = (1366, 768),
    ) -> None:
        opened = opened or sample_opened()
        self.qtbot = qtbot
        self.program: Program = memory_program(opened)
        self.said = said_by(self.program)
        self.session: ReviewSession = session_of(self.program, opened)
        self.window = MainWindow()
        self.window.listen(self.program.messages)
        self.page = MeetingPage(self.program)
        self.window.add_page(PlaceKind.MEETING, self.page)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.set_session(self.session)
        self.page.open(self.session, section)
        self.window.show_page(PlaceKind.MEETING)
        qtbot.waitUntil(self.page.editor.hasFocus)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, words)

    def find(self, kind: type[_W], name: str) -> _W:
        found = self.page.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def notes(self, section: str = "home") -> list[tuple[str, Mark]]:
        lines = self.session.opened.the_review.section(section).notes
        return [(shown(line, self.session.quotes), line.mark) for line in lines]


def empty_opened(**changes: object) -> Opened:
    review = msgspec.structs.replace(sample_review(recommendations=(), **changes), sections=())
    return Opened(child=sample_child(), review=review)


def test_that_typing_marking_and_next_section_need_no_mouse(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "welcome")
    room.type('Kez said "I like it hear"')
    room.press(Qt.Key.Key_1, CTRL)
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)
    room.type("Put up a gate")
    room.press(Qt.Key.Key_2, CTRL)
    room.press(Qt.Key.Key_Down, CTRL)
    assert room.page.section == "learning"
    room.type("corridor too loud")
    room.press(Qt.Key.Key_3, CTRL)
    room.press(Qt.Key.Key_Up, CTRL)
    assert room.page.section == "welcome"
    assert room.notes("welcome") == [
        ("Kez said", Mark.NOTE),
        ("I like it hear", Mark.WORDS),
        ("Put up a gate", Mark.RECOMMENDATION),
    ]
    assert room.notes("learning") == [("corridor too loud", Mark.WORRY)]
    panel = room.page.right_side.recommendations
    assert [row.words for row in panel.list.rows] == ["1 · Put up a gate"]


def test_that_the_list_says_in_words_what_is_covered_and_missing(qtbot: QtBot) -> None:
    room = Room(qtbot)
    model = room.page.left_side.agenda.model()
    said = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole).removeprefix("Agenda: ")
        for row in range(model.rowCount())
    ]
    assert said[0] == "Who is here, covered"
    assert said[1] == "Learning, fun and friends, half covered, still missing: school?"
    assert "Feeling safe, not yet" in said
    assert room.page.left_side.order.text() == "her order"


def test_that_what_is_heard_is_counted_anew_after_typing(qtbot: QtBot) -> None:
    room = Room(qtbot, section="safety")
    rows = room.page.left_side.agenda
    assert "safety" in untouched(rows)
    room.type("sleeps well")
    qtbot.waitUntil(lambda: "safety" not in untouched(rows))


def untouched(agenda: AgendaList) -> list[str]:
    return [row.id for row in agenda._model.values if row.state is HeardState.NOTHING]


def test_that_a_prompt_is_ticked_reworded_hidden_and_brought_back(qtbot: QtBot) -> None:
    room = Room(qtbot)
    box = room.find(QAbstractButton, "prompt_home.p1")
    box.setFocus()
    room.press(Qt.Key.Key_Space)
    state = room.session.opened.the_review.section("home").prompts[0]
    assert (state.id, state.asked) == ("home.p1", True)
    row = room.page.middle.prompts._rows["home.p1"]
    row._reword()
    room.type("Does Kez feel at home?")
    room.press(Qt.Key.Key_Return)
    assert room.find(QAbstractButton, "prompt_home.p1").accessibleName() == "Does Kez feel at home?"
    row._put(hidden=True)
    assert room.page.findChild(QAbstractButton, "prompt_home.p1") is None or not (
        room.find(QAbstractButton, "prompt_home.p1").isVisible()
    )
    room.press(Qt.Key.Key_F2)
    assert "home.p1" in room.page.middle.prompts._rows


def test_that_prompts_and_questions_are_worded_for_this_child(qtbot: QtBot) -> None:
    room = Room(qtbot)
    words = " ".join(label.text() for label in room.page.middle.prompts.findChildren(QLabel))
    assert "Kez" in words
    assert "{" not in words
    assert "To ask Kez (5–11):" in words


def test_that_a_quick_jot_goes_elsewhere_and_the_caret_comes_back(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("new ")
    section = room.find(QComboBox, "quick_jot_section")
    for _ in range(section.findData("health") - section.currentIndex()):
        room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("glasses")
    room.press(Qt.Key.Key_Return)
    assert room.notes("health") == [("new glasses", Mark.NOTE)]
    assert room.page.section == "home"
    assert room.page.editor.hasFocus()


def test_that_a_jot_offers_sections_by_the_names_that_the_agenda_has(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(number=1), "welcome")
    room.press(Qt.Key.Key_J, CTRL)
    section = room.find(QComboBox, "quick_jot_section")
    offered = [section.itemText(at).split(" ", 1)[1] for at in range(section.count())]
    agenda = room.page.left_side.agenda.model()
    rows = [agenda.index(row, 0) for row in range(agenda.rowCount())]
    named = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    for title, said in zip(offered, named, strict=False):
        assert said.startswith(f"Agenda: {title},")
    assert "The first days" in offered
    section.setCurrentIndex(offered.index("The first days"))
    room.type("slept well")
    room.press(Qt.Key.Key_Return)
    assert "“The first days”" in room.page.middle.news.text()


def test_that_a_jot_with_a_number_from_paper_goes_to_its_section(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("6.2 new glasses")
    room.press(Qt.Key.Key_Return)
    assert room.notes("health") == [("new glasses", Mark.NOTE)]


def test_that_escape_leaves_a_quick_jot_without_a_trace(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("never mind")
    room.page.editor.setFocus()
    room.press(Qt.Key.Key_Escape)
    assert room.page.middle.jot.isHidden()
    assert room.page.editor.hasFocus()
    assert room.session.undo_words == ""


def test_that_one_small_job_is_open_at_a_time(qtbot: QtBot) -> None:
    room = Room(qtbot)
    for key, jots in ((Qt.Key.Key_J, True), (Qt.Key.Key_M, False), (Qt.Key.Key_J, True)):
        room.press(key, CTRL)
        jot, mover = room.page.middle.jot, room.page.middle.mover
        assert (jot.isHidden(), mover.isHidden()) == (not jots, jots)


def test_that_a_line_is_moved_by_keys(qtbot: QtBot) -> None:
    room = Room(qtbot)
    line = room.notes()[-1]
    room.press(Qt.Key.Key_M, CTRL)
    room.type("9")
    room.press(Qt.Key.Key_Return)
    assert line not in room.notes()
    assert room.notes("safety") == [line]
    section = next(r.section for r in room.session.opened.the_review.head.recommendations)
    assert section == "safety"


def test_that_worries_fold_with_the_child_beside_and_open_again(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_F8)
    document = room.page.editor.document()
    assert "worry · 1 line" in document.toPlainText()
    assert "stairs" not in document.toPlainText()
    room.press(Qt.Key.Key_F8)
    assert "stairs" in document.toPlainText()


def test_that_how_words_were_said_is_kept_with_them(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "welcome")
    room.type("I want Mum")
    room.press(Qt.Key.Key_1, CTRL)
    room.page.middle.said_how.setFocus()
    room.type("to me, alone")
    room.press(Qt.Key.Key_Return)
    assert [q.source for q in room.session.quotes.values() if q.text == "I want Mum"] == [
        "to me, alone"
    ]
    assert room.page.editor.hasFocus()


def test_that_last_times_recommendations_are_answered_once_per_review(qtbot: QtBot) -> None:
    room = Room(qtbot)
    card = room.page.right_side.last_time
    states = {row.words: row.state for row in card.list.rows}
    assert (
        states["Show Kez the photographs from before she came into care"] == "not done · 175 days"
    )
    card.list.setFocus()
    card.list.set_current("m000000000000003")
    room.press(Qt.Key.Key_Return)
    status = room.find(QComboBox, "last_time_status")
    assert status.hasFocus()
    status.setCurrentIndex(status.findData(PromiseStatus.DONE))
    room.find(QWidget, "last_time_evidence").setFocus()
    room.type("she told me")
    room.press(Qt.Key.Key_Escape)
    promise = next(p for p in room.session.opened.child.ledger if p.id == "m000000000000003")
    assert [(e.status, e.evidence) for e in promise.statuses] == [
        (PromiseStatus.DONE, "she told me")
    ]


def test_that_still_not_done_is_an_answer_of_this_review(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.page.right_side.last_time.ask("m000000000000002")
    room.find(QAbstractButton, "last_time_same").click()
    promise = next(p for p in room.session.opened.child.ledger if p.id == "m000000000000002")
    assert [(e.status, e.review_id) for e in promise.statuses][-1] == (
        PromiseStatus.NOT_DONE,
        room.session.opened.the_review.id,
    )
    assert len(promise.statuses) == 2


def test_that_escape_leaves_the_ending_with_nothing_changed(qtbot: QtBot) -> None:
    room = Room(qtbot)
    before = room.session.opened
    end(room, "end_another")
    room.press(Qt.Key.Key_Escape)
    assert room.session.opened is before
    assert room.page.editor.hasFocus()


def test_that_an_old_recommendation_is_carried_forward_once(qtbot: QtBot) -> None:
    room = Room(qtbot)
    card = room.page.right_side.last_time
    card.ask("m000000000000003")
    room.find(QAbstractButton, "last_time_carry").click()
    carried = [r for r in room.session.opened.the_review.head.recommendations if r.carried_from]
    assert [r.what for r in carried][-1] == "Ask Mum which days she has the most energy"
    assert not card.carry.isEnabled()


def test_that_what_the_child_said_leads_to_its_line_and_hides_what_is_confidential(
    qtbot: QtBot,
) -> None:
    room = Room(qtbot)
    card = room.page.right_side.said
    words = [row.words for row in card.list.rows]
    assert "“i dont want to move agen. not ever. tell them”" in words
    card.chosen.emit("q000000000000001")
    assert room.page.section == "voice"
    room.press(Qt.Key.Key_5, CTRL)
    qtbot.waitUntil(lambda: len(card.list.rows) == len(words) - 1)


def test_that_the_meeting_starts_shows_its_time_and_ends_only_when_asked(qtbot: QtBot) -> None:
    meeting = Meeting(id="g1", on=TODAY, place="the conservatory")
    room = Room(qtbot, empty_opened(meetings=(meeting,)))
    page = room.page
    assert page.main_action is not None
    assert page.main_action.text() == "Start the meeting"
    assert page.elapsed == ""
    page.main_action.trigger()
    assert page.main_action.text() == "End meeting…"
    assert page.elapsed == "00:00"
    room.program.clock = FixedClock(datetime(2026, 11, 24, 17, 39, tzinfo=UTC))
    page._show_elapsed()
    assert page.elapsed == "01:34"
    assert page.editor.hasFocus()


def end(room: Room, way: str) -> None:
    room.page.end_meeting()
    button = room.find(QAbstractButton, way)
    button.setFocus()
    room.press(Qt.Key.Key_Space)


def test_that_how_it_ended_can_be_said_of_a_meeting_that_nobody_started(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(meetings=(Meeting(id="g1", on=TODAY),)))
    ways = {way.text(): way for way in room.page.header_actions}
    ways["How it ended…"].trigger()
    assert room.page.middle.ending.isVisible()


def test_that_completing_sets_both_dates_and_asks_what_was_heard(qtbot: QtBot) -> None:
    room = Room(qtbot)
    end(room, "end_complete")
    assert "1 December 2026" in room.page.middle.ending.clocks.text()
    room.find(QAbstractButton, "end_go").click()
    head = room.session.opened.the_review.head
    assert (head.completed_on, head.review_date) == (TODAY, TODAY)
    assert room.page.middle.heard.isVisible()
    assert room.page.main_action is not None
    assert room.page.main_action.text() == "Write up"


def test_that_another_meeting_completes_nothing_and_starts_no_clock(qtbot: QtBot) -> None:
    room = Room(qtbot)
    end(room, "end_another")
    room.find(QAbstractButton, "end_go").click()
    assert room.page.middle.ending.fault.isVisible()
    room.type("8/12/26")
    room.find(QAbstractButton, "end_go").click()
    head = room.session.opened.the_review.head
    assert head.completed_on is None
    assert head.meetings[-1].on == LATER
    assert room.page.main_action is not None
    assert room.page.main_action.text() == "Start the meeting"


def test_that_adjourning_wants_a_reason_and_a_lawful_date(qtbot: QtBot) -> None:
    room = Room(qtbot)
    end(room, "end_adjourned")
    ending = room.page.middle.ending
    go = room.find(QAbstractButton, "end_go")
    go.click()
    assert "tick a reason" in ending.fault.text()
    room.find(QAbstractButton, "adjourn_health").click()
    ending.until.set_date(date(2027, 1, 29))
    go.click()
    assert "Tuesday 22 December 2026" in ending.fault.text()
    ending.until.set_date(LATER)
    room.find(QWidget, "adjourn_impact").setFocus()
    room.type("Kez waits")
    go.click()
    head = room.session.opened.the_review.head
    assert head.completed_on is None
    assert head.adjournment.until == LATER
    assert head.adjournment.reasons == ("health",)
    assert head.adjournment.impact == "Kez waits"


def test_that_a_second_adjournment_is_answered_with_what_the_law_says(qtbot: QtBot) -> None:
    before = Adjournment(considered=True, decided_on=date(2026, 11, 3), until=TODAY)
    room = Room(qtbot, empty_opened(adjournment=before))
    end(room, "end_adjourned")
    words = room.page.middle.ending.limit_words.text()
    assert words == (
        "The regulations allow one adjournment. Complete the review and record what was missing,"
        " or start dispute resolution."
    )
    assert not room.find(QAbstractButton, "end_go").isEnabled()


def heard(room: Room) -> list[str]:
    return list(room.page.middle.heard._cards)


def test_that_what_was_not_heard_is_answered_there_or_left_and_never_blocks(qtbot: QtBot) -> None:
    opened = empty_opened(next_review=NextReview(), duties=(), not_relevant=())
    opened = msgspec.structs.replace(opened, child=sample_child(plans=(), views=()))
    room = Room(qtbot, opened)
    end(room, "end_complete")
    room.find(QAbstractButton, "end_go").click()
    questions = heard(room)
    assert {"voice", "advocate_explained", "plan", "plan_b", "S7.8", "next_review"} <= set(
        questions
    )

    answer(room, "ask_voice_text", "She showed me the pond")
    answer(room, "ask_advocate_explained_how", "on a card")
    answer(room, "ask_s7_8_text", "teeth fine, glasses new")
    answer(room, "ask_s7_9_or_reason", "to be asked on 1 December")
    pick(room, "ask_plan_plan", "long_term_foster")
    pick(room, "ask_plan_b_plan", "kinship_no_order")
    answer(room, "ask_next_review_date", "18/5/27")
    room.find(QAbstractButton, "ask_s7_14_offer").click()
    room.find(QAbstractButton, "ask_s7_14_record").click()

    left = heard(room)
    assert not {"voice", "advocate_explained", "S7.8", "S7.9", "plan", "plan_b"} & set(left)
    assert not {"next_review", "S7.14"} & set(left)
    head = room.session.opened.the_review.head
    assert [n.id for n in head.not_relevant] == ["S7.14"]
    assert [n.id for n in head.left_open] == ["S7.9"]
    assert head.next_review.planned == date(2027, 5, 18)
    assert room.notes("voice") == [("She showed me the pond", Mark.WORDS)]
    room.find(QAbstractButton, "heard_write_up").click()
    assert places_of(room.program)[-1].kind is PlaceKind.WRITE_UP


def answer(room: Room, name: str, words: str) -> None:
    room.find(QWidget, name).setFocus()
    room.type(words)
    room.press(Qt.Key.Key_Return)
    if name.endswith("_date"):
        room.find(QAbstractButton, name.replace("_date", "_record")).click()


def pick(room: Room, name: str, value: str) -> None:
    combo = room.find(QComboBox, name)
    combo.setCurrentIndex(combo.findData(value))
    room.find(QAbstractButton, f"{name.removesuffix('_plan')}_record").click()


def test_that_a_recommendation_without_a_person_is_given_one_under_have_we_heard(
    qtbot: QtBot,
) -> None:
    opened = sample_opened()
    head = opened.the_review.head
    bare = msgspec.structs.replace(head.recommendations[0], who="", by=None)
    head = msgspec.structs.replace(head, recommendations=(bare, *head.recommendations[1:]))
    review = msgspec.structs.replace(opened.the_review, head=head)
    room = Room(qtbot, msgspec.structs.replace(opened, review=review))
    end(room, "end_complete")
    room.find(QAbstractButton, "end_go").click()
    name = f"ask_recommendation_{bare.id}"
    room.find(QWidget, f"{name}_who").setFocus()
    room.type("Joanna Pell")
    room.find(QWidget, f"{name}_date").setFocus()
    room.type("12 December 2026")
    room.find(QAbstractButton, f"{name}_record").click()
    done = room.session.opened.the_review.head.recommendations[0]
    assert (done.who, done.by) == ("Joanna Pell", date(2026, 12, 12))
    ledger = [p for p in room.session.opened.child.ledger if p.id == bare.id]
    assert [p.who for p in ledger] == ["Joanna Pell"]


def test_that_whoever_must_be_asked_is_asked_for_under_have_we_heard(qtbot: QtBot) -> None:
    opened = sample_opened()
    head = opened.the_review.head
    kept = tuple(a for a in head.attendance if a.person_id != DAD)
    head = msgspec.structs.replace(head, attendance=kept)
    review = msgspec.structs.replace(opened.the_review, head=head)
    room = Room(qtbot, msgspec.structs.replace(opened, review=review))
    end(room, "end_complete")
    room.find(QAbstractButton, "end_go").click()
    answer(room, f"ask_asked_{DAD}_how", "letter of 2 November, no answer")
    dad = room.session.opened.the_review.head.attendance[-1]
    assert (dad.person_id, dad.consulted) == (DAD, "letter of 2 November, no answer")
    assert (dad.invited, dad.copy) == (False, CopyKind.NONE)
    assert not room.session.opened.the_review.head.left_open


def test_that_on_half_a_screen_both_sides_are_drawers_and_nothing_is_lost(qtbot: QtBot) -> None:
    room = Room(qtbot, size=(683, 728))
    page = room.page
    assert page.columns.is_narrow
    assert not page.left_side.isVisible()
    assert not page.right_side.isVisible()
    room.press(Qt.Key.Key_F3)
    assert page.left_side.isVisible()
    assert page.left_side.agenda.hasFocus()
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Escape)
    assert page.section == "family"
    assert page.editor.hasFocus()
    room.press(Qt.Key.Key_F4)
    assert page.right_side.isVisible()
    assert not page.left_side.isVisible()
    room.window.resize(1366, 768)
    qtbot.waitUntil(page.left_side.isVisible)
    assert page.right_side.isVisible()


@pytest.mark.parametrize("section", ["welcome", "family"])
def test_that_tab_comes_from_the_agenda_through_the_prompts_to_the_notes(
    qtbot: QtBot, section: str
) -> None:
    room = Room(qtbot)
    room.page.show_section(section)
    QApplication.processEvents()  # rows made anew are shown by then
    first = first_focusable(room.page.middle)
    assert first is not None
    first.setFocus()
    passed: list[str] = []
    while not room.page.editor.hasFocus():
        focused = QApplication.focusWidget()
        assert focused is not None
        passed.append(focused.objectName())
        room.press(Qt.Key.Key_Tab)
    prompts = room.page.middle.prompts.findChildren(QCheckBox)
    boxes = [box.objectName() for box in prompts if box.isVisible()]
    assert boxes
    assert [name for name in passed if name in boxes] == boxes
    assert passed[-1] == "more"


@pytest.mark.parametrize("keys", [[Qt.Key.Key_F3] * 2, [Qt.Key.Key_F4] * 2, [Qt.Key.Key_F6] * 4])
def test_that_escape_goes_back_to_the_notes_from_wherever_it_was(
    qtbot: QtBot, keys: list[Qt.Key]
) -> None:
    room = Room(qtbot)
    for key in keys:
        room.press(key)
    assert not room.page.editor.hasFocus()
    room.press(Qt.Key.Key_Escape)
    assert room.page.editor.hasFocus()


@pytest.mark.parametrize("side", [Qt.Key.Key_F3, Qt.Key.Key_F4])
def test_that_whoever_snaps_the_window_beside_a_call_types_on_in_the_notes(
    qtbot: QtBot, side: Qt.Key
) -> None:
    room = Room(qtbot)
    room.press(side)
    room.press(side)
    assert not room.page.editor.hasFocus()
    room.window.resize(683, 728)
    qtbot.waitUntil(lambda: room.page.columns.is_narrow)
    assert room.page.editor.hasFocus()


@pytest.mark.parametrize("size", [(1366, 768), (683, 728)])
def test_that_every_widget_that_takes_the_keyboard_has_a_name(
    qtbot: QtBot, size: tuple[int, int]
) -> None:
    room = Room(qtbot, size=size)
    steps: list[Callable[[], object]] = [
        lambda: room.press(Qt.Key.Key_F2),
        lambda: room.press(Qt.Key.Key_J, CTRL),
        lambda: room.page.right_side.last_time.ask("m000000000000003"),
        lambda: end(room, "end_adjourned"),
        lambda: end(room, "end_complete"),
        room.find(QAbstractButton, "end_go").click,
    ]
    for step in steps:
        step()
        assert unnamed(room.page) == []
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog)]


def unnamed(page: QWidget) -> list[str]:
    buddies = {label.buddy() for label in page.findChildren(QLabel)}
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.window() is page.window()  # the list of a choice is a window of its own
        and not widget.objectName().startswith("qt_")
        and not ((widget.accessibleName() or widget in buddies) and widget.objectName())
    ]


def test_that_forgetting_leaves_no_word_of_the_child_in_any_widget(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("the pond again")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_J, CTRL)
    room.type("and the pond")
    end(room, "end_complete")
    room.find(QAbstractButton, "end_go").click()
    room.page.close_session()
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    page = room.page
    texts = [label.text() for label in page.findChildren(QLabel)]
    texts += [button.text() for button in page.findChildren(QAbstractButton)]
    texts += [edit.text() for edit in page.findChildren(QLineEdit)]
    texts += [box.itemText(at) for box in page.findChildren(QComboBox) for at in range(box.count())]
    texts.append(room.page.editor.document().toPlainText())
    assert not [text for text in texts if "Kez" in text or "pond" in text]


def test_that_a_first_review_without_meeting_ledger_or_limit_can_be_chaired(qtbot: QtBot) -> None:
    opened = empty_opened(
        meetings=(), limit=None, agenda_order=(), number=1, type=ReviewType.FIRST, attendance=()
    )
    child = sample_child(ledger=(), views=(), homes=(), workers=(), plans=(), people=())
    room = Room(qtbot, msgspec.structs.replace(opened, child=child), "welcome")
    assert room.page.footer == ""
    room.page.start_meeting()
    room.type("hello")
    assert room.notes("welcome") == [("hello", Mark.NOTE)]


def test_that_the_footer_says_the_limit_and_that_today_is_in_time(qtbot: QtBot) -> None:
    room = Room(qtbot)
    assert room.page.footer == ("Review must be held by 2 December 2026 · held today, in time.")
    assert room.page.where == "fifth review · meeting · the conservatory at Jo and Mark's"
    assert room.page.who == "Kez"


def test_that_clicking_a_mark_button_leaves_the_caret_in_the_line(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.press(Qt.Key.Key_Return)
    room.type("to ask Hannah")
    button = room.find(QAbstractButton, "mark_follow_up")
    QTest.mouseClick(
        button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5)
    )
    room.type("!")
    assert room.notes()[-1] == ("to ask Hannah!", Mark.FOLLOW_UP)


def test_that_the_page_follows_undo(qtbot: QtBot) -> None:
    room = Room(qtbot)
    head = room.session.opened.the_review.head
    room.session.apply(SetHead(head=msgspec.structs.replace(head, recommendations=())))
    assert room.page.right_side.recommendations.list.rows == ()
    room.press(Qt.Key.Key_Z, CTRL)
    assert len(room.page.right_side.recommendations.list.rows) == 3
