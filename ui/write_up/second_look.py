"""What is worth another look, beside the part that is written: found, shown, gone to, let be."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from models.checks.subject import Finding, PlaceKind
from models.edits import Field, SetHead
from models.finding import RECOMMENDATIONS, Place
from models.text import Text
from models.write_up import Part
from ui.program import Program
from ui.recommendations import RecommendationsPanel
from ui.session import ReviewSession
from ui.write_up.checking import Checking
from ui.write_up.checks_card import ChecksCard
from ui.write_up.looking import Looking
from ui.write_up.writing_pane import WritingPane


class SecondLook(QObject):
    """Joins the card of findings to what looks for them and to where they stand."""

    counted = Signal()
    """There are more findings or fewer."""

    def __init__(
        self,
        program: Program,
        looking: Looking,
        writing: WritingPane,
        recommendations: RecommendationsPanel,
        go: Callable[[str], None],
    ) -> None:
        super().__init__(writing)
        self._looking, self._writing, self._go = looking, writing, go
        self._recommendations = recommendations
        self._session: ReviewSession | None = None
        self._part = ""
        self.card = ChecksCard()
        self.checking = Checking(program, self)
        self.checking.found.connect(self._show)
        self.card.wanted.connect(self.go_to)
        self.card.part_wanted.connect(go)
        self.card.dismissed.connect(self._leave_as_it_is)

    @property
    def number(self) -> int:
        """How many findings there are."""
        return self.card.number

    def show_part(self, session: ReviewSession, part: Part) -> None:
        """Show what was found in a part, and look again at what was changed."""
        self._session, self._part = session, part.id
        if self._looking.draft is not None:
            self.checking.look_at(session, self._looking.draft)
        self._show()

    def go_to(self, finding: Finding) -> None:
        """Go to where a finding stands, with its words selected."""
        place = finding.place
        if place.kind is PlaceKind.RECOMMENDATION or place.field:
            self._go(RECOMMENDATIONS)
            field, start, length = place.field, finding.start, finding.length
            self._recommendations.show_place(place.key, field, start, length)
            return
        self._go(place.section)
        stretch = self._stretch(finding)
        if stretch is not None and self._writing.section == place.section:
            self._writing.show_place(stretch)
            self._writing.minutes.setFocus()

    def forget(self) -> None:
        """Let go of every word."""
        self._session, self._part = None, ""
        self.checking.forget()
        self.card.forget()

    def _show(self) -> None:
        before = self.card.number
        titles = {part.id: part.title for part in self._looking.parts}
        self.card.show_findings(self.checking.findings(), titles, self._part)
        if self.card.number != before:
            self.counted.emit()

    def _stretch(self, finding: Finding) -> Place | None:
        """Return where the evidence stands now; the line's beginning where it is gone."""
        if self._session is None or not finding.place.key:
            return None
        minutes: Text = self._session.opened.the_review.section(finding.place.section).minutes
        for at, line in enumerate(minutes):
            if line.id == finding.place.key:
                end = finding.start + finding.length
                start = finding.start
                if line.text[start:end] != finding.found:
                    start = line.text.find(finding.found)
                return Place(
                    section=finding.place.section,
                    field=Field.MINUTES,
                    at=at,
                    line=line.id,
                    start=max(start, 0),
                    length=finding.length if start >= 0 else 0,
                )
        return None

    def _leave_as_it_is(self, finding: Finding) -> None:
        if self._session is not None:
            head = self._session.opened.the_review.head
            dismissed = tuple(dict.fromkeys((*head.dismissed_hints, finding.id)))
            changed = msgspec.structs.replace(head, dismissed_hints=dismissed)
            self._session.apply(SetHead(head=changed), "leaving words as they are")
            self._show()
