"""The hands of the play: a click lands where the eye sees the button, or not at all."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.demo.hands import Hands, StuckError


def window_with_button(qtbot: QtBot) -> tuple[QWidget, list[str]]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    button = QPushButton("Put it there", window)
    button.setObjectName("put_there")
    button.setGeometry(40, 40, 120, 40)
    clicked: list[str] = []
    button.clicked.connect(lambda: clicked.append(button.objectName()))
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    return window, clicked


def test_that_a_click_goes_through_the_window_to_the_button(qtbot: QtBot) -> None:
    window, clicked = window_with_button(qtbot)
    Hands(window).click("put_there", QPushButton)
    assert clicked == ["put_there"]


def test_that_a_button_under_something_else_cannot_be_clicked(qtbot: QtBot) -> None:
    window, clicked = window_with_button(qtbot)
    over = QWidget(window)
    over.setGeometry(0, 0, 300, 200)
    over.show()
    with pytest.raises(StuckError, match="something else lies there"):
        Hands(window).click("put_there", QPushButton)
    assert clicked == []
