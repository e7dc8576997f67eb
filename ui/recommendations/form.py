"""The fields of one recommendation: what, why, who, by when, agreed or not, answering what."""

import msgspec
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from models.agenda import worded
from models.because import answerable
from models.child import Person
from models.edits import Opened
from models.people import is_the_child
from models.review import Recommendation
from models.terms import ChildAgrees
from models.wording import Wording
from ui import theme
from ui.fields.bound_form import BoundForm
from ui.program import Program
from ui.recommendations.answers import AnswersField
from ui.recommendations.person_box import PersonBox, usual_role

_PREFIX = "recommendation"


class RecommendationForm(BoundForm):
    """Shows one recommendation; ``edited`` says what typing makes of it."""

    def __init__(
        self,
        program: Program,
        opened: Opened,
        parent: QWidget | None = None,
        *,
        with_letter: bool = False,
    ) -> None:
        super().__init__(_PREFIX, columns=1, parent=parent)
        child = opened.child
        self._child_name = child.preferred_name
        self._people: dict[str, Person] = {}
        self._filling = False
        for name, words, help_words in (
            ("what", "What will happen", "One action, in plain words."),
            ("why", "Why", ""),
        ):
            field = self.bind_text(name, words, help_words)
            field.setMinimumHeight(theme.px(58))
            field.setMaximumHeight(theme.px(120))
        self.who = self.add(
            "Who will do it", PersonBox(), "A named person.", name="recommendation_who"
        )
        self.bind_line("role", "Who they are")
        self.bind_date("by", "By when")
        self.bind_term("child_agrees", f"Does {self._child_name} agree?", ChildAgrees)
        agenda = worded(program.agenda, Wording(name=self._child_name, pronouns=child.pronouns))
        sections = [("", "Not one part in particular")]
        sections += [(section.id, section.title) for section in agenda.sections]
        self.bind_choice("section", "Which part of the plan", sections)
        question = f"Which of {self._child_name}'s words does it answer?"
        self.answers = self.add("", AnswersField(question), name="recommendation_answers")
        if with_letter:
            name = self._child_name
            letter = self.bind_text("in_letter", f"As you say it to {name}", "For the letter.")
            letter.setMaximumHeight(theme.px(96))
            self.bind_line("how_seen", f"How {name} will see it", "Such as: you are in the water.")
        self.who.named.connect(self._named)
        self.answers.ticked.connect(self._ticked)

    def show_in(self, opened: Opened, one: Recommendation) -> None:
        """Show a recommendation of the open review, with its people and words to choose from."""
        people = [p for p in opened.child.people if not is_the_child(p, opened.child)]
        self._people = {person.id: person for person in people}
        said = answerable(opened, one.answers)
        self._filling = True
        self.show_value(one)
        self.who.show_people(people)
        self.who.show_name(one.who)
        self.answers.show_words(said, one.answers)
        self._filling = False

    def focus_missing(self) -> None:
        """Put the focus where something is missing, or else into the words."""
        one: Recommendation | None = self.value
        if one is not None and one.what.strip() and not one.who.strip():
            self.who.setFocus()
        elif one is not None and one.what.strip() and one.by is None:
            self.field("by").setFocus()
        else:
            self.focus_first()

    @override
    def select_in(self, name: str, start: int, length: int) -> None:
        """Put the focus into a field, with a stretch of its words selected, in code points."""
        if name == "who":
            self.who.setFocus()
        else:
            super().select_in(name, start, length)

    def _named(self, name: str, person: Person | None) -> None:
        one: Recommendation | None = self.value
        if self._filling or one is None:
            return
        changed = msgspec.structs.replace(
            one, who=name, person_id=person.id if person is not None else None
        )
        before = self._people.get(one.person_id or "")
        was_usual = not one.role or (before is not None and one.role == usual_role(before))
        if person is not None and was_usual:
            changed = msgspec.structs.replace(changed, role=usual_role(person))
        self._hand_over(changed, "typing in “Who will do it”", f"{_PREFIX}.who.{one.id}")

    def _ticked(self, answers: tuple[str, ...]) -> None:
        one: Recommendation | None = self.value
        if not self._filling and one is not None:
            changed = msgspec.structs.replace(one, answers=answers)
            self._hand_over(changed, f"changing which of {self._child_name}'s words it answers", "")

    def _hand_over(self, changed: Recommendation, words: str, key: str) -> None:
        self.show_value(changed)
        self.edited.emit(changed, words, key)
