"""The copy each person starts with: explained, the reviewing officer's word first, never too much.

Sources: s26 Children Act 1989; domain.md §4.2 B; issue "The whole caseload", people who matter.
"""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.child import Child, Person
from models.consulted import not_asked, why_asked
from models.copies import starting_copy, usual_copy
from models.edits import Opened
from models.people import (
    Closeness,
    PersonKind,
    circle,
    closeness,
    is_adult,
    kind_of,
    responsibility_of,
    responsibility_words,
)
from models.review import Attendance
from models.terms import Attended, CopyKind, ParentalResponsibility
from tests.support.sample import (
    BEA,
    CHAIR,
    DAD,
    JO,
    KEZ,
    MARK_,
    MUM,
    TEACHER,
    TODAY,
    sample_child,
    sample_opened,
    sample_review,
)

CHILD = Child(id="kez", preferred_name="Kez", born=date(2015, 3, 29))
WORDS = (
    "mum", "dad", "father", "stepdad", "mum's partner", "sister", "brother aged 19", "nan",
    "father's sister", "foster mum", "former foster carer", "social worker", "Dee's manager",
    "designated teacher", "health visitor", "advocate", "independent visitor", "solicitor",
    "interpreter", "friend", "children's guardian", "chair", "child", "police officer", "",
)  # fmt: skip
KINDS = {
    "mum": PersonKind.PARENT,
    "mother with parental responsibility": PersonKind.PARENT,
    "Kez's dad": PersonKind.PARENT,
    "stepdad": PersonKind.RELATIVE,
    "step-dad": PersonKind.RELATIVE,
    "Mum’s partner": PersonKind.RELATIVE,
    "father's sister, in Leeds": PersonKind.RELATIVE,
    "half-brother": PersonKind.SIBLING,
    "foster sister": PersonKind.RELATIVE,
    "looks after Kez": PersonKind.CARER,
    "foster mum": PersonKind.CARER,
    "home manager at Tern House": PersonKind.CARER,
    "foster carer's supervising social worker": PersonKind.COUNCIL,
    "Dee's manager": PersonKind.COUNCIL,
    "mum's solicitor": PersonKind.SOLICITOR,
    "solicitor for the mother": PersonKind.SOLICITOR,
    "friend from school": PersonKind.FRIEND,
    "children’s guardian": PersonKind.GUARDIAN,
    "school nurse": PersonKind.HEALTH,
    "head of year": PersonKind.SCHOOL,
    "chairs the review": PersonKind.CHAIR,
    "the child": PersonKind.CHILD,
    "police officer": PersonKind.UNKNOWN,
    "": PersonKind.UNKNOWN,
}


def person(relationship: str, **more: object) -> Person:
    return msgspec.structs.replace(Person(id="p", name="Sam", relationship=relationship), **more)


people = st.builds(
    Person,
    id=st.just("p"),
    name=st.just("Sam"),
    relationship=st.sampled_from(WORDS),
    role=st.sampled_from(WORDS),
    responsibility=st.sampled_from(ParentalResponsibility),
    parental_responsibility=st.sampled_from(["", "yes", "yes, on the birth certificate"]),
    must_be_consulted=st.sampled_from([None, True, False]),
    may_know_address=st.sampled_from([None, True, False]),
    orders=st.sampled_from(["", "no contact order of 3 May"]),
    lives_with_child=st.booleans(),
    usual_copy=st.sampled_from(CopyKind),
)
attendances = st.none() | st.builds(
    Attendance,
    person_id=st.just("p"),
    copy=st.sampled_from(CopyKind),
    copy_reason=st.sampled_from(["", "talked through with her"]),
)


@given(people, attendances)
def test_that_nobody_who_may_not_know_the_address_starts_with_a_full_copy(
    one: Person, before: Attendance | None
) -> None:
    started = starting_copy(one, CHILD, before)
    suggested = usual_copy(one, CHILD)
    if one.may_know_address is False:
        assert CopyKind.FULL not in (started.kind, suggested.kind)
    assert started.why
    assert suggested.why


