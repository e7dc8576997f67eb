"""The calendar file: what goes into it, from when to when, and where it is put. It names nobody."""

import secrets
from datetime import timedelta
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from export.calendar_file import (
    SUFFIX,
    CalendarEntry,
    CalendarJob,
    checked_mark,
    write_calendar,
)
from export.files import ExportResult
from models.errors import UserFacingError
from models.folding import folded
from models.planned import PlanKind, Planned, Span, planned
from models.store_rows import CaseloadRow
from ui.kit import Card, Flow, Form, KeyButton, announce, quiet_label
from ui.messages import Tone
from ui.program import Program

_FIRST_SPAN = timedelta(days=183)
_WORDS = (
    "For the calendar on your phone or work account. No entry says whose it is: no name, no "
    "number, no place. Open Heard to see that. A later file moves what has moved."
)


class CalendarPanel(Card):
    """Asks what belongs into the calendar file, and writes it."""

    closed = Signal()
    """It was written, or not wanted after all."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Calendar file", parent)
        self._program = program
        self._rows: list[CaseloadRow] = []
        self.setObjectName("calendar_panel")
        self.body.addWidget(quiet_label(_WORDS))
        kinds, form = Form(3), Form(2)
        self.kinds = {
            kind: kinds.check(kind.label, name=f"calendar_{kind.value}") for kind in PlanKind
        }
        self.first = form.date("From", name="calendar_from")
        self.last = form.date("To", name="calendar_to")
        self.mark = form.line(
            "Your own mark", "If you want one, such as your initials.", name="calendar_mark"
        )
        self.folder = form.line("Folder", "The file is put here.", name="calendar_folder")
        self.count = quiet_label()
        self.save = KeyButton("Save the calendar file", kind="main", on_click=self._save)
        buttons = QWidget()
        row = Flow(buttons)
        for button in (
            self.save,
            KeyButton("Choose a folder…", on_click=self._choose_folder),
            KeyButton("Not now", on_click=self.closed.emit),
        ):
            row.addWidget(button)
        for widget in (kinds, form, self.count, buttons):
            self.body.addWidget(widget)
        for box in self.kinds.values():
            box.setChecked(True)
            box.toggled.connect(lambda _: self._count())
        for field in (self.first, self.last):
            field.date_changed.connect(lambda _: self._count())

    def begin(self, rows: list[CaseloadRow]) -> None:
        """Offer the next half year of these children."""
        today = self._program.clock.today()
        self._rows = rows
        self.first.begin_with(today)
        self.last.begin_with(today + _FIRST_SPAN)
        if not self.folder.text():
            kind = QStandardPaths.StandardLocation.DocumentsLocation
            self.folder.setText(QStandardPaths.writableLocation(kind))
        self._count()
        self.kinds[PlanKind.REVIEW].setFocus()

    def forget(self) -> None:
        """Let go of the children."""
        self._rows = []
        for field in (self.first, self.last):
            field.begin_with(None)
        self.mark.clear()
        self.count.setText("")

    def _wanted(self) -> tuple[Planned, ...]:
        first, last = self.first.date_value, self.last.date_value
        if first is None or last is None:
            return ()
        kinds = {kind for kind, box in self.kinds.items() if box.isChecked()}
        today = self._program.clock.today()
        found = planned(self._rows, today, Span(first=first, last=last))
        return tuple(one for one in found if one.kind in kinds)

    def _count(self) -> None:
        many = len(self._wanted())
        self.count.setText(f"{many} entr{'y' if many == 1 else 'ies'}")
        self.save.setEnabled(many > 0)

    def _choose_folder(self) -> None:
        def chosen(paths: list[Path]) -> None:
            self.folder.setText(str(paths[0]))

        self._program.messages.choose_folder(self, "Choose a folder", chosen)

    def _save(self) -> None:
        try:
            mark = self._checked_mark()
        except UserFacingError as fault:
            self._program.messages.warn(fault)
            self.mark.setFocus()
            return
        entries = tuple(
            CalendarEntry(seed=one.seed, what=one.what, on=one.on, at=one.at)
            for one in self._wanted()
        )
        made_at = self._program.clock.now()
        job = CalendarJob(entries=entries, made_at=made_at, mark=mark, key=self._key())
        name = f"heard-calendar-{self._program.clock.today().isoformat()}{SUFFIX}"
        target = Path(self.folder.text().strip()) / name
        self.save.setEnabled(False)
        self._program.helper.run(partial(write_calendar, job, target), self._saved, self._not_saved)

    def _checked_mark(self) -> str:
        """Return the mark; one that is a child's name is refused."""
        mark = checked_mark(self.mark.text())
        names = {folded(row.child.preferred_name) for row in self._rows}
        if folded(mark) in names:
            raise UserFacingError(
                "This mark is the name of a child.",
                "Choose another one, such as your initials, or leave it empty.",
            )
        return mark

    def _key(self) -> str:
        """Return the key that makes the ids of entries; it is made once and kept in the store."""
        program = self._program
        if not program.settings.calendar_key:
            key = secrets.token_hex(16)
            program.settings = msgspec.structs.replace(program.settings, calendar_key=key)
            program.store.save_settings(program.settings, lambda _: None, program.messages.warn)
        return program.settings.calendar_key

    def _saved(self, result: ExportResult) -> None:
        self.save.setEnabled(True)
        words = f"The calendar file is saved: {Path(result.path).name}."
        self._program.messages.tell(words, "It names no child.", Tone.GOOD)
        announce(self, words)
        self.closed.emit()

    def _not_saved(self, fault: UserFacingError) -> None:
        self.save.setEnabled(True)
        self._program.messages.warn(fault)
