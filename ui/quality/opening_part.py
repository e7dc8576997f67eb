"""Where a team lead begins: documents are chosen or dropped here, and reading them is shown."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.imports.busy import Busy
from ui.kit import Card, Flow, KeyButton, label, quiet_label, title_label


class OpeningPart(QWidget):
    """Offers documents, a folder and the service picture; turns into how far reading is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.documents = KeyButton("Open documents…", kind="main")
        self.folder = KeyButton("Open a folder…")
        self.service = KeyButton("Service picture…")
        self.card = Card()
        self.busy = Busy(lambda: None)
        self.busy.stop.setObjectName("stop_reading")
        self._lay_out()
        self.show_busy(busy=False)

    def show_busy(self, *, busy: bool) -> None:
        """Show how far reading is, or what can be opened."""
        self.busy.setVisible(busy)
        self.card.setVisible(not busy)

    def _lay_out(self) -> None:
        body = self.card.body
        body.addWidget(title_label("Read a record as it was sent"))
        body.addWidget(
            label(
                "Open Word documents, or drop them here: minutes, recommendations, a whole folder "
                "from a share or a memory stick. Heard reads what Word shows and changes nothing."
            )
        )
        row = QWidget()
        flow = Flow(row)
        for button in (self.documents, self.folder, self.service):
            flow.addWidget(button)
        body.addWidget(row)
        body.addWidget(
            quiet_label(
                "Records of other councils are read as far as their headings tell. "
                "What you write is kept in your own encrypted store."
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S5, theme.S5, theme.S5, theme.S5)
        self.card.setMaximumWidth(theme.px(640))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.card, 100)
        middle.addStretch(1)
        column.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self.busy)
        column.addStretch(2)
