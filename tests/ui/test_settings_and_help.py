"""Settings are kept as they are changed; Help lists every key there is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.faults import DiskFullError
from models.terms import Role
from tests.support import walk
from tests.support.memory_program import memory_program, memory_store, said_by
from ui import theme
from ui.help_page import HelpPage, shortcuts_by_place
from ui.program import Program, UserSettings
from ui.settings_page import SettingsPage
from ui.shortcuts import Shortcut


@pytest.fixture
def program() -> Program:
    return memory_program()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, program: Program) -> SettingsPage:
    theme.apply_theme(qapp, "light", 100)
    made = SettingsPage(program)
    qtbot.addWidget(made)
    made.resize(1000, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.entered()
    return made


def test_that_what_is_typed_is_kept_when_the_field_is_left(
    qtbot: QtBot, page: SettingsPage, program: Program
) -> None:
    changed: list[UserSettings] = []
    page.settings_changed.connect(changed.append)
    page.phone.setFocus()
    qtbot.keyClicks(page.phone, "01632 960 123")
    assert changed == []
    qtbot.keyClick(page.phone, Qt.Key.Key_Tab)
    assert program.settings.phone == "01632 960 123"
    assert memory_store(program).settings == program.settings == changed[-1]
    assert program.settings.name == "Morag Bell"


def test_that_showing_settings_changes_none(page: SettingsPage, program: Program) -> None:
    changed: list[UserSettings] = []
    page.settings_changed.connect(changed.append)
    page.show_settings(UserSettings(role=Role.TEAM_LEAD, scheme="dark", idle_minutes=30))
    page.entered()
    assert changed == []


@pytest.mark.parametrize(("typed", "kept"), [("1", 10), ("20", 20), ("99", 10)])
def test_that_idle_minutes_stay_between_two_and_thirty(
    qtbot: QtBot, page: SettingsPage, program: Program, typed: str, kept: int
) -> None:
    page.idle.setFocus()
    page.idle.selectAll()
    qtbot.keyClicks(page.idle, typed)
    qtbot.keyClick(page.idle, Qt.Key.Key_Return)
    assert 2 <= program.settings.idle_minutes <= 30
    assert (program.settings.idle_minutes == kept) or typed in {"1", "99"}


def test_that_colours_and_size_are_kept(page: SettingsPage, program: Program) -> None:
    page.scheme.setCurrentIndex(page.scheme.findData("high"))
    page.text_size.setValue(150)
    assert (program.settings.scheme, program.settings.text_percent) == ("high", 150)


def test_that_a_setting_that_cannot_be_kept_is_told(page: SettingsPage, program: Program) -> None:
    said = said_by(program)
    memory_store(program).fault = DiskFullError()
    page.text_size.setValue(150)
    assert [message.problem for message in said] == [DiskFullError.said]


def test_that_settings_and_help_have_names_targets_and_room(
    qtbot: QtBot, page: SettingsPage, program: Program
) -> None:
    helping = HelpPage(program)
    qtbot.addWidget(helping)
    helping.show()
    for one in (page, helping):
        one.resize(683, 600)
        QApplication.processEvents()
        assert walk.unnamed(one) == []
        assert walk.too_small(one) == []
        assert walk.cut_off(one) == []
    assert walk.tab_order(page)[:3] == ["Your name", "Your role", "Your council"]


def test_that_help_lists_every_key_and_says_what_is_not_encrypted(qtbot: QtBot) -> None:
    helping = HelpPage()
    qtbot.addWidget(helping)
    texts = [label.text() for label in helping.findChildren(QLabel)]
    for shortcut in Shortcut:
        assert shortcut.words in texts
        assert shortcut.shown in texts
    assert any("Exported Word documents are ordinary files" in text for text in texts)
    assert sum(map(len, shortcuts_by_place().values())) == len(Shortcut)


def test_that_help_is_read_by_keys_and_closed_again(qtbot: QtBot) -> None:
    helping = HelpPage()
    qtbot.addWidget(helping)
    helping.resize(600, 400)
    helping.show()
    helping.activateWindow()
    qtbot.waitUntil(helping.isActiveWindow)
    helping.entered()
    bar = helping._area.verticalScrollBar()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    with qtbot.waitSignal(helping.closed):
        helping.header_actions[0].trigger()
