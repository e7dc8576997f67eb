"""A canary word typed into every field of every page: no byte of any file holds it, exports aside.

The store opens with SQLCipher and the key that grows from the passphrase, and with nothing else.
"""

import json
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from sqlcipher3 import dbapi2

from desktop import logs
from desktop.app import Heard
from desktop.demo.hands import Hands
from export.reading import visible_text
from models import keyheader, keys
from models.keyheader import PassphraseSlot
from models.store_connection import DATABASE
from tests.support.homes import made_home
from tests.support.leaks import files_with, spelled, widgets_with
from tests.support.sample import CHILD_ID, REVIEW_ID, sample_case
from tests.support.stores import PASSPHRASE, opened
from tests.support.tour import OWN_PASSPHRASE, Stops, Tour
from tests.support.whole import running, unlock
from ui.shortcuts import Shortcut

PLAIN, BIRD, ARABIC = "Xylocanth", "🐤🦜🐤", "كناريعيجي"
CANARIES = (PLAIN, BIRD, ARABIC)
TYPED = " ".join(CANARIES)
NEVER = {
    "calendar_folder",
    "caseload_search",
    "export_folder",
    "paper_folder",
    "review_rows_folder",
}
"""Fields whose words are no record: a folder's name, and what the search page is left by."""

MUST = {
    "another_on",
    "adjourn_note",
    "child_legal_name",
    "child_name",
    "home_why",
    "last_time_evidence",
    "lines",
    "next_review_place",
    "participation_reason",
    "paper_name",
    "person_note",
    "plan_obstacles",
    "private_talk_text",
    "quick_jot_text",
    "recommendation_what",
    "recommendation_who",
    "view_words",
    "write_up_minutes",
    "your_passphrase_now",
}


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everything that a library may write land under the folder that is searched."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "temp"))
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@contextmanager
def watched(folder: Path) -> Iterator[set[str]]:
    """Look over and over at what is on the disk while the program runs; Windows would mind."""
    found: set[str] = set()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.02):
            for path in folder.glob("home/store.db*"):
                found.update(files_with(path.parent, CANARIES) if path.stat().st_size else ())

    with ThreadPoolExecutor(1) as looker:
        if sys.platform != "win32":
            looker.submit(watch)
        try:
            yield found
        finally:
            is_over.set()


def type_everywhere(hands: Hands, window: QWidget) -> set[str]:
    """Type the canaries into every field that can be seen; return the names of the fields."""
    typed = set()
    for field in window.findChildren(QWidget):
        if isinstance(field, QComboBox):
            takes = field.isEditable()
        elif isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit):
            takes = not field.isReadOnly() and not isinstance(field.parent(), QComboBox)
        else:
            continue
        name = field.objectName()
        if takes and field.isVisible() and field.isEnabled() and name not in NEVER | typed:
            hands.go_to(field)
            hands.press("Ctrl+A")
            hands.write(TYPED)
            typed.add(name)
    return typed


def type_at(heard: Heard, hands: Hands, stops: Stops, folder: Path) -> set[str]:
    """Type at every stop; nothing may be on the disk at any of them."""
    typed = set()
    for stop in stops:
        typed |= type_everywhere(hands, heard.window)
        found = files_with(folder, CANARIES, but=folder / "out")
        assert found == [], stop
    return typed


@pytest.mark.timeout(480)
def test_that_no_file_holds_what_was_typed_into_every_field(tmp_path: Path, qapp: object) -> None:
    home, out = made_home(tmp_path / "home", sample_case()), tmp_path / "out"
    out.mkdir()
    logs.start_log(home)
    typed: set[str] = set()
    try:
        with watched(tmp_path) as found, running(home) as heard:
            heard.window.resize(1366, 728)
            hands = Hands(heard.window)
            tour = Tour(heard, hands)
            tour.is_as_sent = False
            parts = (tour.gate, tour.caseload, tour.child, tour.prepare, tour.meeting)
            for part in (*parts, tour.write_up):
                typed |= type_at(heard, hands, part(), tmp_path)
            export(hands, out)
            hands.press(Shortcut.LOCK)
            hands.find(QLineEdit, "passphrase")
            assert widgets_with(heard.window, CANARIES) == []
            unlock(heard, hands)
            typed |= type_at(heard, hands, tour.beside(), tmp_path)
    finally:
        logs.stop_log()
    assert found == set()
    assert files_with(tmp_path, CANARIES, but=out) == []
    assert MUST - typed == set()
    assert len(typed) > 100
    assert_kept(home)
    assert any(PLAIN in visible_text(path.read_bytes()) for path in out.glob("*.docx"))


def export(hands: Hands, out: Path) -> None:
    hands.fill("export_folder", str(out), QLineEdit)
    hands.push("export", QAbstractButton)
    hands.wait(lambda: len(list(out.glob("*.docx"))) == 2, "the documents")


def assert_kept(home: Path) -> None:
    """The words really are in the store."""
    with opened(home) as store:
        body = msgspec.json.encode([store.load_child(CHILD_ID), store.load_review(REVIEW_ID)])
        text = body.decode()
        assert all(text.count(word) > 50 for word in CANARIES)
        assert any(PLAIN in hit.text for hit in store.search(PLAIN))


def test_that_the_first_run_leaves_no_word_of_it_in_any_file(tmp_path: Path, qapp: object) -> None:
    words = OWN_PASSPHRASE.split()
    home = tmp_path / "home"
    home.mkdir()
    logs.start_log(home)
    try:
        with running(home) as heard:
            hands = Hands(heard.window)
            type_at(heard, hands, Tour(heard, hands).first_run(), tmp_path)
            hands.push("add_a_child")
            hands.find(QLineEdit, "child_name")
            type_everywhere(hands, heard.window)
            hands.fill("born", "3/7/2015", QLineEdit)
            hands.fill("came_into_care_on", "", QLineEdit)
            hands.push("add_this_child")
            hands.find(QWidget, "child_page")
    finally:
        logs.stop_log()
    assert files_with(tmp_path, (*CANARIES, OWN_PASSPHRASE, *words)) == []


def test_that_the_store_opens_with_the_derived_key_and_with_nothing_else(tmp_path: Path) -> None:
    home = made_home(tmp_path / "home", sample_case())
    path = home / DATABASE
    slots = json.loads((home / keyheader.KEY_FILE).read_bytes())["slots"]
    assert [slot["type"] for slot in slots] == [1, 2]
    unlocked = keyheader.unlocked(keyheader.read(home).header, PASSPHRASE)
    raw, salt = unlocked.database().hex(), unlocked.database_salt().hex()
    assert tables(dbapi2.connect(path), f"x'{raw}{salt}'") > 5
    for key in (None, PASSPHRASE, f"x'{raw[::-1]}{salt}'", f"x'{'00' * 32}{salt}'"):
        with pytest.raises(dbapi2.DatabaseError):
            tables(dbapi2.connect(path), key)
    with pytest.raises(sqlite3.DatabaseError):
        tables(sqlite3.connect(path), None)
    assert not any(spelling in path.read_bytes() for spelling in spelled("Marlowe"))
    assert path.read_bytes()[:6] != b"SQLite"
    cost = next(
        slot.cost for slot in keyheader.read(home).header.slots if isinstance(slot, PassphraseSlot)
    )
    assert cost.memory_kib >= keys.FLOOR_COST.memory_kib


def tables(connection: sqlite3.Connection, key: str | None) -> int:
    """Return how many tables there are; raises when the key is not the one."""
    try:
        if key is not None:
            connection.execute(f'PRAGMA key = "{key}"')
        return int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    finally:
        connection.close()
