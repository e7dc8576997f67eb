"""What needs me next: the soonest open thing, its date as the law counts it, in words."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ages import birthday
from models.calendar import WorkingCalendar
from models.child import Dispute, MidwayCheck, PastReview
from models.clocks import midway_of
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.law import load_law
from models.next_step import (
    Press,
    Step,
    StepKind,
    due_words,
    next_step,
    ordinal,
    owed_review,
    spoken_due,
    steps,
)
from models.recount import caseload_row
from models.review import Adjournment, NextReview, Sending
from models.store_rows import CaseloadRow, ChildRow
from tests.support.sample import TODAY, sample_child, sample_review

ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
COLUMNS = ListColumns(ENGINE)


def row(**head: object) -> CaseloadRow:
    child, review = sample_child(), sample_review(**head)
    return CaseloadRow(child=COLUMNS.child_row(child), latest=COLUMNS.review_row(review, child))


def test_that_a_meeting_under_way_goes_before_everything() -> None:
    step = next_step(row(), ENGINE, TODAY)
    assert (step.kind, step.what) == (StepKind.MEETING, "Fifth review: meeting under way")


def test_that_a_planned_review_shows_the_laws_date_and_not_the_planned_one() -> None:
    step = next_step(row(meetings=()), ENGINE, TODAY)
    assert (step.kind, step.due, step.planned) == (StepKind.REVIEW, date(2026, 12, 2), TODAY)


def test_that_after_completion_recommendations_minutes_and_sending_are_due() -> None:
    done = row(meetings=(), completed_on=TODAY, sending=Sending())
    found = {step.kind: step.due for step in steps(done, ENGINE, TODAY)}
    assert found[StepKind.DECISIONS] == date(2026, 12, 1)
    assert found[StepKind.RECORD] == date(2026, 12, 15)
    assert found[StepKind.DISTRIBUTION] == date(2026, 12, 22)
    assert found[StepKind.MIDWAY] == date(2027, 2, 23)
    assert found[StepKind.NEXT_REVIEW] == date(2027, 5, 24)
    assert next_step(done, ENGINE, TODAY).kind is StepKind.DECISIONS


def test_that_what_was_sent_is_no_longer_asked_for() -> None:
    sent = Sending(decisions_sent=TODAY, record_done=TODAY, distributed=TODAY)
    done = row(meetings=(), completed_on=TODAY, sending=sent)
    assert next_step(done, ENGINE, TODAY).kind is StepKind.MIDWAY


def test_that_what_a_review_owes_is_asked_for_although_the_next_was_started() -> None:
    """Handbook ch 3: decisions, record and sending run from completion, whatever comes next."""
    child = sample_child()
    done = COLUMNS.review_row(
        sample_review(meetings=(), completed_on=TODAY, sending=Sending()), child
    )
    started = msgspec.structs.replace(
        done, id="next", number=6, completed_on=None, review_date=date(2027, 5, 4)
    )
    one = caseload_row(COLUMNS.child_row(child), (done, started))
    assert (one.latest, one.before, owed_review(one)) == (started, done, done)
    kinds = {step.kind for step in steps(one, ENGINE, TODAY)}
    assert kinds == {
        *(StepKind.DECISIONS, StepKind.RECORD, StepKind.DISTRIBUTION),
        *(StepKind.MIDWAY, StepKind.REVIEW),
    }
    sent = Sending(decisions_sent=TODAY, record_done=TODAY, distributed=TODAY)
    done = COLUMNS.review_row(sample_review(meetings=(), completed_on=TODAY, sending=sent), child)
    one = caseload_row(COLUMNS.child_row(child), (done, started))
    assert owed_review(one) is None
    running = msgspec.structs.replace(started, is_running=True)
    one = caseload_row(COLUMNS.child_row(child), (running, done))
    assert {step.kind for step in steps(one, ENGINE, TODAY)} == {StepKind.MEETING}


def test_that_a_midway_check_stays_open_until_it_is_done_or_the_next_review_is_near() -> None:
    sent = Sending(decisions_sent=TODAY, record_done=TODAY, distributed=TODAY)
    done = row(meetings=(), completed_on=TODAY, sending=sent)
    after = date(2027, 2, 24)
    assert next_step(done, ENGINE, after).kind is StepKind.MIDWAY
    assert next_step(done, ENGINE, date(2027, 4, 20)).kind is StepKind.NEXT_REVIEW
    checked = msgspec.structs.replace(done.child, checked_on=date(2027, 2, 10))
    done = msgspec.structs.replace(done, child=checked)
    assert next_step(done, ENGINE, after).kind is StepKind.NEXT_REVIEW


def test_that_a_midway_check_nobody_planned_is_due_by_its_rule() -> None:
    """domain.md §1.1 T18: half way from the last review to the limit of the next."""
    review = sample_review(meetings=(), completed_on=TODAY, next_review=NextReview())
    child = sample_child(midway_checks=())
    one = caseload_row(COLUMNS.child_row(child), (COLUMNS.review_row(review, child),))
    found = {step.kind: step for step in steps(one, ENGINE, TODAY)}
    assert found[StepKind.MIDWAY].due == date(2027, 2, 24)
    clock = midway_of(child, [review], ENGINE, TODAY)
    assert clock is not None
    assert clock.due == found[StepKind.MIDWAY].due


def test_that_after_a_review_held_before_heard_a_check_is_asked_for_until_its_day() -> None:
    past = PastReview(id="p", number=4, on=date(2026, 9, 24))
    child = sample_child(past_reviews=(past,), midway_checks=())
    one = CaseloadRow(child=COLUMNS.child_row(child))
    found = {step.kind: step.due for step in steps(one, ENGINE, TODAY)}
    assert found == {StepKind.MIDWAY: date(2026, 12, 24), StepKind.REVIEW: date(2027, 3, 24)}
    (step,) = steps(one, ENGINE, date(2026, 12, 25))
    assert step.kind is StepKind.REVIEW
    checked = sample_child(
        past_reviews=(past,), midway_checks=(MidwayCheck(id="m", on=date(2026, 11, 20)),)
    )
    (step,) = steps(CaseloadRow(child=COLUMNS.child_row(checked)), ENGINE, TODAY)
    assert step.kind is StepKind.REVIEW


def test_that_the_clocks_stop_with_care_and_at_eighteen_but_not_the_writing_up() -> None:
    """domain.md §1.1: the clocks of a child stop at the end of the period or at 18."""
    done = row(meetings=(), completed_on=TODAY)
    ended = msgspec.structs.replace(done.child, care_ended=TODAY)
    left = msgspec.structs.replace(done, child=ended)
    kinds = {step.kind for step in steps(left, ENGINE, TODAY)}
    assert kinds == {
        StepKind.DECISIONS, StepKind.RECORD, StepKind.DISTRIBUTION, StepKind.ENDED,
    }  # fmt: skip
    assert StepKind.NEXT_REVIEW in {s.kind for s in steps(left, ENGINE, TODAY - timedelta(days=1))}
    grown = birthday(done.child.born, 18)
    assert StepKind.ENDED in {step.kind for step in steps(done, ENGINE, grown)}
    assert due_words(Step(kind=StepKind.ENDED, what=""), ENGINE, TODAY).pill == "no clock runs"


def test_that_a_formal_dispute_is_due_on_its_twentieth_working_day() -> None:
    """Handbook 6.2: all formal stages together within 20 working days (T17)."""
    child = sample_child(disputes=(Dispute(id="d", opened_on=TODAY, formal_on=TODAY),))
    bare = CaseloadRow(child=COLUMNS.child_row(child))
    found = {step.kind: step for step in steps(bare, ENGINE, TODAY)}
    assert found[StepKind.DISPUTE].due == date(2026, 12, 22)


def test_that_an_adjourned_review_is_due_by_law_and_planned_for_the_day_it_was_adjourned_to() -> (
    None
):
    """Reg 36(2), T11: within 20 working days of being adjourned."""
    until = date(2026, 12, 10)
    terms = Adjournment(until=until, decided_on=TODAY)
    step = next_step(row(meetings=(), adjournment=terms), ENGINE, TODAY)
    assert (step.kind, step.due, step.planned) == (
        StepKind.ADJOURNED, date(2026, 12, 22), until,
    )  # fmt: skip
    assert step.day(TODAY) == until
    step = next_step(row(meetings=(), adjournment=Adjournment(until=until)), ENGINE, TODAY)
    assert step.due == until  # nobody noted when it was decided


def test_that_a_child_with_nothing_known_asks_for_the_missing_date() -> None:
    bare = CaseloadRow(child=ChildRow(id="c", preferred_name="Ash", born=date(2020, 1, 1)))
    step = next_step(bare, ENGINE, TODAY)
    assert (step.kind, step.due) == (StepKind.FACTS, None)
    assert due_words(step, ENGINE, TODAY).pill == "no date yet"


def test_that_a_clock_in_working_days_is_said_in_working_days() -> None:
    step = Step(kind=StepKind.DECISIONS, what="", due=date(2026, 12, 1), rule="T12")
    due = due_words(step, ENGINE, date(2026, 11, 26))
    assert due.pill == "3 working days left"
    assert due.under == "Tue 1 Dec · 5 working days after the review was completed"
    assert due.press is Press.SOON


@pytest.mark.parametrize(
    ("away", "press"), [(-1, Press.LATE), (0, Press.SOON), (30, Press.GOOD), (90, Press.FAR)]
)
def test_that_a_date_presses_more_the_nearer_it_is(away: int, press: Press) -> None:
    step = Step(kind=StepKind.REVIEW, what="", due=TODAY + timedelta(days=away), rule="T10")
    assert due_words(step, ENGINE, TODAY).press is press


def test_that_a_far_date_is_shown_as_a_date_with_its_year() -> None:
    step = Step(kind=StepKind.NEXT_REVIEW, what="", due=date(2027, 5, 24), rule="T10")
    assert due_words(step, ENGINE, TODAY).pill == "Mon 24 May 2027"
    assert "Monday 24 May 2027" in spoken_due(step, ENGINE, TODAY)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_that_late_is_said_exactly_when_the_date_has_passed(today: date) -> None:
    step = next_step(row(meetings=()), ENGINE, today)
    due = due_words(step, ENGINE, today)
    assert step.due is not None
    assert (due.press is Press.LATE) == (today > step.due) == ("late" in due.pill)


def test_that_numbers_of_reviews_read_as_words() -> None:
    said = [ordinal(n) for n in (1, 10, 11, 12, 13, 21, 22, 23, 24, 101, 111)]
    assert said[:2] == ["first", "tenth"]
    assert said[2:5] == ["11th", "12th", "13th"]
    assert said[5:] == ["21st", "22nd", "23rd", "24th", "101st", "111th"]
