"""Two states beside each other, section by section; on a narrow page one under the other.

What differs is said in words beside it, never by colour alone; a confidential line stays folded.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.calendar import weekday_date
from models.compared import Difference, Pair, RecommendationPair, SectionPair
from models.review import Recommendation
from ui import theme
from ui.fields.clearing import clear
from ui.kit import KeyButton, heading_label, label, quiet_label, rule, small_heading_label

_FOLDED = "confidential · 1 line"
_NONE = "–"
_SAME = "Nothing that is written differs from what stands now."


class Titled(msgspec.Struct, frozen=True):
    """A section with its title."""

    title: str
    section: SectionPair


class BesideView(QWidget):
    """Shows what was and what is."""

    wanted_back = Signal(str)
    """The id of the section whose earlier text is to come back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("beside")
        self._narrow = False
        self._rows: list[QBoxLayout] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.S3)

    def show_pair(
        self,
        when: str,
        sections: Sequence[Titled],
        recommendations: Sequence[RecommendationPair],
        *,
        whole: bool,
    ) -> None:
        """Show sections and recommendations of a state of ``when`` beside those of now."""
        self.forget()
        shown = [
            pair for pair in recommendations if whole or pair.difference is not Difference.SAME
        ]
        if not sections and not shown:
            self._column.addWidget(quiet_label(_SAME))
            return
        self._add_row(small_heading_label(when), small_heading_label("Now"))
        for one in sections:
            self._add_section(one, whole=whole)
        if shown:
            self._column.addWidget(heading_label("Recommendations"))
            for pair in shown:
                self._add_pair(_said(pair.before), _said(pair.after), pair.difference)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put what was above what is, where there is no room for two columns."""
        self._narrow = narrow
        for row in self._rows:
            row.setDirection(self._way)

    def forget(self) -> None:
        """Let go of every word."""
        self._rows = []
        clear(self._column)

    @property
    def _way(self) -> QBoxLayout.Direction:
        way = QBoxLayout.Direction
        return way.TopToBottom if self._narrow else way.LeftToRight

    def _add_section(self, one: Titled, *, whole: bool) -> None:
        self._column.addWidget(heading_label(one.title))
        for pair in one.section.pairs:
            if whole or pair.difference is not Difference.SAME:
                self._add_pair(*_lines(pair), pair.difference)
        if one.section.is_changed:
            section = one.section.section
            button = KeyButton(
                "Bring this text back", on_click=lambda: self.wanted_back.emit(section)
            )
            button.setAccessibleDescription(f"Of the section {one.title}.")
            button.setObjectName(f"bring_back_{section}")
            self._column.addWidget(button)
        self._column.addWidget(rule())

    def _add_pair(self, before: str, after: str, difference: Difference) -> None:
        if difference is not Difference.SAME:
            self._column.addWidget(quiet_label(difference.label.capitalize()))
        self._add_row(label(before, "plain"), label(after, "plain"))

    def _add_row(self, before: QWidget, after: QWidget) -> None:
        holder = QWidget()
        row = QBoxLayout(self._way, holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.S4)
        row.addWidget(before, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(after, 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append(row)
        self._column.addWidget(holder)


def _lines(pair: Pair) -> tuple[str, str]:
    """Return both sides as they are shown."""
    return _side(pair.before, pair), _side(pair.after, pair)


def _side(text: str | None, pair: Pair) -> str:
    if text is None:
        return _NONE
    if pair.secret:
        return _FOLDED
    return f"“{text}”" if pair.words else text or _NONE


def _said(numbered: tuple[int, Recommendation] | None) -> str:
    if numbered is None:
        return _NONE
    number, one = numbered
    by = f"by {weekday_date(one.by)}" if one.by is not None else ""
    who = ", ".join(filter(None, (one.who, one.role)))
    return "\n".join(filter(None, (f"{number}. {one.what}", one.why, who, by)))
