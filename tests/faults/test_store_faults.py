"""What goes wrong with store and key file, and what is said: fault rows 8, 10, 20–30, 35–43."""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from models import faults, keyheader, migrations, store_access, store_check, store_connection
from models.store import create_store, is_unfinished, open_store
from models.store_rows import SaveBatch
from tests.support.stores import (
    NOW,
    PASSPHRASE,
    a_review,
    kept_text,
    key,
    keys_of_all,
    line,
    made,
    opened,
    other_keys,
    part,
)

CANARY = "Wendlebury-canary-Żółw"
PAGE = 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a closed store of one review and some length."""
    with made(tmp_path) as store:
        store.save(a_review())
        for n in range(40):
            store.save(SaveBatch(sections=(part(f"{n} " * 500, f"section{n}"),)))
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(folder: Path, fault: type[faults.StoreError]) -> None:
    """Say that opening is refused with this fault, and that no byte was changed by it."""
    before = contents(folder)
    with pytest.raises(faults.StoreError) as told:
        opened(folder)
    assert type(told.value) is fault
    assert contents(folder) == before


def change(path: Path, edit: Callable[[bytearray], object]) -> None:
    content = bytearray(path.read_bytes())
    edit(content)
    path.write_bytes(content)


def test_that_an_empty_or_missing_store_is_never_made_anew(folder: Path) -> None:
    (folder / "store.db").write_bytes(b"")
    refused(folder, faults.MissingStoreError)
    (folder / "store.db").unlink()
    refused(folder, faults.MissingStoreError)
    with pytest.raises(faults.StoreExistsError):
        create_store(folder, keys_of_all()[0], key(), NOW)


@pytest.mark.parametrize("cut", [1, 1000, PAGE, 5 * PAGE])
def test_that_a_store_cut_short_is_damaged(folder: Path, cut: int) -> None:
    change(folder / "store.db", lambda c: c.__delitem__(slice(len(c) - cut, None)))
    with pytest.raises(faults.DamagedStoreError):
        opened(folder).load_review("review1")
    assert store_check.problems(folder / "store.db", key())


@pytest.mark.parametrize(
    "start",
    [b"SQLite format 3\0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-1.7"],
)
def test_that_a_file_of_another_program_is_called_that(folder: Path, start: bytes) -> None:
    (folder / "store.db").write_bytes(start + random.Random(1).randbytes(3 * PAGE))
    refused(folder, faults.ForeignFileError)


def test_that_a_plain_database_is_refused(folder: Path) -> None:
    (folder / "store.db").unlink()
    plain = sqlite3.connect(folder / "store.db")
    plain.execute("CREATE TABLE child (id)")
    plain.close()
    refused(folder, faults.ForeignFileError)


def test_that_random_bytes_and_another_computers_store_do_not_belong(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "store.db").write_bytes(random.Random(2).randbytes(9 * PAGE))
    refused(folder, faults.WrongPairError)
    header, data_key, _ = other_keys()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    create_store(elsewhere, header, data_key, NOW).close()
    shutil.copyfile(elsewhere / "store.db", folder / "store.db")
    refused(folder, faults.WrongPairError)


def test_that_a_store_full_of_zeros_is_damaged(folder: Path) -> None:
    (folder / "store.db").write_bytes(bytes(9 * PAGE))
    refused(folder, faults.DamagedStoreError)


def test_that_a_flipped_bit_in_page_one_is_damage_and_not_a_wrong_passphrase(folder: Path) -> None:
    change(folder / "store.db", lambda c: c.__setitem__(100, c[100] ^ 1))
    refused(folder, faults.DamagedStoreError)


def test_that_a_flipped_bit_in_the_salt_costs_nothing(folder: Path) -> None:
    change(folder / "store.db", lambda c: c.__setitem__(3, c[3] ^ 1))
    with opened(folder) as store:
        assert kept_text(store) == "She likes hedgehogs."


@given(at=st.integers(16, 40 * PAGE), bit=st.integers(0, 7))
def test_that_no_flipped_bit_goes_unnoticed(
    whole: Path, tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    copy = tmp_path_factory.mktemp("flipped") / "store.db"
    content = bytearray(whole.read_bytes())
    at = 16 + at % (len(content) - 16)
    content[at] ^= 1 << bit
    copy.write_bytes(content)
    assert store_check.problems(copy, key())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    with made(folder) as store:
        store.save(a_review())
    assert store_check.problems(folder / "store.db", key()) == ()
    return folder / "store.db"


def test_that_swapped_pages_are_noticed(folder: Path) -> None:
    def swap(c: bytearray) -> None:
        second, third = bytes(c[PAGE : 2 * PAGE]), bytes(c[2 * PAGE : 3 * PAGE])
        c[PAGE : 3 * PAGE] = third + second

    change(folder / "store.db", swap)
    assert store_check.problems(folder / "store.db", key())


def test_that_junk_at_the_end_is_noticed_by_the_check(folder: Path) -> None:
    change(folder / "store.db", lambda c: c.extend(b"junk" * PAGE))
    assert store_check.problems(folder / "store.db", key())


def test_that_a_newer_store_is_left_byte_for_byte(folder: Path) -> None:
    connection = store_connection.keyed(folder / "store.db", key())
    connection.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    connection.close()
    refused(folder, faults.NewerStoreError)


def test_that_a_key_file_is_served_by_its_copy_and_put_back(folder: Path) -> None:
    good = (folder / "store.key").read_bytes()
    for spoil in (b"", b"junk", good[:100]):
        (folder / "store.key").write_bytes(spoil)
        unlocked = store_access.unlock(folder, PASSPHRASE)
        assert unlocked.from_copy
        assert (folder / "store.key").read_bytes() == good
    (folder / "store.key").unlink()
    (folder / "store.key.bak").write_bytes(b"junk")
    with pytest.raises(faults.DamagedHeaderError):
        store_access.unlock(folder, PASSPHRASE)
    (folder / "store.key.bak").unlink()
    with pytest.raises(faults.MissingHeaderError):
        store_access.unlock(folder, PASSPHRASE)


def test_that_a_wrong_passphrase_is_told_from_every_damage(folder: Path) -> None:
    with pytest.raises(faults.WrongPassphraseError):
        store_access.unlock(folder, "not this one")
    change(folder / "store.db", lambda c: c.__setitem__(100, c[100] ^ 1))
    with pytest.raises(faults.WrongPassphraseError):
        store_access.unlock(folder, "not this one")
    unlocked = store_access.unlock(folder, PASSPHRASE)
    with pytest.raises(faults.DamagedStoreError):
        open_store(folder, unlocked.data_key, NOW)


def test_that_a_second_instance_is_refused_and_harms_nothing(folder: Path) -> None:
    with opened(folder) as store:
        with pytest.raises(faults.StoreInUseError):
            opened(folder)
        store.save(SaveBatch(sections=(part("still here"),)))
    with opened(folder) as store:
        assert kept_text(store) == "still here"


def test_that_a_store_not_closed_is_noticed_once(folder: Path) -> None:
    opened(folder).connection.close()
    with opened(folder) as store:
        assert store.closed_unexpectedly
    with opened(folder) as store:
        assert not store.closed_unexpectedly


def test_that_a_full_disk_keeps_what_was_saved_and_lets_the_next_save_through(
    folder: Path,
) -> None:
    with opened(folder) as store:
        before = store.generation
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        big = SaveBatch(sections=(part("much " * 100_000),), lines=(line("much"),))
        for _ in range(3):
            with pytest.raises(faults.DiskFullError):
                store.save(big)
        assert kept_text(store) == "She likes hedgehogs."
        assert store.generation == before
        store.connection.execute("PRAGMA max_page_count = 100000").fetchall()
        assert store.save(big) == before + 1
    assert store_check.problems(folder / "store.db", key()) == ()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Give up the right to write everywhere, where the tests have it."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["file", "folder"])
def test_that_a_store_that_may_not_be_written_is_told(what: str) -> None:
    if what == "folder" and sys.platform == "win32":
        pytest.skip("Windows has no read-only folders")
    if "HEARD_WINE" in os.environ:
        pytest.skip("under Wine, root may write everywhere")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made(folder).close()
        (folder / "store.db-journal").unlink()
        (folder / "store.db").chmod(0o444 if what == "file" else 0o666)
        (folder / "store.key").chmod(0o444)
        folder.chmod(0o777 if what == "file" else 0o555)
        try:
            with as_nobody(), pytest.raises(faults.ReadOnlyError):
                opened(folder)
        finally:
            folder.chmod(0o777)
            (folder / "store.db").chmod(0o666)


def test_that_a_library_that_does_not_encrypt_is_never_written_with(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    monkeypatch.setattr(dbapi2, "connect", sqlite3.connect)
    with pytest.raises(faults.NoCipherError):
        opened(folder)
    assert contents(folder) == before


def test_that_the_connection_is_set_up_as_designed(folder: Path) -> None:
    expected = {
        "cipher_memory_security": "1",
        "foreign_keys": "1",
        "trusted_schema": "0",
        "cell_size_check": "1",
        "temp_store": "2",
        "secure_delete": "1",
        "synchronous": "3",
        "locking_mode": "exclusive",
        "journal_mode": "truncate",
    }
    with opened(folder) as store:
        for name, value in expected.items():
            assert str(store.connection.execute(f"PRAGMA {name}").fetchone()[0]) == value, name


def test_that_no_file_in_the_folder_holds_a_word_of_what_was_typed(tmp_path: Path) -> None:
    batch = a_review(CANARY)
    seen: dict[str, bytes] = {}
    with made(tmp_path) as store:
        store.save(batch)
        store.set_setting("user", CANARY)
        store.connection.execute("PRAGMA cache_size = 5").fetchall()
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("UPDATE section SET body = ?", (CANARY.encode() * 50_000,))
        store.connection.execute("UPDATE child SET body = ?", (CANARY.encode() * 50_000,))
        seen |= {f"{name} amid": content for name, content in contents(tmp_path).items()}
        store.connection.execute("ROLLBACK")
    seen |= contents(tmp_path)
    assert any("journal" in name for name in seen)
    for name, content in seen.items():
        assert b"canary" not in content, name
        assert "Żółw".encode() not in content, name
        assert not content.startswith(b"SQLite format 3"), name


@pytest.fixture
def stopped_amid(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the files of a store as they are in the middle of a large transaction."""
    elsewhere = tmp_path_factory.mktemp("stopped")
    with opened(folder) as store:
        store.connection.execute("PRAGMA cache_size = 5").fetchall()
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("UPDATE section SET body = body || body")
        for path in folder.iterdir():
            shutil.copyfile(path, elsewhere / path.name)
        store.connection.execute("ROLLBACK")
    assert (elsewhere / "store.db-journal").stat().st_size
    assert (elsewhere / "store.db").read_bytes() != (folder / "store.db").read_bytes()
    return elsewhere


