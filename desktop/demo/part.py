"""What every step of the play has at hand."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.app import Heard
from desktop.demo.clock import PlayClock
from desktop.demo.hands import Hands
from export.documents import DOCUMENTS, Document
from models.agenda import Agenda, worded
from models.apply import quotes_of
from models.case_file import CaseFile
from models.child import View
from models.edits import Opened
from models.review import Review
from models.wording import Wording


@dataclass(kw_only=True)
class Part:
    """The case being played, the hands that play it, and what was made."""

    case: CaseFile
    source: Path
    out: Path
    hands: Hands
    heard: Heard
    passphrase: str = ""
    documents: list[Path] = field(default_factory=list)
    jotted: dict[str, str] = field(default_factory=dict)
    """The line of each section that was jotted before its section was opened."""

    @property
    def review(self) -> Review:
        """The review that is played: the last one of the case file."""
        return self.case.reviews[-1]

    @property
    def views(self) -> tuple[View, ...]:
        """The views of the played review that hold words of their own or something seen."""
        return tuple(
            view
            for view in self.case.child.views
            if view.review_id == self.review.id and view.quote_id is None
        )

    @property
    def offered_documents(self) -> tuple[Document, ...]:
        """What the Export page offers of the record, as long as no council has replied."""
        return tuple(kind for kind in DOCUMENTS if not kind.tells_later)

    @property
    def today(self) -> date:
        """The UK date of the play."""
        return self.heard.furniture.program.clock.today()

    def let_time_pass(self, day: date, at: time | None) -> None:
        """Let the play's clock go on from ``at`` (UK time) on a day; nothing where none is said."""
        clock = self.heard.furniture.program.clock
        if at is not None and isinstance(clock, PlayClock):
            clock.move_to(datetime.combine(day, at, tzinfo=ZoneInfo("Europe/London")))

    def words(self, quote_id: str) -> str:
        """Return the letters of a quotation of the case file."""
        quote = quotes_of(self.opened).get(quote_id)
        return quote.text if quote is not None else ""

    @property
    def agenda(self) -> Agenda:
        """The agenda as the window words it for this child."""
        child = self.case.child
        wording = Wording(name=child.preferred_name, pronouns=child.pronouns)
        return worded(self.heard.furniture.program.agenda, wording)

    @property
    def opened(self) -> Opened:
        """The child and the review of the case file."""
        return Opened(child=self.case.child, review=self.review)
