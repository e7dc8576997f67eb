"""Typing through a whole meeting at ten letters a second: each letter's way to the screen.

A heartbeat of 5 ms says whether the window ever stood still, and a bare text box beside it, in a
process of its own at the same time, says whether the computer did.
"""

import shutil
import statistics
from concurrent.futures import ThreadPoolExecutor

from tests.bench.measure import Bench, Figure, quantile
from tests.bench.processes import answer_of
from tests.bench.room import store_in_room

_LETTERS, _RATE = 3_000, 10
_QUICK_LETTERS, _QUICK_RATE = 300, 20
_STILL = 50.0  # ms


def measure(bench: Bench) -> list[Figure]:
    """Return the latency of letters and the gaps of the heartbeat."""
    kept = store_in_room(bench)
    letters, rate = (_QUICK_LETTERS, _QUICK_RATE) if bench.quick else (_LETTERS, _RATE)
    asked = ["--letters", str(letters), "--rate", str(rate)]
    with bench.folder() as folder, ThreadPoolExecutor() as pool:
        home = str(shutil.copytree(kept, folder / "home"))
        runs = {
            name: pool.submit(
                answer_of, bench.kept, "meeting_run", name, "--home", home, *asked,
                longest=letters / rate * 2 + 120,
            )
            for name in ("heard", "bare")
        }  # fmt: skip
        told = {name: run.result() for name, run in runs.items()}
    latency = {name: one["ms"] for name, one in told.items()}
    gaps = {name: [gap for gap in one["gaps"] if gap > _STILL] for name, one in told.items()}
    longest = {name: max(one["gaps"]) for name, one in told.items()}
    said = "; ".join(
        f"{name}: median {statistics.median(one):.2g} ms, longest {max(one):.0f} ms"
        for name, one in latency.items()
    )
    return [
        Figure(
            name=f"{len(latency['heard']):,} letters at {rate} a second, posted to painted: p99",
            value=quantile(latency["heard"], 0.99),
            unit="ms",
            bar=16.0,
            detail=f"{said}; bare p99 {quantile(latency['bare'], 0.99):.2g} ms; {bench.yardstick}",
            samples=latency,
        ),
        Figure(
            name="gaps over 50 ms in the meeting beyond those of a bare text box",
            value=max(0, len(gaps["heard"]) - len(gaps["bare"])),
            unit="",
            bar=0,
            detail=(
                f"heard {len(gaps['heard'])}, longest {longest['heard']:.0f} ms; "
                f"bare {len(gaps['bare'])}, longest {longest['bare']:.0f} ms"
            ),
            samples={name: one["gaps"] for name, one in told.items()},
        ),
    ]
