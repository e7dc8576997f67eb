"""From the key to the last paint of a caseload of 2,675 children, and of one of 60.

Each in a process of its own, so that what is imported after the first unlock counts. The slow
derivation of the key is left out.
"""

import shutil
import statistics
from functools import partial
from pathlib import Path

from models.edits import Opened
from models.store import Store, open_store
from models.store_access import unlock
from tests.bench.kept import kept_store, save_all
from tests.bench.measure import Bench, Figure, medians, ratio, timed
from tests.bench.processes import answer_of
from tests.support.generate import caseload
from tests.support.stores import NOW, PASSPHRASE

MANY, FEW = 2_675, 60


def measure(bench: Bench) -> list[Figure]:
    """Return how long each takes, and the part of it that is the store's."""
    with bench.folder() as folder:  # copies, since every unlocking adds a backup
        many, few = (
            shutil.copytree(caseload_store(bench, count), folder / str(count))
            for count in (MANY, FEW)
        )
        large, small = bench.alternate(
            lambda: _unlocked(bench.kept, many, MANY), lambda: _unlocked(bench.kept, few, FEW)
        )
        with open_store(many, unlock(many, PASSPHRASE).data_key, NOW) as store:
            (read,) = bench.alternate(lambda: timed(lambda: (store.children(), store.reviews())))
    samples = {"many": large, "few": small, "reading_rows": read}
    return [
        Figure(
            name=f"unlock to the last paint of {MANY:,} children",
            value=statistics.median(large),
            unit="ms",
            bar=300.0,
            detail=f"{medians(**samples)}; {bench.yardstick}",
            samples=samples,
        ),
        Figure(
            name=f"the same / with {FEW} children",
            value=ratio(large, small),
            unit="×",
            bar=1.5,
        ),
    ]


def caseload_store(bench: Bench, count: int) -> Path:
    """Return the folder of a store of so many children, each with one review."""
    return kept_store(bench, f"caseload-{count}", partial(_fill, count))


def _fill(count: int, store: Store) -> None:
    made = caseload(1, children=count)
    save_all(store, (Opened(child=one.child, review=one.review) for one in made))


def _unlocked(kept: Path, home: Path, rows: int) -> float:
    told = answer_of(kept, "unlock_once", "--home", str(home))
    if told["rows"] != rows:
        raise RuntimeError(f"{told['rows']} rows were shown and not {rows}")
    return float(told["ms"])
