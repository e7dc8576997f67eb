"""The open child and review as the screen sees them: edits in, saves and redraws out.

Three hops from keystroke to disk: editor, ``apply``, store thread. Memory is right at once; at
most 0.4 s of typing is ever at risk, also for someone who never pauses, because the timer is
started by the first unsaved edit and not put back by later ones.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from models.apply import apply, quotes_of
from models.child import Withheld
from models.clock import Clock
from models.edits import Edit, MarkLine, Opened, Put, SpliceText
from models.errors import UserFacingError
from models.text import Line, Mark, Quote, SpanKind

SAVE_AFTER_MS = 250
RETRY_AFTER_MS = 5_000
JOIN_TYPING_SECONDS = 2.0


class SaveStatus(StrEnum):
    """What the save light says."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not_saved"


class SaveState(msgspec.Struct, frozen=True, kw_only=True):
    """The save light: its status, since when (UTC), and the fault when a save failed."""

    status: SaveStatus
    at: datetime
    fault: UserFacingError | None = None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What just happened: the values before and after, and the edit (None for undo and redo)."""

    before: Opened
    after: Opened
    edit: Edit | None = None


class Saver(Protocol):
    """Writes the parts that differ between two values, in one transaction."""

    def save(
        self,
        before: Opened,
        after: Opened,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        """Queue the save; exactly one of ``done`` and ``failed`` is called, on the GUI thread."""
        ...

    def save_now(self, before: Opened, after: Opened) -> None:
        """Save after everything queued and wait. Raises UserFacingError."""
        ...


class _Step(msgspec.Struct, kw_only=True):
    """One entry of the undo stack."""

    before: Opened
    after: Opened
    words: str
    edit: Edit
    at: datetime
    joins: str = ""
    edits: int = 0
    """How many edits the session had seen when this step was last added to."""


class ReviewSession(QObject):
    """Holds what is open, applies edits, saves them, undoes them."""

    changed = Signal(object)
    save_state_changed = Signal(object)
    undo_changed = Signal()

    def __init__(
        self, opened: Opened, saver: Saver, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._opened = opened
        self._saved = opened
        self._saving: Opened | None = None
        self._edits = self._saving_edits = self._saved_edits = 0
        self._abandoned: Opened | None = None
        self._saver = saver
        self._clock = clock
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._quotes: dict[str, Quote] | None = None
        self._state = SaveState(status=SaveStatus.SAVED, at=clock.now())
        self.saved_at = clock.now()
        """When (UTC) the store last held everything, or the session began."""
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    @property
    def opened(self) -> Opened:
        """The child and review as they stand now."""
        return self._opened

    @property
    def quotes(self) -> dict[str, Quote]:
        """Every quotation that lines may name, by id."""
        if self._quotes is None:
            self._quotes = quotes_of(self._opened)
        return self._quotes

    @property
    def save_state(self) -> SaveState:
        """What the save light shows."""
        return self._state

    @property
    def unsaved(self) -> int:
        """How many steps, as undo counts them, are in memory only."""
        if self._opened is self._saved:
            return 0
        return max(1, sum(step.edits > self._saved_edits for step in self._undo))

    def apply(self, edit: Edit, words: str = "typing", joins: str = "") -> None:
        """Do ``edit``; ``words`` say in the menu what undoing it would undo.

        Edits of the same ``joins`` (the name of a field being typed in) within two seconds of each
        other are undone together.
        """
        before = self._opened
        after = apply(before, edit)
        if after is before or (not isinstance(edit, SpliceText) and after == before):
            return
        step = _Step(
            before=before, after=after, words=words, edit=edit, at=self._now(), joins=joins
        )
        self._edits += 1
        step.edits = self._edits
        self._remember(step)
        self._become(after, edit)

    @property
    def undo_words(self) -> str:
        """What undo would undo, or nothing."""
        return self._undo[-1].words if self._undo else ""

    @property
    def redo_words(self) -> str:
        """What redo would do again, or nothing."""
        return self._redo[-1].words if self._redo else ""

    @property
    def undo_reveals(self) -> bool:
        """Whether undoing would take a confidential mark away, so that it must be asked first."""
        return bool(self._undo) and _hides(self._undo[-1])

    def undo(self) -> None:
        """Put back what was there before the last step."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(step)
            self._become(step.before, None)

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._redo:
            step = self._redo.pop()
            self._undo.append(step)
            self._become(step.after, None)

    def flush(self) -> None:
        """Save at once what is unsaved: on leaving a field, a page change, hide and the like."""
        self._timer.stop()
        self._save()

    def settle(self) -> None:
        """Save at once and forget the undo stack: what has been signed off is not undone."""
        self.flush()
        self._undo.clear()
        self._redo.clear()
        self.undo_changed.emit()

    def close(self) -> None:
        """Save and wait; forget the undo stack. Raises UserFacingError when it cannot be saved."""
        self._timer.stop()
        try:
            for after in (self._saving, self._opened):  # what is under way may fail: write it again
                if after is not None and after is not self._saved:
                    self._saver.save_now(self._saved, after)
                    self._saved = after
                    is_first = after is self._saving
                    self._saved_edits = self._saving_edits if is_first else self._edits
        except UserFacingError as fault:
            if self._opened is not self._abandoned:
                self._was_not_saved(None, fault)
                raise
        else:
            self._set_state(SaveStatus.SAVED)
        self._saving = None
        self._undo.clear()
        self._redo.clear()

    def abandon(self) -> None:
        """Let ``close`` go without what it cannot save, as it stands now: the user chose so."""
        self._abandoned = self._opened

    def _now(self) -> datetime:
        return self._clock.now()

    def _become(self, after: Opened, edit: Edit | None) -> None:
        before, self._opened = self._opened, after
        self._quotes = None
        if not self._timer.isActive() or self._timer.remainingTime() > SAVE_AFTER_MS:
            self._timer.start(SAVE_AFTER_MS)
        self.changed.emit(Change(before=before, after=after, edit=edit))
        self.undo_changed.emit()

    def _remember(self, step: _Step) -> None:
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        if last is not None and _continues(last, step):
            last.after = step.after
            last.edit = step.edit
            last.at = step.at
            last.edits = step.edits
        else:
            self._undo.append(step)

    def _save(self) -> None:
        if self._saving is not None or self._opened is self._saved:
            return
        before, after = self._saved, self._opened
        self._saving, self._saving_edits = after, self._edits
        if self._state.status is not SaveStatus.NOT_SAVED:
            self._set_state(SaveStatus.SAVING)
        done, failed = partial(self._was_saved, after), partial(self._was_not_saved, after)
        self._saver.save(before, after, done, failed)

    def _was_saved(self, saved: Opened) -> None:
        if self._saving is not saved:
            return  # an answer that closing did not wait for
        self._saved, self._saving = saved, None
        self._saved_edits = self._saving_edits
        self.saved_at = self._now()
        if self._opened is saved:
            self._timer.stop()
            self._set_state(SaveStatus.SAVED)
        elif not self._timer.isActive():
            self._save()

    def _was_not_saved(self, lost: Opened | None, fault: UserFacingError) -> None:
        if lost is not None and self._saving is not lost:
            return
        self._saving = None
        self._set_state(SaveStatus.NOT_SAVED, fault)
        self._timer.start(RETRY_AFTER_MS)

    def _set_state(self, status: SaveStatus, fault: UserFacingError | None = None) -> None:
        self._state = SaveState(status=status, at=self._now(), fault=fault)
        if status is SaveStatus.SAVED:
            self.saved_at = self._state.at
        self.save_state_changed.emit(self._state)


