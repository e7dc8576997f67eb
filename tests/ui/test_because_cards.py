"""What answers the child's words is ticked and unticked where it is written up, also by key."""

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from models.because import Came, answered, still_open
from models.edits import Opened, Put
from models.review import Unanswered
from models.taking_part import ChangeMade
from models.terms import WithheldWhat
from models.text import Quote
from tests.support.sample import sample_opened
from tests.ui.test_prepare_page import shown
from tests.ui.test_write_up_page import Desk, complete
from ui.prepare.views_part import ViewsPart
from ui.withholding.entries import things_of

SAID = "Mum's Saturdays are good when she isn't tired."


def words_in(table: QTableView, row: int, column: int) -> str:
    return str(table.model().index(row, column).data())


def untick(desk: Desk, name: str) -> None:
    box = desk.find(QCheckBox, name)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_that_words_are_ticked_for_an_honest_answer_and_stand_in_its_list(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="differences")
    key = next(one.key for one in still_open(desk.session.opened) if one.text == SAID)
    desk.push("not_this_time_change")
    desk.push("add_an_answer")
    card = desk.page.writing.extras.not_this_time
    assert words_in(card.editor.table, -1 + card.editor.table.model().rowCount(), 0) == (
        "(nothing yet)"
    )
    desk.find(QWidget, "answer_reason").setFocus()
    desk.type("Football is on Sundays")
    box = f"answer_answers_{key}"
    untick(desk, box)
    wish = desk.session.opened.the_review.head.unanswered[-1]
    assert (wish.answers, wish.reason) == ((key,), "Football is on Sundays")
    assert not still_open(desk.session.opened)
    assert words_in(card.editor.table, card.editor.table.model().rowCount() - 1, 0) == f"“{SAID}”"
    untick(desk, box)
    assert [one.key for one in still_open(desk.session.opened)] == [key]
    desk.session.undo()
    assert not still_open(desk.session.opened)
    desk.page.forget()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not desk.page.findChildren(QCheckBox, box)


def test_that_a_change_says_and_unsays_which_words_it_comes_from(qtbot: QtBot) -> None:
    desk = Desk(qtbot, section="voice")
    said = still_open(desk.session.opened)[0]
    desk.push("changes_made_change")
    desk.push("add_a_change")
    untick(desk, f"change_answers_{said.key}")
    assert desk.session.opened.the_review.head.changes[-1].answers == (said.key,)
    untick(desk, f"change_answers_{said.key}")
    assert desk.session.opened.the_review.head.changes[-1].answers == ()


def test_that_an_answer_to_an_entry_of_the_log_can_be_unticked_too(qtbot: QtBot) -> None:
    opened = complete(sample_opened())
    mine = opened.the_review.id
    view = next(v for v in opened.child.views if v.review_id == mine and v.words)
    desk = Desk(qtbot, opened, section="differences")
    desk.push("not_this_time_change")
    assert desk.session.opened.the_review.head.unanswered[0].view_id == view.id
    assert isinstance(view.words, Quote)
    untick(desk, f"answer_answers_{view.words.id}")
    kept = desk.session.opened.the_review.head.unanswered[0]
    assert (kept.view_id, kept.answers) == (None, ())


def test_that_what_was_answered_on_the_spot_can_be_kept_from_somebody() -> None:
    opened = sample_opened()
    edit = answered(opened, still_open(opened)[0].key, Came.NOT_THIS_TIME, "Not yet", "", "u")
    assert isinstance(edit, Put)
    assert isinstance(edit.item, Unanswered)
    head = msgspec.structs.replace(opened.the_review.head, unanswered=(edit.item,))
    review = msgspec.structs.replace(opened.the_review, head=head)
    things = things_of(Opened(child=opened.child, review=review), {})
    assert [one.words for one in things if one.what is WithheldWhat.UNANSWERED] == ["Not yet"]


def test_that_an_entry_that_something_answers_stays_in_the_log(qtbot: QtBot) -> None:
    opened = sample_opened()
    mine = opened.the_review.id
    view = next(v for v in opened.child.views if v.review_id == mine and v.words)
    assert view.words is not None
    page = shown(opened, qtbot)
    part = page.part("views")
    assert isinstance(part, ViewsPart)
    page.session.apply(Put(item=ChangeMade(id="c", what="A lamp", answers=(view.words.id,))), "")
    part.editor.choose_row(0)
    part.editor.choose(view.id)
    assert part.editor.stays.text()
