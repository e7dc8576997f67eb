"""Every page of the composed program: no widget without a name, too small a target or cut off.

In light and at twice the size of text on half a 1366-pixel screen; with the profile ``ci`` in dark
and at other sizes too.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Heard
from desktop.demo.hands import Hands
from tests.support.homes import made_home
from tests.support.sample import sample_case
from tests.support.tour import Stops, Tour
from tests.support.walk import clipped, cut_off, too_small, unnamed
from tests.support.whole import running
from ui import theme


class Look(NamedTuple):
    """How the program is looked at."""

    scheme: str = "light"
    percent: int = 100
    width: int = 1366
    height: int = 728


LOOKS = {"light": Look(), "large on half a screen": Look(percent=200, width=683)}
if os.environ.get("HEARD_HYPOTHESIS") == "ci":
    LOOKS |= {
        "dark": Look(scheme="dark"),
        "large": Look(percent=200),
        "half a screen": Look(width=683),
        "dark and small": Look(scheme="dark", percent=80),
    }
_REST_MS = 1_500


@pytest.fixture(params=list(LOOKS))
def look(request: pytest.FixtureRequest) -> Look:
    return LOOKS[request.param]


@pytest.fixture(autouse=True)
def as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply_theme(qapp)


def dressed(heard: Heard, look: Look) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply_theme(app, look.scheme, look.percent)
    heard.window.resize(look.width, look.height)


def faults_of(heard: Heard, stops: Stops, look: Look) -> list[str]:
    """Return what is wrong at any stop, once its page has come to rest."""
    found = []
    for stop in stops:
        rested = QDeadlineTimer(_REST_MS)
        while (faults := _faults(heard.window, look)) and not rested.hasExpired():
            QTest.qWait(10)
        found += [f"{stop}: {fault}" for fault in faults]
    return found


def _faults(window: QWidget, look: Look) -> list[str]:
    grew = (window.width(), window.height()) != (look.width, look.height)
    return [
        *unnamed(window),
        *too_small(window),
        *cut_off(window),
        *clipped(window),
        *([f"the window is now {window.width()} × {window.height()} px"] if grew else []),
    ]


def test_that_the_first_run_names_and_fits_everything(tmp_path: Path, look: Look) -> None:
    with running(tmp_path / "home") as heard:
        dressed(heard, look)
        assert faults_of(heard, Tour(heard, Hands(heard.window)).first_run(), look) == []


def test_that_every_page_names_and_fits_everything(tmp_path: Path, look: Look) -> None:
    home = made_home(tmp_path / "home", sample_case(), scheme=look.scheme, percent=look.percent)
    with running(home) as heard:
        dressed(heard, look)
        tour = Tour(heard, Hands(heard.window))
        found = []
        for part in (
            tour.gate,
            tour.caseload,
            tour.child,
            tour.prepare,
            tour.meeting,
            tour.write_up,
            tour.quality,
            tour.beside,
        ):
            found += faults_of(heard, part(), look)
        assert found == []
