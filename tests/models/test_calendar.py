"""Working days, months, ages and the clock count as the Regulations and the calendar do."""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from subprocess import run

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ages import Age, age_band, age_on, birthday
from models.calendar import (
    BANK_HOLIDAYS,
    WorkingCalendar,
    add_months,
    bank_holidays_name,
    long_date,
    weekday_date,
)
from models.clock import FixedClock, SystemClock, uk_date, uk_time
from models.errors import UserFacingError

ENGLAND = WorkingCalendar()
DAYS = st.dates(date(2005, 1, 1), date(2055, 12, 31))
COUNTS = st.integers(-60, 60)


def days(*iso: str) -> list[date]:
    return [date.fromisoformat(day) for day in iso]


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_that_the_weekdays_not_worked_are_exactly_the_bank_holidays(year: int, off: str) -> None:
    first = date(year, 1, 1).toordinal()
    weekdays = [d for n in range(365) if (d := date.fromordinal(first + n)).weekday() < 5]
    closed = [day for day in weekdays if not ENGLAND.is_working_day(day)]
    assert closed == days(*(f"{year}-{day}" for day in off.split()))


@pytest.mark.parametrize("day", days("2020-05-08", "2022-09-19", "2023-05-08", "2012-06-05"))
def test_that_one_off_bank_holidays_are_known(day: date) -> None:
    assert not ENGLAND.is_working_day(day)


def test_that_days_off_elsewhere_in_the_kingdom_are_worked_in_england() -> None:
    assert all(map(ENGLAND.is_working_day, days("2026-01-02", "2026-03-17", "2026-11-30")))


@given(day=DAYS, count=COUNTS)
def test_that_counting_ends_on_a_working_day_and_can_be_counted_back(day: date, count: int) -> None:
    end = ENGLAND.add_working_days(day, count)
    if count == 0:
        assert end == day
        return
    assert ENGLAND.is_working_day(end)
    assert ENGLAND.working_days_between(day, end) == count
    if ENGLAND.is_working_day(day):
        assert ENGLAND.add_working_days(end, -count) == day


@given(day=DAYS, first=st.integers(0, 30), more=st.integers(1, 30))
def test_that_more_working_days_end_later_and_add_up(day: date, first: int, more: int) -> None:
    middle = ENGLAND.add_working_days(day, first)
    end = ENGLAND.add_working_days(day, first + more)
    assert end > middle
    assert end == ENGLAND.add_working_days(middle, more)


@given(day=DAYS, count=COUNTS, off=st.lists(DAYS, max_size=5), near=st.integers(-30, 30))
def test_that_a_day_off_never_shortens_a_count(
    day: date, count: int, off: list[date], near: int
) -> None:
    nearby = date.fromordinal(day.toordinal() + near)
    closed = WorkingCalendar(closures=tuple(off), extra_holidays=(nearby,))
    before, after = ENGLAND.add_working_days(day, count), closed.add_working_days(day, count)
    assert after >= before if count >= 0 else after <= before
    assert count == 0 or closed.is_working_day(after)


@given(start=DAYS, length=st.integers(0, 200))
def test_that_between_counts_each_working_day_once(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    slow = [date.fromordinal(n) for n in range(start.toordinal() + 1, end.toordinal() + 1)]
    assert ENGLAND.working_days_between(start, end) == sum(map(ENGLAND.is_working_day, slow))


@given(day=DAYS, off=st.sets(DAYS, max_size=3))
def test_that_the_law_takes_no_notice_of_a_councils_closures(day: date, off: set[date]) -> None:
    closed = WorkingCalendar(closures=tuple(off))
    assert closed.statutory.add_working_days(day, 20) == ENGLAND.add_working_days(day, 20)


def test_that_a_proclaimed_bank_holiday_moves_the_law_too() -> None:
    proclaimed = WorkingCalendar(extra_holidays=(date(2026, 7, 14),), closures=(date(2026, 7, 15),))
    assert proclaimed.statutory.add_working_days(date(2026, 7, 13), 1) == date(2026, 7, 15)
    assert proclaimed.add_working_days(date(2026, 7, 13), 1) == date(2026, 7, 16)


def test_that_the_version_names_the_days_off_and_nothing_else() -> None:
    christmas, eve = date(2026, 12, 29), date(2026, 12, 24)
    one = WorkingCalendar(closures=(christmas, eve))
    assert ENGLAND.version == BANK_HOLIDAYS
    assert one.version == WorkingCalendar(closures=(eve, christmas, eve)).version
    assert len({one.version, WorkingCalendar(extra_holidays=(eve, christmas)).version}) == 2
    assert len({one.version, WorkingCalendar(closures=(eve,)).version, ENGLAND.version}) == 3


def test_that_the_name_of_the_bank_holidays_is_that_of_the_locked_librarys() -> None:
    assert bank_holidays_name() == BANK_HOLIDAYS


def test_that_a_calendar_is_a_value_that_can_be_kept() -> None:
    calendar = WorkingCalendar(closures=(date(2026, 12, 29),))
    assert calendar.is_working_day(date(2026, 12, 30))
    kept = msgspec.json.encode(calendar)
    assert msgspec.json.decode(kept, type=WorkingCalendar) == calendar


def test_that_reading_a_calendar_loads_no_library_before_the_first_question() -> None:
    code = (
        "import sys, models.calendar as c; c.WorkingCalendar().version;"
        "print('holidays' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("day", days("1999-12-31", "2061-01-03", "9999-12-31"))
def test_that_an_impossible_year_is_told_and_never_counted(day: date) -> None:
    with pytest.raises(UserFacingError, match=str(day.year)):
        ENGLAND.is_working_day(day)


def test_that_counting_past_the_table_is_told() -> None:
    with pytest.raises(UserFacingError, match="2061"):
        ENGLAND.add_working_days(date(2060, 12, 20), 20)
    with pytest.raises(UserFacingError, match="10000"):
        add_months(date(9999, 12, 1), 1)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        ("2026-11-28", 3, "2027-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-08-28", 6, "2027-02-28"),
        ("2026-12-31", 6, "2027-06-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-15", 0, "2026-12-15"),
    ],
)
def test_that_months_keep_the_day_number_or_end_with_the_month(
    day: str, months: int, end: str
) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(end)


