"""The bench itself works: what it prints and keeps, and that it says when it could not measure.

No time is asserted here; figures are for people, on a computer that does nothing else.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.measure import Figure, quantile, ratio

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.skipif(sys.platform == "win32", reason="figures are taken on Linux only")
@pytest.mark.parametrize(("measure", "bar"), [("autosave", 2.0), ("export", 1.5), ("start", 1.3)])
def test_that_the_bench_measures_and_keeps_its_samples(
    tmp_path: Path, measure: str, bar: float
) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "tests.bench", "--quick", "--only", measure]
    command += ["--folder", str(tmp_path / "bench"), "--json", str(report)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    figure = told["measures"][measure][0]
    assert figure["bar"] == bar
    assert all(sample > 0 for samples in figure["samples"].values() for sample in samples)
    assert told["machine"]["versions"]["sqlcipher3"]
    assert figure["name"] in done.stdout
    left = {path.name for path in (tmp_path / "bench").iterdir()}
    assert left <= {"compiled"}  # Python's own files, kept so that no later start has to make them


@pytest.mark.parametrize(("value", "met"), [(1.9, True), (2.0, True), (2.1, False)])
def test_that_a_bar_is_the_most_a_figure_may_be(value: float, *, met: bool) -> None:
    figure = Figure(name="a figure", value=value, unit="×", bar=2.0)
    assert figure.is_met is met
    assert ("NOT MET" in figure.line()) is not met


def test_that_p99_is_a_sample_that_one_in_a_hundred_exceeds() -> None:
    assert quantile(list(range(1, 1001)), 0.99) == 990
    assert ratio([4, 6, 5], [1, 2, 3]) == 2.5
