"""“Have we heard?”: what is still missing when a review is complete, answered on the spot."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.agenda import Agenda
from models.agenda_facts import facts_for
from models.edits import Edit
from models.heard import Question, have_we_heard
from ui import theme
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, Flow, KeyButton, announce, label, title_label
from ui.meeting.question_card import Desk, QuestionCard
from ui.program import Program
from ui.session import ReviewSession


class HeardPanel(QWidget):
    """Open questions first, each with its fields; what was heard is listed below."""

    write_up = Signal()
    left = Signal()
    """Back to the notes."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._agenda: Agenda | None = None
        self._cards: dict[str, QuestionCard] = {}
        self.setObjectName("have_we_heard")
        self.title = title_label("Have we heard?")
        self.count = label("", "where")
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.S3)
        self.heard = RowList("Heard", fits=True)
        self.heard.setObjectName("heard_list")
        self._heard_card = Card("Heard")
        self._heard_card.body.addWidget(self.heard)
        buttons = QWidget()
        flow = Flow(buttons)
        go = KeyButton("Go on to writing up", kind="main", on_click=self.write_up.emit)
        go.setObjectName("heard_write_up")
        back = KeyButton("Back to the notes", icon="arrow-left", on_click=self.left.emit)
        back.setObjectName("heard_back")
        flow.addWidget(go)
        flow.addWidget(back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S3)
        layout.addWidget(self.title)
        layout.addWidget(self.count)
        layout.addWidget(buttons)
        layout.addLayout(self._place)
        layout.addWidget(self._heard_card)
        layout.addStretch(1)

    def ask(self, session: ReviewSession, agenda: Agenda) -> None:
        """Ask about the open review; ``agenda`` is worded for the child."""
        self._session, self._agenda = session, agenda
        self.refresh()
        first = next(iter(self._cards.values()), None)
        if first is not None:
            first.first_field.setFocus()

    def refresh(self) -> None:
        """Bring the questions up to date; what is being typed stays."""
        if self._session is None or self._agenda is None:
            return
        opened, program = self._session.opened, self._program
        today = program.clock.today()
        questions = have_we_heard(opened, self._agenda, program.engine, today)
        facts = facts_for(opened.child, opened.the_review, today)
        desk = Desk(opened, self._agenda, facts, program.clock)
        self._show_open([q for q in questions if not q.is_settled], desk)
        self.heard.show_rows([_row(q) for q in questions if q.is_settled])

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._session = self._agenda = None
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards.clear()
        self.heard.show_rows(())
        self.count.setText("")

    def _show_open(self, questions: list[Question], desk: Desk) -> None:
        wanted = {question.id: question for question in questions}
        for id_ in [i for i in self._cards if i not in wanted]:
            card = self._cards.pop(id_)
            card.hide()
            card.deleteLater()
        for at, (id_, question) in enumerate(wanted.items()):
            if id_ in self._cards:
                self._cards[id_].show_desk(question, desk)
            else:
                card = QuestionCard(question, desk, self)
                card.answered.connect(self._record)
                self._cards[id_] = card
                self._place.insertWidget(at, card)
        self._say_count(len(questions))

    def _say_count(self, left: int) -> None:
        name = self._session.opened.child.preferred_name if self._session is not None else ""
        if left:
            things = "1 thing is" if left == 1 else f"{left} things are"
            words = f"{things} still to be heard: answer here, or leave open with a reason."
        else:
            words = f"Everything was heard, or has its reason. {name}'s record can be written."
        self.count.setText(words)

    def _record(self, id_: str, edits: list[Edit]) -> None:
        if self._session is None:
            return
        order = list(self._cards)
        at = order.index(id_)
        for edit in edits:
            self._session.apply(edit, "answering under “Have we heard?”")
        self.refresh()
        announce(self, self.count.text())
        following = [i for i in order[at + 1 :] if i in self._cards] or list(self._cards)
        if id_ in self._cards:
            self._cards[id_].first_field.setFocus()
        elif following:
            self._cards[following[0]].first_field.setFocus()
        else:
            self.heard.setFocus()


def _row(question: Question) -> Row:
    if question.is_answered:
        found = (Fact(question.found),) if question.found else ()
        return Row(
            key=question.id,
            words=question.text,
            facts=found,
            state="✓",
            state_role="done",
            spoken=", ".join(part for part in (question.text, "heard", question.found) if part),
        )
    return Row(
        key=question.id,
        words=question.text,
        facts=(Fact(f"left open: {question.reason}"),),
        state="left open",
        state_role="soon",
    )
