"""The store as the window sees it: a copy that was made is checked, though a lock comes first."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from typing_extensions import override

from models import backup
from models.calendar import WorkingCalendar
from models.checks.subject import KnownName
from models.clock import FixedClock
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.errors import UserFacingError
from models.law import load_law
from tests.support import stores
from tests.support.sample import sample_child
from ui.background import Failed, InlineWorker
from ui.store_door import StoreOnThread

_T = TypeVar("_T")


class LateAnswers(InlineWorker):
    """Does each job at once, and hands the answers over when they are asked for."""

    def __init__(self) -> None:
        self._late: list[Callable[[], None]] = []

    @override
    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        """Do ``job`` now; its result waits."""
        super().run(job, lambda result: self._late.append(lambda: done(result)), failed)

    def answer(self) -> None:
        """Hand over what waits."""
        late, self._late = self._late, []
        for one in late:
            one()


def fail(fault: UserFacingError) -> None:
    raise fault


def opened(folder: Path) -> tuple[StoreOnThread, LateAnswers]:
    stores.made(folder).close()
    worker = LateAnswers()
    columns = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
    door = StoreOnThread(worker, columns, FixedClock(stores.NOW))
    door.open(folder, stores.key(), lambda _: None, fail)
    worker.answer()
    return door, worker


def test_that_a_copy_is_handed_back_when_a_lock_comes_before_its_check(tmp_path: Path) -> None:
    door, worker = opened(tmp_path)
    door.back_up(InlineWorker(), lambda _: None, fail)
    away = door.put_away()
    worker.answer()
    assert away.draft is not None
    kept = backup.finish(away.draft, stores.key())
    assert backup.all_in(backup.place_of(tmp_path), stores.key()) == (kept,)


def test_that_a_copy_whose_check_was_asked_for_is_not_handed_back(tmp_path: Path) -> None:
    door, worker = opened(tmp_path)
    door.back_up(InlineWorker(), lambda _: None, fail)
    worker.answer()
    assert door.put_away().draft is None
    assert len(backup.all_in(backup.place_of(tmp_path), stores.key())) == 1


def test_that_the_names_of_other_children_are_handed_over_without_the_childs_own(
    tmp_path: Path,
) -> None:
    door, worker = opened(tmp_path)
    for number, name in enumerate(("Kez", "Omar")):
        child = sample_child(id=f"child-{number}", preferred_name=name, legal_name=f"{name} Bell")
        door.add_child(child, lambda _: None, fail)
    found: list[tuple[KnownName, ...]] = []
    door.names_of_others("child-0", found.append, fail)
    worker.answer()
    names = {one.name for one in found[0]}
    assert {"Omar", "Omar Bell"} <= names
    assert not {"Kez", "Kez Bell"} & names
    door.close()
