"""What a return's episodes say of a child: derived here by other means, from the bare rows.

The rows of a child are written as a word, one pair of signs a row, and patterns find the periods
of care in it. `HEARD_SSDA903` names a folder with a return of one's own to be checked as well.
"""

import csv
import os
import re
from collections import defaultdict
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.child import ReturnedFacts
from models.ssda903 import read_return
from models.terms import Registered
from tests.support.generate import TODAY
from tests.support.ssda903 import Row, day, made_return

SAMPLE = Path(__file__).parents[1] / "files" / "ssda903"
OWN = os.environ.get("HEARD_SSDA903", "")

Stay = tuple[date, date | None, str, bool]


def word(rows: list[Row]) -> str:
    """Write rows as a word: S starts care, V is short breaks, o anything else; then . or + or =."""
    letters = []
    for row in rows:
        short = row["LS"] in {"V3", "V4"}
        letters.append("V" if short else "S" if row["RNE"] == "S" else "o")
        ended = row["DEC"] and row["REC"] != "X1"
        letters.append("." if ended else "+" if row["DEC"] else "=")
    return "".join(letters)


def periods(rows: list[Row]) -> list[list[Row]]:
    """Return the rows of each period of care: up to an end, or to the row that starts another."""
    found = re.finditer(r"[So](?:[+=][oV])*(?:[.]|[+=](?=S)|[+=]$)", word(rows))
    return [rows[match.start() // 2 : match.end() // 2] for match in found]


def end_of(part: list[Row], rows: list[Row]) -> date | None:
    """Return when a period of care ended: by its last row, or by the start of another."""
    last = rows.index(part[-1])
    if word(rows)[2 * last + 1] == ".":
        return day(part[-1]["DEC"])
    after = rows[last + 1]["DECOM"] if last + 1 < len(rows) else ""
    return (day(part[-1]["DEC"]) or day(after)) if after else None


def expected_periods(rows: list[Row]) -> list[tuple[date | None, date | None, str]]:
    made = []
    for part in periods(rows):
        is_known = part[0]["RNE"] == "S" or part[0] is not rows[0]
        if is_known or end_of(part, rows) is not None:
            rec = part[-1]["REC"]
            made.append((day(part[0]["DECOM"]), end_of(part, rows), "" if rec == "X1" else rec))
    return made


def expected_homes(rows: list[Row]) -> list[Stay]:
    made: list[Stay] = []
    for part in periods(rows):
        codes = [(row["PLACE"], row["PLACE_PROVIDER"]) for row in part]
        numbers = [0]
        began = 0
        for at in range(1, len(part)):
            moved = part[at]["RNE"] in {"P", "B"}
            recoded = part[at]["RNE"] in {"T", "U"} and codes[at] != codes[began]
            began = at if moved or recoded else began
            numbers.append(began)
        stays = [
            [part[at] for at in same] for _, same in groupby(range(len(part)), numbers.__getitem__)
        ]
        ends_in = end_of(part, rows)
        for at, stay in enumerate(stays):
            after = stays[at + 1][0]["DECOM"] if at + 1 < len(stays) else ""
            end = day(stay[-1]["DEC"]) or day(after) or (None if after else ends_in)
            first = stay[0]
            made.append((day(first["DECOM"]) or TODAY, end, first["PLACE"], is_move(stays, at)))
    return made


def is_move(stays: list[list[Row]], at: int) -> bool:
    first = stays[at][0]
    if first["RNE"] not in {"P", "B"} or first["PLACE"].startswith("T"):
        return False
    place = [(s[0]["PLACE"], s[0]["PLACE_PROVIDER"], s[0]["PL_POST"], s[0]["URN"]) for s in stays]
    settled = [p for p in place[:at] if not p[0].startswith("T")]
    back = at > 0 and place[at - 1][0].startswith("T") and settled[-1:] == [place[at]]
    return not (back and (place[at][2] or place[at][3]))


def expected_statuses(rows: list[Row]) -> list[tuple[str, date | None, date | None]]:
    groups = [next((n for n, p in enumerate(periods(rows)) if row in p), -1) for row in rows]
    runs = groupby(range(len(rows)), lambda at: (groups[at], rows[at]["LS"]))
    made = []
    for (_, status), run in runs:
        at = list(run)
        after = rows[at[-1] + 1]["DECOM"] if at[-1] + 1 < len(rows) else ""
        made.append((status, day(rows[at[0]]["DECOM"]), day(rows[at[-1]]["DEC"] or after)))
    return made


def expected_reviews(rows: list[Row], reviews: list[Row]) -> list[tuple[date, int, str]]:
    since = date.min
    if parts := periods(rows):
        last = parts[-1][0]
        if last["RNE"] == "S" or last is not rows[0]:
            since = day(last["DECOM"]) or since
    days = {on: row["REVIEW_CODE"] for row in reversed(reviews) if (on := day(row["REVIEW"]))}
    held = sorted(on for on in days if since <= on <= TODAY)
    return [(on, number, days[on]) for number, on in enumerate(held, 1)]


def assert_says(facts: ReturnedFacts, rows: list[Row], reviews: list[Row]) -> None:
    """Check the facts of one child against what is derived here."""
    got = [(p.start, p.end, p.ended_because) for p in facts.periods]
    assert got == expected_periods(rows)
    stays = [(h.start, h.end, h.place_code, h.counts_as_move) for h in facts.homes]
    assert stays == expected_homes(rows)
    statuses = [(s.code, s.start, s.end) for s in facts.legal_statuses]
    assert statuses == expected_statuses(rows)
    held = [(r.on, r.number, r.participation) for r in facts.past_reviews]
    assert held == expected_reviews(rows, reviews)
    parts = periods(rows)
    known = bool(parts) and (parts[-1][0]["RNE"] == "S" or parts[-1][0] is not rows[0])
    assert facts.became_looked_after == (day(parts[-1][0]["DECOM"]) if known else None)


def by_child(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["CHILD"]].append(row)
    return found


def in_order(rows: list[Row]) -> list[Row]:
    """Return rows by day, without an end that has no day."""
    tidy = [row | ({} if row["DEC"] else {"REC": ""}) for row in rows]
    return sorted(tidy, key=lambda r: (day(r["DECOM"]) or date.min, day(r["DEC"]) or date.max))


def assert_folder_says(folder: Path) -> int:
    """Check every child of a folder of CSV files; return how many there are."""
    read = read_return([folder], TODAY)
    tables = {}
    for name in ("episodes", "reviews"):
        text = (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
        tables[name] = by_child(list(csv.DictReader(text.splitlines())))
    for child in read.children:
        rows = in_order(tables["episodes"].get(child.la_id, []))
        assert_says(child.facts, rows, tables["reviews"].get(child.la_id, []))
    return len(read.children)


@given(seed=st.integers(0, 10**6))
def test_that_a_timeline_says_what_the_rows_say(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = made_return(seed, children=12, episodes=40)
    folder = tmp_path_factory.mktemp("return")
    read = read_return([made.write(folder)], TODAY)
    assert read.problems == ()
    episodes, reviews = by_child(made.tables["episodes"]), by_child(made.tables["reviews"])
    assert len(read.children) == 12
    for child in read.children:
        assert_says(child.facts, episodes[child.la_id], reviews[child.la_id])


def test_that_the_shipped_sample_says_what_its_rows_say() -> None:
    assert assert_folder_says(SAMPLE) == 13


@pytest.mark.skipif(not OWN, reason="HEARD_SSDA903 names no folder with another return to check")
def test_that_another_return_says_what_its_rows_say() -> None:
    assert assert_folder_says(Path(OWN)) > 0


@cache
def sample() -> dict[str, ReturnedFacts]:
    return {child.la_id: child.facts for child in read_return([SAMPLE], TODAY).children}


def facts(la_id: str) -> ReturnedFacts:
    """Return what the shipped sample says of a child."""
    return sample()[la_id]


def test_that_an_earlier_time_in_care_is_history_and_its_reviews_do_not_count() -> None:
    said = facts("A102")
    assert [(p.start, p.end, p.ended_because) for p in said.periods] == [
        (date(2021, 6, 1), date(2022, 3, 1), "E4A"),
        (date(2025, 9, 15), None, ""),
    ]
    assert said.became_looked_after == date(2025, 9, 15)
    assert [(r.number, r.on) for r in said.past_reviews] == [
        (1, date(2025, 10, 10)),
        (2, date(2026, 1, 8)),
    ]
    assert [r.type for r in said.past_reviews] == ["first", "second"]
    assert [h.start for h in said.homes if h.counts_as_move] == [date(2021, 10, 20)]


def test_that_a_series_of_short_breaks_is_no_time_in_care_and_no_home() -> None:
    said = facts("A103")
    assert (said.periods, said.homes, said.became_looked_after) == ((), (), None)
    assert [s.code for s in said.legal_statuses] == ["V4"]


def test_that_care_begins_where_short_breaks_became_care() -> None:
    said = facts("A112")
    assert said.became_looked_after == date(2026, 3, 10)
    assert [(s.code, s.end) for s in said.legal_statuses] == [
        ("V3", date(2026, 3, 10)),
        ("V2", None),
    ]


def test_that_a_stay_in_hospital_and_coming_back_are_no_moves() -> None:
    said = facts("A104")
    assert [(h.place_code, h.counts_as_move, h.why_not_counted) for h in said.homes] == [
        ("U6", False, "came into care here"),
        ("T1", False, "a temporary stay"),
        ("U6", False, "back after a temporary stay"),
    ]
    assert said.homes[0].end == date(2025, 12, 12)


def test_that_a_new_legal_status_alone_changes_no_home() -> None:
    said = facts("A105")
    assert [h.start for h in said.homes] == [date(2024, 7, 7)]
    assert [s.code for s in said.legal_statuses] == ["L2", "C1", "C2"]


def test_that_the_same_carers_under_a_new_code_are_no_move() -> None:
    said = facts("A106")
    assert [(h.place_code, h.counts_as_move) for h in said.homes] == [("U5", False), ("A5", False)]
    assert said.homes[1].why_not_counted == "same carers, new code"
    assert said.legal_statuses[-1].code == "E1"


def test_that_a_change_of_both_is_a_move_and_a_new_legal_status() -> None:
    said = facts("A107")
    assert [h.counts_as_move for h in said.homes] == [False, True]
    assert said.homes[0].reason_left == "LAREQ"
    assert [(s.code, s.start) for s in said.legal_statuses][-1] == ("C1", date(2025, 4, 9))


def test_that_care_that_began_before_the_return_has_no_invented_beginning() -> None:
    said = facts("A113")
    assert (said.became_looked_after, said.periods) == (None, ())
    assert (said.known_from, said.goes_back) == (date(2025, 5, 14), ("period", "legal"))
    assert {r.type for r in said.past_reviews} == {"subsequent"}


def test_that_only_homes_with_carers_or_parents_are_known_not_to_be_registered() -> None:
    kinds = {"A101": Registered.NOT_REQUIRED, "A108": Registered.NOT_KNOWN}
    assert {name: facts(name).homes[-1].registered for name in kinds} == kinds


def test_that_a_home_is_known_by_its_kind_and_postcode_and_nobody_is_named() -> None:
    home = facts("A101").homes[-1]
    assert (home.who, home.kind, home.address) == ("", "foster home, long-term", "ZZ1 3AA")
    assert (home.provider, home.place_code) == ("PR1", "U4")


def test_that_social_workers_go_for_the_reason_the_next_one_came() -> None:
    first, second = facts("A101").workers
    assert (first.name, first.end) == ("Social worker SW123451", date(2025, 9, 2))
    assert first.why_changed == "the social worker left the job"
    assert (second.end, second.why_changed) == (None, "")


def test_that_times_missing_health_and_asylum_come_from_their_files() -> None:
    times = [(m.kind, m.start, m.end) for m in facts("A108").missing]
    assert times == [
        ("M", date(2026, 7, 3), date(2026, 7, 5)),
        ("A", date(2026, 9, 19), date(2026, 9, 20)),
    ]
    health = facts("A101").health
    assert (health.sdq_score, health.teeth_checked, health.development_checked) == (14, True, None)
    assert (health.as_of, facts("A105").health.as_of) == (TODAY, None)
    assert (facts("A109").asylum, facts("A101").asylum) == (True, False)


def test_that_asylum_ends_at_eighteen() -> None:
    read = read_return([SAMPLE], date(2027, 6, 30))
    assert not any(child.facts.asylum for child in read.children)


def test_that_ids_are_the_same_at_every_reading() -> None:
    again = read_return([SAMPLE], TODAY).children
    assert {child.la_id: child.facts for child in again} == sample()
    assert [h.id for h in facts("A101").homes] == ["903.home.2024-02-04", "903.home.2024-05-11"]
