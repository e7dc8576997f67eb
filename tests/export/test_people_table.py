"""The people of a record (domain.md §4.2 B): asked, invited, came, which copy, and no more."""

import msgspec
import pytest

from export.documents import DOCUMENTS
from models.child import Child, Person
from models.disclosure import Recipient, RecipientKind
from models.review import Attendance
from models.terms import Attended, CopyKind, ParentalResponsibility
from tests.support.documents import exported, parts, tables, whole
from tests.support.sample import BEA, DAD, JO, MUM, TODAY, sample_child, sample_review

PEOPLE = ["Who", "Asked beforehand", "At the review", "Copy"]
SECRETS = {
    "phone": "07700900123",
    "email": "hidden.away@example.org",
    "address": "Nightjarrise",
    "orders": "Prohibitedsteps",
    "safe_contact": "Textthecousin",
    "note": "Notforanyone",
}
MUMS = Recipient(kind=RecipientKind.PERSON, person_id=MUM)
DADS = Recipient(kind=RecipientKind.PERSON, person_id=DAD)


def with_people(**changes: object) -> Child:
    child = sample_child()
    people = tuple(msgspec.structs.replace(person, **changes) for person in child.people)
    return msgspec.structs.replace(child, people=people)


def with_person(person_id: str, **changes: object) -> Child:
    child = sample_child()
    people = tuple(
        msgspec.structs.replace(person, **changes) if person.id == person_id else person
        for person in child.people
    )
    return msgspec.structs.replace(child, people=people)


def row(name: str, child: Child, *attendance: Attendance, to: Recipient | None = None) -> list[str]:
    review = sample_review(attendance=attendance, completed_on=TODAY)
    content = (
        exported("minutes", child, review)
        if to is None
        else exported("minutes", child, review, recipient=to)
    )
    rows = next(table for table in tables(content) if table[0] == PEOPLE)
    return next(cells for cells in rows if cells[0].startswith(name))


def test_that_each_row_says_who_asked_invited_came_and_which_copy() -> None:
    child = with_person(MUM, responsibility=ParentalResponsibility.LIMITED)
    mum = Attendance(
        person_id=MUM,
        consulted="rang 16 November",
        invited=True,
        attended=Attended.DID_NOT_ATTEND,
        why_absent="the bus did not come",
        views="I am proud of her.",
        copy=CopyKind.ADDRESS_WITHHELD,
        copy_reason="asked for by the police",
    )
    who, *rest = row("Danielle", child, mum)
    assert who.splitlines() == [
        "Danielle Marlowe",
        "mother with parental responsibility: mum",
        "Parental responsibility: yes, limited by an order (yes, shared with the council)",
    ]
    assert rest == [
        "Rang 16 November",
        "Invited · was not there · sent their views\nThe bus did not come.",
        "Record without the address\nAsked for by the police.",
    ]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (Attendance(person_id=JO, invited=True, attended=Attended.PART), "Was there for part"),
        (Attendance(person_id=JO, attended=Attended.VIDEO), "Joined by video"),
        (Attendance(person_id=JO, invited=True), "Invited"),
        (Attendance(person_id=JO), "Not invited"),
        (Attendance(person_id=JO, invited=True, attended=Attended.SENT_VIEWS, views="Well."),
         "Invited · sent their views"),
        (Attendance(person_id=JO, attended=Attended.EXCLUDED), "Not invited · asked not to come"),
    ],
)  # fmt: skip
def test_that_how_somebody_took_part_is_said_in_words(how: Attendance, words: str) -> None:
    assert row("Joanna", sample_child(), how)[2] == words


def test_that_who_must_be_asked_and_was_not_is_for_the_council_to_read() -> None:
    dad = Attendance(person_id=DAD)
    assert row("Colin", sample_child(), dad)[1] == "Not asked"
    assert row("Colin", sample_child(), dad, to=DADS)[1] == "–"
    assert row("Bea", sample_child(), Attendance(person_id=BEA))[1] == "–"


def test_that_only_the_council_reads_from_whom_the_address_is_kept() -> None:
    child = with_person(MUM, may_know_address=False)
    mum = Attendance(person_id=MUM, copy=CopyKind.ADDRESS_WITHHELD, copy_reason="police")
    assert row("Danielle", child, mum, to=MUMS)[3] == "Part of the record"
    assert row("Danielle", child, mum, to=DADS)[3] == "Part of the record"


def test_that_brothers_and_sisters_stand_at_the_front_whatever_words_name_them() -> None:
    child = sample_child()
    adam = Person(id="adam", name="Adam", role="half-brother", same_iro=True)
    child = msgspec.structs.replace(child, people=(*child.people, adam))
    text = whole(exported("minutes", child))
    for name in ("Bea Marlowe · sister", "Adam · half-brother"):
        assert f"{name} · same reviewing officer" in text


@pytest.mark.parametrize("document", [one.id for one in DOCUMENTS])
def test_that_no_document_of_the_council_says_how_to_reach_people_or_what_limits_them(
    document: str,
) -> None:
    child = with_people(**SECRETS, may_know_address=False, child_id="SIBLINGONCASELOAD")
    content = exported(document, child)
    for name, data in parts(content).items():
        for secret in (*SECRETS.values(), "SIBLINGONCASELOAD"):
            assert secret.encode() not in data, (name, secret)


@pytest.mark.parametrize(
    ("role", "relationship", "said"),
    [
        ("the child", "child", "the child"),
        ("brother aged 12", "brother", "brother aged 12"),
        ("mother", "Mother with parental responsibility", "Mother with parental responsibility"),
        ("mum", "mother", "mum: mother"),
        ("interpreter", "interpreter, the one he asked for", "interpreter, the one he asked for"),
        ("aunt", "their aunt’s friend", "aunt: their aunt’s friend"),
        ("", "uncle", "uncle"),
        ("uncle", "", "uncle"),
    ],
)
def test_that_who_somebody_is_stands_once_where_one_word_names_the_other(
    role: str, relationship: str, said: str
) -> None:
    child = with_person(JO, role=role, relationship=relationship, born=None)
    rows = tables(exported("minutes", child))[0]
    jo = next(row for row in rows if row[0].startswith("Jo"))
    assert jo[0].splitlines()[1] == said


def test_that_what_somebody_chaired_reads_well_whatever_was_typed() -> None:
    review = sample_review(completed_on=TODAY)
    part = Attendance(person_id=JO, attended=Attended.ATTENDED, chaired="opened it with a bell")
    head = msgspec.structs.replace(review.head, attendance=(part,))
    made = exported("minutes", sample_child(), msgspec.structs.replace(review, head=head))
    assert "Was there · in the chair: opened it with a bell" in whole(made)
