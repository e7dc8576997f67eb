"""Three ways to end a meeting; completing alone starts the clocks and fills the ledger."""

from datetime import UTC, date, datetime, time
from typing import Any

import msgspec
import pytest

from models.apply import apply
from models.calendar import WorkingCalendar
from models.child import Promise, StatusEntry, still_open
from models.completing import (
    adjourned,
    adjourned_words,
    proposed_review_date,
    running_meeting,
    started,
    to_be_continued,
    was_adjourned,
)
from models.deadlines import DateEngine
from models.edits import Complete, Drop, Opened, Put, PutStatus
from models.law import load_law
from models.review import Adjournment, Meeting, Recommendation
from models.terms import PromiseStatus
from tests.support.sample import REVIEW_ID, TODAY, sample_child, sample_opened, sample_review

NOW = datetime(2026, 11, 24, 17, 5, tzinfo=UTC)
LATER = date(2026, 12, 3)


def complete(opened: Opened, on: date = TODAY) -> Opened:
    return apply(opened, Complete(at=NOW, completed_on=on, review_date=TODAY))


def made(opened: Opened) -> list[Promise]:
    return [promise for promise in opened.child.ledger if promise.review_id == REVIEW_ID]


def test_that_completing_ends_the_meeting_and_sets_both_dates() -> None:
    head = complete(sample_opened(), LATER).the_review.head
    assert (head.completed_on, head.review_date) == (LATER, TODAY)
    assert running_meeting(head) is None
    assert head.meetings[0].end == time(17, 5)


def test_that_completing_writes_each_recommendation_into_the_ledger_once() -> None:
    opened = complete(sample_opened())
    wanted = opened.the_review.head.recommendations
    assert [(p.id, p.number, p.what, p.who, p.by) for p in made(opened)] == [
        (r.id, n, r.what, r.who, r.by) for n, r in enumerate(wanted, 1)
    ]
    assert made(opened)[2].carried_from == "m000000000000002"
    again = complete(opened, LATER)
    assert [p.id for p in made(again)] == [r.id for r in wanted]
    assert {p.made_on for p in made(again)} == {LATER}


def test_that_completing_again_keeps_what_happened_to_a_recommendation_since() -> None:
    opened = complete(sample_opened())
    entry = StatusEntry(on=LATER, status=PromiseStatus.DONE, evidence="gate is up")
    opened = apply(opened, PutStatus(promise=made(opened)[0].id, entry=entry))
    assert made(complete(opened))[0].statuses == (entry,)


def test_that_the_ledger_follows_recommendations_changed_while_writing_up() -> None:
    opened = complete(sample_opened())
    first, second = opened.the_review.head.recommendations[:2]
    opened = apply(opened, Put(item=msgspec.structs.replace(first, who="Joanna Pell")))
    assert made(opened)[0].who == "Joanna Pell"
    opened = apply(opened, Drop(item=second))
    assert second.id not in [p.id for p in made(opened)]
    assert [p.number for p in made(opened)] == [1, 2]


def test_that_nothing_is_in_the_ledger_before_the_review_is_complete() -> None:
    opened = apply(sample_opened(), Put(item=Recommendation(id="new", what="Buy wellingtons")))
    assert made(opened) == []


def test_that_the_earlier_ledger_is_left_alone() -> None:
    before = sample_child().ledger
    assert complete(sample_opened()).child.ledger[: len(before)] == before


def test_that_another_meeting_leaves_the_review_open_and_keeps_its_place() -> None:
    head = to_be_continued(sample_review().head, NOW, LATER)
    assert (head.completed_on, head.meetings[-1].on) == (None, LATER)
    assert head.meetings[-1].place == head.meetings[0].place
    assert running_meeting(head) is None
    assert running_meeting(started(head, NOW)) is not None
    assert len(started(head, NOW).meetings) == 2


def test_that_adjourning_is_remembered_and_completes_nothing() -> None:
    head = sample_review().head
    assert not was_adjourned(head)
    terms = Adjournment(until=LATER, reasons=("health",), impact="Kez waits")
    after = adjourned(head, NOW, terms)
    assert was_adjourned(after)
    assert (after.completed_on, after.meetings[-1].on) == (None, LATER)
    assert after.adjournment.decided_on == TODAY
    assert after.adjournment.impact == "Kez waits"


def test_that_the_review_date_offered_is_that_of_the_first_meeting() -> None:
    later = Meeting(id="g2", on=LATER)
    head = sample_review().head
    head = msgspec.structs.replace(head, meetings=(later, *head.meetings))
    assert proposed_review_date(head, LATER) == TODAY


def test_that_a_meeting_nobody_planned_can_be_started() -> None:
    head = started(sample_review(meetings=()).head, NOW)
    assert (head.meetings[0].on, head.meetings[0].start) == (TODAY, time(17, 5))


def test_that_what_was_carried_forward_is_open_once() -> None:
    def promise(id_: str, number: int, **more: Any) -> Promise:
        made = date(2026, number, 1)
        return Promise(
            id=id_, review_id=f"r{number}", review_number=number, made_on=made, number=1, **more
        )

    done = StatusEntry(on=date(2026, 4, 1), status=PromiseStatus.DONE)
    ledger = (
        promise("old", 1, what="Sign the letter"),
        promise("new", 2, what="Sign the letter", carried_from="old"),
        promise("other", 2, what="See the dentist"),
        promise("closed", 2, what="Buy the shoes", statuses=(done,)),
    )
    child = msgspec.structs.replace(sample_child(), ledger=ledger)
    assert [p.id for p in still_open(child)] == ["new", "other"]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 12, 19), "adjourned, day 0 of 20"),
        (date(2026, 1, 8), "adjourned, day 11 of 20"),
        (date(2026, 1, 21), "adjourned, day 20 of 20"),
        (date(2026, 1, 22), "adjourned, day 21 of 20, 1 working day late"),
    ],
)
def test_that_an_adjourned_review_says_which_day_of_twenty_it_is(today: date, words: str) -> None:
    engine = DateEngine(law=load_law(), calendar=WorkingCalendar())
    terms = Adjournment(considered=True, decided_on=date(2025, 12, 19), until=date(2026, 1, 16))
    head = sample_review(adjournment=terms, completed_on=None).head
    assert adjourned_words(head, engine, today) == words
    complete = sample_review(adjournment=terms, completed_on=today).head
    assert adjourned_words(complete, engine, today) == ""
    assert adjourned_words(sample_review().head, engine, today) == ""