@given(people)
def test_that_the_rules_never_give_more_than_is_allowed(one: Person) -> None:
    copy, kind = usual_copy(one, CHILD).kind, kind_of(one, CHILD)
    held = responsibility_of(one)
    if one.orders and kind is not PersonKind.CHILD:
        assert copy in (CopyKind.UNDECIDED, CopyKind.NONE)
    if kind is PersonKind.PARENT and copy is CopyKind.FULL:
        assert held in (ParentalResponsibility.YES, ParentalResponsibility.SHARED)
        assert one.may_know_address or one.lives_with_child
    if kind in (PersonKind.FRIEND, PersonKind.SIBLING, PersonKind.RELATIVE):
        owner = held in (ParentalResponsibility.YES, ParentalResponsibility.SHARED)
        assert owner or copy in (CopyKind.NONE, CopyKind.UNDECIDED)
    if kind in (PersonKind.SCHOOL, PersonKind.HEALTH, PersonKind.ADVOCATE):
        assert copy in (CopyKind.DECISIONS_ONLY, CopyKind.UNDECIDED)
    if kind is PersonKind.UNKNOWN and held in (
        ParentalResponsibility.NO,
        ParentalResponsibility.NOT_KNOWN,
    ):
        assert copy is CopyKind.UNDECIDED


@given(people, attendances)
def test_that_what_the_officer_decided_stays_but_for_the_address(
    one: Person, before: Attendance | None
) -> None:
    started = starting_copy(one, CHILD, before).kind
    for decided in (before.copy if before is not None else CopyKind.UNDECIDED, one.usual_copy):
        if decided is CopyKind.UNDECIDED:
            continue
        withheld = decided is CopyKind.FULL and one.may_know_address is False
        order_came = bool(one.orders) and one.usual_copy is CopyKind.UNDECIDED
        if not order_came or (before is not None and before.copy_reason):
            assert started is (CopyKind.ADDRESS_WITHHELD if withheld else decided)
        return


@pytest.mark.parametrize(
    ("one", "kind", "why"),
    [
        (person("mum", responsibility=ParentalResponsibility.YES, may_know_address=True),
         CopyKind.FULL, "parental responsibility"),
        (person("mum", parental_responsibility="yes, shared with the council",
                may_know_address=True), CopyKind.FULL, "parental responsibility"),
        (person("mum", responsibility=ParentalResponsibility.YES),
         CopyKind.UNDECIDED, "whether they may know where Kez lives"),
        (person("dad", may_know_address=False), CopyKind.ADDRESS_WITHHELD, "may not know"),
        (person("dad", responsibility=ParentalResponsibility.SHARED, may_know_address=False),
         CopyKind.ADDRESS_WITHHELD, "may not know where Kez lives"),
        (person("dad"), CopyKind.UNDECIDED, "whether they have parental responsibility"),
        (person("dad", responsibility=ParentalResponsibility.NO, may_know_address=True),
         CopyKind.UNDECIDED, "no parental responsibility"),
        (person("dad", responsibility=ParentalResponsibility.YES, may_know_address=True,
                orders="section 34(4)"), CopyKind.UNDECIDED, "An order"),
        (person("nan", responsibility=ParentalResponsibility.SHARED, may_know_address=True),
         CopyKind.FULL, "parental responsibility"),
        (person("foster mum"), CopyKind.FULL, "look after Kez"),
        (person("foster mum", may_know_address=False), CopyKind.ADDRESS_WITHHELD, "may not know"),
        (person("former foster carer"), CopyKind.UNDECIDED, "before"),
        (person("social worker"), CopyKind.FULL, "for the council"),
        (person("designated teacher"), CopyKind.DECISIONS_ONLY, "decided"),
        (person("advocate"), CopyKind.DECISIONS_ONLY, "Kez can show"),
        (person("sister", born=date(2019, 4, 17)), CopyKind.NONE, "Kez tells them"),
        (person("child"), CopyKind.LETTER, "letter"),
        (person("dad who died in 2019"), CopyKind.NONE, "alive"),
        (person(""), CopyKind.UNDECIDED, "who they are to Kez"),
    ],
)  # fmt: skip
def test_that_each_copy_is_explained(one: Person, kind: CopyKind, why: str) -> None:
    copy = usual_copy(one, CHILD)
    assert copy.kind is kind
    assert why in copy.why


def test_that_a_full_copy_of_last_time_ends_when_the_address_must_be_kept() -> None:
    mum = person("mum", may_know_address=False)
    before = Attendance(person_id="p", copy=CopyKind.FULL, copy_reason="as always")
    assert starting_copy(mum, CHILD, before).kind is CopyKind.ADDRESS_WITHHELD


