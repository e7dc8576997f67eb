"""The application's style sheet, made from roles; every length follows the size of text.

Pages set the dynamic property ``look`` on a widget, never a style of their own.
"""

from PySide6.QtGui import QColor

import resources
from ui import roles as theme
from ui.roles import Roles, px

_TONES = ("neutral", "good", "soon", "late", "accent", "words")


def style_sheet(roles: Roles) -> str:
    """Return the style sheet for a set of roles at the present text size."""
    return "\n".join(
        (_grounds(roles), _labels(roles), _buttons(roles), _fields(roles), _lists(roles), _bars())
    ).replace("@handle", _name(roles.edge))


def tone_colours(tone: str, roles: Roles) -> tuple[QColor, QColor]:
    """Return text and ground of a tone: neutral, good, soon, late, accent or words."""
    return {
        "neutral": (roles.confidential, roles.confidential_ground),
        "good": (roles.done, roles.done_ground),
        "soon": (roles.soon, roles.soon_ground),
        "late": (roles.late, roles.late_ground),
        "accent": (roles.accent, roles.accent_ground),
        "words": (roles.words, roles.words_ground),
    }[tone]


def _name(colour: QColor) -> str:
    return colour.name()


def _grounds(roles: Roles) -> str:
    ground, sheet, line, text = map(_name, (roles.ground, roles.sheet, roles.line, roles.text))
    return f"""
QWidget {{ color: {text}; }}
QMainWindow, QDialog, QWidget[look="ground"], QStackedWidget[look="ground"] {{
    background: {ground}; }}
QFrame[look="card"] {{
    background: {sheet}; border: 1px solid {line}; border-radius: {theme.CARD_RADIUS}px; }}
QFrame[look="words"] {{ background: {_name(roles.words_ground)};
    border: none; border-left: 4px solid {_name(roles.words)};
    border-top-right-radius: {theme.RADIUS}px; border-bottom-right-radius: {theme.RADIUS}px; }}
QFrame[look="header"] {{ background: {sheet}; border: none; border-bottom: 1px solid {line}; }}
QFrame[look="footer"] {{ background: {sheet}; border: none; border-top: 1px solid {line}; }}
QFrame[look="rule"] {{ background: {line}; border: none; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[look="scrolled"] {{
    background: transparent; border: none; }}
QAbstractScrollArea[look="preview"] {{ background: {ground}; border: 1px solid {line};
    border-radius: {theme.RADIUS}px; }}
QAbstractScrollArea[look="preview"]:focus {{ border: 2px solid {_name(roles.focus)}; }}
QSplitter::handle {{ background: transparent; }}
QFrame[look="drawer"] {{ background: {ground}; border: 1px solid {line};
    border-radius: {theme.CARD_RADIUS}px; }}
QToolTip {{ background: {sheet}; color: {text}; border: 1px solid {_name(roles.edge)};
    padding: {px(4)}px {px(6)}px; }}
{_banners(roles)}
"""


def _banners(roles: Roles) -> str:
    tones = {"news": "accent", "good": "good", "care": "soon", "fault": "late"}
    rules = []
    for look, tone in tones.items():
        ink, ground = map(_name, tone_colours(tone, roles))
        rules.append(
            f'QFrame[look="banner"][tone="{look}"] {{ background: {ground};'
            f" border: 1px solid {ink}; border-radius: {theme.RADIUS}px; }}"
            f'QLabel[look="banner_title"][tone="{look}"] {{ color: {ink}; font-weight: 600; }}'
        )
    return "\n".join(rules)


