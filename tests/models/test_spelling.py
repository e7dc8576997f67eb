"""Spelling: British, offline, never inside a quotation, and never a change of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.child import Child, Person
from models.spelling import (
    MOST_SUGGESTIONS,
    is_known,
    names_of,
    places,
    suggestions,
    unknown_words,
    words_of_the_work,
)
from models.text import Line, Mark


def _unknown(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    found = [p.word for p in places([Line(id="a", text=text)], known or words_of_the_work())]
    wrong = unknown_words(tuple(found))
    return [word for word in found if word in wrong]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The carer will organise swiming on Saterdays.", ["swiming", "Saterdays"]),
        ("The color of the organization center", ["color", "organization", "center"]),
        ("He recieved a letter definately.", ["recieved", "definately"]),
        ("They’re seperate; she does’nt mind.", ["seperate", "does’nt"]),
    ],
)
def test_that_what_is_no_british_word_is_found(text: str, wrong: list[str]) -> None:
    assert _unknown(text) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "The paediatrician recognised her favourite colour and realised it wasn't grey.",
        "The carers’ support group; the children's centre; James' and the boys' room.",
        "CAMHS, the SENCo… and her EHCP; GP's letter, PEPs and IROs.",
        "Safeguarding, wellbeing, neurodivergent, sleepovers and a keyworker.",
        "Ring 07700 900123 or write to ruth.adeyemi@example.org, see minutes.docx and p4b.",
        "He said “I want swiming on Saterdays” and she said 'yes'.",
        'It says "plese come" on the card.',
        "A well-known, long-standing, twelve-year-old plan at 10am on the 3rd.",
        "مرحبا Łukasz прывітанне",
    ],
)
def test_that_what_is_right_or_not_ours_to_judge_is_let_be(text: str) -> None:
    assert [word for word in _unknown(text) if word != "SENCo"] == []


def test_that_no_word_of_a_quotation_is_ever_looked_up() -> None:
    words = Line(id="a", mark=Mark.WORDS, quote="q")
    assert list(places([words], frozenset())) == []


def test_that_names_of_the_child_and_of_their_people_are_known_with_their_genitives() -> None:
    child = Child(
        id="c",
        preferred_name="Posy",
        born=date(2015, 1, 1),
        people=(Person(id="p", name="Oluwaseun Adébáyò-Smyth", relationship="auntie Jojo"),),
    )
    known = names_of(child)
    for word in ("Posy’s", "posy's", "Oluwaseun", "Adébáyò-Smyth", "Jojo's", "Jojo’s"):
        assert is_known(word, known), word
    assert not is_known("Pozy", known)


def test_that_suggestions_are_few_and_the_likeliest_comes_first() -> None:
    assert suggestions("recieve")[0] == "receive"
    assert suggestions("color")[0] == "colour"
    assert "doesn’t" in suggestions("does’nt")
    assert len(suggestions("swiming")) <= MOST_SUGGESTIONS
    assert suggestions("x" * 400) == ()


@given(st.text())
def test_that_a_place_holds_just_its_word_in_any_text(text: str) -> None:
    for place in places([Line(id="a", text=text)], frozenset()):
        assert text[place.start : place.start + place.length] == place.word
        assert place.word.strip() == place.word != ""
