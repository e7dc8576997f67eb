"""The child's voice in the window: logged by one key, answered on the spot, typed up from paper."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.because import Came, still_open
from models.edits import Opened
from models.taking_part import TakingPart
from models.terms import (
    Chairing,
    ChildCopy,
    Coming,
    Communication,
    DutyState,
    Understood,
    ViewMethod,
)
from models.text import Mark
from tests.support.sample import sample_child, sample_opened, sample_review
from tests.ui.test_meeting_page import CTRL, Room, empty_opened
from tests.ui.test_prepare_page import shown
from tests.ui.test_write_up_page import Desk
from ui.fields.row_list import RowList
from ui.meeting.said import SaidCard
from ui.prepare.paper_part import PaperPart
from ui.prepare.taking_part import TakingPartPart
from ui.shortcuts import Shortcut

LOG = Qt.Key.Key_7


def words_on(root: QWidget) -> list[str]:
    return [one.text() for one in root.findChildren(QLabel) if one.isVisible()]


def pick(box: QComboBox, words: str) -> None:
    at = box.findText(words)
    assert at >= 0, words
    box.setCurrentIndex(at)


def test_that_one_key_logs_a_line_and_typing_goes_on(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    room.type("hid behind the sofa")
    room.press(LOG, CTRL)
    assert room.page.editor.hasFocus()
    room.type(" and sang")
    view = room.session.opened.child.views[-1]
    assert (view.method, view.description) == (
        ViewMethod.OBSERVATION,
        "hid behind the sofa and sang",
    )
    assert view.sections == ("home",)


def test_that_the_childs_words_are_logged_as_said_and_undone_in_one_step(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    before = len(room.session.opened.child.views)
    room.press(Qt.Key.Key_1, CTRL)
    room.type("its to loud")
    room.press(LOG, CTRL)
    view = room.session.opened.child.views[-1]
    assert view.method is ViewMethod.SPOKE_IN_MEETING
    assert room.session.quotes[view.quote_id or ""].text == "its to loud"
    room.session.undo()
    assert len(room.session.opened.child.views) == before
    assert room.notes() == [("its to loud", Mark.WORDS)]


def test_that_the_same_key_again_says_more_and_escape_goes_back(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    room.type("hid behind the sofa")
    room.press(LOG, CTRL)
    room.press(LOG, CTRL)
    card = room.page.middle.entry
    assert card.isVisible()
    room.find(QWidget, "quick_view_may_mean").setFocus()
    room.type("the bell scares her")
    assert room.session.opened.child.views[-1].may_mean == "the bell scares her"
    room.press(Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert room.page.editor.hasFocus()


def test_that_a_confidential_line_is_not_logged(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    before = room.session.opened.child.views
    room.type("Dad rang drunk")
    room.press(Qt.Key.Key_5, CTRL)
    room.press(Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    room.press(LOG, CTRL)
    assert room.session.opened.child.views == before


def test_that_a_lock_leaves_no_word_of_an_entry(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    room.type("hid CANARY")
    room.press(LOG, CTRL)
    room.press(LOG, CTRL)
    room.page.forget()
    fields = [one.text() for one in room.page.findChildren(QLineEdit)]
    assert not any("CANARY" in text for text in (*fields, *words_on(room.page)))


def test_that_what_came_of_it_is_said_beside_the_words_by_keyboard(qtbot: QtBot) -> None:
    room = Room(qtbot, section="home")
    left = still_open(room.session.opened)
    assert [one.text for one in left] == ["Mum's Saturdays are good when she isn't tired."]
    card = room.page.right_side.said
    assert card.open_ones.text() == "1 thing has no answer yet."
    card.list.setFocus()
    card.list.set_current(left[0].key)
    card.answer.click()
    pick(card.panel.came, "Not this time, because…")
    field = card.panel.texts[Came.NOT_THIS_TIME]
    field.setFocus()
    room.type("Sunday is football; asked again in March")
    room.press(Qt.Key.Key_Return)
    wish = room.session.opened.the_review.head.unanswered[-1]
    assert (wish.reason, wish.answers) == (
        "Sunday is football; asked again in March",
        (left[0].key,),
    )
    assert not still_open(room.session.opened)
    assert "not this time, and why" in [f.words for row in card.list.rows for f in row.facts]
    room.session.undo()
    assert still_open(room.session.opened) == left


def answering(room: Room) -> tuple[str, SaidCard]:
    """Begin to answer the first thing that nothing answers yet; return its key, and the card."""
    key = still_open(room.session.opened)[0].key
    card = room.page.right_side.said
    card.list.set_current(key)
    card.answer.click()
    return key, card


def test_that_a_new_recommendation_is_made_of_what_is_typed_though_others_are_there(
    qtbot: QtBot,
) -> None:
    room = Room(qtbot, section="home")
    key, card = answering(room)
    assert card.panel.which.currentData()
    card.panel.texts[Came.RECOMMENDATION].setFocus()
    room.type("Ask Mum which days")
    room.press(Qt.Key.Key_Return)
    made = room.session.opened.the_review.head.recommendations[-1]
    assert (made.what, made.answers) == ("Ask Mum which days", (key,))


def test_that_what_was_typed_and_not_put_anywhere_is_kept_when_the_page_is_left(
    qtbot: QtBot,
) -> None:
    room = Room(qtbot, section="home")
    key, card = answering(room)
    pick(card.panel.came, "Not this time, because…")
    card.panel.texts[Came.NOT_THIS_TIME].setFocus()
    room.type("Football is on Sundays")
    room.page.editor.setFocus()
    room.press(Qt.Key.Key_J, CTRL)
    room.type("B7 its to noisy")
    room.page.left()
    wish = room.session.opened.the_review.head.unanswered[-1]
    assert (wish.reason, wish.answers) == ("Football is on Sundays", (key,))
    view = room.session.opened.child.views[-1]
    assert (view.paper, view.words.text if view.words else "") == ("B7", "its to noisy")
    room.page.left()
    assert room.session.opened.the_review.head.unanswered[-1] == wish
    page = shown(sample_opened(), qtbot)
    part = page.part("paper")
    assert isinstance(part, PaperPart)
    part.typing_up.text.setPlainText("B8 I miss Bea")
    page.left()
    assert page.session.opened.child.views[-1].paper == "B8"
    assert part.typing_up.text.words() == "B9 "
    page.left()
    assert page.session.opened.child.views[-1].paper == "B8"


def test_that_an_answer_from_the_write_up_is_undone_there(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    card = desk.page.said
    card.list.set_current(still_open(desk.session.opened)[0].key)
    card.answer.click()
    pick(card.panel.came, "Nothing is asked here")
    card.panel.record.click()
    assert not still_open(desk.session.opened)


def test_that_rights_are_told_with_one_key_and_settle_their_duty(qtbot: QtBot) -> None:
    room = Room(qtbot, section="rights")
    rights = room.find(RowList, "meeting_rights")
    assert rights.isVisible()
    rights.setFocus()
    for right in ("complaint", "court"):
        rights.set_current(right)
        QTest.keyClick(rights, Qt.Key.Key_Return)
    told = {one.id: one.state for one in room.session.opened.the_review.head.rights}
    assert told == {"complaint": DutyState.DONE, "court": DutyState.DONE}
    duties = {row.key: row.state for row in room.page.right_side.duties.duties.list.rows}
    assert duties["rights_explained"].startswith("✓")
    QTest.keyClick(rights, Qt.Key.Key_Return)
    assert room.session.opened.the_review.head.rights[-1].state is DutyState.NOT_DONE
    room.page.show_section("home")
    assert not rights.isVisible()


def test_that_rights_are_asked_once_more_when_the_meeting_ends(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    room.page._completed()
    how = room.find(QLineEdit, "ask_rights_how")
    pick(room.find(QComboBox, "ask_rights_understood"), "Told it back in their own way")
    how.setText("with the picture cards")
    room.find(QAbstractButton, "ask_rights_record").click()
    told = {one.id: one for one in room.session.opened.the_review.head.rights}
    assert told["court"].how == "with the picture cards"
    assert told["court"].understood is Understood.TOLD_BACK
    pick(room.find(QComboBox, "ask_own_copy_form"), "Read together")
    room.find(QAbstractButton, "ask_own_copy_record").click()
    assert room.session.opened.the_review.head.own_copy.forms == (ChildCopy.READ_TOGETHER,)


def test_that_a_number_from_a_consultation_paper_goes_into_the_log(qtbot: QtBot) -> None:
    room = Room(qtbot, empty_opened(), "home")
    room.press(Qt.Key.Key_J, CTRL)
    room.type("B7 its  to noisy ")
    room.press(Qt.Key.Key_Return)
    view = room.session.opened.child.views[-1]
    assert view.words is not None
    assert (view.words.text, view.paper) == ("its  to noisy ", "B7")
    assert room.page.editor.hasFocus()


def test_that_a_paper_is_typed_up_number_after_number_without_a_mouse(qtbot: QtBot) -> None:
    page = shown(sample_opened(), qtbot)
    part = page.part("paper")
    assert isinstance(part, PaperPart)
    text = part.typing_up.text
    text.setFocus()
    for words in ("B7 its to noisy", "I miss Bea", "B19 auntie Jo"):
        if words.startswith("B19"):
            text.clear()
        QTest.keyClicks(text, words)
        QTest.keyClick(text, Qt.Key.Key_Return, CTRL)
    views = [v for v in page.session.opened.child.views if v.paper]
    assert [(v.paper, v.words.text if v.words else "", v.helper) for v in views] == [
        ("B7", "its to noisy", "auntie Jo"),
        ("B8", "I miss Bea", "auntie Jo"),
    ]
    assert [row.words for row in part.typing_up.list.rows] == [
        "B7  “its to noisy”",
        "B8  “I miss Bea”",
    ]
    text.setPlainText("no number")
    QTest.keyClick(text, Qt.Key.Key_Return, CTRL)
    assert text.words() == "no number"
    assert part.typing_up.said.text().startswith("Begin with a number")


def test_that_a_number_typed_up_twice_is_told(qtbot: QtBot) -> None:
    part = shown(sample_opened(), qtbot).part("paper")
    assert isinstance(part, PaperPart)
    said = []
    for words in ("B7 its loud", "B7 its to loud", "B8 Bea"):
        part.typing_up.text.setPlainText(words)
        QTest.keyClick(part.typing_up.text, Qt.Key.Key_Return, CTRL)
        said.append("more than once" in part.typing_up.said.text())
    assert said == [False, True, False]


def test_that_cards_to_chair_from_are_kept_letter_for_letter(qtbot: QtBot) -> None:
    page = shown(sample_opened(), qtbot)
    part = page.part("taking_part")
    assert isinstance(part, TakingPartPart)
    chairs = part.coming.field("chairs")
    assert isinstance(chairs, QComboBox)
    pick(chairs, "Chairs together with me")
    part.scripts.add()
    part.scripts.form.field("text").setFocus()
    QTest.keyClicks(part.scripts.form.field("text"), "my meating")
    head = page.session.opened.the_review.head
    assert head.taking_part.chairs is Chairing.CO_CHAIRS
    assert head.taking_part.scripts[0].text == "my meating"
    paper = page.part("paper")
    assert isinstance(paper, PaperPart)
    assert paper.ticks["paper_chair_kit"].isChecked()


def test_that_fields_are_shown_for_the_child_they_fit(qtbot: QtBot) -> None:
    plain = shown(sample_opened(), qtbot).part("taking_part")
    assert isinstance(plain, TakingPartPart)
    assert plain._signs.isHidden()
    assert plain._interpreter.isHidden()
    assert plain._inside.isHidden()
    assert plain._chair.isHidden()
    child = sample_child(communication=(Communication.PECS, Communication.BSL))
    signs = shown(Opened(child=child, review=sample_review()), qtbot).part("taking_part")
    assert isinstance(signs, TakingPartPart)
    assert not signs._signs.isHidden()
    assert not signs._interpreter.isHidden()


def test_that_the_meeting_says_how_the_child_takes_part_and_when_to_break(qtbot: QtBot) -> None:
    part = TakingPart(coming=Coming.NO, instead="A call on Friday", break_after=20)
    head = msgspec.structs.replace(sample_review().head, taking_part=part)
    opened = Opened(
        child=sample_child(), review=msgspec.structs.replace(sample_review(), head=head)
    )
    room = Room(qtbot, opened)
    card = room.page.right_side.part
    assert "Instead: A call on Friday" in card.lines.text()
    now = room.program.clock.now()
    card.show_time(now, now)
    assert card.time.text() == "Next break in 20 minutes."
    room.page.forget()
    assert words_on(card) == []


def test_that_a_usual_review_has_no_card_about_taking_part(qtbot: QtBot) -> None:
    assert Room(qtbot).page.right_side.part.isHidden()


def test_that_an_unfinished_entry_is_completed_beside_the_write_up(qtbot: QtBot) -> None:
    child = sample_child()
    first = next(v for v in child.views if v.review_id == sample_review().id)
    seen = msgspec.structs.replace(
        first,
        id="vseen",
        words=None,
        quote_id=None,
        method=ViewMethod.OBSERVATION,
        description="hid",
        checked_back=None,
    )
    child = msgspec.structs.replace(child, views=(*child.views, seen))
    desk = Desk(qtbot, Opened(child=child, review=sample_review()), section="voice")
    card = desk.page.writing.extras.unfinished
    assert card.summary.text() == "1 entry lacks something."
    card.unfold()
    card.list.set_current("vseen")
    for name, words in (("may_mean", "tired"), ("could_also_mean", "the dog")):
        field = card.form.field(name)
        field.setFocus()
        QTest.keyClicks(field, words)
    checked = card.form.field("checked_back")
    assert isinstance(checked, QComboBox)
    pick(checked, "Yes")
    assert card.summary.text() == "Every entry is complete."
    view = next(v for v in desk.session.opened.child.views if v.id == "vseen")
    assert (view.may_mean, view.could_also_mean) == ("tired", "the dog")


def test_that_no_key_means_two_things() -> None:
    """Members of one value would be one member, and neither would work."""
    assert list(Shortcut.__members__) == [key.name for key in Shortcut]
