"""Checks any Word file for people who read with their ears, enlarged, or without colours."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from export.helper_jobs import check_word_file
from models.errors import UserFacingError
from ui import theme
from ui.fields.row_list import Fact, Row, RowList
from ui.kit import Card, KeyButton, announce, label, quiet_label
from ui.program import Program

if TYPE_CHECKING:
    from pathlib import Path

    from export.findings import Finding

_KINDS = "Word documents (*.docx)"
_HOW = (
    "Looks at headings, tables, language, title, pictures, contrast and lists, in Heard's own"
    " documents and in anybody's. The file is only read, and nothing of it is kept."
)
_MOST = 60
_SAID = {
    "one_title": "Title",
    "heading_gap": "Heading order",
    "header_row": "Header row",
    "split_row": "Torn row",
    "merged_cells": "Merged cells",
    "empty_cell": "Empty cell",
    "table_text": "Table's words",
    "caption": "Caption",
    "language": "Language",
    "title": "Document title",
    "picture_text": "Picture's words",
    "contrast": "Contrast",
    "empty_paragraph": "Empty paragraph",
    "manual_list": "List made by hand",
}


class CheckPart(QWidget):
    """One file at a time, read in the helper process."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._asked = 0
        card = Card("Can everybody read it?")
        self.choose = KeyButton("Check a Word file…", on_click=self._choose)
        self.choose.setObjectName("check_word_file")
        self.said = label("")
        self.said.setObjectName("check_said")
        self.list = RowList("What stands in a reader's way", fits=True)
        self.list.setObjectName("check_findings")
        for part in (quiet_label(_HOW), self.choose, self.said, self.list):
            card.body.addWidget(part)
        self.list.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.S3, 0)
        layout.addWidget(card)
        layout.addStretch(1)

    def forget(self) -> None:
        """Empty every widget: at lock, and when another review is shown."""
        self._asked += 1
        self.said.clear()
        self.list.show_rows([])
        self.list.hide()

    def _choose(self) -> None:
        self._program.messages.choose_files(self, "A Word file to check", _KINDS, self._check)

    def _check(self, paths: list[Path]) -> None:
        if not paths:
            return
        self.forget()
        self.said.setText("Reading it…")
        asked, name = self._asked, paths[0].name
        self._program.helper.run(
            partial(check_word_file, paths[0]),
            partial(self._found, asked, name),
            partial(self._not_read, asked),
        )

    def _found(self, asked: int, name: str, findings: tuple[Finding, ...]) -> None:
        if asked != self._asked:
            return
        count = "1 thing stands" if len(findings) == 1 else f"{len(findings)} things stand"
        words = f"{name}: {count} in a reader's way." if findings else f"{name}: all is well."
        more = f" The first {_MOST} are shown." if len(findings) > _MOST else ""
        self.said.setText(words + more)
        announce(self.said, self.said.text())
        self.list.show_rows(
            [
                Row(
                    key=str(n),
                    words=finding.what,
                    facts=(Fact(finding.where),),
                    state=_SAID.get(finding.rule, finding.rule),
                )
                for n, finding in enumerate(findings[:_MOST])
            ]
        )
        self.list.setVisible(bool(findings))

    def _not_read(self, asked: int, fault: UserFacingError) -> None:
        if asked == self._asked:
            self.said.setText(f"{fault.problem} {fault.remedy}")
            announce(self.said, self.said.text())
