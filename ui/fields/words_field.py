"""The field for a child's exact words, wherever they are typed."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.fields.editors import SessionText
from ui.kit import WordsBlock, label, quiet_label, set_look


class WordsField(QFrame):
    """Where the child's exact words are typed; locked once they are quoted in a record."""

    def __init__(self, typed: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "words")
        self._showing = False
        self.edit = SessionText()
        self.edit.setObjectName("view_words")
        above = label("In their exact words", "words_source")
        above.setBuddy(self.edit)
        self.edit.setAccessibleName("In their exact words")
        self.help = quiet_label("Letter for letter, their spelling too. No quotation marks needed.")
        self.edit.setAccessibleDescription(self.help.text())
        self.locked = WordsBlock()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S3, theme.S2, theme.S3, theme.S3)
        for widget in (above, self.help, self.edit, self.locked):
            layout.addWidget(widget)
        self.edit.textChanged.connect(lambda: None if self._showing else typed(self.edit.words()))

    def show_words(self, words: str, why_locked: str) -> None:
        """Show words; ``why_locked`` says why they cannot be changed here, or nothing."""
        self._showing = True
        if self.edit.words() != words:
            self.edit.setPlainText(words)
        self._showing = False
        self.edit.setVisible(not why_locked)
        self.locked.setVisible(bool(why_locked and words))
        self.locked.show_words("", words if why_locked else "")
        usual = "Letter for letter, their spelling too. No quotation marks needed."
        self.help.setText(why_locked or usual)
