"""Looking over the children of a return: who to show, who to take, and what is new for one."""

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from models.return_preview import Preview
from models.ssda903 import Standing
from ui import theme
from ui.imports.returned_table import ReturnedTable
from ui.item_models.returned import STANDING_WORDS, Numbers, ReturnedModel
from ui.kit import Flow, KeyButton, announce, label, quiet_label
from ui.kit.limits import LimitedText

_ALL, _TICKED = "all", "ticked"
_ORDER = (Standing.CHANGED, Standing.GONE, Standing.NEW, Standing.ABSENT, Standing.UNCHANGED)
_BETWEEN = re.compile(r"[\s,;]+")
_MOST_NAMED = 12


class ReturnedList(QWidget):
    """The table with its filter, its search, and a place to paste the numbers of one's children."""

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReturnedModel()
        self.table = ReturnedTable(self.model)
        self.filter = QComboBox()
        self.filter.setObjectName("returned_filter")
        self.filter.setMinimumContentsLength(12)
        self.filter.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.filter.setMinimumWidth(theme.px(240))
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search number, name, news…")
        self.search.setAccessibleName("Search number, name or what is new")
        self.search.setObjectName("returned_search")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(theme.px(270))
        self.chosen = label("")
        self._make_paste()
        self._lay_out()
        self.filter.currentIndexChanged.connect(self._show_wanted)
        self.search.textChanged.connect(self._show_wanted)
        self.model.ticks_changed.connect(self.ticks_changed)
        self.model.modelReset.connect(self._say_chosen)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_chosen())

    def show_preview(self, preview: Preview, today: date) -> None:
        """Show the children of another preview."""
        self.search.clear()
        self.model.show_rows(preview.rows, today)
        self._offer_filters()
        self._show_wanted()

    def forget(self) -> None:
        """Let go of every child."""
        self.show_preview(Preview(), date.min)
        self.numbers.clear()
        self._say("")
        self._set_paste(open_=False)

    def _make_paste(self) -> None:
        self.numbers = LimitedText()
        self.numbers.setObjectName("returned_numbers")
        self.numbers.setAccessibleName("Numbers of your children")
        self.numbers.setTabChangesFocus(True)
        self.numbers.setFixedHeight(theme.px(88))
        self.said = quiet_label()
        self.tick_these = KeyButton("Tick these", on_click=self._tick_numbers)
        self.paste = QWidget()
        column = QVBoxLayout(self.paste)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S1)
        title = label("Numbers of your children", "field")
        title.setBuddy(self.numbers)
        column.addWidget(title)
        column.addWidget(
            quiet_label("The council's numbers, as copied from a list: one a line, or with commas.")
        )
        column.addWidget(self.numbers)
        column.addWidget(self.tick_these)

    def _lay_out(self) -> None:
        show = label("Show", "field", wraps=False)
        show.setBuddy(self.filter)
        above, below = QWidget(), QWidget()
        first, second = Flow(above), Flow(below)
        for widget in (show, self.filter, self.search):
            first.addWidget(widget)
        self.all_shown = KeyButton("Tick all shown", on_click=self._tick_shown)
        self.none = KeyButton("Tick none", on_click=self.model.tick_none)
        self.open_paste = KeyButton("Paste numbers…", on_click=self._toggle_paste)
        for button in (self.all_shown, self.none, self.open_paste):
            second.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        for part in (above, below, self.paste, self.said, self.table, self.chosen):
            column.addWidget(part)
        self.paste.hide()
        self.said.hide()

    def _offer_filters(self) -> None:
        """Offer each standing that there is, with how many children have it."""
        self.filter.blockSignals(True)
        self.filter.clear()
        self.filter.addItem(f"Everybody ({self.model.count():,})", _ALL)
        for standing in _ORDER:
            if many := self.model.count(standing):
                words = STANDING_WORDS[standing]
                self.filter.addItem(f"{words[:1].upper()}{words[1:]} ({many:,})", standing.value)
        self.filter.addItem("Only those ticked", _TICKED)
        self.filter.blockSignals(False)

    def _show_wanted(self) -> None:
        wanted = self.filter.currentData()
        standing = None if wanted in (None, _ALL, _TICKED) else Standing(wanted)
        self.model.show_only(standing, self.search.text(), ticked=wanted == _TICKED)
        if self.model.rowCount():
            self.table.selectRow(0)
        self._say_chosen()

    def _say_chosen(self) -> None:
        """Say in full what is new for the child in the chosen row, which the row may cut short."""
        row = self.model.row_at(self.table.currentIndex().row())
        if row is None:
            self.chosen.setText("" if self.model.count() == 0 else "No child is shown by this.")
            return
        who = " · ".join(part for part in (row.la_id, row.name) if part)
        words = "; ".join((STANDING_WORDS[row.standing], *row.words))
        self.chosen.setText(f"{who}: {words}.")

    def _tick_shown(self) -> None:
        self.model.tick_shown(on=True)

    def _toggle_paste(self) -> None:
        self._set_paste(open_=self.paste.isHidden())
        if not self.paste.isHidden():
            self.numbers.setFocus()

    def _set_paste(self, *, open_: bool) -> None:
        self.paste.setVisible(open_)
        self.open_paste.set_words("Close the list of numbers" if open_ else "Paste numbers…")

    def _tick_numbers(self) -> None:
        wanted = [word for word in _BETWEEN.split(self.numbers.toPlainText()) if word]
        if not wanted:
            self._say("There is no number in the list yet.")
            return
        self._say(_said(self.model.tick_numbers(wanted)))
        self._set_paste(open_=False)
        self.filter.setCurrentIndex(self.filter.findData(_TICKED))
        self._show_wanted()
        self.table.come_into_view()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self.said, words)


def _said(numbers: Numbers) -> str:
    parts = [f"{numbers.ticked:,} ticked."]
    if numbers.nothing_new:
        parts.append(f"{numbers.nothing_new:,} with nothing to take.")
    if numbers.unknown:
        named = ", ".join(numbers.unknown[:_MOST_NAMED])
        more = len(numbers.unknown) - _MOST_NAMED
        beyond = f" and {more:,} more" if more > 0 else ""
        parts.append(f"In neither the files nor your caseload: {named}{beyond}.")
    return " ".join(parts)
