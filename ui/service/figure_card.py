"""One figure on the page: its sentence, its chart, and the table behind it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from export.service_picture import words_of
from models.figures import NOT_SHOWN, Figure, FigureRow
from ui.fields.row_table import RowTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Card, label, quiet_label
from ui.service.chart import ChartView


class FigureCard(Card):
    """Shows a figure; nothing to count is said and not drawn."""

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(figure.title, parent)
        if not any(number != 0 for row in figure.rows for number in row.numbers):
            self.body.addWidget(quiet_label("Nothing to count."))
            return
        if figure.lead:
            self.body.addWidget(label(figure.lead))
        self.body.addWidget(ChartView(figure))
        self.body.addWidget(_FigureTable(figure))
        if figure.total is not None:
            self.body.addWidget(quiet_label(f"All together {figure.total:,} {figure.unit}."))
        for note in figure.notes:
            self.body.addWidget(quiet_label(note))


class _FigureTable(RowTable):
    """The numbers of a figure; as high as they are."""

    def __init__(self, figure: Figure) -> None:
        columns = [Column("What", lambda row: row.label, 6)]
        columns += [
            Column(title, partial(_number, at), 3) for at, title in enumerate(figure.columns)
        ]
        self._model = RecordModel(columns, lambda row: row.label)
        super().__init__(self._model, f"{figure.title}, in numbers")
        self._model.show_values(figure.rows)
        self.setWordWrap(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName(f"figure_{figure.id}")
        self.setAccessibleDescription(words_of(figure))
        self.fit()

    @override
    def fit(self) -> None:
        """Share the width out, and be as high as the rows are with their labels wrapped."""
        room, shares = self.viewport().width(), self._model.shares
        for at, share in enumerate(shares):
            self.setColumnWidth(at, room * share // sum(shares))
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self._model.rowCount()))
        self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height() + 4)


def _number(at: int, row: FigureRow) -> str:
    number = row.numbers[at]
    return NOT_SHOWN if number is None else f"{number:,}"
