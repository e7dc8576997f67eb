"""The caseload: most pressing first, found by name and by word, added to in three ways, by key."""

from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from models.case_file import CaseFile
from models.columns import ListColumns
from models.edits import Opened
from models.errors import UserFacingError
from models.review import SectionRecord
from models.store_rows import CaseloadRow, Found
from models.text import Line
from tests.support.memory_program import (
    memory_program,
    memory_store,
    places_of,
    said_by,
)
from tests.support.sample import (
    CHILD_ID,
    REVIEW_ID,
    TODAY,
    sample_case,
    sample_child,
    sample_opened,
    sample_review,
)
from tests.support.walk import tab_order, unnamed
from ui.caseload.found_delegate import pieces
from ui.caseload.page import CaseloadPage
from ui.item_models.caseload import CELL_ROLE, CaseloadModel
from ui.item_models.found import FoundModel
from ui.kit import Card
from ui.messages import Message
from ui.places import Place, PlaceKind
from ui.program import Program


def other(number: int, name: str, **head: object) -> Opened:
    child = sample_child(id=f"child{number}", preferred_name=name, legal_name="", ledger=())
    review = sample_review(meetings=(), **head)
    return Opened(
        child=child,
        review=msgspec.structs.replace(review, id=f"review{number}", child_id=child.id),
    )


@pytest.fixture
def program() -> Program:
    return memory_program(
        sample_opened(),
        other(1, "Ash", limit=TODAY - timedelta(days=3)),
        other(2, "Noor", limit=TODAY + timedelta(days=60)),
    )


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> CaseloadPage:
    return shown(program, qtbot)


def shown(program: Program, qtbot: QtBot) -> CaseloadPage:
    made = CaseloadPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.entered()
    QApplication.processEvents()
    return made


def names(page: CaseloadPage) -> list[str]:
    rows = [page.list.model.row_at(n) for n in range(page.list.model.rowCount())]
    return [row.child.preferred_name for row in rows if row is not None]


def test_that_the_models_keep_qts_rules(program: Program, qtmodeltester: ModelTester) -> None:
    model = CaseloadModel(program.engine)
    memory_store(program).caseload(lambda rows: model.show_rows(rows, TODAY), print)
    qtmodeltester.check(model)
    found = FoundModel(lambda _: "Kez", lambda _: "Home")
    line = Found(
        child_id="c", review_id=None, section="home", id="l", on=TODAY, kind="", text="a pond",
        highlights=((2, 4),),
    )  # fmt: skip
    found.show_found([line])
    qtmodeltester.check(found)


def test_that_a_meeting_under_way_is_first_and_then_what_is_late(page: CaseloadPage) -> None:
    assert names(page) == ["Kez", "Ash", "Noor"]


def test_that_every_cell_is_spoken(page: CaseloadPage) -> None:
    model = page.list.model
    spoken = [
        model.index(model.row_of("child1"), column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(4)
    ]
    assert spoken[0] == "Ash, 11, with Joanna and Mark Pell"
    assert spoken[1] == "Next: Fifth review"
    assert spoken[2] == "By law: 3 days late, Saturday 21 November 2026"
    assert spoken[3] == "No open recommendations"


def test_that_only_rows_on_the_screen_are_worked_out(qtbot: QtBot) -> None:
    program = memory_program()
    child, review = sample_child(), sample_review(meetings=())
    columns = ListColumns(program.engine)
    child_row, review_row = columns.child_row(child), columns.review_row(review, child)
    rows = [
        CaseloadRow(child=msgspec.structs.replace(child_row, id=f"c{n}"), latest=review_row)
        for n in range(2675)
    ]
    page = shown(program, qtbot)
    page._show(rows)
    QApplication.processEvents()
    page.grab()
    assert page.list.model.shown_count == 2675
    assert 0 < len(page.list.model._cells) < 4 * 40


def test_that_no_panel_is_made_before_it_is_asked_for(page: CaseloadPage) -> None:
    panels = {n for n, made in vars(CaseloadPage).items() if isinstance(made, cached_property)}
    assert "start" in panels
    assert panels.isdisjoint(vars(page))
    assert page.panels.count() == 1
    assert page.findChildren(Card) == [page.side]


def test_that_typing_a_name_leaves_only_that_child(page: CaseloadPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is page.list.search
    qtbot.keyClicks(page.list.search, "noo")
    assert names(page) == ["Noor"]
    page.list.search.clear()
    assert len(names(page)) == 3


def test_that_legal_name_and_council_number_are_searched_too(
    page: CaseloadPage, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.list.search, "kezia")
    assert names(page) == ["Kez"]
    page.list.search.clear()
    qtbot.keyClicks(page.list.search, "br-2401")
    assert len(names(page)) == 3


def test_that_a_word_of_the_records_is_found_and_opened_by_key(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.list.search, "corridor too")
    qtbot.waitUntil(lambda: page.list.found.rowCount() == 3)
    qtbot.keyClick(page.list.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.list.found_list, Qt.Key.Key_Return)
    place = places_of(program)[-1]
    assert (place.kind, place.section) == (PlaceKind.WRITE_UP, "learning")


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("Kez and Bea went down after breakfast and told us about the ", "and told us about the "),
        ("x" * 60 + " ", ""),
        ("x" * 61, "x" * 28),
    ],
)
def test_that_found_words_are_cut_out_where_they_stand_between_words(
    before: str, kept: str
) -> None:
    at = len(before)
    found = Found(
        child_id="c", review_id=None, section="", id="l", on=TODAY, kind="",
        text=f"{before}pond and pond", highlights=((at, 4), (at + 9, 4)),
    )  # fmt: skip
    made = pieces(found)
    assert made[0] == ("…", False)
    assert [words for words, is_found in made if is_found] == ["pond", "pond"]
    assert "".join(words for words, _ in made[1:]) == f"{kept}pond and pond"


