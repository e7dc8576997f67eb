"""Cards beside a section: what is recorded in fields, not in the text of the section itself.

How the child took part, what the views log lacks and what changed because of it stand by their
voice, the strip by home, the plan by permanence, rights by rights, the next review and the child's
own copy by what was decided, honest answers by what was not agreed; reasons why something was not
talked about stand by the section they belong to, and under all of them what a whole record of the
section says.
"""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.before_it_goes import Draft
from models.finding import EntryPlace
from models.review import DIFFERENCES
from models.write_up import Part
from ui import theme
from ui.program import Program
from ui.rights.cards import SECTION as RIGHTS
from ui.rights.cards import RightsCard
from ui.rights.copy_form import CopyCard
from ui.session import ReviewSession
from ui.views.unfinished_card import UnfinishedCard
from ui.write_up.belongs_card import BelongsCard
from ui.write_up.changes_card import ChangesCard
from ui.write_up.next_review import NextReviewCard
from ui.write_up.not_this_time import NotThisTimeCard
from ui.write_up.participation import ParticipationCard
from ui.write_up.plan import PlanCard
from ui.write_up.reasons import ReasonsCard
from ui.write_up.strip_card import StripCard

VOICE, HOME, PERMANENCE, DECISIONS = "voice", "home", "permanence", "decisions"

_Card = (
    ParticipationCard
    | UnfinishedCard
    | ChangesCard
    | StripCard
    | PlanCard
    | RightsCard
    | NextReviewCard
    | CopyCard
    | NotThisTimeCard
)


class Extras(QWidget):
    """Shows the cards that belong to one part of the record."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.participation = ParticipationCard(
            program.clock, video_counts=program.law.video_counts_as_attended
        )
        self.unfinished = UnfinishedCard()
        self.changes = ChangesCard()
        self.strip = StripCard(program)
        self.plan = PlanCard(program)
        self.rights = RightsCard(program.clock)
        self.next_review = NextReviewCard(program)
        self.own_copy = CopyCard()
        self.not_this_time = NotThisTimeCard(program.clock)
        self.reasons = ReasonsCard()
        self.belongs = BelongsCard()
        self._at: dict[str, tuple[_Card, ...]] = {
            VOICE: (self.participation, self.unfinished, self.changes),
            HOME: (self.strip,),
            PERMANENCE: (self.plan,),
            RIGHTS: (self.rights,),
            DECISIONS: (self.next_review, self.own_copy),
            DIFFERENCES: (self.not_this_time,),
        }
        self._part = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.S4)
        for card in (self.reasons, *self._cards, self.belongs):
            layout.addWidget(card)
            card.hide()

    @property
    def _cards(self) -> tuple[_Card, ...]:
        return tuple(card for cards in self._at.values() for card in cards)

    @property
    def is_shown(self) -> bool:
        """Whether there is any card for the part."""
        return any(not card.isHidden() for card in (self.reasons, *self._cards, self.belongs))

    def show_part(self, session: ReviewSession, part: Part, draft: Draft) -> None:
        """Show what belongs to ``part``; ``draft`` is the record as it stands."""
        if part.id != self._part:
            self._part = part.id
            for card in self._cards:
                card.fold()
        mine = self._at.get(part.id, ())
        for card in self._cards:
            card.setVisible(card in mine)
        for card in mine:
            card.show_session(session)
        self.reasons.show_part(session, part, draft)
        self.belongs.show_part(part, draft)
        self.setVisible(self.is_shown)

    def show_entry(self, place: EntryPlace) -> None:
        """Open the card of an entry at one of its fields, with the words there selected."""
        card = self.changes if place.section == VOICE else self.not_this_time
        card.unfold()
        card.editor.choose(place.entry)
        card.editor.form.select_in(place.name, place.start, place.length)

    def forget(self) -> None:
        """Let go of the session and of every word."""
        self._part = ""
        for card in (*self._cards, self.reasons, self.belongs):
            card.forget()
            card.hide()
