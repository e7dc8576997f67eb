"""The program can test itself where it was installed."""

import subprocess
import sys
from pathlib import Path


def test_that_the_program_finds_itself_working_with_its_helper_and_no_network() -> None:
    root = Path(__file__).resolve().parents[2]
    said = subprocess.run(
        [sys.executable, "-m", "desktop", "--self-test"],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = said.stdout.splitlines()
    assert lines[-1:] == ["Heard works here."], said.stdout + said.stderr
    assert [line.split()[0] for line in lines[:-1]] == ["ok"] * 6
    assert said.returncode == 0
