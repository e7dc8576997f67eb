"""A team lead's audits kept in memory, in the way in which the store keeps them."""

from collections.abc import Callable

from models.audit import Audit, AuditRow
from models.clock import Clock
from models.errors import UserFacingError
from ui.background import Failed


class MemoryAudits:
    """Keeps audits; cannot while ``fault`` is set."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.kept: dict[str, Audit] = {}
        self.fault: UserFacingError | None = None
        self.saves = 0

    def save(self, audit: Audit, done: Callable[[None], None], failed: Failed) -> None:
        if self.fault is not None:
            failed(self.fault)
        else:
            self._keep(audit)
            done(None)

    def save_now(self, audit: Audit) -> None:
        if self.fault is not None:
            raise self.fault
        self._keep(audit)

    def of(self, sha256: str, done: Callable[[Audit | None], None], failed: Failed) -> None:
        del failed
        done(next((one for one in reversed(self._all) if one.sha256 == sha256), None))

    def about(
        self, reference: str, done: Callable[[tuple[Audit, ...]], None], failed: Failed
    ) -> None:
        del failed
        done(tuple(one for one in self._all if one.reference == reference))

    def rows(self, done: Callable[[tuple[AuditRow, ...]], None], failed: Failed) -> None:
        del failed
        now = self._clock.now()
        done(
            tuple(
                AuditRow(id=one.id, sha256=one.sha256, reference=one.reference, at=now)
                for one in reversed(self._all)
            )
        )

    def every(self, done: Callable[[tuple[Audit, ...]], None], failed: Failed) -> None:
        del failed
        done(tuple(self._all))

    def drop(self, audit_id: str, done: Callable[[None], None], failed: Failed) -> None:
        del failed
        self.kept.pop(audit_id, None)
        done(None)

    @property
    def _all(self) -> list[Audit]:
        return list(self.kept.values())

    def _keep(self, audit: Audit) -> None:
        self.saves += 1
        self.kept.pop(audit.id, None)
        self.kept[audit.id] = audit
