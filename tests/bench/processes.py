"""Running a part of the bench in a process of its own, which answers with a line of JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.measure import ROOT

_LONGEST = 120  # seconds


def answer_of(
    kept: Path, module: str, *arguments: str, longest: float = _LONGEST
) -> dict[str, Any]:
    """Run ``tests.bench.<module>`` and return the last line of JSON that it prints.

    Its modules are compiled, as those of an installed Heard are. It is stopped after ``longest``
    seconds.
    """
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(kept / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=longest,
        cwd=ROOT,
        env=env,
    )
    lines = [line for line in ended.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{module} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(lines[-1])
    return told
