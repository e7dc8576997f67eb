"""A newer return brings a child up to date and never touches what the reviewing officer typed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from models.child import (
    Child,
    Health,
    Home,
    Identifiers,
    LegalStatus,
    MissingEpisode,
    PastReview,
    PeriodOfCare,
    Person,
    ReturnedFacts,
    Worker,
)
from models.ssda903 import merged
from models.ssda903.cells import Reader
from models.ssda903.facts import facts_of as return_facts
from models.ssda903.gathering import Gatherer
from models.ssda903.merging import merge
from models.ssda903.problems import Place, Problems
from models.ssda903.rows import Gathered
from models.ssda903.timeline import BACK_AGAIN
from tests.support.generate import TODAY
from tests.support.ssda903 import COLUMNS, MadeReturn, cell, day, made_return

replace = msgspec.structs.replace
LISTS = ("periods", "legal_statuses", "homes", "workers", "missing", "past_reviews")
SCALARS = ("born", "ethnicity_code", "category_of_need", "became_looked_after")
SEEDS = st.integers(0, 10**6)


def empty(facts: ReturnedFacts) -> Child:
    return Child(id="c", preferred_name="Child 1", born=facts.born, ids=Identifiers(la_id="1"))


def gathered(made: MadeReturn, read_on: date = TODAY) -> Gathered:
    """Return the rows of the one child, without going through files."""
    gatherer = Gatherer(Reader(read_on, Problems()))
    for table, rows in made.tables.items():
        for row in rows:
            gatherer.take(table, Place(table, 1), row)
    return gatherer.complete()[0]


def facts_of(made: MadeReturn, read_on: date = TODAY) -> ReturnedFacts:
    return return_facts(gathered(made, read_on), COLUMNS, read_on)


@st.composite
def told(draw: st.DrawFn) -> ReturnedFacts:
    """Return the facts of one child with a good many rows."""
    count = draw(st.integers(1, 9))
    return facts_of(made_return(draw(SEEDS), children=1, episodes=count, reviews=count))


@st.composite
def newer(draw: st.DrawFn, facts: ReturnedFacts) -> ReturnedFacts:
    """Return what a newer return says of the child: some things the same, others not."""
    other = draw(told())
    changes: dict[str, Any] = {"read_on": facts.read_on + timedelta(days=90)}
    for name in LISTS:
        had, new = getattr(facts, name), getattr(other, name)
        part = draw(st.integers(0, len(had)))
        changes[name] = draw(st.sampled_from([had, had[:part], new]))
    for name in (*SCALARS, "health", "upn", "known_from", "goes_back"):
        changes[name] = draw(st.sampled_from([getattr(facts, name), getattr(other, name)]))
    return replace(facts, **changes)


OWN: tuple[tuple[str, Any], ...] = (
    ("homes", Home(id="own-home", who="Gwen", start=date(2019, 5, 6), place_code="U6")),
    ("periods", PeriodOfCare(id="own-period", start=date(2011, 2, 3), end=date(2011, 9, 9))),
    ("workers", Worker(id="own-worker", name="Priti Nair", start=date(2020, 1, 5))),
    ("missing", MissingEpisode(id="own-missing", start=date(2021, 4, 5), note="at Nan's")),
    ("past_reviews", PastReview(id="own-review", number=4, on=date(2018, 8, 8))),
    ("legal_statuses", LegalStatus(id="own-status", code="C2", start=date(2017, 7, 7))),
)
"""Items that the IRO types in; none of them is on a day of the return."""

TYPED: dict[str, Callable[[Any], dict[str, Any]]] = {
    "homes": lambda h: {"who": "Fran", "address_withheld": True, "why": "closer to school"},
    "periods": lambda p: {"start": p.start - timedelta(days=3)},
    "workers": lambda w: {"name": "Mark Ellery"},
    "missing": lambda m: {"interview": "talked with the youth worker"},
    "past_reviews": lambda r: {"completed_on": r.on + timedelta(days=9), "number": r.number + 5},
    "legal_statuses": lambda s: {"note": "in the family court"},
}
"""What the IRO changes about an item of a list."""


def without_blanks(item: Any) -> dict[str, Any]:
    """Return what somebody typed into an item, or a return filled in."""
    return {
        field.name: getattr(item, field.name)
        for field in msgspec.structs.fields(item)
        if getattr(item, field.name) != field.default
    }


@st.composite
def typed_into(draw: st.DrawFn, child: Child) -> tuple[Child, dict[str, dict[str, Any]]]:
    """Return the child after the IRO worked on them, with what they changed of each list's items.

    An item that they took out has None for its changes.
    """
    changes: dict[str, Any] = {}
    touched: dict[str, dict[str, Any]] = {}
    for name in LISTS:
        items = list(getattr(child, name))
        touched[name] = {}
        for at, item in reversed(list(enumerate(items))):
            does = draw(st.sampled_from(["leave", "leave", "type", "take out"]))
            if does == "type":
                touched[name][item.id] = TYPED[name](item)
                items[at] = replace(item, **touched[name][item.id])
            elif does == "take out":
                touched[name][item.id] = None
                del items[at]
        changes[name] = tuple(items)
    for name, item in draw(st.lists(st.sampled_from(OWN), unique_by=lambda own: own[0])):
        changes[name] = (item, *changes[name])
    return replace(child, **changes), touched


@given(facts=told())
def test_that_an_empty_child_takes_everything_that_is_said(facts: ReturnedFacts) -> None:
    child = merged(empty(facts), facts)
    for name in (*LISTS, *SCALARS, "health"):
        assert getattr(child, name) == getattr(facts, name)
    assert (child.ids.upn, child.asylum_or_trafficking) == (facts.upn, facts.asylum)
    assert child.returned == facts


@given(data=st.data())
def test_that_merging_the_same_facts_again_changes_nothing(data: st.DataObject) -> None:
    first = data.draw(told())
    child, _ = data.draw(typed_into(merged(empty(first), first)))
    second = data.draw(newer(first))
    once = merged(child, second)
    assert merged(once, second) == once


@given(data=st.data())
def test_that_an_untouched_child_follows_the_return(data: st.DataObject) -> None:
    first, second = data.draw(told()), data.draw(told())
    second = replace(second, known_from=None, goes_back=(), read_on=TODAY + timedelta(days=1))
    second = replace(second, **{name: getattr(second, name) for name in LISTS})
    child = merged(merged(empty(first), replace(first, known_from=None, goes_back=())), second)
    for name in ("periods", "legal_statuses", "homes"):
        said = getattr(second, name)
        assert getattr(child, name) == (said or getattr(first, name))


@given(data=st.data())
def test_that_what_the_iro_typed_survives_any_newer_return(data: st.DataObject) -> None:
    facts = data.draw(told())
    child, touched = data.draw(typed_into(merged(empty(facts), facts)))
    after = child
    for _ in range(2):
        after = merged(after, data.draw(newer(facts)))
    for name in LISTS:
        now = {item.id: item for item in getattr(after, name)}
        for item in getattr(child, name):
            if item.id.startswith("own-"):
                assert without_blanks(item).items() <= without_blanks(now[item.id]).items()
        for id_, changes in touched[name].items():
            if changes is None:
                continue
            assert {field: getattr(now[id_], field) for field in changes} == changes


@given(data=st.data())
def test_that_what_the_iro_took_out_stays_out(data: st.DataObject) -> None:
    facts = data.draw(told())
    child, touched = data.draw(typed_into(merged(empty(facts), facts)))
    after = merged(child, replace(facts, read_on=TODAY + timedelta(days=30)))
    for name in LISTS:
        now = {item.id for item in getattr(after, name)}
        assert now == {item.id for item in getattr(child, name)}
        assert not now & {id_ for id_, changes in touched[name].items() if changes is None}


@given(data=st.data())
def test_that_a_return_touches_nothing_that_no_return_tells(data: st.DataObject) -> None:
    facts = data.draw(told())
    child = replace(
        merged(empty(facts), facts),
        preferred_name="Posy",
        about_me="I like the sea.",
        people=(Person(id="p", name="Nan"),),
        family="reef",
    )
    after = merged(child, data.draw(newer(facts)))
    told_of = {*LISTS, *SCALARS, "health", "ids", "asylum_or_trafficking", "returned"}
    for name in set(Child.__struct_fields__) - told_of:
        assert getattr(after, name) == getattr(child, name)


def in_year(made: MadeReturn, year: int) -> MadeReturn:
    """Return what the return of a year to 31 March has: rows that reach into it, as of its end."""
    begins, ends = date(year - 1, 4, 1), date(year, 3, 31)

    def within(rows: Sequence[dict[str, str]], start: str, end: str) -> list[dict[str, str]]:
        found = []
        for row in rows:
            until = day(row[end]) or TODAY
            if (day(row[start]) or TODAY) <= ends and until >= begins:
                is_open = until > ends
                bare = {name: "" for name in (end, "REC", "REASON_PLACE_CHANGE") if name in row}
                found.append(row | bare if is_open else row)
        return found

    tables = dict(made.tables)
    tables["episodes"] = within(tables["episodes"], "DECOM", "DEC")
    tables["sw_episodes"] = within(tables["sw_episodes"], "SW_DECOM", "SW_DEC")
    tables["reviews"] = within(tables["reviews"], "REVIEW", "REVIEW")
    tables["missing"] = within(tables["missing"], "MIS_START", "MIS_END")
    return MadeReturn(tables)


DAYS = {
    "episodes": "DECOM",
    "reviews": "REVIEW",
    "missing": "MIS_START",
    "sw_episodes": "SW_DECOM",
}
"""The column of each table without which a row cannot be read."""


@given(seed=SEEDS, table=st.sampled_from(sorted(DAYS)), data=st.data())
def test_that_a_row_which_cannot_be_read_any_more_takes_nothing_back(
    seed: int, table: str, data: st.DataObject
) -> None:
    made = made_return(seed, children=1, episodes=6, reviews=6)
    before = facts_of(made)
    child = merged(empty(before), before)
    rows = made.tables.get(table, [])
    if not rows:
        return
    bad = data.draw(st.integers(0, len(rows) - 1))
    dirty = [{**row, DAYS[table]: "31/02/2020"} if n == bad else row for n, row in enumerate(rows)]
    read = gathered(MadeReturn({**made.tables, table: dirty}))
    assert read.unread == {table}
    after = merge(child, return_facts(read, COLUMNS, TODAY), read.unread).child
    for name in LISTS:
        assert {i.id for i in getattr(child, name)} <= {i.id for i in getattr(after, name)}
    assert after.became_looked_after == child.became_looked_after
    assert merged(after, before) == child  # and the return mended says what it said


@given(seed=SEEDS, count=st.integers(1, 9))
def test_that_yearly_returns_add_up_to_the_whole_history(seed: int, count: int) -> None:
    made = made_return(seed, children=1, episodes=count, reviews=count, whole=True)
    whole = facts_of(made)
    child = empty(whole)
    began = day(made.tables["episodes"][0]["DECOM"]) or TODAY
    for year in range(began.year, TODAY.year + 2):
        if date(year, 3, 31) >= began:
            part = facts_of(in_year(made, year), min(TODAY, date(year, 3, 31)))
            child = merged(child, part)
    assert child.became_looked_after == whole.became_looked_after
    assert len(child.homes) == len(whole.homes)
    child = replace(child, homes=tuple(map(as_moved, child.homes, whole.homes)))
    for name in LISTS:
        assert getattr(child, name) == getattr(whole, name)


def as_moved(home: Home, whole: Home) -> Home:
    """Return a home that was come back to: where the first stay is in no return, it was a move."""
    if whole.why_not_counted == BACK_AGAIN and not home.why_not_counted:
        return replace(home, counts_as_move=False, why_not_counted=BACK_AGAIN)
    return home


def imported(**changes: Any) -> tuple[Child, ReturnedFacts]:
    """Return a child as the return made them, and what it said."""
    facts = ReturnedFacts(
        read_on=date(2026, 4, 1),
        kinds=("episodes", "header", "oc2", "reviews"),
        born=date(2015, 3, 12),
        upn="A012345678901",
        known_from=date(2024, 2, 4),
        became_looked_after=date(2024, 2, 4),
        periods=(PeriodOfCare(id="903.period.2024-02-04", start=date(2024, 2, 4)),),
        homes=(Home(id="903.home.2024-02-04", who="", place_code="U6", start=date(2024, 2, 4)),),
        past_reviews=(
            PastReview(
                id="903.review.2024-03-01",
                number=1,
                type="first",
                on=date(2024, 3, 1),
                participation="PN1",
            ),
        ),
        health=Health(as_of=date(2026, 4, 1), sdq_score=14),
    )
    facts = replace(facts, **changes)
    return merged(empty(facts), facts), facts


def test_that_a_field_is_taken_only_where_the_child_has_what_was_said_before() -> None:
    child, facts = imported()
    newer_facts = replace(facts, born=date(2015, 3, 13), upn="B012345678901")
    assert merged(child, newer_facts).born == date(2015, 3, 13)
    typed = replace(child, born=date(2015, 4, 12))
    outcome = merge(typed, newer_facts)
    assert (outcome.child.born, outcome.child.ids.upn) == (date(2015, 4, 12), "B012345678901")
    assert outcome.kept == ("Born",)


def test_that_an_item_is_merged_field_by_field() -> None:
    child, facts = imported()
    typed = replace(child, homes=(replace(child.homes[0], who="Fran", place_code="U4"),))
    moved = replace(facts.homes[0], end=date(2026, 5, 1), place_code="U1", reason_left="CARPL")
    outcome = merge(typed, replace(facts, homes=(moved,)))
    home = outcome.child.homes[0]
    assert (home.who, home.place_code) == ("Fran", "U4")
    assert (home.end, home.reason_left) == (date(2026, 5, 1), "CARPL")
    assert outcome.kept == ("home",)


def test_that_an_item_the_return_takes_back_goes_unless_it_was_touched() -> None:
    two = tuple(
        Home(id=f"903.home.{on}", who="", place_code="U6", start=on)
        for on in (date(2024, 2, 4), date(2025, 6, 1))
    )
    child, facts = imported(homes=two)
    one = replace(facts, homes=two[:1])
    assert merged(child, one).homes == two[:1]
    typed = replace(child, homes=(two[0], replace(two[1], who="Fran")))
    outcome = merge(typed, one)
    assert [home.who for home in outcome.child.homes] == ["", "Fran"]
    assert outcome.kept == ("home",)


def test_that_a_child_typed_in_by_hand_is_filled_in_and_nothing_stands_twice() -> None:
    _, facts = imported()
    typed = replace(
        empty(facts),
        born=date(2015, 3, 11),
        homes=(Home(id="h1", who="Fran", start=date(2024, 2, 4)),),
        past_reviews=(PastReview(id="r1", number=1, on=date(2024, 3, 1), participation="PN2"),),
    )
    outcome = merge(typed, facts)
    child = outcome.child
    assert [(h.id, h.who, h.place_code) for h in child.homes] == [("h1", "Fran", "U6")]
    assert [(r.id, r.participation) for r in child.past_reviews] == [("r1", "PN2")]
    assert (child.born, child.ids.upn) == (date(2015, 3, 11), "A012345678901")
    assert outcome.kept == ("Born", "review")
    moved = replace(facts, homes=(replace(facts.homes[0], end=date(2026, 5, 1)),))
    assert [(h.id, h.end) for h in merged(child, moved).homes] == [("h1", date(2026, 5, 1))]


def test_that_new_reviews_count_on_from_the_number_the_iro_gave() -> None:
    child, facts = imported()
    typed = replace(child, past_reviews=(replace(child.past_reviews[0], number=7),))
    later = tuple(
        PastReview(id=f"903.review.{on}", number=number, on=on)
        for number, on in ((2, date(2024, 6, 1)), (3, date(2024, 12, 1)))
    )
    after = merged(typed, replace(facts, past_reviews=(*facts.past_reviews, *later)))
    assert [review.number for review in after.past_reviews] == [7, 8, 9]
    only_later = merged(typed, replace(facts, past_reviews=later))
    assert [review.number for review in only_later.past_reviews] == [7, 8, 9]
    assert [review.type for review in after.past_reviews] == ["first", "second", "subsequent"]


def test_that_files_that_were_not_there_take_nothing_back() -> None:
    child, facts = imported(asylum=True, kinds=("header", "uasc"))
    bare = ReturnedFacts(read_on=TODAY, kinds=("header",), born=facts.born)
    after = merged(child, bare)
    assert after.asylum_or_trafficking
    assert (after.homes, after.past_reviews, after.health) == (
        child.homes,
        child.past_reviews,
        child.health,
    )
    assert after.returned is not None
    assert after.returned.homes == facts.homes
    assert after.ids.upn == facts.upn
    given = replace(bare, kinds=("header", "uasc"))
    assert not merged(after, given).asylum_or_trafficking


def test_that_a_new_time_in_care_begins_its_reviews_anew() -> None:
    child, facts = imported()
    again = date(2026, 1, 10)
    first = PastReview(id="903.review.2026-02-01", number=1, type="first", on=date(2026, 2, 1))
    newer_facts = replace(
        facts,
        became_looked_after=again,
        periods=(
            replace(facts.periods[0], end=date(2025, 5, 5), ended_because="E4A"),
            PeriodOfCare(id=f"903.period.{again}", start=again),
        ),
        past_reviews=(first,),
    )
    after = merged(child, newer_facts)
    assert after.became_looked_after == again
    assert [(p.start, p.end) for p in after.periods] == [
        (date(2024, 2, 4), date(2025, 5, 5)),
        (again, None),
    ]
    assert after.past_reviews == (first,)


def test_that_health_is_as_of_the_day_it_last_changed() -> None:
    child, facts = imported()
    same = replace(facts, read_on=TODAY, health=Health(as_of=TODAY, sdq_score=14))
    assert merged(child, same).health == child.health
    other = replace(facts, read_on=TODAY, health=Health(as_of=TODAY, sdq_score=17))
    assert merged(child, other).health == Health(as_of=TODAY, sdq_score=17)


def test_that_a_day_is_written_as_the_return_writes_it() -> None:
    assert day(cell(TODAY)) == TODAY
