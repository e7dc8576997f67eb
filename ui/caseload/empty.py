"""What an empty caseload offers: add a child, import a case file, open the practice child."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.kit import Card, KeyButton, label, quiet_label, rule


class EmptyCaseload(QWidget):
    """Three ways to begin."""

    add_wanted = Signal()
    import_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("No children here yet")
        card.setMaximumWidth(theme.px(640))
        card.body.addWidget(
            quiet_label("Everything you add stays on this laptop, encrypted. Begin with one child.")
        )
        ways = (
            (
                KeyButton("Add a child", kind="main", on_click=self.add_wanted.emit),
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
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 4)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(2)
