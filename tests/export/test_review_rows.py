"""The review rows of the return: what the council's system takes in, and why one is left out."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.files import ExportError
from export.review_rows import csv_bytes, file_name, rows_out, save_rows
from models.child import Child, Identifiers, PastReview
from models.reported_reviews import ReportedReview, reported_reviews
from models.review import Participation, ReviewHead
from models.ssda903 import read_return
from models.terms import ReviewType
from tests.support.sample import sample_child

BORN = date(2012, 3, 9)
FIRST, LAST = date(2025, 4, 1), date(2026, 3, 31)


def reported(on: date = date(2025, 6, 2), code: str = "PN1", **more: object) -> ReportedReview:
    one = ReportedReview(la_id="55012", name="Bo", born=BORN, on=on, code=code)
    return msgspec.structs.replace(one, **more)


def head(on: date | None, completed: date | None = None, code: str = "PN1") -> ReviewHead:
    return ReviewHead(
        number=2,
        type=ReviewType.SUBSEQUENT,
        review_date=on,
        completed_on=completed,
        participation=Participation(code=code),
    )


def past(on: date, code: str = "PN6") -> PastReview:
    return PastReview(id=f"past{on}", number=1, on=on, participation=code)


def child(*reviews: PastReview) -> Child:
    return Child(
        id="child1",
        preferred_name="Bo",
        born=BORN,
        ids=Identifiers(la_id=" 55012 "),
        past_reviews=reviews,
    )


def test_that_the_file_is_what_the_return_expects_to_the_last_byte() -> None:
    rows = rows_out([reported(), reported(date(2025, 11, 30), "PN6")])
    assert csv_bytes(rows) == (
        b"CHILD,DOB,REVIEW,REVIEW_CODE\r\n"
        b"55012,09/03/2012,02/06/2025,PN1\r\n"
        b"55012,09/03/2012,30/11/2025,PN6\r\n"
    )


def test_that_no_name_is_in_the_file_or_its_name() -> None:
    rows = rows_out([reported(name="Kez Marlowe")])
    assert b"Kez" not in csv_bytes(rows)
    assert file_name(FIRST, LAST) == "review-rows-2025-04-01-to-2026-03-31.csv"


@pytest.mark.parametrize(
    ("review", "why"),
    [
        (reported(completed=False), "not completed"),
        (reported(la_id=""), "no council number"),
        (reported(code=""), "no participation code"),
        (reported(code="PN9"), "not one of the return's"),
        (reported(on=date(2012, 3, 8)), "before the child was born"),
    ],
)
def test_that_what_stops_a_row_is_said_and_the_row_is_left_out(
    review: ReportedReview, why: str
) -> None:
    (row,) = rows_out([review])
    assert why in row.stop
    assert csv_bytes([row]) == b"CHILD,DOB,REVIEW,REVIEW_CODE\r\n"


def test_that_one_day_of_one_child_gives_one_row() -> None:
    rows = rows_out([reported(), reported(), reported(code="PN6")])
    assert [row.stop for row in rows] == [
        "",
        "a review of this child on this day is in the file already",
        "a review of this child on this day is in the file with code PN1",
    ]


@pytest.mark.parametrize(
    ("on", "code", "note"),
    [
        (date(2016, 3, 8), "PN1", "under four"),  # domain.md §3.1: the day before the birthday
        (date(2016, 3, 9), "PN1", ""),
        (date(2016, 3, 8), "PN0", ""),
        (date(2016, 3, 9), "PN0", "four or older"),
    ],
)
def test_that_a_code_that_does_not_go_with_the_age_is_noted_and_goes_out(
    on: date, code: str, note: str
) -> None:
    (row,) = rows_out([reported(on, code)])
    assert row.note.startswith(note)
    assert bool(row.note) is bool(note)
    assert row.stop == ""


def test_that_reviews_count_by_the_reported_date_and_both_ends_are_included() -> None:
    heads = [
        head(FIRST, FIRST),
        head(date(2025, 3, 31), FIRST),
        head(LAST, date(2026, 4, 20)),
        head(None, date(2025, 8, 1)),
        head(date(2025, 9, 1)),
    ]
    found = reported_reviews(child(), heads, FIRST, LAST)
    assert [(one.on, one.completed) for one in found] == [
        (FIRST, True),
        (date(2025, 8, 1), True),
        (date(2025, 9, 1), False),
        (LAST, True),
    ]
    assert {one.la_id for one in found} == {"55012"}


def test_that_a_review_from_before_heard_that_stands_here_too_is_counted_once() -> None:
    there = date(2025, 5, 5)
    found = reported_reviews(child(past(there), past(LAST)), [head(there, there)], FIRST, LAST)
    assert [(one.on, one.code) for one in found] == [(there, "PN1"), (LAST, "PN6")]


def test_that_a_practice_child_is_in_no_return() -> None:
    practice = sample_child(practice=True, past_reviews=(past(LAST),))
    assert reported_reviews(practice, [], FIRST, LAST) == ()


def test_that_rows_are_saved_beside_an_older_file_and_a_fault_is_told(tmp_path: Path) -> None:
    rows = rows_out([reported()])
    name = file_name(FIRST, LAST)
    (tmp_path / name).write_text("older", encoding="utf-8")
    result = save_rows(rows, str(tmp_path), name, str(tmp_path / ".heard-x.tmp"))
    assert Path(result.path).read_bytes() == csv_bytes(rows)
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{name[:-4]} (2).csv", name]
    with pytest.raises(ExportError):
        save_rows(rows, str(tmp_path / "gone"), name, str(tmp_path / "gone" / ".heard-x.tmp"))


def test_that_no_past_date_is_written_in_another_way() -> None:
    rows = rows_out([reported(date(2025, 1, 2), born=date(999, 1, 2))])
    assert b"02/01/0999,02/01/2025" in csv_bytes(rows)


numbers = st.from_regex(r"[0-9]{1,8}|[A-Z]{2},? ?\"?[0-9]{2}", fullmatch=True)
reviews = st.lists(
    st.builds(
        ReportedReview,
        la_id=numbers,
        name=st.just("Bo"),
        born=st.just(BORN),
        on=st.dates(date(2013, 1, 1), date(2026, 10, 1)),
        code=st.sampled_from(["PN1", "PN2", "PN6", "PN7"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda one: (one.la_id.strip(), one.on),
)


@given(reviews)
def test_that_the_rows_read_back_are_the_same_reviews(
    tmp_path_factory: pytest.TempPathFactory, held: list[ReportedReview]
) -> None:
    folder = tmp_path_factory.mktemp("return")
    (folder / "reviews.csv").write_bytes(csv_bytes(rows_out(held)))
    header = "".join(
        f'"{la_id.replace(chr(34), chr(34) * 2)}",1,{BORN:%d/%m/%Y},WBRI,,,\r\n'
        for la_id in sorted({one.la_id for one in held})
    )
    (folder / "header.csv").write_text(
        f"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n{header}", encoding="utf-8", newline=""
    )
    read = read_return(sorted(folder.iterdir()), date(2026, 11, 1), lambda *_: None)
    found = {
        (one.la_id, past.on, past.participation)
        for one in read.children
        for past in one.facts.past_reviews
    }
    assert found == {(one.la_id, one.on, one.code) for one in held}
