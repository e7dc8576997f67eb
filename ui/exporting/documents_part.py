"""What goes out, of which version and where to; each document shown beside before it is made."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from export.context import Issue
from export.going_out import GoingOut, going_out, reader_words
from models.calendar import long_date
from models.clock import uk_date
from models.edits import Opened
from models.errors import UserFacingError
from models.letter import is_begun
from models.removing import is_cleared
from models.store_rows import ExportChoices
from ui import theme
from ui.exporting.choosing import Offer, OfferModel, OfferTable
from ui.exporting.exporter import Exporter, Order, Outcome
from ui.exporting.password_card import PasswordCard
from ui.issues import draft_issue, signed_issue
from ui.kit import Card, Flow, Form, KeyButton, announce, label, quiet_label
from ui.messages import Tone
from ui.program import Program

_SIDE_BY_SIDE = 860  # px at 100 % text
_FOR = {
    "recommendations": "Who does what by when, to go out within five working days. Stands alone.",
    "minutes": "The whole review, with the child's own part first. Stands alone.",
    "letter": "What you wrote to the child, with what was decided, in the size for their age.",
    "one_page": "Who does what by when, and what comes next, for the child to keep.",
    "replies": "What the council said to each recommendation, as it is written down by now. The"
    " signed record stays as it is.",
    "annex": "What is confidential. A file of its own, for those you name and nobody else.",
}
_CLEARED = (
    "The working copy of this review was cleared from this laptop, so nothing can be made of it"
    " here. The council's system has the record."
)
_COPY = "Their own copy: what they may not read has been taken out of it, not hidden in it."


class DocumentsPart(QWidget):
    """Chooses and makes documents; ``opened`` gives what stands now, or None at lock."""

    ready_changed = Signal()
    ended = Signal()
    """An export came to its end, in whole or in part."""
    showing = Signal()
    """Another document or version is chosen, or it reads otherwise now: to be shown beside."""

    def __init__(self, program: Program, opened: Callable[[], Opened | None]) -> None:
        super().__init__()
        self._program = program
        self._opened = opened
        self._exporter = Exporter(program)
        self._is_busy = False
        self._run = 0
        self._remembered: ExportChoices | None = None
        self._model = OfferModel()
        self.table = OfferTable(self._model)
        self.password = PasswordCard(program)
        self._lay_out()
        self._model.ticks_changed.connect(self.ready_changed)
        self.password.changed.connect(self.ready_changed)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())

    # -- drawing

    def _lay_out(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.S4)
        for card in (self._what_card(), self._where_card(), self.password):
            left.addWidget(card)
        left.addStretch(1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, theme.S3, 0)
        self._layout.setSpacing(theme.S4)
        self._layout.addWidget(self._left, 5)

    def show_beside(self, widget: QWidget) -> None:
        """Put ``widget`` at the right, or below where there is little room."""
        self._layout.addWidget(widget, 6)

    def _what_card(self) -> Card:
        card = Card("What goes out")
        form = Form()
        self.version = form.choice("Which version", [], name="export_version")
        self.version.currentIndexChanged.connect(lambda _: self._say_version())
        self._version_words = quiet_label()
        self._about = label("")
        self._about.setObjectName("export_about")
        self._about_more = quiet_label()
        for part in (form, self._version_words, self.table, self._about, self._about_more):
            card.body.addWidget(part)
        return card

    def _where_card(self) -> Card:
        card = Card("Where to")
        form = Form()
        self.folder: QLineEdit = form.line(
            "Folder", "No file name ever holds the child's name.", name="export_folder"
        )
        self.folder.textChanged.connect(lambda _: self.ready_changed.emit())
        self.stop = KeyButton("Stop after this one", on_click=self._stop)
        self.stop.setObjectName("export_stop")
        self.stop.setEnabled(False)
        buttons = QWidget()
        flow = Flow(buttons)
        flow.addWidget(KeyButton("Choose a folder…", on_click=self._choose_folder))
        flow.addWidget(self.stop)
        self._progress = quiet_label()
        self._progress.setObjectName("export_progress")
        for part in (form, buttons, self._progress):
            card.body.addWidget(part)
        return card

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = self.width() >= theme.px(_SIDE_BY_SIDE)
        self._layout.setDirection(way.LeftToRight if wide else way.TopToBottom)

    # -- what is shown

    @property
    def issue(self) -> Issue | None:
        """The chosen version."""
        found = self.version.currentData()
        return found if isinstance(found, Issue) else None

    @property
    def is_ready(self) -> bool:
        """Whether the documents can be made now."""
        there = (
            self.issue is not None and bool(self._model.ticked) and bool(self.folder.text().strip())
        )
        return there and self.password.is_ready and not self._is_busy

    @property
    def is_busy(self) -> bool:
        """Whether documents are being made."""
        return self._is_busy

    def begin(self, opened: Opened) -> None:
        """Show a review and ask what was chosen for its child the last time."""
        if not self.folder.text():
            places = QStandardPaths.StandardLocation.DocumentsLocation
            self.folder.setText(QStandardPaths.writableLocation(places))
        self._remembered = None
        self.show_versions(opened)
        self._show_offers(opened)
        names = (opened.child.preferred_name, opened.child.legal_name, self._program.settings.name)
        self.password.begin(names, wanted=False)
        self._program.store.export_choices(
            opened.child.id, partial(self._recall, opened.child.id), self._program.messages.warn
        )

    def show_versions(self, opened: Opened) -> None:
        """Offer the signed versions, newest first, and the draft of the next one."""
        review = opened.the_review
        self.version.clear()
        self._version_words.clear()
        if is_cleared(review):
            self._version_words.setText(_CLEARED)
            return
        for version in reversed(review.head.versions):
            day = long_date(uk_date(version.signed_at))
            self.version.addItem(
                f"Version {version.number}, signed off {day}", signed_issue(review, version.number)
            )
        draft = draft_issue(self._program, review)
        self.version.addItem(f"Draft of version {draft.version}, as it stands now", draft)
        self.version.setCurrentIndex(0)

    def show_people(self, opened: Opened) -> None:
        """Show anew who gets a copy; ticks stay."""
        self._show_offers(opened)

    def forget(self) -> None:
        """Empty every widget: at lock."""
        self.version.clear()
        self._version_words.clear()
        self._model.show_values(())
        self._progress.clear()
        self._remembered = None
        self._run += 1
        self._is_busy = False
        self.password.forget()
        self._show_chosen()

    def enter(self) -> None:
        """Put the focus where one begins."""
        self.version.setFocus()

    def _show_offers(self, opened: Opened) -> None:
        child, review = opened.child, opened.the_review
        before = {offer.key: offer.ticked for offer in self._model.offers}
        self._model.show_values(
            tuple(
                Offer(
                    item=item,
                    title=_title(item, opened),
                    reader=reader_words(item, child, review),
                    about=_COPY if item.copy else _FOR.get(item.document_id, ""),
                    ticked=before.get(item.key, self._usual(item, opened)),
                )
                for item in going_out(child, review)
            )
        )
        if self.table.offer is None:
            self.table.selectRow(0)
        self._show_chosen()
        self.ready_changed.emit()

    def _usual(self, item: GoingOut, opened: Opened) -> bool:
        """Whether a document is ticked before the user chose: as last time, or the record's own."""
        if self._remembered is not None:
            return item.key in self._remembered.documents
        if item.document_id == "letter":
            return is_begun(opened.the_review)
        return not item.copy and item.document_id in ("recommendations", "minutes")

    def _recall(self, child_id: str, choices: ExportChoices | None) -> None:
        opened = self._opened()
        if choices is None or opened is None or opened.child.id != child_id:
            return
        self._remembered = choices
        self._model.tick({o.key: o.key in choices.documents for o in self._model.offers})
        if choices.folder:
            self.folder.setText(choices.folder)
        self.password.wanted.setChecked(choices.protect)

    def _say_version(self) -> None:
        issue = self.issue
        if issue is not None:
            self._version_words.setText(
                "As it was signed, letter for letter."
                if issue.signed
                else "Marked as a draft on every page, until you sign off where you write up."
            )
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._say_chosen()
        self.showing.emit()

    def _say_chosen(self) -> None:
        offer = self.table.offer
        said = [] if offer is None else [offer.title, offer.reader, offer.state]
        self._about.setText(" · ".join(part for part in said if part))
        self._about_more.setText(offer.about if offer is not None else "")

    # -- doing

    def _choose_folder(self) -> None:
        self._program.messages.choose_folder(
            self, "Where to put the documents", lambda paths: self.folder.setText(str(paths[0]))
        )

    def _stop(self) -> None:
        self._exporter.cancel()
        self.stop.setEnabled(False)
        self._say_progress("Stopping after this one…")

    def export(self, opened: Opened) -> None:
        """Make what is ticked."""
        issue = self.issue
        if not self.is_ready or issue is None:
            return
        self._set_busy(busy=True)
        self._model.say_nothing()
        self._remember(opened)
        if issue.signed:
            self._program.store.frozen(
                opened.the_review.id, issue.version, partial(self._make, issue), self._failed
            )
        else:
            self._make(issue, opened)

    def _make(self, issue: Issue, opened: Opened) -> None:
        if self._opened() is None:
            return
        folder = Path(self.folder.text().strip()).expanduser().absolute()
        items = self._model.ticked
        for item in items:
            self._model.say(item.key, "waiting")
        order = Order(opened=opened, issue=issue, items=items, folder=folder, now=self._opened())
        self.stop.setEnabled(len(items) > 1)
        try:
            self._exporter.export(
                order,
                partial(self._made, self._run, items),
                partial(self._tell, self._run),
                self.password.password,
            )
        except UserFacingError as fault:
            self._failed(fault)

    def _remember(self, opened: Opened) -> None:
        choices = ExportChoices(
            documents=tuple(item.key for item in self._model.ticked),
            folder=self.folder.text().strip(),
            protect=self.password.wanted.isChecked(),
        )
        self._program.store.keep_export_choices(
            opened.child.id, choices, lambda _: None, self._program.messages.warn
        )

    def _tell(self, run: int, item: GoingOut, outcome: Outcome | None) -> None:
        if run != self._run:
            return  # another review is shown by now
        if outcome is None:
            self._model.say(item.key, "making…")
            at = next(n for n, one in enumerate(self._model.ticked, 1) if one == item)
            self._say_progress(f"Making {item.kind.title}: {at} of {len(self._model.ticked)}…")
        else:
            self._model.say(item.key, "made" if outcome.fault is None else "not made")
        self._say_chosen()

    def _made(self, run: int, items: tuple[GoingOut, ...], outcomes: list[Outcome]) -> None:
        made = sum(outcome.fault is None for outcome in outcomes)
        self._say_end(made, len(items) - made, next((o.fault for o in outcomes if o.fault), None))
        if run != self._run:
            return
        self._set_busy(busy=False)
        for item in items[len(outcomes) :]:
            self._model.say(item.key, "left out")
        self.password.forget()
        self._say_chosen()
        self.ended.emit()

    def _say_end(self, made: int, left: int, fault: UserFacingError | None) -> None:
        count = "1 document is" if made == 1 else f"{made} documents are"
        missing = f", {left} {'was' if left == 1 else 'were'} not made" if left else ""
        if self._is_busy:
            self._say_progress(f"Done: {count} in the folder{missing}.")
            announce(self._progress, self._progress.text())
        if fault is not None:
            problem = f"{fault.problem} {count[0].upper()}{count[1:]} in the folder{missing}."
            self._program.messages.tell(problem, fault.remedy, Tone.FAULT)
            return
        self._program.messages.tell(
            f"{count[0].upper()}{count[1:]} in the folder you chose.",
            "They are ordinary Word files now: upload them, then delete them from this laptop.",
            Tone.GOOD,
        )

    def _failed(self, fault: UserFacingError) -> None:
        self._set_busy(busy=False)
        self._say_progress("")
        self._program.messages.warn(fault)
        self.ended.emit()
        self.folder.setFocus()

    def _say_progress(self, words: str) -> None:
        self._progress.setText(words)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.stop.setEnabled(False)
        self.ready_changed.emit()


def _title(item: GoingOut, opened: Opened) -> str:
    """Return what a row is called; a copy says whose it is, as the next column may be hidden."""
    if not item.copy:
        return item.kind.title
    reader = reader_words(item, opened.child, opened.the_review).partition(" · ")[0]
    what = item.kind.title.partition(" (")[0].lower()
    return f"Copy for {reader.partition(',')[0]}: {what}"
