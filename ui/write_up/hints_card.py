"""Hints about the part that is written: how something is said, bare initials, long sentences.

They suggest and never change a letter. What is left as it is is not said again for this record.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.hints import Hint, HintKind
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, Pill, quiet_label

_LONGEST = 60
_KEYS = "Enter goes to the place. Ctrl+Enter leaves it as it is, for this record."


class HintsCard(Card):
    """A list of hints; it is not shown while there are none."""

    wanted = Signal(object)
    """The ``Hint`` to go to."""
    dismissed = Signal(object)
    """The ``Hint`` that is not to be said again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("How it may read", parent)
        self.setObjectName("hints")
        self._hints: dict[str, Hint] = {}
        self.count = Pill("0")
        self.head.addWidget(self.count)
        self.list = RowList("How it may read", fits=True)
        self.list.setObjectName("hints_list")
        self.list.setAccessibleDescription(_KEYS)
        self.list.chosen.connect(lambda key: self.wanted.emit(self._hints[key]))
        self.list.chosen_otherwise.connect(lambda key: self.dismissed.emit(self._hints[key]))
        self.leave = KeyButton("Leave it as it is", kind="quiet", on_click=self._leave)
        self.body.addWidget(self.list)
        self.body.addWidget(quiet_label(_KEYS))
        self.body.addWidget(self.leave)

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show other hints; nothing is redrawn where they are the same."""
        fresh = {f"{hint.line}:{hint.start}:{hint.key}": hint for hint in hints}
        if fresh == self._hints and self.list.rows:
            return
        self._hints = fresh
        self.list.show_rows([_row(key, hint) for key, hint in fresh.items()])
        self.count.show_fact(str(len(fresh)), "accent")
        self.count.setAccessibleName(f"{len(fresh)} hints")

    @property
    def has_hints(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._hints)

    @property
    def number(self) -> int:
        """How many hints there are."""
        return len(self._hints)

    def forget(self) -> None:
        """Let go of every word."""
        self._hints = {}
        self.list.show_rows(())

    def _leave(self) -> None:
        key = self.list.current_key
        if key in self._hints:
            self.dismissed.emit(self._hints[key])


def _row(key: str, hint: Hint) -> Row:
    found = " ".join(hint.found.split())
    if len(found) > _LONGEST:
        found = f"{found[: _LONGEST - 1].rstrip()}…"
    facts = [Fact(f"Perhaps: {', or '.join(hint.offer)}")] if hint.offer else []
    facts.append(Fact(hint.why))
    words = f"“{found}”" if hint.kind is not HintKind.LONG else found
    return Row(key=key, words=words, facts=tuple(facts))
