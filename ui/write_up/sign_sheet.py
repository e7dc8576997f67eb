"""Signing off, inline: which version, by whom, why, and what is still open. Nothing blocks."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from models.apply import apply
from models.calendar import long_date
from models.clock import uk_time
from models.edits import Opened, SetHead
from models.errors import UserFacingError
from models.review import Review, ReviewHead
from models.signing import Signing, SigningError, next_version, signed
from models.text import clean
from ui import theme
from ui.fields.editors import SessionLine
from ui.kit import Card, Flow, Form, KeyButton, announce, fault_label, label, quiet_label, scroll
from ui.program import Program
from ui.session import ReviewSession
from ui.write_up.looking import Looking
from ui.write_up.ready_panel import ReadyPanel
from ui.write_up.second_look import SecondLook

_WIDTH = 640


class SignOffSheet(QWidget):
    """Takes the place of the page while a version is signed off."""

    closed = Signal()
    """The user wants to go back to writing up."""
    matter_wanted = Signal(object)
    """The ``OpenMatter`` to go to."""
    export_wanted = Signal()
    was_signed = Signal()
    """A version was signed and its frozen copy is kept."""

    def __init__(
        self,
        program: Program,
        looking: Looking,
        second_look: SecondLook,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._program = program
        self._session: ReviewSession | None = None
        self._is_busy = False
        self.setObjectName("sign_sheet")
        self.card = self._make_card()
        self.done_card = self._make_done_card()
        self.ready = ReadyPanel(program, looking, second_look)
        self.ready.matter_wanted.connect(self.matter_wanted)
        self.before = self.ready.before
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S4)
        for card in (self.card, self.done_card, self.ready):
            column.addWidget(card)
        column.addStretch(1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        row.addStretch(1)
        row.addWidget(self._sheet, 1000)
        row.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll(inside))

    # -- what is shown

    def begin(self, session: ReviewSession) -> None:
        """Ask about the next version of the open review."""
        self._session = session
        number = next_version(session.opened.the_review)
        self.card.set_title(f"Sign off version {number}")
        self._sign.set_words(f"Sign off version {number}")
        if not self.name.text().strip():
            self.name.setText(self._program.settings.name)
        self.reason.clear()
        self.form.set_row_visible(self.reason, visible=number > 1)
        self._show_fault(None)
        self.ready.ask(session)
        self.card.show()
        self.done_card.hide()
        (self.reason if number > 1 else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what is open now."""
        self.ready.refresh()

    def forget(self) -> None:
        """Let go of the session and of what was typed."""
        self._session = None
        self._is_busy = False
        self.name.clear()
        self.reason.clear()
        self._said.clear()
        self.ready.forget()
        self._show_fault(None)

    # -- doing

    def sign(self) -> None:
        """Read the version before, so that it can be said what changed since; then sign."""
        session = self._session
        if session is None or self._is_busy:
            return
        review = session.opened.the_review
        number = next_version(review)
        if number == 1:
            self._sign_off(session, None)
            return
        self._is_busy = True

        def read(before: Opened) -> None:
            self._is_busy = False
            if session is self._session:
                self._sign_off(session, before.the_review)

        self._program.store.frozen(review.id, number - 1, read, self._failed)

    def _sign_off(self, session: ReviewSession, before: Review | None) -> None:
        """Keep the frozen copy, then write the version into the review."""
        number = next_version(session.opened.the_review)
        signing = Signing(
            by=clean(self.name.text()).text,
            at=self._program.clock.now(),
            today=self._program.clock.today(),
            reason=clean(self.reason.text()).text,
            before=before,
        )
        try:
            head = signed(session.opened, signing)
        except SigningError as fault:
            self._show_fault(fault)
            return
        self._show_fault(None)
        self._is_busy = True
        session.flush()
        frozen = apply(session.opened, SetHead(head=head))
        done: Callable[[None], None] = partial(self._frozen, session, head, number)
        self._program.store.freeze(frozen, number, done, self._failed)

    def _frozen(self, session: ReviewSession, head: ReviewHead, number: int, _: None) -> None:
        """Write the version; what was typed since it was frozen stays, and counts as a change."""
        self._is_busy = False
        now = session.opened.the_review.head
        session.apply(
            SetHead(
                head=msgspec.structs.replace(now, versions=head.versions, sending=head.sending)
            ),
            f"signing off version {number}",
        )
        session.settle()
        if session is not self._session:
            return
        version = head.versions[-1]
        at = uk_time(version.signed_at)
        self.done_card.set_title(f"Version {number} is signed off")
        self._said.setText(
            f"By {version.by}, {long_date(at.date())}, {at:%H:%M}. It is kept as it stands now,"
            " letter for letter."
        )
        self.done_card.show()
        self._export.setFocus(Qt.FocusReason.OtherFocusReason)
        self.card.hide()
        announce(self, f"Version {number} is signed off.")
        self.was_signed.emit()

    def _failed(self, fault: UserFacingError) -> None:
        self._is_busy = False
        self._show_fault(fault)

    def _show_fault(self, fault: UserFacingError | None) -> None:
        words = f"{fault.problem} {fault.remedy}" if fault is not None else ""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        if words:
            announce(self, words)

    # -- drawing

    def _make_card(self) -> Card:
        card = Card("Sign off")
        card.body.addWidget(
            label(
                "Signing off keeps the record as it stands now. You can still change it afterwards;"
                " that makes the next version, with a reason."
            )
        )
        self.form = Form()
        self.name = self.form.add("Your name", SessionLine(), name="sign_name")
        self.reason = self.form.add(
            "What was changed, and why",
            SessionLine(),
            "The earlier version stays as it was.",
            name="sign_reason",
        )
        for edit in (self.name, self.reason):
            edit.returnPressed.connect(self.sign)
        card.body.addWidget(self.form)
        self.fault = fault_label()
        self.fault.setObjectName("sign_fault")
        card.body.addWidget(self.fault)
        buttons = QWidget()
        flow = Flow(buttons)
        self._sign = KeyButton("Sign off", kind="main", on_click=self.sign)
        self._sign.setObjectName("sign_now")
        back = KeyButton("Not yet", on_click=self.closed.emit)
        back.setObjectName("sign_cancel")
        flow.addWidget(self._sign)
        flow.addWidget(back)
        card.body.addWidget(buttons)
        return card

    def _make_done_card(self) -> Card:
        card = Card("Signed off")
        card.setObjectName("signed_off")
        self._said = label()
        self._said.setObjectName("signed_words")
        card.body.addWidget(self._said)
        card.body.addWidget(quiet_label("What is still open below can be changed at any time."))
        buttons = QWidget()
        flow = Flow(buttons)
        self._export = KeyButton("Export it", kind="main", on_click=self.export_wanted.emit)
        self._export.setObjectName("sign_export")
        back = KeyButton("Back to writing up", on_click=self.closed.emit)
        back.setObjectName("sign_back")
        flow.addWidget(self._export)
        flow.addWidget(back)
        card.body.addWidget(buttons)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._sheet.setMaximumWidth(theme.px(_WIDTH))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)
