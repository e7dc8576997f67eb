"""Feedback comes back to the write-up: at its section, with its version, answered and undone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from export.comments import NewComment, with_comments
from export.lead_documents import commented
from export.package import packed, unpacked
from export.protecting import protected
from export.reader.document import Spot
from models.edits import Opened
from models.finding import RECOMMENDATIONS
from models.review import Review, SignedVersion
from tests.export.test_feedback_round_trip import audit_of
from tests.support.documents import exported
from tests.support.leaks import widgets_with
from tests.support.memory_program import memory_program, memory_store, said_by, session_of
from tests.support.sample import TODAY, sample_child, sample_review
from ui.clipboard import take_back
from ui.recommendations import RecommendationsPanel
from ui.write_up.feedback_card import FeedbackCard

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from models.feedback_values import Feedback

ON = date(2026, 12, 7)
SIGNED = SignedVersion(number=1, signed_at=datetime(2026, 12, 4, 9, tzinfo=UTC), by="Morag Bell")
REVIEW = sample_review(completed_on=TODAY, versions=(SIGNED,))


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    minutes = exported("minutes", review=REVIEW)
    path = tmp_path_factory.mktemp("returned") / "copy.docx"
    path.write_bytes(commented(minutes, audit_of(minutes), ON))
    return path


class Desk:
    """The card beside a review whose version 1 is signed."""

    def __init__(self, qtbot: QtBot, review: Review = REVIEW) -> None:
        opened = Opened(child=sample_child(), review=review)
        self.program = memory_program(opened)
        memory_store(self.program).signed[REVIEW.id, 1] = Opened(
            child=sample_child(), review=REVIEW
        )
        self.said = said_by(self.program)
        self.session = session_of(self.program, opened)
        self.went: list[str] = []
        self.panel = RecommendationsPanel(self.program)
        self.panel.show_session(self.session)
        self.card = FeedbackCard(self.program, self.panel, self.went.append)
        for widget in (self.panel, self.card):
            qtbot.addWidget(widget)
        self.card.resize(420, 700)
        self.card.show()
        self.card.show_part(self.session, "voice")

    @property
    def feedback(self) -> tuple[Feedback, ...]:
        return self.session.opened.the_review.head.feedback

    def take_in(self, path: Path) -> None:
        self.program.messages.next_paths.append([path])
        self.card.take.click()

    def choose(self, words: str) -> None:
        row = next(row for row in self.card.list.rows if row.words.startswith(words))
        self.card.list.set_current(row.key)
        self.card.list.current_changed.emit(row.key)


def test_that_comments_are_taken_in_at_their_places_and_can_be_undone(
    qtbot: QtBot, returned: Path
) -> None:
    desk = Desk(qtbot)
    desk.take_in(returned)
    assert [len(one.comments) for one in desk.feedback] == [3]
    assert desk.card.copy.isHidden()
    assert "3 comments were taken in" in desk.said[-1].problem
    facts = {row.words.split()[0]: [f.words for f in row.facts] for row in desk.card.list.rows}
    assert "recommendation 2" in facts["Who"]
    desk.session.undo()
    desk.card.show_part(desk.session, "voice")
    assert desk.feedback == ()
    assert desk.card.list.rows == ()


def test_that_a_comment_leads_to_its_recommendation_is_answered_and_marked_done(
    qtbot: QtBot, returned: Path
) -> None:
    desk = Desk(qtbot)
    desk.take_in(returned)
    desk.choose("Who makes sure")
    desk.card.list.setFocus()
    QTest.keyClick(desk.card.list, Qt.Key.Key_Return)
    assert desk.went == [RECOMMENDATIONS]
    answer = desk.card.form.field("answer")
    QTest.keyClicks(answer, "Ms Khan does.")
    desk.card.done.click()
    comments = {c.words: c for one in desk.feedback for c in one.comments}
    comment = comments["Who makes sure?"]
    assert (comment.answer, comment.done) == ("Ms Khan does.", True)
    desk.card.copy.click()
    second = REVIEW.head.recommendations[1].what
    assert QGuiApplication.clipboard().text() == (
        f"Recommendation 2: “{second}”\nRuth Okafor: Who makes sure?\nAnswer: Ms Khan does. (done)"
    )
    take_back()
    assert not QGuiApplication.clipboard().text()
    assert "2 of 3 still to look at" in desk.card.summary.text()
    desk.session.undo()
    assert not any(c.done for one in desk.feedback for c in one.comments)


def test_that_feedback_on_a_version_that_changed_since_is_said_to_be(
    qtbot: QtBot, returned: Path
) -> None:
    head = REVIEW.head
    first = msgspec.structs.replace(head.recommendations[0], what="Changed since")
    changed = msgspec.structs.replace(head, recommendations=(first, *head.recommendations[1:]))
    desk = Desk(qtbot, msgspec.structs.replace(REVIEW, head=changed))
    desk.take_in(returned)
    assert "about version 1; the record has changed since" in desk.said[-1].problem


def test_that_feedback_on_an_earlier_version_names_it_at_every_comment(
    qtbot: QtBot, returned: Path
) -> None:
    second = msgspec.structs.replace(SIGNED, number=2, reason="a date was wrong")
    head = msgspec.structs.replace(REVIEW.head, versions=(SIGNED, second))
    desk = Desk(qtbot, msgspec.structs.replace(REVIEW, head=head))
    desk.take_in(returned)
    assert "about version 1, and a later version" in desk.said[-1].problem
    assert all(
        "about version 1" in [fact.words for fact in row.facts] for row in desk.card.list.rows
    )


def test_that_feedback_on_another_review_changes_nothing(qtbot: QtBot, returned: Path) -> None:
    head = msgspec.structs.replace(REVIEW.head, number=9)
    desk = Desk(qtbot, msgspec.structs.replace(REVIEW, head=head))
    desk.take_in(returned)
    assert desk.feedback == ()
    assert "another review" in desk.said[-1].problem


def test_that_a_copy_with_other_words_says_so_at_every_comment(
    qtbot: QtBot, returned: Path, tmp_path: Path
) -> None:
    made = unpacked(returned.read_bytes())
    main = made["word/document.xml"].replace(b"conservatory", b"observatory")
    (tmp_path / "changed.docx").write_bytes(packed({**made, "word/document.xml": main}))
    desk = Desk(qtbot)
    desk.take_in(tmp_path / "changed.docx")
    assert "Words of the record are different in this copy too." in desk.said[-1].problem
    assert all(
        "about version 1, in a copy with other words" in [fact.words for fact in row.facts]
        for row in desk.card.list.rows
    )


def test_that_more_comments_than_anybody_answers_are_not_taken_in(
    qtbot: QtBot, returned: Path, tmp_path: Path
) -> None:
    at = datetime(2026, 12, 7, tzinfo=UTC)
    many = [NewComment(spot=Spot(at=0), text=f"{n}", author="R", on=at) for n in range(501)]
    (tmp_path / "many.docx").write_bytes(with_comments(returned.read_bytes(), many))
    desk = Desk(qtbot)
    desk.take_in(tmp_path / "many.docx")
    assert desk.feedback == ()
    assert "504 comments, so none was taken in" in desk.said[-1].problem


def test_that_a_locked_copy_asks_for_its_password(
    qtbot: QtBot, returned: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked.docx"
    locked.write_bytes(protected(returned.read_bytes(), "four plain words"))
    desk = Desk(qtbot)
    desk.take_in(locked)
    assert desk.card.locked.isVisible()
    desk.card.locked.password.setText("four plain words")
    desk.card.locked.give.click()
    assert len(desk.feedback) == 1
    assert not desk.card.locked.isVisible()


def test_that_a_lock_leaves_no_word_of_feedback(qtbot: QtBot, returned: Path) -> None:
    desk = Desk(qtbot)
    desk.take_in(returned)
    assert widgets_with(desk.card, ("Who makes sure",))
    desk.card.forget()
    assert widgets_with(desk.card, ("Who makes sure", "Okafor")) == []
