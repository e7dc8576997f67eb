"""Starting a review puts in what is known: number, type, limit, people, papers, duties, order."""

from datetime import date, time, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.agenda import load_agenda
from models.calendar import WorkingCalendar
from models.child import Child, Home, LegalStatus, PastReview
from models.deadlines import DateEngine
from models.law import load_law
from models.people import is_the_child
from models.review import Attendance, Review
from models.starting import (
    History,
    NewReview,
    limit_of,
    next_number,
    proposed,
    start_review,
)
from models.store_rows import ReviewRow
from models.terms import CopyKind, MeetingMode, PaperStatus, ReviewType
from tests.support.sample import DAD, MUM, TODAY, sample_child, sample_previous_review

AGENDA = load_agenda()
ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())


def row(number: int, on: date, type_: ReviewType = ReviewType.SUBSEQUENT) -> ReviewRow:
    return ReviewRow(
        id=f"r{number}", child_id="c", number=number, type=type_, review_date=on, completed_on=on
    )


def young(months: int, on: date = TODAY, **facts: object) -> Child:
    born = on - timedelta(days=round(months * 30.4375) + 1)
    child = Child(id="c", preferred_name="Ash", born=born, became_looked_after=born)
    return msgspec.structs.replace(child, **facts)


def started(child: Child, wanted: NewReview, history: History | None = None) -> Review:
    return start_review(child, history or History(), wanted, ENGINE, AGENDA).the_review


def test_that_number_and_type_follow_the_reviews_so_far() -> None:
    child = young(24, past_reviews=())
    assert (next_number(child, []), proposed(child, [], child.born, ENGINE).type) == (
        1,
        ReviewType.FIRST,
    )
    rows = [row(1, date(2026, 1, 20), ReviewType.FIRST)]
    assert next_number(child, rows) == 2
    assert proposed(child, rows, TODAY, ENGINE).type is ReviewType.SECOND
    rows.append(row(2, date(2026, 4, 20), ReviewType.SECOND))
    assert proposed(child, rows, TODAY, ENGINE).type is ReviewType.SUBSEQUENT


def test_that_reviews_held_before_heard_are_counted() -> None:
    child = young(90, past_reviews=(PastReview(id="p", number=11, on=date(2026, 6, 11)),))
    assert next_number(child, []) == 12
    assert proposed(child, [], TODAY, ENGINE).type is ReviewType.SUBSEQUENT


@pytest.mark.parametrize(
    ("in_care", "type_"),
    [(10, ReviewType.FIRST), (90, ReviewType.SECOND), (400, ReviewType.SUBSEQUENT)],
)
def test_that_without_any_review_the_time_in_care_tells_the_type(
    in_care: int, type_: ReviewType
) -> None:
    child = young(100, became_looked_after=TODAY - timedelta(days=in_care))
    assert proposed(child, [], TODAY, ENGINE).type is type_


def test_that_the_first_review_is_due_20_working_days_after_coming_into_care() -> None:
    child = young(100, became_looked_after=date(2026, 11, 2))
    wanted = NewReview(type=ReviewType.FIRST, on=date(2026, 11, 25))
    assert limit_of(child, [], wanted, ENGINE) == date(2026, 11, 30)


def test_that_a_later_review_is_due_six_months_after_the_last_one() -> None:
    wanted = NewReview(type=ReviewType.SUBSEQUENT, on=date(2026, 12, 10))
    rows = [row(12, date(2026, 6, 11)), row(11, date(2025, 12, 12))]
    assert limit_of(young(115), rows, wanted, ENGINE) == date(2026, 12, 11)


def test_that_the_second_review_is_due_three_months_after_the_first() -> None:
    wanted = NewReview(type=ReviewType.SECOND, on=date(2026, 4, 1))
    rows = [row(1, date(2026, 1, 31), ReviewType.FIRST)]
    assert limit_of(young(115), rows, wanted, ENGINE) == date(2026, 4, 30)


def test_that_moving_in_with_adopters_starts_a_timetable_of_its_own() -> None:
    home = Home(id="h", who="the Nguyens", place_code="A5", start=date(2026, 11, 2))
    child = young(14, homes=(home,))
    type_ = proposed(child, [row(3, date(2026, 9, 1))], TODAY, ENGINE).type
    assert type_ is ReviewType.ADOPTION_PLACED
    wanted = NewReview(type=type_, on=TODAY)
    assert limit_of(child, [row(3, date(2026, 9, 1))], wanted, ENGINE) == date(2026, 11, 30)


def test_that_short_breaks_are_noticed_from_the_legal_status() -> None:
    status = LegalStatus(id="l", code="V4", start=date(2026, 10, 1))
    child = young(100, legal_statuses=(status,))
    assert proposed(child, [], TODAY, ENGINE).type is ReviewType.SHORT_BREAKS