def test_that_a_transaction_cut_short_is_undone_by_its_journal(stopped_amid: Path) -> None:
    with opened(stopped_amid) as store:
        assert kept_text(store) == "She likes hedgehogs."
        assert store.closed_unexpectedly
    assert store_check.problems(stopped_amid / "store.db", key()) == ()


def test_that_a_wrong_key_does_no_harm_to_a_transaction_cut_short(stopped_amid: Path) -> None:
    connection = store_connection.keyed(stopped_amid / "store.db", other_keys()[1])
    with pytest.raises(faults.WrongPairError):
        store_connection.version_of(connection, stopped_amid / "store.db", other_keys()[1])
    connection.close()
    with opened(stopped_amid) as store:
        assert kept_text(store) == "She likes hedgehogs."


def test_that_a_journal_cleaned_away_is_damage_that_the_check_finds(stopped_amid: Path) -> None:
    (stopped_amid / "store.db-journal").unlink()
    try:
        opened(stopped_amid).close()
    except faults.DamagedStoreError:
        return
    assert store_check.problems(stopped_amid / "store.db", key())


def test_that_the_store_opens_with_its_derived_key_and_with_nothing_else(folder: Path) -> None:
    def first_row(pragma: str) -> object:
        connection = dbapi2.connect(str(folder / "store.db"))
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(pragma)
            return connection.execute("SELECT id FROM child").fetchone()
        finally:
            connection.close()

    assert first_row(f"PRAGMA key = \"x'{key().database().hex()}'\"") == ("child1",)
    wrong = [key().header().hex(), key().backup().hex(), bytes(32).hex()]
    for pragma in [*(f"PRAGMA key = \"x'{w}'\"" for w in wrong), f"PRAGMA key = '{PASSPHRASE}'"]:
        with pytest.raises(dbapi2.DatabaseError):
            first_row(pragma)
    plain = sqlite3.connect(folder / "store.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT id FROM child")
    plain.close()


