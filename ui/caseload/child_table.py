"""The table of children: columns shared out by the room there is, headings across all of them."""

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from ui import theme
from ui.caseload.cell_delegate import CellDelegate, heading_height, row_height
from ui.fields.row_table import RowTable
from ui.item_models.caseload import TITLES, CaseloadModel
from ui.kit import bring_into_view

_SHARES = (26, 24, 30, 20)
_TIGHT_SHARES = (42, 0, 58, 0)
_ROOM_FOR_ALL, _ROOM_FOR_THREE = 780, 520
_ROWS_AT_LEAST = 3
_NEXT, _PROMISES = 1, 3


class ChildTable(RowTable):
    """Shows a ``CaseloadModel``; one row is chosen at most, and Enter opens it."""

    def __init__(self, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(model, "Children, the most pressing first", parent)
        self._children = model
        self._headings: list[int] = []
        self.setItemDelegate(CellDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setMinimumSectionSize(1)
        self.setObjectName("caseload_table")
        model.modelReset.connect(self._draw_headings)
        self.dress()
        self.fit()

    @override
    def dress(self) -> None:
        """Give rows and headings their heights; called again when the text size changes."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        least = self.horizontalHeader().sizeHint().height() + _ROWS_AT_LEAST * row_height()
        self.setMinimumHeight(least)
        self._draw_headings()

    def _draw_headings(self) -> None:
        """Let each heading go across all columns, and be no higher than its words."""
        if self._headings:
            self.clearSpans()
        for row in self._headings:
            self.setRowHeight(row, row_height())
        self._headings = self._children.headings
        for row in self._headings:
            self.setSpan(row, 0, 1, len(TITLES))
            self.setRowHeight(row, heading_height())

    @override
    def fit(self) -> None:
        """Share the width out; where there is little, the last column is left to the card.

        Where there is very little, what is next is said in the cell of its date.
        """
        room = self.viewport().width()
        tight = room < theme.px(_ROOM_FOR_THREE)
        self.setColumnHidden(_PROMISES, room < theme.px(_ROOM_FOR_ALL))
        self.setColumnHidden(_NEXT, tight)
        self._children.set_merged(is_merged=tight)
        shares = [
            0 if self.isColumnHidden(column) else share
            for column, share in enumerate(_TIGHT_SHARES if tight else _SHARES)
        ]
        for column, share in enumerate(shares):
            if share:
                self.setColumnWidth(column, room * share // sum(shares))

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        bring_into_view(self)  # at large text the page scrolls and the table lies below its edge
