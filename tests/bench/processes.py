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
    (told,) = answers_of(kept, module, arguments, longest=longest)
    return told


def answers_of(
    kept: Path, module: str, *each: tuple[str, ...], longest: float = _LONGEST
) -> list[dict[str, Any]]:
    """Run ``tests.bench.<module>`` at the same time once with each arguments."""
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(kept / "compiled")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"tests.bench.{module}", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=env,
        )
        for arguments in each
    ]
    try:
        return [_answer(one, module, longest) for one in started]
    finally:
        for one in started:
            one.kill()


def _answer(started: "subprocess.Popen[str]", module: str, longest: float) -> dict[str, Any]:
    out, err = started.communicate(timeout=longest)
    lines = [line for line in out.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{module} ended with {started.returncode}: {err[-2000:]}")
    told: dict[str, Any] = json.loads(lines[-1])
    return told
