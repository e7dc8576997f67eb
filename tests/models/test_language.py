"""The language helper finds what could hurt, lets be what is right, and looks into no quotation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import DataFaultError
from models.language import FILE, Audience, Flag, Helper, load_words
from models.wording import Wording, faults_in

WORDING = Wording(name="Posy", pronouns="she/her")
HELPER = Helper(
    load_words(), WORDING, names=("Contact Theatre", "Placement Hill"), liked=("respite",)
)
RECORD, LETTER, RECOMMENDATION = Audience.RECORD, Audience.LETTER, Audience.RECOMMENDATION


def found(text: str, audience: Audience = RECORD) -> list[str]:
    return [flag.id for flag in HELPER.flags(text, audience)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Posy absconded on Tuesday.", ["abscond"]),
        ("She has been difficult to place.", ["difficult_to_place"]),
        ("The placement broke down in May.", ["placement_breakdown"]),
        ("PLACEMENT in Leeds", ["placement"]),
        ("Contact is on Fridays.", ["contact"]),
        ("supervised\ncontact", ["contact"]),
        ("She has two siblings and a half-sibling.", ["siblings", "siblings"]),
        ("He was non-compliant and manipulating.", ["non_compliant", "attention_seeking"]),
        ("A lifestyle choice, said the report.", ["lifestyle_choice"]),
        (
            "He ran away from placement and put themself at risk.",
            ["ran_from_placement", "lifestyle_choice"],
        ),
        ("A LAC review of a LAC.", ["lac_review", "lac"]),
        ("It's the boys' placement and the girls' contact.", ["placement", "contact"]),
        ("He was placed with Fran, and her unit closed.", ["placement", "unit"]),
        (
            "Posy refused to engage; the council failed to attend.",
            ["non_compliant", "failed_to_attend"],
        ),
    ],
)
def test_that_words_that_could_hurt_are_found(text: str, ids: list[str]) -> None:
    assert found(text) == ids


@pytest.mark.parametrize(
    "text",
    [
        "A placement order was made in 2022.",
        "The court refused to make a contact order.".replace("refused to", "did not"),
        "We went to Contact Theatre on Placement Hill.",
        "The bus stops outside the Siblings Together office.",
        "She makes eye contact; here are my contact details.",
        "In case of rain, and in any case before tea.",
        "He likes respite at Nan's.",
        "A lacquered box, an immunity, a contractor, displacement.",
        "An interim care order, section 34 contact, and then a care order.",
        "The Care Planning, Placement and Case Review Regulations apply.",
        "You can contact me, and we keep in contact with Nan.",
        "A work placement at the vet's.",
    ],
)
def test_that_legal_phrases_names_and_other_words_are_let_be(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“I hate contact,” she said.",
        'He wrote "placement is rubbish".',
        "‘my siblings’",
        "‘I don’t like contact, it’s my placement’",
        "Posy: 'I don't call it contact'",
    ],
)
def test_that_nothing_inside_quotation_marks_is_looked_at(text: str) -> None:
    assert found(text) == []


def test_that_moving_on_and_help_with_feelings_are_said_plainly_to_a_child() -> None:
    for text, id_ in (("When you leave care", "leaving_care"), ("Your therapy starts", "camhs")):
        assert found(text, Audience.LETTER) == [id_]
        assert found(text) == []


def test_that_a_letter_is_looked_at_more_strictly_than_a_record() -> None:
    text = "Your care plan says that your foster carer will ask CAMHS."
    assert found(text) == []
    assert found(text, LETTER) == ["care_plan", "foster_carer", "camhs"]


def test_that_words_that_decide_nothing_are_found_in_recommendations_only() -> None:
    text = "SW to continue to monitor as appropriate, asap."
    assert found(text, RECOMMENDATION) == [
        "social_worker_to", "ongoing", "monitor", "as_appropriate", "asap",
    ]  # fmt: skip
    assert found(text) == []


def test_that_a_flag_says_where_it_is_what_could_be_said_and_why() -> None:
    text = "After a LAC review she smiled."
    (flag,) = HELPER.flags(text, RECORD)
    assert isinstance(flag, Flag)
    assert text[flag.start : flag.start + flag.length] == flag.found == "LAC review"
    assert "Posy's review" in flag.offer
    assert flag.why == "It is Posy's meeting, not a category's."


def test_that_what_was_dismissed_is_not_said_again_in_any_spelling() -> None:
    (flag,) = HELPER.flags("A sibling.", RECORD)
    assert HELPER.flags("SIBLING and sibling", RECORD, frozenset({flag.key})) == ()
    assert HELPER.flags("siblings", RECORD, frozenset({flag.key})) != ()


def test_that_the_name_of_a_place_is_let_be_also_where_nobody_wrote_it_down() -> None:
    helper = Helper(load_words(), WORDING)
    for text in (
        "We went to Contact Theatre.",
        "She acts at the Contact Theatre on Fridays.",
        "Contact Theatre is where she sings.",
    ):
        assert helper.flags(text, LETTER) == ()


@given(text=st.text(), audience=st.sampled_from(Audience))
def test_that_any_text_is_looked_through_and_flags_lie_in_it_in_order(
    text: str, audience: Audience
) -> None:
    at = 0
    for flag in HELPER.flags(text, audience):
        assert at <= flag.start
        at = flag.start + flag.length
        assert text[flag.start : at] == flag.found


@given(before=st.text(), after=st.text())
def test_that_no_text_around_a_quotation_makes_its_words_be_flagged(
    before: str, after: str
) -> None:
    quote = "“placement”"
    text = f"{before}\n{quote}\n{after}"
    inside = range(len(before) + 1, len(before) + 1 + len(quote))
    flags = HELPER.flags(text, RECORD)
    if "“" not in before and '"' not in before and "‘" not in before:
        assert not any(flag.start in inside for flag in flags)


def test_that_the_shipped_list_is_whole() -> None:
    words = load_words()
    ids = [word.id for word in words.word]
    assert len(ids) == len(set(ids)) > 40
    for word in words.word:
        assert word.offer
        assert word.why.endswith(".")
        for text in (*word.offer, word.why):
            assert not list(faults_in(text))
    for legal in words.legal:
        for phrase in legal.words:
            assert found(f"It was {phrase} then.") == [], phrase


def test_that_every_phrase_is_found_however_its_words_stand_in_a_row() -> None:
    plain = Helper(load_words(), WORDING)
    for word in load_words().word:
        audience = next(one for one in Audience if word.is_for(one))
        for phrase in word.words:
            said = phrase.replace("*", "xyz")
            for text in (said.upper(), said.replace(" ", " \n "), f"so ({said}), then"):
                assert plain.flags(text, audience), (phrase, text)


def test_that_a_council_adds_changes_and_hides(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[[word]]\nid = "contact"\nhidden = true\n'
        '[[word]]\nid = "own"\nwords = ["provision"]\noffer = ["help"]\nwhy = "Say which."\n',
        encoding="utf-8",
    )
    helper = Helper(load_words(tmp_path), WORDING)
    flags = helper.flags("Contact and provision.", RECORD)
    assert [(flag.id, flag.offer) for flag in flags] == [("own", ("help",))]


def test_that_a_fault_in_a_councils_list_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[[word]]\nid = "own"\nwords = "one"\n', encoding="utf-8")
    with pytest.raises(DataFaultError, match="word"):
        load_words(tmp_path)
