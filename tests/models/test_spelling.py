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
    plain_words,
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
        ("The color of the center, supervized", ["color", "center", "supervized"]),
        ("He recieved a letter definately.", ["recieved", "definately"]),
        ("They’re seperate; she does’nt mind.", ["seperate", "does’nt"]),
        ("Thier Personal Eductaion Plan, in Febuary.", ["Thier", "Eductaion", "Febuary"]),
        ("Shes sure he cant and wont.", ["Shes", "cant", "wont"]),
        ("Accomodation was talked about. Teh end.", ["Accomodation", "Teh"]),
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
        "In Year 10B, from 4.30pm until 7-8pm, X-rayed, T-shirts and a half-Somali great-nan.",
        "We organise, organize and recognized; an organization; the improvers' class.",
        "Minecraft, Roblox and TikTok; Nando's, Haribo, jollof, pierogi, biryani and falafel.",
        "The headteacher, the SENDCo, Cafcass, Childline, Ofsted; unallocated and minuted.",
        "Melatonin, methylphenidate, Calpol, a stairgate, a onesie and the staffie.",
        "Ok, lol, innit, bruv: peng. They did it themself, as sixteen-year-olds do.",
        "From Rotherham to Merthyr Tydfil, Kirklees, Mytholmroyd and Heckmondwike Road.",
        "Angharad, Gwenllian, Tadhg, Caoimhe, Kacper, Grzegorz, Hodan, Warsame, Abdirahman came.",
        "Tafadzwa’s aunt Rutendo, Ms Szczepanska, Ketteridge and Mrs Nettlecombe-Ferris, Teta.",
        "May, Grace, Will, Hope, Summer, Dean, Mark, Rose and Angel went to Reading and Bath.",
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
    known = plain_words(names_of(child))
    for word in ("Posy’s", "posy's", "Oluwaseun", "Adébáyò-Smyth", "Jojo's", "Jojo’s"):
        assert is_known(word, known), word
    assert not is_known("Pozy", known)


def test_that_suggestions_are_few_and_the_likeliest_comes_first() -> None:
    assert suggestions("recieve")[0] == "receive"
    assert suggestions("color")[0] == "colour"
    assert "doesn’t" in suggestions("does’nt")
    assert len(suggestions("swiming")) <= MOST_SUGGESTIONS
    assert suggestions("x" * 400) == ()


SLIPS = {
    "alot": "a lot",
    "arrangment": "arrangement",
    "assesment": "assessment",
    "atended": "attended",
    "becuase": "because",
    "behavour": "behaviour",
    "Definatly": "Definitely",
    "deside": "decide",
    "didnt": "didn't",
    "dissapointed": "disappointed",
    "excersise": "exercise",
    "Febuary": "February",
    "happend": "happened",
    "hes": "he's",
    "im": "I'm",
    "liase": "liaise",
    "persue": "pursue",
    "placment": "placement",
    "reffered": "referred",
    "Saterdays": "Saturdays",
    "thats": "that's",
    "thier": "their",
    "trian": "train",
    "Wensday": "Wednesday",
    "wich": "which",
    "wiht": "with",
    "writting": "writing",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_that_the_word_that_was_meant_is_offered_first(slip: str) -> None:
    assert unknown_words((slip,)) == {slip}
    assert suggestions(slip)[0] == SLIPS[slip]


def test_that_a_name_of_the_record_that_is_nearly_right_is_found_and_offered() -> None:
    names = frozenset({"Posy", "Oyelaran", "Ketteridge"})
    wrong = ("Pozy", "Oyelarin", "Keteridge")
    assert unknown_words((*wrong, "Posy's", "Okonjo", "Posy-friendly"), names) == set(wrong)
    assert [suggestions(word, names)[0] for word in wrong] == ["Posy", "Oyelaran", "Ketteridge"]
    assert suggestions("Pozy’s", names)[0] == "Posy’s"


@given(st.text())
def test_that_a_place_holds_just_its_word_in_any_text(text: str) -> None:
    for place in places([Line(id="a", text=text)], frozenset()):
        assert text[place.start : place.start + place.length] == place.word
        assert place.word.strip() == place.word != ""
