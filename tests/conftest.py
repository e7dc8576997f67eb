"""What every test gets: no screen, no network, no real home folder, no window left behind.

`HEARD_HYPOTHESIS` names the profile of generated examples: dev (20, new ones each run), ci (100)
or wine (a tenth of ci); the last two always try the same examples, so that a run can be repeated.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

# Before anything makes a QApplication: without a screen, Qt would end the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SLOW = [HealthCheck.too_slow]
settings.register_profile("dev", max_examples=20, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "ci", max_examples=100, deadline=None, suppress_health_check=SLOW, derandomize=True
)
settings.register_profile("wine", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("HEARD_HYPOTHESIS", "dev"))


@pytest.fixture(scope="session", autouse=True)
def away_from_home() -> Iterator[None]:
    """Point every per-user folder that a library may ask for at one temporary folder."""
    with (
        tempfile.TemporaryDirectory(prefix="heard-tests-", ignore_cleanup_errors=True) as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for kind in ("CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(Path(folder, kind.lower())))
        for name in ("APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(Path(folder, name.lower())))
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_on_the_clipboard() -> Iterator[None]:
    """Empty the clipboard at the end.

    Without a screen, Qt keeps what was copied until the process ends, which is after Python has:
    destroying an object that Python made then crashes. With a screen it goes with the application.
    """
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Start the tests' QApplication in the style that the program starts in."""
    from ui.theme import STYLE_ARGUMENTS

    return ["tests", *STYLE_ARGUMENTS]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Dress it as the program is dressed, so that no test depends on one that did before it."""
    from ui import theme

    theme.apply_theme(qapp, "light", 100)
    return qapp


@pytest.fixture(autouse=True)
def heard_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test its own folder for Heard's files; it does not exist yet."""
    home = tmp_path / "heard-home"
    monkeypatch.setenv("HEARD_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_window_left_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that ends with a window still on the screen, and close it for the next."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    left = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.objectName()!r}" for window in left]
    for window in left:
        window.hide()
        window.deleteLater()
    core = sys.modules["PySide6.QtCore"]  # what was closed goes now: no event loop runs in between
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if names:
        pytest.fail(f"{request.node.name} left on the screen: {', '.join(names)}")
