"""The open audit as the screen sees it: edits in, saves and redraws out, as with a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from models.audit import Audit
from ui.kept_value import KeptValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QObject

    from models.clock import Clock
    from models.errors import UserFacingError
    from ui.audit_door import AuditDoor


class AuditSession(KeptValue[Audit]):
    """Holds one audit, applies changes to it, saves them, undoes them.

    ``changed`` hands over the audit as it stands now.
    """

    def __init__(
        self, audit: Audit, door: AuditDoor, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(audit, clock, parent)
        self._door = door

    @property
    def audit(self) -> Audit:
        """The audit as it stands now."""
        return self._value

    def apply(self, after: Audit, words: str = "typing", joins: str = "") -> None:
        """Let the audit become ``after``; ``words`` say what undoing it would undo.

        Changes of the same ``joins`` within two seconds of each other are undone together.
        """
        if after != self._value:
            self._take(after, words, joins)

    @override
    def _write(
        self,
        before: Audit,
        after: Audit,
        done: Callable[[], None],
        failed: Callable[[UserFacingError], None],
    ) -> None:
        self._door.save(after, lambda _: done(), failed)

    @override
    def _write_now(self, before: Audit, after: Audit) -> None:
        self._door.save_now(after)

    @override
    def _tell(self, before: Audit, after: Audit, edit: object) -> None:
        self.changed.emit(after)
