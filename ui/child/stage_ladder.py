"""The stages of a dispute as a ladder: a drawing of where it stands, and the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from models.disputes import Rung, RungState
from models.law import Unit, counted
from ui import theme
from ui.child.records import day
from ui.fields.clearing import clear
from ui.kit import label, quiet_label

_NODE_PX = 22
_TOP_PX = 11  # from the top of a row to the middle of its node


class StageLadder(QWidget):
    """One row for each stage of the law pack; read from the top down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rungs: tuple[Rung, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setObjectName("stage_ladder")

    def show_rungs(self, rungs: Sequence[Rung]) -> None:
        """Show other stages; nothing is drawn anew where they are the same."""
        if tuple(rungs) == self._rungs:
            return
        self._rungs = tuple(rungs)
        clear(self._column)
        for place, rung in enumerate(self._rungs):
            self._column.addWidget(_row(rung, place == 0, place == len(self._rungs) - 1))


def rung_words(rung: Rung) -> str:
    """Return how a stage stands: "now · since 2 Nov 2026 · answer due by 9 Nov 2026"."""
    parts = [rung.state.value]
    if rung.began is not None:
        parts.append(f"since {day(rung.began)}")
    if rung.by is not None:
        parts.append(f"answer due by {day(rung.by)}")
    elif rung.state is RungState.AHEAD and rung.days:
        parts.append(counted(rung.days, Unit.WORKING_DAYS))
    if rung.why:
        parts.append(rung.why)
    if not rung.in_clock and rung.days:
        parts.append("outside the clock")
    return " · ".join(parts)


def _row(rung: Rung, is_first: bool, is_last: bool) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.S2)
    layout.addWidget(_Node(rung.state, is_first, is_last))
    words = QVBoxLayout()
    words.setContentsMargins(0, 0, 0, theme.S2)
    words.setSpacing(0)
    look = "heading" if rung.state is RungState.NOW else "plain"
    name = rung.who if rung.name in rung.who else f"{rung.name}: {rung.who}"
    words.addWidget(label(name, look))
    words.addWidget(quiet_label(rung_words(rung)))
    words.addStretch(1)
    layout.addLayout(words, 1)
    return row


class _Node(QWidget):
    """Where a stage stands, told by shape as well as by colour; the words beside it say the same.

    Filled is behind us, a ring with a dot is now, a ring lies ahead, a crossed ring was passed
    over, a small dot was not needed.
    """

    def __init__(self, state: RungState, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._state, self._first, self._last = state, is_first, is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    @override
    def sizeHint(self) -> QSize:
        side = theme.px(_NODE_PX)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        roles = theme.current_roles()
        middle = QPointF(self.width() / 2, theme.px(_TOP_PX))
        radius = theme.px(6)
        painter.setPen(QPen(roles.edge, max(1.0, theme.px(2) * 0.75)))
        if not self._first:
            painter.drawLine(QPointF(middle.x(), 0), middle - QPointF(0, radius))
        if not self._last:
            painter.drawLine(middle + QPointF(0, radius), QPointF(middle.x(), self.height()))
        self._draw(painter, middle, radius)

    def _draw(self, painter: QPainter, middle: QPointF, radius: int) -> None:
        roles, state = theme.current_roles(), self._state
        ink: QColor = {
            RungState.DONE: roles.done,
            RungState.NOW: roles.accent,
            RungState.PASSED: roles.soon,
        }.get(state, roles.edge)
        painter.setPen(QPen(ink, theme.px(2)))
        painter.setBrush(ink if state is RungState.DONE else Qt.BrushStyle.NoBrush)
        if state is RungState.NOT_REACHED:
            radius //= 2
        painter.drawEllipse(middle, radius, radius)
        if state is RungState.NOW:
            painter.setBrush(ink)
            painter.drawEllipse(middle, radius * 0.45, radius * 0.45)
        if state is RungState.PASSED:
            reach = QPointF(radius, -radius) * 1.2
            painter.drawLine(middle - reach, middle + reach)
