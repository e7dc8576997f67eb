"""Text that cannot be saved: asked once, with honest choices, and never silently lost."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.windows_session import POWER_BROADCAST
from models import emergency
from models.edits import Field, SpliceText
from models.faults import DiskFullError
from models.text import Line
from tests.support import stores
from tests.support.running import Running, starter
from tests.support.stores import a_review, made
from ui.places import Place, PlaceKind
from ui.session import ReviewSession

ROOM = 1_000_000
LONG = "and then she told us about the hedgehogs " * 3000


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    with made(folder) as store:
        store.save(a_review("saved words"))
    return folder


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[[], Running]]:
    yield from starter(qtbot, qapp, home)


@pytest.fixture
def program(start: Callable[[], Running]) -> Running:
    """Give the program with the review's meeting open."""
    running = start()
    running.unlock()
    running.opens()
    running.until(lambda: running.heard.furniture.store._copied > 0)
    desk = running.heard.furniture.desk
    desk.go(Place(kind=PlaceKind.MEETING, child_id="child1", review_id="review1"))
    running.until(lambda: desk.session is not None)
    return running


def session_of(program: Running) -> ReviewSession:
    session = program.heard.furniture.desk.session
    assert session is not None
    return session


def limit_room(program: Running, pages: int) -> None:
    """Let the store grow to so many pages and no further, as a full disk would."""
    store = program.heard.furniture.store

    def job() -> None:
        assert store._store is not None
        store._store.connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()

    store._worker.finish(job)


def write(program: Running, text: str) -> None:
    """Put ``text`` into the notes on health in the place of what was there."""
    line = Line(id="line1", text=text)
    edit = SpliceText(section="health", field=Field.NOTES, at=0, removed=1, lines=(line,))
    session_of(program).apply(edit)


def unsaved(program: Running) -> None:
    """Fill the store and write what cannot be saved."""
    limit_room(program, 1)
    write(program, LONG)


def leave_by_lock(program: Running) -> None:
    program.heard.lock()


def leave_by_closing(program: Running) -> None:
    program.window.close()


@pytest.mark.parametrize(("leave", "verb"), [(leave_by_lock, "Lock"), (leave_by_closing, "Close")])
def test_that_leaving_with_unsaved_text_asks_and_says_what_would_be_lost(
    program: Running, home: Path, leave: Callable[[Running], None], verb: str
) -> None:
    unsaved(program)
    leave(program)
    question = program.asked(DiskFullError.said)
    assert [choice.words for choice in question.choices] == [
        "Try again",
        "Save an encrypted copy elsewhere…",
        f"{verb} without this change",
    ]
    assert "1 change since 09:30:00 is not saved, and is still here." in question.remedy
    assert program.heard._is_open
    program.press(f"{verb} without this change")
    program.until(lambda: not program.heard._is_open)
    assert program.text() == "saved words"


def test_that_trying_again_saves_everything_once_there_is_room(
    program: Running, home: Path
) -> None:
    unsaved(program)
    program.heard.lock()
    program.asked(DiskFullError.said)
    limit_room(program, ROOM)
    program.press("Try again")
    program.until(lambda: not program.heard._is_open)
    assert program.text() == LONG


def test_that_leaving_without_still_saves_what_can_be_saved_by_then(
    program: Running, home: Path
) -> None:
    unsaved(program)
    program.heard.lock()
    program.asked(DiskFullError.said)
    limit_room(program, ROOM)
    write(program, "typed since")
    program.press("Lock without this change")
    program.until(lambda: not program.heard._is_open)
    assert program.text() == "typed since"


def test_that_going_elsewhere_asks_too(program: Running) -> None:
    unsaved(program)
    program.go(PlaceKind.CASELOAD)
    program.asked(DiskFullError.said)
    program.press("Go on without this change")
    program.until(lambda: program.heard.furniture.desk.place.kind is PlaceKind.CASELOAD)
    assert program.heard.furniture.desk.session is None


