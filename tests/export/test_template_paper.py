"""What is read of a template so that its pages can be drawn: styles, margins, head and foot."""

import pytest

import resources
from export.helper_jobs import paper_of_template
from export.package import packed, unpacked
from export.template import TEMPLATE
from export.template_values import EndRow, TemplatePaper
from models.errors import UserFacingError
from tests.support.letterhead import FONT, LOGO, NAVY, TOWN_HALL, council_template


def said(rows: tuple[EndRow, ...]) -> list[tuple[str, str]]:
    """Return each line of a head or foot with the side it stands at."""
    return [
        ("".join(run.text for run in line.runs), line.side)
        for row in rows
        for cell in row.cells
        for line in cell
    ]


def read(content: bytes) -> TemplatePaper:
    return paper_of_template(content)


def test_that_our_own_template_is_read_as_it_was_made() -> None:
    paper = read(resources.path(TEMPLATE).read_bytes())
    assert said(paper.head) == [("{marking}  ·  {reference}", "left"), ("{council}", "right")]
    assert said(paper.foot) == [
        ("{reference} · version {version} · text check {check}", "left"),
        ("Page {page} of {pages}", "right"),
    ]
    assert (paper.left, paper.head_at) == (pytest.approx(56.7), pytest.approx(28.35))
    assert paper.first is None


def test_that_a_councils_fonts_margins_and_letterhead_are_read() -> None:
    paper = read(council_template())
    assert paper.styles["Heading 1"].family == paper.styles["Body Text"].family == FONT
    assert paper.styles["Heading 1"].colour == NAVY
    assert paper.styles["Fact"].family == "Arial"
    assert (paper.left, paper.right) == (pytest.approx(85.05), pytest.approx(70.85))
    assert (TOWN_HALL, "right") in said(paper.head)
    (logo,) = [
        run
        for row in paper.head
        for cell in row.cells
        for line in cell
        for run in line.runs
        if run.picture
    ]
    assert (logo.picture, round(logo.width)) == (LOGO, 113)


def test_that_a_head_of_the_first_page_alone_is_read_beside_the_others() -> None:
    paper = read(council_template(first_page=True))
    assert paper.first is not None
    assert said(paper.first[0]) == [("Only on the first page", "left")]


def test_that_a_style_has_what_it_stands_on_and_fonts_of_the_theme() -> None:
    parts = unpacked(resources.path(TEMPLATE).read_bytes())
    styles = parts["word/styles.xml"]
    based = b'<w:name w:val="Note"/><w:basedOn w:val="ChildsWords"/>'
    start = styles.index(b'<w:name w:val="Note"/>')
    end = styles.index(b"<w:basedOn", start)
    end = styles.index(b"/>", end) + 2
    parts["word/styles.xml"] = styles[:start] + based + styles[end:]
    note = read(packed(parts)).styles["Note"]
    assert (note.size, note.bar) == (13, "5C1F52")


def test_that_numbers_that_are_none_and_styles_that_stand_on_themselves_are_let_be() -> None:
    parts = unpacked(resources.path(TEMPLATE).read_bytes())
    styles = parts["word/styles.xml"]
    styles = styles.replace(b'w:line="276"', b'w:line="all of it"')
    styles = styles.replace(b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="Note"/>')
    parts["word/styles.xml"] = styles
    assert read(packed(parts)).styles["Note"].line == 100


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_that_what_is_no_word_file_is_told(content: bytes) -> None:
    with pytest.raises(UserFacingError):
        read(content)
