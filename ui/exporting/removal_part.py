"""Clearing this laptop's working copy once the council has the record: said and listed first."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.backup import Backup
from models.calendar import long_date
from models.child import Hold
from models.edits import Drop, Opened, Put
from models.removing import Kept, Removal, is_cleared, removal, usual_day
from models.store_rows import ExportRow, SnapshotRow
from models.terms import HoldKind
from models.text import new_id
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.item_models.records import Column
from ui.kit import Card, Flow, KeyButton, label, quiet_label, small_heading_label
from ui.program import Program

_WHY = (
    "Heard keeps a working copy, never the record: the council's file is that. Once the record is"
    " uploaded, what was written for it here is one copy too many."
)
_LIMIT = (
    "A disk may keep old traces for a while, which are encrypted like everything of Heard's. Copies"
    " you made yourself, on a memory stick or a share, are not touched."
)
_SURE = "Clear it now: this cannot be undone"


class RemovalPart(QWidget):
    """Lists what goes, what stays and what stops it, and asks once more before it is done."""

    edit = Signal(object, str, str)
    """An edit of a hold, words for undo, and the key of typing undone together."""
    clear_asked = Signal()

    def __init__(self, program: Program, opened: Callable[[], Opened | None]) -> None:
        super().__init__()
        self._program = program
        self._opened = opened
        self._rows: Sequence[ExportRow] = ()
        self._kept = Kept()
        self.said = label("")
        self.said.setObjectName("removal_said")
        self._lists = [label("") for _ in range(3)]
        self._heads = [
            small_heading_label(words)
            for words in ("What stops it", "What would go", "What would stay")
        ]
        self.ask = KeyButton("Clear the working copy…", on_click=self._ask)
        self.ask.setObjectName("clear_working_copy")
        self.sure = KeyButton(_SURE, kind="main", on_click=self.clear_asked.emit)
        self.sure.setObjectName("clear_now")
        self.leave = KeyButton("Leave it", kind="quiet", on_click=self._leave)
        self.leave.setObjectName("leave_clearing")
        self.holds = RecordEditor(_holds(self._fresh))
        self.holds.put.connect(lambda hold, words, key: self.edit.emit(Put(item=hold), words, key))
        self.holds.dropped.connect(lambda hold, words: self.edit.emit(Drop(item=hold), words, ""))
        self._lay_out()
        self._leave()

    def _lay_out(self) -> None:
        card, holds = Card("Clear the working copy"), Card("Reasons to keep everything")
        buttons = QWidget()
        flow = Flow(buttons)
        for button in (self.ask, self.sure, self.leave):
            flow.addWidget(button)
        parts: list[QWidget] = [quiet_label(_WHY), self.said]
        for head, words in zip(self._heads, self._lists, strict=True):
            parts += [head, words]
        for part in (*parts, buttons, quiet_label(_LIMIT)):
            card.body.addWidget(part)
        holds.body.addWidget(
            quiet_label("While one of these is open, for any review, nothing can be cleared.")
        )
        holds.body.addWidget(self.holds)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.S3, 0)
        layout.setSpacing(theme.S4)
        layout.addWidget(card)
        layout.addWidget(holds)
        layout.addStretch(1)

    @property
    def removal(self) -> Removal | None:
        """What clearing would do to the review as it stands, or None at lock."""
        opened = self._opened()
        if opened is None:
            return None
        return removal(opened.child, opened.the_review, self._rows, self._kept)

    def show_rows(self, rows: Sequence[ExportRow]) -> None:
        """Show what follows from the register, and ask the store how much it keeps."""
        self._rows = rows
        opened = self._opened()
        if opened is None:
            return
        warn, review_id = self._program.messages.warn, opened.the_review.id
        self._program.store.states.of(review_id, partial(self._counted, review_id), warn)
        if self._program.keeper.is_ready:
            self._program.keeper.backups(partial(self._backed, review_id), warn)
            self._program.keeper.asides(partial(self._aside, review_id), warn)
        self.show_now()

    def show_now(self) -> None:
        """Show the review and the child as they stand."""
        opened, found = self._opened(), self.removal
        if opened is None or found is None:
            return
        self.holds.show_values(opened.child.holds)
        day = opened.the_review.head.cleared_on
        done = is_cleared(opened.the_review)
        usual = usual_day(opened.the_review, self._program.calendar)
        self.said.setText(
            f"Cleared on {long_date(day)}. What stays is listed below."
            if day
            else _standing(found, usual)
        )
        listed = ((() if done else found.stops), (() if done else found.goes), found.stays)
        for head, words, lines in zip(self._heads, self._lists, listed, strict=True):
            words.setText("\n".join(f"– {line}" for line in lines))
            for widget in (head, words):
                widget.setVisible(bool(lines))
        self.ask.setEnabled(found.is_allowed and not done)
        if done or not found.is_allowed:
            self._leave()

    def forget(self) -> None:
        """Empty every widget: at lock."""
        self._rows, self._kept = (), Kept()
        self.said.clear()
        for words in self._lists:
            words.clear()
        self.holds.show_values(())
        self._leave()

    def _fresh(self) -> Hold:
        return Hold(id=new_id(), kind=HoldKind.COMPLAINT, since=self._program.clock.today())

    def _counted(self, review_id: str, states: tuple[SnapshotRow, ...]) -> None:
        self._keep_in_mind(review_id, states=len(states))

    def _backed(self, review_id: str, backups: tuple[Backup, ...]) -> None:
        self._keep_in_mind(review_id, backups=len(backups))

    def _aside(self, review_id: str, asides: tuple[Path, ...]) -> None:
        self._keep_in_mind(review_id, asides=tuple(path.name for path in asides))

    def _keep_in_mind(self, review_id: str, **known: object) -> None:
        if self._is_of(review_id):
            self._kept = msgspec.structs.replace(self._kept, **known)
            self.show_now()

    def _is_of(self, review_id: str) -> bool:
        opened = self._opened()
        return opened is not None and opened.the_review.id == review_id

    def _ask(self) -> None:
        self.ask.hide()
        self.sure.show()
        self.leave.show()
        self.leave.setFocus()

    def _leave(self) -> None:
        had_focus = self.sure.hasFocus() or self.leave.hasFocus()
        self.sure.hide()
        self.leave.hide()
        self.ask.show()
        if had_focus:
            self.ask.setFocus()


def _standing(found: Removal, usual: date | None) -> str:
    when = f" The usual time is by {long_date(usual)}." if usual is not None else ""
    if found.is_allowed:
        clear = "The record is uploaded and nothing is open, so the working copy can be cleared."
        return clear + when
    return f"It cannot be cleared yet.{when}"


def _holds(make: Callable[[], Hold]) -> RecordSpec:
    return RecordSpec(
        one="reason",
        many="reasons",
        columns=(
            Column("Reason", lambda hold: hold.kind.label, 3),
            Column("Since", lambda hold: long_date(hold.since), 3),
            Column("Ended", lambda hold: long_date(hold.until) if hold.until else "open", 3),
        ),
        build=_hold_form,
        make=make,
        empty="None: no complaint, no request to see the record, no proceedings.",
    )


def _hold_form(form: BoundForm) -> None:
    form.bind_term("kind", "Because of", HoldKind)
    form.bind_date("since", "Since", needed=True)
    form.bind_date("until", "Ended on")
    form.bind_text("note", "Note")
