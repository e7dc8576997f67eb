"""The agenda: its shape, its ids for ever, what it shows to whom, and what a council may change."""

import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from models.agenda import (
    Agenda,
    AgendaFacts,
    Answerer,
    Prompt,
    Section,
    Theme,
    load_agenda,
    not_shown,
    prompts_for,
    questions_for,
    sections_for_paragraph,
    shown,
    suggested_order,
    worded,
)
from models.checks import CHECKS
from models.codes import codes
from models.errors import DataFaultError
from models.language import load_words
from models.letter import languages
from models.modes import Mode
from models.terms import ReviewType
from models.wording import Wording

AGENDA = load_agenda()
IDS = [
    "welcome",
    "voice",
    "last_time",
    "home",
    "family",
    "health",
    "learning",
    "identity",
    "safety",
    "status",
    "permanence",
    "moving_on",
    "rights",
    "decisions",
]
FAMILY_ASKED = "last_time.p17"
BAND_IN_ID = {"under_5": "u5", "5_11": "5_11", "12_15": "12_15", "16_plus": "16"}
LEGAL = ["C1", "C2", "D1", "E1", "V2", "V3", "V4", "L1", "L2", "L3", "J1", "J2", "J3"]
S7 = {
    "S7.1": {"last_time"},
    "S7.2": {"permanence"},
    "S7.3": {"permanence"},
    "S7.4": {"family"},
    "S7.5": {"home", "safety"},
    "S7.6": {"learning"},
    "S7.7": {"learning"},
    "S7.8": {"health"},
    "S7.9": {"identity"},
    "S7.10": {"rights"},
    "S7.11": {"moving_on", "permanence"},
    "S7.12": {"voice", "decisions"},
    "S7.13": {"home"},
    "S7.14": {"status"},
}


def facts(**changed: object) -> AgendaFacts:
    ordinary = AgendaFacts(
        age_months=105, review_type=ReviewType.SUBSEQUENT, review_number=5, legal_status="C2"
    )
    return msgspec.structs.replace(ordinary, **changed)


@functools.cache
def every_review() -> tuple[tuple[AgendaFacts, dict[str, tuple[Prompt, ...]]], ...]:
    """Reviews of every kind, each with the prompts of the sections it shows."""
    ages = (0, 35, 36, 47, 48, 59, 60, 84, 132, 144, 180, 185, 186, 192, 204)
    legal = ("", "C1", "C2", "V2", "E1", "J1", "L2")
    all_facts = (
        AgendaFacts(
            age_months=age,
            legal_status=code,
            review_type=kind,
            review_number=number,
            asylum_or_trafficking=flag,
        )
        for age, code, kind, number, flag in itertools.product(
            ages, legal, ReviewType, (1, 2, 3, 4), (False, True)
        )
    )
    held_differently = (
        facts(age_months=age, modes=modes)
        for age in (14, 40, 105, 190)
        for modes in map(frozenset, itertools.combinations_with_replacement(Mode, 2))
    )
    far = (facts(age_months=age, asylum_or_trafficking=True, family_far=True) for age in (80, 190))
    all_facts = itertools.chain(all_facts, held_differently, far)
    return tuple((f, {s.id: prompts_for(s, f) for s in shown(AGENDA, f)}) for f in all_facts)


def texts(agenda: Agenda = AGENDA) -> Iterator[tuple[str, str]]:
    """Every text that a person reads, with the id of what it belongs to."""
    for s in agenda.sections:
        yield from (
            (s.id, t) for t in (s.title, s.first_title, s.heading, s.about, s.purpose, s.not_shown)
        )
        yield from ((p.id, t) for p in s.prompts for t in (p.text, p.still))
        yield from ((q.id, q.text) for q in s.questions)
        yield from ((m.id, m.label) for m in s.must_record)
    yield from ((p.id, t) for p in agenda.paragraphs for t in (p.short, p.text, p.not_relevant))
    yield from ((p.id, t) for p in agenda.packs for t in (p.purpose, *p.set_aside.values()))
    yield from ((t, text) for t, h in agenda.heard.items() for text in (h.nothing, h.heard))


