"""A glance spares most passages a closer look, and never one in which there is something."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks import CHECKS, Looker, load_checks
from models.checks.subject import (
    Finding,
    Holds,
    KnownName,
    NameKind,
    Passage,
    Place,
    PlaceKind,
    Subject,
)
from models.language import Audience, Helper, load_words
from models.reading_ease import bare_initials, ease_of, sentences_longer_than
from models.wording import Wording

BOOK = load_checks()
LOOKER = Looker(BOOK, CHECKS)
HELPER = Helper(BOOK.words, Wording(name="Posy", pronouns="she/her"))
MOST = BOOK.data.most.words_the_same_as_last_time
AROUND = st.text(alphabet="0 9.,;:–-(\n\u00a0•/é", max_size=8)
NAMES = ("Omar Bell", "Éire Hart", "12 Elm Road", "O’Neil Marsh", "Małgosia Nowak-Bell")


def found_in(text: str, last: str = "", other: str = "") -> list[Finding]:
    def passage(said: str) -> Passage:
        return Passage(place=Place(kind=PlaceKind.MINUTE, section="home", key="line"), text=said)

    subject = Subject(
        holds=frozenset({Holds.RECOMMENDATIONS}),
        today=date(2026, 11, 27),
        passages=(passage(text),),
        other_names=(KnownName(name=other, kind=NameKind.OTHER_CHILD),) if other else (),
        last_time=(passage(last),),
    )
    return list(LOOKER.look(subject).findings)


@pytest.mark.parametrize("name", NAMES)
@given(before=AROUND, after=AROUND)
def test_that_a_name_is_found_whatever_stands_around_it(name: str, before: str, after: str) -> None:
    text = f"{before} {name} {after}"
    places = [one.start for one in found_in(text, other=name) if one.check == "names"]
    assert len(before) + 1 in places


@given(before=st.integers(0, 60), same=st.integers(8, 60), after=st.integers(0, 20))
def test_that_what_is_copied_is_found_wherever_it_begins(
    before: int, same: int, after: int
) -> None:
    copied = " ".join(f"same{number}" for number in range(same))
    text = " ".join(["new"] * before + [copied] + ["other"] * after)
    places = [one.found for one in found_in(text, copied) if one.check == "copied"]
    assert places == ([copied] if same > MOST else [])


@given(text=st.text(alphabet="abé .!\n’-1"), words=st.integers(0, 6))
def test_that_the_long_sentences_are_those_with_more_words(text: str, words: int) -> None:
    of_all = tuple(one for one in ease_of(text).sentences if one.words > words)
    assert sentences_longer_than(words, text) == of_all


@pytest.mark.parametrize("around", ["{}.", "It was {} – so Zoë’s mum said."])
def test_that_every_phrase_of_the_list_is_found_in_small_letters_and_in_capitals(
    around: str,
) -> None:
    for word in load_words().word:
        audience = word.only or Audience.RECORD
        for phrase in word.words if word.is_for(audience) else ():
            for said in (phrase.rstrip("*"), phrase.rstrip("*").upper()):
                assert HELPER.flags(around.format(said), audience), said


@given(before=st.text(max_size=3), after=st.text(max_size=3))
def test_that_initials_are_found_where_no_letter_touches_them(before: str, after: str) -> None:
    found = [place.start for place in bare_initials(f"{before}CAMHS{after}")]
    touches = before[-1:].isalnum() or before.endswith("_")
    if touches:
        assert len(before) not in found
    elif not (before + after).strip():
        assert found == [len(before)]
