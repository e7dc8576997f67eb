"""``heard qa``: Word files are checked without a window, without a store, and never touched."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.commands import COULD_NOT, FINE, FOUND, main
from desktop.quality import Wanted, run
from export.reader.reading import read_file
from models.clock import FixedClock
from models.errors import UserFacingError
from tests.support.documents import exported

CLOCK = FixedClock(datetime(2026, 11, 27, 9, tzinfo=UTC))


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.docx"
    path.write_bytes(exported("minutes"))
    return path


def checked(paths: list[Path], wanted: Wanted = Wanted()) -> tuple[int, str]:  # noqa: B008 - frozen
    said: list[str] = []
    code = run([str(path) for path in paths], wanted, CLOCK, said.append)
    return code, "\n".join(said)


def test_that_what_is_wrong_is_said_with_its_place(minutes: Path) -> None:
    before = minutes.read_bytes()
    code, said = checked([minutes])
    assert code == FOUND
    assert "no: 6 Did the IRO see the care plan" in said
    assert "1. Who was there and how we did this: Missing" in said
    assert "as exported" in said
    assert minutes.read_bytes() == before


def test_that_a_document_with_nothing_wrong_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(exported("one_page"))
    assert checked([path])[0] == FINE


def test_that_results_are_written_as_json_with_their_evidence(
    minutes: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.json"
    checked([minutes], Wanted(json=str(out)))
    results = json.loads(out.read_text(encoding="utf-8"))
    row = results["rows"][0]["quality"]
    answers = {one["question"]: one for one in row["outcomes"]}
    assert results["version"] == 1
    assert answers["papers_seen"]["reply"] == "no"
    assert answers["papers_seen"]["evidence"][0]["text"] == "Missing"
    assert row["text_state"] == "as_exported"


def test_that_copies_with_comments_at_the_words_are_saved(minutes: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    checked([minutes], Wanted(comments=str(copies)))
    copy = read_file(copies / "minutes.docx")
    assert copy.blocks == read_file(minutes).blocks
    said = {c.passage: c for c in copy.comments}
    assert said["Missing"].author == "Heard"
    assert "health plan" in said["Missing"].text
    checked([minutes], Wanted(comments=str(copies)))
    assert [path.name for path in copies.iterdir()] == ["minutes.docx"]  # the same comments


def test_that_a_file_that_cannot_be_read_is_found_and_told(tmp_path: Path) -> None:
    path = tmp_path / "old.docx"
    path.write_bytes(b"%PDF-1.7")
    code, said = checked([path])
    assert code == FOUND
    assert "not read. This is not a Word document." in said


def test_that_nothing_to_look_at_is_an_error_of_its_own(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.docx"):
        with pytest.raises(UserFacingError):
            checked([path])
    assert main(["qa", str(tmp_path / "none.docx")]) == COULD_NOT


def test_that_the_command_says_what_it_found(
    minutes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["qa", str(minutes)]) == FOUND
    assert "1 document, 1 with something to look at." in capsys.readouterr().out
