"""The open audit as the screen sees it: edits in, saves and redraws out, as with a review.

Memory is right at once; at most 0.4 s of typing is ever at risk, also for someone who never
pauses, because the first unsaved edit starts the timer and later ones do not put it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from ui.session import JOIN_TYPING_SECONDS, RETRY_AFTER_MS, SAVE_AFTER_MS, SaveState, SaveStatus

if TYPE_CHECKING:
    from datetime import datetime

    from models.audit import Audit
    from models.clock import Clock
    from models.errors import UserFacingError
    from ui.audit_door import AuditDoor


class _Step(msgspec.Struct, kw_only=True):
    """One entry of the undo stack."""

    before: Audit
    after: Audit
    words: str
    at: datetime
    joins: str = ""


class AuditSession(QObject):
    """Holds one audit, applies changes to it, saves them, undoes them."""

    changed = Signal(object)
    """The audit as it stands now."""
    save_state_changed = Signal(object)
    undo_changed = Signal()

    def __init__(
        self, audit: Audit, door: AuditDoor, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._audit = self._saved = audit
        self._saving: Audit | None = None
        self._abandoned: Audit | None = None
        self._door, self._clock = door, clock
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._state = SaveState(status=SaveStatus.SAVED, at=clock.now())
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self._save)

    @property
    def audit(self) -> Audit:
        """The audit as it stands now."""
        return self._audit

    @property
    def save_state(self) -> SaveState:
        """What the save light shows."""
        return self._state

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
        """Whether undoing would reveal something: nothing here is ever withheld."""
        return False

    def apply(self, after: Audit, words: str = "typing", joins: str = "") -> None:
        """Let the audit become ``after``; ``words`` say what undoing it would undo.

        Changes of the same ``joins`` within two seconds of each other are undone together.
        """
        before = self._audit
        if after == before:
            return
        self._redo.clear()
        now, last = self._clock.now(), self._undo[-1] if self._undo else None
        if (
            joins
            and last is not None
            and last.joins == joins
            and (now - last.at).total_seconds() <= JOIN_TYPING_SECONDS
        ):
            last.after, last.at = after, now
        else:
            step = _Step(before=before, after=after, words=words, at=now, joins=joins)
            self._undo.append(step)
        self._become(after)

    def undo(self) -> None:
        """Put back what was there before the last step."""
        if self._undo:
            step = self._undo.pop()
            self._redo.append(step)
            self._become(step.before)

    def redo(self) -> None:
        """Do the last undone step again."""
        if self._redo:
            step = self._redo.pop()
            self._undo.append(step)
            self._become(step.after)

    def flush(self) -> None:
        """Save at once what is unsaved: on leaving a field, a page change, hide and the like."""
        self._timer.stop()
        self._save()

    def close(self) -> None:
        """Save and wait; forget the undo stack. Raises UserFacingError when it cannot be saved."""
        self._timer.stop()
        if self._audit is not self._saved and self._audit is not self._abandoned:
            try:
                self._door.save_now(self._audit)
            except BaseException:
                self._timer.start(RETRY_AFTER_MS)
                raise
            self._saved, self._saving = self._audit, None
            self._set_state(SaveStatus.SAVED)
        self._undo.clear()
        self._redo.clear()

    def abandon(self) -> None:
        """Let ``close`` go without what it cannot save, as it stands now: the user chose so."""
        self._abandoned = self._audit

    def _become(self, after: Audit) -> None:
        self._audit = after
        if not self._timer.isActive() or self._timer.remainingTime() > SAVE_AFTER_MS:
            self._timer.start(SAVE_AFTER_MS)
        self.changed.emit(after)
        self.undo_changed.emit()

    def _save(self) -> None:
        if self._saving is not None or self._audit is self._saved:
            return
        after = self._saving = self._audit
        if self._state.status is not SaveStatus.NOT_SAVED:
            self._set_state(SaveStatus.SAVING)
        self._door.save(after, lambda _: self._was_saved(after), self._was_not_saved)

    def _was_saved(self, saved: Audit) -> None:
        if self._saving is not saved:
            return  # an answer that closing did not wait for
        self._saved, self._saving = saved, None
        if self._audit is saved:
            self._timer.stop()
            self._set_state(SaveStatus.SAVED)
        elif not self._timer.isActive():
            self._save()

    def _was_not_saved(self, fault: UserFacingError) -> None:
        self._saving = None
        self._set_state(SaveStatus.NOT_SAVED, fault)
        self._timer.start(RETRY_AFTER_MS)

    def _set_state(self, status: SaveStatus, fault: UserFacingError | None = None) -> None:
        self._state = SaveState(status=status, at=self._clock.now(), fault=fault)
        self.save_state_changed.emit(self._state)
