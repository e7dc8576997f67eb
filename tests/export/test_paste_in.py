"""The record as text for a council's form: by its headings, letter for letter, nothing lost."""

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from export.blocks import (
    Block,
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Quotation,
    Run,
    cell,
    fact,
    paragraph,
    plain,
)
from export.minutes import build
from export.paste_in import Box, PasteForm, Piece, load_form, pieces, text_of
from export.recommendation_table import HEADERS
from models.disclosure import COUNCIL, view
from models.errors import DataFaultError
from tests.support.documents import context_of
from tests.support.sample import TODAY, sample_child, sample_review

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


def record() -> tuple[Block, ...]:
    child, review = sample_child(), sample_review(completed_on=TODAY)
    return build(view(child, review, COUNCIL), context_of(child, review))


def by_id(found: tuple[Piece, ...]) -> dict[str, Piece]:
    return {piece.id: piece for piece in found}


def test_that_without_a_form_each_section_of_the_record_is_a_piece_in_its_order() -> None:
    blocks = record()
    headings = [b for b in blocks if isinstance(b, Heading) and b.level == 2]
    found = pieces(blocks, load_form())
    assert [p.heading for p in found if p.id != "top"] == [h.full_text for h in headings]
    assert all(piece.text.strip() for piece in found)


def test_that_no_heading_stands_in_the_text_that_is_pasted_under_it() -> None:
    for piece in pieces(record()):
        assert not piece.text.startswith(piece.heading)


def test_that_a_form_names_and_orders_the_pieces_and_the_rest_comes_last() -> None:
    form = PasteForm(
        box=(
            Box(id="decided", heading="Decisions", parts=("decisions",)),
            Box(id="wishes", heading="Wishes and feelings", parts=("own_words", "voice")),
        )
    )
    own = by_id(pieces(record()))
    found = pieces(record(), form)
    assert [p.heading for p in found[:2]] == ["Decisions", "Wishes and feelings"]
    assert found[0].text == own["decisions"].text
    for part in ("own_words", "voice"):
        assert own[part].text in found[1].text
        assert own[part].heading in found[1].text  # two parts in a box: each under its own
    assert {p.id for p in found[2:]} == set(own) - {"decisions", "own_words", "voice"}


def test_that_a_part_goes_into_one_box_only() -> None:
    form = PasteForm(
        box=tuple(Box(id=name, heading=name, parts=("home",)) for name in ("first", "second"))
    )
    assert "second" not in by_id(pieces(record(), form))


def test_that_a_table_becomes_lines_with_the_name_of_each_column() -> None:
    review = sample_review(completed_on=TODAY)
    text = by_id(pieces(record()))["decisions"].text
    for number, made in enumerate(review.head.recommendations, 1):
        assert f"{HEADERS[0]} {number}\n{HEADERS[1]}: {made.what}" in text
        assert f"{HEADERS[2]}: {made.who or 'nobody named yet'}" in text


@given(_TEXTS)
def test_that_text_goes_out_letter_for_letter(text: str) -> None:
    assert text_of(paragraph(text)) == text
    assert text_of(Quotation(text=text)) == f"“{text}”"
    assert text_of(Bullets(items=(plain(text),))) == f"- {text}"
    assert text_of(Facts(facts=(fact("Where", text),))) == f"Where: {text}"
    assert text_of(Paragraph(runs=(Run(text=text), Run(text=text)))) == text * 2
    assert cell(text)  # cells are paragraphs and quotations, said above
    found = pieces((Heading(level=1, text="Top"), Heading(level=2, text="One"), paragraph(text)))
    assert [piece.text for piece in found] == [text]


def test_that_a_councils_form_is_read_from_its_folder_and_its_faults_are_named(
    tmp_path: Path,
) -> None:
    own = tmp_path / "paste_in.toml"
    own.write_text('[[box]]\nid = "w"\nheading = "Wishes"\nparts = ["voice"]\n', encoding="utf-8")
    assert load_form(tmp_path).box[0].heading == "Wishes"
    other = tmp_path / "other"
    other.mkdir()
    (other / "paste_in.toml").write_text('[[box]]\nid = "w"\n', encoding="utf-8")
    with pytest.raises(DataFaultError) as told:
        load_form(other)
    assert "paste_in.toml" in told.value.problem
