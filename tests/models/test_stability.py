"""The strip counts what a careful reader of the rows would count, and says it in plain words."""

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.child import Child, Home, MissingEpisode, PeriodOfCare, School, Worker
from models.stability import Came, Counts, Lane, shaking, stability
from models.stability_words import in_words, short_words, spoken

TODAY = date(2026, 11, 24)
CAME = date(2025, 2, 3)
YEAR_AGO = date(2025, 11, 24)
PLANNED, UNPLANNED, WISH = {"CARPL"}, {"CLOSE", "ALLEG", "CREQB", "LAREQ", "OTHER"}, {"CHILD"}
REASONS = sorted(PLANNED | UNPLANNED | WISH)


def home(n: int, start: date, end: date | None = None, reason: str = "", **more: object) -> Home:
    facts: dict[str, object] = {"place_code": "U6"} | more
    return Home(id=f"h{n}", who=f"Family {n}", start=start, end=end, reason_left=reason, **facts)  # type: ignore[arg-type]


def child(*homes: Home, **more: object) -> Child:
    facts: dict[str, object] = {"became_looked_after": CAME} | more
    return Child(id="c", preferred_name="Kez", born=date(2012, 3, 4), homes=homes, **facts)  # type: ignore[arg-type]


@st.composite
def lives(draw: st.DrawFn) -> tuple[Home, ...]:
    """Return a row of homes without gaps, each one but the last with a reason why it ended."""
    days = draw(st.lists(st.integers(1, 655), unique=True, max_size=12))
    starts = [CAME, *(CAME + timedelta(days=day) for day in sorted(days))]
    ends = [*starts[1:], None]
    reasons = [draw(st.sampled_from(REASONS)) if end else "" for end in ends]
    return tuple(
        home(n, start, end, reason)
        for n, (start, end, reason) in enumerate(zip(starts, ends, reasons, strict=True))
    )


def counted(homes: tuple[Home, ...], since: date) -> Counts:
    """Count a row of plain homes independently of how the strip does it."""
    moves = [a.reason_left for a, b in pairwise(homes) if b.start >= since]
    return Counts(
        there=sum(h.end is None or h.end > since or h.start >= since for h in homes),
        changes=len(moves),
        planned=sum(r in PLANNED for r in moves),
        unplanned=sum(r in UNPLANNED for r in moves),
        wish=sum(r in WISH for r in moves),
    )


def both(of: Child) -> tuple[Counts, Counts]:
    found = stability(of, TODAY)
    assert found.care is not None
    return found.counts(Lane.HOMES, found.year), found.counts(Lane.HOMES, found.care)


@given(lives())
def test_that_counts_equal_an_independent_count(homes: tuple[Home, ...]) -> None:
    a_year = YEAR_AGO + timedelta(days=1)
    assert both(child(*homes)) == (counted(homes, a_year), counted(homes, CAME))


def _split(homes: tuple[Home, ...], at: int, how: str) -> tuple[Home, ...]:
    """Return the homes with a change that does not count put into one of them."""
    one = homes[at]
    end = one.end or TODAY
    day = one.start + (end - one.start) / 2
    change = msgspec.structs.replace
    if how == "status":
        rest = change(one, id="x", start=day, place_code="U4")
        parts = [change(one, end=day, reason_left="PLACE"), rest]
    elif how == "no_move":
        rest = change(one, id="x", start=day, counts_as_move=False, why_not_counted="same carers")
        parts = [change(one, end=day, reason_left="CARPL"), rest]
    else:
        back = one.start + 3 * (end - one.start) / 4
        away = home(99, day, back, "CARPL", place_code="T1")
        parts = [change(one, end=day, reason_left="CARPL"), away, change(one, id="x", start=back)]
    return (*homes[:at], *parts, *homes[at + 1 :])


@settings(max_examples=150)
@given(lives(), st.data())
def test_that_a_change_that_does_not_count_never_changes_a_count(
    homes: tuple[Home, ...], data: st.DataObject
) -> None:
    long_enough = [n for n, h in enumerate(homes) if ((h.end or TODAY) - h.start).days >= 8]
    if not long_enough:
        return
    at = data.draw(st.sampled_from(long_enough))
    how = data.draw(st.sampled_from(["status", "no_move", "temporary"]))
    before, after = both(child(*homes)), both(child(*_split(homes, at, how)))
    apart = [msgspec.structs.replace(counts, temporary=0) for counts in after]
    assert tuple(apart) == before


