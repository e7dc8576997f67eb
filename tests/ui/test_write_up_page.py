"""The write-up page, driven by keys as in the evening: nothing blocks, nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
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

from models.apply import apply
from models.case_file import read_case_file
from models.clock import FixedClock
from models.edits import Opened, Put, SetHead
from models.errors import UserFacingError
from models.finding import RECOMMENDATIONS
from models.letter import shipped_guide
from models.review import DIFFERENCES, IRO_VIEW, LETTER_PREFIX
from models.terms import SectionStatus
from models.text import Mark, shown
from tests.support.memory_program import (
    memory_program,
    memory_store,
    places_of,
    said_by,
    session_of,
)
from tests.support.sample import TODAY, sample_opened
from tests.support.walk import cut_off, focusable, too_small, unnamed
from ui import theme
from ui.editor import LinesEditor
from ui.fields.row_list import RowList
from ui.main_window import MainWindow
from ui.places import PlaceKind
from ui.write_up.page import WriteUpPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.program import Program
    from ui.session import ReviewSession

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
EVENING = datetime(2026, 11, 24, 20, 41, 55, tzinfo=UTC)
PRACTICE = Path(__file__).parents[2] / "resources" / "practice" / "practice_case.json"
WORDS = "i dont want to move agen. not ever. tell them"
_W = TypeVar("_W", bound=QWidget)


def complete(opened: Opened) -> Opened:
    """Return the review as it is after the meeting: completed today."""
    head = msgspec.structs.replace(opened.the_review.head, completed_on=TODAY)
    return apply(opened, SetHead(head=head))


class Desk:
    """The window with the write-up page in front and the caret in a section's minutes."""

    def __init__(
        self,
        qtbot: QtBot,
        opened: Opened | None = None,
        section: str | None = "home",
        size: tuple[int, int] = (1366, 768),
        signed: Opened | None = None,
    ) -> None:
        opened = opened or complete(sample_opened())
        self.qtbot = qtbot
        self.program: Program = memory_program(opened, clock=FixedClock(EVENING))
        self.said = said_by(self.program)
        if signed is not None:
            memory_store(self.program).signed[signed.the_review.id, 1] = signed
        self.session: ReviewSession = session_of(self.program, opened)
        self.window = MainWindow()
        self.window.listen(self.program.messages)
        self.page = WriteUpPage(self.program)
        self.window.add_page(PlaceKind.WRITE_UP, self.page)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.window.set_session(self.session)
        self.page.open(self.session, section)
        self.window.show_page(PlaceKind.WRITE_UP)
        qtbot.waitUntil(self.minutes.hasFocus)

    @property
    def minutes(self) -> LinesEditor:
        return self.page.writing.minutes

    @property
    def notes(self) -> LinesEditor:
        return self.page.writing.notes.editor

    @property
    def section(self) -> str:
        return self.page.writing.section

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None, times: int = 1) -> None:
        for _ in range(times):
            widget = QApplication.focusWidget()
            assert widget is not None
            QTest.keyClick(widget, key, held or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, words)

    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def find(self, kind: type[_W], name: str) -> _W:
        found = self.page.findChild(kind, name)
        assert isinstance(found, kind), name
        return found

    def push(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), name
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)

    def minuted(self, section: str) -> list[str]:
        text = self.session.opened.the_review.section(section).minutes
        return [shown(line, self.session.quotes) for line in text]

    def states(self) -> dict[str, str]:
        return {row.key: row.state for row in self.find(RowList, "write_up_sections").rows}

    def open_matters(self) -> dict[str, str]:
        return {row.key: row.words for row in self.page.before.list.rows}


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


# -- sections


def test_that_sections_stand_in_the_childs_order_with_how_far_they_are(desk: Desk) -> None:
    rows = desk.find(RowList, "write_up_sections").rows
    assert [row.words for row in rows[:3]] == [
        "Who is here",
        "Learning, fun and friends",
        "What Kez wants us to know",
    ]
    record = [row.key for row in rows if not row.key.startswith(LETTER_PREFIX)]
    assert record[-3:] == [IRO_VIEW, DIFFERENCES, RECOMMENDATIONS]
    assert [row.key for row in rows[len(record) :]] == [p.id for p in shipped_guide().part]
    states = desk.states()
    assert (states["welcome"], states["home"], states["learning"], states["health"]) == (
        "✓ done",
        "writing",
        "notes",
        "empty",
    )
    assert states["moving_on"] == "not relevant"
    assert rows[0].said == "Who is here, written up"


