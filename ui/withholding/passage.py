"""Keeping a passage of notes or minutes from somebody: what is selected, or the caret's line."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.clock import Clock
from models.text import Line, Mark
from models.withheld import Keeping, kept_words
from ui import theme
from ui.editor.lines import LinesEditor
from ui.kit import announce, quiet_label
from ui.withholding.keep_card import KeepCard


class PassageKeeping(QWidget):
    """Under an editor: from whom the caret's line is kept, and the card that asks."""

    def __init__(
        self, editor: LinesEditor, clock: Clock, by: Callable[[], str], name: str = "keep_passage"
    ) -> None:
        super().__init__()
        self._editor = editor
        self.kept = quiet_label()
        self.kept.setObjectName(f"{name}_said")
        self.card = KeepCard(name, clock, by)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self.kept)
        layout.addWidget(self.card)
        self.kept.hide()
        self.hide()
        editor.line_changed.connect(self._say_line)
        self.card.kept.connect(self._keep)
        self.card.closed.connect(self._closed)

    def ask(self) -> None:
        """Ask from whom the selection, or the line, is kept."""
        before = self._editor.kept_here()
        if before is None:
            announce(self._editor, "There is no line here to keep from anybody.")
            return
        what = "The words you selected." if self._editor.has_part else "This line."
        self.kept.hide()
        self.show()
        self.card.ask(self._editor.session.opened.child, before, what)

    def forget(self) -> None:
        """Let go of every word."""
        self.card.forget()
        self.kept.clear()
        self.kept.hide()
        self.hide()

    def _keep(self, keeping: Keeping) -> None:
        self._editor.keep_back(keeping)
        announce(self._editor, "It is kept back." if keeping.keeps else "Everybody may read it.")

    def _closed(self) -> None:
        self._say_line()
        self._editor.setFocus()

    def _say_line(self) -> None:
        """Say from whom the caret's line is kept, where it is from some people only."""
        if not self.card.isHidden():
            return
        line = self._editor.line
        words = self._words(line) if line is not None else ""
        self.kept.setText(words)
        self.kept.setVisible(bool(words))
        self.setVisible(bool(words))

    def _words(self, line: Line) -> str:
        """Return from whom a line is kept, nothing for a line that everybody may read."""
        spans = [span for span in line.spans if span.withheld_from]
        if not spans or line.mark is Mark.CONFIDENTIAL or not self._editor.is_open:
            return ""
        people = tuple(dict.fromkeys(name for span in spans for name in span.withheld_from))
        why = next((span.why for span in spans if span.why), "")
        child = self._editor.session.opened.child
        names = {person.id: person.name for person in child.people}
        words = kept_words(Keeping(people=people, why=why), names)
        whole = any(span.start == 0 and span.end >= len(line.text) for span in spans)
        return words if whole or not words else f"A part of this line: {words}"
