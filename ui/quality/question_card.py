"""One question of the audit: what Heard reads, what bears on it, the grade, and two words more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from export.feedback_sheet import shortened
from export.qa.outcome import Evidence, Outcome, Reply
from models.audit import Answer, Grade
from models.questions import AuditQuestion
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Flow, KeyButton, Pill, heading_label, label, quiet_label, small_heading_label
from ui.kit.labels import Tone
from ui.quality.values import ROLES

_TONES: dict[Reply, Tone] = {Reply.YES: "good", Reply.NO: "late", Reply.CANNOT_TELL: "soon"}

GRADE_KEYS = {str(number): grade for number, grade in enumerate(Grade, 1)}
"""The keys that grade the question at hand, while its list has the focus."""


class QuestionCard(QWidget):
    """Shows a question with its answer; nothing of it is sent on before the lead says so."""

    graded = Signal(object)
    """A ``Grade`` was chosen for the question shown."""
    edited = Signal(object, str, str)
    """The new ``Answer``, words for undo, and the key under which typing is undone together."""
    passage_chosen = Signal(object)
    """The ``Evidence`` to be shown in the document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: dict[str, Evidence] = {}
        self.question: AuditQuestion | None = None
        self.outcome: Outcome | None = None
        self.heading = heading_label()
        self.source = quiet_label()
        self.verdict = Pill()
        self.why = label()
        self.evidence_heading = small_heading_label("What bears on it")
        self.evidence = RowList("Passages that bear on it", fits=True)
        self.evidence.setObjectName("evidence_list")
        self.evidence.setAccessibleDescription("Enter goes to the passage in the document.")
        self.evidence.chosen.connect(self._choose)
        self.grades: dict[Grade, KeyButton] = {}
        self.form = BoundForm("answer", columns=1)
        self.form.bind_text("words", "What you saw")
        self.form.bind_text("difference", "What difference it made for the child")
        self.form.edited.connect(self.edited.emit)
        self._lay_out()

    def show_question(
        self, question: AuditQuestion, outcome: Outcome | None, answer: Answer
    ) -> None:
        """Show a question, what was read to it, and what the lead answered."""
        self.question, self.outcome = question, outcome
        self.heading.setText(f"{question.number} · {question.text}")
        self.source.setText(question.source)
        self.source.setVisible(bool(question.source))
        self._show_outcome(outcome)
        self.show_answer(answer)

    def show_answer(self, answer: Answer) -> None:
        """Show another answer to the same question."""
        for grade, button in self.grades.items():
            button.setChecked(answer.grade is grade)
        self.form.show_value(answer)

    def forget(self) -> None:
        """Show nothing."""
        self.question = self.outcome = None
        for shown in (self.heading, self.source, self.why):
            shown.setText("")
        self._show_passages(())
        self.verdict.hide()
        self.form.show_value(None)
        for button in self.grades.values():
            button.setChecked(False)

    def _show_outcome(self, outcome: Outcome | None) -> None:
        reply = outcome.reply if outcome is not None else Reply.TO_JUDGE
        judged = reply is Reply.TO_JUDGE
        said = "For you to judge" if judged else f"Heard reads: {reply.label}"
        self.verdict.show_fact(said, _TONES.get(reply, "neutral"))
        self.verdict.show()
        self.why.setText(outcome.because if outcome is not None else "")
        self.why.setVisible(bool(self.why.text()))
        self._show_passages(outcome.evidence if outcome is not None else ())

    def _show_passages(self, passages: Sequence[Evidence]) -> None:
        self._passages = {str(at): passage for at, passage in enumerate(passages)}
        self.evidence.show_rows(
            [
                Row(key=key, words=shortened(passage.text), facts=_facts(passage.where))
                for key, passage in self._passages.items()
            ]
        )
        for shown in (self.evidence_heading, self.evidence):
            shown.setVisible(bool(passages))

    def _choose(self, key: str) -> None:
        self.passage_chosen.emit(self._passages[key])

    def _lay_out(self) -> None:
        row = QWidget()
        flow = Flow(row, theme.S1)
        for number, grade in enumerate(Grade, 1):
            button = KeyButton(grade.label)
            button.setCheckable(True)
            button.set_slim()
            button.setObjectName(f"grade_{grade.value}")
            button.setAccessibleDescription(f"Key {number} in the list of questions")
            button.clicked.connect(lambda _=False, g=grade: self.graded.emit(g))
            self.grades[grade] = button
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.S2, 0)
        column.setSpacing(theme.S2)
        for part in (self.heading, self.source, self.verdict, self.why, self.evidence_heading,
                     self.evidence, small_heading_label("Your grade"), row, self.form):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)


class QuestionList(RowList):
    """The questions as rows; the keys 1 to 4 grade the one at hand."""

    grade_pressed = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        grade = GRADE_KEYS.get(event.text())
        if grade is not None and self.current_key:
            self.grade_pressed.emit(grade)
            return
        super().keyPressEvent(event)


def question_row(
    question: AuditQuestion, outcome: Outcome | None, answer: Answer, *, gap: bool
) -> Row:
    """Return the row of a question: what the lead said, else what Heard reads."""
    grade = answer.grade
    reply = outcome.reply if outcome is not None else Reply.TO_JUDGE
    read = "" if reply is Reply.TO_JUDGE else reply.label
    state, role = read, ROLES.get(reply, "quiet")
    if grade is not None:
        state, role = grade.label, _ROLES[grade]
    return Row(
        key=question.id,
        words=f"{question.number} · {question.text}",
        state=state,
        state_role=role,
        facts=_facts(f"Heard reads: {read}" if grade is not None and read else ""),
        gap=gap,
    )


_ROLES = {
    Grade.STRONG: "done",
    Grade.SECURE: "done",
    Grade.NEEDS_WORK: "soon",
    Grade.NOT_SEEN: "quiet",
}


def _facts(words: str) -> tuple[Fact, ...]:
    return (Fact(words),) if words else ()
