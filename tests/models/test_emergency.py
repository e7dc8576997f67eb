"""Emergency copies: sealed, complete, and only this store's."""

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import emergency, faults
from models.edits import Opened
from models.keys import DataKey
from tests.support.sample import sample_child, sample_review
from tests.support.stores import key


def test_that_a_copy_gives_everything_back_and_shows_nothing(tmp_path: Path) -> None:
    opened = Opened(child=sample_child(), review=sample_review())
    path = emergency.write(tmp_path, opened, key())
    assert emergency.read(path, key()) == opened
    assert opened.child.preferred_name.encode() not in path.read_bytes()
    assert opened.child.preferred_name not in path.name


def test_that_another_stores_key_does_not_open_it(tmp_path: Path) -> None:
    path = emergency.write(tmp_path, Opened(child=sample_child()), key())
    with pytest.raises(emergency.UnreadableCopyError):
        emergency.read(path, DataKey.fresh())


@given(junk=st.binary(max_size=60), cut=st.integers(1, 60))
def test_that_junk_and_cut_copies_are_refused(
    tmp_path_factory: pytest.TempPathFactory, junk: bytes, cut: int
) -> None:
    folder = tmp_path_factory.mktemp("junk")
    path = emergency.write(folder, Opened(child=sample_child()), key())
    for content in (junk, path.read_bytes()[:-cut], b"HEARD-COPY-1\n" + junk):
        path.write_bytes(content)
        with pytest.raises(emergency.UnreadableCopyError):
            emergency.read(path, key())


def test_that_a_place_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(faults.PlaceGoneError):
        emergency.write(tmp_path / "gone", Opened(child=sample_child()), key())


@given(names=st.lists(st.text("ab'éł 漢#%", min_size=1, max_size=9), max_size=4, unique=True))
def test_that_places_of_copies_are_remembered_until_they_are_forgotten(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("noted")
    paths = tuple(folder / name for name in names)
    for path in (*paths, *paths):
        emergency.note(folder, path)
    assert emergency.noted(folder) == paths
    for path in paths:
        emergency.forget(folder, path)
    assert emergency.noted(folder) == ()
    assert list(folder.iterdir()) == []


def test_that_a_place_is_forgotten_though_a_scanner_holds_the_file_for_a_moment(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    emergency.note(tmp_path, copy)
    held = (tmp_path / emergency.NOTED).open("rb")  # Windows removes no file that is open
    letting_go = threading.Timer(0.1, held.close)
    letting_go.start()
    emergency.forget(tmp_path, copy)
    letting_go.join()
    assert emergency.noted(tmp_path) == ()
