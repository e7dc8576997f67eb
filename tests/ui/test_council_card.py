"""A manager's settings folder is looked at, used, and left again from the settings page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import council, council_folder
from models.council import CouncilSettings, settings_of
from tests.support.memory_program import memory_program, said_by
from tests.support.sample import sample_opened
from tests.support.walk import too_small, unnamed
from ui import theme
from ui.kit import KeyButton
from ui.program import Program
from ui.settings_page import SettingsPage


@pytest.fixture
def program(tmp_path: Path) -> Program:
    made = memory_program(sample_opened())
    made.keeper.home = tmp_path / "home"
    made.keeper.home.mkdir()
    return made


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, program: Program) -> SettingsPage:
    theme.apply_theme(qapp, "light", 100)
    made = SettingsPage(program)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.entered()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "handed out"
    council_folder.write_starter(made, CouncilSettings(name="Brackwell"))
    return made


def press(page: SettingsPage, words: str) -> None:
    found = [b for b in page.findChildren(KeyButton) if b.words == words and b.isVisible()]
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)


def test_that_a_folder_is_shown_before_it_is_used_and_holds_only_when_it_is_wanted(
    page: SettingsPage, program: Program, folder: Path
) -> None:
    card = page.council_card
    assert "Heard's own settings are in force" in card.in_force.text()
    program.messages.next_paths.append([folder])
    press(page, "Take in a settings folder…")
    assert "Settings of Brackwell, version 1." in card.coming.text()
    assert "closure days" in card.coming.text()
    assert list(program.keeper.home.iterdir()) == []
    press(page, "Use these settings")
    assert settings_of(program.keeper.home / council.FOLDER).name == "Brackwell"
    assert "next start" in card.coming.text()
    press(page, "Go back to Heard's own")
    assert list(program.keeper.home.iterdir()) == []


def test_that_a_folder_with_a_fault_is_told_by_file_and_changes_nothing(
    page: SettingsPage, program: Program, folder: Path
) -> None:
    said = said_by(program)
    (folder / council.LAW).write_text("version = 3", encoding="utf-8")
    program.messages.next_paths.append([folder])
    press(page, "Take in a settings folder…")
    assert council.LAW in said[-1].problem
    assert page.council_card.coming.text() == ""
    assert not page.council_card.take.isVisible()


def test_that_a_template_is_looked_at_in_plain_words(
    page: SettingsPage, program: Program, folder: Path
) -> None:
    program.messages.next_paths.append([folder / council.TEMPLATE])
    press(page, "Look at a Word template…")
    assert page.council_card.coming.text() == "This template can be used."


def test_that_a_folder_to_begin_with_bears_the_councils_name(
    page: SettingsPage, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    program.messages.next_paths.append([tmp_path / "empty"])
    press(page, "Write a folder to begin with…")
    assert settings_of(tmp_path / "empty").name == program.settings.council == "Brackwell"


def test_that_what_is_in_force_says_whose_it_is_and_every_button_has_a_name(
    page: SettingsPage, program: Program
) -> None:
    program.council = CouncilSettings(name="Brackwell", version="3", contact="Ada Okoro")
    page.entered()
    assert (
        page.council_card.in_force.text()
        == "Settings of Brackwell, version 3. Ask Ada Okoro about them."
    )
    assert (unnamed(page), too_small(page)) == ([], [])
    page.forget()
    assert page.council_card.coming.text() == ""
