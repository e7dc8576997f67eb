"""Importing a case file: read in the helper process, looked over here, then added.

Nothing is replaced silently: what is there already is named, and the button says that it will be
replaced. A file with a fault is told with the path of the fault, and nothing is added.
"""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from models.calendar import long_date
from models.case_file import (
    CaseFile,
    look_into_case_file,
    with_whole_ledger,
    without_reviews,
)
from models.errors import UserFacingError
from models.next_step import ordinal
from models.practice import practice_caseload
from models.review import Review
from models.store_rows import CaseloadRow, ReviewRow
from ui.fields.clearing import clear
from ui.kit import Card, KeyButton, Pill, label, quiet_label, set_look
from ui.messages import Tone
from ui.program import Program

KINDS = "Case files (*.json);;All files (*)"


class CasePanel(Card):
    """Shows what a case file holds and what adding it would do."""

    ready = Signal()
    """A file was read and stands here to be looked over."""
    added = Signal(str)
    """The id of the child that was added or replaced."""
    cancelled = Signal()

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Import a case file", parent)
        self._program = program
        self._case: CaseFile | None = None
        self._others: tuple[CaseFile, ...] = ()
        self._boxes: list[tuple[Review, QCheckBox]] = []
        self.setObjectName("import_case")
        self.practice = Pill("practice", "accent")
        self.head.addWidget(self.practice)
        self.who = label("", "heading")
        self.facts = quiet_label()
        self.warning = label("", "soon")
        self._reviews = QVBoxLayout()
        self.add = KeyButton("Add to my children", kind="main", on_click=self._add)
        self.add.setObjectName("add_case")
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(KeyButton("Leave it", on_click=self._cancel))
        row.addStretch(1)
        for widget in (self.who, self.facts, self.warning):
            self.body.addWidget(widget)
        self.body.addLayout(self._reviews)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def choose(self) -> None:
        """Let the user choose a file, and read it."""
        self._program.messages.choose_files(self, "Choose a case file", KINDS, self.read)

    def read(self, paths: list[Path]) -> None:
        """Read the first of ``paths`` in the helper process; others are said to be left."""
        if not paths:
            return
        if len(paths) > 1:
            self._program.messages.tell(
                "Heard takes one case file at a time.", "The first one is shown here.", Tone.CARE
            )
        job = partial(look_into_case_file, paths[0])
        self._program.helper.run(
            job,
            lambda read: self.look_over(read.case, broken=read.broken),
            self._program.messages.warn,
        )

    def read_practice(self) -> None:
        """Read the practice caseload that comes with Heard."""
        self._program.helper.run(
            practice_caseload,
            lambda cases: self.look_over(cases[0], cases[1:]),
            self._program.messages.warn,
        )

    def look_over(self, case: CaseFile, others: tuple[CaseFile, ...] = (), broken: int = 0) -> None:
        """Show what ``case`` holds beside what the store holds; ``others`` are added with it.

        ``broken`` says how many of its lines were too long and were broken.
        """

        def rows(found: list[CaseloadRow]) -> None:
            there = [row for row in found if row.child.id == case.child.id]
            twin = _twin(case, found)
            if not there:
                self._show(case, None, _words(case, None, twin, broken), others)
                return
            self._program.store.reviews_of(
                case.child.id,
                lambda reviews: self._show(
                    case, reviews, _words(case, reviews, twin, broken), others
                ),
                self._program.messages.warn,
            )

        self._program.store.caseload(rows, self._program.messages.warn)

    def forget(self) -> None:
        """Let go of the file."""
        self._case, self._others = None, ()
        self._boxes = []
        clear(self._reviews)
        for shown in (self.who, self.facts, self.warning):
            shown.setText("")

    def _show(
        self,
        case: CaseFile,
        there: list[ReviewRow] | None,
        warning: str,
        others: tuple[CaseFile, ...],
    ) -> None:
        self.forget()
        self._case, self._others = case, others
        child = case.child
        self.practice.setVisible(child.practice)
        self.who.setText(child.preferred_name)
        facts = (f"born {long_date(child.born)}", child.ids.la_id, _count(case.reviews))
        names = [other.child.preferred_name for other in others]
        more = (f"with {' and '.join(names)} beside them for the lists",) if names else ()
        self.facts.setText(" · ".join(fact for fact in (*facts, *more) if fact))
        numbers = {row.id: row for row in there or []}
        for review in case.reviews:
            self._add_box(review, is_there=review.id in numbers)
        self.warning.setText(warning)
        self.warning.setVisible(bool(self.warning.text()))
        self.add.set_words("Replace what is there" if there is not None else "Add to my children")
        set_look(self.add, "main")
        self.ready.emit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        (self._boxes[0][1] if self._boxes else self.add).setFocus()

    def _add_box(self, review: Review, *, is_there: bool) -> None:
        words = f"{ordinal(review.head.number).capitalize()} review"
        if review.head.review_date is not None:
            words += f", {long_date(review.head.review_date)}"
        promised = len(review.head.recommendations)
        words += f" · {promised} recommendation{'' if promised == 1 else 's'}"
        if is_there:
            words += " · there already, would be replaced"
        box = QCheckBox(words)
        box.setAccessibleName(words)
        box.setObjectName(f"take_review_{review.head.number}")
        box.setChecked(True)
        self._reviews.addWidget(box)
        self._boxes.append((review, box))

    def _add(self) -> None:
        if self._case is None:
            return
        left_out = {review.id for review, box in self._boxes if not box.isChecked()}
        case = with_whole_ledger(without_reviews(self._case, left_out))
        self.add.setEnabled(False)
        self._add_all((case, *self._others), case.child.id)

    def _add_all(self, cases: tuple[CaseFile, ...], shown: str) -> None:
        """Add one case after the other; then show the child with the id ``shown``."""
        if not cases:
            self._was_added(shown)
            return
        added = partial(self._add_all, cases[1:], shown)
        self._program.store.add_case(cases[0], lambda _: added(), self._was_not)

    def _was_added(self, child_id: str) -> None:
        self.add.setEnabled(True)
        self.forget()
        self.added.emit(child_id)

    def _was_not(self, fault: UserFacingError) -> None:
        self.add.setEnabled(True)
        self._program.messages.warn(fault)

    def _cancel(self) -> None:
        self.forget()
        self.cancelled.emit()


