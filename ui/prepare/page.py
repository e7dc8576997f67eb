"""The Prepare page: everything before the meeting, part by part, saved as it is typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from models.calendar import weekday_date
from models.child import still_open
from models.completing import adjourned_words
from models.duty_days import as_known, duty_records
from models.edits import Edit, Opened
from models.next_step import ordinal
from models.review import ReviewHead
from models.terms import DutyState, PaperStatus, PrivateTalk
from ui import theme
from ui.fields.parts_view import PartsView
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.prepare.duties_part import DutiesPart
from ui.prepare.last_time_part import LastTimePart
from ui.prepare.order_part import OrderPart
from ui.prepare.paper_part import PaperPart
from ui.prepare.papers_part import PapersPart
from ui.prepare.part import PreparePart
from ui.prepare.people_part import PeoplePart
from ui.prepare.standing_part import StandingPart
from ui.prepare.taking_part import TakingPartPart
from ui.prepare.talk_part import TalkPart
from ui.prepare.views_part import ViewsPart
from ui.prepare.when_part import WhenPart
from ui.program import Program
from ui.session import Change
from ui.shortcuts import action

_HERE = (PaperStatus.RECEIVED, PaperStatus.NOT_NEEDED)
PARTS = (
    "when",
    "people",
    "papers",
    "duties",
    "talk",
    "taking_part",
    "views",
    "order",
    "last_time",
    "standing",
    "paper",
)


class PreparePage(SessionPage):
    """Prepares one review; the main action leads to its meeting."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self.setObjectName("prepare_page")
        self._made: dict[int, PreparePart] = {}
        self._stale: set[int] = set()
        self.parts = PartsView("Parts of preparing")
        for at, make in enumerate(self._makers()):
            self.parts.add(PARTS[at], partial(self._make, at, make))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S3)
        layout.addWidget(self.parts)
        self.parts.part_changed.connect(self._part_changed)
        self.main_action = action(self, "Go to the meeting", "", self._go_to_meeting)
        self.header_actions = (action(self, "Child's page", "", self._go_to_child),)
        self.panes = (self.parts.list, self.parts.stack)

    @override
    def entered(self) -> None:
        """Put the focus on the parts."""
        QTimer.singleShot(0, self, self.parts.enter)

    @override
    def left(self) -> None:
        """Save what was typed."""
        if self._session is not None:
            for part in self._made.values():
                part.left()
            self._session.flush()

    @override
    def show_session(self) -> None:
        """Show the review of the session."""
        self._show(self.session.opened)

    @override
    def session_changed(self, change: Change) -> None:
        """Show what changed in the part that is open; the others are shown when they are."""
        if change.after.review is not None:
            self._show(change.after)

    @override
    def forget(self) -> None:
        """Empty every part."""
        for part in self._made.values():
            part.show_opened(None)
        self.who = self.where = self.footer = ""

    def go_to_part(self, part: str) -> None:
        """Show a part by its name in ``PARTS``."""
        self.parts.go(PARTS.index(part))

    def part(self, name: str) -> PreparePart:
        """Go to a part and return it."""
        self.go_to_part(name)
        return self._made[PARTS.index(name)]

    def _makers(self) -> tuple[Callable[[], PreparePart], ...]:
        """Return how each of ``PARTS`` is built."""
        program, clock = self._program, self._program.clock
        return (
            lambda: WhenPart(clock, program),
            PeoplePart,
            lambda: PapersPart(clock, program.engine),
            lambda: DutiesPart(clock, program.engine),
            TalkPart,
            lambda: TakingPartPart(program.agenda),
            lambda: ViewsPart(clock, lambda: self.session.quotes, program.agenda),
            lambda: OrderPart(program.agenda, clock),
            self._last_time,
            lambda: StandingPart(clock, program.law),
            lambda: PaperPart(program),
        )

    def _last_time(self) -> LastTimePart:
        part = LastTimePart(self._program.clock, self._program.engine)
        part.dispute_wanted.connect(lambda _: self._go(PlaceKind.CHILD, "disputes"))
        return part

    def _make(self, at: int, make: Callable[[], PreparePart]) -> PreparePart:
        part = make()
        part.setObjectName(f"prepare_{PARTS[at]}")
        part.edit.connect(self._apply)
        self._made[at] = part
        self._stale.add(at)
        return part

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        self.session.apply(edit, words, key)

    def _show(self, opened: Opened) -> None:
        self._stale = set(self._made)
        if self.parts.current < 0:
            self.parts.go(0)
        self._show_part(self.parts.current)
        for at, name in enumerate(self._names(opened)):
            self.parts.rename(at, name)
        self._describe(opened)

    def _show_part(self, at: int) -> None:
        if at in self._stale:
            self._stale.discard(at)
            self._made[at].show_opened(self.session.opened)

    def _part_changed(self, at: int) -> None:
        if self._session is not None:
            self._session.flush()
            self._show_part(at)

    def _names(self, opened: Opened) -> tuple[str, ...]:
        head = opened.the_review.head
        papers = sum(paper.status in _HERE for paper in head.papers)
        records = duty_records(head, self._program.law)
        known = (as_known(record, head, opened.child) for record in records)
        duties = sum(record.state is DutyState.OPEN for record in known)
        open_ones = len(still_open(opened.child))
        views = sum(view.review_id == opened.the_review.id for view in opened.child.views)
        talk = head.private_conversation.value is not PrivateTalk.NOT_DONE
        return (
            "When and where",
            f"People · {len(head.attendance)}",
            f"Papers · {papers} of {len(head.papers)}",
            f"Duties · {duties} open" if duties else "Duties · all answered",
            "Private conversation" + (" · noted" if talk else ""),
            "Ways of taking part",
            f"Views log · {views}" if views else "Views log",
            "Order of the agenda",
            f"Last time · {open_ones} open" if open_ones else "Last time",
            "Home and plan",
            "On paper",
        )

    def _describe(self, opened: Opened) -> None:
        head = opened.the_review.head
        self.who = opened.child.preferred_name or "A child"
        where = [f"{ordinal(head.number)} review", "prepare"]
        self.where = " · ".join((["practice"] if opened.child.practice else []) + where)
        words = (self._adjourned(head), _limit_words(head))
        self.footer = " · ".join(part for part in words if part)
        self.footer_facts = (f"Law pack {self._program.law.version}",)
        self.frame_changed.emit()

    def _adjourned(self, head: ReviewHead) -> str:
        words = adjourned_words(head, self._program.engine, self._program.clock.today())
        return f"{words[:1].upper()}{words[1:]}"

    def _go_to_meeting(self) -> None:
        self._go(PlaceKind.MEETING)

    def _go_to_child(self) -> None:
        self._go(PlaceKind.CHILD)

    def _go(self, kind: PlaceKind, section: str | None = None) -> None:
        review = self.session.opened.the_review
        review_id = None if kind is PlaceKind.CHILD else review.id
        self.session.flush()
        place = Place(kind=kind, child_id=review.child_id, review_id=review_id, section=section)
        self._program.navigator.go(place)


def _limit_words(head: ReviewHead) -> str:
    if head.limit is None:
        return "No last day by law is known yet."
    by = f"Review must be held by {weekday_date(head.limit)}"
    if head.review_date is None:
        return by
    timing = "in time" if head.review_date <= head.limit else "late"
    return f"{by} · planned {weekday_date(head.review_date)}, {timing}"
