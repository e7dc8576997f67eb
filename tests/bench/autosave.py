"""One edit of 60 characters in the full review, from ``apply`` to the commit.

Beside it plain SQLite with the same journal settings, which updates one row of 2 KB. What search
needs is saved with the edit; bringing the index itself up to date, which is left to a quiet moment
or the next search, is measured too. Also how the bytes written grow with the size of the review.
"""

import math
import sqlite3
import statistics
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import msgspec

from models.apply import apply
from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Field, Opened, SpliceText
from models.law import load_law
from models.parts import Author, changed, whole
from models.store import Store
from tests.bench.measure import JOURNAL, Bench, Figure, bytes_written, medians, ratio, timed
from tests.support.generate import full_review
from tests.support.stores import NOW, made

_EDITS = 10  # in a run
_SEED = 1
_LARGER = 4
_TYPED = 60  # characters
_ROWS, _ROW_BYTES = 60, 2_000
_AUTHOR = Author(who="Morag Bell", at=NOW)


class Editor:
    """Edits one line after another of a review and saves each edit into its store."""

    def __init__(self, store: Store, opened: Opened) -> None:
        self._store = store
        self._columns = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
        self._opened = opened
        self._edits = self._endless_edits(opened)
        store.save(whole(opened, self._columns, _AUTHOR, "review started"))
        store.settle()

    def save_next(self) -> None:
        """Make one edit and commit it."""
        before = self._opened
        self._opened = apply(before, next(self._edits))
        self._store.save(changed(before, self._opened, self._columns, _AUTHOR))

    def save_next_and_settle(self) -> None:
        """Make one edit, commit it, and bring the index up to date."""
        self.save_next()
        self._store.settle()

    @staticmethod
    def _endless_edits(opened: Opened) -> Iterator[SpliceText]:
        """Yield edits that type 60 characters over a line's last, each in another line."""
        places = [
            (record.id, at, line)
            for record in opened.the_review.sections
            for at, line in enumerate(record.notes)
            if line.quote is None
        ]
        for turn in count():
            section, at, line = places[turn % len(places)]
            text = line.text[:-_TYPED] + f"{turn:06d}".ljust(_TYPED, "x")
            typed = (msgspec.structs.replace(line, text=text),)
            yield SpliceText(section=section, field=Field.NOTES, at=at, removed=1, lines=typed)


def measure(bench: Bench) -> list[Figure]:
    """Return what saving an edit takes beside plain SQLite, and what it writes."""
    with bench.folder() as folder, made(folder) as store:
        ours = Editor(store, _sized(1))
        plain = _plain_update(folder / "plain.db")
        edit, whole_edit, update = bench.alternate(
            lambda: timed(ours.save_next),
            lambda: timed(ours.save_next_and_settle),
            lambda: timed(plain),
            each=_EDITS,
        )
    samples = {"edit": edit, "plain_SQLite": update}
    indexed = {"edit_and_index": whole_edit, "plain_SQLite": update}
    return [
        Figure(
            name="one edit, apply to commit / plain SQLite updating 2 KB",
            value=ratio(edit, update),
            unit="×",
            bar=2.0,
            detail=medians(**samples),
            samples=samples,
        ),
        Figure(
            name="the same with the search index brought up to date at once",
            value=ratio(whole_edit, update),
            unit="×",
            detail=medians(**indexed),
            samples={"edit_and_index": whole_edit},
        ),
        *_growth(bench),
    ]


def _plain_update(path: Path) -> Callable[[], None]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(JOURNAL)
    connection.execute("CREATE TABLE part (id INTEGER PRIMARY KEY, body TEXT)")
    rows = ((number, "x" * _ROW_BYTES) for number in range(_ROWS))
    connection.executemany("INSERT INTO part VALUES (?, ?)", rows)
    turns = count()

    def update() -> None:
        turn = next(turns)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE part SET body = ? WHERE id = ?",
            (f"{turn:06d}".ljust(_ROW_BYTES, "y"), turn % _ROWS),
        )
        connection.execute("COMMIT")

    return update


def _growth(bench: Bench) -> list[Figure]:
    """Return how what one edit writes grows with the review; nothing where that cannot be told."""
    if bytes_written() is None:
        return []
    written = {scale: _written(bench, scale) for scale in (1, _LARGER)}
    small, large = (statistics.median(one) for one in written.values())
    samples = {f"full review x{scale}": one for scale, one in written.items()}
    return [
        Figure(
            name=f"bytes written by an edit at 1× and {_LARGER}× review size: slope (log / log)",
            value=math.log(large / small) / math.log(_LARGER),
            unit="",
            bar=1.2,
            detail=f"{small / 1024:.0f} KB and {large / 1024:.0f} KB, {large / small:.2f}×",
            samples=samples,
        )
    ]


def _written(bench: Bench, scale: int) -> list[float]:
    with bench.folder() as folder, made(folder) as store:
        editor = Editor(store, _sized(scale))
        samples = []
        for _ in range(bench.runs):
            before = bytes_written() or 0
            for _ in range(_EDITS):
                editor.save_next()
            samples.append(((bytes_written() or 0) - before) / _EDITS)
        return samples


def _sized(scale: int) -> Opened:
    """Return the full review, or one ``scale`` times its size."""
    words, people, recommendations = (scale * one for one in (6_000, 12, 15))
    return full_review(_SEED, words=words, people=people, recommendations=recommendations)
