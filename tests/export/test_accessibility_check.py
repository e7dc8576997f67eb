"""The checker of documents finds each thing that stands in a reader's way, and no other."""

from collections.abc import Callable

import pytest

from export.accessibility import check, contrast
from export.blocks import Column, Heading, Table, cell, paragraph
from export.package import packed, unpacked
from export.reader.verdicts import UnreadableError
from export.template_styles import INK, STYLES
from tests.support.documents import exported, written

TABLE = Table(
    caption="K",
    description="D",
    columns=(Column(title="A", share=1), Column(title="B", share=1)),
    rows=((cell("1"), cell("")),),
)
GOOD = written(Heading(level=1, text="T"), Heading(level=2, text="H"), TABLE, paragraph("after"))
DOCUMENT, STYLES_PART = "word/document.xml", "word/styles.xml"


def changed(name: str, before: bytes, after: bytes) -> bytes:
    found = unpacked(GOOD)
    assert before in found[name]
    return packed({**found, name: found[name].replace(before, after)})


@pytest.mark.parametrize("document", ["minutes", "recommendations"])
def test_that_our_documents_pass(document: str) -> None:
    assert check(exported(document)) == ()
    assert check(GOOD) == ()


FAULTS: dict[str, Callable[[], bytes]] = {
    "one_title": lambda: changed(DOCUMENT, b'"Heading1"', b'"BodyText"'),
    "heading_gap": lambda: changed(DOCUMENT, b'"Heading2"', b'"Heading3"'),
    "header_row": lambda: changed(DOCUMENT, b"<w:tblHeader/>", b""),
    "split_row": lambda: changed(DOCUMENT, b"<w:cantSplit/>", b""),
    "merged_cells": lambda: changed(DOCUMENT, b"</w:tcPr>", b'<w:gridSpan w:val="1"/></w:tcPr>'),
    "empty_cell": lambda: changed(DOCUMENT, "–".encode(), b" "),
    "table_text": lambda: changed(
        DOCUMENT, b'tblDescription w:val="D"', b'tblDescription w:val=""'
    ),
    "caption": lambda: changed(DOCUMENT, b'"Caption"', b'"BodyText"'),
    "language": lambda: changed(STYLES_PART, b'w:lang w:val="en-GB"', b'w:lang w:val="en-US"'),
    "title": lambda: changed("docProps/core.xml", b">A document<", b"> <"),
    "contrast": lambda: changed(STYLES_PART, INK.encode(), b"AAAAAA"),
    "empty_paragraph": lambda: changed(DOCUMENT, b">after<", b"><"),
    "manual_list": lambda: changed(DOCUMENT, b">after<", b">1. after<"),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_that_each_fault_is_found(rule: str) -> None:
    assert rule in {finding.rule for finding in check(FAULTS[rule]())}


def test_that_a_style_based_on_itself_in_the_end_is_no_trap() -> None:
    styles = b'<w:style w:styleId="%b"><w:basedOn w:val="%b"/></w:style>'
    round_about = styles % (b"Here", b"There") + styles % (b"There", b"Here")
    parts = unpacked(changed(STYLES_PART, b"</w:styles>", round_about + b"</w:styles>"))
    text = parts[DOCUMENT].replace(b'"BodyText"', b'"Here"')
    assert b'"Here"' in text
    assert check(packed({**parts, DOCUMENT: text})) == ()


def test_that_what_is_no_word_document_is_told() -> None:
    for bad in (b"", b"plain", packed({"a.txt": b"x"}), packed({DOCUMENT: b"<"})):
        with pytest.raises(UnreadableError):
            check(bad)


def test_that_every_style_of_the_template_can_be_told_from_its_ground() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    for style in STYLES:
        assert contrast(style.colour or INK, style.fill or "FFFFFF") >= 4.5, style.name
