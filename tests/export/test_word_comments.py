"""Comments written as Word writes them: at the very words, in a copy whose text is the same."""

import io
import shutil
import subprocess
from datetime import UTC, datetime

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from export.comments import NewComment, with_comments
from export.reader.document import ReadDocument, Spot, TextState, Trait
from export.reader.reading import read_document
from export.reader.verdicts import UnreadableError
from models.errors import UserFacingError
from tests.support.documents import exported
from tests.support.hostile import MAIN, paragraph, unpacked, with_body, with_parts

WHEN = datetime(2026, 11, 27, 10, 30, tzinfo=UTC)
MINUTES = exported("minutes")
READ = read_document(MINUTES)
PARAGRAPHS = [p for p in READ.paragraphs() if p.text]
TEXTS = {p.at: p.text for p in PARAGRAPHS}


def comment(spot: Spot, text: str = "Who will do this?") -> NewComment:
    return NewComment(spot=spot, text=text, author="Ann Lead", initials="AL", on=WHEN)


@st.composite
def spots(draw: st.DrawFn) -> Spot:
    text = draw(st.sampled_from(PARAGRAPHS))
    start = draw(st.integers(0, len(text.text) - 1))
    return Spot(at=text.at, start=start, length=draw(st.integers(1, len(text.text) - start)))


@given(st.lists(spots(), min_size=1, max_size=8))
def test_that_comments_stand_at_the_words_they_are_about(places: list[Spot]) -> None:
    read = read_document(with_comments(MINUTES, map(comment, places)))
    assert [c.spots for c in read.comments] == [(place,) for place in places]
    assert [c.passage for c in read.comments] == [
        TEXTS[place.at][place.start : place.start + place.length] for place in places
    ]
    assert read.blocks == READ.blocks
    assert read.text_state is TextState.AS_EXPORTED


def test_that_a_comment_keeps_who_said_what_and_when() -> None:
    text = "Who?\nAnd by when, „Ende“ 👩🏽‍🍳"
    read = read_document(with_comments(MINUTES, [comment(Spot(at=5), text)]))
    found = read.comments[0]
    assert (found.author, found.initials, found.on, found.text) == ("Ann Lead", "AL", WHEN, text)
    assert found.passage == PARAGRAPHS[5].text
    assert found.spots == (Spot(at=5, length=len(found.passage)),)
    assert Trait.COMMENTS in read.traits


def test_that_later_comments_stand_beside_earlier_ones() -> None:
    once = with_comments(MINUTES, [comment(Spot(at=4, start=2, length=3), "first")])
    twice = with_comments(once, [comment(Spot(at=4, start=3, length=5), "second")])
    read = read_document(twice)
    assert [(c.id, c.text, c.spots[0].start) for c in read.comments] == [
        ("0", "first", 2),
        ("1", "second", 3),
    ]


def test_that_word_has_what_it_needs_for_the_comments() -> None:
    content = with_comments(MINUTES, [comment(Spot(at=1)), comment(Spot(at=2), "Two\nlines")])
    opened = Document(io.BytesIO(content))
    assert [c.author for c in opened.comments] == ["Ann Lead", "Ann Lead"]
    assert [c.text for c in opened.comments] == ["Who will do this?", "Two\nlines"]


def test_that_words_in_links_fields_and_changes_can_be_commented_on() -> None:
    inside = (
        '<w:p><w:ins w:id="9" w:author="B"><w:r><w:t>put in</w:t></w:r></w:ins>'
        "<w:hyperlink><w:r><w:t>a link</w:t><w:tab/><w:t>on</w:t></w:r></w:hyperlink></w:p>"
        f"<w:p/>{paragraph('last')}"
    )
    content = with_body(inside)
    places = [
        Spot(at=0, start=4, length=5),
        Spot(at=0, start=11, length=3),
        Spot(at=1),
        Spot(at=2, start=1, length=2),
        Spot(at=99),
    ]
    read = read_document(with_comments(content, map(comment, places)))
    assert [c.passage for c in read.comments] == ["ina l", "k\to", "", "as", "last"]


def test_that_nothing_is_written_into_what_cannot_be_read_or_is_strict() -> None:
    with pytest.raises(UnreadableError):
        with_comments(b"", [])
    main = unpacked(exported("one_page"))[MAIN].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    content = with_parts({MAIN: main})
    assert read_document(content).blocks
    with pytest.raises(UserFacingError):
        with_comments(content, [comment(Spot(at=0))])


@pytest.fixture(scope="module")
def from_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> ReadDocument:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("commented")
    places = [Spot(at=p.at, start=1, length=len(p.text) - 1) for p in PARAGRAPHS[::9]]
    wanted = [comment(place, f"about {place.at}") for place in places if place.length > 0]
    (folder / "c.docx").write_bytes(with_comments(MINUTES, wanted))
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "c.docx")],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    return read_document((folder / "out" / "c.docx").read_bytes())


def test_that_libreoffice_shows_each_comment_at_its_words(from_libreoffice: ReadDocument) -> None:
    assert len(from_libreoffice.comments) > 20
    for found in from_libreoffice.comments:
        at = int(found.text.removeprefix("about "))
        whole = next(p.text for p in PARAGRAPHS if p.at == at)
        assert found.passage == whole[1:]
        assert found.spots[0].at == at
    assert from_libreoffice.text_state is TextState.AS_EXPORTED
