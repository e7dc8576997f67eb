"""The national return in the window: looked over first, chosen by key, and never over what is ours.

Real files are read. Most tests keep their store in memory and read at once; those that are about
stopping, taking and locking run the whole program with its threads and its helper process.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableView
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.app import Heard
from desktop.demo.hands import Hands
from models.case_file import CaseFile
from models.child import Child, Identifiers
from models.edits import Opened
from models.return_preview import PreviewRow
from models.ssda903 import Standing
from models.store_rows import SaveBatch
from models.taking import TakenChild, Took
from tests.support import stores
from tests.support.homes import made_home
from tests.support.leaks import widgets_with
from tests.support.memory_program import memory_program, memory_store, said_by
from tests.support.sample import CHILD_ID, TODAY, sample_case, sample_opened
from tests.support.small_return import (
    EPISODES,
    HEADER,
    episode_row,
    header_row,
    made_return,
    sample_return,
    write,
)
from tests.support.ssda903 import made_return as made_big_return
from tests.support.walk import unnamed
from tests.support.whole import running, unlock
from ui.caseload.page import CaseloadPage
from ui.imports.dropped import Dropped, what_is
from ui.imports.return_panel import ReturnPanel
from ui.imports.return_words import took_words
from ui.item_models.returned import ReturnedModel
from ui.program import Program
from ui.shortcuts import Shortcut
from ui.taking_in_slices import TakingInSlices, next_slice

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><EXPSSDA903><CHILD>&c;</CHILD></EXPSSDA903>'
)


@pytest.fixture
def program() -> Program:
    return memory_program(sample_opened())


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> CaseloadPage:
    made = CaseloadPage(program)
    qtbot.addWidget(made)
    made.resize(1366, 900)
    made.show()
    made.activateWindow()
    made.entered()
    QApplication.processEvents()
    return made


def panel_of(page: CaseloadPage) -> ReturnPanel:
    return page.returned.children


def numbers(page: CaseloadPage) -> list[str]:
    model = panel_of(page).children_list.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [row.la_id for row in rows if row is not None]


def ticked(page: CaseloadPage) -> list[str]:
    taken = panel_of(page).children_list.model.taken
    return [msgspec.json.decode(one.body, type=Child).ids.la_id for one in taken]


def test_that_a_return_is_looked_over_before_anything_is_saved(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    before = dict(memory_store(program).children)
    program.messages.next_paths.append([sample_return(tmp_path / "return")])
    page.returned.choose()
    qtbot.keyClick(panel_of(page).folder, Qt.Key.Key_Space)
    panel = panel_of(page)
    assert panel.facts.text().startswith("41 children: 1 changed, 40 not on your caseload.")
    assert "No reviews are among these files" in panel.facts.text()
    assert numbers(page)[:3] == ["BR-240117", "70000", "70001"]
    assert ticked(page) == ["BR-240117"]  # theirs is ticked, nobody new is
    assert panel.seen.text().splitlines() == [
        "episodes.csv: legal status and homes, 42 rows",
        "header.csv: who the children are, 41 rows",
    ]
    assert memory_store(program).children == before
    assert unnamed(panel) == []


def test_that_what_was_not_read_is_listed_with_file_line_column_and_reason(
    page: CaseloadPage, tmp_path: Path
) -> None:
    page.import_files([sample_return(tmp_path / "return")])
    panel = panel_of(page)
    assert panel.counted.text().startswith("1 place in the files was not taken as it stands")
    model = panel.problem_table.model()
    row = [model.index(0, column).data() for column in range(4)]
    assert row[:3] == ["episodes.csv", "43", "DECOM"]
    assert "31/02/2026" in row[3]
    assert panel.problem.text() == f"episodes.csv, line 43, DECOM: {row[3]}"


def test_that_ones_children_are_ticked_from_a_pasted_list_of_numbers(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.import_files([sample_return(tmp_path / "return")])
    panel = panel_of(page)
    qtbot.keyClick(panel.children_list.none, Qt.Key.Key_Space)
    assert not panel.take.isEnabled()
    qtbot.keyClick(panel.children_list.open_paste, Qt.Key.Key_Space)
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    QApplication.clipboard().setText("70003\r\n70001\r\nbr-240117\t70003; 4711")
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(panel.children_list.tick_these, Qt.Key.Key_Space)
    assert panel.children_list.said.text() == (
        "3 ticked. In neither the files nor your caseload: 4711."
    )
    assert numbers(page) == ["BR-240117", "70001", "70003"]  # only those ticked are shown
    assert panel.take.words == "Take these 3 children"
    qtbot.keyClick(panel.take, Qt.Key.Key_Space)
    kept = {child.ids.la_id for child in memory_store(program).children.values()}
    assert kept == {"BR-240117", "70001", "70003"}


def test_that_rows_are_ticked_by_space_and_by_a_click_on_the_box(
    page: CaseloadPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.import_files([sample_return(tmp_path / "return")])
    table = panel_of(page).children_list.table
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert ticked(page) == []
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert ticked(page) == ["70000", "70001"]
    box = table.visualRect(table.model().index(3, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert ticked(page) == ["70000", "70001", "70002"]
    spoken = table.model().index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Take: ticked"


def test_that_the_filter_and_the_search_say_who_is_ticked_by_all_shown(
    page: CaseloadPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.import_files([sample_return(tmp_path / "return")])
    shown = panel_of(page).children_list
    offered = [shown.filter.itemText(at) for at in range(shown.filter.count())]
    assert offered == [
        "Everybody (41)", "Changed (1)", "New to your caseload (40)", "Only those ticked",
    ]  # fmt: skip
    shown.filter.setCurrentIndex(2)
    qtbot.keyClicks(shown.search, "7003")
    assert numbers(page) == [f"7003{n}" for n in range(10)]
    qtbot.keyClick(shown.all_shown, Qt.Key.Key_Space)
    assert len(ticked(page)) == 11
    qtbot.keyClicks(shown.search, "x")
    assert (numbers(page), shown.chosen.text()) == ([], "No child is shown by this.")


def test_that_a_child_who_is_not_in_the_files_can_not_be_taken_and_stays(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    page.import_files([made_return(tmp_path / "return", ["70001"])])
    model = panel_of(page).children_list.model
    assert model.count(Standing.ABSENT) == 1
    qtbot.keyClick(panel_of(page).children_list.all_shown, Qt.Key.Key_Space)
    assert ticked(page) == ["70001"]
    qtbot.keyClick(panel_of(page).take, Qt.Key.Key_Space)
    assert memory_store(program).children[CHILD_ID] == sample_opened().child


def test_that_taking_is_said_and_the_caseload_shows_them(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    said = said_by(program)
    page.import_files([made_return(tmp_path / "return", ["70001", "70002"])])
    qtbot.keyClick(panel_of(page).children_list.all_shown, Qt.Key.Key_Space)
    qtbot.keyClick(panel_of(page).take, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert said[-1].problem == "2 children were taken from the return."
    assert page.list.model.count == 3
    assert not page.panels.is_open


def in_utf_16(folder: Path) -> Path:
    write(folder / "header.csv", HEADER, [header_row("70001")], "utf-16")
    return write(folder / "episodes.csv", EPISODES, [episode_row("70001")])


def with_semicolons(folder: Path) -> Path:
    header = header_row("70001").replace(",", ";")
    return write(folder / "header.csv", HEADER.replace(",", ";"), [header])


def without_a_column(folder: Path) -> Path:
    return write(folder / "header.csv", "CHILD,SEX,ETHNIC,UPN", ["70001,1,WBRI,"])


def with_a_bomb(folder: Path) -> Path:
    path = folder / "return.xml"
    path.write_text(BOMB, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("dirty", "words", "reads"),
    [
        (in_utf_16, "UTF-16", True),
        (with_semicolons, "Separated by semicolons", True),
        (without_a_column, "without the column DOB", False),
        (with_a_bomb, "document type", False),
    ],
)
def test_that_a_file_that_is_not_as_it_should_be_is_said_and_nothing_is_lost(
    page: CaseloadPage,
    program: Program,
    tmp_path: Path,
    dirty: Callable[[Path], object],
    words: str,
    reads: bool,
) -> None:
    folder = tmp_path / "return"
    folder.mkdir()
    dirty(folder)
    before = dict(memory_store(program).children)
    said = said_by(program)
    page.import_files([folder])
    panel = panel_of(page)
    assert ("70001" in numbers(page)) is reads
    assert words in " ".join([*(m.problem + m.remedy for m in said), panel.seen.text()])
    assert panel.beginning.isVisible() is not reads
    assert memory_store(program).children == before
    page.import_files([made_return(tmp_path / "next", ["70009"])])
    assert "70009" in numbers(page)


def test_that_what_is_not_a_return_is_said(
    page: CaseloadPage, program: Program, tmp_path: Path
) -> None:
    path = write(tmp_path / "shopping.csv", "ITEM,PRICE", ["pond net,12"])
    said = said_by(program)
    page.import_files([path])
    assert "shopping.csv" in said[-1].problem
    assert panel_of(page).beginning.isVisible()


def test_that_files_are_known_by_their_endings_and_a_mixture_is_explained(
    page: CaseloadPage, program: Program, tmp_path: Path
) -> None:
    folder = made_return(tmp_path / "return", ["70001"])
    case = tmp_path / "case.JSON"
    case.write_bytes(msgspec.json.encode(sample_case()))
    assert what_is([case]) is Dropped.CASE
    assert what_is([folder]) is Dropped.RETURN
    assert what_is([folder / "header.csv", tmp_path / "a.XML"]) is Dropped.RETURN
    assert what_is([case, folder]) is Dropped.MIXED
    assert what_is([tmp_path / "minutes.docx"]) is Dropped.UNKNOWN
    said = said_by(program)
    drop(page, case, folder)
    assert said[-1].problem == "These are different kinds of file, so none of them was read."
    assert not page.panels.is_open
    drop(page, folder)
    assert numbers(page) == ["70001", "BR-240117"]


def drop(page: CaseloadPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    page.dropEvent(event)


def test_that_escape_leaves_the_files(page: CaseloadPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.import_files([made_return(tmp_path / "return", ["70001"])])
    qtbot.keyClick(panel_of(page).take, Qt.Key.Key_Escape)
    assert not page.panels.is_open
    assert numbers(page) == []


def test_that_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = ReturnedModel()
    body = TakenChild(body=b"{}")
    rows = [
        PreviewRow(la_id="1", born=date(2026, 1, 1), standing=Standing.NEW, taken=body),
        PreviewRow(
            la_id="2", born=date(2015, 1, 1), standing=Standing.ABSENT, mine=True, name="Bo"
        ),
    ]
    model.show_rows(rows, TODAY)
    assert [model.index(n, 2).data() for n in range(2)] == ["10 months", "11 years"]
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Take: nothing to take"
    qtmodeltester.check(model)


def test_that_what_was_taken_is_said_honestly() -> None:
    assert took_words(Took(taken=1), 1)[0] == "1 child was taken from the return."
    problem, remedy = took_words(Took(taken=80, left=1), 2_675)
    assert problem == "80 of 2,675 children were taken from the return, and stay."
    assert "1 was changed here meanwhile" in remedy
    assert "You stopped before the rest." in remedy


def test_that_taking_stops_after_the_slice_that_is_written_and_counts_what_is_there() -> None:
    asked: list[tuple[int, object]] = []
    told: list[tuple[int, int]] = []
    took: list[Took] = []
    taking = TakingInSlices(
        lambda some, done, failed: asked.append((len(some), done)),
        [TakenChild(body=b"{}")] * 400,
        lambda *part: told.append(part),
        took.append,
        print,
    )
    stop = taking.begin()
    first, done = asked[0]
    done(Took(taken=first - 1, left=1))
    stop()
    second, done = asked[1]
    done(Took(taken=second))
    assert len(asked) == 2
    assert told == [(first, 400), (first + second, 400)]
    assert took == [Took(taken=first - 1 + second, left=1)]


def test_that_slices_grow_only_while_they_are_written_at_once() -> None:
    assert next_slice(40, 0.001) == 60  # step by step, since the next ones may be slower
    assert next_slice(60, 0.04) == 60
    assert next_slice(120, 0.08) == 60  # somebody types, or the disk is slow
    assert next_slice(40, 2.0) == 40
    assert next_slice(150, 0.001) == 160


# -- the whole program


@contextmanager
def opened_program(tmp_path: Path, *cases: CaseFile) -> Iterator[tuple[Heard, Hands]]:
    """Open Heard on a store with these cases, unlocked, at the caseload."""
    with running(made_home(tmp_path / "home", *cases)) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        hands.find(QTableView, "caseload_table" if cases else "import_from_the_national_return")
        yield heard, hands


def read_in(heard: Heard, hands: Hands, folder: Path) -> None:
    """Open the panel and choose the folder."""
    heard.furniture.program.messages.next_paths.append([folder])
    hands.push("import_from_the_national_return")
    hands.push("return_folder")


def shows(heard: Heard, words: str) -> bool:
    labels = heard.window.findChildren(QLabel)
    return any(words in one.text() for one in labels if one.isVisible())


def kept_children(home: Path) -> dict[str, Child]:
    with stores.opened(home) as store:
        return {row.la_id: store.load_child(row.id) for row in store.children()}


def test_that_taking_a_return_again_keeps_what_the_officer_typed(
    tmp_path: Path, qapp: object
) -> None:
    home = tmp_path / "home"
    with opened_program(tmp_path, sample_case()) as (heard, hands):
        read_in(heard, hands, made_return(tmp_path / "first", ["70001"]))
        hands.push("tick_all_shown")
        hands.push("take_children")
        hands.wait(lambda: shows(heard, "1 child was taken"), "the child to be taken")
    child = kept_children(home)["70001"]
    typed = msgspec.structs.replace(child, preferred_name="Bo", about_me="I like newts.")
    with stores.opened(home) as store:
        reviews = store.reviews()
        held = [store.load_review(row.id) for row in reviews]
        store.save(SaveBatch(children=(typed,)))
    with running(home) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        hands.find(QTableView, "caseload_table")
        read_in(heard, hands, made_return(tmp_path / "second", ["70001"], place="K2"))
        hands.find(QTableView, "returned_table")
        assert shows(heard, "1 changed")
        hands.push("take_children")
        hands.wait(lambda: shows(heard, "1 child was taken"), "the child to be taken")
    after = kept_children(home)["70001"]
    assert (after.id, after.preferred_name, after.about_me) == (child.id, "Bo", "I like newts.")
    assert after.homes[-1].place_code == "K2"
    with stores.opened(home) as store:
        assert [store.load_review(row.id) for row in store.reviews()] == held


def test_that_reading_can_be_stopped_and_the_next_return_is_read(
    tmp_path: Path, qapp: object
) -> None:
    big = made_big_return(3, 2_000).write(tmp_path / "big")
    with opened_program(tmp_path, sample_case()) as (heard, hands):
        read_in(heard, hands, big)
        hands.push("stop_import")
        assert shows(heard, "Reading was stopped. Nothing was saved.")
        read_in(heard, hands, made_return(tmp_path / "small", ["70001"]))
        hands.find(QTableView, "returned_table")
        assert shows(heard, "2 children: 1 not on your caseload, 1 on your caseload")
    assert set(kept_children(tmp_path / "home")) == {"BR-240117"}


def test_that_taking_can_be_stopped_and_what_was_taken_stays(tmp_path: Path, qapp: object) -> None:
    big = made_big_return(3, 1_200).write(tmp_path / "big")
    with opened_program(tmp_path, sample_case()) as (heard, hands):
        read_in(heard, hands, big)
        hands.push("tick_all_shown")
        hands.push("take_children")
        hands.push("stop_import")
        hands.wait(lambda: shows(heard, "were taken from the return, and stay."), "the words")
        said = next(
            label.text()
            for label in heard.window.findChildren(QLabel)
            if "were taken from the return, and stay." in label.text()
        )
    taken = set(kept_children(tmp_path / "home")) - {"BR-240117"}
    assert 0 < len(taken) < 1_200
    assert said.startswith(f"{len(taken):,} of ")


def test_that_a_lock_leaves_no_word_of_a_return(tmp_path: Path, qapp: object) -> None:
    folder = sample_return(tmp_path / "return")
    with opened_program(tmp_path, sample_case()) as (heard, hands):
        for moment in ("reading", "looking over", "taking"):
            read_in(heard, hands, folder)
            if moment != "reading":
                hands.push("tick_all_shown")
                assert widgets_with(heard.window, ("70001",))
            if moment == "taking":
                hands.push("take_children")
            hands.press(Shortcut.LOCK)
            hands.wait(lambda: heard.window.page is None, "the lock")
            for _ in range(20):
                QTest.qWait(5)
            assert widgets_with(heard.window, ("Kez", "BR-240117", "7000", "header.csv")) == []
            unlock(heard, hands)
    kept = kept_children(tmp_path / "home")
    assert kept["BR-240117"].about_me == sample_opened().child.about_me


def test_that_no_number_of_a_child_is_told_in_a_message(
    page: CaseloadPage, program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    said = said_by(program)
    page.import_files([sample_return(tmp_path / "return")])
    qtbot.keyClick(panel_of(page).children_list.all_shown, Qt.Key.Key_Space)
    qtbot.keyClick(panel_of(page).take, Qt.Key.Key_Space)
    words = " ".join(f"{m.problem} {m.remedy}" for m in said)
    assert words
    assert "7000" not in words
    assert "Kez" not in words


def test_that_a_child_of_the_caseload_without_a_number_is_not_offered_twice(
    tmp_path: Path, qtbot: QtBot
) -> None:
    child = Child(id="typed", preferred_name="Bo", born=date(2013, 5, 6), ids=Identifiers())
    program = memory_program(Opened(child=child))
    page = CaseloadPage(program)
    qtbot.addWidget(page)
    page.import_files([made_return(tmp_path / "return", ["70001"])])
    assert numbers(page) == ["70001"]
