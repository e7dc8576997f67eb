"""A table of rows: whole rows that arrows walk through and Tab leaves, no widget in any of them."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui import theme

_MARK_PX = 4


def share_out(room: int, wanted: Sequence[int], shares: Sequence[int]) -> list[int]:
    """Return the width of each column in ``room`` px: what it wants where its share allows that.

    What a column leaves over goes to those that want more than their share; what nobody wants is
    shared out, too.
    """
    whole = max(sum(shares), 1)
    if (more := room - sum(wanted)) >= 0:
        return [px + more * share // whole for px, share in zip(wanted, shares, strict=True)]
    widths = list(wanted)
    squeezed = set(range(len(wanted)))
    while squeezed:
        whole = sum(shares[n] for n in squeezed)
        content = {n for n in squeezed if wanted[n] <= room * shares[n] // max(whole, 1)}
        if not content:
            break
        squeezed -= content
        room -= sum(wanted[n] for n in content)
    for n in squeezed:
        widths[n] = room * shares[n] // max(whole, 1)
    return widths


class _Marked(QStyledItemDelegate):
    """Marks the chosen rows at their left edge too, so that colour alone does not say it."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> None:
        super().paint(painter, option, index)
        if index.column() == 0 and option.state & QStyle.StateFlag.State_Selected:
            rect = QRect(option.rect)
            rect.setWidth(theme.px(_MARK_PX))
            painter.fillRect(rect, theme.current_roles().accent)


class RowTable(QTableView):
    """What every table of the program has in common; columns and heights are its own."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_Marked(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def dress(self) -> None:
        """Give the rows their heights: again when the size of text changes. Subclasses override."""

    def fit(self) -> None:
        """Share the width out: again when the table gets another size. Subclasses override."""

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.dress()
            self.fit()
