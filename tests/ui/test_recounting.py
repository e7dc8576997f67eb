"""A mismatch recomputes in slices, and a changed limit is shown as changed, with why."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import WorkingCalendar
from models.clock import FixedClock
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.errors import UserFacingError
from models.law import LawPack, load_law
from models.parts import Author, whole
from models.recount import Recounted, unseen
from models.store import Store
from models.store_rows import CaseloadRow, LimitChange, SaveBatch
from tests.support import stores
from tests.support.generate import TODAY, caseload
from ui.background import Failed, InlineWorker
from ui.recounting import Recounting, seen
from ui.store_door import StoreOnThread

LAW = load_law()
AUTHOR = Author(who="Morag Bell", at=stores.NOW)


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
            made.save(whole(opened, columns(), AUTHOR, "made"))
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


def test_that_what_search_did_not_hold_before_is_found_once_rows_are_made_again(
    store: Store,
) -> None:
    child = store.children()[0]
    told = msgspec.structs.replace(store.load_child(child.id), about_me="I collect teapots")
    row = msgspec.structs.replace(columns().child_row(told), row_format=0)
    store.save(SaveBatch(children=(told,), child_rows=(row,)))
    assert store.search("teapots") == ()
    recounting = Recounting(columns())
    looked_through(recounting, store)
    assert all_slices(recounting, store) == 1
    (found,) = store.search("teapots")
    assert (found.child_id, found.section) == (child.id, "facts")


class OneByOne:
    """A worker that does a job each time it is told to, as a thread does when it comes to it."""

    def __init__(self) -> None:
        self.jobs: deque[Callable[[], None]] = deque()

    def run(self, job: Callable[[], Any], done: Callable[[Any], None], failed: Failed) -> None:
        def later() -> None:
            InlineWorker().run(job, done, failed)

        self.jobs.append(later)

    def finish(self, job: Callable[[], Any]) -> Any:
        self.do_all()
        return job()

    def close(self) -> None:
        self.do_all()

    def do_one(self) -> None:
        self.jobs.popleft()()

    def do_all(self) -> None:
        while self.jobs:
            self.do_one()


def refuse(fault: UserFacingError) -> None:
    raise fault


def test_that_a_save_comes_between_two_slices_and_is_not_undone(tmp_path: Path) -> None:
    with stores.made(tmp_path) as store:
        for one in caseload(11, children=4, words=20):
            opened = Opened(child=one.child, review=one.review)
            store.save(whole(opened, columns(), AUTHOR, "made"))
    worker = OneByOne()
    newer_law = columns(law_with("T10", 5, "2027-01"))
    newer = StoreOnThread(worker, newer_law, FixedClock(stores.NOW))
    newer._recounting.slice_seconds = 0  # one child in each
    newer.open(tmp_path, stores.key(), lambda _: None, refuse)
    told: list[int] = []
    newer.caseload(lambda _: newer.freshen(told.append, refuse), refuse)
    for _ in range(3):  # opening, the caseload, the first slice
        worker.do_one()
    assert len(worker.jobs) == 1  # the next slice waits its turn
    saved: list[bool] = []
    child = msgspec.structs.replace(opened.child, preferred_name="Quill")
    after = msgspec.structs.replace(opened, child=child)
    newer.save(opened, after, lambda: saved.append(True), refuse)
    worker.do_one()
    worker.do_one()
    assert saved
    assert not told  # the save was done before all slices were
    worker.do_all()
    rows: list[CaseloadRow] = []
    newer.caseload(rows.extend, refuse)
    worker.do_all()
    assert told in ([3], [4])  # the child who was saved meanwhile needed no more
    assert {row.child.law_version for row in rows} == {"2027-01"}
    assert "Quill" in {row.child.preferred_name for row in rows}
    newer.close()


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