def test_that_enter_opens_the_chosen_child(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert places_of(program) == [Place(kind=PlaceKind.CHILD, child_id="child1")]


def test_that_the_side_card_shows_last_words_clocks_and_plans(page: CaseloadPage) -> None:
    side = page.side
    assert side.words.words.text() == "“Mum's Saturdays are good when she isn't tired.”"
    texts = [label.text() for label in side.findChildren(type(side.heading))]
    assert "by Wed 2 Dec" in texts
    assert "Plan B" in texts


def test_that_the_side_cards_buttons_open_the_newest_review(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    for button in (page.side.prepare, page.side.write_up, page.side.export):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    kinds = [place.kind for place in places_of(program)]
    assert kinds == [PlaceKind.PREPARE, PlaceKind.WRITE_UP, PlaceKind.EXPORT]
    assert {place.review_id for place in places_of(program)} == {REVIEW_ID}


def test_that_nothing_focusable_is_without_a_name(page: CaseloadPage, qtbot: QtBot) -> None:
    assert unnamed(page) == []
    page.ask_for_child()
    QApplication.processEvents()
    assert unnamed(page) == []
    empty = shown(memory_program(), qtbot)
    assert unnamed(empty) == []
    assert tab_order(empty) == [
        "Import from the national return…", "Add a child", "Import a case file…",
        "Open the practice caseload",
    ]  # fmt: skip


def test_that_a_child_is_added_by_keyboard_alone(qtbot: QtBot) -> None:
    program = memory_program()
    shown(program, qtbot)
    first = QApplication.focusWidget()
    assert isinstance(first, QPushButton)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    for words in ("Ash", "Ashley Ng", "they/them", "3/7/2019", "2 Nov 2026"):
        qtbot.keyClicks(QApplication.focusWidget(), words)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "Full")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "EM-1")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (child,) = memory_store(program).children.values()
    assert (child.preferred_name, child.legal_name, child.pronouns) == (
        "Ash", "Ashley Ng", "they/them",
    )  # fmt: skip
    assert (child.born, child.became_looked_after) == (date(2019, 7, 3), date(2026, 11, 2))
    assert (child.legal_statuses[0].code, child.ids.la_id) == ("C2", "EM-1")
    assert places_of(program)[-1] == Place(kind=PlaceKind.CHILD, child_id=child.id)