# --- shape -------------------------------------------------------------------------------------


def test_that_the_fourteen_sections_keep_their_ids_and_numbers() -> None:
    assert [(s.number, s.id) for s in AGENDA.sections] == list(enumerate(IDS, start=1))


def test_that_each_schedule_7_paragraph_is_answered_where_the_law_table_says() -> None:
    linked = {p: {s.id for s in sections_for_paragraph(AGENDA, p)} for p in S7}
    assert linked == S7
    assert [p.id for p in AGENDA.paragraphs] == list(S7)


@pytest.mark.parametrize("section", AGENDA.sections, ids=IDS)
def test_that_a_section_is_complete(section: Section) -> None:
    assert section.sources
    assert section.purpose
    assert len(section.must_record) >= 6
    for years in (4, 8, 13, 17):
        for modes in (frozenset(), frozenset({Mode.SECURE})):
            assert questions_for(section, facts(age_months=years * 12, modes=modes)), years


def test_that_a_baby_is_asked_nothing_and_watched() -> None:
    baby, small = facts(age_months=23), facts(age_months=24)
    asked = [q for s in AGENDA.sections for q in questions_for(s, baby)]
    assert {q.answered_by for q in asked} == {Answerer.CARER, Answerer.OBSERVE}
    later = [q for s in AGENDA.sections for q in questions_for(s, small)]
    assert {q.answered_by for q in later} == set(Answerer)
    assert set(asked) < set(later)


@pytest.mark.parametrize("section", AGENDA.sections, ids=IDS)
def test_that_ids_say_section_kind_and_band(section: Section) -> None:
    assert all(re.fullmatch(rf"{section.id}\.p\d+", p.id) for p in section.prompts)
    assert all(re.fullmatch(rf"{section.id}\.r\d+", m.id) for m in section.must_record)
    for q in section.questions:
        assert re.fullmatch(rf"{section.id}\.{BAND_IN_ID[q.band]}\.\d+", q.id)


def test_that_an_ordinary_review_offers_six_to_eight_prompts_in_each_section() -> None:
    for section in shown(AGENDA, facts()):
        assert 6 <= len(prompts_for(section, facts())) <= 8, section.id


def test_that_no_child_and_no_review_is_left_without_prompts_or_drowned_in_them() -> None:
    for one, sections in every_review():
        for section, prompts in sections.items():
            assert 6 <= len(prompts) <= 12, (section, one)


def test_that_every_review_is_asked_about_voice_permanence_and_stability() -> None:
    for one, sections in every_review():
        wanted = set(Theme)
        if one.review_type is ReviewType.SHORT_BREAKS:
            wanted.discard(Theme.PERMANENCE)
        assert wanted <= {p.theme for prompts in sections.values() for p in prompts}, one


def test_that_every_prompt_can_be_reached_by_some_review() -> None:
    reached = {p.id for _, sections in every_review() for ps in sections.values() for p in ps}
    assert reached == {p.id for s in AGENDA.sections for p in s.prompts}


def test_that_each_legal_status_gets_exactly_one_prompt_of_its_own() -> None:
    own = set(next(p for p in AGENDA.paragraphs if p.id == "S7.2").prompts) - {"permanence.p22"}
    section = AGENDA.section("permanence")
    for code in ("", *LEGAL):
        seen = {p.id for p in prompts_for(section, facts(legal_status=code))}
        assert len(seen & own) == 1, code


def test_that_conditions_name_only_legal_statuses_that_exist() -> None:
    whens = [c for s in AGENDA.sections for c in s.when]
    whens += [c for s in AGENDA.sections for p in s.prompts for c in p.when]
    assert {code for c in whens for code in c.legal_status} <= {"", *LEGAL}
    assert {code for c in whens for code in c.homes} <= {"", *codes("placement")}


ONLY_ASKED_OF_WHO_CAN_ANSWER = re.compile(
    r"hoped for|card that says|school|pupil|told or promised on|ask for or wonder|would choose|"
    r"would {they} choose|whom {they} love|words that fit|who tells {name}|say in that|"
    r"a phone|have {name}'s own words|their own language",
    re.IGNORECASE,
)


