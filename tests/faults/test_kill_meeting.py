"""The whole program killed in a running meeting: what it said was saved is there (fault row 1).

``HEARD_KILLS`` is how often; the full run uses 200. Starting the program is most of what a kill
costs (about two seconds of one processor), and typing is mostly waiting, so several are under way
at once. What is at risk between two saves is measured in tests/ui/test_session.py.

Under Wine, where a start takes twenty seconds, it is a fifth of the 20 that are asked for there:
twenty would take a third of the time that the whole suite has. How Windows treats a file whose
writer is killed is shown by these few, and by the kills of tests/faults/test_kill_writer.py.
"""

import json
import os
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from models import store_check
from models.edits import Opened
from tests.support.chairing import written
from tests.support.homes import copied, made_home
from tests.support.sample import CHILD_ID, REVIEW_ID, sample_case
from tests.support.stores import key, opened

UNDER_WINE = "HEARD_WINE" in os.environ  # it takes ten times as long to start a program
KILLS = int(os.environ.get("HEARD_KILLS", "6")) // (5 if UNDER_WINE else 1)
AT_ONCE = 4
PROGRAM = (sys.executable, "-X", "faulthandler", "-m", "tests.support.chairing")
ROOT = Path(__file__).parents[2]


def chaired_until_killed(home: Path, seed: int) -> list[dict[str, list[str]]]:
    """Return what the program said was saved until it was killed, at a random moment.

    Every other one is killed after something was saved for the first time.
    """
    record, said = home.with_suffix(".record"), home.with_suffix(".said")
    moment = random.Random(seed).uniform(0.2, 1.4)
    with (
        said.open("wb") as errors,
        subprocess.Popen(
            [*PROGRAM, home, record, str(seed)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as program,
    ):
        assert program.stdout is not None
        said_first = [program.stdout.readline() for _ in range(1 + seed % 2)]
        try:
            program.wait(moment)
        except subprocess.TimeoutExpired:
            program.kill()
        else:
            pytest.fail(f"the program ended by itself: {said.read_text(errors='replace')}")
    assert said_first == ["ready\n", "saved\n"][: len(said_first)]
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def one_kill(made: Path, folder: Path, seed: int) -> tuple[int, str]:
    """Kill once; return how many times something was said to be saved, and what is wrong."""
    home = copied(made, folder / f"home-{seed}")
    record = chaired_until_killed(home, seed)
    with opened(home) as store:
        review, child = store.load_review(REVIEW_ID), store.load_child(CHILD_ID)
        is_told = store.closed_unexpectedly
    kept = written(Opened(child=child, review=review))
    wrong = [*store_check.problems(home / "store.db", key())]
    wrong += [] if is_told else ["the store does not know that it was killed"]
    for saved in record:
        wrong += lost(saved, kept)
    return len(record), f"seed {seed}: {wrong}" if wrong else ""


def lost(saved: dict[str, list[str]], kept: dict[str, list[str]]) -> list[str]:
    """Return the lines that were said to be saved and are not as they were, or longer."""
    wrong = []
    for line, (section, mark, letters) in saved.items():
        now_section, now_mark, now_letters = kept.get(line, ["", "", ""])
        if (now_section, now_letters[: len(letters)]) != (section, letters):
            wrong.append(f"line {line} of {section} lost letters")
        if mark not in ("note", now_mark):
            wrong.append(f"line {line} of {section} lost its mark")
    return wrong


@pytest.mark.timeout(60 + (60 if UNDER_WINE else 6) * KILLS)
def test_that_a_meeting_that_is_killed_loses_nothing_the_save_light_said_was_saved(
    tmp_path: Path,
) -> None:
    made = made_home(tmp_path / "made", sample_case())
    first = random.randrange(1_000_000)
    with ThreadPoolExecutor(AT_ONCE) as several:
        kill = partial(one_kill, made, tmp_path)
        done = list(several.map(kill, range(first, first + KILLS)))
    assert [words for _, words in done if words] == []
    assert any(saves for saves, _ in done)