def _count(reviews: tuple[Review, ...]) -> str:
    if not reviews:
        return "no review in the file"
    return f"{len(reviews)} review{'' if len(reviews) == 1 else 's'} in the file"


def _twin(case: CaseFile, rows: list[CaseloadRow]) -> CaseloadRow | None:
    """Return another child of the caseload who looks like the one in the file."""
    child = case.child
    for row in rows:
        same_number = child.ids.la_id and row.child.la_id == child.ids.la_id
        same_name = row.child.preferred_name == child.preferred_name
        if row.child.id != child.id and (
            same_number or (same_name and row.child.born == child.born)
        ):
            return row
    return None


def _words(
    case: CaseFile, there: list[ReviewRow] | None, twin: CaseloadRow | None, broken: int
) -> str:
    """Return what the user is to know before adding, or nothing."""
    was = "line was" if broken == 1 else "lines were"
    long = f"{broken} very long {was} broken into shorter ones; no letter was left out."
    return " ".join(filter(None, (_warning(case, there, twin), long if broken else "")))


def _warning(case: CaseFile, there: list[ReviewRow] | None, twin: CaseloadRow | None) -> str:
    name = case.child.preferred_name
    if there is not None:
        ids = {review.id for review in case.reviews}
        stays = sum(row.id not in ids for row in there)
        kept = f" {stays} other review{'' if stays == 1 else 's'} would stay." if stays else ""
        return (
            f"{name} is in your caseload already. What you know about {name} there would be "
            f"replaced by what is in this file.{kept}"
        )
    if twin is not None:
        return (
            f"A child with the same number or the same name and birthday is in your caseload "
            f"already. Adding this file makes a second entry beside {twin.child.preferred_name}."
        )
    return ""
