"""Importing the national return: read by the helper, looked over here, then taken by the store.

Nothing is saved before the children are ticked and taken, what the reviewing officer typed is never
written over, and a child who is missing from the files is never removed.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.errors import UserFacingError
from models.return_preview import Preview, get_ready, look_over
from models.ssda903 import RowProblem
from models.taking import Took
from ui import theme
from ui.fields.record_editor import RecordTable
from ui.imports.busy import Busy
from ui.imports.return_words import counts, file_words, place_words, take_words, took_words
from ui.imports.returned_list import ReturnedList
from ui.item_models.records import Column, RecordModel
from ui.kit import Card, Flow, KeyButton, announce, label, quiet_label, small_heading_label
from ui.messages import Tone
from ui.program import Program

KINDS = "Files of the return (*.csv *.xml);;All files (*)"
_HOW = (
    "The SSDA903 files that your council makes for the national return: the header file, and "
    "with it any of episodes, reviews, missing, oc2, uasc and sw_episodes; or one XML file. "
    "They are read on this laptop and looked over first. Nothing you wrote is replaced."
)
_ROWS_OF_PROBLEMS = 6

_PROBLEM_COLUMNS = (
    Column("File", lambda p: p.file, 3),
    Column("Line", lambda p: f"{p.line:,}", 2),
    Column("Column", lambda p: p.column or "whole row", 2, spared=True),
    Column("Why", lambda p: p.reason, 7),
)


class ReturnPanel(Card):
    """Chooses files, shows what they would change, and takes the children that are ticked."""

    ready = Signal()
    """The panel has something to show: files are being read, or were."""
    taken = Signal()
    """Children were taken, so that the caseload is no longer as it was."""
    closed = Signal()
    """The panel is no longer needed."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__("Import from the national return", parent)
        self._program = program
        self._asked = 0
        self._cancel: Callable[[], None] | None = None
        self.setObjectName("import_return")
        self.busy = Busy(self._stop)
        self.children_list = ReturnedList()
        self.children_list.ticks_changed.connect(self._say_take)
        self._make_beginning()
        self._make_preview()
        for part in (self.beginning, self.busy, self.preview):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._show(self.beginning)

    # -- what the page calls

    def get_ready(self) -> None:
        """Have the helper process started by the time that files are chosen or let go of."""
        self._program.helper.run(get_ready, lambda _: None, self._program.messages.warn)

    def begin(self) -> None:
        """Offer to choose files, with nothing read."""
        self.forget()
        self.get_ready()
        self.ready.emit()
        self.files.setFocus(Qt.FocusReason.OtherFocusReason)

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders in the helper process, and show what they hold."""
        if not paths:
            return
        self.forget()
        asked = self._asked
        self._show(self.busy)
        self.busy.begin("Reading the files", taking=False)
        self.ready.emit()
        self.busy.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._program.store.kept_children(
            partial(self._read, asked, tuple(paths)), partial(self._could_not_read, asked)
        )

    def leave(self) -> None:
        """Stop what is under way and let go of the files."""
        self.forget()
        self.closed.emit()

    def forget(self) -> None:
        """Stop what is under way and empty every widget: at lock."""
        self._asked += 1
        self._call_off()
        self.children_list.forget()
        self._problems.show_values(())
        for shown in (self.facts, self.seen, self.counted, self.problem):
            shown.setText("")
        self._say("")
        self._show(self.beginning)

    # -- reading

    def _read(self, asked: int, paths: tuple[Path, ...], bodies: tuple[bytes, ...]) -> None:
        if asked != self._asked:
            return
        job = partial(look_over, paths, bodies, self._program.clock.today())
        self._cancel = self._program.helper.run_told(
            job,
            self.busy.show_part,
            partial(self._look_over, asked),
            partial(self._could_not_read, asked),
        )

    def _look_over(self, asked: int, preview: Preview) -> None:
        if asked != self._asked:
            return
        self._cancel = None
        self.children_list.show_preview(preview, self._program.clock.today())
        self.facts.setText(counts(preview))
        self.seen.setText("\n".join(map(file_words, preview.files)))
        self._show_problems(preview)
        self._say_take()
        self._show(self.preview)
        self.children_list.setVisible(bool(preview.rows))
        self.take.setVisible(bool(preview.rows))
        if preview.rows:
            self.children_list.table.come_into_view()
        else:
            self.leave_it.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.facts.text())

    def _show_problems(self, preview: Preview) -> None:
        many = preview.problem_count
        self._problems.show_values(preview.problems)
        for part in (self.counted, self.problem_table, self.problem):
            part.setVisible(many > 0)
        self.problem_table.selectRow(0)
        self._say_problem()
        rows = "1 place in the files was" if many == 1 else f"{many:,} places in the files were"
        stand = "it stands" if many == 1 else "they stand"
        listed = len(preview.problems)
        some = f" The first {listed:,} are listed." if listed < many else ""
        self.counted.setText(
            f"{rows} not taken as {stand}; the rest was read.{some}" if many else ""
        )

    def _say_problem(self) -> None:
        """Say the chosen place in full, which its row may cut short."""
        at, values = self.problem_table.currentIndex().row(), self._problems.values
        self.problem.setText(place_words(values[at]) if 0 <= at < len(values) else "")

    def _could_not_read(self, asked: int, fault: UserFacingError) -> None:
        if asked == self._asked:
            self.begin()
            self._program.messages.warn(fault)

    # -- taking

    def _take(self) -> None:
        taken = self.children_list.model.taken
        if not taken:
            return
        asked = self._asked
        self._show(self.busy)
        self.busy.begin("Taking the children", taking=True)
        self.busy.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._cancel = self._program.store.import_children(
            taken,
            self.busy.show_part,
            partial(self._was_taken, asked, len(taken)),
            partial(self._could_not_take, asked),
        )

    def _was_taken(self, asked: int, wanted: int, took: Took) -> None:
        if asked != self._asked:
            return
        self.forget()
        problem, remedy = took_words(took, wanted)
        whole = took.taken == wanted
        self._program.messages.tell(problem, remedy, Tone.GOOD if whole else Tone.CARE)
        self.closed.emit()
        self.taken.emit()

    def _could_not_take(self, asked: int, fault: UserFacingError) -> None:
        if asked != self._asked:
            return
        part, whole = self.busy.part
        self.begin()
        self._say(
            f"{part:,} of {whole:,} children were seen to before this happened; what was taken "
            "stays. Read the files again to take the rest."
        )
        self.taken.emit()
        self._program.messages.warn(fault)

    def _stop(self) -> None:
        """Stop reading at once; stop taking after the slice that is being written."""
        if self.busy.is_taking:
            self._call_off()
        else:
            self.begin()
            self._say("Reading was stopped. Nothing was saved.")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _call_off(self) -> None:
        cancel, self._cancel = self._cancel, None
        if cancel is not None:
            cancel()

    # -- how it looks

    def _make_beginning(self) -> None:
        self.beginning = QWidget()
        self.said = label("", "soon")
        self.files = KeyButton("Choose files…", kind="main", on_click=self._choose_files)
        self.files.setObjectName("return_files")
        self.folder = KeyButton("Choose a folder…", on_click=self._choose_folder)
        self.folder.setObjectName("return_folder")
        leave = KeyButton("Leave it", on_click=self.leave)
        leave.setObjectName("return_not_now")
        column = _column(self.beginning)
        column.addWidget(label(_HOW))
        column.addWidget(self.said)
        column.addWidget(_row(self.files, self.folder, leave))
        column.addWidget(quiet_label("You may also drop the files, or their folder, on this page."))

    def _make_preview(self) -> None:
        self.preview = QWidget()
        self.facts = label("")
        self.take = KeyButton("Take these children", kind="main", on_click=self._take)
        self.take.setObjectName("take_children")
        self.leave_it = KeyButton("Leave it", on_click=self.leave)
        self.leave_it.setObjectName("leave_return")
        self.hint = quiet_label()
        self.seen = quiet_label()
        self.counted = label("", "soon")
        self._problems = RecordModel(_PROBLEM_COLUMNS, _place)
        self.problem_table = RecordTable(
            self._problems, "places in the files", most=_ROWS_OF_PROBLEMS
        )
        self.problem = quiet_label()
        self.problem_table.selectionModel().currentRowChanged.connect(
            lambda *_: self._say_problem()
        )
        column = _column(self.preview)
        column.addWidget(self.facts)
        column.addWidget(self.children_list)
        column.addWidget(_row(self.take, self.leave_it))
        column.addWidget(self.hint)
        column.addWidget(self.counted)
        column.addWidget(self.problem_table)
        column.addWidget(self.problem)
        column.addWidget(small_heading_label("What was read"))
        column.addWidget(self.seen)

    def _say_take(self) -> None:
        many = self.children_list.model.ticked_count
        self.take.set_words(take_words(many))
        self.take.setEnabled(many > 0)
        self.hint.setText(
            "Nothing is saved before that. What you typed stays; nobody is removed."
            if many
            else "Tick the children who are yours, or paste their numbers."
        )

    def _show(self, part: QWidget) -> None:
        for one in (self.beginning, self.busy, self.preview):
            one.setVisible(one is part)

    def _choose_files(self) -> None:
        self._program.messages.choose_files(self, "Choose the return's files", KINDS, self.read)

    def _choose_folder(self) -> None:
        self._program.messages.choose_folder(self, "Choose the return's folder", self.read)


def _place(problem: RowProblem) -> str:
    return f"{problem.file}:{problem.line}:{problem.column}:{problem.reason}"


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.S2)
    return column


def _row(*buttons: KeyButton) -> QWidget:
    widget = QWidget()
    flow = Flow(widget)
    for button in buttons:
        flow.addWidget(button)
    return widget
