"""Clearing a review out of the store leaves no word of it on a page, in the index or a backup."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from models import backup, faults, removing, store_check
from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.parts import Author, whole
from models.store import Store
from models.store_connection import DATABASE
from models.store_rows import NewSnapshot, SaveBatch
from tests.support.sample import TODAY, sample_child, sample_review
from tests.support.stores import NOW, key, made, opened

COLUMNS = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
AUTHOR = Author(who="Morag Bell", at=NOW)
ON = date(2026, 12, 20)
PAGE, RESERVED, IV, SALT = 4096, 80, 16, 16


def pages(path: Path) -> bytes:
    """Return every page of a store file in the clear, free ones too (SQLCipher 4's layout)."""
    content, clear = path.read_bytes(), []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        start = SALT if at == 0 else 0
        iv = page[PAGE - RESERVED : PAGE - RESERVED + IV]
        opened_with = Cipher(algorithms.AES(key().database()), modes.CBC(iv)).decryptor()
        clear.append(opened_with.update(page[start : PAGE - RESERVED]))
    return b"".join(clear)


def filled(folder: Path) -> Store:
    store = made(folder)
    review = sample_review(completed_on=TODAY)
    store.save(whole(Opened(child=sample_child(), review=review), COLUMNS, AUTHOR, "added"))
    body = msgspec.json.encode(review)
    snapshot = NewSnapshot(review_id=review.id, kind="signed", at=NOW, version=1, body=body)
    store.save(SaveBatch(snapshots=(snapshot,)))
    store.settle()
    return store


def clear(store: Store) -> None:
    child, review = sample_child(), sample_review(completed_on=TODAY)
    after = Opened(child=removing.child_after(child, review), review=removing.cleared(review, ON))
    store.clear_review(review.id, whole(after, COLUMNS, AUTHOR, "working copy cleared"))
    while store.tidy():
        pass


def words_that_go() -> list[bytes]:
    """Return the texts of the notes and minutes that stand nowhere else."""
    child, review = sample_child(), sample_review(completed_on=TODAY)
    after = Opened(child=removing.child_after(child, review), review=removing.cleared(review, ON))
    stays = msgspec.json.encode(after)
    texts = [
        line.text
        for record in review.sections
        for line in (*record.notes, *record.minutes)
        if len(line.text) > 12
    ]
    return [w for w in (t.encode("utf-8") for t in texts) if w not in stays]


def test_that_no_word_is_left_on_any_page_of_the_file(tmp_path: Path) -> None:
    words = words_that_go()
    assert len(words) > 10
    with filled(tmp_path) as store:
        before = pages(tmp_path / DATABASE)
        assert all(word in before for word in words)
        clear(store)
    left = pages(tmp_path / DATABASE)
    assert [word for word in words if word in left] == []
    assert b"Put a gate on the pond" in left
    assert store_check.problems(tmp_path / DATABASE, key()) == ()


def test_that_search_finds_no_word_of_it_and_still_finds_what_stays(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        found = store.search("gate pond")
        assert {hit.kind for hit in found} >= {"recommendation"}
        clear(store)
        kinds = {hit.kind for word in ("pond", "newts", "school") for hit in store.search(word)}
        assert kinds.isdisjoint({"note", "minute", "words"})
        assert "recommendation" in {hit.kind for hit in store.search("gate pond")}
        assert store.snapshots.of(sample_review().id) == ()
        review = store.load_review(sample_review().id)
        assert review.sections == ()
        assert review.head.cleared_on == ON


def test_that_older_backups_go_as_soon_as_a_newer_one_was_checked(tmp_path: Path) -> None:
    place = backup.place_of(tmp_path)
    with filled(tmp_path) as store:
        for _ in range(2):
            backup.take(store.connection, tmp_path, key(), NOW, place=place)
            store.save(SaveBatch())
        clear(store)
        assert len(backup.all_in(place, key())) == 2
        kept = backup.take(store.connection, tmp_path, key(), NOW, place=place)
        assert backup.all_in(place, key()) == (kept,)
        backup.take(store.connection, tmp_path, key(), NOW, place=place)
        assert len(backup.all_in(place, key())) == 2
    for one in backup.all_in(place, key()):
        left = pages(one.path / DATABASE)
        assert not any(word in left for word in words_that_go())


def test_that_a_clearing_that_fails_leaves_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled(tmp_path) as store:
        before = store.load_review(sample_review().id)

        def full(*_: object) -> None:
            raise faults.DiskFullError

        monkeypatch.setattr("models.store_write.write", full)
        with pytest.raises(faults.DiskFullError):
            clear(store)
    monkeypatch.undo()
    with opened(tmp_path) as store:
        assert store.load_review(before.id) == before
        assert store.snapshots.of(before.id)
        assert store.search("newts")


def test_that_a_child_taken_off_is_in_no_backup_once_a_newer_one_was_checked(
    tmp_path: Path,
) -> None:
    place = backup.place_of(tmp_path)
    with filled(tmp_path) as store:
        old = backup.take(store.connection, tmp_path, key(), NOW, place=place)
        store.remove_child(sample_child().id)
        newer = backup.take(store.connection, tmp_path, key(), NOW, place=place)
        assert set(backup.all_in(place, key())) == {old, newer}
        store.save(whole(Opened(child=sample_child()), COLUMNS, AUTHOR, "added"))
        store.remove_child(sample_child().id, from_backups=True)
        newest = backup.take(store.connection, tmp_path, key(), NOW, place=place)
        assert backup.all_in(place, key()) == (newest,)