def test_that_keys_go_through_the_sections_and_end_at_the_recommendations(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Down, CTRL)
    assert desk.section == "family"
    desk.press(Qt.Key.Key_Up, CTRL, times=2)
    assert desk.section == "last_time"
    desk.press(Qt.Key.Key_Down, CTRL, times=20)
    assert desk.focused() == "recommendation_list"
    assert desk.section == DIFFERENCES


def test_that_walking_the_list_shows_sections_and_enter_goes_to_the_minutes(desk: Desk) -> None:
    sections = desk.find(RowList, "write_up_sections")
    sections.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert (desk.section, desk.focused()) == ("family", "write_up_sections")
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() == "write_up_minutes"


def test_that_written_up_ticks_the_section_and_goes_on_to_the_next_unfinished(desk: Desk) -> None:
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.session.opened.the_review.section("home").status is SectionStatus.DONE
    assert (desk.section, desk.focused()) == ("family", "write_up_minutes")
    desk.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert desk.section == "health"
    assert desk.minuted("home") == ["Kez has lived with Jo and Mark for two and a half years."]


def test_that_the_first_unfinished_section_is_shown_when_none_is_asked_for(qtbot: QtBot) -> None:
    assert Desk(qtbot, section=None).section == "learning"


def test_that_when_all_is_written_up_the_page_says_so(qtbot: QtBot) -> None:
    case = read_case_file(PRACTICE)
    desk = Desk(qtbot, Opened(child=case.child, review=case.reviews[1]))
    desk.press(Qt.Key.Key_Down, CTRL | SHIFT)
    assert desk.said[-1].problem == "Every part is written up."
    assert desk.section == "home"


def test_that_the_tick_can_be_taken_away_again(desk: Desk) -> None:
    box = desk.find(QCheckBox, "section_done")
    box.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.states()["home"] == "✓ done"
    desk.press(Qt.Key.Key_Space)
    assert (desk.states()["home"], box.isChecked()) == ("writing", False)
    desk.window.undo()
    assert box.isChecked()


# -- notes beside minutes


def test_that_typing_goes_into_the_minutes_of_the_section(desk: Desk) -> None:
    desk.type(" Mark built the den.")
    assert desk.minuted("home") == [
        "Kez has lived with Jo and Mark for two and a half years. Mark built the den."
    ]


def test_that_all_notes_come_over_by_one_key_with_the_words_letter_for_letter(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, section="voice")
    before = desk.session.opened.the_review.section("voice").minutes
    desk.press(Qt.Key.Key_Right, ALT)
    after = desk.session.opened.the_review.section("voice").minutes
    assert after[: len(before)] == before
    added = [shown(line, desk.session.quotes) for line in after[len(before) :]]
    assert "talked on the wall by the pond, 25 mins, just us" in added
    quoted = [line for line in after if line.mark is Mark.WORDS]
    assert len({line.quote for line in quoted}) == len(quoted) == 2
    assert desk.find(QLabel, "write_up_news").text() == "2 lines are in the minutes."
    desk.press(Qt.Key.Key_Right, ALT)
    assert desk.session.opened.the_review.section("voice").minutes == after
    assert "already" in desk.find(QLabel, "write_up_news").text()


def test_that_one_line_comes_over_and_the_caret_goes_on_to_the_next(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F7)
    assert desk.focused() == "write_up_notes"
    desk.press(Qt.Key.Key_Right, ALT | SHIFT)
    desk.press(Qt.Key.Key_Right, ALT | SHIFT)
    assert desk.minuted("home")[1:] == [
        "2 yrs 6 mths here. own room, painted green",
        "Jo worries about the stairs and the loft room",
    ]
    desk.press(Qt.Key.Key_Right, ALT | SHIFT)
    assert len(desk.minuted("home")) == 3
    assert len(desk.session.opened.the_review.head.recommendations) == 3


