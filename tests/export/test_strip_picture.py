"""A picture in a record is described in words, fits its page, and is in the council's copy only."""

import struct
import zlib
from datetime import date
from xml.etree import ElementTree as ET

import msgspec
import pytest

from export.accessibility import check
from export.blocks import Heading, Picture, paragraph
from export.context import Context, Strip
from export.job import document_bytes
from export.package import unpacked
from export.textcheck import printed_check
from models.child import Child, Home
from models.disclosure import COUNCIL, Recipient, RecipientKind, view
from models.review import Review
from models.terms import Registered
from tests.support.documents import context_of, parts, texts, written
from tests.support.sample import MUM, TODAY, sample_child, sample_review

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MUM_COPY = Recipient(kind=RecipientKind.PERSON, person_id=MUM)
WORDS = "Homes: Same home since May 2024. Joanna and Mark Pell, since 10 May 2024."


def png(width: int = 64, height: int = 24, shade: int = 200) -> bytes:
    """Return a plain grey PNG."""

    def part(kind: bytes, data: bytes) -> bytes:
        whole_part = kind + data
        return struct.pack(">I", len(data)) + whole_part + struct.pack(">I", zlib.crc32(whole_part))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\x00" + bytes([shade]) * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(rows))
        + part(b"IEND", b"")
    )


def strip(shade: int = 200, height: int = 24) -> Strip:
    return Strip(
        png=png(height=height, shade=shade),
        width=64,
        height=height,
        words=WORDS,
        counts=("Same home since May 2024.",),
    )


def minutes(
    review: Review,
    drawn: Strip | None,
    recipient: Recipient = COUNCIL,
    child: Child | None = None,
) -> bytes:
    of = child or sample_child()
    context: Context = msgspec.structs.replace(context_of(of, review), strip=drawn)
    return document_bytes("minutes", view(of, review, recipient), context)


SHOWN = sample_review(completed_on=TODAY, show_strip=True)


def drawings(content: bytes) -> list[tuple[str, int, int]]:
    """Return what each picture is said to show, its width and its height in EMU."""
    found = []
    for inline in ET.fromstring(parts(content)["word/document.xml"]).iter(f"{WP}inline"):
        extent, about = inline.find(f"{WP}extent"), inline.find(f"{WP}docPr")
        assert extent is not None
        assert about is not None
        found.append((about.get("descr", ""), int(extent.get("cx", 0)), int(extent.get("cy", 0))))
    return found


def test_that_the_strip_is_in_the_record_with_its_words_and_counts() -> None:
    content = minutes(SHOWN, strip())
    ((said, width, height),) = drawings(content)
    assert said == WORDS
    assert abs(width / height - 64 / 24) < 0.01
    assert "How still Kez’s life has been" in texts(content)
    assert "Same home since May 2024." in texts(content)
    assert unpacked(content)["word/media/image1.png"] == png()


def test_that_a_record_with_a_picture_is_accessible_and_fits_its_page() -> None:
    content = minutes(SHOWN, strip())
    assert check(content) == ()
    ((_, width, height),) = drawings(content)
    assert 15 * 360_000 < width < 18 * 360_000
    assert height <= 12 * 360_000


def test_that_a_high_picture_is_made_smaller_and_keeps_its_shape() -> None:
    content = minutes(SHOWN, strip(height=300))
    ((_, width, height),) = drawings(content)
    assert height == 12 * 360_000
    assert abs(width / height - 64 / 300) < 0.01


def test_that_a_picture_without_words_is_found_by_the_checker() -> None:
    bare = Picture(png=png(), width=64, height=24, caption="C", description="")
    content = written(Heading(level=1, text="T"), bare, paragraph("after"))
    assert [finding.rule for finding in check(content)] == ["picture_text"]


@pytest.mark.parametrize("recipient", [COUNCIL, MUM_COPY])
def test_that_only_a_review_that_wants_it_shows_the_strip(recipient: Recipient) -> None:
    assert drawings(minutes(sample_review(completed_on=TODAY), strip(), recipient)) == []


def test_that_a_persons_copy_has_no_strip() -> None:
    content = minutes(SHOWN, strip(), MUM_COPY)
    assert drawings(content) == []
    assert not [name for name in unpacked(content) if name.startswith("word/media/")]


def test_that_the_text_check_does_not_depend_on_how_the_picture_was_drawn() -> None:
    def printed(content: bytes) -> str | None:
        feet = [p for name, p in sorted(unpacked(content).items()) if "footer" in name]
        return next(filter(None, (printed_check(foot.decode("utf-8")) for foot in feet)), None)

    one, other = minutes(SHOWN, strip()), minutes(SHOWN, strip(shade=90))
    assert printed(one) == printed(other) is not None
    assert minutes(SHOWN, strip()) == one


# -- a setting that is not registered


def unregistered() -> Child:
    child = sample_child()
    home = Home(
        id="x",
        who="Fern Cottage",
        place_code="K2",
        start=date(2026, 9, 1),
        registered=Registered.NO,
        address="9 Hidden Lane",
    )
    moved = msgspec.structs.replace(child.homes[-1], end=date(2026, 9, 1))
    return msgspec.structs.replace(child, homes=(*child.homes[:-1], moved, home))


def test_that_the_record_says_that_a_home_is_not_registered() -> None:
    review = sample_review(completed_on=TODAY)
    said = "\n".join(texts(minutes(review, None, child=unregistered())))
    assert "Not registered with Ofsted. Since 1 September 2026." in said
    assert "Care Standards Act 2000" in said
    assert "9 Hidden Lane" not in said
    assert "Ofsted" not in "\n".join(texts(minutes(review, None)))
