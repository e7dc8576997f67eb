"""A child's words are shown whole, also where they are one long word or run from the right."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.support.walk import clipped
from ui import theme
from ui.kit import WordsBlock, scroll
from ui.kit.words_label import WordsLabel


@pytest.mark.parametrize("words", ["w" * 300, "a" * 5000, "😀" * 400, "اريد" * 200])
def test_that_a_long_word_breaks_and_never_makes_its_place_wider(
    words: str, qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply_theme(qapp, "light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    block = WordsBlock("Kez", words)
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.addWidget(block)
    layout.addStretch(1)
    QVBoxLayout(window).addWidget(scroll(inside))
    window.resize(240, 400)
    window.show()
    assert window.width() == 240
    assert isinstance(block.words, WordsLabel)
    line = block.words.fontMetrics().lineSpacing()
    assert block.words.height() == block.words.heightForWidth(block.words.width()) > line
    assert block.words.text() == f"“{words}”"
    assert clipped(window) == []
