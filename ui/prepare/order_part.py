"""The order of the agenda: the child's own where they chose one."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.agenda import Agenda, AgendaFacts, not_shown, shown
from models.agenda_facts import facts_for
from models.clock import Clock
from models.edits import Opened, SetHead
from models.wording import Wording, fill
from ui import shortcuts
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordTable
from ui.item_models.records import Column, RecordModel
from ui.kit import Flow, KeyButton, announce, quiet_label
from ui.prepare.part import PreparePart


class _Entry(msgspec.Struct, frozen=True):
    """One section of the agenda in its place."""

    id: str
    place: int
    title: str


class OrderPart(PreparePart):
    """Sections in their order; moved with two buttons or their keys, never by dragging alone."""

    def __init__(self, agenda: Agenda, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._clock = clock
        self.model = RecordModel(
            (
                Column("Place", lambda e: str(e.place), 1),
                Column("Section", lambda e: e.title, 8),
            )
        )
        self.table = RecordTable(self.model, "sections in their order", most=20)
        self.form = BoundForm("order", 1)
        self.form.bind_line("order_chosen_by", "Who chose the order")
        self.up = KeyButton(
            "Move up", shortcuts.Shortcut.MOVE_UP, on_click=lambda: self.move_section(-1)
        )
        self.down = KeyButton(
            "Move down", shortcuts.Shortcut.MOVE_DOWN, on_click=lambda: self.move_section(1)
        )
        row = QWidget()
        buttons = Flow(row)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(row)
        self.left_out = quiet_label()
        self.card("Order of the agenda", self.form, inner, self.left_out)
        self.finish()
        self.form.edited.connect(
            lambda head, words, key: self.edit.emit(SetHead(head=head), words, key)
        )

    @override
    def draw(self, opened: Opened | None) -> None:
        if opened is None:
            self.model.show_values(())
            self.form.show_value(None)
            self.left_out.setText("")
            return
        wording = Wording(name=opened.child.preferred_name, pronouns=opened.child.pronouns)
        chosen = self.model.key_at(self.table.currentIndex().row())
        ids = self.order(opened)
        self.model.show_values(
            [
                _Entry(id_, place, fill(self._agenda.section(id_).title, wording))
                for place, id_ in enumerate(ids, 1)
            ]
        )
        self.table.selectRow(max(self.model.row_of(chosen), 0))
        self.form.show_value(opened.the_review.head)
        out = not_shown(self._agenda, self._facts(opened))
        words = [f"{fill(n.section.title, wording)}: {fill(n.reason, wording)}" for n in out]
        self.left_out.setText("Not on this agenda. " + "  ".join(words) if words else "")

    def order(self, opened: Opened) -> list[str]:
        """Return the ids of the sections in their order: chosen ones first, then the rest."""
        there = [section.id for section in shown(self._agenda, self._facts(opened))]
        chosen = [id_ for id_ in opened.the_review.head.agenda_order if id_ in there]
        return chosen + [id_ for id_ in there if id_ not in chosen]

    def move_section(self, by: int) -> None:
        """Move the chosen section by that many places."""
        row = self.table.currentIndex().row()
        ids = self.order(self.opened)
        to = row + by
        if not (0 <= row < len(ids) and 0 <= to < len(ids)):
            return
        ids.insert(to, ids.pop(row))
        head = msgspec.structs.replace(self.opened.the_review.head, agenda_order=tuple(ids))
        self.edit.emit(SetHead(head=head), "moving a section", "")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.table, f"Now in place {to + 1} of {len(ids)}")

    def _facts(self, opened: Opened) -> AgendaFacts:
        return facts_for(opened.child, opened.the_review, self._clock.today())
