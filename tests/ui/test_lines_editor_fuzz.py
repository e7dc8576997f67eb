"""Whatever is typed, pasted, marked and undone: screen and session agree, and secrets stay in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest

from models.edits import Field, Opened
from models.review import SectionRecord
from models.text import Line, Mark, Quote, Span, SpanKind, shown
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import sample_child, sample_review
from ui.editor import SectionEditor
from ui.editor.looks import folded_words
from ui.editor.reading import to_block

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier
SECRET = "ZQ"
"""Letters that nothing but the confidential line holds and no step types."""

KEPT = "VJ"
"""Letters that nothing but the line withheld from mum holds and no step types."""

KEYS = st.one_of(
    st.tuples(
        st.just("key"), st.sampled_from([Qt.Key.Key_Return, Qt.Key.Key_Backspace]), st.just(PLAIN)
    ),
    st.tuples(
        st.just("key"),
        st.sampled_from(
            [
                *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up),
                *(Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End),
            ]
        ),
        st.sampled_from([PLAIN, SHIFT]),
    ),
    st.tuples(
        st.just("key"),
        st.sampled_from([Qt.Key.Key_Delete, Qt.Key.Key_X]),
        st.sampled_from([PLAIN, CTRL]),
    ),
    st.tuples(st.just("type"), st.sampled_from(["a", "bc ", '"d"']), st.just(PLAIN)),
    st.tuples(st.just("paste"), st.sampled_from(["p\nq", "r", "é👩🏽‍🚀\u00a0"]), st.just(PLAIN)),
    st.tuples(
        st.just("mark"),
        st.sampled_from([m for m in Mark if m is not Mark.CONFIDENTIAL]),
        st.just(PLAIN),
    ),
    st.tuples(st.just("undo"), st.just(""), st.just(PLAIN)),
    st.tuples(st.just("beside"), st.just(""), st.just(PLAIN)),
)


FROM_MUM = Span(start=0, length=len(KEPT), kind=SpanKind.WITHHELD, withheld_from=("mum",))


def opened(*, written_up: bool) -> Opened:
    program_clock = memory_program().clock
    review = sample_review(write_up_opened=program_clock.now() if written_up else None)
    lines = (
        Line(id="n", text="one two"),
        Line(id="s", text=SECRET, mark=Mark.CONFIDENTIAL),
        Line(id="w", mark=Mark.WORDS, quote="q"),
        Line(id="k", text=KEPT, spans=(FROM_MUM,)),
        Line(id="y", text="three", mark=Mark.WORRY),
    )
    quotes = (Quote(id="q", text="swiming"),)
    record = SectionRecord(id="home", notes=lines, minutes=(), quotes=quotes)
    review = msgspec.structs.replace(review, sections=(record,))
    return Opened(child=sample_child(), review=review)


@pytest.mark.parametrize("written_up", [False, True])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(KEYS, max_size=25), has_focus=st.booleans())
def test_that_screen_and_session_agree_and_no_confidential_letter_gets_out(
    qapp: QApplication,
    written_up: bool,
    steps: list[tuple[str, object, Qt.KeyboardModifier]],
    has_focus: bool,
) -> None:
    program = memory_program()
    session = session_of(program, opened(written_up=written_up))
    pane = SectionEditor(program.messages, program.clock)
    try:
        pane.resize(500, 400)
        pane.show()
        editor = pane.editor
        editor.show_text(session, "home", Field.NOTES, "Home, notes")
        if has_focus:
            pane.activateWindow()
            editor.setFocus()
            qapp.processEvents()
            assert editor.hasFocus()
        unmarked = False
        for kind, what, held in steps:
            if kind == "key":
                assert isinstance(what, Qt.Key)
                if what is not Qt.Key.Key_X or held is CTRL:
                    QTest.keyClick(editor, what, held)
            elif kind == "type":
                QTest.keyClicks(editor, str(what))
            elif kind == "paste":
                data = QMimeData()
                data.setText(str(what))
                editor.insertFromMimeData(data)
            elif kind == "mark":
                assert isinstance(what, Mark)
                unmarked = unmarked or _in_secret(editor)
                editor.mark(what)
            elif kind == "undo":
                session.undo()
            else:
                editor.set_child_beside(beside=not editor.child_beside)
            check(pane, session, unmarked=unmarked, written_up=written_up)
    finally:
        pane.forget()
        pane.hide()
        pane.deleteLater()


def _in_secret(editor: object) -> bool:
    """Whether marking now would take the confidential mark away, as anyone may."""
    cursor = editor.textCursor()  # type: ignore[attr-defined] - a LinesEditor
    document = editor.document()  # type: ignore[attr-defined] - as above
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    lines = editor.lines[first : last + 1]  # type: ignore[attr-defined] - as above
    return any(
        line.mark is Mark.CONFIDENTIAL or any(s.kind is SpanKind.CONFIDENTIAL for s in line.spans)
        for line in lines
    )


def check(pane: SectionEditor, session: object, *, unmarked: bool, written_up: bool) -> None:
    editor = pane.editor
    quotes = session.quotes  # type: ignore[attr-defined] - a ReviewSession
    lines = editor.lines
    document = editor.document()
    blocks = [document.findBlockByNumber(n).text() for n in range(document.blockCount())]
    wanted = [
        folded_words(line) if line.id in editor.sheet.folded else to_block(shown(line, quotes))
        for line in lines
    ]
    assert blocks == (wanted or [""])
    assert len({line.id for line in lines}) == len(lines)
    if written_up:
        assert all(quote.text == "swiming" for quote in quotes.values() if quote.id == "q")
    for line in lines:
        for at, letter in enumerate(shown(line, quotes)):
            kept = any("mum" in s.withheld_from and s.start <= at < s.end for s in line.spans)
            assert kept or line.mark is Mark.CONFIDENTIAL or letter not in KEPT
    if not unmarked:
        for line in lines:
            text = shown(line, quotes)
            for at, letter in enumerate(text):
                secret = line.mark is Mark.CONFIDENTIAL or any(
                    s.start <= at < s.end for s in line.spans
                )
                assert secret or letter not in SECRET
        plain = editor.createMimeDataFromSelection().text()
        folded = SECRET not in "".join(blocks)
        assert not (folded and SECRET in plain)