def test_that_each_change_says_how_it_came_about() -> None:
    row = (
        home(1, CAME, date(2025, 3, 1), "CREQB"),
        home(2, date(2025, 3, 1), date(2025, 6, 1), "PLACE"),
        home(3, date(2025, 6, 1), date(2025, 9, 1), "CARPL"),
        home(4, date(2025, 9, 1), date(2025, 9, 5), "OTHER", place_code="T1"),
        home(3, date(2025, 9, 5), date(2026, 1, 1), "CHILD"),
        home(5, date(2026, 1, 1), date(2026, 3, 1)),
        home(6, date(2026, 3, 1), counts_as_move=False, why_not_counted="same house"),
    )
    stays = stability(child(*row), TODAY).lane(Lane.HOMES)
    assert [stay.came for stay in stays] == [
        Came.START,
        Came.UNPLANNED,
        Came.NOT_COUNTED,
        Came.TEMPORARY,
        Came.NOT_COUNTED,
        Came.WISH,
        Came.NOT_COUNTED,
    ]
    assert [stay.why for stay in stays][2:] == [
        "only the status of the home changed",
        "In hospital for a short time",
        "back from a temporary stay",
        "The child asked",
        "same house",
    ]


def test_that_a_new_home_after_a_temporary_stay_counts() -> None:
    row = (
        home(1, CAME, date(2026, 3, 1), "CREQB"),
        home(2, date(2026, 3, 1), date(2026, 3, 6), "CREQB", place_code="T4"),
        home(3, date(2026, 3, 6)),
    )
    year, _ = both(child(*row))
    assert (year.there, year.changes, year.unplanned, year.temporary) == (2, 1, 1, 1)


def test_that_earlier_times_in_care_are_history_and_not_counted() -> None:
    periods = (
        PeriodOfCare(id="1", start=date(2020, 1, 1), end=date(2020, 9, 1), ended_because="E4A"),
        PeriodOfCare(id="2", start=CAME),
    )
    old = home(0, date(2020, 1, 1), date(2020, 9, 1))
    of = child(old, home(1, CAME), periods=periods)
    found = stability(of, TODAY)
    assert [stay.id for stay in found.lane(Lane.HOMES)] == ["h1"]
    assert found.lane(Lane.HOMES)[0].came is Came.START
    assert "An earlier time in care, not counted: 1 January 2020 to 1 September 2020." in spoken(
        found
    )


def test_that_counting_stops_on_the_day_care_ended() -> None:
    over = PeriodOfCare(id="1", start=CAME, end=date(2026, 6, 1))
    found = stability(child(home(1, CAME, date(2026, 6, 1)), periods=(over,)), TODAY)
    assert (found.end, found.year.end) == (date(2026, 6, 1), date(2026, 6, 1))


# -- schools, workers, missing


def school(n: int, start: date, *, counts: bool = True) -> School:
    return School(id=f"s{n}", name=f"School {n}", start=start, counts_as_change=counts)


def test_that_a_school_change_counts_unless_it_was_said_not_to() -> None:
    row = (
        school(1, date(2020, 9, 4), counts=False),
        school(2, date(2023, 9, 5)),
        school(3, date(2026, 1, 12)),
        school(4, date(2026, 3, 2), counts=False),
        school(5, date(2026, 9, 3)),
    )
    stays = stability(child(schools=row), TODAY).lane(Lane.SCHOOLS)
    came = [stay.came for stay in stays]
    not_counted = Came.NOT_COUNTED
    assert came == [Came.START, not_counted, Came.UNPLANNED, not_counted, not_counted]


def worker(n: int, start: date, end: date | None = None, role: str = "social worker") -> Worker:
    return Worker(id=f"w{n}", name=f"Worker {n}", start=start, end=end, role=role)


