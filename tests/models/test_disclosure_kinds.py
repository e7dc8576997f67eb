"""What each kind of reader gets by default, and what a choice for one of them changes."""

from typing import Any

import msgspec

from models.disclosure import ANNEX, COUNCIL, Disclosed, Recipient, RecipientKind, view
from models.edits import Opened
from models.review import SectionRecord, translated
from models.terms import KeptFact, WithheldWhat
from models.text import Line
from models.withheld import Keeping, decided
from tests.support.marked import (
    ADVOCATE,
    CHILD,
    DAD,
    MANY,
    MUM,
    OPEN,
    SCHOOL,
    Marked,
    marked_case,
    word,
)

MADE = "recommendation22"


def case(marked: Marked = OPEN) -> Opened:
    child, review = marked_case((marked,) * MANY)
    return Opened(child=child, review=review)


def reader(person: str) -> Recipient:
    return Recipient(kind=RecipientKind.PERSON, person_id=person)


def copy_of(opened: Opened, recipient: Recipient) -> Disclosed:
    return view(opened.child, opened.the_review, recipient)


def with_part(opened: Opened, person: str, **changed: Any) -> Opened:
    head = opened.the_review.head
    parts = tuple(
        msgspec.structs.replace(a, **changed) if a.person_id == person else a
        for a in head.attendance
    )
    head = msgspec.structs.replace(head, attendance=parts)
    review = msgspec.structs.replace(opened.the_review, head=head)
    return msgspec.structs.replace(opened, review=review)


def test_that_who_gets_recommendations_only_is_handed_nothing_else() -> None:
    copy = copy_of(case(), reader(SCHOOL))
    assert copy.review.sections == ()
    assert (copy.child.people, copy.child.schools, copy.child.plans) == ((), (), ())
    assert copy.review.head.attendance == ()
    assert len(copy.numbered) == 5
    chosen = copy_of(with_part(case(), SCHOOL, documents=("minutes",)), reader(SCHOOL))
    assert chosen.review.sections
    same = with_part(case(), SCHOOL, documents=("recommendations",))
    assert copy_of(same, reader(SCHOOL)).review.sections == ()


def test_that_a_section_left_out_takes_its_words_with_it() -> None:
    opened = with_part(case(), ADVOCATE, left_out=("voice",))
    copy = copy_of(opened, reader(ADVOCATE))
    assert copy.left_out == ("voice",)
    assert "q13" not in [quote.id for quote in copy.quotes]
    assert copy.parts_withheld
    assert "q13" in [quote.id for quote in copy_of(opened, reader(DAD)).quotes]


def test_that_facts_chosen_for_one_are_kept_from_them_alone() -> None:
    opened = with_part(case(), DAD, kept_back=(KeptFact.BACKGROUND, KeptFact.PLACE))
    assert copy_of(opened, reader(DAD)).review.head.meetings[0].place == ""
    assert copy_of(opened, reader(MUM)).review.head.meetings[0].place != ""
    assert copy_of(opened, COUNCIL).child.languages == ("English",)
    assert copy_of(opened, reader(DAD)).child.languages == ()


def test_that_a_carried_recommendation_is_kept_with_what_it_was_carried_from() -> None:
    opened = case()
    keeping = Keeping(people=(MUM,))
    one = decided(WithheldWhat.RECOMMENDATION, "recommendation21", keeping, "r2")
    child = msgspec.structs.replace(opened.child, withheld=(one,))
    mums = view(child, opened.the_review, reader(MUM))
    assert [number for number, _ in mums.numbered] == [2, 3, 4, 5]
    assert "p21" not in [promise.id for promise in mums.child.ledger]
    assert word(21) not in msgspec.json.encode(mums).decode()


def test_that_a_translation_goes_where_any_of_its_english_is_kept() -> None:
    opened = case()
    there = SectionRecord(id=translated("letter_decided"), minutes=(Line(id="t", text="Soll"),))
    review = msgspec.structs.replace(
        opened.the_review, sections=(*opened.the_review.sections, there)
    )
    one = decided(WithheldWhat.RECOMMENDATION, MADE, Keeping(people=(CHILD,)), "r2")
    child = msgspec.structs.replace(opened.child, withheld=(one,))
    told = [record.id for record in view(child, review, reader(CHILD)).review.sections]
    assert there.id not in told
    told = [record.id for record in view(opened.child, review, reader(CHILD)).review.sections]
    assert there.id in told


def test_that_the_annex_is_in_no_copy_but_its_own() -> None:
    opened = case(Marked(annex=True))
    assert copy_of(opened, COUNCIL).annex is None
    assert copy_of(opened, reader(MUM)).annex is None
    annex = copy_of(opened, ANNEX).annex
    assert annex is not None
    assert len(annex.entries) >= MANY
    assert copy_of(opened, ANNEX).review == copy_of(opened, COUNCIL).review


def test_that_a_line_that_names_what_the_annex_keeps_is_in_the_annex_and_not_lost() -> None:
    opened = case()
    one = decided(WithheldWhat.PERSON, "person32", Keeping(annex=True), "r2")
    opened = msgspec.structs.replace(
        opened, child=msgspec.structs.replace(opened.child, withheld=(one,))
    )
    annex = copy_of(opened, ANNEX).annex
    assert annex is not None
    line = f"I asked about {word(32)} twice."
    assert line in [entry.text for entry in annex.entries]
    council = msgspec.json.encode(copy_of(opened, COUNCIL)).decode()
    assert word(32) not in council
    assert word(33) in council


def test_that_the_council_is_told_how_many_copies_leave_parts_out_and_nobody_else() -> None:
    opened = case(Marked(people=(MUM, DAD)))
    assert copy_of(opened, COUNCIL).copies_in_part == 2
    assert copy_of(opened, reader(MUM)).copies_in_part == 0