@given(day=DAYS, months=COUNTS)
def test_that_months_land_in_the_right_month_on_the_same_day_or_the_last(
    day: date, months: int
) -> None:
    end = add_months(day, months)
    assert (end.year - day.year) * 12 + end.month - day.month == months
    last = (end + timedelta(days=1)).day == 1
    assert end.day == day.day or (end.day < day.day and last)


@given(day=DAYS, later=st.integers(0, 400), months=COUNTS)
def test_that_months_keep_the_order_of_days(day: date, later: int, months: int) -> None:
    other = date.fromordinal(day.toordinal() + later)
    assert add_months(day, months) <= add_months(other, months)


@pytest.mark.parametrize(
    ("born", "on", "years", "months"),
    [
        ("2017-03-02", "2026-12-10", 9, 9),
        ("2016-02-29", "2017-02-28", 0, 11),
        ("2016-02-29", "2017-03-01", 1, 0),
        ("2016-02-29", "2020-02-29", 4, 0),
        ("2016-02-29", "2020-02-28", 3, 11),
        ("2010-12-10", "2026-12-10", 16, 0),
        ("2010-12-11", "2026-12-10", 15, 11),
        ("2026-01-31", "2026-02-28", 0, 0),
        ("2026-12-10", "2026-12-10", 0, 0),
    ],
)
def test_that_an_age_is_counted_in_whole_years_and_months(
    born: str, on: str, years: int, months: int
) -> None:
    age = age_on(date.fromisoformat(born), date.fromisoformat(on))
    assert (age.years, age.months) == (years, months)


def test_that_an_unborn_child_has_an_age_to_speak_of() -> None:
    age = age_on(date(2027, 2, 1), date(2026, 12, 10))
    assert (age.words, age_band(age)) == ("not yet born", "under_5")


@pytest.mark.parametrize(
    ("born", "words"),
    [
        *(("2026-12-10", "0 days"), ("2026-12-09", "1 day"), ("2026-11-11", "29 days")),
        *(("2026-11-10", "1 month"), ("2025-12-10", "1 year"), ("2025-12-09", "1 year")),
        *(("2017-03-02", "9 years 9 months"),),
    ],
)
def test_that_an_age_reads_as_one_says_it(born: str, words: str) -> None:
    assert age_on(date.fromisoformat(born), date(2026, 12, 10)).words == words


@pytest.mark.parametrize(
    ("years", "band"),
    [
        *((0, "under_5"), (4, "under_5"), (5, "5_11"), (11, "5_11")),
        *((12, "12_15"), (15, "12_15"), (16, "16_plus"), (17, "16_plus")),
    ],
)
def test_that_bands_of_age_meet_without_a_gap(years: int, band: str) -> None:
    assert age_band(Age(years=years, months=11)) == band


@given(born=DAYS, years=st.integers(0, 21))
def test_that_an_age_is_reached_on_the_birthday_and_not_before(born: date, years: int) -> None:
    on = birthday(born, years)
    assert age_on(born, on) == Age(years=years, months=0)
    if years:
        assert age_on(born, date.fromordinal(on.toordinal() - 1)).years == years - 1


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 7, 14, 22, 59, tzinfo=UTC), date(2026, 7, 14)),
        (datetime(2026, 7, 14, 23, 0, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 12, 14, 23, 59, tzinfo=UTC), date(2026, 12, 14)),
    ],
)
def test_that_the_uk_day_begins_at_midnight_in_the_uk(instant: datetime, day: date) -> None:
    assert FixedClock(instant).today() == day
    assert FixedClock(instant).now() == instant


def test_that_uk_clocks_go_forward_in_summer() -> None:
    assert uk_time(datetime(2026, 7, 14, 13, 2, tzinfo=UTC)).hour == 14
    assert uk_time(datetime(2026, 12, 14, 13, 2, tzinfo=UTC)).hour == 13


def test_that_the_computers_clock_gives_utc_and_the_uk_date() -> None:
    before = datetime.now(UTC)
    now, today = SystemClock().now(), SystemClock().today()
    assert before <= now <= datetime.now(UTC)
    assert today in {uk_date(before), uk_date(datetime.now(UTC))}


def test_that_dates_are_written_as_in_england() -> None:
    assert long_date(date(2026, 7, 4)) == "4 July 2026"
    assert weekday_date(date(2025, 12, 12)) == "Friday 12 December 2025"
