"""What the store keeps, finds, lists and forgets."""

import contextlib
import tempfile
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from typing_extensions import override

from models import faults, sqlcipher
from models.store import Store
from models.store_rows import (
    LineKey,
    NewExport,
    NewSnapshot,
    SaveBatch,
    SectionKey,
    StoreEvent,
)
from tests.support.stores import NOW, a_review, kept_text, line, made, opened, part


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with made(tmp_path) as opened_store:
        yield opened_store


def test_that_what_is_saved_is_loaded_and_counted(tmp_path: Path) -> None:
    batch = a_review()
    store = made(tmp_path)
    assert store.generation == 0
    assert store.save(batch) == store.generation == 1
    assert store.load_child("child1") == batch.children[0]
    assert store.load_review("review1").head == batch.heads[0].head
    assert store.children() == batch.child_rows
    assert store.reviews("child1") == store.reviews() == batch.review_rows
    store.close()
    with opened(tmp_path) as again:
        assert kept_text(again) == "She likes hedgehogs."


def test_that_an_edit_of_one_section_leaves_the_others_and_their_order(store: Store) -> None:
    store.save(a_review())
    store.save(SaveBatch(sections=(part("first", "home"), part("second", "school"))))
    store.save(SaveBatch(sections=(part("changed", "home"),)))
    review = store.load_review("review1")
    assert [s.id for s in review.sections] == ["health", "home", "school"]
    assert kept_text(store, "home") == "changed"
    store.save(SaveBatch(gone_sections=(SectionKey(review_id="review1", section_id="home"),)))
    assert [s.id for s in store.load_review("review1").sections] == ["health", "school"]


def test_that_a_batch_is_written_whole_or_not_at_all(store: Store) -> None:
    store.save(a_review())
    orphan = part("nobody's", review_id="no such review")
    with pytest.raises(sqlcipher.Error):
        store.save(SaveBatch(sections=(part("changed"), orphan)))
    assert kept_text(store) == "She likes hedgehogs."
    assert store.generation == 1


def test_that_an_unknown_id_is_a_lookup_error(store: Store) -> None:
    with pytest.raises(LookupError):
        store.load_child("nobody")
    with pytest.raises(LookupError):
        store.snapshots.body(1)


def found(store: Store, query: str) -> list[str]:
    return [hit.text for hit in store.search(query)]


def test_that_search_finds_accents_beginnings_and_phrases(store: Store) -> None:
    store.save(a_review("At the Café in Łódź, Zażółć"))
    for query in ("cafe", "CAFÉ", "caf", "the caf", '"at the cafe"', "zazo", "ŁÓDŹ"):
        assert found(store, query) == ["At the Café in Łódź, Zażółć"], query
    for query in ("afe", '"cafe the"', "cafe nowhere", "", "  ", '"', "-", "*", "c"):
        assert found(store, query) == [], query


def test_that_highlights_are_where_the_words_are(store: Store) -> None:
    store.save(a_review("Wolf 🦔 loves hedgehogs, hedges"))
    (hit,) = store.search("wolf hedge")
    assert [hit.text[at : at + size] for at, size in hit.highlights] == [
        "Wolf",
        "hedgehogs",
        "hedges",
    ]


def test_that_a_long_beginning_finds_its_words_however_common_its_first_letters(
    store: Store,
) -> None:
    store.save(a_review("We recommend a recorder"))
    others = [line(f"record {n}", f"l{n}", date(2026, 12, 1)) for n in range(1600)]
    store.save(SaveBatch(lines=tuple(others[:5])))
    for asked in ("recomm", "we RECOMM", "recommend"):
        (hit,) = store.search(asked)
        marked = [hit.text[at : at + size].lower() for at, size in hit.highlights]
        assert [word for word in marked if word != "we"] == ["recommend"]
    store.save(SaveBatch(lines=tuple(others)))
    assert found(store, "recomm") == ["We recommend a recorder"]
    assert len(found(store, "record")) == 50
    assert found(store, "recommendation") == []


def test_that_an_edited_line_is_found_by_its_new_words_only(store: Store) -> None:
    store.save(a_review("hedgehog"))
    assert found(store, "hedgehog")
    for text in ("badger", "badger otter", "otter"):
        store.save(SaveBatch(lines=(line(text),)))
    assert found(store, "hedgehog") == found(store, "badger") == []
    assert found(store, "otter") == ["otter"]
    store.save(SaveBatch(gone_lines=(LineKey(owner="review1", id="line1"),)))
    assert found(store, "otter") == []


