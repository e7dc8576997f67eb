"""The three sets of colours can be read: WCAG 2.2, 1.4.3 and 1.4.11."""

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from ui import roles as colours
from ui import theme
from ui.theme import DARK, LIGHT, Roles, contrast, high_contrast

TEXT_ON = {
    "sheet": (
        *("text", "quiet", "accent", "words", "soon", "late", "done"),
        *("recommendation", "worry", "confidential"),
    ),
    "ground": ("text", "quiet", "accent", "late", "soon", "done", "words", "worry"),
    "accent": ("on_accent",),
    "accent_ground": ("text", "accent", "quiet"),
    "words_ground": ("words", "words_text"),
    "soon_ground": ("soon", "text"),
    "late_ground": ("late", "text"),
    "done_ground": ("done", "text"),
    "recommendation_ground": ("recommendation", "text"),
    "worry_ground": ("worry", "text"),
    "confidential_ground": ("confidential", "text"),
}
BORDERS_ON = {"sheet": ("edge", "focus", "accent", "late"), "ground": ("edge", "focus", "accent")}


def palette(base: str, text: str, highlight: str, on_highlight: str) -> QPalette:
    made = QPalette()
    made.setColor(QPalette.ColorRole.Base, QColor(base))
    made.setColor(QPalette.ColorRole.Text, QColor(text))
    made.setColor(QPalette.ColorRole.Highlight, QColor(highlight))
    made.setColor(QPalette.ColorRole.HighlightedText, QColor(on_highlight))
    return made


SETS = {
    "light": LIGHT,
    "dark": DARK,
    # The four contrast themes that Windows 11 ships, and one that breaks its own rule.
    "aquatic": high_contrast(palette("#202020", "#FFFFFF", "#8EE3F0", "#263B50")),
    "desert": high_contrast(palette("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3")),
    "dusk": high_contrast(palette("#2D3236", "#FFFFFF", "#A6C8FF", "#212D3B")),
    "night sky": high_contrast(palette("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B")),
    "broken": high_contrast(palette("#777777", "#888888", "#787878", "#797979")),
}


@pytest.mark.parametrize("roles", SETS.values(), ids=SETS)
def test_that_text_and_borders_can_be_read_in_every_set_of_colours(roles: Roles) -> None:
    least = {"broken": 4.0}.get(next(name for name, r in SETS.items() if r is roles), 4.5)
    colours = roles._asdict()
    for pairs, limit in ((TEXT_ON, least), (BORDERS_ON, 3.0)):
        for ground, inks in pairs.items():
            for ink in inks:
                ratio = contrast(colours[ink], colours[ground])
                assert ratio >= limit, f"{ink} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize(("is_dark", "least"), [(False, 7.0), (True, 7.0)])
def test_that_high_contrast_asks_for_more_than_the_rule(is_dark: bool, least: float) -> None:
    roles = high_contrast(colours._plain_palette(is_dark=is_dark))
    for ink in ("text", "quiet", "words", "late", "done", "soon", "worry", "accent"):
        assert contrast(getattr(roles, ink), roles.sheet) >= least
    assert contrast(roles.on_accent, roles.accent) >= least


def test_that_a_contrast_theme_keeps_its_own_ground_and_text() -> None:
    roles = SETS["desert"]
    assert (roles.sheet, roles.text) == (QColor("#FFFAEF"), QColor("#3D3D3D"))


def test_that_text_size_scales_the_font_and_the_style_sheet(qtbot: QtBot, qapp: object) -> None:
    from PySide6.QtWidgets import QApplication

    assert isinstance(qapp, QApplication)
    theme.apply_theme(qapp, "light", 200)
    assert qapp.font().pixelSize() == 28
    assert "font-size: 44px" in qapp.styleSheet()
    theme.apply_theme(qapp, "light", 100)
    assert qapp.font().pixelSize() == 14
