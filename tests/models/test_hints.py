"""Hints say where in which line they are, leave the child's words alone, and can be dismissed."""

from hypothesis import given
from hypothesis import strategies as st

from models.hints import HintKind, Hints
from models.letter import guide_for
from models.text import Line, Mark
from tests.support.sample import sample_child

CHILD = sample_child()
HINTS = Hints(CHILD)


def line(name: str, text: str) -> Line:
    return Line(id=name, text=text)


def test_that_a_hint_names_the_line_and_the_place_in_it() -> None:
    text = (line("a", "All is well."), line("b", "Then the placement ended, said CAMHS."))
    hints = HINTS.in_section("home", text)
    assert [(h.kind, h.section, h.line, h.found) for h in hints] == [
        (HintKind.LANGUAGE, "home", "b", "placement ended"),
        (HintKind.INITIALS, "home", "b", "CAMHS"),
    ]
    for hint in hints:
        assert text[1].text[hint.start : hint.start + hint.length] == hint.found


def test_that_the_childs_words_are_never_looked_at() -> None:
    text = (Line(id="q", mark=Mark.WORDS, quote="quote1"),)
    assert HINTS.in_section("voice", text) == ()


def test_that_names_around_the_child_are_let_be() -> None:
    child = sample_child(liked_words=("contact",))
    text = (line("a", "Contact is what we call it."),)
    assert HINTS.in_section("family", text) != ()
    assert Hints(child).in_section("family", text) == ()


def test_that_what_was_dismissed_stays_dismissed() -> None:
    text = (line("a", "A sibling came."),)
    (hint,) = HINTS.in_section("family", text)
    assert HINTS.in_section("family", text, dismissed=[hint.key]) == ()


def test_that_a_letter_has_shorter_sentences_than_a_record() -> None:
    text = (line("a", "We " + "walked and " * 10 + "rested."),)
    young = next(band for band in guide_for(CHILD).band if band.id == "young")
    assert HINTS.in_section("home", text) == ()
    assert [h.kind for h in HINTS.in_section("letter_told", text, band=young)] == [HintKind.LONG]


@given(texts=st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_that_every_hint_lies_in_its_line(texts: list[str]) -> None:
    text = tuple(line(str(at), words) for at, words in enumerate(texts))
    lines = {one.id: one.text for one in text}
    for hint in HINTS.in_section("home", text):
        assert lines[hint.line][hint.start : hint.start + hint.length] == hint.found