def test_that_what_is_missing_is_said_and_gets_the_focus(qtbot: QtBot) -> None:
    program = memory_program()
    page = shown(program, qtbot)
    page.ask_for_child()
    qtbot.keyClick(page.add_child.name, Qt.Key.Key_Return)
    assert page.add_child.fault.text() == "Write the name they like to be called."
    qtbot.keyClicks(page.add_child.name, "Ash")
    qtbot.keyClick(page.add_child.name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.add_child.born.edit
    qtbot.keyClicks(page.add_child.born.edit, "31/2/2020")
    qtbot.keyClick(page.add_child.born.edit, Qt.Key.Key_Return)
    born = page.add_child.born
    assert born.fault.text() == "There is no 31 February 2020."
    assert page.add_child.fault.isHidden()  # it is said once, beside the field
    born.edit.selectAll()
    qtbot.keyClicks(born.edit, "3/5/2031")
    qtbot.keyClick(born.edit, Qt.Key.Key_Return)
    assert page.add_child.fault.text() == "No baby is due as late as that. Check the year."
    qtbot.keyClick(born.edit, Qt.Key.Key_Backspace)
    assert page.add_child.fault.isHidden()  # what is being put right is not blamed any more
    assert memory_store(program).children == {}


def test_that_escape_leaves_the_form(page: CaseloadPage, qtbot: QtBot) -> None:
    page.ask_for_child()
    QApplication.processEvents()
    qtbot.keyClick(page.add_child.name, Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_that_a_review_is_started_from_the_caseload_with_its_key(
    page: CaseloadPage, program: Program, qtbot: QtBot
) -> None:
    page.list.table.selectRow(page.list.model.row_of("child1"))
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    day = QApplication.focusWidget()
    assert isinstance(day, QLineEdit)
    qtbot.keyClicks(day, "1/12/2026")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    place = places_of(program)[-1]
    assert place.kind is PlaceKind.PREPARE
    review = memory_store(program).reviews[place.review_id or ""]
    assert (review.child_id, review.head.number) == ("child1", 6)
    assert review.head.review_date == date(2026, 12, 1)


def test_that_the_practice_child_is_opened_marked_and_removed_again(qtbot: QtBot) -> None:
    program = memory_program()
    said = said_by(program)
    page = shown(program, qtbot)
    page.empty.practice_wanted.emit()
    qtbot.keyClick(page.case.add, Qt.Key.Key_Space)
    children = memory_store(program).children.values()
    assert [child.preferred_name for child in children] == ["Yonas", "Tamsin", "Rory"]
    assert all(child.practice for child in children)
    page.entered()
    QApplication.processEvents()
    cell = page.list.model.index(page.list.model.first_child, 0).data(CELL_ROLE)
    assert (cell.pill, page.side.practice.isVisible()) == ("practice", True)
    qtbot.keyClick(page.side.remove, Qt.Key.Key_Space)
    assert isinstance(said[-1], Message)
    said[-1].choices[0].chosen()
    assert memory_store(program).children == {}
    QApplication.processEvents()
    assert page.empty.isVisible()


def test_that_only_a_practice_child_can_be_removed_in_one_click(page: CaseloadPage) -> None:
    assert not page.side.remove.isVisible()


def case_path(folder: Path, case: CaseFile) -> Path:
    path = folder / "case.json"
    path.write_bytes(msgspec.json.encode(case))
    return path


def test_that_a_case_file_is_looked_over_before_it_is_added(qtbot: QtBot, tmp_path: Path) -> None:
    program = memory_program()
    page = shown(program, qtbot)
    program.messages.next_paths.append([case_path(tmp_path, sample_case())])
    page.empty.import_wanted.emit()
    assert page.case.isVisible()
    assert memory_store(program).children == {}
    boxes = [box for _, box in page.case._boxes]
    assert [box.text().split(" · ")[0] for box in boxes] == [
        "Fourth review, 2 June 2026", "Fifth review, 24 November 2026",
    ]  # fmt: skip
    assert QApplication.focusWidget() is boxes[0]
    qtbot.keyClick(boxes[0], Qt.Key.Key_Space)
    qtbot.keyClick(page.case.add, Qt.Key.Key_Space)
    assert list(memory_store(program).reviews) == [REVIEW_ID]
    assert places_of(program)[-1].child_id == CHILD_ID


def test_that_what_would_be_replaced_is_said_first(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.import_files([case_path(tmp_path, sample_case())])
    assert "in your caseload already" in page.case.warning.text()
    assert page.case.add.words == "Replace what is there"
    assert "there already" in page.case._boxes[1][1].text()
    assert "there already" not in page.case._boxes[0][1].text()


def test_that_lines_broken_at_import_are_said_in_the_panel(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(memory_program(), qtbot)
    case = sample_case()
    note = Line(id="long", text="bees " * 100_000)
    review = msgspec.structs.replace(
        case.reviews[0], sections=(SectionRecord(id="voice", notes=(note,)),)
    )
    page.import_files(
        [case_path(tmp_path, msgspec.structs.replace(case, reviews=(review, *case.reviews[1:])))]
    )
    assert page.case.warning.isVisible()
    assert "1 very long line was broken into shorter ones" in page.case.warning.text()
    page.import_files([case_path(tmp_path, sample_case())])
    assert "very long" not in page.case.warning.text()


def test_that_a_fault_is_told_with_its_path_and_nothing_is_added(
    qtbot: QtBot, tmp_path: Path
) -> None:
    program = memory_program()
    said = said_by(program)
    page = shown(program, qtbot)
    text = msgspec.json.encode(sample_case()).replace(b'"2015-03-29"', b'"2015-02-30"')
    path = tmp_path / "case.json"
    path.write_bytes(text)
    page.import_files([path])
    assert "$.child.born" in said[-1].problem
    assert memory_store(program).children == {}
    assert not page.case.isVisible()


def test_that_a_file_dropped_on_the_page_is_looked_over(qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(memory_program(), qtbot)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(case_path(tmp_path, sample_case())))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    assert page.case.who.text() == "Kez"


def test_that_a_store_that_cannot_be_read_is_told(qtbot: QtBot) -> None:
    program = memory_program()
    said = said_by(program)
    memory_store(program).fault = UserFacingError("It broke.", "Mend it.")
    shown(program, qtbot)
    assert said[-1].problem == "It broke."


def test_that_nothing_of_a_child_is_left_after_forgetting(page: CaseloadPage) -> None:
    page.forget()
    QApplication.processEvents()
    texts = [label.text() for label in page.findChildren(type(page.side.heading))]
    assert not [text for text in texts if "Kez" in text or "Saturdays" in text]
    assert page.list.model.count == 0