def test_that_a_baby_s_review_asks_nothing_that_only_an_older_child_could_know() -> None:
    kinds = (ReviewType.FIRST, ReviewType.SECOND, ReviewType.SUBSEQUENT, ReviewType.ENDING_CARE)
    for kind, number in zip(kinds, (1, 2, 5, 6), strict=True):
        one = facts(age_months=7, review_type=kind, review_number=number)
        asked = [p for s in shown(AGENDA, one) for p in prompts_for(s, one) if p.id != FAMILY_ASKED]
        assert not [p.id for p in asked if ONLY_ASKED_OF_WHO_CAN_ANSWER.search(p.text)], kind


def test_that_nobody_who_is_past_it_is_asked_what_they_would_like_at_sixteen() -> None:
    for one, sections in every_review():
        said = {p.id for prompts in sections.values() for p in prompts}
        if one.review_type is not ReviewType.SHORT_BREAKS and one.age_months >= 192:
            assert "learning.p9" not in said
            assert "learning.p21" in said
            assert not {"permanence.p1", "permanence.p27"} <= said


@pytest.mark.parametrize(
    ("home", "asked", "never"),
    [
        ("P1", {"home.p8"}, {"home.p16", "permanence.p18", "permanence.p29"}),
        ("R5", {"home.p15", "rights.p13"}, {"rights.p17", "permanence.p18"}),
        (
            "K1",
            {"home.p15", "home.p22", "permanence.p29", "rights.p17"},
            {"home.p1", "home.p5", "home.p20", "permanence.p18"},
        ),
        ("K3", {"home.p16", "home.p20", "permanence.p29"}, {"home.p5", "home.p8"}),
        ("U1", {"home.p20", "permanence.p18"}, {"home.p8", "home.p15", "home.p16"}),
        ("", {"home.p8", "home.p16", "permanence.p18"}, {"permanence.p29"}),
    ],
)
def test_that_prompts_about_a_home_fit_the_kind_of_home(
    home: str, asked: set[str], never: set[str]
) -> None:
    modes = frozenset({Mode.SECURE} if home in ("K1", "R5") else ())
    one = facts(age_months=200, home=home, modes=modes)
    said = {p.id for s in shown(AGENDA, one) for p in prompts_for(s, one)}
    assert asked <= said
    assert not never & said


def test_that_short_breaks_ask_for_no_plan_or_money_for_school_that_they_do_not_bring() -> None:
    section = AGENDA.section("learning")
    for code, there in (("V3", False), ("V4", False), ("C2", True), ("V2", True), ("", True)):
        said = {p.id for p in prompts_for(section, facts(legal_status=code))}
        assert ({"learning.p2", "learning.p3"} <= said) is there


def test_that_who_lost_sight_of_the_family_is_not_asked_how_family_time_goes() -> None:
    for age in (80, 150, 200):
        one = facts(age_months=age, asylum_or_trafficking=True, family_far=True)
        section = AGENDA.section("family")
        said = [p.text for p in prompts_for(section, one)]
        said += [q.text for q in questions_for(section, one)]
        assert not [s for s in said if re.search("seeing family|cancelled|family time|see more", s)]


def test_that_who_talks_without_words_is_first_offered_a_question_to_answer_so() -> None:
    for age in (80, 150, 200):
        one = facts(age_months=age, modes=frozenset({Mode.WITHOUT_WORDS}))
        assert "use" in questions_for(AGENDA.section("voice"), one)[0].text
        assert "use" not in questions_for(AGENDA.section("voice"), facts(age_months=age))[0].text


def test_that_nobody_behind_a_locked_door_is_asked_whether_they_would_stay() -> None:
    for age in (150, 200):
        inside = facts(age_months=age, modes=frozenset({Mode.SECURE}))
        said = [q for s in AGENDA.sections for q in questions_for(s, inside)]
        assert not [q.id for q in said if re.search(r"\b(stay|Saturday|belong|ring)\b", q.text)]
        assert [q.id for q in said if "in here" in q.text]


