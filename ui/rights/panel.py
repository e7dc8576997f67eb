"""Rights ticked with one key, with how, when and whether they were told back; and the advocate."""

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child
from models.clock import Clock
from models.edits import Opened, Put, SetHead
from models.next_step import short_date
from models.rights import Right, is_known, not_yet_told, rights, told_rights
from models.taking_part import Advocacy, RightTold
from models.terms import AdvocateStatus, DutyState, Understood
from models.wording import Wording, fill
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import KeyButton, announce, bring_into_view, small_heading_label

_SETTLED = frozenset({DutyState.DONE, DutyState.NOT_RELEVANT})


class RightsPanel(QWidget):
    """One row a right; Enter, Space or a click says it was told today, or takes that back."""

    edit = Signal(object, str, str)
    """An edit, words for undo, and the key under which typing is undone together."""

    def __init__(self, clock: Clock, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._opened: Opened | None = None
        self.list = RowList("Rights", fits=True)
        self.list.setObjectName(f"{name}_rights")
        self.list.setAccessibleDescription("Enter says that it was told, or takes that back.")
        self.more = KeyButton("How and understood", kind="quiet", on_click=self._turn)
        self.more.setObjectName(f"{name}_rights_more")
        self.what = small_heading_label()
        self.form = BoundForm(f"{name}_right", 1)
        self.form.bind_term("state", "State", DutyState)
        self.form.bind_date("on", "On")
        self.form.bind_line("how", "How", "Such as aloud, on a card, in pictures, by a film.")
        self.form.bind_term("understood", "Does the child know it?", Understood)
        self.form.bind_line("note", "Note")
        self.advocate = BoundForm(f"{name}_advocate", 1)
        self.advocate.bind_term("status", "Advocate", AdvocateStatus)
        self.advocate.bind_line("who", "Who the advocate is")
        self._fields = QWidget()
        inside = QVBoxLayout(self._fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.S2)
        inside.addWidget(self.what)
        inside.addWidget(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S2)
        for widget in (self.list, self.more, self._fields, self.advocate):
            layout.addWidget(widget)
        self._fields.hide()
        self.list.chosen.connect(self._tick)
        self.list.current_changed.connect(lambda _: self._show_fields())
        self.form.edited.connect(
            lambda told, words, key: self.edit.emit(Put(item=told), words, key)
        )
        self.advocate.edited.connect(self._put_advocate)

    def show_opened(self, opened: Opened | None) -> None:
        """Show what the child of the open review was told; None empties every widget."""
        self._opened = opened
        rows: list[Row] = []
        if opened is not None:
            told = {one.id: one for one in told_rights(opened.the_review.head)}
            rows = [self._row(right, told[right.id], opened.child) for right in rights()]
        self.list.show_rows(rows)
        if opened is None:
            self._fields.hide()
        elif not self.list.current_key and rows:
            self.list.set_current(rows[0].key)
        self.advocate.show_value(opened.the_review.head.advocacy if opened else None)
        self._show_fields()

    @property
    def summary(self) -> str:
        """What was told, in a sentence."""
        if self._opened is None:
            return ""
        missing = not_yet_told(self._opened.the_review.head)
        if not missing:
            return "Told, or said not to matter now."
        return f"Not told yet: {', '.join(right.short for right in missing)}."

    def _row(self, right: Right, told: RightTold, child: Child) -> Row:
        state, role = told.state.label, "quiet"
        if told.state in _SETTLED:
            on = f" {short_date(told.on, self._clock.today())}" if told.on is not None else ""
            word = "told" if told.state is DutyState.DONE else told.state.label
            state, role = f"✓ {word}{on}", "done"
        known = told.understood.label if told.understood is not Understood.NOT_ASKED else ""
        facts = [Fact(told.how)] if told.how else []
        facts += [Fact(known, "done" if is_known(told) else "soon")] if known else []
        wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
        words = fill(right.words, wording)
        return Row(key=right.id, words=words, facts=tuple(facts), state=state, state_role=role)

    def _told(self, key: str) -> RightTold | None:
        if self._opened is None:
            return None
        told = told_rights(self._opened.the_review.head)
        return next((one for one in told if one.id == key), None)

    def _tick(self, key: str) -> None:
        told = self._told(key)
        if told is None:
            return
        if told.state is DutyState.DONE:
            changed = msgspec.structs.replace(told, state=DutyState.NOT_DONE, on=None)
        else:
            on = told.on or self._clock.today()
            changed = msgspec.structs.replace(told, state=DutyState.DONE, on=on)
        self.edit.emit(Put(item=changed), "what was told of a right", "")
        fresh = self._told(key)
        announce(self.list, fresh.state.label if fresh is not None else "")

    def _turn(self) -> None:
        opens = self._fields.isHidden()
        self._fields.setVisible(opens)
        self.more.set_words("Less" if opens else "How and understood")
        self._show_fields()
        if opens:
            self.form.focus_first()
            QTimer.singleShot(0, self, lambda: bring_into_view(self._fields))

    def _show_fields(self) -> None:
        told = self._told(self.list.current_key)
        self.form.show_value(told)
        words = {row.key: row.words for row in self.list.rows}
        self.what.setText(words.get(told.id, "") if told is not None else "")

    def _put_advocate(self, advocacy: Advocacy, words: str, key: str) -> None:
        if self._opened is not None:
            head = msgspec.structs.replace(self._opened.the_review.head, advocacy=advocacy)
            self.edit.emit(SetHead(head=head), words, key)
