"""Files that mean harm or are none: a clear verdict each, no crash, little memory, nothing fetched.

The faults are those of anchors.md §3 F.
"""

import pickle
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from export.protecting import protected
from export.qa.quality import quality_of, rules
from export.reader.document import Trait
from export.reader.opening import LARGEST_FILE
from export.reader.reading import read_document, read_file
from export.reader.understanding import understood
from export.reader.verdicts import UnreadableError, Verdict
from tests.support import hostile
from tests.support.documents import exported
from tests.support.hostile import MAIN, paragraph, with_body, with_entries, with_parts, with_type

MB = 1024 * 1024
_MUTATIONS = 200


def verdict_on(content: bytes, password: str | None = None) -> Verdict:
    with pytest.raises(UnreadableError) as told:
        read_document(content, password)
    assert told.value.problem
    assert told.value.remedy
    return told.value.verdict


def entry(name: str) -> tuple[zipfile.ZipInfo, bytes]:
    return zipfile.ZipInfo(name), b"<x/>"


GOOD = exported("one_page")
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

CASES: dict[str, tuple[Callable[[], bytes], Verdict]] = {
    "empty": (lambda: b"", Verdict.EMPTY),
    "text": (lambda: b"Die Uhr", Verdict.NOT_WORD),
    "pdf": (lambda: b"%PDF-1.7 " + bytes(900), Verdict.NOT_WORD),
    "png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(900), Verdict.NOT_WORD),
    "rtf": (lambda: rb"{\rtf1\ansi Hello}", Verdict.RICH_TEXT),
    "doc": (lambda: hostile.compound("WordDocument"), Verdict.OLD_WORD),
    "xls": (lambda: hostile.compound("Workbook"), Verdict.NOT_WORD),
    "encrypted": (lambda: protected(GOOD, "otter"), Verdict.PASSWORD),
    "docm": (lambda: with_type(MACRO), Verdict.MACROS),
    "macros inside": (lambda: with_parts({"word/vbaProject.bin": b"x"}), Verdict.MACROS),
    "dotx": (lambda: with_type(TEMPLATE), Verdict.TEMPLATE),
    "xlsx": (lambda: with_type(SHEET), Verdict.NOT_WORD),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], Verdict.DAMAGED),
    "only a head": (lambda: GOOD[:30], Verdict.DAMAGED),
    "no types": (lambda: GOOD.replace(b"[Content_Types].xml", b"[Content_Typos].xml"),
                 Verdict.NOT_WORD),
    "half an XML": (lambda: with_parts({MAIN: b"<w:document"}), Verdict.DAMAGED),
    "no body": (lambda: with_parts({MAIN: b"<x/>"}), Verdict.NOT_WORD),
    "entity from a file": (lambda: hostile.outsider("file:///etc/passwd"), Verdict.UNSAFE),
    "entity from the net": (lambda: hostile.outsider("http://192.0.2.1/x"), Verdict.UNSAFE),
    "laughs": (hostile.laughs, Verdict.UNSAFE),
    "definitions elsewhere": (
        lambda: with_parts({"customXml/item1.xml": b"<!DOCTYPE x []><x/>"}), Verdict.UNSAFE),
    "definitions in UTF-16": (
        lambda: with_parts({MAIN: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x []><x/>'
                            .encode("utf-16")}), Verdict.UNSAFE),
    "bomb": (hostile.bomb, Verdict.TOO_LARGE),
    "small bomb": (lambda: with_parts({"word/media/a.bin": bytes(20 * MB)}), Verdict.UNSAFE),
    "many parts": (lambda: with_parts({f"x/{n}.bin": b"" for n in range(2_100)}),
                   Verdict.TOO_LARGE),
    "many tags": (lambda: with_body("<w:p/>" * 2_000_000), Verdict.UNSAFE),
    "deep": (lambda: with_body("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), Verdict.DAMAGED),
    "out of the folder": (lambda: with_entries(entry("../../evil.xml")), Verdict.UNSAFE),
    "absolute": (lambda: with_entries(entry("/etc/evil.xml")), Verdict.UNSAFE),
    "a drive": (lambda: with_entries(entry("C:/evil.xml")), Verdict.UNSAFE),
    "a backslash": (lambda: with_entries(entry("..\\evil.xml")), Verdict.UNSAFE),
    "twice": (lambda: with_entries(entry("WORD/document.XML")), Verdict.UNSAFE),
    "a link": (lambda: with_entries((hostile.link("word/link.xml"), b"/etc/passwd")),
               Verdict.UNSAFE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_that_each_bad_file_gets_its_verdict_quickly_and_with_little_memory(name: str) -> None:
    make, verdict = CASES[name]
    content = make()
    tracemalloc.start()
    start = time.perf_counter()
    found = verdict_on(content)
    took, (_, peak) = time.perf_counter() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is verdict
    assert took < 5
    assert peak < 100 * MB


def test_that_a_wrong_password_is_told_from_a_damaged_file() -> None:
    locked = protected(GOOD, "otter")
    assert verdict_on(locked, "newt") is Verdict.WRONG_PASSWORD
    assert verdict_on(locked[:900], "otter") in {Verdict.DAMAGED, Verdict.NOT_WORD}


def test_that_a_file_too_large_or_gone_is_not_read_at_all(tmp_path: Path) -> None:
    large = tmp_path / "large.docx"
    with large.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    for path, verdict in (
        (large, Verdict.TOO_LARGE),
        (tmp_path, Verdict.GONE),
        (tmp_path / "none.docx", Verdict.GONE),
    ):
        with pytest.raises(UnreadableError) as told:
            read_file(path)
        assert told.value.verdict is verdict


def test_that_a_verdict_travels_from_the_helper_process() -> None:
    fault = pickle.loads(pickle.dumps(UnreadableError(Verdict.MACROS)))
    assert (fault.verdict, fault.problem) == (
        Verdict.MACROS,
        UnreadableError(Verdict.MACROS).problem,
    )


def test_that_a_document_may_point_outside_and_nothing_is_fetched() -> None:
    settings = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/attachedTemplate" Target="http://192.0.2.1/t.dotm" '
        b'TargetMode="External"/></Relationships>'
    )
    read = read_document(with_parts({"word/_rels/settings.xml.rels": settings}))
    assert Trait.OUTSIDE in read.traits


def test_that_three_hundred_pages_and_ten_thousand_comments_are_read() -> None:
    long = "a word " * 70
    inside = "".join(
        f'<w:p><w:commentRangeStart w:id="{n}"/><w:r><w:t>{long}{n}</w:t></w:r>'
        f'<w:commentRangeEnd w:id="{n}"/></w:p>'
        for n in range(10_000)
    )
    said = "".join(
        f'<w:comment w:id="{n}" w:author="A"><w:p><w:r><w:t>why {n}</w:t></w:r></w:p></w:comment>'
        for n in range(10_000)
    )
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rels = exported_rels().replace(
        b"</Relationships>",
        b'<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/comments" Target="comments.xml"/></Relationships>',
    )
    content = with_body(
        inside,
        {
            "word/comments.xml": f"<w:comments {ns}>{said}</w:comments>".encode(),
            "word/_rels/document.xml.rels": rels,
            "word/padding.bin": random.Random(1).randbytes(100_000),
        },
    )
    start = time.perf_counter()
    read = read_document(content)
    understood(read)
    assert time.perf_counter() - start < 10
    assert len(read.comments) == 10_000
    assert read.comments[9_999].passage.endswith("9999")


TEXTS = {
    "nearly an address": "a." * 20_000,
    "initials": " ".join(f"{a}{b}{c}{d}" for a in "ABCDEFGHIJ" for b in "KLMNOPQR"
                         for c in "STUVWXYZ" for d in "ABCDEFGHIJKLMN"),
    "open marks": "“‘" * 20_000,
    "digits": "0 1 " * 10_000,
    "one word": "x" * 200_000,
    "capitals": "Aa Bb " * 8_000,
    "hyphens": "a-" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_that_no_text_keeps_the_checks_busy_for_long(name: str) -> None:
    by = rules()
    noise = {"word/noise.bin": random.Random(1).randbytes(20_000)}
    content = with_body(paragraph(TEXTS[name]) + "<w:tbl/>", noise)
    start = time.perf_counter()
    quality_of(content, "x.docx", by, date(2026, 11, 27))
    assert time.perf_counter() - start < 20


def test_that_a_table_of_many_rows_does_not_either() -> None:
    by, numbers = rules(), random.Random(2)
    head = "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in ("Action", "Who", "By when"))
    rows = [f"<w:tr>{head}</w:tr>"]
    for _ in range(2_500):
        said = (f"Ensure and book {numbers.random()}", "Team", "TBC")
        rows.append(f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in said)}</w:tr>")
    heads = [
        '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        f"<w:r><w:t>Health {numbers.random()}</w:t></w:r></w:p>"
        for _ in range(2_500)
    ]
    content = with_body(f"{''.join(heads)}<w:tbl>{''.join(rows)}</w:tbl>")
    start = time.perf_counter()
    found = quality_of(content, "x.docx", by, date(2026, 11, 27))
    assert time.perf_counter() - start < 30
    assert len(found.found) == 2_000


def table(*rows: tuple[str, ...]) -> str:
    drawn = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in drawn)}</w:tbl>"


