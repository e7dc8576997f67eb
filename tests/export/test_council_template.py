"""A council's template is looked at as a hostile file, and what it lacks is said in plain words."""

import io
import re
import zipfile
from pathlib import Path

import msgspec
import pytest

import resources
from export.council_template import check_folder, look_at_template, said_of
from export.documents import document
from export.job import default_name, properties
from export.package import packed, unpacked
from export.reader.verdicts import UnreadableError
from export.template import TEMPLATE
from models import council, council_folder
from models.disclosure import view
from models.errors import UserFacingError
from tests.support.documents import context_of
from tests.support.sample import sample_opened

_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def shipped() -> dict[str, bytes]:
    return unpacked(resources.path(TEMPLATE).read_bytes())


def related(parts: dict[str, bytes], kind: str, target: str, mode: str = "External") -> bytes:
    one = f'<Relationship Id="rIdX" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    parts[_RELS] = parts[_RELS].replace(b"</Relationships>", one.encode() + b"</Relationships>")
    return packed(parts)


def test_that_our_own_template_fits_and_lacks_nothing() -> None:
    look = look_at_template(packed(shipped()))
    assert look.fits
    assert said_of(look) == ()


def test_that_a_missing_style_and_place_are_named_with_what_they_are_for() -> None:
    parts = shipped()
    styles = parts["word/styles.xml"].replace(b'w:val="Child\'s words"', b'w:val="Speech"')
    assert styles != parts["word/styles.xml"]
    parts["word/styles.xml"] = styles
    for name in parts:
        if name.startswith("word/footer"):
            parts[name] = parts[name].replace(b"{check}", b"")
    look = look_at_template(packed(parts))
    assert look.missing == ("Child's words",)
    assert said_of(look) == (
        "There is no style called “Child's words”, for the child's own words.",
        "Neither head nor foot of the page shows the text check.",
    )


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("attachedTemplate", "a template that is fetched from elsewhere"),
        ("image", "pictures that are fetched from elsewhere"),
        ("oleObject", "objects that are fetched from elsewhere"),
        ("somethingNew", "something that is fetched from elsewhere"),
    ],
)
def test_that_what_would_be_fetched_is_refused_by_name(kind: str, named: str) -> None:
    with pytest.raises(UserFacingError) as told:
        look_at_template(related(shipped(), kind, "https://example.org/x"))
    assert named in told.value.problem


def test_that_an_ordinary_link_in_a_letterhead_is_let_be() -> None:
    assert look_at_template(related(shipped(), "hyperlink", "https://example.org/")).fits


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("word/embeddings/oleObject1.bin", "embedded objects (OLE)"),
        ("word/activeX/activeX1.xml", "ActiveX controls"),
        ("word/afchunk1.htm", "other files inside it"),
    ],
)
def test_that_what_could_run_or_hide_is_refused_by_name(name: str, named: str) -> None:
    parts = shipped()
    parts[name] = b"<x/>"
    with pytest.raises(UserFacingError) as told:
        look_at_template(packed(parts))
    assert named in told.value.problem


def test_that_macros_and_files_that_are_no_document_are_refused() -> None:
    parts = shipped()
    parts["word/vbaProject.bin"] = b"\xd0\xcf"
    for content in (packed(parts), b"", b"PK\x03\x04", b"{\\rtf1}", b"hello"):
        with pytest.raises(UnreadableError):
            look_at_template(content)


def test_that_fields_which_read_other_files_are_refused() -> None:
    parts = shipped()
    field = b'<w:r><w:instrText xml:space="preserve"> INCLUDETEXT "c:/x" </w:instrText></w:r></w:p>'
    name = next(n for n in parts if n.startswith("word/footer"))
    parts[name] = parts[name].replace(b"</w:p>", field, 1)
    with pytest.raises(UserFacingError) as told:
        look_at_template(packed(parts))
    assert "fields that read other files" in told.value.problem


def test_that_a_folder_with_a_template_that_does_not_fit_is_not_taken_in(tmp_path: Path) -> None:
    folder, home = tmp_path / "ours", tmp_path / "home"
    home.mkdir()
    council_folder.write_starter(folder, council.CouncilSettings(name="Brackwell"))
    council_folder.take_in(folder, home, check_folder)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("x", "y")
    (folder / council.TEMPLATE).write_bytes(content.getvalue())
    before = (home / council.FOLDER / council.TEMPLATE).read_bytes()
    with pytest.raises(UserFacingError) as told:
        council_folder.take_in(folder, home, check_folder)
    assert told.value.problem.startswith(f"{council.TEMPLATE} cannot be used.")
    assert (home / council.FOLDER / council.TEMPLATE).read_bytes() == before
    assert sorted(path.name for path in home.iterdir()) == [council.FOLDER]


def test_that_a_councils_classification_and_file_name_stand_on_what_is_exported() -> None:
    opened = sample_opened()
    child = msgspec.structs.replace(
        opened.child, ids=msgspec.structs.replace(opened.child.ids, la_id="1234567")
    )
    context = msgspec.structs.replace(
        context_of(child, opened.the_review),
        classification="OFFICIAL – SENSITIVE: CHILDREN",
        file_name="{document}_{date}_{child}_{review}_{version}",
    )
    disclosed = view(child, opened.the_review)
    said = properties(document("minutes"), disclosed, context).marking
    assert said == "OFFICIAL – SENSITIVE: CHILDREN"
    assert properties(document("letter"), disclosed, context).marking == "Private"
    name = default_name("minutes", disclosed, context)
    assert re.fullmatch(rf"minutes_\d{{8}}_1234567_{opened.the_review.head.number}_v\d+.*", name)
    assert child.preferred_name not in name
