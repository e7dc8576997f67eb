"""The child's reviews: each opened, written up or exported from here."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.next_step import ordinal
from models.store_rows import ReviewRow
from ui import theme
from ui.child.records import day
from ui.fields.record_editor import RecordTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Flow, KeyButton, quiet_label
from ui.places import Place, PlaceKind


def standing(row: ReviewRow) -> str:
    """Return where a review stands, in words."""
    if row.completed_on is not None:
        if row.record_done is None:
            return f"completed {day(row.completed_on)}, to write up"
        return f"completed {day(row.completed_on)}"
    if row.adjourned_until is not None:
        return f"adjourned until {day(row.adjourned_until)}"
    return "meeting under way" if row.is_running else "being prepared"


def in_time(row: ReviewRow) -> str:
    """Return whether a review was held by its last day by law."""
    if row.limit is None:
        return ""
    held = row.review_date
    if held is None or held <= row.limit:
        return f"by {day(row.limit)}"
    days = (held - row.limit).days
    return f"{days} day{'' if days == 1 else 's'} late"


class ReviewsPart(QWidget):
    """Shows the rows of a child's reviews, newest first."""

    wanted = Signal(object)
    """A place to go to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RecordModel(
            (
                Column("Review", lambda r: f"{ordinal(r.number).capitalize()}", 2),
                Column("Kind", lambda r: r.type.label, 3),
                Column("Date", lambda r: day(r.review_date), 3),
                Column("By law", in_time, 3),
                Column("Where it stands", standing, 4),
            )
        )
        self.table = RecordTable(self.model, "reviews")
        self.none = quiet_label("No review in Heard yet.")
        self.open = KeyButton("Open", kind="main", on_click=self._open)
        self.prepare = KeyButton("Prepare", on_click=lambda: self._go(PlaceKind.PREPARE))
        self.write_up = KeyButton("Write up", on_click=lambda: self._go(PlaceKind.WRITE_UP))
        self.export = KeyButton("Export", on_click=lambda: self._go(PlaceKind.EXPORT))
        self._buttons = QWidget()
        flow = Flow(self._buttons)
        for button in (self.open, self.prepare, self.write_up, self.export):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.table, self.none, self._buttons):
            layout.addWidget(widget)
        self.table.activated.connect(self._activated)
        self.show_rows([])

    def show_rows(self, rows: list[ReviewRow]) -> None:
        """Show other reviews; the newest is chosen."""
        self.model.show_values(rows)
        self.table.setVisible(bool(rows))
        self._buttons.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    @property
    def chosen(self) -> ReviewRow | None:
        """The chosen review, or None."""
        row = self.table.currentIndex().row()
        found = self.model.values[row] if 0 <= row < len(self.model.values) else None
        return found if isinstance(found, ReviewRow) else None

    def _activated(self, _index: QModelIndex) -> None:
        self._open()

    def _open(self) -> None:
        row = self.chosen
        if row is not None:
            self._go(first_page(row))

    def _go(self, kind: PlaceKind) -> None:
        row = self.chosen
        if row is not None:
            self.wanted.emit(Place(kind=kind, child_id=row.child_id, review_id=row.id))


def first_page(row: ReviewRow) -> PlaceKind:
    """Return the page on which a review goes on: its meeting, preparing or writing up."""
    if row.is_running:
        return PlaceKind.MEETING
    return PlaceKind.PREPARE if row.completed_on is None else PlaceKind.WRITE_UP
