"""A value that is open on the screen: changes in, saves and redraws out, undo and redo.

Three hops from keystroke to disk: editor, ``apply``, store thread. Memory is right at once; at
most 0.4 s of typing is ever at risk, also for someone who never pauses, because the timer is
started by the first unsaved change and not put back by later ones. A review's session and a team
lead's audit are both such values.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from models.clock import Clock
from models.errors import UserFacingError

SAVE_AFTER_MS = 250
RETRY_AFTER_MS = 5_000
JOIN_TYPING_SECONDS = 2.0

T = TypeVar("T")


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


class Step(msgspec.Struct, Generic[T], kw_only=True):
    """One entry of the undo stack; ``edit`` is what made it, where that is known."""

    before: T
    after: T
    words: str
    at: datetime
    edit: object = None
    joins: str = ""
    edits: int = 0
    """How many edits there had been when this step was last added to."""


class KeptValue(QObject, Generic[T]):
    """Holds what is open, remembers its changes, saves it. Subclasses say how it is written."""

    changed = Signal(object)
    save_state_changed = Signal(object)
    undo_changed = Signal()

    def __init__(self, value: T, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = self._saved = value
        self._saving: T | None = None
        self._abandoned: T | None = None
        self._edits = self._saving_edits = self._saved_edits = 0
        self._clock = clock
        self._undo: list[Step[T]] = []
        self._redo: list[Step[T]] = []
        self._state = SaveState(status=SaveStatus.SAVED, at=clock.now())
        self.saved_at = clock.now()
        """When (UTC) the store last held everything, or the value was opened."""
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    @property
    def save_state(self) -> SaveState:
        """What the save light shows."""
        return self._state

    @property
    def unsaved(self) -> int:
        """How many steps, as undo counts them, are in memory only."""
        if self._value is self._saved:
            return 0
        return max(1, sum(step.edits > self._saved_edits for step in self._undo))

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
        """Whether undoing would let somebody read what is kept from them: it is asked first."""
        return False

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
            for after in (self._saving, self._value):  # what is under way may fail: write it again
                if after is not None and after is not self._saved:
                    self._write_now(self._saved, after)
                    self._saved = after
                    is_first = after is self._saving
                    self._saved_edits = self._saving_edits if is_first else self._edits
        except UserFacingError as fault:
            if self._value is not self._abandoned:
                self._was_not_saved(None, fault)
                raise
        else:
            self._set_state(SaveStatus.SAVED)
        self._saving = None
        self._undo.clear()
        self._redo.clear()

    def abandon(self) -> None:
        """Let ``close`` go without what it cannot save, as it stands now: the user chose so."""
        self._abandoned = self._value

    # -- what a subclass does

    def _take(self, after: T, words: str, joins: str, edit: object = None) -> None:
        """Let the value become ``after`` as a step, or as more of the last one."""
        step = Step(
            before=self._value, after=after, words=words, at=self._clock.now(), edit=edit,
            joins=joins,
        )  # fmt: skip
        self._edits += 1
        step.edits = self._edits
        self._remember(step)
        self._become(after, edit)

    def _continues(self, last: Step[T], step: Step[T]) -> bool:
        """Whether a step goes on where the last one ended: soon, in the same field."""
        soon = (step.at - last.at).total_seconds() <= JOIN_TYPING_SECONDS
        return bool(step.joins) and soon and step.joins == last.joins

    def _write(
        self,
        before: T,
        after: T,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        """Queue the save; exactly one of ``done`` and ``failed`` is called, on the GUI thread."""
        raise NotImplementedError

    def _write_now(self, before: T, after: T) -> None:
        """Save after everything queued and wait. Raises UserFacingError."""
        raise NotImplementedError

    def _tell(self, before: T, after: T, edit: object) -> None:
        """Emit ``changed``; ``edit`` is None for undo and redo."""
        raise NotImplementedError

    # -- saving

    def _become(self, after: T, edit: object) -> None:
        before, self._value = self._value, after
        if not self._timer.isActive() or self._timer.remainingTime() > SAVE_AFTER_MS:
            self._timer.start(SAVE_AFTER_MS)
        self._tell(before, after, edit)
        self.undo_changed.emit()

    def _remember(self, step: Step[T]) -> None:
        self._redo.clear()
        last = self._undo[-1] if self._undo else None
        if last is not None and self._continues(last, step):
            last.after, last.edit = step.after, step.edit
            last.at, last.edits = step.at, step.edits
        else:
            self._undo.append(step)

    def _save(self) -> None:
        if self._saving is not None or self._value is self._saved:
            return
        before, after = self._saved, self._value
        self._saving, self._saving_edits = after, self._edits
        if self._state.status is not SaveStatus.NOT_SAVED:
            self._set_state(SaveStatus.SAVING)
        done, failed = partial(self._was_saved, after), partial(self._was_not_saved, after)
        self._write(before, after, done, failed)

    def _was_saved(self, saved: T) -> None:
        if self._saving is not saved:
            return  # an answer that closing did not wait for
        self._saved, self._saving = saved, None
        self._saved_edits = self._saving_edits
        self.saved_at = self._clock.now()
        if self._value is saved:
            self._timer.stop()
            self._set_state(SaveStatus.SAVED)
        elif not self._timer.isActive():
            self._save()

    def _was_not_saved(self, lost: T | None, fault: UserFacingError) -> None:
        if lost is not None and self._saving is not lost:
            return
        self._saving = None
        self._set_state(SaveStatus.NOT_SAVED, fault)
        self._timer.start(RETRY_AFTER_MS)

    def _set_state(self, status: SaveStatus, fault: UserFacingError | None = None) -> None:
        self._state = SaveState(status=status, at=self._clock.now(), fault=fault)
        if status is SaveStatus.SAVED:
            self.saved_at = self._state.at
        self.save_state_changed.emit(self._state)
