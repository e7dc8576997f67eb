"""Hands without a mouse: every field is reached by Tab, Shift+Tab and F6, as somebody would."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.demo.hands import Hands, StuckError
from tests.support.walk import described

_MOST_STOPS = 400


class KeyboardHands(Hands):
    """Reaches what it acts on with the keyboard alone, and refuses modal windows."""

    @override
    def go_to(self, widget: QWidget) -> None:
        """Press Tab until the focus is on ``widget``. Raises StuckError when it never comes."""
        self.come_forward()
        wanted = _last_proxy(widget)
        first = QApplication.focusWidget()
        for _ in range(_MOST_STOPS):
            if QApplication.focusWidget() is wanted:
                return
            self._press_tab()
            if QApplication.focusWidget() is first:
                break
        here = described(first) if first is not None else "nothing"
        raise StuckError(f"Tab does not lead from {here} to {described(wanted)}.")

    @override
    def press(self, keys: str, times: int = 1) -> None:
        """Press keys; nothing may lie over the window afterwards."""
        super().press(keys, times)
        _refuse_modal()

    @override
    def click(self, name: str, kind: type[QWidget] = QWidget) -> None:
        """Press with the keyboard what the play clicks: there is no mouse."""
        self.push(name, kind)

    def _press_tab(self) -> None:
        QTest.keyClick(self._where(), Qt.Key.Key_Tab)
        QCoreApplication.processEvents()
        _refuse_modal()


def _last_proxy(widget: QWidget) -> QWidget:
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


def _refuse_modal() -> None:
    modal = QApplication.activeModalWidget()
    if modal is not None:
        raise StuckError(f"{described(modal)} is modal.")
