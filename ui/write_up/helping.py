"""What helps to write a part: hints about its text, and beside the letter its card."""

import msgspec

from export.documents import document, recipient_of
from models.child import Child
from models.disclosure import view
from models.edits import SetHead
from models.hints import Hint, Hints
from models.letter import LetterGuide, band_of, guide_for, letter_parts
from models.write_up import Part
from ui.exporting.exporter import context_for, draft_issue
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.hints_card import HintsCard
from ui.write_up.letter_card import LetterCard
from ui.write_up.read_through import ReadThroughSheet
from ui.write_up.spelling_card import SpellingCard
from ui.write_up.writing_pane import WritingPane


class Helping:
    """Keeps what is made once for a child, and shows it for the part that is written."""

    def __init__(self, program: Program, writing: WritingPane) -> None:
        self._program = program
        self._writing = writing
        self._session: ReviewSession | None = None
        self.hints = HintsCard()
        self.letter = LetterCard(program)
        self.spelling = SpellingCard(program, writing.minutes)
        self._child: Child | None = None
        self._made: Hints | None = None
        self._guide: LetterGuide | None = None
        self.read_through = ReadThroughSheet()
        self.hints.hide()
        self.letter.hide()
        self.hints.wanted.connect(self._go_to)
        self.hints.dismissed.connect(self._leave_as_it_is)

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
        self._session = session
        opened = session.opened
        guide = self._guide_of(opened.child)
        band = self.letter.show_letter(session, guide) if part.of_letter else None
        self.letter.setVisible(part.of_letter)
        record = opened.the_review.section(part.id)
        dismissed = opened.the_review.head.dismissed_hints
        found = self._hints_of(opened.child).in_section(part.id, record.minutes, dismissed, band)
        self.hints.show_hints(found)
        self.hints.setVisible(self.hints.has_hints)
        self.spelling.show_text(session)

    @property
    def number(self) -> int:
        """How many words there are to look at."""
        return self.hints.number + self.spelling.number

    def show_letter(self, session: ReviewSession) -> None:
        """Fill the sheet on which the letter is read through, as it will be."""
        opened = session.opened
        issue = draft_issue(self._program, opened.the_review)
        kind = document("letter")
        disclosed = view(opened.child, opened.the_review, recipient_of(kind, opened.child))
        blocks = kind.build(disclosed, context_for(self._program, opened, issue))
        name = opened.child.preferred_name
        self.read_through.show_letter(name, blocks, self._guide_of(opened.child))

    def forget(self) -> None:
        """Let go of every word."""
        self._child = self._made = self._guide = self._session = None
        self.read_through.forget()
        self.hints.forget()
        self.spelling.forget()
        self.letter.forget()
        self.hints.hide()
        self.letter.hide()

    def _go_to(self, hint: Hint) -> None:
        self._writing.focus_minutes()
        self._writing.minutes.go_to_line(hint.line)

    def _leave_as_it_is(self, hint: Hint) -> None:
        if self._session is not None:
            head = self._session.opened.the_review.head
            dismissed = tuple(dict.fromkeys((*head.dismissed_hints, hint.key)))
            changed = msgspec.structs.replace(head, dismissed_hints=dismissed)
            self._session.apply(SetHead(head=changed), "leaving words as they are")

    def _guide_of(self, child: Child) -> LetterGuide:
        self._know(child)
        if self._guide is None:
            self._guide = guide_for(child)
        return self._guide

    def _hints_of(self, child: Child) -> Hints:
        self._know(child)
        if self._made is None:
            self._made = Hints(child, self._program.words)
        return self._made

    def _know(self, child: Child) -> None:
        """Let go of what was made for the child as known before."""
        if self._child is not child:
            self._child = child
            self._made = self._guide = None
