"""Every document and paper of very different children: for everybody, and the same each time."""

from functools import cache
from pathlib import Path

import pytest

import resources
from export.accessibility import check, check_file
from export.context import Context
from export.documents import PAPERS, recipient_of
from export.going_out import GoingOut, going_out
from export.job import document_bytes, properties
from export.reader.verdicts import UnreadableError, Verdict
from models.case_file import CaseFile, read_case_file
from models.disclosure import Disclosed, view
from models.people import is_the_child
from models.review import Review
from tests.support.documents import context_of, exported, part

CASES = sorted(
    [
        *(Path(__file__).parents[1] / "cases").rglob("*.json"),
        resources.path("practice/practice_case.json"),
    ]
)
TITLE = "{http://purl.org/dc/elements/1.1/}title"
LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


@cache
def case(path: Path) -> CaseFile:
    return read_case_file(path)


def newest(path: Path) -> Review:
    return max(case(path).reviews, key=lambda review: review.head.number)


def everything(path: Path) -> list[GoingOut]:
    child = case(path).child
    papers = (GoingOut(kind.id, recipient_of(kind, child)) for kind in PAPERS)
    return [*going_out(child, newest(path)), *papers]


@cache
def context(path: Path, run: int) -> Context:
    """Return the context of a case; each run makes its own."""
    del run
    return context_of(case(path).child, newest(path))


def values(path: Path, item: GoingOut, run: int = 1) -> tuple[Disclosed, Context]:
    return view(case(path).child, newest(path), item.recipient), context(path, run)


def test_that_a_child_whose_copy_is_the_full_record_is_offered_it_beside_their_own() -> None:
    path = next(path for path in CASES if path.stem == "seventeen")
    child = case(path).child
    me = next(person.id for person in child.people if is_the_child(person, child))
    mine = [item for item in going_out(child, newest(path)) if item.recipient.person_id == me]
    assert {item.document_id for item in mine} == {"letter", "one_page", "minutes"}
    assert [item.document_id for item in mine if item.copy] == ["minutes"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_that_every_document_can_be_read_by_everybody_and_is_the_same_each_time(
    path: Path,
) -> None:
    items = everything(path)
    assert {item.document_id for item in items} >= {"recommendations", "minutes", "letter"}
    for item in items:
        content = document_bytes(item.document_id, *values(path, item))
        assert check(content) == (), item.key
        again = document_bytes(item.document_id, *values(path, item, run=2))
        assert again == content, item.key


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_that_no_document_names_the_child_in_what_it_says_about_itself(path: Path) -> None:
    child = case(path).child
    names = {name for name in (child.preferred_name, *child.legal_name.split()) if len(name) > 2}
    for item in everything(path):
        said = properties(item.kind, *values(path, item))
        assert not any(name in f"{said.title} {said.subject}" for name in names), item.key


@pytest.mark.parametrize("document", ["recommendations", "minutes", "letter", "one_page"])
def test_that_a_document_says_its_title_and_that_it_is_in_british_english(document: str) -> None:
    core = part(exported(document), "docProps/core.xml")
    assert core.findtext(TITLE)
    assert core.findtext(LANGUAGE) == "en-GB"


def test_that_any_word_file_can_be_checked_and_a_hostile_one_is_refused(tmp_path: Path) -> None:
    good = tmp_path / "good.docx"
    good.write_bytes(exported("minutes"))
    assert check_file(good) == ()
    for name, content, verdict in (
        ("text.docx", b"only text", Verdict.NOT_WORD),
        ("half.docx", exported("minutes")[:4000], Verdict.DAMAGED),
        ("none.docx", b"", Verdict.EMPTY),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableError) as told:
            check_file(tmp_path / name)
        assert told.value.verdict is verdict
    with pytest.raises(UnreadableError):
        check_file(tmp_path / "missing.docx")
