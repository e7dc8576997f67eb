"""Each check finds what it is for, in a text made for it, and nothing in one that is right."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checks import CHECKS, Looker, gathered, load_checks
from models.checks.book import FILE
from models.checks.subject import (
    Action,
    Finding,
    Holds,
    KnownName,
    Matter,
    NameKind,
    Passage,
    Place,
    PlaceKind,
    Saying,
    SectionFact,
    Subject,
    Untold,
)
from models.errors import DataFaultError
from models.letter import shipped_guide

YOUNG = next(band for band in shipped_guide().band if band.id == "young")
REVIEW_DAY = date(2026, 11, 24)


def passage(text: str, kind: PlaceKind = PlaceKind.MINUTE, **more: Any) -> Passage:
    return Passage(place=Place(kind=kind, section="home", key="line"), text=text, **more)


def person(name: str, role: str = "") -> KnownName:
    return KnownName(name=name, kind=NameKind.PERSON, role=role)


def other(name: str) -> KnownName:
    return KnownName(name=name, kind=NameKind.OTHER_CHILD)


NAMES = (
    KnownName(name="Kez Marlowe", kind=NameKind.CHILD),
    KnownName(name="Kez", kind=NameKind.CHILD),
    KnownName(name="Kieran", kind=NameKind.EARLIER),
    person("Priti Nair", "social worker"),
    person("Dana Marlowe", "mum"),
    person("Isla Rook", "friend"),
    person("Marsh Orrin Primary", "school"),
)
OTHERS = tuple(
    map(
        other,
        ("Grace Obi", "Grace", "May", "Małgosia", "Will", "Isla", "Omar Bell", "Max", "Paris"),
    )
)
BLANK = Subject(
    holds=frozenset({Holds.SECTIONS, Holds.RECOMMENDATIONS}),
    today=date(2026, 11, 27),
    child="Kez",
    pronouns="she/her",
    names=NAMES,
    other_names=OTHERS,
    sections=(),
    matters=(),
    review_number=4,
    review_date=REVIEW_DAY,
    is_complete=True,
    voice=True,
    plan="long_term_foster",
    plan_b="kinship",
    knows_next_review=True,
    next_review=date(2027, 5, 4),
    next_limit=date(2027, 5, 24),
    addresses=("9 Rope Walk, Leeds",),
    own_contacts=("01632 960123", "me@example.org"),
    last_time=(),
    band=YOUNG,
    passages=(
        Passage(place=Place(kind=PlaceKind.MINUTE, section="iro_view", key="v"), text="Right."),
    ),
)


def subject(**changes: Any) -> Subject:
    return msgspec.structs.replace(BLANK, **changes)


def saying(text: str, kind: PlaceKind = PlaceKind.MINUTE, **more: Any) -> Subject:
    return subject(passages=(*BLANK.passages, passage(text, kind, **more)))


def recommending(**changes: Any) -> Subject:
    whole = {"what": "Book the swimming lessons", "who": "Priti Nair", "by": date(2026, 12, 4)}
    return subject(actions=(Action(number=1, id="r1", **{**whole, **changes}),))


def what(text: str) -> Subject:
    return recommending(what=text)


def letter(text: str) -> Subject:
    return saying(text, PlaceKind.LETTER)


def look(of: Subject) -> list[Finding]:
    return list(Looker(load_checks(), CHECKS).look(of).findings)


LONG_AGO = (
    "Kez has her own room with a blue door and a lamp that she chose herself in the summer sale"
)
LAST = (
    passage(f"{LONG_AGO}, and on Sundays everybody in the house cooks together until it is dark."),
)
WORDY = "We walk and talk and sing and laugh and eat and play and read and rest and run."

TOLD = Saying(text="i dont want to move agen. not ever. tell them")
CORRECTED = Saying(text=TOLD.text, before="i dont want to move agen. tell them", why="I misheard.")


def heard(
    text: str, kind: PlaceKind = PlaceKind.MINUTE, *, told: Saying = TOLD, **more: Any
) -> Subject:
    return msgspec.structs.replace(saying(text, kind, **more), said=(told,))


TRIGGERS: dict[str, list[Subject]] = {
    "not_complete": [subject(is_complete=False)],
    "voice": [subject(voice=False)],
    "participation": [subject(took_part=""), subject(took_part="PN7", took_part_why=" ")],
    "recommendation": [
        recommending(who=" "),
        recommending(by=None),
        recommending(what="", who="", by=None),
    ],
    "plan": [subject(plan=""), subject(plan_b=""), subject(plan="", review_number=2)],
    "next_review": [
        subject(next_review=None),
        subject(next_review=date(2027, 6, 1), late_reason=""),
    ],
    "iro_view": [subject(passages=(passage("All is well."),))],
    "untold": [subject(untold=(Untold(id="u1", wish="“I want Mum to watch”"),))],
    "unworded": [subject(unworded=(Action(number=2, id="r2", what="Book it"),))],
    "reach": [subject(unreachable=True)],
    "section": [
        subject(sections=(SectionFact(id="home", title="Home"),)),
        subject(sections=(SectionFact(id="home", title="Home", has_notes=True),)),
    ],
    "schedule_7": [
        subject(matters=(Matter(id="S7.4", short="Family time", section="family"),)),
        subject(matters=(Matter(id="S7.13", short="x", section="home", offered="No parent."),)),
    ],
    "team": [
        recommending(who="Social worker"),
        recommending(who="CAMHS"),
        recommending(who="the school"),
        recommending(who="Leaving care team"),
        recommending(who="Marsh Orrin Primary"),
        recommending(who="SW to be allocated"),
        recommending(who="Everyone"),
        recommending(who="Virtual School Head"),
        recommending(who="Leeds Housing Team"),
        recommending(who="LA solicitor"),
    ],
    "date": [
        recommending(by=None, by_words="ASAP"),
        recommending(by=None, by_words="Before the next review."),
        recommending(by=date(2026, 11, 1)),
    ],
    "weak": [
        what("Continue to monitor attendance"),
        what("Explore a mentor"),
        what("Ensure that the passport comes"),
        what("Offer sessions as appropriate"),
        what("Consider a move of school"),
        what("Ongoing work on feelings"),
        what("Ensure Kez has a coat"),
        what("Monitor Kez’s sleep"),
        what("Make sure Kez has her inhaler"),
        what("Facilitate an evening with Nan"),
        what("Maintain the current arrangements"),
        what("Look at options for a mentor"),
    ],
    "two_actions": [
        what("Book the dentist and ask about the brace"),
        what("Priti to arrange a tutor and send the plan to Dana"),
        what("Take Kez to the dentist and check the brace"),
        what("Find a mentor; tell Kez their name"),
        what("Sign the form, then post it to the club"),
        what("Refer Kez to speech therapy and enrol her in the choir"),
        what("Correct the papers, and enter her for the county juniors"),
        what("Carol will ring the school on Monday and Dave will collect the kit"),
        what("Measure the bedroom and order the bed"),
        what("Finish the pathway plan. Apply for a licence."),
        what("Priti to complete her story and to explore a mentor"),
        what("Ask the landlord, and give Kez an address in writing"),
    ],
    "names": [
        saying("On Sunday Omar Bell came along."),
        saying("Then Grace said that she was tired."),
        saying("We asked Małgosia about it."),
        saying("We asked Malgosia about it."),
        saying("It is Will's bedroom."),
        saying("In June Kieran was happy."),
        saying("We like May a lot."),
        saying("Will has settled well in the home."),
        saying("Grace asked for a bigger bed."),
        saying("Isla sleeps in the room beside Omar Bell."),
        saying("Max fed the dog with Paris."),
        what("Ask Omar Bell to the party"),
        letter("You and Grace made a cake."),
    ],
    "contact": [
        saying("She lives at 9 Rope Walk now."),
        saying("They moved to LS1 4DY."),
        saying("Ring 01632 960999 for Mum."),
        saying("Write to dana@example.com."),
        letter("Mum is at 9 rope walk."),
    ],
    "third_party": [
        saying("Mum was diagnosed with bipolar disorder."),
        saying("Dana has been convicted of theft."),
        saying("Kez was upset that Mum was arrested."),
        saying("Dad told Kez that he had cancer."),
    ],
    "misnamed": [recommending(who="Priti Nair", known_as="Priti Shah")],
    "altered": [
        heard("She told me: “I don't want to move again. Not ever.”"),
        heard('You said "i dont want to move again" to me.', PlaceKind.LETTER),
        heard("She said: “not ever … i dont want to move agen”."),
        heard(TOLD.text, is_quotation=True, told=CORRECTED),
    ],
    "language": [
        saying("The placement broke down."),
        letter("Contact with Mum is good."),
        letter("You can ask for an advocate."),
        letter("Your CAMHS visits are on Mondays."),
        saying("Kez refused to speak to me."),
        saying("As above. All needs met."),
        saying("There is no change since last time."),
        saying("Kez kept flat and placement apart."),
    ],
    "initials": [
        saying("The PEP was late."),
        what("Book a CIN meeting"),
        saying("The S.D.Q. was done."),
        saying("Her EHCP, PEP, SDQ and RHA are in date."),
    ],
    "copied": [subject(passages=(*BLANK.passages, *LAST), last_time=LAST)],
    "long_sentence": [letter(WORDY), saying("We walk and " * 25)],
    "long_paragraph": [letter("We ran. " * 61), saying("We ran far. " * 84)],
    "reading_age": [
        letter(
            "Notwithstanding considerable organisational difficulties, appropriate educational"
            " arrangements were subsequently established. Professionals communicated"
            " extensively regarding transportation."
            " Everybody participating demonstrated considerable understanding."
        )
    ],
}

SILENT: dict[str, list[Subject]] = {
    "reach": [BLANK, subject(unreachable=True, excused=frozenset({"reach"}))],
    "unworded": [
        BLANK,
        subject(unworded=(Action(number=2, id="r2", what="x"),), excused=frozenset({"unworded"})),
    ],
    "untold": [
        BLANK,
        subject(untold=(Untold(id="u1", wish="a dog"),), excused=frozenset({"untold:u1"})),
    ],
    "not_complete": [BLANK, subject(is_complete=None)],
    "voice": [BLANK, subject(voice=False, excused=frozenset({"voice"}))],
    "participation": [
        subject(took_part=None),
        subject(took_part="PN1"),
        subject(took_part="PN7", took_part_why="Rang in sick; I go to see her on Friday."),
        subject(took_part="", excused=frozenset({"participation"})),
    ],
    "recommendation": [
        recommending(),
        recommending(by=None, by_words="4 December"),
        msgspec.structs.replace(recommending(who=""), excused=frozenset({"recommendation.r1"})),
    ],
    "plan": [BLANK, subject(plan="", plan_b="", review_number=1)],
    "next_review": [BLANK, subject(next_review=date(2027, 6, 1), late_reason="Exams first.")],
    "iro_view": [BLANK, subject(holds=frozenset({Holds.LETTER}), passages=())],
    "section": [
        subject(sections=(SectionFact(id="home", title="Home", excuse="Last week."),)),
        saying("Something."),
        subject(sections=(SectionFact(id="differences", title="What we did not agree on"),)),
    ],
    "schedule_7": [
        subject(matters=(Matter(id="S7.4", short="x", section="y", is_answered=True),)),
        subject(matters=(Matter(id="S7.4", short="x", section="y"),), excused=frozenset({"S7.4"})),
    ],
    "team": [
        recommending(who="Priti Nair, social worker"),
        recommending(who="Priti"),
        recommending(who="Jo Lindqvist"),
        recommending(who="Mum"),
        recommending(who="Jo from the housing team"),
        recommending(who="Fatima (CAMHS)"),
        recommending(who="Ms Board"),
        recommending(who="Dr Rao"),
        recommending(who="Mrs Bell, designated teacher"),
    ],
    "date": [recommending(), recommending(by=REVIEW_DAY)],
    "weak": [
        what("Book the swimming lessons"),
        what("Give Kez the address of the club"),
        saying("Attendance is monitored and the work is ongoing."),
    ],
    "two_actions": [
        what("Sign the letter that lets Sam and Gwen say yes to haircuts and trips"),
        what("Ask Mum and Dad what they want for Christmas"),
        what("Find out who will talk with Kez and when it starts"),
        what("Pay for running spikes and the county trial"),
        what("Help Kez to read and write at home"),
        what("Go and see the new school"),
        what("Arrange contact with Mum and contact with Dad"),
        what("Buy a bike, a helmet and lights"),
        what("Book the dentist and tell Kez the date"),
        what("Ask the court and let Kez know what it says"),
        what("Tell Kez before anybody talks about her and ask whether she wants to be there"),
        what("Hold her hand at the X-ray and tell her each step first"),
        what("Read the notes back to Kez and put right what is wrong"),
        what("Write the letter and give it to Kez"),
        what("Finish the plan. Share it with Kez."),
        what("Meet Isla Rook and begin the assessment of her"),
        what("Go to the library and get a card"),
        what("Book and pay for the course"),
        what("Tell Mum about the operation and ask her to come"),
        what("Read Kez her file and give her a copy of what she wants"),
        what("Help Kez pack and carry her boxes"),
        what("Let Kez have her phone at night and charge it in the kitchen"),
        what("Tell Kez when Mum will ring and Dad will come"),
    ],
    "names": [
        saying("We met in May, and in early May again. May I go, she asked. Will she?"),
        saying("It was a grace that nobody will forget; she may go in April."),
        saying("Isla and Priti Nair came. St Grace is a church on Omar Street."),
        saying("Kez and Dana were at Marsh Orrin Primary on 5 May."),
        saying("She told us about Grace.", is_quotation=True),
        saying("She said “Grace is my friend” twice."),
        saying("A part for the annex: Omar Bell.", let_be=((0, 33),)),
        saying("In May, Kez may go to Paris; she was in Paris in June."),
        saying("Grace is said before dinner. Will there be cake? May is warm."),
        saying(
            "Max the dog sleeps on her bed, as did her cat Max and a hamster called Max."
            " Her dog is called Max."
        ),
        saying("The play was Max and the Wild Things."),
    ],
    "contact": [
        saying("She lives at 9 Rope Walk now.", PlaceKind.ANNEX),
        letter("Ring me on 01632 960 123 or me@example.org, or Childline on 0800 1111."),
        saying("On 24 November 2026 she ran 5000 metres in 2019 seconds, PEP 2 of 3."),
        saying("Her pupil number is 0012345678901."),
    ],
    "third_party": [
        saying("Mum came and was proud."),
        saying("Kez takes her medication herself."),
        saying("Mum was diagnosed with bipolar disorder.", PlaceKind.ANNEX),
        saying("Mum asked about Kez’s ADHD medication and Kez’s mental health."),
        saying("Dana is worried that Kez has been arrested."),
    ],
    "misnamed": [
        recommending(who="Priti Nair", known_as="Priti  nair"),
        recommending(who="Somebody Else"),
        recommending(who="Family time team", known_as="Priti Nair"),
    ],
    "altered": [
        heard("She told me: “i dont want to move agen.”"),
        heard("“I’d love to see the newts come out in spring,” said Jo."),
        heard("She called it “not ever”."),
        heard("She said: “i dont want to move agen … tell them”."),
        heard("She said: “i dont want to move [home] ... not ever. tell them”."),
        heard("For the annex: “I do not want to move agen. not ever”", let_be=((0, 60),)),
        heard(TOLD.text, is_quotation=True),
    ],
    "language": [
        saying("She said “my placement” and smiled."),
        saying("my placement", is_quotation=True),
        saying("A placement order was made."),
        letter("Hodan is your advocate. She says what you want said."),
        letter("Carol looked after you when you were poorly."),
        saying("Four o’clock and chips; flat and not placement."),
        saying("The court refused; the school refused to give her a place. Bail was refused."),
        saying("Her bunk bed came. The case was heard in Leeds, and that is the case."),
        saying("Her college placement starts in May; she plays contact rugby."),
        saying("She was manipulated by older boys."),
    ],
    "initials": [
        saying("Her personal education plan (PEP) was late. The PEP is here now."),
        saying("She watches TV with her GP and rang the NHS about her GCSEs."),
        saying("Her personal education plan, or PEP, was late. Mr J.K. Patel came."),
        saying("The PEP – personal education plan – was late."),
        letter("PA means personal adviser."),
        letter("Josie will put STOP on your tablet, and NO beside it."),
        saying("She got a 7 in RE and has ADHD."),
    ],
    "copied": [
        subject(
            passages=(*BLANK.passages, passage("Kez has her own room with a blue door.")),
            last_time=LAST,
        ),
        subject(passages=(msgspec.structs.replace(LAST[0], is_quotation=True),), last_time=LAST),
    ],
    "long_sentence": [saying(WORDY), letter("We walk. We talk.")],
    "long_paragraph": [saying("We ran. " * 61), letter("We ran. " * 59)],
    "reading_age": [letter("We had fun. You swam in the sea. Mum sang to you. " * 3)],
}


def cases(table: Mapping[str, list[Subject]]) -> list[Any]:
    return [
        pytest.param(id_, one, id=f"{id_}-{number}")
        for id_, several in table.items()
        for number, one in enumerate(several)
    ]


def test_that_every_check_has_a_text_that_triggers_it_and_one_that_does_not() -> None:
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids))
    assert set(TRIGGERS) == set(SILENT) == set(ids)
    assert all(TRIGGERS.values())
    assert all(SILENT.values())


def test_that_a_good_record_is_let_be_by_every_check() -> None:
    assert look(BLANK) == []


@pytest.mark.parametrize(("id_", "of"), cases(TRIGGERS))
def test_that_what_is_wrong_is_found_and_said(id_: str, of: Subject) -> None:
    found = [one for one in look(of) if one.check == id_]
    assert found
    for one in found:
        assert one.problem
        assert not one.problem.endswith((".", " "))
        assert one.remedy.endswith((".", "…"))
        assert not one.remedy.endswith("….")
        assert "{" not in one.problem + one.remedy


@pytest.mark.parametrize(("id_", "of"), cases(SILENT))
def test_that_what_is_right_is_let_be(id_: str, of: Subject) -> None:
    assert [one for one in look(of) if one.check == id_] == []


@pytest.mark.parametrize(("id_", "of"), cases(TRIGGERS))
def test_that_the_evidence_stands_where_it_is_said_to(id_: str, of: Subject) -> None:
    texts = {p.place: p.text for p in (*of.passages, *of.of_actions)}
    for one in look(of):
        if one.check == id_ and one.place in texts:
            assert texts[one.place][one.start : one.start + one.length] == one.found


def test_that_what_a_document_does_not_tell_is_never_guessed() -> None:
    bare = Subject(
        holds=frozenset({Holds.SECTIONS, Holds.LETTER}),
        today=date(2026, 11, 27),
        passages=BLANK.passages,
    )
    looked = Looker(load_checks(), CHECKS).look(bare)
    assert looked.findings == ()
    assert {one.check for one in looked.cannot_tell} == {
        "voice",
        "plan",
        "next_review",
        "schedule_7",
        "names",
        "copied",
        "reading_age",
    }
    assert all(one.why.endswith(".") for one in looked.cannot_tell)


def test_that_a_letter_alone_misses_nothing_of_a_record() -> None:
    alone = subject(
        holds=frozenset({Holds.LETTER}), plan=None, voice=None, matters=None, passages=()
    )
    looked = Looker(load_checks(), CHECKS).look(alone)
    assert looked.findings == ()
    assert [one.check for one in looked.cannot_tell] == []


@given(
    texts=st.lists(st.text(max_size=60), max_size=4),
    quoted=st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_that_nothing_is_found_inside_a_quotation_and_all_evidence_is_there(
    texts: list[str], quoted: list[bool]
) -> None:
    passages = tuple(
        Passage(
            place=Place(kind=PlaceKind.MINUTE, section="home", key=str(at)),
            text=text,
            is_quotation=is_quotation,
        )
        for at, (text, is_quotation) in enumerate(zip(texts, quoted, strict=False))
    )
    by_key = {p.place.key: p for p in passages}
    for one in look(subject(passages=passages)):
        if one.place.key:
            of = by_key[one.place.key]
            assert not of.is_quotation
            assert of.text[one.start : one.start + one.length] == one.found


def test_that_looking_again_says_the_same_and_looks_only_at_what_changed() -> None:
    looker = Looker(load_checks(), CHECKS)
    many = tuple(
        Passage(
            place=Place(kind=PlaceKind.MINUTE, section="home", key=str(n)),
            text=f"Line {n} about Omar Bell and the placement.",
        )
        for n in range(40)
    )
    first = list(looker.run(subject(passages=many)))
    changed = (*many[:-1], msgspec.structs.replace(many[-1], text="Omar Bell again."))
    second = list(looker.run(subject(passages=changed)))
    assert gathered(second) == Looker(load_checks(), CHECKS).look(subject(passages=changed))
    assert second.count(None) < first.count(None) / 4


def test_that_another_child_around_makes_everything_be_looked_at_anew() -> None:
    looker = Looker(load_checks(), CHECKS)
    of = saying("We asked Farah about it.")
    assert [f.check for f in looker.look(of).findings] == []
    again = msgspec.structs.replace(of, other_names=(other("Farah"),))
    assert [f.found for f in looker.look(again).findings] == ["Farah"]


def test_that_a_council_lays_its_own_lists_over_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'teams = ["hub"]\n[most]\nwords_in_a_sentence = 5\n', encoding="utf-8"
    )
    looker = Looker(load_checks(tmp_path), CHECKS)

    def ids(of: Subject) -> list[str]:
        return [one.check for one in looker.look(of).findings]

    assert ids(recommending(who="The Hub")) == ["team"]
    assert ids(recommending(who="CAMHS")) == []
    assert ids(saying("One two three four five six.")) == ["long_sentence"]


def test_that_a_council_file_with_an_unknown_list_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('teems = ["hub"]\n', encoding="utf-8")
    with pytest.raises(DataFaultError, match=r"checks\.toml"):
        load_checks(tmp_path)


def test_that_each_finding_has_an_id_that_a_dismissal_can_remember() -> None:
    one, two = (look(saying(text))[0] for text in ("Then Grace sat.", "But Grace ran."))
    assert one.id == two.id == "names:grace"


def test_that_a_matter_that_seems_not_to_concern_the_child_is_not_called_unanswered() -> None:
    matter = Matter(id="S7.13", short="Visits", section="home", offered="No parent.")
    (found,) = look(subject(matters=(matter,)))
    assert found.problem == "Visits: not relevant for Kez, it seems"
