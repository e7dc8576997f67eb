"""A setting that may not be used and a plan that drifts are seen wherever they are asked about."""

from datetime import date

import msgspec
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from export.job import document_bytes
from export.package import unpacked
from models.child import Child, Home, PlanEntry
from models.disclosure import view
from models.edits import Opened
from models.terms import Registered
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import TODAY, sample_child, sample_previous_review, sample_review
from tests.support.walk import clipped, cut_off, too_small, unnamed
from ui.child.page import ChildPage
from ui.issues import context_for, draft_issue
from ui.meeting import MeetingPage
from ui.prepare.page import PreparePage
from ui.write_up.page import WriteUpPage

FLAG = "Not registered with Ofsted, since 1 June 2026"
DRIFT = "No plan for permanence at the second review or later"


def child(registered: Registered = Registered.NO) -> Child:
    known = sample_child()
    moved = date(2026, 6, 1)
    before = msgspec.structs.replace(known.homes[-1], end=moved, reason_left="CREQB")
    now = Home(id="x", who="Fern Cottage", place_code="K2", start=moved, registered=registered)
    undecided = PlanEntry(id="p", from_date=moved, plan="not_yet_decided", target=moved)
    return msgspec.structs.replace(
        known, homes=(*known.homes[:-1], before, now), plans=(*known.plans, undecided)
    )


def words(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(shown)


def child_page(qtbot: QtBot, part: str, of: Child | None = None) -> ChildPage:
    opened = Opened(child=of or child(), review=sample_previous_review())
    program = memory_program(opened)
    page = ChildPage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session_of(program, Opened(child=opened.child)))
    page.entered()
    page.go_to_part(part)
    QApplication.processEvents()
    return page


def test_that_the_overview_begins_with_what_must_be_seen(qtbot: QtBot) -> None:
    page = child_page(qtbot, "overview")
    assert words(page.overview).startswith(FLAG)
    said = page.overview.notice.accessibleName()
    assert "must be registered" in said
    assert "Ask what the plan and the date are" in said
    assert not page.overview.notice.findChildren(QPushButton)


def test_that_the_flag_goes_only_when_the_facts_change(qtbot: QtBot) -> None:
    page = child_page(qtbot, "overview", child(Registered.YES))
    assert not page.overview.notice.isVisible()
    page.show_session()
    assert "Ofsted" not in words(page.overview)


def test_that_the_overview_and_the_homes_part_show_the_strip(qtbot: QtBot) -> None:
    page = child_page(qtbot, "overview")
    assert "2 homes in 12 months: 1 unplanned move." in page.overview.strip.short.text()
    page.go_to_part("homes")
    QApplication.processEvents()
    assert page.moves.strip.view.spots
    assert FLAG in words(page.moves)


def test_that_the_plan_part_says_plan_plan_b_drift_and_what_must_be_known(qtbot: QtBot) -> None:
    page = child_page(qtbot, "plan")
    said = words(page.plan)
    for expected in (
        "Not yet decided",
        "not recorded",
        "To be in place by: 1 June 2026, past",
        "Responsible: nobody is named",
        DRIFT,
        "since 1 June 2026",
        "To be answered by the fifth review",
        "Is the plan still right, or has it drifted?",
    ):
        assert expected in said, expected


def test_that_a_plan_already_matched_lacks_no_date(qtbot: QtBot) -> None:
    matched = PlanEntry(id="p", from_date=TODAY, plan="long_term_foster", matched_on=TODAY)
    of = msgspec.structs.replace(child(), plans=(matched,))
    said = words(child_page(qtbot, "plan", of).plan)
    assert "Matched on: 24 November 2026" in said
    assert "To be in place by" not in said
    still = msgspec.structs.replace(matched, matched_on=None)
    of = msgspec.structs.replace(of, plans=(still,))
    assert "To be in place by: no date is set" in words(child_page(qtbot, "plan", of).plan)


def test_that_preparing_shows_home_and_plan(qtbot: QtBot) -> None:
    opened = Opened(child=child(), review=sample_review())
    program = memory_program(opened)
    page = PreparePage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session_of(program, opened))
    part = page.part("standing")
    QApplication.processEvents()
    said = words(part)
    assert FLAG in said
    assert DRIFT in said
    assert "At the fifth review" in said
    for find in (unnamed, cut_off, too_small, clipped):
        assert find(page) == []
    page.forget()
    assert "Fern" not in words(part)
    assert FLAG not in words(part)


def meeting(qtbot: QtBot, section: str) -> MeetingPage:
    opened = Opened(child=child(), review=sample_review())
    program = memory_program(opened)
    page = MeetingPage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session_of(program, opened), section)
    QApplication.processEvents()
    return page


def test_that_the_meeting_shows_the_flag_at_home_and_the_strip_when_asked(qtbot: QtBot) -> None:
    page = meeting(qtbot, "home")
    standing = page.middle.standing
    assert FLAG in words(standing)
    assert not standing.strip.isVisible()
    standing.more.click()
    assert standing.strip.isVisible()
    page.show_section("health")
    assert not standing.isVisible()
    assert not standing.more.isVisible()


def test_that_the_meeting_shows_drift_at_permanence(qtbot: QtBot) -> None:
    page = meeting(qtbot, "permanence")
    assert DRIFT in words(page.middle.standing)
    page.forget()
    assert words(page.middle.standing) == ""


def test_that_a_tick_in_the_write_up_puts_the_strip_into_the_record(qtbot: QtBot) -> None:
    review = sample_review(completed_on=TODAY)
    program = memory_program(Opened(child=child(), review=review))
    session = session_of(program, Opened(child=child(), review=review))
    page = WriteUpPage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session, "home")
    QApplication.processEvents()

    def pictures() -> list[str]:
        opened = session.opened
        context = context_for(program, opened, draft_issue(program, opened.the_review))
        disclosed = view(opened.child, opened.the_review)
        content = document_bytes("minutes", disclosed, context)
        return [name for name in unpacked(content) if name.startswith("word/media/")]

    assert pictures() == []
    card = page.writing.extras.strip
    card.unfold()
    box = card.findChild(QCheckBox, "record_strip_show_strip")
    assert box is not None
    box.click()
    assert session.opened.the_review.head.show_strip
    assert pictures() == ["word/media/image1.png"]
    session.undo()
    assert not session.opened.the_review.head.show_strip
