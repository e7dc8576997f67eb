"""A lock takes everything away, also what was still on its way to the screen."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest

from desktop.demo.hands import Hands
from tests.support.homes import made_home
from tests.support.leaks import widgets_with
from tests.support.sample import CHILD_ID, CONFIDENTIAL_WORDS, REVIEW_ID, sample_case
from tests.support.tour import Tour
from tests.support.whole import running, unlock
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.shortcuts import Shortcut

KEPT = ("Kez", "Marlowe", "newt", CONFIDENTIAL_WORDS, "pond")
REVIEW = (PlaceKind.PREPARE, PlaceKind.MEETING, PlaceKind.WRITE_UP, PlaceKind.EXPORT)


def place_of(kind: PlaceKind) -> Place:
    if kind is PlaceKind.CASELOAD:
        return Place(kind=kind)
    review_id = REVIEW_ID if kind in REVIEW else None
    return Place(kind=kind, child_id=CHILD_ID, review_id=review_id)


@pytest.mark.parametrize("kind", [PlaceKind.CASELOAD, PlaceKind.CHILD, *REVIEW])
def test_that_a_page_that_was_still_being_read_is_not_shown_after_a_lock(
    tmp_path: Path, kind: PlaceKind, qapp: object
) -> None:
    with running(made_home(tmp_path / "home", sample_case())) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        heard.furniture.desk.go(place_of(kind))
        hands.press(Shortcut.LOCK)
        for _ in range(20):
            QTest.qWait(5)
        assert heard.window.page is None
        assert widgets_with(heard.window, KEPT) == []
        unlock(heard, hands)


def test_that_no_widget_holds_a_word_of_a_record_after_a_lock(tmp_path: Path, qapp: object) -> None:
    with running(made_home(tmp_path / "home", sample_case())) as heard:
        hands = Hands(heard.window)
        tour = Tour(heard, hands)
        for part in (tour.gate, tour.caseload, tour.child, tour.prepare, tour.meeting):
            for _ in part():
                pass
        for _ in tour.write_up():
            pass
        assert widgets_with(heard.window, KEPT)
        hands.press(Shortcut.LOCK)
        QCoreApplication.processEvents()
        QTest.qWait(50)
        assert heard.window.page is None
        assert widgets_with(heard.window, KEPT) == []


def test_that_no_widget_holds_a_word_of_a_document_that_was_read_after_a_lock(
    tmp_path: Path, qapp: object
) -> None:
    with running(made_home(tmp_path / "home", sample_case())) as heard:
        hands = Hands(heard.window)
        tour = Tour(heard, hands)
        for part in (tour.gate, tour.quality):
            for _ in part():
                pass
        heard.furniture.desk.go(Place(kind=PlaceKind.QUALITY))
        hands.wait(lambda: widgets_with(heard.window, KEPT), "the document")
        hands.press(Shortcut.LOCK)
        QCoreApplication.processEvents()
        QTest.qWait(50)
        assert heard.window.page is None
        assert widgets_with(heard.window, KEPT) == []


@pytest.mark.parametrize("kind", [PlaceKind.MEETING, PlaceKind.WRITE_UP])
@pytest.mark.parametrize("beside", [Shortcut.LOCK, Shortcut.HELP])
def test_that_a_lock_and_help_lead_back_to_the_section_that_one_was_in(
    tmp_path: Path, kind: PlaceKind, beside: Shortcut, qapp: object
) -> None:
    with running(made_home(tmp_path / "home", sample_case())) as heard:
        hands = Hands(heard.window)
        unlock(heard, hands)
        desk = heard.furniture.desk
        desk.go(msgspec.structs.replace(place_of(kind), section="home"))
        hands.wait(lambda: heard.window.page is not None and desk.place.kind is kind, "the page")
        page = heard.window.page
        assert isinstance(page, SessionPage)
        page.show_section("learning")
        hands.press(beside)
        if beside is Shortcut.LOCK:
            unlock(heard, hands)
        else:
            desk.go_back()
        hands.wait(lambda: heard.window.page is page and page.here, "the page again")
        assert page.here == "learning"
