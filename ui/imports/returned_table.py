"""The table in which children of a national return are looked over and ticked."""

from PySide6.QtCore import QModelIndex, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from ui import theme
from ui.fields.row_table import RowTable
from ui.item_models.returned import ReturnedModel
from ui.kit import bring_into_view

_ROW_PX = 30
_ROWS, _ROWS_LARGE = 10, 4
_LARGE = 150  # per cent of text size, from which there is room for few rows
_SHARES = {1: 17, 2: 9, 3: 22, 4: 52}
_SPARED = (2, 4)
_TICK_PX = 52
_NARROW = 620  # px at 100 % text


class ReturnedTable(RowTable):
    """Many rows without a widget in any of them; a click on the box or Space ticks a child."""

    def __init__(self, model: ReturnedModel) -> None:
        super().__init__(model, "Children in the return; Space ticks")
        self._model = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setObjectName("returned_table")
        self.clicked.connect(self._clicked)
        self.fit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._model.turn({index.row() for index in self.selectionModel().selectedRows()})
            return
        super().keyPressEvent(event)

    def come_into_view(self) -> None:
        """Take the focus, with the first rows in view where there is no room for all."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_first)  # once what stands above it has its height

    def _show_first(self) -> None:
        rows = 2 * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().height()
        bring_into_view(self, QRect(0, 0, self.width(), head + rows))

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._model.turn([index.row()])

    @override
    def fit(self) -> None:
        row = max(theme.px(_ROW_PX), theme.SMALLEST_TARGET)
        self.verticalHeader().setDefaultSectionSize(row)
        rows = _ROWS if theme.text_percent() < _LARGE else _ROWS_LARGE
        self.setFixedHeight(rows * row + self.horizontalHeader().sizeHint().height() + 4)
        self._share_width(self.viewport().width())

    def _share_width(self, room: int) -> None:
        """Share the width out; where there is little, what is new is left to the words below."""
        narrow = room < theme.px(_NARROW)
        tick = theme.px(_TICK_PX)
        self.setColumnWidth(0, tick)
        shares = {at: share for at, share in _SHARES.items() if not (narrow and at in _SPARED)}
        for column, share in _SHARES.items():
            self.setColumnHidden(column, column not in shares)
            self.setColumnWidth(column, (room - tick) * share // sum(shares.values()))
