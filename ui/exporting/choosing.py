"""The table of what can go out: ticked or not, for whom, and what became of it."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from export.going_out import GoingOut
from ui.fields.record_editor import RecordTable
from ui.item_models.records import Column, RecordModel

_Index = QModelIndex | QPersistentModelIndex
_ROWS = 8


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A document that can go out: what it is, for whom, whether it is ticked, how far it is."""

    item: GoingOut
    title: str
    reader: str
    about: str = ""
    ticked: bool = False
    state: str = ""

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.item.key


_COLUMNS = (
    Column("Out", lambda offer: "ticked" if offer.ticked else "not ticked", 2),
    Column("Document", lambda offer: offer.title, 9),
    Column("For", lambda offer: offer.reader, 6, spared=True),
    Column("State", lambda offer: offer.state, 3),
)


class OfferModel(RecordModel):
    """What can go out; the first column is a box to tick."""

    ticks_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_COLUMNS, lambda offer: offer.key)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The rows."""
        return self.values

    @property
    def ticked(self) -> tuple[GoingOut, ...]:
        """What is ticked, in order."""
        return tuple(offer.item for offer in self.offers if offer.ticked)

    def turn(self, row: int) -> None:
        """Tick a row, or untick it."""
        if 0 <= row < len(self.offers):
            self.tick({self.offers[row].key: not self.offers[row].ticked})

    def tick(self, wanted: dict[str, bool]) -> None:
        """Tick or untick rows by their keys."""
        self._show(
            msgspec.structs.replace(offer, ticked=wanted.get(offer.key, offer.ticked))
            for offer in self.offers
        )
        self.ticks_changed.emit()

    def say(self, key: str, state: str) -> None:
        """Say of one row how far it is."""
        self._show(
            msgspec.structs.replace(offer, state=state) if offer.key == key else offer
            for offer in self.offers
        )

    def say_nothing(self) -> None:
        """Say of no row any longer how far it is."""
        self._show(msgspec.structs.replace(offer, state="") for offer in self.offers)

    def _show(self, offers: Any) -> None:
        self.show_values(tuple(offers))

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and index.column() == 0:
            offer = self.offers[index.row()]
            if role == Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if offer.ticked else Qt.CheckState.Unchecked
            if role == Qt.ItemDataRole.DisplayRole:
                return None
        return super().data(index, role)


class OfferTable(RecordTable):
    """The rows; Space or a click on the box ticks, going to a row shows it beside."""

    def __init__(self, model: OfferModel) -> None:
        super().__init__(model, "export documents", most=_ROWS)
        self._offers = model
        self.setAccessibleName("What goes out; Space ticks")
        self.clicked.connect(self._clicked)

    @property
    def offer(self) -> Offer | None:
        """The row that the keyboard is at, or None."""
        row = self.currentIndex().row()
        offers: Sequence[Offer] = self._offers.offers
        return offers[row] if 0 <= row < len(offers) else None

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._offers.turn(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._offers.turn(index.row())
