"""List columns hold absolute dates, and the same whichever review is open."""

from datetime import date

import msgspec
import pytest

from models.calendar import WorkingCalendar
from models.child import Child, PastReview, Promise, StatusEntry, View, still_open
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.law import load_law
from models.review import Adjournment, NextReview, Review, ReviewHead, SignedVersion
from models.terms import PromiseStatus, ReviewType, ViewMethod
from models.text import Quote
from tests.support.sample import TODAY, sample_child, sample_clock, sample_review

LAW = load_law()
COLUMNS = ListColumns(DateEngine(law=LAW, calendar=WorkingCalendar()))


def review_with(**head: object) -> Review:
    whole: dict[str, object] = {"number": 3, "type": ReviewType.SUBSEQUENT, **head}
    return Review(id="r", child_id="c", head=msgspec.convert(whole, ReviewHead))


def promise(name: str, number: int, made_on: date, *statuses: PromiseStatus) -> Promise:
    entries = tuple(StatusEntry(on=TODAY, status=status) for status in statuses)
    return Promise(
        id=name,
        review_id=f"r{number}",
        review_number=number,
        made_on=made_on,
        number=1,
        what="Bees",
        statuses=entries,
    )


def test_that_a_completed_review_has_the_dates_of_what_follows() -> None:
    row = COLUMNS.review_row(
        review_with(review_date=date(2026, 12, 10), completed_on=date(2026, 12, 10)),
        sample_child(),
    )
    assert row.decisions_due == date(2026, 12, 17)
    assert row.record_due == date(2027, 1, 5)
    assert row.distribution_due == date(2027, 1, 12)
    assert row.next_limit == date(2027, 6, 10)


def test_that_a_review_not_yet_complete_has_no_clocks_running() -> None:
    row = COLUMNS.review_row(review_with(review_date=TODAY), sample_child())
    assert (row.decisions_due, row.record_due, row.distribution_due) == (None, None, None)
    assert row.next_limit == date(2027, 5, 24)
    assert COLUMNS.review_row(review_with(), sample_child()).next_limit is None


def test_that_a_series_of_meetings_counts_the_next_limit_from_its_first() -> None:
    """Decisions count from completion, the next review from the review date (design.md §2)."""
    row = COLUMNS.review_row(
        review_with(review_date=date(2026, 12, 10), completed_on=date(2026, 12, 18)),
        sample_child(),
    )
    assert row.next_limit == date(2027, 6, 10)
    assert row.decisions_due == date(2026, 12, 29)


def test_that_the_limit_after_a_first_review_is_three_months() -> None:
    row = COLUMNS.review_row(
        review_with(number=1, type=ReviewType.FIRST, review_date=date(2026, 9, 10)), sample_child()
    )
    assert row.next_limit == date(2026, 12, 10)


def test_that_a_review_row_says_what_lists_show() -> None:
    head = review_with(
        review_date=TODAY,
        adjournment=Adjournment(until=date(2026, 12, 15)),
        next_review=NextReview(planned=date(2027, 5, 18), midway=date(2027, 2, 23)),
        versions=tuple(
            SignedVersion(number=n, signed_at=sample_clock().now(), by="M") for n in (1, 2)
        ),
    )
    row = COLUMNS.review_row(head, sample_child())
    assert (row.adjourned_until, row.next_planned, row.midway) == (
        date(2026, 12, 15),
        date(2027, 5, 18),
        date(2027, 2, 23),
    )
    assert row.signed_version == 2
    assert not row.is_running
    sample = COLUMNS.review_row(sample_review(), sample_child())
    assert sample.is_running
    assert sample.recommendations == 3


def test_that_both_rows_name_the_law_pack_and_calendar_that_made_them() -> None:
    shut = WorkingCalendar(closures=(date(2026, 12, 24),))
    columns = ListColumns(DateEngine(law=LAW, calendar=shut))
    child = columns.child_row(sample_child())
    review = columns.review_row(sample_review(), sample_child())
    assert (child.law_version, child.calendar_version) == (LAW.version, shut.version)
    assert (review.law_version, review.calendar_version) == (LAW.version, shut.version)
    assert shut.version != WorkingCalendar().version


@pytest.mark.parametrize(
    ("past", "due"),
    [
        ((), date(2026, 11, 30)),
        (((1, date(2026, 11, 26)),), date(2027, 2, 26)),
        (((1, date(2026, 11, 26)), (2, date(2027, 2, 20))), date(2027, 8, 20)),
        (((1, date(2026, 3, 1)), (2, date(2026, 5, 29))), date(2026, 11, 30)),  # an earlier time
    ],
)
def test_that_the_next_limit_follows_from_the_childs_own_facts(
    past: tuple[tuple[int, date], ...], due: date
) -> None:
    reviews = tuple(PastReview(id=f"p{number}", number=number, on=on) for number, on in past)
    child = sample_child(became_looked_after=date(2026, 11, 2), past_reviews=reviews)
    assert COLUMNS.child_row(child).next_limit == due


def test_that_a_child_not_in_care_has_no_limit() -> None:
    child = sample_child(became_looked_after=None, past_reviews=())
    assert COLUMNS.child_row(child).next_limit is None


def test_that_the_newest_words_of_a_child_are_shown() -> None:
    views = tuple(
        View(
            id=f"v{day}",
            on=date(2026, 11, day),
            method=ViewMethod.PRIVATE_TALK,
            words=Quote(id=f"q{day}", text=f"said on the {day}."),
        )
        for day in (3, 20, 12)
    )
    seen = View(id="v", on=TODAY, method=ViewMethod.OBSERVATION, description="smiled")
    row = COLUMNS.child_row(sample_child(views=(*views, seen)))
    assert (row.last_words, row.last_words_on) == ("said on the 20.", date(2026, 11, 20))
    assert COLUMNS.child_row(sample_child(views=())).last_words == ""


def test_that_only_what_nothing_has_closed_is_open() -> None:
    old, new = date(2026, 1, 5), date(2026, 6, 2)
    ledger = (
        promise("a", 3, old, PromiseStatus.DONE),
        promise("b", 3, old, PromiseStatus.DONE, PromiseStatus.PART_DONE),
        promise("c", 4, new),
        promise("d", 4, new, PromiseStatus.NO_LONGER_NEEDED),
        promise("e", 5, TODAY),
    )
    child = Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), ledger=ledger)
    assert [p.id for p in still_open(child)] == ["b", "c", "e"]
    row = COLUMNS.child_row(child)
    assert (row.open_promises, row.oldest_promise) == (3, old)


def test_that_what_was_carried_forward_is_as_old_as_its_first_time() -> None:
    old = date(2026, 1, 5)
    first = promise("a", 3, old)
    carried = msgspec.structs.replace(promise("b", 4, TODAY), carried_from="a")
    child = Child(id="c", preferred_name="Kez", born=date(2015, 3, 1), ledger=(first, carried))
    row = COLUMNS.child_row(child)
    assert (row.open_promises, row.oldest_promise) == (1, old)


def test_that_the_caseload_shows_where_the_child_lives_now() -> None:
    row = COLUMNS.child_row(sample_child())
    assert (row.home, row.plan) == ("with Joanna and Mark Pell", "long_term_foster")
    gone = COLUMNS.child_row(sample_child(homes=(), plans=()))
    assert (gone.home, gone.plan) == ("", "")
