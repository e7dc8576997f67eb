"""What the gate asks of the keys, and the real answer: ``models`` on the errand thread."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from models.keyheader import KeyHeader
    from models.keys import DataKey
    from models.passphrase import Verdict
    from models.recovery import RecoveryCode
    from models.store_access import Unlocked
    from ui.background import Failed, Worker

_T = TypeVar("_T")


class NewStore(NamedTuple):
    """A header with both slots and its data key, from which a store is made or rotated."""

    header: KeyHeader
    data_key: DataKey


class GateDoor(Protocol):
    """Each call is queued; exactly one of ``done`` and ``failed`` is called, on the GUI thread."""

    def unlock(self, passphrase: str, done: Callable[[Unlocked], None], failed: Failed) -> None:
        """Hand over what the passphrase unlocks; fails with WrongPassphraseError or a fault."""
        ...

    def recover(self, code: str, done: Callable[[Unlocked], None], failed: Failed) -> None:
        """Hand over what the code, as it was typed, unlocks."""
        ...

    def renew(
        self,
        data_key: DataKey,
        passphrase: str,
        code: RecoveryCode | None,
        done: Callable[[list[Path]], None],
        failed: Failed,
    ) -> None:
        """Let a new passphrase, and a new code if given, open the store and its backups.

        Hands over the places that could not be reached, which the old ones still open.
        """
        ...

    def prepare(
        self,
        passphrase: str,
        code: RecoveryCode,
        store_id: str | None,
        done: Callable[[NewStore], None],
        failed: Failed,
    ) -> None:
        """Hand over keys for a new store, or for a rotation of the store with ``store_id``."""
        ...

    def judge(
        self,
        passphrase: str,
        names: tuple[str, ...],
        done: Callable[[Verdict], None],
        failed: Failed,
    ) -> None:
        """Hand over whether a passphrase of the user's own is strong enough."""
        ...


class FolderDoor(GateDoor):
    """The keys of the store in one folder. Jobs run one after the other on ``errands``.

    ``places`` names other folders with backups, beside the store's own. One that ``keeps_up`` makes
    guessing dearer after an unlock, where a store was made by a slower computer or an earlier year.
    """

    def __init__(
        self,
        folder: Path,
        errands: Worker,
        places: Callable[[], list[Path]] = list,
        *,
        keeps_up: bool = False,
    ) -> None:
        self._folder = folder
        self._errands = errands
        self._places = places
        self._keeps_up = keeps_up

    @override
    def unlock(self, passphrase: str, done: Callable[[Unlocked], None], failed: Failed) -> None:
        def opened(timed: _Timed) -> None:
            done(timed.unlocked)
            if self._keeps_up:
                job = partial(_strengthen, self._folder, timed, passphrase)
                self._run(job, lambda _: None, lambda _: None)

        self._run(partial(_unlock, self._folder, passphrase), opened, failed)

    @override
    def recover(self, code: str, done: Callable[[Unlocked], None], failed: Failed) -> None:
        self._run(partial(_recover, self._folder, code), done, failed)

    @override
    def renew(
        self,
        data_key: DataKey,
        passphrase: str,
        code: RecoveryCode | None,
        done: Callable[[list[Path]], None],
        failed: Failed,
    ) -> None:
        job = partial(_renew, self._folder, data_key, passphrase, code, self._places())
        self._run(job, done, failed)

    @override
    def prepare(
        self,
        passphrase: str,
        code: RecoveryCode,
        store_id: str | None,
        done: Callable[[NewStore], None],
        failed: Failed,
    ) -> None:
        self._run(partial(_prepare, passphrase, code, store_id), done, failed)

    @override
    def judge(
        self,
        passphrase: str,
        names: tuple[str, ...],
        done: Callable[[Verdict], None],
        failed: Failed,
    ) -> None:
        self._run(partial(_judge, passphrase, names), done, failed)

    def _run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        self._errands.run(job, done, failed)


class _Timed(NamedTuple):
    """What was unlocked, and how many seconds that took."""

    unlocked: Unlocked
    seconds: float


def _unlock(folder: Path, passphrase: str) -> _Timed:
    from models import store_access  # noqa: PLC0415 - not before the first key derivation

    start = time.perf_counter()
    unlocked = store_access.unlock(folder, passphrase)
    return _Timed(unlocked=unlocked, seconds=time.perf_counter() - start)


def _strengthen(folder: Path, timed: _Timed, passphrase: str) -> bool:
    from models import store_access  # noqa: PLC0415 - as in _unlock

    return store_access.strengthen(folder, timed.unlocked, passphrase, timed.seconds)


def _recover(folder: Path, code: str) -> Unlocked:
    from models import recovery, store_access  # noqa: PLC0415 - as in _unlock

    return store_access.recover(folder, recovery.read_code(code))


def _renew(
    folder: Path,
    data_key: DataKey,
    passphrase: str,
    code: RecoveryCode | None,
    places: list[Path],
) -> list[Path]:
    from models import faults, keys, store_access  # noqa: PLC0415 - as in _unlock

    with faults.told():
        cost = keys.affordable_cost()
    left = store_access.change_passphrase(folder, data_key, passphrase, cost, places)
    if code is not None:
        left += store_access.change_recovery_code(folder, data_key, code, places)
    return sorted(set(left))


def _prepare(passphrase: str, code: RecoveryCode, store_id: str | None) -> NewStore:
    from models import faults, keyheader, keys  # noqa: PLC0415 - as in _unlock

    with faults.told():
        header, data_key = keyheader.new(passphrase, code, keys.affordable_cost(), store_id)
    return NewStore(header=header, data_key=data_key)


def _judge(passphrase: str, names: tuple[str, ...]) -> Verdict:
    from models import passphrase as rules  # noqa: PLC0415 - as in _unlock

    return rules.judge(passphrase, names)
