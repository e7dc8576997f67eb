"""Guessing becomes dearer after an unlock, where the computer of today can afford it."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from models import backup, keyheader, keys, store_access
from models.keyheader import PassphraseSlot
from models.keys import COSTS, FLOOR_COST, FULL_COST, KdfCost, may_afford_more
from tests.support.stores import PASSPHRASE, a_review, backed_up, key, keys_of_all, made
from ui.background import InlineWorker
from ui.gate.door import FolderDoor

DEARER = KdfCost(memory_kib=64 * 1024, passes=4, lanes=4)


def cost_in(path: Path) -> KdfCost:
    header = keyheader.decode(path.read_bytes())
    (cost,) = (slot.cost for slot in header.slots if isinstance(slot, PassphraseSlot))
    return cost


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with made(tmp_path) as store:
        store.save(a_review())
        backed_up(store)
    return tmp_path


@pytest.fixture
def affordable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this computer afford a little more than the floor, however long it took for that one."""
    monkeypatch.setattr(keys, "may_afford_more", lambda *_: True)
    monkeypatch.setattr(keys, "affordable_cost", lambda: DEARER)


@pytest.mark.usefixtures("affordable")
def test_that_a_weaker_slot_is_wrapped_anew_for_store_copy_and_backups(
    folder: Path, qapp: QApplication
) -> None:
    code = keys_of_all()[2]
    door = FolderDoor(folder, InlineWorker(), keeps_up=True)
    door.unlock(PASSPHRASE, lambda _: None, pytest.fail)
    (kept,) = backup.all_in(backup.place_of(folder), key())
    for path in (folder / "store.key", folder / "store.key.bak", kept.path / "store.key"):
        assert cost_in(path) == DEARER
    assert store_access.unlock(folder, PASSPHRASE).data_key.is_same(key())
    assert store_access.recover(folder, code).data_key.is_same(key())


@pytest.mark.usefixtures("affordable")
def test_that_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    before = (folder / "store.key").read_bytes()
    failed: list[object] = []
    door = FolderDoor(folder, InlineWorker(), keeps_up=True)
    door.unlock("not the passphrase", pytest.fail, failed.append)
    assert failed
    assert (folder / "store.key").read_bytes() == before


def test_that_a_cost_is_never_lowered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked = store_access.unlock(folder, PASSPHRASE)
    monkeypatch.setattr(keys, "affordable_cost", lambda: FLOOR_COST)
    before = (folder / "store.key").read_bytes()
    assert not store_access.strengthen(folder, unlocked, PASSPHRASE, 0.01)
    assert (folder / "store.key").read_bytes() == before


def test_that_a_slow_computer_does_not_pay_for_the_question(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlocked = store_access.unlock(folder, PASSPHRASE)
    monkeypatch.setattr(keys, "affordable_cost", pytest.fail)
    assert not store_access.strengthen(folder, unlocked, PASSPHRASE, 0.8)


def test_that_the_dearest_cost_is_dear_enough() -> None:
    assert not may_afford_more(FULL_COST, 0.001)
    assert all(dear.work > cheap.work for dear, cheap in pairwise(COSTS))
    assert may_afford_more(FLOOR_COST, 0.7)
    assert not may_afford_more(FLOOR_COST, 0.8)
