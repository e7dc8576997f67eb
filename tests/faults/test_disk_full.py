"""A disk that is really full, and too little memory (fault rows 8, 9 and 13), on Linux."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import atomicfile, backup, faults, store_access, store_check
from models.keys import FLOOR_COST
from models.store_rows import SaveBatch
from tests.support.small_disk import fill, small_disk_at
from tests.support.stores import a_review, backed_up, kept_text, key, made, opened, part

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a small Linux file system")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of one megabyte."""
    yield from small_disk_at(tmp_path, 1)


def test_that_a_full_disk_loses_nothing_saved_and_saving_goes_on_when_there_is_room(
    small_disk: Path,
) -> None:
    with made(small_disk) as store:
        store.save(a_review())
        ballast = fill(small_disk)
        for _ in range(3):
            with pytest.raises(faults.DiskFullError):
                store.save(SaveBatch(sections=(part("much " * 20_000),)))
        assert kept_text(store) == "She likes hedgehogs."
        ballast.unlink()
        store.save(SaveBatch(sections=(part("room again"),)))
    with opened(small_disk) as store:
        assert kept_text(store) == "room again"
    assert store_check.problems(small_disk / "store.db", key()) == ()


def test_that_a_backup_without_room_leaves_earlier_ones_and_the_store(small_disk: Path) -> None:
    with made(small_disk) as store:
        store.save(a_review())
        first = backed_up(store)
        ballast = fill(small_disk, leave=50_000)
        with pytest.raises(faults.DiskFullError):
            backed_up(store)
        assert [path.name for path in backup.place_of(small_disk).iterdir()] == [first.path.name]
        ballast.unlink()
        assert store.save(SaveBatch(sections=(part("goes on"),)))


def test_that_a_passphrase_change_without_room_leaves_the_old_one_working(
    small_disk: Path,
) -> None:
    made(small_disk).close()
    before = (small_disk / "store.key").read_bytes()
    ballast = fill(small_disk)
    with pytest.raises(faults.DiskFullError):
        store_access.change_passphrase(small_disk, key(), "four other plain words", FLOOR_COST)
    assert (small_disk / "store.key").read_bytes() == before
    assert not [path for path in small_disk.iterdir() if atomicfile.is_temporary(path)]
    ballast.unlink()


def test_that_too_little_memory_is_told_as_that_and_not_as_a_wrong_passphrase(
    tmp_path: Path,
) -> None:
    made(tmp_path).close()
    program = (
        "import resource, sys; from pathlib import Path; from models import store_access, faults\n"
        "used = int(Path('/proc/self/statm').read_text().split()[0]) * resource.getpagesize()\n"
        "resource.setrlimit(resource.RLIMIT_AS, (used + 30_000_000,) * 2)\n"
        "try: store_access.unlock(Path(sys.argv[1]), 'not the one')\n"
        "except faults.NotEnoughMemoryError: print('told')\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "told\n"
