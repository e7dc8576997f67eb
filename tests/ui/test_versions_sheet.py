"""Earlier states are browsed by keys, set beside now, and brought back without losing anything."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.edits import Field, SpliceText
from models.kept_states import StateKind
from models.text import Line, Mark
from tests.support.memory_program import memory_store
from tests.support.walk import clipped, cut_off, too_small, unnamed
from tests.ui.test_write_up_page import Desk
from ui.kit import KeyButton


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot, section="home")
    yield made
    made.page.close_session()


def keep(desk: Desk) -> None:
    desk.session.flush()
    store = memory_store(desk.program)
    store.states.keep(desk.session.opened, StateKind.AUTO, lambda _: None, lambda _: None)


def press(desk: Desk, words: str) -> None:
    found = [b for b in desk.page.findChildren(KeyButton) if b.words == words and b.isVisible()]
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)


def shown(desk: Desk) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in desk.page.versions.beside.findChildren(QLabel) if one.isVisible()]


def test_that_what_was_reworded_stands_beside_what_it_is_now_and_comes_back(desk: Desk) -> None:
    before = desk.minuted("home")
    keep(desk)
    desk.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    desk.type(" And the garden.")
    after = desk.minuted("home")
    assert after != before
    press(desk, "See earlier states…")
    assert "Changed" in shown(desk)
    assert before[-1] in shown(desk)
    assert after[-1] in shown(desk)
    press(desk, "Bring this text back")
    assert desk.minuted("home") == before
    kept = memory_store(desk.program).states.kept
    assert [one.kind for one in kept.values()][-1] == StateKind.PUT_BACK.value
    desk.session.undo()
    assert desk.minuted("home") == after
    assert "Changed" in shown(desk)


def test_that_all_of_it_comes_back_in_one_step(desk: Desk) -> None:
    before = {name: desk.minuted(name) for name in ("home", "family")}
    keep(desk)
    for name in before:
        line = Line(id=f"new{name}", text="Later.")
        splice = SpliceText(section=name, field=Field.MINUTES, at=0, removed=0, lines=(line,))
        desk.session.apply(splice)
    press(desk, "See earlier states…")
    press(desk, "Bring all of it back")
    assert {name: desk.minuted(name) for name in before} == before
    desk.session.undo()
    assert all(desk.minuted(name)[0] == "Later." for name in before)


def test_that_a_confidential_line_stays_folded_on_both_sides(desk: Desk) -> None:
    secret = Line(id="secret", text="the address", mark=Mark.CONFIDENTIAL)
    splice = SpliceText(section="home", field=Field.MINUTES, at=0, removed=0, lines=(secret,))
    desk.session.apply(splice)
    keep(desk)
    changed = msgspec.structs.replace(secret, text="the new address")
    desk.session.apply(
        SpliceText(section="home", field=Field.MINUTES, at=0, removed=1, lines=(changed,))
    )
    press(desk, "See earlier states…")
    assert shown(desk).count("confidential · 1 line") == 2
    assert not any("address" in words for words in shown(desk))


def test_that_nothing_is_shown_where_nothing_differs_and_nothing_is_kept_is_told(
    desk: Desk,
) -> None:
    memory_store(desk.program).states.kept.clear()
    press(desk, "See earlier states…")
    assert desk.page.versions.none.isVisible()
    desk.page.versions.back.click()
    keep(desk)
    press(desk, "See earlier states…")
    assert shown(desk) == ["Nothing that is written differs from what stands now."]


@pytest.mark.parametrize("size", [(1366, 768), (683, 728)])
def test_that_the_sheet_fits_and_a_lock_leaves_no_word(qtbot: QtBot, size: tuple[int, int]) -> None:
    desk = Desk(qtbot, section="home", size=size)
    keep(desk)
    desk.type(" More of it.")
    desk.page._browse()
    page = desk.page
    assert "Changed" in shown(desk)
    assert (unnamed(page), too_small(page), clipped(page), cut_off(page)) == ([], [], [], [])
    page.close_session()
    assert shown(desk) == []
    assert page.versions.list.rows == ()
