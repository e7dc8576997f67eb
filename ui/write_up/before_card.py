"""The right column under the recommendations: what is open, and which version was signed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.before_it_goes import OpenMatter
from ui.fields.row_list import Row, RowList
from ui.kit import Card, Pill, quiet_label

_SHOWN = 5  # rows before the rest is folded away
_MORE = "more"
NOTHING_OPEN = "Nothing is open that Heard can see."


class BeforeCard(Card):
    """A quiet list in which nothing blocks; Enter or a click goes to where a matter is settled."""

    wanted = Signal(object)
    """The ``OpenMatter`` to go to."""

    def __init__(
        self, name: str = "before_it_goes", *, folds: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__("Before it goes", parent)
        self.setObjectName(f"{name}_card")
        self._matters: dict[str, OpenMatter] = {}
        self._folds = folds
        self._all = not folds
        self.count = Pill("0")
        self.head.addWidget(self.count)
        self.nothing = quiet_label(NOTHING_OPEN)
        self.list = RowList("Before it goes", fits=True)
        self.list.setObjectName(name)
        self.list.setAccessibleDescription("Enter goes to where it can be answered.")
        self.list.chosen.connect(self._chosen)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.list)

    def show_matters(self, matters: Sequence[OpenMatter]) -> None:
        """Show what is open."""
        self._matters = {matter.id: matter for matter in matters}
        self._show_rows()
        self.list.setVisible(bool(matters))
        self.nothing.setVisible(not matters)
        self.count.show_fact(str(len(matters)), "soon" if matters else "good")
        self.count.setAccessibleName(f"{len(matters)} open")

    def _show_rows(self) -> None:
        rows = [
            Row(key=m.id, words=m.text, state="›", spoken=m.text) for m in self._matters.values()
        ]
        more = len(rows) - _SHOWN
        if more > 1 and not self._all:
            said = f"and {more} more"
            rows = [*rows[:_SHOWN], Row(key=_MORE, words=said, words_role="accent", state="…")]
        self.list.show_rows(rows)

    def _chosen(self, key: str) -> None:
        if key == _MORE:
            self._all = True
            self._show_rows()
        else:
            self.wanted.emit(self._matters[key])

    def forget(self) -> None:
        """Empty the list."""
        self._all = not self._folds
        self.show_matters(())