def test_that_a_confidential_note_stays_confidential_in_the_minutes(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="family")
    desk.press(Qt.Key.Key_Right, ALT)
    secret = [
        line
        for line in desk.session.opened.the_review.section("family").minutes
        if line.mark is Mark.CONFIDENTIAL
    ]
    assert len(secret) == 1
    desk.press(Qt.Key.Key_F7)
    assert secret[0].text not in desk.minutes.toPlainText()


def test_that_bringing_over_is_undone_in_one_step(desk: Desk) -> None:
    before = desk.session.opened.the_review.section("home").minutes
    desk.press(Qt.Key.Key_Right, ALT)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.session.opened.the_review.section("home").minutes == before


def test_that_the_childs_words_cannot_be_typed_into_the_minutes(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    desk.minutes.put_caret(1)
    desk.type("x")
    assert desk.session.quotes["q000000000000001"].text == WORDS
    assert desk.minuted("voice")[1] == WORDS
    assert "stay as they were said" in desk.said[-1].problem


def test_that_a_change_to_a_quotation_asks_for_its_reason_inline(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    desk.press(Qt.Key.Key_F7)
    desk.notes.put_caret(1)
    desk.type("!")
    assert desk.focused() == "correction_words"
    desk.press(Qt.Key.Key_End, CTRL)
    desk.type("!")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert desk.session.quotes["q000000000000001"].text == WORDS
    desk.type("I misheard the end.")
    desk.press(Qt.Key.Key_Return)
    quote = desk.session.quotes["q000000000000001"]
    assert (quote.text, quote.changes[0].before, quote.changes[0].reason) == (
        f"{WORDS}!",
        WORDS,
        "I misheard the end.",
    )
    assert desk.minuted("voice")[1] == f"{WORDS}!"


def test_that_the_write_up_is_opened_once_and_that_cannot_be_undone(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.session.opened.the_review.head.write_up_opened == EVENING
    assert not desk.session.undo_words
    earlier = datetime(2026, 11, 23, 9, tzinfo=UTC)
    head = msgspec.structs.replace(desk.session.opened.the_review.head, write_up_opened=earlier)
    again = Desk(qtbot, apply(desk.session.opened, SetHead(head=head)))
    assert again.session.opened.the_review.head.write_up_opened == earlier


# -- what only the officer writes, and what was left out


def test_that_the_officers_own_view_has_no_notes_beside_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section=IRO_VIEW)
    assert not desk.notes.isVisible()
    desk.type("The plan is right and too slow.")
    desk.qtbot.waitUntil(lambda: IRO_VIEW not in desk.open_matters())
    assert desk.states()[IRO_VIEW] == "writing"


def test_that_a_section_left_out_offers_its_reason_and_takes_another(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="moving_on")
    summary = desk.find(QLabel, "reasons_summary")
    assert summary.text().startswith("Not discussed yet because Kez is under")
    desk.push("reasons_change")
    assert desk.focused() == "reason_moving_on"
    desk.type("She wants to talk about it in spring.")
    given = {one.id: one.reason for one in desk.session.opened.the_review.head.not_relevant}
    assert given["moving_on"] == "She wants to talk about it in spring."
    field = desk.find(QLineEdit, "reason_moving_on")
    field.selectAll()
    desk.press(Qt.Key.Key_Delete)
    given = {one.id: one.reason for one in desk.session.opened.the_review.head.not_relevant}
    assert "moving_on" not in given


def test_that_what_a_whole_record_of_a_section_says_can_be_read_beside_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="home")
    belongs = desk.page.writing.extras.belongs
    assert belongs.isVisible()
    assert not belongs.list.isVisible()
    desk.push("belongs_change")
    assert desk.focused() == "belongs_list"
    words = [row.words for row in belongs.list.rows]
    assert "How long the people who look after Kez see this lasting" in words
    desk.page.show_section("family")
    assert belongs.list.isVisible(), "whoever opened it goes on reading it"
    assert "Court orders about seeing family" in [row.words for row in belongs.list.rows]
    for no_section in (IRO_VIEW, "moving_on", "letter_told"):
        desk.page.show_section(no_section)
        assert not belongs.isVisible(), no_section
    desk.page.forget()
    assert not belongs.list.rows


def test_that_a_schedule_7_matter_takes_the_reason_offered(desk: Desk) -> None:
    assert "S7.13" in {matter.id for matter in desk.page.looking.matters}
    desk.push("reasons_change")
    desk.push("reason_use_s7_13")
    given = {one.id: one.reason for one in desk.session.opened.the_review.head.not_relevant}
    assert "parent" in given["S7.13"]
    desk.qtbot.waitUntil(lambda: "S7.13" not in {matter.id for matter in desk.page.looking.matters})
    assert desk.find(QLineEdit, "reason_s7_13").text() == given["S7.13"]


# -- how the child took part, the plan, the next review


def test_that_a_participation_code_is_proposed_and_the_officer_chooses(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    desk.push("participation_change")
    assert desk.find(QLabel, "participation_proposal").text().startswith("Heard proposes PN1. ")
    code = desk.find(QComboBox, "participation_code")
    code.setFocus()
    while code.currentText()[:3] != "PN3":
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Tab)
    desk.type("She drew the pond.")
    chosen = desk.session.opened.the_review.head.participation
    assert (chosen.code, chosen.suggested, chosen.reason) == ("PN3", "PN1", "She drew the pond.")
    desk.push("participation_use")
    assert desk.session.opened.the_review.head.participation.code == "PN1"


def test_that_plan_b_is_answered_from_the_list_of_what_is_open(qtbot: QtBot) -> None:
    opened = complete(sample_opened())
    plan = msgspec.structs.replace(opened.child.plans[-1], plan_b="")
    desk = Desk(qtbot, apply(opened, Put(item=plan)))
    desk.page.before.list.set_current("plan_b")
    desk.page.before.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert (desk.section, desk.focused()) == ("permanence", "plan_plan")
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Down)
    now = desk.session.opened.child.plan
    assert now is not None
    assert now.plan_b
    assert (now.plan, now.from_date) == (plan.plan, TODAY)
    desk.qtbot.waitUntil(lambda: "plan_b" not in desk.open_matters())


