"""Help, without a network: how a review goes, every key, and what is encrypted and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui import theme
from ui.kit.buttons import KeyButton
from ui.kit.cards import Card
from ui.kit.labels import label, quiet_label, small_heading_label, title_label
from ui.kit.scrolling import scroll
from ui.page import Page
from ui.shortcuts import Shortcut

if TYPE_CHECKING:
    from ui.program import Program

_WIDTH = 760
_STEPS = (
    (
        "Before",
        (
            "Open a child and start the review: type, date, place, and who chose it. Under Prepare"
            " you say who was asked, who comes, and which papers are there."
        ),
    ),
    (
        "In the room",
        (
            "Type first, mark later. One key makes the line you are on the child's words, a"
            " recommendation, a worry, something to follow up, or confidential. Prompts are there"
            " to help; asking them is never a must."
        ),
    ),
    (
        "Writing up",
        (
            "Your notes stand beside the minutes. The child's words are carried over exactly and"
            " cannot be changed by accident. Each recommendation gets a person and a date."
        ),
    ),
    (
        "Sending",
        (
            "Sign off, then export the Word documents. A signed version never changes; a later"
            " correction makes a new version with a reason."
        ),
    ),
)
_INSIDE = (
    (
        "Everything you type is encrypted on this laptop with your passphrase: children, notes,"
        " minutes, quotations, settings, the search index and every backup."
    ),
    (
        "Nobody can open it without the passphrase or the council's recovery code. Without both, it"
        " is gone for good; nobody can reset it."
    ),
)
_OUTSIDE = (
    (
        "Exported Word documents are ordinary files: whoever has the file can read it. Delete them"
        " from the laptop once they are in your council's system."
    ),
    (
        "While Heard is open, what is on the screen can be seen. Hide covers it at once; Lock"
        " closes it. A program that already spies on this laptop is not stopped by Heard."
    ),
    "Heard never goes online: no updates, no reports, no spelling service.",
)


class HelpPage(Page):
    """One page to read; ``closed`` brings back what was there before."""

    closed = Signal()

    def __init__(self, program: Program | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.who, self.where = "Help", "all of it is on this laptop"
        if program is not None:
            self.footer_facts = (f"Law pack {program.law.version}",)
        inside = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.S4)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(title_label("Help"))
        if program is None:  # at the gate, where the header has no page's actions
            self._column.addWidget(KeyButton("Back", on_click=self.closed.emit))
        self._column.addWidget(_told("A review, from start to end", _STEPS))
        self._column.addWidget(_keys())
        self._column.addWidget(_listed("What is encrypted", _INSIDE))
        self._column.addWidget(_listed("What is not", _OUTSIDE))
        self._column.addStretch(1)
        column = QWidget()
        column.setMaximumWidth(theme.px(_WIDTH))
        column.setLayout(self._column)
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        middle.addStretch(1)
        middle.addWidget(column, 100)
        middle.addStretch(1)
        self._area = scroll(inside, "Help text")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        back = QAction("Back", self)
        back.setShortcut(QKeySequence("Esc"))
        self.addAction(back)
        back.triggered.connect(self.closed.emit)
        self.header_actions = (back,)

    @override
    def entered(self) -> None:
        self._area.setFocus()


def shortcuts_by_place() -> dict[str, list[Shortcut]]:
    """Return every shortcut, grouped by where it works, in the order of the one list."""
    places: dict[str, list[Shortcut]] = {}
    for shortcut in Shortcut:
        places.setdefault(shortcut.where, []).append(shortcut)
    return places


def _keys() -> Card:
    card = Card("Every key")
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.S5)
    grid.setVerticalSpacing(theme.S1)
    grid.setColumnStretch(1, 1)
    row = 0
    for place, shortcuts in shortcuts_by_place().items():
        grid.addWidget(small_heading_label(place), row, 0, 1, 2)
        row += 1
        for shortcut in shortcuts:
            keys = label(shortcut.shown, "field", wraps=False)
            keys.setAccessibleName(f"{shortcut.value}: {shortcut.words}")
            grid.addWidget(keys, row, 0)
            grid.addWidget(label(shortcut.words), row, 1)
            row += 1
    card.body.addLayout(grid)
    card.body.addWidget(quiet_label("Tab goes from field to field; Esc takes news away."))
    return card


def _told(title: str, steps: tuple[tuple[str, str], ...]) -> Card:
    card = Card(title)
    for name, words in steps:
        card.body.addWidget(label(name, "field"))
        card.body.addWidget(label(words))
    return card


def _listed(title: str, sentences: tuple[str, ...]) -> Card:
    card = Card(title)
    for words in sentences:
        card.body.addWidget(label(words))
    return card
