"""The frame around every page: whose it is, what is saved, news and questions, F6, undo."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.edits import MarkLine
from models.errors import UserFacingError
from models.faults import DiskFullError
from models.text import Mark
from tests.support import walk
from tests.support.frame import PlainPage, active
from tests.support.memory_program import memory_program, memory_store, session_of
from tests.support.sample import sample_opened
from ui import theme
from ui.frame import save_light
from ui.kept_value import SaveState, SaveStatus
from ui.kit import KeyButton
from ui.main_window import MainWindow
from ui.messages import Choice, Messages, Tone
from ui.places import PlaceKind

CTRL = Qt.KeyboardModifier.ControlModifier
SUMMER = datetime(2026, 7, 3, 15, 12, 8, tzinfo=UTC)
SIZES = [(1366, 768, 100), (683, 728, 100), (1366, 768, 200), (683, 728, 150)]


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def page() -> PlainPage:
    return PlainPage()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, messages: Messages, page: PlainPage) -> MainWindow:
    theme.apply_theme(qapp, "light", 100)
    made = MainWindow()
    made.listen(messages)
    made.add_page(PlaceKind.MEETING, page)
    qtbot.addWidget(made)
    active(made)
    made.show_page(PlaceKind.MEETING)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def button(window: MainWindow, words: str) -> KeyButton:
    found = [b for b in window.findChildren(KeyButton) if b.words == words and b.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {words!r}"
    return found[0]


def saved(at: datetime = SUMMER) -> SaveState:
    return SaveState(status=SaveStatus.SAVED, at=at)


def not_saved(fault: UserFacingError | None = None) -> SaveState:
    return SaveState(status=SaveStatus.NOT_SAVED, at=SUMMER, fault=fault or DiskFullError())


def test_that_the_title_never_says_whose_page_it_is(window: MainWindow, page: PlainPage) -> None:
    page.frame_changed.emit()
    assert (window.windowTitle(), window.header.who.text()) == ("Heard", "Leo")


def test_that_every_widget_of_the_frame_has_a_name(window: MainWindow, messages: Messages) -> None:
    messages.ask("Really?", "", Choice(words="Yes", chosen=lambda: None))
    messages.tell("Done.", tone=Tone.GOOD)
    QApplication.processEvents()
    assert walk.unnamed(window) == []
    assert walk.too_small(window) == []


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
def test_that_nothing_in_the_header_is_cut_off(
    window: MainWindow, qapp: QApplication, width: int, height: int, percent: int
) -> None:
    theme.apply_theme(qapp, "light", percent)
    window._save_state_changed(saved())
    window.resize(width, height)
    for _ in range(3):
        qapp.processEvents()
    assert window.width() == width
    for words in ("Child beside me", "Hide", "Lock", "End meeting…", "Help"):
        shown = button(window, words)
        assert shown.width() >= shown.sizeHint().width()
        corner = shown.mapTo(window, shown.rect().bottomRight())
        assert window.rect().contains(corner), f"{words} is off the window"
    light = window.header.light
    assert light.width() >= light.sizeHint().width()
    theme.apply_theme(qapp, "light", 100)


def test_that_keys_of_the_frame_and_of_the_page_work(
    qtbot: QtBot, window: MainWindow, page: PlainPage
) -> None:
    with qtbot.waitSignals([window.hide_asked, window.lock_asked, window.help_asked]):
        qtbot.keyClick(page.first, Qt.Key.Key_F12)
        qtbot.keyClick(page.first, Qt.Key.Key_L, CTRL)
        qtbot.keyClick(page.first, Qt.Key.Key_F1)
    qtbot.keyClick(page.first, Qt.Key.Key_F8)
    qtbot.keyClick(page.first, Qt.Key.Key_E, CTRL)
    qtbot.mouseClick(button(window, "End meeting…"), Qt.MouseButton.LeftButton)
    assert page.chosen == ["beside", "end", "end"]


def test_that_the_save_light_says_uk_time_in_summer_and_winter(window: MainWindow) -> None:
    window._save_state_changed(saved())
    assert window.header.light.words == "Saved 16:12:08"
    window._save_state_changed(saved(datetime(2026, 12, 3, 15, 12, 8, tzinfo=UTC)))
    assert window.header.light.words == "Saved 15:12:08"


def test_that_a_quick_save_never_flickers_and_a_slow_one_is_told(
    qtbot: QtBot, window: MainWindow
) -> None:
    light = window.header.light
    light.show_state(saved())
    light.show_state(SaveState(status=SaveStatus.SAVING, at=SUMMER))
    assert light.words == "Saved 16:12:08"
    qtbot.waitUntil(lambda: light.words == "Saving…")
    light.show_state(saved(SUMMER.replace(second=9)))
    assert light.words == "Saved 16:12:09"


def test_that_a_failed_save_says_why_once_in_the_light_and_in_a_banner(
    window: MainWindow, messages: Messages
) -> None:
    said: list[object] = []
    messages.said.connect(said.append)
    window._save_state_changed(not_saved())
    window._save_state_changed(not_saved())
    assert window.header.light.words == "Not saved – disk full"
    assert len(said) == 1
    assert window.banners.news.message is said[0]


def test_that_a_screen_reader_hears_only_changes_between_saved_and_not(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, bool]] = []
    monkeypatch.setattr(
        save_light, "announce", lambda _, words, *, urgent=False: heard.append((words, urgent))
    )
    for state in (saved(), saved(SUMMER.replace(second=9)), not_saved(), not_saved(), saved()):
        window._save_state_changed(state)
    assert heard == [
        ("Saved 16:12:08", False),
        ("Not saved – disk full", True),
        ("Saved 16:12:08", False),
    ]


def test_that_escape_dismisses_news_and_never_a_question(
    qtbot: QtBot, window: MainWindow, messages: Messages, page: PlainPage
) -> None:
    messages.ask("Really?", "", Choice(words="Yes", chosen=lambda: None))
    messages.tell("The practice caseload is open.")
    qtbot.keyClick(page.first, Qt.Key.Key_Escape)
    qtbot.keyClick(page.first, Qt.Key.Key_Escape)
    assert not window.banners.news.isVisible()
    assert window.banners.question.isVisible()
    assert walk.has_focus(page.first)


def test_that_an_answer_is_taken_by_keyboard_and_the_focus_goes_back(
    qtbot: QtBot, window: MainWindow, messages: Messages, page: PlainPage
) -> None:
    answers: list[str] = []
    messages.ask(
        "Really?",
        "It cannot be undone.",
        Choice(words="Yes", chosen=lambda: answers.append("yes")),
        Choice(words="No", chosen=lambda: answers.append("no")),
    )
    QApplication.processEvents()
    page.second.setFocus()
    button(window, "No").setFocus()
    qtbot.keyClick(button(window, "No"), Qt.Key.Key_Space)
    assert answers == ["no"]
    assert not window.banners.isVisible()
    assert walk.has_focus(page.second)


def test_that_a_message_is_told_by_word_and_not_by_colour_alone(
    window: MainWindow, messages: Messages
) -> None:
    messages.warn(DiskFullError())
    assert window.banners.news.accessibleName().startswith("There is a problem: The disk is full")


def test_that_f6_goes_through_the_parts_of_the_page_and_round(
    qtbot: QtBot, window: MainWindow, page: PlainPage
) -> None:
    stops = []
    for _ in range(5):
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(walk.accessible_name(focused))
        qtbot.keyClick(focused, Qt.Key.Key_F6)
    assert stops == ["First", "Second", "Child beside me", "Help", "First"]


def test_that_tab_goes_through_the_window_as_one_reads(window: MainWindow) -> None:
    stops = walk.tab_order(window)
    start = stops.index("Child beside me")
    assert stops[start:] + stops[:start] == [
        *("Child beside me", "Hide", "Lock", "End meeting…"),
        *("First", "Second", "Help"),
    ]


def test_that_the_frame_is_made_after_the_gate_was_painted_and_by_itself(
    qtbot: QtBot, qapp: QApplication
) -> None:
    from PySide6.QtWidgets import QLineEdit

    window, gate = MainWindow(), QLineEdit()
    qtbot.addWidget(window)
    window.show_gate(gate)
    active(window)
    assert window._surroundings is None
    before = gate.mapTo(window, gate.rect().topLeft())
    qtbot.waitUntil(lambda: window._surroundings is not None)
    qapp.processEvents()
    assert button(window, "Help").isVisible()
    assert gate.mapTo(window, gate.rect().topLeft()) == before


def test_that_the_gate_shows_nothing_of_the_program(qtbot: QtBot, window: MainWindow) -> None:
    from PySide6.QtWidgets import QLineEdit

    gate = QLineEdit()
    window.show_gate(gate)
    assert window.page is None
    assert window.header.who.text() == window.header.where.text() == ""
    visible = {b.words for b in window.findChildren(KeyButton) if b.isVisible()}
    assert visible == {"Help"}
    with qtbot.assertNotEmitted(window.lock_asked):
        qtbot.keyClick(window, Qt.Key.Key_L, CTRL)


def test_that_undoing_a_confidential_mark_is_asked_first(
    qtbot: QtBot, window: MainWindow, page: PlainPage
) -> None:
    program = memory_program(sample_opened())
    session = session_of(program, sample_opened())
    window.set_session(session)
    section = session.opened.the_review.sections[0]
    line = section.notes[0].id
    ids = ("a", "b", "c")
    session.apply(MarkLine(section=section.id, line=line, mark=Mark.CONFIDENTIAL, ids=ids))
    before = session.opened
    qtbot.keyClick(page.first, Qt.Key.Key_Tab)
    window.undo()
    assert session.opened is before
    QApplication.processEvents()
    qtbot.mouseClick(button(window, "Yes, undo it"), Qt.MouseButton.LeftButton)
    assert session.opened.the_review.sections[0].notes[0].mark is section.notes[0].mark
    assert window.redo_action.isEnabled()
    window.set_session(None)
    assert window.header.light.words == ""
    assert memory_store(program).fault is None


def test_that_text_can_be_made_larger_by_key_up_to_200_per_cent(
    qtbot: QtBot, window: MainWindow, page: PlainPage, qapp: QApplication
) -> None:
    sizes: list[int] = []
    window.text_size_changed.connect(sizes.append)
    qtbot.keyClick(page.first, Qt.Key.Key_Equal, CTRL)
    qtbot.waitUntil(lambda: sizes == [110])
    qtbot.keyClick(page.first, Qt.Key.Key_Plus, CTRL)
    qtbot.waitUntil(lambda: sizes == [110, 120])
    for _ in range(12):
        qtbot.keyClick(page.first, Qt.Key.Key_Equal, CTRL)
    qtbot.waitUntil(lambda: sizes[-1] == 200)
    theme.apply_theme(qapp, "light", 100)


def test_that_a_page_behind_does_not_decide_how_small_the_window_can_be(
    qtbot: QtBot, window: MainWindow
) -> None:
    wide = PlainPage()
    wide.setMinimumWidth(1600)
    window.add_page(PlaceKind.EXPORT, wide)
    window.show_page(PlaceKind.MEETING)
    window.resize(683, 728)
    QApplication.processEvents()
    assert window.width() == 683


def test_that_the_window_stays_open_when_it_may_not_close(window: MainWindow) -> None:
    window.set_close_guard(lambda: False)
    assert not window.close()
    window.set_close_guard(lambda: True)


def test_that_the_save_light_is_read_as_one_sentence(window: MainWindow) -> None:
    window._save_state_changed(saved())
    interface = QAccessible.queryAccessibleInterface(window.header.light)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Saved 16:12:08"


def test_that_the_way_to_all_children_is_there_by_button_and_key_and_only_where_wanted(
    qtbot: QtBot, window: MainWindow, page: PlainPage
) -> None:
    """Nobody gets stuck on a page; in a running meeting no other child's name can come up."""
    asked: list[bool] = []
    window.home_asked.connect(lambda: asked.append(True))
    qtbot.keyClick(page.first, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert not asked
    page.leads_home = True
    page.frame_changed.emit()
    qtbot.keyClick(page.first, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    home = button(window, "My children")
    home.click()
    assert len(asked) == 2
    after = home.nextInFocusChain()
    while not isinstance(after, KeyButton):
        after = after.nextInFocusChain()
    assert after.words == "Child beside me", "Tab goes as one reads"
