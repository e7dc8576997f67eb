"""“Have we heard?” asks for what is missing, takes a reason for an answer and blocks nothing."""

from datetime import date

import msgspec

from models.agenda import load_agenda, worded
from models.agenda_guide import guide_for, promises_to_ask
from models.agenda_parts import Agenda
from models.apply import apply
from models.calendar import WorkingCalendar
from models.child import StatusEntry, View
from models.coverage import HeardState
from models.deadlines import DateEngine
from models.edits import Opened, Put, PutPrompt, PutStatus, SetChild, SetHead
from models.heard import Answer, Question, have_we_heard
from models.law import load_law
from models.review import Attendance, NextReview, NotRelevant, PrivateConversation, PromptState
from models.taking_part import OwnCopy, RightTold
from models.terms import (
    Attended,
    ChildCopy,
    Communication,
    DutyState,
    PrivateTalk,
    PromiseStatus,
    ViewMethod,
)
from models.wording import Wording
from tests.support.sample import (
    DAD,
    MUM,
    REVIEW_ID,
    TODAY,
    sample_child,
    sample_opened,
    sample_review,
)

ENGINE = DateEngine(law=load_law(), calendar=WorkingCalendar())
AGENDA: Agenda = worded(load_agenda(), Wording(name="Kez", pronouns="she/her"))
EMPTY = Opened(
    child=sample_child(plans=(), views=(), ledger=()),
    review=msgspec.structs.replace(
        sample_review(
            recommendations=(),
            not_relevant=(),
            duties=(),
            attendance=(),
            private_conversation=PrivateConversation(),
            next_review=NextReview(),
        ),
        sections=(),
    ),
)


def asked(opened: Opened) -> dict[str, Question]:
    return {one.id: one for one in have_we_heard(opened, AGENDA, ENGINE, TODAY)}


def with_head(opened: Opened, **changes: object) -> Opened:
    head = msgspec.structs.replace(opened.the_review.head, **changes)
    return apply(opened, SetHead(head=head))


def test_that_an_empty_review_is_asked_everything() -> None:
    found = asked(EMPTY)
    assert not any(one.is_settled for one in found.values())
    assert {f"S7.{n}" for n in range(1, 15)} <= set(found)
    assert {"voice", "private_conversation", "advocate_explained", "plan", "plan_b"} <= set(found)
    assert {"stability", "next_review"} <= set(found)


def test_that_what_the_sample_holds_is_found() -> None:
    found = asked(sample_opened())
    assert found["voice"].is_answered
    assert found["private_conversation"].found == PrivateTalk.YES_ALONE.label
    assert found["plan"].is_answered
    assert found["plan_b"].is_answered
    assert found["S7.14"].found == "British, and no sign of trafficking"
    assert found["next_review"].is_answered
    assert found["recommendation.e000000000000001"].is_answered
    assert not found["advocate_explained"].is_answered


def test_that_a_reason_settles_a_question_without_answering_it() -> None:
    left = (NotRelevant(id="S7.8", reason="the nurse is ill; asked for by Friday"),)
    found = asked(with_head(EMPTY, left_open=left))["S7.8"]
    assert (found.is_answered, found.is_settled) == (False, True)
    assert found.reason.startswith("the nurse")


def test_that_everyone_who_must_be_asked_is_asked_about_by_name() -> None:
    dad = asked(EMPTY)[f"asked.{DAD}"]
    assert dad.text == (
        "What Colin Marlowe, dad, thinks (must be asked: has parental responsibility)"
    )
    assert (dad.answer, dad.of) == (Answer.ASKED, DAD)
    found = asked(sample_opened())
    assert found[f"asked.{DAD}"].found == "letter sent 2 November"
    assert {one for one in found if one.startswith("asked.")} == {f"asked.{MUM}", f"asked.{DAD}"}


def test_that_whoever_said_something_or_came_was_heard() -> None:
    came = Attendance(person_id=DAD, attended=Attended.VIDEO)
    dad = asked(with_head(EMPTY, attendance=(came,)))[f"asked.{DAD}"]
    assert (dad.is_answered, dad.found) == (True, "heard at this review")
    not_there = Attendance(person_id=DAD, invited=True, attended=Attended.DID_NOT_ATTEND)
    assert not asked(with_head(EMPTY, attendance=(not_there,)))[f"asked.{DAD}"].is_answered


def test_that_a_recommendation_without_person_or_date_is_named() -> None:
    opened = sample_opened()
    bare = msgspec.structs.replace(opened.the_review.head.recommendations[0], who="", by=None)
    found = asked(apply(opened, Put(item=bare)))[f"recommendation.{bare.id}"]
    assert not found.is_answered
    assert found.text.endswith("who and by when?")


def test_that_a_next_review_after_the_limit_wants_a_reason() -> None:
    late = NextReview(planned=date(2027, 6, 30))
    found = asked(with_head(sample_opened(), next_review=late))["next_review"]
    assert not found.is_answered
    assert "24 May 2027" in found.text
    said = msgspec.structs.replace(late, late_reason="school holidays")
    assert asked(with_head(sample_opened(), next_review=said))["next_review"].is_answered


def test_that_the_guide_keeps_the_childs_order_and_ends_with_what_was_decided() -> None:
    opened = sample_opened()
    guide = guide_for(AGENDA, opened.child, opened.the_review, TODAY)
    ids = [one.section.id for one in guide.sections]
    assert ids[:3] == ["welcome", "learning", "voice"]
    assert ids[-1] == "decisions"
    assert len(set(ids)) == len(ids)
    assert guide.place_of("learning") == 1
    assert guide.place_of("nowhere") is None