AWKWARD = ["a#b", "100%", "what's", "Ünï cödé", "🦔", "semi;colon", "x" * 60]
AWKWARD += [] if sys.platform == "win32" else ["why?", 'quo"te']


@pytest.mark.parametrize("name", AWKWARD)
def test_that_awkward_folder_names_work(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    with made(folder) as store:
        store.save(a_review())
    with opened(folder) as store:
        assert kept_text(store) == "She likes hedgehogs."
    assert {path.name for path in tmp_path.iterdir()} >= {name}


def test_that_a_first_run_cut_short_can_be_begun_again(tmp_path: Path) -> None:
    (tmp_path / "store.new").write_bytes(b"half")
    keyheader.write(tmp_path, other_keys()[0])
    assert is_unfinished(tmp_path)
    with made(tmp_path) as store:
        store.save(a_review())
    assert not is_unfinished(tmp_path)
    assert not (tmp_path / "store.new").exists()


def test_that_a_store_of_another_id_is_not_opened_with_this_key_file(folder: Path) -> None:
    header, data_key, _ = keys_of_all()
    moved = keyheader.with_former(
        keyheader.KeyHeader(store_id="0" * 32, slots=header.slots), data_key, None
    )
    keyheader.write(folder, moved)
    refused(folder, faults.WrongPairError)
