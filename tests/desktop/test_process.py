"""The process: where it lives, one at a time, and what it says when it is wrong."""

import logging
import sys
from pathlib import Path

import pytest

from desktop import logs, paths
from desktop.crash import CrashGuard
from desktop.single_instance import SingleInstance

CANARY = "Zephyrine"


def test_that_home_is_what_was_given_then_the_environment_then_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "b"))
    assert paths.home_folder(str(tmp_path / "a")) == tmp_path / "a"
    assert paths.home_folder(None) == tmp_path / "b"
    monkeypatch.delenv(paths.HOME_VARIABLE)
    assert paths.home_folder(None).name.lower() == "heard"


def test_that_a_folder_on_a_server_is_refused() -> None:
    with pytest.raises(paths.HomeFolderError):
        paths.home_folder(r"\\server\share\heard")


def test_that_a_home_that_cannot_be_made_is_told_plainly(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    with pytest.raises(paths.HomeFolderError):
        paths.make_home(in_the_way / "home")


def _fail() -> None:
    raise ValueError(CANARY)


def test_that_a_bug_is_logged_with_its_place_and_without_its_words(tmp_path: Path) -> None:
    logs.start_log(tmp_path)
    try:
        try:
            _fail()
        except ValueError as fault:
            logs.note_bug(ValueError, fault, fault.__traceback__)
    finally:
        logs.stop_log()
    written = (tmp_path / logs.LOG_NAME).read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "_fail" in written
    assert CANARY not in written
    assert str(tmp_path) not in written


def test_that_a_crash_saves_then_tells_once_and_is_known_at_the_next_start(
    tmp_path: Path,
) -> None:
    done: list[str] = []
    guard = CrashGuard(tmp_path, lambda: done.append("saved"), lambda: done.append("told"))
    assert not guard.closed_unexpectedly
    guard.start()
    try:
        for _ in range(2):
            guard.take(ValueError, ValueError(CANARY), None)
    finally:
        guard.stop()
    assert done == ["saved", "told"]
    assert sys.excepthook is sys.__excepthook__
    assert CrashGuard(tmp_path, _fail, _fail).closed_unexpectedly


def test_that_a_rescue_that_fails_still_tells_the_user(tmp_path: Path) -> None:
    told: list[bool] = []
    guard = CrashGuard(tmp_path, _fail, lambda: told.append(True))
    with pytest.raises(ValueError, match=CANARY):
        guard.take(ValueError, ValueError("x"), None)
    assert told == [True]


def test_that_a_run_that_ended_well_leaves_nothing_behind(tmp_path: Path) -> None:
    guard = CrashGuard(tmp_path, _fail, _fail)
    guard.start()
    guard.stop()
    assert list(tmp_path.iterdir()) == []


def test_that_a_second_heard_is_refused_and_calls_the_first_forward(
    tmp_path: Path, qtbot: object
) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    came: list[bool] = []
    assert first.take()
    first.when_asked(lambda: came.append(True))
    assert not second.take()
    qtbot.waitUntil(lambda: came == [True], timeout=5000)  # type: ignore[attr-defined]
    first.release()
    assert second.take()
    second.release()


def test_that_the_log_writes_no_file_until_started() -> None:
    logs.note("nothing is listening %d", 1)
    handlers = logging.getLogger("heard").handlers  # pytest may have put its own there
    assert not [one for one in handlers if isinstance(one, logging.FileHandler)]
