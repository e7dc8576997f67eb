"""The Export page: what goes out and where to, what was exported, and what follows from it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from export import job
from export.context import Issue
from export.going_out import GoingOut
from export.minutes import build as record_blocks
from export.paste_in import load_form, pieces
from models.calendar import long_date
from models.disclosure import COUNCIL, view
from models.edits import Opened, SetHead
from models.errors import UserFacingError
from models.next_step import ordinal
from models.review import Sending
from models.store_rows import ExportRow
from ui import theme
from ui.exporting.after_part import AfterPart, with_upload
from ui.exporting.check_part import CheckPart
from ui.exporting.documents_part import DocumentsPart
from ui.exporting.exporter import disclosed_for, version_for
from ui.exporting.paste_part import PastePart
from ui.exporting.register_part import RegisterPart
from ui.exporting.removal_part import RemovalPart
from ui.exporting.review_rows_card import ReviewRowsCard
from ui.fields.parts_view import PartsView
from ui.issues import context_for
from ui.kit import Card
from ui.messages import Tone
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.preview.following import HouseFollower
from ui.preview.view import PreviewView
from ui.program import Program
from ui.session import Change
from ui.shortcuts import action
from ui.withholding.copies_card import CopiesCard

DOCUMENTS, COPIES, PASTE, REGISTER, AFTER, ROWS, CHECK, CLEAR = range(8)
"""The parts of the page, in order."""


class ExportPage(SessionPage):
    """Makes Word documents of the open review, text for a form, and keeps the register."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._frozen: dict[int, Opened] = {}
        self._shown = ""  # the id of the review shown last, whose part is come back to
        self.main_action = action(self, "Export", "", self._export)
        self.header_actions = (action(self, "Back to writing up", "", self._back),)
        self.footer = "An exported file is an ordinary Word file: upload it, then delete it."
        self._make_parts()
        self._lay_out()

    # -- drawing

    def _make_parts(self) -> None:
        program = self._program
        self.documents = DocumentsPart(program, self._now)
        self.copies = CopiesCard(program)
        self.copies.show_place.connect(self._write_at)
        self.paste = PastePart()
        self.register = RegisterPart(program, self._now)
        self.after = AfterPart(program.engine, program.clock.today)
        self.rows = ReviewRowsCard(program)
        self.check = CheckPart(program)
        self.removal = RemovalPart(program, self._now)
        self.documents.ready_changed.connect(self._show_ready)
        self.documents.ended.connect(self.register.ask)
        self._see_soon = QTimer(self, singleShot=True, interval=0)  # once for all that is chosen
        self._see_soon.timeout.connect(self._preview)
        self.documents.showing.connect(self._see_soon.start)
        self.register.rows_changed.connect(self._register_changed)
        self.register.uploaded.connect(self._uploaded)
        self.after.edited.connect(self._sending_edited)
        self.after.replies.edited.connect(self.apply)
        self.removal.edit.connect(self.apply)
        self.removal.clear_asked.connect(self._clear)
        self.preview = PreviewView("export_preview")
        self.preview.setMinimumHeight(theme.px(420))
        self._houses = HouseFollower(self._program, self.preview.set_house)

    def _lay_out(self) -> None:
        card = Card("As it will be")
        card.body.addWidget(self.preview, 1)
        self.documents.show_beside(card)
        self.parts = PartsView("Parts of exporting")
        for name, widget in (
            ("Documents", self.documents),
            ("Who gets which copy", self.copies),
            ("Paste into a form", self.paste),
            ("What was exported", self.register),
            ("After it is sent", self.after),
            ("Review rows for the return", self.rows),
            ("Check a Word file", self.check),
            ("Clear the working copy", self.removal),
        ):
            self.parts.add_made(name, widget)
        self.parts.part_changed.connect(self._part_changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.S5, theme.S4, theme.S2, theme.S4)
        layout.addWidget(self.parts)
        self.parts.go(DOCUMENTS)

    # -- the session

    def _now(self) -> Opened | None:
        """Return what is open, or None at lock."""
        return self._session.opened if self._session is not None else None

    @override
    def show_session(self) -> None:
        opened = self.session.opened
        self.who = opened.child.preferred_name
        self.where = f"{ordinal(opened.the_review.head.number)} review · export"
        self._frozen = {}
        if self._shown != opened.the_review.id:
            self._shown = opened.the_review.id
            self.parts.go(DOCUMENTS)
        self.documents.begin(opened)
        self.after.show_opened(opened)
        self.register.ask()
        self._part_changed(self.parts.current)
        self._show_ready()
        self.frame_changed.emit()

    @override
    def session_changed(self, change: Change) -> None:
        before, after = change.before.the_review.head, change.after.the_review.head
        if change.before.child.ledger is not change.after.child.ledger:
            self.after.show_opened(change.after)
        if before is not after:
            self.after.show_head(after)
            if before.versions != after.versions:
                self.documents.show_versions(change.after)
            if before.attendance != after.attendance:
                self.documents.show_people(change.after)
        if self.parts.current == CLEAR:
            self.removal.show_now()

    @override
    def forget(self) -> None:
        self._frozen = {}
        for part in (
            self.documents,
            self.copies,
            self.paste,
            self.register,
            self.after,
            self.rows,
            self.check,
            self.removal,
        ):
            part.forget()
        self._see_soon.stop()
        self.preview.forget()

    @override
    def entered(self) -> None:
        if self.parts.current == DOCUMENTS:
            self.documents.enter()
        else:
            self.parts.enter()

    @override
    def left(self) -> None:
        self.paste.clipboard.clear()
        self.documents.password.forget()

    def _part_changed(self, part: int) -> None:
        if self._session is None:
            return
        if part == DOCUMENTS:
            self.documents.show_people(self.session.opened)
        elif part == PASTE:
            self._show_pieces()
        elif part == COPIES:
            self.copies.show_session(self.session)
        elif part == ROWS:
            self.rows.begin(focus=False)
        elif part == CLEAR:
            self.removal.show_rows(self.register.rows)
        if part != PASTE:
            self.paste.clipboard.clear()

    def _show_pieces(self) -> None:
        """Show the text of the chosen version, as the council may read it."""
        issue = self.documents.issue
        if issue is not None:
            self._with_issue(issue, partial(self._pieces_of, issue))

    def _pieces_of(self, issue: Issue, opened: Opened) -> None:
        blocks = record_blocks(
            view(opened.child, opened.the_review, COUNCIL),
            context_for(self._program, opened, issue),
        )
        try:
            form = load_form(self._program.keeper.home / "council")
        except UserFacingError as fault:
            self._program.messages.warn(fault)
            form = load_form()
        self.paste.show_pieces(pieces(blocks, form))

    def _with_issue(self, issue: Issue, done: Callable[[Opened], None]) -> None:
        """Hand over what is open, or what was frozen with a signed version, read once."""
        opened = self.session.opened
        if not issue.signed:
            done(opened)
        elif issue.version in self._frozen:
            done(self._frozen[issue.version])
        else:
            review_id = opened.the_review.id

            def came(frozen: Opened) -> None:
                now = self._now()
                if now is not None and now.the_review.id == review_id:
                    self._frozen[issue.version] = frozen
                    done(frozen)

            self._program.store.frozen(review_id, issue.version, came, self._program.messages.warn)

    def _preview(self) -> None:
        """Show the chosen document as its reader will get it."""
        offer, issue = self.documents.table.offer, self.documents.issue
        if offer is None or issue is None or self._session is None:
            self.preview.forget()
            return
        self._houses.look()
        self._with_issue(issue, partial(self._preview_of, offer.item, issue))

    def _preview_of(self, item: GoingOut, issue: Issue, opened: Opened) -> None:
        offer = self.documents.table.offer
        if offer is None or offer.item != item:
            return
        now = self.session.opened
        disclosed = disclosed_for(item, opened, now)
        context = context_for(self._program, version_for(item, opened, now), issue)
        kind = item.kind
        self.preview.show_blocks(
            kind.build(disclosed, context), job.properties(kind, disclosed, context)
        )

    # -- doing

    def _show_ready(self) -> None:
        if self.main_action is not None:
            self.main_action.setEnabled(self.documents.is_ready or self.documents.is_busy)

    def _back(self) -> None:
        opened = self.session.opened
        self._program.navigator.go(
            Place(kind=PlaceKind.WRITE_UP, child_id=opened.child.id, review_id=opened.the_review.id)
        )

    def _write_at(self, section: str, line: str) -> None:
        """Go to where a line is written, to mark what would tell; the way back leads here."""
        opened = self.session.opened
        self._program.navigator.go(
            Place(
                kind=PlaceKind.WRITE_UP,
                child_id=opened.child.id,
                review_id=opened.the_review.id,
                section=section or None,
                line=line or None,
            )
        )

    def _export(self) -> None:
        self.session.flush()
        self.parts.go(DOCUMENTS)
        self.documents.export(self.session.opened)

    def _sending_edited(self, value: Sending, words: str, key: str) -> None:
        del key
        head = msgspec.structs.replace(self.session.opened.the_review.head, sending=value)
        self.session.apply(SetHead(head=head), words)

    def _register_changed(self, rows: tuple[ExportRow, ...]) -> None:
        count = f" ({len(rows)})" if rows else ""
        self.parts.rename(REGISTER, f"What was exported{count}")
        if self.parts.current == CLEAR:
            self.removal.show_rows(rows)

    def _uploaded(self, row: ExportRow, on: date | None) -> None:
        """Let the clock that an upload answers stop, where nothing stands there yet."""
        if on is None:
            return
        sending = self.session.opened.the_review.head.sending
        answered = with_upload(sending, row.document, on)
        if row.recipient == "council" and answered is not sending:
            self._sending_edited(answered, "noting an upload", "")
            self._program.messages.tell(
                f"The recommendations now count as sent on {long_date(on)}.",
                "If it was another day, change it under “After it is sent”.",
            )

    def _clear(self) -> None:
        """Leave the review, clear its working copy, and make a fresh backup."""
        found = self.removal.removal
        if found is None or not found.is_allowed:
            return
        opened = self.session.opened
        child_id, review_id = opened.child.id, opened.the_review.id
        self._program.navigator.go(Place(kind=PlaceKind.CASELOAD))
        self._program.store.clear_review(
            child_id, review_id, partial(self._cleared, child_id), self._program.messages.warn
        )

    def _cleared(self, child_id: str, _: None) -> None:
        self._program.keeper.backup_asked.emit()
        self._program.navigator.go(Place(kind=PlaceKind.CHILD, child_id=child_id))
        self._program.messages.tell(
            "The working copy of this review is cleared from this laptop.",
            "A fresh backup is being made; older ones go as soon as it was checked.",
            Tone.GOOD,
        )
