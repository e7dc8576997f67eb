"""Codes are exact and for ever, labels are plain, and a participation code fits what happened."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.ages import Age, AgeBand
from models.codes import (
    TABLES,
    CodeTable,
    TableName,
    child_words,
    code_table,
    codes,
    group_of,
    label,
    offered,
)
from models.datafile import read_toml
from models.errors import DataFaultError
from models.participation import TookPart, suggest_participation

# Every code ever shipped, as the national return spells it: none may ever go.
SHIPPED: dict[TableName, str] = {
    "participation": "PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7",
    "legal_status": "C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3",
    "category_of_need": "N1 N2 N3 N4 N5 N6 N7 N8",
    "placement": """U1 U2 U3 U4 U5 U6 P1 A3 A4 A5 A6 K2 K1 K3 H5 P2 S1 R1 R2 R3 R5 P3 Z1
        T0 T1 T2 T3 T4""",
    "provider": "PR0 PR1 PR2 PR3 PR4 PR5",
    "reason_for_change": """CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD
        OTHER""",
    "missing": "M A",
    "sdq_reason": "SDQ1 SDQ2 SDQ3 SDQ4 SDQ5",
    "worker_change": "FCONTA MANAGE LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS",
    "permanence_plan": """return_home kinship_no_order child_arrangements_order
        special_guardianship kinship_foster_long_term long_term_foster adoption early_permanence
        residential_long_term supported_lodgings supported_accommodation independent_living_18plus
        staying_put_18plus staying_close_18plus not_yet_decided""",
    "permanence_outcome": """E11 E12 E41 E45 E46 E47 E48 E4A E4B E13 E17 E5 E6 E7 E9 E14 E15 E16
        E3 E2 E8 X1""",
}
NINE = Age(years=9, months=9)


@pytest.mark.parametrize("table", SHIPPED)
def test_that_every_code_ever_shipped_is_there_in_its_order(table: TableName) -> None:
    assert list(codes(table)) == SHIPPED[table].split()


def test_that_every_table_has_its_file_and_every_file_its_table() -> None:
    files = {path.stem for path in resources.path("codes").iterdir()}
    assert files == set(TABLES) == set(SHIPPED)


@pytest.mark.parametrize("table", TABLES)
def test_that_labels_are_plain_and_tell_codes_apart(table: TableName) -> None:
    labels = [code.label for code in codes(table).values()]
    assert len(set(labels)) == len(labels)
    assert all(words == words.strip() and words for words in labels)
    assert not any("LAC" in words or "respite" in words for words in labels)


@pytest.mark.parametrize("table", TABLES)
def test_that_every_group_is_used(table: TableName) -> None:
    used = {code.group for code in codes(table).values()}
    assert {group.id for group in code_table(table).groups} == used - {""}


def test_that_the_category_of_need_is_never_printed_and_has_no_words_for_a_child() -> None:
    assert [table for table in TABLES if not code_table(table).printed] == ["category_of_need"]
    assert not any(child_words("category_of_need", code) for code in codes("category_of_need"))


@given(code=st.text(min_size=1, max_size=6).filter(lambda text: text not in codes("placement")))
def test_that_an_unknown_code_is_shown_as_it_is(code: str) -> None:
    assert label("placement", code) == f"{code} (not known to this version)"
    assert child_words("placement", code) == ""
    assert group_of("placement", code) is None


def test_that_codes_of_the_past_are_read_and_no_longer_offered() -> None:
    past = {code for t in TABLES for code in codes(t)} - {
        c.code for t in TABLES for c in offered(t)
    }
    assert past == {"D1", "H5"}


def test_that_no_code_has_no_words() -> None:
    assert label("legal_status", "") == ""


@pytest.mark.parametrize(
    ("code", "band", "words"),
    [
        ("C2", "5_11", "a court decided the council shares responsibility"),
        ("V2", "12_15", "your mum or dad agreed"),
        ("V2", "16_plus", "you agreed"),
        ("C2", "16_plus", "a court decided"),
    ],
)
def test_that_a_child_reads_their_legal_status_in_words_for_their_age(
    code: str, band: AgeBand, words: str
) -> None:
    assert child_words("legal_status", code, band).startswith(words)


@pytest.mark.parametrize(
    ("code", "group"),
    [("CARPL", "planned"), ("CHILD", "child_wish"), ("PLACE", "status_only")]
    + [(code, "unplanned") for code in ("CLOSE", "ALLEG", "CREQB", "LAREQ", "CUSTOD", "OTHER")],
)
def test_that_a_change_of_home_has_its_place_in_the_stability_strip(code: str, group: str) -> None:
    found = group_of("reason_for_change", code)
    assert found is not None
    assert found.id == group


def test_that_homes_that_need_registering_and_homes_meant_to_last_are_known() -> None:
    tagged = {tag: [c.code for c in codes("placement").values() if tag in c.tags] for tag in TAGS}
    assert tagged == {
        "ofsted": ["K2", "K1", "K3", "H5"],
        "long_term": ["U1", "U4"],
        "from_16": ["K3", "H5", "P2"],
        "say_which": ["Z1"],
    }


TAGS = ("ofsted", "long_term", "from_16", "say_which")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            'title = "x"\n[[code]]\ncode = "A"\nlabel = "a"\n[[code]]\ncode = "A"\nlabel = "b"',
            "twice",
        ),
        ('title = "x"\n[[code]]\ncode = "A"\nlabel = "a"\ngroup = "g"', "no group"),
        ('title = "x"\n[[code]]\ncode = "A"', "label"),
        ('title = "x"', "code"),
    ],
)
def test_that_a_faulty_table_is_told(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFaultError, match=what) as told:
        read_toml(path, CodeTable)
    assert told.value.problem.startswith("table.toml")


# -- which participation code fits


@pytest.mark.parametrize(
    ("what", "code", "also"),
    [
        (TookPart(age=Age(years=3, months=11), in_room=True, spoke=True), "PN0", ()),
        (TookPart(age=Age(years=0, months=0, unborn=True)), "PN0", ()),
        (TookPart(age=Age(years=4, months=0), in_room=True, spoke=True), "PN1", ()),
        (TookPart(age=NINE, in_room=True, spoke=True, sent=True), "PN1", ()),
        (TookPart(age=NINE, in_room=True, someone_spoke=True, spoke=True), "PN1", ("PN2",)),
        (TookPart(age=NINE, in_room=True, someone_spoke=True), "PN2", ()),
        (TookPart(age=NINE, in_room=True, showed=True), "PN3", ()),
        (TookPart(age=NINE, in_room=True), "PN4", ()),
        (TookPart(age=NINE, in_room=True, briefed=True, sent=True), "PN4", ()),
        (TookPart(age=NINE, briefed=True), "PN5", ()),
        (TookPart(age=NINE, sent=True), "PN6", ()),
        (TookPart(age=NINE, briefed=True, sent=True), "PN5", ("PN6",)),
        (TookPart(age=NINE, briefed=True, sent=True, child_would_say="sent"), "PN6", ("PN5",)),
        (TookPart(age=NINE), "PN7", ()),
        (TookPart(age=NINE, remote=True, spoke=True), "PN6", ()),
        (TookPart(age=NINE, remote=True, spoke=True, briefed=True), "PN6", ("PN5",)),
        (TookPart(age=NINE, remote=True, remote_counts=True, spoke=True), "PN1", ()),
        (TookPart(age=NINE, remote=True), "PN7", ()),
    ],
)
def test_that_the_suggested_code_fits_what_happened(
    what: TookPart, code: str, also: tuple[str, ...]
) -> None:
    suggestion = suggest_participation(what)
    assert (suggestion.code, suggestion.also_fits) == (code, also)
    assert suggestion.code in codes("participation")


def test_that_nobody_is_said_to_have_stayed_away_before_somebody_noted_it() -> None:
    for facts in ({}, {"briefed": True}, {"sent": True}):
        told = suggest_participation(TookPart(age=NINE, **facts)).because
        assert told.startswith("Was not there")
        for unknown in ({"is_noted": False}, {"remote": True}):
            told = suggest_participation(TookPart(age=NINE, **facts, **unknown)).because
            assert "Was not there" not in told


def test_that_under_four_asks_for_what_was_seen_and_unheard_for_the_reason() -> None:
    assert suggest_participation(TookPart(age=Age(years=1, months=0))).ask == "observation"
    assert suggest_participation(TookPart(age=NINE)).ask == "why_and_next_time"
    assert suggest_participation(TookPart(age=NINE, sent=True)).ask == ""


@given(
    ways=st.dictionaries(
        st.sampled_from(
            ["in_room", "remote", "remote_counts", "spoke", "someone_spoke", "showed", "briefed"]
        ),
        st.booleans(),
    ),
    years=st.integers(0, 17),
)
def test_that_there_is_always_one_code_with_its_reason(ways: dict[str, bool], years: int) -> None:
    what = TookPart(age=Age(years=years, months=0), **ways)
    suggestion = suggest_participation(what)
    assert suggestion.because.endswith(".")
    assert (suggestion.code == "PN0") is (years < 4)
    assert suggestion.code not in suggestion.also_fits
    if years >= 4:
        there = what.in_room or (what.remote and what.remote_counts)
        assert (suggestion.code in {"PN1", "PN2", "PN3", "PN4"}) is there
