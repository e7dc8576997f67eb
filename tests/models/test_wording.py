"""Texts written once speak of each child by their own name and pronouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.wording import PLACEHOLDERS, Wording, faults_in, fill

_ALL = "{They} {have} said what {they} like{s}; {do} {they}? {are} {were} {them} {their} {theirs}"


@pytest.mark.parametrize(
    ("pronouns", "expected"),
    [
        ("she/her", "She has said what she likes; does she? is was her her hers"),
        ("he/him", "He has said what he likes; does he? is was him his his"),
        ("they/them", "They have said what they like; do they? are were them their theirs"),
        ("", "Jay has said what Jay likes; does Jay? is was Jay Jay's Jay's"),
        ("ze/zir", "Jay has said what Jay likes; does Jay? is was Jay Jay's Jay's"),
        ("she/they", "Jay has said what Jay likes; does Jay? is was Jay Jay's Jay's"),
        (" She / Her / Hers ", "She has said what she likes; does she? is was her her hers"),
        ("they", "They have said what they like; do they? are were them their theirs"),
    ],
)
def test_that_verbs_agree_with_the_pronouns_or_the_name(pronouns: str, expected: str) -> None:
    assert fill(_ALL, Wording(name="Jay", pronouns=pronouns)) == expected


def test_that_a_name_keeps_its_own_small_letter_at_the_start_of_a_sentence() -> None:
    assert fill("{They} sang. {Their} song.", Wording(name="jay")) == "jay sang. jay's song."


@given(st.text(), st.text(min_size=1))
def test_that_a_name_is_put_in_letter_for_letter_and_never_read_again(
    before: str, name: str
) -> None:
    text = before.replace("{", "(").replace("}", ")")
    assert fill(text + "{name}", Wording(name=name)) == text + name


@given(st.text().filter(lambda text: not any(f"{{{p}}}" in text for p in PLACEHOLDERS)))
def test_that_braces_someone_typed_stay_as_typed(text: str) -> None:
    assert fill(text, Wording(name="Jay")) == text


@pytest.mark.parametrize(
    "text", ["{nmae}", "{}", "{ name }", "{Name}", "{name", "name}", "{{name}}"]
)
def test_that_an_unknown_placeholder_or_a_lone_brace_is_a_fault(text: str) -> None:
    assert faults_in(text)


def test_that_every_placeholder_is_known_and_replaced() -> None:
    for name in PLACEHOLDERS:
        assert not faults_in(f"{{{name}}}")
        assert "{" not in fill(f"{{{name}}}", Wording(name="Jay", pronouns="he/him"))
