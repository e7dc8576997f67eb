"""Rescue from a damaged store: one bad page costs what stands on it, and no other row (row 24)."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from models import backup, faults, restoring, salvage, store_access, store_check
from models.child import Child
from models.parts import Author
from models.review import Review
from models.salvage import Rescued
from models.store import open_store
from models.store_connection import DATABASE
from models.store_rows import ChildRow, NewExport, NewSnapshot, ReviewRow, SaveBatch, StoreEvent
from tests.support.stores import NOW, a_review, kept_text, key, made, opened, part

PAGE = 4096
SECTIONS = 60
AUTHOR = Author(who="Ruth", at=NOW)


class PlainColumns:
    """List columns without a law pack."""

    def child_row(self, child: Child) -> ChildRow:
        return ChildRow(id=child.id, preferred_name=child.preferred_name, born=child.born)

    def review_row(self, review: Review, child: Child) -> ReviewRow:
        head = review.head
        return ReviewRow(id=review.id, child_id=review.child_id, number=head.number, type=head.type)


def text_of(n: int) -> str:
    return f"section {n}: " + "she said a good deal " * 60


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a store with sixty sections, a snapshot, a setting and an export."""
    folder = tmp_path_factory.mktemp("whole")
    with made(folder) as store:
        store.save(a_review())
        for n in range(SECTIONS):
            store.save(SaveBatch(sections=(part(text_of(n), f"section{n}"),)))
        snapshot = NewSnapshot(review_id="review1", kind="signed", at=NOW, version=1, body=b"{}")
        event = StoreEvent(at=NOW, who="Ruth", kind="signed")
        store.save(SaveBatch(snapshots=(snapshot,), events=(event,)))
        store.set_setting("council", "Ödshire")
        export = NewExport(
            child_id="child1",
            document="minutes",
            recipient="full record",
            folder="f",
            half="h",
            name="n",
            started_at=NOW,
            protected=True,
        )
        store.register.begin(export)
        done = store.register.begin(export)
        store.register.complete(done, "ab" * 32, NOW)
        store.register.uploaded(done, NOW.date())
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rescued(
    content: dict[str, bytes], folder: Path, spoil: Callable[[bytearray], object]
) -> Rescued:
    for name, data in content.items():
        (folder / name).write_bytes(data)
    damaged = bytearray(content[DATABASE])
    spoil(damaged)
    (folder / DATABASE).write_bytes(damaged)
    result = salvage.rescue(folder, folder / "rescue", key(), PlainColumns(), AUTHOR)
    assert (folder / DATABASE).read_bytes() == bytes(damaged)
    assert store_check.problems(folder / "rescue" / DATABASE, key()) == ()
    return result


def flip(*pages: int) -> Callable[[bytearray], object]:
    def spoil(data: bytearray) -> None:
        for page in pages:
            data[page * PAGE + 1000] ^= 1

    return spoil


def texts(folder: Path) -> dict[str, str]:
    with opened(folder) as store:
        return {
            record.id: record.notes[0].text
            for row in store.reviews()
            for record in store.load_review(row.id).sections
        }


def test_that_everything_is_rescued_from_a_store_that_is_whole(
    content: dict[str, bytes], tmp_path: Path
) -> None:
    result = rescued(content, tmp_path, lambda data: None)
    assert (result.children, result.reviews, result.sections) == (1, 1, SECTIONS + 1)
    assert result.lost == ()
    with opened(result.folder) as store:
        assert kept_text(store, "section7") == text_of(7)
        assert store.setting("council", str) == "Ödshire"
        assert store.snapshots.body(store.snapshots.of("review1")[0].number) == b"{}"
        assert len(store.register.pending()) == 1
        (export,) = store.register.completed("child1")
        assert (export.uploaded_on, export.protected) == (NOW.date(), True)
        assert store.search("good deal")


def test_that_a_store_of_the_first_version_is_rescued_with_its_register(tmp_path: Path) -> None:
    golden = Path(__file__).parents[1] / "files" / "store_v1"
    for name in (DATABASE, "store.key"):
        (tmp_path / name).write_bytes((golden / name).read_bytes())
    data_key = store_access.unlock(tmp_path, "golden store version one").data_key
    result = salvage.rescue(tmp_path, tmp_path / "rescue", data_key, PlainColumns(), AUTHOR)
    assert result.lost == ()
    with open_store(result.folder, data_key, NOW) as store:
        (export,) = store.register.completed("child1")
        assert (export.sha256, export.uploaded_on, export.protected) == ("ab" * 32, None, False)