def test_that_a_next_review_after_the_limit_asks_for_the_reason(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="decisions")
    desk.push("next_review_change")
    assert "24 May 2027" in desk.find(QLabel, "next_review_limit").text()
    assert not desk.find(QLineEdit, "next_review_late_reason").isVisible()
    day = desk.find(QLineEdit, "next_review_planned")
    day.setFocus()
    day.selectAll()
    desk.type("30/6/2027")
    assert desk.find(QLineEdit, "next_review_late_reason").isVisible()
    assert desk.session.opened.the_review.head.next_review.planned == date(2027, 6, 30)
    desk.qtbot.waitUntil(lambda: "next_review" in {m.id for m in desk.page.looking.matters})


# -- recommendations and what is open


def test_that_a_recommendation_without_a_person_is_reached_and_named_by_keys(
    qtbot: QtBot,
) -> None:
    opened = complete(sample_opened())
    second = opened.the_review.head.recommendations[1]
    desk = Desk(qtbot, apply(opened, Put(item=msgspec.structs.replace(second, who=""))))
    assert desk.states()[RECOMMENDATIONS] == "1 who?"
    key = f"recommendation.{second.id}"
    assert desk.open_matters()[key] == "Recommendation 2 has no person"
    desk.page.before.list.set_current(key)
    desk.page.before.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() == "recommendation_who"
    desk.type("Anwar Siddiqi")
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "recommendation_list"
    desk.qtbot.waitUntil(lambda: key not in desk.open_matters())
    assert desk.states()[RECOMMENDATIONS] == "3"


def test_that_an_unfinished_review_leads_back_to_the_meeting(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_opened())
    desk.page.before.list.set_current("not_complete")
    desk.page.before.list.setFocus()
    desk.press(Qt.Key.Key_Return)
    assert places_of(desk.program)[-1].kind is PlaceKind.MEETING


