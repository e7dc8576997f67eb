"""Measure and print: ``python -m tests.bench [--only NAME] [--json FILE] [--quick]``.

Without a screen of its own: ``QT_QPA_PLATFORM=xcb`` before it, under Xvfb, uses that one. Ends with
0 whether or not a bar is met, and with 1 when something could not be measured.
"""

import argparse
import importlib
import json
import os
import sys
import traceback
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.measure import ROOT, Bench, Figure, machine

MEASURES = {
    "start": "cold_start",
    "autosave": "autosave",
    "export": "export_words",
    "unlock": "unlock",
    "open": "open_review",
    "meeting": "meeting",
    "write_up": "write_up",
    "search": "search",
    "words": "words",
    "import": "import_return",
    "quality": "quality",
}
"""What can be measured, and the module that does it."""


def main() -> int:
    """Measure what was asked for."""
    asked = _arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bench = Bench(asked.folder, quick=asked.quick)
    bench.kept.mkdir(parents=True, exist_ok=True)
    about = machine(bench.kept)
    print(_heading(about, bench))
    measured: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name in asked.only or MEASURES:
        print(f"\n{name}", flush=True)
        try:
            figures = _measure(name, bench)
        except Exception:
            faults[name] = traceback.format_exc()
            print(f"  not measured:\n{faults[name]}", flush=True)
            continue
        measured[name] = [figure.plain() for figure in figures]
        for figure in figures:
            print(figure.line(), flush=True)
    if asked.json is not None:
        report = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": about,
            "quick": bench.quick,
            "runs": bench.runs,
            "yardstick": asdict(bench.yardstick),
            "measures": measured,
            "faults": faults,
        }
        asked.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if faults else 0


def _measure(name: str, bench: Bench) -> list[Figure]:
    bench.begin()
    return importlib.import_module(f"tests.bench.{MEASURES[name]}").measure(bench)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", action="append", choices=sorted(MEASURES), metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write JSON, with samples")
    parser.add_argument("--quick", action="store_true", help="few runs and small data")
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / "build" / "bench",
        help="where stores are made; must be on a real disk (default: build/bench)",
    )
    return parser.parse_args()


def _heading(about: dict[str, Any], bench: Bench) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    return (
        f"{about['system']}, {about['processor']}, {about['cores']} cores, "
        f"{about['memory_mb']} MB, disk {about['disk']}\n"
        f"Python {about['python']}, SQLite {about['sqlite']}, {versions}\n"
        f"{bench.yardstick}; medians of {bench.runs} alternating runs"
        f"{', quick' if bench.quick else ''}"
    )


if __name__ == "__main__":
    sys.exit(main())