def _labels(roles: Roles) -> str:
    pills = []
    for tone in _TONES:
        ink, ground = map(_name, tone_colours(tone, roles))
        border = ink if roles.is_high else ground
        pills.append(
            f'QLabel[look="pill"][tone="{tone}"] {{ color: {ink}; background: {ground};'
            f" border: 1px solid {border}; }}"
        )
    return f"""
QLabel {{ background: transparent; }}
QLabel[look="brand"] {{ color: {_name(roles.accent)}; font-size: {px(18)}px; font-weight: 700; }}
QLabel[look="who"] {{ font-size: {px(16)}px; font-weight: 700; }}
QLabel[look="where"] {{ color: {_name(roles.quiet)}; font-size: {px(15)}px; }}
QLabel[look="title"] {{ font-size: {px(theme.TITLE_PX)}px; font-weight: 700; }}
QLabel[look="heading"] {{ font-size: {px(theme.HEADING_PX)}px; font-weight: 600; }}
QLabel[look="small_heading"] {{ color: {_name(roles.quiet)};
    font-size: {px(theme.SMALL_PX)}px; font-weight: 600; }}
QLabel[look="quiet"] {{ color: {_name(roles.quiet)}; font-size: {px(theme.SMALL_PX)}px; }}
QLabel[look="asked"] {{ color: {_name(roles.quiet)}; }}
QLabel[look="to_ask"] {{ color: {_name(roles.quiet)}; font-size: {px(13)}px; font-style: italic; }}
QLabel[look="words_text"] {{ color: {_name(roles.words_text)};
    font-size: {px(theme.HEADING_PX)}px; }}
QLabel[look="words_source"] {{ color: {_name(roles.words)};
    font-size: {px(theme.SMALL_PX)}px; font-weight: 600; }}
QLabel[look="field"] {{ font-weight: 600; }}
QLabel[look="fault"] {{ color: {_name(roles.late)}; font-weight: 600; }}
QLabel[look="good"] {{ color: {_name(roles.done)}; }}
QLabel[look="soon"] {{ color: {_name(roles.soon)}; }}
QLabel[look="code"] {{ font-family: "Cascadia Mono", "Consolas", "Liberation Mono", monospace;
    font-size: {px(20)}px; font-weight: 700; }}
QLabel[look="pill"] {{ border-radius: {px(9)}px; padding: {px(1)}px {px(8)}px;
    font-size: {px(theme.SMALL_PX)}px; font-weight: 600; }}
{"".join(pills)}
"""


def _buttons(roles: Roles) -> str:
    sheet, text, edge, focus = map(_name, (roles.sheet, roles.text, roles.edge, roles.focus))
    accent, on_accent, quiet = map(_name, (roles.accent, roles.on_accent, roles.quiet))
    chosen = _name(roles.accent_ground)
    pad = f"{px(5)}px {px(11)}px"
    pad_focus = f"{px(5) - 1}px {px(11) - 1}px"
    return f"""
QPushButton, QToolButton {{ background: {sheet}; color: {text}; border: 1px solid {edge};
    border-radius: {theme.RADIUS}px; padding: {pad}; min-height: {px(18)}px; font-weight: 500; }}
QToolButton[look="bare"] {{ background: transparent; border: 1px solid transparent;
    padding: {px(2)}px; min-width: {max(18, px(18))}px; min-height: {max(18, px(18))}px; }}
QPushButton:hover, QToolButton:hover {{ background: {chosen}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {_name(roles.confidential_ground)}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {focus}; padding: {pad_focus}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {quiet}; border: 1px dashed {edge}; }}
QPushButton:checked, QToolButton:checked {{
    background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:checked:focus, QToolButton:checked:focus {{ border: 2px solid {focus}; }}
QPushButton[look="main"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton[look="main"]:hover {{ border: 2px solid {on_accent}; padding: {pad_focus}; }}
QPushButton[look="main"]:pressed {{ background: {focus}; }}
QPushButton[look="main"]:focus {{ border: 3px double {on_accent};
    padding: {px(5) - 2}px {px(11) - 2}px; }}
QPushButton[look="main"]:disabled {{ background: {sheet}; color: {quiet};
    border: 1px dashed {edge}; }}
QPushButton[look="chip"] {{ border-radius: {px(11)}px; padding: {px(3)}px {px(11)}px;
    min-height: {max(18, px(18))}px; font-weight: 500; }}
QPushButton[look="chip"]:focus {{ padding: {px(3) - 1}px {px(11) - 1}px; }}
QPushButton[look="tab"] {{ background: transparent; color: {text}; border: 2px solid transparent;
    border-bottom: 2px solid {edge}; border-radius: 0; padding: {px(3)}px {px(5)}px;
    min-height: {theme.SMALLEST_TARGET - 4 - 2 * px(3)}px;
    font-size: {px(theme.SMALL_PX)}px; font-weight: 600; }}
QPushButton[look="tab"]:checked {{ background: {chosen}; color: {accent};
    border-bottom: 2px solid {accent}; }}
QPushButton[look="tab"]:focus {{ border: 2px solid {focus}; }}
QPushButton[look="quiet"] {{ background: transparent; color: {accent};
    border: 1px solid transparent; padding: {px(4)}px {px(6)}px; }}
QPushButton[look="quiet"]:hover {{ background: {chosen}; text-decoration: underline; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {focus};
    padding: {px(4) - 1}px {px(6) - 1}px; }}
"""