def test_that_a_store_brought_over_from_the_first_version_survives_any_bad_page(
    tmp_path: Path,
) -> None:
    golden = Path(__file__).parents[1] / "files" / "store_v1"
    upgraded = tmp_path / "upgraded"
    upgraded.mkdir()
    for name in (DATABASE, "store.key"):
        (upgraded / name).write_bytes((golden / name).read_bytes())
    data_key = store_access.unlock(upgraded, "golden store version one").data_key
    open_store(upgraded, data_key, NOW).close()
    whole = (upgraded / DATABASE).read_bytes()
    pages = len(whole) // PAGE
    for page in (*range(2), *range(pages - 8, pages)):  # where the tables are named
        damaged = bytearray(whole)
        flip(page)(damaged)
        (upgraded / DATABASE).write_bytes(damaged)
        into = tmp_path / str(page)
        result = salvage.rescue(upgraded, into, data_key, PlainColumns(), AUTHOR)
        assert result.children + result.reviews + result.sections > 0, page


def test_that_each_single_bad_page_costs_little_and_is_owned_up_to(
    content: dict[str, bytes], tmp_path: Path
) -> None:
    pages = len(content[DATABASE]) // PAGE
    everything = {f"section{n}": text_of(n) for n in range(SECTIONS)}
    for page in random.Random(3).sample(range(pages), 12):
        folder = tmp_path / str(page)
        folder.mkdir()
        result = rescued(content, folder, flip(page))
        kept = texts(result.folder)
        missing = everything.keys() - kept.keys()
        assert all(kept[name] == text for name, text in everything.items() if name in kept)
        assert len(missing) <= 5
        assert not missing or any(lost.what == "section" for lost in result.lost)


def test_that_a_damaged_first_page_costs_nothing(content: dict[str, bytes], tmp_path: Path) -> None:
    result = rescued(content, tmp_path, flip(0))
    assert (result.children, result.reviews, result.sections) == (1, 1, SECTIONS + 1)
    assert not (result.folder / "scratch").exists()


def test_that_a_store_cut_short_gives_back_what_is_left(
    content: dict[str, bytes], tmp_path: Path
) -> None:
    def cut(data: bytearray) -> None:
        del data[-20 * PAGE - 7 :]

    result = rescued(content, tmp_path, cut)
    assert result.sections >= SECTIONS // 4
    assert result.lost


def test_that_sections_without_review_or_child_come_under_recovered_ones(
    content: dict[str, bytes], tmp_path: Path
) -> None:
    roots = _pages_of(content, tmp_path, ("child", "child_row", "review", "review_row"))
    folder = tmp_path / "damaged"
    folder.mkdir()
    result = rescued(content, folder, flip(*roots))
    assert result.sections == SECTIONS + 1
    assert {lost.what for lost in result.lost} >= {"child", "review"}
    with opened(result.folder) as store:
        (row,) = store.children()
        assert row.preferred_name == salvage.RECOVERED
        assert kept_text(store, "section7") == text_of(7)


def _pages_of(content: dict[str, bytes], tmp_path: Path, tables: tuple[str, ...]) -> list[int]:
    folder = tmp_path / "roots"
    folder.mkdir()
    for name, data in content.items():
        (folder / name).write_bytes(data)
    with opened(folder) as store:
        found = store.connection.execute("SELECT name, rootpage FROM sqlite_schema").fetchall()
    return [page - 1 for name, page in found if name in tables]


def test_that_nothing_to_rescue_is_said(content: dict[str, bytes], tmp_path: Path) -> None:
    def zeros(data: bytearray) -> None:
        data[:] = bytes(len(data))

    with pytest.raises(faults.DamagedStoreError):
        rescued(content, tmp_path, zeros)


def test_that_a_rescued_store_takes_the_damaged_ones_place_and_that_one_is_kept(
    content: dict[str, bytes], tmp_path: Path
) -> None:
    result = rescued(content, tmp_path, flip(0))
    restoring.put_in_place(tmp_path, result.folder / DATABASE, key(), NOW)
    with opened(tmp_path) as store:
        assert kept_text(store, "section7") == text_of(7)
        assert not store.is_older_copy
    (aside,) = backup.place_of(tmp_path).glob("replaced-*")
    assert (aside / DATABASE).exists()
