"""What was written on paper is typed up by its number, letter for letter, where it belongs."""

import re
from datetime import date

import pytest
from hypothesis import given

from models.apply import apply, quotes_of
from models.edits import Opened
from models.modes import Mode
from models.paper import paper_answer, sheets, usual_in
from models.terms import ViewMethod
from models.text import clean
from models.typed_up import next_number, typed_up
from tests.support import strategies
from tests.support.sample import sample_opened

ON = date(2026, 11, 24)


def typed(opened: Opened, *texts: str) -> Opened:
    for n, text in enumerate(texts):
        answer = paper_answer(text)
        assert answer is not None, text
        for edit in typed_up(opened, answer, ON, f"fresh{n}"):
            opened = apply(opened, edit)
    return opened


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("B7 its to noisy", "B7", "its to noisy"),
        ("b7: its to noisy", "B7", "its to noisy"),
        ("B7. its", "B7", "its"),
        ("P3.2 and the bus", "P3", "and the bus"),
        ("B7  two spaces ", "B7", " two spaces "),
        ("B7\nits\nloud", "B7", "its\nloud"),
    ],
)
def test_that_a_number_from_a_paper_is_known(text: str, number: str, rest: str) -> None:
    answer = paper_answer(text)
    assert answer is not None
    assert (answer.number, answer.text) == (number, rest)


@pytest.mark.parametrize("text", ["B99 no", "Z1 no", "B7", "B7  ", "L2 no", "bus 7", "4.3 dog"])
def test_that_what_has_no_number_of_a_question_is_none(text: str) -> None:
    assert paper_answer(text) is None


def test_that_a_childs_answer_is_in_the_log_with_question_section_and_helper() -> None:
    opened = typed(sample_opened(), "B7 its to noisy at lunch", "B19 auntie Jo, she wrote it")
    view = opened.child.views[-1]
    assert view.words is not None
    assert (view.words.text, view.method) == ("its to noisy at lunch", ViewMethod.LETTER_OR_FORM)
    assert (view.about, view.sections, view.paper) == ("How is school?", ("learning",), "B7")
    assert view.helper == "auntie Jo, she wrote it"


def test_that_the_helper_is_said_of_answers_typed_later_too() -> None:
    opened = typed(sample_opened(), "B7 loud", "B19 auntie Jo", "B8 I miss Bea")
    assert [v.helper for v in opened.child.views if v.paper] == ["auntie Jo", "auntie Jo"]


def test_that_what_an_adult_wrote_is_a_note_and_no_word_of_the_child() -> None:
    before = sample_opened()
    opened = typed(before, "P3 Saturdays are to short\nand the bus is late")
    lines = opened.the_review.section("family").notes[-2:]
    assert [line.text for line in lines] == [
        "A parent wrote (P3): Saturdays are to short",
        "and the bus is late",
    ]
    assert opened.child == before.child


def test_that_a_note_from_paper_speaks_of_the_child_as_they_like() -> None:
    opened = typed(sample_opened(), "F3 cereal {name}, then the bus")
    pronoun = opened.child.pronouns.split("/")[1]
    line = opened.the_review.section("home").notes[-1].text
    assert line == f"Who looks after {pronoun} wrote (F3): cereal {{name}}, then the bus"


def test_that_words_passed_on_by_a_carer_are_the_childs_and_say_who_passed_them_on() -> None:
    view = typed(sample_opened(), "F10 I want a lam in the hall").child.views[-1]
    assert view.words is not None
    assert (view.words.text, view.method) == ("I want a lam in the hall", ViewMethod.CARER_REPORT)


def test_that_what_was_watched_is_an_observation() -> None:
    view = typed(sample_opened(), "A1 the washing machine").child.views[-1]
    assert (view.method, view.description) == (ViewMethod.OBSERVATION, "the washing machine")
    for watched in ("G6 seeks the window", "V5 he went to the door"):
        assert typed(sample_opened(), watched).child.views[-1].method is ViewMethod.OBSERVATION
    pointed = typed(sample_opened(), "S1 the smile").child.views[-1]
    assert pointed.method is ViewMethod.SYMBOLS_OR_AAC


@given(strategies.dirty_text())
def test_that_any_text_is_kept_letter_for_letter(text: str) -> None:
    answer = paper_answer(f"B12 {text}")
    if answer is None:
        assert not text.strip() or not clean(text).text.strip()
        return
    opened = sample_opened()
    for edit in typed_up(opened, answer, ON, "fresh"):
        opened = apply(opened, edit)
    assert quotes_of(opened)["freshq"].text == clean(text).text


def test_that_the_next_number_waits_until_the_last() -> None:
    first, last = paper_answer("B7 x"), paper_answer("B19 x")
    assert first is not None
    assert last is not None
    assert (next_number(first), next_number(last)) == ("B8", "")


def test_that_every_question_belongs_to_a_section_of_the_agenda() -> None:
    known = {"welcome", "voice", "last_time", "home", "family", "health", "learning", "identity"}
    known |= {"safety", "status", "permanence", "moving_on", "rights", "decisions"}
    assert {q.section for sheet in sheets() for q in sheet.question} <= known


def test_that_paper_promises_a_child_only_what_can_be_kept() -> None:
    """Safety is told before secrecy can be promised, and telling the child first has its if."""
    for sheet in sheets():
        if (sheet.who == "child" and sheet.from_years) or sheet.id in (
            "paper_not_coming",
            "paper_iro_leaflet",
        ):
            said = " ".join((sheet.intro, *(q.text for q in sheet.question)))
            assert "not safe" in said, sheet.id
            assert re.search(r"if I can|wherever that can be", said), sheet.id


def test_that_each_way_of_holding_a_review_has_its_papers() -> None:
    assert "paper_passport" in usual_in(frozenset({Mode.WITHOUT_WORDS}))
    assert usual_in(frozenset({Mode.INTERPRETED})) == ("paper_interpreter",)
    assert usual_in(frozenset({Mode.SECURE})) == ("paper_secure",)
    assert usual_in(frozenset({Mode.NOT_COMING})) == ("paper_not_coming",)
    assert usual_in(frozenset({Mode.CHAIRS})) == ("paper_chair_kit",)
    assert usual_in(frozenset()) == ()


def test_that_every_child_is_asked_who_helped_and_whether_they_feel_safe() -> None:
    pointing = next(sheet for sheet in sheets() if sheet.id == "paper_symbols")
    assert any(q.section == "safety" and q.faces for q in pointing.question)
    for sheet in sheets():
        if sheet.from_years is None:
            continue
        assert any(q.takes == "helper" for q in sheet.question), sheet.id
        if sheet.from_years:
            asked = {q.section for q in sheet.question}
            assert {"safety", "identity", "rights", "family", "health"} <= asked, sheet.id
            assert asked & {"permanence"}, sheet.id
