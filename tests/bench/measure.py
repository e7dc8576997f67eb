"""The harness: alternating runs, figures with their bars, and what the computer is."""

import gc
import importlib.metadata
import math
import os
import platform
import re
import sqlite3
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RUNS, QUICK_RUNS = 15, 2
JOURNAL = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA"

_LOOP = 1_000_000
_COMMITS = 200

Timed = Callable[[], float]
"""Does the work once and returns what it took; leaves out what should not count."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value with its unit and, where there is one, the most it may be."""

    name: str
    value: float
    unit: str
    bar: float | None = None
    detail: str = ""
    samples: dict[str, list[float]] = field(default_factory=dict)

    @property
    def is_met(self) -> bool | None:
        """Whether the value is within its bar; None when there is no bar."""
        return None if self.bar is None else self.value <= self.bar

    def line(self) -> str:
        """Return the figure as a line of text."""
        said = {None: "", True: "met", False: "NOT MET"}[self.is_met]
        bar = "" if self.bar is None else f"≤ {_number(self.bar)}{_unit(self.unit)}"
        shown = f"{_number(self.value)}{_unit(self.unit)}"
        head = f"  {self.name:<64} {shown:>12}  {bar:<12} {said:<8}".rstrip()
        return f"{head}\n      {self.detail}" if self.detail else head

    def plain(self) -> dict[str, Any]:
        """Return the figure as JSON has it."""
        return {**asdict(self), "met": self.is_met}


@dataclass(frozen=True, kw_only=True)
class Yardstick:
    """What this computer takes for something fixed, in milliseconds (medians)."""

    loop_ms: float
    commits_ms: float

    def __str__(self) -> str:
        return f"yardstick: loop {self.loop_ms:.0f} ms, {_COMMITS} commits {self.commits_ms:.0f} ms"


class Bench:
    """What a measure is handed: where to write, how often to run, and what data there is."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.kept = folder
        """A folder whose content stays from run to run."""
        self.quick = quick
        self.runs = QUICK_RUNS if quick else RUNS
        self._yardstick: Yardstick | None = None

    @property
    def yardstick(self) -> Yardstick:
        """The yardstick of this computer, measured once for each measure: others may be at work."""
        if self._yardstick is None:
            self._yardstick = self._measured()
        return self._yardstick

    def begin(self) -> None:
        """Begin another measure, with a yardstick of its own."""
        self._yardstick = None

    def _measured(self) -> Yardstick:
        times = range(1 if self.quick else 5)
        with self.folder() as folder:
            loops = [timed(_loop) for _ in times]
            commits = [timed(lambda n=n: _commit(folder / f"{n}.db")) for n in times]
        return Yardstick(loop_ms=statistics.median(loops), commits_ms=statistics.median(commits))

    @contextmanager
    def folder(self) -> Iterator[Path]:
        """Make a fresh folder on the real disk, and remove it again."""
        self.kept.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.kept, ignore_cleanup_errors=True) as name:
            yield Path(name)

    def alternate(self, *runs: Timed, each: int = 1) -> list[list[float]]:
        """Run each in turn, back and forth, after one run of each that does not count.

        ``each`` is how often a quick thing is done in each run; every time is a sample.
        """
        samples: list[list[float]] = [[] for _ in runs]
        for run in runs:
            run()
        order = list(range(len(runs)))
        for _ in range(self.runs):
            gc.collect()
            for _ in range(each):
                for at in order:
                    samples[at].append(runs[at]())
                order.reverse()
        return samples


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds ``work`` took."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def ratio(ours: Sequence[float], plain: Sequence[float]) -> float:
    """Return the ratio of the two medians."""
    return statistics.median(ours) / statistics.median(plain)


def quantile(samples: Sequence[float], part: float) -> float:
    """Return the sample that ``part`` of all samples do not exceed."""
    return sorted(samples)[max(0, math.ceil(part * len(samples)) - 1)]


def medians(unit: str = "ms", **samples: Sequence[float]) -> str:
    """Return the median of each as text, with the least, which a busy computer spoils less."""
    parts = (
        f"{name.replace('_', ' ')} {_number(statistics.median(one))}{_unit(unit)}"
        f" (least {_number(min(one))})"
        for name, one in samples.items()
    )
    return ", ".join(parts)


def machine(folder: Path) -> dict[str, Any]:
    """Return what the computer is, without its name, and the versions that run on it."""
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": _memory(),
        "disk": _disk(folder),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "qt_platform": os.environ.get("QT_QPA_PLATFORM", ""),
        "versions": _versions(),
    }


def own_memory() -> int | None:
    """Return the memory that is this process's alone (USS) in bytes; None where none can say."""
    try:
        text = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return None
    return sum(int(size) for size in re.findall(r"Private_\w+:\s+(\d+) kB", text)) * 1024


def bytes_written() -> int | None:
    """Return how many bytes this process handed to the disk so far; None where none can say."""
    try:
        text = Path("/proc/self/io").read_text(encoding="ascii")
    except OSError:
        return None
    found = re.search(r"wchar: (\d+)", text)
    return int(found[1]) if found else None


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _unit(unit: str) -> str:
    return unit if unit in {"×", ""} else f" {unit}"


def _loop() -> int:
    total = 0
    for number in range(_LOOP):
        total += number & 7
    return total


def _commit(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(JOURNAL)
    connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("INSERT INTO one VALUES (1, '')")
    for number in range(_COMMITS):
        connection.execute("UPDATE one SET body = ?", (str(number) * 100,))
    connection.close()


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    found = re.search(r"model name\s*: (.+)", text)
    return found[1] if found else platform.processor()


def _memory() -> int | None:
    if sys.platform == "win32":
        return None
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**2


def _disk(folder: Path) -> str:
    """Return the kind of file system under the folder."""
    try:
        mounts = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    rows = [line.split() for line in mounts]
    over = [r for r in rows if folder.resolve().is_relative_to(r[1])]
    return max(over, key=lambda row: len(row[1]))[2] if over else "unknown"


def _versions() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[^\w.-]", entry)[0] for entry in project["dependencies"]]
    return {name: importlib.metadata.version(name) for name in names}