def _hides(step: _Step) -> bool:
    """Whether a step made something confidential, or kept it from somebody."""
    edit = step.edit
    if isinstance(edit, Put) and isinstance(edit.item, Withheld):
        return True
    if isinstance(edit, MarkLine):
        return edit.mark is Mark.CONFIDENTIAL
    if not isinstance(edit, SpliceText) or not any(_secrets(line) for line in edit.lines):
        return False
    record = step.before.the_review.section(edit.section)
    before = {line.id: _secrets(line) for line in (*record.notes, *record.minutes)}
    return any(_secrets(line) > before.get(line.id, 0) for line in edit.lines)


def _secrets(line: Line) -> int:
    return sum(
        span.kind is SpanKind.CONFIDENTIAL or bool(span.withheld_from) for span in line.spans
    )


def _continues(last: _Step, step: _Step) -> bool:
    """Whether typing goes on: in the same field, or in the same line and the same word."""
    soon = (step.at - last.at).total_seconds() <= JOIN_TYPING_SECONDS
    if step.joins:
        return soon and step.joins == last.joins
    old, new = last.edit, step.edit
    if not isinstance(old, SpliceText) or not isinstance(new, SpliceText):
        return False
    if last.words != step.words:
        return False
    if (old.section, old.field, old.at, len(old.lines)) != (
        new.section,
        new.field,
        new.at,
        len(new.lines),
    ) or len(new.lines) != 1:
        return False
    if new.removed != 1 or old.lines[0].id != new.lines[0].id:
        return False
    if _secrets(old.lines[0]) != _secrets(new.lines[0]):
        return False
    ended_word = new.lines[0].text.endswith(" ") and not old.lines[0].text.endswith(" ")
    return soon and not ended_word