def test_that_the_long_rest_of_what_is_open_is_one_key_away(desk: Desk) -> None:
    rows = desk.page.before.list.rows
    assert rows[-1].words == f"and {len(desk.page.looking.matters) - 5} more"
    desk.page.before.list.set_current(rows[-1].key)
    desk.page.before.list.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert len(desk.page.before.list.rows) == len(desk.page.looking.matters)


def test_that_typing_never_looks_at_the_whole_record_for_each_letter(desk: Desk) -> None:
    draft = desk.page.looking.draft
    desk.type(" and a half")
    assert desk.page.looking.draft is draft
    desk.qtbot.waitUntil(lambda: desk.page.looking.draft is not draft)


def test_that_marks_work_on_the_text_with_the_caret(desk: Desk) -> None:
    desk.press(Qt.Key.Key_5, CTRL)
    assert desk.session.opened.the_review.section("home").minutes[0].mark is Mark.CONFIDENTIAL
    desk.press(Qt.Key.Key_2, CTRL)
    assert desk.session.opened.the_review.section("home").minutes[0].mark is Mark.CONFIDENTIAL
    desk.press(Qt.Key.Key_0, CTRL)
    assert desk.session.opened.the_review.section("home").minutes[0].mark is Mark.NOTE


# -- signing off


def _sign(desk: Desk, reason: str = "") -> None:
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    if reason:
        assert desk.focused() == "sign_reason"
        desk.type(reason)
    desk.press(Qt.Key.Key_Return)


def test_that_signing_off_freezes_the_version_and_offers_the_export(desk: Desk) -> None:
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    assert desk.find(QWidget, "sign_sheet").isVisible()
    assert not desk.find(QLineEdit, "sign_reason").isVisible()
    assert len(desk.page.sign_sheet.before.list.rows) == len(desk.page.looking.matters) > 5
    assert desk.find(QLineEdit, "sign_name").text() == "Morag Bell"
    desk.push("sign_now")
    head = desk.session.opened.the_review.head
    assert [(v.number, v.by, v.signed_at) for v in head.versions] == [(1, "Morag Bell", EVENING)]
    assert head.sending.record_done == TODAY
    frozen = memory_store(desk.program).signed[desk.session.opened.the_review.id, 1]
    assert frozen == desk.session.opened
    assert desk.focused() == "sign_export"
    desk.press(Qt.Key.Key_Space)
    assert places_of(desk.program)[-1].kind is PlaceKind.EXPORT


def test_that_a_signed_version_is_not_undone(desk: Desk) -> None:
    desk.type(" More.")
    _sign(desk)
    assert not desk.session.undo_words
    desk.press(Qt.Key.Key_Z, CTRL)
    assert len(desk.session.opened.the_review.head.versions) == 1


def test_that_a_later_change_is_said_and_asks_for_a_reason(desk: Desk) -> None:
    _sign(desk)
    assert desk.page.footer == "Version 1 is signed off, and nothing has changed since."
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "write_up_minutes"
    desk.type(" Corrected.")
    said = "Changed since version 1 was signed; sign off again to make version 2."
    desk.qtbot.waitUntil(lambda: desk.page.footer == said)
    assert desk.find(QLabel, "version_words").text() == said
    _sign(desk)
    assert "reason" in desk.find(QLabel, "sign_fault").text()
    assert len(desk.session.opened.the_review.head.versions) == 1
    desk.type("A name was wrong.")
    desk.press(Qt.Key.Key_Return)
    versions = desk.session.opened.the_review.head.versions
    assert [(v.number, v.reason) for v in versions] == [(1, ""), (2, "A name was wrong.")]
    first = memory_store(desk.program).signed[desk.session.opened.the_review.id, 1]
    assert "Corrected." not in str(first.the_review.section("home").minutes)


def test_that_a_signed_review_opened_again_knows_whether_it_changed(qtbot: QtBot) -> None:
    first = Desk(qtbot)
    _sign(first)
    again = Desk(qtbot, first.session.opened, signed=first.session.opened)
    assert again.page.footer == "Version 1 is signed off, and nothing has changed since."


