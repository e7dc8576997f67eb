"""Between reviews: when the midway check is due, what is ticked, the child's message, pledges."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.between import (
    checks_since,
    early_review_reasons,
    event_words,
    is_ticked,
    last_held,
    last_review_day,
    message_of,
    midway_time,
    open_pledges,
    pledge_words,
    pledges_for,
    tick,
    with_message,
)
from models.calendar import WorkingCalendar
from models.child import Child, Event, MidwayCheck, PeriodOfCare, Pledge, Promise, StatusEntry
from models.deadlines import DateEngine
from models.law import load_law
from models.store_rows import ReviewRow
from models.terms import PromiseStatus, ReviewType, ViewMethod
from tests.support.sample import CHILD_ID, TODAY, sample_child
from tests.support.strategies import nasty_text

LAW = load_law()
ENGINE = DateEngine(law=LAW, calendar=WorkingCalendar())
CHECK = MidwayCheck(id="k", on=date(2026, 9, 1))


def row(number: int, on: date, **changes: object) -> ReviewRow:
    made = ReviewRow(
        id=f"r{number}",
        child_id=CHILD_ID,
        number=number,
        type=ReviewType.SUBSEQUENT,
        review_date=on,
        completed_on=on,
    )
    return msgspec.structs.replace(made, **changes)


def test_that_the_midway_check_is_half_way_to_the_next_limit() -> None:
    """T18: half of six months."""
    found = midway_time(sample_child(), [row(4, date(2026, 6, 2))], ENGINE, TODAY)
    assert found is not None
    assert (found.rule.rule, found.day) == ("T18", date(2026, 9, 2))
    assert found.done == date(2026, 9, 1)


def test_that_the_day_planned_at_the_review_goes_before_the_rules() -> None:
    planned = row(4, date(2026, 6, 2), midway=date(2026, 8, 20))
    found = midway_time(sample_child(midway_checks=()), [planned], ENGINE, TODAY)
    assert found is not None
    assert (found.day, found.done) == (date(2026, 8, 20), None)


def test_that_a_review_which_is_not_complete_moves_no_check() -> None:
    rows = [row(4, date(2026, 6, 2)), row(5, TODAY, completed_on=None)]
    found = midway_time(sample_child(), rows, ENGINE, TODAY)
    assert found is not None
    assert found.since == date(2026, 6, 2)
    assert last_held(sample_child(), rows) == date(2026, 6, 2)
    begun = [*rows[:1], msgspec.structs.replace(rows[1], is_running=True)]
    bare = sample_child(midway_checks=())
    assert midway_time(bare, begun, ENGINE, TODAY) is None  # the review itself is its place


def test_that_the_midway_check_is_half_way_to_the_limit_that_counts() -> None:
    """§1.2: a new time in care counts its reviews anew, whatever number they bear over all."""
    child = sample_child(
        became_looked_after=date(2026, 8, 3),
        periods=(
            PeriodOfCare(id="1", start=date(2024, 1, 8), end=date(2026, 3, 2)),
            PeriodOfCare(id="2", start=date(2026, 8, 3)),
        ),
        midway_checks=(),
    )
    first_again = row(5, date(2026, 8, 28), type=ReviewType.FIRST)
    found = midway_time(child, [first_again], ENGINE, TODAY)
    assert found is not None
    assert found.day == ENGINE.midway(ENGINE.second_review(date(2026, 8, 28))).due
    ended = msgspec.structs.replace(child.periods[1], end=date(2026, 10, 1))
    over = msgspec.structs.replace(child, periods=(child.periods[0], ended))
    assert midway_time(over, [first_again], ENGINE, TODAY) is None


def test_that_reviews_held_before_heard_count_and_none_at_all_means_no_check() -> None:
    found = midway_time(sample_child(), [], ENGINE, TODAY)
    assert found is not None
    assert found.since == date(2025, 12, 9)
    assert midway_time(sample_child(past_reviews=()), [], ENGINE, TODAY) is None


def test_that_checks_since_the_last_review_are_those_after_its_day() -> None:
    child = sample_child()
    assert last_review_day(child, 5) == date(2026, 6, 2)
    assert [c.id for c in checks_since(child, last_review_day(child, 5))] == ["k1"]
    assert checks_since(child, date(2026, 9, 1)) == ()


def test_that_ticking_a_recommendation_dates_it_and_unticking_leaves_the_rest() -> None:
    promise = sample_child().ledger[1]
    assert promise.statuses
    ticked = tick(promise, CHECK, done=True)
    assert ticked.statuses[:-1] == promise.statuses
    assert (ticked.status, is_ticked(ticked, CHECK)) == (PromiseStatus.DONE, True)
    assert ticked.statuses[-1].evidence == "Midway check, 1 September 2026"
    assert tick(ticked, CHECK, done=True) == ticked
    assert tick(ticked, CHECK, done=False) == promise


def test_that_a_status_given_elsewhere_is_never_unticked() -> None:
    given_at_review = StatusEntry(on=CHECK.on, status=PromiseStatus.DONE, evidence="seen it")
    promise: Promise = msgspec.structs.replace(
        sample_child().ledger[0], statuses=(given_at_review,)
    )
    assert not is_ticked(promise, CHECK)
    assert tick(promise, CHECK, done=False) == promise


@given(nasty_text(1, 8))
def test_that_the_childs_message_is_kept_letter_for_letter_in_the_views_log(words: str) -> None:
    child = sample_child()
    told = with_message(child, CHECK, words, ViewMethod.PHONE_CALL)
    view = message_of(told, CHECK)
    if not words:
        assert view is None
        return
    assert view is not None
    assert view.words is not None
    assert (view.words.text, view.words.said_on) == (words, CHECK.on)
    assert view.method is ViewMethod.PHONE_CALL
    assert told.views[:-1] == child.views
    assert with_message(told, CHECK, "", ViewMethod.PHONE_CALL) == child


def test_that_changing_the_message_keeps_its_one_quotation() -> None:
    first = with_message(sample_child(), CHECK, "hello", ViewMethod.TEXT_MESSAGE)
    second = with_message(first, CHECK, "hello newts", ViewMethod.PRIVATE_TALK)
    before, after = message_of(first, CHECK), message_of(second, CHECK)
    assert before is not None
    assert after is not None
    assert before.words is not None
    assert after.words is not None
    assert before.words.id == after.words.id
    assert (after.words.text, after.words.source) == ("hello newts", "a private talk")
    assert len(second.views) == len(first.views)


PLEDGES = (
    Pledge(id="a", on=date(2026, 6, 2), what="ring", kept_on=date(2026, 6, 20)),
    Pledge(id="b", on=date(2026, 6, 2), what="ask about the loft", by=date(2026, 11, 20)),
    Pledge(id="c", on=date(2026, 3, 2), what="old", kept_on=date(2026, 3, 9)),
    Pledge(id="d", on=date(2026, 11, 1), what="come in spring", by=date(2027, 3, 1)),
)


def test_that_a_review_looks_back_on_open_promises_and_those_kept_since_the_last() -> None:
    child = Child(id="c", preferred_name="Kez", born=date(2015, 3, 29), pledges=PLEDGES)
    assert [p.id for p in open_pledges(child)] == ["b", "d"]
    assert [p.id for p in pledges_for(child, date(2026, 6, 2))] == ["b", "d", "a"]


@pytest.mark.parametrize(
    ("pledge", "words"),
    [
        (PLEDGES[0], "kept on 20 June 2026"),
        (PLEDGES[1], "by 20 November 2026, 4 days ago"),
        (PLEDGES[3], "by 1 March 2027"),
        (Pledge(id="e", on=date(2026, 11, 2)), "promised on 2 November 2026"),
        (Pledge(id="f", on=TODAY, by=TODAY), "today"),
    ],
)
def test_that_a_promise_says_how_it_stands(pledge: Pledge, words: str) -> None:
    assert pledge_words(pledge, TODAY) == words


@given(st.sampled_from([kind.id for kind in LAW.event_kinds]))
def test_that_every_kind_of_event_has_words_and_known_reasons(kind: str) -> None:
    event = Event(id="e", on=TODAY, kind=kind)
    assert event_words(event, LAW) not in ("", kind)
    known = {reason.id for reason in LAW.early_reviews}
    assert set(early_review_reasons(event, LAW)) <= known


def test_that_an_event_of_another_programs_kind_reads_as_it_is() -> None:
    event = Event(id="e", on=TODAY, kind="holiday")
    assert (event_words(event, LAW), early_review_reasons(event, LAW)) == ("holiday", ())
