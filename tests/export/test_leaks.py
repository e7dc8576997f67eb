"""Not one byte of what is kept from a reader is in any document made for them (design.md §3)."""

from functools import cache
from itertools import cycle, islice

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.documents import DOCUMENTS, document, recipient_of
from export.job import default_name, document_bytes
from export.paste_in import pieces
from models.child import Child
from models.disclosure import ANNEX, COUNCIL, Disclosed, Recipient, RecipientKind, view
from models.review import Review
from tests.support.documents import context_of
from tests.support.marked import (
    CARER,
    DAD,
    IN_LETTER,
    MANY,
    MUM,
    NURSE,
    OPEN,
    PEOPLE,
    SCHOOL,
    WHY,
    Marked,
    marked_case,
    word,
)
from tests.support.searching import found_in_file

_TURN = (
    Marked(annex=True),
    Marked(people=(MUM,)),
    Marked(people=(DAD, MUM)),
    Marked(annex=True),
    Marked(people=(CARER, NURSE)),
    Marked(people=(SCHOOL,)),
    Marked(people=PEOPLE),
)
MARKS = tuple(islice(cycle(_TURN), MANY))
READERS = (COUNCIL, *(Recipient(kind=RecipientKind.PERSON, person_id=name) for name in PEOPLE))
EVERY = [kind.id for kind in DOCUMENTS]


@cache
def case() -> tuple[Child, Review]:
    return marked_case(MARKS)


def kept_from(marks: tuple[Marked, ...], reader: Recipient) -> list[str]:
    """Return the words that a reader may not have; the reasons are nobody's but the annex's."""
    kept = [word(n) for n, mark in enumerate(marks) if mark.keeps_from(reader.person_id)]
    return [*kept, WHY]


def name_of(reader: Recipient) -> str:
    return reader.person_id or "council"


def test_that_there_are_forty_marked_passages_and_seven_readers_beside_the_council() -> None:
    assert len([mark for mark in MARKS if mark != OPEN]) == MANY
    assert len(READERS) == 8


@pytest.mark.parametrize("document_id", EVERY)
@pytest.mark.parametrize("reader", READERS, ids=name_of)
def test_that_no_byte_of_a_document_holds_what_is_kept_from_its_reader(
    reader: Recipient, document_id: str
) -> None:
    child, review = case()
    disclosed, context = view(child, review, reader), context_of(child, review)
    content = document_bytes(document_id, disclosed, context)
    assert found_in_file(content, kept_from(MARKS, reader)) == []
    name = default_name(document_id, disclosed, context)
    assert not [one for one in kept_from(MARKS, reader) if one.casefold() in name.casefold()]


@pytest.mark.parametrize("reader", READERS, ids=name_of)
def test_that_neither_blocks_nor_what_is_pasted_nor_the_values_hold_it(reader: Recipient) -> None:
    child, review = case()
    assert told(view(child, review, reader), review, kept_from(MARKS, reader)) == []


def told(disclosed: Disclosed, review: Review, words: list[str]) -> list[str]:
    """Return which words are in the values, the blocks of any document, or what is pasted."""
    context = context_of(disclosed.child, review)
    texts = [msgspec.json.encode(disclosed).decode()]
    for kind in DOCUMENTS:
        blocks = kind.build(disclosed, context)
        texts.append(repr(blocks))
        texts += [f"{piece.heading}\n{piece.text}" for piece in pieces(blocks)]
    everything = "\n".join(texts).casefold()
    return [one for one in words if one.casefold() in everything]


def test_that_the_councils_record_holds_all_but_the_annex_and_the_annex_the_rest() -> None:
    child, review = case()
    context = context_of(child, review)
    minutes = document_bytes("minutes", view(child, review), context)
    annex = document_bytes("annex", view(child, review, ANNEX), context)
    there = {n for n in range(MANY) if found_in_file(minutes, [word(n)])}
    kept = {n for n in range(MANY) if found_in_file(annex, [word(n)])}
    assert there == {n for n, mark in enumerate(MARKS) if not mark.annex} - IN_LETTER
    assert kept == set(range(MANY))
    assert found_in_file(annex, [WHY])


def test_that_the_annex_is_made_for_its_own_readers_and_holds_nothing_for_others() -> None:
    child, _ = case()
    assert [recipient_of(document(name), child) == ANNEX for name in EVERY] == [
        name == "annex" for name in EVERY
    ]


@st.composite
def some_marks(draw: st.DrawFn) -> tuple[Marked, ...]:
    people = st.sets(st.sampled_from(PEOPLE), max_size=3).map(lambda s: tuple(sorted(s)))
    mark = st.one_of(
        st.just(OPEN), st.just(Marked(annex=True)), people.map(lambda who: Marked(people=who))
    )
    return tuple(draw(st.lists(mark, min_size=MANY, max_size=MANY)))


@settings(max_examples=25)
@given(marks=some_marks(), reader=st.sampled_from(READERS))
def test_that_whatever_is_marked_is_told_to_nobody_it_is_kept_from(
    marks: tuple[Marked, ...], reader: Recipient
) -> None:
    child, review = marked_case(marks)
    assert told(view(child, review, reader), review, kept_from(marks, reader)) == []
    numbers = [number for number, _ in view(child, review, reader).numbered]
    assert numbers == [
        at for at, n in enumerate(range(21, 26), 1) if not marks[n].keeps_from(reader.person_id)
    ]


@settings(max_examples=25)
@given(marks=some_marks())
def test_that_what_is_open_is_in_the_councils_record(marks: tuple[Marked, ...]) -> None:
    child, review = marked_case(marks)
    blocks = repr(document("minutes").build(view(child, review), context_of(child, review)))
    missing = [n for n, mark in enumerate(marks) if not mark.annex and word(n) not in blocks]
    assert set(missing) <= IN_LETTER
