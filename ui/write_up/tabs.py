"""The right side of writing up: one column of cards in front, the others one key away.

A card is added with one line: ``tabs.add("words", card)``. It is let go of with the tabs.
"""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.kit import Flow, announce, scroll, set_look

OPEN, WORDS, PREVIEW = "open", "words", "preview"
"""What is open, how it is worded, and the document as it will be."""
TITLES = {OPEN: "What is open", WORDS: "Words", PREVIEW: "Preview"}


@runtime_checkable
class Forgetful(Protocol):
    """A card that holds words of a record."""

    def forget(self) -> None:
        """Let go of every word."""
        ...


class SideTabs(QWidget):
    """A row of tabs over the cards of the one in front; arrow keys walk the row."""

    chosen = Signal(str)
    """Another tab is in front; its key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("write_up_side")
        self._suits = self._before = OPEN
        self._cards: list[QWidget] = []
        self._buttons: dict[str, QPushButton] = {}
        self._columns: dict[str, QVBoxLayout] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        row = QWidget()
        self._row = Flow(row, theme.S1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(row)
        column.addWidget(self._stack, 1)
        for key, title in TITLES.items():
            self._make_tab(key, title)
        self._group.buttonToggled.connect(self._toggled)
        self._buttons[OPEN].setChecked(True)

    def add(self, tab: str, card: QWidget, *, fills: bool = False) -> None:
        """Put a card under those that a tab has; one that ``fills`` takes all the room left."""
        column = self._columns[tab]
        self._cards.append(card)
        if fills:
            column.addWidget(card, 1)
        else:
            column.insertWidget(column.count() - 1, card)

    @property
    def current(self) -> str:
        """The key of the tab in front."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def show_tab(self, tab: str, *, focus: bool = False) -> None:
        """Bring a tab to the front; with ``focus`` the keys go to its name in the row."""
        self._buttons[tab].setChecked(True)
        if focus:
            self._buttons[tab].setFocus(Qt.FocusReason.ShortcutFocusReason)

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
            self.show_tab(self._before)
        else:
            self._before = self.current
            self.show_tab(tab)
        announce(self, TITLES[self.current])

    def show_next(self) -> None:
        """Bring the next tab to the front, after the last one the first, and say which."""
        keys = list(TITLES)
        self.show_tab(keys[(keys.index(self.current) + 1) % len(keys)])
        announce(self, TITLES[self.current])

    def note(self, tab: str, count: int) -> None:
        """Say beside a tab's name how many things wait in it; nothing for none."""
        button, title = self._buttons[tab], TITLES[tab]
        words = f"{title} · {count}" if count else title
        if button.text() != words:
            button.setText(words)
            button.setAccessibleName(f"{title}, {count} to look at" if count else title)
            button.updateGeometry()

    def forget(self) -> None:
        """Let go of every word, and stand as at first."""
        for card in self._cards:
            if isinstance(card, Forgetful):
                card.forget()
        for key in TITLES:
            self.note(key, 0)
        self._suits = OPEN
        self.show_tab(OPEN)

    def _make_tab(self, key: str, title: str) -> None:
        button = QPushButton(title)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        button.setAutoDefault(False)
        button.setAccessibleName(title)
        button.setAccessibleDescription("A tab; the arrow keys go to the others.")
        button.setObjectName(f"tab_{key}")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_look(button, "tab")
        self._buttons[key] = button
        self._group.addButton(button)
        self._row.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        if key == PREVIEW:
            self._stack.addWidget(inside)
        else:
            column.addStretch(1)
            self._stack.addWidget(scroll(inside))
        self._columns[key] = column

    def _toggled(self, button: QAbstractButton, is_on: bool) -> None:
        tab = Qt.FocusPolicy.StrongFocus if is_on else Qt.FocusPolicy.ClickFocus
        button.setFocusPolicy(tab)  # Tab stops at the one in front, arrows go to the others
        if is_on:
            key = button.objectName().removeprefix("tab_")
            self._stack.setCurrentIndex(list(TITLES).index(key))
            self.chosen.emit(key)
