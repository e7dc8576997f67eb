"""The practice case and the cases of the tests are whole, believable and right about the law."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

import resources
from models.agenda import Agenda, load_agenda, shown
from models.agenda_facts import facts_for, so_far
from models.ages import Age, age_on
from models.calendar import WorkingCalendar
from models.case_file import CaseFile, read_case_file
from models.child import Child
from models.codes import label
from models.coverage import HeardState, still_to_be_heard
from models.deadlines import DateEngine
from models.law import load_law
from models.papers import expected_papers
from models.people import is_the_child
from models.practice import practice_caseload
from models.review import EXTRA_SECTIONS, Review
from models.terms import Attended, ReviewType
from models.text import Line, Mark

PRACTICE = resources.path("practice/practice_case.json")
PATHS = [PRACTICE, *sorted((Path(__file__).parents[1] / "cases").glob("*.json"))]
ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())

every_case = pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])


@cache
def agenda() -> Agenda:
    return load_agenda()


def newest(case: CaseFile) -> Review:
    return case.reviews[-1]


def held(review: Review) -> date:
    assert review.head.review_date is not None
    return review.head.review_date


def limits(case: CaseFile) -> Iterator[tuple[int, date, date | None]]:
    """Yield number, limit as counted and limit as written of each review, old ones too."""
    dates = {past.number: past.on for past in case.child.past_reviews}
    dates |= {review.head.number: held(review) for review in case.reviews}
    written = [(past.number, past.limit) for past in case.child.past_reviews]
    written += [(review.head.number, review.head.limit) for review in case.reviews]
    for number, limit in written:
        since = case.child.became_looked_after if number == 1 else dates.get(number - 1)
        if since is not None:
            counted = ENGINE.next_review_limit(ReviewType.SUBSEQUENT, number, since)
            yield number, counted.due, limit


def test_that_the_practice_case_is_marked_as_practice_and_no_other_is() -> None:
    assert [read_case_file(path).child.practice for path in PATHS] == [True, False, False, False]


def test_that_the_practice_case_has_two_reviews_and_what_the_first_one_recommended() -> None:
    case = read_case_file(PRACTICE)
    first, second = case.reviews
    assert first.child_id == second.child_id == case.child.id
    made = [(p.review_id, p.number, p.what) for p in case.child.ledger]
    first_made = first.head.recommendations
    assert made == [(first.id, n, r.what) for n, r in enumerate(first_made, 1)]
    assert all(p.statuses[-1].review_id == second.id for p in case.child.ledger)
    assert {p.status.value for p in case.child.ledger} >= {"done", "not_done", "part_done"}


def test_that_the_practice_caseload_shows_what_lists_must_show() -> None:
    """A brother and sister, a missed limit, drift and a dispute on its way."""
    first, *others = practice_caseload()
    assert first.reviews
    tamsin, rory = (case.child for case in others)
    assert tamsin.practice
    assert rory.practice
    assert tamsin.family == rory.family != ""
    assert {person.child_id for person in tamsin.people} >= {rory.id}
    assert {person.child_id for person in rory.people} >= {tamsin.id}
    late = [past for past in rory.past_reviews if past.limit and past.on > past.limit]
    assert late
    assert tamsin.plan is not None
    assert tamsin.plan.plan == "not_yet_decided"
    (dispute,) = tamsin.disputes
    assert dispute.formal_on is not None
    assert dispute.closed_on is None
    for child in (tamsin, rory):
        assert child.became_looked_after is not None
        held = [child.became_looked_after, *(past.on for past in child.past_reviews)]
        for number, past in enumerate(child.past_reviews, 1):
            since = held[number - 1]
            counted = ENGINE.next_review_limit(ReviewType.SUBSEQUENT, number, since)
            assert past.limit == counted.due


def test_that_every_section_of_the_practice_case_has_notes_and_minutes() -> None:
    review = newest(read_case_file(PRACTICE))
    assert len(agenda().sections) == 14
    for section in agenda().sections:
        record = review.section(section.id)
        assert record.notes, section.id
        assert record.minutes, section.id
    assert all(review.section(name).minutes for name in EXTRA_SECTIONS)


def test_that_the_practice_case_shows_every_mark() -> None:
    review = newest(read_case_file(PRACTICE))
    assert {line.mark for record in review.sections for line in record.notes} == set(Mark)


def test_that_nothing_in_the_practice_case_could_reach_a_real_person() -> None:
    for person in read_case_file(PRACTICE).child.people:
        assert person.email == ""
        assert not person.phone or person.phone.startswith("01632 960")  # kept for fiction


@every_case
def test_that_limits_agree_with_the_date_engine(path: Path) -> None:
    case = read_case_file(path)
    checked = list(limits(case))
    assert {number for number, _, _ in checked} >= {newest(case).head.number}
    for number, counted, written in checked:
        assert (number, written) == (number, counted)


@every_case
def test_that_every_review_was_in_time_and_what_followed_is_dated_in_time(path: Path) -> None:
    for review in read_case_file(path).reviews:
        head, sending = review.head, review.head.sending
        assert head.limit is not None
        assert head.completed_on is not None
        assert held(review) <= head.limit
        assert any(meeting.on == head.review_date for meeting in head.meetings)
        due = {limit.rule: limit.due for limit in ENGINE.after_completion(head.completed_on)}
        assert (sending.decisions_sent or head.completed_on) <= due["T12"]
        assert (sending.record_done or head.completed_on) <= due["T15"]
        assert (sending.distributed or head.completed_on) <= due["T16"]
        if sending.council_replied and sending.decisions_sent:
            assert sending.council_replied <= ENGINE.council_reply(sending.decisions_sent).due


@every_case
def test_that_the_next_review_is_planned_within_its_limit_on_a_working_day(path: Path) -> None:
    review = newest(read_case_file(path))
    head, planned = review.head, review.head.next_review.planned
    limit = ENGINE.next_review_limit(head.type, head.number + 1, held(review))
    assert planned is not None
    assert planned <= limit.due
    assert ENGINE.calendar.is_working_day(planned)
    midway = head.next_review.midway
    assert midway is not None
    assert abs(midway - ENGINE.midway(limit).due) <= timedelta(days=3)


@every_case
def test_that_every_schedule_7_matter_is_heard_or_has_a_reason(path: Path) -> None:
    case = read_case_file(path)
    review = newest(case)
    facts = facts_for(case.child, review, held(review))
    heard = still_to_be_heard(agenda(), facts, so_far(case.child, review))
    paragraphs = {one.id: one.state for one in heard if one.id.startswith("S7.")}
    assert len(paragraphs) == 14
    open_ = sorted(name for name, state in paragraphs.items() if state is not HeardState.HEARD)
    assert open_ == []


@every_case
def test_that_every_section_shown_is_written_up(path: Path) -> None:
    case = read_case_file(path)
    review = newest(case)
    for section in shown(agenda(), facts_for(case.child, review, held(review))):
        assert review.section(section.id).notes, section.id
        assert review.section(section.id).minutes, section.id


@every_case
def test_that_the_child_is_among_the_people_and_heard(path: Path) -> None:
    case = read_case_file(path)
    child = next(person for person in case.child.people if is_the_child(person, case.child))
    review = newest(case)
    (own,) = [a for a in review.head.attendance if a.person_id == child.id]
    assert own.attended is not Attended.NOT_YET
    shared = [view for view in case.child.views if view.review_id == review.id]
    assert shared
    if age_on(case.child.born, held(review)) < Age(years=4, months=0):
        assert review.head.participation.code == "PN0"
        assert all(view.description and view.may_mean for view in shared)
    else:
        assert any(view.words or view.quote_id for view in shared)


@every_case
def test_that_every_recommendation_has_a_known_person_and_a_date_after_the_review(
    path: Path,
) -> None:
    case = read_case_file(path)
    names = {person.id: person.name for person in case.child.people}
    for review in case.reviews:
        assert review.head.recommendations
        for made in review.head.recommendations:
            assert made.what
            assert made.why
            assert made.by is not None
            assert made.by > held(review)
            if made.person_id is not None:
                assert names[made.person_id] == made.who
            assert made.section in {section.id for section in agenda().sections}


@every_case
def test_that_each_note_marked_as_a_recommendation_has_grown_one(path: Path) -> None:
    """Otherwise the first letter typed into that note would grow another."""
    for review in read_case_file(path).reviews:
        lines = {
            (line.id, record.id)
            for record in review.sections
            for line in record.notes
            if line.mark is Mark.RECOMMENDATION
        }
        grown = {(r.line_id, r.section) for r in review.head.recommendations if r.line_id}
        assert lines == grown


def quote_ids(child: Child, review: Review) -> set[str]:
    ids = {quote.id for record in review.sections for quote in record.quotes}
    return ids | {view.words.id for view in child.views if view.words}


@every_case
def test_that_whatever_names_a_quotation_an_entry_or_a_promise_names_one_that_is_there(
    path: Path,
) -> None:
    case = read_case_file(path)
    views = {view.id for view in case.child.views}
    everywhere = set[str]().union(*(quote_ids(case.child, review) for review in case.reviews))
    assert {v.quote_id for v in case.child.views if v.quote_id} <= everywhere
    for review in case.reviews:
        for made in review.head.recommendations:
            named = {*made.answers, *([made.child_words] if made.child_words else [])}
            assert named <= quote_ids(case.child, review) | views
            assert made.carried_from is None or made.carried_from in {
                promise.id for promise in case.child.ledger
            }
        assert {u.view_id for u in review.head.unanswered if u.view_id} <= views
        seen: list[Line] = [line for s in review.sections for line in (*s.notes, *s.minutes)]
        people = {person.id for person in case.child.people}
        assert {who for line in seen for s in line.spans for who in s.withheld_from} <= people


@every_case
def test_that_every_code_and_every_permanent_id_is_one_that_heard_knows(path: Path) -> None:
    case = read_case_file(path)
    child = case.child
    for status in child.legal_statuses:
        assert label("legal_status", status.code)
    for home in child.homes:
        assert label("placement", home.place_code)
        assert not home.reason_left or label("reason_for_change", home.reason_left)
    for plan in child.plans:
        assert label("permanence_plan", plan.plan)
        assert not plan.plan_b or label("permanence_plan", plan.plan_b)
    assert label("category_of_need", child.category_of_need)
    duties = {duty.id for duty in ENGINE.law.duties}
    papers = {paper.id for paper in expected_papers()}
    for review in case.reviews:
        assert label("participation", review.head.participation.code)
        assert {duty.id for duty in review.head.duties} <= duties
        assert {paper.id for paper in review.head.papers} <= papers
        prompts = {p.id for section in agenda().sections for p in section.prompts}
        assert {p.id for record in review.sections for p in record.prompts} <= prompts


@every_case
def test_that_homes_and_workers_follow_each_other_without_a_gap(path: Path) -> None:
    child = read_case_file(path).child
    for before, after in zip(child.homes, child.homes[1:], strict=False):
        assert before.end == after.start
    assert child.home is not None
    assert child.homes[0].start == child.became_looked_after
    assert child.worker is not None
