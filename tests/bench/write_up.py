"""Writing up beside the preview, spelling and checks on: letters, and the page after a pause."""

import shutil
import statistics
from concurrent.futures import ThreadPoolExecutor

from tests.bench.measure import Bench, Figure, quantile
from tests.bench.processes import answer_of
from tests.bench.room import store_in_room

_LETTERS, _RATE = 1_500, 10
_QUICK_LETTERS, _QUICK_RATE = 210, 20
_MEANWHILE = 3  # times as long as typing alone, with the pauses in between


def measure(bench: Bench) -> list[Figure]:
    """Return the latency of letters, and how soon after a pause the preview is painted."""
    kept = store_in_room(bench)
    letters, rate = (_QUICK_LETTERS, _QUICK_RATE) if bench.quick else (_LETTERS, _RATE)
    with bench.folder() as folder, ThreadPoolExecutor() as pool:
        home = str(shutil.copytree(kept, folder / "home"))
        asked = ["--home", home, "--letters", str(letters), "--rate", str(rate)]
        longest = letters / rate * _MEANWHILE + 180
        run = pool.submit(answer_of, bench.kept, "write_up_run", *asked, longest=longest)
        beside = answer_of(bench.kept, "meeting_run", "bare", *asked, longest=longest)
        told = run.result()
    latency, updates, gaps = told["ms"], told["updates"], told["gaps"]
    return [
        Figure(
            name=f"{len(latency):,} letters written up beside the preview, posted to painted: p99",
            value=quantile(latency, 0.99),
            unit="ms",
            bar=16.0,
            detail=(
                f"median {statistics.median(latency):.2g} ms, longest {max(latency):.0f} ms; "
                f"longest gap of the heartbeat {max(gaps, default=0):.0f} ms; a bare text box "
                f"beside it: p99 {quantile(beside['ms'], 0.99):.2g} ms, longest gap "
                f"{max(beside['gaps'], default=0):.0f} ms; {bench.yardstick}"
            ),
            samples={"letters": latency, "bare": beside["ms"], "gaps": gaps},
        ),
        Figure(
            name=f"the preview painted after {len(updates)} pauses were noticed",
            value=statistics.median(updates),
            unit="ms",
            bar=100.0,
            detail=f"p90 {quantile(updates, 0.9):.0f} ms, longest {max(updates):.0f} ms",
            samples={"updates": updates},
        ),
    ]
