"""An entry is kept from somebody where it stands: views log, recommendations, not this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.edits import Drop, Opened, Put
from models.terms import WithheldWhat
from models.withheld import decision_about
from tests.support.marked import MANY, MUM, OPEN, WHY, Marked, marked_case
from tests.support.memory_program import memory_program, session_of
from ui.recommendations.panel import RecommendationsPanel
from ui.withholding.entry import EntryKeeping
from ui.write_up.not_this_time import NotThisTimeCard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.session import ReviewSession

VIEW = "view17"


def opened(mark: Marked = OPEN) -> Opened:
    child, review = marked_case((mark,) * MANY)
    return Opened(child=child, review=review)


def kept(session: ReviewSession, what: WithheldWhat, of: str) -> tuple[str, ...]:
    one = decision_about(session.opened.child, what, of)
    return one.withheld_from if one is not None else ()


@pytest.fixture
def entry(qtbot: QtBot) -> EntryKeeping:
    program = memory_program()
    made = EntryKeeping(WithheldWhat.VIEW, program.clock, "keep_view", lambda: "Morag Bell")
    qtbot.addWidget(made)
    return made


def test_that_an_entry_says_from_whom_it_is_kept_and_why(entry: EntryKeeping) -> None:
    entry.show_entry(opened(Marked(people=(MUM,))), VIEW)
    assert entry.said.text() == f"Kept from Mona: {WHY}"
    entry.show_entry(opened(Marked(annex=True)), VIEW)
    assert entry.said.text().startswith("In the confidential annex only")
    entry.show_entry(opened(), VIEW)
    assert entry.said.text() == "It stands in every copy that has room for it."


def test_that_deciding_puts_one_decision_and_freeing_takes_it_out(entry: EntryKeeping) -> None:
    edits: list[object] = []
    entry.edit.connect(lambda edit, _: edits.append(edit))
    entry.show_entry(opened(), VIEW)
    entry.ask()
    entry.card.people.tick(MUM)
    entry.card.keep.click()
    entry.show_entry(opened(Marked(people=(MUM,))), VIEW)
    entry.ask()
    entry.card.free.click()
    put, drop = edits
    assert isinstance(put, Put)
    assert isinstance(drop, Drop)
    assert put.item.id == drop.item.id == f"view.{VIEW}"


def test_that_another_entry_closes_the_question_about_the_one_before(entry: EntryKeeping) -> None:
    entry.show_entry(opened(), VIEW)
    entry.ask()
    entry.card.people.tick(MUM)
    entry.show_entry(opened(), "view18")
    assert entry.card.isHidden()
    assert not entry.card.people.keys
    entry.forget()
    assert entry.isHidden()
    assert not entry.said.text()


def test_that_a_recommendation_is_kept_where_it_is_worded(qtbot: QtBot) -> None:
    program = memory_program()
    session = session_of(program, opened())
    panel = RecommendationsPanel(program)
    qtbot.addWidget(panel)
    panel.show_session(session)
    panel.edit("recommendation21")
    panel.keeping.ask()
    panel.keeping.card.people.tick(MUM)
    panel.keeping.card.keep.click()
    assert kept(session, WithheldWhat.RECOMMENDATION, "recommendation21") == (MUM,)
    assert "Mona" in panel.keeping.said.text()
    session.undo()
    assert kept(session, WithheldWhat.RECOMMENDATION, "recommendation21") == ()


def test_that_an_honest_answer_is_kept_where_it_is_given(qtbot: QtBot) -> None:
    program = memory_program()
    session = session_of(program, opened())
    card = NotThisTimeCard(program.clock)
    qtbot.addWidget(card)
    card.show_session(session)
    card.keeping.ask()
    card.keeping.card.people.tick(MUM)
    card.keeping.card.keep.click()
    first = session.opened.the_review.head.unanswered[0].id
    assert kept(session, WithheldWhat.UNANSWERED, first) == (MUM,)
    card.forget()
    assert not card.keeping.said.text()
