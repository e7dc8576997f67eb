"""The editor of lines, driven by keys: what is typed is what the session holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.edits import Field, Opened, SetHead
from models.review import SectionRecord
from models.text import LONGEST_LINE, Line, Mark, Quote, Span, SpanKind, shown
from tests.support.memory_program import memory_program, said_by, session_of
from tests.support.sample import sample_child, sample_review
from ui.editor import SectionEditor
from ui.editor.paste import LARGEST_SECTION, LINES_FORMAT
from ui.shortcuts import Shortcut, action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from ui.editor import LinesEditor
    from ui.messages import Message
    from ui.session import ReviewSession

WORDS = Line(id="w", mark=Mark.WORDS, quote="q")
QUOTE = Quote(id="q", text="I want swiming", source="in the den")
SECRET = Line(id="s", text="Dad was arrested", mark=Mark.CONFIDENTIAL)
NOTE = Line(id="n", text="Jo is kind")
WORRY = Line(id="y", text="the stairs", mark=Mark.WORRY)


class Desk:
    """An editor on a section with these notes, with the keyboard in it."""

    def __init__(
        self, qtbot: QtBot, *lines: Line, field: Field = Field.NOTES, written_up: bool = False
    ) -> None:
        program = memory_program()
        review = sample_review(write_up_opened=program.clock.now() if written_up else None)
        texts = {field.value: lines, "quotes": (QUOTE,) if WORDS in lines else ()}
        record = SectionRecord(id="home", **texts)  # type: ignore[arg-type] - by name of the field
        review = msgspec.structs.replace(review, sections=(record,))
        opened = Opened(child=sample_child(preferred_name="Leo"), review=review)
        self.field = field
        self.session: ReviewSession = session_of(program, opened)
        self.said: list[Message] = said_by(program)
        self.window = QWidget()
        self.pane = SectionEditor(program.messages, program.clock)
        self.other = QWidget()
        self.other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.pane)
        layout.addWidget(self.other)
        self.window.resize(700, 500)
        self.editor: LinesEditor = self.pane.editor
        qtbot.addWidget(self.window)
        self.window.show()
        self.editor.show_text(self.session, "home", field, "Home, notes")
        self.editor.setFocus()
        qtbot.waitUntil(self.editor.hasFocus)

    @property
    def lines(self) -> tuple[Line, ...]:
        record = self.session.opened.the_review.section("home")
        return record.notes if self.field is Field.NOTES else record.minutes

    @property
    def texts(self) -> list[str]:
        return [shown(line, self.session.quotes) for line in self.lines]

    @property
    def blocks(self) -> list[str]:
        document = self.editor.document()
        return [document.findBlockByNumber(n).text() for n in range(document.blockCount())]

    @property
    def marks(self) -> list[Mark]:
        return [line.mark for line in self.lines]

    def keys(self, *keys: Qt.Key | str, held: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.editor, key)
            else:
                QTest.keyClick(self.editor, key, held or Qt.KeyboardModifier.NoModifier)

    def caret(self, line: int, column: int = 0) -> None:
        self.editor.put_caret(line, at_end=False)
        for _ in range(column):
            self.keys(Qt.Key.Key_Right)

    def paste(self, data: QMimeData) -> None:
        self.editor.insertFromMimeData(data)

    def paste_text(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        self.paste(data)


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def accessible_text() -> Iterator[None]:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


def test_that_each_line_typed_is_a_line_of_the_session(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.keys("Leo showed me", Qt.Key.Key_Return, "the den")
    assert desk.texts == ["Leo showed me", "the den"] == desk.blocks
    desk.keys(Qt.Key.Key_Home, Qt.Key.Key_Backspace)
    assert desk.texts == ["Leo showed methe den"]


def test_that_a_line_break_inside_a_line_is_a_line_feed_of_that_line(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.keys("one")
    desk.keys(Qt.Key.Key_Return, held=SHIFT)
    desk.keys("two")
    assert desk.texts == ["one\ntwo"]


def test_that_spaces_of_every_kind_and_letters_beyond_the_basic_plane_stay(qtbot: QtBot) -> None:
    desk = Desk(qtbot, Line(id="a", text="a\u00a0b 👩🏽‍🚀 ŵ"))
    desk.keys("x")
    assert desk.texts == ["a\u00a0b 👩🏽‍🚀 ŵx"]
    desk.caret(0, 4)
    desk.keys("y")
    assert desk.texts == ["a\u00a0b y👩🏽‍🚀 ŵx"]


def test_that_undo_and_redo_are_the_sessions_and_put_back_identical_values(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, WORDS)
    before = desk.session.opened
    desk.keys(" for good", Qt.Key.Key_Return, "more")
    after = desk.session.opened
    while desk.session.opened is not before:
        desk.session.undo()
    assert desk.blocks == ["Jo is kind", "I want swiming"]
    while desk.session.opened is not after:
        desk.session.redo()
    assert desk.blocks == desk.texts


def test_that_undo_keys_are_left_to_the_window(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE)
    pressed: list[str] = []
    action(desk.window, "Undo", Shortcut.UNDO, lambda: pressed.append("undo"))
    desk.keys("x")
    desk.keys(Qt.Key.Key_Z, held=CTRL)
    assert (pressed, desk.texts) == (["undo"], ["Jo is kindx"])


def test_that_undoing_a_confidential_mark_or_part_is_known_to_reveal(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE)
    desk.keys("!")
    assert not desk.session.undo_reveals
    desk.editor.select(0, 0, 2)
    desk.editor.mark(Mark.CONFIDENTIAL)
    assert desk.session.undo_reveals
    desk.session.undo()
    assert desk.blocks == ["Jo is kind!"]
    desk.editor.mark(Mark.CONFIDENTIAL)
    assert desk.session.undo_reveals


def test_that_a_confidential_line_folds_when_the_caret_leaves_and_opens_on_return(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, SECRET, NOTE)
    assert desk.blocks == ["confidential · 1 line", "Jo is kind"]
    desk.keys(Qt.Key.Key_Up)
    assert desk.blocks == ["Dad was arrested", "Jo is kind"]
    desk.keys(Qt.Key.Key_End, "!", Qt.Key.Key_Down)
    assert desk.blocks == ["confidential · 1 line", "Jo is kind"]
    assert desk.texts == ["Dad was arrested!", "Jo is kind"]


def test_that_a_click_opens_a_folded_line_and_leaving_the_editor_folds_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, SECRET, NOTE)
    rect = desk.editor.cursorRect(QTextCursor(desk.editor.document().begin()))
    QTest.mouseClick(
        desk.editor.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        rect.center() + QPoint(20, 0),
    )
    assert desk.blocks[0] == "Dad was arrested"
    desk.other.setFocus()
    assert desk.blocks[0] == "confidential · 1 line"
    assert desk.texts[0] == "Dad was arrested"


def test_that_folded_letters_are_not_in_the_accessible_text(
    qtbot: QtBot, accessible_text: None
) -> None:
    desk = Desk(qtbot, SECRET, NOTE)
    interface = QAccessible.queryAccessibleInterface(desk.editor)
    text = interface.textInterface()
    assert "arrested" not in text.text(0, text.characterCount())
    assert interface.text(QAccessible.Text.Name) == "Home, notes"


def test_that_worries_and_partly_confidential_lines_fold_while_the_child_is_beside(
    qtbot: QtBot,
) -> None:
    span = Span(start=0, length=2, kind=SpanKind.CONFIDENTIAL)
    desk = Desk(qtbot, WORRY, msgspec.structs.replace(NOTE, spans=(span,)), Line(id="z", text="z"))
    assert desk.blocks == ["the stairs", "Jo is kind", "z"]
    desk.editor.set_child_beside(beside=True)
    assert desk.blocks == ["worry · 1 line", "confidential · 1 line", "z"]
    desk.editor.set_child_beside(beside=False)
    assert desk.blocks == desk.texts


def test_that_joining_with_a_folded_line_joins_its_letters_and_stays_confidential(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, SECRET, NOTE)
    desk.caret(1)
    desk.keys(Qt.Key.Key_Backspace)
    assert desk.texts == ["Dad was arrestedJo is kind"]
    assert desk.marks == [Mark.CONFIDENTIAL]


def test_that_selecting_over_a_folded_line_and_deleting_takes_it_out_whole(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, SECRET, Line(id="z", text="zebra"))
    desk.caret(0, 3)
    desk.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home, held=SHIFT)
    desk.keys(Qt.Key.Key_Delete)
    assert desk.texts == ["Jo zebra"]


@pytest.mark.parametrize("mark", [Mark.WORDS, Mark.WORRY, Mark.FOLLOW_UP, Mark.RECOMMENDATION])
def test_that_a_mark_is_shown_beside_text_that_stays(qtbot: QtBot, mark: Mark) -> None:
    desk = Desk(qtbot, NOTE)
    desk.editor.mark(mark)
    assert desk.marks == [mark]
    assert desk.blocks == ["Jo is kind"]
    desk.keys("!")
    assert desk.texts == ["Jo is kind!"]


def test_that_marking_an_empty_section_gives_it_a_line_to_type_in(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.editor.mark(Mark.WORRY)
    desk.keys("the stairs")
    assert (desk.texts, desk.marks) == (["the stairs"], [Mark.WORRY])


def test_that_marking_several_selected_lines_marks_each(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, Line(id="z", text="z"))
    desk.editor.selectAll()
    desk.editor.mark(Mark.WORRY)
    assert desk.marks == [Mark.WORRY, Mark.WORRY]


def test_that_a_selection_in_a_line_can_be_made_confidential_and_typed_around(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, NOTE)
    desk.editor.select(0, 3, 2)
    desk.editor.mark(Mark.CONFIDENTIAL)
    desk.caret(0)
    desk.keys("So ")
    (span,) = desk.lines[0].spans
    assert desk.texts[0][span.start : span.end] == "is"
    assert desk.editor.accessibleDescription() == "Part of this line is confidential."


def test_that_words_made_confidential_stay_a_quotation(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS)
    desk.editor.mark(Mark.CONFIDENTIAL)
    assert desk.marks == [Mark.WORDS]
    assert desk.lines[0].spans == (Span(start=0, length=14, kind=SpanKind.CONFIDENTIAL),)
    desk.editor.mark(Mark.NOTE)
    assert desk.lines == (WORDS,)


def test_that_backspace_after_a_quotation_does_not_join_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS, NOTE)
    desk.caret(1)
    desk.keys(Qt.Key.Key_Backspace)
    desk.keys(Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Delete)
    assert desk.lines == (WORDS, NOTE)


def test_that_an_empty_line_beside_a_quotation_goes_with_backspace(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS, Line(id="e"), NOTE)
    desk.caret(1)
    desk.keys(Qt.Key.Key_Backspace)
    assert desk.lines == (WORDS, NOTE)


def test_that_quotations_are_edited_freely_before_the_write_up(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS)
    desk.keys(Qt.Key.Key_End, " on Saterdays")
    assert desk.texts == ["I want swiming on Saterdays"]
    assert desk.session.quotes["q"].changes == ()


@pytest.mark.parametrize("key", ["x", Qt.Key.Key_Backspace, Qt.Key.Key_Delete])
def test_that_no_key_changes_letters_of_a_quotation_in_the_minutes(
    qtbot: QtBot, key: Qt.Key | str
) -> None:
    desk = Desk(qtbot, NOTE, WORDS, field=Field.MINUTES)
    desk.caret(1, 3)
    desk.keys(key)
    desk.keys(Qt.Key.Key_Left)
    assert desk.session.quotes["q"] == QUOTE
    assert desk.lines == (NOTE, WORDS)
    assert desk.blocks == ["Jo is kind", "I want swiming"]


def test_that_a_whole_quotation_can_be_taken_out_of_the_minutes(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, WORDS, WORRY, field=Field.MINUTES)
    desk.caret(1, 3)
    desk.keys(Qt.Key.Key_Delete, Qt.Key.Key_Delete)
    assert desk.lines == (NOTE, WORRY)
    assert desk.blocks == ["Jo is kind", "the stairs"]


def test_that_cutting_through_a_quotation_in_the_minutes_is_refused(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, WORDS, field=Field.MINUTES)
    desk.caret(0, 3)
    desk.keys(Qt.Key.Key_Down, held=SHIFT)
    desk.keys(Qt.Key.Key_X, held=CTRL)
    desk.keys("x")
    assert desk.lines == (NOTE, WORDS)
    assert "stay as they were said" in desk.said[-1].problem


def test_that_even_a_change_that_no_key_made_cannot_alter_a_quotation(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, WORDS, field=Field.MINUTES)
    cursor = QTextCursor(desk.editor.document().findBlockByNumber(1))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, 4)
    cursor.removeSelectedText()
    assert desk.lines == (NOTE, WORDS)
    assert desk.blocks == ["Jo is kind", "I want swiming"]


def test_that_enter_in_a_kept_quotation_opens_a_line_after_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS, NOTE, field=Field.MINUTES)
    desk.caret(0, 2)
    desk.keys(Qt.Key.Key_Return, "new")
    assert desk.texts == ["I want swiming", "new", "Jo is kind"]


def test_that_after_the_write_up_a_change_of_words_asks_for_a_reason(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS, written_up=True)
    desk.keys(Qt.Key.Key_End, "x")
    card = desk.pane.correction
    assert card.isVisible()
    assert desk.session.quotes["q"] == QUOTE
    card.words.setPlainText("I want swimming")
    card.reason.setFocus()
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert card.fault.isVisible()
    QTest.keyClicks(card.reason, "misheard")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    changed = desk.session.quotes["q"]
    assert (changed.text, changed.changes[0].reason) == ("I want swimming", "misheard")
    assert desk.blocks == ["I want swimming"]
    assert not card.isVisible()


def test_that_a_paste_is_plain_cleaned_and_said(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='http://example.org/x.png'>")
    data.setText("one\x00\r\n\ttwo\u00a0\ufdd0three\n")
    desk.paste(data)
    assert desk.texts == ["one", "\ttwo\u00a0three"]
    assert "2 characters" in desk.said[-1].problem
    desk.paste_text("x")
    assert desk.editor.currentCharFormat().fontWeight() != 700


def test_that_html_alone_becomes_its_words(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    data = QMimeData()
    data.setHtml(
        "<html><head><link rel='stylesheet' href='http://example.org/s.css'></head><body>"
        "<p>one&nbsp;<b>bold</b></p><p>t<img src='file:///etc/passwd'>wo<br>lines</p>"
        "<table><tr><td>a</td><td>b</td></tr></table></body></html>"
    )
    desk.paste(data)
    assert desk.texts == ["one\u00a0bold", "two", "lines", "a", "b"]
    assert not desk.said


def test_that_nothing_is_ever_loaded_for_a_document(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    assert desk.editor.loadResource(2, QUrl("file:///etc/hosts")) is None


def test_that_a_megabyte_in_one_line_is_broken_into_lines_and_not_a_letter_is_lost(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    text = "swimming on Saturdays " * 50_000
    desk.paste_text(text)
    assert "".join(desk.texts) == text
    assert max(map(len, desk.texts)) <= LONGEST_LINE
    assert "broken into shorter ones" in desk.said[-1].problem


def test_that_more_than_a_section_holds_is_refused_and_nothing_changes(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE)
    desk.paste_text("line of text\n" * 400_000)
    assert desk.lines == (NOTE,)
    assert f"{LARGEST_SECTION:,}" in desk.said[-1].problem
    assert "still on the clipboard" in desk.said[-1].remedy


def test_that_what_an_input_method_hands_over_at_once_is_no_more_than_a_paste(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    for text in ("swimming " * 1_000, "x" * (LARGEST_SECTION + 1)):
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QGuiApplication.sendEvent(desk.editor, commit)
        assert "".join(desk.texts) == "swimming " * 1_000
        assert max(map(len, desk.texts)) <= LONGEST_LINE
    assert "broken into shorter ones" in desk.said[0].problem
    assert "too much to paste" in desk.said[1].problem


def test_that_cut_and_pasted_confidential_words_stay_confidential(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, SECRET)
    desk.caret(1, 4)
    desk.keys(Qt.Key.Key_End, held=SHIFT)
    desk.keys(Qt.Key.Key_X, held=CTRL)
    assert desk.texts == ["Jo is kind", "Dad "]
    desk.caret(0, 3)
    data = QGuiApplication.clipboard().mimeData()
    desk.paste(data)
    assert desk.texts[0] == "Jo was arrestedis kind"
    (span,) = desk.lines[0].spans
    assert desk.texts[0][span.start : span.end] == "was arrested"


def test_that_lines_that_call_themselves_ours_are_cleaned_counted_and_broken_too(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    data = QMimeData()
    data.setText("seen by all")
    long = "swimming " * 500
    ours = json.dumps([["secret\x00 \ud800one", True], [long, False]])
    data.setData(LINES_FORMAT, ours.encode())
    desk.paste(data)
    assert desk.texts[0] == "secret one"
    assert desk.lines[0].spans[0].length == len("secret one")
    assert "".join(desk.texts[1:]) == long
    assert max(map(len, desk.texts)) <= LONGEST_LINE
    assert "2 characters" in desk.said[-1].problem
    assert "broken into shorter ones" in desk.said[-1].problem
    data.setData(LINES_FORMAT, json.dumps([["x" * (LARGEST_SECTION + 1), True]]).encode())
    before = desk.lines
    desk.paste(data)
    assert desk.lines == before
    assert "too much to paste" in desk.said[-1].problem


@pytest.mark.parametrize(
    "ours",
    [b"", b"\xff", b"{", b"[" * 100_000, b"[]", b"null", b'[["a"]]', b'[["a", 1]]', b"[[1, true]]"],
    ids=lambda ours: repr(ours[:12]),
)
def test_that_lines_that_only_call_themselves_ours_are_pasted_as_plain_text(
    qtbot: QtBot, ours: bytes
) -> None:
    desk = Desk(qtbot)
    data = QMimeData()
    data.setText("what\nwas copied")
    data.setData(LINES_FORMAT, ours)
    desk.paste(data)
    assert desk.texts == ["what", "was copied"]


def test_that_a_copy_over_folded_lines_shows_no_letter_of_them_outside_heard(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, NOTE, SECRET, Line(id="z", text="zebra"))
    desk.editor.selectAll()
    data = desk.editor.createMimeDataFromSelection()
    assert data.text() == "Jo is kind\nconfidential · 1 line\nzebra"


def test_that_a_change_from_elsewhere_shows_and_leaves_the_caret(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, Line(id="z", text="zebra"))
    desk.caret(1, 2)
    head = desk.session.opened.the_review.head
    desk.session.apply(SetHead(head=msgspec.structs.replace(head, chair="Leo")))
    desk.keys("x")
    assert desk.texts[1] == "zexbra"


def test_that_closing_lets_go_of_every_letter(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, SECRET)
    desk.pane.forget()
    assert desk.blocks == [""]
    desk.keys("x")
    assert desk.blocks == [""]
    assert desk.texts == ["Jo is kind", "Dad was arrested"]


def test_that_tab_leaves_the_editor(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE)
    desk.keys(Qt.Key.Key_Tab)
    assert not desk.editor.hasFocus()
    assert desk.texts == ["Jo is kind"]


def test_that_a_section_opened_after_another_shows_only_its_own(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE, SECRET)
    desk.editor.show_text(desk.session, "health", Field.NOTES, "Health, notes")
    assert desk.blocks == [""]
    desk.keys("teeth")
    health = desk.session.opened.the_review.section("health").notes
    assert [line.text for line in health] == ["teeth"]
    assert desk.texts == ["Jo is kind", "Dad was arrested"]


def test_that_paste_keys_paste(qtbot: QtBot) -> None:
    desk = Desk(qtbot, NOTE)
    QGuiApplication.clipboard().setText(" and fair")
    QTest.keySequence(desk.editor, QKeySequence(QKeySequence.StandardKey.Paste))
    assert desk.texts == ["Jo is kind and fair"]


@pytest.mark.parametrize("line", [WORDS, SECRET, WORRY])
@pytest.mark.parametrize("typed", ["New", "N"])
def test_that_what_is_typed_on_arriving_is_no_part_of_a_marked_line(
    qtbot: QtBot, line: Line, typed: str
) -> None:
    desk = Desk(qtbot, NOTE, line)
    desk.keys(typed)
    assert [kept.mark for kept in desk.lines] == [Mark.NOTE, line.mark, Mark.NOTE]
    assert desk.lines[1] == line
    assert desk.session.quotes.get("q", QUOTE) == QUOTE
    assert desk.lines[2].text == typed


def test_that_a_paste_on_arriving_is_no_part_of_a_marked_line(qtbot: QtBot) -> None:
    desk = Desk(qtbot, WORDS)
    desk.paste_text("from a report")
    assert desk.lines[0] == WORDS
    assert desk.lines[1].text == "from a report"


def test_that_a_line_goes_on_where_somebody_went_to_it_or_it_is_a_plain_note(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot, NOTE)
    desk.keys("!")
    assert [kept.text for kept in desk.lines] == ["Jo is kind!"]
    desk = Desk(qtbot, WORRY)
    desk.keys(Qt.Key.Key_End, "!")
    assert [kept.text for kept in desk.lines] == ["the stairs!"]


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ('He said "I hate needles" and cried', ["He said", "I hate needles", "and cried"]),
        ('He said "I hate needles"', ["He said", "I hate needles"]),
        ('"I hate needles"', ["I hate needles"]),
    ],
)
@pytest.mark.parametrize("column", [0, 12])
def test_that_nothing_typed_after_marking_lands_in_the_words_between_quotation_marks(
    qtbot: QtBot, line: str, lines: list[str], column: int
) -> None:
    desk = Desk(qtbot)
    desk.keys(line, Qt.Key.Key_Return)
    desk.caret(0, column)
    desk.editor.mark(Mark.WORDS)
    desk.keys(Qt.Key.Key_Down, "next")
    assert desk.texts == [*lines, "next"]
    desk = Desk(qtbot)
    desk.keys(line)
    desk.editor.mark(Mark.WORDS)
    desk.keys("!")
    assert desk.session.quotes[desk.lines[lines.index("I hate needles")].quote or ""].text == (
        "I hate needles"
    )
    assert "".join(desk.texts) == "".join(lines) + "!"


def test_that_a_line_marked_without_quotation_marks_goes_on(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.keys("I hate")
    desk.editor.mark(Mark.WORDS)
    desk.keys(" needles")
    assert desk.texts == ["I hate needles"]
