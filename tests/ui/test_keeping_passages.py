"""Keeping a passage from somebody: by keys, on a part or a line, and it stays kept when edited."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.disclosure import Recipient, RecipientKind, view
from models.edits import Field, Opened
from models.review import SectionRecord
from models.text import Line, Mark, Quote, SpanKind
from models.withheld import Keeping
from tests.support.memory_program import memory_program, session_of
from tests.support.sample import DAD, MUM, sample_child, sample_review
from ui.editor import SectionEditor
from ui.withholding.keep_card import ANNEX_LINE
from ui.withholding.passage import PassageKeeping

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LINE = Line(id="l", text="Maud is asked on Tuesday")
WORDS = Line(id="w", mark=Mark.WORDS, quote="q")
QUOTE = Quote(id="q", text="I miss Maud")


class Room:
    """An editor of minutes with its card beneath, and the keyboard in it."""

    def __init__(self, qtbot: QtBot, *lines: Line) -> None:
        program = memory_program()
        quotes = (QUOTE,) if WORDS in lines else ()
        record = SectionRecord(id="home", minutes=lines, quotes=quotes)
        review = msgspec.structs.replace(sample_review(), sections=(record,))
        self.session = session_of(program, Opened(child=sample_child(), review=review))
        self.window = QWidget()
        self.pane = SectionEditor(program.messages, program.clock)
        self.editor = self.pane.editor
        self.keeping = PassageKeeping(self.editor, program.clock, lambda: "Morag Bell")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.pane)
        layout.addWidget(self.keeping)
        qtbot.addWidget(self.window)
        self.editor.show_text(self.session, "home", Field.MINUTES, "Home, minutes")
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.editor.setFocus()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.session.opened.the_review.section("home").minutes

    def keep(self, *keys: str, why: str = "") -> None:
        self.keeping.ask()
        for key in keys:
            self.keeping.card.people.tick(key)
        self.keeping.card.why.setText(why)
        self.keeping.card.keep.click()

    def read_by(self, person: str | None) -> list[str]:
        kind = RecipientKind.PERSON if person else RecipientKind.COUNCIL
        opened = self.session.opened
        reader = Recipient(kind=kind, person_id=person)
        return [
            line.text
            for line in view(opened.child, opened.the_review, reader).review.section("home").minutes
        ]


def test_that_a_selection_is_kept_from_the_people_ticked_with_who_decided_and_why(
    qtbot: QtBot,
) -> None:
    room = Room(qtbot, LINE)
    room.editor.select(0, 0, 4)
    room.keep(MUM, why="Her brother asked.")
    (span,) = room.lines[0].spans
    assert (span.start, span.length, span.kind) == (0, 4, SpanKind.WITHHELD)
    assert (span.withheld_from, span.why, span.by) == ((MUM,), "Her brother asked.", "Morag Bell")
    assert isinstance(span.on, date)
    assert room.read_by(MUM) == ["is asked on Tuesday"]
    assert room.read_by(DAD) == room.read_by(None) == [LINE.text]


def test_that_without_a_selection_the_line_is_kept_and_everybody_means_the_annex(
    qtbot: QtBot,
) -> None:
    room = Room(qtbot, LINE)
    room.keep(ANNEX_LINE, why="Safeguarding.")
    assert room.lines[0].mark is Mark.CONFIDENTIAL
    assert room.lines[0].spans[0].why == "Safeguarding."
    assert room.read_by(None) == []
    room.editor.put_caret(0)
    room.editor.mark(Mark.NOTE)
    assert room.lines[0] == LINE


def test_that_a_quotation_is_kept_as_a_whole(qtbot: QtBot) -> None:
    room = Room(qtbot, WORDS)
    room.editor.select(0, 2, 4)
    room.keep(MUM)
    assert room.lines[0].spans[0].withheld_from == (MUM,)
    assert room.read_by(MUM) == []
    assert room.read_by(DAD) == [""]


def test_that_what_was_decided_is_shown_again_and_can_be_taken_back(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE)
    room.keep(MUM, DAD, why="Not yet.")
    room.editor.put_caret(0)
    assert "Not yet." in room.keeping.kept.text()
    room.keeping.ask()
    assert set(room.keeping.card.people.keys) == {MUM, DAD}
    assert room.keeping.card.why.text() == "Not yet."
    room.keeping.card.free.click()
    assert room.lines == (LINE,)
    assert room.editor.hasFocus()


def test_that_everybody_and_somebody_are_never_ticked_together(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE)
    room.keeping.ask()
    people = room.keeping.card.people
    people.tick(MUM)
    people.tick(ANNEX_LINE)
    assert people.keys == (ANNEX_LINE,)
    people.tick(DAD)
    assert people.keys == (DAD,)


def test_that_nothing_is_kept_while_nobody_is_ticked_and_escape_leaves_it(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE)
    room.keeping.ask()
    room.keeping.card.keep.click()
    assert room.keeping.card.fault.text()
    QTest.keyClick(room.keeping.card.people, Qt.Key.Key_Escape)
    assert room.keeping.card.isHidden()
    assert room.lines == (LINE,)


def test_that_keys_alone_tick_and_keep(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE)
    room.keeping.ask()
    people = room.keeping.card.people
    assert people.hasFocus()
    QTest.keyClick(people, Qt.Key.Key_Down)
    QTest.keyClick(people, Qt.Key.Key_Space)
    first = room.session.opened.child.people[0].id
    assert people.keys == (first,)
    QTest.keyClick(people, Qt.Key.Key_Tab)
    assert room.keeping.card.why.hasFocus()
    QTest.keyClicks(room.keeping.card.why, "for now")
    QTest.keyClick(room.keeping.card.why, Qt.Key.Key_Return)
    assert room.lines[0].spans[0].withheld_from == (first,)


@pytest.mark.parametrize("typed", ["first", " ", "\r"])
def test_that_typing_at_the_end_and_undoing_keep_a_kept_line_kept(qtbot: QtBot, typed: str) -> None:
    room = Room(qtbot, LINE)
    room.keep(MUM)
    room.editor.put_caret(0)
    QTest.keyClicks(room.editor, typed) if typed != "\r" else QTest.keyClick(
        room.editor, Qt.Key.Key_Return
    )
    assert room.read_by(MUM) in ([], [""])
    room.session.undo()
    assert room.read_by(MUM) == []
    assert room.session.undo_reveals


def test_that_what_is_copied_from_a_kept_line_is_kept_where_it_is_put(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE, Line(id="n", text="So: "))
    room.editor.put_caret(0)
    room.keep(MUM)
    room.editor.select(0, 0, 13)
    copied = room.editor.createMimeDataFromSelection()
    room.editor.put_caret(1)
    data = QMimeData()
    for form in copied.formats():
        data.setData(form, copied.data(form))
    room.editor.insertFromMimeData(data)
    assert room.lines[1].text == "So: Maud is asked"
    assert room.read_by(MUM) == ["So:"]
    assert room.read_by(DAD)[1] == "So: Maud is asked"


def test_that_a_lock_leaves_no_word_in_the_card(qtbot: QtBot) -> None:
    room = Room(qtbot, LINE)
    room.editor.keep_back(Keeping(people=(MUM,), why="Zorv"))
    room.editor.put_caret(0)
    room.keeping.ask()
    room.keeping.forget()
    card = room.keeping.card
    assert not card.people.keys
    assert card.people.model().rowCount() == 0
    assert [card.why.text(), card.about.text(), room.keeping.kept.text()] == ["", "", ""]
