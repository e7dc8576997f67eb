"""The left column: the parts of the record, each with a word that says how far it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.finding import RECOMMENDATIONS
from models.review import IRO_VIEW, Recommendation
from models.write_up import Part, PartState
from ui import theme
from ui.fields.row_list import Row, RowList
from ui.kit import Card, Pill

_ROLES = {
    PartState.EMPTY: "late",
    PartState.NOTES: "soon",
    PartState.WRITING: "accent",
    PartState.DONE: "done",
    PartState.NOT_RELEVANT: "quiet",
}
_SHORT = {PartState.DONE: "✓ done"}


class SectionsCard(Card):
    """Walking through the list shows a section; Enter goes on to its minutes."""

    shown = Signal(str)
    """The user went to a section in the list; its id. The focus stays in the list."""
    taken = Signal(str)
    """Enter or a click: the focus wants to be there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("write_up_sections_card")
        self.set_title("Sections")
        self.progress = Pill("0")
        self.progress.setObjectName("write_up_progress")
        self.head.addWidget(self.progress)
        self.list = RowList("Sections")
        self.list.setObjectName("write_up_sections")
        self.list.current_changed.connect(self._went_to)
        self.list.chosen.connect(self.taken)
        self.setContentsMargins(-theme.S2, 0, -theme.S2, 0)
        self.head.setContentsMargins(theme.S2, 0, theme.S2, 0)
        self.body.addWidget(self.list, 1)

    def show_parts(
        self,
        parts: Sequence[Part],
        recommendations: Sequence[Recommendation],
        letter: Sequence[Part],
        current: str,
    ) -> None:
        """Show the parts of the record, then those of the letter, with one of them current."""
        rows = [_row(part) for part in parts]
        rows.append(_recommendations_row(recommendations))
        rows += [_row(part, gap=at == 0) for at, part in enumerate(letter)]
        self.list.show_rows(rows)
        self.list.set_current(current)
        settled = sum(part.state in (PartState.DONE, PartState.NOT_RELEVANT) for part in parts)
        self.progress.show_fact(
            f"{settled} of {len(parts)}", "good" if settled == len(parts) else "neutral"
        )
        self.progress.setAccessibleName(f"{settled} of {len(parts)} parts are settled")

    def forget(self) -> None:
        """Empty the list."""
        self.list.show_rows(())

    def _went_to(self, key: str) -> None:
        if key != RECOMMENDATIONS:
            self.shown.emit(key)


def _row(part: Part, *, gap: bool = False) -> Row:
    left_out = part.state is PartState.NOT_RELEVANT
    may_wait = part.of_letter and part.state is not PartState.DONE
    words = f"Letter: {part.title}" if part.of_letter else part.title
    return Row(
        key=part.id,
        words=words,
        words_role="quiet" if left_out else "text",
        state=_SHORT.get(part.state, part.state.label),
        spoken=f"{words}, {part.state.label}",
        state_role="quiet" if may_wait else _ROLES[part.state],
        gap=gap or part.id == IRO_VIEW,
    )


def _recommendations_row(every: Sequence[Recommendation]) -> Row:
    nobody = sum(not one.who.strip() for one in every)
    undated = sum(one.by is None for one in every)
    state, role = f"{len(every)}", "quiet"
    if nobody:
        state, role = f"{nobody} who?", "late"
    elif undated:
        state, role = f"{undated} by when?", "late"
    return Row(key=RECOMMENDATIONS, words="Recommendations", state=state, state_role=role, gap=True)