def test_that_no_limit_is_made_up_where_the_facts_do_not_tell() -> None:
    child = young(100, became_looked_after=None)
    for type_ in ReviewType:
        assert limit_of(child, [], NewReview(type=type_, on=TODAY), ENGINE) is None


def test_that_people_keep_their_invitation_and_copy_from_last_time() -> None:
    last = sample_previous_review(
        attendance=(
            Attendance(person_id=MUM, invited=True, copy=CopyKind.PART, copy_reason="plan B"),
            Attendance(person_id=DAD, invited=False, views="last time's views"),
        )
    )
    review = started(
        sample_child(), NewReview(type=ReviewType.SUBSEQUENT, on=TODAY), History(last=last)
    )
    by_id = {a.person_id: a for a in review.head.attendance}
    assert by_id[MUM] == Attendance(
        person_id=MUM, invited=True, copy=CopyKind.PART, copy_reason="plan B"
    )
    assert not by_id[DAD].invited
    assert by_id[DAD].views == ""
    assert set(by_id) == {person.id for person in sample_child().people}


def test_that_child_worker_and_chair_are_among_the_people_once() -> None:
    bare = msgspec.structs.replace(sample_child(), people=())
    wanted = NewReview(type=ReviewType.SUBSEQUENT, on=TODAY, chair="Morag Bell")
    opened = start_review(bare, History(), wanted, ENGINE, AGENDA)
    assert [p.name for p in opened.child.people] == ["Kez", "Hannah Wójcik", "Morag Bell"]
    again = start_review(opened.child, History(), wanted, ENGINE, AGENDA)
    assert again.child is opened.child
    assert sum(is_the_child(p, again.child) for p in again.child.people) == 1


def test_that_duties_are_those_of_the_law_pack_for_that_type() -> None:
    first = started(sample_child(), NewReview(type=ReviewType.FIRST, on=TODAY))
    later = started(sample_child(), NewReview(type=ReviewType.SUBSEQUENT, on=TODAY))
    assert "met_before_first" in {duty.id for duty in first.head.duties}
    assert "met_before_first" not in {duty.id for duty in later.head.duties}
    ids = {duty.id for duty in ENGINE.law.duties}
    assert {duty.id for duty in later.head.duties} <= ids


@pytest.mark.parametrize(
    ("months", "has", "has_not"),
    [
        (8, {"care_plan", "time_watching"}, {"education_plan", "school_report", "own_form"}),
        (130, {"education_plan", "school_report", "own_form"}, {"pathway_plan", "time_watching"}),
        (187, {"pathway_plan", "own_form"}, {"time_watching"}),
    ],
)
def test_that_papers_follow_the_childs_age(months: int, has: set[str], has_not: set[str]) -> None:
    papers = started(young(months), NewReview(type=ReviewType.SUBSEQUENT, on=TODAY)).head.papers
    ids = {paper.id for paper in papers}
    assert has <= ids
    assert not has_not & ids
    assert {paper.status for paper in papers} == {PaperStatus.AWAITED}


def test_that_the_childs_own_form_bears_the_name_they_like() -> None:
    review = started(sample_child(), NewReview(type=ReviewType.SUBSEQUENT, on=TODAY))
    assert "Kez's own form" in [paper.name for paper in review.head.papers]


def test_that_when_and_where_become_the_first_meeting() -> None:
    wanted = NewReview(
        type=ReviewType.SUBSEQUENT,
        on=TODAY,
        at=time(16, 15),
        place="the kitchen",
        place_chosen_by="Kez",
        mode=MeetingMode.VIDEO,
    )
    head = started(sample_child(), wanted).head
    (meeting,) = head.meetings
    assert (meeting.on, meeting.start, meeting.place) == (TODAY, time(16, 15), "the kitchen")
    assert (meeting.mode, head.place_chosen_by) == (MeetingMode.VIDEO, "Kez")
    assert head.review_date == TODAY
    assert head.completed_on is None


@given(
    type_=st.sampled_from(ReviewType),
    months=st.integers(0, 215),
    days_before=st.integers(1, 400),
)
def test_that_any_review_can_be_started_and_never_repeats_an_id(
    type_: ReviewType, months: int, days_before: int
) -> None:
    rows = (row(4, TODAY - timedelta(days=days_before)),)
    review = started(young(months), NewReview(type=type_, on=TODAY), History(rows=rows))
    head = review.head
    assert head.number == 5
    for ids in (
        head.agenda_order,
        [p.id for p in head.papers],
        [d.id for d in head.duties],
        [a.person_id for a in head.attendance],
    ):
        assert len(set(ids)) == len(ids) > 0
