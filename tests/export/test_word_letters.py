"""The Word writer: every letter of the store is in the document, and nothing else."""

import io
import re
import struct
import subprocess
import sys
import zlib
from contextlib import suppress

import msgspec
import pytest
from docx import Document
from docx.document import Document as Opened
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

import resources
from export.accessibility import check
from export.blocks import (
    Bullets,
    Column,
    Facts,
    Heading,
    Look,
    Notice,
    Paragraph,
    Quotation,
    Run,
    Table,
    cell,
    fact,
    only_told,
    paragraph,
)
from export.package import packed, unpacked
from export.template import TEMPLATE, template
from export.textcheck import printed_check, text_check
from export.word import write
from models.errors import UserFacingError
from models.text import clean
from tests.support.documents import (
    PROPERTIES,
    W,
    paragraph_text,
    part,
    parts,
    texts,
    whole,
    written,
)

AWKWARD = [
    "  two spaces before, one after ",
    "a\u00a0no-break space and a soft\u00adhyphen",
    "tab\there\nnew line\n\nblank line",
    "& < > \" ' ]]> &amp; {reference} {check}",
    "its not fare -- 'said' \"she\" ...",
    "👩‍👧‍👦 🐈 🏳️‍🌈",
    "أريد أن أسبح كل يوم ثلاثاء",
    "She said أريد and then wanted 3 more",
    "Zażółć gęślą jaźń, Wójcik",
    "ሓደ ኢድ ጥራሕ ኣየጣቕዕን።",
    "e\u0301 stays two code points",
    "\ufefffirst a mark",
    "אני רוצה ללכת",
    "line\u2011break\u200bzero",
    " \n  \n\t \na",
]
letters = st.one_of(st.sampled_from(AWKWARD), st.text(min_size=1)).map(lambda t: clean(t).text)
said = letters.filter(lambda text: bool(text.strip()))


@given(said)
def test_that_a_quotation_is_carried_letter_for_letter(text: str) -> None:
    shown = texts(written(Heading(level=1, text="T"), Quotation(text=text)))
    assert shown[1] == f"“{text}”"


@given(st.lists(said, min_size=1, max_size=4))
def test_that_text_in_a_document_equals_text_in_the_store(found: list[str]) -> None:
    column = Column(title="C", share=1)
    table = Table(caption="K", description="D", columns=(column,), rows=((cell(*found),),))
    blocks = (
        *map(paragraph, found),
        Bullets(items=tuple((Run(text=text, look=Look.STRONG),) for text in found)),
        Facts(facts=tuple(fact("L", text) for text in found)),
        table,
    )
    facts = [f"L\t{text}" for text in found]
    assert texts(written(*blocks)) == [
        *found, *found, *facts, "K", "C", *found, "The table ends here.",
    ]  # fmt: skip


@given(st.lists(said, min_size=1, max_size=3))
def test_that_the_same_blocks_make_the_same_bytes(found: list[str]) -> None:
    blocks = tuple(Quotation(text=text, source="s") for text in found)
    assert written(*blocks) == written(*blocks)


@given(said, said)
def test_that_the_printed_text_check_is_that_of_the_visible_text(one: str, two: str) -> None:
    content = written(Heading(level=1, text="T"), Quotation(text=one), paragraph(two))
    footer = "".join(part(content, "word/footer1.xml").itertext())
    assert printed_check(footer) == text_check(texts(content))


def test_that_one_changed_letter_changes_the_text_check_and_an_empty_paragraph_does_not() -> None:
    before = text_check(["I wont to swim", "evry Tusday"])
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", before)
    assert text_check(["I wont to swim", "", "evry Tusday", " "]) == before
    assert text_check(["I want to swim", "evry Tusday"]) != before
    assert text_check(["I wont  to swim", "evry Tusday"]) != before


def test_that_a_printed_check_read_aloud_wrongly_is_put_right() -> None:
    assert printed_check("x · version 1 · text check ioL0-abcd") == "1010-ABCD"
    assert printed_check("no check here") is None


def test_that_marks_around_a_quotation_stand_in_runs_of_their_own() -> None:
    runs = [
        "".join(t.text or "" for t in run.iter(f"{W}t"))
        for run in part(written(Quotation(text='"its mine"', note="n"))).iter(f"{W}r")
    ]
    assert runs == ["“", '"its mine"', "”", "n"]


