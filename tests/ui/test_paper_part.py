"""The paper pack is made from the Prepare page, and typed up afterwards by its numbers."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from export.reading import visible_text
from models.paper import AGENDA_PACK
from tests.support.sample import sample_opened
from tests.ui.test_prepare_page import shown
from ui.prepare.paper_part import PaperPart


def paper(qtbot: QtBot) -> PaperPart:
    made = shown(sample_opened(), qtbot).part("paper")
    assert isinstance(made, PaperPart)
    return made


def test_that_what_fits_the_child_is_ticked_already(qtbot: QtBot) -> None:
    part = paper(qtbot)
    ticked = {name for name, box in part.ticks.items() if box.isChecked()}
    assert ticked == {
        AGENDA_PACK, "paper_child_5_11", "paper_parent", "paper_carer", "paper_school",
    }  # fmt: skip


def test_that_the_papers_are_made_by_keyboard(qtbot: QtBot, tmp_path: Path) -> None:
    part = paper(qtbot)
    part.folder.setText(str(tmp_path))
    for name, box in part.ticks.items():
        box.setChecked(name in (AGENDA_PACK, "paper_parent"))
    part.make.setFocus()
    QTest.keyClick(part.make, Qt.Key.Key_Space)
    said = part.findChild(QLabel, "paper_said")
    assert said is not None
    qtbot.waitUntil(lambda: said.text() == "Done: 2 papers are in the folder.")
    made = sorted(tmp_path.glob("*.docx"))
    assert len(made) == 2
    assert not any("Kez" in path.name for path in made)
    assert any("Agenda for Kez" in visible_text(path.read_bytes()) for path in made)
    assert part.make.isEnabled()


def test_that_nothing_ticked_makes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    part = paper(qtbot)
    part.folder.setText(str(tmp_path))
    for box in part.ticks.values():
        box.setChecked(False)
    part.make.click()
    assert list(tmp_path.iterdir()) == []
    assert part.make.isEnabled()