def test_that_each_type_of_review_has_exactly_one_pack() -> None:
    kinds = [kind for pack in AGENDA.packs for kind in pack.review_types]
    assert sorted(kinds) == sorted(ReviewType)


# --- for ever ----------------------------------------------------------------------------------


def current_ids() -> list[str]:
    found = [f"section {s.number} {s.id}" for s in AGENDA.sections]
    for s in AGENDA.sections:
        found += [f"prompt {p.id}" for p in s.prompts]
        found += [f"question {q.id}" for q in s.questions]
        found += [f"record {m.id}" for m in s.must_record]
    found += [f"paragraph {p.id}" for p in AGENDA.paragraphs]
    found += [f"check {check.id}" for check in CHECKS]
    found += [f"word {word.id}" for word in load_words().word]
    found += [f"language {language.id}" for language in languages()]
    return found + [f"pack {p.id}" for p in AGENDA.packs]


def current_headings() -> set[str]:
    return {f"{s.id}: {h}" for s in AGENDA.sections for h in (s.heading, *s.former_headings)}


def shipped(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


def test_that_no_id_ever_shipped_disappears_or_changes() -> None:
    gone = set(shipped("shipped_ids.txt")) - set(current_ids())
    assert not gone, "ids are for ever: keep the entry, or hide it with a condition"


def test_that_every_id_is_written_down_as_shipped() -> None:
    missing = [one for one in current_ids() if one not in set(shipped("shipped_ids.txt"))]
    assert not missing, "add these lines to shipped_ids.txt"


def test_that_every_heading_ever_shipped_is_still_known_to_the_reader() -> None:
    assert set(shipped("shipped_headings.txt")) == current_headings()


def test_that_headings_can_be_recognised_in_a_document_of_any_child() -> None:
    headings = [s.heading for s in AGENDA.sections]
    assert len(set(headings)) == len(headings)
    assert not any("{" in heading for heading in headings)


# --- what is shown -----------------------------------------------------------------------------


def ids(sections: tuple[Section, ...]) -> set[str]:
    return {section.id for section in sections}


def test_that_a_nine_year_old_is_not_asked_about_asylum_or_leaving() -> None:
    left_out = {x.section.id: x.reason for x in not_shown(AGENDA, facts())}
    assert set(left_out) == {"status", "moving_on"}
    assert all(reason.endswith(".") for reason in left_out.values())


@pytest.mark.parametrize(("months", "there"), [(185, False), (186, True), (215, True)])
def test_that_moving_on_is_shown_from_fifteen_and_a_half(months: int, there: bool) -> None:
    assert ("moving_on" in ids(shown(AGENDA, facts(age_months=months)))) is there


def test_that_moving_on_is_shown_earlier_to_who_leaves_care_or_asks() -> None:
    assert "moving_on" in ids(shown(AGENDA, facts(review_type=ReviewType.ENDING_CARE)))
    assert "moving_on" in ids(shown(AGENDA, facts(opened=frozenset({"moving_on"}))))


def test_that_status_is_shown_to_who_came_alone_or_was_trafficked() -> None:
    assert "status" in ids(shown(AGENDA, facts(asylum_or_trafficking=True)))


def test_that_a_short_breaks_review_is_light_and_says_why() -> None:
    one = facts(review_type=ReviewType.SHORT_BREAKS)
    assert {"home", "health", "learning", "voice", "decisions"} <= ids(shown(AGENDA, one))
    reasons = {x.section.id: x.reason for x in not_shown(AGENDA, one)}
    assert {"family", "identity", "permanence"} <= set(reasons)
    assert all(reasons.values())


def test_that_shown_and_not_shown_together_are_always_the_whole_agenda() -> None:
    for one, sections in every_review():
        left_out = [x.section.id for x in not_shown(AGENDA, one)]
        assert sorted([*sections, *left_out]) == sorted(IDS)


@pytest.mark.parametrize(
    ("changed", "prompt"),
    [
        ({"review_type": ReviewType.FIRST, "review_number": 1}, "permanence.p14"),
        ({"review_type": ReviewType.SECOND, "review_number": 2}, "permanence.p16"),
        ({"review_type": ReviewType.EARLY, "review_number": 2}, "permanence.p16"),
        ({"review_number": 3}, "permanence.p17"),
        ({"legal_status": "V2"}, "permanence.p9"),
        ({"legal_status": "C2"}, "permanence.p5"),
        ({"legal_status": "E1"}, "permanence.p11"),
        ({"age_months": 7}, "voice.p9"),
        ({"age_months": 7}, "permanence.p25"),
        ({"asylum_or_trafficking": True}, "welcome.p11"),
        ({"review_type": ReviewType.UNPLANNED_MOVE}, "home.p11"),
        ({"review_type": ReviewType.SECURE}, "rights.p13"),
        ({"review_type": ReviewType.ENDING_CARE}, "permanence.p22"),
        ({"review_type": ReviewType.ADOPTION_PLACED}, "home.p13"),
        ({"review_type": ReviewType.SHORT_BREAKS}, "home.p17"),
        ({"review_type": ReviewType.PATHWAY, "age_months": 198}, "moving_on.p13"),
    ],
)
def test_that_prompts_fit_the_review_and_are_not_asked_of_others(
    changed: dict[str, object], prompt: str
) -> None:
    section = AGENDA.section(prompt.partition(".")[0])
    assert prompt in [p.id for p in prompts_for(section, facts(**changed))]
    assert prompt not in [p.id for p in prompts_for(section, facts())] or changed == {
        "legal_status": "C2"
    }


def test_that_a_first_review_is_not_asked_about_last_time() -> None:
    one = facts(review_type=ReviewType.FIRST, review_number=1)
    said = " ".join(p.text for s in shown(AGENDA, one) for p in prompts_for(s, one))
    assert "last time" not in said
    assert "since we last met" not in said


def test_that_a_first_review_has_no_section_called_last_time() -> None:
    one = facts(review_type=ReviewType.FIRST, review_number=1)
    titles = {s.id: s.title for s in shown(AGENDA, one)}
    assert titles["last_time"] == "The first days"
    assert {s.id: s.title for s in shown(AGENDA, facts())}["last_time"] == "Last time's promises"


def test_that_the_order_begins_with_the_child_and_ends_with_what_was_decided() -> None:
    for kind in ReviewType:
        order = suggested_order(AGENDA, facts(review_type=kind, age_months=200))
        assert order[:2] == ("welcome", "voice")
        assert order[-1] == "decisions"
        assert set(order) == ids(shown(AGENDA, facts(review_type=kind, age_months=200)))
    pathway = facts(review_type=ReviewType.PATHWAY, age_months=200)
    assert suggested_order(AGENDA, pathway)[2] == "moving_on"


# --- words -------------------------------------------------------------------------------------

NEVER = (
    r"\bLAC\b|\bCLA\b|\bUASC\b|\bNEET\b|\bCAMHS\b|\bSW\b|\bcontact|\bsibling|\brespite|"
    r"\babscond|challenging behaviou?r|\b(birth|biological) (mum|dad|mother|father|parent|famil)|"
    r"care leaver|leaving care|difficult to place|hard to reach|non-complian|\brefus|"
    r"attention.seeking|manipulative|promiscuous|lifestyle choice|streetwise|\btruan|\bunit\b|"
    r"\bsupervised\b|special needs|\bdrop out|full potential|corporate parent|restraint|"
    r"\bensure\b|\bmonitor(ed|ing)?\b|as appropriate|\bin care\b(?! council)|"
    r"\bplacement\b(?! order)|\bcarers?\b|looked.after child"
)
NEVER_TO_A_CHILD = rf"{NEVER}|placement|permanence|care plan|statutory|\bIRO\b|\bPEP\b|\bSDQ\b"


def test_that_no_text_uses_words_that_children_asked_us_not_to_use() -> None:
    found = {(i, m[0]) for i, t in texts() for m in re.finditer(NEVER, t, re.IGNORECASE)}
    assert not found


def test_that_questions_to_a_child_hold_no_word_of_the_office() -> None:
    asked = [(q.id, q.text) for s in AGENDA.sections for q in s.questions]
    assert not [i for i, t in asked if re.search(NEVER_TO_A_CHILD, t, re.IGNORECASE)]


def test_that_what_is_read_aloud_is_short_enough_to_be_heard() -> None:
    for section in AGENDA.sections:
        assert len(section.title) <= 32, section.title
        assert all(len(q.text.split()) <= 18 for q in section.questions), section.id
        for p in section.prompts:
            assert len(p.text.split()) <= 36, p.id
        for m in section.must_record:
            assert len(m.label) <= 70, m.id


def test_that_texts_end_as_sentences_do() -> None:
    for section in AGENDA.sections:
        assert all(p.text.endswith(("?", ".", ".)")) for p in section.prompts), section.id
        assert all(q.text.endswith(("?", ".")) for q in section.questions), section.id
        assert not any(
            m.label.endswith((".", "?")) for m in section.must_record if m.label[-2:] != "n?"
        )


AGREES = re.compile(
    r"^ (\{(are|have|were|do)\}|\w+\{s\}|(can|could|may|might|must|should|will|would|did|had|"
    r"said|chose|came|wanted)\b)"
)
TURNED = re.compile(
    r"(\{(are|have|were|do)\}|\b(can|could|may|might|will|would|did|had)) $", re.IGNORECASE
)


def test_that_every_verb_after_they_agrees_for_one_and_for_several() -> None:
    for where, text in texts():
        for found in re.finditer(r"\{[Tt]hey\}", text):
            before, after = text[: found.start()], text[found.end() :]
            assert AGREES.match(after) or TURNED.search(before), (where, text)


def test_that_a_verb_placeholder_never_agrees_with_anything_but_they() -> None:
    for where, text in texts():
        for sentence in re.split(r"(?<=[.?!]) ", text):
            if re.search(r"\{([Aa]re|[Hh]ave|[Ww]ere|[Dd]o|s)\}", sentence):
                assert re.search(r"\{[Tt]hey\}", sentence), (where, sentence)


def test_that_a_name_stands_whole_where_no_pronoun_is_known() -> None:
    agenda = worded(AGENDA, Wording(name="Łucja", pronouns="ask me"))
    said = [text for _, text in texts(agenda)]
    assert not any("{" in text or "}" in text for text in said)
    assert agenda.section("identity").title == "Who Łucja is, Łucja's story"


@pytest.mark.parametrize("pronouns", ["she/her", "he/him", "they/them", ""])
def test_that_wording_changes_texts_and_nothing_else(pronouns: str) -> None:
    agenda = worded(AGENDA, Wording(name="Leo", pronouns=pronouns, date="20 July"))
    assert [s.id for s in agenda.sections] == IDS
    assert [s.when for s in agenda.sections] == [s.when for s in AGENDA.sections]
    first = next(p for p in agenda.section("home").prompts if p.id == "home.p1")
    assert first.text == "How does Leo show that this is, or is not, home?"
    last = next(p for p in agenda.section("decisions").prompts if p.id == "decisions.p7")
    assert "no later than 20 July" in last.text


# --- a council's own ---------------------------------------------------------------------------


def council(tmp_path: Path, **files: str) -> Path:
    folder = tmp_path / "agenda"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name.lstrip('_')}.toml").write_text(text, encoding="utf-8")
    return tmp_path


