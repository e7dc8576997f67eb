"""Opening the full review, which has three before it: from the asking to ready for typing."""

import shutil
import statistics

from tests.bench.measure import Bench, Figure, medians
from tests.bench.processes import answer_of
from tests.bench.room import store_in_room


def measure(bench: Bench) -> list[Figure]:
    """Return how long opening takes, by the meeting page and by the page for writing up."""
    kept = store_in_room(bench)
    with bench.folder() as folder:
        home = shutil.copytree(kept, folder / "home")
        told = answer_of(bench.kept, "open_often", "--home", str(home), "--times", str(bench.runs))
    return [
        Figure(
            name=f"open the full review with three before it: {page}",
            value=statistics.median(samples),
            unit="ms",
            bar=100.0,
            detail=f"{medians(median=samples)}, longest {max(samples):.0f} ms; {bench.yardstick}",
            samples={page: samples},
        )
        for page, samples in told["ms"].items()
    ]
