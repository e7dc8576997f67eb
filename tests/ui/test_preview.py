"""The preview: the same blocks as the Word file, laid out again only where they changed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import resources
from export.blocks import Block, Heading, Quotation, Table, cell, paragraph
from export.blocks import Column as TableColumn
from export.context import Properties
from export.documents import DOCUMENTS, document, recipient_of
from export.helper_jobs import paper_of_template
from export.job import properties
from export.template import TEMPLATE as TEMPLATE_FILE
from export.template_styles import STYLES as TEMPLATE
from models.disclosure import view
from models.edits import Opened
from tests.support.generate import full_review
from tests.support.letterhead import FONT, NAVY, council_template
from tests.support.memory_program import memory_program, said_by, session_of
from tests.support.sample import TODAY, sample_opened
from ui import theme
from ui.issues import context_for, draft_issue
from ui.preview.house import house_of
from ui.preview.live import LivePreview
from ui.preview.pages import paginate
from ui.preview.paper import OWN, STYLES, Leaf, Paper
from ui.preview.piece import Piece
from ui.preview.units import units
from ui.preview.view import PreviewView

SAID = Properties(
    title="Minutes: A1 · review 2",
    subject="",
    author="Morag Bell",
    reference="A1 · review 2",
    version="1 (draft)",
    council="Brackwell",
    on=TODAY,
    signed=False,
)


class Size(msgspec.Struct, kw_only=True):
    """A piece as paginating sees it."""

    before: float = 0.0
    after: float = 0.0
    height: float = 20.0
    keep_next: bool = False
    breaks: tuple[float, ...] = ()
    lies: bool = False


@st.composite
def sizes(draw: st.DrawFn) -> Size:
    lines = draw(st.integers(1, 90))
    return Size(
        before=draw(st.sampled_from([0.0, 10.0, 27.0])),
        after=draw(st.sampled_from([0.0, 8.0])),
        height=lines * 20.0,
        keep_next=draw(st.booleans()) and lines == 1,
        breaks=tuple(n * 20.0 for n in range(1, lines)) if draw(st.booleans()) else (),
        lies=draw(st.integers(0, 9)) == 0,
    )


@given(st.lists(sizes(), max_size=25), st.booleans())
def test_that_every_piece_stands_whole_and_once_on_pages_that_hold_it(
    pieces: list[Size], endless: bool
) -> None:
    pages = paginate(pieces, Leaf(), endless=endless)
    shown: dict[int, float] = {}
    order: list[int] = []
    for page in pages:
        bottom = 0.0
        for placed in page.placed:
            assert placed.top == shown.get(placed.piece, 0.0)
            assert placed.y >= bottom - 1e-6
            bottom = placed.y + placed.end - placed.top
            shown[placed.piece] = placed.end
            order.append(placed.piece)
        assert endless or bottom <= page.leaf.text_height + 1e-6
    assert shown == {at: piece.height for at, piece in enumerate(pieces)}
    assert order == sorted(order)


def test_that_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    room = Leaf().text_height
    tall = Size(height=room - 30, breaks=())
    pages = paginate([tall, Size(keep_next=True), Size(height=40)], Leaf())
    assert [[placed.piece for placed in page.placed] for page in pages] == [[0], [1, 2]]


def test_that_a_table_that_lies_takes_its_heading_with_it() -> None:
    pages = paginate([Size(), Size(keep_next=True), Size(lies=True), Size()], Leaf())
    assert [[p.piece for p in page.placed] for page in pages] == [[0], [1, 2], [3]]
    assert [page.leaf.width > page.leaf.height for page in pages] == [False, True, False]


def test_that_paper_has_the_styles_of_the_word_template() -> None:
    template = {style.name: style for style in TEMPLATE}
    for name, style in STYLES.items():
        word = template[name]
        assert style.size == (word.size or 12), name
        assert (style.bold, style.fill, style.bar) == (word.bold, word.fill, word.bar), name
        assert style.colour == (word.colour or "1B2430"), name
        assert style.underneath == word.underneath, name
        assert (style.keep_next, style.keep_lines) == (word.keep_next, word.keep_lines), name
        assert style.before == max(word.before, 0), name
        if word.after >= 0:
            assert style.after == word.after, name


def test_that_our_paper_is_what_is_read_of_our_own_template(qapp: object) -> None:
    del qapp
    read = house_of(paper_of_template(resources.path(TEMPLATE_FILE).read_bytes()))
    for name, style in STYLES.items():
        assert msgspec.structs.replace(read.styles[name], family="", left=0) == (
            msgspec.structs.replace(style, left=0)
        ), name
        assert read.styles[name].left == pytest.approx(style.left, abs=0.1)
    sides = msgspec.structs.astuple(read.leaf)
    assert sides == pytest.approx(msgspec.structs.astuple(Leaf()), abs=0.2)
    assert read.head_at == pytest.approx(OWN.head_at, abs=0.1)
    words = [[run.text for run in line.runs] for line in read.foot[0].cells[0]]
    assert ["".join(one) for one in words] == [
        "".join(run.text for run in line.runs) for line in OWN.foot[0].cells[0]
    ]


# -- what is drawn


def blocks_of(opened: Opened, document_id: str) -> tuple[tuple[Block, ...], Properties]:
    program = memory_program(opened)
    kind = document(document_id)
    context = context_for(program, opened, draft_issue(program, opened.the_review))
    disclosed = view(opened.child, opened.the_review, recipient_of(kind, opened.child))
    return kind.build(disclosed, context), properties(kind, disclosed, context)


@pytest.fixture
def shown(qtbot: QtBot) -> PreviewView:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, "light", 100)
    made = PreviewView()
    qtbot.addWidget(made)
    made.resize(580, 700)
    made.show()
    return made


def show(qtbot: QtBot, preview: PreviewView, blocks: tuple[Block, ...]) -> None:
    with qtbot.waitSignal(preview.shown):
        preview.show_blocks(blocks, SAID)


@pytest.mark.parametrize("kind", [kind.id for kind in DOCUMENTS])
@pytest.mark.parametrize("flows", [False, True])
def test_that_every_document_is_drawn_letter_for_letter(
    qtbot: QtBot, kind: str, flows: bool
) -> None:
    del qtbot
    blocks, _ = blocks_of(sample_opened(), kind)
    paper = Paper(flows=flows)
    drawn = "\n".join(Piece(unit, paper).words for unit in units(blocks, paper))
    for block in blocks:
        if isinstance(block, Heading):
            assert block.full_text in drawn
        if isinstance(block, Quotation):
            assert f"“{block.text}”" in drawn.replace("\u2028", "\n")


def test_that_a_word_changed_makes_one_piece_anew(qtbot: QtBot, shown: PreviewView) -> None:
    blocks = tuple(paragraph(f"Paragraph {n}.") for n in range(40))
    show(qtbot, shown, blocks)
    before = shown.pieces
    show(qtbot, shown, (*blocks[:20], paragraph("Changed."), *blocks[21:]))
    now = shown.pieces
    assert [n for n in range(40) if now[n] is not before[n]] == [20]
    assert now[20].words == "Changed."


def test_that_a_change_in_view_moves_nothing_and_one_elsewhere_is_shown(
    qtbot: QtBot, shown: PreviewView
) -> None:
    blocks = [paragraph(f"Paragraph {n}. " + "Words. " * 30) for n in range(60)]
    show(qtbot, shown, tuple(blocks))
    bar = shown.verticalScrollBar()
    bar.setValue(1500)
    assert shown.reading_at is not None
    at = shown.reading_at[0]
    blocks[at + 2] = paragraph("Changed.")
    show(qtbot, shown, tuple(blocks))
    assert bar.value() == 1500
    blocks[50] = paragraph("Changed far below.")
    show(qtbot, shown, tuple(blocks))
    assert shown.reading_at is not None
    assert at < shown.reading_at[0] <= 50


def test_that_the_heading_of_a_section_is_gone_to(qtbot: QtBot, shown: PreviewView) -> None:
    filler = [paragraph("Words. " * 60) for _ in range(30)]
    heading = Heading(level=2, text="Home", number=4, about="home")
    show(qtbot, shown, (*filler, heading, *filler))
    shown.go_to("home")
    assert shown.reading_at is not None
    assert abs(shown.reading_at[0] - 30) <= 1


def test_that_where_pages_have_no_room_the_text_flows_and_tables_are_read(
    qtbot: QtBot, shown: PreviewView
) -> None:
    table = Table(
        caption="Who",
        description="Who.",
        columns=(TableColumn(title="Who", share=1), TableColumn(title="When", share=1)),
        rows=((cell("Jo"), cell("Monday")),),
    )
    show(qtbot, shown, (table,))
    assert not shown.flows
    with qtbot.waitSignal(shown.shown):
        shown.resize(300, 700)
    assert shown.flows
    assert [piece.words for piece in shown.pieces] == ["Who", "Who\nJo\nWhen\nMonday"]


def test_that_nothing_is_made_while_it_is_not_to_be_seen(qtbot: QtBot, shown: PreviewView) -> None:
    shown.hide()
    shown.show_blocks((paragraph("Unseen."),), SAID)
    QApplication.processEvents()
    assert shown.pieces == ()
    with qtbot.waitSignal(shown.shown):
        shown.show()
    assert shown.pieces[0].words == "Unseen."


def test_that_no_slice_of_a_full_record_holds_the_keys_up(qtbot: QtBot, shown: PreviewView) -> None:
    blocks, said = blocks_of(full_review(1), "minutes")
    slices = []
    shown.worked.connect(slices.append)
    with qtbot.waitSignal(shown.shown, timeout=20_000):
        shown.show_blocks(blocks, said)
    assert len(slices) > 5
    assert shown.page_count > 10


def test_that_a_council_template_makes_the_paper(qtbot: QtBot, shown: PreviewView) -> None:
    blocks, _ = blocks_of(sample_opened(), "minutes")
    show(qtbot, shown, blocks)
    own = shown.grab().toImage()
    with qtbot.waitSignal(shown.shown):
        shown.set_house(house_of(paper_of_template(council_template())))
    heading = next(piece for piece in shown.pieces if isinstance(piece.unit, Heading))
    style = heading.paper.style("Heading 1")
    assert (style.family, style.colour) == (FONT, NAVY)
    assert heading.paper.font(style).families()[0] == FONT
    assert heading.width == pytest.approx(heading.paper.leaf.text_width)
    assert heading.paper.leaf.left == pytest.approx(113.4, abs=0.1)
    assert heading.paper.leaf.top == pytest.approx(
        128.8, abs=1
    )  # the letterhead pushes the text down, as in Word
    assert shown.grab().toImage() != own


def test_that_the_live_preview_is_on_the_councils_paper_and_on_ours_when_it_goes(
    qtbot: QtBot,
) -> None:
    program = memory_program(sample_opened())
    program.template = council_template()
    live = LivePreview(program)
    qtbot.addWidget(live)
    live.resize(580, 700)
    live.show_session(session_of(program, sample_opened()))
    with qtbot.waitSignal(live.view.shown):
        live.show()
    assert live.view.pieces[0].paper.style("Heading 1").family == FONT
    program.template = None
    live.hide()
    with qtbot.waitSignal(live.view.shown):
        live.show()
    assert live.view.pieces[0].paper.house is OWN


def test_that_a_template_that_cannot_be_read_is_told_and_ours_is_drawn(qtbot: QtBot) -> None:
    program = memory_program(sample_opened())
    said = said_by(program)
    program.template = b"no Word file"
    live = LivePreview(program)
    qtbot.addWidget(live)
    live.show_session(session_of(program, sample_opened()))
    with qtbot.waitSignal(live.view.shown):
        live.show()
    assert live.view.pieces[0].paper.house is OWN
    assert said


def test_that_forgetting_leaves_no_letter(qtbot: QtBot, shown: PreviewView) -> None:
    show(qtbot, shown, (paragraph("Quillon."),))
    shown.forget()
    assert shown.pieces == ()
    assert "A1" not in shown.accessibleName()