def fact(label: str, text: str) -> str:
    said = f"<w:t>{label}</w:t><w:tab/><w:t>{text}</w:t>"
    return f'<w:p><w:pPr><w:pStyle w:val="Fact"/></w:pPr><w:r>{said}</w:r></w:p>'


def heading(text: str, level: int) -> str:
    style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>'
    return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


TITLE, LONG = heading("Minutes of Kez’s review", 1), "9" * 5_000
EARLIER = ("No.", "What", "Who", "By when", "How it stands")
DECIDED = ("No.", "What and why", "Who", "By when", "Child agrees", "Council’s reply")
ODD = {
    "half a letter": '<w:p><w:r><w:sym w:char="D800"/></w:r></w:p>',
    "a level that is no number": '<w:p><w:pPr><w:outlineLvl w:val="²"/></w:pPr></w:p>',
    "a depth that is no number": '<w:p><w:pPr><w:numPr><w:ilvl w:val="²"/></w:numPr></w:pPr></w:p>',
    "a review that is no number": TITLE + fact("Review number", "²"),
    "a review of many digits": TITLE + fact("Review number", LONG),
    "a decision of many digits": heading("A letter to Kez", 1)
    + heading(f"Decision {LONG}", 3) + paragraph("Book it."),
    "days of many digits": TITLE + heading("Last review", 2)
    + table(EARLIER, ("1", "Book it", "Ann", "", f"not done, {LONG} days late")),
    "adjourned beyond all years": TITLE + fact("Held", "1 May 9998")
    + fact("Adjournment", "Adjourned to 1 May 9999 · why"),
    "replied before all years": TITLE + fact("Recommendations sent", "1 May 1850")
    + fact("Council’s reply", "2 May 1850")
    + table(DECIDED, ("1", "Book it", "Ann Lee", "1 May 1850", "yes", "agreed")),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_that_odd_numbers_and_years_are_no_end_of_the_looking(name: str) -> None:
    assert quality_of(with_body(ODD[name]), "x.docx", rules(), date(2026, 11, 27)).outcomes


def test_that_an_instant_that_no_time_zone_has_is_none() -> None:
    said = '<w:comment w:id="1" w:date="0001-01-01T00:00:00+14:00"/>'
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rels = exported_rels().replace(
        b"</Relationships>",
        b'<Relationship Id="rIdX" Target="comments.xml" Type="http://schemas.openxmlformats.org/'
        b'officeDocument/2006/relationships/comments"/></Relationships>',
    )
    content = with_body(
        paragraph("Kez"),
        {
            "word/comments.xml": f"<w:comments {ns}>{said}</w:comments>".encode(),
            "word/_rels/document.xml.rels": rels,
        },
    )
    (comment,) = read_document(content).comments
    assert comment.on is None


def exported_rels() -> bytes:
    from export.package import unpacked

    return unpacked(GOOD)["word/_rels/document.xml.rels"]


def test_that_what_word_shows_is_what_is_read() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>today</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    inside = (
        '<w:p><w:r><w:t xml:space="preserve">Kez </w:t></w:r>'
        '<w:ins w:id="1"><w:r><w:t xml:space="preserve">never </w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>always</w:delText></w:r></w:del>'
        "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>came</w:t></w:r></w:moveTo>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:sdt><w:sdtContent><w:r><w:t> control</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:sym w:font="Wingdings" w:char="F04A"/><w:noBreakHyphen/><w:tab/></w:r>'
        f"{field}</w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p>'
        f"{paragraph('line')}"
        f"<w:sdt><w:sdtContent>{paragraph('in a control')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:pict><w:txbxContent>"
        f"{paragraph('in a box')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    read = read_document(with_body(inside))
    texts = [p.text for p in read.paragraphs()]
    assert texts == [
        "Kez never came control□\u2011\ttoday",
        "one line",
        "in a control",
        "",
        "in a box",
    ]
    assert {Trait.TRACKED, Trait.HIDDEN, Trait.TEXT_BOXES} <= read.traits


def test_that_no_mutation_of_a_document_does_more_than_be_refused() -> None:
    """A fuzzer with a seed: flips, cuts, copies, and XML of other shapes."""
    found = random.Random(20261127)
    parts = hostile.unpacked(exported("recommendations"))
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    refused = 0
    for tried in range(_MUTATIONS):
        if tried % 3:
            name = found.choice(names)
            content = with_parts({**parts, name: _mutated(parts[name], found)})
        else:
            content = _mutated(exported_bytes(), found)
        try:
            understood(read_document(content))
        except UnreadableError:
            refused += 1
    assert 0 < refused < _MUTATIONS


def exported_bytes() -> bytes:
    return GOOD


def _mutated(content: bytes, found: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(found.randrange(1, 6)):
        at = found.randrange(len(changed))
        match found.randrange(5):
            case 0:
                changed[at] = found.randrange(256)
            case 1:
                del changed[at : at + found.randrange(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + found.randrange(1, 200)]
            case 3:
                changed[at:at] = found.randbytes(found.randrange(1, 9))
            case _:
                changed[:] = _swapped_tags(bytes(changed), found)
        if not changed:
            return b"x"
    return bytes(changed)


def _swapped_tags(content: bytes, found: random.Random) -> bytes:
    tags = [b"w:p>", b"w:r>", b"w:t>", b"w:tbl>", b"w:tc>", b"w:tr>", b"w:sdt>", b"w:ins>"]
    return content.replace(found.choice(tags), found.choice(tags), found.randrange(1, 9))