def _fields(roles: Roles) -> str:
    sheet, text, edge, focus = map(_name, (roles.sheet, roles.text, roles.edge, roles.focus))
    chosen, on_chosen = _name(roles.accent), _name(roles.on_accent)
    kinds = ("QLineEdit", "QPlainTextEdit", "QTextEdit", "QComboBox", "QSpinBox", "QTimeEdit")
    at_focus = ", ".join(f"{kind}:focus" for kind in kinds)
    off = ", ".join(f"{kind}:disabled" for kind in kinds)
    arrow, up = _picture("arrow-down", roles.text), _picture("arrow-up", roles.text)
    tick = _picture("tick", roles.on_accent)
    return f"""
{", ".join(kinds)} {{ background: {sheet}; color: {text}; border: 1px solid {edge};
    border-radius: {theme.RADIUS}px; padding: {px(5)}px {px(8)}px;
    selection-background-color: {chosen}; selection-color: {on_chosen};
    placeholder-text-color: {_name(roles.quiet)}; }}
QLineEdit, QComboBox, QSpinBox, QTimeEdit {{ min-height: {px(20)}px; }}
QTextEdit[look="in_card"] {{ border: 2px solid transparent; padding: 0; }}
{at_focus} {{ border: 2px solid {focus}; padding: {px(5) - 1}px {px(8) - 1}px; }}
{off} {{ color: {_name(roles.quiet)}; background: {_name(roles.ground)}; }}
QLineEdit > QToolButton, QLineEdit > QToolButton:hover {{ background: transparent;
    border: none; padding: 0; min-height: 0; }}
QLineEdit[faulty="true"] {{ border: 2px solid {_name(roles.late)};
    padding: {px(5) - 1}px {px(8) - 1}px; }}
QLineEdit[look="passphrase"] {{ font-size: {px(theme.WRITING_PX)}px;
    padding: {px(7)}px {px(10)}px; }}
QTextEdit[look="in_card"]:focus {{ border: 2px solid {focus}; padding: 0; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; background: transparent;
    padding: 0; min-height: 0; }}
QComboBox {{ padding-right: {px(24)}px; }}
QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: {px(12)}px; height: {px(12)}px; }}
QComboBox QAbstractItemView {{ background: {sheet}; color: {text}; border: 1px solid {edge};
    selection-background-color: {chosen}; selection-color: {on_chosen}; }}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus, QTimeEdit QLineEdit, QTimeEdit QLineEdit:focus {{
    border: none; padding: 0 {px(7)}px; min-height: 0; background: transparent; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: none; background: transparent;
    subcontrol-origin: border; width: {px(24)}px; }}
QSpinBox::up-button {{ subcontrol-position: top right; }}
QSpinBox::down-button {{ subcontrol-position: bottom right; }}
QSpinBox::up-arrow {{ image: url("{up}"); width: {px(11)}px; height: {px(11)}px; }}
QSpinBox::down-arrow {{ image: url("{arrow}"); width: {px(11)}px; height: {px(11)}px; }}
QCheckBox, QRadioButton {{ spacing: {px(8)}px; min-height: {max(20, px(theme.SMALLEST_TARGET))}px;
    border: 2px solid transparent; border-radius: {theme.RADIUS}px; padding: 0 {px(3)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {focus}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {px(14)}px; height: {px(14)}px;
    background: {sheet}; border: 1px solid {edge}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QCheckBox::indicator:checked {{ background: {chosen}; border-color: {chosen};
    image: url("{tick}"); }}
QRadioButton::indicator {{ border-radius: {(px(14) + 2) // 2}px; }}
QRadioButton::indicator:checked {{ background: {sheet}; width: {px(6)}px; height: {px(6)}px;
    border: {px(4) + 1}px solid {chosen}; }}
"""


