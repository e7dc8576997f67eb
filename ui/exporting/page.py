"""The Export page: which version, which documents, where to; and what was exported before."""

from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from export.context import Issue
from export.documents import DOCUMENTS, document
from models.calendar import long_date, weekday_date
from models.clock import uk_date, uk_time
from models.edits import Opened, SetHead
from models.errors import UserFacingError
from models.letter import is_begun
from models.next_step import ordinal
from models.review import Sending
from models.store_rows import ExportRow
from ui import theme
from ui.exporting.exporter import Exported, Exporter, Order, draft_issue, signed_issue
from ui.fields.bound_form import BoundForm
from ui.kit import Card, Form, KeyButton, announce, label, quiet_label, rule, scroll, title_label
from ui.messages import Tone
from ui.page import SessionPage
from ui.places import Place, PlaceKind
from ui.program import Program
from ui.session import Change
from ui.shortcuts import action

_NARROW_PX = 900
_AFTER = (
    ("Recommendations", "T12"),
    ("care plan", "T14"),
    ("record", "T15"),
    ("to everyone", "T16"),
)
_FOR = {
    "recommendations": "Who does what by when, to go out within five working days. Stands alone.",
    "minutes": "The whole review, with the child's own part first. Stands alone.",
    "letter": "What you wrote to the child, with what was decided, in the size for their age.",
    "one_page": "Who does what by when, and what comes next, for the child to keep.",
}


