"""Keeping one entry from somebody: a line that says from whom, a button, and the card that asks."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.clock import Clock
from models.edits import Drop, Opened, Put
from models.terms import WithheldWhat
from models.withheld import Keeping, decided, decision_about, keeping_of, kept_words
from ui import theme
from ui.kit import KeyButton, announce, quiet_label
from ui.withholding.entries import said_first
from ui.withholding.keep_card import KeepCard

_OPEN = "It stands in every copy that has room for it."


class EntryKeeping(QWidget):
    """Stands under the form of an entry; shows and changes what is decided about it."""

    edit = Signal(object, str)
    """An edit to be applied, and what undoing it would undo."""

    def __init__(
        self, what: WithheldWhat, clock: Clock, name: str, by: Callable[[], str] | None = None
    ) -> None:
        super().__init__()
        self._what, self._of = what, ""
        self._opened: Opened | None = None
        self.said = quiet_label()
        self.said.setObjectName(f"{name}_said")
        self.button = KeyButton("Keep from somebody…", on_click=self.ask)
        self.button.setObjectName(f"{name}_ask")
        self.card = KeepCard(name, clock, by or self._chair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for part in (self.said, self.button, self.card):
            layout.addWidget(part)
        self.card.kept.connect(self._keep)
        self.card.closed.connect(self._closed)
        self.hide()

    def show_entry(self, opened: Opened | None, of: str) -> None:
        """Show what is decided about an entry of the open review; nothing for none."""
        if of != self._of:
            self.card.forget()
            self.button.show()
        self._opened, self._of = opened, of
        self.setVisible(opened is not None and bool(of))
        self.said.setText(self._words() or _OPEN if of else "")

    def forget(self) -> None:
        """Let go of every word."""
        self.card.forget()
        self.show_entry(None, "")

    def ask(self) -> None:
        """Ask from whom the entry is kept."""
        if self._opened is None or not self._of:
            return
        self.button.hide()
        before = keeping_of(decision_about(self._opened.child, self._what, self._of))
        self.card.ask(self._opened.child, before, said_first(self._what))

    def _words(self) -> str:
        if self._opened is None:
            return ""
        child = self._opened.child
        names = {person.id: person.name for person in child.people}
        return kept_words(keeping_of(decision_about(child, self._what, self._of)), names)

    def _keep(self, keeping: Keeping) -> None:
        if self._opened is None or self._opened.review is None:
            return
        before = decision_about(self._opened.child, self._what, self._of)
        if keeping.keeps:
            item = decided(self._what, self._of, keeping, self._opened.review.id)
            self.edit.emit(Put(item=item), f"keeping back: {self._what.label}")
        elif before is not None:
            self.edit.emit(Drop(item=before), f"letting be read: {self._what.label}")
        announce(self, "It is kept back." if keeping.keeps else "Everybody may read it.")

    def _closed(self) -> None:
        self.button.show()
        self.button.setFocus()

    def _chair(self) -> str:
        return self._opened.the_review.head.chair if self._opened is not None else ""