def test_that_what_came_of_a_childs_words_stands_apart_from_them() -> None:
    said, came = part(written(Quotation(text=AWKWARD[6], note="Checked back"))).iter(f"{W}p")
    assert paragraph_text(said) == f"“{AWKWARD[6]}”"
    assert said.find(f"{W}pPr/{W}keepNext") is not None
    style = came.find(f"{W}pPr/{W}pStyle")
    assert style is not None
    assert (style.get(f"{W}val"), paragraph_text(came)) == ("ChildsWordsNote", "Checked back")


def space_around(content: bytes) -> dict[str, tuple[str | None, str | None]]:
    """Return what each fact of a document says itself of the space above and below it."""
    found = {}
    for one in part(content).iter(f"{W}p"):
        style, spacing = one.find(f"{W}pPr/{W}pStyle"), one.findall(f"{W}pPr/{W}spacing")
        if style is not None and style.get(f"{W}val") == "Fact":
            assert len(spacing) <= 1
            said = spacing[0] if spacing else one
            found[paragraph_text(one)] = said.get(f"{W}before"), said.get(f"{W}after")
    return found


def test_that_facts_stand_apart_from_a_paragraph_that_follows_and_from_a_table_before_them() -> (
    None
):
    facts = Facts(facts=(fact("Who", "Jo"), fact("By", "Monday")))
    one = Facts(facts=(fact("One", "only"),))
    table = Table(
        caption="C",
        description="D",
        columns=(Column(title="A", share=1),),
        rows=((cell("x"),),),
    )
    title = Heading(level=1, text="T")
    before = space_around(written(title, facts, Heading(level=2, text="H"), table, one, title))
    assert before == {
        "Who\tJo": (None, None),
        "By\tMonday": (None, None),
        "One\tonly": ("200", None),
    }
    led = space_around(written(title, facts, paragraph("On."), table, one, paragraph("On.")))
    assert led == {
        "Who\tJo": (None, None),
        "By\tMonday": (None, "140"),
        "One\tonly": ("200", "140"),
    }


def test_that_a_column_in_which_nothing_is_said_is_left_out_and_what_heads_a_table_stays() -> None:
    columns = tuple(Column(title=title, share=1) for title in ("What", "Done", "How", "Known"))
    rows = ((cell("a"), cell(""), cell(""), cell("x")), (cell("b"), cell(""), cell(""), cell("")))
    told = only_told(Table(caption="C", description="D", columns=columns, rows=rows))
    assert [column.title for column in told.columns] == ["What", "Done", "Known"]
    assert told.rows == tuple((row[0], row[1], row[3]) for row in rows)


def test_that_arabic_is_set_from_right_to_left_in_its_own_language() -> None:
    document = part(written(Quotation(text=AWKWARD[6]), Quotation(text=AWKWARD[7])))
    arabic, mixed = document.iter(f"{W}p")
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert mixed.find(f"{W}pPr/{W}bidi") is None
    runs = [r for r in mixed.iter(f"{W}r") if r.find(f"{W}rPr/{W}rtl") is not None]
    assert ["".join(r.itertext()) for r in runs] == ["أريد "]
    language = runs[0].find(f"{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}bidi") == "ar-SA"


def test_that_spelling_in_a_childs_words_is_never_underlined_in_red() -> None:
    styles = part(written(Quotation(text="x")), "word/styles.xml")
    for name in ("Child's words", "Table words"):
        found = [
            s for s in styles if (n := s.find(f"{W}name")) is not None and n.get(f"{W}val") == name
        ]
        assert found[0].find(f"{W}rPr/{W}noProof") is not None


def test_that_no_other_program_and_no_machine_leaves_a_trace() -> None:
    found = parts(written(Heading(level=1, text="T")))
    everything = b"\n".join(found.values()).lower()
    for trace in (b"python", b"en-us", b"macintosh", b"microsoft office", b"generated"):
        assert trace not in everything
    assert not any("thumbnail" in name or "customxml" in name.lower() for name in found)
    core = part(written(paragraph("x")), "docProps/core.xml")
    said_there = {node.tag.rpartition("}")[2]: node.text for node in core}
    assert said_there["creator"] == said_there["lastModifiedBy"] == "Morag Bell"
    assert said_there["created"] == said_there["modified"] == "2026-11-24T00:00:00Z"
    assert said_there["language"] == "en-GB"
    assert said_there["category"] == "OFFICIAL–SENSITIVE"


