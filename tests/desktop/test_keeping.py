"""A store that cannot be opened is mended at the gate; backups are reached from the settings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models import backup, keyheader, store_check
from models.backup import Backup
from models.faults import DamagedStoreError, MissingStoreError, NewerStoreError
from models.keyheader import KEY_COPY, KEY_FILE
from models.store_connection import DATABASE
from models.store_rows import SaveBatch
from tests.support import stores, walk
from tests.support.running import Running, starter, text_in
from tests.support.stores import a_review, backed_up, made, opened, part
from ui.backups.page import BackupsPage
from ui.gate.mend_page import MendPage
from ui.places import PlaceKind

PAGE = 4096


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a store with one review and two backups, the second with other text."""
    folder = tmp_path / "home"
    folder.mkdir()
    with made(folder) as store:
        store.save(a_review("first words"))
        backed_up(store)
        store.save(SaveBatch(sections=(part("second words"),)))
        backed_up(store)
        store.save(SaveBatch(sections=(part("third words"),)))
    return folder


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, home: Path) -> Iterator[Callable[[], Running]]:
    yield from starter(qtbot, qapp, home)


def cut_off(home: Path) -> None:
    path = home / DATABASE
    path.write_bytes(path.read_bytes()[:-1000])


def flip_in_first_page(home: Path) -> None:
    path = home / DATABASE
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)


def empty(home: Path) -> None:
    (home / DATABASE).write_bytes(b"")


def missing(home: Path) -> None:
    (home / DATABASE).unlink()