def test_that_an_order_that_came_since_has_to_be_decided_anew() -> None:
    mum = person("mum", orders="prohibited steps of 3 May", may_know_address=True)
    before = Attendance(person_id="p", copy=CopyKind.FULL)
    assert starting_copy(mum, CHILD, before).kind is CopyKind.UNDECIDED
    reasoned = msgspec.structs.replace(before, copy_reason="the order lets her")
    assert starting_copy(mum, CHILD, reasoned).kind is CopyKind.FULL


@pytest.mark.parametrize(("words", "kind"), KINDS.items())
def test_that_words_of_the_field_say_who_somebody_is(words: str, kind: PersonKind) -> None:
    assert kind_of(person(words), CHILD) is kind


def test_that_the_rings_hold_everyone_but_the_child_once() -> None:
    child = sample_child()
    rings = {ring: [p.id for p in found] for ring, found in circle(child)}
    assert rings[Closeness.HOME] == [JO, MARK_]
    assert rings[Closeness.FAMILY] == [MUM, DAD, BEA]
    everyone = [one for found in rings.values() for one in found]
    assert sorted(everyone) == sorted(p.id for p in child.people if p.id != KEZ)


def test_that_a_carer_of_before_is_not_at_home() -> None:
    assert closeness(person("ex-foster carer"), CHILD) is Closeness.FRIENDS
    assert closeness(person("sister", lives_with_child=True), CHILD) is Closeness.HOME


@pytest.mark.parametrize(
    ("one", "adult"),
    [
        (person("brother aged 19"), True),
        (person("brother aged 12"), False),
        (person("brother", born=date(2008, 11, 24)), True),
        (person("brother", born=date(2008, 11, 25)), False),
        (person("tutor, catering level 2"), True),
        (person("friend"), False),
        (person("mum"), True),
    ],
)
def test_that_being_grown_up_is_told_by_birth_then_words_then_kind(
    one: Person, *, adult: bool
) -> None:
    assert is_adult(one, CHILD, TODAY) is adult


def test_that_older_words_about_responsibility_are_kept_beside_the_choice() -> None:
    old = person("mum", parental_responsibility="yes, named on the birth certificate")
    assert responsibility_of(old) is ParentalResponsibility.NOT_KNOWN
    assert responsibility_words(old) == "yes, named on the birth certificate"
    chosen = msgspec.structs.replace(old, responsibility=ParentalResponsibility.SHARED)
    assert responsibility_words(chosen) == (
        "yes, shared with the council (yes, named on the birth certificate)"
    )
    plain = person("mum", parental_responsibility="Yes, shared with the council")
    assert responsibility_of(plain) is ParentalResponsibility.SHARED


def test_that_parents_and_holders_of_responsibility_must_be_asked() -> None:
    assert why_asked(person("dad"), CHILD) == "a parent"
    nan = person("nan", responsibility=ParentalResponsibility.LIMITED)
    assert why_asked(nan, CHILD) == "has parental responsibility"
    assert why_asked(person("teacher", must_be_consulted=True), CHILD) == "you noted it"
    assert why_asked(person("dad", must_be_consulted=False), CHILD) == ""
    assert why_asked(person("dad who died"), CHILD) == ""
    assert why_asked(person("aunt"), CHILD) == ""
    assert why_asked(person("child", must_be_consulted=True), CHILD) == ""


def test_that_whoever_must_be_asked_and_was_not_is_named() -> None:
    assert not_asked(sample_opened()) == ()
    unasked = tuple(
        msgspec.structs.replace(a, consulted="", views="", attended=Attended.NOT_YET)
        for a in sample_review().head.attendance
        if a.person_id not in (DAD, CHAIR)
    )
    opened = Opened(child=sample_child(), review=sample_review(attendance=unasked))
    assert [one.person.id for one in not_asked(opened)] == [MUM, DAD]
    came = tuple(msgspec.structs.replace(a, attended=Attended.VIDEO) for a in unasked)
    opened = Opened(child=sample_child(), review=sample_review(attendance=came))
    assert [one.person.id for one in not_asked(opened)] == [DAD]
    assert TEACHER not in {one.person.id for one in not_asked(opened)}
    assert BEA not in {one.person.id for one in not_asked(opened)}