def test_that_header_and_footer_say_what_this_is_on_every_page() -> None:
    content = written(paragraph("x"))
    header = "".join(t.text or "" for t in part(content, "word/header1.xml").iter(f"{W}t"))
    assert header == "OFFICIAL–SENSITIVE  ·  BR-240117 · review 5Brackwell Council"
    footer = part(content, "word/footer1.xml")
    fields = ["".join(i.itertext()).strip() for i in footer.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
    line = "".join(t.text or "" for t in footer.iter(f"{W}t"))
    assert re.fullmatch(r"BR-240117 · review 5 · version 1 · text check .{9}Page 1 of 1", line)


def wide(columns: int, word: str = "word") -> Table:
    return Table(
        caption="Wide",
        description="A table",
        columns=tuple(Column(title=f"C{n}", share=1) for n in range(columns)),
        rows=tuple(tuple(cell(word) for _ in range(columns)) for _ in range(3)),
    )


def pages(content: bytes) -> list[str]:
    sizes = part(content).iter(f"{W}pgSz")
    return [size.get(f"{W}orient", "portrait") for size in sizes]


def test_that_the_page_turns_when_a_cell_would_be_too_narrow_and_turns_back() -> None:
    title = Heading(level=1, text="T")
    heading = Heading(level=2, text="H")
    assert pages(written(title, wide(7), paragraph("after"))) == ["portrait"]
    turned = written(title, paragraph("p"), heading, wide(8), heading, paragraph("after"))
    assert pages(turned) == ["portrait", "landscape", "portrait"]
    assert check(turned) == ()
    long_words = wide(3, "Oluwaseun" * 3)
    assert pages(written(title, long_words, paragraph("after"))) == ["portrait"]
    names = wide(6, "Featherstonehaugh")
    assert pages(written(title, paragraph("p"), names)) == ["portrait", "landscape"]


def test_that_two_wide_tables_in_a_row_share_the_turned_page() -> None:
    content = written(Heading(level=1, text="T"), paragraph("p"), wide(8), wide(8))
    assert pages(content) == ["portrait", "landscape"]
    assert check(content) == ()


def test_that_columns_fill_the_page_and_none_is_below_its_least() -> None:
    for columns in (1, 3, 6, 7, 8, 11, 14):
        content = part(written(wide(columns)))
        grid = [int(c.get(f"{W}w", "0")) for c in content.iter(f"{W}gridCol")]
        assert sum(grid) == (9638 if columns <= 7 else 14570)
        assert min(grid) >= 2.2 * 567 - 1 or columns > 11


def test_that_every_kind_of_block_is_drawn() -> None:
    content = written(
        Heading(level=1, text="One"),
        Heading(level=2, text="Two", number=4),
        Notice(title="Draft.", text="Not yet."),
        Paragraph(runs=(Run(text="a "), Run(text="b", look=Look.STRONG))),
        Paragraph(runs=(Run(text="c", look=Look.QUIET),)),
        Quotation(text="q", source="where", note="what"),
    )  # fmt: skip
    assert whole(content) == "One\n4. Two\nDraft. Not yet.\na b\nc\nwhere\n“q”\nwhat"


def test_that_the_kept_template_is_the_one_the_code_makes() -> None:
    assert unpacked(resources.path(TEMPLATE).read_bytes()) == unpacked(template())


def test_that_every_letter_of_the_template_is_arial_whatever_its_script() -> None:
    fonts = part(template(), "word/styles.xml").iter(f"{W}rFonts")
    named = [{key.removeprefix(W): name for key, name in font.attrib.items()} for font in fonts]
    assert named[0] == dict.fromkeys(("ascii", "eastAsia", "hAnsi", "cs"), "Arial")
    assert {name for font in named for name in font.values()} == {"Arial"}


def test_that_a_councils_template_gives_its_look_and_keeps_our_text() -> None:
    ours = unpacked(template())
    styles = ours["word/styles.xml"].replace(b'"Arial"', b'"Calibri"')
    styles = styles.replace(b'w:styleId="BodyText"', b'w:styleId="CouncilBody"')
    theirs = packed({**ours, "word/styles.xml": styles, "docProps/thumbnail.jpeg": b"old"})
    content = write((paragraph("x"),), PROPERTIES, theirs)
    assert b"Calibri" in parts(content)["word/styles.xml"]
    assert b'w:val="CouncilBody"' in parts(content)["word/document.xml"]
    assert "docProps/thumbnail.jpeg" not in parts(content)
    assert whole(content) == "x"


def picture() -> bytes:
    """Return a PNG of one black point."""
    pieces = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in pieces
    )


