"""What Heard answers for a team lead is no more than the document bears out."""

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from export.context import Officer, make_context
from export.job import document_bytes
from export.qa.outcome import Outcome, Reply
from export.qa.quality import Around, quality_of, rules
from models.disclosure import COUNCIL, view
from models.review import DutyRecord
from models.taking_part import OwnCopy, RightTold
from models.terms import ChildCopy, CopyKind, DutyState, PaperStatus
from tests.export.test_quality import OTHERS, TODAY, Pair, before, clean, headed, quality
from tests.support.documents import RULES, SIGNED, exported


def answer(question: str, pair: Pair) -> Outcome:
    found = quality(pair).outcome(question)
    assert found is not None
    return found


def duty(id_: str, **fields: object) -> Callable[[Pair], Pair]:
    def plant(pair: Pair) -> Pair:
        others = tuple(d for d in pair[1].head.duties if d.id != id_)
        made = msgspec.structs.replace(DutyRecord(id=id_), **fields)
        return headed(duties=(*others, made))(pair)

    return plant


def own_copy_of_child(kind: CopyKind) -> Callable[[Pair], Pair]:
    def plant(pair: Pair) -> Pair:
        people = tuple(
            msgspec.structs.replace(one, copy=kind) if one.copy is CopyKind.LETTER else one
            for one in pair[1].head.attendance
        )
        return headed(attendance=people, own_copy=OwnCopy())(pair)

    return plant


def test_that_a_place_somebody_chose_for_a_child_is_not_said_to_be_the_childs_choice() -> None:
    for words, reply in (
        ("Yonas: 'In my house.'", Reply.YES),
        ("Yonas, between three rooms", Reply.YES),
        ("Gwen and Priti, for Yonas: the place he knows", Reply.CANNOT_TELL),
        ("He did, with Gwen", Reply.CANNOT_TELL),
        ("The social worker, since rooms were short", Reply.NO),
    ):
        said = answer("place_and_people", headed(place_chosen_by=words)(before()))
        assert said.reply is reply, words
        assert words.rstrip(".") in said.because
        assert "'." not in said.because.replace("house.'", "")


def test_that_no_copy_and_one_that_is_only_planned_are_no_copy_given() -> None:
    none = own_copy_of_child(CopyKind.NONE)(before())
    planned = duty(
        "outcome_explained", state=DutyState.PLANNED, on=date(2026, 12, 15), how="A text"
    )
    given = duty("outcome_explained", state=DutyState.DONE, on=date(2026, 11, 20), how="By post")
    letter = own_copy_of_child(CopyKind.LETTER)(before())
    for pair, reply, words in (
        (none, Reply.NO, "No copy for the child"),
        (own_copy_of_child(CopyKind.UNDECIDED)(before()), Reply.NO, "left open"),
        (planned(none), Reply.CANNOT_TELL, "Planned · 15 December 2026 · A text"),
        (letter, Reply.CANNOT_TELL, "who explains it, is not written"),
        (planned(letter), Reply.CANNOT_TELL, "The child’s copy: letter."),
        (given(letter), Reply.YES, "Explained: 20 November 2026 · By post."),
    ):
        said = answer("childs_copy", pair)
        assert (said.reply, words in said.because) == (reply, True), said
    told = OwnCopy(forms=(ChildCopy.FULL_LETTER,), on=date(2026, 11, 20), explained="with Grace")
    said = answer("childs_copy", headed(own_copy=told)(letter))
    assert said.reply is Reply.YES
    assert said.because.endswith("Explained: 20 November 2026 · with Grace.")


def test_that_a_right_put_aside_as_not_relevant_is_not_said_to_be_explained() -> None:
    rights = (RightTold(id="advocate", state=DutyState.NOT_RELEVANT, note="Too young"),)
    others = tuple(d for d in before()[1].head.duties if d.id != "advocate_explained")
    said = answer("advocate", headed(rights=rights, duties=others)(before()))
    assert said.reply is Reply.CANNOT_TELL
    assert said.because == "The record says of it: Not relevant · Too young."


def test_that_heard_never_answers_for_the_tone_of_a_record() -> None:
    said = clean().outcome("language_and_names")
    assert said is not None
    assert said.reply is Reply.TO_JUDGE
    assert "None of the other children" in said.because


@pytest.mark.parametrize("others", [None, ()])
def test_that_where_no_other_child_is_known_none_is_said_to_be_absent(others: tuple[()]) -> None:
    around = Around(others=others)
    made = exported("minutes", *before())
    said = quality_of(made, "r.docx", rules(), TODAY, around=around).outcome("language_and_names")
    assert said is not None
    assert OTHERS
    assert said.reply is Reply.CANNOT_TELL
    assert "not known here" in said.because


def test_that_a_word_about_disputes_is_not_said_to_be_about_each_thing_that_is_late() -> None:
    said = clean().outcome("drift_challenged")
    assert said is not None
    assert said.reply is Reply.TO_JUDGE
    assert said.because.startswith("Long overdue: numbers 1 and 4.")
    assert any("Dispute resolution" in one.text for one in said.evidence)


def test_that_only_papers_that_came_are_said_to_have_come() -> None:
    papers = tuple(
        msgspec.structs.replace(paper, status=PaperStatus.NOT_NEEDED)
        if paper.id == "education_plan"
        else paper
        for paper in before()[1].head.papers
    )
    said = answer("papers_seen", headed(papers=papers)(before()))
    assert said.because == "The care plan and the health plan came."
    places = [one.where.rpartition(" · ")[2] for one in said.evidence]
    assert places == ["Care plan", "Health assessment"]


def test_that_a_talk_in_time_counts_wherever_the_record_tells_of_it() -> None:
    late = duty("talked_with_social_worker", state=DutyState.DONE, on=date(2026, 11, 12))(before())
    said = answer("worker_spoken_to", late)
    assert said.reply is Reply.YES
    assert "a talk on 19 October 2026 already" in said.because
    assert [one.text for one in said.evidence] == ["12 November 2026", "Talk 19 October"]


def test_that_a_talk_without_its_day_and_one_put_aside_are_no_talk_too_late() -> None:
    id_ = "talked_with_social_worker"
    undated = answer("worker_spoken_to", duty(id_, state=DutyState.DONE)(before()))
    let_be = answer("worker_spoken_to", duty(id_, state=DutyState.NOT_RELEVANT)(before()))
    assert (undated.reply, let_be.reply) == (Reply.CANNOT_TELL, Reply.DOES_NOT_APPLY)


def test_that_what_stands_in_a_table_says_which_row_it_is_of() -> None:
    said = clean().outcome("worker_spoken_to")
    assert said is not None
    assert said.evidence[0].where == (
        "What I did as reviewing officer · Talked with the social worker"
    )
    last = clean().outcome("last_time_answered")
    assert last is not None
    assert [one.where.rpartition(" · ")[2] for one in last.evidence[:2]] == ["number 1", "number 2"]


@pytest.mark.parametrize(
    ("officer", "reply"), [("Ruth Calder", Reply.YES), ("Morag Bell", Reply.CANNOT_TELL)]
)
def test_that_a_private_talk_is_known_by_its_occasion_and_by_whom_it_was_with(
    officer: str, reply: Reply
) -> None:
    child, review = before()
    context = make_context(child, review, RULES, Officer(name=officer), SIGNED)
    made = document_bytes("recommendations", view(child, review, COUNCIL), context)
    said = quality_of(made, "r.docx", rules(), TODAY).outcome("private_talk")
    assert said is not None
    assert said.reply is reply
    assert said.because.startswith("It tells of a private talk · 5 November 2026")
