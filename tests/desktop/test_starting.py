"""Where Heard refuses to start it says so in a window; a first run cut short goes on."""

import os
import shutil
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.run import COULD_NOT, FINE, has_only_backups, is_new, run
from desktop.single_instance import SingleInstance
from models import backup, faults, store, store_access
from tests.support import stores
from tests.support.whole import running
from ui.gate.refusal import RefusalPage
from ui.gate.unlock_page import UnlockPage

NAMES = ("store.db", "store.new", "store.key", "store.key.bak")


def shown(kind: type[RefusalPage] | type[UnlockPage]) -> RefusalPage | UnlockPage | None:
    for window in QApplication.topLevelWidgets():
        for page in window.findChildren(kind):
            if page.isVisible():
                return page
    return None


class Visitor:
    """Waits for pages of a run that never returns by itself, and acts on them in turn."""

    def __init__(self, qapp: QApplication, *acts: Callable[[], bool]) -> None:
        self._acts = list(acts)
        self._timer = QTimer(qapp, interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.words: list[str] = []

    @property
    def is_done(self) -> bool:
        return not self._acts

    def _look(self) -> None:
        if not self._acts or self._acts[0]():
            del self._acts[:1]
        if not self._acts:
            self._timer.stop()

    def close_refusal(self) -> bool:
        page = shown(RefusalPage)
        if isinstance(page, RefusalPage):
            self.words += [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
            page.close_button.click()
        return page is not None


def refused(qapp: QApplication, home: Path | str) -> list[str]:
    """Run Heard on ``home`` and return what the window said before it was closed."""
    visitor = Visitor(qapp)
    visitor._acts = [visitor.close_refusal]
    visitor._timer.start()
    assert run(str(home)) == COULD_NOT
    return visitor.words


def test_that_a_folder_on_a_server_is_refused_in_a_window(qapp: QApplication) -> None:
    words = refused(qapp, r"\\server\share\heard")
    assert any("this folder is on a server" in said for said in words)


def test_that_a_folder_in_a_cloud_is_refused_in_a_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDrive", str(tmp_path))
    words = refused(qapp, tmp_path / "Documents" / "heard")
    assert any("OneDrive" in said for said in words)
    assert not (tmp_path / "Documents").exists()


@pytest.mark.parametrize("mark", [".dropbox.cache", ".nextcloudsync.log"])
def test_that_a_folder_that_another_program_copies_is_refused(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).touch()
    with pytest.raises(paths.HomeFolderError):
        paths.refuse_unfit(tmp_path / "deep" / "home")
    (tmp_path / mark).unlink()
    paths.refuse_unfit(tmp_path / "deep" / "home")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows gives links to administrators only")
def test_that_a_link_into_a_cloud_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = tmp_path / "cloud"
    cloud.mkdir()
    monkeypatch.setenv("OneDriveCommercial", str(cloud))
    (tmp_path / "link").symlink_to(cloud)
    with pytest.raises(paths.HomeFolderError):
        paths.refuse_unfit(tmp_path / "link" / "home")


@pytest.mark.parametrize(
    ("kind", "is_server"),
    [("cifs", True), ("nfs4", True), ("fuse.gvfsd-fuse", True), ("ext4", False), ("tmpfs", False)],
)
def test_that_file_systems_on_servers_are_known(kind: str, is_server: bool) -> None:
    assert paths.is_server_system(kind) is is_server


def test_that_a_folder_in_the_place_of_which_a_file_stands_is_told_in_a_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    words = refused(qapp, tmp_path / "file" / "home")
    assert any("could not make the folder" in said for said in words)
    assert any(str(tmp_path / "file" / "home") in said for said in words)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="whoever may write anywhere is not refused"
)
def test_that_a_folder_that_may_not_be_written_is_told_in_a_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    tmp_path.chmod(0o500)
    words = refused(qapp, tmp_path)
    assert any(faults.ReadOnlyError.said in said for said in words)


def test_that_trying_again_goes_on_once_the_obstacle_is_gone(
    qapp: QApplication, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    stores.made(home_at(home)).close()
    kept = home.rename(tmp_path / "kept")
    home.write_text("in the way")

    def clear_and_try_again() -> bool:
        page = shown(RefusalPage)
        if isinstance(page, RefusalPage):
            home.unlink()
            kept.rename(home)
            page.again_button.click()
        return page is not None

    def close() -> bool:
        page = shown(UnlockPage)
        if page is not None:
            page.window().close()
        return page is not None

    visitor = Visitor(qapp, clear_and_try_again, close)
    assert run(str(home)) == FINE
    assert visitor.is_done


def home_at(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_that_a_second_start_ends_well_and_without_a_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    first = SingleInstance(tmp_path)
    assert first.take()
    try:
        assert run(str(tmp_path)) == FINE
        assert (tmp_path / "come-forward").exists()
    finally:
        first.release()


def test_that_the_probe_leaves_nothing_behind(tmp_path: Path) -> None:
    paths.refuse_unwritable(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("count", range(len(NAMES) + 1))
def test_that_the_start_and_the_store_agree_on_what_is_new(tmp_path: Path, count: int) -> None:
    for number, names in enumerate(combinations(NAMES, count)):
        folder = home_at(tmp_path / str(number))
        for name in names:
            (folder / name).touch()
        assert is_new(folder) == (store.is_new(folder) or store.is_unfinished(folder)), names


def test_that_a_first_run_cut_short_is_gone_on_with(qtbot: QtBot, tmp_path: Path) -> None:
    header, data_key, _ = stores.other_keys()
    store.create_store(tmp_path, header, data_key, stores.NOW).close()
    (tmp_path / "store.db").rename(tmp_path / "store.new")
    assert is_new(tmp_path)
    stores.made(tmp_path).close()
    assert not is_new(tmp_path)
    assert store_access.unlock(tmp_path, stores.PASSPHRASE).data_key.is_same(stores.key())


def test_that_backups_brought_to_a_new_laptop_lead_back_to_what_they_hold(
    qtbot: QtBot, tmp_path: Path
) -> None:
    old, new = home_at(tmp_path / "old"), home_at(tmp_path / "new")
    assert not has_only_backups(new)
    with stores.made(old) as store_:
        place = backup.place_of(old)
        for _ in range(2):
            newest = backup.take(store_.connection, old, stores.key(), stores.NOW, place=place)
    shutil.copytree(place, backup.place_of(new), copy_function=shutil.copyfile)
    assert is_new(new)
    assert has_only_backups(new)
    assert not is_new(new)
    assert (new / "store.key").read_bytes() == (newest.path / "store.key").read_bytes()
    assert store_access.unlock(new, stores.PASSPHRASE).data_key.is_same(stores.key())


def test_that_the_window_gets_the_programs_own_picture(qtbot: QtBot, tmp_path: Path) -> None:
    QApplication.setWindowIcon(QIcon())
    with running(tmp_path / "home") as heard:
        qtbot.waitUntil(lambda: not heard.window.windowIcon().isNull())
        assert not heard.window.windowIcon().pixmap(32).isNull()
