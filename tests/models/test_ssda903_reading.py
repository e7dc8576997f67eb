"""A return is read whatever wrote it, and a row that cannot be read stops nothing but itself."""

import pickle
import tracemalloc
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.errors import UserFacingError
from models.ssda903 import MOST_PROBLEMS, ReturnRead, files_in, read_return
from tests.support.generate import TODAY
from tests.support.ssda903 import cell, made_return

FILES = Path(__file__).parents[1] / "files" / "ssda903"
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"
EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,PL_POST"
ONE = "X1,2,04/05/2014,WBRI,A012345678901,0,"
STAY = "X1,01/02/2024,S,V2,N1,U6,PR1,,,,ZZ1 1AA"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ReturnRead]:
    """Return what reads files given by their name and text or bytes."""

    def reading(**files: str | bytes) -> ReturnRead:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (tmp_path / f"{name}.csv").write_bytes(data)
        return read_return([tmp_path], TODAY)

    return reading


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def told(read: ReturnRead) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.column) for problem in read.problems]


def test_that_files_are_known_by_their_columns_and_what_is_of_no_use_is_said() -> None:
    seen = read_return([FILES], TODAY).files
    kinds = {file.name: (file.kind, file.rows) for file in seen}
    assert kinds == {
        "episodes.csv": ("episodes", 25),
        "header.csv": ("header", 13),
        "missing.csv": ("missing", 3),
        "oc2.csv": ("oc2", 3),
        "oc3.csv": ("", 0),
        "reviews.csv": ("reviews", 18),
        "sw_episodes.csv": ("sw_episodes", 3),
        "uasc.csv": ("uasc", 1),
    }
    assert [f.note for f in seen if f.note] == ["Heard has no use for care leavers (OC3)."]


def test_that_every_fault_is_told_with_its_file_line_and_column_and_the_rest_is_read() -> None:
    read = read_return([FILES / "dirty"], TODAY)
    assert told(read) == [
        ("kinder.csv", 3, "DOB"),
        ("kinder.csv", 4, ""),
        ("kinder.csv", 5, "DOB"),
        ("kinder.csv", 6, "UPN"),
        ("kinder.csv", 7, "CHILD"),
        ("kinder.csv", 8, "ETHNIC"),
        ("stays.csv", 2, "DEC"),
        ("stays.csv", 5, "PLACE"),
        ("stays.csv", 6, "RNE"),
        ("stays.csv", 7, "DEC"),
        ("stays.csv", 8, ""),
        ("stays.csv", 9, "DEC"),
        ("stays.csv", 10, "DEC"),
        ("stays.csv", 10, ""),
        ("stays.csv", 11, "DECOM"),
        ("stays.csv", 12, "CHILD"),
        ("stays.csv", 13, "DECOM"),
        ("stays.csv", 14, ""),
        ("talks.csv", 1, "REVIEW_CODE"),
    ]
    homes = {c.la_id: [h.start for h in c.facts.homes] for c in read.children}
    assert homes == {
        "D1": [date(2024, 3, 2), date(2024, 5, 4)],
        "D4": [date(2024, 1, 1)],
        "D5": [date(2024, 6, 2)],
    }


def test_that_a_reason_is_a_sentence_that_quotes_nothing_but_a_refused_date() -> None:
    read = read_return([FILES / "dirty"], TODAY)
    reasons = [problem.reason for problem in read.problems]
    assert reasons[0] == "“31/02/2014” is not a day of any calendar. The row was not read."
    assert all(reason.endswith(".") for reason in reasons)
    cells = ("not a number", "Weißer", "North", "P012345678901", "D1", "Q1", "ZZ1")
    assert not [reason for reason in reasons if any(word in reason for word in cells)]


def test_that_columns_may_stand_in_any_order_and_case_beside_others(
    read: Callable[..., ReturnRead],
) -> None:
    header = lines("team;Dob;upn;child;ethnic", "East;04/05/2014;A012345678901;X1;WBRI")
    found = read(a=header.replace(";", ","))
    assert [(c.la_id, c.facts.born) for c in found.children] == [("X1", date(2014, 5, 4))]


