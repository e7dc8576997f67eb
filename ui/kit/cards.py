"""Sheets that hold what belongs together, and the block that holds a child's words."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit.labels import heading_label, label
from ui.kit.look import set_look
from ui.kit.words_label import WordsLabel


class Card(QFrame):
    """A sheet with an optional heading; put widgets into ``body``, and beside it into ``head``."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S4, theme.S3, theme.S4, theme.S4)
        outer.setSpacing(theme.S2)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.S2)
        self.heading = heading_label(title)
        self.head.addWidget(self.heading, 1)
        outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.S2)
        outer.addLayout(self.body, 1)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Change the heading; an empty one takes no room."""
        self.heading.setText(title)
        self.heading.setVisible(bool(title))


class WordsBlock(QFrame):
    """A child's words, letter for letter, with where they come from."""

    def __init__(self, source: str = "", words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, "words")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S3, theme.S2, theme.S3, theme.S2)
        layout.setSpacing(theme.S1 // 2)
        self.source = label(source, "words_source")
        self.words = WordsLabel(words)
        layout.addWidget(self.source)
        layout.addWidget(self.words)
        self.show_words(source, words)

    def show_words(self, source: str, words: str) -> None:
        """Show other words; the quotation marks are drawn around them, they are never part."""
        self.source.setText(source)
        self.source.setVisible(bool(source))
        self.words.setText(f"“{words}”" if words else "")


def rule() -> QFrame:
    """Return a quiet line between two things."""
    line = QFrame()
    set_look(line, "rule")
    return line