@pytest.mark.parametrize("spoil", [cut_off, flip_in_first_page, empty, missing])
def test_that_a_store_that_cannot_be_opened_is_restored_at_the_gate_and_kept_aside(
    start: Callable[[], Running], home: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(home)
    spoilt = (home / DATABASE).read_bytes() if (home / DATABASE).exists() else None
    program = start()
    program.unlock()
    assert program.fails() in {DamagedStoreError.said, MissingStoreError.said}
    program.press("Look at the backups")
    mending = program.heard.gate.mend_page
    assert isinstance(mending, MendPage)
    program.until(lambda: mending.list.count() == 2)
    assert mending.list.item(0).text() == "Today at 09:30 – 1 child, 1 review"
    assert walk.unnamed(mending) == []
    assert walk.too_small(mending) == []
    program.press("Restore this one")
    program.opens()
    program.until(lambda: any("is in place" in m.problem for m in program.said))
    program.heard.lock()
    assert program.text() == "second words"
    aside = backup.place_of(home) / "replaced-000001" / DATABASE
    assert (aside.read_bytes() if aside.exists() else None) == spoilt


def test_that_an_older_backup_can_be_chosen_by_keys_alone(
    start: Callable[[], Running], home: Path
) -> None:
    missing(home)
    program = start()
    program.unlock()
    program.fails()
    button = program.button("Look at the backups")
    assert button is not None
    assert walk.has_focus(button)
    program.qtbot.keyClick(button, Qt.Key.Key_Space)
    mending = program.heard.gate.mend_page
    assert mending is not None
    program.until(lambda: walk.has_focus(mending.list))
    program.qtbot.keyClick(mending.list, Qt.Key.Key_Down)
    program.qtbot.keyClick(mending.list, Qt.Key.Key_Tab)
    assert walk.has_focus(mending.restore_button)
    program.qtbot.keyClick(mending.restore_button, Qt.Key.Key_Space)
    program.opens()
    program.heard.lock()
    assert program.text() == "first words"


def test_that_what_can_be_read_is_saved_said_and_put_in_place(
    start: Callable[[], Running], home: Path
) -> None:
    flip_in_first_page(home)
    program = start()
    program.unlock()
    program.fails()
    program.press("Look at the backups")
    program.press("Save what can be read")
    program.sees("This could be read: 1 child, 1 review, 1 section.")
    assert (home / "rescued" / DATABASE).exists()
    program.press("Open what could be read")
    program.opens()
    program.heard.lock()
    assert program.text() == "third words"
    assert not (home / "rescued").exists()
    assert not any("older copy" in message.problem for message in program.said)


def test_that_a_rescue_that_is_not_wanted_leaves_nothing_and_forgets_the_key(
    start: Callable[[], Running], home: Path
) -> None:
    flip_in_first_page(home)
    program = start()
    program.unlock()
    program.fails()
    program.press("Look at the backups")
    program.press("Save what can be read")
    program.sees("This could be read")
    program.press("Back")
    program.until(lambda: not (home / "rescued").exists())
    assert not program.heard.furniture.program.keeper.is_ready
    assert program.button("Look at the backups") is None


def test_that_a_damaged_backup_is_refused_with_words_and_another_can_be_taken(
    start: Callable[[], Running], home: Path
) -> None:
    missing(home)
    newest = backup.all_in(backup.place_of(home), stores.key())[0]
    cut_off(newest.path)
    program = start()
    program.unlock()
    program.fails()
    program.press("Look at the backups")
    program.press("Restore this one")
    program.sees("This backup is damaged, so it was not used. Nothing was changed.")
    assert not (home / DATABASE).exists()
    program.press("Look at the backups")
    mending = program.heard.gate.mend_page
    assert mending is not None
    program.until(mending.list.isVisible)
    mending.list.setCurrentRow(1)
    program.press("Restore this one")
    program.opens()


def test_that_backups_are_not_offered_for_a_wrong_passphrase_a_newer_store_or_one_in_use(
    start: Callable[[], Running], home: Path
) -> None:
    program = start()
    program.unlock("not the passphrase")
    program.fails()
    assert program.button("Look at the backups") is None
    store = opened(home)
    program.unlock()
    program.until(lambda: "already open" in program.heard.gate.unlock_page.problem.text())
    assert program.button("Look at the backups") is None
    assert not program.heard.furniture.program.keeper.is_ready
    store.connection.execute("PRAGMA user_version = 9999")
    store.close()
    program.unlock()
    program.until(lambda: program.heard.gate.unlock_page.problem.text() == NewerStoreError.said)
    assert program.button("Look at the backups") is None


def test_that_a_key_left_at_the_gate_is_forgotten_when_nobody_comes(
    start: Callable[[], Running], home: Path
) -> None:
    missing(home)
    program = start()
    program.unlock()
    program.fails()
    assert program.heard.furniture.program.keeper.is_ready
    program.heard.idle.expired.emit()
    assert not program.heard.furniture.program.keeper.is_ready
    assert program.button("Look at the backups") is None


def test_that_a_damaged_key_file_is_healed_from_its_copy_and_said_once(
    start: Callable[[], Running], home: Path
) -> None:
    (home / KEY_FILE).write_bytes(b"{}")
    program = start()
    program.unlock()
    program.opens()
    program.until(lambda: any("key file" in message.problem for message in program.said))
    assert (home / KEY_FILE).read_bytes() == (home / KEY_COPY).read_bytes()
    program.heard.lock()
    program.said.clear()
    program.unlock()
    program.opens()
    program.until(lambda: not program.heard.furniture.store._waiting)
    assert not any("key file" in message.problem for message in program.said)


def test_that_the_header_of_a_backup_opens_a_store_that_lost_key_file_and_copy(
    start: Callable[[], Running], home: Path
) -> None:
    (home / KEY_FILE).unlink()
    (home / KEY_COPY).unlink(missing_ok=True)
    program = start()
    program.unlock()
    program.opens()
    assert keyheader.read(home).path == home / KEY_FILE


# -- the page of backups


@pytest.fixture
def page(start: Callable[[], Running]) -> tuple[Running, BackupsPage]:
    program = start()
    program.unlock()
    program.opens()
    program.go(PlaceKind.SETTINGS)
    program.press("See the backups")
    shown = program.heard.window.page
    assert isinstance(shown, BackupsPage)
    program.until(lambda: shown.list.count() == 3)
    return program, shown


def test_that_the_page_says_when_the_store_was_last_found_whole(
    page: tuple[Running, BackupsPage],
) -> None:
    program, shown = page
    assert shown.whole.text().startswith("The store was last found whole today at 09:30.")
    assert walk.unnamed(shown) == []
    assert walk.too_small(shown) == []
    program.window.resize(683, 728)
    QApplication.processEvents()
    assert walk.cut_off(shown) == []
    program.press("Back to settings")
    program.press("Back")
    program.until(lambda: program.heard.furniture.desk.place.kind is PlaceKind.CASELOAD)


def test_that_backing_up_now_says_so(page: tuple[Running, BackupsPage]) -> None:
    program, _ = page
    program.press("Back up now")
    program.sees("Nothing changed since the last backup.")


def test_that_going_back_keeps_the_present_store_as_a_backup(
    page: tuple[Running, BackupsPage], home: Path
) -> None:
    program, shown = page
    shown.list.setCurrentRow(2)
    program.press("Go back to this backup…")
    program.sees("It holds 1 child, 1 review; the store now holds 1 child, 1 review.")
    program.press("Go back to this backup")
    program.until(lambda: any("is in place" in m.problem for m in program.said))
    program.opens()
    program.heard.lock()
    assert program.text() == "first words"
    assert program.texts_of_backups(home.parent) >= {"first words", "second words", "third words"}
    assert store_check.problems(home / DATABASE, stores.key()) == ()


def test_that_choosing_another_backup_takes_the_question_away(
    page: tuple[Running, BackupsPage],
) -> None:
    program, shown = page
    program.press("Go back to this backup…")
    program.until(shown.question.isVisible)
    shown.list.setCurrentRow(1)
    assert not shown.question.isVisible()


def test_that_a_copy_opens_in_a_folder_of_its_own_and_the_store_stays(
    page: tuple[Running, BackupsPage], home: Path
) -> None:
    program, shown = page
    shown.list.setCurrentRow(2)
    program.press("Open a copy of this backup…")
    program.press("In Heard's own folder")
    program.until(lambda: any("The copy is in" in m.problem for m in program.said))
    copy = home / "restored-20261123"
    assert text_in(copy) == "first words"
    full = home.parent / "full"
    full.mkdir()
    (full / "something").touch()
    program.heard.furniture.program.messages.next_paths = [[full]]
    program.press("Open a copy of this backup…")
    program.press("Choose an empty folder…")
    program.sees("There is something in this folder already. Nothing was changed.")
    program.heard.lock()
    assert program.text() == "third words"


def test_that_a_store_that_is_open_can_be_rescued_too(
    page: tuple[Running, BackupsPage], home: Path
) -> None:
    program, _ = page
    program.press("Save what can be read")
    program.sees("Nothing of what was written is missing.")
    program.press("Open what could be read")
    program.opens()
    program.heard.lock()
    assert program.text() == "third words"


def test_that_damage_found_while_open_offers_the_backups(
    page: tuple[Running, BackupsPage],
) -> None:
    program, _ = page
    program.go(PlaceKind.CASELOAD)
    program.heard.furniture.program.messages.warn(DamagedStoreError())
    program.press("Look at the backups")
    program.until(lambda: program.heard.furniture.desk.place.kind is PlaceKind.BACKUPS)


def test_that_locking_empties_the_page(page: tuple[Running, BackupsPage]) -> None:
    program, shown = page
    chosen: Backup | None = shown.list.chosen
    assert chosen is not None
    program.heard.lock()
    assert shown.list.count() == 0
    assert not program.heard.furniture.program.keeper.is_ready
