"""``heard demo`` as somebody types it: every step played, every document and picture there.

The small case is played here; ``.ci/run`` plays the practice case and those of tests/cases (a long
name of a home, Arabic and Polish, a baby, a 17-year-old) and validates what they leave.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from export.documents import DOCUMENTS
from tests.support.small_case import ARABIC, SECRET, WHAT, WORDS, write_case

ROOT = Path(__file__).parents[2]


def played(case: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Play a case file in a program of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", "demo", "--case", case, "--out", out],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def is_picture(path: Path) -> bool:
    """Whether a file is a PNG of some size."""
    return path.read_bytes().startswith(b"\x89PNG") and path.stat().st_size > 5_000


@pytest.mark.timeout(480)
def test_that_the_demo_plays_a_case_file_and_leaves_documents_and_a_picture_of_every_page(
    tmp_path: Path,
) -> None:
    out = tmp_path / "a new folder"
    done = played(write_case(tmp_path / "case.json"), out)
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name for path in out.glob("*.docx")}
    given_back = {name for name in made if name.endswith((" feedback.docx", " comments.docx"))}
    assert len(given_back) == len(("the copy with comments", "the feedback sheet"))
    of_record = [kind for kind in DOCUMENTS if not kind.tells_later]
    assert len(made - given_back) == len(of_record)
    pictures = sorted(out.glob("*.png"))
    assert all(is_picture(path) for path in pictures)
    numbers = {path.name[:2] for path in pictures}
    assert {f"{number:02}" for number in (*range(1, 16), *range(17, 25), *range(27, 33))} <= numbers
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    for path in (one for one in out.iterdir() if one.is_file() and one.name not in given_back):
        assert f"made {path.name}" in done.stdout
    assert len(list((out / "papers").glob("*.docx"))) > 1
    for words in (WORDS, ARABIC, SECRET, WHAT, "Safiya"):
        assert words not in said
        assert not [path.name for path in out.iterdir() if words in path.name]


@pytest.mark.timeout(120)
def test_that_the_demo_ends_with_a_sentence_when_it_cannot_begin(tmp_path: Path) -> None:
    broken = tmp_path / "case.json"
    broken.write_text('{"format": "heard-case"', encoding="utf-8")
    done = played(broken, tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
