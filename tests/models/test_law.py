"""The law pack says all that the law asks, every id for ever, and a council may lay over it."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import resources
from models.ages import Age
from models.errors import DataFaultError
from models.law import LawPack, Start, Strength, Unit, counted, load_law
from models.terms import DisputeStage, LateReason, ReviewType

LAW = load_law()

# Every id ever shipped: they stand in stores and signed records, so none may ever go.
SHIPPED = {
    "rules": """T1 T2 T3 T3.year1 T3.lasting T3.parents T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14
        T15 T16 T17 T18 T19.first T19.under_5 T19 T20 T21 T22 T23 T24 ADOPT.authorised.1
        ADOPT.authorised.later ADOPT.placed.1 ADOPT.placed.2 ADOPT.placed.later BREAKS.1
        BREAKS.later LASTING.meeting SECURE.1 SECURE.later""",
    "timetables": "in_care adoption_authorised adoption_placed short_breaks",
    "early_reviews": """iro_asks visit_worry custody_unreviewed release_unreviewed
        leaving_not_to_parent plan_change unplanned_move home_unsuitable child_asks missing
        allegation exclusion exam_years_move exploitation hospital pregnancy arrest home_ending
        towards_independence""",
    "adjournment_reasons": """care_plan education_plan health child_not_prepared child_cannot_come
        key_person no_interpreter no_advocate parents_not_asked safeguarding papers_late""",
    "duties": """met_before_first iro_details_given siblings_same_iro child_consulted
        private_conversation talked_with_social_worker papers_received parents_and_carers_views
        access_arranged child_understands advocate_explained rights_explained court_help schedule7
        named_person_and_date adjournment_considered decisions_sent care_plan_updated record_done
        record_distributed outcome_explained midway_check monitoring dispute_started
        good_practice""",
    "permanence": """1.why_here 1.home_possible 1.wider_family 1.planning_started
        1.brothers_sisters 1.health_education 1.told_why 2.plan 2.plan_b 2.who_and_dates
        2.child_view 2.none_why 3.on_time 3.match_agreed 3.order_dates 3.return_home
        later.still_right later.claimed later.legal_status moving.pathway moving.at_18
        leaving.child_agrees leaving.approval""",
    "dispute_themes": """care_planning plan_not_followed drift no_exit_plan no_social_worker
        poor_practice participation home_not_registered other""",
    "event_kinds": """move plan_change legal_step missing arrest exclusion new_school
        serious_incident allegation complaint compliment worker_change family_event decision_late
        child_contact""",
    "drift": """no_plan carried_forward s20_no_plan placement_order_unmatched home_on_care_order
        sgo_assessment""",
    "schedule7": " ".join(f"S7.{number}" for number in range(1, 15)),
}


def council(folder: Path, text: str) -> Path:
    path = folder / "council.toml"
    path.write_text(text, encoding="utf-8")
    return path


def entry(list_: str, id_: str, **fields: str) -> str:
    lines = [f"[[{list_}]]", f'id = "{id_}"', *(f"{k} = {v}" for k, v in fields.items())]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("list_", SHIPPED)
def test_that_no_id_ever_shipped_is_lost_or_new_ones_are_unlisted(list_: str) -> None:
    assert [each.id for each in getattr(LAW, list_)] == SHIPPED[list_].split()


def test_that_every_term_of_the_domain_has_its_words() -> None:
    assert {reason.id for reason in LAW.late_reasons} == set(LateReason)
    closed = {DisputeStage.CLOSED_RESOLVED, DisputeStage.CLOSED_UNRESOLVED}
    assert {stage.id for stage in LAW.dispute_stages} == set(DisputeStage) - closed
    assert {LAW.timetable(type_).id for type_ in ReviewType} == {t.id for t in LAW.timetables}


@pytest.mark.parametrize(
    ("id_", "amount", "unit", "starts", "strength"),
    [
        ("T4", -15, Unit.WORKING_DAYS, Start.REVIEW_DATE, Strength.GUIDANCE),
        ("T8", 20, Unit.WORKING_DAYS, Start.BECAME_LOOKED_AFTER, Strength.LAW),
        ("T9", 3, Unit.MONTHS, Start.FIRST_REVIEW, Strength.LAW),
        ("T10", 6, Unit.MONTHS, Start.PREVIOUS_REVIEW, Strength.LAW),
        ("T11", 20, Unit.WORKING_DAYS, Start.ADJOURNED_ON, Strength.LAW),
        ("T12", 5, Unit.WORKING_DAYS, Start.COMPLETED_ON, Strength.GUIDANCE),
        ("T13", 5, Unit.WORKING_DAYS, Start.DECISIONS_SENT, Strength.GUIDANCE),
        ("T16", 20, Unit.WORKING_DAYS, Start.COMPLETED_ON, Strength.GUIDANCE),
        ("T17", 20, Unit.WORKING_DAYS, Start.DISPUTE_FORMAL, Strength.GUIDANCE),
        ("ADOPT.placed.1", 4, Unit.WEEKS, Start.ADOPTION_PLACED, Strength.LAW),
    ],
)
def test_that_a_rule_says_how_much_of_what_from_when(
    id_: str, amount: int, unit: Unit, starts: Start, strength: Strength
) -> None:
    rule = LAW.rule(id_)
    said = (rule.amount, rule.unit, rule.starts, rule.strength)
    assert said == (amount, unit, starts, strength)


def test_that_what_was_written_from_memory_says_so() -> None:
    from_memory = {rule.id for rule in LAW.rules if not rule.checked}
    assert from_memory == {
        *("T13", "T23", "BREAKS.later", "LASTING.meeting", "SECURE.1", "SECURE.later")
    }
    assert [s.id for s in LAW.schedule7 if not s.checked] == [
        *("S7.3", "S7.7", "S7.8", "S7.11", "S7.12")
    ]


def test_that_the_pack_is_dated_and_named_by_its_month() -> None:
    assert LAW.version == f"{LAW.dated:%Y-%m}"
    assert re.fullmatch(r"\d{4}-\d{2}", LAW.version)


def test_that_a_rule_can_be_cited() -> None:
    assert LAW.cite(LAW.rule("T9")).endswith("Regulations 2010, regulation 33(2)")
    assert LAW.cite(LAW.rule("T6")) == "Practice set out in the manuals of several councils"


def test_that_a_duty_of_the_first_review_is_none_of_the_later_ones() -> None:
    first = {duty.id for duty in LAW.duties_for(ReviewType.FIRST)}
    later = {duty.id for duty in LAW.duties_for(ReviewType.SUBSEQUENT)}
    assert first - later == {"met_before_first"}
    assert later < first


@pytest.mark.parametrize(
    ("number", "age", "leaving", "stages"),
    [
        (1, Age(years=9, months=0), False, {"first"}),
        (2, Age(years=9, months=0), False, {"second"}),
        (3, Age(years=15, months=5), False, {"third"}),
        (4, Age(years=15, months=6), False, {"later", "from_15_half"}),
        (13, Age(years=17, months=0), True, {"later", "from_15_half", "leaving_care"}),
        (1, Age(years=0, months=0, unborn=True), False, {"first"}),
    ],
)
def test_that_permanence_is_asked_for_by_the_number_of_the_review(
    number: int, age: Age, leaving: bool, stages: set[str]
) -> None:
    asked = LAW.permanence_for(number, age, leaving)
    assert {question.stage for question in asked} == stages


def test_that_amounts_read_as_one_says_them() -> None:
    assert counted(1, Unit.WORKING_DAYS) == "1 working day"
    assert counted(3, Unit.MONTHS) == "3 months"
    assert LAW.rule("T4").counted == "15 working days"


def test_that_a_council_may_set_an_earlier_target_and_add_its_own(tmp_path: Path) -> None:
    own = entry("rule", "T15", local="10") + entry("late_reason", "other", words='"Something else"')
    added = entry("adjournment_reason", "flood", words='"The road is flooded"')
    pack = load_law(council(tmp_path, own + added))
    assert (pack.rule("T15").local, pack.rule("T15").amount) == (10, 15)
    assert pack.late_reasons[-1].words == "Something else"
    assert pack.adjournment_reasons[-1].words == "The road is flooded"
    assert len(pack.rules) == len(LAW.rules)


def test_that_any_change_in_a_councils_file_changes_the_version(tmp_path: Path) -> None:
    versions = {LAW.version}
    for local in (8, 9):
        versions.add(load_law(council(tmp_path, entry("rule", "T15", local=str(local)))).version)
    assert len(versions) == 3
    assert all(version.startswith(LAW.version) for version in versions)


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        (entry("rule", "T12", local="6"), "$.rule[", "later than"),
        (entry("rule", "T4", local="-10"), "$.rule[", "later than"),
        (entry("rule", "T12", local="0"), "$.rule[", "later than"),
        (entry("rule", "T12", amount="0"), "$.rule[", "`amount`"),
        (entry("rule", "T18", amount="120"), "$.rule[", "per cent"),
        (entry("rule", "T17", amber="25"), "$.rule[", "`amber`"),
        (entry("rule", "T12", amount='"five"'), " T12].amount", "Expected `int`"),
        (entry("rule", "T12", unit='"fortnights"'), ".unit", "fortnights"),
        (entry("rule", "T12", starts='"easter"'), ".starts", "easter"),
        (entry("rule", "T12", colour='"red"'), "$.rule[", "unknown field"),
        (entry("rule", "T 99"), ".id", "regex"),
        (entry("rule", "T99", what='"x"'), "$.rule[39 T99]", "missing required field"),
        (entry("rule", "T12", source='"heresay"'), "$", "heresay"),
        (entry("duty", "midway_check", rule='"T99"'), "$", "T99"),
        (entry("timetable", "in_care", rules="[]"), "$.timetable[0 in_care]", "at least one"),
        (entry("timetable", "in_care", review_types='["first"]'), "$", "review types"),
        (entry("dispute_stage", "stage1", amount="6"), "$", "T17"),
        (entry("event_kind", "move", reasons='["rain"]'), "$", "rain"),
        ("[formal_nudge]\ncarried = 0", "$.formal_nudge.carried", ">= 1"),
        (entry("late_reason", "weather", words='"x"'), ".id", "weather"),
        (entry("drift", "new", words='"x"') * 2, "$", "missing"),
    ],
)
def test_that_a_faulty_council_file_is_told_with_file_and_place(
    tmp_path: Path, text: str, place: str, what: str
) -> None:
    with pytest.raises(DataFaultError) as told:
        load_law(council(tmp_path, text))
    assert told.value.problem.startswith("council.toml")
    assert place in told.value.where
    assert what in told.value.problem


def test_that_a_council_says_when_to_ask_about_raising_and_what_disputes_are_about(
    tmp_path: Path,
) -> None:
    text = "[formal_nudge]\ncarried = 1\n" + entry(
        "dispute_theme", "housing", words='"A damp flat"'
    )
    law = load_law(council(tmp_path, text))
    assert (law.formal_nudge.carried, law.formal_nudge.working_days_past) == (1, 10)
    assert law.dispute_themes[:-1] == LAW.dispute_themes
    assert law.dispute_themes[-1].words == "A damp flat"


def test_that_two_entries_with_one_id_are_a_fault(tmp_path: Path) -> None:
    text = entry("drift", "new", words='"x"', amount="1", unit='"weeks"')
    with pytest.raises(DataFaultError, match="twice"):
        load_law(council(tmp_path, text + text.replace('"x"', '"y"')))


def test_that_nobody_is_blamed_and_no_law_words_stand_in_what_a_person_reads() -> None:
    texts: list[Callable[[LawPack], list[str]]] = [
        lambda law: [rule.what for rule in law.rules],
        lambda law: [duty.what for duty in law.duties],
        lambda law: [s.words for s in law.schedule7],
        lambda law: [q.words for q in law.permanence],
        lambda law: [e.words for e in law.early_reviews],
        lambda law: [theme.words for theme in law.dispute_themes],
        lambda law: [kind.words for kind in law.event_kinds],
    ]
    for text in [words for pick in texts for words in pick(LAW)]:
        assert not re.search(r"\b(LAC|placement|contact with|failed|failure|respite)\b", text), text
        assert text == text.strip()


def test_that_the_shipped_file_is_plain_utf8_with_unix_ends() -> None:
    raw = resources.path("law/law_pack.toml").read_bytes().replace(b"\r\n", b"\n")
    assert b"\r" not in raw
    assert raw.decode("utf-8").endswith("\n")


def test_that_the_date_of_the_pack_is_a_date() -> None:
    assert date(2026, 1, 1) < LAW.dated
