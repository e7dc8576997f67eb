"""The child's page: overview first, then each part of what is known, to read and to change."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.child import Child, EarlyReviewThought, Person
from models.edits import Drop, Edit, Opened, Put, SetChild
from models.next_step import ordinal
from models.store_rows import CaseloadRow, ReviewRow
from models.timetables import early_type
from ui import theme
from ui.child import records
from ui.child.between_part import BetweenPart
from ui.child.clocks_part import ClocksPart
from ui.child.disputes_part import DisputesPart
from ui.child.early_review import EarlyReviewPanel
from ui.child.facts import FactsPart
from ui.child.leaving_card import LeavingCard
from ui.child.moves_part import MovesPart
from ui.child.overview import Overview
from ui.child.part_names import PARTS, part_names
from ui.child.people_part import PeoplePart
from ui.child.plan_part import PlanPart
from ui.child.promises import PromisesPart
from ui.child.reviews_part import ReviewsPart
from ui.child.start_card import StartReviewCard
from ui.fields.parts_view import PartsView
from ui.fields.record_editor import RecordEditor, RecordSpec
from ui.kit import Card, scroll
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.session import Change
from ui.shortcuts import Shortcut, action

_PANEL_WIDTH = 760


class ChildPage(SessionPage):
    """Shows and changes one child; what is typed goes through the session and is saved by it."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._rows: list[ReviewRow] = []
        self._shown: Child | None = None
        self.setObjectName("child_page")
        self._draw: dict[int, list[Callable[[Child | None], None]]] = {}
        self._stale: set[int] = set()
        self.start = StartReviewCard(program)
        self.early = EarlyReviewPanel(program)
        self.parts = PartsView("Parts of this page")
        for at, (name, make) in enumerate(self._makers()):
            self.parts.add(name, partial(self._make, at, make))
        self._lay_out()
        self._connect()
        self.main_action = action(self, "Start a review", Shortcut.START_REVIEW, self.start_review)
        self.panes = (self.parts.list, self.parts.stack)

    # -- what the frame calls

    @override
    def entered(self) -> None:
        """Fetch the child's reviews anew and put the focus on the parts."""
        self._fetch_reviews()
        QTimer.singleShot(0, self, self._focus)

    @override
    def show_session(self) -> None:
        """Show the child of the session."""
        if self._stack.currentWidget() is not self.parts:
            self._close_start()
        self._show(self.session.opened.child)
        self._fetch_reviews()

    @override
    def session_changed(self, change: Change) -> None:
        """Show what changed of the child."""
        if change.before.child is not change.after.child:
            self._show(change.after.child)

    @override
    def left(self) -> None:
        """Save what was typed."""
        if self._session is not None:
            self._session.flush()

    @override
    def forget(self) -> None:
        """Empty every widget."""
        self._rows, self._shown = [], None
        for drawers in self._draw.values():
            for draw in drawers:
                draw(None)
        self.start.forget()
        self.early.forget()
        self.parts.rename(0, "Overview")
        self.who = self.where = ""

    def go_to_part(self, part: str) -> None:
        """Show a part: overview, facts, people, homes, plan, reviews or promises."""
        self.parts.go(PARTS.index(part))

    @override
    def show_section(self, section: str) -> None:
        """Show the part that was asked for by name, such as ``disputes``."""
        if section in PARTS:
            self.go_to_part(section)

    def start_review(self) -> None:
        """Ask about a new review."""
        self._stack.setCurrentWidget(self._start_area)
        self.start.begin(self.session.opened.child)

    def ask_early_review(self, event_id: str = "", reasons: tuple[str, ...] = ()) -> None:
        """Ask whether the review is to be brought forward, with these reasons ticked already."""
        self._stack.setCurrentWidget(self._early_area)
        self.early.open_for(self.session.opened.child)
        self.early.begin(event_id, reasons)

    # -- how

    def _makers(self) -> tuple[tuple[str, Callable[[], list[QWidget]]], ...]:
        """Return the name of each of ``PARTS`` and what it is built of."""
        return (
            ("Overview", self._overview),
            (
                "Facts",
                lambda: [
                    self._facts(),
                    self._spells("Legal status", "legal_statuses", records.statuses),
                    self._leaving(),
                ],
            ),
            ("People", self._people),
            ("Homes, schools, workers", self._homes),
            ("Plan for growing up", self._plan),
            ("Clocks", self._clocks),
            ("Reviews", self._reviews),
            ("Recommendations", lambda: [self._promises()]),
            ("Disputes", self._disputes),
            ("Between reviews", self._between),
        )

    def _make(self, at: int, make: Callable[[], list[QWidget]]) -> QWidget:
        """Build a part; whatever it holds adds how it is drawn to ``_draw``."""
        self._drawing = self._draw.setdefault(at, [])
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, theme.S2, 0)
        layout.setSpacing(theme.S4)
        for card in make():
            layout.addWidget(card)
        layout.addStretch(1)
        self._stale.add(at)
        return part

    def _overview(self) -> list[QWidget]:
        self.overview = Overview()
        self.overview.change_wanted.connect(self.go_to_part)
        today = self._program.clock.today
        self._drawing.append(lambda child: self.overview.show_child(child, today()))
        return [self.overview]

    def _facts(self) -> QWidget:
        self.facts = FactsPart(self._program.clock.today)
        self.facts.edited.connect(
            lambda child, words, key: self._apply(SetChild(child=child), words, key)
        )
        self._drawing.append(self.facts.show_child)
        return self.facts

    def _leaving(self) -> QWidget:
        leaving = LeavingCard(self._program)
        self._drawing.append(lambda child: leaving.show_child(child, len(self._rows)))
        return leaving

    def _people(self) -> list[QWidget]:
        self.people = PeoplePart(self._person_stays, self._program.clock.today)
        self.people.put.connect(lambda item, words, key: self._apply(Put(item=item), words, key))
        self.people.dropped.connect(lambda item, words: self._apply(Drop(item=item), words, ""))
        self.people.caseload_wanted.connect(self._fetch_caseload)
        self._drawing.append(self.people.show_child)
        return [self.people]

    def _homes(self) -> list[QWidget]:
        clock = self._program.clock
        self.moves = MovesPart()
        self._drawing.append(lambda child: self.moves.show_child(child, clock.today()))
        return [
            self.moves,
            self._spells("Homes", "homes", partial(records.homes, clock)),
            self._spells("Schools", "schools", partial(records.schools, clock)),
            self._spells("Social workers", "workers", partial(records.workers, clock)),
            self._records("Visits by the social worker", "visits", records.visits(clock)),
            self._records("Missing or away", "missing", records.missing_times(clock)),
            self._records("Times in care", "periods", records.times_in_care(clock)),
        ]

    def _plan(self) -> list[QWidget]:
        clock = self._program.clock
        self.plan = PlanPart(self._program.law)
        self._drawing.append(lambda child: self.plan.show_child(child, self._rows, clock.today()))
        return [self.plan, self._records("Plans over time", "plans", records.permanence(clock))]

    def _clocks(self) -> list[QWidget]:
        self.clocks = ClocksPart(self._program)
        self.clocks.edit.connect(self._apply)
        self.clocks.wanted.connect(self._program.navigator.go)
        self.clocks.early_wanted.connect(self.ask_early_review)
        self._drawing.append(lambda child: self.clocks.show_child(child, self._rows))
        return [self.clocks]

    def _reviews(self) -> list[QWidget]:
        clock = self._program.clock
        self.reviews = ReviewsPart()
        self.reviews.wanted.connect(self._program.navigator.go)
        self._drawing.append(
            lambda child: self.reviews.show_rows(self._rows if child is not None else [])
        )
        return [
            self._in_card("Reviews", self.reviews),
            self._records("Reviews held before Heard", "past_reviews", records.past_reviews(clock)),
        ]

    def _promises(self) -> QWidget:
        self.promises = PromisesPart(self._program.clock.today, self._program.engine)
        self.promises.edit.connect(self._apply)
        self.promises.dispute_wanted.connect(self._see_dispute)
        self._drawing.append(self.promises.show_child)
        return self._in_card("Recommendations across reviews", self.promises)

    def _disputes(self) -> list[QWidget]:
        self.disputes = DisputesPart(self._program.engine, self._program.clock.today)
        self.disputes.edit.connect(self._apply)
        self._drawing.append(self.disputes.show_child)
        return [self.disputes]

    def _see_dispute(self, dispute_id: str) -> None:
        self.go_to_part("disputes")
        self.disputes.choose(dispute_id)

    def _between(self) -> list[QWidget]:
        program = self._program
        self.between = BetweenPart(program.engine, program.clock, lambda: self._rows)
        self.between.edit.connect(self._apply)
        self.between.early_review_wanted.connect(self.ask_early_review)
        self._drawing.append(self.between.show_child)
        return [self.between]

    def _in_card(self, title: str, inner: QWidget) -> Card:
        card = Card(title)
        card.body.addWidget(inner)
        return card

    def _spells(self, title: str, name: str, spec: Callable[[records.Begins], RecordSpec]) -> Card:
        today = self._program.clock.today
        return self._records(
            title, name, spec(lambda: records.begun(self.session.opened.child, name, today()))
        )

    def _records(self, title: str, name: str, spec: RecordSpec) -> Card:
        editor = RecordEditor(spec)
        editor.setObjectName(f"{name}_editor")
        editor.put.connect(lambda item, words, key: self._apply(Put(item=item), words, key))
        editor.dropped.connect(lambda item, words: self._apply(Drop(item=item), words, ""))

        def draw(child: Child | None) -> None:
            editor.show_values(() if child is None else getattr(child, name))

        self._drawing.append(draw)
        return self._in_card(title, editor)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        inner = QWidget()
        across = QVBoxLayout(inner)
        across.setContentsMargins(0, 0, 0, 0)
        self.start.setMaximumWidth(theme.px(_PANEL_WIDTH))
        across.addWidget(self.start)
        across.addStretch(1)
        self._start_area = scroll(inner)
        self.early.setMaximumWidth(theme.px(_PANEL_WIDTH))
        self._early_area = scroll(self.early)
        self._stack.addWidget(self.parts)
        self._stack.addWidget(self._start_area)
        self._stack.addWidget(self._early_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S3)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.start.ready.connect(self._add_review)
        self.start.cancelled.connect(self._close_start)
        self.early.decided.connect(self._keep_early)
        self.early.cancelled.connect(self._close_start)
        self.parts.part_changed.connect(self._part_changed)

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        self.session.apply(edit, words, key)

    def _show(self, child: Child) -> None:
        self._shown = child
        self._stale = set(self._draw)
        if self.parts.current < 0:
            self.parts.go(0)
        self._show_part(self.parts.current)
        for part, name in part_names(child, len(self._rows)):
            self.parts.rename(part, name)
        self._describe(child)

    def _show_part(self, at: int) -> None:
        if at in self._stale and self._shown is not None:
            self._stale.discard(at)
            for draw in self._draw[at]:
                draw(self._shown)

    def _part_changed(self, at: int) -> None:
        if self._session is not None:
            self._session.flush()
        self._show_part(at)

    def _describe(self, child: Child) -> None:
        self.who = child.preferred_name or "A child"
        places = [home for home in (child.home,) if home is not None]
        where = [f"with {places[0].who}"] if places and places[0].who else []
        if child.practice:
            where.insert(0, "practice")
        self.where = " · ".join(where)
        self.footer = "What you change here is saved as you type."
        newest = self._rows[0] if self._rows else None
        facts = [f"{ordinal(newest.number).capitalize()} review is the newest"] if newest else []
        self.footer_facts = tuple(facts)
        self.frame_changed.emit()

    def _fetch_reviews(self) -> None:
        if self._session is not None:
            child_id = self.session.opened.child.id
            self._program.store.reviews_of(
                child_id,
                lambda rows: self._show_reviews(child_id, rows),
                self._program.messages.warn,
            )

    def _fetch_caseload(self) -> None:
        def found(rows: list[CaseloadRow]) -> None:
            if self._session is not None:
                self.people.show_caseload([row.child for row in rows])

        self._program.store.caseload(found, self._program.messages.warn)

    def _show_reviews(self, child_id: str, rows: list[ReviewRow]) -> None:
        if self._session is not None and self.session.opened.child.id == child_id:
            self._rows = rows
            self._show(self.session.opened.child)

    def _person_stays(self, _person: Person) -> str:
        """Return why a person cannot be taken out: reviews name the people who took part."""
        if not self._rows:
            return ""
        return "Stays in the list, because reviews name the people who took part."

    def _add_review(self, opened: Opened) -> None:
        session = self.session
        session.apply(SetChild(child=opened.child), "adding people to the review")
        session.flush()
        review = opened.the_review
        place = Place(kind=PlaceKind.PREPARE, child_id=review.child_id, review_id=review.id)

        def added(_: None) -> None:
            self._close_start()
            self._program.navigator.go(place)

        child = session.opened.child
        self._program.store.add_review(review, child, added, self._program.messages.warn)

    def _keep_early(self, thought: EarlyReviewThought, starts: bool) -> None:
        """Keep what was decided; a yes goes on to the review at once if it is wanted."""
        self._apply(Put(item=thought), "noting an early review", "")
        self.session.flush()
        if starts:
            self._stack.setCurrentWidget(self._start_area)
            self.start.begin_early(self.session.opened.child, early_type(thought.reasons))
        else:
            self._close_start()

    def _close_start(self) -> None:
        self._stack.setCurrentWidget(self.parts)
        self._focus()

    def _focus(self) -> None:
        if self._stack.currentWidget() is self.parts:
            self.parts.enter()
