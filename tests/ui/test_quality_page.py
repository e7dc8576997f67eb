"""The team lead's page, driven by keys: documents in, grades and comments kept, feedback out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from export.comments import NewComment, with_comments
from export.reader.document import Spot
from export.reader.reading import read_file
from models.audit import Grade
from models.errors import UserFacingError
from tests.support.documents import exported
from tests.support.memory_audits import MemoryAudits
from tests.support.memory_program import memory_program, memory_store, places_of, said_by
from tests.support.sample import CHILD_ID, sample_child, sample_opened
from tests.support.sent import PASSWORD, sent_documents
from ui.fields.row_list import RowList
from ui.main_window import MainWindow
from ui.places import PlaceKind
from ui.quality.page import QualityPage
from ui.quality.values import Listed
from ui.service.page import ServicePage, year_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from models.audit import Audit

CTRL = Qt.KeyboardModifier.ControlModifier
AT = datetime(2026, 12, 7, tzinfo=UTC)
_W = TypeVar("_W", bound=QWidget)
FULL = UserFacingError("The disk is full.", "Make room.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sent_documents(tmp_path_factory.mktemp("share") / "July reviews")


class Desk:
    """The window with the team lead's page in front."""

    def __init__(self, qtbot: QtBot, size: tuple[int, int] = (1366, 768)) -> None:
        self.qtbot = qtbot
        self.program = memory_program(sample_opened())
        self.said = said_by(self.program)
        self.window = MainWindow()
        self.window.listen(self.program.messages)
        self.page = QualityPage(self.program)
        self.window.add_page(PlaceKind.QUALITY, self.page)
        qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)
        self.window.show_page(PlaceKind.QUALITY)

    @property
    def audits(self) -> MemoryAudits:
        audits = memory_store(self.program).audits
        assert isinstance(audits, MemoryAudits)
        return audits

    @property
    def audit(self) -> Audit:
        assert self.page.work is not None
        return self.page.work.audit

    def find(self, kind: type[_W], name: str) -> _W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def open(self, *paths: Path) -> None:
        self.program.messages.next_paths.append(list(paths))
        self.press(Qt.Key.Key_O, CTRL)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        focused = QApplication.focusWidget() or self.window
        QTest.keyClick(focused, key, held or Qt.KeyboardModifier.NoModifier)

    def type(self, words: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, words)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "BR-240117 minutes.docx"
    path.write_bytes(exported("minutes"))
    return path


def test_that_a_single_document_opens_with_its_questions_and_a_grade_by_one_key(
    desk: Desk, minutes: Path
) -> None:
    desk.open(minutes)
    assert QApplication.focusWidget() is desk.page.desk.questions.list
    question = desk.page.desk.questions.current
    desk.press(Qt.Key.Key_3)
    assert desk.audit.answer(question).grade is Grade.NEEDS_WORK
    desk.press(Qt.Key.Key_1)
    assert desk.audit.answer(question).grade is Grade.STRONG
    desk.press(Qt.Key.Key_1)
    assert desk.audit.answer(question).grade is None


def test_that_what_is_said_is_kept_and_there_again_when_the_document_is_opened_again(
    desk: Desk, minutes: Path
) -> None:
    desk.open(minutes)
    question = desk.page.desk.questions.current
    desk.press(Qt.Key.Key_2)
    desk.find(QWidget, "answer_words").setFocus()
    desk.type("Seen twice.")
    desk.qtbot.waitUntil(lambda: len(desk.audits.kept) == 1)
    desk.page.back()
    assert desk.page.work is None
    (kept,) = desk.audits.kept.values()
    assert kept.answer(question).words == "Seen twice."
    desk.open(minutes)
    assert desk.audit == kept
    assert desk.audit.reference