def test_that_only_social_workers_count_as_such_and_officers_have_their_own_lane() -> None:
    found = stability(
        child(
            workers=(
                worker(1, CAME, date(2026, 2, 1)),
                worker(2, date(2026, 2, 1)),
                worker(3, CAME, role="Independent Reviewing Officer"),
                worker(4, CAME, role="personal adviser"),
            )
        ),
        TODAY,
    )
    assert found.counts(Lane.WORKERS, found.year).changes == 1
    assert [s.name for s in found.lane(Lane.OFFICERS)] == ["Worker 3"]
    assert [s.name for s in found.lane(Lane.OTHERS)] == ["Worker 4, personal adviser"]


def test_that_missing_nights_are_counted_once_each_and_only_inside_the_window() -> None:
    missing = (
        MissingEpisode(
            id="1", start=YEAR_AGO - timedelta(days=2), end=YEAR_AGO + timedelta(days=3)
        ),
        MissingEpisode(id="2", start=date(2026, 5, 1), end=date(2026, 5, 4)),
        MissingEpisode(id="3", start=date(2026, 5, 3), end=date(2026, 5, 5)),
        MissingEpisode(id="4", start=date(2026, 7, 1), end=date(2026, 7, 1)),
    )
    found = stability(child(missing=missing), TODAY)
    assert found.missing(found.year) == type(found.missing(found.year))(times=4, nights=6)


# -- shaking


@pytest.mark.parametrize(
    ("workers", "schools", "homes", "words"),
    [
        (0, 0, 0, ()),
        (1, 1, 0, ()),
        (0, 0, 1, ("2 homes in 12 months",)),
        (2, 0, 0, ("3 social workers in 12 months",)),
        (
            *(1, 1, 1),
            (
                "2 homes in 12 months",
                "home, school and social worker all changed in 12 months",
            ),
        ),
    ],
)
def test_that_shaking_is_said_with_why(
    workers: int, schools: int, homes: int, words: tuple[str, ...]
) -> None:
    months = [date(2026, month, 20) for month in (1, 2, 3)]
    starts = [CAME, *months]
    of = child(
        *(home(n, starts[n], starts[n + 1] if n < homes else None) for n in range(homes + 1)),
        schools=tuple(school(n, starts[n]) for n in range(schools + 1)),
        workers=tuple(
            worker(n, starts[n], starts[n + 1] if n < workers else None) for n in range(workers + 1)
        ),
    )
    assert shaking(stability(of, TODAY)) == words


# -- words


def test_that_the_words_say_kinds_of_moves_and_what_stayed_the_same() -> None:
    row = (
        home(1, CAME, date(2026, 1, 5), "CARPL"),
        home(2, date(2026, 1, 5), date(2026, 3, 2), "CREQB"),
        home(3, date(2026, 3, 2)),
    )
    of = child(
        *row,
        schools=(school(1, date(2020, 9, 4)), school(2, date(2026, 3, 9))),
        workers=(worker(1, date(2024, 3, 1)),),
    )
    found = stability(of, TODAY)
    assert short_words(found) == (
        "3 homes in 12 months: 1 planned move, 1 unplanned.",
        "1 change of school in 12 months, during a school year.",
        "Same social worker since March 2024.",
    )
    homes = in_words(found)[0]
    assert homes.stays[0] == (
        "Family 3, since 2 March 2026, 8 months, unplanned move (the carer asked, because of "
        "behaviour)"
    )


def test_that_nothing_written_down_is_said_so() -> None:
    found = stability(Child(id="c", preferred_name="Kez", born=CAME), TODAY)
    assert short_words(found)[0] == "No home is written down."


def test_that_a_baby_lacks_no_school() -> None:
    for born, said in (
        (date(2023, 12, 1), "Too young"),
        (date(2023, 1, 1), "No school is written"),
    ):
        found = stability(Child(id="c", preferred_name="Kez", born=born), TODAY)
        assert short_words(found)[1].startswith(said)


def test_that_no_word_is_a_score() -> None:
    row = tuple(
        home(n, CAME + timedelta(days=40 * n), CAME + timedelta(days=40 * (n + 1)), "CREQB")
        for n in range(12)
    )
    said = spoken(stability(child(*row), TODAY)).casefold()
    assert not {"score", "risk", "rating", "grade", "stable"} & set(said.split())
