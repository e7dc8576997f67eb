"""What the list shows: counts that are also filters, the team, the order, families together.

Everything is kept while the store is open and forgotten when it is locked.
"""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.caseload_groups import Filter, Order, Wanted
from ui import theme
from ui.item_models.caseload import CaseloadModel
from ui.kit import Flow, label, set_look

_EVERY_TEAM = "Every team"


class _Chip(QPushButton):
    """A count that filters the list when it is pressed."""

    def __init__(self, kind: Filter) -> None:
        super().__init__()
        self.kind = kind
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName(f"filter_{kind.value}")
        set_look(self, "chip")
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Say how many children the filter lets through."""
        self.setText(f"{self.kind.label} {count}")
        children = "child" if count == 1 else "children"
        self.setAccessibleName(f"{self.kind.label}: {count} {children}")


class Filters(QWidget):
    """Chips, and below them the team, the order and whatever else is put into ``tools``."""

    changed = Signal(object)
    """The new ``Wanted``."""

    def __init__(self, model: CaseloadModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.wanted = Wanted()
        self._group = QButtonGroup(self)
        self.chips = {kind: _Chip(kind) for kind in Filter}
        self._chips, tools = QWidget(), QWidget()
        row = Flow(self._chips)
        for chip in self.chips.values():
            row.addWidget(chip)
            self._group.addButton(chip)
        self.chips[Filter.ALL].setChecked(True)
        self._group.buttonClicked.connect(self._chip_pressed)
        self.show_only = _combo("show_only")
        for kind in Filter:
            self.show_only.addItem(kind.label, kind.value)
        self.show_row = _labelled("Show", self.show_only)
        self.team = _combo("team_filter")
        self.team_row = _labelled("Team", self.team)
        self.order = _combo("caseload_order")
        for order in Order:
            self.order.addItem(order.label, order.value)
        self.families = QCheckBox("Families together")
        self.families.setAccessibleName("Families together")
        self.families.setObjectName("families_together")
        self.families.setChecked(True)
        self.tools = Flow(tools, theme.S2)
        self.tools.addWidget(self.show_row)
        self.tools.addWidget(_labelled("Sort by", self.order))
        self.tools.addWidget(self.team_row)
        self.tools.addWidget(self.families)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        layout.addWidget(self._chips)
        layout.addWidget(tools)
        self.show_row.hide()
        self.team_row.hide()
        self.families.hide()
        self.show_only.activated.connect(self._kind_chosen)
        self.team.currentIndexChanged.connect(lambda _: self._tell())
        self.order.currentIndexChanged.connect(lambda _: self._tell())
        self.families.toggled.connect(lambda _: self._tell())

    def show_model(self) -> None:
        """Show the counts, teams and families that the list now has."""
        self._show_counts()
        self._show_teams(self._model.teams)
        self.families.setVisible(self._model.has_families)

    def set_tight(self, *, tight: bool) -> None:
        """Offer the filters as one choice where a row of chips would take the list's room."""
        self._chips.setVisible(not tight)
        self.show_row.setVisible(tight)

    def forget(self) -> None:
        """Go back to all children, and hold no team's name any more: at lock."""
        with QSignalBlocker(self.order), QSignalBlocker(self.families):
            self.chips[Filter.ALL].setChecked(True)
            self.show_only.setCurrentIndex(0)
            self.order.setCurrentIndex(0)
            self.families.setChecked(True)
        self._show_teams(())
        self._tell()

    def _show_teams(self, teams: tuple[str, ...]) -> None:
        chosen = self.wanted.team if self.wanted.team in teams else ""
        with QSignalBlocker(self.team):
            self.team.clear()
            self.team.addItem(_EVERY_TEAM, "")
            for team in teams:
                self.team.addItem(team, team)
            self.team.setCurrentIndex(max(0, self.team.findData(chosen)))
        self.team_row.setVisible(bool(teams))
        if chosen != self.wanted.team:
            self._tell()

    def _show_counts(self) -> None:
        for at, (kind, count) in enumerate(self._model.counts.items()):
            self.chips[kind].show_count(count)
            self.show_only.setItemText(at, f"{kind.label} {count}")

    def _chip_pressed(self) -> None:
        chip = self._group.checkedButton()
        if isinstance(chip, _Chip):
            self.show_only.setCurrentIndex(list(Filter).index(chip.kind))
        self._tell()

    def _kind_chosen(self, at: int) -> None:
        self.chips[list(Filter)[at]].setChecked(True)
        self._tell()

    def _tell(self) -> None:
        chip = self._group.checkedButton()
        wanted = Wanted(
            filter=chip.kind if isinstance(chip, _Chip) else Filter.ALL,
            team=str(self.team.currentData() or ""),
            order=Order(self.order.currentData()),
            families=self.families.isChecked(),
        )
        if wanted == self.wanted:
            return
        is_other_team = wanted.team != self.wanted.team
        self.wanted = wanted
        self.changed.emit(wanted)
        if is_other_team:
            self._show_counts()


def _combo(name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setMinimumContentsLength(8)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return combo


def _labelled(words: str, combo: QComboBox) -> QWidget:
    """Return the combo with its words before it, as its name for a screen reader."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.S2)
    name = label(words, "quiet", wraps=False)
    name.setBuddy(combo)
    row.addWidget(name)
    row.addWidget(combo)
    return box