OWN_SECTION = """
id = "x_faith"
number = 15
title = "Faith in our town"
heading = "Faith"
about = "faith"
purpose = "Ask {name} about faith."
sources = ["Our council's promise to children"]
prompts = [{ id = "x_faith.p1", text = "What does {name} believe?" }]
"""


def test_that_a_council_rewords_hides_and_adds(tmp_path: Path) -> None:
    folder = council(
        tmp_path,
        _04_home="""
            title = "Where {name} lives"
            prompts = [
              { id = "home.p1", text = "Is this home, {name}?" },
              { id = "home.p2", hidden = true },
              { id = "council.home.1", text = "Is there a pet?", when = [{ from_months = 24 }] },
            ]
            must_record = [{ id = "home.r1", label = "Sort of home" }]
        """,
        x_faith=OWN_SECTION,
    )
    agenda = load_agenda(folder)
    home = agenda.section("home")
    said = {p.id: p.text for p in prompts_for(home, facts())}
    assert home.title == "Where {name} lives"
    assert said["home.p1"] == "Is this home, {name}?"
    assert said["council.home.1"] == "Is there a pet?"
    assert "home.p2" not in said
    assert "home.p2" in [p.id for p in home.prompts]
    assert home.must_record[0].label == "Sort of home"
    assert agenda.sections[-1].id == "x_faith"
    assert [s.id for s in agenda.sections[:14]] == IDS
    order = suggested_order(agenda, facts())
    assert order[-1] == "decisions"
    assert "x_faith" in order


