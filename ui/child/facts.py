"""The facts about a child: names, numbers, dates, language, what helps them."""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.child import Child, Health, Identifiers
from models.terms import Communication
from ui import theme
from ui.child.records import coded
from ui.fields.bound_form import BoundForm
from ui.kit import Card


class FactsPart(QWidget):
    """Forms for the child's own fields and their numbers."""

    edited = Signal(object, str, str)
    """The changed child, words for undo, and the key under which typing is undone together."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._child: Child | None = None
        self.who, self.words, self.statistics = (
            BoundForm("child"),
            BoundForm("child", 1),
            BoundForm("child"),
        )
        self.numbers = BoundForm("child_number", 3)
        self.health = BoundForm("health", 3)
        self._build_who()
        self._build_words()
        self._build_health()
        self.statistics.bind_choice(
            "category_of_need",
            "Category of need",
            coded("category_of_need"),
            "For statistics only. It stands in no record.",
        )
        self.statistics.bind_line("ethnicity_code", "Ethnicity code", "As in the return.")
        self.numbers.bind_line("la_id", "The council's number")
        self.numbers.bind_line("nhs", "NHS number")
        self.numbers.bind_line("upn", "UPN", "School's number.")
        self.lists = BoundForm("child", 2)
        self.lists.bind_line(
            "family",
            "Family on my caseload",
            "The same words for brothers and sisters let them stand together.",
        )
        self.lists.bind_line("team", "Social work team", "The caseload can show one team alone.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        for title, forms in (
            ("Who they are", (self.who, self.words)),
            ("Health, as the return has it", (self.health,)),
            ("Numbers and statistics", (self.numbers, self.statistics)),
            ("In my lists only, in no record", (self.lists,)),
        ):
            card = Card(title)
            card.body.setSpacing(theme.S3)
            for form in forms:
                card.body.addWidget(form)
            layout.addWidget(card)
        self.who.edited.connect(self._who_changed)
        for form in (self.words, self.statistics, self.lists):
            form.edited.connect(self.edited)
        self.numbers.edited.connect(self._number)
        self.health.edited.connect(self._health_changed)

    def show_child(self, child: Child | None) -> None:
        """Show a child."""
        self._child = child
        for form in (self.who, self.words, self.statistics, self.lists):
            form.show_value(child)
        self.numbers.show_value(child.ids if child is not None else None)
        self.health.show_value(child.health if child is not None else None)

    def _who_changed(self, child: Child, words: str, key: str) -> None:
        """Pass a change on; with another day of birth it is anew whether that is still to come."""
        if self._child is not None and child.born != self._child.born:
            child = msgspec.structs.replace(child, unborn=child.born > self._today())
        self.edited.emit(child, words, key)

    def _number(self, ids: Identifiers, words: str, key: str) -> None:
        if self._child is not None:
            self.edited.emit(msgspec.structs.replace(self._child, ids=ids), words, key)

    def _health_changed(self, health: Health, words: str, key: str) -> None:
        if self._child is not None:
            changed = msgspec.structs.replace(self._child, health=health)
            self.edited.emit(changed, words, key)

    def _build_who(self) -> None:
        form = self.who
        form.bind_line("preferred_name", "Name they like to be called")
        form.bind_line("legal_name", "Legal name")
        form.bind_words(
            "former_names",
            "Names not used any more",
            "With commas between. They stand in no document; Heard says where one was left.",
        )
        form.bind_line("pronouns", "Pronouns", "Such as she/her, he/him, they/them.")
        form.bind_date("born", "Born", needed=True)
        form.bind_date("became_looked_after", "Came into care on")
        form.bind_words("languages", "Languages", "With commas between.")
        form.bind_line("interpreter", "Interpreter", "Who, and what to check.")
        form.bind_check(
            "asylum_or_trafficking", "Seeking asylum alone, or may have been trafficked"
        )
        form.bind_check("unborn", "Not yet born")

    def _build_words(self) -> None:
        form = self.words
        form.bind_text("about_me", "Who they are, in their own words")
        form.bind_line("ethnicity_words", "Where they are from, in the family's own words")
        form.bind_line("religion_words", "Faith, in the family's own words")
        form.bind_line("access", "What helps them to take part")
        form.bind_words(
            "liked_words",
            "Their own words for people and things",
            "With commas between, such as auntie Jo, the den. The language helper lets them be.",
        )
        form.bind_many("communication", "How they communicate", Communication)

    def _build_health(self) -> None:
        form = self.health
        form.bind_date("assessed_on", "Last health assessment on")
        form.bind_yes_no("assessed", "Health assessed this year")
        form.bind_yes_no("teeth_checked", "Teeth checked this year")
        form.bind_yes_no("immunised", "Immunisations up to date")
        form.bind_yes_no("development_checked", "Development checks up to date", "Under five.")
        form.bind_date("as_of", "Known as of")
        form.bind_number("sdq_score", "Strengths and difficulties score", "0 to 40, ages 4 to 16.")
        none = "There is one, or not known"
        form.bind_choice("sdq_reason", "Why there is no score", coded("sdq_reason", none))