def test_that_keys_walk_the_questions_and_jump_to_the_words(desk: Desk, minutes: Path) -> None:
    desk.open(minutes)
    questions = desk.page.desk.questions
    first = questions.current
    desk.press(Qt.Key.Key_Period, CTRL)
    assert questions.current != first
    desk.press(Qt.Key.Key_Comma, CTRL)
    assert questions.current == first
    desk.press(Qt.Key.Key_G, CTRL)
    outcome = questions.card.outcome
    assert outcome is not None
    assert outcome.evidence
    chosen = desk.page.desk.document.view.spot()
    assert chosen is not None
    assert (chosen[0].at, chosen[1]) == (outcome.evidence[0].at, outcome.evidence[0].text)


def test_that_a_comment_at_chosen_words_goes_out_as_a_comment_of_word(
    desk: Desk, minutes: Path, tmp_path: Path
) -> None:
    desk.open(minutes)
    desk.press(Qt.Key.Key_G, CTRL)
    quoted = desk.page.desk.document.view.spot()
    assert quoted is not None
    desk.press(Qt.Key.Key_K, CTRL)
    desk.type("Who makes sure?")
    out = tmp_path / "out"
    out.mkdir()
    desk.program.messages.next_paths.append([out])
    assert desk.page.main_action is not None
    desk.page.main_action.trigger()
    copy = next(path for path in out.iterdir() if "with comments" in path.name)
    sheet = next(path for path in out.iterdir() if "feedback" in path.name)
    (comment,) = read_file(copy).comments
    assert (comment.text, comment.passage) == ("Who makes sure?", quoted[1])
    assert "Who makes sure?" in "\n".join(p.text for p in read_file(sheet).paragraphs())
    assert sample_child().preferred_name not in copy.name + sheet.name
    assert desk.audit.returned_on == desk.program.clock.today()


def test_that_a_comment_is_about_what_bears_on_the_question_or_where_the_lead_went(
    desk: Desk, minutes: Path
) -> None:
    desk.open(minutes)
    desk.press(Qt.Key.Key_K, CTRL)
    view = desk.page.desk.document.view
    view.setFocus()
    desk.press(Qt.Key.Key_End, CTRL)
    desk.press(Qt.Key.Key_Return)
    first, last = desk.audit.remarks[:2]
    assert first.spot.quoted == "Missing"
    assert last.spot.quoted == view.document().lastBlock().text()
    view.setTextCursor(view.document().find("wrote her form"))
    view.setFocus()
    desk.press(Qt.Key.Key_Return)
    about = desk.page.desk.remarks.about.text()
    assert about == "Wishes, feelings and own words: “wrote her form”"
    desk.press(Qt.Key.Key_G, CTRL)
    desk.press(Qt.Key.Key_K, CTRL)
    outcome = desk.page.desk.questions.card.outcome
    assert outcome is not None
    assert desk.audit.remarks[3].spot.quoted == outcome.evidence[0].text
    assert desk.audit.remarks[3].question == outcome.question


def test_that_the_way_the_table_is_sorted_is_said_and_turned_by_keys(
    desk: Desk, folder: Path
) -> None:
    desk.open(folder)
    part = desk.page.folder
    assert part.table.accessibleDescription() == "Sorted by Held on, from the last to the first"
    newest = [one.path for one in part.shown]
    part.order.setFocus()
    for _ in range(2):
        desk.press(Qt.Key.Key_Home)
    assert part.table.accessibleDescription() == "Sorted by Document, from the first to the last"
    assert [one.path for one in part.shown] != newest
    titles = [part.order.itemText(at) for at in range(part.order.count())]
    assert titles == [  # nothing that tells one officer from another
        *("Document", "Review", "Held on", "Version", "What Heard reads", "What to know")
    ]


def test_that_tab_goes_through_a_document_as_it_is_read(desk: Desk, minutes: Path) -> None:
    desk.open(minutes)
    desk.find(QWidget, "comment_here").setFocus()
    went = []
    for _ in range(8):
        desk.press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        went.append(focused.objectName())
    order = ("document_view", "tab_questions", "before", "next", "next_to_look_at", "question_list")
    assert went[:6] == list(order)


