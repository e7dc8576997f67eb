"""A mismatch recomputes in slices, and a changed limit is shown as changed, with why."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import LawPack, load_law
from models.parts import Author, whole
from models.recount import Recounted, unseen
from models.store import Store
from models.store_rows import LimitChange
from tests.support import stores
from tests.support.generate import TODAY, caseload
from ui.recounting import Recounting, seen

LAW = load_law()


def law_with(rule_id: str, amount: int, version: str) -> LawPack:
    rules = tuple(
        msgspec.structs.replace(rule, amount=amount) if rule.id == rule_id else rule
        for rule in LAW.rules
    )
    return msgspec.structs.replace(LAW, rules=rules, version=version)


def columns(law: LawPack = LAW) -> ListColumns:
    return ListColumns(DateEngine(law=law, calendar=WorkingCalendar()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with stores.made(tmp_path) as made:
        for one in caseload(11, children=9, words=20):
            opened = Opened(child=one.child, review=one.review)
            made.save(whole(opened, columns(), Author(who="Morag Bell", at=stores.NOW), "made"))
        yield made


def looked_through(recounting: Recounting, store: Store) -> dict[str, tuple[LimitChange, ...]]:
    listed = recounting.look_through(store.children(), store.reviews(), store.rows.changes())
    return {row.child.id: row.changed for row in listed if row.changed}


def all_slices(recounting: Recounting, store: Store) -> int:
    made, waits = recounting.slice(store, TODAY)
    return made + (all_slices(recounting, store) if waits else 0)


def test_that_rows_of_this_law_pack_are_left_alone(store: Store) -> None:
    recounting = Recounting(columns())
    assert looked_through(recounting, store) == {}
    before = store.generation
    assert recounting.slice(store, TODAY) == (0, False)
    assert store.generation == before


def test_that_another_law_pack_moves_every_row_and_says_which_limit_and_why(store: Store) -> None:
    recounting = Recounting(columns(law_with("T10", 5, "2027-01")))
    looked_through(recounting, store)
    assert all_slices(recounting, store) == 9
    changes = looked_through(recounting, store)
    assert recounting.slice(store, TODAY) == (0, False)
    assert changes
    for found in changes.values():
        (change,) = found
        assert change.what == "Next review"
        assert change.now < change.was
        assert change.why == "because the law pack is now 2027-01 and was 2026-11"


def test_that_the_rows_are_what_a_fresh_save_would_write(store: Store) -> None:
    newer = columns(law_with("T12", 3, "2027-01"))
    recounting = Recounting(newer)
    looked_through(recounting, store)
    all_slices(recounting, store)
    for row in store.reviews():
        opened = Opened(child=store.load_child(row.child_id), review=store.load_review(row.id))
        assert row == newer.review_row(opened.the_review, opened.child)
    for child in store.children():
        assert child == newer.child_row(store.load_child(child.id))


def test_that_a_change_is_shown_until_it_was_seen(store: Store) -> None:
    recounting = Recounting(columns(law_with("T10", 5, "2027-01")))
    looked_through(recounting, store)
    all_slices(recounting, store)
    first, *others = looked_through(recounting, store)
    seen(store, first)
    assert set(looked_through(recounting, store)) == set(others)


def test_that_a_limit_that_moved_back_is_no_change_any_more(store: Store) -> None:
    for law in (law_with("T10", 5, "2027-01"), LAW):
        recounting = Recounting(columns(law))
        looked_through(recounting, store)
        all_slices(recounting, store)
    assert not any(looked_through(recounting, store).values())


def test_that_a_child_removed_between_two_slices_is_passed_over(store: Store) -> None:
    recounting = Recounting(columns(law_with("T10", 5, "2027-01")))
    looked_through(recounting, store)
    for child in store.children()[:4]:
        store.remove_child(child.id)
    assert all_slices(recounting, store) == 5


def test_that_rows_of_an_earlier_format_are_out_of_date() -> None:
    one = next(caseload(1, children=1, words=20))
    made = Recounted(child=one.child_row, reviews=(one.review_row,))
    assert columns().is_current(made.child)
    assert not columns().is_current(msgspec.structs.replace(made.child, row_format=0))
    assert not columns().is_current(msgspec.structs.replace(made.reviews[0], calendar_version=""))


_DAY = st.integers(0, 5).map(lambda n: TODAY + timedelta(days=n))


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), _DAY), max_size=8))
def test_that_what_is_told_is_always_where_the_limit_stood_and_stands(
    moves: list[tuple[str, object]],
) -> None:
    stood = {"a": TODAY, "b": TODAY}
    told: tuple[LimitChange, ...] = ()
    now = dict(stood)
    for what, day in moves:
        if day != now[what]:
            change = msgspec.convert(
                {"what": what, "was": now[what], "now": day, "why": "w"}, LimitChange
            )
            told = unseen(told, (change,))
            now[what] = change.now
    expected = {what: (stood[what], day) for what, day in now.items() if day != stood[what]}
    assert {c.what: (c.was, c.now) for c in told} == expected
