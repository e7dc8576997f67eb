"""The XML form says what the CSV files say, and a hostile file costs no more than its own size."""

import contextlib
import time
import tracemalloc
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UserFacingError
from models.ssda903 import ReturnRead, read_return
from models.ssda903.xml_rows import MOST_PARTS_OF_A_CHILD
from tests.support.generate import TODAY
from tests.support.ssda903 import as_xml, made_return

CHILD = (
    "<CHILD><HEADER><CHILDID>X1</CHILDID><DOB>04/05/2014</DOB></HEADER>"
    "<EPISODE><DECOM>01/02/2024</DECOM><RNE>S</RNE><LS>V2</LS><PL>U6</PL><DEC/><REC/></EPISODE>"
    "</CHILD>"
)
AN_EPISODE = "<EPISODE><DECOM>01/02/2024</DECOM></EPISODE>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

HOSTILE = {
    "billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><EXPSSDA903>&l9;</EXPSSDA903>',
    "a file from outside": '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    f"<EXPSSDA903>{CHILD.replace('X1', '&f;')}</EXPSSDA903>",
    "a page from outside": '<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd"><EXPSSDA903/>',
    "a parameter entity": "<!DOCTYPE x [<!ENTITY % p \"<!ENTITY q 'r'>\">%p;]><EXPSSDA903/>",
    "a document type alone": "<!DOCTYPE EXPSSDA903><EXPSSDA903/>",
    "deep": f"<EXPSSDA903>{'<A>' * 100_000}",
    "a huge attribute": f'<EXPSSDA903><CHILD a="{"x" * 5_000_000}"></CHILD></EXPSSDA903>',
    "a huge comment": f"<EXPSSDA903><!--{'x' * 5_000_000}--></EXPSSDA903>",
    "a huge name": f"<EXPSSDA903><{'x' * 5_000_000}/></EXPSSDA903>",
    "a child without end": f"<EXPSSDA903><CHILD>{AN_EPISODE * (MOST_PARTS_OF_A_CHILD + 1)}",
    "cut short": f"<EXPSSDA903>{CHILD}{CHILD[:70]}",
    "cut short in a tag": f"<EXPSSDA903>{CHILD}<CHI",
    "empty": "<?xml version='1.0'?>",
    "not well formed": f"<EXPSSDA903>{CHILD}</CHILD></EXPSSDA903>",
    "an unknown entity": f"<EXPSSDA903>{CHILD.replace('X1', '&x;')}</EXPSSDA903>",
    "an unknown encoding": f"<?xml version='1.0' encoding='klingon'?><EXPSSDA903>{CHILD}"
    "</EXPSSDA903>",
    "another kind of file": f"<html>{CHILD}</html>",
}
SAYS = {
    "billion laughs": "declares a document type",
    "a file from outside": "declares a document type",
    "a page from outside": "declares a document type",
    "a parameter entity": "declares a document type",
    "a document type alone": "declares a document type",
    "deep": "lie deeper",
    "a huge attribute": "longer than in any return",
    "a huge comment": "longer than in any return",
    "a huge name": "longer than in any return",
    "a child without end": "more rows than",
    "cut short": "cut short",
    "cut short in a tag": "cut short",
    "empty": "cut short",
    "not well formed": "damaged at line 1",
    "an unknown entity": "damaged at line 1",
    "an unknown encoding": "",
    "another kind of file": "is not a return",
}


def read(folder: Path, xml: bytes | str) -> ReturnRead:
    data = xml.encode() if isinstance(xml, str) else xml
    (folder / "return.xml").write_bytes(data)
    return read_return([folder / "return.xml"], TODAY)


