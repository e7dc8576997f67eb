"""Backups, restoring, a new passphrase, a new data key."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import (
    backup,
    faults,
    keyheader,
    migrations,
    recovery,
    restoring,
    rotation,
    store_access,
    store_check,
    store_connection,
)
from models.keys import FLOOR_COST, DataKey
from models.store import open_store
from models.store_rows import SaveBatch
from tests.support.stores import (
    NOW,
    PASSPHRASE,
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


def text_in(path: Path, data_key: DataKey | None = None) -> str:
    with open_store(path, data_key or key(), NOW) as store:
        return kept_text(store)


def test_that_a_backup_opens_like_a_store_and_says_what_is_in_it(tmp_path: Path) -> None:
    assert backup.last_found_whole(tmp_path, key()) is None
    with made(tmp_path) as store:
        store.save(a_review())
        taken = backed_up(store)
        assert store.generation == taken.manifest.generation
    assert backup.last_found_whole(tmp_path, key()) == NOW
    assert (taken.manifest.children, taken.manifest.reviews) == (1, 1)
    assert backup.all_in(backup.place_of(tmp_path), key()) == (taken,)
    assert store_access.unlock(taken.path, PASSPHRASE).data_key.is_same(key())
    assert text_in(taken.path) == "She likes hedgehogs."


def test_that_saves_go_through_while_a_backup_is_taken(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        for n in range(30):
            store.save(SaveBatch(sections=(part("much " * 10_000, f"section{n}"),)))
        saved = 0

        def save() -> None:
            nonlocal saved
            saved += 1
            store.save(SaveBatch(sections=(part(f"save {saved}"),)))

        place = backup.place_of(tmp_path)
        draft = backup.copy(store.connection, tmp_path, key(), NOW, place=place, between=save)
        taken = backup.finish(draft, key())
        assert saved > 2
        assert store.generation == taken.manifest.generation
    assert text_in(taken.path) == f"save {saved}"
    assert text_in(tmp_path) == f"save {saved}"


def test_that_a_damaged_store_makes_no_backup_and_costs_no_earlier_one(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        for n in range(30):
            store.save(SaveBatch(sections=(part("much " * 500, f"section{n}"),)))
        good = backed_up(store)
    content = bytearray((tmp_path / "store.db").read_bytes())
    content[40 * 4096 + 2000] ^= 1
    (tmp_path / "store.db").write_bytes(content)
    with opened(tmp_path) as store:
        with pytest.raises(faults.DamagedStoreError):
            backed_up(store)
        assert store.save(SaveBatch(sections=(part("typed after"),))) == store.generation
        sql = "SELECT body FROM section WHERE review = 'review1' AND section = 'health'"
        assert b"typed after" in store.connection.execute(sql).fetchone()[0]
    assert [path.name for path in backup.place_of(tmp_path).iterdir()] == [good.path.name]


def test_that_a_backup_changed_by_anyone_is_none(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        first, second = backed_up(store), backed_up(store)
    manifest = second.path / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"children":1', b'"children":9'))
    assert backup.all_in(backup.place_of(tmp_path), key()) == (first,)
    content = bytearray((first.path / "store.db").read_bytes())
    content[-1] ^= 1
    (first.path / "store.db").write_bytes(content)
    with pytest.raises(faults.DamagedStoreError):
        restoring.restore(tmp_path, first, key(), NOW)
    assert text_in(tmp_path) == "She likes hedgehogs."


def test_that_restoring_keeps_what_was_there(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review("as it was"))
        taken = backed_up(store)
        store.save(SaveBatch(sections=(part("as it became"),)))
    restoring.restore(tmp_path, taken, key(), NOW)
    assert text_in(tmp_path) == "as it was"
    (aside,) = backup.place_of(tmp_path).glob("replaced-*")
    assert text_in(aside) == "as it became"
    with opened(tmp_path) as store:
        assert not store.is_older_copy
        assert store.generation > taken.manifest.generation
    assert taken.path.exists()


def test_that_going_back_keeps_todays_store_as_a_backup_even_where_room_must_be_made(
    tmp_path: Path,
) -> None:
    place = backup.place_of(tmp_path)
    with made(tmp_path) as store:
        store.save(a_review("text 0"))
        for n in range(1, 11):
            backed_up(store)
            store.save(SaveBatch(sections=(part(f"text {n}"),)))
        last = backup.copy(store.connection, tmp_path, key(), NOW, place=place)
    oldest = backup.all_in(place, key())[-1]
    restoring.replace(tmp_path, oldest, last, key(), NOW)
    assert text_in(tmp_path) == "text 0"
    kept = backup.all_in(place, key())
    assert oldest.manifest.sequence not in [one.manifest.sequence for one in kept]
    restoring.restore_into(tmp_path / "copy", kept[0], key())
    assert text_in(tmp_path / "copy") == "text 10"
    with opened(tmp_path) as store:
        assert not store.is_older_copy


def test_that_going_back_from_a_damaged_last_copy_still_sets_the_store_aside(
    tmp_path: Path,
) -> None:
    place = backup.place_of(tmp_path)
    with made(tmp_path) as store:
        store.save(a_review("as it was"))
        taken = backed_up(store)
        store.save(SaveBatch(sections=(part("as it became"),)))
        last = backup.copy(store.connection, tmp_path, key(), NOW, place=place)
    copied = last.path / "store.db"
    copied.write_bytes(copied.read_bytes()[:-4096])
    restoring.replace(tmp_path, taken, last, key(), NOW)
    assert text_in(tmp_path) == "as it was"
    (aside,) = place.glob("replaced-*")
    assert text_in(aside) == "as it became"
    assert backup.all_in(place, key()) == (taken,)


@pytest.mark.parametrize("gone", [("store.db",), ("store.key",), ("store.db", "store.key")])
def test_that_restoring_mends_a_folder_with_files_missing(
    tmp_path: Path, gone: tuple[str, ...]
) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        taken = backed_up(store)
    for name in gone:
        (tmp_path / name).unlink()
    (tmp_path / "store.key.bak").unlink()
    unlocked = store_access.unlock(tmp_path, PASSPHRASE)
    restoring.restore(tmp_path, taken, unlocked.data_key, NOW)
    assert store_access.unlock(tmp_path, PASSPHRASE).data_key.is_same(key())
    assert text_in(tmp_path) == "She likes hedgehogs."


def test_that_a_backup_can_be_looked_at_in_a_folder_of_its_own(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        taken = backed_up(store)
    restoring.restore_into(tmp_path / "copy", taken, key())
    assert text_in(tmp_path / "copy") == "She likes hedgehogs."
    with pytest.raises(faults.StoreExistsError):
        restoring.restore_into(tmp_path, taken, key())


def test_that_an_older_copy_put_back_is_noticed(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
    older = (tmp_path / "store.db").read_bytes()
    with opened(tmp_path) as store:
        assert not store.is_older_copy
        for n in range(3):
            store.save(SaveBatch(sections=(part(f"later {n}"),)))
        backed_up(store)
    (tmp_path / "store.db").write_bytes(older)
    with opened(tmp_path) as store:
        assert store.is_older_copy


DAYS = st.integers(0, 800).map(lambda n: date(2025, 1, 1) + timedelta(days=n))


@given(st.lists(DAYS, max_size=120))
def test_that_thinning_keeps_recent_daily_weekly_and_monthly_ones(days: list[date]) -> None:
    taken = list(enumerate(days, 1))
    kept = backup.to_keep(taken)
    newest = [sequence for sequence, _ in reversed(taken)]
    assert set(newest[:10]) <= kept <= set(newest)
    assert len(kept) <= 10 + 7 + 4 + 3
    by_number = dict(taken)
    distinct_months = {f"{day:%Y-%m}" for day in days}
    kept_months = {f"{by_number[n]:%Y-%m}" for n in kept}
    assert len(kept_months) >= min(3, len(distinct_months))
    assert backup.to_keep([(n, d) for n, d in taken if n in kept]) == kept


def test_that_thinning_removes_from_the_disk(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        store.save(a_review())
        for _ in range(12):
            backed_up(store)
    sequences = [b.manifest.sequence for b in backup.all_in(backup.place_of(tmp_path), key())]
    assert sequences == list(range(12, 2, -1))


def everything_openable(folder: Path, passphrase: str) -> list[Path]:
    """Return every key file under the folder that the passphrase opens."""
    opens = []
    for path in sorted(folder.rglob("store.key*")):
        header = keyheader.decode(path.read_bytes())
        try:
            keyheader.unlocked(header, passphrase)
        except faults.WrongPassphraseError:
            continue
        opens.append(path)
    return opens


def test_that_a_changed_passphrase_leaves_the_old_one_no_file_in_reach(tmp_path: Path) -> None:
    home, stick, away = tmp_path / "home", tmp_path / "stick", tmp_path / "away"
    home.mkdir()
    with made(home) as store:
        store.save(a_review())
        backed_up(store)
        backup.take(store.connection, home, key(), NOW, place=stick)
    missed = store_access.change_passphrase(
        home, key(), NEW_PASSPHRASE, FLOOR_COST, places=[stick, away]
    )
    assert missed == [away]
    assert everything_openable(tmp_path, PASSPHRASE) == []
    assert len(everything_openable(tmp_path, NEW_PASSPHRASE)) == 4
    assert text_in(home) == "She likes hedgehogs."
    assert store_access.recover(home, keys_of_all()[2]).data_key.is_same(key())


def test_that_a_used_recovery_code_is_replaced(tmp_path: Path) -> None:
    made(tmp_path).close()
    code = recovery.new_code()
    assert store_access.change_recovery_code(tmp_path, key(), code) == []
    with pytest.raises(faults.WrongRecoveryCodeError):
        store_access.recover(tmp_path, keys_of_all()[2])
    assert store_access.recover(tmp_path, code).data_key.is_same(key())
    assert store_access.unlock(tmp_path, PASSPHRASE).data_key.is_same(key())


def test_that_a_change_cut_short_before_the_backups_is_completed_at_unlock(
    tmp_path: Path,
) -> None:
    with made(tmp_path) as store:
        backed_up(store)
    header = keyheader.with_passphrase(keys_of_all()[0], key(), NEW_PASSPHRASE, FLOOR_COST)
    (tmp_path / "store.key").write_bytes(keyheader.encode(header))
    assert everything_openable(tmp_path, PASSPHRASE)
    store_access.unlock(tmp_path, NEW_PASSPHRASE)
    assert everything_openable(tmp_path, PASSPHRASE) == []


def test_that_rotation_leaves_nothing_that_the_old_passphrase_or_key_opens(
    tmp_path: Path,
) -> None:
    home, stick = tmp_path / "home", tmp_path / "stick"
    home.mkdir()
    with made(home) as store:
        store.save(a_review("rotated"))
        backed_up(store)
        backup.take(store.connection, home, key(), NOW, place=stick)
        store_id = store.store_id
    restoring.set_aside(home)
    header, data_key = keyheader.new(NEW_PASSPHRASE, recovery.new_code(), FLOOR_COST, store_id)
    assert rotation.rotate(home, key(), header, data_key, [stick]) == []
    assert everything_openable(tmp_path, PASSPHRASE) == []
    for database in tmp_path.rglob("store.db"):
        assert store_connection.is_keyed_with(database, data_key)
        assert store_check.problems(database, data_key) == ()
    assert not list(home.glob("store.rotating*"))
    assert text_in(home, data_key) == "rotated"
    for place in (backup.place_of(home), stick):
        (kept,) = backup.all_in(place, data_key)
        assert text_in(kept.path, data_key) == "rotated"
        assert store_access.unlock(kept.path, NEW_PASSPHRASE).data_key.is_same(data_key)


def test_that_an_upgrade_is_preceded_by_a_backup_and_undone_when_it_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path) as store:
        store.save(a_review())

    def step(connection: object) -> None:
        assert hasattr(connection, "execute")
        connection.execute("CREATE TABLE second (id)")
        connection.execute("INSERT INTO child (id, body) VALUES ('child1', x'')")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "CURRENT", len(migrations.STEPS))
    with pytest.raises(Exception, match="UNIQUE"):
        opened(tmp_path)
    monkeypatch.undo()
    assert len(backup.all_in(backup.place_of(tmp_path), key())) == 1
    with opened(tmp_path) as store:
        assert kept_text(store) == "She likes hedgehogs."
        assert not store.connection.execute(
            "SELECT 1 FROM sqlite_schema WHERE name = 'second'"
        ).fetchall()


def test_that_an_upgrade_goes_through_every_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path) as store:
        store.save(a_review())

    def step(connection: object) -> None:
        assert hasattr(connection, "execute")
        connection.execute("CREATE TABLE second (id)")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, step))
    monkeypatch.setattr(migrations, "CURRENT", len(migrations.STEPS))
    with opened(tmp_path) as store:
        assert store.connection.execute("SELECT * FROM second").fetchall() == []
        assert kept_text(store) == "She likes hedgehogs."
    with opened(tmp_path):
        assert len(backup.all_in(backup.place_of(tmp_path), key())) == 1


def test_that_backups_of_another_store_are_left_alone(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        backed_up(store)
    stranger = DataKey.fresh()
    assert backup.all_in(backup.place_of(tmp_path), stranger) == ()
    shutil.rmtree(backup.place_of(tmp_path))
    assert backup.newest_generation(tmp_path, key()) == 0