def test_that_a_section_is_open_then_half_then_covered() -> None:
    opened = EMPTY

    def home() -> tuple[HeardState, tuple[str, ...]]:
        guide = guide_for(AGENDA, opened.child, opened.the_review, TODAY)
        one = next(s for s in guide.sections if s.section.id == "home")
        return one.state, one.missing

    assert home() == (HeardState.NOTHING, ("Kez's view?", "home?"))
    for prompt in ("home.p1", "home.p3"):
        state = PromptState(id=prompt, asked=True)
        opened = apply(opened, PutPrompt(section="home", state=state))
        assert home()[0] is HeardState.PART
    full = msgspec.structs.replace(sample_review().section("home"), prompts=())
    full = msgspec.structs.replace(full, prompts=opened.the_review.section("home").prompts)
    review = msgspec.structs.replace(opened.the_review, sections=(full,))
    opened = msgspec.structs.replace(opened, review=review)
    assert home() == (HeardState.HEARD, ())


def test_that_last_times_promises_are_counted_until_they_are_spoken_about() -> None:
    opened = sample_opened()
    assert [p.number for p in promises_to_ask(opened.child, opened.the_review)] == [2, 3]
    entry = StatusEntry(on=TODAY, status=PromiseStatus.NOT_DONE, review_id=REVIEW_ID)
    opened = apply(opened, PutStatus(promise="m000000000000002", entry=entry))
    assert [p.number for p in promises_to_ask(opened.child, opened.the_review)] == [3]


def test_that_no_reason_is_offered_that_contradicts_what_is_known() -> None:
    child = msgspec.structs.replace(EMPTY.child, asylum_or_trafficking=False)
    usual = asked(msgspec.structs.replace(EMPTY, child=child))
    assert usual["S7.14"].offered
    child = msgspec.structs.replace(child, asylum_or_trafficking=True)
    concerned = asked(msgspec.structs.replace(EMPTY, child=child))
    assert not concerned["S7.14"].offered
    assert concerned["S7.13"].offered


def test_that_what_nothing_answers_yet_is_asked_about_and_counted() -> None:
    found = asked(sample_opened())["because"]
    assert found.text == "What came of what Kez said and showed: 1 thing has no answer yet"
    assert not found.is_answered
    settled = with_head(sample_opened(), nothing_asked=(found.of,))
    assert asked(settled)["because"].is_answered
    assert "because" not in asked(EMPTY)


def test_that_rights_not_told_yet_are_named_and_the_advocate_only_once() -> None:
    rights = asked(EMPTY)["rights"]
    assert rights.text == (
        "Kez was told of her rights; still: how to reach me, complaining, going to court"
    )
    told = tuple(
        RightTold(id=id_, state=DutyState.DONE, on=TODAY)
        for id_ in ("reach_iro", "advocate", "complaint", "court")
    )
    found = asked(with_head(EMPTY, rights=told))
    assert found["rights"].is_answered
    assert found["advocate_explained"].is_answered


def test_that_a_child_without_many_words_is_looked_at_on_two_days() -> None:
    assert "seen_twice" not in asked(EMPTY)
    child = msgspec.structs.replace(EMPTY.child, communication=(Communication.PECS,))
    signs = msgspec.structs.replace(EMPTY, child=child)
    assert not asked(signs)["seen_twice"].is_answered
    for number, on in enumerate((TODAY, date(2026, 11, 20))):
        seen = View(
            id=f"v{number}",
            on=on,
            method=ViewMethod.OBSERVATION,
            description="hid",
            review_id=REVIEW_ID,
        )
        signs = apply(signs, Put(item=seen))
    assert asked(signs)["seen_twice"].is_answered


def test_that_how_the_child_gets_to_know_the_outcome_is_asked() -> None:
    assert not asked(EMPTY)["own_copy"].is_answered
    copy = OwnCopy(forms=(ChildCopy.READ_TOGETHER, ChildCopy.FULL_LETTER))
    assert asked(with_head(EMPTY, own_copy=copy))["own_copy"].found == "read together, a letter"


def test_that_a_small_child_is_told_and_asked_nothing_and_those_who_speak_for_them_are() -> None:
    small = apply(EMPTY, SetChild(child=sample_child(born=date(2024, 1, 1), plans=(), views=())))
    found = asked(small)
    assert found["private_conversation"].text == "Time with Kez, and how she is"
    assert found["rights"].text.startswith("Those who speak for Kez were told of her rights")
    assert found["advocate_explained"].text.startswith("Those who speak for Kez were told what")
    older = asked(EMPTY)
    assert older["private_conversation"].text == "A talk with Kez in private"
    assert older["rights"].text.startswith("Kez was told of her rights")


def test_that_no_reason_is_offered_against_what_is_known_of_the_child() -> None:
    assert all(asked(EMPTY)[id_].offered for id_ in ("S7.11", "S7.13", "S7.14"))
    with_mum = msgspec.structs.replace(sample_child().homes[-1], place_code="P1", end=None)
    grown = sample_child(born=date(2010, 1, 1), homes=(with_mum,), asylum_or_trafficking=True)
    found = asked(apply(EMPTY, SetChild(child=grown)))
    assert not any(found[id_].offered for id_ in ("S7.11", "S7.13", "S7.14"))
