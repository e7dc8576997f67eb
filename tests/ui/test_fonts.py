"""The letters of names that this country writes can be drawn, and drawn smoothly at every size."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.memory_program import memory_program
from ui import theme
from ui.editor import SectionEditor

ARABIC = "يوسف"
NAMES = ("Małgorzata Łęcka", "Zoé Brontë", ARABIC, "“quoted” – ½ £ é")


def missing_letters(text: str, font: QFont) -> list[str]:
    """Return the families that would draw a box in place of a letter; other fonts may step in."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    return [run.rawFont().familyName() for run in runs if 0 in run.glyphIndexes()]


def fonts_in_use(qtbot: QtBot, qapp: QApplication) -> dict[str, QFont]:
    theme.apply_theme(qapp, "light", 100)
    program = memory_program()
    pane = SectionEditor(program.messages, program.clock)
    qtbot.addWidget(pane)
    return {
        "the program": qapp.font(),
        "the editor": pane.editor.font(),
        "what is typed": pane.editor.document().defaultFont(),
    }


def test_that_every_font_in_use_is_an_outline_font_that_scales(
    qtbot: QtBot, qapp: QApplication
) -> None:
    for where, font in fonts_in_use(qtbot, qapp).items():
        family = QFontInfo(font).family()
        assert QFontDatabase.isSmoothlyScalable(family), f"{where} is written in {family!r}"


@pytest.mark.parametrize("name", NAMES)
def test_that_no_letter_of_a_name_is_drawn_as_a_box(
    qtbot: QtBot, qapp: QApplication, name: str
) -> None:
    arabic = QFontDatabase.WritingSystem.Arabic
    if name == ARABIC and not QFontDatabase.families(arabic):
        pytest.skip("no font on this computer has Arabic letters")
    for where, font in fonts_in_use(qtbot, qapp).items():
        assert missing_letters(name, font) == [], where


def test_that_a_letter_that_no_font_has_would_be_found(qapp: QApplication) -> None:
    assert missing_letters("\U000fff80", qapp.font())