def test_that_the_newest_is_found_first_and_a_new_date_moves_a_line(store: Store) -> None:
    store.save(a_review("otter 0"))
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(5)]
    store.save(SaveBatch(lines=tuple(line(f"otter {n}", f"l{n}", d) for n, d in enumerate(days))))
    assert found(store, "otter")[1:] == [f"otter {n}" for n in (4, 3, 2, 1, 0)]
    store.save(SaveBatch(lines=(line("otter 2", "l2", date(2027, 1, 1)),)))
    assert found(store, "otter")[0] == "otter 2"
    assert len(store.search("otter", limit=2)) == 2


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with made(tmp_path_factory.mktemp("searched")) as opened_store:
        opened_store.save(a_review("NEAR a b AND OR text x"))
        yield opened_store


@given(
    query=st.text(max_size=40) | st.sampled_from(['NEAR("a" b)', "a AND OR", "text:x", '"a', "^"])
)
def test_that_no_query_is_a_syntax_error(searched: Store, query: str) -> None:
    searched.search(query)
    searched.search(query * 300)


def test_that_removing_a_child_leaves_no_word_of_theirs_in_lists_or_index(store: Store) -> None:
    store.save(a_review("hedgehog hedgerow"))
    store.save(SaveBatch(lines=(line("hedgehog otter", "l2"),)))
    assert found(store, "hedge")
    store.save(SaveBatch(lines=(line("badger", "l2"),)))
    store.remove_child("child1")
    assert not store.children()
    assert not store.reviews()
    assert found(store, "hedge") == found(store, "badger") == []
    while store.tidy():
        pass
    terms = store.connection.execute("SELECT count(*) FROM word_data").fetchone()[0]
    pages = b"".join(
        bytes(block) for (block,) in store.connection.execute("SELECT block FROM word_data")
    )
    assert terms <= 3
    for word in (b"hedge", b"badger", b"otter"):
        assert word not in pages
    with pytest.raises(LookupError):
        store.load_review("review1")


def test_that_removing_one_review_leaves_the_child(store: Store) -> None:
    store.save(a_review())
    store.remove_review("review1")
    assert store.reviews("child1") == ()
    assert store.load_child("child1").preferred_name == "Posy"


def test_that_a_snapshot_comes_back_letter_for_letter(store: Store) -> None:
    store.save(a_review())
    body = msgspec.json.encode(store.load_review("review1"))
    new = NewSnapshot(review_id="review1", kind="signed", at=NOW, version=1, body=body)
    store.save(SaveBatch(snapshots=(new,)))
    (row,) = store.snapshots.of("review1")
    assert (row.kind, row.version, row.at) == ("signed", 1, NOW)
    assert store.snapshots.body(row.number) == body
    store.snapshots.drop((row.number,))
    assert store.snapshots.of("review1") == ()


def an_export() -> NewExport:
    return NewExport(
        child_id="child1",
        review_id="review1",
        document="minutes",
        version=1,
        recipient="full record",
        folder="somewhere",
        half=".heard-1.tmp",
        name="minutes.docx",
        started_at=NOW,
    )


def test_that_an_export_is_pending_until_it_is_completed(store: Store) -> None:
    number = store.register.begin(an_export())
    (pending,) = store.register.pending()
    assert (pending.number, pending.completed_at) == (number, None)
    store.register.complete(number, "ab" * 32, NOW)
    assert store.register.pending() == ()
    (entry,) = store.register.completed("child1")
    assert (entry.sha256, entry.completed_at, entry.recipient) == ("ab" * 32, NOW, "full record")
    assert (entry.uploaded_on, entry.protected) == (None, False)
    store.register.drop_pending(number)
    assert store.register.completed("child1")
    store.register.drop_pending(store.register.begin(an_export()))
    assert store.register.pending() == ()


def test_that_only_a_completed_export_can_be_confirmed_as_uploaded(store: Store) -> None:
    protected = msgspec.structs.replace(an_export(), protected=True)
    number = store.register.begin(protected)
    store.register.uploaded(number, NOW.date())
    store.register.complete(number, "ab" * 32, NOW)
    (entry,) = store.register.completed("child1")
    assert (entry.uploaded_on, entry.protected) == (None, True)
    store.register.uploaded(number, NOW.date())
    (entry,) = store.register.completed("child1")
    assert (entry.uploaded_on, entry.sha256) == (NOW.date(), "ab" * 32)
    store.register.uploaded(number, None)
    assert store.register.completed("child1")[0].uploaded_on is None


