"""A folder of documents: duplicates and versions are known, bad files have their reason."""

import csv
import io
import os
import shutil
import sys
from datetime import date
from pathlib import Path

import msgspec
import pytest

from export.context import Issue
from export.qa.cards import glance
from export.qa.folder import MOST_FILES, files_in, look_through, rows_csv
from export.qa.outcome import Row
from export.reader.headings import shipped_headings
from export.reader.verdicts import Verdict
from models.child import Child
from models.errors import UserFacingError
from models.questions import load_questions
from models.review import Review, with_section
from models.text import Line
from tests.support import hostile
from tests.support.documents import exported
from tests.support.sample import TODAY, sample_child, sample_review

COPIED = (
    "Nothing of what was promised in the spring has been done yet, and the letter about the pond "
    "still lies on a desk in the council offices, where nobody has opened it since the day that it "
    "came, although three people have asked for an answer more than once this year."
)


def child_named(name: str, number: str) -> Child:
    child = sample_child()
    ids = msgspec.structs.replace(child.ids, la_id=number)
    return msgspec.structs.replace(
        child, preferred_name=name, legal_name=f"{name} Rook", ids=ids, id=name.lower(), people=()
    )


def review_of(number: int, on: date, *texts: str) -> Review:
    review = sample_review(completed_on=on)
    head = msgspec.structs.replace(review.head, number=number, review_date=on, attendance=())
    review = msgspec.structs.replace(review, head=head)
    lines = tuple(Line(id=f"l{n}", text=text) for n, text in enumerate(texts))
    record = msgspec.structs.replace(review.section("home"), minutes=lines)
    return with_section(review, record)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("folder")
    mari, ali = child_named("Marigold", "BR-1"), child_named("Tamsin", "BR-2")
    spring, autumn = date(2026, 5, 5), date(2026, 11, 3)
    first = exported("minutes", mari, review_of(4, spring, COPIED))
    second = review_of(5, autumn, COPIED, "Tamsin came to play by the pond.")
    v2 = Issue(version=2, signed=True, on=TODAY)
    (made / "later").mkdir()
    for name, content in {
        "a-spring.docx": first,
        "later/b-autumn.docx": exported("minutes", mari, second),
        "later/c-autumn-2.docx": exported("minutes", mari, second, issue=v2),
        "d-copy.docx": first,
        "e-tamsin.docx": exported("minutes", ali, review_of(2, autumn, "Swims every day.")),
        "Marigold Rook.docx": exported("recommendations", mari, second),
        "f-old.doc": hostile.compound("WordDocument"),
        "g-broken.docx": first[:500],
        "~$spring.docx": b"owner",
        "notes.txt": b"notes",
    }.items():
        (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def rows(folder: Path) -> dict[str, Row]:
    return {Path(row.path).name: row for row in look_through([str(folder)], TODAY)}


def test_that_word_files_are_found_in_order_and_nothing_else(folder: Path) -> None:
    assert [path.name for path in files_in([folder])] == [
        "Marigold Rook.docx",
        "a-spring.docx",
        "d-copy.docx",
        "e-tamsin.docx",
        "f-old.doc",
        "g-broken.docx",
        "b-autumn.docx",
        "c-autumn-2.docx",
    ]


def test_that_files_that_cannot_be_read_are_listed_with_their_reason(
    rows: dict[str, Row],
) -> None:
    assert rows["f-old.doc"].quality.verdict is Verdict.OLD_WORD
    assert rows["g-broken.docx"].quality.verdict is Verdict.DAMAGED
    assert rows["g-broken.docx"].quality.remedy
    assert sum(row.quality.verdict is not None for row in rows.values()) == 2


def test_that_duplicates_and_newer_versions_are_known(rows: dict[str, Row], folder: Path) -> None:
    assert rows["d-copy.docx"].same_as == str(folder / "a-spring.docx")
    assert rows["b-autumn.docx"].newer == str(folder / "later" / "c-autumn-2.docx")
    assert not rows["c-autumn-2.docx"].newer
    assert not rows["a-spring.docx"].newer


def test_that_copied_text_is_found_against_the_review_before(rows: dict[str, Row]) -> None:
    found = [f for f in rows["b-autumn.docx"].quality.found if f.check == "copied"]
    shown = [f.evidence for f in found if f.evidence]
    assert [one.length for one in shown] == [len(COPIED.rstrip("."))]
    assert [COPIED.startswith(one.text) for one in shown] == [True]
    assert rows["b-autumn.docx"].quality.copied_from in {"a-spring.docx", "d-copy.docx"}
    assert not [f for f in rows["a-spring.docx"].quality.found if f.check == "copied"]


def test_that_the_name_of_another_child_of_the_folder_is_found(rows: dict[str, Row]) -> None:
    found = [f for f in rows["b-autumn.docx"].quality.found if f.check == "names"]
    assert [f.evidence.text for f in found if f.evidence] == ["Tamsin"]
    assert not [f for f in rows["e-tamsin.docx"].quality.found if f.check == "names"]


def test_that_the_table_names_no_child_and_holds_no_formula(rows: dict[str, Row]) -> None:
    questions = load_questions()
    content = rows_csv(rows.values(), questions).decode("utf-8-sig")
    read = list(csv.DictReader(io.StringIO(content)))
    assert "Marigold" not in content
    assert "Tamsin" not in content.replace("e-tamsin", "")
    assert len(read) == len(rows)
    assert {row["Reference"] for row in read} >= {"BR-1 · review 4", "BR-2 · review 2"}
    assert [row for row in read if row["File"].startswith("document ")]
    answers = [row[f"{q.number} {q.id}"] for q in questions.questions for row in read]
    assert {"yes", "no", "cannot tell", "for you to judge"} <= set(answers)


def test_that_progress_is_told_and_a_cancelled_job_ends(folder: Path) -> None:
    told: list[tuple[int, int]] = []

    class CancelledError(Exception):
        pass

    def stop(part: int, whole: int) -> None:
        told.append((part, whole))
        if part == 10:
            raise CancelledError

    with pytest.raises(CancelledError):
        look_through([str(folder)], TODAY, told=stop)
    assert told == [(part, 16) for part in range(11)]


def test_that_a_glance_knows_whose_a_document_is(folder: Path) -> None:
    card = glance(folder / "a-spring.docx", shipped_headings())
    assert (card.reference, card.number, card.version) == ("BR-1 · review 4", 4, "1")
    assert card.names == ("Marigold", "Marigold Rook")
    assert glance(folder / "f-old.doc", shipped_headings()).unread is not None


def test_that_a_folder_that_goes_away_is_listed_and_ends_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.docx").write_bytes(b"x")
    files = files_in([tmp_path])
    assert next(files).name == "a.docx"
    shutil.rmtree(tmp_path / "b")
    assert [path.name for path in files] == ["b"]
    gone = look_through([str(tmp_path / "b"), "n" * 300], TODAY)
    assert [row.quality.verdict for row in gone] == [Verdict.GONE, Verdict.GONE]


def test_that_a_file_is_looked_at_once_however_often_it_is_named(folder: Path) -> None:
    again = [folder / "a-spring.docx", folder, folder]
    assert len(list(files_in(again))) == 8
    assert [path.name for path in files_in([folder / "later"], but=folder)] == [
        "b-autumn.docx",
        "c-autumn-2.docx",
    ]
    assert len(list(files_in([folder], but=folder / "later"))) == 6


def test_that_more_files_than_can_be_looked_through_are_never_left_out_silently(
    tmp_path: Path,
) -> None:
    for number in range(MOST_FILES + 1):
        (tmp_path / f"{number}.docx").touch()
    with pytest.raises(UserFacingError) as told:
        list(files_in([tmp_path]))
    assert "more than 5,000 Word files" in told.value.problem


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_that_a_name_that_is_no_text_is_told_and_ends_nothing(tmp_path: Path) -> None:
    for ending in (b"\xfe", b"\xff"):
        Path(os.fsdecode(bytes(tmp_path) + b"/bad" + ending + b".docx")).write_bytes(b"x")
    rows = look_through([str(tmp_path)], TODAY)
    assert [Path(row.path).name for row in rows] == ["bad\\udcfe.docx", "bad\\udcff.docx"]
    assert {row.quality.verdict for row in rows} == {Verdict.NAME}
