"""Starting a review proposes the kind that fits the child, says why, and counts as one chooses."""

from datetime import date
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from models.child import Child, EarlyReviewThought, Home, LegalStatus, PastReview, PeriodOfCare
from models.edits import Opened
from models.terms import ReviewType
from tests.support.memory_program import memory_program
from ui.child.start_card import StartReviewCard

HOME = Home(id="h2", who="the Pells", place_code="U6", start=date(2026, 9, 7))
LEFT = Home(id="h1", who="Sue", place_code="U6", start=date(2025, 1, 6), end=date(2026, 9, 7))


def child(**facts: Any) -> Child:
    """Return Ash, ten, seen last on 1 July 2026; today is 24 November 2026."""
    usual: dict[str, Any] = {
        "born": date(2016, 3, 2),
        "became_looked_after": date(2025, 1, 6),
        "past_reviews": (PastReview(id="p", number=4, on=date(2026, 7, 1)),),
    }
    return Child(id="c", preferred_name="Ash", **(usual | facts))


def status(code: str, start: date) -> tuple[LegalStatus, ...]:
    return (LegalStatus(id="s", code=code, start=start),)


def begun(of: Child, qtbot: QtBot) -> StartReviewCard:
    card = StartReviewCard(memory_program(Opened(child=of)))
    qtbot.addWidget(card)
    card.show()
    card.begin(of)
    QApplication.processEvents()
    return card


def choose(box: QComboBox, type_: ReviewType, qtbot: QtBot) -> None:
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != type_:
        qtbot.keyClick(box, Qt.Key.Key_Down)


MOVED = (msgspec.structs.replace(LEFT, reason_left="CREQB"), HOME)
PLANNED_MOVE = (msgspec.structs.replace(LEFT, reason_left="CARPL"), HOME)
WANTED = EarlyReviewThought(
    id="t", on=date(2026, 11, 20), reasons=("exclusion",), needed=True, because="out for a month"
)
BACK = (
    PeriodOfCare(id="1", start=date(2025, 1, 6), end=date(2026, 8, 3), ended_because="E4A"),
    PeriodOfCare(id="2", start=date(2026, 11, 2)),
)


@pytest.mark.parametrize(
    ("facts", "type_", "why", "limit"),
    [
        (
            {"homes": (Home(id="a", who="x", place_code="A5", start=date(2026, 11, 2)),)},
            ReviewType.ADOPTION_PLACED,
            "Ash has lived with adopters since 2 November 2026.",
            "By law by Monday 30 November 2026. Counted as 4 weeks after moving in with adopters",
        ),
        (
            {"legal_statuses": status("E1", date(2026, 10, 5))},
            ReviewType.ADOPTION_AUTHORISED,
            "There has been authority to place for adoption since 5 October 2026.",
            "By law by Tuesday 5 January 2027. Counted as 3 months after authority to place",
        ),
        (
            {
                "became_looked_after": None,
                "legal_statuses": status("V3", date(2026, 9, 1)),
                "past_reviews": (),
            },
            ReviewType.SHORT_BREAKS,
            "Ash has had a series of short breaks since 1 September 2026.",
            "By local practice by Tuesday 1 December 2026. Counted as 3 months after the first",
        ),
        (
            {"homes": (Home(id="k", who="x", place_code="K1", start=date(2026, 11, 2)),)},
            ReviewType.SECURE,
            "Ash has been in a secure home since 2 November 2026.",
            "The secure accommodation panel stands beside this review",
        ),
        (
            {"homes": MOVED},
            ReviewType.UNPLANNED_MOVE,
            "Ash moved on 7 September 2026 without that having been planned.",
            "By law by Friday 1 January 2027. Counted as 6 months after the last review",
        ),
        (
            {"early_reviews": (WANTED,)},
            ReviewType.EARLY,
            "An early review was decided on 20 November 2026.",
            "It is held as soon as it can be; the usual limit still counts.",
        ),
        (
            {"born": date(2010, 6, 1)},
            ReviewType.PATHWAY,
            "Ash has been an eligible young person since 1 June 2026.",
            "The pathway plan is looked at together with the care plan",
        ),
        (
            {"born": date(2009, 3, 1)},
            ReviewType.ENDING_CARE,
            "Ash is eighteen on 1 March 2027.",
            "Leaving care is decided after a review.",
        ),
        (
            {"became_looked_after": date(2026, 11, 2), "periods": BACK},
            ReviewType.FIRST,
            "",
            "By law by Monday 30 November 2026. Counted as 20 working days after coming into care",
        ),
        ({"homes": PLANNED_MOVE}, ReviewType.SUBSEQUENT, "", "By law by Friday 1 January 2027."),
    ],
)
def test_that_the_kind_that_fits_is_proposed_with_why_and_its_limit(
    facts: dict[str, Any], type_: ReviewType, why: str, limit: str, qtbot: QtBot
) -> None:
    card = begun(child(**facts), qtbot)
    assert card.type.currentData() == type_
    assert card.why_type.text() == why
    assert limit in card.limit.text()


def test_that_the_limit_follows_the_kind_and_the_day_as_they_are_chosen(qtbot: QtBot) -> None:
    card = begun(child(), qtbot)
    assert card.limit.text().startswith("By law by Friday 1 January 2027.")
    choose(card.type, ReviewType.ADOPTION_PLACED, qtbot)
    assert card.limit.text().startswith("No last day by law yet")
    choose(card.type, ReviewType.SUBSEQUENT, qtbot)
    card.on.edit.setFocus()
    card.on.edit.selectAll()
    qtbot.keyClicks(card.on.edit, "8/1/2027")
    assert "this is 7 days later. You can say why as you go." in card.limit.text()


def test_that_a_kind_that_was_chosen_stays_when_the_day_changes(qtbot: QtBot) -> None:
    card = begun(child(homes=MOVED), qtbot)
    card.type.setFocus()
    choose(card.type, ReviewType.EARLY, qtbot)
    card.on.edit.selectAll()
    qtbot.keyClicks(card.on.edit, "1/12/2026")
    assert card.type.currentData() == ReviewType.EARLY
    assert not card.why_type.isVisible()


def test_that_a_long_term_foster_home_says_that_a_meeting_may_not_be_needed(qtbot: QtBot) -> None:
    lasting = msgspec.structs.replace(HOME, place_code="U4", start=date(2025, 1, 6))
    card = begun(child(homes=(lasting,)), qtbot)
    assert "hold one at least once a year, and always ask the child." in card.limit.text()
    assert "at least once a year" not in begun(child(), qtbot).limit.text()


@pytest.mark.parametrize(
    ("care", "number", "type_"),
    [
        (date(2026, 11, 2), "1", ReviewType.FIRST),
        (date(2026, 9, 15), "2", ReviewType.SECOND),
        (date(2025, 1, 6), "3", ReviewType.SUBSEQUENT),
    ],
)
def test_that_the_number_goes_with_the_kind_where_no_review_is_known(
    care: date, number: str, type_: ReviewType, qtbot: QtBot
) -> None:
    card = begun(child(became_looked_after=care, past_reviews=()), qtbot)
    assert (card.number.text(), card.type.currentData()) == (number, type_)
    assert ("there will have been a review before" in card.why_type.text()) == (number != "1")
    choose(card.type, ReviewType.FIRST, qtbot)
    assert card.number.text() == "1"
    assert card.limit.text().startswith("By law by")
    card.number.selectAll()
    qtbot.keyClicks(card.number, "7")
    choose(card.type, ReviewType.SECOND, qtbot)
    assert card.number.text() == "7"
