"""Every document that Heard makes is read back as what it was made of, also after LibreOffice."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as Opening
from hypothesis import given, settings
from hypothesis import strategies as st

from export.blocks import Column, Heading, Quotation, Table, cell
from export.context import Issue
from export.documents import DOCUMENTS, Document, recipient_of
from export.package import unpacked
from export.protecting import protected
from export.reader.document import TextState, Trait
from export.reader.reading import read_document
from export.reader.record import ReadRecord
from export.reader.understanding import understood
from models.disclosure import Disclosed, view
from models.edits import Opened
from tests.support.documents import SIGNED, context_of, exported, written
from tests.support.generate import full_review
from tests.support.hostile import with_parts
from tests.support.reading_back import Told, check_values, made, read_as
from tests.support.sample import TODAY, sample_child, sample_review
from tests.support.strategies import NASTY, opened

kinds = st.sampled_from(DOCUMENTS)
words = st.lists(st.sampled_from([*"ab cé\n", *NASTY]), min_size=1, max_size=12).map("".join)


def read(content: bytes) -> ReadRecord:
    return understood(read_document(content))


def disclosed_for(kind: Document, one: Opened) -> Disclosed:
    return view(one.child, one.the_review, recipient_of(kind, one.child))


def check_read(content: bytes, told: list[Told], kind: Document, disclosed: Disclosed) -> None:
    record = read(content)
    assert read_as(record) == told
    assert record.is_ours
    assert record.kind == kind.id
    assert record.version == "1"
    assert record.document.text_state is TextState.AS_EXPORTED
    check_values(record, disclosed)


@given(kinds, opened())
def test_that_every_document_is_read_back_as_it_was_made(kind: Document, one: Opened) -> None:
    disclosed = disclosed_for(kind, one)
    content, told = made(kind.id, disclosed, context_of(one.child, one.the_review))
    check_read(content, told, kind, disclosed)


@given(kinds, st.integers(0, 10_000))
@settings(max_examples=10)
def test_that_full_reviews_are_read_back_as_they_were_made(kind: Document, seed: int) -> None:
    one = full_review(seed, words=1_500)
    disclosed = disclosed_for(kind, one)
    content, told = made(kind.id, disclosed, context_of(one.child, one.the_review))
    check_read(content, told, kind, disclosed)


@given(words)
def test_that_any_words_of_a_child_are_read_back_letter_for_letter(text: str) -> None:
    columns = (Column(title="What and why", share=1), Column(title="By when", share=1))
    table = Table(
        caption="C", description="D", columns=columns, rows=(((Quotation(text=text),), cell("x")),)
    )
    record = read(written(Heading(level=1, text="T"), Quotation(text=text, source="S"), table))
    assert [quote.text for quote in record.quotes] == [text, text]
    assert record.quotes[0].source == "S"


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.id)
def test_that_every_heading_that_is_printed_is_known(kind: Document) -> None:
    """Documents are out there for ever: a heading that changes stays in what the reader knows."""
    for name, one in SAMPLES.items():
        disclosed = disclosed_for(kind, one)
        record = read(made(kind.id, disclosed, context_of(one.child, one.the_review))[0])
        unknown = [s.heading for s in record.sections if s.level == 2 and not s.id]
        assert not unknown, name


def edited(change: Callable[[Opening], None]) -> ReadRecord:
    """Return the minutes as somebody changed them in Word."""
    opened_document = docx.Document(io.BytesIO(exported("minutes")))
    change(opened_document)
    held = io.BytesIO()
    opened_document.save(held)
    return read(held.getvalue())


def test_that_an_edited_record_is_known_and_the_change_is_seen() -> None:
    def change(document: Opening) -> None:
        document.paragraphs[0].runs[0].text = "Review minutes"
        heading = next(p for p in document.paragraphs if p.text.startswith("4. "))
        heading.runs[0].text = "4. Where Kez lives"
        document.paragraphs[-1].add_run(" Added later.")

    record = edited(change)
    assert record.is_ours
    assert record.document.text_state is TextState.CHANGED
    assert [s.number for s in record.sections if s.number] == list(range(1, 15))
    home = record.section("home")
    assert home is not None
    assert home.heading == "4. Where Kez lives"
    assert len(record.recommendations) == 3


def test_that_a_record_without_its_footer_is_known_and_its_text_cannot_be_judged() -> None:
    def change(document: Opening) -> None:
        for paragraph in document.sections[0].footer.paragraphs:
            for run in paragraph.runs:
                run.text = ""
        document.core_properties.title = ""

    record = edited(change)
    assert (record.is_ours, record.kind) == (True, "minutes")
    assert record.document.text_state is TextState.CANNOT_TELL
    assert record.review_number == 5


def test_that_tracked_changes_are_read_as_accepted() -> None:
    main = unpacked(exported("minutes"))["word/document.xml"].decode()
    found = "Went straight to the pond and stayed there until it was dark."
    tracked = (
        f'{found}</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t> Really.</w:t></w:r></w:ins>'
        "<w:r><w:t>"
    )
    assert main.count(found) == 1
    content = with_parts(
        {"word/document.xml": main.replace(found, tracked).encode()}, exported("minutes")
    )
    record = read(content)
    assert f"What we saw: {found} Really." in record.texts
    assert Trait.TRACKED in record.document.traits
    assert record.document.text_state is TextState.CHANGED


def test_that_a_draft_and_its_version_are_known() -> None:
    draft = Issue(version=2, signed=False, on=TODAY)
    record = read(exported("minutes", issue=draft))
    assert (record.is_draft, record.version) == (True, "2 (draft)")
    assert read(exported("minutes")).is_draft is False


def test_that_a_document_is_known_behind_its_password() -> None:
    content = exported("recommendations")
    locked = protected(content, "otter lantern")
    assert read_document(locked, "otter lantern").blocks == read_document(content).blocks


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("resaved")
    for name, content in _to_resave():
        (folder / f"{name}.docx").write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [soffice, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx",
         "--outdir", str(folder / "out"), *map(str, folder.glob("*.docx"))],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    return folder / "out"


SAMPLES: dict[str, Opened] = {
    "sample": Opened(child=sample_child(), review=sample_review(completed_on=TODAY)),
    "seven": full_review(7, words=800),
    "eight": full_review(8, words=800),
}


def _to_resave() -> Iterator[tuple[str, bytes]]:
    for name, one in SAMPLES.items():
        for kind in DOCUMENTS:
            disclosed = disclosed_for(kind, one)
            context = context_of(one.child, one.the_review, SIGNED)
            yield f"{name}-{kind.id}", made(kind.id, disclosed, context)[0]
    awkward = [Quotation(text=text) for text in NASTY if text.strip()]
    yield "awkward", written(Heading(level=1, text="T"), *awkward)


@pytest.mark.parametrize("kind", DOCUMENTS, ids=lambda kind: kind.id)
def test_that_documents_are_read_back_after_libreoffice_saved_them(
    kind: Document, resaved: Path
) -> None:
    for name, one in SAMPLES.items():
        disclosed = disclosed_for(kind, one)
        told = made(kind.id, disclosed, context_of(one.child, one.the_review))[1]
        content = (resaved / f"{name}-{kind.id}.docx").read_bytes()
        check_read(content, told, kind, disclosed)


def test_that_awkward_words_survive_libreoffice(resaved: Path) -> None:
    record = read((resaved / "awkward.docx").read_bytes())
    assert [quote.text for quote in record.quotes] == [text for text in NASTY if text.strip()]
