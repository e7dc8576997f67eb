"""Killed while typing: nothing that was reported saved is lost (fault row 1).

``HEARD_KILLS`` is how often; the full run uses 200.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from models import keyheader, store_check
from models.keys import DataKey
from models.store import create_store, open_store
from tests.support.stores import NOW, a_review, keys_of_all
from tests.support.writer import AUDIT

KILLS = int(os.environ.get("HEARD_KILLS", "20"))
ROOT = Path(__file__).parents[2]


def typed_until_killed(folder: Path, secret: bytes, chance: random.Random) -> dict[str, int]:
    """Return the newest edit of each section that the writer reported saved."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.support.writer"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(f"{folder}\n{secret.hex()}\n")
        writer.stdin.flush()
        reported = [writer.stdout.readline() for _ in range(chance.randint(1, 40))]
        moment = time.perf_counter() + chance.random() * 0.004
        while time.perf_counter() < moment:
            pass
        writer.kill()
        reported += writer.stdout.read().splitlines(keepends=True)
    saved: dict[str, int] = {}
    for entry in reported:
        if entry.endswith("\n"):
            number, section = entry.split()
            saved[section] = int(number)
    assert saved
    return saved


@pytest.mark.timeout(60 + 5 * KILLS)
def test_that_a_killed_writer_loses_nothing_reported_saved(tmp_path: Path) -> None:
    header, _, _ = keys_of_all()
    secret = random.Random(7).randbytes(32)
    data_key = DataKey(secret)
    store = create_store(tmp_path, keyheader.sealed(header, data_key), data_key, NOW)
    store.save(a_review())
    store.close()
    saved: dict[str, int] = {}
    chance = random.Random()
    for _ in range(KILLS):
        saved |= typed_until_killed(tmp_path, secret, chance)
        with open_store(tmp_path, data_key, NOW) as store:
            assert store.closed_unexpectedly
            review = store.load_review("review1")
            kept = store.audits.of("0" * 64)
            assert int(kept.thanks if kept is not None else "0") >= saved.get(AUDIT, 0)
            for section, number in saved.items():
                if section == AUDIT:
                    continue
                text = review.section(section).notes[0].text
                newest = text.split()[0]
                assert int(newest) >= number
                assert text in [hit.text for hit in store.search(f'"{newest}"')]
        assert store_check.problems(tmp_path / "store.db", data_key) == ()