def test_that_events_are_only_ever_added(store: Store) -> None:
    store.save(SaveBatch(events=(StoreEvent(at=NOW, who="Ruth", kind="unlocked"),)))
    for sql in ("DELETE FROM event", "UPDATE event SET kind = 'x'"):
        with pytest.raises(sqlcipher.Error):
            store.connection.execute(sql)


def test_that_settings_come_back_as_their_type(store: Store) -> None:
    assert store.setting("council", str) is None
    store.set_setting("council", "Ödshire")
    store.set_setting("closed", [date(2026, 12, 29)])
    assert store.setting("council", str) == "Ödshire"
    assert store.setting("closed", list[date]) == [date(2026, 12, 29)]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=0, max_size=30
)
SECTIONS = st.sampled_from(["home", "health", "school"])
LINES = st.sampled_from([f"line{n}" for n in range(4)])


class StoreAgainstDict(RuleBasedStateMachine):
    """The store does what two dicts do, also when writes fail and after it was closed."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = contextlib.ExitStack()
        self.sections: dict[str, str] = {}
        self.lines: dict[str, str] = {}
        self.generation = 0

    @initialize()
    def make(self) -> None:
        folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.folder = Path(self.stack.enter_context(folder))
        self.store = made(self.folder)
        self.store.save(SaveBatch(**_parents()))

    @rule(section=SECTIONS, text=WORDS)
    def save_section(self, section: str, text: str) -> None:
        self.store.save(SaveBatch(sections=(part(text, section),)))
        self.sections[section] = text

    @rule(section=SECTIONS)
    def drop_section(self, section: str) -> None:
        self.store.save(
            SaveBatch(gone_sections=(SectionKey(review_id="review1", section_id=section),))
        )
        self.sections.pop(section, None)

    @rule(name=LINES, text=WORDS, day=st.integers(1, 28))
    def save_line(self, name: str, text: str, day: int) -> None:
        self.store.save(SaveBatch(lines=(line(text, name, date(2026, 2, day)),)))
        self.lines[name] = text

    @rule(name=LINES)
    def drop_line(self, name: str) -> None:
        self.store.save(SaveBatch(gone_lines=(LineKey(owner="review1", id=name),)))
        self.lines.pop(name, None)

    @rule(section=SECTIONS, name=LINES, text=WORDS)
    def save_that_fails(self, section: str, name: str, text: str) -> None:
        orphan = part(text, section, review_id="no such review")
        batch = SaveBatch(sections=(part(text, section), orphan), lines=(line(text, name),))
        with pytest.raises(sqlcipher.Error):
            self.store.save(batch)

    @rule(text=WORDS)
    def save_on_a_full_disk(self, text: str) -> None:
        pages = self.store.connection.execute("PRAGMA page_count").fetchone()[0]
        self.store.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
        big = SaveBatch(sections=(part(text + "x" * 1_000_000),))
        with pytest.raises(faults.DiskFullError):
            self.store.save(big)
        self.store.connection.execute("PRAGMA max_page_count = 1000000").fetchall()

    @rule()
    def close_and_open(self) -> None:
        self.store.close()
        self.store = opened(self.folder)
        assert not self.store.closed_unexpectedly

    @precondition(lambda self: self.lines)
    @rule(data=st.data())
    def search(self, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(sorted(self.lines.values())))
        word = next((w for w in text.split() if _is_plain(w)), None)
        if word is not None:
            hits = {hit.id for hit in self.store.search(f'"{word}"', limit=100)}
            assert {name for name, kept in self.lines.items() if kept == text} <= hits
            assert hits <= set(self.lines)

    @invariant()
    def the_same(self) -> None:
        review = self.store.load_review("review1")
        assert {s.id: s.notes[0].text for s in review.sections} == self.sections
        kept = self.store.connection.execute("SELECT id, text FROM line").fetchall()
        assert dict(kept) == self.lines
        assert self.store.generation >= self.generation
        self.generation = self.store.generation

    @override
    def teardown(self) -> None:
        self.store.settle()
        self.store.connection.execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)")
        self.store.close()
        self.stack.close()


def _is_plain(word: str) -> bool:
    return all(unicodedata.category(char)[0] in "LN" and char.isascii() for char in word)


def _parents() -> dict[str, Any]:
    batch = a_review()
    return {"children": batch.children, "heads": batch.heads}


TestStoreAgainstDict = StoreAgainstDict.TestCase
