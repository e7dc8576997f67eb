"""What an empty caseload offers: the national return, a child, a case file, a practice caseload."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit import Card, KeyButton, label, quiet_label, rule, scroll


class EmptyCaseload(QWidget):
    """Four ways to begin."""

    return_wanted = Signal()
    add_wanted = Signal()
    import_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("No children here yet")
        card.setMaximumWidth(theme.px(640))
        card.body.addWidget(quiet_label("Everything you add stays on this laptop, encrypted."))
        ways = (
            (
                KeyButton(
                    "Import from the national return…",
                    kind="main",
                    on_click=self.return_wanted.emit,
                ),
                "The council's SSDA903 files: homes, legal status, past reviews. You choose whose.",
            ),
            (
                KeyButton("Add a child", on_click=self.add_wanted.emit),
                "A name and a birthday are enough to start.",
            ),
            (
                KeyButton("Import a case file…", on_click=self.import_wanted.emit),
                "From a colleague, with reviews. You may also drop the file on this window.",
            ),
            (
                KeyButton("Open the practice caseload", on_click=self.practice_wanted.emit),
                "Three made-up children to try everything with. One click takes them away again.",
            ),
        )
        for button, words in ways:
            card.body.addWidget(rule())
            row = QVBoxLayout()
            row.setSpacing(theme.S1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            row.addWidget(label(words, "quiet"))
            card.body.addLayout(row)
        self.first = ways[0][0]
        inner = QWidget()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 4)
        across.addStretch(1)
        column = QVBoxLayout(inner)
        column.addStretch(1)
        column.addLayout(across)
        column.addStretch(2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll(inner))
