"""The document in the middle: what it is, what to know about it, and all of it as Word shows it."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from export.qa.outcome import Evidence
from export.reader.document import Spot, TextState
from models.audit import Audit
from ui import theme
from ui.frame.panes import last_stop_before
from ui.kit import ElidedLabel, Flow, KeyButton
from ui.quality.document_view import DocumentView, Mark, Marked
from ui.quality.values import ReadFile, spot_of


class DocumentPart(QWidget):
    """A row of ways, a line of facts, and the document."""

    comment_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passages: tuple[Evidence, ...] = ()
        self._here: Spot | None = None
        self._went = False
        self._audit: Audit | None = None
        self._file: ReadFile | None = None
        self.facts = ElidedLabel("quiet")
        self.view = DocumentView()
        self.view.comment_wanted.connect(self.comment_wanted.emit)
        self.view.cursorPositionChanged.connect(self._note_going)
        self._ways = QWidget()
        self._flow = Flow(self._ways, theme.S1)
        self._buttons: list[KeyButton] = []
        self._narrow_only: list[KeyButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.S2)
        column.addWidget(self._ways)
        column.addWidget(self.facts)
        column.addWidget(self.view, 1)

    def add_way(self, action: QAction, *, only_narrow: bool = False) -> None:
        """Put a button for an action above the document."""
        button = KeyButton.following(action)
        button.set_slim()
        self._buttons.append(button)
        self._flow.addWidget(button)
        QWidget.setTabOrder(last_stop_before(self.view), button)
        if only_narrow:
            self._narrow_only.append(button)
            button.hide()

    def set_narrow(self, *, narrow: bool) -> None:
        """Offer the drawers where the columns beside the document are some; leave keys undrawn."""
        for button in self._buttons:
            button.set_compact(compact=narrow)
            if button in self._narrow_only:
                button.setVisible(narrow)

    def show_file(self, file: ReadFile, audit: Audit) -> None:
        """Draw another document."""
        self._file, self._audit = file, audit
        self._passages, self._here = (), None
        self.facts.show_text(" · ".join(facts_of(file)))
        self.view.show_document(file.record.document)
        self._mark()

    def show_audit(self, audit: Audit) -> None:
        """Mark the lead's comments as they stand now."""
        before, self._audit = self._audit, audit
        if before is None or before.remarks != audit.remarks:
            self._mark()

    def show_passages(self, passages: Sequence[Evidence]) -> None:
        """Mark what bears on the question at hand."""
        self._went = self._here is None and self.view.textCursor().hasSelection()
        self._passages, self._here = tuple(passages), None
        self._mark()
        if passages:
            self.view.bring(spot_of(passages[0]))

    def chosen(self) -> tuple[Spot, str] | None:
        """Return what a comment is about, with its words.

        That is where the lead went in the document, or else what bears on the question at hand.
        """
        if self._went or not self._passages:
            return self.view.spot()
        spot = spot_of(self._passages[0])
        return spot, self.view.words_at(spot)

    def _note_going(self) -> None:
        self._went = True

    def go_to(self, spot: Spot) -> None:
        """Bring a stretch into view and mark it above all others."""
        self._here = spot
        self._mark()
        self.view.go_to(spot)

    def forget(self) -> None:
        """Show nothing."""
        self._file = self._audit = self._here = None
        self._passages = ()
        self.facts.show_text("")
        self.view.forget()

    def _mark(self) -> None:
        self.view.show_marks(self._marks())

    def _marks(self) -> Iterable[Mark]:
        if self._file is not None:
            for comment in self._file.record.document.comments:
                for spot in comment.spots:
                    yield Mark(spot=spot, why=Marked.COMMENT)
        for remark in self._audit.remarks if self._audit is not None else ():
            spot = Spot(at=remark.spot.at, start=remark.spot.start, length=remark.spot.length)
            yield Mark(spot=spot, why=Marked.REMARK)
        for passage in self._passages:
            yield Mark(spot=spot_of(passage), why=Marked.EVIDENCE)
        if self._here is not None:
            yield Mark(spot=self._here, why=Marked.HERE)


def facts_of(file: ReadFile) -> list[str]:
    """Return what to know about a document, the most telling first."""
    record, document = file.record, file.record.document
    facts = [record.title or "A document"]
    if record.version:
        facts.append(f"version {record.version}")
    if document.text_state is not TextState.CANNOT_TELL or record.is_ours:
        facts.append(document.text_state.label)
    if not record.is_ours:
        facts.append(f"not made by Heard: {record.reach.words}")
    facts += sorted(trait.label for trait in document.traits)
    return facts
