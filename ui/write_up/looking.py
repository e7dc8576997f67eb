"""What is known of the record as a whole: its parts, those of the letter, and what is open."""

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from models.agenda import Agenda, worded
from models.before_it_goes import Draft, OpenMatter, before_it_goes
from models.edits import SetHead
from models.errors import UserFacingError
from models.review import LETTER_PREFIX
from models.text import words_in
from models.wording import Wording
from models.write_up import Part
from ui.program import Program
from ui.session import ReviewSession


class Looking:
    """Worked out anew by ``look``; typing never does that for each letter."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._agenda: Agenda | None = None
        self._told = ""
        self.draft: Draft | None = None
        self.matters: tuple[OpenMatter, ...] = ()
        self.letter: tuple[Part, ...] = ()

    def begin(self, session: ReviewSession) -> None:
        """Word the agenda for the child, and remember when the write-up was first opened.

        Quotations need a reason for every change from then on.
        """
        child = session.opened.child
        wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
        self._agenda = worded(self._program.agenda, wording)
        head = session.opened.the_review.head
        if head.write_up_opened is None:
            opened = msgspec.structs.replace(head, write_up_opened=self._program.clock.now())
            session.apply(SetHead(head=opened), "opening the write-up")
            session.settle()

    def look(self, session: ReviewSession, letter: tuple[Part, ...]) -> Iterator[None]:
        """Work out anew what is written up, yielding between the parts of the work."""
        if self._agenda is None:
            return
        self.letter = letter
        draft = self.draft = Draft(
            opened=session.opened,
            agenda=self._agenda,
            engine=self._program.engine,
            today=self._program.clock.today(),
        )
        _ = draft.parts
        yield
        with suppress(UserFacingError):  # told when what is open is worked out
            _ = draft.questions
        yield

    def find_open(self) -> None:
        """Work out what is open in the record as it was looked at last."""
        if self.draft is not None:
            self.matters = self._open_matters(self.draft)

    def forget(self) -> None:
        """Let go of every value."""
        self._agenda = self.draft = None
        self.matters, self.letter = (), ()

    @property
    def record(self) -> tuple[Part, ...]:
        """The parts of the record."""
        return self.draft.parts if self.draft is not None else ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the record, then those of the letter."""
        return (*self.record, *self.letter)

    def part(self, section: str) -> Part | None:
        """Return the part with that id, or None."""
        return next((part for part in self.parts if part.id == section), None)

    def row_of(self, section: str) -> tuple[Part, ...]:
        """Return the parts among which one stands: those of the record, or of the letter."""
        part = self.part(section)
        return self.letter if part is not None and part.of_letter else self.record

    def _open_matters(self, draft: Draft) -> tuple[OpenMatter, ...]:
        """Return what is open; a date that cannot be counted is told once."""
        try:
            return before_it_goes(draft, self._program.settings.contacts)
        except UserFacingError as fault:
            if fault.problem != self._told:
                self._told = fault.problem
                self._program.messages.warn(fault)
            return ()


def words_of_record(session: ReviewSession) -> int:
    """Return how many words the minutes have, the letter left out."""
    return sum(
        words_in(record.minutes, session.quotes)
        for record in session.opened.the_review.sections
        if not record.id.startswith(LETTER_PREFIX)
    )
