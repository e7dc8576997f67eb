"""The council's reply is an entry of the ledger, given to all at once or to one with a reason."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from models.apply import apply
from models.calendar import long_date
from models.child import Promise
from models.edits import Opened, Put
from models.terms import CouncilReply
from tests.support.documents import tables
from tests.support.memory_program import memory_program, memory_store
from tests.support.sample import TODAY
from tests.support.walk import too_small, unnamed
from tests.ui.test_export_page import SIGNED, Stand, an_opened, choose, export, offers, shown
from ui.exporting.page import DOCUMENTS
from ui.exporting.replies_card import RepliesCard
from ui.kit import KeyButton

AFTER = 4


def with_promises(count: int = 3) -> Opened:
    opened = an_opened()
    review = opened.the_review
    for number in range(1, count + 1):
        promise = Promise(
            id=f"p{number}",
            review_id=review.id,
            review_number=review.head.number,
            made_on=TODAY,
            number=number,
            what=f"Thing {number}",
            who="Dan Price",
        )
        opened = apply(opened, Put(item=promise))
    return opened


@pytest.fixture
def stand(qtbot: QtBot, tmp_path: Path) -> Stand:
    made = shown(qtbot, tmp_path, with_promises())
    made.page.parts.go(AFTER)
    return made


def card_of(stand: Stand) -> RepliesCard:
    return stand.page.after.replies


def press(stand: Stand, words: str) -> None:
    found = [b for b in card_of(stand).findChildren(KeyButton) if b.words == words]
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)


def replies(stand: Stand) -> list[tuple[str, date | None, str] | None]:
    review = stand.session.opened.the_review
    return [
        (p.reply.reply.value, p.reply.on, p.reply.manager) if p.reply is not None else None
        for p in stand.session.opened.child.ledger
        if p.review_id == review.id
    ]


def test_that_one_key_enters_the_reply_to_all_and_one_undo_takes_it_back(stand: Stand) -> None:
    manager = card_of(stand).findChild(QLineEdit, "replies_manager")
    assert manager is not None
    QTest.keyClicks(manager, "Ada Okoro")
    press(stand, "All agreed")
    assert replies(stand) == [("agreed", TODAY, "Ada Okoro")] * 3
    assert not card_of(stand).all_agreed.isEnabled()
    stand.session.undo()
    assert replies(stand) == [None] * 3


def test_that_one_that_is_not_agreed_keeps_its_reason_and_the_rest_follow(stand: Stand) -> None:
    card = card_of(stand)
    card.list.setFocus()
    QTest.keyClick(card.list, Qt.Key.Key_Down)
    box = card.reply.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData(CouncilReply.NOT_AGREED))
    box.activated.emit(box.currentIndex())
    press(stand, "No reply came to the rest")
    said = [one[0] for one in replies(stand) if one is not None]
    assert said == ["no_reply_deemed", "not_agreed", "no_reply_deemed"]
    assert [row.state for row in card.list.rows][1] == "not agreed"


def test_that_recommendations_of_other_reviews_are_left_alone(stand: Stand) -> None:
    other = msgspec.structs.replace(stand.session.opened.child.ledger[-1], id="o", review_id="else")
    stand.session.apply(Put(item=other))
    assert len(card_of(stand).list.rows) == 3
    press(stand, "All agreed")
    kept = next(p for p in stand.session.opened.child.ledger if p.id == "o")
    assert kept.reply is None


def test_that_it_says_when_there_is_nothing_to_reply_to_and_a_lock_leaves_no_word(
    qtbot: QtBot, stand: Stand, tmp_path: Path
) -> None:
    assert (unnamed(stand.page), too_small(stand.page)) == ([], [])
    stand.page.close_session()
    assert card_of(stand).list.rows == ()
    empty = shown(qtbot, tmp_path)
    empty.page.parts.go(AFTER)
    assert card_of(empty).none.isVisible()


def test_that_replies_entered_after_signing_go_out_on_a_sheet_made_of_what_stands_now(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened = msgspec.structs.replace(with_promises(), review=an_opened(versions=SIGNED).review)
    program = memory_program(opened)
    memory_store(program).signed[opened.the_review.id, 1] = opened
    stand = shown(qtbot, tmp_path, opened, program)
    assert "replies" not in {offer.key for offer in offers(stand.page)}
    stand.page.parts.go(AFTER)
    manager = card_of(stand).findChild(QLineEdit, "replies_manager")
    assert manager is not None
    QTest.keyClicks(manager, "Ada Okoro")
    press(stand, "All agreed")
    stand.page.parts.go(DOCUMENTS)
    choose(stand.page, "replies")
    export(stand.page)
    (made,) = tmp_path.glob("*-replies-v1.docx")
    rows = tables(made.read_bytes())[0][1:]
    assert [row[-1] for row in rows] == [f"Agreed\n{long_date(TODAY)} · Ada Okoro"] * len(rows)
    assert [row.recipient for row in stand.page.register.rows] == ["council"]
