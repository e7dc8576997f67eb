"""Stores that take long to make, made once and kept for the next run."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

import msgspec

from models import migrations
from models.calendar import WorkingCalendar
from models.case_file import CaseFile
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.parts import Author, whole
from models.store import Store
from models.store_rows import SaveBatch
from tests.bench.measure import Bench
from tests.support.generate import fingerprint
from tests.support.stores import NOW, made

AUTHOR = Author(who="Morag Bell", at=NOW)
_DONE = "complete"
_IN_A_BATCH = 100


def kept_store(bench: Bench, name: str, fill: Callable[[Store], None]) -> Path:
    """Return the folder of a closed store that ``fill`` filled, now or in an earlier run.

    Its passphrase is ``tests.support.stores.PASSPHRASE``. One of other types is made anew.
    """
    kind = fingerprint([msgspec.json.schema(CaseFile), migrations.CURRENT])[:8]
    folder = bench.kept / f"{name}-{kind}"
    if not (folder / _DONE).exists():
        print(f"  making {name}, once …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with made(folder) as store:
            fill(store)
        (folder / _DONE).touch()
    return folder


def save_all(store: Store, everything: Iterable[Opened]) -> None:
    """Save many children, each with a review, and index them."""
    columns = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
    for some in _batches(iter(everything)):
        store.save(joined([whole(one, columns, AUTHOR, "made") for one in some]))
        store.settle()


def joined(batches: list[SaveBatch]) -> SaveBatch:
    """Return one batch that writes all of ``batches``."""
    parts = {name: [getattr(b, name) for b in batches] for name in SaveBatch.__struct_fields__}
    return SaveBatch(**{name: tuple(chain.from_iterable(all_)) for name, all_ in parts.items()})


def _batches(everything: Iterator[Opened]) -> Iterator[list[Opened]]:
    while some := list(islice(everything, _IN_A_BATCH)):
        yield some