@given(seed=st.integers(0, 10**6))
def test_that_the_xml_form_says_what_the_csv_files_say(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("xml")
    made = made_return(seed, children=8)
    made.tables["sw_episodes"] = []
    from_csv = read_return([made.write(folder / "csv")], TODAY)
    from_xml = read(folder, as_xml(made))
    assert (from_xml.problems, from_csv.problems) == ((), ())
    by_id = {child.la_id: child.facts for child in from_csv.children}
    for child in from_xml.children:
        kinds = by_id[child.la_id].kinds
        same = msgspec.structs.replace(by_id[child.la_id], kinds=child.facts.kinds)
        assert child.facts == same
        assert set(child.facts.kinds) <= set(kinds)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_that_the_xml_form_is_read_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    name = encoding.removesuffix("-sig").replace("cp", "windows-")
    text = f"<?xml version='1.0' encoding='{name}'?>\n<EXPSSDA903>{CHILD}</EXPSSDA903>"
    found = read(tmp_path, text.encode(encoding))
    assert [home.start for home in found.children[0].facts.homes] == [date(2024, 2, 1)]


def test_that_what_heard_does_not_know_is_passed_over(tmp_path: Path) -> None:
    strange = "<NEWTHING><A>1</A><B><C>2</C></B></NEWTHING><WORD>x</WORD>"
    text = CHILD.replace("</HEADER>", f"{strange}</HEADER>")
    found = read(tmp_path, f'<r:EXPSSDA903 xmlns:r="urn:x">{strange}{text}</r:EXPSSDA903>')
    assert (len(found.children), found.problems) == (1, ())


def test_that_a_fault_names_the_child_where_the_file_has_one_line_only(tmp_path: Path) -> None:
    bad = CHILD.replace("X1", "X2").replace("01/02/2024", "31/02/2024")
    none = CHILD.replace("X1", "")
    found = read(tmp_path, f"<EXPSSDA903>{CHILD}{bad}{none}</EXPSSDA903>")
    assert [(p.line, p.column) for p in found.problems] == [(1, "CHILDID"), (1, "DECOM")]
    assert found.problems[1].reason.endswith("(child 2 of the file)")
    assert found.problems[0].reason.endswith("(child 3 of the file)")


def test_that_a_cell_of_a_megabyte_is_left_out_alone(tmp_path: Path) -> None:
    text = CHILD.replace("<PL>", f"<PL_POST>{'Z' * 1_000_000}</PL_POST><PL>")
    found = read(tmp_path, f"<EXPSSDA903>{text}</EXPSSDA903>")
    assert found.children[0].facts.homes[0].address == ""
    assert [p.column for p in found.problems] == ["PL_POST"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_that_a_hostile_or_broken_file_is_refused_in_a_sentence_and_at_once(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / "return.xml").write_text(HOSTILE[kind], encoding="utf-8")
    tracemalloc.start()
    began = time.process_time()
    try:
        with pytest.raises(UserFacingError) as fault:
            read_return([tmp_path / "return.xml"], TODAY)
        took = time.process_time() - began
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert SAYS[kind] in fault.value.remedy
    assert fault.value.problem == (
        "“return.xml” cannot be used as a national return, and nothing was taken over."
    )
    assert took < 5
    assert most < 30_000_000


def test_that_a_refused_file_takes_no_other_with_it(tmp_path: Path) -> None:
    made_return(1, children=3).write(tmp_path)
    (tmp_path / "bomb.xml").write_text(HOSTILE["billion laughs"], encoding="utf-8")
    found = read_return([tmp_path], TODAY)
    assert len(found.children) == 3
    assert [(p.file, p.line) for p in found.problems] == [("bomb.xml", 1)]
    assert "declares a document type" in found.problems[0].reason


def test_that_nothing_of_a_file_that_was_cut_short_is_taken(tmp_path: Path) -> None:
    made_return(1, children=3).write(tmp_path)
    (tmp_path / "cut.xml").write_text(HOSTILE["cut short"], encoding="utf-8")
    assert "X1" not in {child.la_id for child in read_return([tmp_path], TODAY).children}


@given(data=st.binary(max_size=300), at=st.integers(0, 200))
def test_that_no_bytes_at_all_break_the_reading(
    data: bytes, at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = f"<EXPSSDA903>{CHILD}</EXPSSDA903>".encode()
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "a.xml").write_bytes(whole[:at] + data + whole[at:])
    (folder / "b.csv").write_bytes(data + b"CHILD,DOB,UPN\nX1,04/05/2014,\n" + data)
    with contextlib.suppress(UserFacingError):
        assert read_return([folder], TODAY).children
