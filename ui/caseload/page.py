"""The caseload page: "what needs me?" before "who do I have?" (design.md §2 Before)."""

from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.edits import Opened
from models.errors import UserFacingError
from models.store_rows import CaseloadRow, Found
from models.terms import Role
from ui import theme
from ui.caseload.calendar_panel import CalendarPanel
from ui.caseload.empty import EmptyCaseload
from ui.caseload.list_view import CaseloadList
from ui.caseload.national_return import NationalReturn
from ui.caseload.panels import Panels
from ui.caseload.side_card import SideCard
from ui.child.add_child import AddChildCard
from ui.child.start_card import StartReviewCard
from ui.imports.case_panel import CasePanel
from ui.imports.dropped import Dropped, what_is, why_not
from ui.kit import KeyButton, scroll
from ui.messages import Choice, Tone
from ui.page import Page
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.shortcuts import Shortcut, action

_SIDE_WIDTH = 330
_SIDE_LEAST = 180
_WIDE = 960
_WEEK = timedelta(days=6)
_ANY_WIDTH = 16_777_215  # what Qt means by no limit


class CaseloadPage(Page):
    """All children, the chosen one beside them, and panels to add, import and start.

    A panel is made when it is asked for first, since unlocking waits for this page.
    """

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._rows: list[CaseloadRow] = []
        self.setObjectName("caseload_page")
        self.setAcceptDrops(True)
        self._both = QWidget()
        self._main = scroll(self._both)
        self.panels = Panels(
            self._main, lambda: self.empty, self
        )  # what is put in later is styled once
        self.list = CaseloadList(program)
        self.side = SideCard()
        self.footer_facts = (f"Law pack {program.law.version}",)
        self._make_actions()
        self._lay_out()
        self._connect()
        self._describe()

    # -- what the frame calls

    @override
    def entered(self) -> None:
        """Fetch the rows anew."""
        self.refresh()

    def refresh(self) -> None:
        """Fetch the rows and show them; what was chosen stays chosen."""
        self._program.store.caseload(self._show, self._program.messages.warn)

    @override
    def forget(self) -> None:
        """Empty every widget of what it showed: at lock."""
        self._rows = []
        self.list.forget()
        self.side.show_row(None, self._program.engine, self._program.clock.today())
        self._forget_panels()
        self.panels.close_panel(has_children=True)  # the list, which is empty now

    def _forget_panels(self) -> None:
        """Empty the panels that were made."""
        made = vars(self)
        if "add_child" in made:
            self.add_child.begin()
        if "start" in made:
            self.start.forget()
        if "case" in made:
            self.case.forget()
        if "calendar" in made:
            self.calendar.forget()
        if "returned" in made:
            self.returned.forget()

    # -- the panels

    @cached_property
    def empty(self) -> EmptyCaseload:
        """What is offered while there is no child."""
        offers = EmptyCaseload()
        offers.add_wanted.connect(self.ask_for_child)
        offers.import_wanted.connect(self._choose_case)
        offers.return_wanted.connect(self._choose_return)
        offers.practice_wanted.connect(self._read_practice)
        return offers

    @cached_property
    def add_child(self) -> AddChildCard:
        """The form that adds a child."""
        card = AddChildCard(self._program)
        self.panels.add(card)
        card.added.connect(self._open_id)
        card.cancelled.connect(self._close_panel)
        return card

    @cached_property
    def start(self) -> StartReviewCard:
        """What is asked of a new review."""
        card = StartReviewCard(self._program)
        self.panels.add(card)
        card.ready.connect(self._add_review)
        card.cancelled.connect(self._close_panel)
        return card

    @cached_property
    def case(self) -> CasePanel:
        """What a case file holds."""
        panel = CasePanel(self._program)
        self.panels.add(panel)
        panel.ready.connect(lambda: self.panels.open(panel))
        panel.added.connect(self._open_id)
        panel.cancelled.connect(self._close_panel)
        return panel

    @cached_property
    def calendar(self) -> CalendarPanel:
        """What goes into the calendar file."""
        panel = CalendarPanel(self._program)
        self.panels.add(panel)
        panel.closed.connect(self._close_panel)
        return panel

    @cached_property
    def returned(self) -> NationalReturn:
        """The national return: its children in, its review rows out."""
        return NationalReturn(self._program, self.panels, self._close_panel, self.refresh)

    # -- ways in

    def ask_for_child(self) -> None:
        """Open the form that adds a child."""
        self.panels.open(self.add_child)
        self.add_child.begin()

    def import_files(self, paths: list[Path]) -> None:
        """Read what was chosen or dropped, and show what it holds: a case file or a return."""
        what = what_is(paths)
        if what is Dropped.CASE:
            self.case.read(paths)
        elif what is Dropped.RETURN:
            self.returned.read(paths)
        else:
            self._program.messages.tell(*why_not(what), Tone.CARE)

    def open_calendar(self) -> None:
        """Offer what is planned and due as a file for a calendar."""
        self.panels.open(self.calendar)
        self.calendar.begin(self._rows)

    def start_review(self) -> None:
        """Ask about a new review of the chosen child."""
        row = self.list.chosen
        if row is None:
            self._program.messages.tell(
                "Choose a child first.", "Then start their review with the same key."
            )
            return
        self._program.store.load(row.child.id, None, self._begin_review, self._fail)

    # -- how

    def _make_actions(self) -> None:
        self.main_action = action(self, "Start a review", Shortcut.START_REVIEW, self.start_review)
        self._quality = action(self, "Quality assurance…", "", partial(self._go, PlaceKind.QUALITY))
        self.header_actions = (
            self._quality,
            action(self, "Add a child", "", self.ask_for_child),
            action(self, "Import a case file…", "", self._choose_case),
            action(self, "Import from the national return…", "", self._choose_return),
            action(self, "Settings", "", partial(self._go, PlaceKind.SETTINGS)),
        )
        self.private = action(self, "Private view", Shortcut.PRIVATE_VIEW, self._keep_private)
        self.private.setCheckable(True)
        calendar = KeyButton("Calendar file…", on_click=self.open_calendar)
        rows = KeyButton("Review rows for the return…", on_click=self._show_return_rows)
        picture = KeyButton("Service picture…", on_click=partial(self._go, PlaceKind.SERVICE))
        quality = KeyButton("Quality assurance…", on_click=partial(self._go, PlaceKind.QUALITY))
        for button in (calendar, rows, picture, quality):
            self.list.filters.tools.addWidget(button)
        self.list.put_beside_search(KeyButton.following(self.private))

    def _choose_case(self) -> None:
        self.case.choose()

    def _read_practice(self) -> None:
        self.case.read_practice()

    def _choose_return(self) -> None:
        self.returned.choose()

    def _show_return_rows(self) -> None:
        self.returned.show_rows()

    def _keep_private(self) -> None:
        """Show the chosen child's name alone or every name, here and at the next unlocking."""
        program = self._program
        program.settings = msgspec.structs.replace(
            program.settings, private_view=self.private.isChecked()
        )
        program.store.save_settings(program.settings, lambda _: None, self._fail)
        self._show_private()

    def _show_private(self) -> None:
        is_private = self._program.settings.private_view
        self.private.setChecked(is_private)
        self.list.set_private(is_private=is_private)

    def _go(self, kind: PlaceKind) -> None:
        self._program.navigator.go(Place(kind=kind))

    def _lay_out(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._row.setContentsMargins(theme.S5, theme.S3, theme.S5, theme.S3)
        self._row.setSpacing(theme.S4)
        self._row.addWidget(self.list, 1)
        self._side_area = scroll(self.side)
        self._row.addWidget(self._side_area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panels)
        self.panes = (self.list, self.side)

    def _connect(self) -> None:
        self.list.chosen_changed.connect(self._show_side)
        self.list.opened.connect(self._open_child)
        self.list.found_opened.connect(self._open_found)
        self.side.wanted.connect(self._program.navigator.go)
        self.side.removal_wanted.connect(self._ask_removal)
        self.side.changes_seen.connect(self._seen)

    def _show(self, rows: list[CaseloadRow]) -> None:
        self._rows = rows
        self._show_private()
        self.list.show_rows(rows)
        if not self.panels.is_open:
            self.panels.close_panel(has_children=bool(rows))
            QTimer.singleShot(0, self, self._focus)
        self._describe()
        self._program.store.freshen(self._freshened, self._fail)

    def _freshened(self, children: int) -> None:
        if children:
            self.refresh()

    def _seen(self, row: CaseloadRow) -> None:
        self._program.store.limits_seen(row.child.id, lambda _: self.refresh(), self._fail)

    def _focus(self) -> None:
        if self.panels.currentWidget() is not self._main:
            if not self.panels.is_open:
                self.empty.first.setFocus()
        elif not self.list.search.text():
            self.list.table.setFocus()

    def _describe(self) -> None:
        self.who = "My children"
        today = self._program.clock.today()
        count, week = self.list.model.count, self.list.model.due_between(today, today + _WEEK)
        soon = f" · {week} review{'' if week == 1 else 's'} this week" if week else ""
        self.where = f"{count} {'child' if count == 1 else 'children'}{soon}" if count else ""
        self._quality.setVisible(self._program.settings.role is Role.TEAM_LEAD)
        self.footer = "Nothing leaves this laptop unless you export it."
        if self.main_action is not None:
            self.main_action.setEnabled(count > 0)
        self.frame_changed.emit()

    def _show_side(self, row: CaseloadRow | None) -> None:
        self.side.names_kin = not self._program.settings.private_view
        self.side.show_row(row, self._program.engine, self._program.clock.today())
        self._side_area.setVisible(row is not None)

    def _close_panel(self) -> None:
        self.panels.close_panel(has_children=self.list.model.count > 0)
        self._focus()

    def _let_go_of_files(self) -> None:
        if "case" in vars(self):
            self.case.forget()
        if "returned" in vars(self):
            self.returned.forget()

    def _open_child(self, row: CaseloadRow) -> None:
        self._open_id(row.child.id)

    def _open_id(self, child_id: str) -> None:
        self._close_panel()
        self._program.navigator.go(Place(kind=PlaceKind.CHILD, child_id=child_id))

    def _open_found(self, found: Found) -> None:
        kind = PlaceKind.WRITE_UP if found.review_id else PlaceKind.CHILD
        self._program.navigator.go(
            Place(
                kind=kind,
                child_id=found.child_id,
                review_id=found.review_id,
                section=found.section or None,
            )
        )

    def _begin_review(self, opened: Opened) -> None:
        self.panels.open(self.start)
        self.start.begin(opened.child)

    def _add_review(self, opened: Opened) -> None:
        review = opened.the_review
        place = Place(kind=PlaceKind.PREPARE, child_id=opened.child.id, review_id=review.id)

        def added(_: None) -> None:
            self._close_panel()
            self._program.navigator.go(place)

        self._program.store.add_review(review, opened.child, added, self._fail)

    def _ask_removal(self) -> None:
        remove = Choice(words="Remove the practice children", chosen=self._remove_practice)
        keep = Choice(words="Keep", chosen=self._program.messages.clear)
        self._program.messages.ask(
            "Remove the practice children?",
            "They and everything you tried with them go. Your own children stay.",
            remove,
            keep,
        )

    def _remove_practice(self) -> None:
        self._program.messages.clear()
        self._remove_each([row.child.id for row in self._rows if row.child.practice])

    def _remove_each(self, ids: list[str]) -> None:
        """Remove one practice child after the other, then say so."""
        if not ids:
            self._program.messages.tell("The practice children are gone.", tone=Tone.GOOD)
            self.refresh()
            return
        self._program.store.remove_child(ids[0], lambda _: self._remove_each(ids[1:]), self._fail)

    def _fail(self, fault: UserFacingError) -> None:
        self._program.messages.warn(fault)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.panels.is_open:
            self._let_go_of_files()
            self._close_panel()
            return
        super().keyPressEvent(event)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self.returned.children.get_ready()

    @override
    def dropEvent(self, event: QDropEvent, /) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.import_files(paths)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_WIDE)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if wide else way.TopToBottom)
        self._side_area.setMinimumHeight(0 if wide else theme.px(_SIDE_LEAST))
        self._side_area.setMinimumWidth(theme.px(_SIDE_WIDTH) if wide else 0)
        self._side_area.setMaximumWidth(theme.px(_SIDE_WIDTH) if wide else _ANY_WIDTH)
