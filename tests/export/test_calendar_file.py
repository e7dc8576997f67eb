"""A calendar file is well formed by RFC 5545, stays the same, and never says whose it is."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.calendar_file import (
    CalendarEntry,
    CalendarJob,
    calendar_file,
    checked_mark,
    write_calendar,
)
from export.files import ExportError
from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.errors import UserFacingError
from models.law import load_law
from models.planned import PlanKind, Span, planned
from models.recount import caseload_row
from models.review import Adjournment, Meeting, NextReview
from models.store_rows import CaseloadRow
from models.terms import MeetingMode
from tests.support.generate import TODAY, caseload
from tests.support.sample import sample_child, sample_review

COLUMNS = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
MADE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
YEAR = Span(first=TODAY, last=TODAY + timedelta(days=365))


def job(*entries: CalendarEntry, mark: str = "", key: str = "k") -> CalendarJob:
    return CalendarJob(entries=entries, made_at=MADE, mark=mark, key=key)


def entry(**fields: object) -> CalendarEntry:
    whole = {"seed": "s", "what": "Review (Heard)", "on": TODAY, **fields}
    return msgspec.convert(whole, CalendarEntry, strict=False)


def unfolded(content: bytes) -> list[str]:
    """Return the content lines as a reader of RFC 5545 puts them together again (3.1)."""
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_that_a_review_in_summer_and_one_in_winter_are_stamped_in_utc() -> None:
    summer = entry(on=date(2026, 7, 9), at=time(16))
    winter = entry(on=date(2026, 12, 9), at=time(16), seed="t")
    lines = unfolded(calendar_file(job(summer, winter)))
    starts = [line for line in lines if line.startswith("DTSTART")]
    assert starts == ["DTSTART:20260709T150000Z", "DTSTART:20261209T160000Z"]
    assert "DTEND:20260709T160000Z" in lines
    assert "DTSTAMP:20261124T093000Z" in lines


def test_that_a_limit_takes_the_whole_day_and_keeps_nobody_from_being_free() -> None:
    lines = unfolded(calendar_file(job(entry(on=date(2026, 12, 31)))))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "TRANSP:TRANSPARENT" in lines


def test_that_ids_stay_and_mean_nothing_without_the_key() -> None:
    def uid(*entries: CalendarEntry, key: str = "k") -> list[str]:
        lines = unfolded(calendar_file(job(*entries, key=key)))
        return [line for line in lines if line.startswith("UID:")]

    moved = entry(on=TODAY + timedelta(days=7))
    assert uid(entry()) == uid(moved)
    assert uid(entry()) != uid(entry(seed="other"))
    assert uid(entry()) != uid(entry(), key="another")


def test_that_the_file_has_the_frame_that_calendars_ask_for() -> None:
    lines = unfolded(calendar_file(job()))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:")
    assert lines[-1] == "END:VCALENDAR"


@given(
    st.lists(
        st.builds(
            CalendarEntry,
            seed=st.text(max_size=20),
            what=st.text(
                st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=120
            ),
            on=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
            at=st.none() | st.times(),
        ),
        max_size=4,
    )
)
def test_that_every_line_is_short_enough_and_reads_as_it_was(
    entries: list[CalendarEntry],
) -> None:
    content = calendar_file(job(*entries))
    assert content.endswith(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        line.decode()  # no letter was cut in two
    said = [line for line in unfolded(content) if line.startswith("SUMMARY:")]
    escaped = {
        e.what.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for e in entries
    }
    assert {line.removeprefix("SUMMARY:") for line in said} == escaped


def test_that_nothing_of_a_child_is_in_the_file() -> None:
    made = list(caseload(5, children=12, words=20))
    rows = [CaseloadRow(child=one.child_row, latest=one.review_row) for one in made]
    found = planned(rows, TODAY, YEAR)
    assert len(found) > 12
    entries = [CalendarEntry(seed=p.seed, what=p.what, on=p.on, at=p.at) for p in found]
    text = calendar_file(job(*entries, mark="MB")).decode()
    for row in rows:
        child = row.child
        assert row.latest is not None
        for secret in (child.id, child.la_id, child.home, row.latest.id, *child.legal_name.split()):
            assert secret not in text
    assert "SUMMARY:MB: Review (Heard)" in text


def test_that_planned_reviews_limits_and_midway_checks_are_told_apart() -> None:
    head = sample_review(
        meetings=(),
        completed_on=TODAY,
        next_review=NextReview(
            planned=date(2027, 5, 18), at=time(15, 30), midway=date(2027, 2, 23)
        ),
    )
    child = sample_child()
    row = CaseloadRow(child=COLUMNS.child_row(child), latest=COLUMNS.review_row(head, child))
    found = planned([row], TODAY, YEAR)
    kinds = {(one.kind, one.on) for one in found}
    assert (PlanKind.REVIEW, date(2027, 5, 18)) in kinds
    assert (PlanKind.MIDWAY, date(2027, 2, 23)) in kinds
    assert (PlanKind.LIMIT, date(2026, 12, 1)) in kinds  # T12
    assert (PlanKind.LIMIT, date(2027, 5, 24)) in kinds  # T10
    assert next(one.at for one in found if one.kind is PlanKind.REVIEW) == time(15, 30)
    assert planned([row], TODAY, Span(first=date(2027, 2, 1), last=date(2027, 2, 28))) == tuple(
        one for one in found if one.on == date(2027, 2, 23)
    )


def test_that_what_is_done_leaves_the_calendar_and_what_is_owed_stays_in_it() -> None:
    """Also once the next review was started: its date hides nothing of the one before."""
    child, next_one = sample_child(), NextReview(midway=date(2027, 2, 23))
    head = sample_review(meetings=(), completed_on=TODAY, next_review=next_one)
    done = COLUMNS.review_row(head, child)
    started = msgspec.structs.replace(done, id="next", number=6, completed_on=None)
    row = caseload_row(COLUMNS.child_row(child), (done, started))
    found = {(one.kind, one.on) for one in planned([row], TODAY, YEAR)}
    assert {(PlanKind.LIMIT, date(2026, 12, 1)), (PlanKind.MIDWAY, date(2027, 2, 23))} <= found
    checked = msgspec.structs.replace(row.child, checked_on=date(2027, 2, 20))
    row = msgspec.structs.replace(row, child=checked)
    assert PlanKind.MIDWAY not in {one.kind for one in planned([row], TODAY, YEAR)}


def test_that_an_open_review_is_planned_at_its_time() -> None:
    meeting = Meeting(id="m", on=TODAY, start=time(16), mode=MeetingMode.IN_ROOM)
    review = sample_review(meetings=(meeting,))
    child = sample_child()
    row = CaseloadRow(child=COLUMNS.child_row(child), latest=COLUMNS.review_row(review, child))
    found = {one.kind: one for one in planned([row], TODAY, YEAR)}
    assert (found[PlanKind.REVIEW].on, found[PlanKind.REVIEW].at) == (TODAY, time(16))
    assert found[PlanKind.LIMIT].on == date(2026, 12, 2)


def test_that_an_adjourned_review_goes_on_one_day_and_ends_by_another() -> None:
    until = date(2026, 12, 10)
    terms = Adjournment(until=until, decided_on=TODAY)
    review, child = sample_review(meetings=(), review_date=None, adjournment=terms), sample_child()
    row = CaseloadRow(child=COLUMNS.child_row(child), latest=COLUMNS.review_row(review, child))
    found = {(one.kind, one.on) for one in planned([row], TODAY, YEAR)}
    assert found == {(PlanKind.REVIEW, until), (PlanKind.LIMIT, date(2026, 12, 22))}


def test_that_a_child_no_longer_in_care_has_no_review_in_the_calendar() -> None:
    child = COLUMNS.child_row(sample_child())
    left = msgspec.structs.replace(child, care_ended=TODAY)
    row = CaseloadRow(child=left, latest=COLUMNS.review_row(sample_review(), sample_child()))
    assert planned([row], TODAY, YEAR) == ()


@pytest.mark.parametrize("typed", ["MBELL", "M1", "M B", "a,b"])
def test_that_a_mark_is_initials_and_nothing_more(typed: str) -> None:
    with pytest.raises(UserFacingError):
        checked_mark(typed)
    assert checked_mark(" MB ") == "MB"
    assert checked_mark("") == ""


def test_that_an_older_file_is_replaced_whole_and_a_missing_folder_is_told(
    tmp_path: Path,
) -> None:
    target = tmp_path / "heard-calendar.ics"
    target.write_bytes(b"old")
    result = write_calendar(job(entry()), target)
    assert Path(result.path) == target
    assert target.read_bytes() == calendar_file(job(entry()))
    assert [path.name for path in tmp_path.iterdir()] == ["heard-calendar.ics"]
    with pytest.raises(ExportError):
        write_calendar(job(), tmp_path / "gone" / "heard-calendar.ics")
