"""The clocks of a child: what runs, what was late and why, each with its rule and its source."""

from collections.abc import Sequence
from datetime import date
from enum import Enum

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QVBoxLayout, QWidget
from typing_extensions import override

from models.child import Child
from models.clocks import (
    ChildClock,
    ClockState,
    KnownReview,
    clocks_of,
    most_pressing,
)
from models.edits import Opened
from models.errors import UserFacingError
from models.known_reviews import known
from models.store_rows import ReviewRow
from ui import theme
from ui.child.clock_detail import ClockDetail
from ui.child.clock_words import (
    clock_row,
    summary,
)
from ui.fields.row_list import RowList
from ui.frame.panes import first_focusable
from ui.kit import Card, KeyButton, bring_into_view, label, quiet_label
from ui.program import Program

_WIDE = 760


class Show(Enum):
    """Which clocks the list shows."""

    OPEN = "Still to do or to find out"
    LATE = "Late, and why"
    ALL = "Everything, also what was done"


class ClocksPart(QWidget):
    """A list of clocks, and the chosen one in full with what only the IRO can say about it."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""
    wanted = Signal(object)
    """A place to go to."""
    early_wanted = Signal()
    """The question whether the review must be brought forward."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._child: Child | None = None
        self._rows: tuple[ReviewRow, ...] = ()
        self._full: dict[str, KnownReview] = {}
        self._clocks: tuple[ChildClock, ...] = ()
        self._kept = ""
        self._picked = False
        """Whether somebody went to a clock; until then the first one is shown."""
        self.summary = label()
        self.summary.setObjectName("clocks_summary")
        self.show_which = QComboBox()
        for which in Show:
            self.show_which.addItem(which.value, which)
        self.show_which.setObjectName("clocks_shown")
        self.show_words = label("Which clocks to show", "field")
        self.show_words.setBuddy(self.show_which)
        self.list = RowList("Clocks", fits=True)
        self.list.setObjectName("clocks")
        self.list.setAccessibleDescription("Enter goes to what can be said about it.")
        self.none = quiet_label("Nothing to show here.")
        self.early = KeyButton("Does this need an early review?", on_click=self.early_wanted.emit)
        self.early.setObjectName("early_review_asked")
        self.detail = ClockDetail(program)
        self._lay_out()
        self.show_which.activated.connect(lambda _: self._choose_which())
        self.list.current_changed.connect(self._pick)
        self.list.chosen.connect(self._enter_clock)
        self.detail.edit.connect(self._edit)
        self.detail.wanted.connect(self.wanted)

    def show_child(self, child: Child | None, rows: Sequence[ReviewRow] = ()) -> None:
        """Show a child's clocks; what the reviews know in full is looked up behind the list."""
        if child is None or self._child is None or child.id != self._child.id:
            self._full.clear()
            self._kept, self._picked = "", False
        self._child = child
        changed, self._rows = tuple(rows) != self._rows, tuple(rows)
        self._draw()
        if child is not None and (changed or len(self._full) < len(rows)):
            self._look_up(child.id, [row.id for row in rows])

    @property
    def clocks(self) -> tuple[ChildClock, ...]:
        """Every clock of the child, shown or not."""
        return self._clocks

    # -- what the reviews know

    def _look_up(self, child_id: str, left: list[str]) -> None:
        """Look the reviews up one after the other, so that saving is never kept waiting."""
        if not left:
            self._draw()
            return
        first, rest = left[0], left[1:]

        def found(opened: Opened) -> None:
            if self._child is not None and self._child.id == child_id:
                self._full[first] = known(opened.the_review)
                self._look_up(child_id, rest)

        self._program.store.load(child_id, first, found, self._program.messages.warn)

    # -- showing

    def _draw(self) -> None:
        self._clocks = ()
        today = self._program.clock.today()
        words = ""
        if self._child is not None:
            try:
                self._clocks = self._worked_out(self._child, today)
                words = summary(self._clocks, today)
            except UserFacingError as fault:
                words = f"{fault.problem} {fault.remedy}"
        self.summary.setText(words)
        self._show_list()

    def _worked_out(self, child: Child, today: date) -> tuple[ChildClock, ...]:
        reviews = [self._full.get(row.id, row) for row in self._rows]
        return clocks_of(child, reviews, self._program.engine, today)

    def _show_list(self) -> None:
        engine, today = self._program.engine, self._program.clock.today()
        shown = self._shown()
        before = None
        rows = []
        for clock in shown:
            rows.append(clock_row(clock, engine, today, gap=before not in (None, clock.group)))
            before = clock.group
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        if rows and not (self._picked and self.list.current_key):
            self.list.set_current(rows[0].key)
        self._show_clock(self.list.current_key)

    def _shown(self) -> tuple[ChildClock, ...]:
        """Return the clocks to show; one that is being answered stays until another is chosen."""
        which = self.show_which.currentData()
        if which is Show.ALL:
            return self._clocks
        if which is Show.LATE:
            late = (c for c in self._clocks if c.is_late or c.state is ClockState.TO_CHECK)
            return tuple(late)
        waiting = most_pressing(self._clocks)
        kept = tuple(c for c in self._clocks if c.id == self._kept and c not in waiting)
        return (*waiting, *kept)

    def _choose_which(self) -> None:
        self._kept = ""
        self._show_list()

    def _edit(self, edit: object, words: str, key: str) -> None:
        self._picked = True
        self._kept = self.list.current_key
        self.edit.emit(edit, words, key)

    def _pick(self, key: str) -> None:
        self._picked = True
        self._show_clock(key)

    def _show_clock(self, key: str) -> None:
        if key != self._kept:
            self._kept = ""
        clock = next((c for c in self._clocks if c.id == key), None)
        self.detail.show_clock(clock, self._child)

    def _enter_clock(self, key: str) -> None:
        self._show_clock(key)
        first = first_focusable(self.detail)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: bring_into_view(self.detail))

    def _lay_out(self) -> None:
        card = Card("Clocks")
        shown = (self.summary, self.early, self.show_words, self.show_which, self.list, self.none)
        for widget in shown:
            at = Qt.AlignmentFlag.AlignLeft if widget is self.early else Qt.AlignmentFlag(0)
            card.body.addWidget(widget, 0, at)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.S4)
        for inside, share in ((card, 5), (self.detail, 4)):
            column = QVBoxLayout()
            column.addWidget(inside)
            column.addStretch(1)
            self._row.addLayout(column, share)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        """Look the reviews up anew: they may have been changed on their own pages."""
        super().showEvent(event)
        if self._child is not None:
            self._look_up(self._child.id, [row.id for row in self._rows])

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_WIDE)
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        # The list fits its height to its width while the cards are being laid out: ask once more.
        QTimer.singleShot(0, self.list, self.list.updateGeometry)
