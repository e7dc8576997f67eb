"""A national return of a large council: dropped, looked over, all children taken, list repainted.

2,675 children with 5,050 episodes and 12,582 reviews, into an empty store on a real disk, each time
in a fresh Heard. What the user does between preview and taking is left out, and so is the start of
the helper process, which a drag over the window begins before it lets go.
"""

import shutil
import statistics
from pathlib import Path

from tests.bench.measure import Bench, Figure, medians
from tests.bench.processes import answer_of
from tests.support.ssda903 import made_return
from tests.support.stores import made

_CHILDREN, _EPISODES, _REVIEWS = 2_675, 5_050, 12_582
_RUNS = 5
_BAR_MS = 5_000.0


def measure(bench: Bench) -> list[Figure]:
    """Return how long the import takes, and the two parts of it."""
    children = _CHILDREN // 10 if bench.quick else _CHILDREN
    with bench.folder() as folder:
        return_ = made_return(
            1,
            children,
            children * _EPISODES // _CHILDREN,
            children * _REVIEWS // _CHILDREN,
        ).write(folder / "return")
        empty = folder / "empty"
        empty.mkdir()
        with made(empty):
            """A store without a child."""
        runs = [
            _imported(bench.kept, empty, folder / f"home-{run}", return_)
            for run in range(min(bench.runs, _RUNS))
        ]
    if any(run["children"] != children for run in runs):
        raise RuntimeError(f"Not all of {children} children were taken.")
    samples = {name: [run[f"{name}_ms"] for run in runs] for name in ("preview", "take")}
    whole = [run["ms"] for run in runs]
    return [
        Figure(
            name=f"import of {children:,} children, drop to caseload repainted",
            value=statistics.median(whole),
            unit="ms",
            bar=None if bench.quick else _BAR_MS,
            detail=f"{medians(**samples)}; {bench.yardstick}",
            samples={"whole": whole, **samples},
        ),
        Figure(
            name="longest that the window did not answer meanwhile",
            value=statistics.median(run["longest_gap_ms"] for run in runs),
            unit="ms",
        ),
    ]


def _imported(kept: Path, empty: Path, home: Path, return_: Path) -> dict[str, float]:
    shutil.copytree(empty, home, copy_function=shutil.copyfile)
    told = answer_of(kept, "import_once", "--home", str(home), "--return", str(return_))
    return {name: float(value) for name, value in told.items()}
