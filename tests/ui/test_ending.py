"""What is missing when a meeting is ended is said where it is missing."""

from datetime import date, timedelta

from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from models.edits import Opened
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import TODAY, sample_child, sample_opened, sample_review
from ui.meeting.ending import EndingPanel


def test_that_what_is_missing_to_adjourn_can_be_seen_beside_its_field(qtbot: QtBot) -> None:
    opened = sample_opened()
    program = memory_program(opened)
    panel, area = EndingPanel(program), QScrollArea()
    qtbot.addWidget(area)
    area.setWidget(panel)
    area.setWidgetResizable(True)
    area.resize(500, 320)
    area.show()
    panel.ask(session_of(program, opened))
    panel.ways[2].click()

    def is_seen_after_going_on() -> bool:
        panel.go.click()
        for _ in range(3):
            QApplication.processEvents()
        top = panel.fault.mapTo(area.viewport(), panel.fault.rect().topLeft()).y()
        bottom = top + panel.fault.height()
        return panel.fault.isVisible() and top >= 0 and bottom <= area.viewport().height()

    assert is_seen_after_going_on()
    assert "tick a reason" in panel.fault.text()
    said, asked = (one.mapTo(panel, one.rect().topLeft()) for one in (panel.fault, panel.note))
    assert said.y() < asked.y()
    panel.reasons["health"].click()
    panel.until.set_date(TODAY + timedelta(days=90))
    assert is_seen_after_going_on()
    assert "The law allows until" in panel.fault.text()


def test_that_no_reason_to_adjourn_is_offered_for_which_the_child_is_too_young(
    qtbot: QtBot,
) -> None:
    for born, offers in ((date(2026, 4, 19), False), (date(2016, 4, 19), True)):
        opened = Opened(child=sample_child(born=born), review=sample_review())
        program = memory_program(opened)
        panel = EndingPanel(program)
        qtbot.addWidget(panel)
        panel.show()
        panel.ask(session_of(program, opened))
        panel.ways[2].click()
        assert panel.reasons["education_plan"].isVisible() is offers
        assert panel.reasons["health"].isVisible()