def test_that_a_changed_agenda_has_another_version_and_the_same_one_the_same(
    tmp_path: Path,
) -> None:
    folder = council(tmp_path, x_faith=OWN_SECTION)
    first = load_agenda(folder).version
    assert first != AGENDA.version
    assert first.startswith(AGENDA.version)
    assert load_agenda(folder).version == first
    (folder / "agenda" / "x_faith.toml").write_text(OWN_SECTION + "\n#", encoding="utf-8")
    assert load_agenda(folder).version != first


def test_that_a_council_without_an_agenda_folder_gets_ours(tmp_path: Path) -> None:
    assert load_agenda(tmp_path) == AGENDA


FAULTS = {
    "an unknown placeholder": (
        "04_home",
        'prompts = [{ id = "home.p2", text = "Ask {nmae}." }]',
        "home.p2].text",
    ),
    "a lone brace": ("04_home", 'purpose = "Ask {name"', "$.purpose"),
    "an empty text": ("04_home", 'prompts = [{ id = "home.p2", text = " " }]', "home.p2].text"),
    "a prompt without our prefix": (
        "04_home",
        'prompts = [{ id = "home.p99", text = "Why?" }]',
        "home.p99]",
    ),
    "another number": ("04_home", "number = 5", "$.number"),
    "another paragraph": ("04_home", 's7 = ["S7.1"]', "$.s7"),
    "another condition": (
        "04_home",
        'prompts = [{ id = "home.p2", when = [{ under_months = 3 }] }]',
        "home.p2]",
    ),
    "an unknown field": ("04_home", 'colour = "red"', "$"),
    "an unknown review type": (
        "04_home",
        'prompts = [{ id = "council.1", text = "Why?", when = [{ review_types = ["thrid"] }] }]',
        "review_types",
    ),
    "a condition that never holds": (
        "04_home",
        "when = [{ from_months = 9, under_months = 9 }]",
        "$.when",
    ),
    "not TOML": ("04_home", "title = \nx", "line 1"),
    "a section number of ours": (
        "x_faith",
        OWN_SECTION.replace("number = 15", "number = 14"),
        "$.number",
    ),
    "a section id of ours": (
        "x_faith",
        OWN_SECTION.replace('id = "x_faith"\n', 'id = "faith"\n'),
        "$.id",
    ),
    "a paragraph that does not exist": (
        "x_faith",
        OWN_SECTION.replace("sources", 's7 = ["S7.15"]\nsources'),
        "$.s7",
    ),
    "the same id twice": (
        "x_faith",
        OWN_SECTION.replace("}]", '}, { id = "x_faith.p1", text = "Why?" }]'),
        "x_faith.p1]",
    ),
    "an order of sections that do not exist": ("agenda", 'opening = ["hello"]', "$.opening"),
    "a pack with an unknown section": (
        "packs",
        'packs = [{ id = "first", emphasis = ["hello"] }]',
        "first]",
    ),
}


@pytest.mark.parametrize(("name", "text", "where"), FAULTS.values(), ids=FAULTS.keys())
def test_that_a_fault_names_its_file_and_place(
    tmp_path: Path, name: str, text: str, where: str
) -> None:
    folder = council(tmp_path, **{f"_{name}" if name[0].isdigit() else name: text})
    with pytest.raises(DataFaultError) as caught:
        load_agenda(folder)
    assert f"{name}.toml" in caught.value.problem
    assert where in caught.value.where
    assert caught.value.remedy
