"""“Does this need an early review?” is asked with the law's reasons, kept, and acted on at once."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from models.child import EarlyReviewThought
from models.edits import Opened
from models.law import Strength
from models.terms import ReviewType
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import TODAY, sample_child, sample_previous_review
from tests.support.walk import unnamed
from ui.child.early_review import EarlyReviewPanel, said
from ui.child.page import ChildPage
from ui.program import Program


@pytest.fixture
def program() -> Program:
    return memory_program(Opened(child=sample_child(), review=sample_previous_review()))


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> ChildPage:
    made = ChildPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.open(session_of(program, Opened(child=sample_child())))
    made.entered()
    QApplication.processEvents()
    return made


def press(qtbot: QtBot, widget: QWidget) -> None:
    widget.setFocus()
    qtbot.keyClick(widget, Qt.Key.Key_Space)


def thoughts(page: ChildPage) -> tuple[EarlyReviewThought, ...]:
    return page.session.opened.child.early_reviews


def test_that_every_reason_of_the_law_pack_is_offered_with_its_source(
    page: ChildPage, program: Program
) -> None:
    page.ask_early_review()
    assert list(page.early.reasons) == sorted(
        (reason.id for reason in program.law.early_reviews),
        key=lambda id_: _strength(program, id_) is not Strength.LAW,
    )
    box = page.early.reasons["visit_worry"].box
    assert "regulations 30 and 33(3)" in box.accessibleDescription()
    assert "from memory" in page.early.reasons["pregnancy"].toolTip()
    assert unnamed(page) == []


def test_that_no_reason_is_offered_for_which_the_child_is_too_young(
    program: Program, qtbot: QtBot
) -> None:
    panel = EarlyReviewPanel(program)
    qtbot.addWidget(panel)
    panel.show()

    def offered(years: int) -> set[str]:
        panel.open_for(sample_child(born=date(TODAY.year - years, 1, 1)))
        return {id_ for id_, row in panel.reasons.items() if row.isVisible()}

    everything = set(panel.reasons)
    assert everything - offered(1) >= {"exclusion", "pregnancy", "arrest", "exam_years_move"}
    assert {"unplanned_move", "hospital", "allegation", "iro_asks"} <= offered(1)
    assert offered(17) == everything
    panel.open_for(sample_child(born=date(TODAY.year - 1, 1, 1)))
    panel.begin("e1", ("exclusion",))
    assert panel.reasons["exclusion"].isVisible()


def _strength(program: Program, id_: str) -> Strength:
    return next(reason.strength for reason in program.law.early_reviews if reason.id == id_)


def test_that_a_no_is_kept_with_its_reason(page: ChildPage, qtbot: QtBot) -> None:
    page.ask_early_review("event-1", ("missing",))
    assert page.early.reasons["missing"].is_ticked
    press(qtbot, page.early.no)
    press(qtbot, page.early.keep)
    assert page.early.fault.text() == "Say in a few words why it can wait."
    assert QApplication.focusWidget() is page.early.because
    qtbot.keyClicks(page.early.because, "back the same night, plan holds")
    press(qtbot, page.early.keep)
    (kept,) = thoughts(page)
    assert (kept.on, kept.needed, kept.event_id) == (TODAY, False, "event-1")
    assert (kept.reasons, kept.because) == (("missing",), "back the same night, plan holds")
    assert page.parts.isVisible()


def test_that_a_yes_goes_on_to_the_review_at_once(page: ChildPage, qtbot: QtBot) -> None:
    page.ask_early_review()
    assert not page.early.start.isEnabled()
    press(qtbot, page.early.reasons["allegation"].box)
    press(qtbot, page.early.yes)
    press(qtbot, page.early.start)
    assert thoughts(page)[0].needed is True
    assert page.start.isVisible()
    assert page.start.type.currentData() == ReviewType.EARLY
    assert page.start.on.date_value == TODAY


def test_that_an_unplanned_move_starts_a_review_of_its_own_kind(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.ask_early_review(reasons=("unplanned_move",))
    press(qtbot, page.early.yes)
    press(qtbot, page.early.start)
    assert page.start.type.currentData() == ReviewType.UNPLANNED_MOVE


def test_that_a_yes_kept_for_later_is_a_clock_until_the_review_is_held(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.ask_early_review(reasons=("child_asks",))
    press(qtbot, page.early.yes)
    press(qtbot, page.early.keep)
    page.go_to_part("clocks")
    early = [c for c in page.clocks.clocks if ":early:" in c.id]
    assert [clock.what for clock in early] == ["Review to bring forward"]
    assert "24 November 2026" in early[0].missing
    page.start_review()
    assert page.start.type.currentData() == ReviewType.EARLY
    assert page.start.why_type.text() == "An early review was decided on 24 November 2026."


@pytest.mark.parametrize("answer", [None, "yes"])
def test_that_a_decision_needs_its_answer_and_a_yes_its_why(
    page: ChildPage, qtbot: QtBot, answer: str | None
) -> None:
    page.ask_early_review()
    if answer is not None:
        press(qtbot, page.early.yes)
    press(qtbot, page.early.keep)
    assert page.early.fault.text().startswith("Say")
    assert thoughts(page) == ()


def test_that_what_was_thought_last_is_said(page: ChildPage, program: Program) -> None:
    thought = EarlyReviewThought(
        id="t", on=date(2026, 10, 5), reasons=("exclusion",), needed=False, because="one day only"
    )
    assert said(thought, program.law) == (
        "5 October 2026: no, because: The child has been excluded from school; one day only."
    )


def test_that_escape_leaves_without_keeping_anything(page: ChildPage, qtbot: QtBot) -> None:
    page.ask_early_review(reasons=("hospital",))
    qtbot.keyClick(page.early, Qt.Key.Key_Escape)
    assert page.parts.isVisible()
    assert thoughts(page) == ()


def test_that_asking_anew_and_a_lock_leave_no_tick_and_no_word(
    page: ChildPage, qtbot: QtBot
) -> None:
    page.ask_early_review(reasons=("hospital",))
    qtbot.keyClicks(page.early.because, "Kez broke an arm")
    page.close_session()
    assert page.early.because.text() == ""
    assert not any(box.isChecked() for box in page.early.findChildren(QCheckBox))
    assert "Kez" not in page.early.heading.text()


def test_that_the_panel_stands_by_itself_on_any_page(program: Program, qtbot: QtBot) -> None:
    panel = EarlyReviewPanel(program)
    qtbot.addWidget(panel)
    panel.show()
    panel.open_for(sample_child())
    panel.begin("e9", ("arrest", "no such reason"))
    qtbot.keyClicks(panel.because, "remanded on Friday")
    press(qtbot, panel.yes)
    with qtbot.waitSignal(panel.decided) as heard:
        press(qtbot, panel.keep)
    thought, starts = heard.args
    assert (thought.reasons, thought.event_id, starts) == (("arrest",), "e9", False)
