"""A list of values with a form for the chosen one: add, change, take out, all by keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import (
    QItemSelectionModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.row_table import RowTable, share_out
from ui.item_models.records import Column, RecordModel
from ui.kit import KeyButton, quiet_label, slug

_SIDE_BY_SIDE = 760
_NARROW = 480  # px at 100 % text, below which a table spares the columns that may be
_ROWS_SHOWN = 8
_ROW_PX = 32
_MARK_PX = 4


class RecordSpec(msgspec.Struct, frozen=True, kw_only=True):
    """What a list holds: ``one`` and ``many`` are its nouns ("person", "people").

    ``make`` returns a fresh value, or is None where nothing can be added. ``may_drop`` says why a
    value has to stay, or returns nothing. ``stacked`` puts the form below a table that needs the
    whole width.
    """

    one: str
    many: str
    columns: tuple[Column, ...]
    build: Callable[[BoundForm], None]
    make: Callable[[], Any] | None = None
    may_drop: Callable[[Any], str] | None = None
    drop_words: str = ""
    key_of: Callable[[Any], str] = lambda value: value.id
    empty: str = ""
    stacked: bool = False


class RecordEditor(QWidget):
    """Shows ``values`` and says what is to be put or dropped; it changes nothing itself."""

    put = Signal(object, str, str)
    """A value to put, words for undo, and the key under which typing is undone together."""
    dropped = Signal(object, str)
    """A value to take out, and words for undo."""
    chosen = Signal(object)
    """The value now shown in the form, or None."""

    def __init__(self, spec: RecordSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._fresh_key = ""
        self._model = RecordModel(spec.columns, spec.key_of)
        self.table = RecordTable(self._model, spec.many)
        self.form = BoundForm(slug(spec.one), columns=2)
        spec.build(self.form)
        self.empty = quiet_label(spec.empty or f"No {spec.many} yet.")
        self.stays = quiet_label()
        self._add = KeyButton(f"Add {_a(spec.one)}", on_click=self.add)
        drop_words = spec.drop_words or f"Take this {spec.one} out"
        self._drop = KeyButton(drop_words, kind="quiet", on_click=self.drop)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.form.edited.connect(self.put)
        self._choose()

    @property
    def value(self) -> Any:
        """The chosen value, or None."""
        row = self.table.currentIndex().row()
        return self._model.values[row] if 0 <= row < len(self._model.values) else None

    def show_values(self, values: Sequence[Any]) -> None:
        """Show other values; the choice stays with its value, a fresh one is chosen."""
        before = self._model.key_at(self.table.currentIndex().row())
        self._model.show_values(values)
        fresh, self._fresh_key = self._fresh_key, ""
        row = self._model.row_of(fresh or before)
        if row < 0 and values:
            row = 0
        if row != self.table.currentIndex().row():
            self.choose_row(row)
        self._choose()
        if fresh and row >= 0:
            self.form.focus_first()

    def choose_row(self, row: int) -> None:
        """Choose the value in a row."""
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)

    def choose(self, key: str) -> None:
        """Choose the value with that key, if it is there."""
        row = self._model.row_of(key)
        if row >= 0:
            self.choose_row(row)

    def add(self) -> None:
        """Ask for a fresh value to be put; it is chosen as soon as it is shown."""
        if self._spec.make is not None:
            value = self._spec.make()
            self._fresh_key = self._spec.key_of(value)
            self.put.emit(value, f"adding {_a(self._spec.one)}", "")

    def drop(self) -> None:
        """Ask for the chosen value to be taken out."""
        if self.value is not None and not self.stays.text():
            self.dropped.emit(self.value, f"taking {_a(self._spec.one)} out")
            self.table.setFocus()

    def put_above_form(self, *widgets: QWidget) -> None:
        """Put more about the chosen value above its form, before it in the order of Tab too."""
        before: QWidget = self._add
        for place, widget in enumerate(widgets):
            self._details.insertWidget(place, widget)
            for stop in _stops(widget):
                QWidget.setTabOrder(before, stop)
                before = stop
        for stop in _stops(self.form):
            QWidget.setTabOrder(before, stop)
            before = stop
        QWidget.setTabOrder(before, self._drop)

    def put_below_form(self, *widgets: QWidget) -> None:
        """Put more about the chosen value right below its form."""
        at = self._details.indexOf(self.form) + 1
        for place, widget in enumerate(widgets, at):
            self._details.insertWidget(place, widget)

    def _choose(self) -> None:
        value = self.value
        self.form.show_value(value)
        self.form.setVisible(value is not None)
        self.empty.setVisible(not self._model.values)
        self.table.setVisible(bool(self._model.values))
        why = self._spec.may_drop(value) if self._spec.may_drop and value is not None else ""
        self.stays.setText(why)
        self.stays.setVisible(bool(why))
        can_drop = self._spec.may_drop is not None or self._spec.make is not None
        self._drop.setVisible(value is not None and not why and can_drop)
        self.chosen.emit(value)

    def _lay_out(self) -> None:
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.S5)
        rows = QVBoxLayout()
        rows.setSpacing(theme.S2)
        rows.addWidget(self.table)
        rows.addWidget(self.empty)
        buttons = QHBoxLayout()
        buttons.addWidget(self._add)
        buttons.addStretch(1)
        rows.addLayout(buttons)
        rows.addStretch(1)
        details = QVBoxLayout()
        details.setSpacing(theme.S3)
        self._details = details
        details.addWidget(self.form)
        details.addWidget(self.stays)
        details.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignLeft)
        details.addStretch(1)
        self._layout.addLayout(rows, 1)
        self._layout.addLayout(details, 1)
        # Only now: a widget made visible before it has a parent would be a window of its own.
        self._add.setVisible(self._spec.make is not None)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_SIDE_BY_SIDE) and not self._spec.stacked
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if beside else way.TopToBottom)


class RecordTable(RowTable):
    """Whole rows that arrows walk through and Tab leaves; as high as its rows, up to ``most``."""

    def __init__(self, model: RecordModel, name: str, most: int = _ROWS_SHOWN) -> None:
        super().__init__(model, name[:1].upper() + name[1:])
        self._most = most
        self._model = model
        self.setObjectName(f"{slug(name)}_table")
        model.modelReset.connect(self.fit)
        self.fit()

    @override
    def fit(self) -> None:
        """Set the height of rows and table, and share the width out between the columns."""
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW_PX))
        rows = min(max(self._model.rowCount(), 1), self._most)
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(rows * theme.px(_ROW_PX) + head + 4)
        narrow = self.viewport().width() < theme.px(_NARROW)
        for column, spared in enumerate(self._model.spared):
            self.setColumnHidden(column, narrow and spared)
        shown = [n for n in range(len(self._model.shares)) if not self.isColumnHidden(n)]
        heads = self.horizontalHeader()
        wanted = [max(self.sizeHintForColumn(n), heads.sectionSizeHint(n)) for n in shown]
        shares = [self._model.shares[n] for n in shown]
        for column, width in zip(
            shown, share_out(self.viewport().width(), wanted, shares), strict=True
        ):
            self.setColumnWidth(column, width)


def _stops(widget: QWidget) -> list[QWidget]:
    """Return what Tab stops at in ``widget``, itself included, in the order it was made.

    A field that hands its focus to one inside it, as a date does, stands for all that is in it: it
    goes along as a whole, or Tab would come back to it from wherever it was left.
    """
    found: list[QWidget] = []
    wholes: list[QWidget] = []
    for inner in (widget, *widget.findChildren(QWidget)):
        proxy = inner.focusProxy()
        if inner.window() is not widget.window() or any(w.isAncestorOf(inner) for w in wholes):
            continue  # the list of a choice is a window of its own
        if proxy is not None and inner.isAncestorOf(proxy):
            wholes.append(inner)
            found.append(inner)
        elif proxy is None and inner.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(inner)
    return found


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
