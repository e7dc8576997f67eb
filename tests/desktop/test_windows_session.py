"""Windows says that it was locked or goes to sleep, and Heard locks."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from desktop.windows_session import POWER_BROADCAST, SESSION_CHANGE, SessionWatch, means_lock

KEY_DOWN = 0x0100


@pytest.mark.parametrize(
    ("message", "what", "locks"),
    [
        (SESSION_CHANGE, 7, True),
        (SESSION_CHANGE, 8, False),
        (SESSION_CHANGE, 2, True),
        (SESSION_CHANGE, 4, True),
        (SESSION_CHANGE, 6, True),
        (SESSION_CHANGE, 1, False),
        (POWER_BROADCAST, 4, True),
        (POWER_BROADCAST, 7, False),
        (POWER_BROADCAST, 18, False),
        (KEY_DOWN, 7, False),
    ],
)
def test_that_locking_leaving_and_sleeping_lock_and_coming_back_does_not(
    message: int, what: int, *, locks: bool
) -> None:
    assert means_lock(message, what) is locks


def test_that_what_windows_sends_reaches_the_lock_and_nothing_after_the_end(
    qapp: QApplication,
) -> None:
    heard: list[str] = []
    watch = SessionWatch(lambda: heard.append("locked"))
    if sys.platform == "win32":
        import ctypes

        window = ctypes.c_void_p(watch.window)
        send = ctypes.windll.user32.SendMessageW
        for message, what in ((SESSION_CHANGE, 8), (SESSION_CHANGE, 7), (POWER_BROADCAST, 4)):
            send(window, message, what, 0)
        assert heard == ["locked", "locked"]
        watch.end()
        send(window, SESSION_CHANGE, 7, 0)
        assert heard == ["locked", "locked"]
    else:
        watch.end()
        assert heard == []
