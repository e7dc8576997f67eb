"""The child's page: overview first, then each part of what is known, to read and to change."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from models.child import Child, Person
from models.edits import Drop, Edit, Opened, Put, SetChild
from models.next_step import ordinal
from models.store_rows import ReviewRow
from ui import theme
from ui.child.facts import FactsPart
from ui.child.overview import Overview
from ui.child.promises import PromisesPart
from ui.child.records import (
    homes,
    midway_checks,
    past_reviews,
    people,
    permanence,
    schools,
    statuses,
    visits,
    workers,
)
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
_PARTS = ("overview", "facts", "people", "homes", "plan", "reviews", "promises")


class ChildPage(SessionPage):
    """Shows and changes one child; what is typed goes through the session and is saved by it."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._rows: list[ReviewRow] = []
        self._shown: Child | None = None
        self.setObjectName("child_page")
        self._editors: list[tuple[str, RecordEditor]] = []
        self.overview = Overview()
        self.facts = FactsPart()
        self.reviews = ReviewsPart()
        self.promises = PromisesPart(program.clock.today)
        self.start = StartReviewCard(program)
        self.parts = PartsView("Parts of this page")
        self._fill_parts()
        self._lay_out()
        self._connect()
        self.main_action = action(self, "Start a review", Shortcut.START_REVIEW, self.start_review)
        back = Place(kind=PlaceKind.CASELOAD)
        self.header_actions = (action(self, "My children", "", lambda: program.navigator.go(back)),)
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
        self.overview.show_child(None, self._program.clock.today())
        self.facts.show_child(None)
        for _, editor in self._editors:
            editor.show_values(())
        self.promises.show_child(None)
        self.reviews.show_rows([])
        self.start.forget()
        self.parts.rename(0, "Overview")
        self.who = self.where = ""

    def go_to_part(self, part: str) -> None:
        """Show a part: overview, facts, people, homes, plan, reviews or promises."""
        self.parts.go(_PARTS.index(part))

    def start_review(self) -> None:
        """Ask about a new review."""
        self._stack.setCurrentWidget(self._start_area)
        self.start.begin(self.session.opened.child)

    # -- how

    def _fill_parts(self) -> None:
        clock = self._program.clock
        self.parts.add("Overview", self.overview)
        self.parts.add(
            "Facts",
            self._column(
                self.facts, self._records("legal_statuses", statuses(clock), "Legal status")
            ),
        )
        self.parts.add(
            "People", self._column(self._records("people", people(self._person_stays), "People"))
        )
        self.parts.add("Homes, schools, workers", self._column(
            self._records("homes", homes(clock), "Homes"),
            self._records("schools", schools(clock), "Schools"),
            self._records("workers", workers(clock), "Social workers"),
            self._records("visits", visits(clock), "Visits by the social worker"),
        ))  # fmt: skip
        self.parts.add(
            "Plan for growing up",
            self._column(self._records("plans", permanence(clock), "Plan for growing up")),
        )
        self.parts.add("Reviews", self._column(
            self._in_card("Reviews", self.reviews),
            self._records("past_reviews", past_reviews(clock), "Reviews held before Heard"),
            self._records("midway_checks", midway_checks(clock), "Midway checks"),
        ))  # fmt: skip
        self.parts.add(
            "Recommendations",
            self._column(self._in_card("Recommendations across reviews", self.promises)),
        )

    def _column(self, *cards: QWidget) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, theme.S2, 0)
        layout.setSpacing(theme.S4)
        for card in cards:
            layout.addWidget(card)
        layout.addStretch(1)
        return part

    def _in_card(self, title: str, inner: QWidget) -> Card:
        card = Card(title)
        card.body.addWidget(inner)
        return card

    def _records(self, name: str, spec: RecordSpec, title: str) -> Card:
        editor = RecordEditor(spec)
        editor.put.connect(lambda item, words, key: self._apply(Put(item=item), words, key))
        editor.dropped.connect(lambda item, words: self._apply(Drop(item=item), words, ""))
        self._editors.append((name, editor))
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
        self._stack.addWidget(self.parts)
        self._stack.addWidget(self._start_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S5, theme.S3)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self.overview.change_wanted.connect(self.go_to_part)
        self.facts.edited.connect(
            lambda child, words, key: self._apply(SetChild(child=child), words, key)
        )
        self.promises.edit.connect(self._apply)
        self.reviews.wanted.connect(self._program.navigator.go)
        self.start.ready.connect(self._add_review)
        self.start.cancelled.connect(self._close_start)
        self.parts.part_changed.connect(self._part_changed)

    def _apply(self, edit: Edit, words: str, key: str) -> None:
        self.session.apply(edit, words, key)

    def _show(self, child: Child) -> None:
        self._shown = child
        if self.parts.current == 0:
            self.overview.show_child(child, self._program.clock.today())
        self.facts.show_child(child)
        for name, editor in self._editors:
            values: tuple[Any, ...] = getattr(child, name)
            editor.show_values(values)
        self.promises.show_child(child)
        self._name_parts(child)
        self._describe(child)

    def _part_changed(self, at: int) -> None:
        if self._session is not None:
            self._session.flush()
        if at == 0 and self._shown is not None:
            self.overview.show_child(self._shown, self._program.clock.today())

    def _name_parts(self, child: Child) -> None:
        still_open = sum(not promise.status.is_closed for promise in child.ledger)
        counts = {
            "people": len(child.people),
            "reviews": len(self._rows),
            "promises": still_open,
        }
        names = {"people": "People", "reviews": "Reviews", "promises": "Recommendations"}
        for part, count in counts.items():
            more = f" · {count}{' open' if part == 'promises' else ''}" if count else ""
            self.parts.rename(_PARTS.index(part), names[part] + more)
        self.parts.rename(0, f"About {child.preferred_name}")

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

    def _show_reviews(self, child_id: str, rows: list[ReviewRow]) -> None:
        if self._session is not None and self.session.opened.child.id == child_id:
            self._rows = rows
            self.reviews.show_rows(rows)
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

    def _close_start(self) -> None:
        self._stack.setCurrentWidget(self.parts)
        self._focus()

    def _focus(self) -> None:
        if self._stack.currentWidget() is self.parts:
            self.parts.enter()
