"""One open question of “Have we heard?”, answered there or left with a reason."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from models.agenda import Agenda, AgendaFacts
from models.because import said_in
from models.child import Person
from models.clock import Clock
from models.codes import offered
from models.edits import Edit, Opened, Put
from models.heard import Answer, Question
from models.terms import ChildCopy, PrivateTalk, Understood
from ui.because.answer_panel import AnswerPanel
from ui.fields.editors import SessionLine
from ui.kit import Card, DateField, Flow, Form, KeyButton, label
from ui.meeting import answers
from ui.recommendations.person_box import PersonBox, usual_role

_WORDS, _SEEN = "words", "seen"


class Desk(msgspec.Struct, frozen=True):
    """What answering needs to know: who is open, the agenda worded for them, the day."""

    opened: Opened
    agenda: Agenda
    facts: AgendaFacts
    clock: Clock


class QuestionCard(Card):
    """Shows a question with the fields that its kind of answer takes."""

    answered = Signal(str, object)
    """The question's id, and the edits that record the answer."""

    def __init__(self, question: Question, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.question, self._desk = question, desk
        self._name = f"ask_{question.id}".replace(".", "_").lower()
        self.setObjectName(self._name)
        self.words = label(question.text, "field")
        self.body.addWidget(self.words)
        self._form = Form(columns=2)
        self._text: QLineEdit | None = None
        self._choice: QComboBox | None = None
        self._date: DateField | None = None
        self._who: PersonBox | None = None
        self._panel: AnswerPanel | None = None
        self._add_fields()
        self.reason = self._line("or_reason", "Or leave it open, because…")
        if question.offered:
            self._line_of_reason(question.offered)
        self.body.addWidget(self._form)
        buttons = QWidget()
        flow = Flow(buttons)
        self.keep = KeyButton("Record it", on_click=self.record)
        self.keep.setObjectName(f"{self._name}_record")
        self.keep.setAccessibleDescription(question.text)
        if question.answer is Answer.BECAUSE:
            self.keep.set_words("Leave it open")
        flow.addWidget(self.keep)
        self.body.addWidget(buttons)

    @property
    def first_field(self) -> QWidget:
        """Where one begins to answer."""
        asked = self._panel.came if self._panel is not None else None
        return asked or self._date or self._who or self._choice or self._text or self.reason

    def show_desk(self, question: Question, desk: Desk) -> None:
        """Bring the question's words up to date; what is being typed stays."""
        self.question, self._desk = question, desk
        self.words.setText(question.text)
        self._show_panel()

    def _show_panel(self) -> None:
        """Show the next thing that nothing answers yet."""
        if self._panel is not None:
            opened = self._desk.opened
            said = next((one for one in said_in(opened) if one.key == self.question.of), None)
            self._panel.show_said(opened, said)

    def record(self) -> None:
        """Hand over the edits for what was filled in; nothing happens while nothing is."""
        edits = self._answer()
        if not edits and self.reason.text().strip():
            edits = [self._leave(self.reason.text())]
        if edits:
            self.answered.emit(self.question.id, edits)
        else:
            self.first_field.setFocus()

    # -- fields

    def _add_fields(self) -> None:
        kind = self.question.answer
        self._add_childs_part(kind)
        if kind is Answer.WORDS:
            name = self._desk.opened.child.preferred_name
            options = [(_WORDS, f"{name}'s own words"), (_SEEN, "What we saw")]
            self._choice = self._pick("kind", "Is it what was said or seen?", options)
            self._text = self._line("text", "What was it?")
        elif kind in (Answer.NOTE, Answer.NOTE_OR_NOT_RELEVANT):
            self._text = self._line("text", "What was said about it?")
        elif kind is Answer.TALK:
            talks = [(talk, talk.label) for talk in PrivateTalk]
            self._choice = self._pick("talk", "Did it happen?", talks)
            self._text = self._line("place", "Where?")
        elif kind is Answer.DUTY:
            self._text = self._line("how", "How were they told?")
        elif kind is Answer.ASKED:
            self._text = self._line("how", "How and when were they asked?")
        elif kind in (Answer.PLAN, Answer.PLAN_B):
            plans = [("", "Choose…"), *((c.code, c.label) for c in offered("permanence_plan"))]
            self._choice = self._pick("plan", "What is the plan?", plans)
        elif kind is Answer.WHO_AND_WHEN:
            self._add_who_and_when()
        elif kind is Answer.NEXT_DATE:
            self._date = self._form.date("Next review on", name=f"{self._name}_date")
            planned = self._desk.opened.the_review.head.next_review.planned
            self._date.set_date(planned)
            self._text = self._line("late", "If it is after the limit, why?")

    def _add_childs_part(self, kind: Answer) -> None:
        """Add the fields of what came of their words, of their rights, of what was seen."""
        if kind is Answer.BECAUSE:
            self._panel = AnswerPanel(f"{self._name}_it")
            self.body.addWidget(self._panel)
            self._panel.answered.connect(lambda edits: self.answered.emit(self.question.id, edits))
            self._show_panel()
        elif kind is Answer.RIGHTS:
            known = [(one, one.label[:1].upper() + one.label[1:]) for one in Understood]
            self._choice = self._pick("understood", "Do they know it?", known)
            self._text = self._line("how", "How were they told?")
        elif kind is Answer.OWN_COPY:
            forms: list[tuple[object, str]] = [("", "Choose…")]
            forms += [(form, form.label[:1].upper() + form.label[1:]) for form in ChildCopy]
            self._choice = self._pick("form", "In which form?", forms)
            self._text = self._line("how", "Who explains it, and how?")
        elif kind is Answer.SECOND_LOOK:
            self._date = self._form.date("On which day?", name=f"{self._name}_date")
            self._date.set_date(self._desk.clock.today())
            self._text = self._line("text", "What was seen?")

    def _add_who_and_when(self) -> None:
        people: Sequence[Person] = self._desk.opened.child.people
        self._who = self._form.add("Who will do it?", PersonBox(), name=f"{self._name}_who")
        self._date = self._form.date("By when?", name=f"{self._name}_date")
        self._who.show_people(people)
        for one in self._desk.opened.the_review.head.recommendations:
            if one.id == self.question.of:
                self._who.show_name(one.who)
                self._date.set_date(one.by)

    def _line(self, name: str, words: str) -> QLineEdit:
        edit = self._form.add(words, SessionLine(), name=f"{self._name}_{name}")
        edit.returnPressed.connect(self.record)
        return edit

    def _pick(self, name: str, words: str, options: Sequence[tuple[object, str]]) -> QComboBox:
        return self._form.choice(words, options, name=f"{self._name}_{name}")

    def _line_of_reason(self, words: str) -> None:
        """Offer a reason why a matter is not relevant; it is only taken when recorded."""
        use = KeyButton("Use this reason", kind="quiet")
        use.clicked.connect(lambda: self._take_reason(words))
        use.setObjectName(f"{self._name}_offer")
        use.setAccessibleDescription(words)
        row = QHBoxLayout()
        row.addWidget(label(f"One reason could be: {words}", "quiet"), 1)
        row.addWidget(use)
        self.body.addLayout(row)

    def _take_reason(self, words: str) -> None:
        self.reason.setText(words)
        self.reason.setFocus()

    # -- answers

    def _typed(self) -> str:
        return self._text.text().strip() if self._text is not None else ""

    def _answer(self) -> list[Edit]:
        kind, opened = self.question.answer, self._desk.opened
        today = self._desk.clock.today()
        typed = self._typed()
        chosen: str = self._choice.currentData() if self._choice is not None else ""
        if kind is Answer.WORDS:
            said = today if chosen == _WORDS else None
            return [answers.note(opened, self.question.section, typed, said_on=said)] * bool(typed)
        if kind in (Answer.NOTE, Answer.NOTE_OR_NOT_RELEVANT):
            return self._noted(typed) if typed else []
        if kind is Answer.TALK:
            talk = PrivateTalk(chosen)
            happened = talk is not PrivateTalk.NOT_DONE
            return [answers.talked(opened, talk, today, typed)] * happened
        if kind is Answer.DUTY:
            return [answers.advocate_told(opened, today, typed)] * bool(typed)
        if kind is Answer.ASKED:
            return [answers.asked(opened, self.question.of, typed)] if typed else []
        if kind in (Answer.RIGHTS, Answer.SECOND_LOOK, Answer.BECAUSE, Answer.OWN_COPY):
            return self._childs_part(kind, typed, chosen)
        if kind is Answer.PLAN:
            return [answers.planned(opened, today, plan=chosen)] if chosen else []
        if kind is Answer.PLAN_B:
            return [answers.planned(opened, today, plan_b=chosen)] if chosen else []
        if kind is Answer.WHO_AND_WHEN:
            return self._named()
        on = self._date.date_value if self._date is not None else None
        return [answers.next_review(opened, on, typed)] if on is not None else []

    def _childs_part(self, kind: Answer, typed: str, chosen: str) -> list[Edit]:
        """Return the edits for rights, the copy, what was seen; a panel says what came of words."""
        opened, today = self._desk.opened, self._desk.clock.today()
        if kind is Answer.OWN_COPY and chosen:
            return [answers.own_copy(opened, ChildCopy(chosen), typed)]
        if kind in (Answer.BECAUSE, Answer.OWN_COPY) or not typed:
            return []
        if kind is Answer.RIGHTS:
            return [answers.rights_told(opened, today, typed, Understood(chosen))]
        day = self._date.date_value if self._date is not None else None
        return [answers.seen(opened, day or today, typed)]

    def _noted(self, typed: str) -> list[Edit]:
        desk = self._desk
        ticks = answers.prompts_answered(self.question, desk.opened, desk.agenda, desk.facts)
        return [answers.note(desk.opened, self.question.section, typed), *ticks]

    def _named(self) -> list[Edit]:
        who = self._who.name.strip() if self._who is not None else ""
        by = self._date.date_value if self._date is not None else None
        head = self._desk.opened.the_review.head
        one = next((r for r in head.recommendations if r.id == self.question.of), None)
        if one is None or (not who and by is None):
            return []
        person = next((p for p in self._desk.opened.child.people if p.name == who), None)
        changed = msgspec.structs.replace(one, who=who, by=by)
        if person is not None:
            changed = msgspec.structs.replace(
                changed, person_id=person.id, role=one.role or usual_role(person)
            )
        return [Put(item=changed)] if changed != one else []

    def _leave(self, reason: str) -> Edit:
        if self.question.offered and reason.strip() == self.question.offered:
            return answers.not_relevant(self.question, reason)
        return answers.left_open(self._desk.opened, self.question, reason)
