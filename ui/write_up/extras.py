"""Cards beside a section: what is recorded in fields, not in the text of the section itself.

How the child took part stands by their voice, the strip by home, the plan by permanence, the next
review by what was decided, honest answers by what was not agreed; reasons why something was not
talked about stand by the section they belong to.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.before_it_goes import Draft
from models.review import DIFFERENCES
from models.write_up import Part
from ui import theme
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.folding import FoldingCard
from ui.write_up.next_review import NextReviewCard
from ui.write_up.not_this_time import NotThisTimeCard
from ui.write_up.participation import ParticipationCard
from ui.write_up.plan import PlanCard
from ui.write_up.reasons import ReasonsCard
from ui.write_up.strip_card import StripCard

VOICE, HOME, PERMANENCE, DECISIONS = "voice", "home", "permanence", "decisions"


class Extras(QWidget):
    """Shows the cards that belong to one part of the record."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.participation = ParticipationCard()
        self.strip = StripCard(program)
        self.plan = PlanCard(program)
        self.next_review = NextReviewCard(program)
        self.not_this_time = NotThisTimeCard()
        self.reasons = ReasonsCard()
        self._at: dict[str, FoldingCard] = {
            VOICE: self.participation,
            HOME: self.strip,
            PERMANENCE: self.plan,
            DECISIONS: self.next_review,
            DIFFERENCES: self.not_this_time,
        }
        self._part = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        for card in (self.reasons, *self._at.values()):
            layout.addWidget(card)
            card.hide()

    @property
    def is_shown(self) -> bool:
        """Whether there is any card for the part."""
        return any(not card.isHidden() for card in (self.reasons, *self._at.values()))

    def show_part(self, session: ReviewSession, part: Part, draft: Draft) -> None:
        """Show what belongs to ``part``; ``draft`` is the record as it stands."""
        if part.id != self._part:
            self._part = part.id
            for card in self._at.values():
                card.fold()
        for section, card in self._at.items():
            card.setVisible(section == part.id)
        if part.id == VOICE:
            self.participation.show_session(session)
        elif part.id == HOME:
            self.strip.show_session(session)
        elif part.id == PERMANENCE:
            self.plan.show_session(session)
        elif part.id == DECISIONS:
            self.next_review.show_session(session)
        elif part.id == DIFFERENCES:
            self.not_this_time.show_session(session)
        self.reasons.show_part(session, part, draft)
        self.setVisible(self.is_shown)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._part = ""
        for card in (
            self.participation,
            self.strip,
            self.plan,
            self.next_review,
            self.not_this_time,
            self.reasons,
        ):
            card.forget()
            card.hide()
