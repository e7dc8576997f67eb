"""What helps to write a part: checks of words and spelling, and beside the letter its card."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from export.documents import document, recipient_of
from models.child import Child
from models.disclosure import view
from models.letter import LetterGuide, band_of, guide_for, letter_parts
from models.write_up import Part
from ui.issues import context_for, draft_issue
from ui.program import Program
from ui.recommendations import RecommendationsPanel
from ui.session import ReviewSession
from ui.write_up.feedback_card import FeedbackCard
from ui.write_up.letter_card import LetterCard
from ui.write_up.looking import Looking
from ui.write_up.read_through import ReadThroughSheet
from ui.write_up.second_look import SecondLook
from ui.write_up.spelling_card import SpellingCard
from ui.write_up.translation_card import TranslationCard
from ui.write_up.writing_pane import WritingPane


class Helping:
    """Keeps what is made once for a child, and shows it for the part that is written."""

    def __init__(
        self,
        program: Program,
        looking: Looking,
        writing: WritingPane,
        recommendations: RecommendationsPanel,
        go: Callable[[str], None],
    ) -> None:
        self._program = program
        self.second_look = SecondLook(program, looking, writing, recommendations, go)
        self.checks = self.second_look.card
        self.letter = LetterCard(program)
        self.translation = TranslationCard(program, go)
        self.feedback = FeedbackCard(program, recommendations, go)
        self.spelling = SpellingCard(program, writing.minutes)
        self._child: Child | None = None
        self._guide: LetterGuide | None = None
        self.read_through = ReadThroughSheet()
        self.letter.hide()
        self.translation.hide()

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """The cards about words, as they stand one under the other."""
        return (self.letter, self.translation, self.spelling, self.checks)

    def letter_parts(self, session: ReviewSession) -> tuple[Part, ...]:
        """Return the parts of the letter as the list shows them."""
        opened = session.opened
        guide = self._guide_of(opened.child)
        band = band_of(guide, opened.child, opened.the_review, self._program.clock.today())
        return letter_parts(guide, band, opened.the_review)

    def show_part(self, session: ReviewSession, part: Part | None) -> None:
        """Show what to look at in a part, and the letter's card where it is one of the letter's."""
        if part is None:
            return
        if part.of_letter:
            self.letter.show_letter(session, self._guide_of(session.opened.child))
            self.translation.show_part(session, part)
        for card in (self.letter, self.translation):
            card.setVisible(part.of_letter)
        self.second_look.show_part(session, part)
        self.feedback.show_part(session, part.id)
        self.spelling.show_text(session)

    @property
    def number(self) -> int:
        """How many words there are to look at."""
        return self.second_look.number + self.spelling.number

    def show_letter(self, session: ReviewSession) -> None:
        """Fill the sheet on which the letter is read through, as it will be."""
        opened = session.opened
        issue = draft_issue(self._program, opened.the_review)
        kind = document("letter")
        disclosed = view(opened.child, opened.the_review, recipient_of(kind, opened.child))
        blocks = kind.build(disclosed, context_for(self._program, opened, issue))
        guide = self._guide_of(opened.child)
        band = band_of(guide, opened.child, opened.the_review, self._program.clock.today())
        name = opened.child.preferred_name
        self.read_through.show_letter(name, blocks, guide.questions_for(band))

    def forget(self) -> None:
        """Let go of every word."""
        self._child = self._guide = None
        self.read_through.forget()
        self.second_look.forget()
        self.spelling.forget()
        for card in (self.letter, self.translation):
            card.forget()
            card.hide()

    def _guide_of(self, child: Child) -> LetterGuide:
        """Return the guide worded for the child as known now."""
        if self._guide is None or self._child is not child:
            self._child, self._guide = child, guide_for(child)
        return self._guide