@pytest.mark.parametrize(
    ("encoding", "separator", "note"),
    [
        ("utf-8-sig", ",", ""),
        ("utf-8", ";", "Separated by semicolons."),
        ("utf-8", "\t", "Separated by tabs."),
        ("utf-16", ",", "Stored as UTF-16 (Excel calls it Unicode text)."),
        ("utf-16-le", ",", "Stored as UTF-16 (Excel calls it Unicode text)."),
        ("utf-16-be", "\t", "Separated by tabs. Stored as UTF-16 (Excel calls it Unicode text)."),
        ("cp1252", ",", ""),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_that_however_a_return_is_stored_it_says_the_same(
    tmp_path: Path, encoding: str, separator: str, note: str, newline: str
) -> None:
    made = made_return(3, children=4)
    plain = read_return([made.write(tmp_path / "plain")], TODAY)
    folder = tmp_path / "other"
    folder.mkdir()
    how = {"encoding": encoding, "separator": separator, "newline": newline}
    for name, data in made.csv_files(**how).items():
        (folder / name).write_bytes(data)
    read = read_return([folder], TODAY)
    assert (read.children, read.problems) == (plain.children, ())
    assert {file.note for file in read.files} == {note}


def test_that_what_excel_saves_is_told_how_to_save(tmp_path: Path) -> None:
    (tmp_path / "return.csv").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(UserFacingError) as fault:
        read_return([tmp_path], TODAY)
    assert "return.csv" in fault.value.problem
    assert "Save each sheet as CSV" in fault.value.remedy


def test_that_the_hint_excel_writes_into_a_file_is_passed_over(
    read: Callable[..., ReturnRead],
) -> None:
    found = read(a=lines("sep=;", HEADER.replace(",", ";"), ONE.replace(",", ";")))
    assert [child.la_id for child in found.children] == ["X1"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("31/02/2020", "“31/02/2020” is not a day of any calendar."),
        ("1/1/20", "“1/1/20” is not written as day/month/year."),
        ("43831", "“43831” is not written as day/month/year."),
        ("01/01/0204", "“01/01/0204” lies before 2000."),
        ("25/11/2026", "“25/11/2026” lies after the day of this import."),
        ("last spring", "This date is not written as day/month/year."),
        ("٠١/٠٢/٢٠٢٤", "This date is not written as day/month/year."),
        ("", "A date is missing here."),
    ],
)
def test_that_a_date_that_cannot_be_is_refused_with_its_reason(
    read: Callable[..., ReturnRead], written: str, says: str
) -> None:
    found = read(h=lines(HEADER, ONE), e=lines(EPISODES, STAY.replace("01/02/2024", written), STAY))
    assert told(found) == [("e.csv", 2, "DECOM")]
    assert found.problems[0].reason == f"{says} The row was not read."
    assert [home.start for home in found.children[0].facts.homes] == [date(2024, 2, 1)]


@pytest.mark.parametrize("written", ["1/2/2024", "2024-02-01", "01/02/2024 00:00:00", "01-02-2024"])
def test_that_the_ways_systems_write_a_date_are_all_read(
    read: Callable[..., ReturnRead], written: str
) -> None:
    found = read(h=lines(HEADER, ONE), e=lines(EPISODES, STAY.replace("01/02/2024", written)))
    assert found.problems == ()
    assert found.children[0].facts.homes[0].start == date(2024, 2, 1)


@pytest.mark.parametrize(
    "row",
    [
        "X1,01/02/2024,P",
        "X1,01/02/2024,P,V2,N1,U6,PR1,,,,ZZ1 1AA,more",
        "X1,01/02/2024,P,V2,N1,U6,PR1,,,,ZZ\0 1AA",
        f"X1,01/02/2024,P,V2,N1,U6,PR1,,,,{'Z' * 1_000_000}",
        f'X1,01/02/2024,P,V2,N1,U6,PR1,,,,"{"Z" * 1_000_000}"',
        'X1,01/02/2024,P,V2,N1,U6,PR1,,,,"ZZ1 1AA',
        ",01/02/2024,P,V2,N1,U6,PR1,,,,",
        f"{'X' * 200},01/02/2024,P,V2,N1,U6,PR1,,,,",
        "X1,01/02/2024,,V2,N1,U6,PR1,,,,",
    ],
)
def test_that_a_row_of_rubbish_is_refused_alone(read: Callable[..., ReturnRead], row: str) -> None:
    found = read(h=lines(HEADER, ONE), e=lines(EPISODES, row, STAY))
    assert [(name, line) for name, line, _ in told(found)] == [("e.csv", 2)]
    assert [home.start for home in found.children[0].facts.homes] == [date(2024, 2, 1)]


def test_that_a_cell_with_line_breaks_is_read_and_later_lines_keep_their_number(
    read: Callable[..., ReturnRead],
) -> None:
    noted = f'{STAY},"one\ntwo, ""three""\nfour"'
    bad = f"{STAY.replace('01/02/2024', '30/02/2024')},"
    found = read(h=lines(HEADER, ONE), e=lines(f"{EPISODES},NOTE", noted, bad))
    assert len(found.children[0].facts.homes) == 1
    assert told(found) == [("e.csv", 5, "DECOM")]


def test_that_a_missing_column_that_is_needed_is_named_and_the_other_files_are_read(
    read: Callable[..., ReturnRead],
) -> None:
    found = read(h=lines(HEADER, ONE), e=lines("CHILD,DECOM,RNE,LS,DEC,REC", "X1,a,b,c,d,e"))
    assert told(found) == [("e.csv", 1, "PLACE")]
    assert "without the column PLACE" in found.files[0].note
    assert len(found.children) == 1


def test_that_a_missing_column_that_only_adds_is_no_fault(read: Callable[..., ReturnRead]) -> None:
    short = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC"
    found = read(
        h=lines("CHILD,DOB,UPN", "X1,04/05/2014,"), e=lines(short, "X1,1/2/2024,S,V2,U6,,")
    )
    assert found.problems == ()
    assert found.children[0].facts.homes[0].provider == ""


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "no file here"),
        ({"a": ""}, "“a.csv” cannot be used"),
        ({"a": lines("name,age", "x,1")}, "“a.csv” cannot be used"),
        ({"a": lines("CHILD,SEX,ETHNIC,UPN", "X1,1,,")}, "“a.csv” cannot be used"),
        ({"a": lines(EPISODES, STAY)}, "“a.csv” cannot be used"),
        ({"a": lines(EPISODES, STAY), "b": lines("name,age", "x,1")}, "None of these files"),
        ({"a": lines(HEADER)}, "No child in the header"),
        ({"a": lines(HEADER, ONE.replace("2014", "2941"))}, "No child in the header"),
    ],
)
def test_that_nothing_usable_is_said_with_a_remedy(
    read: Callable[..., ReturnRead], files: dict[str, str], says: str
) -> None:
    with pytest.raises(UserFacingError) as fault:
        read(**files)
    assert says in fault.value.problem
    assert fault.value.remedy.endswith(".")


