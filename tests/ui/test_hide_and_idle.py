"""Hide covers everything at once and comes back; idleness is warned of calmly, then locks."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.support import walk
from tests.support.frame import PlainPage, active
from ui import theme
from ui.cover import STAYS_SECONDS, Cover
from ui.idle import IdleStrip, IdleWatch
from ui.main_window import MainWindow
from ui.places import PlaceKind

SECRET = "Leo asked when he can get a key"


@pytest.fixture
def now() -> list[float]:
    return [1_000_000.0]


@pytest.fixture
def page() -> PlainPage:
    return PlainPage()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, page: PlainPage) -> MainWindow:
    theme.apply_theme(qapp, "light", 100)
    made = MainWindow()
    made.add_page(PlaceKind.MEETING, page)
    qtbot.addWidget(made)
    active(made)
    made.show_page(PlaceKind.MEETING)
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.keyClicks(page.first, SECRET)
    return made


@pytest.fixture
def locks() -> list[str]:
    return []


@pytest.fixture
def cover(window: MainWindow, locks: list[str], now: list[float]) -> Cover:
    gate = QLineEdit()

    def lock() -> None:
        locks.append("locked")
        window.show_gate(gate)
        window.uncover()

    return Cover(window, lock, lambda: now[0])


def focused() -> QLineEdit:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit)
    return widget


def test_that_hide_covers_within_100_ms_and_the_same_key_brings_it_back(
    qtbot: QtBot, window: MainWindow, page: PlainPage, cover: Cover
) -> None:
    page.first.setCursorPosition(3)
    before = window.grab().toImage()
    start = time.perf_counter()
    qtbot.keyClick(page.first, Qt.Key.Key_F12)
    took = time.perf_counter() - start
    assert cover.is_up
    assert took < 0.1
    assert not page.first.isVisible()
    assert window.grab().toImage() != before
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert not cover.is_up
    assert walk.has_focus(page.first)
    assert (page.first.text(), page.first.cursorPosition()) == (SECRET, 3)


def test_that_no_picture_of_a_covered_window_depends_on_what_is_under_it(
    qtbot: QtBot, window: MainWindow, page: PlainPage, cover: Cover
) -> None:
    pictures = []
    for words in (SECRET, "something else"):
        page.first.setText(words)
        page.who = words
        page.frame_changed.emit()
        cover.toggle()
        QApplication.processEvents()
        pictures.append(window.grab().toImage())
        cover.toggle()
    assert pictures[0] == pictures[1]


def test_that_a_covered_window_lets_no_key_reach_the_page(
    qtbot: QtBot, window: MainWindow, page: PlainPage, cover: Cover
) -> None:
    cover.toggle()
    for key in (Qt.Key.Key_F8, Qt.Key.Key_F1, Qt.Key.Key_F6):
        qtbot.keyClick(window, key)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "xyz")
    assert page.chosen == []
    assert page.first.text() == SECRET
    assert walk.tab_order(window) == ["Show again"]
    cover.toggle()


def test_that_dialogs_and_menus_are_covered_and_dialogs_come_back(
    qtbot: QtBot, window: MainWindow, cover: Cover
) -> None:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLabel(SECRET))
    dialog.open()
    menu = QMenu(window)
    menu.addAction(SECRET)
    menu.popup(QPoint(10, 10))
    cover.toggle()
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert shown == [window]
    cover.toggle()
    assert dialog.isVisible()
    assert not menu.isVisible()
    dialog.close()


def test_that_what_is_open_is_saved_before_it_is_hidden(
    window: MainWindow, cover: Cover, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[bool] = []
    monkeypatch.setattr(window, "flush", lambda: saves.append(cover.is_up))
    cover.toggle()
    assert saves == [True]
    cover.toggle()


@pytest.mark.parametrize("minutes_asleep", [3, 600])
def test_that_after_three_minutes_the_key_locks_and_shows_nothing(
    qtbot: QtBot,
    window: MainWindow,
    cover: Cover,
    locks: list[str],
    now: list[float],
    minutes_asleep: int,
) -> None:
    cover.toggle()
    now[0] += minutes_asleep * 60
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert locks == ["locked"]
    assert not cover.is_up


def test_that_it_locks_by_itself_and_closes_what_lay_under(
    window: MainWindow, cover: Cover, locks: list[str], now: list[float]
) -> None:
    dialog = QDialog(window)
    dialog.open()
    cover.toggle()
    now[0] += STAYS_SECONDS - 1
    assert not cover.check()
    now[0] += 1
    assert cover.check()
    assert locks == ["locked"]
    assert not dialog.isVisible()


def test_that_it_stays_covered_when_it_cannot_be_saved_and_so_not_locked(
    qtbot: QtBot, window: MainWindow, page: PlainPage, now: list[float]
) -> None:
    tries: list[int] = []
    cover = Cover(window, lambda: tries.append(1), lambda: now[0])
    cover.toggle()
    now[0] += 3 * 60
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F12)
        qtbot.mouseClick(cover.sheet.button, Qt.MouseButton.LeftButton)
    assert len(tries) == 6
    assert cover.is_up
    assert not page.first.isVisible()
    assert cover.sheet.words.text().startswith("Heard could not lock yet")
    window.uncover()


def test_that_locking_a_covered_window_by_key_ends_the_cover(
    qtbot: QtBot, window: MainWindow, cover: Cover, locks: list[str], now: list[float]
) -> None:
    window.lock_asked.connect(cover._lock)
    cover.toggle()
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not cover.is_up
    now[0] += 3 * 60
    cover.check()
    assert locks == ["locked"]


@pytest.fixture
def watch(qtbot: QtBot, window: MainWindow, now: list[float]) -> Iterator[IdleWatch]:
    made = IdleWatch(lambda: now[0])
    made.start(10)
    yield made
    made.stop()


@pytest.fixture
def strip(window: MainWindow, watch: IdleWatch) -> IdleStrip:
    made = IdleStrip(watch)
    window.strips.addWidget(made)
    return made


def pass_time(watch: IdleWatch, now: list[float], seconds: float) -> None:
    now[0] += seconds
    watch.tick()


def test_that_idleness_is_warned_of_for_a_minute_and_then_locks_once(
    watch: IdleWatch, strip: IdleStrip, now: list[float]
) -> None:
    expired: list[int] = []
    watch.expired.connect(lambda: expired.append(1))
    pass_time(watch, now, 539)
    assert not strip.isVisible()
    pass_time(watch, now, 1)
    assert strip.words == "Heard locks in 60 seconds. Press any key to keep it open."
    pass_time(watch, now, 59)
    assert strip.words == "Heard locks in 1 second. Press any key to keep it open."
    assert expired == []
    pass_time(watch, now, 1)
    assert expired == [1]
    assert not strip.isVisible()


@pytest.mark.parametrize("sign", ["key", "wheel", "button"])
def test_that_any_key_or_click_keeps_it_open_and_is_still_typed(
    qtbot: QtBot,
    page: PlainPage,
    watch: IdleWatch,
    strip: IdleStrip,
    now: list[float],
    sign: str,
) -> None:
    pass_time(watch, now, 570)
    assert strip.isVisible()
    window = page.window()
    handle = window.windowHandle()
    assert handle is not None
    if sign == "key":
        qtbot.keyClick(handle, Qt.Key.Key_X)
        assert page.first.text() == SECRET + "x"
    elif sign == "wheel":
        at = QPointF(50, 200)
        event = QWheelEvent(
            at,
            window.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(handle, event)
    else:
        qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(50, 200))
    assert not strip.isVisible()
    pass_time(watch, now, 500)
    assert not watch.is_warning


@pytest.mark.parametrize("sign", ["typing", "caret", "focus", "mouse", "edit"])
def test_that_what_only_a_person_changes_counts_as_use(
    qtbot: QtBot, page: PlainPage, watch: IdleWatch, now: list[float], sign: str
) -> None:
    pass_time(watch, now, 500)
    if sign == "typing":
        qtbot.keyClicks(page.first, "m")
    elif sign == "caret":
        qtbot.keyClick(page.first, Qt.Key.Key_Home)
    elif sign == "focus":
        qtbot.keyClick(page.first, Qt.Key.Key_Tab)
    elif sign == "mouse":
        QCursor.setPos(QCursor.pos() + QPoint(7, 0))
    else:
        watch.note()
    watch.tick()
    pass_time(watch, now, 500)
    assert not watch.is_warning


def test_that_no_key_press_passes_through_python_before_the_warning(
    qtbot: QtBot,
    window: MainWindow,
    page: PlainPage,
    watch: IdleWatch,
    now: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[QEvent.Type] = []
    monkeypatch.setattr(
        IdleWatch, "eventFilter", lambda _self, _watched, event: bool(seen.append(event.type()))
    )
    handle = window.windowHandle()
    assert handle is not None
    qtbot.keyClick(handle, Qt.Key.Key_X)
    assert seen == []
    watch.tick()
    pass_time(watch, now, 600 - 30)
    qtbot.keyClick(handle, Qt.Key.Key_X)
    assert QEvent.Type.KeyPress in seen


def test_that_the_strip_itself_is_no_sign_of_a_person(
    page: PlainPage, watch: IdleWatch, strip: IdleStrip, now: list[float]
) -> None:
    page.first.setFocus()
    before = page.first.mapTo(page.window(), QPoint())
    pass_time(watch, now, 545)
    QApplication.processEvents()
    assert page.first.mapTo(page.window(), QPoint()) != before
    for _ in range(5):
        pass_time(watch, now, 1)
    assert strip.isVisible()


def test_that_sleep_counts_as_idle_time(watch: IdleWatch, now: list[float]) -> None:
    expired: list[int] = []
    watch.expired.connect(lambda: expired.append(1))
    pass_time(watch, now, 8 * 3600)
    assert expired == [1]
