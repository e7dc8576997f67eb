"""Stopped at any step of making a store, a new passphrase, a rotation, a backup, a restore.

Fault rows 4, 5, 44 and 45: always one working pair of store and key file, and no text lost.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models import backup, faults, keyheader, recovery, restoring, rotation, store_check
from models.keyheader import KeyHeader
from models.keys import FLOOR_COST, DataKey
from models.store import is_new, is_unfinished, open_store
from models.store_rows import SaveBatch
from tests.support.dying import dies_at
from tests.support.stores import (
    NOW,
    a_review,
    backed_up,
    kept_text,
    key,
    keys_of_all,
    made,
    opened,
    part,
)

NEW_PASSPHRASE = "four other plain words"
TEXT = "She likes hedgehogs."


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    with made(folder) as store:
        store.save(a_review())
        backed_up(store)
    return folder


@pytest.fixture(scope="module")
def renewed() -> tuple[KeyHeader, DataKey]:
    store_id = keys_of_all()[0].store_id
    return keyheader.new(NEW_PASSPHRASE, recovery.new_code(), FLOOR_COST, store_id)


@pytest.fixture(scope="module")
def rewrapped() -> KeyHeader:
    return keyheader.with_passphrase(keys_of_all()[0], key(), NEW_PASSPHRASE, FLOOR_COST)


def deaths(
    original: Path, tmp_path: Path, program: Callable[[Path], object]
) -> Iterator[tuple[Path, bool]]:
    """Yield a folder for each step that the program can die at, and one where it lived."""
    step = 0
    died = True
    while died:
        folder = tmp_path / f"step{step}"
        shutil.copytree(original, folder, copy_function=shutil.copyfile)
        died = dies_at(step, lambda: program(folder))  # noqa: B023  # called at once
        yield folder, died
        step += 1
    assert step > 3


def test_that_a_first_run_stopped_anywhere_can_be_begun_again(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    for folder, died in deaths(empty, tmp_path, lambda folder: made(folder).close()):
        if is_new(folder) or is_unfinished(folder):
            assert died
            made(folder).close()
        opened(folder).close()
        assert keyheader.read(folder).header == keys_of_all()[0]


def test_that_a_new_passphrase_stopped_anywhere_leaves_one_that_opens(
    original: Path, tmp_path: Path, rewrapped: KeyHeader
) -> None:
    place = backup.place_of

    def program(folder: Path) -> None:
        keyheader.write(folder, rewrapped)
        backup.rewrite_headers([place(folder)], rewrapped, key())

    old = {keyheader.encode(keys_of_all()[0]), keyheader.encode(rewrapped)}
    for folder, died in deaths(original, tmp_path, program):
        content = (folder / "store.key").read_bytes()
        assert content in old
        if not died:
            new = keyheader.encode(rewrapped)
            assert {path.read_bytes() for path in folder.rglob("store.key*")} == {new}
        with opened(folder) as store:
            assert kept_text(store) == TEXT


def test_that_a_rotation_stopped_anywhere_leaves_one_key_that_opens_and_goes_on(
    original: Path, tmp_path: Path, renewed: tuple[KeyHeader, DataKey]
) -> None:
    header, data_key = renewed

    def program(folder: Path) -> None:
        rotation.rotate(folder, key(), header, data_key)

    for folder, died in deaths(original, tmp_path, program):
        current = keyheader.read(folder).header
        is_renewed = keyheader.belongs(current, data_key)
        assert is_renewed or died
        with open_store(folder, data_key if is_renewed else key(), NOW) as store:
            assert kept_text(store) == TEXT
        if is_renewed:
            assert keyheader.read(folder).header.former is None
            assert backup.all_in(backup.place_of(folder), key()) == ()
            assert store_check.problems(folder / "store.db", data_key) == ()


def test_that_a_backup_stopped_anywhere_is_none_or_whole(original: Path, tmp_path: Path) -> None:
    def program(folder: Path) -> None:
        with opened(folder) as store:
            backed_up(store)

    for folder, died in deaths(original, tmp_path, program):
        backups = backup.all_in(backup.place_of(folder), key())
        assert len(backups) == 2 or (died and len(backups) == 1)
        for taken in backups:
            assert store_check.problems(taken.path / "store.db", key()) == ()
        with opened(folder) as store:
            assert kept_text(store) == TEXT
            assert backed_up(store).manifest.children == 1


def test_that_a_restore_stopped_anywhere_leaves_the_old_store_or_the_restored_one(
    original: Path, tmp_path: Path
) -> None:
    edited = tmp_path / "edited"
    shutil.copytree(original, edited, copy_function=shutil.copyfile)
    with opened(edited) as store:
        store.save(SaveBatch(sections=(part("newer"),)))

    def program(folder: Path) -> None:
        (newest, *_) = backup.all_in(backup.place_of(folder), key())
        restoring.restore(folder, newest, key(), NOW)

    for folder, died in deaths(edited, tmp_path, program):
        with opened(folder) as store:
            text = kept_text(store)
        assert text == TEXT or (died and text == "newer")
        if text == TEXT:
            asides = list(backup.place_of(folder).glob("replaced-*"))
            assert any(_text_of(aside) == "newer" for aside in asides)


def _text_of(folder: Path) -> str | None:
    try:
        with opened(folder) as store:
            return kept_text(store)
    except faults.StoreError:
        return None
