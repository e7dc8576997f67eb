"""What is worth another look is shown, gone to and let be; what is open is answered at signing."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from models.apply import apply
from models.child import Child
from models.edits import Opened, Put
from models.review import IRO_VIEW
from tests.support.memory_program import memory_store
from tests.support.sample import sample_child, sample_opened
from tests.support.walk import clipped, cut_off, too_small, unnamed
from tests.ui.test_write_up_page import Desk, complete
from ui.fields.editors import SessionText
from ui.fields.row_list import RowList
from ui.write_up.checks_card import ChecksCard

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    look(made)
    return made


def look(desk: Desk) -> None:
    """Wait until what was changed last was looked at."""
    desk.session.flush()
    desk.page._look()
    desk.qtbot.waitUntil(lambda: not desk.page.helping.second_look.checking.is_looking)


def card(desk: Desk) -> ChecksCard:
    return desk.page.helping.checks


def told(desk: Desk) -> list[str]:
    return [row.words for row in card(desk).list.rows]


def choose(desk: Desk, words: str, held: Qt.KeyboardModifier | None = None) -> None:
    rows = card(desk).list
    key = next(row.key for row in rows.rows if words in row.words)
    rows.set_current(key)
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return, held or Qt.KeyboardModifier.NoModifier)


def with_other_child(qtbot: QtBot) -> Desk:
    made = Desk(qtbot)
    memory_store(made.program).put(
        Opened(child=sample_child(id="other", preferred_name="Omar", legal_name="Omar Bell"))
    )
    made.page.helping.second_look.forget()
    look(made)
    return made


def test_that_a_slip_in_a_recommendation_is_told_gone_to_and_let_be(desk: Desk) -> None:
    head = desk.session.opened.the_review.head
    one = head.recommendations[0]
    slip = msgspec.structs.replace(
        one, what=f"{one.what} by Saterday", why="Kez’s freind Isla asked"
    )
    desk.session.apply(Put(item=slip), "typing")
    look(desk)
    choose(desk, "Recommendations")
    rows = {row.words: [fact.words for fact in row.facts] for row in card(desk).list.rows}
    assert "Perhaps: Saturday, or" in rows["“Saterday” may be misspelt"][0]
    assert "friend" in rows["“freind” may be misspelt"][0]
    choose(desk, "“Saterday”", CTRL)
    assert not any("“Saterday”" in words for words in told(desk))
    assert "spelling:saterday" in desk.session.opened.the_review.head.dismissed_hints


def test_that_one_word_said_again_and_again_is_one_row_until_the_last_is_gone(desk: Desk) -> None:
    desk.type(" She has a placement; her placement is a placement.")
    look(desk)
    assert [words for words in told(desk) if "placement" in words] == ["“placement”, 3 times"]
    assert card(desk).number == 3
    for words in ("“placement”, 2 times", "“placement”"):
        choose(desk, "“placement”")
        QTest.keyClicks(desk.minutes, "home")
        look(desk)
        assert [one for one in told(desk) if "placement" in one] == [words]


def test_that_words_are_selected_where_they_stand_and_let_be_for_this_record(desk: Desk) -> None:
    checking = desk.page.helping.second_look.checking
    desk.type(" The CAMHS letter came.")
    assert not checking.is_looking  # the page looks once for a burst of letters
    look(desk)
    choose(desk, "“CAMHS”")
    assert desk.focused() == "write_up_minutes"
    assert desk.minutes.textCursor().selectedText() == "CAMHS"
    choose(desk, "“CAMHS”", CTRL)
    assert not any("“CAMHS”" in words for words in told(desk))
    assert "initials:CAMHS" in desk.session.opened.the_review.head.dismissed_hints
    desk.session.undo()
    look(desk)
    assert any("“CAMHS”" in words for words in told(desk))
    desk.page.forget()
    assert told(desk) == []
    assert (checking.findings(), checking.is_looking) == ((), False)


def test_that_names_are_told_everywhere_and_other_parts_are_one_row_each(qtbot: QtBot) -> None:
    desk = with_other_child(qtbot)
    desk.type(" Omar liked the CAMHS letter.")
    look(desk)
    desk.page._go_to("voice")
    assert any("“Omar” is the name of another child" in words for words in told(desk))
    title = next(p.title for p in desk.page.looking.parts if p.id == "home")
    row = next(row for row in card(desk).list.rows if row.words == title)
    assert row.said == f"{title}, 1 to look at"
    choose(desk, title)
    assert desk.section == "home"
    assert any("“CAMHS”" in words for words in told(desk))
    desk.page._go_to("voice")
    choose(desk, "“Omar”")
    assert desk.section == "home"
    assert desk.minutes.textCursor().selectedText() == "Omar"


def test_that_recommendations_unfold_and_open_at_the_words(desk: Desk) -> None:
    first = desk.session.opened.the_review.head.recommendations[0]
    weak = msgspec.structs.replace(first, what="Explore a mentor", follows_line=False)
    desk.session.apply(Put(item=weak), "typing")
    look(desk)
    choose(desk, "Recommendations")
    choose(desk, "“Explore”")
    field = desk.find(SessionText, "recommendation_what")
    assert field.isVisible()
    assert field.textCursor().selectedText() == "Explore"


def test_that_the_record_before_is_known_when_it_is_in_the_store(qtbot: QtBot) -> None:
    opened = complete(sample_opened())
    text = opened.the_review.section("home").minutes[0].text
    again = " ".join([text, "and so it was on every day that we asked her about it"] * 3)
    desk = Desk(qtbot, opened)
    before = msgspec.structs.replace(
        opened.the_review,
        id="before",
        head=msgspec.structs.replace(opened.the_review.head, number=1),
    )
    line = msgspec.structs.replace(before.section("home").minutes[0], text=again, spans=())
    record = msgspec.structs.replace(before.section("home"), minutes=(line,))
    before = msgspec.structs.replace(before, sections=(record,))
    memory_store(desk.program).put(Opened(child=opened.child, review=before))
    desk.page.helping.second_look.forget()
    desk.type(f" {again}")
    look(desk)
    assert any("words as they stood last time" in words for words in told(desk))


# -- ready to send?


def sheet(qtbot: QtBot, child: Child | None = None, *, bare: bool = False) -> Desk:
    opened = complete(sample_opened())
    if child is not None:
        opened = msgspec.structs.replace(opened, child=child)
    if bare:
        second = opened.the_review.head.recommendations[1]
        opened = apply(opened, Put(item=msgspec.structs.replace(second, who="", by=None)))
    desk = Desk(qtbot, opened)
    look(desk)
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    return desk


def open_row(desk: Desk, key: str, name: str = "sign_open") -> None:
    rows = desk.find(RowList, name)
    assert rows.set_current(key), [row.key for row in rows.rows]
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)


def keys(desk: Desk, name: str = "sign_open") -> list[str]:
    return [row.key for row in desk.find(RowList, name).rows]


def test_that_what_is_open_is_answered_where_the_record_is_signed(qtbot: QtBot) -> None:
    plan = msgspec.structs.replace(sample_child().plans[-1], plan_b="")
    desk = sheet(qtbot, sample_child(plans=(plan,)), bare=True)
    second = desk.session.opened.the_review.head.recommendations[1]
    key = f"recommendation.{second.id}"
    open_row(desk, key)
    name = f"ask_{key}".replace(".", "_").lower()
    desk.find(QComboBox, f"{name}_who").setCurrentText(desk.session.opened.child.people[3].name)
    day = desk.find(QLineEdit, f"{name}_date")
    day.setFocus()
    desk.type("4/12/26")
    desk.push(f"{name}_record")
    changed = desk.session.opened.the_review.head.recommendations[1]
    assert (changed.who, changed.by) == (
        desk.session.opened.child.people[3].name,
        date(2026, 12, 4),
    )
    assert key not in keys(desk)
    open_row(desk, "plan_b")
    desk.find(QComboBox, "ask_plan_b_plan").setCurrentIndex(1)
    desk.push("ask_plan_b_record")
    assert "plan_b" not in keys(desk)
    draft = desk.page.looking.draft
    assert draft is not None
    matter = next(k for k in keys(desk) if k in draft.questions and draft.questions[k].offered)
    open_row(desk, matter)
    desk.push(f"ask_{matter}_offer".replace(".", "_").lower())
    desk.press(Qt.Key.Key_Return)
    assert matter not in keys(desk)
    assert matter in {one.id for one in desk.session.opened.the_review.head.not_relevant}
    assert desk.find(QWidget, "sign_sheet").isVisible()


def test_that_what_is_left_open_asks_for_a_reason_that_can_be_taken_back(qtbot: QtBot) -> None:
    desk = sheet(qtbot)
    open_row(desk, IRO_VIEW)
    assert desk.focused() == "ready_go"
    desk.push("ready_leave")
    assert desk.focused() == "ready_reason"
    desk.type("Morag writes it on Friday.")
    desk.press(Qt.Key.Key_Return)
    assert IRO_VIEW not in keys(desk)
    (row,) = [r for r in desk.find(RowList, "ready_left").rows if r.key == IRO_VIEW]
    assert "Morag writes it on Friday." in row.said
    open_row(desk, IRO_VIEW, "ready_left")
    assert IRO_VIEW in keys(desk)
    assert desk.session.opened.the_review.head.left_for_now == ()
    open_row(desk, IRO_VIEW)
    assert desk.focused() == "ready_go"
    desk.press(Qt.Key.Key_Space)
    assert (desk.section, desk.focused()) == (IRO_VIEW, "write_up_minutes")


def test_that_what_is_worth_another_look_is_told_and_nothing_blocks(qtbot: QtBot) -> None:
    opened = complete(sample_opened())
    first = opened.the_review.head.recommendations[0]
    weak = msgspec.structs.replace(first, who="Social worker", person_id=None)
    desk = Desk(qtbot, apply(opened, Put(item=weak)))
    look(desk)
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    (row,) = [r for r in desk.find(RowList, "ready_again").rows if "title" in r.words]
    open_row(desk, row.key, "ready_again")
    desk.find(QLineEdit, "ready_reason").setText("There is none yet.")
    desk.push("ready_leave")
    assert row.key not in keys(desk, "ready_again")
    assert row.key in {one.id for one in desk.session.opened.the_review.head.left_for_now}
    assert len(keys(desk)) > 5
    desk.push("sign_now")
    assert len(desk.session.opened.the_review.head.versions) == 1


def test_that_a_lock_leaves_no_word_of_the_sheet(qtbot: QtBot) -> None:
    desk = sheet(qtbot)
    open_row(desk, IRO_VIEW)
    desk.page.close_session()
    for name in ("sign_open", "ready_again", "ready_left"):
        assert keys(desk, name) == []
    shown = [label.text() for label in desk.page.findChildren(QLabel) if label.isVisible()]
    assert not any("reviewing officer is empty" in words for words in shown)


def test_that_every_answer_fits_half_a_screen_and_is_named(qtbot: QtBot) -> None:
    desk = sheet(qtbot, bare=True)
    desk.window.resize(683, 728)
    for key in [*keys(desk)[:4], IRO_VIEW]:
        open_row(desk, key)
        qtbot.wait(20)
        assert unnamed(desk.page) == []
        assert cut_off(desk.page) == []
        assert too_small(desk.page) == []
        qtbot.waitUntil(lambda: clipped(desk.page.sign_sheet) == [])
