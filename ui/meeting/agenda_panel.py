"""The left column: the agenda, and under it what is still to be heard."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.agenda_guide import Guide
from models.coverage import Heard, HeardState
from ui import theme
from ui.fields.row_list import Row, RowList
from ui.kit import Card, quiet_label, rule, small_heading_label
from ui.meeting.agenda_list import AgendaList, agenda_rows

_ROLES = {"voice": "words", "permanence": "soon", "stability": "soon"}
_TICK = "✓"
"""Before what was heard: under “Still to be heard” its colour alone would not say so."""
_SAID = {
    HeardState.HEARD: "heard",
    HeardState.PART: "partly heard",
    HeardState.NOTHING: "not yet heard",
}


class AgendaPanel(Card):
    """Shows the guide; a quiet list, never a red alarm."""

    section_chosen = Signal(str)
    section_taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("agenda_panel")
        self.agenda = AgendaList()
        self.agenda.chosen.connect(self.section_chosen)
        self.agenda.taken.connect(self.section_taken)
        self.name = small_heading_label()
        self.order = quiet_label()
        self.head.insertWidget(0, self.name, 1)
        self.head.addWidget(self.order)
        self.heard = RowList("Still to be heard", fits=True)
        self.heard.setObjectName("still_to_be_heard")
        self.heard.chosen.connect(self._go_to)
        self._where: dict[str, str] = {}
        margins = self.layout()
        if margins is not None:
            margins.setContentsMargins(theme.S2, theme.S3, theme.S2, theme.S2)
        self.head.setContentsMargins(theme.S2, 0, theme.S2, 0)
        self.body.addWidget(self.agenda, 1)
        self.body.addWidget(rule())
        still = small_heading_label("Still to be heard")
        still.setContentsMargins(theme.S2, 0, 0, 0)
        self.body.addWidget(still)
        self.body.addWidget(self.heard)

    def show_guide(self, guide: Guide, current: str, name: str, order: str) -> None:
        """Show the sections and what is missing; ``order`` says in a word whose order it is."""
        self.name.setText(f"{name}'s agenda")
        self.order.setText(order)
        self.order.setVisible(bool(order))
        self.agenda.show_rows(agenda_rows(guide.sections), current)
        self._where = {one.id: one.section for one in guide.heard}
        self.heard.show_rows(_heard_rows(guide.heard))

    def forget(self) -> None:
        """Empty both lists."""
        self._where = {}
        self.name.setText("")
        self.order.setText("")
        self.agenda.show_rows((), "")
        self.heard.show_rows(())

    def _go_to(self, key: str) -> None:
        section = self._where.get(key)
        if section:
            self.section_chosen.emit(section)
            self.section_taken.emit()


def _heard_rows(heard: Sequence[Heard]) -> list[Row]:
    """Return a row for each theme, and one for Schedule 7 that leads to its first gap."""
    rows = [
        Row(
            key=one.id,
            words=f"{_TICK} {one.text}" if one.state is HeardState.HEARD else one.text,
            words_role="done" if one.state is HeardState.HEARD else _ROLES[one.id],
            spoken=f"{one.text}, {_SAID[one.state]}",
        )
        for one in heard
        if one.id in _ROLES
    ]
    law = [one for one in heard if one.id not in _ROLES]
    missing = [one for one in law if one.state is not HeardState.HEARD]
    if missing:
        words = f"Schedule 7: {len(missing)} of {len(law)} to come"
        rows.append(
            Row(
                key=missing[0].id,
                words=words,
                words_role="quiet",
                spoken=f"{words}, next: {missing[0].text}",
            )
        )
    elif law:
        rows.append(Row(key=law[0].id, words=f"{_TICK} Schedule 7: all of it", words_role="done"))
    return rows
