"""The forty questions: a list to walk through, and the one at hand beneath it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from export.qa.outcome import Reply
from models.audit import Answer, Audit, Grade, graded, put_answer
from models.questions import AuditQuestion, Questions
from ui import theme
from ui.audit_session import AuditSession
from ui.frame.panes import last_stop_before
from ui.kit import Flow, KeyButton, quiet_label, scroll
from ui.quality.question_card import QuestionCard, QuestionList, question_row
from ui.quality.values import ReadFile

_ROOM_FOR_LIST = 330  # px at 100 % text


class QuestionsPart(QWidget):
    """Asks the questions about the document in front."""

    passage_chosen = Signal(object)
    question_shown = Signal(object)
    """The ``Outcome`` of the question at hand, or None."""

    def __init__(self, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions = questions
        self._session: AuditSession | None = None
        self._file: ReadFile | None = None
        self.count = quiet_label()
        self.list = QuestionList("Questions of the audit")
        self.list.setObjectName("question_list")
        self.list.setAccessibleDescription(
            "Keys: 1 strong, 2 secure, 3 needs work, 4 not seen. Enter goes to the question."
        )
        self.card = QuestionCard()
        self._ways = QWidget()
        self._flow = Flow(self._ways, theme.S1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(self._ways)
        column.addWidget(self.count)
        column.addWidget(self.list, 2)
        column.addWidget(scroll(self.card), 3)
        self.list.current_changed.connect(self._show)
        self.list.chosen.connect(self._take)
        self.list.grade_pressed.connect(self._grade)
        self.card.graded.connect(self._grade)
        self.card.edited.connect(self._edit)
        self.card.passage_chosen.connect(self.passage_chosen.emit)

    def add_way(self, action: QAction) -> None:
        """Put a button for an action above the list."""
        button = KeyButton.following(action)
        button.set_slim()
        self._flow.addWidget(button)
        QWidget.setTabOrder(last_stop_before(self.list), button)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Leave all the room to the question at hand where there is too little for a list too."""
        super().resizeEvent(event)
        has_room = self.height() >= theme.px(_ROOM_FOR_LIST)
        self.list.setVisible(has_room)
        self.count.setVisible(has_room)

    @property
    def current(self) -> str:
        """The id of the question at hand, or nothing."""
        return self.card.question.id if self.card.question is not None else ""

    def show_session(self, session: AuditSession, file: ReadFile) -> None:
        """Ask about another document, from its first question on that needs a look."""
        self._session, self._file = session, file
        self._show_rows(session.audit)
        first = next((q.id for q in self._all if self._is_no(q)), "")
        self._show(first or (self._all[0].id if self._all else ""))

    def show_audit(self, audit: Audit) -> None:
        """Show what the lead said now."""
        self._show_rows(audit)
        if self.card.question is not None:
            self.card.show_answer(audit.answer(self.card.question.id))

    def forget(self) -> None:
        """Show nothing of any document."""
        self._session = self._file = None
        self.list.show_rows([])
        self.count.setText("")
        self.card.forget()

    def step(self, by: int) -> None:
        """Go to the next question, or to one before."""
        ids = [question.id for question in self._all]
        if self.current in ids:
            at = ids.index(self.current) + by
            if 0 <= at < len(ids):
                self._show(ids[at])

    def step_to_look(self) -> None:
        """Go to the next question that Heard reads a no to, after the last one the first."""
        ids = [question.id for question in self._all]
        at = ids.index(self.current) + 1 if self.current in ids else 0
        order = (*self._all[at:], *self._all[:at])
        following = next((q.id for q in order if self._is_no(q)), "")
        if following:
            self._show(following)
            passages = self.card.outcome.evidence if self.card.outcome is not None else ()
            if passages:
                self.passage_chosen.emit(passages[0])

    def focus_list(self) -> None:
        """Put the keys into the list, or into the grades where there is no room for it."""
        if self.list.isHidden():
            next(iter(self.card.grades.values())).setFocus()
        else:
            self.list.setFocus()

    @property
    def _all(self) -> Sequence[AuditQuestion]:
        return self._questions.questions

    def _is_no(self, question: AuditQuestion) -> bool:
        outcome = self._file.outcome(question.id) if self._file is not None else None
        return outcome is not None and outcome.reply is Reply.NO

    def _show_rows(self, audit: Audit) -> None:
        file, rows, group = self._file, [], ""
        for question in self._all:
            outcome = file.outcome(question.id) if file is not None else None
            gap = bool(group) and question.group != group
            group = question.group
            answer = audit.answer(question.id)
            rows.append(question_row(question, outcome, answer, gap=gap))
        self.list.show_rows(rows)
        answered = sum(audit.answer(question.id).grade is not None for question in self._all)
        self.count.setText(f"{answered} of {len(self._all)} graded")

    def _show(self, question_id: str) -> None:
        question = self._questions.question(question_id)
        if question is None or self._session is None or self._file is None:
            return
        self.list.set_current(question_id)
        if self.card.question is not question:
            outcome = self._file.outcome(question_id)
            answer = self._session.audit.answer(question_id)
            self.card.show_question(question, outcome, answer)
            self.question_shown.emit(outcome)

    def _take(self, question_id: str) -> None:
        self._show(question_id)
        next(iter(self.card.grades.values())).setFocus()

    def _grade(self, grade: object) -> None:
        question, session = self.card.question, self._session
        if question is not None and session is not None and isinstance(grade, Grade):
            after = graded(session.audit, question.id, grade)
            session.apply(after, f"grading question {question.number}")
            self.card.show_answer(session.audit.answer(question.id))

    def _edit(self, answer: Answer, words: str, joins: str) -> None:
        if self._session is not None:
            self._session.apply(put_answer(self._session.audit, answer), words, joins)
