"""The right side of writing up: one column of cards in front, the others one key away.

A card is added with one line: ``tabs.add("words", card)``. It is let go of with the tabs.
"""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.kit import scroll
from ui.kit.tabs import Tabs

OPEN, WORDS, PREVIEW = "open", "words", "preview"
"""What is open, how it is worded, and the document as it will be."""
TITLES = {OPEN: "What is open", WORDS: "Words", PREVIEW: "Preview"}


@runtime_checkable
class Forgetful(Protocol):
    """A card that holds words of a record."""

    def forget(self) -> None:
        """Let go of every word."""
        ...


class SideTabs(Tabs):
    """The tabs with their cards, one under the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write_up_side")
        self._suits = self._before = OPEN
        self._cards: list[QWidget] = []
        self._columns: dict[str, QVBoxLayout] = {}
        for key, title in TITLES.items():
            inside = QWidget()
            column = self._columns[key] = QVBoxLayout(inside)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.S4)
            if key != PREVIEW:
                column.addStretch(1)
            self.add_tab(key, title, inside if key == PREVIEW else scroll(inside))

    def add(self, tab: str, card: QWidget, *, fills: bool = False) -> None:
        """Put a card under those that a tab has; one that ``fills`` takes all the room left."""
        column = self._columns[tab]
        self._cards.append(card)
        if fills:
            column.addWidget(card, 1)
        else:
            column.insertWidget(column.count() - 1, card)

    def follow(self, tab: str) -> None:
        """Bring a tab to the front that suits what is written; whoever looks at the preview stays.

        It is done when what suits changes: a tab chosen since then stays in front.
        """
        if tab != self._suits:
            self._suits = tab
            if self.current != PREVIEW:
                self.show_tab(tab)

    def toggle(self, tab: str) -> None:
        """Bring a tab to the front; where it is there, the one before it."""
        if self.current == tab:
            self.tell_tab(self._before)
        else:
            self._before = self.current
            self.tell_tab(tab)

    def forget(self) -> None:
        """Let go of every word, and stand as at first."""
        for card in self._cards:
            if isinstance(card, Forgetful):
                card.forget()
        for key in TITLES:
            self.note(key, 0)
        self._suits = OPEN
        self.show_tab(OPEN)
