"""The Export page: what goes out, for whom, under which password, and what follows from it."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from typing_extensions import override

from export.documents import DOCUMENTS
from export.reading import visible_text
from models.edits import Opened
from models.errors import UserFacingError
from models.removing import cleared
from models.review import SignedVersion
from models.terms import CopyKind
from tests.support.leaks import widgets_with
from tests.support.memory_program import (
    memory_program,
    memory_store,
    places_of,
    said_by,
    session_of,
)
from tests.support.sample import TODAY, sample_child, sample_clock, sample_review
from ui.background import Failed, InlineWorker
from ui.exporting.page import CHECK, CLEAR, PASTE, REGISTER, ExportPage
from ui.exporting.page import DOCUMENTS as FIRST
from ui.places import PlaceKind
from ui.program import Program
from ui.session import ReviewSession
from ui.shortcuts import Shortcut

_T = TypeVar("_T")
PASSWORD = "granite otter lantern pickle"
SIGNED = (SignedVersion(number=1, signed_at=sample_clock().now(), by="Morag Bell"),)


def an_opened(**head: Any) -> Opened:
    review = sample_review(completed_on=TODAY)
    review = msgspec.structs.replace(review, head=msgspec.structs.replace(review.head, **head))
    child = msgspec.structs.replace(sample_child(), disputes=())
    return Opened(child=child, review=review)


class Stand(msgspec.Struct):
    """The page in front of a program of its own."""

    page: ExportPage
    program: Program
    session: ReviewSession


def shown(
    qtbot: QtBot, folder: Path, opened: Opened | None = None, program: Program | None = None
) -> Stand:
    opened = opened or an_opened()
    program = program or memory_program(opened)
    session = session_of(program, opened)
    page = ExportPage(program)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    page.open(session)
    page.entered()
    page.documents.folder.setText(str(folder))
    return Stand(page=page, program=program, session=session)


def press(page: ExportPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    QTest.keyClick(button, Qt.Key.Key_Space)


def export(page: ExportPage) -> None:
    assert page.main_action is not None
    assert page.main_action.isEnabled()
    page.main_action.trigger()


def ticked(page: ExportPage) -> list[str]:
    return [offer.key for offer in offers(page) if offer.ticked]


def offers(page: ExportPage) -> Any:
    model = page.documents.table.model()
    return model.offers  # type: ignore[attr-defined]


def states(page: ExportPage) -> dict[str, str]:
    return {offer.key: offer.state for offer in offers(page)}


def choose(page: ExportPage, *keys: str) -> None:
    """Tick exactly these rows with the keyboard."""
    table = page.documents.table
    table.setFocus()
    for row, offer in enumerate(offers(page)):
        table.setCurrentIndex(table.model().index(row, 1))
        if offer.ticked != (offer.key in keys):
            QTest.keyClick(table, Qt.Key.Key_Space)


def test_that_every_document_of_the_record_is_offered_and_each_person_with_a_copy(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    keys = [offer.key for offer in offers(stand.page)]
    of_record = [kind.id for kind in DOCUMENTS if not kind.tells_later]
    assert keys[: len(of_record)] == of_record
    head = stand.session.opened.the_review.head
    wanted = {
        CopyKind.FULL: "minutes",
        CopyKind.PART: "minutes",
        CopyKind.ADDRESS_WITHHELD: "minutes",
        CopyKind.DECISIONS_ONLY: "recommendations",
    }
    assert keys[len(of_record) :] == [
        f"{wanted[a.copy]}@{a.person_id}" for a in head.attendance if a.copy in wanted
    ]


def test_that_documents_are_chosen_and_made_by_keyboard_and_registered(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "recommendations", "one_page")
    export(stand.page)
    made = sorted(tmp_path.glob("*.docx"))
    assert len(made) == 2
    assert not any("Kez" in path.name for path in made)
    rows = stand.page.register.rows
    assert {row.sha256 for row in rows} == {
        hashlib.sha256(path.read_bytes()).hexdigest() for path in made
    }
    assert {(row.document, row.recipient) for row in rows} == {
        ("recommendations", "council"),
        ("one_page", "child"),
    }
    assert states(stand.page)["recommendations"] == "made"
    assert not list(tmp_path.glob("*.tmp"))


def test_that_the_choices_are_remembered_for_this_child_and_hold_no_content(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "letter")
    export(stand.page)
    kept = memory_store(stand.program).choices[stand.session.opened.child.id]
    assert kept.documents == ("letter",)
    assert kept.folder == str(tmp_path)
    again = shown(qtbot, tmp_path, program=stand.program)
    assert ticked(again.page) == ["letter"]


def test_that_a_persons_own_copy_is_made_for_them_and_its_name_names_nobody(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    copy = next(o for o in offers(stand.page) if o.item.copy)
    choose(stand.page, copy.key)
    export(stand.page)
    (path,) = tmp_path.glob("*.docx")
    person = copy.item.recipient.person_id
    people = stand.session.opened.child.people
    name = next(p.name for p in people if p.id == person)
    assert not any(part in path.name for part in name.split())
    assert "copy-" in path.name
    assert stand.page.register.rows[0].recipient == f"copy:{person}"
    stand.page.parts.go(REGISTER)
    assert name in stand.page.register._facts.text()


class _Failing(InlineWorker):
    """Fails to make one document, as a full disk would."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id

    @override
    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        if getattr(job, "args", ("",))[0] == self._document_id:
            failed(UserFacingError("There is no room left.", "Make some room."))
        else:
            super().run(job, done, failed)


