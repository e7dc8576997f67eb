"""``heard qa``: Word files are checked without a window, without a store, and never touched."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from desktop.commands import COULD_NOT, FINE, FOUND, main
from desktop.quality import Wanted, comments_for, run, schema
from export.qa.outcome import Evidence, Found, Quality
from export.reader.reading import read_file
from models.clock import FixedClock
from models.errors import UserFacingError
from models.questions import load_questions
from tests.support import hostile
from tests.support.documents import exported, parts

CLOCK = FixedClock(datetime(2026, 11, 27, 9, tzinfo=UTC))
SHIPPED = {
    "Results": {"version", "questions_version", "rows"},
    "TellingRow": {"path", "quality", "same_as", "same_text", "newer"},
    "Quality": {
        *("name", "sha256", "verdict", "problem", "remedy", "kind", "is_ours", "reach"),
        *("reference", "version", "is_draft", "review_number", "review_date", "took_part"),
        *("text_state", "check", "traits", "outcomes", "found", "barriers", "comments"),
        "copied_from",
    },
    "Outcome": {"question", "reply", "because", "evidence"},
    "Evidence": {"at", "start", "length", "text", "where"},
    "Found": {"check", "problem", "remedy", "evidence"},
}
"""What is in the results, for ever: programs of councils read them."""


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
    assert "1. Who was there and how we did this · Health assessment: Missing" in said
    assert "as exported" in said
    assert minutes.read_bytes() == before


def test_that_a_document_with_nothing_wrong_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "page.docx"
    path.write_bytes(exported("one_page"))
    assert checked([path])[0] == FINE


def test_that_a_name_left_over_is_something_to_look_at(tmp_path: Path) -> None:
    for name, also in (("Ali Rook", "Omar is well."), ("Omar Bell", "")):
        document = Document()
        document.add_heading("Looked After Child Review", 0)
        document.add_paragraph(f"Name of child: {name}")
        document.add_heading("Health", 1)
        document.add_paragraph(also or "Nothing to tell.")
        document.save(str(tmp_path / f"{len(name)}.docx"))
    code, said = checked([tmp_path])
    assert code == FOUND
    assert "1 thing noticed" in said
    assert "2 documents, 1 with something to look at." in said


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


def test_that_a_councils_own_questions_are_asked_and_a_fault_in_them_is_told(
    minutes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hides = 'version = "ours"\n[[question]]\nid = "papers_seen"\nhidden = true\n'
    for home, content, code in (("one", hides, FOUND), ("two", "version =", COULD_NOT)):
        (tmp_path / home / "council").mkdir(parents=True)
        (tmp_path / home / "council" / "questions.toml").write_text(content, encoding="utf-8")
        assert main(["--home", str(tmp_path / home), "qa", str(minutes)]) == code
        said = capsys.readouterr()
        assert "Did the IRO see the care plan" not in said.out
        assert ("questions.toml" in said.err) is (code == COULD_NOT)


def test_that_results_that_cannot_be_saved_are_told_before_reading(
    minutes: Path, tmp_path: Path
) -> None:
    for wanted in (
        Wanted(json=str(tmp_path)),
        Wanted(json=str(minutes / "out.json")),
        Wanted(comments=str(minutes)),
    ):
        with pytest.raises(UserFacingError):
            run([str(minutes)], wanted, CLOCK, print, lambda *_: pytest.fail("it was read"))


def test_that_copies_in_the_folder_looked_at_are_no_documents(minutes: Path) -> None:
    wanted = Wanted(comments=str(minutes.parent / "x" / ".." / "copies"))
    for _ in range(2):
        code, said = checked([minutes.parent], wanted)
        assert code == FOUND
        assert "1 document, 1 with" in said


def test_that_a_document_that_takes_no_comments_ends_nothing(tmp_path: Path) -> None:
    usual, strict = (f"http://{s}/wordprocessingml/" for s in (
        "schemas.openxmlformats.org", "purl.oclc.org/ooxml"))  # fmt: skip
    good = exported("minutes")
    main = parts(good)[hostile.MAIN].replace(f"{usual}2006/main".encode(), f"{strict}main".encode())
    (tmp_path / "a.docx").write_bytes(hostile.with_parts({hostile.MAIN: main}, good))
    (tmp_path / "b.docx").write_bytes(exported("letter"))
    copies = tmp_path / "copies"
    code, said = checked([tmp_path], Wanted(comments=str(copies)))
    assert code == FOUND
    assert "a.docx: no copy with comments. This document was saved in Word's strict form" in said
    assert {path.name for path in copies.iterdir()} == {"b.docx"}


def test_that_results_are_known_by_the_fields_ever_shipped(tmp_path: Path, minutes: Path) -> None:
    assert main(["qa", str(minutes), "--json", str(tmp_path / "new" / "out.json")]) == FOUND
    results = json.loads((tmp_path / "new" / "out.json").read_text(encoding="utf-8"))
    known = {name: set(kind.get("properties", ())) for name, kind in schema()["$defs"].items()}
    for name, value in {
        "Results": results,
        "TellingRow": results["rows"][0],
        "Quality": results["rows"][0]["quality"],
        "Outcome": results["rows"][0]["quality"]["outcomes"][0],
        "Found": results["rows"][0]["quality"]["found"][0],
    }.items():
        assert set(value) == known[name]
        assert known[name] >= SHIPPED[name]
    assert known["Evidence"] >= SHIPPED["Evidence"]
    assert main(["schema", "--qa"]) == FINE


def test_that_a_name_cannot_write_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\u202ex\u0085.docx"
    path.write_bytes(b"")
    assert main(["qa", str(path)]) == FOUND
    assert "a\ufffdx\ufffd.docx: not read" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are not there")
def test_that_a_terminal_sees_how_far_it_is_and_may_stop_it(minutes: Path) -> None:
    import pty

    for number in range(200):
        (minutes.parent / f"{number}.docx").write_bytes(minutes.read_bytes())
    here, there = pty.openpty()
    command = [sys.executable, "-m", "desktop", "qa", str(minutes.parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=there) as running:
        said = b""
        while b"Reading:" not in said:
            said += os.read(here, 1000)
        running.send_signal(signal.SIGINT)
        assert running.wait() == COULD_NOT
        os.close(there)
        said += os.read(here, 1000)
        assert b"Stopped before the end." in said
        assert b"Traceback" not in said


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


def test_that_the_same_thing_in_several_places_is_one_comment_at_the_first() -> None:
    places = [Evidence(at=at, start=0, length=9, text="placement") for at in (3, 5, 8)]
    found = tuple(
        Found(check="language", problem=f"“{word}”: why", remedy="Perhaps: home.", evidence=place)
        for word, place in zip(("placement", "Placement", "placement"), places, strict=True)
    )
    made = list(comments_for(Quality(name="a.docx", found=found), load_questions(), CLOCK.now()))
    assert [(one.spot.at, one.text) for one in made] == [
        (3, "“placement”: why. Perhaps: home. The same stands in 2 more places.")
    ]