def test_that_a_header_without_a_date_of_birth_is_named(read: Callable[..., ReturnRead]) -> None:
    with pytest.raises(UserFacingError) as fault:
        read(a=lines("CHILD,SEX,ETHNIC,UPN", "X1,1,,"))
    assert "Looks like header, without the column DOB." in fault.value.remedy


def test_that_faults_are_listed_up_to_a_number_and_counted_beyond_it(
    read: Callable[..., ReturnRead],
) -> None:
    bad = [STAY.replace("01/02/2024", "30/02/2024")] * (MOST_PROBLEMS + 30)
    found = read(h=lines(HEADER, ONE), e=lines(EPISODES, *bad))
    assert (len(found.problems), found.problem_count) == (MOST_PROBLEMS, MOST_PROBLEMS + 30)


def test_that_one_child_cannot_have_rows_without_end(read: Callable[..., ReturnRead]) -> None:
    days = (cell(date(2016, 1, 1) + timedelta(days=number)) for number in range(2_100))
    rows = [f"X1,04/05/2014,{day},PN1" for day in days]
    found = read(h=lines(HEADER, ONE), r=lines("CHILD,DOB,REVIEW,REVIEW_CODE", *rows))
    assert "more rows than a child can have" in found.problems[-1].reason


def test_that_two_homes_that_begin_on_one_day_are_kept_apart(
    read: Callable[..., ReturnRead],
) -> None:
    first = STAY.replace(",,,,ZZ1", ",01/02/2024,X1,,ZZ1")
    second = STAY.replace(",S,", ",P,").replace("ZZ1", "ZZ2")
    homes = read(h=lines(HEADER, ONE), e=lines(EPISODES, second, first)).children[0].facts.homes
    assert [(home.address, home.end) for home in homes] == [
        ("ZZ1 1AA", date(2024, 2, 1)),
        ("ZZ2 1AA", None),
    ]
    assert [home.id for home in homes] == ["903.home.2024-02-01", "903.home.2024-02-01-2"]


def test_that_only_csv_and_xml_files_of_a_folder_are_taken_each_once(tmp_path: Path) -> None:
    for name in ("b.CSV", "a.xml", "note.txt", ".hidden.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "deeper.csv").mkdir()
    found = files_in([tmp_path, tmp_path / "b.CSV", tmp_path / "note.txt"])
    assert sorted(path.name for path in found) == ["a.xml", "b.CSV", "note.txt"]


def test_that_a_file_that_is_gone_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(lines(HEADER, ONE), encoding="utf-8")
    read = read_return([tmp_path / "h.csv", tmp_path / "gone.csv"], TODAY)
    assert [(f.name, f.kind) for f in read.files] == [("h.csv", "header"), ("gone.csv", "")]
    assert "could not be opened" in read.files[1].note


def test_that_progress_is_told_and_whoever_hears_it_may_end_the_reading(tmp_path: Path) -> None:
    folder = made_return(5, children=700).write(tmp_path / "return")
    heard: list[tuple[int, int]] = []
    read_return([folder], TODAY, lambda done, whole: heard.append((done, whole)))
    whole = sum(path.stat().st_size for path in folder.iterdir())
    assert heard[0] == (0, whole)
    assert heard[-1] == (whole, whole)
    assert len({done for done, _ in heard}) > 4
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)

    class EnoughError(Exception):
        pass

    def enough(done: int, _whole: int) -> None:
        if done:
            raise EnoughError

    with pytest.raises(EnoughError):
        read_return([folder], TODAY, enough)


def test_that_a_reading_travels_to_another_process_and_back() -> None:
    read = read_return([FILES], TODAY)
    assert pickle.loads(pickle.dumps(read)) == read


def test_that_a_line_without_an_end_is_never_held(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(lines(HEADER, ONE), encoding="utf-8")
    with (tmp_path / "e.csv").open("wb") as file:
        file.write(f"{EPISODES}\n".encode())
        for _ in range(300):
            file.write(b"Z" * 100_000)
    tracemalloc.start()
    try:
        found = read_return([tmp_path], TODAY)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert told(found) == [("e.csv", 2, "")]
    assert most < 5_000_000