def test_that_an_unfinished_review_cannot_be_signed_and_is_told_so_inline(qtbot: QtBot) -> None:
    desk = Desk(qtbot, sample_opened())
    _sign(desk)
    assert "not complete yet" in desk.find(QLabel, "sign_fault").text()
    assert not memory_store(desk.program).signed
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "write_up_minutes"


def test_that_a_version_that_could_not_be_kept_is_not_signed(desk: Desk) -> None:
    memory_store(desk.program).fault = UserFacingError("The disk is full.", "Make some room.")
    _sign(desk)
    assert "The disk is full." in desk.find(QLabel, "sign_fault").text()
    assert not desk.session.opened.the_review.head.versions
    memory_store(desk.program).fault = None
    desk.push("sign_now")
    assert len(desk.session.opened.the_review.head.versions) == 1


# -- the frame, room, reading aloud


def test_that_the_frame_says_where_we_are_and_by_when(desk: Desk) -> None:
    assert desk.page.who == "Kez"
    assert desk.page.where.startswith("fifth review · due Tue 15 Dec, 15 ")
    assert desk.page.footer_facts[1] == "English (UK)"
    assert [a.text() for a in desk.page.header_actions] == ["Back to the meeting", "Export"]


def _dress(percent: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "light", percent)


@pytest.mark.parametrize("section", ["home", "voice", "permanence", "decisions", IRO_VIEW])
def test_that_everything_has_a_name_and_room(qtbot: QtBot, section: str) -> None:
    _dress(100)
    desk = Desk(qtbot, section=section)
    for button in desk.page.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName().endswith("_change"):
            button.click()
    assert unnamed(desk.page) == []
    assert cut_off(desk.page) == []
    assert too_small(desk.page) == []
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    assert unnamed(desk.page) == []


def test_that_nothing_is_lost_on_half_a_screen(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice", size=(683, 728))
    assert not desk.notes.isVisible()
    desk.press(Qt.Key.Key_F7)
    assert (desk.focused(), desk.minutes.isVisible()) == ("write_up_notes", False)
    assert desk.page.writing.extras.participation.isVisible()
    desk.press(Qt.Key.Key_Right, ALT)
    desk.press(Qt.Key.Key_F3)
    assert desk.focused() == "write_up_sections"
    assert desk.find(RowList, "write_up_sections").isVisible()
    desk.press(Qt.Key.Key_Return)
    assert desk.focused() == "write_up_minutes"
    desk.press(Qt.Key.Key_F4)
    assert desk.page.before.list.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert desk.focused() == "write_up_minutes"
    assert unnamed(desk.page) == []
    assert cut_off(desk.page) == []
    assert desk.window.width() == 683


def test_that_twice_the_text_still_fits_half_a_screen(qtbot: QtBot) -> None:
    _dress(200)
    try:
        desk = Desk(qtbot, section="home", size=(683, 728))
        assert (desk.window.width(), desk.window.height()) == (683, 728)
        assert cut_off(desk.page) == []
        desk.type(" Typed.")
        assert desk.minuted("home")[0].endswith(" Typed.")
    finally:
        _dress(100)


def test_that_tab_reads_the_page_from_left_to_right(desk: Desk) -> None:
    wanted = [
        "write_up_sections",
        "write_up_notes",
        "write_up_minutes",
        "section_done",
        "before_it_goes",
        "recommendation_list",
    ]
    at = {widget.objectName(): widget for widget in focusable(desk.page)}
    widget: QWidget = at["write_up_sections"]
    met: list[str] = []
    for _ in range(3000):
        if widget in at.values():
            met.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is at["write_up_sections"]:
            break
    assert [name for name in met if name in wanted] == wanted


def test_that_forgetting_leaves_no_letter_on_the_page(desk: Desk) -> None:
    desk.page.close_session()
    shown_now = " ".join(label.text() for label in desk.page.findChildren(QLabel))
    assert "Kez" not in shown_now
    assert not desk.minutes.toPlainText()
    assert not desk.notes.toPlainText()
    for rows in desk.page.findChildren(RowList):
        assert not rows.rows
    assert not desk.page.findChildren(QDialog)
