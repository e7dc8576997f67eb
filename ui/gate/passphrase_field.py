"""A field for a passphrase: hidden or shown, paste allowed, Caps Lock noticed (WCAG 2.2, 3.3.8)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.kit.announce import announce
from ui.kit.buttons import KeyButton
from ui.kit.labels import label
from ui.kit.look import set_look, slug

CAPS_LOCK = "Caps Lock seems to be on."


class _Edit(QLineEdit):
    """Notices letters whose case Shift does not explain; no system is asked for its Caps Lock."""

    def __init__(self, parent: "PassphraseField") -> None:
        super().__init__(parent)
        self._field = parent

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if len(text) == 1 and text.upper() != text.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._field.show_caps_lock(on=text.isupper() != shift)
        super().keyPressEvent(event)


class PassphraseField(QWidget):
    """A labelled passphrase field with a button that shows what is typed."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = _Edit(self)
        set_look(self.edit, "passphrase")
        self.edit.setObjectName(slug(words))
        self.edit.setAccessibleName(words)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.show_button = KeyButton("Show", icon="eye", on_click=self._toggle)
        self.show_button.setObjectName(f"show_{slug(words)}")
        self._words = words
        self._caps = label(CAPS_LOCK, "soon")
        self._caps.hide()
        above = label(words, "field")
        above.setBuddy(self.edit)
        row = QHBoxLayout()
        row.setSpacing(theme.S2)
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S1)
        column.addWidget(above)
        column.addLayout(row)
        column.addWidget(self._caps)
        self.setFocusProxy(self.edit)
        self.set_shown(shown=False)

    @property
    def text(self) -> str:
        """What is typed, letter for letter."""
        return self.edit.text()

    def set_shown(self, *, shown: bool) -> None:
        """Show or hide what is typed."""
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        self.show_button.set_words("Hide" if shown else "Show")
        verb = "Hide" if shown else "Show"
        self.show_button.setAccessibleDescription(f"{verb} what is typed in {self._words}")

    def show_caps_lock(self, *, on: bool) -> None:
        """Show or take away the hint about Caps Lock."""
        if on and self._caps.isHidden():
            announce(self, CAPS_LOCK)
        self._caps.setVisible(on)

    def forget(self) -> None:
        """Empty the field and hide what will be typed."""
        self.edit.clear()
        self._caps.hide()
        self.set_shown(shown=False)

    def _toggle(self) -> None:
        self.set_shown(shown=self.edit.echoMode() is not QLineEdit.EchoMode.Normal)
        self.edit.setFocus()
