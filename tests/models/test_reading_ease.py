"""Hints about how a text reads: counted, never judged, and never in the way of any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading_ease import bare_initials, ease_of, sentences_longer_than, syllables_in

EASY = "I saw your den. You have a lamp and a bell. Dan will find you a class. You can go on a bus."
HARD = (
    "The responsible authority's multidisciplinary assessment concluded that rehabilitation"
    " remained inappropriate notwithstanding considerable parental motivation, necessitating"
    " consideration of alternative permanency arrangements within statutory timescales."
)


def test_that_words_and_sentences_are_counted() -> None:
    ease = ease_of("Dear Leo,\nthank you. What a den! Is it yours?")
    assert ease.words == 10
    assert [sentence.words for sentence in ease.sentences] == [2, 2, 3, 3]
    assert ease.reading_age is None


def test_that_long_sentences_are_shown_where_they_are() -> None:
    text = "Short one. " + "word " * 30 + "end. Short."
    (long,) = sentences_longer_than(25, text)
    assert text[long.start : long.start + long.length].startswith("word")
    assert long.words == 31


def test_that_an_easy_text_reads_younger_than_a_hard_one() -> None:
    easy, hard = ease_of(EASY).reading_age, ease_of(HARD).reading_age
    assert easy is not None
    assert hard is not None
    assert easy <= 7
    assert hard >= 16


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("table", 2),
        ("made", 1),
        ("biscuit", 2),
        ("asked", 1),
        ("wanted", 2),
        ("hmm", 1),
    ],
)
def test_that_syllables_are_about_right(word: str, count: int) -> None:
    assert syllables_in(word) == count


@pytest.mark.parametrize(
    "text",
    [
        "Your personal education plan (PEP) is new.",
        "Your PEP (personal education plan) is new. The PEP says so.",
        "The Children and Family Court (CFC) met.",
        "We watched TV at the GP's.",
        "YOU ARE GREAT",
        "Kez and LEO went.",
    ],
)
def test_that_explained_initials_names_and_shouts_are_let_be(text: str) -> None:
    assert bare_initials(text, known=("LEO",)) == ()


def test_that_bare_initials_are_found_once_where_they_first_stand() -> None:
    text = "The EHCP and the EHCP, and the P.E.P. too; two LSAs."
    places = bare_initials(text)
    assert [place.found for place in places] == ["EHCP", "P.E.P.", "LSAs"]
    assert all(text[p.start : p.start + p.length] == p.found for p in places)


@given(text=st.text())
def test_that_any_text_can_be_looked_at(text: str) -> None:
    ease = ease_of(text)
    assert sum(sentence.words for sentence in ease.sentences) == ease.words
    for place in bare_initials(text):
        assert text[place.start : place.start + place.length] == place.found
