"""The one place that says how Heard looks: dresses the program in a set of roles and a text size.

Whatever draws asks here for colours, lengths and spacing. Only Qt is imported, since the unlock
page comes first.
"""

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.roles import (
    BASE_PX,
    CARD_RADIUS,
    DARK,
    HEADING_PX,
    LEAST_PERCENT,
    LIGHT,
    MOST_PERCENT,
    RADIUS,
    S1,
    S2,
    S3,
    S4,
    S5,
    SCHEMES,
    SMALL_PX,
    SMALLEST_TARGET,
    STYLE_ARGUMENTS,
    TITLE_PX,
    WRITING_PX,
    Look,
    Roles,
    contrast,
    current_roles,
    high_contrast,
    px,
    roles_for,
    text_percent,
)
from ui.stylesheet import style_sheet

__all__ = [
    "BASE_PX",
    "CARD_RADIUS",
    "DARK",
    "HEADING_PX",
    "LEAST_PERCENT",
    "LIGHT",
    "MOST_PERCENT",
    "RADIUS",
    "S1",
    "S2",
    "S3",
    "S4",
    "S5",
    "SCHEMES",
    "SMALLEST_TARGET",
    "SMALL_PX",
    "STYLE_ARGUMENTS",
    "TITLE_PX",
    "WRITING_PX",
    "Roles",
    "apply_theme",
    "change_text_size",
    "contrast",
    "current_roles",
    "high_contrast",
    "is_applied",
    "px",
    "roles_for",
    "text_percent",
]


def apply_theme(app: QApplication, scheme: str = "system", text_percent: int = 100) -> None:
    """Dress the whole program; may be called again at any time, text 80 to 200 per cent."""
    Look.scheme = scheme
    Look.percent = min(max(text_percent, LEAST_PERCENT), MOST_PERCENT)
    if not Look.follows:
        Look.follows = True
        QGuiApplication.styleHints().colorSchemeChanged.connect(_system_changed)
        QGuiApplication.styleHints().accessibility().contrastPreferenceChanged.connect(
            _system_changed
        )
    app.setStyleSheet("")  # dressing undressed widgets takes a quarter of the time
    app.setPalette(QPalette())
    Look.roles = roles_for(scheme, app.palette())
    app.setPalette(_palette(Look.roles))
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(px(BASE_PX))
    app.setFont(font)
    app.setStyleSheet(style_sheet(Look.roles))


def is_applied(scheme: str, text_percent: int) -> bool:
    """Whether the program is dressed so already; dressing it anew takes time for each widget."""
    return Look.follows and (Look.scheme, Look.percent) == (scheme, text_percent)


def change_text_size(step: int) -> int:
    """Make all text larger or smaller by ``step`` per cent points; return the new size."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, Look.scheme, Look.percent + step)
    return Look.percent


def _system_changed(*_: object) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, Look.scheme, Look.percent)


def _palette(roles: Roles) -> QPalette:
    """Return the palette for whatever no style sheet reaches, disabled things included."""
    palette = QPalette()
    part = QPalette.ColorRole
    for kind, colour in (
        (part.Window, roles.ground),
        (part.WindowText, roles.text),
        (part.Base, roles.sheet),
        (part.AlternateBase, roles.ground),
        (part.Text, roles.text),
        (part.Button, roles.sheet),
        (part.ButtonText, roles.text),
        (part.ToolTipBase, roles.sheet),
        (part.ToolTipText, roles.text),
        (part.PlaceholderText, roles.quiet),
        (part.Highlight, roles.accent),
        (part.HighlightedText, roles.on_accent),
        (part.Accent, roles.accent),
        (part.Link, roles.accent),
        (part.LinkVisited, roles.accent),
    ):
        palette.setColor(kind, colour)
    for kind in (part.WindowText, part.Text, part.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, kind, roles.quiet)
    return palette