def saved(document: Opened) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_that_a_councils_letterhead_is_kept_and_filled_and_its_own_text_is_not() -> None:
    council = Document(io.BytesIO(template()))
    old = council.add_paragraph("Type the minutes here")
    old.add_run().add_picture(io.BytesIO(picture()))
    council.add_comment(old.runs, "Ask Sheila", author="Sheila Trent")
    council.core_properties.keywords = "kept by Sheila"
    header = council.sections[0].header
    header.add_table(1, 1, Mm(100)).cell(0, 0).text = "Westmere, {reference}"
    header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()))
    content = write((paragraph("x"),), PROPERTIES, saved(council))
    assert whole(content) == "x"
    found = parts(content)
    assert b"Sheila" not in b"".join(found.values())
    assert not any("comments" in name for name in found)
    assert len([name for name in found if name.startswith("word/media/")]) == 1
    assert "Westmere, BR-240117 · review 5" in found["word/header1.xml"].decode()


def test_that_a_councils_page_decides_how_wide_a_table_is_and_stays_so_after_a_turn() -> None:
    council = Document(io.BytesIO(template()))
    council.sections[0].page_width, council.sections[0].left_margin = Mm(200), Mm(40)
    blocks = (Heading(level=1, text="T"), wide(2), paragraph("p"), wide(9), paragraph("after"))
    content = write(blocks, PROPERTIES, saved(council))
    sections = Document(io.BytesIO(content)).sections
    sides = [tuple(round(side.mm) for side in (s.page_width, s.page_height)) for s in sections]
    assert sides == [(200, 297), (297, 200), (200, 297)]
    assert [s.header.is_linked_to_previous for s in sections] == [False, True, True]
    first = next(part(content).iter(f"{W}tblGrid"))
    width = sum(int(c.get(f"{W}w", "0")) for c in first)
    assert width == pytest.approx(Mm(200 - 40 - 20).twips, abs=2)


def test_that_what_a_file_says_about_itself_is_cut_to_what_word_takes() -> None:
    long = msgspec.structs.replace(
        PROPERTIES, title="t" * 300, author="Mor\x0cag", council="A\x00\n&<B>"
    )
    content = write((paragraph("x"),), long)
    about = Document(io.BytesIO(content)).core_properties
    assert about.title == "t" * 255
    assert "\x0c" not in about.author
    assert "&amp;&lt;B&gt;" in parts(content)["word/header1.xml"].decode()


def test_that_nothing_of_words_library_is_loaded_before_a_document_is_made() -> None:
    script = (
        "import sys, ui.exporting.page, ui.exporting.exporter\n"
        "print(sorted({'docx', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_that_a_template_without_a_style_or_that_is_no_document_is_told() -> None:
    ours = unpacked(template())
    styles = ours["word/styles.xml"].replace(b'"Notice"', b'"Other"')
    for bad in (packed({**ours, "word/styles.xml": styles}), b"nothing", packed({"a": b""})):
        with pytest.raises(UserFacingError):
            write((paragraph("x"),), PROPERTIES, bad)


@given(st.data())
def test_that_a_damaged_template_is_used_or_told_and_never_a_bug(data: st.DataObject) -> None:
    found = unpacked(template())
    name = data.draw(st.sampled_from(sorted(found)))
    tags = re.findall(rb"<[^>?]+>", found[name])
    bad = found[name].replace(data.draw(st.sampled_from(tags)), data.draw(st.binary(max_size=3)))
    content = bytearray(packed({**found, name: bad}))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.sampled_from([0, 1, 255]))
    with suppress(UserFacingError):
        assert whole(write((paragraph("x"),), PROPERTIES, bytes(content))) == "x"


@pytest.mark.parametrize(
    ("leads", "count", "kept"),
    [("Leads", 3, True), ("Leads", 6, False), ("It is a long story. " * 12, 1, False)],
)
def test_that_a_short_paragraph_stays_with_a_few_facts_and_leaves_many_to_themselves(
    leads: str, count: int, kept: bool
) -> None:
    facts = Facts(facts=tuple(fact(f"L{n}", "x") for n in range(count)))
    content = part(written(Heading(level=1, text="T"), paragraph(leads), facts))
    led = next(one for one in content.iter(f"{W}p") if paragraph_text(one) == leads)
    assert (led.find(f"{W}pPr/{W}keepNext") is not None) is kept
