"""Taking children over: only them, all at once, never over what was changed meanwhile."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import sqlcipher, store_bulk, store_search
from models.calendar import WorkingCalendar
from models.child import Child, Home, Identifiers
from models.columns import ListColumns
from models.deadlines import DateEngine
from models.edits import Opened
from models.law import load_law
from models.migrations import m0001_first_store
from models.parts import Author, whole
from models.store import Store
from models.store_rows import IndexLine, SaveBatch
from models.taking import ADDED, UPDATED, TakenChild, Took, batch_of, opened
from tests.support.sample import sample_opened
from tests.support.stores import NOW, made

COLUMNS = ListColumns(DateEngine(law=load_law(), calendar=WorkingCalendar()))
AUTHOR = Author(who="Morag Bell", at=NOW)
DAY = date(2020, 1, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path / "home") as one:
        yield one


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()


def child(number: int, home: str = "Foster home") -> Child:
    start = DAY + timedelta(days=number % 7)
    return Child(
        id=f"child{number}",
        preferred_name=f"Child {number}",
        born=date(2012, 5, 6),
        ids=Identifiers(la_id=f"90{number}"),
        homes=(Home(id=f"home{number}", who=home, start=start),),
    )


def packed(one: Child) -> bytes:
    return msgspec.json.encode(one)


def take(store: Store, *taken: TakenChild) -> Took:
    children = opened(taken)
    held = store.kept.bodies([one.id for one in children])
    batch, took = batch_of(taken, children, held, COLUMNS, AUTHOR)
    store.kept.write(batch)
    return took


def kinds(store: Store) -> list[tuple[str, str]]:
    return store.connection.execute("SELECT child, kind FROM event ORDER BY number").fetchall()


def test_that_children_are_taken_with_their_list_columns_search_and_one_event_each(
    store: Store,
) -> None:
    some = [child(number) for number in range(150)]
    assert take(store, *(TakenChild(body=packed(one)) for one in some)) == Took(taken=150)
    assert [store.load_child(one.id) for one in some] == some
    assert {row.la_id for row in store.children()} == {one.ids.la_id for one in some}
    assert [found.child_id for found in store.search("90149")] == ["child149"]
    assert kinds(store) == [(one.id, ADDED) for one in some]
    assert store.generation == 1


def test_that_the_body_of_a_child_can_be_compared_to_what_was_handed_over(store: Store) -> None:
    take(store, TakenChild(body=packed(child(1))), TakenChild(body=packed(child(2))))
    kept = store.kept.some(0, 1) + store.kept.some(1, 5)
    assert [one.body for one in kept] == [packed(child(1)), packed(child(2))]


def test_that_taking_a_child_anew_leaves_reviews_and_sections_as_they_are(store: Store) -> None:
    kept = sample_opened()
    store.save(whole(kept, COLUMNS, AUTHOR, "made"))
    before = store.load_review(kept.the_review.id)
    rows = store.reviews(kept.child.id)
    newer = msgspec.structs.replace(
        kept.child, homes=(*kept.child.homes, Home(id="new", who="Zennor House", start=DAY))
    )
    took = take(store, TakenChild(body=packed(newer), before=packed(kept.child)))
    assert took == Took(taken=1)
    assert store.load_child(kept.child.id) == newer
    assert store.load_review(kept.the_review.id) == before
    assert store.reviews(kept.child.id) == rows
    assert [found.kind for found in store.search("zennor")] == ["home"]
    assert kinds(store)[-1] == (kept.child.id, UPDATED)


def test_that_a_home_that_is_no_longer_there_is_no_longer_found(store: Store) -> None:
    take(store, TakenChild(body=packed(child(1, "Zennor House"))))
    take(
        store,
        TakenChild(body=packed(child(1, "Morvah")), before=packed(child(1, "Zennor House"))),
    )
    assert (len(store.search("zennor")), len(store.search("morvah"))) == (0, 1)


def test_that_a_child_changed_since_the_files_were_read_is_left_as_they_are(store: Store) -> None:
    take(store, TakenChild(body=packed(child(1))))
    typed = msgspec.structs.replace(child(1), preferred_name="Bo")
    store.save(whole(Opened(child=typed), COLUMNS, AUTHOR, "typed"))
    newer = TakenChild(body=packed(child(1, "Elsewhere")), before=packed(child(1)))
    twin = TakenChild(body=packed(child(1)))
    assert take(store, newer, twin) == Took(left=2)
    assert store.load_child("child1") == typed


def test_that_nothing_is_taken_where_one_row_may_not_be_written_and_the_next_slice_is(
    store: Store,
) -> None:
    columns = COLUMNS.child_row(child(2))
    with pytest.raises(sqlcipher.Error):
        store.kept.write(SaveBatch(children=(child(1),), child_rows=(columns,)))
    assert store.kept.some(0, 5) == ()
    assert store.generation == 0
    assert take(store, TakenChild(body=packed(child(1)))) == Took(taken=1)


def plain() -> sqlcipher.Connection:
    """Return tables without a cipher, in memory."""
    import sqlite3

    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in m0001_first_store._TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('tidy', 0)")
    return connection


lines = st.lists(
    st.builds(
        IndexLine,
        child_id=st.sampled_from(["a", "b"]),
        id=st.sampled_from(["1", "2", "3", "4"]),
        on=st.sampled_from([DAY, DAY + timedelta(days=1), date.max]),
        kind=st.just("home"),
        text=st.sampled_from(["pond", "newt pond", "heron"]),
    ),
    max_size=8,
    unique_by=lambda line: (line.child_id, line.id),
)


@given(st.lists(lines, max_size=4))
@settings(max_examples=40, deadline=None)
def test_that_search_finds_the_same_as_when_each_line_is_put_by_itself(
    batches: list[list[IndexLine]],
) -> None:
    with closing(plain()) as together, closing(plain()) as single:
        compare(together, single, batches)


def compare(
    together: sqlcipher.Connection, single: sqlcipher.Connection, batches: list[list[IndexLine]]
) -> None:
    for batch in batches:
        store_bulk.write_children(together, SaveBatch(lines=tuple(batch)))
        for line in batch:
            store_search.put(single, line)
    for connection in (together, single):
        store_search.settle(connection)
    for word in ("pond", "newt", "heron"):
        sql = """SELECT owner, id, text FROM line WHERE number IN
            (SELECT rowid FROM word WHERE word MATCH ?) ORDER BY owner, id"""
        found = [c.execute(sql, (word,)).fetchall() for c in (together, single)]
        assert found[0] == found[1]
    for connection in (together, single):
        connection.execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)")
