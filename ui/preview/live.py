"""The document that is being written, as it will be: built anew whenever writing pauses.

Nothing is built for each letter, and nothing at all while it is not to be seen.
"""

import msgspec
from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from export.blocks import Block
from export.context import Context, Issue, Properties
from export.documents import DOCUMENTS, document, recipient_of
from export.job import properties
from models.disclosure import view
from models.edits import Opened
from models.errors import UserFacingError
from models.write_up import Part
from ui import theme
from ui.issues import context_for, draft_issue
from ui.kit import Form, quiet_label
from ui.preview.following import HouseFollower
from ui.preview.view import PreviewView
from ui.program import Program
from ui.session import ReviewSession

PAUSE_MS = 180
"""How long nothing must have been typed."""
_RECORD, _LETTER = "minutes", "letter"
_ROUGH = "Pages may end elsewhere in Word."


class _Known(msgspec.Struct, frozen=True):
    """For what a context was made; it holds as long as these are the same values."""

    child: object
    head: object
    issue: Issue

    def is_for(self, opened: Opened, issue: Issue) -> bool:
        """Whether nothing that a context says has changed."""
        review = opened.the_review
        return self.child is opened.child and self.head is review.head and self.issue == issue


class LivePreview(QWidget):
    """A choice of document over its pages; they follow what is written."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_preview")
        self._program = program
        self._session: ReviewSession | None = None
        self._context: tuple[_Known, Context] | None = None
        self._built: Opened | None = None
        self._about = ""
        self._before_letter = _RECORD
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._build)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._build)
        self._ready: tuple[tuple[Block, ...], Properties] | None = None
        self._hand_on = QTimer(self, singleShot=True, interval=0)
        self._hand_on.timeout.connect(self._show_ready)
        form = Form()
        options = [(kind.id, kind.title) for kind in DOCUMENTS if not kind.tells_later]
        self.choice = form.choice("As it will be", options, name="preview_document")
        self.view = PreviewView("preview_pages")
        self._houses = HouseFollower(program, self.view.set_house)
        self.said = quiet_label(_ROUGH)
        self.said.setObjectName("preview_said")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(form)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        self._choose(_RECORD)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen())

    def show_session(self, session: ReviewSession) -> None:
        """Follow another session, or the same one as it is by now."""
        self._session = session
        self.touched()

    def touched(self) -> None:
        """Something was written: look again once that pauses."""
        if self._session is not None and self.isVisible():
            self._pause.start()

    def follow(self, part: Part) -> None:
        """Show where a part of the record, or of the letter, stands in its document."""
        self._about = part.id
        now = str(self.choice.currentData())
        if part.of_letter and not document(now).for_child:
            self._before_letter = now
            self._choose(_LETTER)
        elif not part.of_letter and now == _LETTER:
            self._choose(self._before_letter)
        if self.isVisible():
            self._build()
            self.view.go_to(self._about)

    def forget(self) -> None:
        """Let go of every word."""
        self._pause.stop()
        self._next.stop()
        self._hand_on.stop()
        self._session = self._context = self._built = self._ready = None
        self._about = ""
        self._choose(_RECORD)
        self.view.forget()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._houses.look()
        self._build()
        self.view.go_to(self._about)

    def _chosen(self) -> None:
        self._built = None
        self.view.forget()
        self._build()
        self.view.go_to(self._about)

    def _choose(self, document_id: str) -> None:
        at = self.choice.findData(document_id)
        if at != self.choice.currentIndex():
            with QSignalBlocker(self.choice):
                self.choice.setCurrentIndex(at)
            self._built = None
            self.view.forget()

    def _build(self) -> None:
        """Build the blocks and hand them on; what they say beside the record in a slice before."""
        if self._session is None or not self.isVisible() or self._session.opened is self._built:
            return
        opened = self._session.opened
        issue = draft_issue(self._program, opened.the_review)
        if self._context is None or not self._context[0].is_for(opened, issue):
            self._built = None if self._learn(opened, issue) else opened
            self._next.start()
            return
        kind = document(str(self.choice.currentData()))
        disclosed = view(opened.child, opened.the_review, recipient_of(kind, opened.child))
        context = self._context[1]
        self._built = opened
        self._ready = kind.build(disclosed, context), properties(kind, disclosed, context)
        self._hand_on.start()

    def _show_ready(self) -> None:
        ready, self._ready = self._ready, None
        if ready is not None:
            self.view.show_blocks(*ready)

    def _learn(self, opened: Opened, issue: Issue) -> bool:
        """Make what documents say beside the record; where that cannot be said, say why."""
        known = _Known(opened.child, opened.the_review.head, issue)
        try:
            self._context = known, context_for(self._program, opened, issue)
        except UserFacingError as fault:
            self._context = None
            self.view.forget()
            self.said.setText(f"{fault.problem} {fault.remedy}")
            return False
        self.said.setText(_ROUGH)
        return True