def test_that_one_that_fails_loses_no_other_and_leaves_no_entry(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened = an_opened()
    program = memory_program(opened)
    program.helper = _Failing("recommendations")
    stand = shown(qtbot, tmp_path, opened, program)
    said = said_by(program)
    choose(stand.page, "recommendations", "minutes", "letter")
    export(stand.page)
    assert len(list(tmp_path.glob("*.docx"))) == 2
    assert states(stand.page)["recommendations"] == "not made"
    assert states(stand.page)["letter"] == "made"
    assert {row.document for row in stand.page.register.rows} == {"minutes", "letter"}
    assert "2 documents are in the folder, 1 was not made" in said[-1].problem
    assert said[-1].remedy == "Make some room."
    assert stand.page.documents.is_ready


class _Waiting(InlineWorker):
    """Keeps jobs until they are let go, as the helper process does."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    @override
    def run(self, job: Callable[[], _T], done: Callable[[_T], None], failed: Failed) -> None:
        run = super().run
        self.jobs.append(lambda: run(job, done, failed))


def test_that_stopping_ends_after_the_document_that_is_being_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened = an_opened()
    program = memory_program(opened)
    waiting = _Waiting()
    program.helper = waiting
    stand = shown(qtbot, tmp_path, opened, program)
    choose(stand.page, "recommendations", "minutes", "letter")
    export(stand.page)
    assert states(stand.page)["recommendations"] == "making…"
    assert states(stand.page)["letter"] == "waiting"
    press(stand.page, "export_stop")
    waiting.jobs.pop()()
    assert len(list(tmp_path.glob("*.docx"))) == 1
    assert states(stand.page)["letter"] == "left out"
    assert not waiting.jobs
    assert stand.page.documents.is_ready


def test_that_a_signed_file_is_never_written_over(qtbot: QtBot, tmp_path: Path) -> None:
    opened = an_opened(versions=SIGNED)
    program = memory_program(opened)
    memory_store(program).signed[opened.the_review.id, 1] = opened
    stand = shown(qtbot, tmp_path, opened, program)
    choose(stand.page, "minutes")
    export(stand.page)
    (first,) = tmp_path.glob("*.docx")
    first.write_bytes(b"changed by somebody")
    export(stand.page)
    assert first.read_bytes() == b"changed by somebody"
    names = {path.name for path in tmp_path.glob("*.docx")}
    assert len(names) == 2
    assert {row.name for row in stand.page.register.rows} == names


def test_that_nothing_can_be_made_of_a_review_that_was_cleared(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opened = an_opened(versions=SIGNED)
    opened = msgspec.structs.replace(opened, review=cleared(opened.the_review, TODAY))
    stand = shown(qtbot, tmp_path, opened)
    assert stand.page.documents.version.count() == 0
    assert "was cleared" in stand.page.documents._version_words.text()
    assert stand.page.main_action is not None
    assert not stand.page.main_action.isEnabled()


def protect(page: ExportPage, first: str, again: str) -> None:
    page.documents.password.wanted.setChecked(True)
    for field, words in (
        (page.documents.password.first, first),
        (page.documents.password.again, again),
    ):
        field.edit.setFocus()
        field.edit.clear()
        QTest.keyClicks(field.edit, words)


def test_that_a_password_is_wanted_twice_and_strong_before_anything_is_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    password = stand.page.documents.password
    assert stand.page.documents.is_ready
    for first, again in (("", ""), (PASSWORD, PASSWORD[:-1]), ("hello12", "hello12")):
        protect(stand.page, first, again)
        password._judge()
        assert not stand.page.documents.is_ready, first
    protect(stand.page, f"{PASSWORD} Kezia", f"{PASSWORD} Kezia")
    password._judge()
    assert not stand.page.documents.is_ready  # a name of the child is in it
    protect(stand.page, PASSWORD, PASSWORD)
    qtbot.waitUntil(lambda: stand.page.documents.is_ready)


def test_that_a_protected_document_opens_with_its_password_which_is_then_forgotten(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "minutes")
    protect(stand.page, PASSWORD, PASSWORD)
    qtbot.waitUntil(lambda: stand.page.documents.is_ready)
    export(stand.page)
    (path,) = tmp_path.glob("*.docx")
    file = OOXMLFile(io.BytesIO(path.read_bytes()))
    file.load_key(password=PASSWORD, verify_password=True)
    inside = io.BytesIO()
    file.decrypt(inside)
    assert "Minutes of Kez" in visible_text(inside.getvalue())
    (row,) = stand.page.register.rows
    assert row.protected
    assert stand.page.documents.password.first.text == ""
    assert stand.page.documents.password.again.text == ""
    assert PASSWORD not in repr(memory_store(stand.program).choices)
    assert PASSWORD not in repr(memory_store(stand.program).exports)


def test_that_the_preview_is_the_chosen_document_as_its_reader_gets_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    table, preview = stand.page.documents.table, stand.page.preview
    for row, kind in enumerate(DOCUMENTS[:2]):
        table.setFocus()
        table.setCurrentIndex(table.model().index(row, 1))
        QApplication.processEvents()
        assert preview._properties is not None
        assert preview._properties.title.startswith(kind.title)
    stand.page.forget()
    assert preview._properties is None


# -- text for a form


def clipboard() -> QMimeData:
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    return data


def test_that_the_record_is_copied_heading_by_heading_with_keys_and_counted(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    stand.page.parts.go(PASTE)
    paste = stand.page.paste
    many = len(paste.list.rows)
    assert many > 14
    for copied in range(1, 4):
        press(stand.page, "copy_piece")
        assert paste.piece is not None
        assert clipboard().text() == paste.piece.text == paste.text.toPlainText()
        assert paste.counted.text() == f"{copied} of {many} copied"
        press(stand.page, "next_piece")
    paste.clipboard.clear()


def test_that_what_is_copied_asks_every_clipboard_history_to_leave_it_out(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    stand.page.parts.go(PASTE)
    press(stand.page, "copy_piece")
    data = clipboard()
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    ):
        found = data.data(f'application/x-qt-windows-mime;value="{name}"')
        assert bytes(found.data()) == b"\0\0\0\0"
    stand.page.paste.clipboard.clear()


@pytest.mark.parametrize("way", ["time", "lock", "leaving", "another part"])
def test_that_the_clipboard_is_cleared_in_time_at_lock_and_on_leaving(
    qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    stand = shown(qtbot, tmp_path)
    stand.page.parts.go(PASTE)
    press(stand.page, "copy_piece")
    assert clipboard().text()
    if way == "time":
        stand.page.paste.clipboard.timer.setInterval(1)
        stand.page.paste.clipboard.timer.start()
        qtbot.waitUntil(lambda: not QGuiApplication.clipboard().text())
    elif way == "lock":
        stand.page.close_session()
    elif way == "leaving":
        stand.page.left()
    else:
        stand.page.parts.go(FIRST)
    assert not QGuiApplication.clipboard().text()


def test_that_what_somebody_else_put_on_the_clipboard_stays(qtbot: QtBot, tmp_path: Path) -> None:
    stand = shown(qtbot, tmp_path)
    stand.page.parts.go(PASTE)
    press(stand.page, "copy_piece")
    QGuiApplication.clipboard().setText("a shopping list")
    stand.page.left()
    assert clipboard().text() == "a shopping list"
    QGuiApplication.clipboard().clear()


def test_that_each_key_of_the_page_is_its_own(qtbot: QtBot, tmp_path: Path) -> None:
    names = (Shortcut.COPY_PIECE, Shortcut.NEXT_PIECE, Shortcut.PIECE_BEFORE)
    assert all(key.where == "Exporting" for key in names)


# -- the register, and what follows


def test_that_an_upload_is_confirmed_and_stops_the_clock_it_answers(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "recommendations")
    export(stand.page)
    stand.page.parts.go(REGISTER)
    press(stand.page, "confirm_upload")
    (row,) = stand.page.register.rows
    assert row.uploaded_on == TODAY
    assert stand.session.opened.the_review.head.sending.decisions_sent == TODAY
    stand.session.undo()
    assert stand.session.opened.the_review.head.sending.decisions_sent is None
    press(stand.page, "take_upload_back")
    assert stand.page.register.rows[0].uploaded_on is None


def test_that_the_whole_fingerprint_is_there_for_pointer_and_screen_reader(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "minutes")
    export(stand.page)
    stand.page.parts.go(REGISTER)
    whole = stand.page.register.rows[0].sha256
    assert whole is not None
    label = stand.page.register.fingerprint
    assert label.text() == f"Fingerprint {whole[:12]}…"
    assert label.toolTip() == whole
    assert whole in label.accessibleName()


def uploaded(qtbot: QtBot, folder: Path) -> Stand:
    opened = an_opened(versions=SIGNED)
    program = memory_program(opened)
    memory_store(program).signed[opened.the_review.id, 1] = opened
    stand = shown(qtbot, folder, opened, program)
    choose(stand.page, "minutes")
    export(stand.page)
    stand.page.parts.go(REGISTER)
    press(stand.page, "confirm_upload")
    stand.page.parts.go(CLEAR)
    return stand


def test_that_clearing_is_offered_only_once_the_signed_record_is_uploaded(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    stand.page.parts.go(CLEAR)
    assert not stand.page.removal.ask.isEnabled()
    assert "not signed off" in stand.page.removal._lists[0].text()
    assert uploaded(qtbot, tmp_path).page.removal.ask.isEnabled()


def test_that_clearing_is_asked_twice_and_leaves_the_review_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = uploaded(qtbot, tmp_path)
    review = stand.session.opened.the_review
    press(stand.page, "clear_working_copy")
    press(stand.page, "leave_clearing")
    assert memory_store(stand.program).reviews[review.id] == review
    press(stand.page, "clear_working_copy")
    press(stand.page, "clear_now")
    assert memory_store(stand.program).reviews[review.id] == cleared(review, TODAY)
    assert [place.kind for place in places_of(stand.program)][-2:] == [
        PlaceKind.CASELOAD,
        PlaceKind.CHILD,
    ]


def test_that_a_hold_added_here_stops_clearing(qtbot: QtBot, tmp_path: Path) -> None:
    stand = uploaded(qtbot, tmp_path)
    press(stand.page, "add_a_reason")
    assert len(stand.session.opened.child.holds) == 1
    assert not stand.page.removal.ask.isEnabled()
    stand.session.undo()
    assert stand.page.removal.ask.isEnabled()


def test_that_a_word_file_is_checked_and_what_stands_in_the_way_is_listed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stand = shown(qtbot, tmp_path)
    choose(stand.page, "minutes")
    export(stand.page)
    (path,) = tmp_path.glob("*.docx")
    stand.program.messages.next_paths += [[path], [Path(__file__)]]
    stand.page.parts.go(CHECK)
    press(stand.page, "check_word_file")
    assert stand.page.check.said.text().endswith("all is well.")
    press(stand.page, "check_word_file")
    assert "not a Word document" in stand.page.check.said.text()


def test_that_a_lock_leaves_no_word_of_the_record(qtbot: QtBot, tmp_path: Path) -> None:
    stand = uploaded(qtbot, tmp_path)
    stand.page.parts.go(PASTE)
    words = ("Kez", "newts", "Marlowe", "pond")
    assert widgets_with(stand.page, words)
    stand.page.close_session()
    assert widgets_with(stand.page, words) == []