def test_that_another_folder_is_read_after_one_and_closes_what_was_open(
    desk: Desk, folder: Path, minutes: Path
) -> None:
    desk.open(folder)
    desk.page.open_document(str(folder / "BR-240117 minutes v1.docx"))
    desk.press(Qt.Key.Key_1)
    desk.page.open_document(str(folder / "gone.docx"))
    assert desk.page.work is not None
    assert desk.page.desk.isVisible()
    desk.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    desk.program.messages.next_paths.append([minutes.parent])
    desk.page.folder.another.click()
    assert len(desk.audits.kept) == 1
    assert desk.audit.answers  # the same document, wherever it lies


def test_that_undo_takes_the_last_step_back(desk: Desk, minutes: Path) -> None:
    desk.open(minutes)
    question = desk.page.desk.questions.current
    desk.press(Qt.Key.Key_4)
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.audit.answer(question).grade is None
    desk.press(Qt.Key.Key_Y, CTRL)
    assert desk.audit.answer(question).grade is Grade.NOT_SEEN


def test_that_a_full_disk_keeps_the_document_open_and_says_so(desk: Desk, minutes: Path) -> None:
    desk.open(minutes)
    desk.audits.fault = FULL
    desk.press(Qt.Key.Key_1)
    desk.page.back()
    assert desk.page.work is not None
    assert desk.said[-1].problem == FULL.problem
    desk.audits.fault = None
    desk.page.back()
    assert desk.page.work is None
    assert len(desk.audits.kept) == 1


def test_that_a_folder_lists_every_file_with_why_it_could_not_be_read(
    desk: Desk, folder: Path
) -> None:
    desk.open(folder)
    listed = {one.name: one for one in desk.page.folder.all}
    assert len(listed) == len(list(folder.iterdir()))
    assert all(one.problem and one.remedy for one in listed.values() if not one.is_read)
    assert listed["locked record.docx"].is_locked
    assert not listed["half a document.docx"].is_read
    assert listed["BR-240117 minutes v1.docx"].same_as.endswith("v1 again.docx")
    assert listed["BR-240117 minutes draft.docx"].newer
    assert "not made by Heard" in listed["from another council.docx"].note


def test_that_a_password_opens_a_locked_document_and_stays_in_no_widget(
    desk: Desk, folder: Path
) -> None:
    desk.open(folder)
    desk.page.folder.search.setText("locked")
    desk.press(Qt.Key.Key_Return)
    field = desk.find(QLineEdit, "document_password")
    assert QApplication.focusWidget() is field
    desk.type("not this one")
    desk.press(Qt.Key.Key_Return)
    assert "password" in desk.said[-1].problem
    desk.type(PASSWORD)
    desk.press(Qt.Key.Key_Return)
    assert desk.page.work is not None
    assert not field.text()


def test_that_the_table_sorts_filters_and_goes_out_as_csv(
    desk: Desk, folder: Path, tmp_path: Path
) -> None:
    desk.open(folder)
    part = desk.page.folder
    part.filter.setCurrentIndex(2)
    assert part.shown
    assert not any(one.is_read for one in part.shown)
    part.filter.setCurrentIndex(0)
    part.sort_by(0)
    names = [one.title or one.name for one in part.shown]
    assert names == sorted(names, key=str.casefold)
    desk.program.messages.next_paths.append([tmp_path])
    part.csv.click()
    written = (tmp_path / "documents-read.csv").read_text(encoding="utf-8-sig")
    assert written.count("\n") == len(part.all) + 1
    assert sample_child().preferred_name not in written


def test_that_thousands_of_documents_and_comments_are_listed_near_what_is_in_front(
    desk: Desk, minutes: Path, tmp_path: Path
) -> None:
    many = [NewComment(spot=Spot(at=0), text=f"{n}", author="R", on=AT) for n in range(301)]
    path = tmp_path / "many.docx"
    path.write_bytes(with_comments(minutes.read_bytes(), many))
    desk.open(path)
    remarks = desk.page.desk.remarks
    assert len(remarks.theirs.rows) == 300
    assert remarks.theirs_heading.text().endswith("the first 300 of 301")
    found = [Listed(path=f"{number}", name=f"{number}") for number in range(5_000)]
    found[3_000] = Listed(path=str(path), name="many")
    desk.page.desk.show_documents(found)
    rows = desk.page.desk.list.rows
    assert (rows[0].key, rows[100].key, rows[-1].key) == ("2900", str(path), "3100")