class ExportPage(SessionPage):
    """Makes Word documents of the open review and shows the register."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._exporter = Exporter(program)
        self._is_busy = False
        self.main_action = action(self, "Export", "", self._export)
        self.header_actions = (action(self, "Back to writing up", "", self._back),)
        self.footer = "An exported file is an ordinary Word file: upload it, then delete it."
        self._ticks: dict[str, QCheckBox] = {}
        self._lay_out()

    # -- drawing

    def _lay_out(self) -> None:
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(theme.S5, theme.S5, theme.S5, theme.S5)
        self._grid.setSpacing(theme.S4)
        self._left, self._right = QWidget(), QWidget()
        left, right = QVBoxLayout(self._left), QVBoxLayout(self._right)
        for column in (left, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.S4)
        left.addWidget(title_label("Export"))
        left.addWidget(self._what_card())
        left.addWidget(self._where_card())
        left.addStretch(1)
        right.addWidget(self._after_card())
        right.addWidget(self._register_card())
        right.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll(inside, "Export"))
        self._place_columns()

    def _what_card(self) -> Card:
        card = Card("What")
        form = Form()
        self._version = form.choice("Which version", [], name="export_version")
        self._version.currentIndexChanged.connect(lambda _: self._say_version())
        card.body.addWidget(form)
        self._version_words = quiet_label()
        card.body.addWidget(self._version_words)
        card.body.addWidget(rule())
        for kind in DOCUMENTS:
            box = QCheckBox(kind.title)
            box.setObjectName(f"export_{kind.id}")
            box.setAccessibleName(kind.title)
            box.setAccessibleDescription(_FOR.get(kind.id, ""))
            box.setChecked(not (kind.for_child or kind.kept_apart))
            box.toggled.connect(lambda _: self._show_ready())
            self._ticks[kind.id] = box
            card.body.addWidget(box)
            card.body.addWidget(quiet_label(_FOR.get(kind.id, "")))
        return card

    def _where_card(self) -> Card:
        card = Card("Where")
        form = Form()
        self._folder: QLineEdit = form.line(
            "Folder", "No file name ever holds the child's name.", name="export_folder"
        )
        self._folder.textChanged.connect(lambda _: self._show_ready())
        card.body.addWidget(form)
        card.body.addWidget(KeyButton("Choose a folder…", on_click=self._choose_folder))
        self._progress = quiet_label()
        card.body.addWidget(self._progress)
        return card

    def _after_card(self) -> Card:
        card = Card("After it is sent")
        self._clocks = quiet_label()
        card.body.addWidget(self._clocks)
        self._sending = BoundForm("sending", columns=2)
        self._sending.bind_date("decisions_sent", "Recommendations sent on")
        self._sending.bind_date("council_replied", "Council replied on")
        self._sending.bind_date("care_plan_updated", "Care plan updated on")
        self._sending.bind_date("distributed", "Record sent to everyone on")
        self._sending.edited.connect(self._sending_edited)
        card.body.addWidget(self._sending)
        return card

    def _register_card(self) -> Card:
        card = Card("Exported before")
        self._register = QVBoxLayout()
        self._register.setSpacing(theme.S2)
        card.body.addLayout(self._register)
        return card

    def _place_columns(self) -> None:
        narrow = self.width() < theme.px(_NARROW_PX)
        self._grid.addWidget(self._left, 0, 0)
        if narrow:
            self._grid.addWidget(self._right, 1, 0)
        else:
            self._grid.addWidget(self._right, 0, 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 0 if narrow else 2)

    @override
    def resizeEvent(self, event: object) -> None:
        self._place_columns()

    # -- the session

    @override
    def show_session(self) -> None:
        opened = self.session.opened
        self.who = opened.child.preferred_name
        self.where = f"{ordinal(opened.the_review.head.number)} review · export"
        if not self._folder.text():
            places = QStandardPaths.StandardLocation.DocumentsLocation
            self._folder.setText(QStandardPaths.writableLocation(places))
        self._show_versions()
        self._ticks["letter"].setChecked(is_begun(opened.the_review))
        self._sending.show_value(opened.the_review.head.sending)
        self._say_clocks()
        self._ask_register()
        self._show_ready()
        self.frame_changed.emit()

    @override
    def session_changed(self, change: Change) -> None:
        head = change.after.the_review.head
        if change.before.review is not None and change.before.review.head is not head:
            self._sending.show_value(head.sending)
            self._say_clocks()
            if change.before.review.head.versions != head.versions:
                self._show_versions()

    @override
    def forget(self) -> None:
        self._version.clear()
        self._sending.show_value(None)
        self._clocks.clear()
        self._progress.clear()
        self._show_register([])

    @override
    def entered(self) -> None:
        self._version.setFocus()

    def _show_versions(self) -> None:
        """Offer the signed versions, newest first, and the draft of the next one."""
        review = self.session.opened.the_review
        self._version.clear()
        for version in reversed(review.head.versions):
            day = long_date(uk_date(version.signed_at))
            self._version.addItem(
                f"Version {version.number}, signed off {day}",
                signed_issue(review, version.number),
            )
        draft = draft_issue(self._program, review)
        self._version.addItem(f"Draft of version {draft.version}, as it stands now", draft)
        self._version.setCurrentIndex(0)

    def _say_version(self) -> None:
        issue = self._version.currentData()
        if isinstance(issue, Issue):
            self._version_words.setText(
                "As it was signed, letter for letter."
                if issue.signed
                else "Marked as a draft on every page, until you sign off where you write up."
            )

    def _say_clocks(self) -> None:
        completed = self.session.opened.the_review.head.completed_on
        if completed is None:
            self._clocks.setText("The clocks start when the review is complete.")
            return
        due = {d.rule: d.due for d in self._program.engine.after_completion(completed)}
        said = " · ".join(
            f"{what} by {weekday_date(due[rule])}" for what, rule in _AFTER if rule in due
        )
        self._clocks.setText(said)

    # -- doing

    def _back(self) -> None:
        opened = self.session.opened
        self._program.navigator.go(
            Place(kind=PlaceKind.WRITE_UP, child_id=opened.child.id, review_id=opened.the_review.id)
        )

    def _sending_edited(self, value: Sending, words: str, key: str) -> None:
        del key
        head = msgspec.structs.replace(self.session.opened.the_review.head, sending=value)
        self.session.apply(SetHead(head=head), words)

    def _choose_folder(self) -> None:
        self._program.messages.choose_folder(
            self, "Where to put the documents", lambda paths: self._folder.setText(str(paths[0]))
        )

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, box in self._ticks.items() if box.isChecked())

    def _show_ready(self) -> None:
        if self.main_action is not None:
            ready = bool(self._chosen()) and bool(self._folder.text().strip())
            self.main_action.setEnabled(ready and not self._is_busy)

    def _export(self) -> None:
        issue = self._version.currentData()
        if self._is_busy or not isinstance(issue, Issue):
            return
        self._set_busy(busy=True)
        self.session.flush()
        opened = self.session.opened
        if issue.signed:
            self._program.store.frozen(
                opened.the_review.id, issue.version, partial(self._make, issue), self._failed
            )
        else:
            self._make(issue, opened)

    def _make(self, issue: Issue, opened: Opened) -> None:
        if self._session is None:
            return
        folder = Path(self._folder.text().strip()).expanduser().absolute()
        order = Order(opened=opened, issue=issue, document_ids=self._chosen(), folder=folder)
        self._exporter.export(order, self._made, self._failed, self._say_progress)

    def _say_progress(self, document_id: str) -> None:
        self._progress.setText(f"Making: {document(document_id).title}…")

    def _made(self, made: list[Exported]) -> None:
        self._set_busy(busy=False)
        count = "1 document is" if len(made) == 1 else f"{len(made)} documents are"
        self._progress.setText(f"Done: {count} in the folder.")
        announce(self._progress, self._progress.text())
        self._program.messages.tell(
            f"{count[0].upper()}{count[1:]} in the folder you chose.",
            "They are ordinary Word files now: upload them, then delete them from this laptop.",
            Tone.GOOD,
        )
        self._ask_register()

    def _failed(self, fault: UserFacingError) -> None:
        self._set_busy(busy=False)
        self._progress.clear()
        self._program.messages.warn(fault)
        self._ask_register()
        self._folder.setFocus()

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self._show_ready()

    # -- the register

    def _ask_register(self) -> None:
        if self._session is not None:
            self._program.store.exports_of(
                self.session.opened.child.id, self._show_register, self._program.messages.warn
            )

    def _show_register(self, rows: list[ExportRow]) -> None:
        while item := self._register.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        review = self._session.opened.the_review.id if self._session else None
        mine = [row for row in rows if row.review_id == review]
        for row in mine:
            self._register.addWidget(_register_line(row))
        if not mine:
            self._register.addWidget(quiet_label("Nothing of this review was exported yet."))


def _register_line(row: ExportRow) -> QWidget:
    at = uk_time(row.completed_at or row.started_at)
    held = QWidget()
    layout = QVBoxLayout(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(label(row.name, "plain"))
    when = f"{long_date(at.date())}, {at:%H:%M}"
    facts = f"{when} · for the {row.recipient} · fingerprint {(row.sha256 or '')[:12]}"
    layout.addWidget(quiet_label(facts))
    return held
