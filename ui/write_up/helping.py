"""What helps to write a part: hints about its text, and beside the letter its card."""

from models.child import Child
from models.hints import Hints
from models.letter import LetterGuide, band_of, guide_for, letter_parts
from models.write_up import Part
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.hints_card import HintsCard
from ui.write_up.letter_card import LetterCard


class Helping:
    """Keeps what is made once for a child, and shows it for the part that is written."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.hints = HintsCard()
        self.letter = LetterCard(program)
        self._child: Child | None = None
        self._made: Hints | None = None
        self._guide: LetterGuide | None = None
        self.hints.hide()
        self.letter.hide()

    def letter_parts(self, session: ReviewSession) -> tuple[Part, ...]:
        """Return the parts of the letter as the list shows them."""
        opened = session.opened
        guide = self._guide_of(opened.child)
        band = band_of(guide, opened.child, opened.the_review, self._program.clock.today())
        return letter_parts(guide, band, opened.the_review)

    def show_part(self, session: ReviewSession, part: Part | None) -> None:
        """Show hints for a part, and the letter's card where it is one of the letter's."""
        if part is None:
            return
        opened = session.opened
        guide = self._guide_of(opened.child)
        band = self.letter.show_letter(session, guide) if part.of_letter else None
        self.letter.setVisible(part.of_letter)
        record = opened.the_review.section(part.id)
        dismissed = opened.the_review.head.dismissed_hints
        found = self._hints_of(opened.child).in_section(part.id, record.minutes, dismissed, band)
        self.hints.show_hints(found)
        self.hints.setVisible(self.hints.has_hints)

    def forget(self) -> None:
        """Let go of every word."""
        self._child = self._made = self._guide = None
        self.hints.forget()
        self.letter.forget()
        self.hints.hide()
        self.letter.hide()

    def _guide_of(self, child: Child) -> LetterGuide:
        self._know(child)
        if self._guide is None:
            self._guide = guide_for(child)
        return self._guide

    def _hints_of(self, child: Child) -> Hints:
        self._know(child)
        if self._made is None:
            self._made = Hints(child)
        return self._made

    def _know(self, child: Child) -> None:
        """Let go of what was made for the child as known before."""
        if self._child is not child:
            self._child = child
            self._made = self._guide = None
