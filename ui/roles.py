"""Colours by role, spacing and text size: what the style sheet and every drawing go by.

Light, dark and high contrast are three sets of the same roles; a page names a role and never a
colour. Text is at least 4.5:1 and the borders of controls at least 3:1 on their ground in every
set (WCAG 2.2, 1.4.3 and 1.4.11). Only Qt is imported here, since the unlock page comes first.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

S1, S2, S3, S4, S5 = 4, 8, 12, 16, 20
"""Spacing in px at 100 %; it does not grow with the text."""

BASE_PX = 14
WRITING_PX = 16
TITLE_PX = 22
HEADING_PX = 15
SMALL_PX = 12.5
RADIUS, CARD_RADIUS = 7, 10
SMALLEST_TARGET = 24

LEAST_PERCENT, MOST_PERCENT = 80, 200
SCHEMES = ("system", "light", "dark", "high")
"""What a user may choose; "system" follows the computer, contrast themes included."""

STYLE_ARGUMENTS = ("-style", "Fusion")
"""What the QApplication is started with; setting the style later would hold up the start."""

_TEXT_CONTRAST = 4.5
_SURE_CONTRAST = 7.0
_LINEAR_BELOW = 0.04045  # of an sRGB channel


class Roles(NamedTuple):
    """What each colour is for; see the table in each set below."""

    ground: QColor
    sheet: QColor
    line: QColor
    """Quiet rules and the edges of sheets; decoration only."""
    edge: QColor
    """Borders of whatever can be typed in or pressed."""
    text: QColor
    quiet: QColor
    accent: QColor
    on_accent: QColor
    accent_ground: QColor
    words: QColor
    """The child's words, and nothing else ever."""
    words_ground: QColor
    words_text: QColor
    soon: QColor
    soon_ground: QColor
    late: QColor
    late_ground: QColor
    done: QColor
    done_ground: QColor
    recommendation: QColor
    recommendation_ground: QColor
    worry: QColor
    worry_ground: QColor
    confidential: QColor
    confidential_ground: QColor
    focus: QColor
    is_dark: bool
    is_high: bool


def _roles(is_dark: bool, is_high: bool, **colours: str) -> Roles:
    return Roles(
        is_dark=is_dark, is_high=is_high, **{role: QColor(c) for role, c in colours.items()}
    )


LIGHT = _roles(
    is_dark=False,
    is_high=False,
    ground="#F7F5F1",
    sheet="#FFFFFF",
    line="#E2DDD4",
    edge="#8D8678",
    text="#1D2733",
    quiet="#5B6674",
    accent="#0D5157",
    on_accent="#FFFFFF",
    accent_ground="#E8F2F2",
    words="#7B2D6F",
    words_ground="#FAF3F8",
    words_text="#4B1D45",
    soon="#7A4D00",
    soon_ground="#FDF1D8",
    late="#9C2A1C",
    late_ground="#FBE9E7",
    done="#22613F",
    done_ground="#E5F2EA",
    recommendation="#0D5157",
    recommendation_ground="#EAF3F3",
    worry="#8A4A10",
    worry_ground="#FCF2E6",
    confidential="#46505C",
    confidential_ground="#EFEDE9",
    focus="#0B6A8C",
)

DARK = _roles(
    is_dark=True,
    is_high=False,
    ground="#14181C",
    sheet="#1D2328",
    line="#343C44",
    edge="#7F8B96",
    text="#E9ECEE",
    quiet="#AAB4BE",
    accent="#7CCBD0",
    on_accent="#08292C",
    accent_ground="#1F3739",
    words="#E6A9DC",
    words_ground="#352433",
    words_text="#F4D9EF",
    soon="#EBC06F",
    soon_ground="#3B2F15",
    late="#F4A197",
    late_ground="#45231F",
    done="#8AD4A8",
    done_ground="#1C3729",
    recommendation="#7CCBD0",
    recommendation_ground="#1E3335",
    worry="#F1B17A",
    worry_ground="#3A2A1B",
    confidential="#C3CBD3",
    confidential_ground="#2B3138",
    focus="#9BD8F2",
)


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def high_contrast(palette: QPalette) -> Roles:
    """Return roles made of a contrast theme's own colours, so that its reader keeps them.

    Coloured roles keep their hue only where it is 7:1 on the theme's ground; else they are text.
    """
    sheet = palette.color(QPalette.ColorRole.Base)
    text = palette.color(QPalette.ColorRole.Text)
    if contrast(sheet, text) < _SURE_CONTRAST:
        text = QColor("white" if _is_dark(sheet) else "black")
    accent = palette.color(QPalette.ColorRole.Highlight)
    if contrast(accent, sheet) < _TEXT_CONTRAST:
        accent = text
    on_accent = palette.color(QPalette.ColorRole.HighlightedText)
    if contrast(on_accent, accent) < _TEXT_CONTRAST:
        on_accent = sheet if contrast(sheet, accent) >= _TEXT_CONTRAST else text
    base = DARK if _is_dark(sheet) else LIGHT
    changed: dict[str, QColor] = {
        role: sheet for role in Roles._fields if role == "ground" or role.endswith("_ground")
    }
    for role in ("words", "words_text", "soon", "late", "done", "worry"):
        colour: QColor = getattr(base, role)
        changed[role] = colour if contrast(colour, sheet) >= _SURE_CONTRAST else text
    for role in ("line", "edge", "text", "quiet", "confidential"):
        changed[role] = text
    changed |= {"sheet": sheet, "accent": accent, "on_accent": on_accent, "recommendation": accent}
    return Roles(**{**base._asdict(), **changed, "focus": text, "is_high": True})


def roles_for(scheme: str, palette: QPalette | None = None) -> Roles:
    """Return the roles of a scheme; ``palette`` is the system's, for contrast themes."""
    hints = QGuiApplication.styleHints()
    is_dark = hints.colorScheme() is Qt.ColorScheme.Dark
    wants_contrast = (
        hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    )
    if scheme == "system" and wants_contrast:
        return high_contrast(palette if palette is not None else QGuiApplication.palette())
    if scheme == "high":
        return high_contrast(_plain_palette(is_dark=is_dark))
    if scheme == "system":
        scheme = "dark" if is_dark else "light"
    return DARK if scheme == "dark" else LIGHT


class Look:
    """What is applied now; one per process, like the QApplication it describes."""

    roles = LIGHT
    scheme = "system"
    percent = 100
    follows = False


def current_roles() -> Roles:
    """Return the roles in use now; ask while painting, never keep them."""
    return Look.roles


def text_percent() -> int:
    """Return the size of text in use, per cent."""
    return Look.percent


def px(size: float) -> int:
    """Return a length of ``size`` px at 100 % text, as px at the present text size."""
    return max(1, round(size * Look.percent / 100))


def _plain_palette(*, is_dark: bool) -> QPalette:
    """Return black on white, or white on black, each with one strong accent."""
    palette = QPalette()
    names = ("black", "white", "#FFE14A", "black") if is_dark else ("white", "black", "#00306E")
    kinds = (
        QPalette.ColorRole.Base,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.Highlight,
        QPalette.ColorRole.HighlightedText,
    )
    for kind, name in zip(kinds, (*names, "white"), strict=False):
        palette.setColor(kind, QColor(name))
    return palette


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_dark(colour: QColor) -> bool:
    white, black = QColor("white"), QColor("black")
    return contrast(colour, white) > contrast(colour, black)
