"""Buttons that show the key that does the same."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyleOptionButton,
    QWidget,
)
from typing_extensions import override

from ui import shortcuts, theme
from ui.kit.icons import svg_pixmap
from ui.kit.look import set_look, slug

Kind = Literal["plain", "main", "quiet"]

_KEY_PX = 11.5
_SIDE, _SLIM_SIDE = 12, 6  # px beside the words at 100 %
_GAP, _SLIM_GAP = 7, 5  # px between the words and what stands beside them at 100 %


class KeyButton(QPushButton):
    """A button with words, an optional drawing, and its key in a small frame.

    The key works while the button can be seen and its window is active; ``action`` is what it
    starts. ``follow`` makes the button a mirror of an action that lives elsewhere.
    """

    def __init__(
        self,
        words: str,
        shortcut: str = "",
        kind: Kind = "plain",
        on_click: Callable[[], object] | None = None,
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._compact = icon, "", False
        self._side, self._gap = _SIDE, _GAP
        self._measured: tuple[object, tuple[int, int, int]] = (None, (0, 0, 0))
        self._mirrored: QAction | None = None
        self._keys = shortcut
        self._kind: Kind = kind
        set_look(self, "button" if kind == "plain" else kind)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.set_words(words)
        self.setObjectName(slug(words))
        self._own_key()
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    @classmethod
    def following(cls, action: QAction, kind: Kind = "plain", icon: str = "") -> "KeyButton":
        """Return a button that shows and starts an action which has its key already."""
        made = cls(action.text(), kind=kind, icon=icon)
        made.follow(action)
        return made

    @property
    def words(self) -> str:
        """What the button says."""
        return self.accessibleName()

    def set_words(self, words: str) -> None:
        """Say something else; the object name stays."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self._explain()
        self.updateGeometry()

    def set_role(self, role: str) -> None:
        """Draw the words in the colour of a role, such as ``words`` or ``worry``."""
        self._role = role
        self.update()

    def set_compact(self, *, compact: bool) -> None:
        """Leave the key undrawn where there is little room; it stays in the tool tip."""
        self._compact = compact
        self.updateGeometry()

    def set_slim(self) -> None:
        """Keep less room beside the words, for a row of many buttons."""
        self._side, self._gap = _SLIM_SIDE, _SLIM_GAP
        self.updateGeometry()

    def follow(self, action: QAction) -> None:
        """Mirror ``action``: its words, its key, whether it can be used, whether it shows."""
        self._mirrored = action
        action.changed.connect(self._mirror)
        self.clicked.connect(action.trigger)
        self._mirror()

    def _mirror(self) -> None:
        action = self._mirrored
        if action is not None:
            self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            self.setEnabled(action.isEnabled())
            if self.parentWidget() is not None or not action.isVisible():
                self.setVisible(action.isVisible())
            self.setCheckable(action.isCheckable())
            self.setChecked(action.isChecked())
            self.set_words(action.text())

    def _own_key(self) -> None:
        if self._keys:
            shortcuts.action(self, self.words, self._keys, self._pressed_by_key)

    def _pressed_by_key(self) -> None:
        if self.isEnabled():
            self.click()

    def _explain(self) -> None:
        shown = shortcuts.shown_keys(self._keys)
        self.setToolTip(f"{self.words} ({shown})" if shown else "")
        self.setAccessibleDescription(f"Key: {shown}" if shown else "")

    @property
    def _shown(self) -> str:
        return "" if self._compact else shortcuts.shown_keys(self._keys)

    def _key_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(theme.px(_KEY_PX))
        font.setWeight(QFont.Weight.Normal)
        return font

    def _widths(self) -> tuple[int, int, int]:
        """Return the widths of drawing, words and key frame, px, gaps included.

        Layouts ask hundreds of times for each page, so they are measured once for what is shown.
        """
        look = (self.font().key(), theme.text_percent(), self._gap)
        shown = (*look, self.words, self._shown, self._icon)
        if self._measured[0] != shown:
            self._measured = shown, self._measure()
        return self._measured[1]

    def _measure(self) -> tuple[int, int, int]:
        icon = theme.px(16) + theme.px(self._gap) if self._icon else 0
        words = QFontMetrics(self._word_font()).horizontalAdvance(self.words) + 1
        key = 0
        if self._shown:
            advance = QFontMetrics(self._key_font()).horizontalAdvance(self._shown)
            key = advance + theme.px(10) + theme.px(self._gap)
        return icon, words, key

    def _word_font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Medium)
        return font

    @override
    def sizeHint(self) -> QSize:
        sides = theme.px(6 if self._kind == "quiet" else self._side) * 2
        height = QFontMetrics(self.font()).height() + theme.px(14)
        return QSize(sum(self._widths()) + sides, max(height, theme.SMALLEST_TARGET))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        option.text = ""  # the words are drawn here, beside their key

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not plain:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        self._draw_inside(painter, self._ink())

    def _ink(self) -> QColor:
        roles = theme.current_roles()
        if not self.isEnabled():
            return roles.quiet
        if self._kind == "main" or self.isChecked():
            return roles.on_accent
        if self._role:
            ink: QColor = getattr(roles, self._role)
            return ink
        return roles.accent if self._kind == "quiet" else roles.text

    def _draw_inside(self, painter: QPainter, ink: QColor) -> None:
        icon, words, key = self._widths()
        x = (self.width() - icon - words - key) // 2
        if self._icon:
            side = theme.px(16)
            pixmap = svg_pixmap(self._icon, self._icon_role(), 16, self.devicePixelRatioF())
            painter.drawPixmap(x, (self.height() - side) // 2, pixmap)
        painter.setFont(self._word_font())
        painter.setPen(ink)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(x + icon, 0, words, self.height()), middle, self.words)
        if key:
            gap = theme.px(self._gap)
            self._draw_key(painter, x + icon + words + gap, key - gap, ink)

    def _icon_role(self) -> str:
        if not self.isEnabled():
            return "quiet"
        if self._kind == "main" or self.isChecked():
            return "on_accent"
        return self._role or ("accent" if self._kind == "quiet" else "text")

    def _draw_key(self, painter: QPainter, x: int, width: int, ink: QColor) -> None:
        """Draw the key in its small frame; on a filled button both are in the colour on it."""
        roles = theme.current_roles()
        filled = ink == roles.on_accent
        metrics = QFontMetrics(self._key_font())
        height = metrics.height() + theme.px(2)
        box = QRect(x, (self.height() - height) // 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink if filled else roles.line)
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(self._key_font())
        painter.setPen(ink if filled else roles.quiet)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shown)