def test_that_a_copy_elsewhere_is_encrypted_offered_at_the_next_unlock_and_taken_in(
    program: Running, home: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    unsaved(program)
    program.heard.lock()
    program.asked(DiskFullError.said)
    program.heard.furniture.program.messages.next_paths = [[stick]]
    program.press("Save an encrypted copy elsewhere…")
    program.asked("An encrypted copy is in")
    program.press("Lock now")
    program.until(lambda: not program.heard._is_open)
    (copy,) = stick.iterdir()
    assert b"hedgehogs" not in copy.read_bytes()
    assert emergency.noted(home) == (copy,)
    program.unlock()
    program.opens()
    question = program.asked("Take in what could not be saved")
    assert "It is a review of Posy." in question.remedy
    program.press("Take it in")
    program.until(lambda: not copy.exists())
    program.heard.lock()
    assert program.text() == LONG
    assert emergency.noted(home) == ()
    assert "saved words" in program.texts_of_backups(tmp_path)


def test_that_what_is_typed_after_the_copy_is_asked_about_again(
    program: Running, tmp_path: Path
) -> None:
    unsaved(program)
    program.heard.lock()
    program.asked(DiskFullError.said)
    program.heard.furniture.program.messages.next_paths = [[tmp_path]]
    program.press("Save an encrypted copy elsewhere…")
    program.asked("An encrypted copy is in")
    write(program, LONG + LONG)
    program.said.clear()
    program.press("Lock now")
    program.asked(DiskFullError.said)
    assert program.heard._is_open


def test_that_a_copy_that_cannot_be_written_asks_again(program: Running, tmp_path: Path) -> None:
    unsaved(program)
    program.heard.lock()
    program.asked(DiskFullError.said)
    program.heard.furniture.program.messages.next_paths = [[tmp_path / "gone"]]
    program.press("Save an encrypted copy elsewhere…")
    program.asked("The folder is no longer there")
    assert program.heard._is_open


def kept_elsewhere(program: Running, folder: Path) -> Path:
    """Go through locking with a copy in ``folder``; return the copy."""
    folder.mkdir()
    unsaved(program)
    program.heard.lock()
    program.heard.furniture.program.messages.next_paths = [[folder]]
    program.press("Save an encrypted copy elsewhere…")
    program.press("Lock now")
    program.until(lambda: not program.heard._is_open)
    (copy,) = folder.iterdir()
    return copy


def test_that_a_copy_on_a_drive_that_is_out_is_asked_for_until_it_is_back(
    program: Running, tmp_path: Path
) -> None:
    copy = kept_elsewhere(program, tmp_path / "stick")
    away = copy.rename(tmp_path / "away")
    program.unlock()
    program.opens()
    question = program.asked("An encrypted copy of what could not be saved was put in")
    assert str(copy) in question.problem
    away.rename(copy)
    program.press("Look again")
    program.asked("Take in what could not be saved")
    program.press("Do not ask again")
    program.until(lambda: emergency.noted(program.home) == ())
    assert copy.exists()


def test_that_a_copy_can_be_chosen_on_the_page_of_backups(program: Running, tmp_path: Path) -> None:
    copy = kept_elsewhere(program, tmp_path / "stick")
    emergency.forget(program.home, copy)
    program.heard.furniture.program.keeper._copies.clear()
    program.unlock()
    program.opens()
    messages = program.heard.furniture.program.messages
    foreign = tmp_path / "foreign.heard-copy"
    foreign.write_bytes(b"something else")
    messages.next_paths = [[foreign], [copy]]
    program.go(PlaceKind.BACKUPS)
    program.press("Take in an emergency copy…")
    program.sees("This is not an emergency copy of this store")
    program.press("Take in an emergency copy…")
    program.asked("Take in what could not be saved")
    program.press("Take it in")
    program.until(lambda: not copy.exists())
    program.heard.lock()
    assert program.text() == LONG


def test_that_a_copy_that_was_saved_after_all_is_not_asked_about(
    program: Running, tmp_path: Path
) -> None:
    copy = tmp_path / "stick"
    copy.mkdir()
    path = emergency.write(copy, session_of(program).opened, stores.key())
    emergency.note(program.home, path)
    program.heard.lock()
    program.said.clear()
    program.unlock()
    program.opens()
    program.until(lambda: not path.exists())
    assert not any(message.choices for message in program.said)


def test_that_an_idle_lock_that_cannot_save_covers_everything(program: Running) -> None:
    unsaved(program)
    program.heard.idle.expired.emit()
    assert program.heard._is_open
    assert program.heard.cover.is_up


def test_that_a_computer_that_goes_to_sleep_locks_and_says_why(program: Running) -> None:
    write(program, "typed just before the lid was closed")
    watch = program.heard._session_watch
    assert watch is not None
    if sys.platform == "win32":
        import ctypes

        window = ctypes.c_void_p(watch.window)
        ctypes.windll.user32.SendMessageW(window, POWER_BROADCAST, 4, 0)
        assert "went to sleep" in program.heard.gate.unlock_page.intro.text()
    else:
        program.heard.lock()
    assert not program.heard._is_open
    assert program.text() == "typed just before the lid was closed"


def test_that_a_lock_without_room_for_a_backup_locks_and_says_so(
    program: Running, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(program, "short")
    (home / "backups").rename(home / "elsewhere")
    (home / "backups").write_text("in the way")
    program.heard.lock()
    assert not program.heard._is_open
    assert "could not be made" in program.heard.gate.unlock_page.intro.text()
    program.said.clear()
    (home / "backups").unlink()
    program.unlock()
    program.opens()
    program.heard.lock()
    assert program.text() == "short"


def test_that_unsaved_steps_are_counted_as_undo_counts_them(program: Running) -> None:
    limit_room(program, 1)
    session = session_of(program)
    assert session.unsaved == 0
    write(program, LONG)
    session.flush()
    program.until(lambda: session.save_state.fault is not None)
    for section in ("learning", "home"):
        edit = partial(SpliceText, field=Field.NOTES, at=0, removed=0)
        session.apply(edit(section=section, lines=(Line(id=section, text="more"),)))
    assert session.unsaved == 3
    limit_room(program, ROOM)
    session.close()
    assert session.unsaved == 0