def test_that_what_was_written_is_removed_after_a_question(desk: Desk, minutes: Path) -> None:
    desk.open(minutes)
    desk.press(Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: len(desk.audits.kept) == 1)
    desk.find(QWidget, "remove_audit").click()  # type: ignore[attr-defined]
    (remove, _) = desk.said[-1].choices
    assert desk.audits.kept
    remove.chosen()
    assert not desk.audits.kept
    assert desk.page.work is None
    desk.open(minutes)
    assert desk.audit.is_empty


def test_that_an_empty_folder_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.open(tmp_path)
    assert "no Word document" in desk.said[-1].problem


def test_that_a_lock_leaves_nothing_of_a_document(desk: Desk, folder: Path) -> None:
    desk.open(folder)
    desk.page.open_document(str(folder / "BR-240117 minutes v1.docx"))
    assert desk.page.desk.document.view.toPlainText()
    assert desk.page.work is not None
    desk.page.work.close()
    desk.page.forget()
    assert not desk.page.desk.document.view.toPlainText()
    assert all(not one.rows for one in desk.page.findChildren(RowList))
    assert not desk.page.folder.all
    assert desk.program.answers == ()


def test_that_half_a_screen_has_drawers_for_documents_and_questions(
    qtbot: QtBot, minutes: Path
) -> None:
    desk = Desk(qtbot, (683, 728))
    desk.open(minutes)
    questions = desk.page.desk.questions
    assert QApplication.focusWidget() is desk.page.desk.document.view
    assert not questions.isVisible()
    desk.press(Qt.Key.Key_F4)
    assert questions.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert not questions.isVisible()
    assert QApplication.focusWidget() is desk.page.desk.document.view


def test_that_a_read_version_of_the_same_record_is_mentioned_and_not_taken_over(
    desk: Desk, minutes: Path, tmp_path: Path
) -> None:
    desk.open(minutes)
    desk.press(Qt.Key.Key_1)
    desk.page.back()
    changed = tmp_path / "again.docx"
    changed.write_bytes(exported("recommendations"))
    desk.open(changed)
    assert "before" in desk.said[-1].problem
    assert desk.audit.is_empty


def test_that_the_service_picture_shows_and_saves_without_small_numbers(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened = sample_opened()
    program = memory_program(opened)
    for number in range(7):
        review = msgspec.structs.replace(opened.the_review, id=f"r{number}", child_id=CHILD_ID)
        head = msgspec.structs.replace(review.head, completed_on=program.clock.today())
        memory_store(program).put(
            msgspec.structs.replace(opened, review=msgspec.structs.replace(review, head=head))
        )
    page = ServicePage(program)
    qtbot.addWidget(page)
    page.show()
    page.entered()
    assert page.figures
    assert not any(0 < (n or 0) < 5 for f in page.figures for row in f.rows for n in row.numbers)
    page.small.setChecked(True)
    assert any(0 < (n or 0) < 5 for f in page.figures for row in f.rows for n in row.numbers)
    program.messages.next_paths.append([tmp_path])
    assert page.main_action is not None
    page.main_action.trigger()
    written = next(tmp_path.glob("*.csv")).read_text(encoding="utf-8-sig")
    numbers = [line.rsplit(",", 1)[-1] for line in written.splitlines()[1:]]
    assert not any(number.isdigit() and 0 < int(number) < 5 for number in numbers)
    assert read_file(next(tmp_path.glob("*.docx"))).blocks
    assert places_of(program) == []


def test_that_a_year_of_the_picture_runs_from_april() -> None:
    assert year_of(date(2026, 4, 1)) == (date(2026, 4, 1), date(2027, 3, 31))
    assert year_of(date(2026, 3, 31)) == (date(2025, 4, 1), date(2026, 3, 31))
