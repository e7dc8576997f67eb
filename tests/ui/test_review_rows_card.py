"""Review rows of the return in the window: seen first, saved where one says, and known after."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView
from pytestqt.qtbot import QtBot

from desktop.demo.hands import Hands
from models.child import Child, Identifiers, PastReview
from models.edits import Opened
from tests.support.homes import made_home
from tests.support.memory_program import memory_program, memory_store, said_by
from tests.support.sample import sample_case, sample_opened
from tests.support.walk import unnamed
from tests.support.whole import running, unlock
from ui.caseload.page import CaseloadPage
from ui.exporting.review_rows_words import return_year
from ui.program import Program

NAME = "review-rows-2026-04-01-to-2027-03-31.csv"


def other(number: str, code: str = "PN2") -> Opened:
    past = PastReview(id="past", number=1, on=date(2026, 4, 1), participation=code)
    return Opened(
        child=Child(
            id=f"child{number}",
            preferred_name="Noor",
            born=date(2011, 2, 3),
            ids=Identifiers(la_id=number),
            past_reviews=(past,),
        )
    )


@pytest.fixture
def program() -> Program:
    return memory_program(sample_opened(), other("70001"), other("", "PN6"))


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> CaseloadPage:
    made = CaseloadPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 900)
    made.show()
    made.activateWindow()
    made.entered()
    made.returned.show_rows()
    QApplication.processEvents()
    return made


def words_of(page: CaseloadPage) -> list[tuple[str, str, str]]:
    model = page.returned.rows.table.model()
    return [
        tuple(model.index(row, column).data() for column in (0, 2, 4))
        for row in range(model.rowCount())
    ]


def test_that_the_rows_of_this_return_year_are_shown_with_what_stops_one_first(
    page: CaseloadPage,
) -> None:
    assert words_of(page) == [
        ("", "01/04/2026", "left out: the child has no council number"),
        ("BR-240117", "24/11/2026", "left out: the review is not completed yet"),
        ("70001", "01/04/2026", "yes"),
    ]
    card = page.returned.rows
    assert card.counted.text() == "1 row for the file. 2 left out, with the reason beside each."
    assert card.chosen.text() == "Noor: left out: the child has no council number"
    assert unnamed(card) == []


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 4, 1)),
    ],
)
def test_that_the_year_of_the_return_runs_from_april_to_march(today: date, first: date) -> None:
    assert return_year(today) == (first, date(first.year + 1, 3, 31))


def test_that_other_dates_are_typed_and_turned_ones_are_said(
    page: CaseloadPage, qtbot: QtBot
) -> None:
    card = page.returned.rows
    qtbot.keyClick(card.last.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(card.last.edit, "1/4/2026")
    qtbot.keyClick(card.last.edit, Qt.Key.Key_Return)
    assert [on for _, on, _ in words_of(page)] == ["01/04/2026", "01/04/2026"]
    qtbot.keyClick(card.last.edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(card.last.edit, "31/3/2026")
    qtbot.keyClick(card.last.edit, Qt.Key.Key_Return)
    assert card.counted.text() == "The first date comes after the last."
    assert not card.save.isEnabled()


def test_that_the_file_is_saved_whole_and_entered_in_the_register(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    said = said_by(program)
    program.messages.next_paths.append([tmp_path])
    qtbot.keyClick(page.returned.rows.save, Qt.Key.Key_Space)
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).read_bytes() == (
        b"CHILD,DOB,REVIEW,REVIEW_CODE\r\n70001,03/02/2011,01/04/2026,PN2\r\n"
    )
    ((entry, at, sha256),) = memory_store(program).exports.values()
    assert (entry.document, entry.name, entry.child_id) == ("review_rows", NAME, "")
    assert at is not None
    assert sha256
    assert said[-1].problem == f"{NAME} is saved: 1 row."
    assert not page.panels.is_open


def test_that_a_folder_that_is_gone_is_told_and_leaves_no_entry(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    said = said_by(program)
    program.messages.next_paths.append([tmp_path / "gone"])
    qtbot.keyClick(page.returned.rows.save, Qt.Key.Key_Space)
    assert "no longer there" in said[-1].problem
    assert memory_store(program).exports == {}
    assert page.returned.rows.save.isEnabled()


def test_that_nothing_is_left_after_forgetting(page: CaseloadPage) -> None:
    page.forget()
    card = page.returned.rows
    assert card.table.model().rowCount() == 0
    assert not [one.text() for one in card.findChildren(QLabel) if "Noor" in one.text()]
    assert card.first.edit.text() == ""


def test_that_the_rows_come_from_the_store_of_the_whole_program(
    tmp_path: Path, qapp: object
) -> None:
    case = sample_case()
    child = msgspec.structs.replace(case.child, past_reviews=other("1").child.past_reviews)
    home = made_home(tmp_path / "home", msgspec.structs.replace(case, child=child))
    out = tmp_path / "out"
    out.mkdir()
    with running(home) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        hands.find(QTableView, "caseload_table")
        heard.furniture.program.messages.next_paths.append([out])
        hands.push("review_rows_for_the_return")
        hands.push("save_review_rows")
        hands.wait((out / NAME).exists, "the file")
    lines = (out / NAME).read_text(encoding="utf-8").splitlines()
    assert lines == [
        "CHILD,DOB,REVIEW,REVIEW_CODE",
        f"BR-240117,{child.born:%d/%m/%Y},01/04/2026,PN2",
    ]
