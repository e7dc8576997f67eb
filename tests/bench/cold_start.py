"""From the start of the process to a key press echoed in the passphrase field.

Beside it the same in a bare window with a line edit, by the same interpreter. Python's own files
are warm for both. Also the memory that is the process's alone at that moment, and what of the
program and of other people's packages was imported by then.
"""

import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.measure import Bench, Figure, medians, ratio
from tests.bench.processes import answer_of
from tests.support.stores import made

_OWN = ("desktop", "ui", "models", "export", "resources")
_QT = ("PySide6", "shiboken6", "shibokensupport")
_FAULTS = {"models", "models.errors"}
"""The class of what can go wrong, which a start must know to tell of it; it loads nothing else."""


@dataclass(frozen=True, kw_only=True)
class _Started:
    """One start: how long it took in ms, its own memory in MB, what it had imported."""

    ms: float
    memory_mb: float
    modules: tuple[str, ...]


def measure(bench: Bench) -> list[Figure]:
    """Return how Heard starts beside a bare window."""
    with bench.folder() as home:
        made(home).close()
        starts: dict[str, list[_Started]] = {"heard": [], "bare": []}

        def once(kind: str, *arguments: str) -> float:
            starts[kind].append(_start(bench.kept, kind, *arguments))
            return starts[kind][-1].ms

        bench.alternate(lambda: once("heard", "--home", str(home)), lambda: once("bare"))
    return _figures(starts["heard"][1:], starts["bare"][1:])


def _start(kept: Path, kind: str, *arguments: str) -> _Started:
    began = time.perf_counter()
    told = answer_of(kept, "launch", kind, *arguments)
    return _Started(
        ms=(told["at"] - began) * 1000,
        memory_mb=(told["memory"] or 0) / 1e6,
        modules=tuple(told["modules"]),
    )


def _figures(ours: list[_Started], plain: list[_Started]) -> list[Figure]:
    times = {"heard": [s.ms for s in ours], "bare": [s.ms for s in plain]}
    figures = [
        Figure(
            name="process start to a key press echoed / in a bare window",
            value=ratio(times["heard"], times["bare"]),
            unit="×",
            bar=1.3,
            detail=medians(**times),
            samples=times,
        )
    ]
    if statistics.median(s.memory_mb for s in plain) > 0:
        sizes = {"heard": [s.memory_mb for s in ours], "bare": [s.memory_mb for s in plain]}
        figures.append(
            Figure(
                name="memory then (USS) / in a bare window",
                value=ratio(sizes["heard"], sizes["bare"]),
                unit="×",
                bar=1.6,
                detail=medians("MB", **sizes),
                samples=sizes,
            )
        )
    return [*figures, _imported(ours[-1], plain[-1])]


def _imported(ours: _Started, plain: _Started) -> Figure:
    """Return what but Qt, resources and the faults was imported before the field answered."""
    more = set(ours.modules) - set(plain.modules)
    tops = {name.partition(".")[0] for name in more}
    others = sorted(
        top for top in tops - set(sys.stdlib_module_names) - set(_OWN) - set(_QT) if top[0] != "_"
    )
    deep = sorted(n for n in more - _FAULTS if n.partition(".")[0] in ("models", "export"))
    own = sorted(name for name in more if name.partition(".")[0] in ("desktop", "ui"))
    return Figure(
        name="modules of models, export and other packages imported by then",
        value=len(deep) + len(others),
        unit="",
        bar=0,
        detail=(
            f"{len(more)} modules more than the bare window; "
            f"other packages: {', '.join(others) or 'none'}; "
            f"models and export: {', '.join(deep) or 'none'}; "
            f"desktop and ui: {', '.join(own) or 'none'}"
        ),
    )
