"""The list of copies: what each person gets, what is kept from them, and keeping more back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from export.going_out import going_out
from models.disclosure import Recipient, RecipientKind, view
from models.edits import Opened, PutAttendance
from models.terms import CopyKind, KeptFact, WithheldWhat
from models.withheld import decision_about
from tests.support.leaks import widgets_with
from tests.support.marked import (
    CARER,
    DAD,
    MANY,
    MUM,
    OPEN,
    SCHOOL,
    WHY,
    Marked,
    marked_case,
    word,
)
from tests.support.memory_program import memory_program, session_of
from ui.withholding.copies_card import CopiesCard
from ui.withholding.keep_card import ANNEX_LINE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.session import ReviewSession

MARKS = (Marked(people=(MUM,)), *(OPEN,) * (MANY - 1))


def shown(qtbot: QtBot, marks: tuple[Marked, ...] = MARKS) -> tuple[CopiesCard, ReviewSession]:
    program = memory_program()
    child, review = marked_case(marks)
    session = session_of(program, Opened(child=child, review=review))
    card = CopiesCard(program)
    qtbot.addWidget(card)
    card.resize(900, 900)
    card.show()
    card.show_session(session)
    return card, session


def test_that_each_person_stands_with_their_copy_and_how_much_is_kept_from_them(
    qtbot: QtBot,
) -> None:
    card, session = shown(qtbot)
    rows = {row.key: row for row in card.list.rows}
    assert list(rows) == [a.person_id for a in session.opened.the_review.head.attendance]
    assert "1 thing is kept from them" in rows[MUM].said
    assert "kept from them" not in rows[DAD].said
    assert rows[SCHOOL].state == CopyKind.DECISIONS_ONLY.label
    assert "the recommendations" in rows[SCHOOL].said


def test_that_what_is_kept_from_one_is_said_with_why_and_by_whom(qtbot: QtBot) -> None:
    card, _ = shown(qtbot)
    card.list.set_current(MUM)
    card.list.current_changed.emit(MUM)
    assert word(0) in card.kept.text()
    assert WHY in card.kept.text()


def test_that_a_fact_ticked_is_kept_from_that_person_and_lines_that_tell_are_listed(
    qtbot: QtBot,
) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)
    card.list.set_current(DAD)
    card.list.current_changed.emit(DAD)
    card.facts.tick(KeptFact.PLACE.value)
    part = next(a for a in session.opened.the_review.head.attendance if a.person_id == DAD)
    assert part.kept_back == (KeptFact.PLACE,)
    assert [row.words for row in card.telling.rows] == [
        f"I asked about {word(n)} twice." for n in (38, 39)
    ]
    with qtbot.waitSignal(card.show_place) as asked:
        card.telling.setFocus()
        card.telling.set_current("0")
        QTest.keyClick(card.telling, Qt.Key.Key_Return)
    assert asked.args == ["iro_view", "n38"]


def test_that_a_section_can_be_left_out_of_one_copy(qtbot: QtBot) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)
    card.list.set_current(DAD)
    card.list.current_changed.emit(DAD)
    card.sections.tick("iro_view")
    opened = session.opened
    dads = Recipient(kind=RecipientKind.PERSON, person_id=DAD)
    copy = view(opened.child, opened.the_review, dads)
    assert "iro_view" not in [record.id for record in copy.review.sections]
    assert copy.parts_withheld


def test_that_documents_are_ticked_for_one_person_and_none_ticked_is_what_is_usual(
    qtbot: QtBot,
) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)

    def dads() -> tuple[str, ...]:
        parts = session.opened.the_review.head.attendance
        return next(a.documents for a in parts if a.person_id == DAD)

    card.list.set_current(DAD)
    card.list.current_changed.emit(DAD)
    assert card.made_of.keys == ("minutes",)
    card.made_of.tick("recommendations")
    assert dads() == ("minutes", "recommendations")
    assert "the recommendations" in card.about.text()
    opened = session.opened
    offered = [i.document_id for i in going_out(opened.child, opened.the_review) if i.copy]
    assert "recommendations" in offered
    card.made_of.tick("recommendations", ticked=False)
    assert dads() == ()
    card.made_of.tick("minutes", ticked=False)
    assert (dads(), card.made_of.keys) == ((), ("minutes",))


def test_that_who_gets_no_copy_is_asked_for_no_document(qtbot: QtBot) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)
    parts = session.opened.the_review.head.attendance
    part = next(a for a in parts if a.person_id == DAD)
    nothing = msgspec.structs.replace(part, copy=CopyKind.NONE, documents=("minutes",))
    session.apply(PutAttendance(attendance=nothing), "giving no copy")
    card.show_session(session)
    card.list.set_current(DAD)
    card.list.current_changed.emit(DAD)
    assert card.made_of.isHidden()
    assert "Nothing is made for them" in card.about.text()
    opened = session.opened
    readers = {i.recipient.person_id for i in going_out(opened.child, opened.the_review) if i.copy}
    assert DAD not in readers


def test_that_whole_things_are_kept_back_by_keys_and_let_be_read_again(qtbot: QtBot) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)
    card.things.setFocus()
    card.things.set_current(f"said.{CARER}")
    QTest.keyClick(card.things, Qt.Key.Key_Return)
    assert not card.card.isHidden()
    card.card.people.tick(MUM)
    card.card.why.setText("He asked.")
    card.card.keep.click()
    one = decision_about(session.opened.child, WithheldWhat.SAID, CARER)
    assert one is not None
    assert (one.withheld_from, one.why, one.review_id) == ((MUM,), "He asked.", "r2")
    assert isinstance(one.on, date)
    assert session.undo_reveals
    row = next(row for row in card.things.rows if row.key == one.id)
    assert row.state == "kept back"
    card.things.chosen.emit(one.id)
    assert card.card.people.keys == (MUM,)
    card.card.free.click()
    assert session.opened.child.withheld == ()


def test_that_an_entry_goes_into_the_annex_and_its_readers_are_ticked(qtbot: QtBot) -> None:
    card, session = shown(qtbot, (OPEN,) * MANY)
    card.things.chosen.emit("unanswered.unanswered26")
    card.card.people.tick(ANNEX_LINE)
    card.card.keep.click()
    card.readers.tick("advocate")
    assert session.opened.the_review.head.annex_for == ("advocate",)
    assert session.opened.child.withheld[0].annex


def test_that_who_gets_nothing_is_said_to_get_nothing(qtbot: QtBot) -> None:
    card, session = shown(qtbot)
    head = session.opened.the_review.head
    kept = tuple(msgspec.structs.replace(a, copy=CopyKind.NONE) for a in head.attendance)
    review = msgspec.structs.replace(
        session.opened.the_review, head=msgspec.structs.replace(head, attendance=kept)
    )
    program = memory_program()
    card.show_session(session_of(program, msgspec.structs.replace(session.opened, review=review)))
    assert "Nothing is made for them" in card.about.text()


def test_that_a_lock_leaves_no_word_of_it(qtbot: QtBot) -> None:
    card, _ = shown(qtbot, (Marked(people=(MUM,)),) * MANY)
    card.things.chosen.emit(f"said.{CARER}")
    card.forget()
    words = [*(word(n) for n in range(MANY)), WHY, "Mona", "Dirk", "Fay", "Kez"]
    assert widgets_with(card, words) == []
