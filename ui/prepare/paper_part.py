"""On paper: the agenda with room to write, consultation papers, and a leaflet, as Word files.

A secure setting may forbid laptops; what was written by hand is typed up by the numbers.
"""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from export.documents import PAPERS, TITLES
from models.edits import Opened
from models.paper import usual_papers
from ui.exporting.exporter import Exporter, Outcome, order_of
from ui.fields.tick_row import TickRow
from ui.issues import draft_issue
from ui.kit import Form, KeyButton, announce, quiet_label, rule
from ui.prepare.part import PreparePart
from ui.prepare.typing_up import TypingUpCard
from ui.program import Program


class PaperPart(PreparePart):
    """Ticks what is printed; the child's own paper that fits their age is ticked already."""

    def __init__(self, program: Program, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._exporter = Exporter(program)
        self._child_id = ""
        self._usual: frozenset[str] = frozenset()
        self.ticks: dict[str, QCheckBox] = {}
        boxes: list[QWidget] = []
        for kind in PAPERS:
            row = TickRow(TITLES.get(kind.id, kind.title), kind.id)
            self.ticks[kind.id] = row.box
            boxes.append(row)
        form = Form()
        self.folder = form.line(
            "Folder", "No file name ever holds the child's name.", name="paper_folder"
        )
        self.choose = KeyButton("Choose a folder…", on_click=self._choose)
        self.choose.setObjectName("paper_choose_folder")
        self.make = KeyButton("Make the papers", kind="main", on_click=self._make)
        self.make.setObjectName("paper_make")
        self.said = quiet_label()
        self.said.setObjectName("paper_said")
        hint = quiet_label(
            "Word files to print or send. Every question and prompt has a number; in the meeting, a"
            " quick jot that begins with it (“4.3 likes the dog”, “B7 its noisy”) goes where it"
            " belongs."
        )
        self.typing_up = TypingUpCard(program.clock)
        self.typing_up.edit.connect(self.edit)
        self.card("On paper", hint, *boxes, rule(), form, self.choose, self.make, self.said)
        self.add(self.typing_up)
        self.finish()

    @override
    def draw(self, opened: Opened | None) -> None:
        self.typing_up.show_opened(opened)
        if opened is None:
            self._child_id = ""
            self.said.clear()
            return
        head = opened.the_review.head
        on = head.review_date or self._program.clock.today()
        usual = usual_papers(opened.child, head, on)
        if opened.child.id != self._child_id or usual != self._usual:
            self._child_id, self._usual = opened.child.id, usual
            for name, box in self.ticks.items():
                box.setChecked(name in usual)
        if not self.folder.text():
            documents = QStandardPaths.StandardLocation.DocumentsLocation
            self.folder.setText(QStandardPaths.writableLocation(documents))

    @override
    def left(self) -> None:
        self.typing_up.put_typed()

    def _choose(self) -> None:
        self._program.messages.choose_folder(
            self, "Where to put the papers", lambda paths: self.folder.setText(str(paths[0]))
        )

    def _make(self) -> None:
        chosen = tuple(name for name, box in self.ticks.items() if box.isChecked())
        if not chosen:
            self._program.messages.tell("Tick at least one paper first.")
            return
        opened = self.opened
        order = order_of(
            opened,
            draft_issue(self._program, opened.the_review),
            chosen,
            Path(self.folder.text().strip()).expanduser().absolute(),
        )
        self.make.setEnabled(False)
        self.said.setText("Making the papers…")
        self._exporter.export(order, self._ended)

    def _ended(self, outcomes: list[Outcome]) -> None:
        self.make.setEnabled(True)
        made = sum(outcome.exported is not None for outcome in outcomes)
        fault = next((outcome.fault for outcome in outcomes if outcome.fault), None)
        count = "1 paper is" if made == 1 else f"{made} papers are"
        if fault is not None:
            self.said.setText(f"{count[0].upper()}{count[1:]} in the folder." if made else "")
            self._program.messages.warn(fault)
            return
        self.said.setText(f"Done: {count} in the folder.")
        announce(self.said, self.said.text())
