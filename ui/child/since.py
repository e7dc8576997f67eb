"""Since the last review: what was promised to the child, and what the midway check found."""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.between import (
    checks_since,
    last_review_day,
    message_of,
    open_pledges,
    pledge_words,
    pledges_for,
)
from models.child import Child, MidwayCheck, Pledge
from models.edits import Put
from ui import theme
from ui.child.records import day
from ui.fields.row_list import Row, RowList
from ui.kit import announce, quiet_label, small_heading_label


class SinceLastTime(QWidget):
    """Shows nothing where there is nothing; Enter says that a promise was kept, or takes it back.

    With ``for_the_room`` of a midway check only its day and the child's own words are shown, since
    the child may read the screen.
    """

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(
        self,
        today: Callable[[], date],
        *,
        for_the_room: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._for_the_room = for_the_room
        self._child: Child | None = None
        self.promised = small_heading_label()
        self.pledges = RowList("What I promised", fits=True)
        self.pledges.setObjectName("since_pledges")
        self.pledges.chosen.connect(self._keep)
        self.checked = small_heading_label("Midway check")
        self.checks = quiet_label()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S1)
        for widget in (self.promised, self.pledges, self.checked, self.checks):
            layout.addWidget(widget)

    def show_child(self, child: Child | None, number: int = 0) -> None:
        """Show what review ``number`` looks back on; None empties all."""
        self._child = child
        since = last_review_day(child, number) if child is not None else None
        promised = pledges_for(child, since) if child is not None else ()
        self.promised.setText(f"I promised {child.preferred_name}" if child is not None else "")
        self.pledges.show_rows([pledge_row(pledge, self._today()) for pledge in promised])
        self.promised.setVisible(bool(promised))
        self.pledges.setVisible(bool(promised))
        checks = checks_since(child, since) if child is not None else ()
        told = "\n".join(self._check_words(check) for check in checks)
        self.checks.setText(told)
        self.checked.setVisible(bool(checks))
        self.checks.setVisible(bool(checks))
        self.setVisible(bool(promised or checks))

    def _check_words(self, check: MidwayCheck) -> str:
        view = message_of(self._child, check) if self._child is not None else None
        words = f"“{view.words.text}”" if view is not None and view.words is not None else ""
        head = " · ".join(part for part in (day(check.on), check.how) if part)
        found = () if self._for_the_room else (check.text, check.decisions)
        return "\n".join(part for part in (head, *found, words) if part)

    def _keep(self, pledge_id: str) -> None:
        pledges = self._child.pledges if self._child is not None else ()
        pledge = next((p for p in pledges if p.id == pledge_id), None)
        if pledge is None:
            return
        kept_on = self._today() if pledge.kept_on is None else None
        changed = msgspec.structs.replace(pledge, kept_on=kept_on)
        self.edit.emit(Put(item=changed), "saying that a promise was kept", "")
        announce(self, pledge_words(changed, self._today()))


def pledge_row(pledge: Pledge, today: date) -> Row:
    """Return a promise to the child as a row: late in words, and in its colour too."""
    state = pledge_words(pledge, today)
    late = pledge.kept_on is None and pledge.by is not None and pledge.by < today
    role = "late" if late else "done" if pledge.kept_on is not None else "quiet"
    return Row(key=pledge.id, words=pledge.what or "(not said yet)", state=state, state_role=role)


def pledge_lines(child: Child, today: date) -> str:
    """Return what is promised to the child and not kept yet, a line each; nothing for none."""
    return "\n".join(
        f"{pledge.what or '(not said yet)'} – {pledge_words(pledge, today)}"
        for pledge in open_pledges(child)
    )
