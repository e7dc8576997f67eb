"""A case file says all or is refused with the path of its fault, whatever bytes it holds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.case_file import (
    MOST_BYTES,
    CaseFile,
    decode_case_file,
    look_into_case_file,
    read_case_file,
    schema,
    with_whole_ledger,
)
from models.errors import DataFaultError
from models.text import LONGEST_LINE, Mark, clean
from tests.support.strategies import dirty_text

CASES = Path(__file__).parents[1] / "cases"
FILES = [*sorted(CASES.glob("*.json")), resources.path("practice/practice_case.json")]
POSY = (CASES / "posy.json").read_bytes()

Change = Callable[[Any], None]


def small() -> dict[str, Any]:
    """Return a case of one child, one person and one review, as plain JSON values."""
    lines = [
        {"id": "a1", "text": "Ana keeps bees"},
        {"id": "a2", "mark": "words", "quote": "q1"},
    ]
    section = {"id": "voice", "notes": lines, "quotes": [{"id": "q1", "text": "I wont go"}]}
    head = {"number": 2, "type": "second", "attendance": [{"person_id": "p1"}]}
    return {
        "format": "heard-case",
        "version": 1,
        "child": {
            "id": "c1",
            "preferred_name": "Ana",
            "born": "2015-02-28",
            "people": [{"id": "p1", "name": "Jo"}],
        },
        "reviews": [{"id": "r1", "child_id": "c1", "head": head, "sections": [section]}],
    }


def decoded(change: Change) -> CaseFile:
    case = small()
    change(case)
    return decode_case_file(json.dumps(case).encode())


def fault_of(data: bytes) -> DataFaultError:
    with pytest.raises(DataFaultError) as caught:
        decode_case_file(data)
    return caught.value


def section(case: Any) -> Any:
    return case["reviews"][0]["sections"][0]


def head(case: Any) -> Any:
    return case["reviews"][0]["head"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_that_each_case_comes_back_as_it_was(path: Path) -> None:
    case = read_case_file(path)
    assert decode_case_file(msgspec.json.encode(case)) == case


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_that_no_word_and_no_fact_of_a_case_is_lost_in_reading(path: Path) -> None:
    """Every value of the file stands in what was read, letter for letter."""

    def missing(given: Any, read: Any, where: str = "$") -> list[str]:
        if isinstance(given, dict):
            parts = ((f"{where}.{key}", given[key], read[key]) for key in given)
            return [lost for at, part, kept in parts for lost in missing(part, kept, at)]
        if isinstance(given, list) and len(given) == len(read):
            pairs = enumerate(zip(given, read, strict=True))
            return [lost for i, (a, b) in pairs for lost in missing(a, b, f"{where}[{i}]")]
        return [] if given == read else [where]

    plain = msgspec.to_builtins(read_case_file(path))
    assert missing(json.loads(path.read_text(encoding="utf-8")), plain) == []


FAULTS: list[tuple[str, Change, str]] = [
    ("a field missing", lambda c: c["child"].pop("born"), "$.child"),
    ("no type", lambda c: head(c).pop("type"), "$.reviews[0].head"),
    ("a word no list has", lambda c: head(c).update(type="third"), "$.reviews[0].head.type"),
    ("an unknown field", lambda c: c["child"].update(hair="red"), "$.child"),
    ("an impossible date", lambda c: c["child"].update(born="2015-02-30"), "$.child.born"),
    ("a number as text", lambda c: head(c).update(number="2"), "$.reviews[0].head.number"),
    ("another format", lambda c: c.update(format="word"), "$.format"),
    ("a newer version", lambda c: c.update(version=2), "$.version"),
    ("a review twice", lambda c: c["reviews"].append(c["reviews"][0]), "$.reviews"),
    ("a person twice", lambda c: c["child"]["people"].append(c["child"]["people"][0]),
     "$.child.people"),
    ("a section twice", lambda c: c["reviews"][0]["sections"].append({"id": "voice"}),
     "$.reviews[0].sections"),
    ("a line twice", lambda c: section(c).update(minutes=[{"id": "a1", "text": "x"}]),
     "$.reviews[0].sections"),
    ("a quotation twice", lambda c: section(c)["quotes"].append({"id": "q1", "text": "x"}),
     "$.reviews[0].sections"),
    ("a recommendation twice",
     lambda c: head(c).update(recommendations=[{"id": "e", "what": "a"}, {"id": "e", "what": "b"}]),
     "$.reviews[0].head.recommendations"),
    ("someone there twice", lambda c: head(c)["attendance"].append({"person_id": "p1"}),
     "$.reviews[0].head.attendance"),
    ("someone unknown there", lambda c: head(c)["attendance"].append({"person_id": "p9"}),
     "$.reviews[0].head.attendance[1].person_id"),
    ("an unknown person to do it",
     lambda c: head(c).update(recommendations=[{"id": "e", "what": "a", "person_id": "p9"}]),
     "$.reviews[0].head.recommendations[0].person_id"),
    ("another child's review", lambda c: c["reviews"][0].update(child_id="c2"),
     "$.reviews[0].child_id"),
    ("a quotation missing", lambda c: section(c)["notes"][1].update(quote="q9"),
     "$.reviews[0].sections[0].notes[1].quote"),
    ("words without quotation", lambda c: section(c)["notes"][1].pop("quote"),
     "$.reviews[0].sections[0].notes[1]"),
    ("a quotation in a plain line", lambda c: section(c)["notes"][0].update(quote="q1"),
     "$.reviews[0].sections[0].notes[0]"),
    ("a span outside its line",
     lambda c: section(c)["notes"][0].update(
         spans=[{"start": 10, "length": 5, "kind": "confidential"}]),
     "$.reviews[0].sections[0].notes[0].spans"),
    ("a span before its line",
     lambda c: section(c)["notes"][0].update(
         spans=[{"start": -1, "length": 2, "kind": "confidential"}]),
     "$.reviews[0].sections[0].notes[0].spans"),
    ("a span of nothing",
     lambda c: section(c)["notes"][1].update(spans=[{"start": 1, "length": 0, "kind": "withheld"}]),
     "$.reviews[0].sections[0].notes[1].spans"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "where"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_that_a_fault_is_told_with_its_path(change: Change, where: str) -> None:
    with pytest.raises(DataFaultError) as caught:
        decoded(change)
    assert caught.value.where == where
    assert where in caught.value.problem
    assert "Nothing was added" in caught.value.remedy


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff\xfe\x00",
        b"PK\x03\x04 a Word file",
        b'{"format": "heard-case"',
        b'{"format": "heard-case"} and more',
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"format":"heard-case","version":1,"child":' + b"[" * 100_000,
        b"1e999",
        b"NaN",
        b"null",
        b"[]",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_that_what_is_no_case_is_refused_in_plain_words(data: bytes) -> None:
    fault = fault_of(data)
    assert fault.problem.startswith("This case file has a fault at ")
    assert len(fault.problem) < 400


def test_that_a_fault_never_carries_a_page_of_what_the_file_holds() -> None:
    with pytest.raises(DataFaultError) as caught:
        decoded(lambda case: case["child"].update({"x" * 1_000_000 + "\ud800": 1}))
    assert len(caught.value.problem) < 400
    caught.value.problem.encode()


def test_that_control_characters_and_lone_surrogates_are_cleaned_away() -> None:
    def dirty(case: Any) -> None:
        case["child"]["preferred_name"] = "A\x00n\ud800a\x1b"
        section(case)["quotes"][0]["text"] = "I\x07 wont\r\ngo\udfff\ufffe"
        section(case)["notes"][0]["text"] = "one\r\nline"

    case = decoded(dirty)
    assert case.child.preferred_name == "Ana"
    assert case.reviews[0].sections[0].quotes[0].text == "I wont\ngo"
    assert case.reviews[0].sections[0].notes[0].text == "one line"


@given(
    words=st.lists(st.sampled_from(["bees ", "x" * 900, "y" * 2_500, "é👩🏽 "]), max_size=12),
    data=st.data(),
)
def test_that_a_long_line_is_broken_and_no_letter_mark_or_secret_is_lost(
    words: list[str], data: st.DataObject
) -> None:
    text = "".join(words)
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, len(text) - start))
    span = {"start": start, "length": length, "kind": "confidential"}

    def put(case: Any) -> None:
        line = {"id": "a1", "text": text, "mark": "worry", "spans": [span] if length else []}
        section(case).update(notes=[line], quotes=[])

    lines = decoded(put).reviews[0].sections[0].notes
    assert "".join(line.text for line in lines) == text
    assert max(len(line.text) for line in lines) <= LONGEST_LINE
    assert {line.mark for line in lines} == {Mark.WORRY}
    assert len({line.id for line in lines}) == len(lines)
    assert lines[0].id == "a1"
    hidden = [line.text[span.start : span.end] for line in lines for span in line.spans]
    assert "".join(hidden) == text[start : start + length]


def test_that_a_quotation_stays_one_however_long_it_is() -> None:
    long = "I wont go. " * 100_000

    def put(case: Any) -> None:
        section(case)["quotes"][0]["text"] = long

    read = decoded(put).reviews[0].sections[0]
    assert (len(read.notes), read.quotes[0].text) == (2, long)


def test_that_a_fault_in_a_long_line_is_told_and_not_cut_away() -> None:
    def put(case: Any) -> None:
        span = {"start": 10, "length": 5_000, "kind": "confidential"}
        section(case)["notes"][0].update(text="x" * 5_000, spans=[span])

    with pytest.raises(DataFaultError, match="reaches outside its line"):
        decoded(put)


def test_that_it_is_said_how_many_lines_were_broken(tmp_path: Path) -> None:
    case = small()
    lines = section(case)["notes"]
    lines[0]["text"] = "bees " * 1_000
    lines.append({"id": "a3", "text": "honey " * 200_000})
    path = tmp_path / "long.json"
    path.write_text(json.dumps(case), encoding="utf-8")
    assert look_into_case_file(path).broken == 2
    assert look_into_case_file(FILES[0]).broken == 0


def test_that_a_byte_order_mark_does_not_stop_a_case() -> None:
    assert decode_case_file(b"\xef\xbb\xbf" + POSY) == decode_case_file(POSY)


@given(before=dirty_text(), secret=dirty_text(), after=dirty_text())
def test_that_cleaning_keeps_a_span_on_its_own_letters(
    before: str, secret: str, after: str
) -> None:
    def put(case: Any) -> None:
        line = section(case)["notes"][0]
        line["text"] = before + secret + after
        if secret:
            span = {"start": len(before), "length": len(secret), "kind": "confidential"}
            line["spans"] = [span]

    line = decoded(put).reviews[0].sections[0].notes[0]
    hidden = "".join(line.text[span.start : span.end] for span in line.spans)
    kept = [clean(before).text, clean(before + secret).text]
    assert hidden == kept[1][len(kept[0]) :].replace("\n", " ")


@given(data=st.data())
def test_that_changed_bytes_are_read_or_refused_and_never_anything_else(
    data: st.DataObject,
) -> None:
    changed = bytearray(POSY)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        length = data.draw(st.integers(0, 30))
        changed[at : at + length] = data.draw(st.binary(max_size=30))
    try:
        case = decode_case_file(bytes(changed))
    except DataFaultError as fault:
        fault.problem.encode()
    else:
        assert decode_case_file(msgspec.json.encode(case)) == case


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | dirty_text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(dirty_text(3), inner, max_size=3),
    max_leaves=8,
)


@given(data=st.data())
def test_that_any_value_in_any_place_is_read_or_refused(data: st.DataObject) -> None:
    case = small()
    holder: Any = case
    while True:
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        if not keys:
            break
        key = data.draw(st.sampled_from(keys))
        if isinstance(holder[key], dict | list) and data.draw(st.booleans()):
            holder = holder[key]
            continue
        holder[key] = data.draw(JSON)
        break
    try:
        decode_case_file(json.dumps(case).encode())
    except DataFaultError as fault:
        fault.problem.encode()


def test_that_a_file_of_sixty_megabytes_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(60_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was read"))
    with pytest.raises(DataFaultError, match="too large"):
        read_case_file(large)
    assert MOST_BYTES < 60_000_000


def test_that_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.json", tmp_path):
        with pytest.raises(DataFaultError, match="could not be opened"):
            read_case_file(path)


def test_that_the_schema_is_json_and_names_every_field_of_a_case() -> None:
    text = json.dumps(schema())
    parts = json.loads(text)["$defs"]
    assert {"format", "version", "child", "reviews"} == set(parts["CaseFile"]["properties"])
    assert {"preferred_name", "born", "ledger", "views"} <= set(parts["Child"]["properties"])
    assert {"meetings", "recommendations", "papers"} <= set(parts["ReviewHead"]["properties"])
    assert parts["Quote"]["required"] == ["id", "text"]
    assert "words" in parts["Mark"]["enum"]
    assert parts["CaseFile"]["additionalProperties"] is False


def test_that_the_home_of_the_baby_takes_eighty_words_and_the_names_need_no_latin() -> None:
    """What demo must be able to play stays in the cases: long names, Arabic, Polish, emoji."""
    baby = read_case_file(CASES / "baby.json")
    assert len(baby.child.homes[0].who.split()) == 80
    names = " ".join(person.name for person in baby.child.people)
    assert "يوسف" in names
    assert "Małgorzata" in names
    assert not baby.child.ledger
    seventeen = (CASES / "seventeen.json").read_text(encoding="utf-8")
    assert "👩🏽\u200d🍳" in seventeen


def test_that_what_a_completed_review_decided_is_asked_about_in_the_next() -> None:
    """Also when the file kept the recommendations with the review alone; nothing is doubled."""
    for path in FILES:
        case = read_case_file(path)
        whole = with_whole_ledger(case)
        wanted = [
            one.id
            for review in case.reviews
            if review.head.completed_on is not None
            for one in review.head.recommendations
        ]
        ids = [promise.id for promise in whole.child.ledger]
        assert set(wanted) <= set(ids)
        assert len(ids) == len(set(ids))
        assert whole.child.ledger[: len(case.child.ledger)] == case.child.ledger
        assert with_whole_ledger(whole) == whole
