"""Hearing from Windows that it was locked, that the user changed or that it goes to sleep.

A hidden window of our own gets these few messages. A native event filter of Qt would hand every
message of the program to Python, each key press among them. Elsewhere nothing is heard; there the
idle lock counts the time that the computer slept.
"""

import sys
from collections.abc import Callable
from typing import Any

SESSION_CHANGE, POWER_BROADCAST = 0x02B1, 0x0218  # window messages
_LOCKS = {2: "console disconnect", 4: "remote disconnect", 6: "log-off", 7: "lock"}
_SUSPEND = 4


def means_lock(message: int, what: int) -> bool:
    """Whether a window message says that nobody is at the screen any more, or soon will be."""
    if message == SESSION_CHANGE:
        return what in _LOCKS
    return message == POWER_BROADCAST and what == _SUSPEND


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _LRESULT = ctypes.c_ssize_t
    _ARGUMENTS = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    _PROCEDURE = ctypes.WINFUNCTYPE(_LRESULT, *_ARGUMENTS)
    _CREATE: tuple[Any, ...] = (
        *(wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
        *[ctypes.c_int] * 4,
        *(wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID),
    )
    _GWLP_WNDPROC = -4
    _MESSAGES_ONLY = -3  # where there is no screen
    _NAME = "STATIC"  # a kind of window that Windows itself knows

    class SessionWatch:
        """Calls ``lock`` on the thread that made it, which must be the one of the window."""

        def __init__(self, lock: Callable[[], object]) -> None:
            self._lock = lock
            self._user, self._sessions = ctypes.WinDLL("user32"), ctypes.WinDLL("wtsapi32")
            self._user.CreateWindowExW.restype = wintypes.HWND
            self._user.SetWindowLongPtrW.argtypes = (wintypes.HWND, ctypes.c_int, _PROCEDURE)
            self._user.SetWindowLongPtrW.restype = ctypes.c_void_p
            self._user.CallWindowProcW.argtypes = (ctypes.c_void_p, *_ARGUMENTS)
            self._user.CallWindowProcW.restype = _LRESULT
            self._user.CreateWindowExW.argtypes = _CREATE
            self.window = self._made(None) or self._made(_MESSAGES_ONLY)
            self._procedure = _PROCEDURE(self._heard)  # kept alive as long as the window
            self._before = self._user.SetWindowLongPtrW(self.window, _GWLP_WNDPROC, self._procedure)
            self._sessions.WTSRegisterSessionNotification(wintypes.HWND(self.window), 0)

        def end(self) -> None:
            """Hear nothing more."""
            window = wintypes.HWND(self.window)
            self._sessions.WTSUnRegisterSessionNotification(window)
            self._user.DestroyWindow(window)

        def _made(self, parent: int | None) -> int | None:
            """Return a window that is never shown; only a real one is told of power."""
            made: int | None = self._user.CreateWindowExW(
                0, _NAME, None, 0, 0, 0, 0, 0, parent, None, None, None
            )
            return made

        def _heard(self, window: int, message: int, what: int, more: int) -> int:
            if means_lock(message, what):
                self._lock()
            return int(self._user.CallWindowProcW(self._before, window, message, what, more))

else:

    class SessionWatch:
        """Hears nothing: only Windows tells."""

        def __init__(self, lock: Callable[[], object]) -> None:
            del lock

        def end(self) -> None:
            """Nothing was begun."""
