"""Recommendations over time: a chain across reviews, its age, and when to ask about raising it."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.child import Child, Dispute, Promise, Reply, StatusEntry, still_open
from models.completing import with_ledger
from models.law import load_law
from models.promises import (
    chain,
    first_made,
    history,
    promised_by,
    raised,
    standing,
    standings,
    times_carried,
    times_words,
)
from models.review import Recommendation
from models.terms import CouncilReply, PromiseStatus
from tests.support.sample import TODAY, sample_child, sample_review

LAW = load_law()
CALENDAR = WorkingCalendar()
MADE = (date(2025, 6, 3), date(2025, 12, 9), date(2026, 6, 2))


def promise(number: int, **changes: object) -> Promise:
    made = Promise(
        id=f"p{number}",
        review_id=f"r{number}",
        review_number=number,
        made_on=MADE[number - 1],
        number=1,
        what="Show Kez the photographs",
        who=("Graham", "Graham", "Hannah")[number - 1],
        by=MADE[number - 1] + timedelta(days=30),
        carried_from=f"p{number - 1}" if number > 1 else None,
    )
    return msgspec.structs.replace(made, **changes)


LEDGER = (promise(1), promise(2), promise(3))


def child(*ledger: Promise, **changes: object) -> Child:
    return sample_child(ledger=ledger, **changes)


def test_that_a_recommendation_is_followed_through_the_reviews_that_carried_it() -> None:
    last = LEDGER[-1]
    assert [entry.id for entry in chain(LEDGER, last)] == ["p1", "p2", "p3"]
    assert (times_carried(LEDGER, last), first_made(LEDGER, last)) == (2, MADE[0])
    assert promised_by(LEDGER, last) == ("Graham", "Hannah")
    assert still_open(child(*LEDGER)) == (last,)


def test_that_one_carried_from_a_review_held_before_heard_still_counts_as_carried() -> None:
    stray = promise(2, carried_from="elsewhere")
    assert times_carried((stray,), stray) == 1
    assert first_made((stray,), stray) == MADE[1]


def test_that_a_chain_which_bites_its_own_tail_ends() -> None:
    looped = promise(1, carried_from="p2"), promise(2)
    assert {entry.id for entry in chain(looped, looped[1])} == {"p1", "p2"}


@given(st.lists(st.integers(0, 6), max_size=7), st.integers(0, 6))
def test_that_any_ledger_at_all_can_be_followed(links: list[int], start: int) -> None:
    ledger = tuple(promise(1, id=str(n), carried_from=str(link)) for n, link in enumerate(links))
    asked = ledger[start % len(ledger)] if ledger else promise(1)
    found = chain(ledger, asked)
    assert found[-1] is asked
    assert len({entry.id for entry in found}) == len(found)
    assert 0 <= times_carried(ledger, asked) <= len(found)


def test_that_its_age_is_counted_from_the_first_time_it_was_decided() -> None:
    (found,) = standings(child(*LEDGER), LAW, CALENDAR, TODAY)
    assert found.age == (TODAY - MADE[0]).days
    assert found.carried == 2


def test_that_it_is_asked_about_when_carried_twice_or_long_past_its_date() -> None:
    young = promise(1, by=TODAY - timedelta(days=3))
    assert standing(child(young), young, LAW, CALENDAR, TODAY).why_raise == ()
    late = promise(1, by=date(2026, 11, 9))  # eleven working days before Tuesday 24 November
    why = standing(child(late), late, LAW, CALENDAR, TODAY).why_raise
    assert why == ("11 working days past its date",)
    carried = promise(3, by=None)
    why = standing(child(*LEDGER[:2], carried), carried, LAW, CALENDAR, TODAY).why_raise
    assert why == ("carried forward twice",)


def test_that_in_a_review_it_is_asked_before_carrying_a_second_time() -> None:
    once = promise(2, by=None)
    people = child(promise(1), once)
    assert standing(people, once, LAW, CALENDAR, TODAY).why_raise == ()
    again = standing(people, once, LAW, CALENDAR, TODAY, again=True)
    assert again.why_raise == ("carrying it forward now would be the second time",)


def test_that_a_council_sets_when_to_ask() -> None:
    patient = msgspec.structs.replace(LAW.formal_nudge, carried=3, working_days_past=400)
    law = msgspec.structs.replace(LAW, formal_nudge=patient)
    assert standing(child(*LEDGER), LEDGER[2], law, CALENDAR, TODAY).why_raise == ()


@pytest.mark.parametrize("about", ["p1", "p3"])
def test_that_what_was_raised_is_not_asked_about_again(about: str) -> None:
    dispute = Dispute(id="d", opened_on=TODAY, about=(about,))
    people = child(*LEDGER, disputes=(dispute,))
    assert raised(people, LEDGER[2]) == dispute
    assert standing(people, LEDGER[2], LAW, CALENDAR, TODAY).why_raise == ()


def test_that_nothing_is_asked_about_what_is_done() -> None:
    done = StatusEntry(on=TODAY, status=PromiseStatus.DONE)
    finished = promise(3, statuses=(done,))
    found = standing(child(*LEDGER[:2], finished), finished, LAW, CALENDAR, TODAY, again=True)
    assert (found.why_raise, found.past) == ((), 0)


def test_that_its_history_tells_statuses_evidence_and_the_councils_reply_by_date() -> None:
    first = promise(
        1,
        statuses=(
            StatusEntry(
                on=date(2025, 12, 9),
                status=PromiseStatus.NOT_DONE,
                evidence="no album",
                why_not="Graham was away",
            ),
        ),
        reply=Reply(
            reply=CouncilReply.NOT_AGREED,
            on=date(2025, 6, 9),
            manager="Petra Lowe",
            reason="no money",
        ),
    )
    told = history((first, LEDGER[1]), LEDGER[1])
    assert [moment.on for moment in told] == sorted(moment.on for moment in told)
    assert [moment.what for moment in told] == [
        "Decided at review 1",
        "The council: not agreed",
        "Not done",
        "Carried forward at review 2",
    ]
    assert (told[1].more, told[1].by) == ("no money", "Petra Lowe")
    assert told[2].more == "no album. Graham was away"


def test_that_carrying_forward_keeps_the_chain_and_the_next_review_asks_again() -> None:
    review = sample_review(
        completed_on=TODAY,
        recommendations=(
            Recommendation(id="new", what="Show Kez the photographs", carried_from="p3"),
        ),
    )
    after = with_ledger(child(*LEDGER), review)
    (open_now,) = still_open(after)
    assert open_now.id == "new"
    assert times_carried(after.ledger, open_now) == 3
    assert times_words(3) == "3 times"