def _lists(roles: Roles) -> str:
    sheet, text, line, focus = map(_name, (roles.sheet, roles.text, roles.line, roles.focus))
    chosen = _name(roles.accent_ground)
    mark = _name(roles.accent)
    return f"""
QListView, QTableView, QTreeView {{ background: {sheet}; color: {text};
    border: 1px solid {line}; border-radius: {theme.CARD_RADIUS}px; gridline-color: {line};
    selection-background-color: {chosen}; selection-color: {text}; outline: none; }}
QListView:focus, QTableView:focus, QTreeView:focus {{ border: 2px solid {focus}; }}
QListView::item, QTableView::item, QTreeView::item {{ padding: {px(4)}px {px(6)}px; }}
QListView::item:selected, QTreeView::item:selected {{
    background: {chosen}; color: {text}; border-left: 3px solid {mark};
    padding-left: {max(0, px(6) - 3)}px; }}
QListView[look="parts"] {{ padding: {px(5)}px 0; }}
QListView[look="parts"]:focus {{ padding: {px(5) - 1}px 0; }}
QTableView::item:selected {{ background: {chosen}; color: {text}; }}
QTableView::indicator, QListView::indicator {{ width: {px(14)}px; height: {px(14)}px;
    background: {sheet}; border: 1px solid {_name(roles.edge)}; border-radius: 4px; }}
QTableView::indicator:checked, QListView::indicator:checked {{ background: {mark};
    border-color: {mark};
    image: url("{_picture("tick", roles.on_accent)}"); }}
QProgressBar {{ background: {sheet}; border: 1px solid {_name(roles.edge)};
    border-radius: {theme.RADIUS}px; }}
QProgressBar::chunk {{ background: {mark}; }}
QListView[look="rows"], QListView[look="rows"]:focus {{ background: transparent; border: none; }}
QHeaderView {{ background: transparent; border: none; }}
QHeaderView::section {{ background: transparent; color: {text}; border: none;
    border-bottom: 1px solid {line}; padding: {px(7)}px {px(8)}px;
    font-size: {px(theme.SMALL_PX)}px; font-weight: 600; }}
QTableCornerButton::section {{ background: {sheet}; border: none; }}
QMenu {{ background: {sheet}; color: {text}; border: 1px solid {_name(roles.edge)};
    padding: {px(4)}px; }}
QMenu::item {{ padding: {px(5)}px {px(16)}px; }}
QMenu::item:selected {{ background: {mark}; color: {_name(roles.on_accent)}; }}
QMenu::item:disabled {{ color: {_name(roles.quiet)}; }}
"""


def _bars() -> str:
    width = px(10)
    return f"""
QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {width}px; margin: 0; }}
QScrollBar::handle {{ background: @handle; border-radius: {width // 2 - 2}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {px(28)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(28)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _picture(name: str, ink: QColor) -> str:
    """Return the path of the light or dark drawing of a small mark, for use in a style sheet."""
    kind = (
        "light"
        if theme.contrast(ink, QColor("black")) > theme.contrast(ink, QColor("white"))
        else "dark"
    )
    return resources.path(f"icons/{name}-{kind}.svg").as_posix()
